/// What an establishment's beginning or end is counted under: its commune, the year, the family of its unit. In one word, as
/// `PanoramaKey` is: 16 bits for the commune at the same place, 12 for the year, 1 for the event, 3 for the family.
package struct YearKey: Hashable, Comparable, Sendable {
    package enum Event: UInt64, Sendable { case opening, closure }

    package let word: UInt64

    /// Nil for a year that nobody could have meant.
    package init?(commune: Int, year: Int, event: Event, family: Family?) {
        guard (1700...2200).contains(year) else { return nil }
        let rank = family.flatMap { PanoramaKey.families.firstIndex(of: $0) }.map { UInt64($0) + 1 } ?? 0
        word = UInt64(commune) << 47 | event.rawValue << 16 | UInt64(year) << 4 | rank
    }

    package init(word: UInt64) { self.word = word }

    package static func < (left: Self, right: Self) -> Bool { left.word < right.word }

    package var year: Int { Int(word >> 4 & 4095) }
    package var event: Event { word >> 16 & 1 == 0 ? .opening : .closure }
    package var family: Family? {
        let rank = Int(word & 15)
        return rank > 0 && rank <= Family.allCases.count ? Family.allCases[rank - 1] : nil
    }
    /// The key under which a tally holds it.
    package var key: PanoramaKey { PanoramaKey(word: word) }
}
