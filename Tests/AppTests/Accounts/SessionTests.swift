import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

struct SessionTests {
    private let password = "granit pelle vent"

    @Test func theCookieIsHeldTight() async throws {
        for (base, name, secure) in [
            ("http://127.0.0.1:8080", "session=", false), ("https://a.example.org", "__Host-session=", true),
        ] {
            let site = try Site { $0.baseURL = base }
            try await site.person("Anne", "anne@example.org", password: password)
            try await site.visit { browser in
                try await browser.get("/connexion")
                try await browser.post("/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", password)])
                let cookie = try #require(await browser.lastSetCookies.first)
                #expect(cookie.hasPrefix(name))
                for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] { #expect(cookie.contains(attribute)) }
                #expect(cookie.contains("; Secure") == secure && !cookie.contains("Domain"))
                let secret = try #require(await browser.cookies[String(name.dropLast())])
                let hashes = try await site.database.read { db in
                    try Data.fetchAll(db, sql: "SELECT secretHash FROM session")
                }
                #expect(hashes == [Secret(secret)?.hash])
            }
        }
    }

    @Test func signingInMakesANewSecretAndEndsTheOldOne() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org", password: password)
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            let before = await browser.cookies["session"]
            let thief = browser.another()
            await thief.adopt(before)
            #expect(try await thief.get("/compte").status == .ok)
            try await browser.post("/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", password)])
            let after = await browser.cookies["session"]
            #expect(after != before)
            #expect(try await thief.get("/compte").status == .seeOther)
            #expect(try await browser.get("/compte").status == .ok)
        }
    }

    /// A secret chosen by somebody else before signing in is worth nothing after (session fixation).
    @Test func aSecretThatTheServerDidNotGiveIsNotKept() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org", password: password)
        try await site.visit { browser in
            let planted = Secret().text
            await browser.adopt(planted)
            try await browser.get("/connexion")
            try await browser.post("/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", password)])
            #expect(await browser.cookies["session"] != planted)
        }
    }

    @Test func aSessionIsOverAfterSigningOut() async throws {
        try await expectEnd { site, browser, _ in
            let reply = try await browser.post("/deconnexion")
            #expect(reply.status == .seeOther && reply.location == "/")
        }
    }

    @Test func aSessionIsOverAfterTwoWeeksWithoutAVisit() async throws {
        try await expectEnd { site, _, _ in site.clock.advance(by: 14 * 24 * 3600) }
    }

    @Test func aSessionIsOverAfterSixtyDaysHoweverUsed() async throws {
        try await expectEnd { site, browser, _ in
            for _ in 0..<59 {
                site.clock.advance(by: 24 * 3600)
                let page = try await browser.get("/compte")
                #expect(page.status == .ok)
            }
            site.clock.advance(by: 24 * 3600)
        }
    }

    @Test func aSessionIsOverWhenItsPersonIsSuspendedOrErased() async throws {
        try await expectEnd { site, _, anne in
            let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
            let people = PeopleStore(database: site.database, letters: site.services.letters)
            let subject = try await site.database.read { db in try AccountStore.subject(system, in: db) }
            try await people.suspend(anne, by: subject, on: site.today, at: site.now)
        }
        try await expectEnd { site, _, anne in
            let accounts = MyAccountStore(database: site.database, letters: site.services.letters)
            try await accounts.erase(anne, on: site.today, by: .person(anne), at: site.now)
        }
    }

    @Test func everywhereElseIsSignedOutOnDemand() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            let other = browser.another()
            try await other.signIn(as: anne, on: site)
            try await browser.signIn(as: anne, on: site)
            #expect(try await browser.get("/compte").text.contains("(celle-ci)"))
            try await browser.post("/compte/sessions/fermeture")
            #expect(try await browser.get("/compte").status == .ok)
            #expect(try await other.get("/compte").status == .seeOther)
        }
    }

    @Test func nobodyClosesTheSessionOfSomebodyElse() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        let yann = try await site.person("Yann", "yann@example.org")
        try await site.visit { browser in
            let other = browser.another()
            try await browser.signIn(as: anne, on: site)
            try await other.signIn(as: yann, on: site)
            for id in 1...2 where id == 1 {
                #expect(try await other.post("/compte/sessions/\(id)/fermeture").status == .notFound)
            }
            #expect(try await browser.get("/compte").status == .ok)
        }
    }

    @Test func readingPagesIsNotAWriteMoreThanOnceAnHour() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            let before = try await site.database.read { db in db.totalChangesCount }
            for _ in 0..<10 { try await browser.get("/compte") }
            #expect(try await site.database.read { db in db.totalChangesCount } == before)
            site.clock.advance(by: 3601)
            for _ in 0..<10 { try await browser.get("/compte") }
            #expect(try await site.database.read { db in db.totalChangesCount } == before + 1)
        }
    }

    private func expectEnd(
        _ act: @escaping @Sendable (Site, Browser, ID<Person>) async throws -> Void
    ) async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            let secret = await browser.cookies["session"]
            #expect(try await browser.get("/compte").status == .ok)
            try await act(site, browser, anne)
            await browser.adopt(secret)
            #expect(try await browser.get("/compte").status == .seeOther)
        }
    }
}
