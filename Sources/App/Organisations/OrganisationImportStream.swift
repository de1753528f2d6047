import Domain
import Foundation
import Tabular

/// The registers' own files, read as they come: of millions of lines, only those that may end in the directory are held.
/// Gives what `OrganisationImportFiles` gives for the same files, without a line by line account of what is outside.
struct OrganisationImportStream: Sendable {
    struct File: Sendable {
        let file: PackedFile
        let format: ImportFormat
        let layout: CSVLayout
    }

    /// Each refused line is kept with its reason: so many are a wrong file.
    private static let mostRefused = 100_000

    let files: [File]
    private let progress: ImportProgress

    /// Nil when a file is something else than a register's: those are small, and are read whole.
    init?(_ streamed: [PackedFile], progress: ImportProgress) throws {
        var files: [File] = []
        for file in streamed {
            guard let layout = try? TableScan(file.source()).layout,
                let format = ImportFormat(columns: Set(layout.columns.map { $0.lowercased() })),
                [.sireneUnits, .sireneEstablishments, .rna, .essFrance].contains(format)
            else { return nil }
            files.append(File(file: file, format: format, layout: layout))
        }
        guard !files.isEmpty, Set(files.map(\.format.origin)).count == 1 else { return nil }
        (self.files, self.progress) = (files, progress)
    }

    var origin: FieldOrigin { files.first?.format.origin ?? .file }
    var title: String { files.map(\.file.name).joined(separator: ", ") }

    /// Establishments are read twice: to know which units have a place near, then, once these units are known, to be kept.
    func parsed(_ scope: ImportScope) throws -> ImportParser {
        var parser = ImportParser(scope)
        let (places, perimeter) = (NearPlaces(scope.communes), UnitPerimeter(scope.perimeter))
        let establishments = files.filter { $0.format == .sireneEstablishments }
        var near: SirenTable?
        if !scope.communes.isEmpty, files.contains(where: { $0.format == .sireneUnits }) {
            var found: [UInt64] = []
            for file in establishments { found = try sirens(in: file, near: places, into: found) }
            near = SirenTable(found)
        }
        for file in files where file.format != .sireneEstablishments {
            parser = try read(
                file, ImportSieve(file.format, file.layout, places, perimeter, sirens: near), into: parser)
        }
        if !establishments.isEmpty {
            let known = SirenTable(
                parser.candidates.compactMap { Int($0.packed[.siren]).flatMap { SirenTable.entry($0, 0) } })
            for file in establishments {
                parser = try read(
                    file, ImportSieve(file.format, file.layout, places, perimeter, sirens: known), into: parser)
            }
        }
        parser.finish()
        return parser
    }

    /// Units with an establishment in the network's communes, or perhaps there.
    private func sirens(in file: File, near places: NearPlaces, into found: [UInt64]) throws -> [UInt64] {
        let (siren, commune) = (file.layout["siren"] ?? -1, file.layout["codeCommuneEtablissement"] ?? -1)
        let postcode = file.layout["codePostalEtablissement"] ?? -1
        progress.begin(file.file.name + " (lieux)", of: file.file.size)
        defer { progress.end() }
        return try file.file.scan(into: found, progress: progress.advance) { rows in
            var (part, count): ([UInt64], Int) = ([], 0)
            while try rows.next() {
                count += 1
                let row = rows.row
                guard !places.isElsewhere(commune: row.cell(commune), postcode: row.cell(postcode)) else { continue }
                if let entry = row.cell(siren).number.flatMap({ SirenTable.entry($0, 0) }) { part.append(entry) }
            }
            progress.count(count)
            return part
        } join: { total, part, _ in
            total += part
        }
    }

    private func read(_ file: File, _ sieve: ImportSieve, into parser: ImportParser) throws -> ImportParser {
        let columns = file.layout.columns.map { $0.lowercased() }
        let (name, empty) = (file.file.name, parser.forPart)
        progress.begin(file.file.name, of: file.file.size)
        defer { progress.end() }
        return try file.file.scan(into: parser, progress: progress.advance) { rows in
            var part = empty
            var (count, outside) = (0, 0)
            while try rows.next() {
                let row = rows.row
                count += 1
                if sieve.isOutside(row) {
                    outside += 1
                    continue
                }
                var cells: [String: String] = [:]
                cells.reserveCapacity(columns.count)
                for (position, column) in columns.enumerated() where cells[column] == nil {
                    cells[column] = row.cell(position).trimmedText
                }
                part.read(cells, as: file.format, at: ImportPlace(file: name, line: rows.line()))
            }
            part.passOver(outside)
            progress.count(count)
            return part
        } join: { total, part, piece in
            total.join(part, linesBefore: piece.linesBefore)
            guard total.refusedCount <= Self.mostRefused else {
                throw Refused(
                    "\(file.file.name) : plus de \(French.number(Self.mostRefused)) lignes sont à refuser, ce fichier n’est pas ce qu’il paraît. Rien n’a été changé."
                )
            }
        }
    }
}
