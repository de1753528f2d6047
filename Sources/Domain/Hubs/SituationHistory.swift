extension NetworkFacts {
    /// The days on which the situation changes, in order: what the time slider stops at.
    package var daysOfChange: [Day] {
        let effects = milestones.filter { (milestone: Milestone) in milestone.kind.effect != nil }
        let dated = effects.map(\.effectiveDay)
        let snapshots = milestones.filter { (milestone: Milestone) in milestone.subject == .network }
        let network = snapshots.map(\.effectiveDay)
        let bounds = perimeters.flatMap { (entry: PerimeterEntry) in
            [entry.validity.from, entry.validity.until].compactMap(\.self)
        }
        return Set(dated + network + bounds).sorted()
    }

    /// The last count of organisations taken by `day`, for a hub or (nil) the network.
    package func headcount(of hub: ID<Hub>?, on day: Day) -> Headcount? {
        let known = headcounts.filter { (count: Headcount) in count.hubID == hub && count.date.latest <= day }
        return known.max { (left: Headcount, right: Headcount) in left.date.latest < right.date.latest }
    }
}

/// A territory whose status is not the same on two days.
package struct StatusChange: Sendable, Hashable {
    package let territory: ID<Territory>
    package let before: Status
    package let after: Status
}

extension Situation {
    /// What changed since `earlier`, in the order of the territories.
    package func changes(since earlier: Situation) -> [StatusChange] {
        territories.compactMap { (now: TerritorySituation) -> StatusChange? in
            let before = earlier[now.territory]?.standing.status ?? .unknown
            guard before != now.standing.status else { return nil }
            return StatusChange(territory: now.territory, before: before, after: now.standing.status)
        }
    }
}
