/// One territory belongs to another during a time: a commune to an EPCI, an EPCI or a commune to a Pays.
package struct Membership: Codable, Sendable, Hashable {
    package let partID: ID<Territory>
    package let wholeID: ID<Territory>
    package let wholeKind: TerritoryKind
    package let validity: Validity
    package let certainty: Certainty
    package let sourceID: ID<Source>

    package init(
        partID: ID<Territory>, wholeID: ID<Territory>, wholeKind: TerritoryKind, validity: Validity,
        certainty: Certainty, sourceID: ID<Source>
    ) {
        (self.partID, self.wholeID, self.wholeKind) = (partID, wholeID, wholeKind)
        (self.validity, self.certainty, self.sourceID) = (validity, certainty, sourceID)
    }
}

/// Who was part of what, on any day. A question has at most one answer: a part is in one whole of each kind at a time.
package struct Composition: Sendable {
    private let upwards: [ID<Territory>: [Membership]]
    private let downwards: [ID<Territory>: [Membership]]

    package init(_ memberships: [Membership]) {
        upwards = Dictionary(grouping: memberships) { (link: Membership) in link.partID }
        downwards = Dictionary(grouping: memberships) { (link: Membership) in link.wholeID }
    }

    /// The territory of `kind` that `part` was in on `day`, directly or through another territory.
    /// A direct link wins over one found through an intermediate territory.
    package func whole(_ kind: TerritoryKind, of part: ID<Territory>, on day: Day) -> ID<Territory>? {
        var frontier = [part]
        var seen: Set<ID<Territory>> = [part]
        while !frontier.isEmpty {
            let links = frontier.flatMap { (id: ID<Territory>) in valid(upwards[id], on: day) }
            if let found = links.first(where: { $0.wholeKind == kind }) { return found.wholeID }
            frontier = links.map(\.wholeID).filter { seen.insert($0).inserted }
        }
        return nil
    }

    /// The direct parts of a territory on a day.
    package func parts(of whole: ID<Territory>, on day: Day) -> [ID<Territory>] {
        valid(downwards[whole], on: day).map(\.partID)
    }

    /// The direct wholes of a territory on a day.
    package func wholes(of part: ID<Territory>, on day: Day) -> [Membership] { valid(upwards[part], on: day) }

    /// The days on which something about `territory` changed, in order.
    package func changes(of territory: ID<Territory>) -> [Day] {
        let links = (upwards[territory] ?? []) + (downwards[territory] ?? [])
        let days = links.flatMap { (link: Membership) in [link.validity.from, link.validity.until].compactMap(\.self) }
        return Set(days).sorted()
    }

    private func valid(_ links: [Membership]?, on day: Day) -> [Membership] {
        (links ?? []).filter { (link: Membership) in link.validity.contains(day) }
    }
}
