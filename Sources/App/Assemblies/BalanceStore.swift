import Domain
import Foundation
import GRDB

/// What the balance of a hub is computed from.
struct BalanceStore {
    let database: any DatabaseWriter

    func view(slug: String, on day: Day, isDesk: Bool) async throws -> BalanceView? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            let statutes = try StatutesStore.versions(of: hub.id, in: db).filter(\.state.wasAdopted).map(\.rules)
            let first = try Day.fetchOne(
                db, sql: "SELECT min(validFrom) FROM hubMember WHERE hubID = ?", arguments: [hub.id])
            let history = try Balance.days(since: first, until: day).map { day in
                (day: day, members: try MemberFactStore.facts(of: hub.id, on: day, in: db))
            }
            let balance = Balance(
                history: history, mandates: try MandateStore.mandates(of: hub.id, in: db), statutes: statutes,
                proxies: isDesk ? try BalanceStore.proxies(of: hub.id, on: day, in: db) : [])
            return BalanceView(
                hub: hub, balance: balance, hasStatutes: Statutes.inForce(statutes, on: day) != nil, isDesk: isDesk)
        }
    }

    /// Who holds the proxies of the last general assembly, given and not withdrawn: for the desk, not for everybody.
    private static func proxies(
        of hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> [(title: String, holders: [ID<Organisation>])] {
        let last = try AssemblyStore.assemblies(of: hub, in: db).first { assembly in
            !assembly.kind.isOfBody && assembly.state != .cancelled && assembly.date.map { $0 <= day } ?? false
        }
        guard let last else { return [] }
        let standing = try ProxyGrantStore.grants(of: last.id, in: db).map(\.proxy).filter { $0.withdrawnFrom == nil }
        let holders = standing.compactMap(\.holder)
        return holders.isEmpty ? [] : [("Pouvoirs, " + last.designation, holders)]
    }
}
