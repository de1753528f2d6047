import Domain
import Foundation
import GRDB

/// Everything that the desk of a charter shows.
struct CharterDesk: Sendable {
    /// Nil: the network's.
    let hub: Hub?
    let today: Day
    let current: Charter
    /// Words of the hub's own, and not the network's.
    let isOwn: Bool
    /// The latest first; after those of the program for the network.
    let editions: [CharterEdition]
    /// What each member signed, by name; empty for the network.
    let signers: [CharterSigner]
    /// What a hub follows when it has no words of its own: to compare with.
    let followed: CharterEdition?

    var path: String { hub.map { "/poles/\($0.slug)/pilotage/charte" } ?? "/reseau/pilotage/charte" }
    var publicPath: String { hub.map { "/poles/\($0.slug)/charte" } ?? "/charte" }
    func edition(_ number: Int) -> CharterEdition? { editions.first { $0.number == number } }
    /// Those that have words, the followed one last.
    var worded: [CharterEdition] { (editions + [followed].compactMap(\.self)).filter { $0.charter != nil } }
}

/// The last version that a member signed.
struct CharterSigner: Sendable {
    let organisation: ID<Organisation>
    let name: String
    /// Nil: it joined before the program kept it.
    let number: Int?
    let signedAt: String
}

/// Writing charters: each version is dated, decided by a body, and never edited once begun or signed.
struct CharterDeskStore {
    let database: any DatabaseWriter

    func desk(of hub: Hub?, on today: Day) async throws -> CharterDesk {
        try await database.read { db in
            let signers = try CharterStore.signers(in: db)
            func plain(_ charter: Charter) -> CharterEdition {
                CharterEdition(
                    number: charter.version, hub: nil, charter: charter, from: charter.from, decidedBy: "", note: "",
                    createdAt: "", author: nil, isWithdrawn: false, rank: charter.version,
                    signers: signers[charter.version] ?? 0)
            }
            let shipped = hub == nil ? try CharterStore.shipped().map(plain) : []
            let followed = hub == nil ? nil : plain(try CharterStore.inForce(at: nil, on: today, in: db))
            return CharterDesk(
                hub: hub, today: today, current: try CharterStore.inForce(at: hub?.id, on: today, in: db),
                isOwn: try hub.map { try CharterStore.isOwn(at: $0.id, on: today, in: db) } ?? true,
                editions: (shipped + (try CharterStore.editions(of: hub?.id, in: db))).reversed(),
                signers: try hub.map { try CharterSignatureStore.signers(of: $0.id, on: today, in: db) } ?? [],
                followed: followed)
        }
    }

    /// A version that may be read at this place: its own, the network's, or the program's.
    func charter(_ number: Int, readableAt hub: ID<Hub>?) async throws -> Charter? {
        try await database.read { db in
            guard number > CharterStore.shippedNumbers else {
                return try CharterStore.shipped().first { $0.version == number }
            }
            let known =
                try CharterStore.editions(of: nil, in: db)
                + (hub.map { try CharterStore.editions(of: $0, in: db) } ?? [])
            return known.first { $0.number == number && !$0.isWithdrawn }?.charter
        }
    }

    /// A version as typed.
    struct Draft: Sendable {
        var source: String
        var principles: [Charter.Principle]
        var guarantees: [Charter.Guarantee]
        var from: Day?
        var decidedBy, note: String
    }

    func write(_ draft: Draft, for hub: ID<Hub>?, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        try RefusedForm.check(draft.refusals + Self.refusals(draft.from, draft.decidedBy, draft.note, today: today))
        guard let from = draft.from else { return }
        try await database.write { db in
            let current = try CharterStore.inForce(at: hub, on: from, in: db)
            let new = Charter(
                version: current.version, from: current.from, source: draft.source, principles: draft.principles,
                guarantees: draft.guarantees)
            guard !CharterComparison(from: current, to: new).changed.isEmpty else {
                throw Refused(
                    "Rien ne diffère de la version qui sera en vigueur ce jour-là : changez un texte d’abord.")
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let words = CharterStore.Document(
                source: draft.source, principes: draft.principles, garanties: draft.guarantees)
            let document = String(decoding: try encoder.encode(words), as: UTF8.self)
            try Self.insert(
                document, "charte.ecrite", for: hub, from: from, decidedBy: draft.decidedBy, note: draft.note,
                actor: actor, at: now, in: db)
        }
    }

    /// From a day, the hub goes by the network's charter again.
    func followNetwork(
        _ hub: ID<Hub>, from: Day?, decidedBy: String, note: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check(Self.refusals(from, decidedBy, note, today: now.dayInFrance, prefix: "reseau-"))
        guard let from else { return }
        try await database.write { db in
            guard try CharterStore.isOwn(at: hub, on: from, in: db) else {
                throw Refused("Ce jour-là, le pôle suivra déjà la charte du réseau.", field: "reseau-depuis")
            }
            try Self.insert(
                nil, "charte.du-reseau", for: hub, from: from, decidedBy: decidedBy, note: note, actor: actor, at: now,
                in: db)
        }
    }

    /// Sets aside a version that has not begun and that nobody signed.
    func withdraw(_ number: Int, of hub: ID<Hub>?, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            guard let edition = try CharterStore.editions(of: hub, in: db).first(where: { $0.number == number }) else {
                throw NotFound()
            }
            guard edition.mayBeWithdrawn(on: now.dayInFrance) else {
                throw Refused(
                    "Cette version a commencé, ou quelqu’un l’a signée : elle reste. Écrivez-en une autre, qui la suivra."
                )
            }
            try db.execute(
                sql: "UPDATE charterVersion SET withdrawnAt = ? WHERE number = ?",
                arguments: [now.formatted(.iso8601), number])
            try Self.note("charte.ecartee", number, edition.from, hub, actor, now, db)
        }
    }

