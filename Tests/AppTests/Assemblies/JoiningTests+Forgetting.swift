import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What is not kept, and what goes away.
extension JoiningTests {
    @Test func aMachineIsThankedAndNothingIsKept() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            try await browser.get(path)
            #expect(try await browser.post(path, fields() + [("site-web-2", "x")]).status == .seeOther)
            #expect(try await peopled.site.count("SELECT count(*) FROM joiningRequest") == 0)
        }
    }

    @Test func anAccountTakesItsRequestsAwayAndErasureLeavesThemWithoutAName() async throws {
        let peopled = try await site()
        let site = peopled.site
        let person = try #require(peopled.people[.organisationRepresentative])
        try await site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            try await browser.get(path)
            try await browser.post(path, fields(address: "o@example.org"))
        }
        let accounts = MyAccountStore(database: site.database, letters: site.services.letters)
        #expect(try await accounts.export(person, at: site.now).json().contains("Ressourcerie neuve"))
        try await accounts.erase(person, on: site.today, by: .person(person), at: site.now)
        #expect(
            try await site.strings("SELECT contactName || contactAddress || COALESCE(personID, '') FROM joiningRequest")
                == [""])
    }
}
