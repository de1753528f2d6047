import Domain
import Foundation
import GRDB

/// Something that somebody will do, as an assembly decided.
struct Commitment: Sendable {
    enum State: String, Sendable, CaseIterable, DatabaseValueConvertible {
        case toDo = "a-faire"
        case doing = "en-cours"
        case done = "fait"
        case dropped = "abandonne"

        var label: String {
            switch self {
            case .toDo: "à faire"
            case .doing: "en cours"
            case .done: "fait"
            case .dropped: "abandonné"
            }
        }
    }

    let id: Int64
    let assemblyID: ID<Assembly>?
    let assemblyTitle: String?
    let item: Int?
    let what: String
    let who: String
    let due: Day?
    let state: State
    let note: String
}

/// Decisions that became commitments: who, what, by when, where it stands.
struct CommitmentStore {
    let database: any DatabaseWriter

    static func commitments(of hub: ID<Hub>, assembly: ID<Assembly>? = nil, in db: GRDB.Database) throws -> [Commitment]
    {
        try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, a.title AS assemblyTitle FROM commitment c LEFT JOIN assembly a ON a.id = c.assemblyID
                WHERE c.hubID = ? AND (? IS NULL OR c.assemblyID = ?)
                ORDER BY c.state IN ('fait', 'abandonne'), c.due IS NULL, c.due, c.id
                """, arguments: [hub, assembly, assembly]
        ).map { row in
            Commitment(
                id: row["id"], assemblyID: row["assemblyID"], assemblyTitle: row["assemblyTitle"], item: row["item"],
                what: row["what"], who: row["who"], due: row["due"], state: row["state"], note: row["note"])
        }
    }

    func commitments(of hub: ID<Hub>) async throws -> [Commitment] {
        try await database.read { db in try Self.commitments(of: hub, in: db) }
    }

    /// Taken in the assembly, under an item, while its minutes may still say so.
    func take(
        _ what: String, who: String, due: Day?, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            what.isEmpty ? Refused("Écrivez ce qui sera fait.", field: "quoi") : nil,
            who.isEmpty ? Refused("Écrivez qui s’en charge.", field: "qui-s-en-charge") : nil,
            Refused.tooLong(what, 500, field: "quoi"), Refused.tooLong(who, 200, field: "qui-s-en-charge"),
            Refused.farDay(due, today: now.dayInFrance, field: "echeance"),
        ])
        try await MinutesStore(database: database).correct(id, actor: actor, at: now) { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            guard try AssemblyStore.agenda(of: id, in: db).contains(where: { $0.position == item }) else {
                throw NotFound()
            }
            try db.execute(
                sql: """
                    INSERT INTO commitment (hubID, assemblyID, item, what, who, due, at, personID)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [assembly.hub, id, item, what, who, due, now.formatted(.iso8601), actor.personID])
            return SittingStore.event("engagement", id, ["point": String(item)])
        }
    }

    /// Where it stands now.
    func follow(
        _ commitment: Int64, _ state: Commitment.State, note: String, in hub: ID<Hub>, actor: Actor, at now: Date
    )
        async throws
    {
        if let refusal = Refused.tooLong(note, 1000, field: "note") { throw refusal }
        try await database.write { db in
            try db.execute(
                sql: "UPDATE commitment SET state = ?, note = ?, changedAt = ? WHERE id = ? AND hubID = ?",
                arguments: [state, note, now.formatted(.iso8601), commitment, hub])
            guard db.changesCount == 1 else { throw NotFound() }
            try Journal.record(
                Event(
                    "engagement.suivi", on: "pole/\(hub)", ["engagement": String(commitment), "etat": state.rawValue]),
                by: actor, at: now, in: db)
        }
    }
}
