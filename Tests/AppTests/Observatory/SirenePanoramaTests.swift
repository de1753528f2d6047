import Domain
import Foundation
import Tabular
import Testing

@testable import App

/// A panorama of real extracts against the same figures worked out another way: whole tables, texts and dictionaries.
struct SirenePanoramaTests {
    private func table(_ name: String) throws -> Table {
        try Table([UInt8](Data(contentsOf: OfficialData.folder.appending(path: "sirene/" + name))), separator: 0x2C)
    }

    private func file(_ name: String) throws -> FileBytes {
        try FileBytes(path: OfficialData.folder.appending(path: "sirene/" + name).path)
    }

    private let perimeter: EssTable
    init() throws { perimeter = try EssFile.shipped().table }

    private func family(_ unit: Table.Row) -> Family? {
        let category = unit["categorieJuridiqueUniteLegale"] ?? ""
        if LegalForm.isPerson(category) { return nil }
        return switch unit["economieSocialeSolidaireUniteLegale"] ?? "" {
        case "O": perimeter[category]?.family ?? .company
        case ""
        where perimeter.includes(
            category: category, activity: unit["activitePrincipaleUniteLegale"] ?? "",
            nomenclature: unit["nomenclatureActivitePrincipaleUniteLegale"] ?? ""):
            perimeter[category]?.family
        default: nil
        }
    }

    @Test(
        .enabled(if: OfficialData.isPresent("sirene"), "the extracts are not there"),
        arguments: [
            ("StockUniteLegale_2020-06_pm.csv", "StockEtablissement_2020-06_pm.csv"),
            (
                "StockUniteLegale_derive_35cols_from_2020-06_pm.csv",
                "StockEtablissement_derive_54cols_from_2020-06_pm.csv"
            ),
        ], [1, 2])
    func everyCellOfTheRealExtractsIsRight(names: (String, String), threads: Int) throws {
        let places = try table(names.1)
        var families: [String: Family] = [:]
        for unit in try table(names.0).rows { families[unit["siren"] ?? ""] = family(unit) }
        var expected: [[String]: [UInt32]] = [:]
        for place in places.rows {
            func cell(_ column: String) -> String { place[column] ?? "" }
            guard !cell("codeCommuneEtablissement").isEmpty else { continue }
            let key = [
                cell("codeCommuneEtablissement"), cell("nomenclatureActivitePrincipaleEtablissement"),
                cell("activitePrincipaleEtablissement"), cell("trancheEffectifsEtablissement"),
                families[cell("siren")]?.rawValue ?? "",
            ]
            let isActive = cell("etatAdministratifEtablissement") == "A"
            let isEmployer = isActive && cell("caractereEmployeurEtablissement") == "O"
            let old = expected[key] ?? [0, 0, 0]
            expected[key] = [old[0] + 1, old[1] + (isActive ? 1 : 0), old[2] + (isEmployer ? 1 : 0)]
        }
        let communes = CodeIndex(Set(expected.keys.map { $0[0] }).compactMap(ShortCode.init))
        let units = try SireneUnits(try file(names.0), perimeter: UnitPerimeter(perimeter), threads: threads)
        #expect(units.table.count == families.count)
        #expect(units.unreadable == 0)
        let panorama = try SirenePanorama(try file(names.1), units: units.table, communes: communes, threads: threads)
        #expect(panorama.rowCount == places.rows.count)
        var found: [[String]: [UInt32]] = [:]
        for (key, counts) in panorama.tally.cells {
            let commune = panorama.communes.codes[key.commune].description
            let names = [commune, key.nomenclature?.rawValue ?? "", key.activity, key.band, key.family?.rawValue ?? ""]
            found[names] = [counts.all, counts.active, counts.employers]
        }
        #expect(found == expected)
        let nomenclatures = Set(found.keys.map { $0[1] })
        #expect(nomenclatures.isSuperset(of: ["NAFRev2", "NAFRev1", "NAP"]))
    }

    @Test func aFileWithoutTheColumnsSaysWhichOneIsMissing() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("siren,nom\n005410949,X\n".utf8).write(to: URL(filePath: path))
        #expect(throws: TableDefect(line: 1, "il y manque la colonne « categorieJuridiqueUniteLegale »")) {
            try SireneUnits(FileBytes(path: path), perimeter: UnitPerimeter(perimeter))
        }
    }
}
