import Domain
import HTTPTypes
import Testing

@testable import App

/// The legal page says who publishes and hosts the site, or that nobody has said it yet.
struct SettingTests {
    @Test func theLegalPageShowsWhatTheSettingsSay() async throws {
        let site = try Site()
        let person = try await site.person("Ada", "ada@example.org", (.systemAdministrator, .network))
        let path = "/reseau/pilotage/reglages"
        try await site.visit(as: person) { browser in
            #expect(try await browser.get("/mentions-legales").text.contains("ne l’a pas encore indiqué"))
            let long = [("editeur", String(repeating: "é", count: 1001)), ("hebergeur", ""), ("contact", "")]
            let refused = try await browser.post(path, long)
            #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#editeur\""))
            let fields = [
                ("editeur", "Réseau des pôles \(Canary.text)"), ("hebergeur", "Ferme de serveurs"),
                ("contact", "contact@example.org"),
            ]
            #expect(try await browser.post(path, fields).location == path + "?fait=oui")
            let page = try await browser.get("/mentions-legales")
            #expect(page.text.contains("Ferme de serveurs") && page.text.contains("contact@example.org"))
            #expect(!page.text.contains("ne l’a pas encore indiqué"))
            Canary.check(page, "mentions légales")
            #expect(try await browser.get(path).text.contains("Ferme de serveurs"))
        }
        #expect(try await site.journalKinds().last == "reglages.changes")
    }
}