    private static func refusals(
        _ from: Day?, _ decidedBy: String, _ note: String, today: Day, prefix: String = ""
    ) -> [Refused?] {
        [
            from == nil
                ? Refused("Donnez le jour où elle commence, par exemple \(today).", field: prefix + "depuis") : nil,
            from.map { $0 < today } == true
                ? Refused(
                    "Une charte ne vaut pas pour le passé : ce qui a été signé l’a été sur une autre.",
                    field: prefix + "depuis") : nil,
            Refused.farDay(from, today: today, field: prefix + "depuis"),
            decidedBy.isEmpty ? Refused("Dites quelle instance l’a décidée.", field: prefix + "instance") : nil,
            Refused.tooLong(decidedBy, 200, field: prefix + "instance"),
            Refused.tooLong(note, 1000, field: prefix + "note"),
        ]
    }

    private static func insert(
        _ document: String?, _ kind: String, for hub: ID<Hub>?, from: Day, decidedBy: String, note: String,
        actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        let number =
            try Int.fetchOne(
                db, sql: "SELECT COALESCE(max(number), ?) + 1 FROM charterVersion",
                arguments: [CharterStore.shippedNumbers]) ?? CharterStore.shippedNumbers + 1
        try db.execute(
            sql: """
                INSERT INTO charterVersion (number, hubID, document, validFrom, decidedBy, note, createdAt, createdBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [number, hub, document, from, decidedBy, note, now.formatted(.iso8601), actor.personID])
        try Self.note(kind, number, from, hub, actor, now, db)
    }

    private static func note(
        _ kind: String, _ number: Int, _ from: Day, _ hub: ID<Hub>?, _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try Journal.record(
            Event(
                kind, on: hub.map { "pole/\($0)" } ?? "reseau",
                ["numero": String(number), "depuis": from.description]), by: actor, at: now, in: db)
    }
}

extension CharterDeskStore.Draft {
    var refusals: [Refused?] {
        let words = principles.flatMap { (principle: Charter.Principle) -> [Refused?] in
            let key = principle.key.rawValue
            return [
                principle.title.isEmpty ? Refused("Donnez un titre à ce principe.", field: "titre-" + key) : nil,
                Refused.tooLong(principle.title, 200, field: "titre-" + key),
                principle.text.isEmpty
                    ? Refused("« \(principle.title) » : écrivez ce qu’il dit.", field: "texte-" + key) : nil,
                Refused.tooLong(principle.text, 2000, field: "texte-" + key),
                Refused.tooLong(principle.source, 300, field: "source-" + key),
                principle.question.isEmpty
                    ? Refused(
                        "« \(principle.title) » : écrivez la question posée à qui doit répondre.",
                        field: "question-" + key) : nil,
                Refused.tooLong(principle.question, 500, field: "question-" + key),
            ]
        }
        let said = guarantees.map { (guarantee: Charter.Guarantee) -> Refused? in
            let field = "garantie-\(guarantee.principle.rawValue)-\(guarantee.family.rawValue)"
            return guarantee.sentence.isEmpty
                ? Refused("Dites pourquoi, avec la loi s’il y en a une : \(guarantee.family.label).", field: field)
                : Refused.tooLong(guarantee.sentence, 500, field: field)
        }
        return words + said + [
            source.isEmpty ? Refused("Dites d’où vient cette charte.", field: "source") : nil,
            Refused.tooLong(source, 500, field: "source"),
        ]
    }
}
