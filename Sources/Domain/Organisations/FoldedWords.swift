/// The words of a text, folded, one behind the other in one buffer that is used again for the next text: an index of a
/// million records reads tens of millions of them.
struct FoldedWords {
    private(set) var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private(set) var ends: [Int] = []
    private var word: [UInt8] = []
    /// The letters of a dotted or spaced acronym, put together: « A.D.E.S.S. » → adess.
    private var letters: [UInt8] = []

    var count: Int { ends.count }

    func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    var texts: [String] { (0..<count).map { String(decoding: bytes[range($0)], as: UTF8.self) } }

    /// The words as the index holds them, without the little ones unless there is nothing else.
    mutating func read(_ text: String) {
        readRaw(text)
        let isTelling = (0..<count).map { !Self.isLittle(bytes, range($0)) }
        let keepsAll = !isTelling.contains(true)
        var (kept, keptEnds): ([UInt8], [Int]) = ([], [])
        kept.reserveCapacity(bytes.count)
        for number in 0..<count where keepsAll || isTelling[number] {
            let one = Array(bytes[range(number)])
            let length = SearchText.singularLength(one)
            if length <= 5, let whole = SearchText.abbreviations[String(decoding: one.prefix(length), as: UTF8.self)] {
                kept += Array(whole.utf8)
            } else {
                kept += one.prefix(length)
            }
            keptEnds.append(kept.count)
        }
        (bytes, ends) = (kept, keptEnds)
    }

    /// Every word as typed, folded.
    static func raw(_ text: String) -> [String] {
        var words = FoldedWords()
        words.readRaw(text)
        return words.texts
    }

    private mutating func readRaw(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        var text = text
        text.withUTF8 { (source: UnsafeBufferPointer<UInt8>) in
            var at = 0
            while at < source.count { at += take(source, at) }
        }
        close()
        closeLetters()
    }

    /// Reads one character; returns its length in bytes.
    private mutating func take(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let byte = source[at]
        switch byte {
        case 0x30...0x39, 0x61...0x7A: word.append(byte)
        case 0x41...0x5A: word.append(byte + 32)
        case 0x2E:
            if word.count != 1 { close() } else { moveToLetters() }
        case 0x27: elide()
        case ..<0x80: close()
        default:
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            takeWide(source, at, length)
            return length
        }
        return 1
    }

    /// A character that is not ASCII.
    private mutating func takeWide(_ source: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) {
        let end = min(at + length, source.count)
        let second = source[min(at + 1, source.count - 1)]
        if source[at] == 0xC3, let plain = Self.latin[Int(second & 0x3F)] {
            word.append(plain)
            return
        }
        // Combining accents.
        if source[at] == 0xCC || source[at] == 0xCD && second < 0xB0 { return }
        guard let scalar = String(decoding: source[at..<end], as: UTF8.self).unicodeScalars.first else { return }
        switch scalar {
        case "\u{2019}": elide()
        case "œ", "Œ": word += Array("oe".utf8)
        case "æ", "Æ": word += Array("ae".utf8)
        case "ß": word += Array("ss".utf8)
        default:
            if scalar.properties.isAlphabetic {
                word += Array(scalar.properties.lowercaseMapping.decomposedASCII.utf8)
            } else {
                close()
            }
        }
    }

    /// An elision: what stands before is an article.
    private mutating func elide() {
        if word.count > 2 { close() } else { word.removeAll(keepingCapacity: true) }
    }

    private mutating func close() {
        if word.count == 1, word[0] > 0x39 {
            moveToLetters()
        } else {
            closeLetters()
            guard !word.isEmpty else { return }
            bytes += word
            ends.append(bytes.count)
            word.removeAll(keepingCapacity: true)
        }
    }

    private mutating func moveToLetters() {
        letters += word
        word.removeAll(keepingCapacity: true)
    }

    private mutating func closeLetters() {
        guard !letters.isEmpty else { return }
        bytes += letters
        ends.append(bytes.count)
        letters.removeAll(keepingCapacity: true)
    }

    private static func isLittle(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count <= 4 else { return false }
        return SearchText.littleWords.contains(String(decoding: bytes[range], as: UTF8.self))
    }

    /// The plain letters of U+00C0 to U+00FF, by their last six bits; nil for what takes two letters or none.
    private static let latin: [UInt8?] = {
        let plain = Array("aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y".utf8)
        return plain.map { $0 == 0x2E ? nil : $0 }
    }()
}
