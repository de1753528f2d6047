import Domain
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import App

struct OutboxTests {
    @Test func withoutAServerLinksAreShownToTheAdministratorAlone() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            try await browser.signIn(as: system, on: site)
            #expect(try await browser.get("/reseau/pilotage/courriels").text.contains("Aucun serveur"))
            let link = try await site.lastLink()
            #expect(try await browser.get("/reseau/pilotage/courriels/1").text.contains(key(link)))
            #expect(try await browser.get("/reseau/pilotage/courriels/2").status == .notFound)
        }
    }

    @Test func withAServerLinksAreHidden() async throws {
        let site = try Site { $0.smtp = "smtp://moi:secret@courriel.example.org" }
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            try await browser.signIn(as: system, on: site)
            let page = try await browser.get("/reseau/pilotage/courriels/1").text
            let link = try await site.lastLink()
            #expect(!page.contains(key(link)) && page.contains("cle=…"))
            #expect(try await !browser.get("/reseau/pilotage/courriels").text.contains("secret"))
        }
    }

    @Test func aFailureIsTriedAgainLaterAndLaterThenGivenUp() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        let address = try #require(MailAddress("anne@example.org"))
        try await site.services.links.requestSignIn(address, then: nil, at: site.now)
        let courier = try courier(site) { _, _, _ in throw MailServer.Fault(reason: "relais refusé") }

        try await courier.deliverDue()
        var message = try await site.lastLetter()
        #expect(message.state == .retrying && message.lastError == "relais refusé" && message.attempts == 1)
        try await courier.deliverDue()
        #expect(try await site.lastLetter().attempts == 1)
        for _ in 0..<10 {
            site.clock.advance(by: 43_200)
            try await courier.deliverDue()
        }
        message = try await site.lastLetter()
        #expect(message.state == .abandoned && message.attempts == 6)
        try await site.services.outbox.resend(message.id, by: .program, at: site.now)
        #expect(try await site.lastLetter().state == .waiting)
    }

    @Test func aSentMessageKeepsNothingThatOpensAnAccount() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        let address = try #require(MailAddress("anne@example.org"))
        try await site.services.links.requestSignIn(address, then: nil, at: site.now)
        let link = try await site.lastLink()
        let sent = Mutex<[String]>([])
        let courier = try courier(site) { text, _, recipient in sent.withLock { $0.append("\(recipient)\n\(text)") } }
        try await courier.deliverDue()
        try await courier.deliverDue()
        let texts = sent.withLock { $0 }
        #expect(texts.count == 1 && texts[0].hasPrefix("anne@example.org\n"))
        #expect(texts[0].replacing("=\r\n", with: "").contains(key(link)))
        let message = try await site.lastLetter()
        #expect(message.state == .sent && !message.body.contains(key(link)))
        await #expect(throws: Refused.self) {
            try await site.services.outbox.resend(message.id, by: .program, at: site.now)
        }
    }

    @Test func mailIsForgottenAfterThirtyDays() async throws {
        let site = try Site()
        try await site.person("Anne", "anne@example.org")
        let address = try #require(MailAddress("anne@example.org"))
        try await site.services.links.requestSignIn(address, then: nil, at: site.now)
        site.clock.advance(by: 31 * 24 * 3600)
        try await site.services.links.requestSignIn(address, then: nil, at: site.now)
        let kept = try await site.services.outbox.messages()
        #expect(kept.map(\.createdAt) == [site.now])
    }

    private func courier(_ site: Site, _ delivery: @escaping Courier.Delivery) throws -> Courier {
        let sender = try #require(MailAddress("reseau@example.org"))
        return Courier(outbox: site.services.outbox, sender: sender, now: { site.now }, delivery: delivery)
    }
}
