import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// Small files of territories, as bytes.
private enum Sample {
    static let communes = Array(
        """
        code_insee,nom,epci_siren,epci_nom,pop_municipale,pays_code,pays_nom,pays_code_2017
        29233,Quimperlé,242900694,CA Quimperlé Communauté,12200,11,Pays de Lorient,07
        29232,Quimper,200068120,CA Quimper Bretagne Occidentale,63200,07,Pays de Cornouaille,07

        """.utf8)
    static let contours = Array(
        #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code_insee":"29233","nom":"Quimperlé"},
         "geometry":{"type":"Polygon","coordinates":[[[-3.6,47.8],[-3.5,47.8],[-3.5,47.9],[-3.6,47.9],[-3.6,47.8]]]}},
        {"type":"Feature","properties":{"code_insee":"29232","nom":"Quimper"},
         "geometry":{"type":"Polygon","coordinates":[[[-3.7,47.8],[-3.6,47.8],[-3.6,47.9],[-3.7,47.9],[-3.7,47.8]]]}}]}
        """#.utf8)
}

struct TerritoryImportStoreTests {
    let database: DatabaseQueue
    let now = Date(timeIntervalSince1970: 1_780_000_000)

    init() throws {
        database = try Database.inMemory()
        let facts = try FactStore.read(try Resources.folder().appending(path: "Facts/bretagne.json"))
        try FactStore(database: database).install(facts, now: now)
    }

    private func bringIn(_ files: [(String, [UInt8])], isTrial: Bool = false) async throws -> TerritoryDifferences {
        var reading = try TerritoryImportFiles(paths: [])
        for (name, bytes) in files { reading.add(name, bytes) }
        return try await TerritoryImportStore(database: database)
            .bringIn(reading, since: nil, isTrial: isTrial, actor: .program, now: now)
    }

    private func count(_ table: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    private func counts() throws -> [Int] {
        try ["territory", "membership", "territoryName", "population", "topology", "source", "journal"].map(count)
    }

    private func events() throws -> [String] {
        try database.read { db in try String.fetchAll(db, sql: "SELECT id || kind || detail FROM journal") }
    }

    private func verified() throws -> Int { try database.read(Journal.verify) }

    /// The names of a commune, each with its first day and the day it ends on.
    private func periods(of commune: String) throws -> [String] {
        try database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name || ' ' || ifnull(validFrom, '') || ' ' || ifnull(validUntil, '') FROM territoryName n
                    JOIN territory t ON t.id = n.territoryID WHERE t.code = ? ORDER BY n.id
                    """, arguments: [commune])
        }
    }

    /// The Pays of a commune, by the links of the database.
    private func pays(of commune: String, on day: String) throws -> String? {
        let territories = try database.read { db in try Territory.fetchAll(db, sql: "SELECT * FROM territory") }
        let memberships = try database.read(TerritoryStore.memberships)
        let part = try #require(territories.first { $0.kind == .commune && $0.code == commune })
        let date = try #require(Day(day))
        let whole = Composition(memberships).whole(.pays, of: part.id, on: date)
        return territories.first { $0.id == whole }?.code
    }

    @Test func aListAndItsContoursAreWrittenWithOneLineOfJournal() async throws {
        let lines = try count("journal")
        let differences = try await bringIn([
            ("communes_2026.csv", Sample.communes), ("communes_2026.geojson", Sample.contours),
        ])
        #expect(differences.refused.isEmpty && differences.created.map(\.key.code) == ["29232", "29233"])
        #expect(try count("journal") == lines + 1)
        #expect(try count("topology") == 1)
        #expect(try verified() == lines + 1)
    }

    @Test func aSecondTimeNothingChangesNotEvenTheJournal() async throws {
        let files = [("communes_2026.csv", Sample.communes), ("communes_2026.geojson", Sample.contours)]
        _ = try await bringIn(files)
        let before = try events()
        let again = try await bringIn(files)
        #expect(again.created.isEmpty && again.changed.isEmpty && again.outlines.isEmpty && again.refused.isEmpty)
        #expect(try events() == before)
    }

    @Test func aTrialWritesNothing() async throws {
        let rows = try counts()
        let differences = try await bringIn([("communes_2026.csv", Sample.communes)], isTrial: true)
        #expect(differences.created.count == 2)
        #expect(try counts() == rows)
    }

    @Test func oneRefusedLineRefusesAll() async throws {
        let rows = try counts()
        let broken = Sample.communes + Array("2923,Nulle part,,,,,,\n".utf8)
        let differences = try await bringIn([("communes_2026.csv", broken), ("communes.geojson", Sample.contours)])
        #expect(differences.refused.map(\.line) == [4])
        #expect(try counts() == rows)
        #expect(try count("topology") == 0)
    }

    @Test func whatChangesLaterShortensWhatWasKnown() async throws {
        _ = try await bringIn([("communes_2026.csv", Sample.communes)])
        let later = Array("code_insee,nom,pop_municipale\n29233,Quimperlé-Kemperle,12300\n".utf8)
        let differences = try await bringIn([("communes_2028.csv", later)])
        #expect(differences.changed.map(\.key.code) == ["29233"])
        let names = try periods(of: "29233")
        #expect(names == ["Quimperlé  2028-01-01", "Quimperlé-Kemperle 2028-01-01 "])
        let moved = Array("siren,insee,raison_sociale\n200068120,29233,CA Quimper Bretagne Occidentale\n".utf8)
        #expect(try await bringIn([("epcicom_2029.csv", moved)]).changed.count == 1)
        #expect(try pays(of: "29233", on: "2028-12-31") == "11")
        #expect(try pays(of: "29233", on: "2029-01-01") == "07")
    }

    @Test(arguments: [
        ("contours.geojson", Array(Sample.contours.dropLast(9)), "le fichier s’arrête trop tôt"),
        ("communes.csv", Array("code_insee,nom\n29233,\"Quimper".utf8), "n’est jamais fermé"),
        ("autre.csv", Array("a,b\n1,2\n".utf8), "ces colonnes ne sont pas celles d’un fichier de territoires"),
    ])
    func aBrokenFileNamesItsDefectAndChangesNothing(name: String, bytes: [UInt8], defect: String) async throws {
        let rows = try count("territory")
        let differences = try await bringIn([("communes_2026.csv", Sample.communes), (name, bytes)])
        #expect(differences.refused.count == 1)
        #expect(differences.refused.first?.sentence.contains(defect) == true)
        #expect(differences.refused.first?.sentence.hasPrefix(name) == true)
        #expect(try count("territory") == rows)
    }

    @Test func quimperleHasOnePaysOnAnyDay() async throws {
        _ = try await bringIn([("communes_2026.csv", Sample.communes)])
        #expect(try pays(of: "29233", on: "2016-12-31") == nil)
        #expect(try pays(of: "29233", on: "2018-06-01") == "07")
        #expect(try pays(of: "29233", on: "2023-06-01") == "11")
        #expect(try pays(of: "29233", on: "2026-06-01") == "11")
    }

    @Test(.enabled(if: OfficialData.isPresent("geo"), "les données réelles sont absentes"))
    func theRealFilesOfBrittanyComeInTwiceWithoutChange() async throws {
        let names = [
            "communes_bretagne_2026.csv", "communes_bretagne_2026.geojson", "pays_bretagne.geojson",
            "epci_bretagne.geojson",
            "epci_bretagne_2026.csv", "communes_mouvements_bretagne_1943_2026.csv",
        ]
        let files = try names.map {
            ($0, [UInt8](try Data(contentsOf: OfficialData.folder.appending(path: "geo").appending(path: $0))))
        }
        let first = try await bringIn(files)
        #expect(first.refused.isEmpty)
        #expect(first.outlines.first { $0.kind == .commune }?.shapes == 1202)
        #expect(first.outlines.first { $0.kind == .pays }?.shapes == 21)
        let again = try await bringIn(files)
        #expect(again.created.isEmpty && again.changed.isEmpty && again.outlines.isEmpty && again.refused.isEmpty)
        #expect(try pays(of: "29233", on: "2018-06-01") == "07")
        #expect(try pays(of: "29233", on: "2026-06-01") == "11")
        #expect(try pays(of: "22118", on: "2026-06-01") == "08")
        #expect(try pays(of: "22007", on: "2026-06-01") == "16", "Binic est aujourd’hui dans Binic-Étables-sur-Mer")
    }
}
