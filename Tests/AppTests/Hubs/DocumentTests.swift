import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// Documents joined as evidence: kept beside the database, given back as files to save and never as pages.
struct DocumentTests {
    private let path = "/poles/bras/pilotage/jalons"

    private func files(_ site: Site) -> [String] {
        let folder = site.services.configuration.documentsFolder.path
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    @Test func aJoinedDocumentIsOfferedAsAFileToSave() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let file = SentFile(name: "Procès-verbal <2026>.pdf")
        try await site.visit(as: person) { browser in
            let fields = milestoneFields(["preuve": "", "titre": "Avec pièce"])
            let answer = try await browser.post(path, fields, file: file)
            #expect(answer.status == .seeOther)
            let page = try await browser.get("/poles/bras").text
            #expect(page.contains("href=\"/pieces/1\""))
        }
        try await site.visit { stranger in
            let answer = try await stranger.get("/pieces/1")
            #expect(answer.status == .ok && Array(answer.bytes.readableBytesView) == file.content)
            #expect(answer.headers[.contentType] == "application/pdf")
            let disposition = try #require(answer.headers[.contentDisposition])
            #expect(
                disposition.hasPrefix(
                    "attachment; filename=\"Proces-verbal 2026.pdf\"; filename*=UTF-8''Proc%C3%A8s-verbal"))
            #expect(answer.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
        let stored = try await site.strings("SELECT storedName FROM document")
        #expect(files(site) == stored && stored.first?.contains("roc") == false)
        #expect(try await site.count("SELECT size FROM document") == file.content.count)
    }

    @Test(arguments: [
        ("page.html.pdf", "<html><script>alert(1)</script></html>", "text/plain; charset=utf-8"),
        ("image.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain; charset=utf-8"),
        ("../../etc/passwd", "racine", "text/plain; charset=utf-8"),
        ("liste.csv", "nom;ville\na;b\n", "text/csv; charset=utf-8"),
    ])
    func whatLooksLikeAPageIsKeptAsPlainText(name: String, content: String, type: String) async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let file = SentFile(name: name, content: Array(content.utf8))
            let answer = try await browser.post(path, milestoneFields(), file: file)
            #expect(answer.status == .seeOther)
            let back = try await browser.get("/pieces/1")
            #expect(
                back.headers[.contentType] == type && back.headers[.contentDisposition]?.hasPrefix("attachment") == true
            )
            #expect(back.headers[.contentDisposition]?.contains("..") == false)
        }
    }

    @Test(arguments: [
        ("vide.pdf", [UInt8]()), ("programme.exe", [0x4D, 0x5A, 0x90, 0x00]),
        ("archive.zip", Array("PK\u{3}\u{4}".utf8)),
    ])
    func whatIsNotADocumentIsRefusedAndLeavesNoFile(name: String, content: [UInt8]) async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(
                path, milestoneFields(["titre": "Gardé"]), file: SentFile(name: name, content: content))
            #expect(answer.status == .unprocessableContent || content.isEmpty)
            #expect(answer.status == .seeOther || answer.text.contains("value=\"Gardé\""))
        }
        if !content.isEmpty { #expect(try await site.everything() == before) }
        #expect(files(site).isEmpty)
    }

    @Test func aRefusedMilestoneLeavesNoFileBehind() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            for fields in [milestoneFields(["date": "demain"]), milestoneFields(["sorte": "pole-cree"])] {
                let answer = try await browser.post(path, fields, file: SentFile())
                #expect(answer.status == .unprocessableContent)
            }
        }
        #expect(files(site).isEmpty)
        #expect(try await site.count("SELECT count(*) FROM document") == 0)
    }

    @Test func aDocumentTooLargeIsRefusedInPlainWords() async throws {
        let site = try await Site.brittany { $0.maximumUpload = 5000 }
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let file = SentFile(content: Array("%PDF-".utf8) + Array(repeating: 65, count: 5000))
            let answer = try await browser.post(path, milestoneFields(), file: file)
            #expect([HTTPResponse.Status.contentTooLarge, .unprocessableContent].contains(answer.status))
            #expect(answer.text.contains("taille permise") || answer.text.contains("trop"))
        }
        #expect(files(site).isEmpty)
    }

    @Test func aDocumentWhoseFileIsLostIsNotFoundWithoutDetails() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            try await browser.post(path, milestoneFields(), file: SentFile())
            try FileManager.default.removeItem(at: site.services.configuration.documentsFolder)
            let answer = try await browser.get("/pieces/1")
            #expect(answer.status == .notFound && !answer.text.contains(site.services.configuration.dataFolder.path))
        }
    }
}
