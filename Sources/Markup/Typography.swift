/// Spaces as French printing wants them: none of them may break before a double punctuation mark.
package enum Typography {
    /// « Où ? Là : oui » with no-break spaces before `: ; ! ? % €` and inside guillemets.
    package static func french(_ text: String) -> String {
        guard text.utf8.contains(where: isMark) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == space, next == UInt8(ascii: ":") {
                result += noBreak
            } else if byte == space, isThin(next) || startsEuro(bytes, at: index + 1) {
                result += narrow
            } else if byte == space, endsOpeningQuote(bytes, before: index) || startsClosingQuote(bytes, at: index + 1)
            {
                result += noBreak
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let space = UInt8(ascii: " ")
    private static let noBreak = Array("\u{A0}".utf8)
    private static let narrow = Array("\u{202F}".utf8)

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || isThin(byte) || byte == 0xC2 || byte == 0xE2
    }
    private static func isThin(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%")
    }
    private static func startsEuro(_ bytes: [UInt8], at index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x82 && bytes[index + 2] == 0xAC
    }
    private static func startsClosingQuote(_ bytes: [UInt8], at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == 0xC2 && bytes[index + 1] == 0xBB
    }
    private static func endsOpeningQuote(_ bytes: [UInt8], before index: Int) -> Bool {
        index >= 2 && bytes[index - 2] == 0xC2 && bytes[index - 1] == 0xAB
    }
}
