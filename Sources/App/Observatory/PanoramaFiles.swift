import Crypto
import Domain
import Foundation
import Tabular

/// A register's file as it comes (plain, `.gz`, `.zip`), read piece by piece while somebody is told how far it is.
struct PackedRows: RowScan {
    let file: PackedFile
    let layout: CSVLayout
    let progress: ImportProgress

    func run<Part: Sendable, Total: Sendable>(
        into total: Total, read: @Sendable (inout RowScanner) throws -> Part,
        join: @Sendable (inout Total, Part, ParallelScan.Piece) throws -> Void
    ) throws -> Total {
        progress.begin(file.name, of: file.size)
        defer { progress.end() }
        return try file.scan(
            into: total, countsLines: false, progress: progress.advance, read: read, join: join)
    }
}

/// The two files of a panorama, told apart by their columns.
struct PanoramaFiles: Sendable {
    /// What is to be known of a file to find it again.
    struct Origin: Sendable {
        let name: String
        /// SHA-256 of the file as it was given, packed or not.
        let digest: String
        let size: Int
    }

    let units: PackedRows
    let establishments: PackedRows
    let unitOrigin, establishmentOrigin: Origin

    init(paths: [String], progress: ImportProgress) throws {
        var found: [ImportFormat: PackedRows] = [:]
        for file in try paths.flatMap({ try PackedFile.open(path: $0) }) {
            let layout = try Self.layout(of: file)
            let format = ImportFormat(columns: Set(layout.columns.map { $0.lowercased() }))
            guard let format, [.sireneUnits, .sireneEstablishments].contains(format) else {
                throw Refused(
                    "\(file.name) n’est ni StockUniteLegale ni StockEtablissement : un panorama se fait de ces deux fichiers de Sirene. Rien n’a été changé."
                )
            }
            guard found.updateValue(PackedRows(file: file, layout: layout, progress: progress), forKey: format) == nil
            else {
                throw Refused(
                    "Il y a deux fichiers de la même sorte : donnez un StockUniteLegale et un StockEtablissement du même mois."
                )
            }
        }
        guard let units = found[.sireneUnits], let establishments = found[.sireneEstablishments] else {
            let missing = found[.sireneUnits] == nil ? "StockUniteLegale" : "StockEtablissement"
            throw Refused("Il manque \(missing) : un panorama se fait des deux fichiers du même mois.")
        }
        (self.units, self.establishments) = (units, establishments)
        unitOrigin = try Self.origin(of: units.file, progress)
        establishmentOrigin =
            establishments.file.file === units.file.file
            ? Origin(name: establishments.file.name, digest: unitOrigin.digest, size: unitOrigin.size)
            : try Self.origin(of: establishments.file, progress)
    }

    private static func layout(of file: PackedFile) throws -> CSVLayout {
        do {
            return try TableScan(file.source()).layout
        } catch let defect as TableDefect {
            throw Refused("\(file.name), ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        }
    }

    private static func origin(of file: PackedFile, _ progress: ImportProgress) throws -> Origin {
        progress.begin(file.name + " (empreinte)", of: file.file.count)
        defer { progress.end() }
        var hash = SHA256()
        var place = 0
        while place < file.file.count {
            let bytes = try file.file.bytes(from: place, count: min(1 << 20, file.file.count - place))
            if bytes.isEmpty { break }
            hash.update(data: bytes)
            place += bytes.count
            progress.advance(place)
        }
        return Origin(name: file.name, digest: hash.finalize().hexadecimal, size: file.file.count)
    }

    /// The month that the names tell; nil when they tell none, or not the same.
    var month: Month? {
        let months = [unitOrigin, establishmentOrigin].compactMap { Month.named(in: $0.name) }
        return Set(months).count == 1 ? months.first : nil
    }
}

extension Digest {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
