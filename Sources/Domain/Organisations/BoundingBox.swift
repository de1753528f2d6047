/// A part of the map between two meridians and two parallels, in degrees (WGS 84).
package struct BoundingBox: Hashable, Sendable {
    package let west, south, east, north: Double

    /// « ouest,sud,est,nord ». A west beyond the east crosses the 180th meridian (RFC 7946, 5.2); the two latitudes may come
    /// in either order. Nil when it is not four numbers on Earth.
    package init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { BoundingBox.number($0) }
        guard parts.count == 4, numbers.count == 4 else { return nil }
        guard abs(numbers[0]) <= 180, abs(numbers[2]) <= 180, abs(numbers[1]) <= 90, abs(numbers[3]) <= 90 else {
            return nil
        }
        (west, east) = (numbers[0], numbers[2])
        (south, north) = (min(numbers[1], numbers[3]), max(numbers[1], numbers[3]))
    }

    package var crossesAntimeridian: Bool { west > east }

    /// A number as JSON writes it: neither hexadecimal nor « nan ».
    private static func number(_ text: Substring) -> Double? {
        guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil, let number = Double(text) else {
            return nil
        }
        return number.isFinite ? number : nil
    }
}

/// Where a reader of pages has got to: everything after this number comes next. What is written meanwhile moves nothing.
package struct PageMark: Hashable, Sendable {
    package let last: Int64

    package init(after last: Int64) { self.last = last }

    /// Twelve signs at most, as an address shows them; every such text is a mark.
    package init?(_ text: String) {
        guard text.wholeMatch(of: /[0-9a-z]{1,12}/) != nil, let number = Int64(text, radix: 36) else { return nil }
        last = number
    }

    package var text: String { String(max(last, 0), radix: 36) }
}
