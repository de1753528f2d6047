import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Where proposals go, and what is kept of those who make them.
struct ProposalTests {
    private let proposal = "/annuaire/la-coop/proposition"
    private let networkDesk = "/reseau/pilotage/moderation"

    /// Whoever leaves takes their words with them; what nobody decides is forgotten after a year.
    @Test func whoeverProposedIsForgottenWithTheirAccountOrAfterAYear() async throws {
        let peopled = try await PeopledSite()
        let site = peopled.site
        let fields = [
            ("nom-personne", "Zoé"), ("role", "membre"), ("courriel", "b@coop.example.org"),
            ("verification", "Appelez-moi"),
        ]
        @Sendable func kept() async throws -> [String] {
            try await site.strings("SELECT senderName || senderAddress || message FROM proposal ORDER BY id")
        }
        try await site.visit { browser in
            try await peopled.becomes(.person, browser)
            try await browser.post("/annuaire/la-coop/reclamation", fields)
            #expect(try await browser.get("/compte/donnees.json").text.contains("Appelez-moi"))
            #expect(try await browser.post("/compte/effacement", [("certain", "oui")]).status == .seeOther)
            #expect(try await kept() == [""])
            let stranger = browser.another()
            try await stranger.get(proposal)
            try await stranger.post(proposal, [("sigle", "LC"), ("message", "Vu.")])
            #expect(try await kept() == ["", "Vu."])
            site.clock.advance(by: 366 * 24 * 3600)
            try await stranger.post(proposal, [("sigle", "LCO")])
            #expect(try await kept() == ["", "", ""])
            try await peopled.becomes(.networkAnimator, browser)
            let late = try await browser.post(networkDesk + "/1", [("decision", "accepter")])
            #expect(late.status == .unprocessableContent && late.text.contains("est oubliée"))
        }
    }

    /// What lies in a hub's perimeter comes to its desk.
    @Test func aProposedOrganisationComesToTheHubOfItsPlace() async throws {
        let site = try await Site.brittany()
        try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', '56127', 'commune-56127')")
            let commune = db.lastInsertedRowID
            try db.execute(
                sql:
                    "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, 'Mauron', 'Mauron', ?)",
                arguments: [commune, source])
            try db.execute(
                sql: """
                    INSERT INTO membership (partID, wholeID, wholeKind, certainty, sourceID)
                    SELECT ?, id, kind, 'etabli', ? FROM territory WHERE slug = 'pays-de-ploermel' OR slug = 'pays-de-broceliande'
                    ORDER BY slug LIMIT 1
                    """, arguments: [commune, source])
        }
        let expected = try await site.strings(
            """
            SELECT DISTINCT h.slug FROM hubPerimeter p JOIN hub h ON h.id = p.hubID JOIN membership m ON m.wholeID = p.territoryID
            JOIN territory t ON t.id = m.partID WHERE t.code = '56127' AND p.validUntil IS NULL ORDER BY 1
            """)
        #expect(!expected.isEmpty)
        try await site.visit { browser in
            try await browser.get("/propositions/nouvelle")
            #expect(
                try await browser.post("/propositions", [("nom", "Ti Nevez"), ("commune", "Mauron")]).status
                    == .seeOther)
        }
        let told = try await site.strings("SELECT h.slug FROM proposalHub x JOIN hub h ON h.id = x.hubID ORDER BY 1")
        #expect(told == expected)
    }
}
