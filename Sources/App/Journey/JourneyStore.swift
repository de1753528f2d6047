import Domain
import Foundation
import GRDB

/// Everything that the pages of a hub's path show, read in one snapshot.
struct JourneyView: Sendable {
    let hub: Hub
    let day: Day
    let standing: Standing
    /// The next status and what the rule of passage says of it; nil once the hub is created.
    let next: (status: Status, findings: [Finding])?
    let thresholds: NetworkThresholds
    let seats: [CoreSeat]
    let tasks: [JourneyTask]
    let advice: [Advice]
    let meetings: [CoreMeeting]
    let voices: [Voice]
    let news: [JourneyNews]
    let facts: JourneyFacts
    let sectors: Sectors
    let launch: LaunchView
    /// Days set for the next status, the first set first; the last is the one that holds.
    let deadlines: [StepDeadline]
    let study: PrefigurationStudy?

    var core: CoreGroup { CoreGroup(seats, on: day) }
    var desk: String { "/poles/\(hub.slug)/pilotage/demarche" }

    /// The hub is created: its path is a history, and misses nothing any more.
    var isBehind: Bool { next == nil }

    func tasks(_ workstream: Workstream) -> [JourneyTask] { tasks.filter { $0.workstream == workstream } }
    func progress(_ workstream: Workstream) -> WorkstreamProgress {
        WorkstreamProgress(tasks(workstream).map { ($0.state, $0.due) }, on: day)
    }
    func findings(_ workstream: Workstream) -> [Finding] { JourneyReview.findings(workstream, facts) }
}

/// A hub's path, from the first meeting to its founding.
struct JourneyStore {
    let database: any DatabaseWriter

    func view(slug: String, on day: Day) async throws -> JourneyView? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            return try Self.view(hub, on: day, in: db)
        }
    }

    static func view(_ hub: Hub, on day: Day, in db: GRDB.Database) throws -> JourneyView {
        let readiness = try MilestoneStore.readiness(of: hub.id, on: day, in: db)
        let thresholds = try ThresholdStore.inForce(on: day, in: db)
        let milestones = try NetworkStore.milestones(db).filter { $0.subject == .hub(hub.id) }
        var next: (status: Status, findings: [Finding])?
        if let status = readiness.status.nextMilestone?.effect {
            next = (
                status, Transition.findings(to: status, from: readiness, evidence: nil, thresholds: thresholds)
            )
        }
        let seats = try CoreStore.seats(of: hub.id, on: day, in: db)
        return JourneyView(
            hub: hub, day: day, standing: Standing.of(milestones, on: day), next: next, thresholds: thresholds,
            seats: seats, tasks: try JourneyTaskStore.tasks(of: hub.id, in: db),
            advice: try AdviceStore.all(of: hub.id, in: db), meetings: try MeetingStore.meetings(of: hub.id, in: db),
            voices: try VoiceStore.voices(of: hub.id, in: db), news: try VoiceStore.news(of: hub.id, in: db),
            facts: try facts(hub, CoreGroup(seats, on: day).findings(thresholds), on: day, in: db),
            sectors: try SectorStore.sectors(on: day, in: db), launch: try LaunchStore.view(hub, on: day, in: db),
            deadlines: try next.map { try StepDeadlineStore.deadlines(of: hub.id, for: $0.status, in: db) } ?? [],
            study: try PartnerStore.study(of: hub.id, in: db))
    }

    /// What the six workstreams have come to.
    private static func facts(
        _ hub: Hub, _ core: [Finding], on day: Day, in db: GRDB.Database
    ) throws -> JourneyFacts {
        var facts = JourneyFacts()
        facts.core = core
        facts.calls =
            try Int.fetchOne(
                db, sql: "SELECT count(DISTINCT organisationID) FROM prospectCall WHERE hubID = ?", arguments: [hub.id])
            ?? 0
        if let survey = try SurveyStore.current(of: hub.id, in: db) {
            facts.survey = survey.state
            facts.answers = survey.state == .closed ? survey.counted : survey.answers
        }
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql, arguments: [hub.id]) ?? 0 }
        facts.needs = try count("SELECT count(*) FROM journeyNeed WHERE hubID = ?")
        facts.decided = try count(
            "SELECT count(DISTINCT d.needID) FROM needDecision d JOIN journeyNeed n ON n.id = d.needID WHERE n.hubID = ?"
        )
        facts.actions = try count("SELECT count(*) FROM priorityAction WHERE hubID = ?")
        facts.untraced = try count(
            """
            SELECT count(*) FROM priorityAction a WHERE a.hubID = ?
            AND NOT EXISTS (SELECT 1 FROM actionNeed n WHERE n.actionID = a.id)
            """)
        facts.weights = try FunctionStore.weights(hub.id, in: db)?.weights
        let partners = try PartnerStore.partners(of: hub.id, in: db)
        facts.partnersMet = partners.count { $0.state.isMet }
        facts.partnersAgreed = partners.count { $0.state == .agreed }
        facts.plan = try FinanceStore.plan(of: hub.id, in: db)
        facts.governance = hub.governance
        facts.manager = hub.manager
        facts.hasStatutesDraft =
            try StatutesStore.draft(of: hub.id, in: db) != nil
            || StatutesStore.inForce(at: hub.id, on: day, in: db) != nil
        return facts
    }
}
