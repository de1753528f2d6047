import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Duplicates as those who keep one hub see them, and as they are found when records change.
struct HubDuplicateTests {
    private func add(_ site: Site, _ values: [OrganisationField: String]) async throws -> ID<Organisation> {
        let author = RecordAuthor(origin: .file, actor: .program, at: site.now)
        return try await site.database.write { db in
            try OrganisationWriter(author: author).create(OrganisationSheet(values), in: db)
        }
    }

    private func rename(_ site: Site, _ id: ID<Organisation>, from old: String, to new: String) async throws {
        let author = RecordAuthor(origin: .file, actor: .program, at: site.now)
        try await site.database.write { db in
            _ = try OrganisationWriter(author: author).apply(
                [FieldChange(field: .name, old: old, new: new)], to: id, in: db)
        }
    }

    private func pairs(_ keeper: DuplicateKeeper) async throws -> [[String]] {
        let report = try #require(try await keeper.pairs(patience: .seconds(60)))
        return report.pairs.map { [$0.one.slug, $0.other.slug].sorted() }
    }

    @Test func aHubSeesThoseOfItsMembersAndSaysSoToTheNetwork() async throws {
        let site = try await Site.brittany()
        let member = try await add(site, [.name: "Ti Coop", .town: "Morlaix", .postcode: "29600"])
        _ = try await add(site, [.name: "Ti-Coop", .town: "Morlaix", .postcode: "29600"])
        let (bras, now, day) = (try await site.hubID("bras"), site.now, site.today)
        try await site.database.write { db in
            try MemberStore.join(member, bras, from: day, actor: .program, at: now, in: db)
        }
        let (own, other) = (try await site.coordinator(of: "bras"), try await site.coordinator(of: "e2s"))
        let path = "/poles/bras/pilotage/doublons"
        try await site.visit(as: own) { browser in
            let page = try await browser.get(path).text
            #expect(page.contains("/annuaire/ti-coop\"") && page.contains("/annuaire/ti-coop-2\""))
            #expect(page.contains("même nom") && !page.contains("/reseau/pilotage/doublons/"))
            #expect(HTMLPage(page).allProblems == [])
            let link = try #require(
                page.firstMatch(of: /href="(\/annuaire\/[^"]+\/proposition\?message=[^"]+)"/)?.output.1)
            let form = try await browser.get(String(link))
            #expect(form.status == .ok && form.text.contains("disent peut-être la même organisation"))
            let file = try await browser.get(path + ".csv").text
            #expect(file.split(separator: "\r\n").count == 2 && file.contains("probable"))
            #expect(try await browser.get("/poles/e2s/pilotage/doublons").status == .forbidden)
        }
        try await site.visit(as: other) { browser in
            let page = try await browser.get("/poles/e2s/pilotage/doublons").text
            #expect(page.contains("Aucun doublon en vue."))
        }
    }

    @Test func whatIsWrittenAfterwardsIsComparedWithoutReadingEverythingAgain() async throws {
        let site = try await Site.brittany()
        let keeper = DuplicateKeeper(database: site.database)
        let first = try await add(site, [.name: "Fournil du Port", .town: "Brest", .postcode: "29200"])
        let before = try await pairs(keeper)
        #expect(!before.contains { $0.contains("fournil-du-port") })
        let second = try await add(site, [.name: "Le Fournil du Port", .town: "Brest", .postcode: "29200"])
        let found = try await pairs(keeper)
        #expect(found.contains(["fournil-du-port", "le-fournil-du-port"]))
        let sheet = OrganisationSheet([.name: "Fournil du Port", .town: "Brest", .postcode: "29200"])
        let alike = try await keeper.resembling(sheet)
        #expect(Set(alike.map(\.record.id)) == [first, second])
        try await rename(site, second, from: "Le Fournil du Port", to: "Chantier naval")
        let parted = try await pairs(keeper)
        #expect(!parted.contains { $0.contains("le-fournil-du-port") })
        try await rename(site, first, from: "Fournil du Port", to: "Chantier Naval")
        let again = try await pairs(keeper)
        #expect(again.contains(["fournil-du-port", "le-fournil-du-port"]))
    }

    @Test func theScoreAndItsReasonsAreShownBeforeANewRecordIsWritten() async throws {
        let site = try await Site.brittany()
        _ = try await add(site, [.name: "Fournil du Port", .town: "Brest", .postcode: "29200"])
        let animator = try await site.animator()
        try await site.visit(as: animator) { browser in
            let fields = [("nom", "Les Fournils du port"), ("famille", "association"), ("commune", "Brest")]
            let asked = try await browser.post("/reseau/pilotage/annuaire", fields)
            #expect(asked.status == .unprocessableContent && asked.text.contains("/annuaire/fournil-du-port\""))
            #expect(asked.text.contains("doublon probable") && asked.text.contains("même nom et même commune"))
            #expect(HTMLPage(asked.text).allProblems == [])
            let made = try await browser.post("/reseau/pilotage/annuaire", fields + [("certain", "oui")])
            #expect(made.status == .seeOther)
        }
    }
}
