/// A table being read: its layout, then its rows.
package struct TableScan: ~Copyable {
    package let layout: CSVLayout
    package var rows: RowScanner

    /// Reads the names of the columns. The byte order mark is skipped; the separator is the one that the first line has most of.
    package init(_ source: any ByteSource, separator: UInt8? = nil) throws {
        try self.init(RowScanner(source, at: 0, countsLines: true), separator: separator)
    }

    /// Reads what can only be read from start to end as `ParallelScan.run` does, on one thread: piece after piece, so that
    /// little is held. Lines of the rows are those of the file.
    package mutating func run<Part, Total>(
        into total: Total, pieceSize: Int = 4 << 20, read: (inout RowScanner) throws -> Part,
        join: (inout Total, Part, ParallelScan.Piece) throws -> Void
    ) throws -> Total {
        var total = total
        do {
            repeat {
                rows.limit = rows.nextOffset + pieceSize
                let part = try read(&rows)
                while try rows.next() {}
                try join(&total, part, ParallelScan.Piece(linesBefore: 0, bytesRead: rows.nextOffset))
            } while !rows.isAtEnd
        } catch let defect as ScanDefect {
            throw rows.onLine(defect)
        }
        return total
    }

    init(_ scanner: consuming RowScanner, separator: UInt8? = nil) throws {
        rows = scanner
        layout = try rows.readLayout(separator)
    }
}

extension RowScanner {
    fileprivate mutating func readLayout(_ given: UInt8?) throws -> CSVLayout {
        try fill()
        let first = UnsafeBufferPointer(start: window.bytes, count: window.filled)
        if first.starts(with: [0xEF, 0xBB, 0xBF]) { drop(3) }
        separator = given ?? likelySeparator(UnsafeBufferPointer(start: window.bytes, count: window.filled))
        do {
            mark()
            guard try next() else { throw TableDefect(line: 1, "le fichier est vide") }
        } catch let defect as ScanDefect {
            throw onLine(defect)
        }
        let names = (0..<cellCount).map { cell($0).text }
        columns = cellCount
        _ = try skipLineEnds()
        return try CSVLayout(
            separator: separator, names: names, firstRow: nextOffset, headerLines: linesRead())
    }
}
