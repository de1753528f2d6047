import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The perimeter of the ESS: versions written, tried, put in force; decisions on one organisation; the public method.
struct EssDeskTests {
    private let desk = "/reseau/pilotage/perimetre-ess"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let now = site.now
        try await site.database.write { db in
            let author = RecordAuthor(origin: .sirene, actor: .program, at: now)
            let records: [(String, [OrganisationField: String])] = [
                ("Amicale laïque", [.legalCategory: "9220", .family: "association"]),
                ("Couvent", [.legalCategory: "9240", .family: "association"]),
                ("Section du parti", [.legalCategory: "9220", .activity: "94.92Z", .family: "association"]),
                ("Coop en SAS", [.legalCategory: "5710", .essSirene: "O", .family: "societe"]),
                ("Disputée", [.legalCategory: "9220", .essSirene: "N", .essList: "O", .family: "association"]),
            ]
            for (name, values) in records {
                let sheet = OrganisationSheet(values.merging([.name: name]) { first, _ in first })
                _ = try OrganisationWriter(author: author).create(sheet, in: db)
            }
        }
        return (site, try await site.animator())
    }

    private func draft(_ browser: Browser) async throws -> String {
        let answer = try await browser.post(desk, [("modele", "1"), ("titre", "Essai")])
        return try #require(answer.location)
    }

    @Test func theShippedVersionSaysThatItIsNotVerified() async throws {
        let (site, _) = try await site()
        let (version, table) = try await EssStore(database: site.database).read(1)
        #expect(version.certainty == .reported && table.categories.count == 76 && table.exclusions.count == 18)
        #expect(table.categories.contains { $0.source.contains("non vérifié") })
        #expect(!table.categories.contains { $0.certainty == .established })
        #expect(table.family("9220") == .association && table.family("5458") == .cooperative)
        #expect(table.family("9240") == nil && table.family("5710") == nil)
    }

    @Test func aNewVersionIsACopyThatIsTriedThenHoldsFromItsDay() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let path = try await draft(browser)
            let before = try await browser.get(path).text
            #expect(before.contains("ne changerait rien"))
            let set = try await browser.post(
                path + "/categories",
                [
                    ("code", "9220"), ("intitule", "Association déclarée"), ("appartenance", "dehors"), ("famille", ""),
                    ("preuve", "Essai"), ("certitude", "rapporte"),
                ])
            #expect(set.status == .seeOther)
            #expect(try await browser.get(path).text.contains("entrer 0 et sortir 1"))
            let difference = try await browser.get(path + "/comparaison").text
            #expect(difference.contains("9220") && difference.contains("hors de l’ESS"))
            // Nothing depends on it yet.
            #expect(try await browser.get("/annuaire/amicale-laique").text.contains("est comptée dans l’ESS"))
            let past = try await browser.post(
                path + "/vigueur", [("depuis", "2026-01-01"), ("preuve-vigueur", "P"), ("certitude-vigueur", "etabli")])
            #expect(past.status == .unprocessableContent && past.text.contains("ne change pas le passé"))
            let now = try await browser.post(
                path + "/vigueur",
                [("depuis", site.today.description), ("preuve-vigueur", "P"), ("certitude-vigueur", "etabli")])
            #expect(now.status == .seeOther)
            #expect(try await browser.get("/annuaire/amicale-laique").text.contains("est comptée hors de l’ESS"))
            let late = try await browser.post(path + "/categories/retrait", [("code", "9220")])
            #expect(late.status == .unprocessableContent && late.text.contains("ne se modifie plus"))
        }
        // An import of the next day follows it; of the day before, the former one.
        let store = EssStore(database: site.database)
        #expect(try await store.table(on: site.today).family("9220") == nil)
        #expect(try await store.table(on: site.today.adding(days: -1)).family("9220") == .association)
        await #expect(throws: DatabaseError.self) {
            try await site.database.write { db in try db.execute(sql: "DELETE FROM essCategory") }
        }
        #expect(try await site.journalKinds().contains("perimetre-ess.en-vigueur"))
    }

    @Test func theMethodIsPublicWithItsNumbersAndItsDisagreements() async throws {
        let (site, _) = try await site()
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/methode").text
            #expect(page.contains("4 organisations dans l’ESS, sur 5") || page.contains("4\u{A0}organisations"))
            #expect(page.contains("Disputée") && !page.contains("href=\"/annuaire/couvent\""))
            let file = try await browser.get("/annuaire/methode/desaccords.csv")
            #expect(file.text.contains("disputee") && file.text.split(whereSeparator: \.isNewline).count == 2)
        }
    }

    @Test func theNetworkDecidesOfOneOrganisationWithAReasonThatIsShown() async throws {
        let (site, person) = try await site()
        let path = "/annuaire/couvent/appartenance"
        try await site.visit(as: person) { browser in
            let without = try await browser.post(path, [("famille", "association"), ("ess_reseau", "N")])
            #expect(without.status == .unprocessableContent && without.text.contains("paraît sur la fiche"))
            let family = try await browser.post(path, [("famille", "fondation"), ("ess_reseau", "")])
            #expect(family.status == .unprocessableContent && family.text.contains("href=\"#motif_famille\""))
            let done = try await browser.post(
                path,
                [
                    ("famille", "fondation"), ("motif_famille", "Statuts lus."), ("ess_reseau", "N"),
                    ("motif_ess", "Sans activité économique."),
                ])
            #expect(done.status == .seeOther)
        }
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/couvent").text
            #expect(page.contains("Le réseau ne la dit pas de l’ESS") && page.contains("Sans activité économique."))
            #expect(page.contains("Statuts lus.") && page.contains("animation du réseau"))
        }
        #expect(try await site.lastLine().kind == "fiche.appartenance")
    }
}
