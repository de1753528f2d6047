/// Where a territory stands: the four statuses of the brochure's map (R23), and « inconnu ».
package enum Status: String, Codable, Sendable, CaseIterable {
    case created = "cree"
    case prefiguration
    case organising = "organisation"
    case none = "aucune"
    case unknown = "inconnu"

    package var label: String {
        switch self {
        case .created: "Pôle créé"
        case .prefiguration: "Préfiguration en cours ou prévue"
        case .organising: "Organisation en vue de la préfiguration"
        case .none: "Pas d’initiative engagée"
        case .unknown: "Non connu à cette date"
        }
    }

    /// « pôles créés », under a number.
    package var plural: String {
        switch self {
        case .created: "pôles créés"
        case .prefiguration: "préfigurations en cours ou prévues"
        case .organising: "en vue de la préfiguration"
        case .none: "sans initiative engagée"
        case .unknown: "non connus à cette date"
        }
    }

    /// How far along: nothing known is nothing claimed.
    package var rank: Int {
        switch self {
        case .unknown: 0
        case .none: 1
        case .organising: 2
        case .prefiguration: 3
        case .created: 4
        }
    }
}
