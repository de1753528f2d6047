import Domain
import Foundation
import GRDB

/// Tasks of the workstreams that have a day, meetings that come, and meetings without a word written of them.
struct JourneyDutyStore: DutySource {
    let database: any DatabaseWriter

    /// What is due later than that, in days, is not shown yet; as long after a meeting its notes are no longer asked for.
    static let days = 30

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        let (before, after) = (day.adding(days: -Self.days), day.adding(days: Self.days))
        return try await database.read { db in
            let tasks = try Row.fetchAll(
                db,
                sql: """
                    SELECT journeyTask.id, hubID, slug, title, who, due FROM journeyTask JOIN hub ON hub.id = hubID
                    WHERE state IN ('a-faire', 'en-cours') AND due <= ? ORDER BY journeyTask.id
                    """, arguments: [after]
            ).map { row in
                Duty(
                    .workstreamTask(title: row["title"], who: row["who"]), at: row["hubID"],
                    path: "/poles/\(row["slug"] as String)/pilotage/demarche/taches/\(row["id"] as Int64)",
                    due: row["due"])
            }
            let meetings = try Row.fetchAll(
                db,
                sql: """
                    SELECT journeyMeeting.id, hubID, slug, title, day FROM journeyMeeting JOIN hub ON hub.id = hubID
                    WHERE day BETWEEN ? AND ? AND (day >= ? OR notes || decisions = '') ORDER BY journeyMeeting.id
                    """, arguments: [before, after, day]
            ).map { row -> Duty in
                let (held, title): (Day, String) = (row["day"], row["title"])
                return Duty(
                    held < day ? .writeNotes(meeting: title) : .meet(title: title), at: row["hubID"],
                    path: "/poles/\(row["slug"] as String)/pilotage/demarche/reunions/\(row["id"] as Int64)",
                    due: held < day ? nil : held)
            }
            return (tasks + meetings).filter { hubs.contains($0.hub) }
        }
    }
}
