/// Some organisations of a segment, one bit each: filters are combined sixty-four organisations at a time.
struct DocumentSet: Sendable {
    private var words: [UInt64]

    /// How many numbers there are in all, in words of bits.
    var wordCount: Int { words.count }

    init(of size: Int) { words = [UInt64](repeating: 0, count: (size + 63) / 64) }

    init(_ documents: some Sequence<UInt32>, of size: Int) {
        self.init(of: size)
        words.withUnsafeMutableBufferPointer { words in
            for document in documents { words[Int(document) >> 6] |= 1 << UInt64(document & 63) }
        }
    }

    init(of size: Int, where isIn: (Int) -> Bool) {
        self.init(of: size)
        words.withUnsafeMutableBufferPointer { words in
            for word in words.indices {
                var bits: UInt64 = 0
                for number in word * 64..<min(size, word * 64 + 64) where isIn(number) {
                    bits |= 1 << UInt64(number & 63)
                }
                words[word] = bits
            }
        }
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    func contains(_ document: UInt32) -> Bool { words[Int(document) >> 6] & (1 << UInt64(document & 63)) != 0 }

    /// For many questions, one after the other.
    @inline(__always)
    func asked(_ body: ((UInt32) -> Bool) -> Void) {
        words.withUnsafeBufferPointer { words in
            body { words[Int($0) >> 6] & (1 << UInt64($0 & 63)) != 0 }
        }
    }

    mutating func insert(_ documents: ArraySlice<UInt32>) {
        words.withUnsafeMutableBufferPointer { words in
            for document in documents { words[Int(document) >> 6] |= 1 << UInt64(document & 63) }
        }
    }

    mutating func formIntersection(_ other: DocumentSet) {
        words.withUnsafeMutableBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                for place in 0..<min(mine.count, theirs.count) { mine[place] &= theirs[place] }
            }
        }
    }

    /// Takes away those whose bits are set in a set as changes leave it.
    mutating func subtract(_ hidden: DirectoryIndex.Bits) {
        hidden.each { word, bits in words[word] &= ~bits }
    }

    func countShared(with other: DocumentSet) -> Int {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                var count = 0
                for place in 0..<min(mine.count, theirs.count) {
                    count &+= (mine[place] & theirs[place]).nonzeroBitCount
                }
                return count
            }
        }
    }

    /// In order.
    @inline(__always)
    func each(_ body: (Int) -> Void) {
        words.withUnsafeBufferPointer { words in
            for word in words.indices {
                var bits = words[word]
                while bits != 0 {
                    body(word << 6 + bits.trailingZeroBitCount)
                    bits &= bits - 1
                }
            }
        }
    }

    var documents: [UInt32] {
        let count = count
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
            var place = 0
            each { document in
                buffer[place] = UInt32(truncatingIfNeeded: document)
                place += 1
            }
            filled = place
        }
    }
}

/// The organisations of a segment that bear one choice of a filter: bits when they are many, else their numbers.
enum TagSet: Sendable {
    case many(DocumentSet)
    case few([UInt32])

    func set(of size: Int) -> DocumentSet {
        switch self {
        case .many(let set): set
        case .few(let documents): DocumentSet(documents, of: size)
        }
    }

    func countShared(with set: DocumentSet) -> Int {
        switch self {
        case .many(let mine): mine.countShared(with: set)
        case .few(let documents): documents.reduce(0) { $0 + (set.contains($1) ? 1 : 0) }
        }
    }

    /// Of every choice, by its number.
    static func all(_ tags: DirectorySegment.Lists<UInt16>, of size: Int) -> [TagSet] {
        var lists: [[UInt32]] = []
        var counts: [Int] = []
        for tag in tags.values {
            while counts.count <= Int(tag) { counts.append(0) }
            counts[Int(tag)] += 1
        }
        for count in counts {
            lists.append([])
            lists[lists.count - 1].reserveCapacity(count)
        }
        for document in 0..<tags.starts.count - 1 {
            for place in tags.range(document) { lists[Int(tags.values[place])].append(UInt32(document)) }
        }
        return lists.map { $0.count * 32 > size ? .many(DocumentSet($0, of: size)) : .few($0) }
    }
}
