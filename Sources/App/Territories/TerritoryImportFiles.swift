import Domain
import Foundation
import Tabular

/// The files given to an import of territories, read; those that cannot be read are refusals like the others.
struct TerritoryImportFiles {
    private(set) var files: [TerritoryFile] = []
    private(set) var defects: [TerritoryPlan.Refusal] = []
    private let kind: TerritoryKind?

    /// `-` is standard input. `kind`: what files that do not tell it are about.
    init(paths: [String], kind: TerritoryKind? = nil) throws {
        self.kind = kind
        for path in paths {
            for file in try Archive.open(path: path) { add(file.name, file.bytes) }
        }
    }

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        do {
            let content =
                isJSON(bytes) ? TerritoryFile.Content.outlines(try GeographicFile.read(bytes)) : try table(bytes)
            files.append(TerritoryFile(name: name, content: content, kind: kind))
        } catch let defect as TableDefect {
            defects.append(TerritoryPlan.Refusal(file: name, line: defect.line, reason: defect.description))
        } catch {
            defects.append(TerritoryPlan.Refusal(file: name, reason: "\(error)"))
        }
    }

    private func isJSON(_ bytes: [UInt8]) -> Bool {
        let text = bytes.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[")
    }

    private func table(_ bytes: [UInt8]) throws(TableDefect) -> TerritoryFile.Content {
        let table = try Table(bytes)
        let columns = table.columns.map { $0.lowercased() }
        let records = table.rows.map { row in
            TerritoryFile.Record(line: row.line, cells: Dictionary(zip(columns, row.cells)) { first, _ in first })
        }
        return .table(columns: table.columns, records: records)
    }
}
