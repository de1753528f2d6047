import Domain
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Ordinary wrong input gets a sentence, never a fault.
struct RefusedInputTests {
    private static let long = String(repeating: "é", count: 6_000)
    /// One character for a reader, seven code points for the database.
    private static let families = String(repeating: "👨‍👩‍👧‍👦", count: 90)

    @Test(arguments: ["nom", "presentation", "gestionnaire", "courriel", "telephone", "site"], [long, families])
    func aFieldOfAHubTooLongIsRefused(field: String, text: String) async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        let typed = field == "site" ? "https://pole.example.org/" + text : text
        let value = field == "presentation" ? String(repeating: text, count: 10) : typed
        try await site.visit(as: person) { browser in
            let fields = [
                ("nom", "BRAS"), ("presentation", ""), ("gouvernance", "non-determine"), ("gestionnaire", ""),
                ("courriel", ""), ("telephone", ""), ("site", ""),
            ]
            let sent = fields.map { ($0.0, $0.0 == field ? value : $0.1) }
            let answer = try await browser.post("/poles/bras/pilotage/presentation", sent)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
        }
        #expect(try await site.everything() == before)
    }

    @Test(arguments: ["nom", "activite"])
    func anOrganisationTooLongIsRefused(field: String) async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            for text in [Self.long, Self.families] {
                let fields = [("nom", "Coop"), ("famille", "cooperative"), ("activite", ""), ("depuis", "2026-05-01")]
                let sent = fields.map { ($0.0, $0.0 == field ? text : $0.1) }
                let answer = try await browser.post("/poles/bras/pilotage/organisations", sent)
                #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            }
            let far = [("nom", "Coop"), ("famille", "cooperative"), ("activite", ""), ("depuis", "3026-05-01")]
            let answer = try await browser.post("/poles/bras/pilotage/organisations", far)
            #expect(answer.status == .unprocessableContent && answer.text.contains("est trop loin"))
        }
    }

    @Test func anOrganisationRecordedByMistakeIsCancelledWithItsReason() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.coordinator(of: "bras")
        try await site.members(of: "bras", count: 1)
        let id = try await site.count("SELECT organisationID FROM hubMember")
        let path = "/poles/bras/pilotage/organisations/\(id)/annulation"
        try await site.visit(as: person) { browser in
            #expect(try await browser.get("/poles/bras/pilotage/organisations").text.contains("Annuler cette entrée"))
            let empty = try await browser.post(path, [("entree", "2026-01-01"), ("motif", "")])
            #expect(empty.status == .unprocessableContent)
            let wrong = try await browser.post(path, [("entree", "2026-01-02"), ("motif", "x")])
            #expect(wrong.status == .notFound)
            let done = try await browser.post(path, [("entree", "2026-01-01"), ("motif", "Une autre du même nom")])
            #expect(done.location == "/poles/bras/pilotage/organisations")
            #expect(try await browser.get("/poles/bras/historique").text.contains("Une autre du même nom"))
        }
        #expect(try await site.count("SELECT count(*) FROM hubMember") == 0)
        #expect(try await site.count("SELECT count(*) FROM cancelledMember") == 1)
    }

    @Test(arguments: ["pole/99999", "organisation/99999"])
    func aRoleAtAPlaceThatDoesNotExistIsRefused(place: String) async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.animator()
        let other = try await site.person("Paul", "paul@example.org")
        let role = place.hasPrefix("pole") ? "coordination-pole" : "representation-organisation"
        let fields = [("role", role), ("lieu", place), ("du", ""), ("au", "")]
        try await site.visit(as: person) { browser in
            let granted = try await browser.post("/reseau/pilotage/comptes/\(other)/roles", fields)
            let invited = try await browser.post(
                "/reseau/pilotage/comptes", fields + [("nom", "Zoé"), ("courriel", "zoe@example.org")])
            for answer in [granted, invited] {
                #expect(answer.status == .unprocessableContent && answer.text.contains("Ce lieu n’existe pas"))
            }
        }
        #expect(try await site.count("SELECT count(*) FROM person WHERE address = 'zoe@example.org'") == 0)
    }

    @Test func whatOnlyTheDatabaseRefusesIsASentenceToo() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.coordinator(of: "bras")
        try await site.database.write { db in
            try db.execute(
                sql: "CREATE TRIGGER essai BEFORE UPDATE ON hub BEGIN SELECT RAISE(ABORT, 'essai'); END")
        }
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(
                "/poles/bras/pilotage/presentation", [("nom", "Autre"), ("gouvernance", "non-determine")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("ne peut pas être gardé tel quel") && answer.text.contains("value=\"Autre\""))
        }
    }

    @Test func theSameInitiativeTwiceOrAFourthInADayIsRefused() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.person("Paul", "paul@example.org")
        @Sendable func fields(_ name: String, by whom: String = "Six associations") -> [(String, String)] {
            [("nom", name), ("territoire", "pays-de-dinan"), ("initiateurs", whom), ("motif", "Parce que.")]
        }
        try await site.visit(as: person) { browser in
            let path = "/demarche/initiatives"
            let long = try await browser.post(path, fields("Un", by: String(repeating: "a", count: 600)))
            #expect(long.status == .unprocessableContent && long.text.contains("href=\"#initiateurs\""))
            #expect(try await browser.post(path, fields("Un")).status == .seeOther)
            let twice = try await browser.post(path, fields(" UN "))
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà ouvert cette initiative"))
            for name in ["Deux", "Trois"] { #expect(try await browser.post(path, fields(name)).status == .seeOther) }
            let fourth = try await browser.post(path, fields("Quatre"))
            #expect(fourth.status == .unprocessableContent && fourth.text.contains("attendez demain"))
            site.clock.advance(by: 86_400)
            try await browser.signIn(as: person, on: site)
            #expect(try await browser.post(path, fields("Quatre")).status == .seeOther)
        }
    }

    @Test func aThresholdIsBoundedToo() async throws {
        let site = try await Site.brittany(hasMap: false)
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            for (since, reason) in [("9999-01-01", "Plénière"), ("2026-05-01", Self.families)] {
                let answer = try await browser.post(
                    "/reseau/pilotage/seuils",
                    [("nom", "familles"), ("valeur", "3"), ("depuis", since), ("motif", reason)])
                #expect(answer.status == .unprocessableContent)
            }
        }
    }
}
