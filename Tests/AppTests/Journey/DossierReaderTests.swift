import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What readers of the dossier say of it, and what it may never tell them.
struct DossierReaderTests {
    private let desk = "/poles/essentiel/pilotage/demarche"

    private func made(_ baseURL: String = "https://poles.example.org") async throws -> (Site, ID<Person>, String) {
        let site = try await Site.brittany { $0.baseURL = baseURL }
        try await site.commune("56165", "Ploërmel", inPerimeterOf: "essentiel")
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk + "/dossier")
            #expect(reply.status == .seeOther)
        }
        let keys = try await site.strings("SELECT key FROM journeyDossier")
        return (site, person, "/dossiers/" + (try #require(keys.first)))
    }

    @Test func whoeverHasTheLinkCommentsAndThoseWhoSteerAreTold() async throws {
        let (site, person, path) = try await made()
        try await site.visit { stranger in
            let page = try await stranger.get(path + "/remarques?partie=finances")
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(page.text.contains("value=\"finances\" selected"))
            let nameless = try await stranger.post(
                path + "/remarques", [("partie", "finances"), ("remarque", "Le loyer paraît bas <b>x</b>")])
            #expect(nameless.status == .unprocessableContent && nameless.text.contains("sans auteur"))
            #expect(nameless.text.contains("Le loyer paraît bas &lt;b&gt;"))
            let partless = try await stranger.post(
                path + "/remarques", [("partie", "autre"), ("remarque", ""), ("nom", "Ana")])
            #expect(partless.text.contains("Choisissez la partie") && partless.text.contains("Écrivez votre remarque"))
            let fields = [
                ("partie", "finances"), ("remarque", "Le loyer paraît bas"), ("nom", "Ana Le Bris"),
                ("organisation", "Région"),
            ]
            #expect(try await stranger.post(path + "/remarques", fields).status == .seeOther)
            let twice = try await stranger.post(path + "/remarques", fields)
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà là"))
            let dossier = try await stranger.get(path).text
            #expect(dossier.contains("1\u{A0}remarque") && HTMLPage(dossier).allProblems == [])
        }
        let letter = try await site.lastLetter(to: "coordination-essentiel@example.org")
        #expect(letter.body.contains("Architecture financière"))
        // What was said stays on the page.
        #expect(!letter.body.contains("loyer"))
        try await site.visit(as: person) { browser in
            let page = try await browser.get(desk + "/dossier/remarques")
            #expect(page.text.contains("1\u{A0}attend une réponse") && HTMLPage(page.text).allProblems == [])
            #expect(page.text.contains("Ana Le Bris, Région (par le lien)"))
            let empty = try await browser.post(
                desk + "/dossier/remarques/1", [("reponse-1", ""), ("suite", "ouverte")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Écrivez une réponse"))
            let answered = try await browser.post(
                desk + "/dossier/remarques/1", [("reponse-1", "Il est mis à disposition."), ("suite", "ouverte")])
            #expect(answered.status == .seeOther)
            #expect(try await browser.get(desk + "/dossier/remarques").text.contains("Aucune n’attend de réponse"))
            #expect(try await browser.post(desk + "/dossier/remarques/9", [("suite", "classee")]).status == .notFound)
            #expect(
                try await browser.post(desk + "/dossier/remarques/1", [("suite", "classee")]).status == .seeOther)
        }
        try await site.visit { stranger in
            let page = try await stranger.get(path + "/remarques").text
            #expect(page.contains("Il est mis à disposition.") && page.contains("classée"))
        }
        let journal = try await site.strings("SELECT detail FROM journal WHERE kind LIKE 'dossier.r%'")
        #expect(journal.count == 3 && !journal.contains { $0.contains("loyer") || $0.contains("Ana") })
    }

    @Test func aPartnerCommentsFromTheDeskUnderTheirOwnName() async throws {
        let (site, _, path) = try await made()
        let hub = try await site.hubID("essentiel")
        let partner = try await site.person("Paul Hamon", "paul@example.org", (.partner, .hub(hub)))
        try await site.visit(as: partner) { browser in
            let fields = [("partie", "gouvernance"), ("remarque", "Qui vote ?"), ("nom", "Quelqu’un d’autre")]
            #expect(try await browser.post(desk + "/dossier/remarques", fields).status == .seeOther)
            let page = try await browser.get(desk + "/dossier/remarques").text
            #expect(page.contains("Paul Hamon") && !page.contains("Quelqu’un d’autre"))
            // They read, and do not answer in the name of those who steer.
            #expect(!page.contains("Répondre ou classer"))
            #expect(try await browser.post(desk + "/dossier/remarques/1", [("suite", "classee")]).status == .forbidden)
        }
        // A closed link opens no comments, and those that were written stay at the desk.
        let person = try await site.database.read { db in
            try ID<Person>.fetchOne(db, sql: "SELECT id FROM person WHERE address LIKE 'coordination%'")
        }
        try await site.visit(as: try #require(person)) { browser in
            try await browser.post(desk + "/dossier/1/fermeture")
            #expect(try await browser.get(path + "/remarques").status == .notFound)
            #expect(try await browser.get(desk + "/dossier/remarques").text.contains("Qui vote ?"))
        }
    }

    @Test func anInitiativeWithNothingYetMakesADossierThatNamesWhatIsMissing() async throws {
        let (site, _, path) = try await made()
        try await site.visit { stranger in
            let page = try await stranger.get(path)
            #expect(HTMLPage(page.text).allProblems == [])
            for part in DossierSection.allCases { #expect(page.text.contains("\(part.number). \(part.title)")) }
            #expect(page.text.contains("Ce qui manque encore") && page.text.contains("le plan de financement"))
            #expect(page.text.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"carte-dossier\""))
        }
    }

    // MARK: What a survey may tell, through the dossier

    private func answer(_ browser: Browser, _ number: Int, _ family: Family, _ adhesion: String) async throws {
        let sent = try await browser.post(
            "/poles/essentiel/enquete",
            [
                ("organisation", "Organisation-secrète-\(number)"), ("famille", family.rawValue),
                ("commune", "56165"), ("q-adhesion", adhesion),
                ("q-besoins", number.isMultiple(of: 2) ? "locaux" : "emploi"),
                ("q-remarque", "mot-libre-\(number)"), ("rappel", "oui"), ("contact-nom", "Contact-secret-\(number)"),
                ("contact-adresse", "secret\(number)@example.org"),
            ])
        #expect(sent.status == .seeOther, "\(sent.text.prefix(300))")
    }

    /// Counts in the rows of every table about a question, by the name of the group.
    private func groups(_ html: String) -> [(name: String, size: Int)] {
        let expression = /<tr><th scope="row">([^<]+)<\/th><td class="nombre" data-titre="Réponses">(\d+)<\/td>/
        return html.matches(of: expression).map { (String($0.output.1), Int($0.output.2) ?? 0) }
    }

    @Test func noVersionOfTheDossierTellsMoreThanTheSurveyMay() async throws {
        let (site, person, _) = try await made()
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/enquete")
            try await browser.post(desk + "/enquete/ouverture")
        }
        try await site.visit { stranger in
            try await stranger.get("/poles/essentiel/enquete")
            // One mutual alone says no; two foundations; the rest associations and co-operatives.
            let families: [Family] =
                [.mutual, .foundation, .foundation] + Array(repeating: .association, count: 7)
                + Array(repeating: .cooperative, count: 6)
            for (number, family) in families.enumerated() {
                site.clock.advance(by: 900)
                try await answer(
                    stranger, number, family, family == .mutual ? "non" : number.isMultiple(of: 3) ? "plutot" : "oui")
            }
        }
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/enquete/fermeture")
            try await browser.post(desk + "/dossier")
            // One answer more, and another version: read side by side they must not give that answer away.
            try await browser.post(desk + "/enquete/ouverture")
            try await browser.post(
                desk + "/enquete/saisie",
                [("organisation", "La dernière"), ("famille", "mutuelle"), ("commune", "56165"), ("q-adhesion", "oui")])
            try await browser.post(desk + "/dossier")
            try await browser.post(desk + "/enquete/fermeture")
            try await browser.post(desk + "/dossier")
        }
        let bodies = try await site.strings("SELECT body FROM journeyDossier ORDER BY number")
        #expect(bodies.count == 4)
        let whole = bodies.joined()
        for secret in ["secrète", "mot-libre", "Contact-secret", "secret1@", "La dernière"] {
            #expect(!whole.contains(secret), "\(secret)")
        }
        // While it runs again, nothing of it is told.
        #expect(groups(bodies[2]).isEmpty && bodies[2].contains("ses résultats ne se montrent pas encore"))
        let told = groups(bodies[1])
        #expect(!told.isEmpty, "the survey tells nothing at all: this test sees nothing")
        #expect(told.allSatisfy { $0.size >= 5 }, "\(told)")
        #expect(!told.contains { ["Mutuelle", "Fondation"].contains($0.name) })
        // Two readings, one answer apart, are the same to the letter.
        let survey = /<section class="chapitre" id="enquete">(.*?)<p class="a-dire">/.dotMatchesNewlines()
        let first = try #require(bodies[1].firstMatch(of: survey)).output.1
        let last = try #require(bodies[3].firstMatch(of: survey)).output.1
        #expect(first == last)
        // The PDF is made of the same body; comments are made of what people write there, and nothing else.
        let keys = try await site.strings("SELECT key FROM journeyDossier ORDER BY number")
        let key = try #require(Secret(keys[1]))
        let store = DossierStore(database: site.database, atlas: site.services.atlas)
        let opened = try #require(try await store.opened(key))
        let printed = dossierDocument(opened, path: "", stylesheet: nil, hasPress: true, isFictional: false)
        #expect(printed.contains(bodies[1]))
        try await site.visit { stranger in
            let comments = try await stranger.get("/dossiers/" + keys[1] + "/remarques").text
            #expect(!comments.contains("data-titre=\"Réponses\"") && !comments.contains("réponses comptées"))
        }
    }
}
