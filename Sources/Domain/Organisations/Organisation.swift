/// The legal families of the ESS (loi 2014-856, art. 1).
package enum Family: String, Codable, Sendable, CaseIterable {
    case association
    case cooperative
    case mutual = "mutuelle"
    case foundation = "fondation"
    case company = "societe"

    package var label: String {
        switch self {
        case .association: "association"
        case .cooperative: "coopérative"
        case .mutual: "mutuelle"
        case .foundation: "fondation"
        case .company: "société commerciale de l’ESS"
        }
    }
}

/// An organisation of the ESS, as a member of hubs.
package struct Organisation: Codable, Sendable, Hashable {
    package let id: ID<Organisation>
    package let slug: String
    package let name: String
    package let family: Family
    /// What it does, in a word or two.
    package let sector: String

    package init(id: ID<Organisation>, slug: String, name: String, family: Family, sector: String) {
        (self.id, self.slug, self.name, self.family, self.sector) = (id, slug, name, family, sector)
    }
}
