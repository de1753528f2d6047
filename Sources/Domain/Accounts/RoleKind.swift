/// What a person may be in the network; a `Scope` says where.
package enum RoleKind: String, Codable, Sendable, CaseIterable {
    case systemAdministrator = "administration-systeme"
    case networkAnimator = "animation-reseau"
    case hubCoordinator = "coordination-pole"
    case hubAdministrator = "administration-pole"
    case organisationRepresentative = "representation-organisation"
    case partner = "partenaire"

    /// The kinds of place where this role has a meaning.
    package var levels: Set<Scope.Level> {
        switch self {
        case .systemAdministrator, .networkAnimator: [.network]
        case .hubCoordinator, .hubAdministrator: [.hub]
        case .organisationRepresentative: [.organisation]
        case .partner: [.network, .hub]
        }
    }
}

/// Where a role holds, and what an act is done to.
package enum Scope: Hashable, Sendable {
    case network
    case hub(ID<Hub>)
    case organisation(ID<Organisation>)

    package enum Level: String, Codable, Sendable, CaseIterable { case network, hub, organisation }

    package var level: Level {
        switch self {
        case .network: .network
        case .hub: .hub
        case .organisation: .organisation
        }
    }
}
