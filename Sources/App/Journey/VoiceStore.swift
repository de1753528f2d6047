import Domain
import Foundation
import GRDB

/// What somebody without a role may say to an initiative.
enum VoiceKind: String, Sendable, CaseIterable, DatabaseValueConvertible {
    case follow = "suivre"
    case join = "rejoindre"
    case want = "vouloir"

    var label: String {
        switch self {
        case .follow: "Suivre la démarche"
        case .join: "Rejoindre le noyau"
        case .want: "Dire que je veux un pôle ici"
        }
    }
}

/// A voice whose address has answered.
struct Voice: Sendable {
    let id: Int64
    let kind: VoiceKind
    let address, name, organisation, message: String
    let confirmedAt: Date
}

/// What a hub has told to those who follow.
struct JourneyNews: Sendable {
    let title, body, publishedAt: String
}

/// Voices: asked for, confirmed by mail, ended; and the news that followers are mailed.
struct VoiceStore {
    let database: any DatabaseWriter
    let letters: VoiceLetters
    /// An address that has not answered by then is forgotten.
    static let confirmationTime: TimeInterval = 2 * 86_400

    struct Draft: Sendable {
        var kind: VoiceKind?
        var address = ""
        var name = ""
        var organisation = ""
        var message = ""
    }

    /// What is wrong with what was typed; returns the address when nothing is.
    static func check(_ draft: Draft) throws -> MailAddress? {
        let address = MailAddress(draft.address)
        try RefusedForm.check([
            draft.kind == nil ? Refused("Choisissez ce que vous voulez dire.", field: "sorte") : nil,
            address == nil ? Refused("Écrivez votre adresse, par exemple nom@example.org.", field: "courriel") : nil,
            draft.kind == .join && draft.name.isEmpty
                ? Refused("Dites votre nom : quelqu’un du noyau vous rappellera.", field: "nom") : nil,
            Refused.tooLong(draft.name, 120, field: "nom"),
            Refused.tooLong(draft.organisation, 200, field: "organisation"),
            Refused.tooLong(draft.message, 1000, field: "message"),
        ])
        return address
    }

    /// Keeps a voice until its address answers; the page says the same whether it was known or not.
    func ask(_ draft: Draft, address: MailAddress, of hub: Hub, at now: Date) async throws {
        guard let kind = draft.kind else { return }
        try await database.write { db in
            try db.execute(
                sql:
                    "DELETE FROM journeyVoice WHERE confirmedAt IS NULL AND (createdAt <= ? OR address = ? AND hubID = ? AND kind = ?)",
                arguments: [now - Self.confirmationTime, address, hub.id, kind])
            let (confirmation, stop) = (Secret(), Secret())
            try db.execute(
                sql: """
                    INSERT INTO journeyVoice (hubID, kind, address, name, organisation, message, createdAt,
                        confirmationHash, stopKey) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub.id, kind, address, draft.name, draft.organisation, draft.message, now, confirmation.hash,
                    stop.text,
                ])
            try OutboxStore.enqueue(
                letters.confirmation(confirmation, stop: stop, kind, hub.name), to: address, draft.name, at: now, in: db
            )
        }
    }

    func isWaiting(_ key: Secret, at now: Date) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM journeyVoice WHERE confirmationHash = ? AND createdAt > ?)",
                arguments: [key.hash, now - Self.confirmationTime]) ?? false
        }
    }

    /// The address said yes; a former voice of the same kind gives way. Returns the hub's slug.
    func confirm(_ key: Secret, at now: Date) async throws -> String {
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT v.*, h.slug FROM journeyVoice v JOIN hub h ON h.id = v.hubID
                    WHERE v.confirmationHash = ? AND v.createdAt > ?
                    """, arguments: [key.hash, now - Self.confirmationTime])
            guard let row else { throw Refused("Ce lien ne sert plus : recommencez depuis la page de la démarche.") }
            let (id, hub): (Int64, ID<Hub>) = (row["id"], row["hubID"])
            let kind: VoiceKind = row["kind"]
            try db.execute(
                sql:
                    "DELETE FROM journeyVoice WHERE hubID = ? AND kind = ? AND address = ? AND confirmedAt IS NOT NULL",
                arguments: [hub, kind, row["address"] as String])
            try db.execute(
                sql: "UPDATE journeyVoice SET confirmedAt = ?, confirmationHash = NULL WHERE id = ?",
                arguments: [now, id])
            try Journal.record(
                Event("demarche.voix", on: "demarche/\(hub)", ["sorte": kind.rawValue]), by: .program, at: now, in: db)
            return row["slug"]
        }
    }

