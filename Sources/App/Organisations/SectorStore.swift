import Domain
import Foundation
import GRDB

/// `secteurs.json`: the starting list and its mapping.
struct SectorFile: Decodable {
    let depuis: Day
    let source: String
    let certitude: Certainty
    let secteurs: [Entry]
    let correspondances: [Rule]

    struct Entry: Decodable { let code, libelle, definition: String }
    struct Rule: Decodable {
        let nomenclature: Nomenclature
        let prefixe: String
        let secteur: String?
        let certitude: Certainty
        let source: String
    }

    static func shipped() throws -> SectorFile {
        try FactStore.read(Resources.folder().appending(path: "Facts/secteurs.json"), as: SectorFile.self)
    }
}

/// The network's sectors and their mapping to activity codes.
struct SectorStore {
    let database: any DatabaseWriter

    func sectors(on day: Day) async throws -> Sectors {
        try await database.read { db in try SectorStore.sectors(on: day, in: db) }
    }

    /// The value from which every reading of a record's sectors is made.
    static func sectors(on day: Day, in db: GRDB.Database) throws -> Sectors {
        let sectors = try Row.fetchAll(db, sql: "SELECT * FROM sector ORDER BY rank, label").map { row in
            Sector(
                code: row["code"], label: row["label"], definition: row["definition"],
                validity: Validity(row: row), source: row["source"], certainty: row["certainty"])
        }
        let rules = try Row.fetchAll(db, sql: "SELECT * FROM sectorRule ORDER BY nomenclature DESC, prefix")
        return Sectors(sectors, rules: rules.compactMap(SectorStore.rule), on: day)
    }

    private static func rule(_ row: Row) -> SectorRule? {
        guard let nomenclature = Nomenclature(rawValue: row["nomenclature"]),
            let prefix = ActivityPrefix(row["prefix"], in: nomenclature)
        else { return nil }
        return SectorRule(prefix: prefix, sector: row["sector"], source: row["source"], certainty: row["certainty"])
    }

    /// The starting list, written once when the table is made.
    static func install(_ file: SectorFile, in db: GRDB.Database) throws {
        for (rank, sector) in file.secteurs.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO sector (code, label, definition, rank, validFrom, source, certainty)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    sector.code, sector.libelle, sector.definition, rank + 1, file.depuis, file.source, file.certitude,
                ])
        }
        for rule in file.correspondances {
            guard let prefix = ActivityPrefix(rule.prefixe, in: rule.nomenclature) else {
                throw Refused("Le fichier des secteurs cite « \(rule.prefixe) », qui n’est pas un code d’activité.")
            }
            try db.execute(
                sql:
                    "INSERT INTO sectorRule (nomenclature, prefix, sector, source, certainty) VALUES (?, ?, ?, ?, ?)",
                arguments: [rule.nomenclature.rawValue, prefix.letters, rule.secteur, rule.source, rule.certitude])
        }
    }
}

/// How many organisations a sector has, and how many of those because somebody said so.
struct SectorCount: Sendable, Equatable {
    var said = 0
    var suggested = 0
    var total: Int { said + suggested }
}

/// The sectors with what the directory holds of each.
struct SectorView: Sendable {
    let sectors: Sectors
    let counts: [String: SectorCount]
    /// Organisations without a sector.
    let without: Int
    /// The activity codes that suggest none, the most frequent first.
    let unmapped: [(activity: String, nomenclature: String, silence: SectorReading.Silence, count: Int)]
}

extension SectorStore {
    func view(on day: Day) async throws -> SectorView {
        try await database.read { db in
            let sectors = try SectorStore.sectors(on: day, in: db)
            // Records that say the same are read once: a region has thousands of them, and some hundred different codes.
            let groups = try Row.fetchAll(
                db,
                sql: """
                    SELECT sectors, activity, activityNomenclature, count(*) AS count FROM organisation
                    WHERE publication = 'publiee' AND state = 'active' GROUP BY 1, 2, 3
                    """)
            var counts: [String: SectorCount] = [:]
            var without = 0
            var unmapped: [(activity: String, nomenclature: String, silence: SectorReading.Silence, count: Int)] = []
            for group in groups {
                let sheet = OrganisationSheet([
                    .sectors: group["sectors"], .activity: group["activity"],
                    .activityNomenclature: group["activityNomenclature"],
                ])
                let reading = sectors.reading(of: sheet)
                let count: Int = group["count"]
                for sector in reading.sectors {
                    if reading.basis == .said {
                        counts[sector.code, default: SectorCount()].said += count
                    } else {
                        counts[sector.code, default: SectorCount()].suggested += count
                    }
                }
                guard reading.sectors.isEmpty else { continue }
                without += count
                if let silence = reading.silence, silence != .noActivity {
                    unmapped.append((sheet[.activity], sheet[.activityNomenclature], silence, count))
                }
            }
            unmapped.sort { ($1.count, $0.activity) < ($0.count, $1.activity) }
            return SectorView(sectors: sectors, counts: counts, without: without, unmapped: unmapped)
        }
    }
}

extension SectorStore {
    /// The sectors in use in which a hub has a member on that day, among how many.
    static func represented(
        in hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> (represented: [Sector], count: Int) {
        let sectors = try sectors(on: day, in: db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.sectors, o.activity, o.activityNomenclature
                FROM hubMember m JOIN organisation o ON o.id = m.organisationID
                WHERE m.hubID = ? AND m.validFrom <= ? AND (m.validUntil IS NULL OR m.validUntil > ?)
                """, arguments: [hub, day, day])
        let found = rows.reduce(into: Set<String>()) { (codes: inout Set<String>, row: Row) in
            let sheet = OrganisationSheet([
                .sectors: row["sectors"], .activity: row["activity"],
                .activityNomenclature: row["activityNomenclature"],
            ])
            codes.formUnion(sectors.sectors(of: sheet).map(\.code))
        }
        return (sectors.current.filter { found.contains($0.code) }, sectors.current.count)
    }
}
