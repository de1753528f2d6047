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

    package static func += (left: inout Self, right: Self) {
        left.all += right.all
        left.active += right.active
        left.employers += right.employers
        left.seats += right.seats
    }
}

/// Counts establishments by key: a table of words with open addresses, some thirty bytes a key.
package struct PanoramaTally: Sendable {
    private var slots: [UInt64]
    private var counts: [PanoramaCounts]
    package private(set) var count = 0

    package init() {
        // The key of all zeros is a possible one: slots hold the key plus one.
        slots = [UInt64](repeating: 0, count: 1 << 12)
        counts = [PanoramaCounts](repeating: PanoramaCounts(), count: 1 << 12)
    }

    package mutating func add(_ key: PanoramaKey, isActive: Bool, isEmployer: Bool, isSeat: Bool = false) {
        let slot = slot(of: key.word)
        counts[slot].all += 1
        if isActive { counts[slot].active += 1 }
        if isActive, isEmployer { counts[slot].employers += 1 }
        if isActive, isSeat { counts[slot].seats += 1 }
        if count * 2 > slots.count { grow() }
    }

    /// In the order of the keys: commune, activity, classification, band, family.
    package var cells: [(key: PanoramaKey, counts: PanoramaCounts)] {
        slots.indices.filter { slots[$0] != 0 }
            .map { (key: PanoramaKey(word: slots[$0] - 1), counts: counts[$0]) }.sorted { $0.key < $1.key }
    }

    private mutating func slot(of word: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] != word + 1 {
            if slots[slot] == 0 {
                slots[slot] = word + 1
                count += 1
                return slot
            }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let (oldSlots, oldCounts) = (slots, counts)
        slots = [UInt64](repeating: 0, count: oldSlots.count * 2)
        counts = [PanoramaCounts](repeating: PanoramaCounts(), count: oldSlots.count * 2)
        count = 0
        for (word, found) in zip(oldSlots, oldCounts) where word != 0 { counts[slot(of: word - 1)] = found }
    }
}
