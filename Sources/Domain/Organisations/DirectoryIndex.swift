/// The directory in memory: a large part that is made once, and a small one with the records changed since, which hides
/// theirs in the large one. Neither ever changes; a change makes a new small part.
package struct DirectoryIndex: Sendable {
    let segments: [DirectorySegment]
    /// For each segment, the organisations that another says better or that are no more.
    let hidden: [Bits]
    let territories: DirectoryBuilder.Registry<String>
    let tags: DirectoryBuilder.Registry<DirectoryTag>
    /// The middle of communes, by slug.
    package let centres: [String: DirectoryPoint]
    /// The records of the small part.
    private let changed: [Int64: DirectoryEntry]

    /// How many organisations it holds.
    package let count: Int

    /// How many records were changed or taken away since the large part was made.
    package var changeCount: Int { changed.count + (hidden.first?.count ?? 0) }

    package init(_ entries: [DirectoryEntry]) {
        var builder = DirectoryBuilder()
        for entry in entries { builder.add(entry) }
        self.init(builder)
    }

    package init(_ builder: consuming DirectoryBuilder) {
        let made = builder.finish()
        segments = [made.segment]
        hidden = [Bits()]
        (territories, tags, centres) = (made.territories, made.tags, made.centres)
        changed = [:]
        count = made.segment.count
    }

    /// With these records as they are now, and without those.
    package func changing(_ entries: [DirectoryEntry], removing gone: [ID<Organisation>]) -> DirectoryIndex {
        var changed = self.changed
        for id in gone { changed[id.rawValue] = nil }
        for entry in entries { changed[entry.id.rawValue] = entry }
        return DirectoryIndex(self, changed: changed, gone: gone.map(\.rawValue) + entries.map(\.id.rawValue))
    }

    private init(_ old: DirectoryIndex, changed: [Int64: DirectoryEntry], gone: [Int64]) {
        let base = old.segments[0]
        var hidden = old.hidden[0]
        for id in gone {
            if let document = base.document(id) { hidden.insert(document, of: base.count) }
        }
        var builder = DirectoryBuilder(territories: old.territories, tagNames: old.tags, centres: old.centres)
        for entry in changed.values { builder.add(entry) }
        let made = builder.finish()
        segments = changed.isEmpty ? [base] : [base, made.segment]
        self.hidden = [hidden, Bits()]
        (territories, tags, centres) = (made.territories, made.tags, made.centres)
        self.changed = changed
        count = base.count - hidden.count + changed.count
    }

    /// How many are in a part of the map, and how many on the map at all.
    package func placed(in box: MapBox) -> (inside: Int, all: Int) {
        var (inside, all) = (0, 0)
        for segment in segments {
            for (place, x) in segment.xs.enumerated() where x != DirectorySegment.offMap {
                all += 1
                if box.contains(x, segment.ys[place]) { inside += 1 }
            }
        }
        return (inside, all)
    }

    /// A set of numbers, one bit each; nothing at all while it is empty.
    struct Bits: Sendable {
        private var words: [UInt64] = []
        private(set) var count = 0
        var isEmpty: Bool { count == 0 }

        /// Each word of bits that is not empty, by its rank.
        func each(_ body: (Int, UInt64) -> Void) {
            for (rank, word) in words.enumerated() where word != 0 { body(rank, word) }
        }

        func contains(_ number: Int) -> Bool {
            !words.isEmpty && words[number >> 6] & (1 << UInt64(number & 63)) != 0
        }

        mutating func insert(_ number: Int, of size: Int) {
            if words.isEmpty { words = [UInt64](repeating: 0, count: size >> 6 + 1) }
            guard !contains(number) else { return }
            words[number >> 6] |= 1 << UInt64(number & 63)
            count += 1
        }
    }
}
