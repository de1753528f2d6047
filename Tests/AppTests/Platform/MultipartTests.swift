import Foundation
import NIOCore
import Testing

@testable import App

struct MultipartTests {
    /// What a reader makes of a body, whatever the chunks.
    private struct Part: Equatable {
        var header: PartHeader
        var content: [UInt8] = []
    }

    private func parts(_ body: [UInt8], boundary: String = "XX", chunk: Int) throws -> [Part] {
        var parser = Multipart(boundary: boundary)
        var parts: [Part] = []
        var position = 0
        while position < body.count {
            let end = min(position + chunk, body.count)
            try parser.consume(body[position..<end]) { event in
                switch event {
                case .part(let header): parts.append(Part(header: header))
                case .bytes(let bytes): parts[parts.count - 1].content += bytes
                case .endOfPart: break
                }
            }
            position = end
        }
        try parser.finish()
        return parts
    }

    private static let sample = Array(
        """
        --XX\r
        Content-Disposition: form-data; name="nom"\r
        \r
        Pôle de Morlaix\r
        --XX\r
        Content-Disposition: form-data; name="vide"\r
        \r
        \r
        --XX\r
        content-disposition: form-data; name="piece"; filename="procès verbal.txt"\r
        Content-Type: text/plain\r
        \r
        --X\r\n--XY\r\n-\r\n--X presque\r
        \r
        --XX--\r
        après la fin
        """.utf8)

    @Test func theSameBodyCutAtEveryPlaceGivesTheSameParts() throws {
        let whole = try parts(Self.sample, chunk: Self.sample.count)
        #expect(whole.map(\.header.name) == ["nom", "vide", "piece"])
        #expect(
            whole.map { String(decoding: $0.content, as: UTF8.self) }
                == ["Pôle de Morlaix", "", "--X\r\n--XY\r\n-\r\n--X presque\r\n"])
        #expect(whole[2].header.filename == "procès verbal.txt")
        for chunk in 1..<Self.sample.count {
            #expect(try parts(Self.sample, chunk: chunk) == whole, "chunks of \(chunk)")
        }
    }

    @Test func anyContentComesOutAsItWentIn() throws {
        var random = SeededRandom(seed: 3)
        for round in 0..<300 {
            let contents = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    [UInt8](arrayLiteral: 13, 10, 45, 45, 65, 0, 255).randomElement(using: &random) ?? 0
                }
            }
            var body: [UInt8] = []
            for content in contents {
                body += Array("--BB77\r\nContent-Disposition: form-data; name=\"x\"; filename=\"f\"\r\n\r\n".utf8)
                body += content + [13, 10]
            }
            body += Array("--BB77--\r\n".utf8)
            let chunk = Int.random(in: 1...30, using: &random)
            #expect(try parts(body, boundary: "BB77", chunk: chunk).map(\.content) == contents, "round \(round)")
        }
    }

    /// Cut, doubled and spoilt bodies are refused or read, and never stop the program.
    @Test func noMutationMakesItTrap() {
        var random = SeededRandom(seed: 11)
        var refused = 0
        for _ in 0..<20_000 {
            var body = Self.sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard !body.isEmpty else { break }
                let place = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: body.remove(at: place)
                case 2: body.insert(contentsOf: body[..<min(place, 30)], at: place)
                default: body.removeSubrange(place...)
                }
            }
            do { _ = try parts(body, chunk: Int.random(in: 1...80, using: &random)) } catch { refused += 1 }
        }
        #expect(refused > 5_000)
    }

    @Test(arguments: [
        "", "--XX", "--XX\r\n", "--XXfaux\r\n\r\n", "--XX\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n plié\r\n\r\n\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nsans fin",
    ])
    func whatIsNotMultipartIsRefused(body: String) {
        #expect(throws: FormFault.self) { try parts(Array(body.utf8), chunk: 7) }
    }

    @Test func headersAreBounded() {
        let long = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nX: " + String(repeating: "x", count: 10_000)
        for chunk in [1, 100, 100_000] {
            #expect(throws: FormFault.tooLarge("part header")) {
                try parts(Array((long + "\r\n\r\n\r\n--XX--").utf8), chunk: chunk)
            }
        }
        #expect(throws: FormFault.self) { try parts([UInt8](repeating: 120, count: 100_000), chunk: 1_000) }
    }

    @Test(arguments: [
        (#"form-data; name="a"; filename="x.pdf""#, "x.pdf"), (#"form-data; name=a; filename=x.pdf"#, "x.pdf"),
        (#"form-data; name="a"; filename="dit %22oui%22.pdf""#, "dit \"oui\".pdf"),
        (#"form-data; name="a"; filename="dit \"oui\".pdf""#, "dit \"oui\".pdf"),
        (#"form-data; name="a"; filename="a;b.pdf""#, "a;b.pdf"),
        (#"form-data; filename="x.pdf"; name="a""#, "x.pdf"),
        (#"form-data; name="a"; filename="C:\dossier\""#, #"C:\dossier\"#),
        (#"form-data; name="a"; filename="x%0D%0AY: z""#, "xY: z"),
    ])
    func fileNamesAreReadAsBrowsersWriteThem(value: String, filename: String) throws {
        let header = try PartHeader(Array("Content-Disposition: \(value)".utf8))
        #expect(header.filename == filename)
        #expect(header.name == "a")
    }
}
