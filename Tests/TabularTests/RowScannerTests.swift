import CTabular
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

    /// Whatever instructions the processor has, marks are the same. Other tests may run meanwhile: nothing changes for them.
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
