/// What organisations of the directory are told apart by, one filter each.
package enum DirectoryFacet: UInt8, Sendable, CaseIterable {
    case family, size, sector, label, hub, federation, offer
}

/// One choice of a filter that an organisation answers to: its family, one of its hubs.
package struct DirectoryTag: Hashable, Sendable {
    package let facet: DirectoryFacet
    package let value: String
    package init(_ facet: DirectoryFacet, _ value: String) { (self.facet, self.value) = (facet, value) }
}

/// What the index knows of one organisation.
package struct DirectoryEntry: Sendable {
    package let id: ID<Organisation>
    package let name: String
    package let acronym: String
    package let usualName: String
    /// SIREN, SIRET, RNA, and the SIRET of its other places.
    package let identifiers: [String]
    /// What it does: sectors, summary, purpose, presentation.
    package let activity: String
    /// Commune, postcode, and the territories it lies in, as words to find it by.
    package let place: String
    /// Slugs of every territory it lies in.
    package let territories: [String]
    package let tags: [DirectoryTag]
    package let family: Family
    package let size: SizeClass
    package let isCeased: Bool
    /// ISO 8601.
    package let updatedAt: String
    /// When somebody who knows last found it right, ISO 8601; empty when nobody did.
    package let confirmedAt: String
    /// Where it stands on the map.
    package let point: DirectoryPoint?

    package init(
        id: ID<Organisation>, name: String, acronym: String, usualName: String, identifiers: [String],
        activity: String, place: String, territories: [String], hubs: [String], family: Family, size: SizeClass,
        isCeased: Bool, updatedAt: String, confirmedAt: String = "", others: [DirectoryTag] = [],
        point: DirectoryPoint? = nil
    ) {
        (self.id, self.name, self.acronym, self.usualName) = (id, name, acronym, usualName)
        (self.identifiers, self.activity, self.place) = (identifiers, activity, place)
        (self.territories, self.family, self.size) = (territories, family, size)
        (self.isCeased, self.updatedAt, self.confirmedAt, self.point) = (isCeased, updatedAt, confirmedAt, point)
        tags =
            [DirectoryTag(.family, family.rawValue), DirectoryTag(.size, size.rawValue)]
            + hubs.map { DirectoryTag(.hub, $0) } + others
    }

    /// What makes it likely to be looked for, the least first: active ones, then those that take part in a hub, then the
    /// larger; unknown sizes last.
    var weight: UInt8 {
        let size: UInt8 =
            switch self.size {
            case .large: 0
            case .medium: 1
            case .small: 2
            case .none: 3
            case .unknown: 4
            }
        let isInHub = tags.contains { $0.facet == .hub }
        return (isCeased ? 100 : 0) + (isInHub ? 0 : 10) + size
    }
}
