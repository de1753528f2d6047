import Domain
import Foundation
import GRDB

extension Recruitment.Contract: DatabaseValueConvertible {}
extension Recruitment.State: DatabaseValueConvertible {}
extension ApplicationStage: DatabaseValueConvertible {}

/// Somebody who reads the applications to a post.
struct Juror: Sendable {
    let name: String
    let address: String
}

/// A post as the hub's desk sees it: never its applications, only how many there are.
struct RecruitmentView: Sendable {
    let hub: Hub
    let post: Recruitment
    let jurors: [Juror]
    let applications: Int
    let decidedBy: String
    let contractStart: Day?
    let hasMilestone: Bool
    /// The hub's history tells a first hiring already, this one or another.
    let isFirstHiringTold: Bool
    let day: Day

    var findings: [Finding] { Recruitment.findings(jurors: jurors.count) }
    var path: String { "/poles/\(hub.slug)/pilotage/recrutements/\(post.id)" }
    var publicPath: String { "/poles/\(hub.slug)/recrutements/\(post.id)" }
}

extension ThresholdStore {
    /// Months after the answer, as the network decided for that day.
    static func applicationRetention(on day: Day, in db: GRDB.Database) throws -> ApplicationRetention {
        let set = try Int.fetchOne(
            db,
            sql: """
                SELECT value FROM threshold WHERE name = 'candidatures-mois' AND validFrom <= ?
                ORDER BY validFrom DESC LIMIT 1
                """, arguments: [day])
        return ApplicationRetention(months: set ?? ApplicationRetention.customary)
    }
}

/// The posts that a hub fills: described, announced, filled or given up.
struct RecruitmentStore {
    let database: any DatabaseWriter
    var letters = ApplicationLetters(baseURL: "")

    /// As typed.
    struct Draft: Sendable {
        var title = "", workingTime = "", lowest = "", highest = "", contract = "", months = ""
        var place = "", startsWhen = "", tasks = "", profile = "", criteria = "", applyBy = ""
    }

    /// The latest first.
    static func recruitments(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Recruitment] {
        try Row.fetchAll(db, sql: "SELECT * FROM recruitment WHERE hubID = ? ORDER BY id DESC", arguments: [hub]).map(
            Recruitment.init(row:))
    }

    static func recruitment(_ id: ID<Recruitment>, of hub: ID<Hub>, in db: GRDB.Database) throws -> Recruitment {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM recruitment WHERE id = ? AND hubID = ?", arguments: [id, hub])
        guard let row else { throw NotFound() }
        return Recruitment(row: row)
    }

    func recruitments(of hub: ID<Hub>) async throws -> [Recruitment] {
        try await database.read { db in try Self.recruitments(of: hub, in: db) }
    }

    func view(_ id: ID<Recruitment>, of hub: Hub, on day: Day) async throws -> RecruitmentView {
        try await database.read { db in
            let post = try Self.recruitment(id, of: hub.id, in: db)
            let row = try Row.fetchOne(db, sql: "SELECT * FROM recruitment WHERE id = ?", arguments: [id])
            let milestone: ID<Milestone>? = row?["milestoneID"]
            return RecruitmentView(
                hub: hub, post: post, jurors: try Self.jurors(of: id, in: db),
                applications: try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM application WHERE recruitmentID = ?", arguments: [id]) ?? 0,
                decidedBy: row?["decidedBy"] ?? "", contractStart: row?["contractStart"],
                hasMilestone: milestone != nil,
                isFirstHiringTold: try Self.isFirstHiringTold(hub.id, in: db), day: day)
        }
    }

    static func jurors(of id: ID<Recruitment>, in db: GRDB.Database) throws -> [Juror] {
        try Row.fetchAll(
            db, sql: "SELECT name, address FROM recruitmentJuror WHERE recruitmentID = ? ORDER BY name, address",
            arguments: [id]
        ).map { Juror(name: $0["name"], address: $0["address"]) }
    }

    static func isFirstHiringTold(_ hub: ID<Hub>, in db: GRDB.Database) throws -> Bool {
        try NetworkStore.milestones(db).contains { $0.subject == .hub(hub) && $0.kind == .coordinatorHired }
    }

