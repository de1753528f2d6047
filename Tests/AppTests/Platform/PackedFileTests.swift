import Foundation
import Tabular
import Testing

@testable import App

struct PackedFileTests {
    private func bytes(_ base64: String) throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
    }

    private func open(_ name: String, _ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
        let file = try TemporaryCopy(bytes)
        return try PackedFile.open(name, FileBytes(path: file.path)).map { ($0.name, try $0.bytes()) }
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// One file as it is in an archive whose sizes and places are all told in 64 bits.
    private func wideArchive(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let common = number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4)
        let local = number(0x0403_4B50, 4) + number(45, 2) + common + number(0xFFFF_FFFF, 4) + number(0xFFFF_FFFF, 4)
        let extra = number(1, 2) + number(24, 2) + number(content.count, 8) + number(content.count, 8) + number(0, 8)
        let header = local + number(name.utf8.count, 2) + number(0, 2) + Array(name.utf8)
        let entry =
            number(0x0201_4B50, 4) + number(45, 2) + number(45, 2) + common + number(0xFFFF_FFFF, 4)
            + number(0xFFFF_FFFF, 4) + number(name.utf8.count, 2) + number(extra.count, 2) + number(0, 2)
        let rest = number(0, 2) + number(0, 2) + number(0, 4) + number(0xFFFF_FFFF, 4) + Array(name.utf8) + extra
        let table = header.count + content.count
        let wideEnd = table + entry.count + rest.count
        let large = number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 4) + number(0, 4)
        let counts = number(1, 8) + number(1, 8) + number(entry.count + rest.count, 8) + number(table, 8)
        let locator = number(0x0706_4B50, 4) + number(0, 4) + number(wideEnd, 8) + number(1, 4)
        let end = number(0x0605_4B50, 4) + number(0, 4) + number(0xFFFF, 2) + number(0xFFFF, 2)
        let last = number(0xFFFF_FFFF, 4) + number(0xFFFF_FFFF, 4) + number(0, 2)
        return header + content + entry + rest + large + counts + locator + end + last
    }

    @Test func compressedFilesAndArchivesGiveWhatTheyHold() throws {
        #expect(try open("c.csv.gz", try bytes(ArchiveTests.gzip)).map(\.name) == ["c.csv"])
        let twice = try open("c.csv.gz", try bytes(ArchiveTests.gzip) + bytes(ArchiveTests.gzip))
        #expect(twice.first?.bytes == Array((ArchiveTests.text + ArchiveTests.text).utf8))
        let files = try open("tout.zip", try bytes(ArchiveTests.zip))
        #expect(files.map(\.name) == ["dossier/communes.csv", "lisez-moi.txt"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == [ArchiveTests.text, "bonjour"])
        #expect(try open("a.csv", Array("a,b".utf8)).first?.bytes == Array("a,b".utf8))
        #expect(try open("vide", []).first?.bytes == [])
    }

    /// The archives of the national files say their sizes in 64 bits.
    @Test func aLargeArchiveIsRead() throws {
        let content = [UInt8](ArchiveTests.text.utf8)
        let files = try open("national.zip", wideArchive("Stock.csv", content))
        #expect(files.map(\.name) == ["Stock.csv"])
        #expect(files.first?.bytes == content)
    }

    @Test func theSameBytesAreReadAgainFromTheStart() throws {
        let file = try TemporaryCopy(try bytes(ArchiveTests.gzip))
        let streamed = try #require(try PackedFile.open("c.csv.gz", FileBytes(path: file.path)).first)
        #expect(try streamed.bytes() == streamed.bytes())
    }

    @Test func anArchiveThatIsCutOrAlteredIsRefusedOrReadButNeverStopsTheProgram() throws {
        for archive in [
            try bytes(ArchiveTests.gzip), try bytes(ArchiveTests.zip), wideArchive("a.csv", Array("a\n1\n".utf8)),
        ] {
            for length in 4..<archive.count {
                #expect(throws: Refused.self) { try open("x", Array(archive[..<length])) }
            }
            for index in 4..<archive.count {
                for mask in [0x01, 0x55, 0xFF] as [UInt8] {
                    var altered = archive
                    altered[index] ^= mask
                    _ = try? open("x", altered)
                }
            }
        }
    }

    /// A byte changed in what is packed is seen by the checksum.
    @Test func alteredContentIsRefused() throws {
        var archive = try bytes(ArchiveTests.zip)
        archive[52] ^= 0x01
        #expect(throws: Refused.self) { try open("x.zip", archive) }
    }

    @Test func aDefectIsRefusedWithItsLineWhateverThePacking() throws {
        let text = "a,b\n1,2\n1,2,3\n"
        let plain = try TemporaryCopy(Array(text.utf8))
        let wide = try TemporaryCopy(wideArchive("f.csv", Array(text.utf8)))
        for path in [plain.path, wide.path] {
            let streamed = try #require(try PackedFile.open("f.csv", FileBytes(path: path)).first)
            #expect(throws: Refused("f.csv, ligne 3 : 3 cellules au lieu de 2. Rien n’a été changé.")) {
                try streamed.scan(into: 0, progress: { _ in }) { rows in
                    var count = 0
                    while try rows.next() { count += 1 }
                    return count
                } join: { total, part, _ in
                    total += part
                }
            }
        }
    }

    @Test func aPathThatIsNoFileIsRefused() {
        #expect(throws: Refused("« /nulle/part » n’existe pas ou ne se lit pas.")) {
            try PackedFile.open(path: "/nulle/part")
        }
    }
}

/// A file that goes when the test ends.
final class TemporaryCopy {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
