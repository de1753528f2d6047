package import Domain
package import Tabular

/// The establishments of StockEtablissement that are in the communes asked for, counted by commune, activity, size band and
/// family of the unit: those of the ESS beside all the others.
package struct SirenePanorama: Sendable {
    package let communes: CodeIndex
    package let tally: PanoramaTally
    package let rowCount: Int
    /// Rows whose commune is not told, or not disclosed.
    package let withoutCommune: Int
    /// When establishments opened and closed, as far as the register says it.
    package let years: PanoramaTally
    /// The latest day on which one of those that are counted was changed in the register, as 20200531; 0 when none tells.
    package let lastTreatment: Int
    /// Whether what is in other communes is counted too, together, under the number that follows the last commune's.
    package let countsElsewhere: Bool

    /// What one piece of the file holds.
    private struct Found: Sendable {
        var places: [(key: PanoramaKey, counts: PanoramaCounts)] = []
        var years: [(key: PanoramaKey, counts: PanoramaCounts)] = []
        var rows = 0
        var withoutCommune = 0
        var treatment = 0
    }

    private struct Total: Sendable {
        var tally = PanoramaTally()
        var years = PanoramaTally()
        var rows = 0
        var withoutCommune = 0
        var treatment = 0

        mutating func add(_ part: Found) {
            tally.add(part.places)
            years.add(part.years)
            rows += part.rows
            withoutCommune += part.withoutCommune
            treatment = max(treatment, part.treatment)
        }
    }

    /// A plain file, on so many threads.
    package init(_ file: FileBytes, units: SirenTable, communes: CodeIndex, threads: Int = 2) throws {
        var scan = try ParallelScan(file)
        scan.threads = threads
        try self.init(scan, units: units, communes: communes)
    }

    /// Counts are of places, not of persons: the establishments of sole traders are in them, what is not disclosed is not.
    package init(
        _ scan: some RowScan, units: SirenTable, communes: CodeIndex, countsElsewhere: Bool = false,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let columns = try Columns(scan.layout)
        let told = CellHeads(pairs: communes.beginnings).with(0).with(Self.undisclosed)
        let heads = countsElsewhere ? nil : told
        let total = try scan.run(into: Total()) { rows in
            var part = Found()
            rows.pivot = columns.commune
            rows.heads = heads
            while try rows.next() {
                part.rows += 1
                let code = rows.pivotCell.code ?? 0
                if let commune = communes.number(of: code) {
                    columns.count(rows.row, commune: commune, units: units, in: &part)
                } else if code == 0 || code == Self.undisclosed {
                    part.withoutCommune += 1
                } else if countsElsewhere {
                    columns.count(rows.row, commune: communes.codes.count, units: units, in: &part)
                }
            }
            part.rows += rows.takePassed()
            return part
        } join: { total, part, _ in
            total.add(part)
            progress(part.rows)
        }
        (self.communes, self.countsElsewhere) = (communes, countsElsewhere)
        (years, lastTreatment) = (total.years, total.treatment)
        (tally, rowCount, withoutCommune) = (total.tally, total.rows, total.withoutCommune)
    }

    /// `[ND]`, non diffusible.
    private static let undisclosed: UInt64 = 0x5B4E_445D_0000_0000

    /// Where the columns stand in this layout.
    private struct Columns: Sendable {
        let siren, commune, state, activity, nomenclature, band, employer: Int
        let seat, creation, period, treatment: Int

        init(_ layout: CSVLayout) throws {
            siren = try layout.position(of: "siren")
            commune = try layout.position(of: "codeCommuneEtablissement")
            state = try layout.position(of: "etatAdministratifEtablissement")
            activity = try layout.position(of: "activitePrincipaleEtablissement")
            nomenclature = try layout.position(of: "nomenclatureActivitePrincipaleEtablissement")
            band = try layout.position(of: "trancheEffectifsEtablissement")
            employer = try layout.position(of: "caractereEmployeurEtablissement")
            seat = layout["etablissementSiege"] ?? -1
            creation = layout["dateCreationEtablissement"] ?? -1
            period = layout["dateDebut"] ?? -1
            treatment = layout["dateDernierTraitementEtablissement"] ?? -1
        }

        func count(_ row: ScannedRow, commune: Int, units: SirenTable, in part: inout Found) {
            let family = row.cell(siren).number.flatMap { units[$0] }.flatMap(Family.init(number:))
            let key = PanoramaKey(
                commune: commune, activity: ShortCode(rawValue: row.cell(activity).code ?? 0),
                nomenclature: Nomenclature(ShortCode(rawValue: row.cell(nomenclature).code ?? 0)),
                band: SizeBands.number(ShortCode(rawValue: row.cell(band).code ?? 0)), family: family)
            let status = row.cell(state).code
            // « F », closed: its present period began when it closed.
            let closing = status == 0x4600_0000_0000_0000 ? row.cell(period).leadingDay / 10_000 : 0
            let opening = row.cell(creation).leadingDay / 10_000
            let counts = PanoramaCounts(
                isActive: status == 0x4100_0000_0000_0000,
                isEmployer: row.cell(employer).code == 0x4F00_0000_0000_0000,
                isSeat: row.cell(seat).code == 0x7472_7565_0000_0000)
            part.places.append((key, counts))
            let events = PanoramaCounts(isActive: counts.active > 0)
            if let year = YearKey(commune: commune, year: opening, event: .opening, family: family) {
                part.years.append((year.key, events))
            }
            if let year = YearKey(commune: commune, year: closing, event: .closure, family: family) {
                part.years.append((year.key, events))
            }
            part.treatment = max(part.treatment, row.cell(treatment).leadingDay)
        }
    }
}
