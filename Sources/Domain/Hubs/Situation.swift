/// Where something stands, since when and how surely, by which milestone.
package struct Standing: Sendable, Hashable {
    package let status: Status
    package let certainty: Certainty
    package let since: PartialDate?
    package let milestone: ID<Milestone>?

    package static let unknown = Standing(status: .unknown, certainty: .unknown, since: nil, milestone: nil)

    /// The status on `day`, since the first milestone that brought it. Milestones count from the day on which they are
    /// certain to have happened: a date known to the month counts from the month's last day, so that nothing is claimed
    /// too early. A hub only goes forward, unless a milestone says that it stopped.
    package static func of(_ milestones: [Milestone], on day: Day) -> Standing {
        let known = milestones.filter { (milestone: Milestone) in
            milestone.kind.effect != nil && milestone.effectiveDay <= day
        }
        var standing = Standing.unknown
        for milestone in known.sorted(by: Milestone.chronological) {
            guard let effect = milestone.kind.effect, effect != standing.status else { continue }
            guard effect == .none || effect.rank > standing.status.rank else { continue }
            standing = Standing(
                status: effect, certainty: milestone.certainty, since: milestone.date, milestone: milestone.id)
        }
        return standing
    }
}

/// Everything needed to tell the network's situation on any day.
package struct NetworkFacts: Sendable {
    package let territories: [ID<Territory>]
    package let hubs: [ID<Hub>]
    /// Milestones that hold: neither replaced nor withdrawn.
    package let milestones: [Milestone]
    package let perimeters: [PerimeterEntry]
    package let headcounts: [Headcount]
    package let composition: Composition

    package init(
        territories: [ID<Territory>], hubs: [ID<Hub>], milestones: [Milestone], perimeters: [PerimeterEntry],
        headcounts: [Headcount], composition: Composition
    ) {
        (self.territories, self.hubs, self.milestones) = (territories, hubs, milestones)
        (self.perimeters, self.headcounts, self.composition) = (perimeters, headcounts, composition)
    }
}

/// One territory's part in the situation.
package struct TerritorySituation: Sendable, Hashable {
    package let territory: ID<Territory>
    package let standing: Standing
    /// Hubs whose perimeter covers the territory that day, those furthest along first.
    package let hubs: [ID<Hub>]
    /// True when no hub covers the whole territory, only parts of it.
    package let isPartial: Bool
}

/// The network's situation on a day (R23).
package struct Situation: Sendable {
    package let day: Day
    package let territories: [TerritorySituation]
    package let hubs: [ID<Hub>: Standing]

    package init(of facts: NetworkFacts, on day: Day) {
        let byHub = Dictionary(grouping: facts.milestones) { (milestone: Milestone) -> MilestoneSubject in
            milestone.subject
        }
        var hubs: [ID<Hub>: Standing] = [:]
        for hub in facts.hubs { hubs[hub] = Standing.of(byHub[.hub(hub)] ?? [], on: day) }
        let coverage = Coverage(facts, on: day)
        self.day = day
        self.hubs = hubs
        territories = facts.territories.map { (territory: ID<Territory>) in
            let covering = coverage.hubs(of: territory).filter { (hub: ID<Hub>) in hubs[hub]?.status != .unknown }
            let ordered = covering.sorted { (left: ID<Hub>, right: ID<Hub>) in
                let ranks = (hubs[left]?.status.rank ?? 0, hubs[right]?.status.rank ?? 0)
                return ranks.0 == ranks.1 ? left.rawValue < right.rawValue : ranks.0 > ranks.1
            }
            let observed = Standing.of(byHub[.territory(territory)] ?? [], on: day)
            let furthest = ordered.first.flatMap { (hub: ID<Hub>) in hubs[hub] } ?? .unknown
            let named = coverage.hubs(of: territory).filter { (hub: ID<Hub>) in
                !ordered.contains(hub) && Situation.isHeardOf(byHub[.hub(hub)] ?? [], on: day)
            }
            return TerritorySituation(
                territory: territory, standing: furthest.status.rank >= observed.status.rank ? furthest : observed,
                hubs: ordered + named,
                isPartial: ordered.first.map { (hub: ID<Hub>) in !coverage.isWhole(hub, territory) } ?? false)
        }
    }

    /// A hub known only by what happened later is not shown before.
    private static func isHeardOf(_ milestones: [Milestone], on day: Day) -> Bool {
        milestones.contains { (milestone: Milestone) in milestone.effectiveDay <= day }
    }

    package func count(_ status: Status) -> Int {
        territories.count { (situation: TerritorySituation) in situation.standing.status == status }
    }

    package subscript(territory: ID<Territory>) -> TerritorySituation? {
        territories.first { (situation: TerritorySituation) in situation.territory == territory }
    }
}

/// Which hubs reach into which territories on a day: directly, or by one of the territory's parts.
private struct Coverage {
    private var whole: [ID<Territory>: Set<ID<Hub>>] = [:]
    private var partial: [ID<Territory>: Set<ID<Hub>>] = [:]

    init(_ facts: NetworkFacts, on day: Day) {
        let shown = Set(facts.territories)
        for entry in facts.perimeters where entry.validity.contains(day) {
            if shown.contains(entry.territoryID) {
                whole[entry.territoryID, default: []].insert(entry.hubID)
            } else if let pays = facts.composition.whole(.pays, of: entry.territoryID, on: day) {
                partial[pays, default: []].insert(entry.hubID)
            }
        }
    }

    func hubs(of territory: ID<Territory>) -> [ID<Hub>] {
        let all = (whole[territory] ?? []).union(partial[territory] ?? [])
        return all.sorted { (left: ID<Hub>, right: ID<Hub>) in left.rawValue < right.rawValue }
    }

    func isWhole(_ hub: ID<Hub>, _ territory: ID<Territory>) -> Bool { whole[territory]?.contains(hub) ?? false }
}
