import Domain
import Foundation
import GRDB

extension Representative.Kind: DatabaseValueConvertible {}

/// A representative as typed.
struct RepresentativeDraft: Sendable {
    let kind: Representative.Kind
    let name: PersonName
    let address: MailAddress?
    let from: Day
    /// The one whose mandate ends the day this one's begins.
    var replaces: ID<Representative>?
}

/// Who speaks for members.
enum RepresentativeStore {
    /// Those who speak for members of the hub on a day, titulars first.
    static func representatives(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [Representative] {
        try all(of: hub, in: db).filter { $0.speaks(on: day) }
    }

    /// All that ever were, erased ones included, by member, titulars first, then by date.
    static func all(
        of hub: ID<Hub>, organisation: ID<Organisation>? = nil, in db: GRDB.Database
    ) throws -> [Representative] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM representative WHERE hubID = ? AND (? IS NULL OR organisationID = ?)
                ORDER BY organisationID, kind DESC, validFrom, id
                """, arguments: [hub, organisation, organisation]
        ).map(Representative.init(row:))
    }

    /// Adds one; the account of that address, when there is one, is theirs.
    @discardableResult
    static func add(
        _ draft: RepresentativeDraft, of organisation: ID<Organisation>, in hub: ID<Hub>, document: Document? = nil,
        actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Representative> {
        if let replaced = draft.replaces {
            try end(replaced, of: organisation, in: hub, on: draft.from, actor: actor, at: now, in: db)
        }
        if draft.kind == .titular { try checkOnlyTitular(of: organisation, in: hub, from: draft.from, db) }
        let person = try draft.address.flatMap { try AccountStore.person(at: $0, in: db) }
        let paper = try document.map { try HubDocuments.keep($0, for: hub, in: db) }
        try db.execute(
            sql: """
                INSERT INTO representative (hubID, organisationID, kind, name, address, personID, validFrom, documentID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, organisation, draft.kind, draft.name.text, draft.address?.text ?? "", person?.id, draft.from,
                paper,
            ])
        let id = ID<Representative>(rawValue: db.lastInsertedRowID)
        try Journal.record(
            Event(
                "adherent.representation", on: MemberJournal.subject(organisation, hub),
                ["numero": id.description, "sorte": draft.kind.rawValue, "depuis": draft.from.description]),
            by: actor, at: now, in: db)
        return id
    }

    /// One titular at a time; the others are deputies.
    private static func checkOnlyTitular(
        of organisation: ID<Organisation>, in hub: ID<Hub>, from day: Day, _ db: GRDB.Database
    ) throws {
        let others = try all(of: hub, organisation: organisation, in: db).filter { other in
            other.kind == .titular && other.until.map { day < $0 && other.from < $0 } ?? true
        }
        guard let other = others.first else { return }
        throw Refused(
            "\(other.name) est titulaire depuis \(other.from.frenchWithArticle) : dites que ce mandat prend fin, ou choisissez « suppléant·e ».",
            field: "sorte")
    }

    /// Ends a mandate on a day.
    static func end(
        _ id: ID<Representative>, of organisation: ID<Organisation>, in hub: ID<Hub>, on day: Day, actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws {
        guard let known = try all(of: hub, organisation: organisation, in: db).first(where: { $0.id == id }) else {
            throw NotFound()
        }
        guard known.until == nil else { throw Refused("Ce mandat a déjà pris fin.", field: "depuis") }
        guard known.from <= day else {
            throw Refused(
                "Ce mandat a commencé \(known.from.frenchWithArticle) : il ne peut pas finir avant.", field: "depuis")
        }
        try db.execute(sql: "UPDATE representative SET validUntil = ? WHERE id = ?", arguments: [day, id])
        try Journal.record(
            Event(
                "adherent.representation-finie", on: MemberJournal.subject(organisation, hub),
                ["numero": id.description, "au": day.description]), by: actor, at: now, in: db)
    }
}

/// What is kept of a person who represents members, for that person.
extension RepresentativeStore {
    /// Everything recorded under this account.
    static func mandates(
        of person: ID<Person>, in db: GRDB.Database
    ) throws -> [(representative: Representative, organisation: String, hub: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT r.*, o.name AS organisationName, h.name AS hubName FROM representative r
                JOIN organisation o ON o.id = r.organisationID JOIN hub h ON h.id = r.hubID
                WHERE r.personID = ? ORDER BY r.id
                """, arguments: [person]
        ).map { row in (Representative(row: row), row["organisationName"], row["hubName"]) }
    }

    /// A new account has the mandates that were recorded with its address.
    static func recognise(_ person: ID<Person>, _ address: MailAddress, in db: GRDB.Database) throws {
        try db.execute(
            sql: "UPDATE representative SET personID = ? WHERE address = ? AND personID IS NULL",
            arguments: [person, address])
    }

    /// The account is erased: name, address and letter go, mandates end that day (RGPD, art. 17).
    static func forget(person: ID<Person>, address: MailAddress, on day: Day, at now: Date, in db: GRDB.Database) throws
    {
        let ids = try ID<Representative>.fetchAll(
            db, sql: "SELECT id FROM representative WHERE personID = ? OR address = ?", arguments: [person, address])
        for id in ids { try erase(id, on: day, at: now, in: db) }
    }

    /// What says who it was goes; the number and the dates stay, for the minutes that name them.
    static func erase(_ id: ID<Representative>, on day: Day, at now: Date, in db: GRDB.Database) throws {
        try ConvocationTraceStore.forget(id, in: db)
        let letter = try ID<Document>.fetchOne(
            db, sql: "SELECT documentID FROM representative WHERE id = ?", arguments: [id])
        try db.execute(
            sql: """
                UPDATE representative SET name = 'Personne effacée', address = '', personID = NULL, documentID = NULL,
                    validUntil = COALESCE(validUntil, max(validFrom, ?)), erasedAt = ? WHERE id = ?
                """, arguments: [day, now.formatted(.iso8601), id])
        guard let letter else { return }
        try db.execute(sql: "DELETE FROM hubDocument WHERE documentID = ?", arguments: [letter])
        try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [letter])
    }
}

extension Representative {
    init(row: Row) {
        self.init(
            id: row["id"], organisation: row["organisationID"], kind: row["kind"], name: row["name"],
            personID: row["personID"], address: MailAddress(row["address"] as String), from: row["validFrom"],
            until: row["validUntil"])
    }
}

/// What the journal says lines about a member are about: not « pole/… », whose lines are public.
enum MemberJournal {
    static func subject(_ organisation: ID<Organisation>, _ hub: ID<Hub>) -> String {
        "adhesion/\(hub)-\(organisation)"
    }
}

/// Documents that only those of a hub read.
enum HubDocuments {
    static func keep(_ document: Document, for hub: ID<Hub>, in db: GRDB.Database) throws -> ID<Document> {
        try db.execute(
            sql: "INSERT INTO document (name, mediaType, size, digest, storedName) VALUES (?, ?, ?, ?, ?)",
            arguments: [document.name, document.mediaType, document.size, document.digest, document.storedName])
        let id = ID<Document>(rawValue: db.lastInsertedRowID)
        try db.execute(sql: "INSERT INTO hubDocument (documentID, hubID) VALUES (?, ?)", arguments: [id, hub])
        return id
    }
}
