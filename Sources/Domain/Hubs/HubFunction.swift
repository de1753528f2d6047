/// The five functions of a hub (R11): every hour, every action belongs to one.
package enum HubFunction: String, Codable, Sendable, CaseIterable {
    case strategies
    case visibility = "visibilite"
    case support = "appui"
    case projects = "projets"
    case representation

    package var label: String {
        switch self {
        case .strategies: "stratégies de développement"
        case .visibility: "visibilité des acteurs"
        case .support: "appui à la création et au développement"
        case .projects: "projets partenariaux innovants"
        case .representation: "représentation des acteurs"
        }
    }

    /// For the heads of narrow columns.
    package var shortLabel: String {
        switch self {
        case .strategies: "stratégies"
        case .visibility: "visibilité"
        case .support: "appui"
        case .projects: "projets"
        case .representation: "représentation"
        }
    }
}
