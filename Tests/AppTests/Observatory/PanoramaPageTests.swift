import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What people read of a panorama, through its routes.
struct PanoramaPageTests {
    typealias Place = SmallRegion.Place

    /// Ten associations of 20 to 49 and one of 1 to 2 in the North, two co-operatives in the South, and others that are none.
    private func places() -> [Place] {
        var places = (0..<10).map {
            Place(siren: 10 + $0, activity: "88.99B", band: "12", isEmployer: true, created: "2015-01-01")
        }
        places.append(Place(siren: 30, commune: "91003", band: "01", isEmployer: true))
        places += (0..<2).map {
            Place(siren: 40 + $0, commune: "91006", activity: "55.20Z", band: "03", isEmployer: true, category: "5543")
        }
        places += (0..<20).map { Place(siren: 60 + $0, commune: "91007", activity: "47.11F", category: "5499") }
        places.append(Place(siren: 90, commune: "91009", isActive: false, since: "2020-02-02"))
        return places
    }

    private func region(_ month: String = "2026-01") async throws -> SmallRegion {
        let region = try await SmallRegion()
        try await region.bringIn(try region.write(places(), month: month))
        return region
    }

    @Test func withoutAVintageThePagesSayWhatToRun() async throws {
        try await Site.brittany().visit { browser in
            for path in ["/observatoire", "/observatoire/pays-de-brest"] {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                #expect(page.text.contains("maillage importer panorama"))
            }
            // What the brochure printed is there, with its source, and nothing is made up beside it.
            let page = try await browser.get("/observatoire")
            #expect(page.text.contains("12\u{202F}000"))
            #expect(page.text.contains("ORESS"))
            #expect(!page.text.contains("établissements actifs de l’ESS"))
            #expect(try await browser.get("/observatoire/nulle-part").status == .notFound)
            #expect(try await browser.get("/observatoire/bretagne/fichiers/familles.csv").status == .notFound)
        }
    }

