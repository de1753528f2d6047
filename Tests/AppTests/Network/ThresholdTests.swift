import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The network sets the thresholds of the rules, each from a day and with a reason.
struct ThresholdTests {
    private let path = "/reseau/pilotage/seuils"

    private func fields(_ name: String, _ value: String, _ since: String, _ reason: String = "Plénière") -> [(
        String, String
    )] {
        [("nom", name), ("valeur", value), ("depuis", since), ("motif", reason)]
    }

    @Test func aValueHoldsFromItsDayAndTheFormerOneBefore() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        let store = ThresholdStore(database: site.database)
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, fields("organisations-fondation", "25", "2026-06-01"))
            #expect(answer.status == .seeOther && answer.location == path)
            #expect(try await browser.get(path).text.contains("Plénière"))
            #expect(try await browser.get("/demarche").text.contains("Au moins 25 organisations"))
        }
        #expect(try await store.inForce(on: day("2026-05-31")).foundingOrganisations == 10)
        #expect(try await store.inForce(on: day("2026-06-01")).foundingOrganisations == 25)
        #expect(try await store.inForce(on: day("1990-01-01")).foundingOrganisations == 10)
        #expect(try await store.inForce(on: day("2026-06-01")).families == 2)
        #expect(try await site.lastLine().kind == "seuil.fixe")
    }

    /// The rule asks what was asked on the day of the milestone, not what is asked today.
    @Test func aMilestoneOfBeforeIsJudgedByTheThresholdOfItsDay() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        let coordinator = try await site.coordinator(of: "essentiel")
        try await site.members(of: "essentiel", count: 4)
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields("organisations-noyau", "5", "2026-06-01"))
        }
        try await site.visit(as: coordinator) { browser in
            let step = ["sorte": "comite-de-pilotage"]
            let after = try await browser.post(
                "/poles/essentiel/pilotage/jalons", milestoneFields(step.merging(["date": "2026-06-01"]) { $1 }))
            #expect(after.status == .unprocessableContent && after.text.contains("il en faut au moins 5"))
            let before = try await browser.post(
                "/poles/essentiel/pilotage/jalons", milestoneFields(step.merging(["date": "2026-05-31"]) { $1 }))
            #expect(before.status == .seeOther)
        }
    }

    @Test(arguments: [
        ("autre", "5", "2026-06-01", "Plénière", "nom"), ("familles", "zéro", "2026-06-01", "Plénière", "valeur"),
        ("familles", "0", "2026-06-01", "Plénière", "valeur"), ("familles", "1001", "2026-06-01", "Plénière", "valeur"),
        ("familles", "-3", "2026-06-01", "Plénière", "valeur"), ("familles", "3", "juin", "Plénière", "depuis"),
        ("familles", "3", "2006-12-01", "Plénière", "depuis"), ("familles", "3", "2026-06-01", "", "motif"),
        ("familles", "3", "2026-06-01", String(repeating: "a", count: 301), "motif"),
    ])
    func aWrongThresholdIsRefused(name: String, value: String, since: String, reason: String, field: String)
        async throws
    {
        let site = try await Site.brittany()
        let person = try await site.animator()
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, fields(name, value, since, reason))
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
        }
        #expect(try await site.everything() == before)
    }
}
