/// Why a member left.
package enum EndMotive: String, Codable, Sendable, CaseIterable {
    case resignation = "demission"
    /// For a cause that the statutes name, mostly dues that were not paid.
    case removal = "radiation"
    /// For a grave reason, after the member has been heard.
    case exclusion
    case dissolution

    package var label: String {
        switch self {
        case .resignation: "démission"
        case .removal: "radiation"
        case .exclusion: "exclusion"
        case .dissolution: "dissolution"
        }
    }

    package var explanation: String {
        switch self {
        case .resignation: "l’organisation s’en va ; elle le peut à tout moment (loi de 1901, art. 4)"
        case .removal: "une cause que les statuts prévoient, le plus souvent une cotisation impayée"
        case .exclusion: "un motif grave ; l’organisation a pu être entendue"
        case .dissolution: "l’organisation n’existe plus"
        }
    }

    /// Whether a body of the hub decides it, and so is named with its reason.
    package var isDecided: Bool { self == .removal || self == .exclusion }
}

/// The times during which one organisation was a member of one hub.
package struct MembershipPeriods: Hashable, Sendable {
    /// In order of their beginnings.
    package let periods: [Validity]

    package init(_ periods: [Validity]) {
        self.periods = periods.sorted { ($0.from ?? .farPast) < ($1.from ?? .farPast) }
    }

    /// The one that tells on a day: which holds it, else the last one before it, else the first to come; without a day, the last.
    package func telling(on day: Day?) -> Validity? {
        guard let day else { return periods.last }
        return periods.last { $0.contains(day) } ?? periods.last { ($0.from ?? .farPast) <= day } ?? periods.first
    }
}

/// Whether an organisation is a public body (R2): it supports hubs, and decides in none unless the statutes give it a college.
package enum PublicBody {
    /// As its legal category says (Insee): 4, public law with a trade; 7, public law. Somebody may say otherwise for a member.
    package static func isOne(legalCategory: String) -> Bool {
        legalCategory.hasPrefix("7") || legalCategory.hasPrefix("4")
    }
}
