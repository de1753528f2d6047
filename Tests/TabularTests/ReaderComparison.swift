@testable import Tabular

/// One input of the fuzzer, read both ways; the same code is fuzzed and replayed by the tests.
struct ReaderComparison {
    let isRight: Bool

    init(_ input: [UInt8]) {
        guard let choice = input.first else {
            isRight = true
            return
        }
        let bytes = Array(input.dropFirst())
        let window = [64, 65, 128, 200][Int(choice & 3)]
        let portion = [1, 13, 64, Int.max][Int(choice >> 2 & 3)]
        let separator: UInt8 = choice & 16 == 0 ? 0x2C : 0x3B
        let slow = SlowReader(bytes, separator: separator)
        let fast = try? FastReader(bytes, separator: separator, window: window, portion: portion)
        var isSame = fast?.rows == slow.rows && fast?.defect == slow.defect
        // The reader of small files decodes; what it reads of ASCII must be the same.
        if isSame, bytes.allSatisfy({ $0 < 0x80 }), !bytes.isEmpty {
            var reader = CSVReader(bytes, separator: separator)
            for row in slow.rows {
                guard let record = try? reader.next() else {
                    isSame = false
                    break
                }
                isSame = isSame && record.line == row.line && record.cells.map { Array($0.utf8) } == row.cells
            }
        }
        // As a table with names, and as text: whatever the bytes are.
        if var table = try? TableScan(MemoryBytes(bytes, portion: portion)) {
            let width = table.layout.columns.count
            let isComparable = table.layout.separator == separator && !bytes.starts(with: [0xEF, 0xBB, 0xBF])
            let pivot = Int(choice >> 5) % width
            var expected = slow.rows.dropFirst()
            table.rows.pivot = pivot
            while (try? table.rows.next()) == true {
                isSame = isSame && table.rows.pivotCell.bytes == table.rows.cell(pivot).bytes
                // Rows found together are those that are found one by one.
                if isComparable, let row = expected.popFirst() {
                    isSame = isSame && row.cells == (0..<width).map { table.rows.cell($0).bytes }
                }
                for column in 0..<table.rows.cellCount {
                    let cell = table.rows.cell(column)
                    isSame = isSame && cell.isEmpty == cell.bytes.isEmpty
                    _ = (cell.text, cell.number, cell.code)
                }
            }
        }
        isRight = isSame && Self.areFoundTogether(slow, bytes, choice, window: window, portion: portion, separator)
    }

    /// As a file of which the columns are known: all rows of so many cells before the first that has not, wherever windows
    /// begin; then without those whose first cell looked at begins otherwise, which are counted.
    private static func areFoundTogether(
        _ slow: SlowReader, _ bytes: [UInt8], _ choice: UInt8, window: Int, portion: Int, _ separator: UInt8
    ) -> Bool {
        guard let columns = slow.rows.first?.cells.count, columns > 1 else { return true }
        let expected = slow.rows.prefix { $0.cells.count == columns }.map(\.cells)
        let pivot = Int(choice >> 5) % columns
        func batch(_ heads: CellHeads?) -> BatchReader {
            BatchReader(
                bytes, separator: separator, window: window, portion: portion, columns: columns, pivot: pivot,
                heads: heads)
        }
        let (all, some) = (batch(nil), batch(BatchReader.even))
        let wanted = expected.filter { BatchReader.isEven($0[pivot]) }
        let given = some.rows.filter { BatchReader.isEven($0[pivot]) }
        return all.rows == expected && all.passed == 0 && all.areCellsRight && some.areCellsRight && wanted == given
            && some.rows.count + some.passed == expected.count
    }
}
