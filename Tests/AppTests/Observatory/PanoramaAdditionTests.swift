import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// Limits of another day, pictures, the directory's largest employers, jobs that others published.
struct PanoramaAdditionTests {
    typealias Place = SmallRegion.Place

    private func region() async throws -> SmallRegion { try await .counted() }

    @Test func aMonthIsReadWithinTheLimitsOfAnotherDay() async throws {
        try await SmallRegion.thatMoved().site.visit { browser in
            let now = try await browser.get("/observatoire/pays-du-nord")
            #expect(now.text.contains("13\u{A0}établissements actifs de l’ESS"))
            let then = try await browser.get("/observatoire/pays-du-nord?au=2020-01-01")
            #expect(then.text.contains("9\u{A0}établissements actifs de l’ESS"))
            #expect(then.text.contains("Dans les limites des territoires au"))
            #expect(then.text.contains("value=\"2020-01-01\""))
            // Its files, its links and its list keep the day.
            #expect(then.text.contains("/fichiers/familles.csv?au=2020-01-01"))
            #expect(then.text.contains("/observatoire/commune-91001?au=2020-01-01"))
            let south = try await browser.get("/observatoire.csv?niveau=pays&au=2020-01-01")
            #expect(south.text.contains("91,Pays du Sud,4000,10,10,10,"))
            let compared = try await browser.get(
                "/observatoire/comparer.csv?t=pays-du-nord&t=pays-du-sud&au=2020-01-01")
            #expect(compared.text.contains("Établissements de l’ESS,9,10,"))
            let wrong = try await browser.get("/observatoire/pays-du-nord?au=jadis")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("n’est pas une date"))
        }
    }

    /// The table of then less the table of now would be the table of the commune that moved.
    @Test func sizesAreShownWithinTodaysLimitsOnly() async throws {
        try await SmallRegion.thatMoved().site.visit { browser in
            #expect(try await browser.get("/observatoire/pays-du-nord/fichiers/tailles.csv").status == .ok)
            for end in ["fichiers/tailles.csv", "fichiers/tailles.svg", "fichiers/tailles.png"] {
                let file = try await browser.get("/observatoire/pays-du-nord/\(end)?au=2020-01-01")
                #expect(file.status == .notFound)
            }
            for path in ["", "/imprimer"] {
                let page = try await browser.get("/observatoire/pays-du-nord\(path)?au=2020-01-01")
                #expect(page.status == .ok)
                #expect(!page.text.contains("Employeurs de l’ESS par nombre"))
                #expect(!page.text.contains("emplois chez ces employeurs"))
            }
        }
    }

    @Test func aDrawingIsAPictureWhereTheMachineMakesThem() async throws {
        let isThere = DrawingRaster().isThere
        try await region().site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord")
            #expect(page.text.contains("/fichiers/familles.png") == isThere)
            let names = ["familles", "activites", "tailles"]
            for name in names {
                let picture = try await browser.get("/observatoire/pays-du-nord/fichiers/\(name).png")
                guard isThere else {
                    #expect(picture.status == .unprocessableContent)
                    #expect(picture.text.contains("rsvg-convert"))
                    continue
                }
                #expect(picture.status == .ok)
                #expect(picture.headers[.contentType] == "image/png")
            }
            #expect(try await browser.get("/observatoire/pays-du-nord/fichiers/rien.png").status == .notFound)
        }
        guard isThere else { return }
        let drawing =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 240\"><text y=\"20\">été</text></svg>"
        let bytes = try await DrawingRaster().picture(of: drawing)
        // The width and the height, in the header of the format.
        #expect(Array(bytes[16..<24]) == [0, 0, 5, 160, 0, 0, 2, 208])
    }

    @Test func withoutTheProgramThePictureIsRefusedAndTheLinkIsNotThere() async throws {
        let raster = DrawingRaster(searchPath: "/nulle-part")
        #expect(!raster.isThere)
        await #expect(throws: DrawingRaster.Fault.self) { try await raster.picture(of: "<svg/>") }
    }

    private func organisation(
        _ slug: String, band: String, commune: String = "91001", diffusion: String = "O",
        publication: String = "publiee",
        state: String = "active", in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO organisation (slug, name, family, origin, createdAt, updatedAt, commune, town, sizeBand, sizeYear,
                    diffusion, publication, state)
                VALUES (?, ?, 'association', 'essai', '2026-01-01', '2026-01-01', ?, 'Bourg', ?, '2023', ?, ?, ?)
                """, arguments: [slug, slug.capitalized, commune, band, diffusion, publication, state])
    }

    @Test func theLargestEmployersAreThoseWhoseRecordIsPublicAndTheirSizeIsABracket() async throws {
        let region = try await region()
        try await region.site.database.write { db in
            try organisation("grande", band: "32", in: db)
            try organisation("moyenne", band: "12", in: db)
            try organisation("geante", band: "53", in: db)
            try organisation("petite", band: "03", in: db)
            try organisation("discrete", band: "41", diffusion: "P", in: db)
            try organisation("cachee", band: "41", publication: "proposee", in: db)
            try organisation("finie", band: "41", state: "cessee", in: db)
            try organisation("lointaine", band: "41", commune: "91006", in: db)
        }
        try await region.site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord")
            #expect(page.text.contains("Les plus grands employeurs de l’annuaire"))
            for name in ["Petite", "Discrete", "Cachee", "Finie", "Lointaine"] { #expect(!page.text.contains(name)) }
            let file = try await browser.get("/observatoire/pays-du-nord/fichiers/employeurs.csv")
            let lines = file.text.split(separator: "\r\n").dropFirst()
            #expect(
                lines.map { $0.split(separator: ",").prefix(4).joined(separator: ",") } == [
                    "Geante,Bourg,association,10\u{202F}000 et plus", "Grande,Bourg,association,250 à 499",
                    "Moyenne,Bourg,association,20 à 49",
                ])
            #expect(lines.allSatisfy { $0.contains("Annuaire du réseau") })
            let document = try await browser.get("/api/observatoire/territoires/pays-du-nord")
            #expect(!document.text.contains("Discrete"))
            let south = try await browser.get("/observatoire/pays-du-sud")
            #expect(south.text.contains("Lointaine"))
            let region = try await browser.get("/observatoire/commune-91004")
            #expect(!region.text.contains("Les plus grands employeurs"))
        }
    }

    private func publish(_ lines: [[String: String]], on site: Site) async throws {
        let reading = FigureReading(lines.enumerated().map { (line: $0.offset + 2, cells: $0.element) })
        let outcomes = try await FigureImportStore(database: site.database).bringIn(
            [("f.csv", reading)], isTrial: false, actor: .program, at: site.now)
        #expect(outcomes.flatMap { $0.refusals + $0.elsewhere } == [])
        #expect(outcomes.map(\.created) == [lines.count])
    }

    @Test func jobsBySectorAndSizeAreShownWhereTheyWerePublishedAndNowhereElse() async throws {
        let region = try await region()
        func line(_ sector: String, _ size: String, _ value: String) -> [String: String] {
            [
                "territoire": "region-d-essai", "indicateur": "salaries", "annee": "2022", "valeur": value,
                "source": "Insee, FLORES 2022", "secteur": sector, "taille": size, "rupture": "FLORES remplace CLAP",
            ]
        }
        try await publish(
            [
                line("Action sociale", "10 à 49", "1200"), line("Action sociale", "moins de 10", "300"),
                line("Action sociale", "", "1500"), line("Enseignement", "10 à 49", "s"),
            ], on: region.site)
        try await region.site.visit { browser in
            let page = try await browser.get("/observatoire/region-d-essai")
            #expect(page.text.contains("par secteur et par taille, 2022"))
            #expect(page.text.contains("Insee, FLORES 2022"))
            #expect(page.text.contains("FLORES remplace CLAP"))
            let file = try await browser.get("/observatoire/region-d-essai/fichiers/publie-1.csv")
            #expect(
                file.text.hasPrefix(
                    "secteur,taille_moins-de-10,taille_10-a-49,ensemble,source,licence,perimetre,limites_au,donnees_au,commande\r\nAction sociale,300,1200,1500,"
                ))
            #expect(file.text.contains("Enseignement,,s,,"))
            // Narrower places say where to find them, and make nothing of them.
            let pays = try await browser.get("/observatoire/pays-du-nord")
            #expect(pays.text.contains("ne sont publiés que pour des territoires plus larges"))
            #expect(pays.text.contains("/observatoire/region-d-essai#publies"))
            #expect(!pays.text.contains("FLORES"))
            #expect(try await browser.get("/observatoire/pays-du-nord/fichiers/publie-1.csv").status == .notFound)
        }
    }

    /// What the panorama of 2012 said of 2007, beside what is counted today: each under its own name.
    @Test func thePublishedFiguresOfAPaysStandBesideOursAsWhatTheyAre() async throws {
        let values = [
            ("etablissements", "1600"), ("salaries", "20 100"), ("part-emploi", "16,7"),
            ("masse-salariale", "512000000"),
        ]
        let site = try await Site.brittany()
        try await publish(
            values.map { indicator, value in
                [
                    "territoire": "pays-de-brest", "indicateur": indicator, "annee": "2007", "valeur": value,
                    "source": "Insee CLAP 2007, ORESS",
                ]
            }, on: site)
        let region = try await region()
        try await publish(
            [
                [
                    "territoire": "pays-du-nord", "indicateur": "etablissements", "annee": "2007", "valeur": "1600",
                    "source": "Insee CLAP 2007, ORESS",
                ]
            ], on: region.site)
        try await site.visit { browser in
            let page = try await browser.get("/observatoire/pays-de-brest")
            let published = try #require(page.text.components(separatedBy: "<section id=\"publies\">").last)
            for text in [
                "1\u{202F}600", "20\u{202F}100", "16,7\u{202F}%", "512\u{202F}M€", "2007", "Insee CLAP 2007, ORESS",
            ] {
                #expect(published.contains(text), "\(text)")
            }
        }
        try await region.site.visit { browser in
            let page = try await browser.get("/observatoire/pays-du-nord")
            let parts = page.text.components(separatedBy: "<section id=\"publies\">")
            #expect(parts.count == 2)
            // Nothing of it among what is counted, in drawings or in key figures.
            #expect(!parts[0].contains("1\u{202F}600"))
            #expect(parts.last?.contains("1\u{202F}600") == true)
            #expect(parts.last?.contains("Ces chiffres ne viennent pas des fichiers comptés ici") == true)
            let file = try await browser.get("/observatoire/pays-du-nord/fichiers/chiffres.csv")
            #expect(file.text.contains("établissements,2007,1600,,\"Insee CLAP 2007, ORESS\""))
        }
    }
}