    /// What the path and the plan suggest for a new post.
    func proposal(for hub: ID<Hub>, on day: Day) async throws -> Draft {
        try await database.read { db in
            let actions = try String.fetchAll(
                db, sql: "SELECT title FROM priorityAction WHERE hubID = ? ORDER BY id", arguments: [hub])
            let weights = try FunctionStore.weights(hub, in: db)?.weights
            let planned = try FinanceStore.plan(of: hub, in: db)?.posts.first
            var draft = Draft(title: planned?.title ?? "Chargé·e de mission", workingTime: "100", contract: "cdi")
            draft.tasks = Recruitment.proposedTasks(actions: actions, weights: weights)
            draft.criteria =
                "Animer un groupe d’organisations différentes\nConduire un projet et son budget\nConnaître l’économie sociale et solidaire"
            draft.applyBy = day.adding(days: 30).description
            if let planned {
                draft.workingTime = String(min(100, max(10, planned.hundredths)))
                let gross = Money(cents: planned.monthlyGross.cents * planned.hundredths / 100)
                (draft.lowest, draft.highest) = (gross.typed, gross.typed)
            }
            return draft
        }
    }

    func create(_ draft: Draft, in hub: ID<Hub>, actor: Actor, at now: Date) async throws -> ID<Recruitment> {
        let typed = try draft.checked(on: now.dayInFrance)
        return try await database.write { db in
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM recruitment WHERE hubID = ?", arguments: [hub])
            guard (count ?? 0) < 100 else { throw Refused("Cent postes sont gardés : c’est assez.") }
            try db.execute(
                sql: """
                    INSERT INTO recruitment (title, workingTime, lowestSalary, highestSalary, contract, months, place,
                        startsWhen, tasks, profile, criteria, applyBy, hubID, createdAt, createdBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, arguments: typed.arguments + [hub, now.formatted(.iso8601), actor.personID])
            let id = ID<Recruitment>(rawValue: db.lastInsertedRowID)
            try Self.journal("decrit", id, hub, actor, now, in: db)
            return id
        }
    }

    /// Changes the description while nobody has read it.
    func edit(_ id: ID<Recruitment>, _ draft: Draft, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let typed = try draft.checked(on: now.dayInFrance)
        try await database.write { db in
            try Self.check(Self.recruitment(id, of: hub, in: db), is: .draft)
            try db.execute(
                sql: """
                    UPDATE recruitment SET title = ?, workingTime = ?, lowestSalary = ?, highestSalary = ?, contract = ?,
                        months = ?, place = ?, startsWhen = ?, tasks = ?, profile = ?, criteria = ?, applyBy = ?
                    WHERE id = ?
                    """, arguments: typed.arguments + [id])
            try Self.journal("decrit", id, hub, actor, now, in: db)
        }
    }

    static func check(_ post: Recruitment, is state: Recruitment.State) throws {
        guard post.state == state else {
            throw Refused("Ce recrutement est \(post.state.label) : cela ne se peut plus. Relisez la page.")
        }
    }

    /// The journal tells what became of a post, never who applied nor who reads.
    static func journal(
        _ what: String, _ id: ID<Recruitment>, _ hub: ID<Hub>, _ actor: Actor, _ now: Date,
        _ detail: [String: String?] = [:],
        in db: GRDB.Database
    ) throws {
        var detail = detail
        detail["poste"] = id.description
        try Journal.record(
            Event("recrutement." + what, on: "demarche/\(hub)", detail), by: actor, at: now, in: db)
    }
}

extension Recruitment {
    init(row: Row) {
        let criteria: String = row["criteria"]
        self.init(
            id: row["id"], title: row["title"], workingTime: row["workingTime"], lowestSalary: row["lowestSalary"],
            highestSalary: row["highestSalary"], contract: row["contract"], months: row["months"], place: row["place"],
            startsWhen: row["startsWhen"], tasks: row["tasks"], profile: row["profile"],
            criteria: criteria.split(separator: "\n").map(String.init), applyBy: row["applyBy"], state: row["state"],
            retention: row["retention"])
    }
}
