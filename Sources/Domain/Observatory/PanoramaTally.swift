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
    /// Nothing: what is fetched must be said to be used.
    private var fetched: UInt64 = 0

    package init() {}

    package mutating func add(_ key: PanoramaKey, _ counts: PanoramaCounts) {
        slots[slot(of: key.word)].counts += counts
        if count * 2 > slots.count { grow() }
    }

    /// Many at once: what they will fall on is fetched from memory together first, a table that fits no cache being waited for
    /// at each key otherwise.
    package mutating func add(_ entries: [(key: PanoramaKey, counts: PanoramaCounts)]) {
        fetched &+= slots.withUnsafeBufferPointer { slots in
            entries.reduce(0 as UInt64) { $0 ^ slots[Self.place(of: $1.key.word, in: slots.count)].word }
        }
        for (key, counts) in entries { add(key, counts) }
    }

    /// In the order of the keys: commune, activity, classification, band, family.
    package var cells: [(key: PanoramaKey, counts: PanoramaCounts)] {
        var words: [UInt64] = []
        words.reserveCapacity(count)
        for slot in slots where slot.word != 0 { words.append(slot.word) }
        words.sort()
        return words.map { (key: PanoramaKey(word: $0 - 1), counts: counts(of: $0)) }
    }

    /// Of a word that is there.
    private func counts(of word: UInt64) -> PanoramaCounts {
        var slot = Self.place(of: word &- 1, in: slots.count)
        while slots[slot].word != word { slot = (slot &+ 1) & (slots.count &- 1) }
        return slots[slot].counts
    }

    private mutating func slot(of word: UInt64) -> Int {
        let mask = slots.count &- 1
        var slot = Self.place(of: word, in: slots.count)
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

    /// The high bits of the product: those that every part of the key has changed, its commune too.
    private static func place(of word: UInt64, in size: Int) -> Int {
        Int(
            truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15)
                >> UInt64(truncatingIfNeeded: size.leadingZeroBitCount &+ 1))
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        count = 0
        for entry in old where entry.word != 0 { slots[slot(of: entry.word - 1)].counts = entry.counts }
    }
}
