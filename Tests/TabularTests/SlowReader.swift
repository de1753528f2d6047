@testable import Tabular

/// CSV as its rules are told, one byte after the other, with nothing done for speed: what the fast scanner must agree with.
struct SlowReader {
    struct Row: Equatable {
        var line: Int
        var cells: [[UInt8]]
    }

    enum State { case start, plain, inside, afterQuote }

    private(set) var rows: [Row] = []
    private(set) var defect: TableDefect?

    init(_ bytes: [UInt8], separator: UInt8) {
        var (state, line, opening, startLine) = (State.start, 1, 1, 1)
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isAfterReturn = false
        func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
        for byte in bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...] {
            let isSecondOfPair = byte == 0x0A && isAfterReturn
            isAfterReturn = byte == 0x0D
            switch (state, byte) {
            case (.inside, 0x22): state = .afterQuote
            case (.afterQuote, 0x22): (state, cell) = (.inside, cell + [byte])
            case (.inside, _): cell.append(byte)
            case (_, separator):
                cells.append(cell)
                (state, cell) = (.start, [])
            case (_, _) where isLineEnd(byte):
                cells.append(cell)
                if cells != [[]] { rows.append(Row(line: startLine, cells: cells)) }
                (state, cell, cells) = (.start, [], [])
            case (.afterQuote, _):
                defect = TableDefect(line: line, "du texte suit le guillemet fermant d’une cellule")
                return
            case (.start, 0x22): (state, opening) = (.inside, line)
            default:
                state = .plain
                cell.append(byte)
            }
            if isLineEnd(byte), !isSecondOfPair { line += 1 }
            if state == .start, cells.isEmpty { startLine = line }
        }
        if state == .inside {
            defect = TableDefect(line: opening, "un guillemet ouvert ligne \(opening) n’est jamais fermé")
            return
        }
        cells.append(cell)
        if cells != [[]] { rows.append(Row(line: startLine, cells: cells)) }
    }
}

/// The same by the fast scanner, through a window and a source that give little at a time.
struct FastReader {
    private(set) var rows: [SlowReader.Row] = []
    private(set) var defect: TableDefect?

    init(_ bytes: [UInt8], separator: UInt8, window: Int, portion: Int) throws {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var scanner = RowScanner(
            MemoryBytes(bytes, from: start, portion: portion), at: start, countsLines: true, window: window)
        scanner.separator = separator
        do {
            while try scanner.next() {
                let cells = (0..<scanner.cellCount).map { scanner.cell($0).bytes }
                rows.append(SlowReader.Row(line: scanner.line(), cells: cells))
            }
        } catch let found as ScanDefect {
            defect = scanner.onLine(found)
        }
    }
}

/// Rows of a known number of cells, found together through a window that is small, as files are read.
struct BatchReader {
    private(set) var rows: [[[UInt8]]] = []
    private(set) var areCellsRight = true
    private(set) var passed = 0

    init(
        _ bytes: [UInt8], separator: UInt8, window: Int, portion: Int, columns: Int, pivot: Int, heads: CellHeads? = nil
    ) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var scanner = RowScanner(
            MemoryBytes(bytes, from: start, portion: portion), at: start, countsLines: false, window: window)
        (scanner.separator, scanner.columns, scanner.pivot, scanner.heads) = (separator, columns, pivot, heads)
        while (try? scanner.next()) == true {
            rows.append((0..<scanner.cellCount).map { scanner.cell($0).bytes })
            areCellsRight = areCellsRight && scanner.pivotCell.bytes == scanner.cell(pivot).bytes
        }
        passed = scanner.takePassed()
    }

    /// Cells that begin with an even byte, or are empty.
    static let even = CellHeads { $0 >> 56 & 1 == 0 }

    /// What `even` keeps, asked of the cell itself.
    static func isEven(_ cell: [UInt8]) -> Bool { (cell.first ?? 0) & 1 == 0 }
}

extension Seeded {
    /// Bytes of which most mean something to a CSV reader.
    mutating func hostileBytes(_ longest: Int) -> [UInt8] {
        let usual: [UInt8] = [0x61, 0x2C, 0x22, 0x0A, 0x0D, 0x3B, 0x20, 0xC3, 0xA9, 0xFF, 0x00]
        let some = Array(usual.shuffled(using: &self).prefix(Int.random(in: 2...usual.count, using: &self)))
        let dull = Int.random(in: 0...30, using: &self)
        return (0..<Int.random(in: 0...longest, using: &self)).map { _ in
            Int.random(in: 0...dull, using: &self) > 3 ? 0x62 : some.randomElement(using: &self) ?? 0
        }
    }

    /// A table that is right: cells quoted when they must be and sometimes when they need not, ended one way or another.
    mutating func table(columns: Int, rows: Int, lineEnd: String, last: Bool) -> [UInt8] {
        var text: [UInt8] = []
        let pieces = [
            "", "a", "été", "5\"", "un\ndeux", "x,y", "\"", "\"\"", "z;t", "\r\n", "\u{FEFF}",
            String(repeating: "long ", count: 20),
        ]
        let names = (0..<columns).map { Array("colonne\($0)".utf8) }
        for row in 0...rows {
            for column in 0..<columns {
                if column > 0 { text.append(0x2C) }
                if row == 0 {
                    text += names[column]
                    continue
                }
                let parts = (0..<Int.random(in: 0...3, using: &self)).map { _ in
                    pieces.randomElement(using: &self) ?? ""
                }
                let cell = parts.joined() + (column == 0 ? "." : "")
                let needs = cell.contains { $0 == "\"" || $0 == "," || $0.isNewline }
                let isQuoted = needs || Int.random(in: 0..<4, using: &self) == 0
                text += Array((isQuoted ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell).utf8)
            }
            if row < rows || last { text += Array(lineEnd.utf8) }
        }
        return text
    }
}
