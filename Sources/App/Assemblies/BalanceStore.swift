import Domain
import Foundation
import GRDB

/// What a balance is worked out from, whatever the statutes: those in force, or a draft that somebody tries.
struct BalanceFacts: Sendable {
    let history: [(day: Day, members: [MemberFacts])]
    let mandates: [Mandate]
    let proxies: [(title: String, holders: [ID<Organisation>])]
    let meetings: [HeldMeeting]

    func balance(under statutes: [Statutes]) -> Balance {
        Balance(history: history, mandates: mandates, statutes: statutes, proxies: proxies, meetings: meetings)
    }
}

/// What the balance of a hub is computed from.
struct BalanceStore {
    let database: any DatabaseWriter

    func view(slug: String, on day: Day, isDesk: Bool) async throws -> BalanceView? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            let first = try Day.fetchOne(
                db, sql: "SELECT min(validFrom) FROM hubMember WHERE hubID = ?", arguments: [hub.id])
            let facts = try Self.facts(of: hub.id, days: Balance.days(since: first, until: day), isDesk: isDesk, in: db)
            return try Self.view(hub, facts, on: day, isDesk: isDesk, in: db)
        }
    }

    /// Today alone, for the sentence on a hub's page.
    func headline(of hub: ID<Hub>, on day: Day) async throws -> Finding? {
        try await database.read { db in
            let facts = try Self.facts(of: hub, days: [day], isDesk: false, in: db)
            guard facts.history.last?.members.contains(where: { $0.isMember(on: day) }) == true else { return nil }
            return facts.balance(under: try Self.statutes(of: hub, in: db)).headline
        }
    }

    private static func statutes(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Statutes] {
        try StatutesStore.versions(of: hub, in: db).filter(\.state.wasAdopted).map(\.rules)
    }

    private static func view(
        _ hub: Hub, _ facts: BalanceFacts, on day: Day, isDesk: Bool, in db: GRDB.Database
    ) throws -> BalanceView {
        let statutes = try statutes(of: hub.id, in: db)
        return BalanceView(
            hub: hub, balance: facts.balance(under: statutes),
            hasStatutes: Statutes.inForce(statutes, on: day) != nil, isDesk: isDesk)
    }

    static func facts(
        of hub: ID<Hub>, days: [Day], isDesk: Bool, in db: GRDB.Database
    ) throws -> BalanceFacts {
        let day = days.last ?? .farPast
        return BalanceFacts(
            history: try days.map { (day: $0, members: try MemberFactStore.facts(of: hub, on: $0, in: db)) },
            mandates: try MandateStore.mandates(of: hub, in: db),
            proxies: isDesk ? try proxies(of: hub, on: day, in: db) : [],
            meetings: try meetings(of: hub, on: day, in: db))
    }

    /// General assemblies held up to a day, the one that is open included, and votes on line that stood by themselves.
    private static func meetings(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [HeldMeeting] {
        let held = try AssemblyStore.assemblies(of: hub, in: db).filter { assembly in
            !assembly.kind.isOfBody && assembly.state.hasOpened && assembly.date.map { $0 <= day } ?? false
        }
        let assemblies = try held.map { assembly in
            HeldMeeting(try SittingRecordStore.record(of: assembly.id, in: db), isOpen: assembly.state == .open)
        }
        return assemblies + (try scrutins(of: hub, on: day, in: db))
    }

    /// Who signed the roll of a vote on line that is closed, with its voices: a ballot says nothing here.
    private static func scrutins(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [HeldMeeting] {
        let members = try MemberFactStore.facts(of: hub, on: day, in: db)
        let groups = Mandate.groupNames(members)
        let known = Dictionary(members.map { ($0.organisation, $0) }) { first, _ in first }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, s.title, substr(s.closesAt, 1, 10) AS day, v.organisationID, v.name, v.voices
                FROM scrutin s JOIN scrutinSignature g ON g.scrutinID = s.id
                JOIN scrutinVoter v ON v.scrutinID = g.scrutinID AND v.organisationID = g.organisationID
                WHERE s.hubID = ? AND s.agendaItemID IS NULL AND s.state IN ('clos', 'publie') AND substr(s.closesAt, 1, 10) <= ?
                ORDER BY s.id, v.organisationID
                """, arguments: [hub, day])
        let byScrutin = Dictionary(grouping: rows) { $0["id"] as Int64 }
        return byScrutin.keys.sorted().compactMap { (id: Int64) -> HeldMeeting? in
            guard let lines = byScrutin[id], let first = lines.first else { return nil }
            let carried = lines.map { (row: Row) -> Holding in
                let (organisation, voices): (ID<Organisation>, Int) = (row["organisationID"], row["voices"])
                return known[organisation].map { Holding($0, voices, groups: groups) } ?? Holding(row["name"], voices)
            }
            return HeldMeeting(title: first["title"], day: first["day"], isOpen: false, votes: 1, carried: carried)
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
