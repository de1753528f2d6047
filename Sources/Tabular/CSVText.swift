/// What is wrong with a table, and on which line of the file (from 1).
package struct TableDefect: Error, Equatable, CustomStringConvertible {
    package let line: Int
    package let description: String

    package init(line: Int, _ description: String) {
        self.line = line
        self.description = description
    }
}

/// The bytes of a CSV file and how they are to be read: where the text begins, its encoding, its separator.
package struct CSVText: Sendable {
    package enum Encoding: Sendable { case utf8, windows1252 }

    package let bytes: [UInt8]
    package let start: Int
    package let encoding: Encoding
    package let separator: UInt8

    /// The byte order mark is skipped; text that is not valid UTF-8 is taken for Windows-1252 (which contains Latin-1);
    /// the separator is the comma, semicolon or tab that the first line has most of, outside quotes.
    package init(_ bytes: [UInt8], separator: UInt8? = nil) {
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        encoding = isUTF8(bytes[start...]) ? .utf8 : .windows1252
        self.separator = separator ?? likelySeparator(bytes[start...])
    }

    func text(of cell: some Sequence<UInt8>) -> String {
        switch encoding {
        case .utf8: return String(decoding: Array(cell), as: UTF8.self)
        case .windows1252: return fromWindows1252(cell)
        }
    }
}

private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isASCII = bytes.withUnsafeBufferPointer { buffer in buffer.allSatisfy { $0 < 0x80 } }
    return isASCII || String(validating: bytes, as: UTF8.self) != nil
}

func likelySeparator(_ bytes: some Sequence<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if isQuoted { continue }
        if byte == 0x0A || byte == 0x0D { break }
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 { counts[byte, default: 0] += 1 }
    }
    let comma = UInt8(ascii: ",")
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? comma
}

func fromWindows1252(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes.map { byte in windows1252(byte) })
    return text
}

/// The characters that Windows put where Latin-1 has controls; the five unused places stay controls.
private func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    let specials: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(specials[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
}
