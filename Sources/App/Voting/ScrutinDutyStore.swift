import Domain
import Foundation
import GRDB

/// Votes on line to open, to close and to publish.
struct ScrutinDutyStore: DutySource {
    let database: any DatabaseWriter

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT scrutin.id, hubID, slug, title, scrutin.state, opensAt, closesAt FROM scrutin
                    JOIN hub ON hub.id = hubID WHERE scrutin.state IN ('preparation', 'ouvert', 'clos') ORDER BY scrutin.id
                    """
            ).compactMap { row -> Duty? in
                let hub: ID<Hub> = row["hubID"]
                guard hubs.contains(hub) else { return nil }
                let path = "/poles/\(row["slug"] as String)/pilotage/scrutins/\(row["id"] as Int64)"
                let title: String = row["title"]
                let closing = FranceTime(utc: row["closesAt"])?.day
                switch row["state"] as String {
                case "preparation":
                    return Duty(
                        .openVote(title: title), at: hub, path: path, due: FranceTime(utc: row["opensAt"])?.day)
                case "ouvert":
                    let isOver = closing.map { $0 < day } ?? false
                    return Duty(
                        isOver ? .closeVote(title: title) : .followVote(title: title), at: hub, path: path, due: closing
                    )
                default: return Duty(.publishVote(title: title), at: hub, path: path)
                }
            }
        }
    }
}
