import Domain
import Foundation
import GRDB

/// One member in the register of a day.
struct RegisterLine: Sendable {
    let facts: MemberFacts
    let slug: String
    let isSuspended: Bool
    /// Its dues of the day's year; nil when they were not called.
    let dues: DuesAccount?
    let duesState: DuesState?
    /// Titulars first.
    let speakers: [Representative]
    let sectors: [Sector]
}

/// The register of a hub's members on a day (R6): a table that anybody of the hub may print.
struct MemberRegister: Sendable {
    let hub: Hub
    let day: Day
    let lines: [RegisterLine]
    let colleges: [College]
    let thresholds: NetworkThresholds
    /// Those who left before the day, with when and why.
    let former: [FormerMember]
    /// Requests that wait for the hub.
    let waiting: Int
    /// Members that have said that they leave.
    let leaving: [LeaveRequest]
    /// Of the statutes in force on the day.
    let statutes: Statutes?

    func collegeName(_ key: String?) -> String? {
        key.map { key in colleges.first { $0.key == key }?.name ?? key }
    }
}

/// Somebody who is no longer a member on the day.
struct FormerMember: Sendable {
    let organisation: ID<Organisation>
    let name: String
    let day: Day
    let motive: EndMotive?
}

/// Registers of members.
struct MemberRegisterStore {
    let database: any DatabaseWriter

    func register(of hub: Hub, on day: Day, today: Day) async throws -> MemberRegister {
        try await database.read { db in try Self.register(of: hub, on: day, today: today, in: db) }
    }

    static func register(of hub: Hub, on day: Day, today: Day, in db: GRDB.Database) throws -> MemberRegister {
        let facts = try MemberFactStore.facts(of: hub.id, on: day, in: db)
        let members = facts.filter { $0.isMember(on: day) }
        let speakers = Dictionary(
            grouping: try RepresentativeStore.representatives(of: hub.id, on: day, in: db), by: \.organisation)
        let dues = try DuesStore.accounts(of: hub.id, year: day.year, in: db)
        let byMember = Dictionary(dues.map { ($0.organisation, $0) }) { first, _ in first }
        let sectors = try SectorStore.sectors(on: day, in: db)
        let lines = try members.map { member in
            let account = byMember[member.organisation]
            let sheet = try OrganisationReader.sheet(of: member.organisation, in: db)
            return RegisterLine(
                facts: member, slug: try slug(member.organisation, db),
                isSuspended: member.suspensions.contains { $0.contains(day) }, dues: account,
                duesState: account?.state(on: today), speakers: speakers[member.organisation] ?? [],
                sectors: sectors.sectors(of: sheet))
        }
        return MemberRegister(
            hub: hub, day: day, lines: lines,
            colleges: try HubCollegeStore.colleges(of: hub.id, on: day, in: db),
            thresholds: try ThresholdStore.inForce(on: day, in: db),
            former: try former(facts.filter { $0.leftOn.map { $0 <= day } ?? false }, of: hub.id, db),
            waiting: try Int.fetchOne(
                db, sql: "SELECT count(*) FROM joiningRequest WHERE hubID = ? AND state IN ('deposee', 'complement')",
                arguments: [hub.id]) ?? 0,
            leaving: try LeaveStore.waiting(at: hub.id, in: db),
            statutes: try StatutesStore.inForce(at: hub.id, on: day, in: db)?.rules)
    }

    private static func slug(_ id: ID<Organisation>, _ db: GRDB.Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT slug FROM organisation WHERE id = ?", arguments: [id]) ?? ""
    }

    private static func former(
        _ members: [MemberFacts], of hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [FormerMember] {
        try members.compactMap { member in
            guard let day = member.leftOn else { return nil }
            let motive = try EndMotive.fetchOne(
                db, sql: "SELECT motive FROM memberEnd WHERE hubID = ? AND organisationID = ? AND day = ?",
                arguments: [hub, member.organisation, day])
            return FormerMember(organisation: member.organisation, name: member.name, day: day, motive: motive)
        }.sorted { ($1.day, $0.name) < ($0.day, $1.name) }
    }
}

extension MemberFacts {
    func isMember(on day: Day) -> Bool {
        admittedOn.map { $0 <= day } ?? false && leftOn.map { day < $0 } ?? true
    }
}
