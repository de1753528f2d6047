import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// All the territories at once: status, since when, what blocks, what comes, what was done last, how long it takes (R4).
struct ProgressTests {
    private let path = "/reseau/pilotage/avancement"

    @Test func everyTerritoryIsThereWithWhatItsStatusRestsOn() async throws {
        let site = try await Site.brittany()
        let animator = try await site.animator()
        try await site.visit(as: animator) { browser in
            let page = try await browser.get(path)
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(page.text.contains("21\u{A0}territoires au"))
            #expect(page.text.contains("Pays de Morlaix") && page.text.contains("octobre\u{A0}2009"))
            // What no source dates is no status, and is not drawn as one.
            #expect(page.text.contains("Rien n’établit où il en est."))
            let file = try await browser.get(path + ".csv").text
            #expect(file.split(separator: "\r\n").count == 22)
            #expect(file.contains("12,Pays de Morlaix,ADESS Pays de Morlaix,cree,etabli,2009-10,"))
        }
    }

    @Test func filtersAndOrdersAreAddressesAndKeepTheFileTheSame() async throws {
        let site = try await Site.brittany()
        let animator = try await site.animator()
        try await site.visit(as: animator) { browser in
            let created = try await browser.get(path + "?statut=cree&tri=-depuis").text
            let file = try await browser.get(path + ".csv?statut=cree").text
            #expect(!file.contains("Pays de Dinan") && file.contains("Pays de Rennes"))
            #expect(created.contains("statut=cree") && HTMLPage(created).allProblems == [])
            let still = try await browser.get(path + ".csv?vue=immobiles&q=dinan").text
            #expect(still.split(separator: "\r\n").count == 2)
            let nobody = try await browser.get(path + "?q=introuvable").text
            #expect(nobody.contains("Aucun territoire ne répond"))
            // A nonsensical address is the plain page.
            #expect(try await browser.get(path + "?statut=%3Cscript%3E&tri=;drop&vue=x").status == .ok)
        }
    }

    @Test func workOfTodayMovesATerritoryAndTheThresholdSaysWhenNothingDoes() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let store = ProgressStore(
            database: site.database, atlas: site.services.atlas,
            panoramas: PanoramaReader(database: site.database))
        func line() async throws -> ProgressLine {
            let view = try await store.view(on: site.today)
            return try #require(view.lines.first { $0.lead?.slug == "essentiel" })
        }
        let before = try await line()
        #expect(before.stillness != nil && before.next == .prefiguration && !before.blocking.isEmpty)
        try await site.visit(as: person) { browser in
            let meeting = try await browser.post(
                "/poles/essentiel/pilotage/demarche/reunions",
                [("jour", site.today.description), ("titre", "Point d’étape"), ("lieu", "Mairie")])
            #expect(meeting.status == .seeOther)
        }
        let after = try await line()
        #expect(after.stillness == nil && after.latest?.day == site.today)
        #expect(after.coming?.what == "Point d’étape")
    }

    @Test func anybodyReadsHowLongItTakesAndNothingOfWhatBlocks() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/situation/durees")
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(page.text.contains("De l’initiative au pôle créé") && !page.text.contains("Ce qui le retient"))
            let file = try await browser.get("/situation/durees.csv").text
            #expect(file.hasPrefix("etape,pole,issue,"))
            // Cornouaille: May 2009 to 12 October 2010, a month and a day: two bounds.
            #expect(
                file.contains("ensemble,adess-cornouaille,franchie,2009-05-01,2009-05-31,2010-10-12,2010-10-12,499,529")
            )
        }
    }

    @Test func aSiteWithoutAnythingSaysSo() async throws {
        let site = try Site()
        let animator = try await site.animator()
        try await site.visit(as: animator) { browser in
            let page = try await browser.get(path)
            #expect(page.status == .ok && page.text.contains("Aucun statut n’est encore connu"))
        }
    }
}
