/// A share written in statutes, « 2/3 »: between 0 and 1, compared by whole numbers.
package struct Fraction: Hashable, Sendable {
    package let numerator: Int
    package let denominator: Int

    /// Nil unless 0 ≤ numerator ≤ denominator ≤ 1 000 000, so that comparing never overflows.
    package init?(_ numerator: Int, over denominator: Int) {
        guard (1...1_000_000).contains(denominator), (0...denominator).contains(numerator) else { return nil }
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    private init(trusted numerator: Int, _ denominator: Int) {
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    package static let half = Fraction(trusted: 1, 2)
    package static let third = Fraction(trusted: 1, 3)
    package static let quarter = Fraction(trusted: 1, 4)
    package static let twoThirds = Fraction(trusted: 2, 3)
    package static let threeQuarters = Fraction(trusted: 3, 4)
    package static let whole = Fraction(trusted: 1, 1)

    /// « la moitié », « les deux tiers », « 3/7 ».
    package var french: String {
        switch (numerator, denominator) {
        case (1, 2): "la moitié"
        case (1, 3): "le tiers"
        case (2, 3): "les deux tiers"
        case (1, 4): "le quart"
        case (3, 4): "les trois quarts"
        case (1, 5): "le cinquième"
        case (1, 10): "le dixième"
        case let (all, over) where all == over: "la totalité"
        case let (hundredths, 100): "\(hundredths)" + French.thin + "%"
        default: "\(numerator)/\(denominator)"
        }
    }

    /// « du tiers », « de la moitié », « des deux tiers ».
    package var frenchWithOf: String {
        if french.hasPrefix("le ") { return "du " + french.dropFirst(3) }
        if french.hasPrefix("les ") { return "des " + french.dropFirst(4) }
        return "de " + french
    }

    package var rational: Rational { Rational(Natural(numerator), over: Natural(denominator)) }
}

extension Fraction: LosslessStringConvertible, Codable {
    /// Reads « 2/3 ».
    package init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Day.number(parts[0]), let denominator = Day.number(parts[1]) else {
            return nil
        }
        self.init(numerator, over: denominator)
    }

    package var description: String { "\(numerator)/\(denominator)" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let fraction = Fraction(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "« \(text) » n’est pas une fraction entre 0 et 1, comme 2/3")
        }
        self = fraction
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A share with how it compares: « at least half » and « more than half » are two rules.
package struct ShareThreshold: Hashable, Codable, Sendable {
    package enum Comparator: String, Codable, Sendable, CaseIterable {
        case atLeast = "au-moins"
        case moreThan = "plus-de"
    }

    package let share: Fraction
    package let comparator: Comparator

    package init(_ comparator: Comparator, _ share: Fraction) { (self.comparator, self.share) = (comparator, share) }

    private enum CodingKeys: String, CodingKey {
        case share = "part"
        case comparator = "comparaison"
    }

    /// Is `count` at least, or more than, the share of `total`? In whole numbers: count × q against p × total.
    package func isReached(by count: Int, of total: Int) -> Bool {
        let held = count.multipliedFullWidth(by: share.denominator)
        let asked = total.multipliedFullWidth(by: share.numerator)
        let isEqual = held.high == asked.high && held.low == asked.low
        return (held.high, held.low) > (asked.high, asked.low) || (comparator == .atLeast && isEqual)
    }

    package func isReached(by count: Rational, of total: Rational) -> Bool {
        let asked = share.rational * total
        return comparator == .atLeast ? count >= asked : count > asked
    }

    /// The smallest whole number that reaches the threshold; it may be more than `total`.
    package func least(of total: Int) -> Int {
        let asked = share.rational * Rational(total)
        guard let (whole, rest) = asked.numerator.divided(by: asked.denominator), let floor = whole.int else {
            return 0
        }
        return comparator == .moreThan || !rest.isZero ? floor + 1 : floor
    }

    /// « la moitié », « plus de la moitié ».
    package var french: String { comparator == .atLeast ? share.french : "plus " + share.frenchWithOf }
}
