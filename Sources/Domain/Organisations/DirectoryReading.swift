extension DirectoryIndex {
    /// How the words of a question are understood.
    struct Reading {
        /// For each document, 0 when it does not answer, else the higher the better; nil when there is no question.
        private(set) var levels: [UInt8]?
        private(set) var unknown: [String] = []
        private(set) var corrections: [(typed: String, read: String)] = []
        private(set) var isIdentifier = false

        init(_ text: String, in index: DirectoryIndex) {
            // Each word may be compared with the whole vocabulary: a sentence is enough, a book is not a question.
            let typed = Array(SearchText.tellingWords(text).prefix(10))
            let words = typed.map(SearchText.singular)
            guard !words.isEmpty else { return }
            if let document = index.document(identifiedBy: text) {
                var only = [UInt8](repeating: 0, count: index.count)
                only[document] = 5
                (levels, isIdentifier) = (only, true)
                return
            }
            var remaining: [UInt8]?
            for (position, word) in words.enumerated() {
                let isLast = position == words.count - 1
                guard let said = fields(saying: word, isLast: isLast, in: index) else {
                    unknown.append(typed[position])
                    continue
                }
                remaining = Self.both(remaining, said)
            }
            levels =
                remaining.map { rank($0, exactly: words.joined(separator: " "), in: index) }
                ?? [UInt8](repeating: 0, count: index.count)
        }

        /// The fields in which each document says a word: as it is, as its beginning when it is the last, else mistyped.
        private mutating func fields(saying word: String, isLast: Bool, in index: DirectoryIndex) -> [UInt8]? {
            var range = index.terms(startingWith: word)
            if !isLast, let exact = range.first, index.vocabulary[exact] == word { range = exact..<exact + 1 }
            if range.isEmpty {
                let near = index.terms(near: word)
                guard let best = near.first else { return nil }
                corrections.append((word, index.vocabulary[best]))
                return index.fields(of: near)
            }
            return index.fields(of: Array(range))
        }

        /// Documents that say both, with the fields common to both in the high half and any field in the low half.
        private static func both(_ known: [UInt8]?, _ said: [UInt8]) -> [UInt8] {
            guard let known else { return said.map { $0 == 0 ? 0 : $0 << 4 | $0 } }
            var result = known
            for document in result.indices {
                let (before, now) = (result[document], said[document])
                guard before != 0, now != 0 else {
                    result[document] = 0
                    continue
                }
                result[document] = (before & (now << 4)) & 0xF0 | (before | now) & 0x0F
            }
            return result
        }

        /// 5: the name is the question; 4: every word is in the name; 3: some are, the others in the place; 2: in the
        /// place; 1: elsewhere.
        private func rank(_ said: [UInt8], exactly name: String, in index: DirectoryIndex) -> [UInt8] {
            var levels = said
            for document in levels.indices where levels[document] != 0 {
                let bits = levels[document]
                if bits & 0x40 != 0 {
                    levels[document] = index.exactNames[document] == name ? 5 : 4
                } else if bits & 0x04 != 0 {
                    levels[document] = 3
                } else {
                    levels[document] = bits & 0x20 != 0 ? 2 : 1
                }
            }
            return levels
        }
    }

    /// A SIREN, SIRET or RNA written with or without spaces.
    func document(identifiedBy text: String) -> Int? {
        let code = String(text.uppercased().unicodeScalars.filter { $0.isASCII && $0 != " " && $0 != "." })
        guard code.utf8.count >= 9 else { return nil }
        if let found = identifiers[code] { return Int(found) }
        // The head office of an establishment that is not listed.
        guard code.utf8.count == 14 else { return nil }
        return identifiers[String(code.prefix(9))].map(Int.init)
    }

    /// The places in the vocabulary of the words that start so.
    func terms(startingWith prefix: String) -> Range<Int> {
        let key = Array(prefix.utf8)
        func first(where isReached: (String) -> Bool) -> Int {
            var (low, high) = (0, vocabulary.count)
            while low < high {
                let middle = (low + high) / 2
                if isReached(vocabulary[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let start = first { !$0.utf8.lexicographicallyPrecedes(key) }
        let end = first { !$0.utf8.lexicographicallyPrecedes(key) && !$0.utf8.starts(with: key) }
        return start..<max(start, end)
    }

    /// Words one letter away (two for words of eight letters and more), those with the same beginning first.
    func terms(near word: String) -> [Int] {
        guard word.utf8.count >= 4 else { return [] }
        let limit = word.utf8.count >= 8 ? 2 : 1
        let near = vocabulary.indices.filter { SearchText.isNear(word, vocabulary[$0], limit: limit) }
        let closest = near.filter { SearchText.isNear(word, vocabulary[$0], limit: 1) }
        let chosen = closest.isEmpty ? near : closest
        return chosen.sorted { (postings[$1].count, $0) < (postings[$0].count, $1) }
    }

    func fields(of terms: [Int]) -> [UInt8] {
        var fields = [UInt8](repeating: 0, count: count)
        for term in terms {
            for posting in postings[term] { fields[Int(posting.document)] |= posting.field.rawValue }
        }
        return fields
    }
}
