import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Opening an initiative (R16): anyone signed in may; they look after it, and the animators know at once.
struct InitiativeTests {
    private let form = [
        ("nom", "Pôle du Pays de Dinan"), ("territoire", "pays-de-dinan"), ("initiateurs", "Trois associations"),
        ("motif", "Nous voulons agir ensemble.\n\nEt vite."),
    ]

    @Test func whoeverOpensAnInitiativeLooksAfterItAndTheAnimatorsKnow() async throws {
        let site = try await Site.brittany { $0.baseURL = "https://poles.example.org" }
        try await site.animator()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        try await site.visit(as: person) { browser in
            let page = try await browser.get("/demarche/initiatives/nouvelle?territoire=pays-de-dinan")
            #expect(page.status == .ok && page.text.contains("value=\"pays-de-dinan\" selected"))
            let answer = try await browser.post("/demarche/initiatives", form)
            #expect(answer.status == .seeOther && answer.location == "/poles/pole-du-pays-de-dinan/pilotage")
            #expect(try await browser.get("/poles/pole-du-pays-de-dinan/pilotage").status == .ok)
            #expect(try await browser.get("/poles/bras/pilotage").status == .forbidden)
            #expect(
                try await browser.get("/situation").text.contains(
                    "aria-label=\"Dinan : Organisation en vue de la préfiguration\""))
            let shown = try await browser.another().get("/poles/pole-du-pays-de-dinan").text
            #expect(
                shown.contains("<p>Nous voulons agir ensemble.</p><p>Et vite.</p>")
                    && shown.contains("Trois associations"))
            #expect(try await browser.get("/demarche").text.contains("Pôle du Pays de Dinan"))
            #expect(try await browser.get("/poles").text.contains("Pôle du Pays de Dinan"))
        }
        let letter = try await site.lastLetter(to: "animation@example.org")
        #expect(letter.subject.contains("Pôle du Pays de Dinan"))
        #expect(letter.body.contains("https://poles.example.org/poles/pole-du-pays-de-dinan"))
        #expect(try await site.lastLine().kind == "initiative.ouverte")
        let roles = try await site.strings("SELECT kind FROM role WHERE personID = \(person) AND validUntil IS NULL")
        #expect(roles == ["administration-pole"])
    }

    @Test func aStrangerIsLedToTheSignInPageAndBack() async throws {
        let site = try await Site.brittany()
        let before = try await site.everything()
        try await site.visit { browser in
            let page = try await browser.get("/demarche/initiatives/nouvelle?territoire=pays-de-dinan")
            #expect(
                page.status == .seeOther
                    && page.location?.hasPrefix("/connexion?suite=%2Fdemarche%2Finitiatives%2Fnouvelle") == true)
            try await browser.get("/connexion")
            let posted = try await browser.post("/demarche/initiatives", form)
            #expect(posted.status == .unauthorized)
        }
        #expect(try await site.everything() == before)
    }

    @Test func twoInitiativesOfOneNameHaveTwoAddresses() async throws {
        let site = try await Site.brittany()
        for (name, ending) in [("soazig", ""), ("erwan", "-2")] {
            let person = try await site.person(name.capitalized + " Riou", name + "@example.org")
            try await site.visit(as: person) { browser in
                let place = try await browser.post("/demarche/initiatives", form).location
                #expect(place == "/poles/pole-du-pays-de-dinan\(ending)/pilotage")
                guard name == "erwan" else { return }
                let again = try await browser.post("/demarche/initiatives", form)
                #expect(again.status == .unprocessableContent)
                let named = try await browser.post("/demarche/initiatives", [("nom", "日本")] + form.dropFirst())
                #expect(named.location == "/poles/sans-nom/pilotage")
            }
        }
    }

    @Test(arguments: [
        ("nom", ""), ("nom", String(repeating: "a", count: 121)), ("territoire", ""), ("territoire", "atlantide"),
        ("initiateurs", " "),
        ("initiateurs", String(repeating: "a", count: 501)), ("motif", ""),
        ("motif", String(repeating: "a", count: 4001)),
    ])
    func aWrongFieldIsRefusedAndTheRestKept(field: String, value: String) async throws {
        let site = try await Site.brittany()
        try await site.animator()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        let before = try await site.everything()
        let letters = try await site.services.outbox.messages().count
        try await site.visit(as: person) { browser in
            let typed = form.map { $0.0 == field ? (field, value) : $0 }
            let answer = try await browser.post("/demarche/initiatives", typed)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            if field != "motif" { #expect(answer.text.contains("Nous voulons agir ensemble.\n\nEt vite.</textarea>")) }
        }
        #expect(try await site.everything() == before)
        #expect(try await site.services.outbox.messages().count == letters)
    }

    /// A name cannot write a header of the letter that tells of it.
    @Test func aNameOnTwoLinesStaysInItsSubject() async throws {
        let site = try await Site.brittany()
        try await site.animator()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(
                "/demarche/initiatives", [("nom", "Pôle\r\nBcc: tous@example.org")] + form.dropFirst())
            #expect(answer.status == .seeOther || answer.status == .unprocessableContent)
        }
        for message in try await site.services.outbox.messages() {
            #expect(message.subject.split(whereSeparator: \.isNewline).count == 1)
        }
    }
}
