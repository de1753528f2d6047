import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// Bringing a month of the register in: all of it or nothing, again without change.
struct PanoramaImportTests {
    typealias Place = SmallRegion.Place

    private let places = [
        Place(siren: 1, band: "11", isEmployer: true), Place(siren: 1, commune: "91002"),
        Place(siren: 2, commune: "91009", isActive: false, since: "2020-05-06"),
        Place(siren: 3, commune: "91005", activity: "55.10", nomenclature: "NAFRev1"),
        Place(siren: 4, commune: "91001", category: "5499"), Place(siren: 5, commune: "75056"),
        Place(siren: 6, commune: "[ND]"),
    ]

    @Test func theSameFilesTwiceChangeNothing() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        let first = try await region.bringIn(paths)
        #expect(first.effect == .created)
        #expect(first.count.establishmentsKept == 5)
        #expect(first.count.withoutCommune == 1)
        #expect(first.count.treatedOn == Day("2026-01-15"))
        let kept = try await region.kept()
        #expect(try await region.bringIn(paths.reversed()).effect == .unchanged)
        #expect(try await region.kept() == kept)
        #expect(kept.contains { $0.contains("maillage importer panorama StockUniteLegale_2026-01.csv") })
        #expect(try await region.site.journalKinds().filter { $0 == "panorama.importe" }.count == 1)
    }

    @Test func aTrialWritesNothing() async throws {
        let region = try await SmallRegion()
        let outcome = try await region.bringIn(try region.write(places), isTrial: true)
        #expect(outcome.effect == .created)
        #expect(try await region.kept() == [])
        #expect(try await region.site.journalKinds().isEmpty)
        #expect(PanoramaReport(outcome: outcome, isTrial: true).lines.first?.contains("rien n’a été écrit") == true)
    }

    @Test func severalMonthsStandSideBySideAndACorrectedOneTakesItsPlace() async throws {
        let region = try await SmallRegion()
        try await region.bringIn(try region.write(places))
        try await region.bringIn(try region.write(places, month: "2025-12"))
        let corrected = try await region.bringIn(try region.write(Array(places.dropLast(3))))
        #expect(corrected.effect == .replaced)
        let months = try await region.site.database.read { db in
            try String.fetchAll(db, sql: "SELECT month FROM panoramaVintage ORDER BY month")
        }
        #expect(months == ["2025-12", "2026-01"])
    }

    @Test func packedFilesCountTheSame() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        let plain = try await region.bringIn(paths, isTrial: true)
        let packed = paths.map { $0 + ".gz" }
        for (path, target) in zip(paths, packed) {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "gzip -c '\(path)' > '\(target)'"]
            try process.run()
            process.waitUntilExit()
        }
        let again = try await region.bringIn(packed, isTrial: true)
        #expect(again.count.communes.map(\.cells) == plain.count.communes.map(\.cells))
        #expect(again.count.communes.map(\.years) == plain.count.communes.map(\.years))
    }

    @Test func theRestOfFranceIsCountedWhenAskedFor() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        #expect(try await region.bringIn(paths, isTrial: true).count.communes.contains { $0.code.isEmpty } == false)
        let outcome = try await region.bringIn(paths, .init(hasFrance: true))
        #expect(outcome.count.establishmentsKept == 6)
        #expect(outcome.count.communes.first?.code == "")
    }

    @Test func onlyTheTerritoriesAskedForAreCounted() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        let north = try await region.bringIn(paths, .init(territories: ["pays-du-nord"]), isTrial: true)
        #expect(north.count.communes.map(\.code) == ["91001", "91002", "91009"])
        await #expect(throws: Refused.self) {
            try await region.bringIn(paths, .init(territories: ["pays-de-nulle-part"]))
        }
    }

    @Test func whatIsMissingIsSaidAndNothingIsWritten() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        let sentences: [([String], String)] = [
            ([paths[0]], "Il manque StockEtablissement"), ([paths[1], paths[1]], "deux fichiers de la même sorte"),
        ]
        for (files, sentence) in sentences {
            let refusal = await #expect(throws: Refused.self) { try await region.bringIn(files) }
            #expect(refusal?.sentence.contains(sentence) == true)
        }
        let unnamed = region.folder.file("unites.csv")
        try FileManager.default.moveItem(atPath: paths[0], toPath: unnamed)
        let establishments = region.folder.file("lieux.csv")
        try FileManager.default.moveItem(atPath: paths[1], toPath: establishments)
        let refusal = await #expect(throws: Refused.self) { try await region.bringIn([unnamed, establishments]) }
        #expect(refusal?.sentence.contains("--millesime AAAA-MM") == true)
        // A line cut short: refused with its number, whole.
        try Data(("siren,nic" + "\n1").utf8).write(to: URL(filePath: unnamed))
        await #expect(throws: Refused.self) {
            try await region.bringIn([unnamed, establishments], .init(month: Month("2026-01")))
        }
        #expect(try await region.kept() == [])
    }

    /// Cut at the end of a cell, a file reads well to its end: only the missing line end tells.
    @Test func aFileWhoseLastLineHasNoEndIsSaidToBePerhapsCut() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        #expect(try await region.bringIn(paths, isTrial: true).count.cutFiles == [])
        let whole = try Data(contentsOf: URL(filePath: paths[1]))
        try whole.dropLast().write(to: URL(filePath: paths[1]))
        let outcome = try await region.bringIn(paths, isTrial: true)
        #expect(outcome.count.cutFiles == [URL(filePath: paths[1]).lastPathComponent])
        let report = PanoramaReport(outcome: outcome, isTrial: true).lines
        #expect(report.last?.contains("ne finit pas par une fin de ligne") == true)
    }

    @Test func aNetworkThatKnowsNoCommuneIsToldWhatToDo() async throws {
        let region = try await SmallRegion()
        let paths = try region.write(places)
        let files = try PanoramaFiles(paths: paths, progress: ImportProgress(write: nil))
        let empty = try Site()
        let refusal = await #expect(throws: Refused.self) {
            try await PanoramaImportStore(database: empty.database).bringIn(
                files, .init(), isTrial: false, actor: .program, at: empty.now)
        }
        #expect(refusal?.sentence.contains("maillage importer territoires") == true)
    }
}

