import Domain
import Foundation
import GRDB

@testable import App

/// One of each kind of visitor, for tests that go through the whole matrix.
enum Persona: Character, CaseIterable, Sendable {
    case anonymous = "-"
    case person = "+"
    case systemAdministrator = "S"
    case networkAnimator = "A"
    case hubCoordinator = "C"
    case hubAdministrator = "B"
    case organisationRepresentative = "O"
    case hubPartner = "P"
    case networkPartner = "N"

    var address: String { "\(self)@example.org".lowercased() }

    /// Roles on the hub `own`, where the kind of role is about a hub.
    func roles(own: ID<Hub>, organisation: ID<Organisation>) -> [(RoleKind, Scope)] {
        switch self {
        case .anonymous, .person: []
        case .systemAdministrator: [(.systemAdministrator, .network)]
        case .networkAnimator: [(.networkAnimator, .network)]
        case .hubCoordinator: [(.hubCoordinator, .hub(own))]
        case .hubAdministrator: [(.hubAdministrator, .hub(own))]
        case .organisationRepresentative: [(.organisationRepresentative, .organisation(organisation))]
        case .hubPartner: [(.partner, .hub(own))]
        case .networkPartner: [(.partner, .network)]
        }
    }
}

/// A site with two hubs, `le-mien` and `un-autre`, and one person of each kind.
struct PeopledSite: Sendable {
    let site: Site
    let own: ID<Hub>
    let other: ID<Hub>
    /// Represented by O, and a member of the hub `le-mien`.
    let organisation: ID<Organisation>
    let foreignOrganisation: ID<Organisation>
    let people: [Persona: ID<Person>]

    static let ownSlug = "le-mien"
    static let otherSlug = "un-autre"
    static let ownOrganisation = "la-coop"
    static let otherOrganisation = "une-autre-coop"

    /// `decoration` goes into every name, for tests that look for it on the pages.
    init(decoration: String = "") async throws {
        let site = try Site()
        self.site = site
        own = try await site.hub(Self.ownSlug, name: "Le mien \(decoration)")
        other = try await site.hub(Self.otherSlug, name: "Un autre \(decoration)")
        // The first one, which addresses with « 1 » in them name, is nobody's: trying every door leaves the other as it is.
        foreignOrganisation = try await site.organisation(
            Self.otherOrganisation, name: Self.named("Une autre coop", decoration))
        organisation = try await site.organisation(Self.ownOrganisation, name: Self.named("La coop", decoration))
        try await site.database.write { [own, organisation] db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                arguments: [own, organisation])
        }
        var people: [Persona: ID<Person>] = [:]
        for persona in Persona.allCases where persona != .anonymous {
            let roles = persona.roles(own: own, organisation: organisation)
            people[persona] = try await site.person("\(persona) \(decoration)", persona.address, roles: roles)
        }
        self.people = people
    }

    private static func named(_ name: String, _ decoration: String) -> String {
        decoration.isEmpty ? name : "\(name) \(decoration)"
    }

    /// Opens a new session for this persona in the browser, or closes the one it has.
    func becomes(_ persona: Persona, _ browser: Browser) async throws {
        if let id = people[persona] {
            try await browser.signIn(as: id, on: site)
        } else {
            await browser.signOutLocally()
        }
    }
}
