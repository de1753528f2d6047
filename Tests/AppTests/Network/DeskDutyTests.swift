import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// `/espace` gathers what waits in the hubs that one looks after, and nothing of the others.
struct DeskDutyTests {
    private static func waiting() async throws -> PeopledSite {
        let peopled = try await PeopledSite()
        let (own, other, organisation) = (peopled.own, peopled.other, peopled.organisation)
        try await peopled.site.database.write { db in
            for (hub, name) in [(own, "le mien"), (other, "un autre")] {
                try db.execute(
                    sql: """
                        INSERT INTO commitment (hubID, what, who, due, at) VALUES
                        (?, 'Acheter un vélo, ' || ?, 'La trésorière', '2000-01-01', '2000-01-01T00:00:00Z')
                        """, arguments: [hub, name])
                try db.execute(
                    sql: """
                        INSERT INTO commitment (hubID, what, who, state, at) VALUES
                        (?, 'Une chose faite', 'Le bureau', 'fait', '2000-01-01T00:00:00Z')
                        """, arguments: [hub])
                try db.execute(
                    sql: """
                        INSERT INTO journeyTask (hubID, workstream, title, who, due, recordedAt) VALUES
                        (?, 'noyau', 'Appeler dix structures, ' || ?, '', '2000-02-01', '2000-01-01T00:00:00Z')
                        """, arguments: [hub, name])
                try db.execute(
                    sql:
                        "INSERT INTO assembly (hubID, kind, title, createdAt) VALUES (?, 'ordinaire', ?, '2000-01-01T00:00:00Z')",
                    arguments: [hub, "Rencontre, " + name])
            }
            try db.execute(
                sql: """
                    INSERT INTO duesCall (hubID, organisationID, year, label, amount, calledOn, dueOn)
                    VALUES (?, ?, 2001, 'Association', 5000, '2001-01-01', '2001-02-01')
                    """, arguments: [own, organisation])
        }
        return peopled
    }

    @Test(arguments: [Persona.hubCoordinator, .hubAdministrator])
    func whoLooksAfterAHubSeesWhatWaitsThereByUrgency(_ persona: Persona) async throws {
        let peopled = try await Self.waiting()
        try await peopled.site.visit { browser in
            try await peopled.becomes(persona, browser)
            let text = try await browser.get("/espace").text
            #expect(text.contains("En retard"))
            #expect(text.contains("Acheter un vélo, le mien (La trésorière)"))
            #expect(text.contains("/pilotage/demarche/taches/"))
            #expect(text.contains("Relancer 1\u{A0}cotisation en retard, 50\u{A0}€ à recevoir"))
            #expect(text.contains("Fixer la date de «\u{A0}Rencontre, le mien\u{A0}»"))
            #expect(!text.contains("un autre"))
            #expect(!text.contains("Une chose faite"))
            let desk = try await browser.get("/poles/le-mien/pilotage").text
            #expect(desk.contains("Acheter un vélo, le mien (La trésorière)"))
            #expect(!desk.contains("un autre"))
        }
    }

    @Test(arguments: [Persona.person, .hubPartner, .organisationRepresentative, .networkPartner])
    func nobodyElseReadsIt(_ persona: Persona) async throws {
        let peopled = try await Self.waiting()
        try await peopled.site.visit { browser in
            try await peopled.becomes(persona, browser)
            let text = try await browser.get("/espace").text
            #expect(!text.contains("Acheter un vélo"))
            #expect(!text.contains("cotisation en retard"))
        }
    }
}
