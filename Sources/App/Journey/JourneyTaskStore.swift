import Domain
import Foundation
import GRDB

extension Workstream: DatabaseValueConvertible {}
extension TaskState: DatabaseValueConvertible {}

/// A task of a workstream, as kept.
struct JourneyTask: Sendable {
    let id: Int64
    let workstream: Workstream
    let guideKey: String?
    let title: String
    let state: TaskState
    let who: String
    let due: Day?
    let settledOn: Day?
    let note: String
    /// What proves that it is done; nil when nothing does.
    let evidence: Source?
}

/// The tasks of a hub's six workstreams.
struct JourneyTaskStore {
    let database: any DatabaseWriter

    struct Draft: Sendable {
        var title = ""
        var state: TaskState?
        var who = ""
        /// As typed; empty for « no day ».
        var due = ""
        var note = ""
        var evidence = ""
        var evidenceURL = ""
    }

    static func tasks(of hub: ID<Hub>, in db: GRDB.Database) throws -> [JourneyTask] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM journeyTask WHERE hubID = ? ORDER BY due IS NULL, due, id", arguments: [hub]
        ).map(task)
    }

    private static func task(_ row: Row) -> JourneyTask {
        let title: String = row["evidence"]
        let url: String? = row["evidenceURL"]
        let document: ID<Document>? = row["documentID"]
        let hasEvidence = !title.isEmpty || url != nil || document != nil
        return JourneyTask(
            id: row["id"], workstream: row["workstream"], guideKey: row["guideKey"], title: row["title"],
            state: row["state"], who: row["who"], due: row["due"], settledOn: row["settledOn"], note: row["note"],
            evidence: hasEvidence
                ? Source(id: 0, title: title.isEmpty ? url ?? "pièce jointe" : title, url: url, documentID: document)
                : nil)
    }

    /// Takes a task that the guide proposes; taking it twice changes nothing.
    func adopt(_ key: String, from guide: JourneyGuide, for hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        guard let (workstream, task) = guide.task(key) else { throw NotFound() }
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO journeyTask (hubID, workstream, guideKey, title, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hubID, guideKey) DO NOTHING
                    """, arguments: [hub, workstream, key, task.titre, now.formatted(.iso8601), actor.personID])
            guard db.changesCount == 1 else { return }
            try Self.record("demarche.tache-prise", task.titre, hub, actor, now, in: db)
        }
    }

    /// A task of the hub's own.
    func add(_ draft: Draft, to workstream: Workstream, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try Self.check(draft, on: now.dayInFrance)
        try await database.write { db in
            let count =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM journeyTask WHERE hubID = ?", arguments: [hub]) ?? 0
            guard count < 300 else {
                throw Refused("Trois cents tâches, c’est assez : réglez-en d’abord.", field: "titre")
            }
            try db.execute(
                sql: """
                    INSERT INTO journeyTask (hubID, workstream, title, who, due, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, workstream, draft.title, draft.who, Day(draft.due), now.formatted(.iso8601), actor.personID,
                ])
            try Self.record("demarche.tache-prise", draft.title, hub, actor, now, in: db)
        }
    }

    /// Changes a task; a new document takes the place of the old one.
    func change(
        _ id: Int64, of hub: ID<Hub>, to draft: Draft, document: Document?, actor: Actor, at now: Date
    ) async throws {
        try Self.check(draft, on: now.dayInFrance)
        guard let state = draft.state else { throw Refused("Dites où en est la tâche.", field: "etat") }
        let day = now.dayInFrance
        try await database.write { db in
            let documentID = try document.map { try MilestoneStore.insert($0, in: db) }
            try db.execute(
                sql: """
                    UPDATE journeyTask SET title = ?, state = ?, who = ?, due = ?, note = ?, evidence = ?, evidenceURL = ?,
                        documentID = coalesce(?, documentID),
                        settledOn = CASE WHEN ? THEN coalesce(settledOn, ?) END
                    WHERE id = ? AND hubID = ?
                    """,
                arguments: [
                    draft.title, state, draft.who, Day(draft.due), draft.note, draft.evidence,
                    draft.evidenceURL.isEmpty ? nil : draft.evidenceURL, documentID, state.isSettled, day, id, hub,
                ])
            guard db.changesCount == 1 else { throw NotFound() }
            try Self.record("demarche.tache", draft.title, hub, actor, now, state: state, in: db)
        }
    }

    private static func check(_ draft: Draft, on today: Day) throws {
        let due = Day(draft.due)
        try RefusedForm.check([
            draft.title.isEmpty ? Refused("Dites la tâche en quelques mots.", field: "titre") : nil,
            Refused.tooLong(draft.title, 200, field: "titre"), Refused.tooLong(draft.who, 200, field: "qui"),
            !draft.due.isEmpty && due == nil
                ? Refused("Écrivez le jour comme 2026-09-30, ou laissez vide.", field: "echeance") : nil,
            Refused.farDay(due, today: today, field: "echeance"), Refused.tooLong(draft.note, 2000, field: "note"),
            Refused.tooLong(draft.evidence, 400, field: "preuve"),
            draft.evidenceURL.isEmpty || MilestoneForm.webAddress(draft.evidenceURL) != nil
                ? nil : Refused("L’adresse commence par https:// et contient un nom de site.", field: "lien"),
        ])
    }

    private static func record(
        _ kind: String, _ title: String, _ hub: ID<Hub>, _ actor: Actor, _ now: Date, state: TaskState? = nil,
        in db: GRDB.Database
    ) throws {
        // The work of a hub stays at its desk: its public history is « pole/ ».
        try Journal.record(
            Event(kind, on: "demarche/\(hub)", ["titre": title, "etat": state?.rawValue]), by: actor, at: now, in: db)
    }
}
