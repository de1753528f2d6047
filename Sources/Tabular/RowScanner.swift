import CTabular

/// Goes through a CSV of any size row by row, in bounded memory, and finds the cells that it is asked for. A window of the
/// file is held; where its cells end is marked for the whole window at once, so that a cell is found by counting marks.
/// Reads as `CSVReader` does (tests compare them): quotes open a cell only at its start, line ends are LF, CRLF or CR.
package struct RowScanner: ~Copyable {
    /// A row that does not fit is a quote that was never closed.
    package static let longestRow = 16 << 20
    private static let window = 64 << 10

    package internal(set) var separator: UInt8 = 0x2C
    /// How many cells a row must have; 0: any.
    var columns = 0
    /// A row that starts there or later is another scanner's.
    var limit = Int.max
    private let source: any ByteSource
    private var isEnded = false
    private var capacity: Int

    var bytes: UnsafeMutablePointer<UInt8>
    var ends: UnsafeMutablePointer<UInt64>
    var lineEnds: UnsafeMutablePointer<UInt64>
    var before: UnsafeMutablePointer<UInt32>
    var filled = 0
    /// Blocks of 64 bytes that have marks; the file's end is marked too, one byte after the last.
    var blocks = 0
    private var marks = CTabularMarks(defect: 0, isOpen: 0)
    /// Where the window begins in the file.
    var windowOffset: Int
    /// Where the next row begins in the window, and how many marks precede it.
    var position = 0
    var base: UInt32 = 0
    package private(set) var row: ScannedRow
    /// The cell that is looked at first in each row: it is found with the row itself.
    package var pivot = 0 {
        didSet { (taken, batched) = (0, 0) }
    }
    /// The pivot of the current row.
    package private(set) var pivotCell = ScannedCell(raw: UnsafeRawBufferPointer(start: nil, count: 0))
    /// Rows that were found together and are not all given yet.
    private let batch = UnsafeMutablePointer<CTabularRow>.allocate(capacity: Self.batchSize)
    private var taken = 0
    private var batched = 0
    private static let batchSize = 256
    private var lines: LineCounter?

    /// `offset` is where the source begins in the file: at the start of a row.
    init(_ source: any ByteSource, at offset: Int, countsLines: Bool, window: Int = Self.window) {
        self.source = source
        windowOffset = offset
        lines = countsLines ? LineCounter() : nil
        capacity = window
        bytes = .allocate(capacity: capacity + 8)
        let room = capacity / 64 + 2
        (ends, lineEnds, before) = (.allocate(capacity: room), .allocate(capacity: room), .allocate(capacity: room))
        row = ScannedRow(bytes: bytes, ends: ends, before: before, start: 0, base: 0, count: 0)
    }

    /// Part of a file whose layout is known.
    package init(
        _ source: any ByteSource, layout: CSVLayout, at offset: Int, limit: Int = .max, countsLines: Bool = false
    ) {
        self.init(source, at: offset, countsLines: countsLines)
        (separator, columns, self.limit) = (layout.separator, layout.columns.count, limit)
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
        lineEnds.deallocate()
        before.deallocate()
        batch.deallocate()
    }

    /// Moves to the next row that is not an empty line; false at the end, or at the limit.
    package mutating func next() throws -> Bool {
        if taken < batched || findRows() {
            let found = batch[taken]
            taken &+= 1
            row.start = Int(found.start)
            row.base = found.base
            row.count = columns
            (position, base) = (Int(found.end) &+ 1, found.base &+ UInt32(truncatingIfNeeded: columns))
            pivotCell = ScannedCell(
                raw: UnsafeRawBufferPointer(
                    start: bytes + Int(found.cellStart), count: Int(found.cellStop &- found.cellStart)))
            return true
        }
        guard try nextAlone() else { return false }
        pivotCell = row.cell(pivot)
        return true
    }

    /// Looks for the rows that follow, all at once, as long as they are as they should be.
    private mutating func findRows() -> Bool {
        guard columns > 1, pivot < columns, blocks > 0, position < filled else { return false }
        batched = ctabular_rows(
            bytes, filled, ends, lineEnds, before, blocks, position, base, max(0, limit &- windowOffset),
            UInt32(truncatingIfNeeded: columns), UInt32(truncatingIfNeeded: max(0, pivot)), batch, Self.batchSize)
        taken = 0
        return batched > 0
    }

    /// The row that begins here, whatever it is.
    private mutating func nextAlone() throws -> Bool {
        while try skipLineEnds() {
            guard windowOffset &+ position < limit else { return false }
            var rank: UInt32 = 0
            let end = ctabular_row_end(ends, lineEnds, before, blocks, position, &rank)
            if end == blocks << 6 {
                guard try refill() else { return false }
                continue
            }
            row = ScannedRow(
                bytes: bytes, ends: ends, before: before, start: position, base: base, count: Int(rank &- base) &+ 1)
            (position, base) = (end &+ 1, rank &+ 1)
            if row.count == 1, end - row.start == 2, bytes[row.start] == 0x22 { continue }
            guard row.count == columns || columns == 0 else {
                throw ScanDefect(kind: .cells(row.count, of: columns), offset: offset)
            }
            return true
        }
        return false
    }

    /// Between two rows; false at the end of the file.
    mutating func skipLineEnds() throws -> Bool {
        while true {
            if position >= filled {
                guard try refill() else { return false }
            }
            guard bytes[position] == 0x0A || bytes[position] == 0x0D else { return true }
            position &+= 1
            base &+= 1
        }
    }

    /// Whether `next` said no for want of rows, and not because of the limit.
    var isAtEnd: Bool { isEnded && position >= filled }

    /// Where the current row begins in the file.
    package var offset: Int { windowOffset + row.start }

    /// Where the row after the current one begins, once `next` has said that there is none left here.
    package var nextOffset: Int { windowOffset + min(position, filled) }

    /// A cell of the current row, from 0; empty when the row has no such cell.
    package func cell(_ column: Int) -> ScannedCell { row.cell(column) }

    package var cellCount: Int { row.count }
}

