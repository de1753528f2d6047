import Domain
import Foundation
import GRDB
import Tabular
import Testing

@testable import App

/// The vintage of the real extracts, as it is kept and as pages read it, against the same figures worked out another way:
/// whole tables, texts and dictionaries.
struct RealPanoramaTests {
    private static let files = [
        ["StockUniteLegale_2020-06_pm.csv", "StockEtablissement_2020-06_pm.csv"],
        [
            "StockUniteLegale_derive_35cols_from_2020-06_pm.csv",
            "StockEtablissement_derive_54cols_from_2020-06_pm.csv",
        ],
    ]

    @Test(.enabled(if: OfficialData.isPresent("sirene"), "the extracts are not there"), arguments: files)
    func everyCellThatIsKeptAndEveryFigureThatIsShownIsRight(names: [String]) async throws {
        let extract = try RealExtract(names[0], names[1])
        let (places, families) = (extract.places, extract.families)
        let site = try await extract.emptySite()
        let outcome = try await extract.bringIn(month: "2020-06", on: site)
        #expect(outcome.count.establishmentsKept == places.count)
        #expect(outcome.count.unitsKept == families.count)
        try await checkCells(site, places, families)
        try await checkFigures(site, places, families)
    }

    private func checkCells(_ site: Site, _ places: [Tabular.Table.Row], _ families: [String: Family]) async throws {
        var expected: [[String]: [UInt32]] = [:]
        var years: [[String]: [UInt32]] = [:]
        for place in places {
            func cell(_ column: String) -> String { place[column] ?? "" }
            let family = families[cell("siren")]?.rawValue ?? ""
            let (commune, isActive) = (cell("codeCommuneEtablissement"), cell("etatAdministratifEtablissement") == "A")
            let key = [
                commune, cell("nomenclatureActivitePrincipaleEtablissement"), cell("activitePrincipaleEtablissement"),
                cell("trancheEffectifsEtablissement"), family,
            ]
            let flags = [
                true, isActive, isActive && cell("caractereEmployeurEtablissement") == "O",
                isActive && cell("etablissementSiege") == "true",
            ]
            expected[key] = zip(expected[key] ?? [0, 0, 0, 0], flags).map { $0 + ($1 ? 1 : 0) }
            var events = [("ouverture", cell("dateCreationEtablissement"))]
            if cell("etatAdministratifEtablissement") == "F" { events.append(("fermeture", cell("dateDebut"))) }
            for (event, date) in events {
                guard let year = Int(date.prefix(4)), (1700...2200).contains(year) else { continue }
                let key = [commune, event, String(year), family]
                years[key] = zip(years[key] ?? [0, 0], [true, isActive]).map { $0 + ($1 ? 1 : 0) }
            }
        }
        let kept = try await site.database.read { db -> [(String, Data, Data)] in
            let rows = try Row.fetchAll(db, sql: "SELECT commune, cells, years FROM panoramaCells")
            return rows.map { ($0["commune"], $0["cells"], $0["years"]) }
        }
        var found: [[String]: [UInt32]] = [:]
        var foundYears: [[String]: [UInt32]] = [:]
        for (commune, cells, yearCells) in kept {
            try PanoramaCoding.forEach(in: cells) { key, counts in
                let names = [
                    commune, key.nomenclature?.rawValue ?? "", key.activity, key.band, key.family?.rawValue ?? "",
                ]
                found[names] = [counts.all, counts.active, counts.employers, counts.seats]
            }
            try PanoramaCoding.forEach(in: yearCells) { key, counts in
                let key = YearKey(word: key.word)
                let event = key.event == .opening ? "ouverture" : "fermeture"
                foundYears[[commune, event, String(key.year), key.family?.rawValue ?? ""]] = [
                    counts.all, counts.active,
                ]
            }
        }
        #expect(found == expected)
        #expect(foundYears == years)
    }

    /// What the pages show of each département.
    private func checkFigures(_ site: Site, _ places: [Tabular.Table.Row], _ families: [String: Family]) async throws {
        let reader = PanoramaReader(database: site.database)
        let active = places.filter { $0["etatAdministratifEtablissement"] == "A" }
        let departments = Set(places.compactMap { $0["codeCommuneEtablissement"]?.prefix(2).lowercased() })
        #expect(departments.count > 50)
        for code in departments.sorted() {
            let view = try #require(try await reader.view("departement-\(code)", PanoramaAsk(today: site.today)))
            let mine = active.filter { ($0["codeCommuneEtablissement"] ?? "").prefix(2).lowercased() == code }
            let ess = mine.filter { families[$0["siren"] ?? ""] != nil }
            #expect(Int(view.panorama.total.all.active) == mine.count)
            #expect(Int(view.panorama.total.ess.active) == ess.count)
            let employers = ess.filter { $0["caractereEmployeurEtablissement"] == "O" }
            #expect(Int(view.panorama.total.ess.employers) == employers.count)
            for family in Family.allCases {
                let count = ess.count { families[$0["siren"] ?? ""] == family }
                #expect(Int(view.panorama.families[family]?.active ?? 0) == count)
            }
            // 87 and 88 of today's classification alone: the same digits of an older one mean something else.
            let social = ess.count {
                $0["nomenclatureActivitePrincipaleEtablissement"] == "NAFRev2"
                    && ["87", "88"].contains($0["activitePrincipaleEtablissement"]?.prefix(2) ?? "")
            }
            #expect(Int(view.panorama.groups[.socialWork]?.ess.active ?? 0) == social)
            let twenty = employers.count { $0["trancheEffectifsEtablissement"] == "12" }
            let shown = view.sizes?.total.counts[SizeGroup.upTo49.rawValue]
            #expect(shown == nil || shown == twenty)
            #expect(view.sizes?.total.sum ?? 0 == employers.count)
        }
    }
}
