import Foundation
import Testing

@testable import App

struct OfficeDocumentTests {
    private struct Entry {
        var name: String
        var packed = 10
        var unpacked = 10
    }

    /// An archive with a table of contents and nothing in it, which is all that is looked at.
    private func archive(_ entries: [Entry], count: Int? = nil) throws -> TemporaryFile {
        var bytes = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 30)
        let start = bytes.count
        for entry in entries {
            var record = [UInt8](repeating: 0, count: 46)
            record.replaceSubrange(0..<4, with: [0x50, 0x4B, 1, 2])
            record.replaceSubrange(20..<24, with: littleEndian(entry.packed, 4))
            record.replaceSubrange(24..<28, with: littleEndian(entry.unpacked, 4))
            record.replaceSubrange(28..<30, with: littleEndian(entry.name.utf8.count, 2))
            bytes += record + Array(entry.name.utf8)
        }
        let length = bytes.count - start
        bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + littleEndian(count ?? entries.count, 2)
        bytes += littleEndian(count ?? entries.count, 2) + littleEndian(length, 4) + littleEndian(start, 4) + [0, 0]
        let file = try TemporaryFile(in: FileManager.default.temporaryDirectory)
        try Data(bytes).write(to: file.url)
        return file
    }

    private func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private func type(_ entries: [Entry]) throws -> FileType? {
        let file = try archive(entries)
        return FileType.recognise(file.url, head: Array("PK\u{3}\u{4}".utf8), isText: false, name: "a.zip")
    }

    @Test func officeDocumentsAreRecognised() throws {
        let odf = [Entry(name: "content.xml"), Entry(name: "META-INF/manifest.xml")]
        #expect(try type([Entry(name: "mimetype", unpacked: 39)] + odf) == .odt)
        #expect(try type([Entry(name: "mimetype", unpacked: 46)] + odf) == .ods)
        let types = Entry(name: "[Content_Types].xml")
        #expect(try type([types, Entry(name: "word/document.xml")]) == .docx)
        #expect(try type([types, Entry(name: "xl/workbook.xml")]) == .xlsx)
    }

    @Test func otherArchivesAreNot() throws {
        #expect(try type([]) == nil)
        #expect(try type([Entry(name: "a.txt")]) == nil)
        let word = [Entry(name: "[Content_Types].xml"), Entry(name: "word/document.xml")]
        #expect(try type(word + [Entry(name: "word/vbaProject.bin")]) == nil)
        #expect(try type(word + [Entry(name: "../../etc/passwd")]) == nil)
        #expect(try type(word + [Entry(name: "/etc/passwd")]) == nil)
        #expect(try type(word + [Entry(name: "bombe", packed: 10, unpacked: 4_000_000_000)]) == nil)
        #expect(try type(word + [Entry(name: "bombe", packed: 10_000, unpacked: 3_000_000)]) == nil)
    }

    @Test func spoiltTablesOfContentsAreRefused() throws {
        let good = try archive([Entry(name: "[Content_Types].xml"), Entry(name: "word/document.xml")])
        let bytes = [UInt8](try Data(contentsOf: good.url))
        var random = SeededRandom(seed: 5)
        for _ in 0..<500 {
            var spoilt = bytes
            for _ in 0..<3 {
                spoilt[Int.random(in: 0..<spoilt.count, using: &random)] = UInt8.random(
                    in: .min ... .max, using: &random)
            }
            spoilt.removeLast(Int.random(in: 0...2, using: &random))
            try Data(spoilt).write(to: good.url)
            _ = ZipContents(good.url)
        }
        #expect(try ZipContents(archive([Entry(name: "a")], count: 60_000).url) == nil)
    }
}
