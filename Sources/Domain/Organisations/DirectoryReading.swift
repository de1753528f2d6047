/// How the words of a question are understood.
struct DirectoryReading: Sendable {
    /// One word with the terms it stands for, in each segment.
    struct Word: Sendable {
        let ranges: [Range<Int>]
        /// The term that is the word itself.
        let exact: [Int?]
    }

    /// Nil when there is no question; empty when nothing in it is known.
    private(set) var words: [Word]?
    private(set) var unknown: [String] = []
    private(set) var corrections: [(typed: String, read: String)] = []
    /// The folded question, which a name may be.
    private(set) var whole: [UInt8] = []
    /// What bears the identifier that the question is, in each segment.
    private(set) var identified: [[UInt32]]?

    init(_ text: String, in index: DirectoryIndex) {
        // A sentence is enough, a book is not a question.
        let typed = Array(SearchText.tellingWords(text).prefix(10))
        guard !typed.isEmpty else { return }
        if let code = IdentifierKey(text) {
            let found = index.segments.map { $0.documents(identifiedBy: code) }
            if found.contains(where: { !$0.isEmpty }) {
                identified = found
                return
            }
        }
        let folded = typed.map(SearchText.indexed)
        whole = Array(folded.joined(separator: " ").utf8)
        var read: [Word] = []
        for (position, word) in folded.enumerated() {
            if let word = understand(word, isLast: position == folded.count - 1, in: index) {
                read.append(word)
            } else {
                unknown.append(typed[position])
            }
        }
        words = read
    }

    /// A word as it is, as a beginning when it is the last or nothing else, or mistyped.
    private mutating func understand(_ word: String, isLast: Bool, in index: DirectoryIndex) -> Word? {
        let key = Array(word.utf8)
        let exact = index.segments.map { $0.terms.number(of: key) }
        let isWhole = exact.contains { $0 != nil }
        // One letter is the beginning of everything.
        if key.count > 1, isLast || !isWhole {
            let ranges = index.segments.map { $0.terms.startingWith(key) }
            if ranges.contains(where: { !$0.isEmpty }) { return Word(ranges: ranges, exact: exact) }
        }
        if isWhole { return Self.whole(exact) }
        guard let near = nearest(key, in: index) else { return nil }
        corrections.append((word, String(decoding: near, as: UTF8.self)))
        return Self.whole(index.segments.map { $0.terms.number(of: near) })
    }

    private static func whole(_ exact: [Int?]) -> Word {
        Word(ranges: exact.map { $0.map { $0..<$0 + 1 } ?? 0..<0 }, exact: exact)
    }

    /// The word one letter away (two for words of eight letters and more) that most organisations say. A number is never
    /// read as another.
    private func nearest(_ word: [UInt8], in index: DirectoryIndex) -> [UInt8]? {
        guard word.count >= 4, !word.contains(where: { $0 < 0x61 }) else { return nil }
        var best: (distance: Int, frequency: Int, word: [UInt8])?
        for segment in index.segments {
            for near in segment.terms.near(word, limit: word.count >= 8 ? 2 : 1) {
                let frequency =
                    segment.postings.range(near.term).count + segment.placePostings.range(near.term).count * 10
                if let best, (best.distance, -best.frequency) <= (near.distance, -frequency) { continue }
                best = (near.distance, frequency, Array(segment.terms.word(near.term)))
            }
        }
        return best?.word
    }
}
