import Domain
import Foundation
import GRDB

/// Everything that the page of one organisation shows, in one snapshot. Columns are read by their places: looking each up by its
/// name took longer than SQLite.
extension RecordStore {
    /// The record at an address; nil when there is none to show.
    func view(slug: String, on day: Day) async throws -> RecordView? {
        try await read { db in try view(slug: slug, on: day, in: db) }
    }

    private func view(slug: String, on day: Day, in db: GRDB.Database) throws -> RecordView? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, slug, updatedAt, origin, createdAt, confirmedAt, \(OrganisationReader.columns) FROM organisation
                WHERE slug = ? AND publication = 'publiee'
                """)
        guard let row = try Row.fetchOne(statement, arguments: [slug]) else { return nil }
        let id = ID<Organisation>(rawValue: row[0])
        let sheet = OrganisationReader.said(row, from: 6).disclosed
        let parts = try Self.parts(of: id, in: db)
        let line = DirectoryLine(
            id: id, slug: row[1], sheet: sheet, hubs: Self.hubs(parts, on: day), updatedAt: row[2])
        let version = try ReferenceTables.version(on: day, in: db)
        return RecordView(
            line: line, origin: row[3], origins: try OrganisationReader.saidOrigins(of: id, in: db),
            establishments: try Self.establishments(of: id, isPartial: sheet.isPartlyDiffused, in: db), parts: parts,
            changes: try Self.changes(of: id, isPartial: sheet.isPartlyDiffused, in: db),
            commune: try references.commune(sheet[.commune], version, in: db),
            sectors: try references.sectors(version, in: db).reading(of: sheet),
            federations: try Self.federations(sheet.federationSlugs, in: db),
            branches: try BranchStore.view(of: id, sheet, in: db),
            verdict: EssPerimeter.verdict(sheet, in: try references.perimeter(on: day, in: db)),
            freshness: Freshness(
                confirmed: Day(String((row[5] as String).prefix(10))), on: day,
                duty: try ThresholdStore.freshness(on: day, in: db)),
            createdAt: row[4], updatedAt: row[2], confirmedAt: row[5])
    }

    /// The hubs of today, each once, by name.
    private static func hubs(_ parts: [RecordView.HubPart], on day: Day) -> [(slug: String, name: String)] {
        let present = parts.filter { $0.validity.contains(day) }.map { (slug: $0.slug, name: $0.name) }
        let once = Dictionary(present.map { ($0.slug, $0) }) { first, _ in first }
        return once.values.sorted { ($0.name, $0.slug) < ($1.name, $1.slug) }
    }

    private static func parts(of id: ID<Organisation>, in db: GRDB.Database) throws -> [RecordView.HubPart] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT h.slug, h.name, m.validFrom, m.validUntil FROM hubMember m JOIN hub h ON h.id = m.hubID
                WHERE m.organisationID = ? ORDER BY m.validFrom DESC
                """)
        return try Row.fetchAll(statement, arguments: [id]).map { row in
            RecordView.HubPart(slug: row[0], name: row[1], validity: Validity(row: row))
        }
    }

    private static func establishments(
        of id: ID<Organisation>, isPartial: Bool, in db: GRDB.Database
    ) throws -> [Establishment] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT siret, name, address, postcode, town, state FROM establishment WHERE organisationID = ?
                ORDER BY state, town, siret
                """)
        return try Row.fetchAll(statement, arguments: [id]).map { row in
            Establishment(
                siret: row[0], name: row[1], address: isPartial ? "" : row[2], postcode: isPartial ? "" : row[3],
                town: row[4], isClosed: (row[5] as String) == "cessee")
        }
    }

    private static func changes(
        of id: ID<Organisation>, isPartial: Bool, in db: GRDB.Database
    ) throws -> [RecordChange] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, field, old, new, origin, at FROM fieldChange WHERE organisationID = ?
                ORDER BY id DESC LIMIT 200
                """)
        return try Row.fetchAll(statement, arguments: [id]).compactMap { row in
            guard let change = RecordChange(row: row) else { return nil }
            return isPartial && OrganisationSheet.undisclosed.contains(change.field) ? nil : change
        }
    }

    /// By name alone: how many belong to each would be counted over the whole directory.
    private static func federations(
        _ slugs: [String], in db: GRDB.Database
    ) throws -> [(slug: String, name: String)] {
        guard !slugs.isEmpty else { return [] }
        let list = "[" + slugs.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        let statement = try db.cachedStatement(
            sql: """
                SELECT slug, name FROM federation WHERE slug IN (SELECT value FROM json_each(?))
                ORDER BY name COLLATE NOCASE
                """)
        return try Row.fetchAll(statement, arguments: [list]).map { ($0[0], $0[1]) }
    }
}
