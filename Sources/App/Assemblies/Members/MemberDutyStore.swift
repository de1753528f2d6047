import Domain
import Foundation
import GRDB

/// Requests to join that wait for an answer, dues that are late, members that say they leave.
struct MemberDutyStore: DutySource {
    let database: any DatabaseWriter

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        try await database.read { db in
            try hubs.sorted { $0.rawValue < $1.rawValue }.flatMap { hub -> [Duty] in
                guard let slug = try String.fetchOne(db, sql: "SELECT slug FROM hub WHERE id = ?", arguments: [hub])
                else { return [] }
                let desk = "/poles/\(slug)/pilotage"
                var duties: [Duty] = []
                let asking =
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM joiningRequest WHERE hubID = ? AND state = 'deposee'",
                        arguments: [hub]) ?? 0
                if asking > 0 {
                    duties.append(Duty(.decideJoining(count: asking), at: hub, path: desk + "/adhesions"))
                }
                if let late = try Self.late(at: hub, on: day, in: db) {
                    duties.append(
                        Duty(
                            .collectDues(count: late.count, owed: late.owed), at: hub, path: desk + "/cotisations",
                            due: late.since))
                }
                duties += try LeaveStore.waiting(at: hub, in: db).map { leave in
                    Duty(
                        .recordLeave(organisation: leave.name, day: leave.day), at: hub,
                        path: desk + "/membres/\(leave.organisation)", due: leave.day)
                }
                return duties
            }
        }
    }

    /// Dues called, not exempted, whose day has passed and that are not paid whole.
    private static func late(
        at hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> (count: Int, owed: Money, since: Day)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS late, sum(owed) AS owed, min(dueOn) AS since FROM (
                    SELECT dueOn, amount - coalesce((SELECT sum(amount) FROM duesPayment
                        WHERE callID = duesCall.id AND cancelledAt IS NULL), 0) AS owed
                    FROM duesCall WHERE hubID = ? AND exemptedOn IS NULL AND dueOn < ?)
                WHERE owed > 0
                """, arguments: [hub, day])
        guard let row, let since: Day = row["since"] else { return nil }
        return (row["late"], Money(cents: row["owed"]), since)
    }
}
