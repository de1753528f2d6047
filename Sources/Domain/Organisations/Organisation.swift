/// The legal families of the ESS (loi 2014-856, art. 1).
package enum Family: String, Codable, Sendable, CaseIterable {
    case association
    case cooperative
    case mutual = "mutuelle"
    case foundation = "fondation"
    case company = "societe"
    /// A collective without legal form, or one whose family nobody has told yet.
    case undetermined = "indeterminee"

    /// The families of the law.
    package static let legal: [Family] = [.association, .cooperative, .mutual, .foundation, .company]

    package var label: String {
        switch self {
        case .association: "association"
        case .cooperative: "coopérative"
        case .mutual: "mutuelle"
        case .foundation: "fondation"
        case .company: "société commerciale de l’ESS"
        case .undetermined: "famille à préciser"
        }
    }
}

/// An organisation of the ESS, as lists name it; all that is known of it is its `OrganisationSheet`.
package struct Organisation: Codable, Sendable, Hashable {
    package let id: ID<Organisation>
    package let slug: String
    package let name: String
    package let family: Family
    /// What it does, in a word or two.
    package let summary: String

    package init(id: ID<Organisation>, slug: String, name: String, family: Family, summary: String) {
        (self.id, self.slug, self.name, self.family, self.summary) = (id, slug, name, family, summary)
    }
}

/// Where a record stands between being proposed and being shown.
package enum Publication: String, Codable, Sendable, CaseIterable {
    case published = "publiee"
    /// Somebody proposed it; a hub or the network has not looked yet.
    case proposed = "proposee"
    /// Set aside, with a reason in the history.
    case withdrawn = "retiree"
    /// Another record took its place; its address leads there.
    case merged = "fusionnee"
}
