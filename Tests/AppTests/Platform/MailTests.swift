import Domain
import Foundation
import Testing

@testable import App

struct MailTests {
    private func message(subject: String = "Bonjour", name: String = "Anne Le Goff", body: String = "Texte") throws
        -> MailMessage
    {
        let sender = try #require(MailAddress("reseau@example.org"))
        let recipient = try #require(MailAddress("anne@example.org"))
        return try MailMessage(
            sender: sender, senderName: "Réseau des pôles", recipient: recipient, recipientName: name,
            subject: subject, body: body)
    }

    @Test func aMessageIsWrittenInASCIIOnShortLines() throws {
        let body = String(repeating: "Une phrase avec des accents éèà = et un point. ", count: 20) + "\n.\nfin "
        let subject = String(repeating: "Votre lien de connexion à l’espace des pôles de l’ESS ", count: 3)
        let text = try message(subject: subject, body: body)
            .written(at: Date(timeIntervalSince1970: 1_267_400_000), identifier: "id")
        #expect(text.utf8.allSatisfy { $0 < 0x80 && $0 != 0 })
        for line in text.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 76)
            #expect(!line.contains("\n") && !line.contains("\r"))
        }
        #expect(text.contains("Date: Sun, 28 Feb 2010 23:33:20 +0000\r\n"))
        #expect(text.contains("Message-ID: <id@example.org>\r\n"))
    }

    @Test(arguments: ["a\r\nBcc: eve@example.org", "a\nb", "a\rb", "a\u{2028}b", "a\u{2029}b", "a\u{85}b", "a\u{0}b"])
    func aLineEndInAHeaderIsRefused(text: String) {
        #expect(throws: MailMessage.Fault.lineEndInHeader) { try message(subject: text) }
        #expect(throws: MailMessage.Fault.lineEndInHeader) { try message(name: text) }
    }

    @Test func aNameCannotBecomeAnAddress() throws {
        let text = try message(name: "eve@example.org>, <autre@example.org").written(at: .now, identifier: "id")
        #expect(!text.contains("autre@example.org"))
    }

    @Test func plainSubjectsStayAsTheyAre() throws {
        #expect(
            try message(subject: "Bonjour").written(at: .now, identifier: "id").contains("\r\nSubject: Bonjour\r\n"))
        #expect(MailEncoding.header("=?UTF-8?B?eA==?=", startingAt: 9).hasPrefix("=?UTF-8?B?PT9"))
    }

    @Test func quotedPrintableComesBack() {
        #expect(MailEncoding.quotedPrintable("é=a \nb") == "=C3=A9=3Da=20\r\nb")
        #expect(MailEncoding.quotedPrintable("a\r\nb\rc") == "a\r\nb\r\nc")
    }

    @Test(arguments: [
        "http://example.org", "smtp://", "smtp://example.org/chemin", "example.org:25", "smtp://example.org\n", "",
        "file:///etc/passwd",
    ])
    func whatIsNotAMailServerIsRefused(address: String) { #expect(MailServer(address) == nil) }

    @Test func aMailServerIsShownWithoutItsPassword() {
        #expect(MailServer("smtps://moi:secret@mail.example.org:465")?.shown == "smtps://mail.example.org:465")
    }

    @Test func anAbsentServerIsAFaultWithItsReason() async throws {
        let server = try #require(MailServer("smtp://127.0.0.1:1"))
        let sender = try #require(MailAddress("reseau@example.org"))
        let error = await #expect(throws: MailServer.Fault.self) {
            try await server.deliver(
                "x", from: sender, to: sender, in: FileManager.default.temporaryDirectory)
        }
        #expect(error?.reason.contains("127.0.0.1") == true)
    }
}
