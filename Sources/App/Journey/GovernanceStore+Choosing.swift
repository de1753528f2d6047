import Domain
import Foundation
import GRDB

extension GovernanceStore {
    /// What the form says.
    struct Draft: Sendable {
        var mode: GovernanceMode?
        var host = ""
        var acceptedOn = ""
        var hostClause = ""
        var reason = ""
        var decidedOn = ""
    }

    /// Records the choice, says it on the hub's presentation and writes it into the draft of the statutes, which is begun
    /// from the clauses of use when there is none.
    func choose(_ draft: Draft, for hub: Hub, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        let (accepted, decided) = (Day(draft.acceptedOn), Day(draft.decidedOn))
        try Self.check(draft, accepted: accepted, decided: decided, on: today)
        guard let mode = draft.mode, let decided else { return }
        let isDelegated = mode == .delegated
        try await database.write { db in
            guard try StatutesStore.inForce(at: hub.id, on: today, in: db) == nil else {
                throw Refused(
                    "Ce pôle a des statuts en vigueur : ils disent qui gère, et seule une assemblée les change.")
            }
            try db.execute(
                sql: """
                    INSERT INTO governanceChoice (hubID, mode, host, reason, decidedOn, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub.id, mode, isDelegated ? draft.host : "", draft.reason, decided, now.formatted(.iso8601),
                    actor.personID,
                ])
            try db.execute(
                sql: "UPDATE hub SET governance = ?, manager = ? WHERE id = ?",
                arguments: [mode, isDelegated ? draft.host : "", hub.id])
            try Journal.record(
                Event("demarche.gouvernance", on: "pole/\(hub.id)", ["gouvernance": mode.rawValue]), by: actor, at: now,
                in: db)
            if try StatutesStore.draft(of: hub.id, in: db) == nil {
                try StatutesStore.begin(hub.id, from: .customary, actor: actor, at: now, in: db)
            }
            guard let version = try StatutesStore.draft(of: hub.id, in: db) else { throw NotFound() }
            var document = version.document
            document.prose.management.mode = mode
            document.prose.management.host = isDelegated ? draft.host : ""
            document.prose.management.acceptedOn = isDelegated ? accepted : nil
            document.prose.management.hostClause = isDelegated ? draft.hostClause : ""
            try StatutesStore.save(
                document, as: version.id, chapter: .management, of: hub.id, actor: actor, at: now, in: db)
        }
    }

    private static func check(_ draft: Draft, accepted: Day?, decided: Day?, on today: Day) throws {
        let isDelegated = draft.mode == .delegated
        let mode = draft.mode == nil || draft.mode == .undecided
        try RefusedForm.check([
            mode ? Refused("Choisissez l’une des deux voies.", field: "voie") : nil,
            isDelegated && draft.host.isEmpty
                ? Refused("Nommez l’organisation qui gérerait : sans elle, cette voie n’existe pas.", field: "hote")
                : nil,
            Refused.tooLong(draft.host, 200, field: "hote"),
            isDelegated && !draft.acceptedOn.isEmpty && accepted == nil
                ? Refused("Donnez le jour de son accord comme 2026-03-01, ou rien.", field: "accepte") : nil,
            isDelegated && accepted.map { $0 > today } == true
                ? Refused("Ce jour n’est pas encore venu : l’accord se note une fois donné.", field: "accepte") : nil,
            isDelegated ? Refused.farDay(accepted, today: today, field: "accepte") : nil,
            Refused.tooLong(draft.hostClause, 2000, field: "clause"),
            draft.reason.isEmpty
                ? Refused("Dites pourquoi cette voie : le dossier le reprend.", field: "motif") : nil,
            Refused.tooLong(draft.reason, 2000, field: "motif"),
            decided == nil ? Refused("Donnez le jour de la décision, comme 2026-03-01.", field: "decide") : nil,
            decided.map { $0 > today } == true
                ? Refused("Ce jour n’est pas encore venu : une décision se note une fois prise.", field: "decide")
                : nil,
            Refused.farDay(decided, today: today, field: "decide"),
        ])
    }
}
