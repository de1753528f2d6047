package import Domain
package import Tabular

/// The units of the ESS in StockUniteLegale, whatever its layout: for each, its family, by SIREN.
package struct SireneUnits: Sendable {
    package let table: SirenTable
    /// Rows read, persons and units outside the ESS included.
    package let rowCount: Int
    /// Rows whose SIREN is not a number of nine digits.
    package let unreadable: Int

    private struct Found: Sendable {
        var entries: [UInt64] = []
        var rows = 0
        var unreadable = 0
    }

    /// A plain file, on so many threads.
    package init(_ file: FileBytes, perimeter: UnitPerimeter, threads: Int = 2) throws {
        var scan = try ParallelScan(file)
        scan.threads = threads
        try self.init(scan, perimeter: perimeter)
    }

    /// `progress` is told how many rows have been read.
    package init(
        _ scan: some RowScan, perimeter: UnitPerimeter, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let layout = scan.layout
        let siren = try layout.position(of: "siren")
        let category = try layout.position(of: "categorieJuridiqueUniteLegale")
        let flag = layout["economieSocialeSolidaireUniteLegale"] ?? -1
        let activity = layout["activitePrincipaleUniteLegale"] ?? -1
        let nomenclature = layout["nomenclatureActivitePrincipaleUniteLegale"] ?? -1
        let found = try scan.run(into: Found()) { rows in
            var part = Found()
            var excluded = ExcludedActivities(perimeter)
            rows.pivot = category
            rows.heads = Self.heads
            while try rows.next() {
                part.rows += 1
                let form = ShortCode(rawValue: rows.pivotCell.code ?? 0)
                if UnitPerimeter.isPerson(form) { continue }
                let row = rows.row
                let word = ShortCode(rawValue: row.cell(flag).code ?? 0)
                if word.rawValue == Self.no { continue }
                let family = perimeter.family(category: form, flag: word) {
                    excluded.contain(
                        ShortCode(rawValue: row.cell(activity).code ?? 0),
                        ShortCode(rawValue: row.cell(nomenclature).code ?? 0))
                }
                guard let family else { continue }
                let number = row.cell(siren).number ?? -1
                guard let entry = SirenTable.entry(number, family.number) else {
                    part.unreadable += 1
                    continue
                }
                part.entries.append(entry)
            }
            part.rows += rows.takePassed()
            return part
        } join: { total, part, _ in
            total.entries += part.entries
            total.rows += part.rows
            total.unreadable += part.unreadable
            progress(part.rows)
        }
        table = SirenTable(found.entries)
        (rowCount, unreadable) = (found.rows, found.unreadable)
    }

    /// More than half of the file is passed over without being looked at: persons.
    private static let heads = CellHeads { !UnitPerimeter.isPerson(ShortCode(rawValue: $0)) }
    /// « N » alone in its cell.
    private static let no: UInt64 = 0x4E00_0000_0000_0000
}

extension Family {
    /// A byte for the table of units.
    var number: UInt8 { UInt8(Self.byNumber.firstIndex(of: self) ?? 0) }
    init?(number: UInt8) {
        guard Int(number) < Self.byNumber.count else { return nil }
        self = Self.byNumber[Int(number)]
    }
    private static let byNumber = Family.allCases
}
