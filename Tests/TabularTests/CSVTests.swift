import Testing

@testable import Tabular

func records(_ text: String, separator: UInt8? = nil) throws -> [[String]] { try records(Array(text.utf8), separator) }

func records(_ bytes: [UInt8], _ separator: UInt8? = nil) throws -> [[String]] {
    var reader = CSVReader(bytes, separator: separator)
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record.cells) }
    return records
}

struct CSVReaderTests {
    @Test(
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
            ("a\tb\n1,2;3\t4\n", [["a", "b"], ["1,2;3", "4"]]),
            ("a,b\n\"1,2\",\"x\"\"y\"\n", [["a", "b"], ["1,2", "x\"y"]]),
            ("a,b\n\"un\ndeux\r\ntrois\",\n", [["a", "b"], ["un\ndeux\r\ntrois", ""]]),
            ("a,b\n\n,\n", [["a", "b"], ["", ""]]),
            ("nom\nl'été 5\" de pluie\n", [["nom"], ["l'été 5\" de pluie"]]),
            ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("\"a;b\",c\n", [["a;b", "c"]]),
            ("", []),
        ] as [(String, [[String]])])
    func theUsualFormsAreRead(text: String, expected: [[String]]) throws { #expect(try records(text) == expected) }

    @Test func latin1AndWindowsTextIsRecognised() throws {
        #expect(try records([0x6E, 0xE9, 0x2C, 0x80, 0x92, 0x9C]) == [["né", "€’œ"]])
        #expect(try records(Array("né,€".utf8)) == [["né", "€"]])
    }

    @Test func aQuoteThatIsNeverClosedIsNamedByItsLine() {
        #expect(throws: TableDefect(line: 3, "un guillemet ouvert ligne 3 n’est jamais fermé")) {
            try records("a\n1\n\"deux\ntrois\n")
        }
    }

    @Test func textAfterAClosingQuoteIsRefused() {
        #expect(throws: TableDefect(line: 2, "du texte suit le guillemet fermant d’une cellule")) {
            try records("a,b\n\"1\"x,2\n")
        }
    }

    @Test func rowsKnowTheirLineEvenAfterALineBreakInACell() throws {
        let table = try Table(Array("Code,Nom\n1,\"a\r\nb\nc\"\n\n2, d \n".utf8))
        #expect(table.rows.map(\.line) == [2, 6])
        #expect(table.rows[1]["nom"] == "d" && table.rows[1]["CODE"] == "2" && table.rows[1]["absente"] == nil)
        #expect(table.has("code", "nom") && !table.has("code", "absente"))
    }

    @Test(arguments: [
        ("", TableDefect(line: 1, "le fichier est vide")),
        ("a,A\n", TableDefect(line: 1, "la colonne «\u{A0}A\u{A0}» y est deux fois")),
        ("a,b\n1,2\n1,2,3\n", TableDefect(line: 3, "3 cellules au lieu de 2")),
    ])
    func aBrokenTableNamesItsDefect(text: String, defect: TableDefect) {
        #expect(throws: defect) { try Table(Array(text.utf8)) }
    }

    @Test func noBytesStopTheProgram() {
        var chance = Seeded(state: 7)
        let alphabet: [UInt8] = [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x41, 0xC3, 0xA9, 0xFF, 0x00]
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<24, using: &chance)).map { _ in
                alphabet.randomElement(using: &chance) ?? 0
            }
            _ = try? Table(bytes)
        }
    }
}

struct CSVWriterTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+33 2 98", "'+33 2 98"), ("-5", "'-5"), ("@nom", "'@nom"), ("\tx", "\"'\tx\""),
        ("\rx", "\"'\rx\""),
        ("＝A1", "'＝A1"), ("a\0b", "ab"), ("\0=1", "'=1"), ("a=b", "a=b"), ("a,b", "\"a,b\""),
        ("dit \"oui\"", "\"dit \"\"oui\"\"\""),
    ])
    func whatASpreadsheetWouldComputeIsDefused(text: String, written: String) {
        var writer = CSVWriter()
        writer.add([.text(text), "x"])
        #expect(writer.text == written + ",x\r\n")
    }

    @Test func numbersStayNumbers() {
        var writer = CSVWriter(byteOrderMark: true)
        writer.add([.number(-5), 3, .empty, .init(nil as String?)])
        #expect(writer.text == "\u{FEFF}-5,3,,\r\n")
    }

    @Test(arguments: [",", ";", "\t"] as [Character])
    func whatIsWrittenIsReadBack(separator: Character) throws {
        var chance = Seeded(state: 42)
        let alphabet =
            ["a", "b", " ", "é", "\u{301}", ",", ";", "\t", "\"", "\n", "\r", "=", "-", "'", "0", "€", "😀"]
            as [Unicode.Scalar]
        for _ in 0..<500 {
            let width = Int.random(in: 1...4, using: &chance)
            var rows: [[String]] = []
            for _ in 0..<Int.random(in: 1...5, using: &chance) {
                var row: [String] = []
                for _ in 0..<width {
                    var cell = String.UnicodeScalarView()
                    for _ in 0..<Int.random(in: 0...6, using: &chance) {
                        cell.append(alphabet.randomElement(using: &chance) ?? "x")
                    }
                    row.append(String(cell))
                }
                rows.append(row)
            }
            var writer = CSVWriter(separator: separator)
            for row in rows { writer.add(row.map(CSVWriter.Cell.text)) }
            let expected = rows.map { $0.map(CSVWriter.defused) }
            #expect(
                try records(writer.text, separator: separator.asciiValue).filter { $0 != [""] }
                    == expected.filter { $0 != [""] })
        }
    }

    @Test func noCellEverStartsWithATrigger() throws {
        var chance = Seeded(state: 11)
        let alphabet = Array("=+-@\t\r\n\0＝a")
        for _ in 0..<2000 {
            let text = String((0..<3).compactMap { _ in alphabet.randomElement(using: &chance) })
            let first = CSVWriter.defused(text).unicodeScalars.first
            #expect(first.map { "=+-@\t\r\n\0＝".unicodeScalars.contains($0) } != true)
        }
    }
}