    /// Takes a voice back: nothing of it is kept. Twice is no fault.
    func stop(_ key: Secret, at now: Date) async throws {
        try await database.write { db in
            let hub = try ID<Hub>.fetchOne(
                db, sql: "SELECT hubID FROM journeyVoice WHERE stopKey = ?", arguments: [key.text])
            guard let hub else { return }
            try db.execute(sql: "DELETE FROM journeyVoice WHERE stopKey = ?", arguments: [key.text])
            try Journal.record(Event("demarche.voix-retiree", on: "demarche/\(hub)"), by: .program, at: now, in: db)
        }
    }

    /// Nothing of what this address has said or asked for is kept; answers to surveys never bore it.
    static func forget(_ address: MailAddress, in db: GRDB.Database) throws {
        try db.execute(sql: "DELETE FROM journeyVoice WHERE address = ?", arguments: [address])
        try db.execute(sql: "DELETE FROM surveyContact WHERE lower(address) = ?", arguments: [address])
    }

    /// Those that an address confirmed, the latest first.
    static func voices(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Voice] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT * FROM journeyVoice WHERE hubID = ? AND confirmedAt IS NOT NULL ORDER BY confirmedAt DESC, id DESC",
            arguments: [hub]
        ).map { row in
            Voice(
                id: row["id"], kind: row["kind"], address: row["address"], name: row["name"],
                organisation: row["organisation"], message: row["message"], confirmedAt: row["confirmedAt"])
        }
    }

    static func news(of hub: ID<Hub>, in db: GRDB.Database) throws -> [JourneyNews] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM journeyNews WHERE hubID = ? ORDER BY id DESC LIMIT 20", arguments: [hub]
        ).map { JourneyNews(title: $0["title"], body: $0["body"], publishedAt: $0["publishedAt"]) }
    }

    /// Publishes news on the hub's page and mails them to those who follow.
    func publish(title: String, body: String, of hub: Hub, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            title.isEmpty ? Refused("Donnez un titre à la nouvelle.", field: "titre") : nil,
            Refused.tooLong(title, 150, field: "titre"),
            body.isEmpty ? Refused("Écrivez la nouvelle.", field: "texte") : nil,
            Refused.tooLong(body, 5000, field: "texte"),
        ])
        try await database.write { db in
            let twice = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM journeyNews WHERE hubID = ? AND title = ? AND body = ?)",
                arguments: [hub.id, title, body])
            guard twice != true else { throw Refused("Cette nouvelle est déjà publiée.", field: "titre") }
            try db.execute(
                sql: "INSERT INTO journeyNews (hubID, title, body, publishedAt, publishedBy) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub.id, title, body, now.formatted(.iso8601), actor.personID])
            let followers = try Row.fetchAll(
                db,
                sql:
                    "SELECT address, name, stopKey FROM journeyVoice WHERE hubID = ? AND kind = 'suivre' AND confirmedAt IS NOT NULL",
                arguments: [hub.id])
            for follower in followers {
                guard let address: MailAddress = follower["address"] else { continue }
                let letter = letters.news(title, body, hub, stop: follower["stopKey"])
                try OutboxStore.enqueue(letter, to: address, follower["name"], at: now, in: db)
            }
            try Journal.record(
                Event(
                    "demarche.nouvelle", on: "demarche/\(hub.id)", ["titre": title, "lettres": String(followers.count)]),
                by: actor, at: now, in: db)
        }
    }
}
