import Domain
import Foundation
import GRDB

/// Reads where every territory stands, since when and what moves there, in one snapshot.
struct ProgressStore {
    let database: any DatabaseWriter
    let atlas: Atlas
    let panoramas: PanoramaReader

    func view(on day: Day) async throws -> ProgressView {
        let (counts, source) = try await establishments(on: day)
        let atlas = atlas
        return try await database.read { db in
            let network = try SituationStore.view(on: day, atlas: atlas, in: db)
            let thresholds = try ThresholdStore.inForce(on: day, in: db)
            let patience = try Self.patience(on: day, in: db)
            let steps = Self.steps(network.facts, until: day)
            let known = try Self.known(on: day, in: db)
            let latest = try Self.latest(network, on: day, in: db)
            let coming = try Self.coming(after: day, in: db)
            let byHub = Self.milestonesByHub(network.facts)
            let lines = try network.lines.map { place -> ProgressLine in
                let lead =
                    place.hubs.first { network.situation.hubs[$0.id]?.status == place.standing.status }
                    ?? place.hubs.first
                var passage: (next: Status, missing: [Finding])?
                var deadline: StepDeadline?
                if let lead, let next = network.situation.hubs[lead.id]?.status.nextMilestone?.effect {
                    let readiness = try MilestoneStore.readiness(of: lead.id, on: day, in: db)
                    let found = Transition.findings(to: next, from: readiness, evidence: nil, thresholds: thresholds)
                    passage = (next, found.filter { $0.outcome == .missing })
                    deadline = try StepDeadlineStore.deadlines(of: lead.id, for: next, in: db).last { $0.setOn <= day }
                }
                let works = place.hubs.compactMap { latest[$0.id] } + Self.observed(place, on: day)
                let last = works.max { ($0.day, $0.what) < ($1.day, $1.what) }
                let register = TerritoryRegister(
                    known: known[place.record.id],
                    members: place.hubs.reduce(0) { $0 + (network.memberCounts[$1.id] ?? 0) },
                    establishments: counts[place.record.id])
                return ProgressLine(
                    place: place, lead: lead,
                    days: place.standing.since.map { Self.days(since: $0, place.milestone, until: day) },
                    next: passage?.next, deadline: deadline, blocking: passage?.missing ?? [],
                    coming: place.hubs.compactMap { coming[$0.id] }.min { $0.day < $1.day }, latest: last,
                    stillness: Stillness.of(
                        place.standing.status, hasStopped: place.milestone?.kind == .abandoned, latest: last?.day,
                        on: day, patience: patience), register: register, steps: steps[place.record.id] ?? [])
            }
            return ProgressView(
                day: day, lines: lines,
                durations: JourneyStage.allCases.map { TypicalDuration($0, of: byHub, on: day) }, hubs: network.hubs,
                registerSource: source, patience: patience)
        }
    }

    /// How long it may have been so, by the milestone that brought the status.
    private static func days(since date: PartialDate, _ milestone: Milestone?, until day: Day) -> ClosedRange<Int> {
        let latest = milestone?.date == date ? milestone?.effectiveDay ?? date.latest : date.latest
        let fewest = max(0, day.number - latest.number)
        return fewest...max(fewest, day.number - date.earliest.number)
    }

    static func milestonesByHub(_ facts: NetworkFacts) -> [ID<Hub>: [Milestone]] {
        var found: [ID<Hub>: [Milestone]] = [:]
        for milestone in facts.milestones {
            if case .hub(let id) = milestone.subject { found[id, default: []].append(milestone) }
        }
        return found
    }

    /// Each territory's changes of status, in order.
    static func steps(_ facts: NetworkFacts, until day: Day) -> [ID<Territory>: [TerritoryStep]] {
        var steps: [ID<Territory>: [TerritoryStep]] = [:]
        for change in facts.daysOfChange where change <= day {
            for place in Situation(of: facts, on: change).territories {
                let before = steps[place.territory]?.last?.standing.status ?? .unknown
                guard place.standing.status != before else { continue }
                steps[place.territory, default: []].append(TerritoryStep(day: change, standing: place.standing))
            }
        }
        return steps
    }

