/// How many establishments: all that ever were, those that are active, those of them that employ, those that are the head
/// office of their unit.
package struct PanoramaCounts: Hashable, Sendable {
    package var all: UInt32 = 0
    package var active: UInt32 = 0
    package var employers: UInt32 = 0
    /// Active head offices: as many legal units.
    package var seats: UInt32 = 0
    package init() {}

    package static let zero = PanoramaCounts()

    /// One establishment; what has closed employs nobody and is nobody's head office.
    @inlinable package init(isActive: Bool, isEmployer: Bool = false, isSeat: Bool = false) {
        all = 1
        active = isActive ? 1 : 0
        employers = isActive && isEmployer ? 1 : 0
        seats = isActive && isSeat ? 1 : 0
    }

    package static func += (left: inout Self, right: Self) {
        left.all += right.all
        left.active += right.active
        left.employers += right.employers
        left.seats += right.seats
    }
}

/// Counts establishments by key: a table of words with open addresses, some fifty bytes a key.
package struct PanoramaTally: Sendable {
    private struct Slot {
        // The key of all zeros is a possible one: slots hold the key plus one, and 0 when they are free.
        var word: UInt64 = 0
        var counts = PanoramaCounts()
    }

    private var slots = [Slot](repeating: Slot(), count: 1 << 12)
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ key: PanoramaKey, _ counts: PanoramaCounts) {
        slots[slot(of: key.word)].counts += counts
        if count * 2 > slots.count { grow() }
    }

    /// In the order of the keys: commune, activity, classification, band, family.
    package var cells: [(key: PanoramaKey, counts: PanoramaCounts)] {
        slots.filter { $0.word != 0 }.map { (key: PanoramaKey(word: $0.word - 1), counts: $0.counts) }
            .sorted { $0.key < $1.key }
    }

    private mutating func slot(of word: UInt64) -> Int {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot].word != word &+ 1 {
            if slots[slot].word == 0 {
                slots[slot].word = word &+ 1
                count += 1
                return slot
            }
            slot = (slot &+ 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        count = 0
        for entry in old where entry.word != 0 { slots[slot(of: entry.word - 1)].counts = entry.counts }
    }
}
