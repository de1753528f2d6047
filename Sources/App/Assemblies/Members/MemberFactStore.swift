import Domain
import Foundation
import GRDB

/// What rolls are drawn up from: every organisation that ever was a member of a hub, or committed to one that is to come.
enum MemberFactStore {
    /// Every member ever: the roll decides by date. An organisation that came back is told as on `day`: the membership of
    /// that day with its college; without a day, the last membership and the last college.
    static func facts(of hub: ID<Hub>, on day: Day? = nil, in db: GRDB.Database) throws -> [MemberFacts] {
        let periods = try periods(in: hub, db)
        let colleges = try colleges(in: hub, on: day, db)
        let suspensions = try suspensions(in: hub, db)
        let paid = try paidYears(in: hub, db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT o.id, o.name, o.family, o.siren, o.legalCategory, s.isPublicBody, s.affiliates
                FROM organisation o LEFT JOIN memberStanding s ON s.organisationID = o.id AND s.hubID = :hub
                WHERE o.id IN (SELECT organisationID FROM hubMember WHERE hubID = :hub) ORDER BY o.id
                """, arguments: ["hub": hub])
        return rows.map { row in
            let id: ID<Organisation> = row["id"]
            let told = periods[id]?.telling(on: day)
            let (family, siren, group): (Family, String, String?) = (row["family"], row["siren"], row["affiliates"])
            let said: Bool? = row["isPublicBody"]
            return MemberFacts(
                id, row["name"], college: colleges[id], family: family == .undetermined ? nil : family,
                siren: siren.isEmpty ? nil : siren, group: group.flatMap { $0.isEmpty ? nil : $0 },
                isPublicBody: said ?? PublicBody.isOne(legalCategory: row["legalCategory"]),
                admittedOn: told?.from, leftOn: told?.until, suspensions: suspensions[id] ?? [],
                duesPaid: paid[id] ?? [])
        }
    }

    /// Those who are members on a day, suspended or not.
    static func members(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [MemberFacts] {
        try facts(of: hub, on: day, in: db).filter { member in
            member.admittedOn.map { $0 <= day } ?? false && member.leftOn.map { day < $0 } ?? true
        }
    }

    static func periods(in hub: ID<Hub>, _ db: GRDB.Database) throws -> [ID<Organisation>: MembershipPeriods] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT organisationID, validFrom, validUntil FROM hubMember WHERE hubID = ?", arguments: [hub])
        let found = rows.map { (row: Row) in (row["organisationID"] as ID<Organisation>, Validity(row: row)) }
        return Dictionary(grouping: found, by: \.0).mapValues { MembershipPeriods($0.map(\.1)) }
    }

    /// The college of each on a day; the last one recorded without a day.
    static func colleges(
        in hub: ID<Hub>, on day: Day?, _ db: GRDB.Database
    ) throws -> [ID<Organisation>: String] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT organisationID, college FROM memberCollege WHERE hubID = ? AND (? IS NULL OR validFrom <= ?)
                ORDER BY validFrom
                """, arguments: [hub, day, day])
        let found = rows.map { (row: Row) in (row["organisationID"] as ID<Organisation>, row["college"] as String) }
        return Dictionary(found) { _, later in later }.filter { !$0.value.isEmpty }
    }

    private static func suspensions(
        in hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> [ID<Organisation>: [Validity]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT organisationID, validFrom, validUntil FROM memberSuspension
                WHERE hubID = ? AND cancelledAt IS NULL ORDER BY validFrom, id
                """, arguments: [hub])
        let found = rows.map { (row: Row) in (row["organisationID"] as ID<Organisation>, Validity(row: row)) }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The years whose dues are settled: paid in full, nothing to pay, or exempted.
    private static func paidYears(in hub: ID<Hub>, _ db: GRDB.Database) throws -> [ID<Organisation>: [Int]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.organisationID, c.year FROM duesCall c WHERE c.hubID = ? AND (c.exemptedOn IS NOT NULL
                    OR c.amount <= (SELECT COALESCE(sum(p.amount), 0) FROM duesPayment p
                        WHERE p.callID = c.id AND p.cancelledAt IS NULL)) ORDER BY c.year
                """, arguments: [hub])
        let found = rows.map { (row: Row) in (row["organisationID"] as ID<Organisation>, row["year"] as Int) }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }
}
