/// Spaces as French printing wants them: none of them may break before a double punctuation mark.
package enum Typography {
    /// « Où ? Là : oui » with no-break spaces before `: ; ! ? % €` and inside guillemets.
    package static func french(_ text: String) -> String {
        var text = text
        return text.withUTF8 { source in
            guard hasMark(source) else { return String(decoding: source, as: UTF8.self) }
            var result: [UInt8] = []
            result.reserveCapacity(source.count + 16)
            append(source, to: &result)
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The same of words of the program, added to what is written already.
    static func append(_ literal: StaticString, to bytes: inout [UInt8]) {
        literal.withUTF8Buffer { source in
            if hasMark(source) { append(source, to: &bytes) } else { bytes += source }
        }
    }

    /// All bytes are looked at, many at a time, rather than each up to the first mark.
    private static func hasMark(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = false
        for byte in source { found = found || isMark(byte) }
        return found
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == space {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let wide =
                next == UInt8(ascii: ":") || endsOpeningQuote(bytes, before: index)
                || startsClosingQuote(bytes, at: index + 1)
            let isNarrow = next != UInt8(ascii: ":") && (isThin(next) || startsEuro(bytes, at: index + 1))
            guard wide || isNarrow else { continue }
            result += UnsafeBufferPointer(rebasing: bytes[start..<index])
            result += isNarrow ? narrow : noBreak
            start = index + 1
        }
        result += UnsafeBufferPointer(rebasing: bytes[start...])
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
    private static func startsEuro(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x82 && bytes[index + 2] == 0xAC
    }
    private static func startsClosingQuote(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == 0xC2 && bytes[index + 1] == 0xBB
    }
    private static func endsOpeningQuote(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        index >= 2 && bytes[index - 2] == 0xC2 && bytes[index - 1] == 0xAB
    }
}
