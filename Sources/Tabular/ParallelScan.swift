import Dispatch
import Foundation
import Synchronization

/// Reads a large file by pieces on several threads, and puts what they found together in the order of the file.
///
/// A piece begins in the middle of a line, perhaps inside quotes. Where its first row begins is guessed (after a line end
/// from which rows have the right number of cells) and checked: the piece before must end exactly there. A piece that began
/// at a wrong place is thrown away and read again, so that the answer never depends on the guess.
package struct ParallelScan: Sendable {
    /// Of a piece that was read.
    package struct Piece: Sendable {
        /// Lines of the file before its first row; 0 when lines are not counted.
        package let linesBefore: Int
        /// Bytes of the file read so far.
        package let bytesRead: Int
    }

    package let file: FileBytes
    package let layout: CSVLayout
    package var threads = 2
    package var pieceSize = 4 << 20
    package var countsLines = false

    package init(_ file: FileBytes) throws {
        self.file = file
        layout = try TableScan(file.source()).layout
    }

    /// `read` makes something of the rows of one piece; `join` adds it to the total, pieces in order.
    package func run<Part: Sendable, Total: Sendable>(
        into total: Total, read: @Sendable (inout RowScanner) throws -> Part,
        join: @Sendable (inout Total, Part, Piece) throws -> Void
    ) throws -> Total {
        let work = Mutex(Work<Part>())
        let joined = Mutex(Joined(total: total, expected: layout.firstRow, lines: layout.headerLines))
        let count = pieceCount
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while true {
                let turn = work.withLock { $0.turn(of: count) }
                if case .over = turn { return }
                if case .piece(let piece) = turn {
                    let outcome = outcome(of: piece, read)
                    work.withLock { _ = $0.waiting.updateValue(outcome, forKey: piece) }
                } else {
                    usleep(200)
                }
                // One thread joins what there is, the others go on reading meanwhile.
                joined.withLockIfAvailable { joinAll(work, in: &$0, read, join) }
            }
        }
        return try joined.withLock { state in
            joinAll(work, in: &state, read, join)
            if let fault = state.fault { throw try located(fault) }
            return state.total
        }
    }

    private func joinAll<Part: Sendable, Total: Sendable>(
        _ work: borrowing Mutex<Work<Part>>, in state: inout Joined<Total>,
        _ read: @Sendable (inout RowScanner) throws -> Part,
        _ join: @Sendable (inout Total, Part, Piece) throws -> Void
    ) {
        while let found = work.withLock({ $0.next() }) {
            settle(found.outcome, piece: found.piece, in: &state, read, join)
            if state.fault != nil { work.withLock { $0.isStopped = true } }
        }
    }

    private var pieceCount: Int { max(1, (file.count - layout.firstRow + pieceSize - 1) / pieceSize) }

    private func border(_ piece: Int) -> Int { layout.firstRow + piece * pieceSize }

    private func outcome<Part>(
        of piece: Int, _ read: @Sendable (inout RowScanner) throws -> Part
    ) -> Outcome<Part>? {
        if piece == 0 { return outcome(of: piece, from: layout.firstRow, read) }
        guard let start = try? guess(border(piece)) else { return nil }
        return outcome(of: piece, from: start, read)
    }

    private func outcome<Part>(
        of piece: Int, from start: Int, _ read: @Sendable (inout RowScanner) throws -> Part
    ) -> Outcome<Part> {
        let end = border(piece + 1)
        var rows = RowScanner(
            file.source(from: start, softEnd: end), layout: layout, at: start, limit: end, countsLines: countsLines)
        let part = Result {
            let part = try read(&rows)
            // Whatever the reader left; what it made has to be of the whole piece.
            while try rows.next() {}
            return part
        }
        return Outcome(start: start, next: rows.nextOffset, lines: rows.linesRead(), part: part)
    }

    /// Joins the piece that comes next, once it is known to begin where the one before ended.
    private func settle<Part, Total>(
        _ found: Outcome<Part>?, piece: Int, in state: inout Joined<Total>,
        _ read: @Sendable (inout RowScanner) throws -> Part, _ join: (inout Total, Part, Piece) throws -> Void
    ) {
        var outcome = found
        if outcome?.start != state.expected { outcome = self.outcome(of: piece, from: state.expected, read) }
        guard let outcome else { return }
        do {
            let piece = Piece(linesBefore: countsLines ? state.lines : 0, bytesRead: outcome.next)
            try join(&state.total, outcome.part.get(), piece)
        } catch {
            state.fault = error
        }
        state.expected = outcome.next
        state.lines += outcome.lines
    }

    /// The first place at or after `border` from which three rows are as they should be.
    private func guess(_ border: Int) throws -> Int? {
        let start = border - 1
        let bytes = try file.bytes(from: start, count: min(64 << 10, file.count - start))
        var place = 0
        while place < bytes.count {
            guard bytes[place] == 0x0A || bytes[place] == 0x0D else {
                place += 1
                continue
            }
            while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D { place += 1 }
            if start + place == file.count || place < bytes.count && looksLikeRows(bytes, from: place) {
                return start + place
            }
        }
        return nil
    }

    private func looksLikeRows(_ bytes: [UInt8], from place: Int) -> Bool {
        var rows = RowScanner(MemoryBytes(bytes, from: place), layout: layout, at: 0)
        var count = 0
        do {
            while count < 3, try rows.next() { count += 1 }
        } catch {
            // The last row is cut where the bytes stop; two right ones before it are enough.
            return count >= 2
        }
        return count > 0
    }

    private func located(_ fault: any Error) throws -> any Error {
        guard let defect = fault as? ScanDefect else { return fault }
        return defect.onLine(try file.line(at: defect.offset))
    }
}

/// What a thread found in a piece that it began at `start`.
private struct Outcome<Part: Sendable>: Sendable {
    let start: Int
    let next: Int
    let lines: Int
    let part: Result<Part, any Error>
}

/// What is read and not joined yet.
private struct Work<Part: Sendable>: Sendable {
    var taken = 0
    var joined = 0
    var isStopped = false
    var waiting: [Int: Outcome<Part>?] = [:]

    enum Turn { case over, wait, piece(Int) }

    /// What was found waits for the pieces before it: not too far ahead, for memory's sake.
    mutating func turn(of count: Int) -> Turn {
        guard !isStopped, taken < count else { return .over }
        guard taken - joined < 32 else { return .wait }
        defer { taken += 1 }
        return .piece(taken)
    }

    /// The piece to join now, if it has been read: its number, and what was found if its beginning could be guessed.
    mutating func next() -> (piece: Int, outcome: Outcome<Part>?)? {
        guard !isStopped, let found = waiting.removeValue(forKey: joined) else { return nil }
        defer { joined += 1 }
        return (joined, found)
    }
}

private struct Joined<Total: Sendable>: Sendable {
    var total: Total
    /// Where the next piece to join must begin.
    var expected: Int
    var lines: Int
    var fault: (any Error)?
}
