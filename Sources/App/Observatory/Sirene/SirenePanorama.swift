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

    private struct Sighting: Sendable {
        let key: PanoramaKey
        let isActive: Bool
        let isEmployer: Bool
    }

    private struct Found: Sendable {
        var sightings: [Sighting] = []
        var rows = 0
        var withoutCommune = 0
    }

    private struct Total: Sendable {
        var tally = PanoramaTally()
        var rows = 0
        var withoutCommune = 0
    }

    /// Counts are of places, not of persons: the establishments of sole traders are in them, what is not disclosed is not.
    package init(
        _ file: FileBytes, units: SirenTable, communes: CodeIndex, threads: Int = 2,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        var scan = try ParallelScan(file)
        scan.threads = threads
        let columns = try Columns(scan.layout)
        let total = try scan.run(into: Total()) { rows in
            var part = Found()
            while try rows.next() {
                part.rows += 1
                let row = rows.row
                let code = row.cell(columns.commune).code ?? 0
                guard let commune = communes.number(of: code) else {
                    if code == 0 || code == Self.undisclosed { part.withoutCommune += 1 }
                    continue
                }
                part.sightings.append(columns.sighting(row, commune: commune, units: units))
            }
            return part
        } join: { total, part, piece in
            for sighting in part.sightings {
                total.tally.add(sighting.key, isActive: sighting.isActive, isEmployer: sighting.isEmployer)
            }
            total.rows += part.rows
            total.withoutCommune += part.withoutCommune
            progress(piece.bytesRead)
        }
        self.communes = communes
        (tally, rowCount, withoutCommune) = (total.tally, total.rows, total.withoutCommune)
    }

    /// `[ND]`, non diffusible.
    private static let undisclosed: UInt64 = 0x5B4E_445D_0000_0000

    /// Where the columns stand in this layout.
    private struct Columns: Sendable {
        let siren, commune, state, activity, nomenclature, band, employer: Int

        init(_ layout: CSVLayout) throws {
            siren = try layout.position(of: "siren")
            commune = try layout.position(of: "codeCommuneEtablissement")
            state = try layout.position(of: "etatAdministratifEtablissement")
            activity = try layout.position(of: "activitePrincipaleEtablissement")
            nomenclature = try layout.position(of: "nomenclatureActivitePrincipaleEtablissement")
            band = try layout.position(of: "trancheEffectifsEtablissement")
            employer = try layout.position(of: "caractereEmployeurEtablissement")
        }

        func sighting(_ row: ScannedRow, commune: Int, units: SirenTable) -> Sighting {
            let family = row.cell(siren).number.flatMap { units[$0] }.flatMap(Family.init(number:))
            let key = PanoramaKey(
                commune: commune, activity: ShortCode(rawValue: row.cell(activity).code ?? 0),
                nomenclature: Nomenclature(ShortCode(rawValue: row.cell(nomenclature).code ?? 0)),
                band: SizeBands.number(ShortCode(rawValue: row.cell(band).code ?? 0)), family: family)
            return Sighting(
                key: key, isActive: row.cell(state).code == 0x4100_0000_0000_0000,
                isEmployer: row.cell(employer).code == 0x4F00_0000_0000_0000)
        }
    }
}
