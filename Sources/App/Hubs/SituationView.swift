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

    /// Inhabitants of what the perimeters of created hubs cover, by the population known for the nearest year: of whole Pays,
    /// or of the intercommunalités and communes covered elsewhere.
    var populationCovered: Int {
        let entries = facts.perimeters.filter { (entry: PerimeterEntry) in
            entry.validity.contains(day) && situation.hubs[entry.hubID]?.status == .created
        }
        let covered = Set(entries.map(\.territoryID))
        let counted = covered.filter { (id: ID<Territory>) in
            ![TerritoryKind.pays, .epci].contains { (kind: TerritoryKind) in
                facts.composition.whole(kind, of: id, on: day).map { $0 != id && covered.contains($0) } ?? false
            }
        }
        return (territories + places.values).filter { counted.contains($0.id) }
            .reduce(0) { $0 + ($1.population?.inhabitants ?? 0) }
    }

    /// The hubs whose perimeter holds one of these territories that day, those furthest along first.
    func hubs(reaching territories: Set<ID<Territory>>) -> [Hub] {
        let entries = facts.perimeters.filter { $0.validity.contains(day) && territories.contains($0.territoryID) }
        let found = Set(entries.map(\.hubID)).compactMap { hubs[$0] }
        func rank(_ hub: Hub) -> Int { situation.hubs[hub.id]?.status.rank ?? 0 }
        return found.filter { situation.hubs[$0.id]?.status != .unknown }.sorted {
            (rank($1), $0.id.rawValue) < (rank($0), $1.id.rawValue)
        }
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
