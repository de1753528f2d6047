import Domain
import Foundation
import GRDB

/// Reads records for people and files to read.
struct RecordStore {
    let database: any DatabaseWriter
    /// Asked first.
    var quick: QuickReader?
    let references = ReferenceTables()

    func read<Value: Sendable>(_ body: @Sendable (GRDB.Database) throws -> Value) async throws -> Value {
        if let value: Value = try quick?.read(body) { return value }
        return try await database.read(body)
    }

    /// These records, in this order, with their hubs on `day`.
    func lines(_ ids: [ID<Organisation>], on day: Day) async throws -> [DirectoryLine] {
        try await database.read { db in try RecordStore.lines(ids, on: day, in: db) }
    }

    /// The same as a list shows them, and the names of others.
    func items(
        _ ids: [ID<Organisation>], naming others: [ID<Organisation>], on day: Day
    ) async throws -> (items: [DirectoryItem], names: [ID<Organisation>: (slug: String, name: String)]) {
        guard !ids.isEmpty || !others.isEmpty else { return ([], [:]) }
        return try await read { db in
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
                id: id, slug: row[1], name: row[2], acronym: isPartial ? "" : row[3], summary: row[4],
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
        let hubs = try hubs(of: list, on: day, in: db)
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, slug, updatedAt, \(OrganisationReader.columns) FROM organisation
                WHERE id IN (SELECT value FROM json_each(?)) AND publication = 'publiee'
                """)
        var found: [ID<Organisation>: DirectoryLine] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [list])
        while let row = try rows.next() {
            let id = ID<Organisation>(rawValue: row[0])
            found[id] = DirectoryLine(
                id: id, slug: row[1], sheet: OrganisationReader.said(row, from: 3).disclosed, hubs: hubs[id] ?? [],
                updatedAt: row[2])
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
}
