/// Text as the directory compares it: no case, accents, ligatures, elisions, plurals, nor dots in acronyms.
package enum SearchText {
    /// « L’Écluse des Œufs » → ecluse, oeuf. Little words are left out unless there is nothing else.
    package static func words(_ text: String) -> [String] { tellingWords(text).map(singular) }

    /// The same before plurals are taken off.
    static func tellingWords(_ text: String) -> [String] {
        let all = rawWords(text)
        let kept = all.filter { !littleWords.contains($0) }
        return kept.isEmpty ? all : kept
    }

    /// Folded words, with the letters of a dotted acronym put together: « A.D.E.S.S. » → adess.
    static func rawWords(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var letters = ""
        func close() {
            if word.utf8.count == 1, word.utf8.first.map({ $0 > 0x39 }) == true {
                letters += word
            } else {
                closeLetters()
                if !word.isEmpty { words.append(word) }
            }
            word = ""
        }
        func closeLetters() {
            if !letters.isEmpty { words.append(letters) }
            letters = ""
        }
        for scalar in text.unicodeScalars {
            let value = scalar.value
            switch value {
            case 0x30...0x39, 0x61...0x7A: word.unicodeScalars.append(scalar)
            case 0x41...0x5A: word.unicodeScalars.append(Unicode.Scalar(UInt8(value) + 32))
            case 0x300...0x36F: continue
            case 0x2E:
                if word.utf8.count != 1 { close() } else { letters += word; word = "" }
            case 0x27, 0x2019:
                // An elision: what stands before is an article.
                if word.utf8.count > 2 { close() } else { word = "" }
            case ..<0x80: close()
            default:
                if let folded = folding[scalar] {
                    word += folded
                } else if scalar.properties.isAlphabetic {
                    word += scalar.properties.lowercaseMapping.decomposedASCII
                } else {
                    close()
                }
            }
        }
        close()
        closeLetters()
        return words
    }

    /// Without the plural's letter: « ressourceries » → ressourcerie; « adess », « bois » said alone keep theirs.
    static func singular(_ word: String) -> String {
        let bytes = word.utf8
        guard bytes.count > 4, let last = bytes.last, last == 0x73 || last == 0x78 else { return word }
        let before = bytes[bytes.index(bytes.endIndex, offsetBy: -2)]
        return before == last || before < 0x61 ? word : String(word.dropLast())
    }

    private static let littleWords: Set<String> = [
        "l", "d", "de", "du", "des", "la", "le", "les", "et", "en", "a", "au", "aux", "un", "une", "pour", "par", "sur",
    ]

    private static let folding: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [
            "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o",
        ]
        let letters: [(String, String)] = [
            ("a", "àâäáãåÀÂÄÁÃÅ"), ("c", "çÇ"), ("e", "éèêëÉÈÊË"), ("i", "îïíìÎÏÍÌ"), ("n", "ñÑ"), ("o", "ôöóòõÔÖÓÒÕ"),
            ("u", "ùûüúÙÛÜÚ"), ("y", "ÿýŸÝ"),
        ]
        for (plain, accented) in letters {
            for scalar in accented.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()

    /// Whether `one` becomes `other` by at most `limit` letters added, dropped, changed or swapped with the next.
    package static func isNear(_ one: String, _ other: String, limit: Int) -> Bool {
        guard abs(one.utf8.count - other.utf8.count) <= limit else { return false }
        let (a, b) = (Array(one.utf8), Array(other.utf8))
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
            guard least <= limit else { return false }
            (before, last) = (last, row)
        }
        return last[b.count] <= limit
    }
}
