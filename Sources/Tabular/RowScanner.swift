import CTabular

/// Goes through a CSV of any size row by row, in bounded memory, and finds the cells that it is asked for. A window of the
/// file is held; where its cells end is marked for the whole window at once, so that a cell is found by counting marks.
/// Reads as `CSVReader` does (tests compare them): quotes open a cell only at its start, line ends are LF, CRLF or CR.
package struct RowScanner: ~Copyable {
    /// A row that does not fit is a quote that was never closed.
    package static let longestRow = 16 << 20
    private static let window = 128 << 10

    package internal(set) var separator: UInt8 = 0x2C
    /// How many cells a row must have; 0: any.
    var columns = 0
    /// A row that starts there or later is another scanner's.
    var limit = Int.max
    private let source: any ByteSource
    private(set) var window: ScanWindow
    /// Where the next row begins in the window, and how many marks and line ends precede it.
    var position = 0
    var base: UInt32 = 0
    private var lineIndex = 0
    package private(set) var row: ScannedRow
    /// The cell that is looked at first in each row: it is found with the row itself.
    package var pivot = 0 {
        didSet { giveBack() }
    }
    /// When told before the first row, `next` may pass over rows whose pivot begins otherwise.
    package var heads: CellHeads? {
        didSet { giveBack() }
    }
    /// In all since it was last asked, of which those of the batch.
    private var (passed, passedInBatch) = (0, 0)
    /// The pivot of the current row.
    package private(set) var pivotCell = ScannedCell(raw: UnsafeRawBufferPointer(start: nil, count: 0))
    /// Rows that were found together and are not all given yet.
    private let batch = UnsafeMutablePointer<CTabularRow>.allocate(capacity: Self.batchSize)
    private var taken = 0
    private var batched = 0
    private static let batchSize = 256
    private var counter: LineCounter?

    /// `offset` is where the source begins in the file: at the start of a row.
    init(_ source: any ByteSource, at offset: Int, countsLines: Bool, window: Int = Self.window) {
        self.source = source
        counter = countsLines ? LineCounter() : nil
        self.window = ScanWindow(capacity: window, at: offset)
        row = self.window.noRow
    }

    /// Part of a file whose layout is known.
    package init(
        _ source: any ByteSource, layout: CSVLayout, at offset: Int, limit: Int = .max, countsLines: Bool = false
    ) {
        self.init(source, at: offset, countsLines: countsLines)
        (separator, columns, self.limit) = (layout.separator, layout.columns.count, limit)
    }

    deinit { batch.deallocate() }

    /// Moves to the next row that is not an empty line; false at the end, or at the limit.
    package mutating func next() throws -> Bool {
        if taken < batched || findRows() {
            let found = batch[taken]
            taken &+= 1
            row.start = Int(found.start)
            row.base = found.base
            row.count = columns
            pivotCell = ScannedCell(
                raw: UnsafeRawBufferPointer(
                    start: window.bytes + Int(found.cell.start), count: Int(found.cell.stop &- found.cell.start)))
            return true
        }
        guard try nextAlone() else { return false }
        pivotCell = row.cell(pivot)
        return true
    }

    /// How many rows `next` has passed over since this was last asked.
    package mutating func takePassed() -> Int {
        defer { passed = 0 }
        return passed
    }

    /// Looks for the rows that follow, all at once, as long as they are as they should be. The place is then after the last.
    private mutating func findRows() -> Bool {
        guard columns > 1, pivot < columns, window.blocks > 0, position < window.filled else { return false }
        var place = CTabularPlace(position: position, line: lineIndex, base: base, passed: 0)
        batched = withHeads { heads in
            var marked = window.marked
            var wish = CTabularWish(
                limit: max(0, limit &- window.offset), columns: UInt32(truncatingIfNeeded: columns),
                cell: UInt32(truncatingIfNeeded: max(0, pivot)), heads: heads)
            return ctabular_rows(&marked, &wish, &place, batch, Self.batchSize)
        }
        (position, base, lineIndex, taken) = (place.position, place.base, place.line, 0)
        passedInBatch = Int(place.passed)
        passed &+= passedInBatch
        return batched > 0
    }

    private func withHeads<Result>(_ body: (UnsafePointer<UInt64>?) -> Result) -> Result {
        guard let heads else { return body(nil) }
        return heads.bits.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    /// Rows that were found and not given yet are looked for again.
    private mutating func giveBack() {
        if taken < batched {
            let next = batch[taken]
            (position, base, lineIndex) = (Int(next.start), next.base, Int(next.line))
            passed -= passedInBatch - Int(next.passed)
        }
        (taken, batched) = (0, 0)
    }

    /// The row that begins here, whatever it is.
    private mutating func nextAlone() throws -> Bool {
        while try skipLineEnds() {
            guard window.offset &+ position < limit else { return false }
            guard lineIndex < window.marks.lines else {
                guard try refill() else { return false }
                continue
            }
            let found = window.row(from: position, base: base, line: lineIndex)
            row = found.row
            (position, base, lineIndex) = (found.end &+ 1, found.rank &+ 1, lineIndex &+ 1)
            if row.count == 1, found.end - row.start == 2, window.bytes[row.start] == 0x22 { continue }
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
            if position >= window.filled {
                guard try refill() else { return false }
            }
            guard window.bytes[position] == 0x0A || window.bytes[position] == 0x0D else { return true }
            (position, base, lineIndex) = (position &+ 1, base &+ 1, lineIndex &+ 1)
        }
    }

    /// Whether `next` said no for want of rows, and not because of the limit.
    var isAtEnd: Bool { window.isLast && position >= window.filled }

    /// Where the current row begins in the file.
    package var offset: Int { window.offset + row.start }

    /// Where the row after the current one begins, once `next` has said that there is none left here.
    package var nextOffset: Int { window.offset + done }

    /// What of the window is read.
    private var done: Int { min(position, window.filled) }

    /// A cell of the current row, from 0; empty when the row has no such cell.
    package func cell(_ column: Int) -> ScannedCell { row.cell(column) }

    package var cellCount: Int { row.count }
}

extension RowScanner {
    /// Brings the rows that follow into the window; false when there are none.
    private mutating func refill() throws -> Bool {
        if let defect = window.defect { throw defect }
        if window.isLast { return false }
        let done = done
        counter?.count(window.bytes, to: done)
        counter?.shift(by: done)
        try window.slide(to: position)
        (position, base, lineIndex) = (0, 0, 0)
        row = window.noRow
        try window.fill(from: source)
        mark()
        return window.filled > 0
    }

    /// The first bytes of the file; `drop` those that are no text, then `mark`.
    mutating func fill() throws { try window.fill(from: source) }

    mutating func drop(_ count: Int) { window.drop(count) }

    mutating func mark() { window.mark(separator: separator) }
}

extension RowScanner {
    /// The line of the file on which the current row starts, from 1; only for a scanner that counts them.
    package mutating func line() -> Int { linesBefore(row.start) + 1 }

    /// Lines that end before the next row.
    mutating func linesRead() -> Int { linesBefore(done) }

    private mutating func linesBefore(_ place: Int) -> Int {
        counter?.count(window.bytes, to: place)
        return counter?.total ?? 0
    }

    /// The line of a defect that was just thrown.
    package mutating func onLine(_ defect: ScanDefect) -> TableDefect {
        defect.onLine(linesBefore(min(max(defect.offset - window.offset, 0), window.filled)) + 1)
    }
}
