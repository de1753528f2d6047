import Domain
import GRDB

/// Comments on the dossier that nobody has answered nor set aside.
struct DossierCommentDutyStore: DutySource {
    let database: any DatabaseWriter

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.hubID, h.slug, count(*) AS waiting FROM dossierComment c
                    JOIN journeyDossier d ON d.id = c.dossierID JOIN hub h ON h.id = d.hubID
                    WHERE c.answer = '' AND c.closedAt IS NULL GROUP BY d.hubID ORDER BY d.hubID
                    """
            ).map { row in
                Duty(
                    .answerComments(count: row["waiting"]), at: row["hubID"],
                    path: "/poles/\(row["slug"] as String)/pilotage/demarche/dossier/remarques")
            }.filter { hubs.contains($0.hub) }
        }
    }
}
