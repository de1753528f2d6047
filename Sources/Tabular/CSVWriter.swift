/// Writes CSV (RFC 4180: CRLF, quotes where needed) that a spreadsheet never takes for a formula.
package struct CSVWriter: Sendable {
    package enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        /// Written as it is, negative numbers included.
        case number(Int)
        case empty

        package init(stringLiteral value: String) { self = .text(value) }
        package init(integerLiteral value: Int) { self = .number(value) }
        package init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
        package init(_ number: Int?) { self = number.map(Cell.number) ?? .empty }
    }

    private let separator: Character
    package private(set) var text = ""

    /// With a byte order mark, spreadsheets read accents right.
    package init(separator: Character = ",", byteOrderMark: Bool = false) {
        self.separator = separator
        if byteOrderMark { text = "\u{FEFF}" }
    }

    package mutating func add(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { text.append(separator) }
            // A record that is one empty cell would read as an empty line.
            text += cells.count == 1 && isEmpty(cell) ? "\"\"" : written(cell)
        }
        text += "\r\n"
    }

    private func isEmpty(_ cell: Cell) -> Bool {
        if case .number = cell { return false }
        return written(cell).isEmpty
    }

    private func written(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .text(let text): quoted(Self.defused(text))
        }
    }

    /// OWASP's advice on CSV injection: an apostrophe before what a spreadsheet would compute, full-width forms included;
    /// NUL, which some programs stop at, is taken out.
    package static func defused(_ text: String) -> String {
        let clean = text.utf8.contains(0) ? text.replacing("\0", with: "") : text
        switch clean.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + clean
        default: return clean
        }
    }

    private func quoted(_ text: String) -> String {
        guard needsQuotes(text) else { return text }
        // By scalars: a quote that carries a combining accent is a quote all the same.
        var doubled = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { doubled.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        return "\"" + String(doubled) + "\""
    }

    private static let marks: Set<Character> = [",", ";", "\t"]

    /// Byte by byte where what is written is plain, as nearly everything is.
    private func needsQuotes(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        let holdsMark = bytes.contains { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: "\t"):
                true
            default: false
            }
        }
        if holdsMark || (!Self.marks.contains(separator) && text.contains(separator)) { return true }
        let isPlain = (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
        return !isPlain && (text.first?.isWhitespace == true || text.last?.isWhitespace == true)
    }
}
