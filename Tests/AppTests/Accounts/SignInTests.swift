import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

struct SignInTests {
    private let password = "granit pelle vent"

    @Test func aLinkIsAskedForConfirmedAndOpensASession() async throws {
        let site = try Site()
        let anne = try await site.person("Anne Le Goff", "anne@example.org")
        try await site.visit { browser in
            #expect(try await browser.get("/connexion?suite=/compte").status == .ok)
            let sent = try await browser.post(
                "/connexion/lien", [("courriel", " Anne@Example.org "), ("suite", "/compte")])
            #expect(sent.status == .seeOther && sent.location == "/connexion/envoi")
            let link = try await site.lastLink()
            #expect(link.hasSuffix("&suite=/compte"))

            let page = try await browser.get(link)
            #expect(page.status == .ok && page.text.contains("Me connecter"))
            #expect(try await browser.get("/compte").status != .ok)
            let used = try await browser.post("/lien", [("cle", key(link)), ("suite", "/compte")])
            #expect(used.location == "/compte")
            #expect(try await browser.get("/compte").text.contains("Anne Le Goff"))
        }
        #expect(try await site.journalKinds().contains("session.ouverture"))
        #expect(anne.rawValue == 1)
    }

    @Test func lookingAtALinkDoesNotUseItAndUsingItDoes() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            let link = try await site.lastLink()
            for _ in 0..<3 { #expect(try await browser.get(link).status == .ok) }
            #expect(try await browser.post("/lien", [("cle", key(link))]).status == .seeOther)
            #expect(try await browser.get(link).status == .gone)
            let again = try await browser.post("/lien", [("cle", key(link))])
            #expect(again.status == .gone && again.text.contains("déjà servi"))
        }
    }

    @Test func aLinkExpiresAfterHalfAnHour() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            let link = try await site.lastLink()
            site.clock.advance(by: 30 * 60 - 1)
            #expect(try await browser.get(link).status == .ok)
            site.clock.advance(by: 1)
            #expect(try await browser.get(link).status == .gone)
            #expect(try await browser.post("/lien", [("cle", key(link))]).text.contains("expiré"))
            #expect(try await browser.get("/compte").status == .seeOther)
        }
    }

    @Test(arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"])
    func aMadeUpLinkOpensNothing(key: String) async throws {
        try await Site().visit { browser in
            let seen = try await browser.get("/lien?cle=\(queryValue(key))")
            let used = try await browser.post("/lien", [("cle", key)])
            #expect(seen.status == .gone && used.status == .gone)
        }
    }

    @Test func aPasswordOpensASessionAndAWrongOneDoesNot() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org", password: password)
        try await site.visit { browser in
            try await browser.get("/connexion")
            let wrong = try await browser.post(
                "/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", "autre chose!")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("L’adresse ou le mot de passe ne convient pas."))
            #expect(wrong.text.contains("anne@example.org"))
            #expect(!wrong.text.contains("autre chose!"))
            let right = try await browser.post(
                "/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", password)])
            #expect(right.status == .seeOther && right.location == "/espace")
            #expect(try await browser.get("/compte").status == .ok)
        }
    }

    /// Same status, same body but for what was typed, same letters: nothing says who has an account.
    @Test func knownAndUnknownAddressesLookTheSame() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org", password: password)
        try await site.person("Yann", "yann@example.org")
        let suspended = try await site.person("Maël", "mael@example.org", password: password)
        try await site.database.write { db in
            try db.execute(sql: "UPDATE person SET suspendedAt = '2026-01-01' WHERE id = ?", arguments: [suspended])
        }
        try await site.visit { browser in
            try await browser.get("/connexion")
            var bodies: Set<String> = []
            for address in ["anne@example.org", "yann@example.org", "mael@example.org", "personne@example.org"] {
                let tried = try await browser.post(
                    "/connexion", [("adresse", address), ("mot-de-passe", "mauvais mot de passe")])
                bodies.insert("\(tried.status)\(tried.text.replacing(address, with: "ADRESSE"))")
                let link = try await browser.post("/connexion/lien", [("courriel", address)])
                #expect(link.status == .seeOther && link.location == "/connexion/envoi" && link.text.isEmpty)
                let signUp = try await browser.post("/inscription", [("nom", "Quelqu’un"), ("courriel", address)])
                #expect(signUp.status == .seeOther && signUp.location == "/connexion/envoi" && signUp.text.isEmpty)
                #expect(try await site.services.outbox.messages().filter { $0.recipient == address }.count == 2)
            }
            #expect(bodies.count == 1)
            let right = try await browser.post(
                "/connexion", [("adresse", "mael@example.org"), ("mot-de-passe", password)])
            #expect(bodies.contains("\(right.status)\(right.text.replacing("mael@example.org", with: "ADRESSE"))"))
        }
    }

    @Test func aSignUpCreatesThePersonOnlyWhenConfirmed() async throws {
        let site = try Site()
        try await site.visit { browser in
            try await browser.get("/inscription")
            try await browser.post("/inscription", [("nom", " Soazig  Riou "), ("courriel", "soazig@example.org")])
            #expect(try await count(site, "person") == 0)
            let link = try await site.lastLink()
            #expect(try await browser.post("/lien", [("cle", key(link))]).location == "/compte?fait=bienvenue")
            #expect(try await browser.get("/compte").text.contains("Soazig Riou"))
            #expect(try await count(site, "person") == 1)
        }
    }

    @Test func signingUpTwiceGivesOneAccount() async throws {
        let site = try Site()
        try await site.visit { browser in
            try await browser.get("/inscription")
            try await browser.post("/inscription", [("nom", "Soazig"), ("courriel", "soazig@example.org")])
            let first = try await site.lastLink()
            try await browser.post("/inscription", [("nom", "Soazig"), ("courriel", "soazig@example.org")])
            let second = try await site.lastLink()
            #expect(try await browser.post("/lien", [("cle", key(first))]).status == .seeOther)
            #expect(try await browser.another().get("/lien").status == .gone)
            #expect(try await browser.post("/lien", [("cle", key(second))]).status == .seeOther)
            #expect(try await count(site, "person") == 1)
        }
    }

    @Test func whatIsMistypedIsSaidAndKept() async throws {
        try await Site().visit { browser in
            try await browser.get("/inscription")
            let page = try await browser.post("/inscription", [("nom", "<b>Anne</b> 12"), ("courriel", "anne@")])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("&lt;b&gt;Anne&lt;/b&gt; 12") && page.text.contains("value=\"anne@\""))
            #expect(page.text.contains("Écrivez une adresse de courriel"))
        }
    }

    @Test(arguments: ["//evil.example.org", "https://evil.example.org", "/\\evil.example.org", "/%2F/evil.example.org"])
    func afterSigningInOneStaysOnTheSite(next: String) async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org", password: password)
        try await site.visit { browser in
            #expect(try await !browser.get("/connexion?suite=\(queryValue(next))").text.contains("evil"))
            let reply = try await browser.post(
                "/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", password), ("suite", next)])
            #expect(reply.location == "/espace")
        }
    }

    @Test func triesAreLimitedAndTheOwnerStillEntersByALink() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org", password: password)
        try await site.visit { browser in
            try await browser.get("/connexion")
            var tried = 0
            for _ in 0..<15 * 60 {
                site.clock.advance(by: 1)
                let reply = try await browser.post(
                    "/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", "faux faux faux")])
                if reply.text.contains("ne convient pas") { tried += 1 }
            }
            #expect(tried <= 10)
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            let link = try await site.lastLink()
            #expect(try await browser.post("/lien", [("cle", key(link))]).status == .seeOther)
        }
    }

    @Test func oneMailboxIsNotFloodedAndThePageSaysTheSame() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            for _ in 0..<20 {
                let reply = try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
                #expect(reply.location == "/connexion/envoi")
            }
            #expect(try await site.services.outbox.messages().count == 5)
        }
    }

    @Test func linksAreMadeFromTheSettingsAndNotFromTheRequest() async throws {
        let site = try Site { $0.baseURL = "https://maillage.example.org" }
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            let headers: HTTPFields = [
                .secFetchSite: "same-origin", HTTPField.Name("X-Forwarded-Host") ?? .accept: "evil.example.org",
            ]
            try await browser.post(
                "/connexion/lien", [("courriel", "anne@example.org")], token: await browser.token, headers: headers)
            let body = try await site.lastLetter().body
            #expect(body.contains("https://maillage.example.org/lien?cle=") && !body.contains("evil"))
        }
    }

    private func count(_ site: Site, _ table: String) async throws -> Int {
        try await site.database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM " + table) ?? 0 }
    }
}

/// The secret in a link.
func key(_ link: String) -> String {
    String((link.components(separatedBy: "cle=").last ?? "").prefix { $0 != "&" })
}
