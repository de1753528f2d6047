import CTabular

/// The part of a file that a `RowScanner` holds, with where its cells and lines end.
struct ScanWindow: ~Copyable {
    /// In bytes; it grows when a row does not fit.
    private var capacity: Int
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    /// One bit a byte: the marks that end a cell.
    private(set) var ends: UnsafeMutablePointer<UInt64>
    /// How many marks there are before each block of 64 bytes.
    private(set) var before: UnsafeMutablePointer<UInt32>
    /// Where lines end.
    private(set) var lines: UnsafeMutablePointer<UInt32>
    private(set) var filled = 0
    /// Blocks of 64 bytes that have marks; the file's end is marked too, one byte after the last.
    private(set) var blocks = 0
    /// What was marked, with how many lines.
    private(set) var marks = CTabularMarks(defect: 0, lines: 0, isOpen: 0)
    /// Where it begins in the file.
    private(set) var offset: Int
    /// There is nothing in the file after what it holds.
    private(set) var isLast = false

    init(capacity: Int, at offset: Int) {
        (self.capacity, self.offset) = (capacity, offset)
        bytes = .allocate(capacity: capacity + 8)
        (ends, before) = (.allocate(capacity: Self.room(capacity)), .allocate(capacity: Self.room(capacity)))
        lines = .allocate(capacity: capacity + 2)
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
        before.deallocate()
        lines.deallocate()
    }

    /// Words of marks for so many bytes, with those that are read ahead.
    private static func room(_ capacity: Int) -> Int { capacity / 64 + 2 + Int(CTABULAR_BEYOND) }

    /// As C sees it.
    var marked: CTabularWindow {
        CTabularWindow(bytes: bytes, count: filled, ends: ends, before: before, lines: lines, lineCount: marks.lines)
    }

    /// A row of it, with the place and rank of the mark that ends it.
    func row(from start: Int, base: UInt32, line: Int) -> (row: ScannedRow, end: Int, rank: UInt32) {
        let end = Int(lines[line])
        let rank = before[end >> 6] &+ UInt32((ends[end >> 6] & (1 << UInt64(end & 63) &- 1)).nonzeroBitCount)
        let row = ScannedRow(
            bytes: bytes, ends: ends, before: before, start: start, base: base, count: Int(rank &- base) &+ 1)
        return (row, end, rank)
    }

    /// A row of no cell, before there is any.
    var noRow: ScannedRow { ScannedRow(bytes: bytes, ends: ends, before: before, start: 0, base: 0, count: 0) }

    /// Forgets what comes before a place, and makes room when nothing could be forgotten.
    mutating func slide(to place: Int) throws {
        drop(place)
        if filled == capacity { try grow() }
    }

    mutating func drop(_ place: Int) {
        let done = min(place, filled)
        bytes.update(from: bytes + done, count: filled - done)
        (offset, filled) = (offset + done, filled - done)
    }

    private mutating func grow() throws {
        guard capacity < RowScanner.longestRow else { throw ScanDefect(kind: .longRow, offset: offset) }
        capacity *= 2
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 8)
        wider.update(from: bytes, count: filled)
        bytes.deallocate()
        ends.deallocate()
        before.deallocate()
        lines.deallocate()
        bytes = wider
        (ends, before) = (.allocate(capacity: Self.room(capacity)), .allocate(capacity: Self.room(capacity)))
        lines = .allocate(capacity: capacity + 2)
    }

    mutating func fill(from source: any ByteSource) throws {
        while filled < capacity, !isLast {
            let free = UnsafeMutableRawBufferPointer(start: bytes + filled, count: capacity - filled)
            let count = try source.read(into: free)
            filled += count
            isLast = count == 0
        }
    }

    mutating func mark(separator: UInt8) {
        marks = ctabular_mark(bytes, filled, separator, ends, before, lines)
        blocks = (filled + 63) >> 6
        if isLast, filled > 0, marks.defect == filled, marks.isOpen == 0 { markEnd() }
        before[blocks] = .max
    }

    /// The last line may lack its line end.
    private mutating func markEnd() {
        guard marks.lines == 0 || lines[marks.lines - 1] != filled - 1 else { return }
        if filled >> 6 == blocks {
            (ends[blocks], before[blocks]) = (0, before[blocks - 1] + UInt32(ends[blocks - 1].nonzeroBitCount))
            blocks += 1
        }
        ends[filled >> 6] |= 1 << UInt64(filled & 63)
        lines[marks.lines] = UInt32(truncatingIfNeeded: filled)
        marks.lines += 1
    }

    /// Why no more rows can be found in it, when that is the file's fault.
    var defect: ScanDefect? {
        if marks.defect < filled { return ScanDefect(kind: .textAfterQuote, offset: offset + marks.defect) }
        if isLast, marks.isOpen != 0 { return ScanDefect(kind: .unclosedQuote, offset: offset + lastCell) }
        return nil
    }

    /// Where the last cell begins.
    private var lastCell: Int {
        for block in (0..<blocks).reversed() where ends[block] != 0 {
            return block << 6 | (63 - ends[block].leadingZeroBitCount) + 1
        }
        return 0
    }
}
