/// From a day (included) until a day (excluded); nil means « as far as we know » on that side.
package struct Validity: Hashable, Codable, Sendable {
    package let from: Day?
    package let until: Day?

    /// Nil when the end is not after the beginning.
    package init?(from: Day?, until: Day?) {
        if let from, let until, until <= from { return nil }
        (self.from, self.until) = (from, until)
    }

    package static let always = Validity()
    private init() { (from, until) = (nil, nil) }

    package func contains(_ day: Day) -> Bool {
        if let from, day < from { return false }
        if let until, day >= until { return false }
        return true
    }

    package func overlaps(_ other: Validity) -> Bool {
        let startsBeforeOtherEnds = from.flatMap { mine in other.until.map { mine < $0 } } ?? true
        let otherStartsBeforeEnd = other.from.flatMap { theirs in until.map { theirs < $0 } } ?? true
        return startsBeforeOtherEnds && otherStartsBeforeEnd
    }
}
