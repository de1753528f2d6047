import Domain
import Foundation
import Observatory
import Tabular

// Reading generer DOSSIER LIGNES [COG.csv]      writes StockUniteLegale and StockEtablissement
// Reading panorama DOSSIER SORTIE.tsv [FILS]    the panorama of Brittany's communes, one line a cell
let arguments = CommandLine.arguments.dropFirst().map { $0 }

func communes(of cog: String?, folder: String) -> CodeIndex {
    let files = NationalFiles(folder: folder, establishments: 0, cog: cog)
    return CodeIndex(files.near.compactMap { ShortCode(String(decoding: $0, as: UTF8.self)) })
}

/// Cells of a panorama as lines of text, written byte by byte: the writing must not weigh on what is measured.
struct CellLines {
    private(set) var bytes: [UInt8] = []
    private let nomenclatures = ["".utf8.map(\.self)] + Nomenclature.allCases.map { Array($0.rawValue.utf8) }
    private let families = ["".utf8.map(\.self)] + Family.allCases.map { Array($0.rawValue.utf8) }
    private let bands = SizeBands.codes.map { Array($0.utf8) }

    init(count: Int) { bytes.reserveCapacity(count * 40) }

    mutating func add(_ commune: [UInt8], _ key: PanoramaKey, _ counts: PanoramaCounts) {
        bytes += commune
        bytes.append(0x09)
        bytes += nomenclatures[key.nomenclatureNumber]
        bytes.append(0x09)
        key.appendActivity(to: &bytes)
        bytes.append(0x09)
        bytes += bands[key.bandNumber]
        bytes.append(0x09)
        bytes += families[key.familyNumber]
        add(counts.all)
        add(counts.active)
        add(counts.employers)
        bytes.append(0x0A)
    }

    private mutating func add(_ count: UInt32) {
        bytes.append(0x09)
        var power: UInt32 = 1
        while count / power >= 10 { power *= 10 }
        while power > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: count / power % 10))
            power /= 10
        }
    }
}

/// The perimeter of the ESS that comes with the program.
func shippedPerimeter() throws -> EssTable {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let data = try Data(contentsOf: root.appending(path: "Sources/App/Facts/perimetre-ess.json"))
    return try JSONDecoder().decode(EssFile.self, from: data).table
}

func panorama(folder: String, output: String, cog: String?, threads: Int) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let units = try SireneUnits(
        FileBytes(path: folder + "/StockUniteLegale_utf8.csv"), perimeter: UnitPerimeter(shippedPerimeter()),
        threads: threads)
    let middle = clock.now
    let panorama = try SirenePanorama(
        FileBytes(path: folder + "/StockEtablissement_utf8.csv"), units: units.table,
        communes: communes(of: cog, folder: folder), threads: threads)
    let end = clock.now
    var table = CellLines(count: panorama.tally.count)
    let codes = panorama.communes.codes.map(\.bytes)
    for (key, counts) in panorama.tally.cells { table.add(codes[key.commune], key, counts) }
    try Data(table.bytes).write(to: URL(filePath: output))
    let summary = """
        units: \(units.rowCount) rows, \(units.table.count) of the ESS, \(middle - start)
        establishments: \(panorama.rowCount) rows, \(panorama.withoutCommune) without a commune, \(end - middle)
        \(panorama.tally.count) cells, written in \(clock.now - end)

        """
    FileHandle.standardError.write(Data(summary.utf8))
}

switch (arguments.first, arguments.count) {
case ("generer", 3...4):
    try NationalFiles(
        folder: arguments[1], establishments: Int(arguments[2]) ?? 1_000_000,
        cog: arguments.count > 3 ? arguments[3] : nil
    ).write()
case ("panorama", 3...5):
    try panorama(
        folder: arguments[1], output: arguments[2], cog: arguments.count > 3 ? arguments[3] : nil,
        threads: arguments.count > 4 ? Int(arguments[4]) ?? 2 : 2)
default:
    print("Reading generer DOSSIER LIGNES [COG.csv] | Reading panorama DOSSIER SORTIE.tsv [COG.csv] [FILS]")
}
