import CTabular
import Testing

@testable import Tabular

/// Whatever instructions the processor has, files are read the same. One test after the other, since each chooses what all use;
/// other tests may run meanwhile: nothing changes for them.
@Suite(.serialized) struct InstructionLevelTests {
    /// Whatever instructions the processor has, marks are the same.
    @Test func theMarksAreTheSameWithAndWithoutVectorInstructions() {
        defer { ctabular_level(3) }
        var chance = Seeded(state: 3)
        for _ in 0..<2000 {
            let bytes = chance.hostileBytes(300)
            let found = (1...3).map { level in
                ctabular_level(CInt(level))
                return WrittenMarks(bytes)
            }
            #expect(found[0] == found[1] && found[0] == found[2], "\(bytes)")
        }
    }

    /// The rows as well, with the cell that is looked at first, and the cells that are asked for afterwards.
    @Test(arguments: 1...3) func theRowsAreTheSameWithAndWithoutVectorInstructions(level: CInt) throws {
        ctabular_level(level)
        defer { ctabular_level(3) }
        var chance = Seeded(state: 21)
        for _ in 0..<400 {
            #expect(ReaderComparison([UInt8.random(in: 0...255, using: &chance)] + chance.hostileBytes(600)).isRight)
        }
        for columns in [2, 9, 54, 300] {
            let bytes = chance.table(columns: columns, rows: 80, lineEnd: "\n", last: true)
            #expect(
                try FastReader(bytes, separator: 0x2C, window: 1024, portion: 700).rows
                    == SlowReader(bytes, separator: 0x2C).rows)
        }
    }
}

/// Everything that is marked in a text.
private struct WrittenMarks: Equatable {
    let ends: [UInt64]
    let before, lines: [UInt32]
    let defect: Int
    let isOpen: Bool

    init(_ bytes: [UInt8]) {
        var ends = [UInt64](repeating: 9, count: bytes.count / 64 + 2)
        var before = [UInt32](repeating: 9, count: ends.count)
        var lines = [UInt32](repeating: 9, count: bytes.count + 1)
        let marks = ctabular_mark(bytes, bytes.count, 0x2C, &ends, &before, &lines)
        (self.ends, self.before, self.lines) = (ends, before, Array(lines[..<marks.lines]))
        (defect, isOpen) = (marks.defect, marks.isOpen != 0)
    }
}
