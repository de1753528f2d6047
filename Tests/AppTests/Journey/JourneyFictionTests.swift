import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Invented initiatives at several steps, on top of the demonstration's hubs.
struct JourneyFictionTests {
    private func site() async throws -> Site {
        let site = try await Site.brittany()
        let file = try Resources.folder().appending(path: "Facts/demonstration.json")
        let fiction = try FactStore.read(file, as: DemonstrationFile.self)
        try FactStore(database: site.database).install(fiction, now: site.now)
        try JourneyFictionStore(database: site.database).install(.shipped(), .shipped(), now: site.now)
        return site
    }

    @Test func initiativesStandAtSeveralStepsAndTheirPagesHold() async throws {
        let site = try await site()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            for slug in ["la-passerelle", "terre-et-maree", "la-forge", "pont-neuf"] {
                let page = try await browser.get("/poles/\(slug)/demarche")
                #expect(page.status == .ok && HTMLPage(page.text).allProblems == [], "\(slug)")
                let desk = "/poles/\(slug)/pilotage/demarche"
                for path in [
                    "", "/noyau", "/reunions", "/voix", "/enquete", "/finances", "/chantiers/noyau",
                    "/chantiers/finances",
                ] {
                    let answer = try await browser.get(desk + path)
                    #expect(answer.status == .ok, "\(slug)\(path)")
                    #expect(HTMLPage(answer.text).allProblems == [], "\(slug)\(path)")
                }
            }
            let results = try await browser.get("/poles/la-passerelle/pilotage/demarche/enquete/resultats").text
            #expect(results.contains("40\u{A0}réponses") && HTMLPage(results).allProblems == [])
            // Ten answers make a table of ten lines, not of ten columns.
            #expect(
                results.contains("<div class=\"retournee\">") && results.contains("data-titre=\"Les autres, ensemble\"")
            )
            let desk = try await browser.get("/poles/la-passerelle/pilotage/demarche").text
            #expect(desk.contains("Changer l’échéance"))
            let core = try await browser.get("/poles/la-passerelle/pilotage/demarche/chantiers/noyau").text
            #expect(core.contains("1\u{A0}organisation appelée au-delà du noyau"))
            // Somebody called whose commune is not of the perimeter was called all the same.
            let mobilised = try await browser.get("/poles/la-passerelle/pilotage/demarche/mobilisation").text
            #expect(mobilised.contains("<dt>organisations appelées</dt><dd>1</dd>"))
            let open = try await browser.get("/poles/la-passerelle/demarche").text
            #expect(open.contains("Secteurs dans le noyau"))
            #expect(try await browser.get("/poles/la-passerelle/enquete/resultats").text.contains("Par famille"))
        }
        let steering = try await site.database.read { db in
            try ["la-passerelle", "la-forge"].map { slug in
                let hub = try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]))
                return try CoreStore.group(of: hub.id, on: day("2026-11-01"), in: db).structures
            }
        }
        #expect(steering == [5, 2])
    }

    @Test func itsPlanIsShortInThePrudentScenarioAndSaysByHowMuch() async throws {
        let site = try await site()
        let plan = try await site.database.read { db in
            let hub = try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = 'la-passerelle'"))
            return try #require(try FinanceStore.plan(of: hub.id, in: db))
        }
        let gaps = PlanScenario.allCases.map { scenario in (0..<planYears).map { plan.balance($0, scenario) } }
        #expect(gaps[0].contains { $0 < .zero }, "\(gaps)")
        #expect(
            (0..<planYears).allSatisfy {
                plan.total(.inKindUse, $0, .prudent) == plan.total(.inKindSource, $0, .prudent)
            })
    }
}
