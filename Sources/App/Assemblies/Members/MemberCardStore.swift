import Domain
import Foundation
import GRDB

/// A suspension as kept.
struct Suspension: Sendable {
    let id: Int64
    let validity: Validity
    let decidedBy, reason: String
    /// Why it does not count.
    let cancellation: String?
}

/// A time as a member, with why it ended.
struct MemberPeriod: Sendable {
    let validity: Validity
    let motive: EndMotive?
    let decidedBy, reason: String
}

/// Everything a hub knows of one of its members, past or present.
struct MemberCard: Sendable {
    let hub: Hub
    let day: Day
    let facts: MemberFacts
    let slug: String
    let legalCategory: String
    let periods: [MemberPeriod]
    /// Latest first, with the key of the statutes; empty: in none.
    let collegeHistory: [(from: Day, key: String)]
    let colleges: [College]
    let suspensions: [Suspension]
    /// All that ever were; with the mandate letter when there is one.
    let speakers: [(speaker: Representative, letter: ID<Document>?, isErased: Bool)]
    let saidPublicBody: Bool?
    let employees, budget: Int?
    let dues: [DuesAccount]
    let balance: ExchangeBalance
    let history: [JournalLine]
    /// It has said that it leaves.
    let leave: LeaveRequest?

    var id: ID<Organisation> { facts.organisation }
    var isMember: Bool { facts.isMember(on: day) }
    var isSuspended: Bool { facts.suspensions.contains { $0.contains(day) } }
    func collegeName(_ key: String?) -> String? {
        key.flatMap { key in key.isEmpty ? nil : colleges.first { $0.key == key }?.name ?? key }
    }
    var path: String { "/poles/\(hub.slug)/pilotage/membres/\(id)" }
}

struct MemberCardStore {
    let database: any DatabaseWriter

    func card(_ id: ID<Organisation>, in hub: Hub, on day: Day) async throws -> MemberCard {
        try await database.read { db in try Self.card(id, in: hub, on: day, in: db) }
    }

    static func card(_ id: ID<Organisation>, in hub: Hub, on day: Day, in db: GRDB.Database) throws -> MemberCard {
        let facts = try MemberFactStore.facts(of: hub.id, on: day, in: db).first { $0.organisation == id }
        guard let facts else { throw NotFound() }
        let record = try Row.fetchOne(
            db,
            sql: """
                SELECT o.slug, o.legalCategory, s.isPublicBody, s.employees, s.budget FROM organisation o
                LEFT JOIN memberStanding s ON s.organisationID = o.id AND s.hubID = ? WHERE o.id = ?
                """, arguments: [hub.id, id])
        guard let record else { throw NotFound() }
        return MemberCard(
            hub: hub, day: day, facts: facts, slug: record["slug"], legalCategory: record["legalCategory"],
            periods: try periods(id, hub.id, db), collegeHistory: try colleges(id, hub.id, db),
            colleges: try HubCollegeStore.colleges(of: hub.id, on: day, in: db),
            suspensions: try suspensions(id, hub.id, db), speakers: try speakers(id, hub.id, db),
            saidPublicBody: record["isPublicBody"], employees: record["employees"], budget: record["budget"],
            dues: try DuesStore.accounts(of: hub.id, organisation: id, in: db),
            balance: ExchangeBalance(try ExchangeStore.exchanges(of: hub.id, organisation: id, in: db)),
            history: try Journal.lines(about: MemberJournal.subject(id, hub.id), limit: 200, in: db),
            leave: try LeaveStore.waiting(of: id, at: hub.id, in: db))
    }

    private static func periods(
        _ id: ID<Organisation>, _ hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [MemberPeriod] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.validFrom, m.validUntil, e.motive, e.decidedBy, e.reason FROM hubMember m
                LEFT JOIN memberEnd e ON e.hubID = m.hubID AND e.organisationID = m.organisationID
                    AND e.day = m.validUntil
                WHERE m.hubID = ? AND m.organisationID = ? ORDER BY m.validFrom DESC
                """, arguments: [hub, id]
        ).map { row in
            MemberPeriod(
                validity: Validity(row: row), motive: row["motive"], decidedBy: row["decidedBy"] ?? "",
                reason: row["reason"] ?? "")
        }
    }

    private static func colleges(
        _ id: ID<Organisation>, _ hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [(from: Day, key: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT validFrom, college FROM memberCollege WHERE hubID = ? AND organisationID = ?
                ORDER BY validFrom DESC
                """, arguments: [hub, id]
        ).map { row in (row["validFrom"], row["college"]) }
    }

    private static func suspensions(
        _ id: ID<Organisation>, _ hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [Suspension] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM memberSuspension WHERE hubID = ? AND organisationID = ? ORDER BY id DESC",
            arguments: [hub, id]
        ).map { row in
            Suspension(
                id: row["id"], validity: Validity(row: row), decidedBy: row["decidedBy"], reason: row["reason"],
                cancellation: row["cancellationReason"])
        }
    }

    private static func speakers(
        _ id: ID<Organisation>, _ hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [(speaker: Representative, letter: ID<Document>?, isErased: Bool)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM representative WHERE hubID = ? AND organisationID = ?
                ORDER BY validUntil IS NOT NULL, kind DESC, validFrom DESC, id DESC
                """, arguments: [hub, id]
        ).map { row in
            (Representative(row: row), row["documentID"], (row["erasedAt"] as String?) != nil)
        }
    }
}
