/// An amount in whole cents of euros: nothing is ever rounded twice.
package struct Money: RawRepresentable, Hashable, Codable, Sendable, Comparable {
    /// Cents.
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package init(cents: Int) { rawValue = cents }

    package static let zero = Money(cents: 0)
    /// A hundred million euros: beyond, somebody slipped.
    package static let most = Money(cents: 10_000_000_000)

    package var cents: Int { rawValue }

    package static func < (left: Money, right: Money) -> Bool { left.rawValue < right.rawValue }
    package static func + (left: Money, right: Money) -> Money { Money(cents: left.rawValue + right.rawValue) }
    package static func - (left: Money, right: Money) -> Money { Money(cents: left.rawValue - right.rawValue) }
    package static prefix func - (amount: Money) -> Money { Money(cents: -amount.rawValue) }
    package static func += (left: inout Money, right: Money) { left = left + right }

    /// As people type it: « 35 000 », « 35000,50 », « 0,10 € ». Nil when it is not an amount, negative or out of reach.
    package init?(typed text: String) {
        var rest = ""
        for character in text where !character.isWhitespace && character != "€" && character != "\u{202F}" {
            rest.append(character)
        }
        let parts = rest.split(whereSeparator: { $0 == "," || $0 == "." })
        let signs = rest.count { $0 == "," || $0 == "." }
        guard !parts.isEmpty, parts.count == signs + 1, parts.count <= 2 else { return nil }
        guard let euros = Money.digits(parts[0], atMost: 9) else { return nil }
        var cents = 0
        if parts.count == 2 {
            guard let decimals = Money.digits(parts[1], atMost: 2) else { return nil }
            cents = parts[1].count == 1 ? decimals * 10 : decimals
        }
        self.init(cents: euros * 100 + cents)
        guard self <= Money.most else { return nil }
    }

    private static func digits(_ text: Substring, atMost length: Int) -> Int? {
        guard text.count <= length, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text)
    }

    /// « 35 000 € », « 0,10 € », « −12,50 € ».
    package var french: String { plain + French.space + "€" }

    /// The same without its sign of currency, as a field shows it: « 35 000 », « 0,10 ».
    package var plain: String {
        let rest = abs(rawValue % 100)
        let decimals = rest == 0 ? "" : "," + (rest < 10 ? "0" : "") + String(rest)
        let sign = rawValue < 0 && rawValue > -100 ? "−" : ""
        return sign + French.number(rawValue / 100) + decimals
    }

    /// As a field takes it back: « 35000 », « 12,50 ».
    package var typed: String {
        let rest = abs(rawValue % 100)
        return (rawValue < 0 ? "-" : "") + String(abs(rawValue) / 100)
            + (rest == 0 ? "" : "," + (rest < 10 ? "0" : "") + String(rest))
    }

    /// For files: « 35000.50 ».
    package var decimal: String {
        let rest = abs(rawValue % 100)
        return (rawValue < 0 ? "-" : "") + String(abs(rawValue) / 100) + "." + (rest < 10 ? "0" : "") + String(rest)
    }

    /// The tenths of a percent that this is of `whole`, to the nearest; nil of nothing.
    package func tenthsOfPercent(of whole: Money) -> Int? {
        guard whole.rawValue > 0 else { return nil }
        return (2000 * rawValue + whole.rawValue) / (2 * whole.rawValue)
    }
}

extension Sequence {
    /// The sum of an amount over all.
    package func sum(_ amount: (Element) -> Money) -> Money { reduce(.zero) { $0 + amount($1) } }
}

extension Sequence<Money> {
    package var total: Money { reduce(.zero, +) }
}
