/// Words numbered as they come, while the index is made: one buffer of letters and a table of numbers, no strings.
struct TermTable {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]
    private var slots = [UInt32](repeating: .max, count: 1 << 12)

    var count: Int { starts.count - 1 }

    func range(_ number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

    mutating func number(of word: ArraySlice<UInt8>) -> UInt32 {
        if count * 2 > slots.count { grow() }
        var slot = Self.hash(word) & (slots.count - 1)
        while slots[slot] != .max {
            let candidate = Int(slots[slot])
            if isEqual(word, range(candidate)) { return UInt32(candidate) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(count)
        slots[slot] = number
        bytes += word
        starts.append(UInt32(bytes.count))
        return number
    }

    private func isEqual(_ word: ArraySlice<UInt8>, _ range: Range<Int>) -> Bool {
        guard word.count == range.count else { return false }
        var (a, b) = (word.startIndex, range.lowerBound)
        while b < range.upperBound {
            guard word[a] == bytes[b] else { return false }
            (a, b) = (a + 1, b + 1)
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for number in 0..<count {
            var slot = Self.hash(bytes[range(number)]) & (slots.count - 1)
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number)
        }
    }

    /// FNV-1a, its high bits folded in.
    private static func hash(_ word: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7fff_ffff)
    }
}

/// The words of an index in the order of their letters.
struct TermList: Sendable {
    let bytes: [UInt8]
    let starts: [UInt32]
    /// One bit for each letter or kind of character that a word holds: words far apart differ in many.
    private let signatures: [UInt32]

    var count: Int { starts.count - 1 }

    /// Sorts the words of `table`; returns also the new number of each.
    static func sorted(_ table: TermTable) -> (list: TermList, numbers: [UInt32]) {
        let order = (0..<table.count).sorted { (a: Int, b: Int) in
            table.bytes[table.range(a)].lexicographicallyPrecedes(table.bytes[table.range(b)])
        }
        var numbers = [UInt32](repeating: 0, count: order.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(table.bytes.count)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(order.count + 1)
        for (new, old) in order.enumerated() {
            numbers[old] = UInt32(new)
            bytes += table.bytes[table.range(old)]
            starts.append(UInt32(bytes.count))
        }
        return (TermList(bytes: bytes, starts: starts), numbers)
    }

    private init(bytes: [UInt8], starts: [UInt32]) {
        (self.bytes, self.starts) = (bytes, starts)
        signatures = (0..<starts.count - 1).map { (term: Int) in
            Self.signature(bytes[Int(starts[term])..<Int(starts[term + 1])])
        }
    }

    func word(_ term: Int) -> ArraySlice<UInt8> { bytes[Int(starts[term])..<Int(starts[term + 1])] }
    func text(_ term: Int) -> String { String(decoding: word(term), as: UTF8.self) }

    /// The number of a word, if it is there.
    func number(of word: [UInt8]) -> Int? {
        let first = firstNot(before: word)
        return first < count && self.word(first).elementsEqual(word) ? first : nil
    }

    /// The numbers of the words that start so.
    func startingWith(_ prefix: [UInt8]) -> Range<Int> {
        let first = firstNot(before: prefix)
        var (low, high) = (first, count)
        while low < high {
            let middle = (low + high) / 2
            if word(middle).starts(with: prefix) { low = middle + 1 } else { high = middle }
        }
        return first..<low
    }

    private func firstNot(before key: [UInt8]) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if word(middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Words at most `limit` letters away, with how many. Signatures and lengths leave out nearly all of the others without
    /// a look at their letters: a changed letter moves two bits at most.
    func near(_ word: [UInt8], limit: Int) -> [(term: Int, distance: Int)] {
        let asked = Self.signature(word[...])
        var found: [(term: Int, distance: Int)] = []
        for term in 0..<count where (signatures[term] ^ asked).nonzeroBitCount <= 2 * limit {
            let length = Int(starts[term + 1] - starts[term])
            guard abs(length - word.count) <= limit else { continue }
            if let distance = SearchText.distance(word, Array(self.word(term)), limit: limit) {
                found.append((term, distance))
            }
        }
        return found
    }

    private static func signature(_ word: ArraySlice<UInt8>) -> UInt32 {
        word.reduce(into: 0) { (bits: inout UInt32, byte: UInt8) in
            bits |= byte >= 0x61 ? 1 << UInt32(byte - 0x61) : 1 << UInt32(26 + byte % 6)
        }
    }
}
