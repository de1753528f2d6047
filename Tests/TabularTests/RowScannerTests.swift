import Testing

@testable import Tabular

struct RowScannerTests {
    /// Any bytes, any size of window, any way of giving them: the same rows on the same lines, or the same refusal.
    @Test(arguments: 0..<40)
    func anyBytesAreReadAsTheSlowReaderReadsThem(seed: UInt64) throws {
        var chance = Seeded(state: seed)
        for _ in 0..<250 {
            let bytes = chance.hostileBytes(400)
            let slow = SlowReader(bytes, separator: 0x2C)
            let window = [64, 65, 100, 128, 192, 1024].randomElement(using: &chance) ?? 64
            let portion = [1, 7, 64, 1000].randomElement(using: &chance) ?? 1
            let fast = try FastReader(bytes, separator: 0x2C, window: window, portion: portion)
            #expect(fast.rows == slow.rows, "\(bytes)")
            #expect(fast.defect == slow.defect, "\(bytes)")
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func rightTablesAreReadWhole(lineEnd: String) throws {
        var chance = Seeded(state: 7)
        for columns in [1, 2, 5, 54, 130] {
            for last in [true, false] {
                let bytes = chance.table(columns: columns, rows: 60, lineEnd: lineEnd, last: last)
                let fast = try FastReader(bytes, separator: 0x2C, window: 256, portion: 100)
                #expect(fast.defect == nil)
                #expect(fast.rows == SlowReader(bytes, separator: 0x2C).rows)
                #expect(fast.rows.count == 61)
                #expect(fast.rows.allSatisfy { $0.cells.count == columns })
            }
        }
    }

    /// Text that both readers decode the same way: the one that holds everything in memory says the same.
    @Test func theReaderOfSmallFilesAgrees() throws {
        var chance = Seeded(state: 11)
        let bytes = chance.table(columns: 7, rows: 200, lineEnd: "\r\n", last: true)
        let fast = try FastReader(bytes, separator: 0x2C, window: 4096, portion: .max)
        var reader = CSVReader(bytes, separator: 0x2C)
        for row in fast.rows {
            let record = try reader.next()
            #expect(record?.line == row.line)
            #expect(record?.cells == row.cells.map { String(decoding: $0, as: UTF8.self) })
        }
        #expect(try reader.next() == nil)
    }

    /// Rows whose first cell looked at begins otherwise are passed over and counted; the others are all given, in order.
    @Test(arguments: 0..<20) func rowsThatBeginOtherwiseArePassedOverAndCounted(seed: UInt64) throws {
        var chance = Seeded(state: seed)
        let starts = ["22", "29", "2", "", "\"29\"", "\"\"", "35001", "é"]
        for _ in 0..<20 {
            let rows = (0..<Int.random(in: 0...300, using: &chance)).map { number in
                "\(number),\(starts.randomElement(using: &chance) ?? ""),\(String(repeating: "x", count: number % 90))"
            }
            let text = Array(("a,b,c\n" + rows.joined(separator: "\n")).utf8)
            var table = try TableScan(MemoryBytes(text, portion: 100))
            table.rows.pivot = 1
            table.rows.heads = CellHeads { $0 == 0x3239 << 48 || $0 == 0 }
            var given: [Int] = []
            while try table.rows.next() { given.append(table.rows.cell(0).number ?? -1) }
            let passed = table.rows.takePassed()
            #expect(given.count + passed == rows.count)
            #expect(table.rows.takePassed() == 0)
            #expect(given == given.sorted() && Set(given).count == given.count)
            let wanted = rows.indices.filter { row in
                [",29,", ",,", ",\"29\",", ",\"\","].contains { rows[row].contains($0) }
            }
            #expect(Set(wanted).isSubset(of: given))
        }
    }

    /// Whatever the windows, and also where the last rows of the file are passed over.
    @Test(arguments: ["\n", "\r\n", "\r"]) func rightTablesAreReadTogetherThroughSmallWindows(lineEnd: String) {
        var chance = Seeded(state: 31)
        for columns in [2, 5, 54, 130] {
            let bytes = chance.table(columns: columns, rows: 90, lineEnd: lineEnd, last: columns > 5)
            let expected = SlowReader(bytes, separator: 0x2C).rows.map(\.cells)
            for (window, portion) in [(64, 1), (128, 50), (1000, 64), (1 << 14, Int.max)] {
                for (pivot, heads) in [(0, CellHeads?.none), (1, BatchReader.even), (columns - 1, BatchReader.even)] {
                    let batch = BatchReader(
                        bytes, separator: 0x2C, window: window, portion: portion, columns: columns, pivot: pivot,
                        heads: heads)
                    let wanted = heads == nil ? expected : expected.filter { BatchReader.isEven($0[pivot]) }
                    let given = heads == nil ? batch.rows : batch.rows.filter { BatchReader.isEven($0[pivot]) }
                    #expect(given == wanted && batch.areCellsRight)
                    #expect(batch.rows.count + batch.passed == expected.count)
                }
            }
        }
    }

    /// A code that is too long is no code, wherever its row stands: nobody may judge it by how it begins.
    @Test func aLongCellIsNeverPassedOver() {
        let rows = (0..<40).map { "\($0),1\($0 % 3 == 0 ? "23456789" : "")" }
        let bytes = Array(rows.joined(separator: "\n").utf8)
        let batch = BatchReader(
            bytes, separator: 0x2C, window: 64, portion: .max, columns: 2, pivot: 1, heads: BatchReader.even)
        #expect(batch.rows.filter { $0[1].count > 8 }.count == 14)
        #expect(batch.rows.count + batch.passed == 40 && batch.passed > 10)
    }

    @Test func rowsPassedOverAreCountedOnceWhenTheCellLookedAtChanges() throws {
        let text = "a,b\n29,1\n29,2\n22,3\n29,4\n22,5\n"
        var table = try TableScan(MemoryBytes(Array(text.utf8)))
        table.rows.heads = CellHeads { $0 == 0x3239 << 48 }
        var given: [Int?] = []
        while try table.rows.next() {
            given.append(table.rows.cell(1).number)
            table.rows.pivot = 0
        }
        #expect(given.count + table.rows.takePassed() == 5)
        #expect(given.compactMap(\.self).filter { [1, 2, 4].contains($0) } == [1, 2, 4])
    }

    @Test func aCellLookedAtFirstCanBeChangedBetweenTwoRows() throws {
        let rows = (0..<50).map { "\($0),\($0 % 7),x" }
        var table = try TableScan(MemoryBytes(Array(("a,b,c\n" + rows.joined(separator: "\n")).utf8)))
        for number in 0..<50 {
            table.rows.pivot = number % 2
            #expect(try table.rows.next())
            #expect(table.rows.cell(0).number == number)
            #expect(table.rows.pivotCell.number == (number % 2 == 0 ? number : number % 7))
        }
        #expect(try !table.rows.next())
    }

    @Test func cellsAreFoundByTheNamesOfTheirColumns() throws {
        var table = try TableScan(
            MemoryBytes(Array("\u{FEFF}Nom;Code commune;Effectif\n\"Le \"\"Phare\"\"\";29019;12\nL’Été;22001;\n".utf8)))
        #expect(table.layout.separator == UInt8(ascii: ";"))
        let commune = try table.layout.position(of: "code commune")
        #expect(table.layout["nom"] == 0)
        #expect(table.layout["siret"] == nil)
        #expect(throws: TableDefect(line: 1, "il y manque la colonne « siret »")) {
            try table.layout.position(of: "siret")
        }
        #expect(try table.rows.next())
        #expect(table.rows.cell(0).text == "Le \"Phare\"")
        #expect(table.rows.cell(commune).code == 0x3239_3031_3900_0000)
        #expect(table.rows.cell(2).number == 12)
        #expect(table.rows.cell(3).isEmpty)
        #expect(try table.rows.next())
        #expect(table.rows.line() == 3)
        #expect(table.rows.cell(0).text == "L’Été")
        #expect(table.rows.cell(2).number == nil)
        #expect(try !table.rows.next())
    }

    @Test func codesOfQuotedAndLongCellsAreRight() throws {
        var table = try TableScan(MemoryBytes(Array("a,b,c,d,e\n\"29019\",\"a\"\"b\",123456789,\"\",12345678\n".utf8)))
        #expect(try table.rows.next())
        #expect(table.rows.cell(0).code == 0x3239_3031_3900_0000)
        #expect(table.rows.cell(1).code == 0x6122_6200_0000_0000)
        #expect(table.rows.cell(2).code == nil)
        #expect(table.rows.cell(2).number == 123_456_789)
        #expect(table.rows.cell(3).isEmpty)
        #expect(table.rows.cell(3).code == 0)
        #expect(table.rows.cell(4).code == 0x3132_3334_3536_3738)
    }

    /// Bytes that are no UTF-8 stay what they are in `bytes`; as text they are read as Windows wrote them.
    @Test func bytesThatAreNoUTF8AreKept() throws {
        var table = try TableScan(MemoryBytes(Array("a,b\n".utf8) + [0x6E, 0xE9, 0x2C, 0xC3, 0xA9, 0x0A]))
        #expect(try table.rows.next())
        #expect(table.rows.cell(0).bytes == [0x6E, 0xE9])
        #expect(table.rows.cell(0).text == "né")
        #expect(table.rows.cell(1).text == "é")
    }

    @Test(arguments: [
        ("", 1, "le fichier est vide"),
        ("a,A\n", 1, "la colonne « A » y est deux fois"),
        ("a,b\n1,2\n3\n", 3, "1 cellules au lieu de 2"),
        ("a,b\r\n1,2\r\n\r\n1,2,3", 4, "3 cellules au lieu de 2"),
        ("a,b\n\"x\ny\",2\n\"1\"2,3\n", 4, "du texte suit le guillemet fermant d’une cellule"),
        ("a,b\n1,2\n3,\"jamais\nfermé\n", 3, "un guillemet ouvert ligne 3 n’est jamais fermé"),
    ])
    func whatIsWrongIsNamedByItsLine(text: String, line: Int, sentence: String) {
        #expect(throws: TableDefect(line: line, sentence)) {
            var table = try TableScan(MemoryBytes(Array(text.utf8)))
            do {
                while try table.rows.next() {}
            } catch let defect as ScanDefect {
                throw table.rows.onLine(defect)
            }
        }
    }

    /// The last line of a file cut short has too few cells: it is refused, and not taken for a short row.
    @Test func aTruncatedLastLineIsRefused() throws {
        var table = try TableScan(MemoryBytes(Array("a,b,c\n1,2,3\n4,5".utf8)))
        #expect(try table.rows.next())
        #expect(throws: ScanDefect(kind: .cells(2, of: 3), offset: 12)) { try table.rows.next() }
    }

    @Test func aQuoteThatSwallowsAHugeFileIsStoppedInBoundedMemory() throws {
        let endless = Array("a,b\n1,\"".utf8) + [UInt8](repeating: 0x61, count: 20 << 20)
        var table = try TableScan(MemoryBytes(endless))
        #expect(throws: ScanDefect(kind: .longRow, offset: 4)) { while try table.rows.next() {} }
    }
}
