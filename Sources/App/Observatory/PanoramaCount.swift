import Crypto
import Domain
import Foundation
import Tabular

/// A vintage as counted from its files, before it is written.
struct PanoramaCount: Sendable {
    /// The packed cells of a commune; `""` is the rest of France.
    struct Commune: Sendable {
        let code: String
        let cells, years: [UInt8]
    }

    let month: Month
    let unitRows, unitsKept, establishmentRows, establishmentsKept: Int
    let unreadableUnits: Int
    let withoutCommune: Int
    /// Names of the files that may be cut.
    let cutFiles: [String]
    let treatedOn: Day?
    let communes: [Commune]
    let cellCount: Int
    let digest: String

    init(_ files: PanoramaFiles, month: Month, communes codes: CodeIndex, hasFrance: Bool, perimeter: EssTable) throws {
        self.month = month
        let unitProgress = files.units.progress
        let units: SireneUnits
        let panorama: SirenePanorama
        do {
            units = try SireneUnits(
                files.units, perimeter: UnitPerimeter(perimeter), progress: { unitProgress.count($0) })
            panorama = try SirenePanorama(
                files.establishments, units: units.table, communes: codes, countsElsewhere: hasFrance,
                progress: { unitProgress.count($0) })
        } catch let defect as TableDefect {
            throw Refused("Ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        }
        (unitRows, unitsKept, unreadableUnits) = (units.rowCount, units.table.count, units.unreadable)
        (establishmentRows, withoutCommune) = (panorama.rowCount, panorama.withoutCommune)
        cutFiles = [files.units.file, files.establishments.file].filter(\.endsAbruptly).map(\.name)
        treatedOn = Self.day(panorama.lastTreatment)
        communes = Self.packed(panorama)
        cellCount = panorama.tally.count
        establishmentsKept = panorama.tally.cells.reduce(0) { $0 + Int($1.counts.all) }
        var hash = SHA256()
        func add(_ text: String) { hash.update(data: Data((text + "\n").utf8)) }
        for origin in [files.unitOrigin, files.establishmentOrigin] { add(origin.name + " " + origin.digest) }
        for commune in communes {
            add("\(commune.code) \(commune.cells.count) \(commune.years.count)")
            hash.update(data: commune.cells)
            hash.update(data: commune.years)
        }
        digest = hash.finalize().hexadecimal
    }

    private static func day(_ number: Int) -> Day? {
        Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    private static func packed(_ panorama: SirenePanorama) -> [Commune] {
        let cells = Dictionary(grouping: panorama.tally.cells) { $0.key.commune }
        let years = Dictionary(grouping: panorama.years.cells) { $0.key.commune }
        return Set(cells.keys).union(years.keys).map { number -> Commune in
            let code = number < panorama.communes.codes.count ? panorama.communes.codes[number].description : ""
            return Commune(
                code: code, cells: PanoramaCoding.bytes(of: cells[number] ?? []),
                years: PanoramaCoding.bytes(of: years[number] ?? []))
        }.sorted { $0.code < $1.code }
    }
}
