import Domain
import Foundation
import Tabular

// Importing COMMUNES.csv FICHIER…: what `maillage importer sirene|rna` reads and keeps, without writing it.
// COMMUNES.csv has a column code_insee, or COM: the communes of the network.
let arguments = Array(CommandLine.arguments.dropFirst())

func communes(_ path: String) throws -> Set<String> {
    var table = try TableScan(FileBytes(path: path).source())
    guard let column = table.layout["code_insee"] ?? table.layout["COM"] else { return [] }
    let region = table.layout["REG"]
    var codes: Set<String> = []
    while try table.rows.next() {
        if let region, table.rows.cell(region).text != "53" { continue }
        codes.insert(table.rows.cell(column).text)
    }
    return codes
}

/// The perimeter of the ESS that comes with the program.
func shippedPerimeter() throws -> EssTable {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let data = try Data(contentsOf: root.appending(path: "Sources/App/Facts/perimetre-ess.json"))
    return try JSONDecoder().decode(EssFile.self, from: data).table
}

func scope(_ path: String) throws -> ImportScope {
    guard let day = Day("2026-01-01") else { throw Refused("Ce jour n’existe pas.") }
    return ImportScope(
        communes: try communes(path), perimeter: try shippedPerimeter(),
        sectors: Sectors([], rules: [], on: day))
}

if arguments.count >= 2 {
    let clock = ContinuousClock()
    let start = clock.now
    let files = try arguments.dropFirst().flatMap { try PackedFile.open(path: $0) }
    guard let stream = try OrganisationImportStream(files, progress: .terminal) else {
        throw Refused("Ce ne sont pas des fichiers d’un registre.")
    }
    let plan = ImportPlan(
        try stream.parsed(scope(arguments[0])), from: stream.origin, known: [])
    let time = clock.now - start
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    print("\(plan.lineCount) lines, \(plan.created.count) organisations, \(plan.refused.count) refused, \(time)")
    print("\(Int(Double(plan.lineCount) / seconds)) lines a second")
} else {
    print("Importing COMMUNES.csv FICHIER…")
}
