/// An exact fraction of two counts, rounded only to be shown.
package struct Proportion: Hashable, Sendable {
    package let part, whole: Int

    package init(_ part: Int, of whole: Int) { (self.part, self.whole) = (part, whole) }

    /// In thousandths, rounded to the nearest, halves upwards; nil over nothing.
    package var tenthsOfPercent: Int? { rounded(times: 1000) }

    /// « 16,7 % », « < 0,1 % » for what is not nothing; « — » over nothing.
    package var percent: String {
        guard let tenths = tenthsOfPercent else { return "—" }
        return tenths == 0 && part > 0 ? "<\u{202F}0,1\u{202F}%" : French.percent(tenths: tenths)
    }

    /// For one thousand of the whole, with one decimal: « 12,4 ».
    package var perThousand: String { rounded(times: 10_000).map(Self.oneDecimal) ?? "—" }

    /// In hundredths, « 1,25 ».
    package var hundredths: String { rounded(times: 100).map(Self.twoDecimals) ?? "—" }

    package func rounded(times unit: Int) -> Int? {
        guard whole > 0, part >= 0 else { return nil }
        let product = part.multipliedFullWidth(by: unit)
        let (quotient, rest) = whole.dividingFullWidth(product)
        return rest >= whole - rest ? quotient + 1 : quotient
    }

    private static func oneDecimal(_ tenths: Int) -> String {
        French.number(tenths / 10) + "," + String(tenths % 10)
    }

    private static func twoDecimals(_ value: Int) -> String {
        French.number(value / 100) + "," + (value % 100 < 10 ? "0" : "") + String(value % 100)
    }

    /// Compares exactly; nothing is less than a fraction over nothing.
    package func isLess(than other: Proportion) -> Bool {
        let (mine, theirs) = (part.multipliedFullWidth(by: other.whole), other.part.multipliedFullWidth(by: whole))
        return (mine.high, mine.low) < (theirs.high, theirs.low)
    }
}

extension Proportion {
    /// How much more (above 1) or less present something is here than in a reference: the share here over the share there.
    package static func specialisation(_ part: Int, of whole: Int, against there: Proportion) -> Proportion? {
        guard whole > 0, there.part > 0, there.whole > 0 else { return nil }
        let above = part.multipliedReportingOverflow(by: there.whole)
        let below = whole.multipliedReportingOverflow(by: there.part)
        guard !above.overflow, !below.overflow else { return nil }
        return Proportion(above.partialValue, of: below.partialValue)
    }
}
