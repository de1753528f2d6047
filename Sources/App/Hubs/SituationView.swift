import Domain

/// One line of the situation, as the table and the files show it.
struct SituationLine: Sendable {
    let record: TerritoryRecord
    let situation: TerritorySituation
    let hubs: [Hub]
    let milestone: Milestone?

    var standing: Standing { situation.standing }
    var hubNames: String { hubs.map(\.name).joined(separator: ", ") }
}

extension SituationView {
    var lines: [SituationLine] {
        let byID = Dictionary(facts.milestones.map { ($0.id, $0) }) { (first: Milestone, _) in first }
        return territories.compactMap { (record: TerritoryRecord) -> SituationLine? in
            guard let situation = situation[record.id] else { return nil }
            let milestone = situation.standing.milestone.flatMap { byID[$0] } ?? mention(of: situation)
            return SituationLine(
                record: record, situation: situation, hubs: situation.hubs.compactMap { hubs[$0] }, milestone: milestone
            )
        }
    }

    /// What is nevertheless printed about a territory whose status is unknown.
    private func mention(of situation: TerritorySituation) -> Milestone? {
        let subjects = Set(situation.hubs.map(MilestoneSubject.hub) + [.territory(situation.territory)])
        let known = facts.milestones.filter { (milestone: Milestone) in
            subjects.contains(milestone.subject) && milestone.effectiveDay <= day
        }
        return known.max(by: Milestone.chronological)
    }

    /// Hubs created by that day.
    var createdHubs: Int { situation.hubs.values.count { $0.status == .created } }

    /// Inhabitants of the territories where a hub is created, by the population known for the nearest year.
    var populationCovered: Int {
        lines.filter { $0.standing.status == .created }.reduce(0) { $0 + ($1.record.population?.inhabitants ?? 0) }
    }
    var population: Int { territories.reduce(0) { $0 + ($1.population?.inhabitants ?? 0) } }
    var populationYears: [Int] { Set(territories.compactMap { $0.population?.year }).sorted() }

    /// The stops of the time slider just before and just after the day.
    var previousDay: Day? { facts.daysOfChange.last { $0 < day } }
    var nextDay: Day? { facts.daysOfChange.first { $0 > day } }

    /// What changed since the stop before, and that stop.
    var changes: [StatusChange] {
        guard let previousDay else { return [] }
        return situation.changes(since: Situation(of: facts, on: previousDay))
    }

    func name(of territory: ID<Territory>) -> String {
        territories.first { $0.id == territory }?.name ?? ""
    }

    /// What a milestone is about, in words.
    func subject(of milestone: Milestone) -> (name: String, path: String)? {
        switch milestone.subject {
        case .hub(let id): hubs[id].map { ($0.name, "/poles/" + $0.slug) }
        case .territory(let id): territories.first { $0.id == id }.map { ($0.name, $0.path) }
        case .network: nil
        }
    }
}
