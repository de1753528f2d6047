import Domain
import Foundation
import Tabular

/// The files of an import of organisations, opened and told apart by their columns.
struct OrganisationImportFiles {
    struct File {
        let name: String
        let format: ImportFormat
        let table: Table
    }

    let files: [File]

    /// `-` is standard input; `.zip` and `.gz` are opened. A file that is none of those known is refused whole.
    init(paths: [String]) throws {
        var files: [File] = []
        for path in paths {
            for opened in try Archive.open(path: path) {
                files.append(try OrganisationImportFiles.file(opened.name, opened.bytes))
            }
        }
        let origins = Set(files.map(\.format.origin))
        guard origins.count == 1 else {
            throw Refused("Ces fichiers ne sont pas de la même source : importez-les l’un après l’autre.")
        }
        self.files = files
    }

    private static func file(_ name: String, _ bytes: [UInt8]) throws -> File {
        do {
            let table = try Table(bytes)
            guard let format = ImportFormat(columns: Set(table.columns.map { $0.lowercased() })) else {
                let some = table.columns.prefix(6).joined(separator: ", ")
                throw Refused(
                    "\(name) : aucune colonne ne dit le nom d’une organisation (colonnes lues : \(some)). Nommez-la « nom »."
                )
            }
            return File(name: name, format: format, table: table)
        } catch let defect as TableDefect {
            throw Refused("\(name), ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        }
    }

    var origin: FieldOrigin { files.first?.format.origin ?? .file }
    var title: String { files.map(\.name).joined(separator: ", ") }
    var lineCount: Int { files.reduce(0) { $0 + $1.table.rows.count } }

    /// Every line read; units before establishments, whatever the order of the files.
    func parsed(communes: Set<String>) -> ImportParser {
        var parser = ImportParser(communes: communes)
        for file in files {
            let columns = file.table.columns.map { $0.lowercased() }
            for row in file.table.rows {
                let cells = Dictionary(zip(columns, row.cells)) { first, _ in first }
                parser.read(cells, as: file.format, at: ImportPlace(file: file.name, line: row.line))
            }
        }
        parser.finish()
        return parser
    }
}
