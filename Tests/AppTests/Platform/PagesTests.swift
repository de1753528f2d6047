import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Pieces of pages that machines and readers in a hurry depend on.
struct PagesTests {
    @Test func theMapIsNamedByItsFrameAndTheFileStandsAlone() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/situation").text
            #expect(page.contains("<div class=\"carte-cadre\" role=\"group\" aria-label=\"Carte"))
            #expect(
                !page.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"carte\" viewBox=\"0 0 760 472\" role")
            )
            let file = try await browser.get("/situation.svg").text
            #expect(file.contains("role=\"img\"") && !file.contains("<div"))
        }
    }

    /// A day far away must not draw eight thousand years.
    @Test func theStripDoesNotGrowWithTheDayAskedFor() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let near = try await browser.get("/situation").text
            for far in ["9999-12-31", "1000-01-01"] {
                let answer = try await browser.get("/situation?au=" + far)
                #expect(answer.text.utf8.count < near.utf8.count + 20_000)
                #expect(answer.text.components(separatedBy: "24v8").count <= 42)
            }
        }
    }

    @Test func everyDateOfChangeIsALinkWithWhatHappened() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/situation").text
            let list = page.components(separatedBy: "<summary>Toutes les dates</summary>").last ?? ""
            #expect(list.contains("href=\"/situation?au=2009-10-31\""))
            #expect(list.contains("ADESS Pays de Morlaix, pôle créé"))
        }
    }

    @Test func aFormSentAfterTheSessionTellsHowToFindTheTextAgain() async throws {
        let site = try await Site.brittany(hasMap: false)
        try await site.visit { browser in
            let answer = try await browser.post("/demarche/initiatives", [("nom", "x")])
            #expect(answer.status == .unauthorized)
            #expect(answer.text.contains("href=\"/connexion\"") && answer.text.contains("bouton Retour du navigateur"))
        }
    }

    @Test func theJournalSpeaksFrenchAndLeadsToWhatItIsAbout() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.animator()
        try await site.members(of: "bras", count: 1)
        try await site.visit(as: person) { browser in
            let page = try await browser.get("/reseau/pilotage/journal").text
            #expect(page.contains("<a href=\"/poles/bras\">") && page.contains("/reseau/pilotage/comptes/\(person)\">"))
            #expect(page.contains("depuis le 1er\u{A0}janvier 2026") || page.contains("janvier"))
        }
        let kinds = try await site.strings("SELECT DISTINCT kind FROM journal")
        for kind in kinds + ["territoires.importes", "demonstration.installee", "reglages.changes", "perimetre.annule"]
        {
            let line = JournalLine(
                id: 1, at: "", personID: nil, kind: kind, subject: "reseau", detail: "{}", previous: "", hash: "")
            #expect(journalSentence(line) != kind)
        }
    }

    @Test func theDeskHasNoGapBetweenItsHeadings() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let page = try await browser.get("/espace").text
            let main = page.components(separatedBy: "<main").last ?? ""
            let second = main.range(of: "<h2")?.lowerBound
            let third = main.range(of: "<h3")?.lowerBound
            #expect(second != nil && third != nil)
            if let second, let third { #expect(second < third) }
        }
    }
}