struct FigureImportTests {
    private func reading(_ columns: String, _ lines: String...) -> FigureReading {
        let names = columns.split(separator: ",").map(String.init)
        return FigureReading(
            lines.enumerated().map { rank, line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                return (rank + 2, Dictionary(zip(names, cells)) { first, _ in first })
            })
    }

    private let columns = "territoire,indicateur,annee,valeur,source,rupture"

    @Test func aFigureIsKeptWithItsSourceAndARefusedLineSaysWhy() async throws {
        let region = try await SmallRegion()
        let reading = reading(
            columns, "pays-du-nord,part-emploi,2007,16.7,CLAP 2007,", "pays-du-nord,salaries,2007,20 100,CLAP 2007,",
            "pays-du-nord,salaries,2008,beaucoup,CLAP 2007,", "pays-perdu,salaries,2007,12,CLAP 2007,",
            "pays-du-nord,salaries,2007,3,,", "pays-du-nord,bonheur,2007,3,X,")
        let store = FigureImportStore(database: region.site.database)
        func bringIn(isTrial: Bool = false) async throws -> FigureImportStore.Outcome {
            try #require(
                try await store.bringIn(
                    [("f.csv", reading)], isTrial: isTrial, actor: .program, at: region.site.now
                ).first)
        }
        #expect(try await bringIn(isTrial: true).created == 2)
        let first = try await bringIn()
        #expect(first.created == 2)
        #expect(first.refusals.map(\.line) == [4, 6, 7])
        #expect(first.refusals.map(\.column) == ["valeur", "source", "indicateur"])
        #expect(first.elsewhere.map(\.line) == [5])
        #expect(try await bringIn().unchanged == 2)
        #expect(try await region.site.journalKinds() == ["chiffres.importes"])
    }

    /// Shares by département of all France, as a file without a source has them.
    @Test func aFileWithoutASourceIsReadWhenTheImportSaysIt() throws {
        let columns = ["departement", "nom", "poids_es_2014_pct", "poids_es_2008_pct"]
        #expect(FigureReading.missing(in: Set(columns)) == "source")
        #expect(FigureReading.missing(in: Set(columns), source: "ORESS") == nil)
        let cells = ["29", "Finistère", "14.376543", "13.4"]
        let reading = FigureReading(
            [(2, Dictionary(uniqueKeysWithValues: zip(columns, cells)))], source: "ORESS")
        #expect(reading.refusals == [])
        #expect(reading.lines.map(\.figure.year) == [2008, 2014])
        #expect(reading.lines.map(\.figure.value) == [1340, 1438])
        #expect(reading.lines.map(\.figure.note) == ["", "arrondi au centième"])
        #expect(reading.lines.allSatisfy { $0.place == .code(.department, "29") && $0.figure.source == "ORESS" })
    }

    /// The second of two files cannot be read: nothing of the first is kept.
    @Test func filesGivenTogetherAreKeptTogetherOrNotAtAll() async throws {
        let folder = try DataFolder()
        let program = try folder.program()
        _ = try program.initialise()
        let paths = try ["a.csv", "b.csv"].map { name in
            let file = folder.url.appending(path: name)
            let source =
                name == "a.csv"
                ? "source\npays-de-brest,salaries,2007,20100,CLAP\n" : "note\npays-de-brest,salaries,2007,20100,\n"
            try Data("territoire,indicateur,annee,valeur,\(source)".utf8).write(to: file)
            return file.path
        }
        let refusal = await #expect(throws: Refused.self) {
            _ = try await program.importFigures(paths, isTrial: false)
        }
        #expect(refusal?.sentence.contains("b.csv : il y manque la colonne « source »") == true)
        let count = try await program.open().read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM publishedFigure")
        }
        #expect(count == 0)
    }

    @Test(.enabled(if: OfficialData.isPresent("panorama/figures_publiees.csv"), "the published figures are not there"))
    func thePublishedFiguresAreReadAndTheDoubtfulOnesRefused() async throws {
        let folder = try DataFolder()
        let program = try folder.program()
        _ = try program.initialise()
        let path = OfficialData.folder.appending(path: "panorama/figures_publiees.csv").path
        let report = try await program.importFigures([path], isTrial: false)
        #expect(report.contains { $0.contains("colonne masse_salariale_meur : « 476(?) »") })
        let pool = try program.open()
        let values = try await pool.read { db -> [String: Int] in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT f.indicator, f.value FROM publishedFigure f JOIN territory t ON t.id = f.territoryID
                    WHERE t.kind = 'pays' AND t.code = '02' AND f.year = 2007
                    """)
            return Dictionary(rows.map { ($0["indicator"], $0["value"]) }) { first, _ in first }
        }
        #expect(
            values == ["etablissements": 1600, "salaries": 20_100, "part-emploi": 1670, "masse-salariale": 512_000_000])
    }
}
