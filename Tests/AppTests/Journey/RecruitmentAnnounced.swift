import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

extension RecruitmentPrivacyTests {
    /// A hub with a post announced, read by Jo and Lou; Cora coordinates and is not of the panel.
    struct Announced {
        let site: Site
        let hub: ID<Hub>
        let cora, jo, lou: ID<Person>
        let post: String
        let panel: String

        init() async throws {
            let site = try await AssemblySite(members: 1).site
            self.site = site
            hub = try await site.hubID("ici")
            let found = try await site.database.read { db in
                try ID<Person>.fetchOne(db, sql: "SELECT id FROM person WHERE address = 'cora@example.org'")
            }
            cora = try #require(found)
            jo = try await site.person("Jo", "jo@example.org")
            lou = try await site.person("Lou", "lou@example.org")
            (post, panel) = ("/poles/ici/recrutements/1", "/poles/ici/recrutements/1/candidatures")
            try await site.visit(as: cora) { browser in
                let created = try await browser.post(desk, RecruitmentPrivacyTests.post(site))
                #expect(created.location == desk + "/1", "\(created.text)")
                let alone = try await browser.post(desk + "/1/annonce")
                #expect(alone.status == .unprocessableContent && alone.text.contains("nul ne choisit seul"))
                for name in ["Jo", "Lou"] {
                    let named = try await browser.post(
                        desk + "/1/jury",
                        [("jure-nom", name), ("jure-courriel", "\(name.lowercased())@example.org")])
                    #expect(named.status == .seeOther)
                }
                #expect(try await browser.post(desk + "/1/annonce").status == .seeOther)
            }
        }

        /// Somebody applies with a document.
        func apply(_ name: String = "Camille Riou", _ address: String = "camille@example.org") async throws {
            try await site.visit { browser in
                try await browser.get("/poles/ici/recrutements/1/candidature")
                let sent = try await browser.post(
                    "/poles/ici/recrutements/1/candidature",
                    [
                        ("nom", name), ("courriel", address), ("telephone", ""),
                        ("message", RecruitmentPrivacyTests.secret),
                    ],
                    file: SentFile(field: "cv", name: "parcours.pdf"))
                #expect(sent.location == "/candidature/merci", "\(sent.text)")
            }
        }

        func link(_ address: String = "camille@example.org") async throws -> String {
            let letters = try await site.services.outbox.messages().filter { $0.recipient == address }
            let body = try #require(letters.first { $0.body.contains("/candidature?cle=") }).body
            let start = try #require(body.range(of: "/candidature?cle="))
            return String(body[start.lowerBound...].prefix { !$0.isWhitespace })
        }

        var folder: URL { ApplicationFiles(site.services.configuration).folder }
        func files() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }
    }
}
