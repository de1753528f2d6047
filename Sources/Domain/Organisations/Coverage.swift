/// One organisation as far as who is missing goes.
package struct PlacedOrganisation: Hashable, Sendable {
    package let id: ID<Organisation>
    package let name: String
    package let family: Family
    /// Codes, said or suggested.
    package let sectors: [String]
    /// INSEE code; empty when its place is not known.
    package let commune: String
    package let size: SizeClass
    package let isEmployer: Bool

    package init(
        id: ID<Organisation>, name: String, family: Family, sectors: [String], commune: String, size: SizeClass,
        isEmployer: Bool
    ) {
        (self.id, self.name, self.family, self.sectors) = (id, name, family, sectors)
        (self.commune, self.size, self.isEmployer) = (commune, size, isEmployer)
    }
}

/// How many of a kind take part in the hub, among how many that are known.
package struct Presence: Hashable, Sendable {
    package var members = 0
    package var others = 0
    package init(members: Int = 0, others: Int = 0) { (self.members, self.others) = (members, others) }
    package var known: Int { members + others }
    /// Organisations are known there, and none takes part.
    package var isEmpty: Bool { members == 0 && others > 0 }
}

/// Where a hub has nobody yet, among the organisations that the directory knows in its communes (R8: a diversity of actors).
package struct HubCoverage: Sendable {
    package let members: [PlacedOrganisation]
    package let others: [PlacedOrganisation]
    package private(set) var families: [Family: Presence] = [:]
    package private(set) var sectors: [String: Presence] = [:]
    package private(set) var communes: [String: Presence] = [:]

    package init(members: [PlacedOrganisation], others: [PlacedOrganisation]) {
        (self.members, self.others) = (members, others)
        for member in members { count(member) { $0.members += 1 } }
        for other in others { count(other) { $0.others += 1 } }
    }

    private mutating func count(_ organisation: PlacedOrganisation, _ add: (inout Presence) -> Void) {
        add(&families[organisation.family, default: Presence()])
        for sector in organisation.sectors { add(&sectors[sector, default: Presence()]) }
        if !organisation.commune.isEmpty { add(&communes[organisation.commune, default: Presence()]) }
    }

    /// Of one sector and one family: a cell of the crossed table.
    package func presence(sector: String?, family: Family) -> Presence {
        func isCell(_ organisation: PlacedOrganisation) -> Bool {
            organisation.family == family
                && (sector.map(organisation.sectors.contains) ?? organisation.sectors.isEmpty)
        }
        return Presence(members: members.filter(isCell).count, others: others.filter(isCell).count)
    }

    /// What the hub would gain with an organisation.
    package struct Gain: Hashable, Sendable {
        package var fillsFamily = false
        /// The code of a sector where nobody takes part.
        package var sector: String?
        package var fillsCommune = false

        /// A family weighs more than a sector, a sector more than a commune: that is the order of the rule of diversity.
        package var weight: Int { (fillsFamily ? 4 : 0) + (sector == nil ? 0 : 2) + (fillsCommune ? 1 : 0) }
    }

    package func gain(of organisation: PlacedOrganisation) -> Gain {
        Gain(
            fillsFamily: organisation.family != .undetermined && families[organisation.family]?.members == 0,
            sector: organisation.sectors.first { sectors[$0]?.members == 0 },
            fillsCommune: communes[organisation.commune]?.members == 0)
    }

    /// Those to call, the most useful first: what they fill, then employers, then the larger, then by name.
    package var toCall: [(organisation: PlacedOrganisation, gain: Gain)] {
        let weighed = others.map { (organisation: $0, gain: gain(of: $0)) }
        return weighed.sorted { (a, b) in
            let (left, right) = (a.organisation, b.organisation)
            if a.gain.weight != b.gain.weight { return a.gain.weight > b.gain.weight }
            if left.isEmployer != right.isEmployer { return left.isEmployer }
            if left.size.rank != right.size.rank { return left.size.rank < right.size.rank }
            return (left.name, left.id.rawValue) < (right.name, right.id.rawValue)
        }
    }
}

extension SizeClass {
    /// The larger first; what is not known last.
    fileprivate var rank: Int {
        switch self {
        case .large: 0
        case .medium: 1
        case .small: 2
        case .none: 3
        case .unknown: 4
        }
    }
}

/// What a call to an organisation gave.
package enum CallOutcome: String, Sendable, CaseIterable {
    case contacted = "contacte"
    case declined = "pas-interesse"
    case later = "a-rappeler"

    package var label: String {
        switch self {
        case .contacted: "contactée"
        case .declined: "pas intéressée"
        case .later: "à rappeler"
        }
    }
}
