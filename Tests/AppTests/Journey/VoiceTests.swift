import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Following an initiative, joining it, wanting it: the address answers first, and nothing else is kept.
struct VoiceTests {
    private let page = "/poles/essentiel/demarche/voix"

    private func key(_ site: Site, _ place: String) async throws -> String {
        let body = try await site.lastLetter(to: "lou@example.org").body
        let start = try #require(body.range(of: place + "?cle="))
        return String(body[start.upperBound...].prefix { !$0.isWhitespace })
    }

    private func ask(_ browser: Browser, _ values: [String: String] = [:]) async throws -> Answer {
        try await browser.get(page)
        let all = ["sorte": "suivre", "courriel": "lou@example.org", "nom": "Lou Discrète", "message": "Bravo"].merging(
            values
        ) { $1 }
        return try await browser.post(page, all.map { ($0.key, $0.value) })
    }

    @Test func aVoiceCountsOnceItsAddressHasAnswered() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let sent = try await ask(browser, ["sorte": "vouloir"])
            #expect(sent.status == .seeOther && sent.location == "/demarche/voix/envoi")
            #expect(!(try await browser.get("/poles/essentiel/demarche").text.contains("voix pour un pôle ici")))
            let key = try await key(site, "/demarche/voix/confirmation")
            // Following the link changes nothing: machines follow links too.
            #expect(try await browser.get("/demarche/voix/confirmation?cle=" + key).text.contains("Confirmer"))
            #expect(try await site.count("SELECT count(*) FROM journeyVoice WHERE confirmedAt IS NOT NULL") == 0)
            #expect(try await browser.post("/demarche/voix/confirmation", [("cle", key)]).status == .ok)
            #expect(
                try await browser.post("/demarche/voix/confirmation", [("cle", key)]).status == .unprocessableContent)
            let status = try await browser.get("/poles/essentiel/demarche").text
            #expect(status.contains("voix pour un pôle ici") && !status.contains("Lou Discrète"))
        }
        let journal = try await site.strings("SELECT detail || subject FROM journal")
        #expect(!journal.contains { $0.contains("lou@") || $0.contains("Discrète") })
    }

    @Test func theSameAddressCountsOnceAndTakesItsWordsBack() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for _ in 0..<2 {
                _ = try await ask(browser)
                try await browser.post(
                    "/demarche/voix/confirmation", [("cle", try await key(site, "/demarche/voix/confirmation"))])
            }
            #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 1)
            let stop = try await key(site, "/demarche/voix/arret")
            try await browser.get("/demarche/voix/arret?cle=" + stop)
            #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 1)
            try await browser.post("/demarche/voix/arret", [("cle", stop)])
            #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 0)
        }
    }

    @Test func anAddressThatDoesNotAnswerIsForgotten() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            _ = try await ask(browser)
            let key = try await key(site, "/demarche/voix/confirmation")
            site.clock.advance(by: 3 * 86_400)
            #expect(
                try await browser.get("/demarche/voix/confirmation?cle=" + key).text.contains("Ce lien ne sert plus"))
            #expect(
                try await browser.post("/demarche/voix/confirmation", [("cle", key)]).status == .unprocessableContent)
        }
    }

    @Test func whatIsWrongIsSaidAndNothingTypedIsLost() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let nameless = try await ask(browser, ["sorte": "rejoindre", "nom": "", "message": "Je connais du monde"])
            #expect(nameless.status == .unprocessableContent && nameless.text.contains("Je connais du monde"))
            #expect(try await ask(browser, ["courriel": "lou"]).status == .unprocessableContent)
            #expect(try await ask(browser, ["sorte": "autre"]).status == .unprocessableContent)
        }
        #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 0)
    }

    @Test func newsGoToThosWhoFollowAndToNobodyElse() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit { browser in
            _ = try await ask(browser)
            try await browser.post(
                "/demarche/voix/confirmation", [("cle", try await key(site, "/demarche/voix/confirmation"))])
            // Never confirmed.
            _ = try await ask(browser, ["courriel": "autre@example.org"])
        }
        let letters = try await site.count("SELECT count(*) FROM outbox")
        try await site.visit(as: person) { browser in
            let desk = "/poles/essentiel/pilotage/demarche/voix"
            let reply = try await browser.get(desk)
            #expect(reply.text.contains("lou@example.org"))
            #expect(
                try await browser.post(desk + "/nouvelles", [("titre", ""), ("texte", "x")]).status
                    == .unprocessableContent)
            let news = [("titre", "L’enquête est ouverte"), ("texte", "Répondez avant juin.")]
            #expect(try await browser.post(desk + "/nouvelles", news).status == .seeOther)
            #expect(try await browser.post(desk + "/nouvelles", news).status == .unprocessableContent)
        }
        #expect(try await site.count("SELECT count(*) FROM outbox") == letters + 1)
        let letter = try await site.lastLetter()
        #expect(letter.recipient == "lou@example.org" && letter.body.contains("/demarche/voix/arret?cle="))
        try await site.visit { stranger in
            let reply = try await stranger.get("/poles/essentiel/demarche")
            #expect(reply.text.contains("Répondez avant juin."))
        }
    }

    @Test func whoErasesTheirAccountTakesTheirVoiceAlong() async throws {
        let site = try await Site.brittany()
        let person = try await site.person("Lou Discrète", "lou@example.org")
        try await site.visit { browser in
            _ = try await ask(browser)
            let key = try await key(site, "/demarche/voix/confirmation")
            try await browser.post("/demarche/voix/confirmation", [("cle", key)])
        }
        #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 1)
        try await site.visit(as: person) { browser in
            let reply = try await browser.post("/compte/effacement", [("certain", "oui")])
            #expect(reply.status == .seeOther)
        }
        #expect(try await site.count("SELECT count(*) FROM journeyVoice") == 0)
    }
}
