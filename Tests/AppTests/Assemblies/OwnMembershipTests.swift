import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// An organisation about its own membership, by the role that represents it.
struct OwnMembershipTests {
    private let own = "/annuaire/la-coop/adhesions"
    private let desk = "/poles/le-mien/pilotage"

    private func visit(
        _ work: @escaping @Sendable (PeopledSite, Browser) async throws -> Void
    ) async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(sql: "UPDATE hub SET contactEmail = 'pole@example.org' WHERE slug = 'le-mien'")
        }
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            try await work(peopled, browser)
        }
    }

    @Test func itsPageIsReachedFromTheDeskAndSaysWhereItStands() async throws {
        try await visit { peopled, browser in
            let space = try await browser.get("/espace")
            #expect(space.text.contains(own))
            let list = try await browser.get(own)
            #expect(list.text.contains("Le mien") && list.text.contains("Dire qui parle"))
            #expect(HTMLPage(list.text).allProblems == [])
            let page = try await browser.get(own + "/le-mien")
            #expect(page.text.contains("membre du mien") && page.text.contains("Votre voix"))
            #expect(page.text.contains("1\u{A0}voix"))
            #expect(HTMLPage(page.text).allProblems == [])
            let elsewhere = try await browser.get(own + "/un-autre")
            #expect(elsewhere.status == .notFound, "a hub that it does not belong to")
            let foreign = try await browser.get("/annuaire/une-autre-coop/adhesions")
            #expect(foreign.status == .forbidden)
        }
    }

    @Test func itSaysWhoSpeaksForItAndTheHubIsTold() async throws {
        try await visit { peopled, browser in
            let today = peopled.site.today
            let early = try await browser.post(
                own + "/le-mien/representants",
                [("nom", "Anne Le Roux"), ("sorte", "titulaire"), ("depuis", "2026-01-01")])
            #expect(early.status == .unprocessableContent && early.text.contains("qui a parlé avant ne change pas"))
            #expect(early.text.contains("value=\"Anne Le Roux\""))
            let named = try await browser.post(
                own + "/le-mien/representants",
                [
                    ("nom", "Anne Le Roux"), ("sorte", "titulaire"), ("courriel", "anne@example.org"),
                    ("depuis", today.description),
                ])
            #expect(named.status == .seeOther)
            let letter = try await peopled.site.lastLetter(to: "pole@example.org")
            #expect(letter.body.contains("désigne Anne Le Roux"))
            let page = try await browser.get(own + "/le-mien")
            #expect(page.text.contains("Anne Le Roux") && page.text.contains("anne@example.org"))
            let ended = try await browser.post(own + "/le-mien/representants/1/fin")
            #expect(ended.status == .seeOther)
            let kinds = try await peopled.site.journalKinds()
            #expect(kinds.suffix(2) == ["adherent.representation", "adherent.representation-finie"])
        }
    }

    @Test func itsMandateLetterIsReadByItAndByNoOther() async throws {
        let assembly = try await AssemblySite()
        let people = try await [
            assembly.site.person(
                "Rose", "rose@example.org", (.organisationRepresentative, .organisation(assembly.members[0]))),
            assembly.site.person(
                "Lise", "lise@example.org", (.organisationRepresentative, .organisation(assembly.members[1]))),
        ]
        try await assembly.site.visit { browser in
            try await browser.signIn(as: people[0], on: assembly.site)
            let path = "/annuaire/membre-1/adhesions/ici"
            let named = try await browser.post(
                path + "/representants",
                [("nom", "Anne"), ("sorte", "titulaire"), ("depuis", assembly.day(in: 0))],
                file: SentFile(name: "mandat.pdf"))
            #expect(named.status == .seeOther)
            let page = try await browser.get(path)
            #expect(page.text.contains("lettre de mandat"))
            let paper = try await browser.get(path + "/lettres/1")
            #expect(paper.status == .ok)
            try await browser.signIn(as: people[1], on: assembly.site)
            let other = try await browser.get("/annuaire/membre-2/adhesions/ici/lettres/1")
            #expect(other.status == .notFound)
        }
    }

    @Test func itReadsItsDuesAndTakesItsReceiptsAndNobodyElsesOnes() async throws {
        try await visit { peopled, browser in
            try await peopled.becomes(.hubCoordinator, browser)
            let card = "\(desk)/membres/\(peopled.organisation)"
            try await browser.post("\(card)/cotisations", [("annee", "2026"), ("montant", "40")])
            try await browser.post(
                "\(card)/cotisations/1/versements", [("somme", "15"), ("recu-le", "2026-10-01"), ("moyen", "cheque")])
            try await peopled.becomes(.organisationRepresentative, browser)
            let page = try await browser.get(own + "/le-mien")
            #expect(page.text.contains("reçu 2026-001") && page.text.contains("25\u{A0}€"))
            let receipt = try await browser.get(own + "/le-mien/recus/1")
            #expect(receipt.text.contains("quinze euros") && HTMLPage(receipt.text).allProblems == [])
            let csv = try await browser.get(own + "/le-mien/cotisations.csv")
            #expect(csv.text.contains("2026,Somme convenue,4000,1500,2500"))
            let stranger = try await browser.get(own + "/le-mien/recus/99")
            #expect(stranger.status == .notFound)
        }
    }

    @Test func itLeavesChangesItsMindAndTheHubRecordsIt() async throws {
        try await visit { peopled, browser in
            let day = peopled.site.today.adding(days: 30).description
            let mute = try await browser.post(own + "/le-mien/depart", [("depart-jour", day)])
            #expect(mute.status == .unprocessableContent && mute.text.contains("Confirmez"))
            let past = try await browser.post(
                own + "/le-mien/depart", [("depart-jour", "2026-01-02"), ("depart-confirme", "oui")])
            #expect(past.text.contains("Ce jour est passé"))
            let fields = [("depart-jour", day), ("depart-motif", "Nous fermons."), ("depart-confirme", "oui")]
            let left = try await browser.post(own + "/le-mien/depart", fields)
            #expect(left.status == .seeOther)
            let letter = try await peopled.site.lastLetter(to: "pole@example.org")
            #expect(letter.subject.contains("quitte"))
            let twice = try await browser.post(own + "/le-mien/depart", fields)
            #expect(twice.text.contains("déjà annoncé"))
            let stayed = try await browser.post(own + "/le-mien/depart/retrait")
            #expect(stayed.status == .seeOther)
            let again = try await browser.post(own + "/le-mien/depart/retrait")
            #expect(again.status == .unprocessableContent)
            try await browser.post(own + "/le-mien/depart", fields)
            try await peopled.becomes(.hubCoordinator, browser)
            let register = try await browser.get("\(desk)/membres")
            #expect(register.text.contains("Un départ est annoncé"))
            let form = try await browser.get("\(desk)/membres/\(peopled.organisation)/fin")
            #expect(form.text.contains("value=\"\(day)\"") && form.text.contains("Nous fermons."))
            let recorded = try await browser.post(
                "\(desk)/membres/\(peopled.organisation)/fin",
                [("sorte", "demission"), ("jour", day), ("confirme", "oui")])
            #expect(recorded.status == .seeOther)
            let waiting = try await peopled.site.count(
                "SELECT count(*) FROM memberLeave WHERE withdrawnAt IS NULL AND recordedAt IS NULL")
            #expect(waiting == 0)
        }
    }

    @Test func aConvocationIsAnsweredFromThere() async throws {
        let assembly = try await AssemblySite()
        let person = try await assembly.site.person(
            "Rose", "rose@example.org", (.organisationRepresentative, .organisation(assembly.members[0])))
        try await assembly.site.visit { browser in
            try await browser.signIn(as: assembly.coordinator, on: assembly.site)
            _ = try await assembly.convene(browser)
            try await browser.signIn(as: person, on: assembly.site)
            let page = try await browser.get("/annuaire/membre-1/adhesions/ici")
            #expect(page.text.contains("Répondre<span") && page.text.contains("Assemblée d’hiver"))
            let door = try await browser.post("/annuaire/membre-1/adhesions/ici/assemblees/1")
            let path = try #require(door.location)
            #expect(path.hasPrefix("/convocation?cle="))
            let letter = try await browser.get(path)
            #expect(letter.status == .ok && letter.text.contains("Répondre pour Membre 1"))
            let key = path.split(separator: "=").last.map(String.init) ?? ""
            try await browser.post("/convocation", [("cle", key), ("reponse", "presente")])
            let after = try await browser.get("/annuaire/membre-1/adhesions/ici")
            #expect(after.text.contains("Changer<span") && after.text.contains("sera là"))
            let none = try await browser.post("/annuaire/membre-1/adhesions/ici/assemblees/99")
            #expect(none.status == .notFound)
        }
    }
}
