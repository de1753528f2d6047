import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Two hubs do not share a territory unless somebody says why; a mistaken entry is set aside, not erased (R10, R12).
struct PerimeterOverlapTests {
    private let path = "/poles/bras/pilotage/perimetre"
    private let shared = [("territoire", "pays-de-rennes"), ("depuis", "2026-05-01"), ("preuve", "Assemblée")]

    @Test func aTerritoryOfAnotherHubIsRefusedToACoordinator() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, shared + [("passer-outre", "Je force")])
            #expect(answer.status == .unprocessableContent && answer.text.contains("Réso Solidaire"))
            #expect(!answer.text.contains("name=\"passer-outre\""))
        }
        #expect(try await site.everything() == before)
    }

    @Test func theAnimatorMayShareItWithAReasonThatTheJournalKeeps() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            let first = try await browser.post(path, shared)
            #expect(first.status == .unprocessableContent && first.text.contains("name=\"passer-outre\""))
            let second = try await browser.post(path, shared + [("passer-outre", "Accord des deux pôles")])
            #expect(second.status == .seeOther)
            #expect(try await browser.another().get("/poles/bras/historique").text.contains("Accord des deux pôles"))
        }
        #expect(try await site.lastLine().details["passer-outre"] == "Accord des deux pôles")
    }

    @Test func aMistakenEntryIsCancelledWithItsReasonAndStaysInTheJournal() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let hub = try await site.hubID("bras")
        try await site.visit(as: person) { browser in
            let dinan = [("territoire", "pays-de-dinan"), ("depuis", "2026-05-01"), ("preuve", "Assemblée")]
            try await browser.post(path, dinan)
            let entry = try await site.count("SELECT max(id) FROM hubPerimeter")
            let silent = try await browser.post("\(path)/entrees/\(entry)/annulation", [("motif", ""), ("depuis", "")])
            #expect(silent.status == .unprocessableContent)
            let elsewhere = try await browser.post("\(path)/entrees/1/annulation", [("motif", "x"), ("depuis", "")])
            #expect(elsewhere.status == .notFound)
            let done = try await browser.post(
                "\(path)/entrees/\(entry)/annulation", [("motif", "Mauvais Pays"), ("depuis", "")])
            #expect(done.status == .seeOther)
            let last = try await site.count("SELECT id FROM hubPerimeter WHERE hubID = \(hub)")
            let alone = try await browser.post(
                "\(path)/entrees/\(last)/annulation", [("motif", "Mauvais Pays"), ("depuis", "")])
            #expect(alone.status == .unprocessableContent && alone.text.contains("C’est le dernier territoire"))
        }
        #expect(try await site.count("SELECT count(*) FROM hubPerimeter WHERE hubID = \(hub)") == 1)
        #expect(try await site.count("SELECT count(*) FROM cancelledPerimeter WHERE reason = 'Mauvais Pays'") == 1)
        #expect(try await site.lastLine().kind == "perimetre.annule")
    }
}
