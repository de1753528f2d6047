import Foundation
import NIOCore
import Testing

@testable import App

struct UploadTests {
    private func read(
        _ files: [(name: String, content: [UInt8])], limits: FormLimits = .standard, chunk: Int = 1_000
    ) async throws -> Form {
        var body: [UInt8] = []
        for file in files {
            body += Array(
                "--b\r\nContent-Disposition: form-data; name=\"piece\"; filename=\"\(file.name)\"\r\n\r\n".utf8)
            body += file.content + [13, 10]
        }
        body += Array("--b--\r\n".utf8)
        return try await FormReader(limits: limits).read(
            chunks(body, of: chunk), contentType: "multipart/form-data; boundary=b")
    }

    private func chunks(_ body: [UInt8], of size: Int) -> AsyncStream<ByteBuffer> {
        AsyncStream { stream in
            for start in Swift.stride(from: 0, to: body.count, by: size) {
                stream.yield(ByteBuffer(bytes: body[start..<min(start + size, body.count)]))
            }
            stream.finish()
        }
    }

    @Test func aFileIsOnDiskWhileTheFormLivesAndNoLonger() async throws {
        var form = try await read([("note.txt", Array("bonjour".utf8))])
        var upload = form.file("piece")
        let url = try #require(upload?.url)
        #expect(upload?.size == 7 && upload?.type == .text && upload?.name == "note.txt")
        #expect(upload?.sha256 == "2cb4b1431b84ec15d35ed83bb927e27e8967d75f4bcd9cc4b25c8d879ae23e18")
        #expect(try Data(contentsOf: url) == Data("bonjour".utf8))
        let permissions = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        form = .empty
        upload = nil
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test func nothingStaysOnDiskWhenTheFormIsRefused() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "envois-\(Secret().text)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cut = Array("--b\r\nContent-Disposition: form-data; name=\"p\"; filename=\"a\"\r\n\r\ncontenu".utf8)
        await #expect(throws: FormFault.self) {
            try await FormReader(folder: folder).read(
                chunks(cut, of: 5), contentType: "multipart/form-data; boundary=b")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func anEmptyFileFieldIsNoFile() async throws {
        let form = try await read([("", [])])
        #expect(form.file("piece") == nil)
    }

    @Test func filesAreBoundedInSizeAndNumber() async throws {
        var limits = FormLimits.standard
        limits.fileBytes = 100
        limits.files = 2
        limits.bodyBytes = 1_000
        let small = ("a.txt", [UInt8](repeating: 65, count: 100))
        let large = ("a.txt", [UInt8](repeating: 65, count: 101))
        let form = try await read([small, small], limits: limits)
        #expect(form.files("piece").count == 2)
        await #expect(throws: FormFault.tooLarge("file")) { try await read([large], limits: limits) }
        await #expect(throws: FormFault.tooLarge("number of files")) {
            try await read([small, small, small], limits: limits)
        }
        limits.fileBytes = 10_000
        await #expect(throws: FormFault.tooLarge("body")) {
            try await read([("a.txt", [UInt8](repeating: 65, count: 1_100))], limits: limits)
        }
    }

    @Test(arguments: [
        ("a.pdf", Array("%PDF-1.7\n".utf8), FileType.pdf),
        ("a.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0], .png),
        ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0], .jpeg),
        ("a.webp", Array("RIFF\u{1}\u{0}\u{0}\u{0}WEBPVP8 ".utf8), .webp),
        ("a.gif", Array("GIF89a\u{0}".utf8), .gif), ("a.csv", Array("a;b\n1;é\n".utf8), .csv),
        ("a.md", Array("# Titre".utf8), .text), ("page.html", Array("<script>alert(1)</script>".utf8), .text),
        ("image.svg", Array("<svg onload=alert(1)>".utf8), .text),
    ])
    func kindsAreToldByTheContent(name: String, content: [UInt8], type: FileType) async throws {
        let upload = try #require(try await read([(name, content)], chunk: 1).file("piece"))
        #expect(upload.type == type)
        #expect(type.extensions.contains { upload.name.hasSuffix(".\($0)") })
    }

    @Test(arguments: [
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], Array("MZ\u{90}\u{0}".utf8), Array("texte avec \u{0}".utf8),
        [0x66, 0xE9, 0x65], [0xE2, 0x82], Array("PK\u{3}\u{4}rien".utf8), [],
    ])
    func otherKindsAreNot(content: [UInt8]) async throws {
        let upload = try #require(try await read([("a.pdf", content)]).file("piece"))
        #expect(upload.type == nil)
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\bilan.pdf", "bilan.pdf"), ("a\u{202E}fdp.exe", "afdp.exe"),
        ("...cache", "cache"), ("", "document"), ("//", "document"), ("  deux   mots .pdf", "deux mots .pdf"),
        ("<img src=x>.pdf", "img src=x.pdf"), ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf"),
    ])
    func namesAreCleaned(given: String, shown: String) {
        #expect(UploadName.cleaned(given) == shown)
    }

    @Test func longNamesKeepTheirExtension() {
        let name = UploadName.cleaned(String(repeating: "é", count: 300) + ".pdf")
        #expect(name.hasSuffix(".pdf") && name.count <= 100 && name.utf8.count <= 200)
    }
}
