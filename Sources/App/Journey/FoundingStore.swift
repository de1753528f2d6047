import Domain
import Foundation
import GRDB

/// An organisation that may found the hub, and what makes one think so.
struct PossibleFounder: Sendable {
    /// What the form sends: a record's number, or a place of the core group that no record stands for.
    let key: String
    let name: String
    let family: Family?
    /// « pilote la démarche », « engagée dans le pôle », « demande à être rappelée dans l’enquête ».
    let reason: String
    /// Who would speak for it; empty when nobody is named.
    let person: String
    let isProposed: Bool
    let organisation: ID<Organisation>?
}

/// Everything that preparing the founding assembly shows.
struct FoundingView: Sendable {
    let hub: Hub
    let founders: [PossibleFounder]
    let facts: FoundingFacts
    let thresholds: NetworkThresholds
    /// Those who asked to be called back and whom no record stands for, as they wrote their organisation's name.
    let callBacks: [String]
    /// How many said in the survey that they would join, when that may be told.
    let ready: (yes: Int, base: Int)?
    /// The assembly that is under way, or was held.
    let assembly: Assembly?

    /// The facts, were these organisations the founders.
    func facts(founding keys: Set<String>, candidates: Set<String>) -> FoundingFacts {
        var facts = facts
        let chosen = founders.filter { keys.contains($0.key) }
        facts.founders = chosen.count
        facts.families = Set(chosen.compactMap(\.family))
        facts.candidates = chosen.filter { candidates.contains($0.key) }.map { founder in
            founder.person.isEmpty ? founder.name : "\(founder.name) (\(founder.person))"
        }
        return facts
    }

    var proposed: Set<String> { Set(founders.filter(\.isProposed).map(\.key)) }
}

/// The founding assembly, prepared from what the path has gathered.
struct FoundingStore {
    let database: any DatabaseWriter
    let baseURL: String

    func view(_ hub: Hub, on day: Day) async throws -> FoundingView {
        try await database.read { [baseURL] db in try Self.view(hub, on: day, baseURL: baseURL, in: db) }
    }

    static func view(_ hub: Hub, on day: Day, baseURL: String, in db: GRDB.Database) throws -> FoundingView {
        let founders = try founders(of: hub.id, on: day, in: db)
        let draft = try StatutesStore.draft(of: hub.id, in: db)
        var facts = FoundingFacts()
        facts.founders = founders.count(where: \.isProposed)
        facts.families = Set(founders.filter(\.isProposed).compactMap(\.family))
        facts.perimeter = try MilestoneStore.readiness(of: hub.id, on: day, in: db).perimeter
        (facts.governance, facts.manager) = (hub.governance, hub.manager)
        (facts.hasStatutesDraft, facts.body) = (draft != nil, draft?.rules.bodies.first)
        facts.actions = try String.fetchAll(
            db, sql: "SELECT title FROM priorityAction WHERE hubID = ? ORDER BY id", arguments: [hub.id])
        facts.weights = try FunctionStore.weights(hub.id, in: db)?.weights
        facts.plan = try FinanceStore.plan(of: hub.id, in: db)
        let key = try String.fetchOne(
            db, sql: "SELECT key FROM journeyDossier WHERE hubID = ? AND closedAt IS NULL ORDER BY number DESC LIMIT 1",
            arguments: [hub.id])
        facts.dossier = key.map { "\(baseURL)/dossiers/\($0)" }
        return FoundingView(
            hub: hub, founders: founders, facts: facts, thresholds: try ThresholdStore.inForce(on: day, in: db),
            callBacks: try callBacks(hub.id, in: db), ready: try ready(hub.id, in: db),
            assembly: try assembly(of: hub.id, in: db))
    }

    /// The founding assembly that was not cancelled; the latest when there are several.
    static func assembly(of hub: ID<Hub>, in db: GRDB.Database) throws -> Assembly? {
        try AssemblyStore.assemblies(of: hub, in: db).filter { $0.kind == .founding && $0.state != .cancelled }
            .max { $0.id.rawValue < $1.id.rawValue }
    }

    /// Those who steer, those already engaged, and those of the directory who asked to be called back.
    private static func founders(
        of hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> [PossibleFounder] {
        var found: [String: PossibleFounder] = [:]
        let group = try CoreStore.group(of: hub, on: day, in: db)
        for seat in group.seats where !seat.isPartner && !seat.organisationName.isEmpty {
            let key = seat.organisationID?.description ?? "place-\(seat.id)"
            // Several people of one organisation: the first who is named speaks for it.
            guard found[key]?.person.isEmpty ?? true else { continue }
            found[key] = PossibleFounder(
                key: key, name: seat.organisationName, family: seat.family, reason: "pilote la démarche",
                person: seat.person, isProposed: true, organisation: seat.organisationID)
        }
        for member in try MemberStore.members(of: hub, on: day, in: db) where found[member.id.description] == nil {
            found[member.id.description] = PossibleFounder(
                key: member.id.description, name: member.name, family: member.family,
                reason: "déjà engagée dans le pôle",
                person: "", isProposed: true, organisation: member.id)
        }
        for record in try calledBack(hub, in: db) where found[record.id.description] == nil {
            found[record.id.description] = PossibleFounder(
                key: record.id.description, name: record.name, family: record.family,
                reason: "demande à être rappelée dans l’enquête", person: "", isProposed: false, organisation: record.id
            )
        }
        return found.values.sorted { (French.slug($0.name), $0.key) < (French.slug($1.name), $1.key) }
    }

    /// Names of the survey's contacts that one record bears. Their answers stay apart: nobody knows whose is whose.
    private static func calledBack(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [Organisation] {
        try Organisation.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.* FROM organisation o JOIN surveyContact c ON c.organisation = o.name
                JOIN survey s ON s.id = c.surveyID WHERE s.hubID = ? AND o.publication = 'publiee' AND o.state = 'active'
                AND (SELECT count(*) FROM organisation t WHERE t.name = o.name AND t.publication = 'publiee') = 1
                """, arguments: [hub])
    }

    private static func callBacks(_ hub: ID<Hub>, in db: GRDB.Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT c.organisation FROM surveyContact c JOIN survey s ON s.id = c.surveyID
                WHERE s.hubID = ? AND c.organisation <> '' AND NOT EXISTS (
                    SELECT 1 FROM organisation o WHERE o.name = c.organisation AND o.publication = 'publiee')
                ORDER BY c.organisation
                """, arguments: [hub])
    }

    /// What the closed survey tells of those who would join (docs/decisions/0025): numbers, never names.
    private static func ready(_ hub: ID<Hub>, in db: GRDB.Database) throws -> (yes: Int, base: Int)? {
        guard let survey = try SurveyStore.current(of: hub, in: db), survey.state == .closed,
            let question = survey.questions.first(where: { $0.use == .joining && $0.kind != .text })
        else { return nil }
        let told = SurveyDisclosure(
            question, of: try SurveyAnswerStore.responses(survey, in: db), threshold: survey.threshold ?? 5)
        guard told.isTold, let yes = told.counts["oui"] else { return nil }
        return (yes, told.base)
    }
}
