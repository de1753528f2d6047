/// How far a possible partner is (R2, R20): it may support, and decides nothing.
package enum PartnershipState: String, Codable, Sendable, CaseIterable {
    case toMeet = "a-rencontrer"
    case met = "rencontre"
    case agreed = "d-accord"
    case declined = "refus"

    package var label: String {
        switch self {
        case .toMeet: "à rencontrer"
        case .met: "rencontré"
        case .agreed: "d’accord"
        case .declined: "refus"
        }
    }

    package var isMet: Bool { self != .toMeet }
    /// An agreement, or a refusal, is on a day and has its proof in words.
    package var needsDay: Bool { isMet }
}

/// The kinds of partners that the brochure names.
package enum PartnerKind: String, Codable, Sendable, CaseIterable {
    case region
    case department = "departement"
    case epci = "intercommunalite"
    case commune
    case state = "etat"
    case employment = "maison-de-l-emploi"
    case network = "reseau"
    case economic = "acteur-economique"
    case foundation = "fondation"

    package var label: String {
        switch self {
        case .region: "Région"
        case .department: "Département"
        case .epci: "intercommunalité"
        case .commune: "commune"
        case .state: "État"
        case .employment: "maison de l’emploi"
        case .network: "réseau, fédération"
        case .economic: "acteur économique"
        case .foundation: "fondation, mécène"
        }
    }
}
