extension SizeBands {
    /// How many employees a band means; nil when it is not told, an open end for the largest.
    package static func bounds(_ code: String) -> (low: Int, high: Int?)? { table[code] }

    private static let table: [String: (low: Int, high: Int?)] = [
        "00": (0, 0), "01": (1, 2), "02": (3, 5), "03": (6, 9), "11": (10, 19), "12": (20, 49), "21": (50, 99),
        "22": (100, 199), "31": (200, 249), "32": (250, 499), "41": (500, 999), "42": (1000, 1999),
        "51": (2000, 4999), "52": (5000, 9999), "53": (10_000, nil),
    ]
}

/// Bands put together, as tables show employers: coarse enough that few cells have to be kept secret.
package enum SizeGroup: Int, Sendable, CaseIterable {
    /// They employ, and the register does not say how many.
    case untold
    case zero, upTo5, upTo19, upTo49, upTo99, upTo249, more

    package static func of(_ band: Int) -> SizeGroup { groups[band] }

    private static let groups: [SizeGroup] = SizeBands.codes.map { code in
        guard let low = SizeBands.bounds(code)?.low else { return .untold }
        return allCases.dropFirst().last { $0.low <= low } ?? .zero
    }

    package var low: Int {
        switch self {
        case .untold, .zero: 0
        case .upTo5: 1
        case .upTo19: 6
        case .upTo49: 20
        case .upTo99: 50
        case .upTo249: 100
        case .more: 250
        }
    }

    /// Nil when there is no upper bound.
    package var high: Int? {
        switch self {
        case .zero: 0
        case .upTo5: 5
        case .upTo19: 19
        case .upTo49: 49
        case .upTo99: 99
        case .upTo249: 249
        case .untold, .more: nil
        }
    }

    package var label: String {
        switch self {
        case .untold: "tranche non renseignée"
        case .zero: "aucun au 31 décembre"
        case .more: "250 et plus"
        default: "\(low) à \(high ?? low)"
        }
    }

    /// What files name it by.
    package var code: String {
        switch self {
        case .untold: "non-renseignee"
        case .zero: "0"
        case .more: "250-plus"
        default: "\(low)-\(high ?? low)"
        }
    }
}

/// How many employees, between two bounds: all that size bands can say.
package struct JobBracket: Hashable, Sendable {
    package var low = 0
    /// Nil: no upper bound.
    package var high: Int? = 0

    package init() {}

    /// `count` employers of a group.
    package mutating func add(_ count: Int, _ group: SizeGroup) {
        guard count > 0 else { return }
        low += count * group.low
        if let bound = group.high, let sum = high { high = sum + count * bound } else { high = nil }
    }

    /// Whether it says anything: « at least none » does not.
    package var isTold: Bool { low > 0 || high != nil }

    /// « de 120 à 340 », « au moins 120 ».
    package var french: String {
        guard let high else { return "au moins \(French.number(low))" }
        return low == high ? French.number(low) : "de \(French.number(low)) à \(French.number(high))"
    }
}
