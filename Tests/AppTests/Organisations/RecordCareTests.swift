import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Who may keep a record right, and what it says of having been looked at.
struct RecordCareTests {
    private let path = "/annuaire/la-coop/confirmation"

    @Test func aRecordIsConfirmedByThoseWhoKnowItAndSaysSo() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            #expect(try await browser.get("/annuaire/la-coop").text.contains("Tout est juste"))
            let answer = try await browser.post(path)
            #expect(answer.location == "/annuaire/la-coop?fait=confirmee")
            #expect(try await browser.get("/annuaire/la-coop").text.contains("Relue et confirmée"))
            let stranger = browser.another()
            #expect(try await !stranger.get("/annuaire/la-coop").text.contains("Tout est juste"))
            #expect(try await !stranger.get("/annuaire/une-autre-coop").text.contains("Relue et confirmée"))
        }
        let line = try await peopled.site.lastLine()
        #expect(line.kind == "fiche.confirmee" && line.details["par"] == "organisation")
    }

    /// A hub keeps the records of those who take part in it, as long as they do.
    @Test func aHubKeepsTheRecordsOfItsPresentMembersOnly() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            #expect(try await browser.post(path).status == .seeOther)
            #expect(try await browser.post("/annuaire/une-autre-coop/confirmation").status == .forbidden)
            try await peopled.site.database.write { db in
                try db.execute(sql: "UPDATE hubMember SET validUntil = '2026-02-01'")
            }
            #expect(try await browser.post(path).status == .forbidden)
            #expect(try await !browser.get("/annuaire/la-coop").text.contains("Tout est juste"))
        }
    }

    @Test func aRecordThatIsNotPublishedIsNotKept() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET publication = 'retiree'")
        }
        try await peopled.site.visit { browser in
            try await peopled.becomes(.networkAnimator, browser)
            #expect(try await browser.post(path).status == .notFound)
            #expect(try await browser.post("/annuaire/inconnue/confirmation").status == .notFound)
        }
    }
}
