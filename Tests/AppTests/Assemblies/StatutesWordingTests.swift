import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A hub's own words for single clauses, through the editor, the reading page and the comparison.
struct StatutesWordingTests {
    private let path = "/poles/bras/pilotage/statuts"
    private let clause = "mots-reunions.ordinaire.quorum"

    private func fields(_ document: StatutesDocument, _ changed: [String: String]) -> [(String, String)] {
        StatutesForm.values(.ordinary, document).merging(changed) { $1 }.map { ($0.key, $0.value) }
    }

    @Test func wordsAreKeptShownWithTheRuleAndSaidToBeOldWhenItChanges() async throws {
        let site = try await Site.brittany()
        try await site.members(of: "bras", count: 23)
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            let hub = try await site.hubID("bras")
            func draft() async throws -> StatutesDocument {
                try await site.database.read { db in
                    try #require(try StatutesStore.draft(of: hub, in: db)).document
                }
            }
            let action = path + "/brouillon/assemblee-ordinaire"
            let first = try await browser.get(action)
            #expect(first.text.contains("Vos mots, clause par clause") && HTMLPage(first.text).allProblems == [])
            let words = [clause: "Il faut être assez nombreux : un quart.", clause + "-sorte": "remplacement"]
            let saved = try await browser.post(action, fields(try await draft(), words))
            #expect(saved.status == .seeOther)
            let page = try await browser.get(action)
            #expect(page.text.contains("assez nombreux") && page.text.contains("telle que le programme l’applique"))
            #expect(!page.text.contains("Elle a changé depuis") && HTMLPage(page.text).allProblems == [])
            // The rule changes under the words.
            let third = try await browser.post(action, fields(try await draft(), ["quorum-part": "1/3"]))
            #expect(third.status == .seeOther)
            let stale = try await browser.get(action)
            #expect(stale.text.contains("Elle a changé depuis") && stale.text.contains("vos mots datent d’avant"))
            #expect(HTMLPage(stale.text).allProblems == [])
            let version = try await browser.get(path + "/versions/1")
            #expect(version.text.contains("mots-perimes"))
            // Read again, they go with the rule of today.
            let again = try await browser.post(action, fields(try await draft(), [clause + "-relu": "oui"]))
            #expect(again.status == .seeOther)
            let fresh = try await browser.get(action)
            #expect(!fresh.text.contains("Elle a changé depuis"))
            // Emptied, they are no more.
            let emptied = try await browser.post(action, fields(try await draft(), [clause: ""]))
            #expect(emptied.status == .seeOther)
            #expect(try await draft().prose.wordings[.ordinary] == nil)
            let long = try await browser.post(
                action, fields(try await draft(), [clause: String(repeating: "a", count: 3001)]))
            #expect(long.status == .unprocessableContent)
        }
    }
}
