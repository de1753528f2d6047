import Domain
import Foundation
import GRDB

/// Reads what the page of dues shows.
struct DuesViewStore {
    let database: any DatabaseWriter

    func view(of hub: Hub, year: Int, on today: Day) async throws -> DuesView {
        try await database.read { db in
            let accounts = try DuesStore.accounts(of: hub.id, year: year, in: db)
                .sorted { French.slug($0.name) < French.slug($1.name) }
            let called = Set(accounts.map(\.organisation))
            let day = year == today.year ? today : Day(year: year, month: 12, day: 31) ?? today
            let members = try MemberFactStore.members(of: hub.id, on: day, in: db)
            return DuesView(
                hub: hub, year: year, today: today, scale: try DuesStore.scale(of: hub.id, year: year, in: db),
                accounts: accounts,
                uncalled: members.filter { !called.contains($0.organisation) && !$0.isPublicBody },
                colleges: try HubCollegeStore.colleges(of: hub.id, on: day, in: db),
                years: try Int.fetchAll(
                    db,
                    sql: """
                        SELECT year FROM duesScale WHERE hubID = ? UNION SELECT year FROM duesCall WHERE hubID = ?
                        """, arguments: [hub.id, hub.id]))
        }
    }

    func scale(of hub: ID<Hub>, year: Int) async throws -> DuesScale? {
        try await database.read { db in try DuesStore.scale(of: hub, year: year, in: db) }
    }
}
