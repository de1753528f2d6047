import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// Whoever is of a panel finds at their own desk what waits there, without any role (R19).
struct PanelDutyTests {
    @Test func aPanelFindsWhatWaitsAtItsDeskAndNobodyElseDoes() async throws {
        let made = try await RecruitmentPrivacyTests.Announced()
        let words = "candidature attend une réponse"
        try await made.site.visit(as: made.jo) { browser in
            let before = try await browser.get("/espace").text
            #expect(!before.contains("Jury de"))
        }
        try await made.apply()
        try await made.site.visit(as: made.jo) { browser in
            let page = try await browser.get("/espace").text
            #expect(page.contains("1\u{A0}\(words)") && page.contains("href=\"\(made.panel)\""))
            #expect(!page.contains("Camille") && HTMLPage(page).allProblems == [])
        }
        let animator = try await made.site.animator()
        for person in [made.cora, animator] {
            try await made.site.visit(as: person) { browser in
                let page = try await browser.get("/espace").text
                #expect(!page.contains("Jury de"))
            }
        }
        // Answered, it waits no longer.
        try await made.site.visit(as: made.lou) { browser in
            let answered = try await browser.post(made.panel + "/1/suite", [("suite", "non-retenue")])
            #expect(answered.status == .seeOther)
            let page = try await browser.get("/espace").text
            #expect(!page.contains("Jury de"))
        }
    }
}
