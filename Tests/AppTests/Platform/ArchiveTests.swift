import Foundation
import Testing

@testable import App

struct ArchiveTests {
    static let text = "code_insee,nom\n29233,Quimperle\n"
    static let gzip = "H4sIAAAAAAACA0vOT0mNz8wrTk3VycvP5TKyNDI21gkszcwtSC3KSeUCALdEbj4fAAAA"
    /// A folder, `dossier/communes.csv` deflated and `lisez-moi.txt` stored.
    static let zip = """
        UEsDBBQAAAAIAAAAIQC3RG4+IQAAAB8AAAAUAAAAZG9zc2llci9jb21tdW5lcy5jc3ZLzk9Jjc/MK05N1cnLz+UysjQyNtYJLM3MLUgtyknlAgBQSwMEFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAgAAABkb3NzaWVyL1BLAwQUAAAAAAAAACEAyPC2pQcAAAAHAAAADQAAAGxpc2V6LW1vaS50eHRib25qb3VyUEsBAhQDFAAAAAgAAAAhALdEbj4hAAAAHwAAABQAAAAAAAAAAAAAAIABAAAAAGRvc3NpZXIvY29tbXVuZXMuY3N2UEsBAhQDFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAIABUwAAAGRvc3NpZXIvUEsBAhQDFAAAAAAAAAAhAMjwtqUHAAAABwAAAA0AAAAAAAAAAAAAAIABeQAAAGxpc2V6LW1vaS50eHRQSwUGAAAAAAMAAwCzAAAAqwAAAAAA
        """

    private func bytes(_ base64: String) throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
    }

    @Test func aCompressedFileIsReadAsItIs() throws {
        let files = try Archive.open("communes.csv.gz", try bytes(Self.gzip))
        #expect(files.map(\.name) == ["communes.csv"])
        #expect(files.first?.bytes == Array(Self.text.utf8))
    }

    @Test func twoCompressedPartsOneAfterTheOtherAreOneFile() throws {
        let files = try Archive.open("communes.csv.gz", try bytes(Self.gzip) + bytes(Self.gzip))
        #expect(files.first?.bytes == Array((Self.text + Self.text).utf8))
    }

    @Test func theFilesOfAnArchiveAreReadWithoutItsFolders() throws {
        let files = try Archive.open("tout.zip", try bytes(Self.zip))
        #expect(files.map(\.name) == ["dossier/communes.csv", "lisez-moi.txt"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == [Self.text, "bonjour"])
    }

    @Test func anythingElseIsAFileOfItsOwn() throws {
        #expect(try Archive.open("a.csv", Array("a,b".utf8)).map(\.name) == ["a.csv"])
        #expect(try Archive.open("vide", []).first?.bytes == [])
    }

    @Test(arguments: [gzip, zip])
    func aTruncatedOrAlteredArchiveIsRefusedOrReadButNeverStopsTheProgram(archive: String) throws {
        let bytes = try bytes(archive)
        for length in 4..<bytes.count {
            #expect(throws: Refused.self) { try Archive.open("x", Array(bytes[..<length])) }
        }
        for index in 4..<bytes.count {
            for mask in [0x01, 0x55, 0xFF] as [UInt8] {
                var altered = bytes
                altered[index] ^= mask
                _ = try? Archive.open("x", altered)
            }
        }
    }
}
