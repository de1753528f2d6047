import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// What organisations offer and look for, from the hub's desk to the public board.
struct OfferRouteTests {
    private let path = "/poles/bras/pilotage/offres"

    private func site() async throws -> Site {
        let site = try await Site.brittany()
        let members = MemberStore(database: site.database)
        for (name, hub) in [("Ti Coop", "bras"), ("La Recyclerie", "bras"), ("Ailleurs", "e2s")] {
            try await members.add(
                name: name, family: .cooperative, summary: "", to: try await site.hubID(hub), from: day("2026-01-01"),
                actor: .program, at: site.now)
        }
        return site
    }

    private func fields(
        _ topic: String, by organisation: String = "1", _ direction: String = "propose", kind: String = "lieu",
        until: String = ""
    ) -> [(String, String)] {
        [
            ("organisation", organisation), ("sens", direction), ("sorte", kind), ("objet", topic),
            ("precisions", "le soir"), ("jusquau", until),
        ]
    }

    @Test func aNeedMeetsItsOfferOnTheBoardAndInTheFile() async throws {
        let site = try await site()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            #expect(try await browser.get("/offres").text.contains("Personne n’a encore rien"))
            #expect(try await browser.post(path, fields("Salle de réunion")).location == path)
            #expect(try await browser.post(path, fields("Salles de réunions", by: "2", "cherche")).status == .seeOther)
            let board = try await browser.get("/offres").text
            #expect(board.contains("#annonce-1") && board.contains("#annonce-2"))
            let found = try await browser.get("/offres?q=reunion&sens=cherche").text
            #expect(found.contains("id=\"annonce-2\"") && !found.contains("id=\"annonce-1\""))
            #expect(try await browser.get("/offres?q=piscine").text.contains("Rien ne répond"))
            let csv = try await browser.get("/offres.csv?sens=propose")
            #expect(csv.text.contains("Salle de réunion") && !csv.text.contains("cherche"))
        }
        #expect(try await site.journalKinds().suffix(2) == ["offre.enregistree", "offre.enregistree"])
    }

    @Test func oneThatIsEndedLeavesTheBoard() async throws {
        let site = try await site()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            _ = try await browser.post(path, fields("Salle de réunion", until: "2027-01-31"))
            #expect(try await browser.get("/offres").text.contains("31\u{A0}janvier\u{A0}2027"))
            #expect(try await browser.post(path + "/1/fin").status == .seeOther)
            #expect(try await !browser.get("/offres").text.contains("Salle de réunion"))
            #expect(try await browser.post(path + "/1/fin").status == .notFound)
        }
        #expect(try await site.count("SELECT count(*) FROM offer") == 1)
    }

    @Test func whatIsWrongIsSaidAndWhatWasTypedStays() async throws {
        let site = try await site()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            for (sent, sentence) in [
                (fields(""), "en quelques mots"), (fields("Salle", by: ""), "Choisissez l’organisation"),
                (fields("Salle", by: "3"), "ne prend pas part"), (fields("Salle", by: "99"), "ne prend pas part"),
                (fields("Salle", "donne"), "propose ou cherche"), (fields("Salle", kind: "or"), "de quoi il s’agit"),
                (fields("Salle", until: "demain"), "comme 2027-06-30"), (fields("Salle", until: "2020-01-01"), "passé"),
                (fields("Salle", until: "9999-01-01"), "trop loin"),
                (fields(String(repeating: "a", count: 121)), "120 caractères"),
            ] {
                let answer = try await browser.post(path, sent)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(sentence), "\(sentence)")
                #expect(answer.text.contains(">le soir</textarea>"))
            }
        }
        #expect(try await site.count("SELECT count(*) FROM offer") == 0)
    }

    @Test func aHubEndsOnlyWhatItsOwnMembersSaid() async throws {
        let site = try await site()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            _ = try await browser.post(path, fields("Salle de réunion"))
        }
        try await site.visit(as: try await site.coordinator(of: "e2s")) { browser in
            let answer = try await browser.post("/poles/e2s/pilotage/offres/1/fin")
            #expect(answer.status == .notFound)
        }
        #expect(try await site.count("SELECT count(*) FROM offer WHERE validUntil IS NULL") == 1)
    }
}
