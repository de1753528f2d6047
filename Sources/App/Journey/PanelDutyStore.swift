import Domain
import GRDB

/// Applications that wait for an answer of the panels somebody is of, whatever their roles: the same people as the panel's pages
/// let in.
struct PanelDutyStore {
    let database: any DatabaseWriter

    func duties(of person: ID<Person>?) async throws -> [Duty] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.id, r.hubID, r.title, h.slug, h.name, count(a.id) AS waiting FROM person p
                    JOIN recruitmentJuror j ON j.address = p.address
                    JOIN recruitment r ON r.id = j.recruitmentID AND r.state = 'ouverte' JOIN hub h ON h.id = r.hubID
                    JOIN application a ON a.recruitmentID = r.id AND a.stage IN ('recue', 'entretien')
                    WHERE p.id = ? AND p.erasedAt IS NULL AND p.confirmedAt IS NOT NULL GROUP BY r.id ORDER BY r.id
                    """, arguments: [person]
            ).map { row in
                Duty(
                    .readApplications(post: row["title"], hub: row["name"], count: row["waiting"]), at: row["hubID"],
                    path: "/poles/\(row["slug"] as String)/recrutements/\(row["id"] as Int64)/candidatures")
            }
        }
    }
}