    /// Months without anything recorded before a territory is said to stand still.
    private static func patience(on day: Day, in db: GRDB.Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT value FROM threshold WHERE name = 'sans-mouvement' AND validFrom <= ?
                ORDER BY validFrom DESC LIMIT 1
                """, arguments: [day]) ?? 6
    }

    /// Organisations of the directory, by the Pays of their commune, by its code or else by postcode and town; those that
    /// cannot be placed are nowhere.
    private static func known(on day: Day, in db: GRDB.Database) throws -> [ID<Territory>: Int] {
        let communes = try TerritoryStore.records(.commune, on: day, in: db)
        let composition = Composition(try TerritoryStore.memberships(db))
        let names = CommuneNames(communes)
        let places = Dictionary(communes.map { ($0.territory.code, $0.id) }) { first, _ in first }
        var known: [ID<Territory>: Int] = [:]
        for commune in communes {
            if let pays = composition.whole(.pays, of: commune.id, on: day) { known[pays, default: 0] += 0 }
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT commune, CASE commune WHEN '' THEN postcode ELSE '' END AS postcode,
                    CASE commune WHEN '' THEN town ELSE '' END AS town, count(*) AS known FROM organisation
                WHERE publication = 'publiee' AND state = 'active' GROUP BY 1, 2, 3
                """)
        while let row = try rows.next() {
            let code: String = row["commune"]
            let place = code.isEmpty ? names.code(postcode: row["postcode"], town: row["town"]) ?? "" : code
            guard let commune = places[place], let pays = composition.whole(.pays, of: commune, on: day) else {
                continue
            }
            known[pays, default: 0] += row["known"]
        }
        return known
    }

    /// A territory without a hub has what was recorded about it.
    private static func observed(_ place: SituationLine, on day: Day) -> [LatestWork] {
        guard place.hubs.isEmpty, let milestone = place.milestone else { return [] }
        return [LatestWork(day: milestone.effectiveDay, what: milestone.title)]
    }

    /// The last thing done in each hub: a milestone, a meeting, a task, or work of somebody in the program.
    private static func latest(
        _ network: SituationView, on day: Day, in db: GRDB.Database
    ) throws -> [ID<Hub>: LatestWork] {
        var found: [ID<Hub>: LatestWork] = [:]
        func note(_ hub: ID<Hub>, _ work: LatestWork) {
            guard work.day <= day, found[hub].map({ $0.day < work.day }) ?? true else { return }
            found[hub] = work
        }
        for (hub, milestones) in milestonesByHub(network.facts) {
            for milestone in milestones {
                note(hub, LatestWork(day: milestone.effectiveDay, what: milestone.title))
            }
        }
        let meetings = try Row.fetchAll(
            db, sql: "SELECT hubID, max(day) AS day FROM journeyMeeting WHERE day <= ? GROUP BY hubID", arguments: [day]
        )
        for row in meetings { note(row["hubID"], LatestWork(day: row["day"], what: "réunion du noyau")) }
        let held = try Row.fetchAll(
            db,
            sql: """
                SELECT hubID, max(date) AS day, title FROM assembly
                WHERE date <= ? AND state IN ('ouverte', 'close', 'approuvee', 'scellee') GROUP BY hubID
                """, arguments: [day])
        for row in held { note(row["hubID"], LatestWork(day: row["day"], what: row["title"])) }
        let tasks = try Row.fetchAll(
            db,
            sql: """
                SELECT hubID, max(settledOn) AS day FROM journeyTask WHERE settledOn <= ? GROUP BY hubID
                """, arguments: [day])
        for row in tasks { note(row["hubID"], LatestWork(day: row["day"], what: "tâche réglée")) }
        for hub in network.hubs.keys {
            let at = try String.fetchOne(
                db,
                sql: """
                    SELECT max(at) FROM (
                        SELECT max(at) AS at FROM journal WHERE subject = ? AND personID IS NOT NULL UNION ALL
                        SELECT max(at) FROM journal WHERE subject = ? AND personID IS NOT NULL UNION ALL
                        SELECT max(at) FROM journal WHERE subject = ? AND personID IS NOT NULL)
                    """, arguments: ["pole/\(hub)", "demarche/\(hub)", "appels/\(hub)"])
            guard let day = at.flatMap({ FranceTime(utc: $0)?.day }) else { continue }
            note(hub, LatestWork(day: day, what: "travail noté ici"))
        }
        return found
    }

    /// Whatever comes first: a meeting, an assembly, the end of an announcement, a date of the launch, a day by which a task is
    /// due.
    private static func coming(after day: Day, in db: GRDB.Database) throws -> [ID<Hub>: LatestWork] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT hubID, day, title FROM journeyMeeting WHERE day >= ?1
                UNION ALL SELECT hubID, date, title FROM assembly
                    WHERE date >= ?1 AND state IN ('preparation', 'convoquee', 'ouverte')
                UNION ALL SELECT hubID, applyBy, 'fin de l’annonce : ' || title FROM recruitment
                    WHERE applyBy >= ?1 AND state = 'ouverte'
                UNION ALL SELECT hubID, day, title FROM launchDate WHERE day >= ?1
                UNION ALL SELECT hubID, due, title FROM journeyTask WHERE due >= ?1 AND state IN ('a-faire', 'en-cours')
                ORDER BY 2, 3
                """, arguments: [day])
        var found: [ID<Hub>: LatestWork] = [:]
        for row in rows where found[row["hubID"]] == nil {
            found[row["hubID"]] = LatestWork(day: row["day"], what: row["title"])
        }
        return found
    }

    /// Establishments of the ESS by territory, from the last month imported.
    private func establishments(on day: Day) async throws -> ([ID<Territory>: Int], String?) {
        let geography = try await panoramas.store.geography(on: day)
        var (counts, source): ([ID<Territory>: Int], String?) = ([:], nil)
        for record in geography.records(.pays) {
            guard let card = try await panoramas.card([record.id], path: "", on: day) else { continue }
            counts[record.id] = Int(card.total.ess.active)
            source = card.vintage.citation
        }
        return (counts, source)
    }
}
