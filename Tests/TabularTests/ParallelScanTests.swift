import Foundation
import Testing

@testable import Tabular

/// A file that goes when the test ends.
final class TemporaryFile {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".csv").path
    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

struct ParallelScanTests {
    private struct Found: Sendable, Equatable {
        var cells: [[[UInt8]]] = []
        var lines: [Int] = []
    }

    private func read(_ path: String, pieceSize: Int, threads: Int) throws -> Found {
        var scan = try ParallelScan(FileBytes(path: path))
        (scan.pieceSize, scan.threads, scan.countsLines) = (pieceSize, threads, true)
        return try scan.run(into: Found()) { rows in
            var part = Found()
            while try rows.next() {
                part.cells.append((0..<rows.cellCount).map { rows.cell($0).bytes })
                part.lines.append(rows.line())
            }
            return part
        } join: { total, part, piece in
            total.cells += part.cells
            total.lines += part.lines.map { $0 + piece.linesBefore }
        }
    }

    /// Wherever the file is cut, inside quotes, between the two bytes of a line end, in the middle of a letter.
    @Test(arguments: ["\n", "\r\n"])
    func everySplitGivesTheSameRows(lineEnd: String) throws {
        var chance = Seeded(state: 21)
        let bytes = chance.table(columns: 4, rows: 40, lineEnd: lineEnd, last: false)
        let file = try TemporaryFile(bytes)
        let slow = SlowReader(bytes, separator: 0x2C).rows.dropFirst()
        for pieceSize in 1...bytes.count {
            let found = try read(file.path, pieceSize: pieceSize, threads: pieceSize % 3 + 1)
            guard found.cells == slow.map(\.cells), found.lines == slow.map(\.line) else {
                Issue.record("cut every \(pieceSize) bytes")
                return
            }
        }
    }

    /// Quoted cells that look like rows of the table themselves: the guess is wrong, and seen to be.
    @Test func aCellThatHoldsATableDoesNotMislead() throws {
        let trap = "\"" + String(repeating: "1,2,3\n", count: 30) + "\""
        let text = "a,b,c\n" + String(repeating: "x,\(trap),y\n", count: 20)
        let bytes = Array(text.utf8)
        let file = try TemporaryFile(bytes)
        let slow = SlowReader(bytes, separator: 0x2C).rows.dropFirst()
        for pieceSize in [10, 64, 100, 333, 1000] {
            #expect(try read(file.path, pieceSize: pieceSize, threads: 2).cells == slow.map(\.cells))
        }
    }

    @Test(arguments: [1, 2]) func whatIsWrongIsNamedByItsLineInTheWholeFile(threads: Int) throws {
        let rows = String(repeating: "1,\"deux\nlignes\"\n", count: 100)
        let file = try TemporaryFile(Array("a,b\n\(rows)trop,de,cellules\n\(rows)encore,une,fois\n".utf8))
        #expect(throws: TableDefect(line: 202, "3 cellules au lieu de 2")) {
            try read(file.path, pieceSize: 50, threads: threads)
        }
    }

    @Test func anErrorOfTheReaderStopsEverything() throws {
        struct Stop: Error, Equatable {}
        let file = try TemporaryFile(Array(("a\n" + String(repeating: "1\n", count: 1000)).utf8))
        var scan = try ParallelScan(FileBytes(path: file.path))
        scan.pieceSize = 16
        #expect(throws: Stop()) {
            try scan.run(into: 0) { rows in
                while try rows.next() { if rows.offset > 500 { throw Stop() } }
                return 1
            } join: { total, part, _ in
                total += part
            }
        }
    }

    @Test func aFileWithoutRowsHasNone() throws {
        let file = try TemporaryFile(Array("a,b\n".utf8))
        #expect(try read(file.path, pieceSize: 10, threads: 2) == Found())
        #expect(throws: ByteFault("« /nulle/part » n’existe pas ou ne se lit pas")) {
            try FileBytes(path: "/nulle/part")
        }
        #expect(throws: ByteFault("« / » n’est pas un fichier")) { try FileBytes(path: "/") }
    }
}
