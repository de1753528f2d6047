/// The five functions of a hub (R11), in the brochure's order.
package enum HubFunction: String, Codable, Sendable, CaseIterable {
    case strategies
    case visibility = "visibilite"
    case support = "soutien"
    case partnershipProjects = "projets"
    case representation

    package var label: String {
        switch self {
        case .strategies: "Déterminer des stratégies"
        case .visibility: "Donner de la visibilité"
        case .support: "Soutenir la création et le développement"
        case .partnershipProjects: "Favoriser les projets partenariaux"
        case .representation: "Représenter les acteurs"
        }
    }

    /// For the head of a column.
    package var short: String {
        switch self {
        case .strategies: "Stratégies"
        case .visibility: "Visibilité"
        case .support: "Soutien"
        case .partnershipProjects: "Projets"
        case .representation: "Représentation"
        }
    }
}
