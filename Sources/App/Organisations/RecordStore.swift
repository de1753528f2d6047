import Domain
import Foundation
import GRDB

/// Reads records for people and files to read.
struct RecordStore {
    let database: any DatabaseWriter

    /// These records, in this order, with their hubs on `day`.
    func lines(_ ids: [ID<Organisation>], on day: Day) async throws -> [DirectoryLine] {
        try await database.read { db in try RecordStore.lines(ids, on: day, in: db) }
    }

    /// The same as a list shows them, and the names of others.
    func items(
        _ ids: [ID<Organisation>], naming others: [ID<Organisation>], on day: Day
    ) async throws -> (items: [DirectoryItem], names: [ID<Organisation>: (slug: String, name: String)]) {
        try await database.read { db in
            (try RecordStore.items(ids, on: day, in: db), try RecordStore.names(others, in: db))
        }
    }

    private static func items(_ ids: [ID<Organisation>], on day: Day, in db: GRDB.Database) throws -> [DirectoryItem] {
        guard !ids.isEmpty else { return [] }
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        let hubs = try hubs(of: list, on: day, in: db)
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, slug, name, acronym, summary, postcode, town, family, state, diffusion
                FROM organisation WHERE id IN (SELECT value FROM json_each(?)) AND publication = 'publiee'
                """)
        var found: [ID<Organisation>: DirectoryItem] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [list])
        while let row = try rows.next() {
            let id = ID<Organisation>(rawValue: row[0])
            let isPartial = (row[9] as String) == "P"
            found[id] = DirectoryItem(
                slug: row[1], name: row[2], acronym: isPartial ? "" : row[3], summary: row[4],
                postcode: isPartial ? "" : row[5], town: row[6], family: Family(rawValue: row[7]) ?? .undetermined,
                isCeased: (row[8] as String) == "cessee", hubs: hubs[id] ?? [])
        }
        return ids.compactMap { found[$0] }
    }

    private static func names(
        _ ids: [ID<Organisation>], in db: GRDB.Database
    ) throws -> [ID<Organisation>: (slug: String, name: String)] {
        guard !ids.isEmpty else { return [:] }
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        let statement = try db.cachedStatement(
            sql: "SELECT id, slug, name FROM organisation WHERE id IN (SELECT value FROM json_each(?))")
        var names: [ID<Organisation>: (slug: String, name: String)] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [list])
        while let row = try rows.next() { names[ID(rawValue: row[0])] = (row[1], row[2]) }
        return names
    }

    /// The hubs that each takes part in on `day`, by name.
    private static func hubs(
        of list: String, on day: Day, in db: GRDB.Database
    ) throws -> [ID<Organisation>: [(slug: String, name: String)]] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT DISTINCT m.organisationID, h.slug, h.name FROM hubMember m JOIN hub h ON h.id = m.hubID
                WHERE m.organisationID IN (SELECT value FROM json_each(?))
                    AND m.validFrom <= ? AND (m.validUntil IS NULL OR m.validUntil > ?) ORDER BY h.name
                """)
        var hubs: [ID<Organisation>: [(slug: String, name: String)]] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [list, day, day])
        while let row = try rows.next() { hubs[ID(rawValue: row[0]), default: []].append((row[1], row[2])) }
        return hubs
    }

    static func lines(_ ids: [ID<Organisation>], on day: Day, in db: GRDB.Database) throws -> [DirectoryLine] {
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM organisation
                WHERE id IN (SELECT value FROM json_each(?)) AND publication = 'publiee'
                """, arguments: [list])
        let hubs = try hubs(of: list, on: day, in: db)
        var found: [ID<Organisation>: DirectoryLine] = [:]
        for row in rows {
            let id: ID<Organisation> = row["id"]
            found[id] = DirectoryLine(
                id: id, slug: row["slug"], sheet: OrganisationReader.sheet(row).disclosed, hubs: hubs[id] ?? [],
                updatedAt: row["updatedAt"])
        }
        return ids.compactMap { found[$0] }
    }

    /// Where an address that is not, or no longer, a record's own leads.
    func present(ofFormer slug: String) async throws -> String? {
        try await database.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT o.slug FROM organisation o WHERE o.publication = 'publiee' AND o.id IN (
                        SELECT organisationID FROM formerOrganisationSlug WHERE slug = :slug
                        UNION SELECT mergedInto FROM organisation WHERE slug = :slug) LIMIT 1
                    """, arguments: ["slug": slug])
        }
    }

    /// Where a published record lies: itself, and the hubs that it takes part in on `day`; nil when there is none.
    func places(slug: String, on day: Day) async throws -> Set<Scope>? {
        try await database.read { db in
            let id = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            return try id.map { try RecordStore.places(of: $0, on: day, in: db) }
        }
    }

    static func places(of id: ID<Organisation>, on day: Day, in db: GRDB.Database) throws -> Set<Scope> {
        let hubs = try ID<Hub>.fetchAll(
            db,
            sql: """
                SELECT DISTINCT hubID FROM hubMember WHERE organisationID = ?
                AND validFrom <= ? AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [id, day, day])
        return Set(hubs.map(Scope.hub) + [.organisation(id)])
    }

    /// The record at an address; nil when there is none to show.
    func view(slug: String, on day: Day) async throws -> RecordView? {
        try await database.read { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            guard let row = found else { return nil }
            let id: ID<Organisation> = row["id"]
            guard let line = try RecordStore.lines([id], on: day, in: db).first else { return nil }
            let origins = try OrganisationReader.origins(of: id, in: db)
            let said = OrganisationField.allCases.map { ($0, origins($0)) }
            return RecordView(
                line: line, origin: row["origin"], origins: Dictionary(uniqueKeysWithValues: said),
                establishments: try RecordStore.establishments(of: id, isPartial: line.sheet.isPartlyDiffused, in: db),
                parts: try RecordStore.parts(of: id, in: db),
                changes: try RecordStore.changes(of: id, isPartial: line.sheet.isPartlyDiffused, in: db),
                commune: try RecordStore.commune(line.sheet[.commune], on: day, in: db),
                sectors: try SectorStore.sectors(on: day, in: db).reading(of: line.sheet),
                federations: try RecordStore.federations(line.sheet.federationSlugs, in: db),
                branches: try BranchStore.view(of: id, line.sheet, in: db),
                verdict: EssPerimeter.verdict(line.sheet, in: try EssStore.table(on: day, in: db)),
                createdAt: row["createdAt"],
                updatedAt: row["updatedAt"], confirmedAt: row["confirmedAt"])
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
        return try Row.fetchAll(statement, arguments: [list]).map { ($0["slug"], $0["name"]) }
    }

    private static func establishments(
        of id: ID<Organisation>, isPartial: Bool, in db: GRDB.Database
    ) throws -> [Establishment] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM establishment WHERE organisationID = ? ORDER BY state, town, siret", arguments: [id]
        ).map { row in
            Establishment(
                siret: row["siret"], name: row["name"], address: isPartial ? "" : row["address"],
                postcode: isPartial ? "" : row["postcode"], town: row["town"],
                isClosed: (row["state"] as String) == "cessee")
        }
    }

    private static func parts(of id: ID<Organisation>, in db: GRDB.Database) throws -> [RecordView.HubPart] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT h.slug, h.name, m.validFrom, m.validUntil FROM hubMember m JOIN hub h ON h.id = m.hubID
                WHERE m.organisationID = ? ORDER BY m.validFrom DESC
                """, arguments: [id]
        ).map { row in
            RecordView.HubPart(slug: row["slug"], name: row["name"], validity: Validity(row: row))
        }
    }

    private static func changes(
        of id: ID<Organisation>, isPartial: Bool, in db: GRDB.Database
    ) throws -> [RecordChange] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT * FROM fieldChange WHERE organisationID = ? ORDER BY id DESC LIMIT 200", arguments: [id])
        return rows.compactMap { row in
            guard let change = RecordChange(row: row) else { return nil }
            return isPartial && OrganisationSheet.undisclosed.contains(change.field) ? nil : change
        }
    }

    private static func commune(
        _ code: String, on day: Day, in db: GRDB.Database
    ) throws -> (name: String, path: String)? {
        guard !code.isEmpty else { return nil }
        let id = try ID<Territory>.fetchOne(
            db, sql: "SELECT id FROM territory WHERE kind = 'commune' AND code = ?", arguments: [code])
        guard let id else { return nil }
        let record = try TerritoryStore.records(among: [id], on: day, includingOthers: true, in: db).first
        return record.map { ($0.name, $0.path) }
    }
}
