import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What a merge checks before it is done, and what it must know of.
extension MergeTests {
    @Test func aRecordThatChangedMeanwhileIsLookedAtAgainAndNothingTypedIsLost() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        let before = try await whole(site)
        try await site.visit(as: try await site.animator()) { browser in
            let path = "\(list)/\(kept)-\(other)"
            let stale = try await browser.post(path + "/fusion", [("vu", "hier"), ("telephone", "autre")])
            #expect(stale.status == .unprocessableContent && stale.text.contains("a changé entre-temps"))
            #expect(stale.text.contains("name=\"telephone\" value=\"autre\" checked"))
            for wrong in ["1", "1-1", "1-99", "x-y", "\(other)-99999"] {
                #expect(try await browser.get("\(list)/\(wrong)").status == .notFound, "\(wrong)")
            }
        }
        #expect(try await site.count("SELECT count(*) FROM organisationMerge") == 0)
        #expect(
            try await whole(site).filter { !$0.hasPrefix("person") && !$0.hasPrefix("role") }
                == before.filter { !$0.hasPrefix("person") && !$0.hasPrefix("role") })
    }

    @Test func aPairToldApartLeavesTheListAndStaysTold() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        try await site.visit(as: try await site.animator()) { browser in
            #expect(try await browser.get(list + ".csv").text.contains("même SIREN"))
            #expect(try await browser.post("\(list)/\(other)-\(kept)/distinction").status == .seeOther)
            let page = try await compared(browser)
            #expect(page.contains("Aucun doublon en vue") && page.contains("1\u{A0}paire reconnue distincte"))
            #expect(try await !browser.get(list + ".csv").text.contains("même SIREN"))
            #expect(try await browser.get("\(list)/\(kept)-\(other)").text.contains("deux organisations distinctes"))
        }
        #expect(try await site.journalKinds().last == "annuaire.distinctes")
    }

    /// A table that a later version adds follows too, unless somebody decided otherwise here.
    @Test func everyTableThatSpeaksOfOrganisationsIsCarriedOrKnownNotToBe() async throws {
        let site = try Site()
        let carried = try await site.database.read { db in
            try MergeCarrier.references(in: db).map { "\($0.table).\($0.column)" }
        }
        for expected in [
            "offer.organisationID", "role.organisationID", "establishment.organisationID",
            "formerOrganisationSlug.organisationID", "organisation.mergedInto",
        ] {
            #expect(carried.contains(expected), "\(expected)")
        }
        #expect(!carried.contains { $0.hasPrefix("fieldChange") || $0.hasPrefix("hubMember") })
    }
}