extension RowScanner {
    /// Brings the rows that follow into the window; false when there are none.
    private mutating func refill() throws -> Bool {
        if marks.defect < filled { throw ScanDefect(kind: .textAfterQuote, offset: windowOffset + marks.defect) }
        if isEnded, marks.isOpen != 0 { throw ScanDefect(kind: .unclosedQuote, offset: windowOffset + lastCell) }
        if isEnded { return false }
        lines?.count(bytes, to: min(position, filled))
        lines?.shift(by: min(position, filled))
        slide()
        if filled == capacity { try grow() }
        row = ScannedRow(bytes: bytes, ends: ends, before: before, start: 0, base: 0, count: 0)
        try fill()
        mark()
        return filled > 0
    }

    mutating func fill() throws {
        while filled < capacity, !isEnded {
            let free = UnsafeMutableRawBufferPointer(start: bytes + filled, count: capacity - filled)
            let count = try source.read(into: free)
            filled += count
            isEnded = count == 0
        }
    }

    /// Bytes at the start that are no text.
    mutating func drop(_ count: Int) {
        position = count
        slide()
    }

    private mutating func slide() {
        let done = min(position, filled)
        bytes.update(from: bytes + done, count: filled - done)
        windowOffset += done
        (filled, position, base) = (filled - done, 0, 0)
    }

    private mutating func grow() throws {
        guard capacity < Self.longestRow else { throw ScanDefect(kind: .longRow, offset: windowOffset) }
        capacity *= 2
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 8)
        wider.update(from: bytes, count: filled)
        bytes.deallocate()
        ends.deallocate()
        lineEnds.deallocate()
        before.deallocate()
        bytes = wider
        let room = capacity / 64 + 2
        (ends, lineEnds, before) = (.allocate(capacity: room), .allocate(capacity: room), .allocate(capacity: room))
    }

    mutating func mark() {
        marks = ctabular_mark(bytes, filled, separator, ends, lineEnds, before)
        blocks = (filled + 63) >> 6
        var count: UInt32 = 0
        if blocks > 0 { count = before[blocks - 1] + UInt32(ends[blocks - 1].nonzeroBitCount) }
        if isEnded, filled > 0, marks.defect == filled, marks.isOpen == 0 { markEnd(&count) }
        before[blocks] = .max
    }

    /// The last line may lack its line end.
    private mutating func markEnd(_ count: inout UInt32) {
        let last = filled - 1
        guard lineEnds[last >> 6] & 1 << UInt64(last & 63) == 0 else { return }
        if filled >> 6 == blocks {
            (ends[blocks], lineEnds[blocks], before[blocks]) = (0, 0, count)
            blocks += 1
        }
        ends[filled >> 6] |= 1 << UInt64(filled & 63)
        lineEnds[filled >> 6] |= 1 << UInt64(filled & 63)
        count += 1
    }

    /// Where the last cell of the window begins.
    private var lastCell: Int {
        for block in (0..<blocks).reversed() where ends[block] != 0 {
            return block << 6 | (63 - ends[block].leadingZeroBitCount) + 1
        }
        return 0
    }
}

extension RowScanner {
    /// The line of the file on which the current row starts, from 1; only for a scanner that counts them.
    package mutating func line() -> Int { linesBefore(row.start) + 1 }

    /// Lines that end before the next row.
    mutating func linesRead() -> Int { linesBefore(min(position, filled)) }

    private mutating func linesBefore(_ place: Int) -> Int {
        lines?.count(bytes, to: place)
        return lines?.total ?? 0
    }

    /// The line of a defect that was just thrown.
    package mutating func onLine(_ defect: ScanDefect) -> TableDefect {
        defect.onLine(linesBefore(min(max(defect.offset - windowOffset, 0), filled)) + 1)
    }
}
