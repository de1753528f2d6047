import Domain
import Foundation
import GRDB

extension HubFunction: DatabaseValueConvertible {}
extension NeedDecision: DatabaseValueConvertible {}

/// A figure of the diagnosis.
struct JourneyFigure: Sendable {
    let id: Int64
    let label, value, source: String
    let year: Int
}

/// What a hub decided about a need under one function.
struct DecidedNeed: Sendable {
    let decision: NeedDecision
    let reason: String
    let on: Day
}

/// A need with where it comes from, who already answers it and what was decided.
struct JourneyNeed: Sendable {
    let id: Int64
    let title, heard: String
    /// What the survey says of it, as far as it may be told.
    let survey: SurveyCount?
    let figures: [Int64]
    let decisions: [HubFunction: DecidedNeed]
    /// Offers of the directory that answer it already.
    let answered: [OfferLine]
}

/// How many chose an option, among how many who answered; nil counts when that may not be told.
struct SurveyCount: Sendable, Hashable {
    let question, option: String
    let count: Int?
    let base: Int?
}

struct PriorityAction: Sendable {
    let id: Int64
    let title, who, detail: String
    let function: HubFunction
    let needs: [Int64]
}

/// Everything that a priority action comes from.
struct ActionTrace: Sendable, Hashable {
    let need: String
    let heard: String
    let survey: SurveyCount?
    /// « 1 250 emplois (INSEE, 2022) »
    let figures: [String]
}

/// Needs, decisions, weights and first actions of a hub.
struct FunctionView: Sendable {
    let hub: Hub
    let needs: [JourneyNeed]
    let figures: [JourneyFigure]
    let weights: (weights: FunctionWeights, reason: String, on: Day)?
    let actions: [PriorityAction]
    /// The closed survey whose options may become needs.
    let survey: Survey?

    /// What an action comes from, need by need.
    func trace(_ action: PriorityAction) -> [ActionTrace] {
        needs.filter { action.needs.contains($0.id) }.map { need in
            let cited = figures.filter { need.figures.contains($0.id) }.map {
                "\($0.label) : \($0.value) (\($0.source), \($0.year))"
            }
            return ActionTrace(need: need.title, heard: need.heard, survey: need.survey, figures: cited)
        }
    }
}

/// Workstream 3: what the hub will do first, and why.
struct FunctionStore {
    let database: any DatabaseWriter

    func view(_ hub: Hub, on day: Day) async throws -> FunctionView {
        try await database.read { db in try Self.view(hub, on: day, in: db) }
    }

    static func view(_ hub: Hub, on day: Day, in db: GRDB.Database) throws -> FunctionView {
        let survey = try SurveyStore.current(of: hub.id, in: db).flatMap { $0.state == .closed ? $0 : nil }
        let figures = try Row.fetchAll(
            db, sql: "SELECT * FROM journeyFigure WHERE hubID = ? ORDER BY id", arguments: [hub.id]
        ).map {
            JourneyFigure(
                id: $0["id"], label: $0["label"], value: $0["value"], source: $0["source"], year: $0["year"])
        }
        return FunctionView(
            hub: hub, needs: try needs(hub.id, on: day, in: db), figures: figures,
            weights: try weights(hub.id, in: db), actions: try actions(hub.id, in: db), survey: survey)
    }

    private static func needs(_ hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [JourneyNeed] {
        let offers = try OfferStore.lines(on: day, in: db)
        var disclosures: [Int64: [SurveyDisclosure]] = [:]
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM journeyNeed WHERE hubID = ? ORDER BY id", arguments: [hub])
        return try rows.map { row in
            let id: Int64 = row["id"]
            let title: String = row["title"]
            var count: SurveyCount?
            let asked: Int64? = row["surveyID"]
            if let survey = asked {
                let told = try disclosures[survey] ?? disclosed(survey, in: db)
                disclosures[survey] = told
                count = surveyCount(told, question: row["question"], option: row["option"])
            }
            let decisions = try Row.fetchAll(
                db, sql: "SELECT * FROM needDecision WHERE needID = ?", arguments: [id])
            let matching = NeedMatching.answers(to: title, among: offers.map(\.offer)).map(\.id)
            return JourneyNeed(
                id: id, title: title, heard: row["heard"], survey: count,
                figures: try Int64.fetchAll(
                    db, sql: "SELECT figureID FROM needFigure WHERE needID = ?", arguments: [id]),
                decisions: Dictionary(
                    decisions.map { decision in
                        (
                            decision["function"] as HubFunction,
                            DecidedNeed(
                                decision: decision["decision"], reason: decision["reason"], on: decision["decidedOn"])
                        )
                    }
                ) { first, _ in first },
                answered: matching.compactMap { id in offers.first { $0.offer.id == id } })
        }
    }

    private static func disclosed(_ id: Int64, in db: GRDB.Database) throws -> [SurveyDisclosure] {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM survey WHERE id = ?", arguments: [id])
        guard let row else { return [] }
        let survey = try SurveyStore.survey(row, in: db)
        guard survey.state == .closed else { return [] }
        let responses = try SurveyAnswerStore.responses(survey, in: db)
        return survey.questions.map { SurveyDisclosure($0, of: responses, threshold: survey.threshold ?? 5) }
    }

    private static func surveyCount(_ told: [SurveyDisclosure], question: String, option: String) -> SurveyCount? {
        guard let disclosure = told.first(where: { $0.question.code == question }) else { return nil }
        let label = disclosure.question.options.first { $0.code == option }?.label ?? option
        return SurveyCount(
            question: disclosure.question.label, option: label,
            count: disclosure.isTold ? disclosure.counts[option] : nil, base: disclosure.isTold ? disclosure.base : nil)
    }

    static func weights(
        _ hub: ID<Hub>, in db: GRDB.Database
    ) throws -> (weights: FunctionWeights, reason: String, on: Day)? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM functionWeights WHERE hubID = ? ORDER BY id DESC LIMIT 1", arguments: [hub]
        ).map { (row: Row) -> (weights: FunctionWeights, reason: String, on: Day) in
            let parts: [HubFunction: Int] = [
                .strategies: row["strategies"], .visibility: row["visibility"], .support: row["support"],
                .partnershipProjects: row["partnershipProjects"], .representation: row["representation"],
            ]
            return (FunctionWeights(parts), row["reason"], row["decidedOn"])
        }
    }

    private static func actions(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [PriorityAction] {
        try Row.fetchAll(db, sql: "SELECT * FROM priorityAction WHERE hubID = ? ORDER BY id", arguments: [hub]).map {
            row in
            PriorityAction(
                id: row["id"], title: row["title"], who: row["who"], detail: row["detail"], function: row["function"],
                needs: try Int64.fetchAll(
                    db, sql: "SELECT needID FROM actionNeed WHERE actionID = ? ORDER BY needID",
                    arguments: [row["id"] as Int64]))
        }
    }
}
