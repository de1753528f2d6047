/// Where a request to join a hub stands.
package enum JoiningState: String, Codable, Sendable, CaseIterable {
    /// Written; its address has not confirmed it yet. The hub does not see it.
    case unconfirmed = "a-confirmer"
    case submitted = "deposee"
    /// The hub asked for more.
    case incomplete = "complement"
    case admitted = "admise"
    case refused = "refusee"
    case withdrawn = "retiree"

    package var label: String {
        switch self {
        case .unconfirmed: "à confirmer"
        case .submitted: "à décider"
        case .incomplete: "précision demandée"
        case .admitted: "admise"
        case .refused: "refusée"
        case .withdrawn: "retirée"
        }
    }

    package var isOpen: Bool { self == .submitted || self == .incomplete }
}