    @Test func aPanoramaSaysItsFiguresItsSourceAndTheCommandThatMakesItAgain() async throws {
        try await region().site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord")
            #expect(page.status == .ok)
            #expect(page.text.contains("11\u{A0}établissements actifs de l’ESS"))
            #expect(page.text.contains("Insee, Sirene, janvier\u{A0}2026"))
            #expect(page.text.contains("--millesime 2026-01"))
            #expect(page.text.contains("SHA-256"))
            // An estimate is never given as a number of jobs.
            #expect(page.text.contains("de 201 à 495") || page.text.contains("de 201") || page.text.contains("emplois"))
            for path in ["", "/pays-du-nord", "/pays-du-nord/imprimer", "/comparer"] {
                let wrong = try await browser.get("/observatoire\(path)?millesime=2001-01")
                #expect(wrong.status == .unprocessableContent)
                #expect(wrong.text.contains("n’est pas importé. Le seul qui l’est"))
            }
        }
    }

    @Test func theOldAddressOfAMergedCommuneIsCountedInItsHeir() async throws {
        try await region().site.visit { browser in
            let heir = try await browser.get("/observatoire/commune-91001/fichiers/annees.csv")
            #expect(heir.text.contains("2020,0,1,0,1"))
            let former = try await browser.get("/observatoire/commune-91009")
            #expect(former.text.contains("Aucun millésime ne compte"))
        }
    }

    @Test func sizesOfFewEmployersAreNeverShownNorDeduced() async throws {
        try await region().site.visit { browser in
            let north = try await browser.get("/observatoire/pays-du-nord/fichiers/tailles.csv")
            let row = try #require(north.text.split(separator: "\r\n").first { $0.hasPrefix("association,") })
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            // One employer of 1 to 5 is secret, and so is another cell of the row, from which it could be subtracted.
            #expect(cells[3] == "s")
            #expect(cells.count { $0 == "s" } >= 2)
            #expect(cells[9] == "11")
            // No table of sizes for a commune.
            #expect(try await browser.get("/observatoire/commune-91003/fichiers/tailles.csv").status == .notFound)
        }
    }

    @Test func theListSortsFiltersAndGivesItsFile() async throws {
        try await region().site.visit { browser in
            let page = try await browser.get("/observatoire?niveau=commune&tri=-ess")
            let first = try #require(page.text.range(of: "Commune 1<"))
            let other = try #require(page.text.range(of: "Commune 6<"))
            #expect(first.lowerBound < other.lowerBound)
            #expect(!page.text.contains("Ancienne"))
            let file = try await browser.get("/observatoire.csv?niveau=pays")
            #expect(
                file.text.hasPrefix("code,territoire,habitants,tous,ess,employeurs_ess,part_ess_pct,densite_pour_mille")
            )
            #expect(file.text.contains("90,Pays du Nord,4000,11,11,11,100.0,2.8"))
            #expect(file.text.contains("91,Pays du Sud,4000,22,2,2,9.1,0.5"))
        }
    }

    @Test func theSameVintageGivesTheSameBytes() async throws {
        let (one, other) = (try await region(), try await region())
        var files: [String] = []
        for region in [one, other] {
            try await region.site.visit { browser in
                let names = [
                    "familles.csv", "activites.csv", "tailles.csv", "annees.csv", "familles.svg", "annees.svg",
                ]
                var text = ""
                for name in names {
                    text += try await browser.get("/observatoire/region-d-essai/fichiers/" + name).text
                }
                #expect(text.contains("Insee, Sirene"))
                await Kept.shared.add(text)
            }
        }
        files = await Kept.shared.texts
        #expect(Set(files).count == 1)
    }

    private actor Kept {
        static let shared = Kept()
        var texts: [String] = []
        func add(_ text: String) { texts.append(text) }
    }

    @Test func aDrawingStandsAloneAsAFile() async throws {
        try await region().site.visit { browser in
            let file = try await browser.get("/observatoire/pays-du-nord/fichiers/familles.svg")
            #expect(file.headers[.contentType]?.hasPrefix("image/svg+xml") == true)
            #expect(file.text.contains("<title") && file.text.contains("<desc"))
            #expect(file.text.contains("Pays du Nord · Insee, Sirene"))
            #expect(!file.text.contains("style="))
        }
    }

    @Test func aVintageOfOtherPlacesSaysNothingOfThese() async throws {
        let region = try await SmallRegion()
        try await region.bringIn(try region.write(places()), .init(territories: ["pays-du-nord"]))
        try await region.site.visit { browser in
            #expect(try await browser.get("/observatoire/pays-du-nord").text.contains("11\u{A0}établissements"))
            #expect(try await browser.get("/observatoire/pays-du-sud").text.contains("Aucun millésime ne compte"))
            let region = try await browser.get("/observatoire/region-d-essai")
            #expect(region.text.contains("Aucun millésime ne compte"))
        }
    }

    @Test func aChangeOfPerimeterBreaksTheLine() async throws {
        let region = try await region()
        try await region.site.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO essVersion (title, validFrom, source, certainty, copyOf, recordedAt)
                    SELECT 'Autre version', NULL, source, certainty, id, recordedAt FROM essVersion;
                    INSERT INTO essCategory SELECT (SELECT max(id) FROM essVersion), code, label, family, standing, source, certainty
                    FROM essCategory;
                    UPDATE essVersion SET validFrom = '2026-02-01' WHERE validFrom IS NULL;
                    """)
        }
        try await region.bringIn(try region.write(places(), month: "2026-03"))
        try await region.site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord")
            #expect(page.text.contains("une rupture de série empêche de les comparer"))
            #expect(page.text.contains("class=\"rupture\""))
            #expect(!page.text.contains("class=\"trace\""))
            let file = try await browser.get("/observatoire/pays-du-nord/fichiers/evolution.csv")
            #expect(file.text.contains("le périmètre de l’ESS change (Autre version)"))
        }
    }
}
