import Crypto
import Domain
import Foundation
import GRDB

/// Minutes from their draft to their seal, and what is added afterwards.
struct MinutesStore {
    let database: any DatabaseWriter

    struct State: Sendable {
        var approvedAt: String?
        var sealedAt: String?
        var hash: String?
        var publishedAt: String?
        var rectifications: [Rectification] = []
    }

    struct Rectification: Sendable {
        let text: String
        let at: String
        let hash: String
    }

    static func state(of id: ID<Assembly>, in db: GRDB.Database) throws -> State {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM minutes WHERE assemblyID = ?", arguments: [id]) else {
            return State()
        }
        return State(
            approvedAt: row["approvedAt"], sealedAt: row["sealedAt"], hash: row["hash"],
            publishedAt: row["publishedAt"],
            rectifications: try rectifications(of: id, in: db))
    }

    private static func rectifications(of id: ID<Assembly>, in db: GRDB.Database) throws -> [Rectification] {
        try Row.fetchAll(
            db, sql: "SELECT text, at, hash FROM minutesRectification WHERE assemblyID = ? ORDER BY id", arguments: [id]
        ).map { Rectification(text: $0["text"], at: $0["at"], hash: $0["hash"]) }
    }

    /// A correction of what people typed: while the assembly is open or its minutes are a draft.
    func correct(
        _ id: ID<Assembly>, actor: Actor, at now: Date, _ work: @Sendable (GRDB.Database) throws -> Event
    ) async throws {
        try await database.write { db in
            let state = try AssemblyStore.assembly(id, in: db).state
            guard state == .open || state == .closed else {
                throw Refused(
                    "Le procès-verbal est \(state == .sealed ? "scellé" : "approuvé") : il ne se corrige plus.")
            }
            let event = try work(db)
            try SittingStore.moved(id, in: db)
            try Journal.record(event, by: actor, at: now, in: db)
        }
    }

    func approve(_ id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in try Self.approve(id, actor: actor, at: now, in: db) }
    }

    static func approve(_ id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        try AssemblyStore.setState(.approved, of: id, actor: actor, at: now, in: db)
        try db.execute(
            sql: """
                INSERT INTO minutes (assemblyID, approvedAt, approvedBy) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET approvedAt = excluded.approvedAt, approvedBy = excluded.approvedBy
                """, arguments: [id, now.formatted(.iso8601), actor.personID])
        try SittingStore.moved(id, in: db)
    }

    /// Approved too soon: back to the draft, which the journal tells.
    func reopen(_ id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try AssemblyStore.setState(.closed, of: id, actor: actor, at: now, in: db)
            try SittingStore.moved(id, in: db)
        }
    }

    /// Seals: the proof is kept as it is, and the journal cites its fingerprint.
    func seal(_ id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in try Self.seal(id, actor: actor, at: now, in: db) }
    }

    static func seal(_ id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        try AssemblyStore.setState(.sealed, of: id, actor: actor, at: now, in: db)
        let proof = try AssemblyProof(of: try SittingRecordStore.record(of: id, in: db))
        try db.execute(
            sql: "UPDATE minutes SET sealedAt = ?, proof = ?, hash = ? WHERE assemblyID = ?",
            arguments: [now.formatted(.iso8601), try proof.text(), proof.hash, id])
        try Journal.record(SittingStore.event("scellee", id, ["empreinte": proof.hash]), by: actor, at: now, in: db)
        try SittingStore.moved(id, in: db)
    }

    /// The proof file, with the journal's line that sealed it; nil while nothing is sealed.
    func proof(of id: ID<Assembly>) async throws -> String? {
        try await database.read { db in
            let kept = try String.fetchOne(db, sql: "SELECT proof FROM minutes WHERE assemblyID = ?", arguments: [id])
            let line = try JournalLine.fetchOne(
                db,
                sql: "SELECT * FROM journal WHERE kind = 'assemblee.scellee' AND subject = ? ORDER BY id DESC LIMIT 1",
                arguments: ["assemblee/\(id)"])
            guard let kept, let line else { return nil }
            return try AssemblyProof.sealed(
                kept,
                by: AssemblyProof.Seal(
                    line: Int(line.id), previous: line.previous, at: line.at,
                    actor: line.personID?.description ?? "programme", kind: line.kind, subject: line.subject,
                    detail: line.detail, hash: line.hash))
        }
    }

    func isPublished(_ id: ID<Assembly>) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM minutes WHERE assemblyID = ? AND publishedAt IS NOT NULL)",
                arguments: [id]) ?? false
        }
    }

    func publish(_ id: ID<Assembly>, isPublic: Bool, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE minutes SET publishedAt = ? WHERE assemblyID = ? AND sealedAt IS NOT NULL",
                arguments: [isPublic ? now.formatted(.iso8601) : nil, id])
            guard db.changesCount == 1 else {
                throw Refused("Scellez d’abord le procès-verbal : on ne publie que ce qui ne changera plus.")
            }
            try Journal.record(
                SittingStore.event(isPublic ? "publiee" : "depubliee", id), by: actor, at: now, in: db)
        }
    }

    /// Added to sealed minutes, chained to what is before; the first text stays as it is.
    func rectify(_ id: ID<Assembly>, _ text: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            text.isEmpty ? Refused("Écrivez ce qu’il faut lire, et pourquoi.", field: "rectification") : nil,
            Refused.tooLong(text, 5000, field: "rectification"),
        ])
        try await database.write { db in
            let state = try Self.state(of: id, in: db)
            guard let sealed = state.hash else {
                throw Refused("Le procès-verbal n’est pas scellé : corrigez-le directement.")
            }
            let previous = state.rectifications.last?.hash ?? sealed
            let at = now.formatted(.iso8601)
            let digest = SHA256.hash(data: Data([previous, at, text].joined(separator: "\n").utf8))
            let hash = digest.map { String(format: "%02x", $0) }.joined()
            try db.execute(
                sql: """
                    INSERT INTO minutesRectification (assemblyID, text, at, personID, previous, hash)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [id, text, at, actor.personID, previous, hash])
            try Journal.record(
                SittingStore.event("rectifiee", id, ["empreinte": hash]), by: actor, at: now, in: db)
        }
    }
}
