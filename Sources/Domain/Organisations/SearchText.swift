/// Text as the directory compares it: no case, accents, ligatures, elisions, plurals, nor dots in acronyms.
package enum SearchText {
    /// « L’Écluse des Œufs » → ecluse, oeuf. Little words are left out unless there is nothing else.
    package static func words(_ text: String) -> [String] {
        var words = FoldedWords()
        words.read(text)
        return words.texts
    }

    /// The same before plurals are taken off and abbreviations written out.
    static func tellingWords(_ text: String) -> [String] {
        let all = FoldedWords.raw(text)
        let kept = all.filter { !littleWords.contains($0) }
        return kept.isEmpty ? all : kept
    }

    /// Without the plural's letter: « ressourceries » → ressourcerie; « adess », « bois » said alone keep theirs.
    static func singular(_ word: String) -> String {
        let bytes = Array(word.utf8)
        return String(decoding: bytes.prefix(singularLength(bytes)), as: UTF8.self)
    }

    /// As it stands in the index: singular, and whole when it is an abbreviation that names often hold.
    static func indexed(_ word: String) -> String {
        let one = singular(word)
        return abbreviations[one] ?? one
    }

    /// How many bytes of a folded word are left without the plural's letter.
    static func singularLength(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 4, let last = bytes.last, last == 0x73 || last == 0x78 else { return bytes.count }
        let before = bytes[bytes.count - 2]
        return before == last || before < 0x61 ? bytes.count : bytes.count - 1
    }

    static let littleWords: Set<String> = [
        "l", "d", "de", "du", "des", "la", "le", "les", "et", "en", "a", "au", "aux", "un", "une", "pour", "par", "sur",
    ]

    /// What registers shorten, and people too.
    static let abbreviations: [String: String] = [
        "asso": "association", "assoc": "association", "ass": "association", "st": "saint", "ste": "sainte",
        "cie": "compagnie", "fed": "federation",
    ]

    /// Whether `one` becomes `other` by at most `limit` letters added, dropped, changed or swapped with the next.
    package static func isNear(_ one: String, _ other: String, limit: Int) -> Bool {
        distance(Array(one.utf8), Array(other.utf8), limit: limit) != nil
    }

    /// How many letters are added, dropped, changed or swapped with the next; nil beyond `limit`.
    static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            var least = i + 1
            for j in 0..<b.count {
                let cost = a[i] == b[j] ? 0 : 1
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + cost)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
                row.append(best)
                least = min(least, best)
            }
            guard least <= limit else { return nil }
            (before, last) = (last, row)
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }
}
