import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Recording, correcting and withdrawing milestones through the pages, and what then shows it.
struct RecordingTests {
    private let desk = "/poles/essentiel/pilotage"

    @Test func aRecordedMilestoneChangesMapTableFilesAndJournal() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.members(of: "essentiel", count: 3)
        try await site.visit(as: person) { browser in
            #expect(
                try await browser.get("/situation").text.contains(
                    "aria-label=\"Ploërmel : Organisation en vue de la préfiguration\""))
            let page = try await browser.get("\(desk)/jalons/nouveau")
            #expect(page.status == .ok && page.text.contains("name=\"piece\""))
            let answer = try await browser.post(
                "\(desk)/jalons",
                milestoneFields([
                    "sorte": "comite-de-pilotage", "date": "2026-03-12", "titre": "Premier comité",
                    "lien": "https://example.org/pv",
                ]))
            #expect(answer.status == .seeOther && answer.location == desk)

            let situation = try await browser.get("/situation").text
            #expect(situation.contains("aria-label=\"Ploërmel : Préfiguration en cours ou prévue\""))
            #expect(situation.contains("Premier comité") && situation.contains("href=\"https://example.org/pv\""))
            let before = try await browser.get("/situation?au=2026-03-11").text
            #expect(before.contains("aria-label=\"Ploërmel : Organisation en vue de la préfiguration\""))
            for format in ["csv", "json", "geojson"] {
                let line = try await browser.get("/situation.\(format)").text
                #expect(line.contains("prefiguration") && line.contains("2026-03-12"), "\(format)")
            }
            #expect(
                try await browser.get("/situation.svg").text.components(separatedBy: "class=\"statut-prefiguration\"")
                    .count == 2)
            #expect(try await browser.get("/poles/essentiel").text.contains("Premier comité"))
            let history = try await browser.get("/poles/essentiel/historique").text
            #expect(history.contains("Premier comité") && history.contains("Corentin Coordinateur"))
            #expect(
                try await browser.get("/territoires/pays-de-ploermel-coeur-de-bretagne/historique").text.contains(
                    "Premier comité"))
        }
        let line = try await site.lastLine()
        #expect(line.kind == "jalon.enregistre" && line.personID == person)
        #expect(line.subject == "pole/\(try await site.hubID("essentiel"))")
        #expect(line.details["titre"] == "Premier comité" && line.details["date"] == "2026-03-12")
    }

    @Test func aCorrectionReplacesAndTheOldOneStaysReadableWithItsReason() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "adess-pays-de-morlaix")
        let first = try await site.milestone(.foundingAssembly, of: "adess-pays-de-morlaix")
        let correction = "/poles/adess-pays-de-morlaix/pilotage/jalons/\(first)/correction"
        try await site.visit(as: person) { browser in
            let page = try await browser.get(correction)
            #expect(
                page.status == .ok && page.text.contains("value=\"2009-10\"")
                    && page.text.contains("Pourquoi cette correction"))
            let answer = try await browser.post(
                correction,
                milestoneFields([
                    "sorte": "assemblee-constitutive", "date": "2009-10-15", "titre": "Assemblée du 15 octobre",
                    "motif": "La date est dans le récépissé.",
                ]))
            #expect(answer.status == .seeOther)
            #expect(
                try await browser.get("/situation?au=2009-10-15").text.contains("aria-label=\"Morlaix : Pôle créé\""))
            #expect(
                try await browser.get("/situation?au=2009-10-14").text.contains(
                    "aria-label=\"Morlaix : Non connu à cette date\""))
            let history = try await browser.get("/poles/adess-pays-de-morlaix/historique").text
            #expect(history.contains("La date est dans le récépissé.") && history.contains("octobre\u{A0}2009</time>"))
            #expect(history.contains("jalon remplace") && history.contains("Assemblée du 15 octobre"))
            let shown = try await browser.get("/poles/adess-pays-de-morlaix").text
            #expect(shown.contains("Assemblée du 15 octobre") && !shown.contains("La date est dans le récépissé."))

            #expect(try await browser.get(correction).text.contains("déjà été corrigé ou retiré"))
            let again = try await browser.post(correction, milestoneFields(["motif": "encore"]))
            #expect(again.status == .unprocessableContent && again.text.contains("déjà été corrigé ou retiré"))
        }
        #expect(try await site.count("SELECT count(*) FROM milestone WHERE replaces = \(first)") == 1)
        #expect(try await site.journalKinds().last == "jalon.corrige")
    }

    @Test func twoCorrectionsOfTheSameMilestoneAtOnceKeepOne() async throws {
        let site = try await Site.brittany()
        let hub = try await site.hubID("bras")
        let id = try await site.count("SELECT id FROM milestone WHERE hubID = \(hub)")
        let draft = MilestoneDraft(
            kind: .mention, date: try #require(PartialDate("2010-02")), title: "Corrigé", detail: "",
            certainty: .reported,
            evidenceTitle: "Témoignage", evidenceURL: nil, reason: "précision", overrideReason: "")
        let store = MilestoneStore(database: site.database)
        let replaced = ID<Milestone>(rawValue: Int64(id))
        try await store.record(
            draft, about: .hub(hub), replacing: replaced, mayOverride: false, actor: .program, at: site.now)
        let before = try await site.everything()
        let refusal = await #expect(throws: AlreadyChanged.self) {
            try await store.record(
                draft, about: .hub(hub), replacing: replaced, mayOverride: true, actor: .program, at: site.now)
        }
        #expect(refusal?.sentence.contains("déjà été corrigé ou retiré") == true)
        await #expect(throws: AlreadyChanged.self) {
            try await store.withdraw(
                replaced, about: .hub(hub), reason: "x", mayOverride: false, actor: .program, at: site.now)
        }
        #expect(try await site.everything() == before)
    }

    @Test func aHubDoesNotGoBackByAWithdrawalOfItsCoordinator() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "c2sol")
        let id = try await site.milestone(.hubCreated, of: "c2sol")
        try await site.visit(as: person) { browser in
            let answer = try await browser.post("/poles/c2sol/pilotage/jalons/\(id)/retrait", [("motif", "erreur")])
            #expect(answer.status == .unprocessableContent && answer.text.contains("n’est pas encore fondé"))
            #expect(
                try await browser.get("/situation?au=2010-03-01").text.contains("aria-label=\"Lorient : Pôle créé\""))
        }
    }

    @Test func aWithdrawnMilestoneNoLongerCountsButStaysReadable() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        let id = try await site.milestone(.hubCreated, of: "c2sol")
        let path = "/poles/c2sol/pilotage/jalons/\(id)/retrait"
        try await site.visit(as: person) { browser in
            let empty = try await browser.post(path, [("motif", "  ")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Dites pourquoi ce jalon est retiré"))
            #expect(try await browser.get(path).text.contains("Naissance de l’association"))
            #expect(
                try await browser.post(path, [("motif", "Enregistré deux fois")]).location == "/poles/c2sol/pilotage")
            #expect(
                try await browser.get("/situation?au=2010-03-01").text.contains(
                    "aria-label=\"Lorient : Organisation en vue de la préfiguration\""))
            let history = try await browser.get("/poles/c2sol/historique").text
            #expect(history.contains("Enregistré deux fois") && history.contains("Naissance de l’association"))
            #expect(try await !browser.get("/poles/c2sol").text.contains("Naissance de l’association"))
            #expect(try await browser.post(path, [("motif", "encore")]).status == .unprocessableContent)
        }
        #expect(try await site.journalKinds().last == "jalon.retire")
    }

    /// The address names a hub; a milestone of another one is not there.
    @Test func theMilestoneOfAnotherHubIsNotFound() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let id = try await site.milestone(.hubCreated, of: "c2sol")
        let network = try await site.milestone(.plenary, of: nil)
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            for number: ID<Milestone> in [id, network, 999_999] {
                for act in ["correction", "retrait"] {
                    let path = "/poles/bras/pilotage/jalons/\(number)/\(act)"
                    let seen = try await browser.get(path)
                    let done = try await browser.post(path, milestoneFields(["motif": "à moi"]))
                    #expect(seen.status == .notFound && done.status == .notFound)
                }
            }
            #expect(
                try await browser.post("/poles/c2sol/pilotage/jalons/\(id)/retrait", [("motif", "x")]).status
                    == .forbidden)
        }
        #expect(try await site.everything() == before)
    }

    @Test func theNetworkAndATerritoryWithoutHubHaveMilestonesToo() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            let plenary =
                milestoneFields(["sorte": "pleniere", "titre": "Plénière de printemps"]) + [("territoire", "")]
            #expect(try await browser.post("/reseau/pilotage/jalons", plenary).location == "/reseau/pilotage/jalons")
            let none =
                milestoneFields(["sorte": "aucune-initiative", "titre": "Rien à Dinan"]) + [
                    ("territoire", "pays-de-dinan")
                ]
            #expect(try await browser.post("/reseau/pilotage/jalons", none).location == "/reseau/pilotage/jalons")
            let page = try await browser.get("/situation").text
            #expect(
                page.contains("Plénière de printemps")
                    && page.contains("aria-label=\"Dinan : Pas d’initiative engagée\""))
            let wrong = milestoneFields(["sorte": "pleniere"]) + [("territoire", "pays-de-dinan")]
            let refused = try await browser.post("/reseau/pilotage/jalons", wrong)
            #expect(refused.status == .unprocessableContent && refused.text.contains("Choisissez la sorte de jalon"))
            let nowhere = milestoneFields(["sorte": "evenement"]) + [("territoire", "atlantide")]
            #expect(
                try await browser.post("/reseau/pilotage/jalons", nowhere).text.contains("Ce territoire n’existe pas"))
        }
    }
}
