/// Reads a CSV text (RFC 4180) record by record: quoted cells, quotes doubled inside, line ends LF, CRLF or CR.
package struct CSVReader: Sendable {
    /// One record; a cell is decoded when it is asked for.
    package struct Record: Sendable {
        /// The line of the file on which it starts, from 1.
        package let line: Int
        package let cells: [String]
    }

    private let text: CSVText
    private var index: Int
    private var line = 1

    package init(_ text: CSVText) {
        self.text = text
        index = text.start
    }

    package init(_ bytes: [UInt8], separator: UInt8? = nil) { self.init(CSVText(bytes, separator: separator)) }

    /// The next record that is not an empty line; nil at the end.
    package mutating func next() throws(TableDefect) -> Record? {
        while index < text.bytes.count {
            let start = line
            let cells = try record()
            if cells != [""] { return Record(line: start, cells: cells) }
        }
        return nil
    }

    private mutating func record() throws(TableDefect) -> [String] {
        var cells: [String] = []
        while true {
            let isQuoted = index < text.bytes.count && text.bytes[index] == quote
            cells.append(isQuoted ? try quoted() : plain())
            guard index < text.bytes.count else { return cells }
            let byte = text.bytes[index]
            index += 1
            if byte == text.separator { continue }
            if byte == carriageReturn, index < text.bytes.count, text.bytes[index] == lineFeed { index += 1 }
            line += 1
            return cells
        }
    }

    /// Up to the separator or the end of the line; a quote that does not open the cell is a character like any other.
    private mutating func plain() -> String {
        let start = index
        while index < text.bytes.count {
            let byte = text.bytes[index]
            if byte == text.separator || byte == lineFeed || byte == carriageReturn { break }
            index += 1
        }
        return text.text(of: text.bytes[start..<index])
    }

    private mutating func quoted() throws(TableDefect) -> String {
        let opening = line
        var content: [UInt8] = []
        index += 1
        while index < text.bytes.count {
            let byte = text.bytes[index]
            index += 1
            if byte == quote {
                guard index < text.bytes.count, text.bytes[index] == quote else {
                    try checkAfterQuote()
                    return text.text(of: content)
                }
                index += 1
            } else if byte == lineFeed || byte == carriageReturn && !isNext(lineFeed) {
                line += 1
            }
            content.append(byte)
        }
        throw TableDefect(line: opening, "un guillemet ouvert ligne \(opening) n’est jamais fermé")
    }

    private func isNext(_ byte: UInt8) -> Bool { index < text.bytes.count && text.bytes[index] == byte }

    private func checkAfterQuote() throws(TableDefect) {
        guard index < text.bytes.count else { return }
        let byte = text.bytes[index]
        guard byte == text.separator || byte == lineFeed || byte == carriageReturn else {
            throw TableDefect(line: line, "du texte suit le guillemet fermant d’une cellule")
        }
    }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D
