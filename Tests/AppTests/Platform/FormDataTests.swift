import Foundation
import Testing

@testable import App

struct FormDataTests {
    private func form(_ text: String, _ limits: FormLimits = .standard) throws -> Form {
        try FormData.form(fromURLEncoded: Array(text.utf8), limits: limits)
    }

    @Test func fieldsKeepTheirOrderAndMayRepeat() throws {
        let form = try form("b=1&a=2&b=3&vide=&seul")
        #expect(form.fields.map(\.name) == ["b", "a", "b", "vide", "seul"])
        #expect(form["b"] == "1")
        #expect(form.all("b") == ["1", "3"])
        #expect(form["vide"] == "" && form["seul"] == "" && form["absent"] == nil)
    }

    @Test func plusesAndEscapesAreDecoded() throws {
        #expect(try form("nom=P%C3%B4le+de+l%27ESS+%2B+1")["nom"] == "Pôle de l'ESS + 1")
        #expect(try form("a=b=c")["a"] == "b=c")
    }

    @Test func lineEndsBecomeOneCharacterAndAccentsOneScalar() throws {
        #expect(try form("t=a%0D%0Ab%0Dc%0Ad")["t"] == "a\nb\nc\nd")
        #expect(try form("t=e%CC%81")["t"]?.unicodeScalars.count == 1)
    }

    @Test(arguments: [
        "a=%", "a=%4", "a=%zz", "a=%+1", "%=1", "a=%00", "a=%C3", "a=%ED%A0%80", "a=%FF", "a=%1B", "a%00=1", "a=%7F",
    ])
    func whatNoBrowserSendsIsRefused(body: String) {
        #expect(throws: FormFault.self) { try form(body) }
    }

    @Test func everythingIsBounded() {
        var limits = FormLimits.standard
        limits.fields = 2
        limits.valueBytes = 3
        limits.nameBytes = 2
        limits.totalBytes = 20
        #expect(throws: Never.self) { try form("a=1&b=2", limits) }
        #expect(throws: FormFault.tooLarge("number of fields")) { try form("a=1&b=2&c=3", limits) }
        #expect(throws: FormFault.tooLarge("value")) { try form("a=1234", limits) }
        #expect(throws: FormFault.tooLarge("name")) { try form("abc=1", limits) }
        #expect(throws: FormFault.tooLarge("form")) { try form(String(repeating: "&", count: 21), limits) }
    }

    @Test func aHundredThousandKeysAreRefusedQuickly() {
        let many = (0..<100_000).map { "k\($0)=" }.joined(separator: "&")
        #expect(throws: FormFault.self) { try form(many) }
    }

    @Test func noBytesMakeItTrap() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<5_000 {
            let body = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                Array("a=&%+0fF\u{0}é".utf8).randomElement(using: &random) ?? 0
            }
            _ = try? FormData.form(fromURLEncoded: body)
        }
    }
}
