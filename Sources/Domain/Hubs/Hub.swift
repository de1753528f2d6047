/// How a hub is governed and managed (R13).
package enum GovernanceMode: String, Codable, Sendable, CaseIterable {
    /// A structure created for it governs and manages.
    case ownStructure = "structure-ad-hoc"
    /// An informal collective governs; an ESS organisation of the territory manages, by its statutes.
    case delegated = "gestion-deleguee"
    case undecided = "non-determine"

    package var label: String {
        switch self {
        case .ownStructure: "une structure créée pour le pôle"
        case .delegated: "un collectif, gestion confiée à une organisation de l’ESS du territoire"
        case .undecided: "pas encore déterminé"
        }
    }
}

/// A hub, from the first initiative on: what it is called and how it presents itself today.
package struct Hub: Codable, Sendable, Hashable {
    package let id: ID<Hub>
    package let slug: String
    package let name: String
    package let presentation: String
    package let governance: GovernanceMode
    /// The ESS organisation that manages it when management is delegated.
    package let manager: String
    /// A role mailbox, never a person's (R24).
    package let contactEmail: String
    package let contactPhone: String
    package let website: String

    package init(
        id: ID<Hub>, slug: String, name: String, presentation: String = "", governance: GovernanceMode = .undecided,
        manager: String = "", contactEmail: String = "", contactPhone: String = "", website: String = ""
    ) {
        (self.id, self.slug, self.name, self.presentation) = (id, slug, name, presentation)
        (self.governance, self.manager, self.website) = (governance, manager, website)
        (self.contactEmail, self.contactPhone) = (contactEmail, contactPhone)
    }
}

/// A territory is in a hub's perimeter during a time (R10).
package struct PerimeterEntry: Sendable, Hashable {
    package let hubID: ID<Hub>
    package let territoryID: ID<Territory>
    package let validity: Validity

    package init(hubID: ID<Hub>, territoryID: ID<Territory>, validity: Validity) {
        (self.hubID, self.territoryID, self.validity) = (hubID, territoryID, validity)
    }
}

/// How many organisations take part, counted at a date, for a hub or (nil) for the whole network.
package struct Headcount: Sendable, Hashable {
    package let hubID: ID<Hub>?
    package let date: PartialDate
    package let organisations: Int
    /// Territories engaged, when the source counts them.
    package let territories: Int?
    package let source: Source

    package init(hubID: ID<Hub>?, date: PartialDate, organisations: Int, territories: Int?, source: Source) {
        (self.hubID, self.date, self.organisations) = (hubID, date, organisations)
        (self.territories, self.source) = (territories, source)
    }
}
