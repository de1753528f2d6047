import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The rule of passage at work: it explains itself, and the animator may pass over it in writing.
struct PassageTests {
    private let path = "/poles/bras/pilotage/jalons"
    private let created = ["sorte": "pole-cree", "titre": "Création du BRAS", "detail": "Récit gardé"]

    @Test func aCoordinatorIsToldWhatIsMissingAndCannotPassOver() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let fields = milestoneFields(created.merging(["passer-outre": "Je passe outre"]) { $1 })
            let answer = try await browser.post(path, fields)
            #expect(answer.status == .unprocessableContent)
            for part in [
                "Ce passage n’est pas encore fondé", "Aucune initiative n’est enregistrée",
                "0\u{A0}organisation engagée",
                "Le mode de gouvernance et de gestion n’est pas déterminé.", "Il manque une preuve", ">R8<", ">R13<",
                ">R16<", ">R19<",
                "Récit gardé",
            ] { #expect(answer.text.contains(part), "\(part)") }
            #expect(!answer.text.contains("name=\"passer-outre\""))
        }
        #expect(try await site.everything() == before)
    }

    @Test func theDeskSaysBeforehandWhatTheNextStepAsks() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "adess-cornouaille")
        try await site.visit(as: person) { browser in
            let desk = try await browser.get("/poles/adess-cornouaille/pilotage").text
            #expect(desk.contains("Le pôle est créé"))
        }
        let other = try await site.coordinator(of: "essentiel")
        try await site.visit(as: other) { browser in
            let desk = try await browser.get("/poles/essentiel/pilotage").text
            #expect(desk.contains("Avant l’étape suivante") && desk.contains("il en faut au moins 3"))
        }
    }

    @Test func theAnimatorPassesOverWithAWrittenReasonThatEverybodyReads() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            let first = try await browser.post(path, milestoneFields(created))
            #expect(first.status == .unprocessableContent && first.text.contains("name=\"passer-outre\""))
            #expect(first.text.contains("href=\"#passer-outre\""))
            let reason = "Statuts vus en préfecture <le 3>"
            let second = try await browser.post(path, milestoneFields(created.merging(["passer-outre": reason]) { $1 }))
            #expect(second.status == .seeOther)
        }
        try await site.visit { stranger in
            let history = try await stranger.get("/poles/bras/historique").text
            #expect(
                history.contains("Règle passée outre") && history.contains("Statuts vus en préfecture &lt;le 3&gt;"))
            #expect(try await stranger.get("/situation").text.contains("aria-label=\"Brocéliande : Pôle créé\""))
        }
        let line = try await site.lastLine()
        #expect(line.kind == "jalon.enregistre" && line.details["passer-outre"] == "Statuts vus en préfecture <le 3>")
        #expect(line.details["manquait"]?.contains("organisation engagée") == true)
    }

    @Test func aReasonWrittenForNothingIsNotKeptAsAPassingOver() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            let fields = milestoneFields(["titre": "Simple rencontre", "passer-outre": "pour rien"])
            let answer = try await browser.post(path, fields)
            #expect(answer.status == .seeOther)
        }
        #expect(try await site.count("SELECT count(*) FROM milestone WHERE overrideReason IS NOT NULL") == 0)
        #expect(try await site.lastLine().details["passer-outre"] == nil)
    }

    @Test func aHubThatHasEverythingIsCreatedByItsCoordinator() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.members(of: "bras", count: 10)
        try await site.visit(as: person) { browser in
            let start = milestoneFields(["sorte": "initiative", "date": "2026-01", "titre": "Lancement"])
            #expect(try await browser.post(path, start).status == .seeOther)
            let profile = [
                ("nom", "BRAS"), ("presentation", ""), ("gouvernance", "gestion-deleguee"),
                ("gestionnaire", "Une association"),
            ]
            #expect(try await browser.post("/poles/bras/pilotage/presentation", profile).status == .seeOther)
            let noProof = try await browser.post(path, milestoneFields(created))
            #expect(noProof.status == .unprocessableContent)
            #expect(noProof.text.components(separatedBy: "<li class=\"manque\">").count == 2)
            let proof = milestoneFields(created.merging(["lien": "https://example.org/pv"]) { $1 })
            #expect(try await browser.post(path, proof).status == .seeOther)
            #expect(try await browser.get("/poles/bras").text.contains("Pôle créé"))
        }
    }

    @Test func aCorrectionThatKeepsTheStatusAsksForNothingMore() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "c2sol")
        let id = try await site.milestone(.hubCreated, of: "c2sol")
        try await site.visit(as: person) { browser in
            let correction = "/poles/c2sol/pilotage/jalons/\(id)/correction"
            let same = milestoneFields(["sorte": "assemblee-constitutive", "date": "2009-10-08", "motif": "précision"])
            let answer = try await browser.post(correction, same)
            #expect(answer.status == .seeOther)
        }
        let later = try await site.count("SELECT id FROM milestone WHERE replaces = \(id)")
        try await site.visit(as: person) { browser in
            let correction = "/poles/c2sol/pilotage/jalons/\(later)/correction"
            let stopped = try await browser.post(correction, milestoneFields(["sorte": "arret", "motif": "erreur"]))
            #expect(stopped.status == .unprocessableContent && stopped.text.contains("Il manque une preuve"))
        }
    }
}
