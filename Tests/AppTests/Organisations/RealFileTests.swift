import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// The public files as they are, when they lie beside the repository.
struct RealFileTests {
    private static let folder = OfficialData.folder

    /// One import: its files, what it is of, how many organisations of the Breton communes it brings.
    struct Case: Sendable {
        let files: [String]
        let origin: FieldOrigin
        let created: Int
    }

    private static let cases = [
        Case(
            files: ["sirene/StockUniteLegale_2020-06_pm.csv", "sirene/StockEtablissement_2020-06_pm.csv"],
            origin: .sirene, created: 1),
        Case(
            files: [
                "sirene/StockUniteLegale_derive_35cols_from_2020-06_pm.csv",
                "sirene/StockEtablissement_derive_54cols_from_2020-06_pm.csv",
            ], origin: .sirene, created: 1),
        Case(
            files: [
                "sirene/StockEtablissement_2026_54cols_extrait.csv",
                "sirene/StockUniteLegale_2026-04_35cols_extrait.csv",
            ], origin: .sirene, created: 0),
        Case(files: ["rna/rna_waldec_echantillon_39cols.csv"], origin: .rna, created: 35),
        Case(files: ["rna/rna_waldec_echantillon_41cols.csv"], origin: .rna, created: 35),
        Case(files: ["ess/siae_bretagne.csv"], origin: .siae, created: 151),
        Case(files: ["ess/associations_subventionnees_etat_2010_bretagne.csv"], origin: .file, created: 328),
        Case(files: ["ess/ess_numerique_enrichi.csv"], origin: .file, created: 2),
        Case(files: ["ess/transiscope_niort_extrait.json"], origin: .gogocarto, created: 0),
    ]

    @Test(
        .enabled(if: OfficialData.isPresent("geo/communes_bretagne_2026.csv"), "les données réelles sont absentes"),
        arguments: cases)
    func aRealFileComesInOnceEveryLineInOneHeapAndTheRefusedOnesAreWrong(file: Case) async throws {
        let database = try await Site.brittany().database
        let communes = ["geo/communes_bretagne_2026.csv"].map { Self.folder.appending(path: $0).path }
        let territories = try await TerritoryImportStore(database: database).bringIn(
            try TerritoryImportFiles(paths: communes, kind: nil), since: nil, isTrial: false, actor: .program, now: .now
        )
        #expect(territories.refused.isEmpty)
        let reading = try OrganisationImportFiles(
            opened: file.files.flatMap { try Archive.open(path: Self.folder.appending(path: $0).path) })
        #expect(reading.origin == file.origin)
        let plan = try await bringIn(reading, database)
        #expect(plan.created.count == file.created)
        let lines = plan.created.map(\.lines.count) + plan.changed.map(\.lines.count)
        let aside = plan.unchanged.count + plan.refused.count + plan.outside.count
        #expect(lines.reduce(aside, +) == reading.lineCount)
        for refusal in plan.refused { #expect(isWrong(refusal, in: reading), "\(refusal)") }
        let again = try await bringIn(reading, database)
        #expect(again.changesNothing, "\(again.created.count) créées, \(again.changed.prefix(3))")
    }

    private func bringIn(_ reading: OrganisationImportFiles, _ database: any DatabaseWriter) async throws -> ImportPlan
    {
        try await OrganisationImportStore(database: database).bringIn(
            title: reading.title, origin: reading.origin, isTrial: false, actor: .program, at: .now
        ) { scope in reading.parsed(scope) }
    }

    /// Judged apart from the program: a SIREN or SIRET that its key refuses, a map's element without any place.
    private func isWrong(_ refusal: ImportRefusal, in reading: OrganisationImportFiles) -> Bool {
        guard let file = reading.files.first(where: { $0.name == refusal.place.file }),
            let row = file.rows.first(where: { $0.line == refusal.place.line })
        else { return false }
        guard let column = file.columns.firstIndex(where: { $0.lowercased() == refusal.column.lowercased() }) else {
            return false
        }
        let value = row.cells[column]
        return value.isEmpty || value.count != (refusal.column.lowercased() == "siren" ? 9 : 14) || !passesLuhn(value)
    }

    private func passesLuhn(_ code: String) -> Bool {
        let digits = code.compactMap(\.wholeNumberValue)
        let doubled = digits.reversed().enumerated().map {
            $0.offset % 2 == 0 ? $0.element : ($0.element * 2 - 1) % 9 + 1
        }
        return zip(doubled, digits.reversed()).map { $1 == 0 ? 0 : $0 }.reduce(0, +) % 10 == 0
    }
}
