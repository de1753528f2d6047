import Domain
import Foundation
import GRDB

extension PlanScenario: DatabaseValueConvertible {}
extension FundingState: DatabaseValueConvertible {}
extension Money: DatabaseValueConvertible {}

/// The four kinds of things that a plan is made of, as addresses name them.
enum PlanPart: String, Sendable, CaseIterable {
    case lines = "lignes"
    case posts = "postes"
    case contributions
    case dues = "cotisations"
}

/// A hub's financial plan.
struct FinanceStore {
    let database: any DatabaseWriter

    static func plan(of hub: ID<Hub>, in db: GRDB.Database) throws -> FinancePlan? {
        guard
            let year = try Int.fetchOne(db, sql: "SELECT firstYear FROM financePlan WHERE hubID = ?", arguments: [hub])
        else { return nil }
        return FinancePlan(
            firstYear: year, lines: try lines(hub, in: db), posts: try posts(hub, in: db),
            contributions: try contributions(hub, in: db), dues: try dues(hub, in: db))
    }

    private static func lines(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [PlanLine] {
        try Row.fetchAll(db, sql: "SELECT * FROM planLine WHERE hubID = ? ORDER BY account, id", arguments: [hub])
            .compactMap { row in
                // An account of a plan that the program no longer knows is not lost from the database.
                guard let account = BudgetAccount.of(row["account"]) else { return nil }
                return PlanLine(
                    id: row["id"], account: account, label: row["label"], funder: row["funder"], state: row["state"],
                    scenario: row["scenario"], amounts: [row["first"], row["second"], row["third"]])
            }
    }

    private static func posts(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [PlannedPost] {
        try Row.fetchAll(db, sql: "SELECT * FROM plannedPost WHERE hubID = ? ORDER BY id", arguments: [hub]).map {
            row in
            PlannedPost(
                id: row["id"], title: row["title"], hundredths: row["hundredths"], monthlyGross: row["monthlyGross"],
                chargeRate: row["chargeRate"], months: [row["first"], row["second"], row["third"]],
                scenario: row["scenario"])
        }
    }

    private static func contributions(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [TerritoryContribution] {
        try Row.fetchAll(db, sql: "SELECT * FROM planContribution WHERE hubID = ? ORDER BY name, id", arguments: [hub])
            .map {
                row in
                let years: [Bool] = [row["first"], row["second"], row["third"]]
                return TerritoryContribution(
                    id: row["id"], name: row["name"], inhabitants: row["inhabitants"], year: row["populationYear"],
                    source: row["populationSource"], rate: row["rate"], state: row["state"], scenario: row["scenario"],
                    years: Set(years.indices.filter { years[$0] }))
            }
    }

    private static func dues(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [PlannedDues] {
        try Row.fetchAll(db, sql: "SELECT * FROM plannedDues WHERE hubID = ? ORDER BY id", arguments: [hub]).map {
            row in
            PlannedDues(
                id: row["id"], label: row["label"], amount: row["amount"],
                members: [row["first"], row["second"], row["third"]], scenario: row["scenario"])
        }
    }

    /// The intercommunalités of the perimeter, with the population in force that is known.
    static func places(_ hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [TerritoryRecord] {
        let held = try ID<Territory>.fetchSet(
            db,
            sql: """
                SELECT territoryID FROM hubPerimeter WHERE hubID = ?
                AND (validFrom IS NULL OR validFrom <= ?) AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [hub, day, day])
        let composition = Composition(try TerritoryStore.memberships(db))
        return try TerritoryStore.records(.epci, on: day, in: db).filter { record in
            held.contains(record.id) || composition.whole(.pays, of: record.id, on: day).map(held.contains) ?? false
        }
    }

    func plan(of hub: ID<Hub>, on day: Day) async throws -> (plan: FinancePlan?, places: [TerritoryRecord]) {
        try await database.read { db in (try Self.plan(of: hub, in: db), try Self.places(hub, on: day, in: db)) }
    }

    func begin(_ year: Int?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        guard let year, (today.year - 20...today.year + 5).contains(year) else {
            throw Refused("Donnez la première année du plan, par exemple \(today.year + 1).", field: "annee")
        }
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO financePlan (hubID, firstYear, createdAt, createdBy) VALUES (?, ?, ?, ?)
                    ON CONFLICT (hubID) DO UPDATE SET firstYear = excluded.firstYear
                    """, arguments: [hub, year, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event("finances.plan", on: "demarche/\(hub)", ["annee": String(year)]), by: actor, at: now, in: db)
        }
    }

    func remove(_ part: PlanPart, _ id: Int64, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await write(part, of: hub, actor, now) { db in
            let sql =
                switch part {
                case .lines: "DELETE FROM planLine WHERE id = ? AND hubID = ?"
                case .posts: "DELETE FROM plannedPost WHERE id = ? AND hubID = ?"
                case .contributions: "DELETE FROM planContribution WHERE id = ? AND hubID = ?"
                case .dues: "DELETE FROM plannedDues WHERE id = ? AND hubID = ?"
                }
            try db.execute(sql: sql, arguments: [id, hub])
            guard db.changesCount == 1 else { throw NotFound() }
        }
    }

    /// A change of one part of the plan and its line in the journal; amounts stay at the desk.
    func write(
        _ part: PlanPart, of hub: ID<Hub>, _ actor: Actor, _ now: Date,
        _ work: @Sendable @escaping (GRDB.Database) throws -> Void
    ) async throws {
        try await database.write { db in
            guard try Self.plan(of: hub, in: db) != nil else {
                throw Refused("Commencez par dire la première année du plan.")
            }
            try work(db)
            try Journal.record(
                Event("finances.changees", on: "demarche/\(hub)", ["partie": part.rawValue]), by: actor, at: now, in: db
            )
        }
    }
}
