import Domain
import Foundation
import GRDB

extension AlertFrequency: DatabaseValueConvertible {}

/// A search that somebody is told the news of.
struct Alert: Sendable {
    let id: Int64
    let query: DirectoryQuery
    let frequency: AlertFrequency
    let createdAt: Date
}

/// Who asks: a person with an account, or an address that will confirm.
enum AlertOwner: Sendable {
    case person(ID<Person>)
    case address(MailAddress)
}

/// Searches kept with their alert: asked for, confirmed, listed, ended.
struct AlertStore {
    let database: any DatabaseWriter
    let baseURL: String
    /// Enough for a region's territories and sectors.
    static let most = 20
    /// An address that has not answered by then is forgotten.
    static let confirmationTime: TimeInterval = 2 * 86_400

    /// Keeps the search; an address without account is written to first, and nothing else is sent before it answers.
    func create(
        _ query: DirectoryQuery, _ frequency: AlertFrequency?, for owner: AlertOwner, at now: Date
    ) async throws {
        guard let frequency else {
            throw Refused("Choisissez à quel rythme vous voulez être averti·e.", field: "rythme")
        }
        let text = try Self.text(query)
        guard text.utf8.count <= 2000 else { throw Refused("Cette recherche est trop longue pour être gardée.") }
        try await database.write { db in
            try Self.forgetUnanswered(at: now, in: db)
            let (person, address) = Self.columns(owner)
            let kept = try Row.fetchAll(
                db, sql: "SELECT query, confirmedAt FROM alert WHERE personID IS ? AND address IS ?",
                arguments: [person, address])
            // Said to the owner alone: whoever types somebody's address learns nothing of their alerts.
            if person != nil, kept.contains(where: { $0["query"] == text }) {
                throw Refused("Vous êtes déjà averti·e des nouveautés de cette recherche.")
            }
            guard kept.count < Self.most else {
                guard person != nil else { return }
                throw Refused(
                    "Vous gardez déjà \(Self.most) recherches : ôtez-en une dans votre compte, puis recommencez.")
            }
            let (confirmation, stop) = (Secret(), Secret())
            let mark = try Self.mark(db)
            try db.execute(
                sql: """
                    INSERT INTO alert (personID, address, query, frequency, createdAt, confirmedAt, confirmationHash,
                        stopKey, lastOrganisation, lastOffer, waiting, nextAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    person, address, text, frequency, now, person == nil ? nil : now,
                    person == nil ? confirmation.hash : nil, stop.text, mark.organisation, mark.offer,
                    Self.json(mark.waiting), now + Double(frequency.seconds),
                ])
            if case .address(let address) = owner {
                let letter = AlertLetters(baseURL: baseURL).confirmation(confirmation, frequency)
                try OutboxStore.enqueue(letter, to: address, "", at: now, in: db)
            }
            if let person {
                try Journal.record(
                    Event("alerte.gardee", on: "compte/\(person)"), by: .person(person), at: now, in: db)
            }
        }
    }

    /// The alert waits for this key's answer; nil when there is none.
    func isWaiting(_ key: Secret, at now: Date) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db,
                sql:
                    "SELECT EXISTS (SELECT 1 FROM alert WHERE confirmationHash = ? AND confirmedAt IS NULL AND createdAt > ?)",
                arguments: [key.hash, now - Self.confirmationTime]) ?? false
        }
    }

    /// The address said yes. What is new counts from now.
    func confirm(_ key: Secret, at now: Date) async throws {
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT id, frequency FROM alert WHERE confirmationHash = ? AND confirmedAt IS NULL AND createdAt > ?",
                arguments: [key.hash, now - Self.confirmationTime])
            guard let row else {
                throw Refused("Ce lien ne sert plus : enregistrez de nouveau la recherche depuis l’annuaire.")
            }
            let mark = try Self.mark(db)
            let frequency: AlertFrequency = row["frequency"]
            try db.execute(
                sql: """
                    UPDATE alert SET confirmedAt = ?, confirmationHash = NULL, lastOrganisation = ?, lastOffer = ?,
                        waiting = ?, nextAt = ? WHERE id = ?
                    """,
                arguments: [
                    now, mark.organisation, mark.offer, Self.json(mark.waiting), now + Double(frequency.seconds),
                    row["id"] as Int64,
                ])
            try Journal.record(
                Event("alerte.confirmee", on: "alerte/\(row["id"] as Int64)"), by: .program, at: now, in: db)
        }
    }

    /// Ends the alert whose mails carry this key; ending twice is no fault.
    func stop(_ key: Secret, at now: Date) async throws {
        try await database.write { db in
            guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM alert WHERE stopKey = ?", arguments: [key.text])
            else { return }
            try db.execute(sql: "DELETE FROM alert WHERE id = ?", arguments: [id])
            try Journal.record(Event("alerte.finie", on: "alerte/\(id)"), by: .program, at: now, in: db)
        }
    }

    func alerts(of person: ID<Person>) async throws -> [Alert] {
        try await database.read { db in try Self.alerts(of: person, in: db) }
    }

    static func alerts(of person: ID<Person>, in db: GRDB.Database) throws -> [Alert] {
        try Row.fetchAll(db, sql: "SELECT * FROM alert WHERE personID = ? ORDER BY id DESC", arguments: [person]).map {
            row in
            Alert(
                id: row["id"], query: try query(row["query"]), frequency: row["frequency"], createdAt: row["createdAt"])
        }
    }

    func remove(_ id: Int64, of person: ID<Person>, at now: Date) async throws {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM alert WHERE id = ? AND personID = ?", arguments: [id, person])
            guard db.changesCount == 1 else { throw NotFound() }
            try Journal.record(Event("alerte.finie", on: "compte/\(person)"), by: .person(person), at: now, in: db)
        }
    }

    /// Everything there is now: an alert tells what comes after.
    static func mark(_ db: GRDB.Database) throws -> AlertMark {
        AlertMark(
            organisation: try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM organisation") ?? 0,
            offer: try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM offer") ?? 0,
            waiting: Set(try Int64.fetchAll(db, sql: "SELECT id FROM organisation WHERE publication = 'proposee'")))
    }

    static func json(_ numbers: Set<Int64>) -> String {
        "[" + numbers.sorted().map(String.init).joined(separator: ",") + "]"
    }

    static func query(_ text: String) throws -> DirectoryQuery {
        let parts = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        return DirectoryQuery { parts[$0] ?? "" }
    }

    /// Without what only changes how answers are shown.
    private static func text(_ query: DirectoryQuery) throws -> String {
        let parts = query.asked.parts.map { ($0.key.rawValue, $0.value) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(
            decoding: try encoder.encode(Dictionary(parts) { first, _ in first }), as: UTF8.self)
    }

    private static func columns(_ owner: AlertOwner) -> (ID<Person>?, MailAddress?) {
        switch owner {
        case .person(let id): (id, nil)
        case .address(let address): (nil, address)
        }
    }

    private static func forgetUnanswered(at now: Date, in db: GRDB.Database) throws {
        try db.execute(
            sql: "DELETE FROM alert WHERE confirmedAt IS NULL AND createdAt <= ?", arguments: [now - confirmationTime])
    }
}
