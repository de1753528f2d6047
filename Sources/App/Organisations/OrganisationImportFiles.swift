import Domain
import Foundation
import Tabular

/// A line of a file, or an element of a map's.
struct ImportRow: Sendable {
    let line: Int
    /// In the order of the columns.
    let cells: [String]
}

/// The files of an import of organisations, opened and told apart by their columns.
struct OrganisationImportFiles: Sendable {
    struct File: Sendable {
        let name: String
        let format: ImportFormat
        /// As the file writes them.
        let columns: [String]
        let rows: [ImportRow]
    }

    let files: [File]
    var mapping: StructureMapping = [:]

    /// A file that is none of those known is refused whole. `acceptsAnyColumns`: a table whose columns are unknown is one's own, and somebody will say what they are.
    init(opened: [(name: String, bytes: [UInt8])], acceptsAnyColumns: Bool = false) throws {
        files = try opened.map { try Self.file($0.name, $0.bytes, acceptsAnyColumns: acceptsAnyColumns) }
        guard !files.isEmpty else { throw Refused("Cette archive ne contient aucun fichier.") }
        guard Set(files.map(\.format.origin)).count == 1 else {
            throw Refused("Ces fichiers ne sont pas de la même source : importez-les l’un après l’autre.")
        }
    }

    private static func file(_ name: String, _ bytes: [UInt8], acceptsAnyColumns: Bool) throws -> File {
        if let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "[") || first == 0x7B {
            return try MapElements.file(name, bytes)
        }
        do {
            let table = try Table(bytes)
            let rows = table.rows.map { ImportRow(line: $0.line, cells: $0.cells) }
            if let format = ImportFormat(columns: Set(table.columns.map { $0.lowercased() })) {
                return File(name: name, format: format, columns: table.columns, rows: rows)
            }
            if acceptsAnyColumns, table.columns.count > 1 {
                return File(name: name, format: .structures, columns: table.columns, rows: rows)
            }
            let some = table.columns.prefix(6).joined(separator: ", ")
            throw Refused(
                "\(name) : aucune colonne ne dit le nom d’une organisation (colonnes lues : \(some)). Nommez-la « nom »."
            )
        } catch let defect as TableDefect {
            throw Refused("\(name), ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        }
    }

    var origin: FieldOrigin { files.first?.format.origin ?? .file }
    var title: String { files.map(\.name).joined(separator: ", ") }
    var lineCount: Int { files.reduce(0) { $0 + $1.rows.count } }

    /// Every line read; units before establishments, whatever the order of the files.
    func parsed(_ scope: ImportScope) -> ImportParser {
        var parser = ImportParser(scope, mapping: mapping)
        for file in files {
            let columns = file.columns.map { $0.lowercased() }
            for row in file.rows {
                let cells = Dictionary(zip(columns, row.cells)) { first, _ in first }
                parser.read(cells, as: file.format, at: ImportPlace(file: file.name, line: row.line))
            }
        }
        parser.finish()
        return parser
    }
}
