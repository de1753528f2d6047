/// The kinds of territories, from the largest to the smallest. Raw values are what files and addresses use.
package enum TerritoryKind: String, Codable, Sendable, CaseIterable {
    case region
    case department = "departement"
    case pays
    case epci
    case commune

    package var label: String {
        switch self {
        case .region: "région"
        case .department: "département"
        case .pays: "Pays"
        case .epci: "intercommunalité"
        case .commune: "commune"
        }
    }

    package var plural: String {
        switch self {
        case .region: "régions"
        case .department: "départements"
        case .pays: "Pays"
        case .epci: "intercommunalités"
        case .commune: "communes"
        }
    }
}

/// A territory keeps its code and its address for ever; its name, its people and what it is part of change with time.
package struct Territory: Codable, Sendable, Hashable {
    package let id: ID<Territory>
    package let kind: TerritoryKind
    /// INSEE code of a region, département or commune; SIREN of an EPCI; the Région's own 01 to 21 for a Pays.
    package let code: String
    package let slug: String

    package init(id: ID<Territory>, kind: TerritoryKind, code: String, slug: String) {
        (self.id, self.kind, self.code, self.slug) = (id, kind, code, slug)
    }

    /// The address of an EPCI or a commune is its code; the others have a name that does not change.
    package static func slug(_ kind: TerritoryKind, code: String, name: String) -> String {
        switch kind {
        case .epci: "epci-" + code
        case .commune: "commune-" + code.lowercased()
        case .pays, .region, .department: French.slug(name)
        }
    }
}

/// What a territory is called during a time; outside every name's validity it does not exist.
package struct TerritoryName: Codable, Sendable, Hashable {
    package let territoryID: ID<Territory>
    package let name: String
    /// What fits on a map.
    package let shortName: String
    package let validity: Validity
    package let sourceID: ID<Source>

    package init(
        territoryID: ID<Territory>, name: String, shortName: String, validity: Validity, sourceID: ID<Source>
    ) {
        (self.territoryID, self.name, self.shortName) = (territoryID, name, shortName)
        (self.validity, self.sourceID) = (validity, sourceID)
    }
}

/// Inhabitants (population municipale) in force in a year.
package struct Population: Codable, Sendable, Hashable {
    package let territoryID: ID<Territory>
    package let year: Int
    package let inhabitants: Int
    package let sourceID: ID<Source>

    package init(territoryID: ID<Territory>, year: Int, inhabitants: Int, sourceID: ID<Source>) {
        (self.territoryID, self.year, self.inhabitants, self.sourceID) = (territoryID, year, inhabitants, sourceID)
    }
}
