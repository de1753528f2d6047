/// A sum in whole cents of euro.
package struct Money: Hashable, Comparable, Codable, Sendable {
    package let cents: Int

    package init(cents: Int) { self.cents = cents }

    /// As people type it: « 1 250 », « 12,50 », « 12.5 € ». Nil for what is not a sum, is negative or has more than two decimals.
    package init?(typed: String) {
        let kept = typed.filter { !$0.isWhitespace && $0 != "€" }
        let parts = kept.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard (1...2).contains(parts.count), (1...9).contains(parts[0].count), let euros = Day.number(parts[0]) else {
            return nil
        }
        let decimals = parts.count == 2 ? parts[1] : "00"
        guard (1...2).contains(decimals.count), let number = Day.number(decimals) else { return nil }
        cents = euros * 100 + (decimals.count == 1 ? number * 10 : number)
    }

    package static let zero = Money(cents: 0)
    package static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
    package static func + (left: Money, right: Money) -> Money { Money(cents: left.cents + right.cents) }
    package static func - (left: Money, right: Money) -> Money { Money(cents: left.cents - right.cents) }

    /// « 1 250 € », « 12,50 € ».
    package var french: String {
        let (whole, rest) = (cents.magnitude / 100, cents.magnitude % 100)
        let decimals = rest == 0 ? "" : "," + Day.pad(Int(rest), 2)
        return (cents < 0 ? "−" : "") + French.number(Int(whole)) + decimals + French.space + "€"
    }

    /// As forms show it again: « 12,50 ».
    package var typed: String {
        let rest = cents % 100
        return String(cents / 100) + (rest == 0 ? "" : "," + Day.pad(rest, 2))
    }

    package init(from decoder: any Decoder) throws { cents = try decoder.singleValueContainer().decode(Int.self) }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(cents)
    }
}

extension Sequence<Money> {
    package var total: Money { reduce(.zero, +) }
}
