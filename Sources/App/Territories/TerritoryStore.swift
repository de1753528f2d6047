import Crypto
import Domain
import Foundation
import GRDB

extension Territory: FetchableRecord, PersistableRecord {}

/// A territory as it is called on a day, with the population in force that is known for the nearest year.
struct TerritoryRecord: Sendable, Hashable {
    let territory: Territory
    let name: String
    let shortName: String
    let population: Population?

    var id: ID<Territory> { territory.id }
    var path: String { "/territoires/" + territory.slug }
}

/// Territories, their names, what they are part of, and their outlines.
struct TerritoryStore {
    let database: any DatabaseWriter

    func territory(slug: String) async throws -> Territory? {
        try await database.read { db in
            try Territory.fetchOne(db, sql: "SELECT * FROM territory WHERE slug = ?", arguments: [slug])
        }
    }

    static func memberships(_ db: GRDB.Database) throws -> [Membership] {
        try Row.fetchAll(db, sql: "SELECT * FROM membership ORDER BY id").map(Membership.init(row:))
    }

    /// What these territories are part of, step by step up to the region, on any day.
    static func memberships(above ids: Set<ID<Territory>>, in db: GRDB.Database) throws -> [Membership] {
        guard !ids.isEmpty else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE reached(id) AS (
                    SELECT value FROM json_each(?) UNION SELECT m.wholeID FROM reached JOIN membership m ON m.partID = reached.id)
                SELECT m.* FROM reached JOIN membership m ON m.partID = reached.id ORDER BY m.id
                """, arguments: [list(ids)]
        ).map(Membership.init(row:))
    }

    /// Numbers as one argument, however many they are.
    private static func list(_ ids: Set<ID<Territory>>) -> String {
        "[" + ids.map { String($0.rawValue) }.joined(separator: ",") + "]"
    }

    /// How a commune is called on `day`, existing or not, and its address; nil when its INSEE code is not known.
    static func commune(
        _ code: String, on day: Day, in db: GRDB.Database
    ) throws -> (slug: String, name: String)? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT t.slug, n.name FROM territory t
                JOIN territoryName n ON n.id = (\(nameNearest("t.id")))
                WHERE t.id = (SELECT id FROM territory WHERE kind = 'commune' AND code = :code)
                """)
        return try Row.fetchOne(statement, arguments: ["code": code, "day": day]).map { ($0[0], $0[1]) }
    }

    /// The name of a territory on `:day`, or the one nearest to it.
    private static func nameNearest(_ territory: String) -> String {
        """
        SELECT id FROM territoryName WHERE territoryID = \(territory)
        ORDER BY (validFrom IS NULL OR validFrom <= :day) AND (validUntil IS NULL OR validUntil > :day) DESC,
            CASE WHEN validUntil <= :day THEN julianday(:day) - julianday(validUntil)
                ELSE julianday(validFrom) - julianday(:day) END LIMIT 1
        """
    }

    /// The territories that exist on `day`, of one kind or of all, by code. A territory without a name that day keeps
    /// the one nearest to it when `includingOthers` asks for all.
    static func records(
        _ kind: TerritoryKind? = nil, among ids: Set<ID<Territory>>? = nil, on day: Day, includingOthers: Bool = false,
        in db: GRDB.Database
    ) throws -> [TerritoryRecord] {
        // Conditions that are not asked for are not written: with « :ids IS NULL OR… » every territory would be looked at.
        var arguments: StatementArguments = ["day": day, "year": day.year]
        if let kind { arguments += ["kind": kind] }
        if let ids { arguments += ["ids": list(ids)] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.*, n.name, n.shortName, n.validFrom, n.validUntil, p.year, p.inhabitants, p.sourceID AS populationSourceID
                FROM territory t
                JOIN territoryName n ON n.id = (\(nameNearest("t.id")))
                LEFT JOIN population p ON p.territoryID = t.id AND p.year = (
                    SELECT year FROM population WHERE territoryID = t.id ORDER BY abs(year - :year), year DESC LIMIT 1)
                WHERE true \(kind == nil ? "" : "AND t.kind = :kind")
                    \(ids == nil ? "" : "AND t.id IN (SELECT value FROM json_each(:ids))")
                ORDER BY t.kind, t.code
                """, arguments: arguments)
        return try rows.compactMap { (row: Row) -> TerritoryRecord? in
            guard includingOthers || Validity(row: row).contains(day) else { return nil }
            let territory = try Territory(row: row)
            let inhabitants: Int? = row["inhabitants"]
            let population = inhabitants.map { (count: Int) in
                Population(
                    territoryID: territory.id, year: row["year"], inhabitants: count,
                    sourceID: row["populationSourceID"])
            }
            return TerritoryRecord(
                territory: territory, name: row["name"], shortName: row["shortName"], population: population)
        }
    }

    /// The outlines last imported for a kind: the real ones when there are some, else the drawing.
    static func outlines(_ kind: TerritoryKind, in db: GRDB.Database) throws -> StoredTopology? {
        try StoredTopology.fetchOne(
            db,
            sql: """
                SELECT body, digest, isDrawing FROM topology WHERE kind = ? ORDER BY isDrawing, id DESC LIMIT 1
                """, arguments: [kind])
    }

    /// Keeps outlines, once however often the same are given. Returns whether they are new.
    @discardableResult
    static func record(
        _ topology: Topology, kind: TerritoryKind, isDrawing: Bool, source: ID<Source>, now: Date, in db: GRDB.Database
    ) throws -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let body = try encoder.encode(topology)
        let digest = SHA256.hash(data: body + Data(kind.rawValue.utf8)).map { String(format: "%02x", $0) }.joined()
        let last = try outlines(kind, in: db)
        guard last?.digest != digest else { return false }
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO topology (kind, isDrawing, body, digest, importedAt, sourceID)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                kind, isDrawing, String(decoding: body, as: UTF8.self), digest, now.formatted(.iso8601), source,
            ])
        return db.changesCount > 0
    }
}

extension Membership {
    init(row: Row) {
        self.init(
            partID: row["partID"], wholeID: row["wholeID"], wholeKind: row["wholeKind"], validity: Validity(row: row),
            certainty: row["certainty"], sourceID: row["sourceID"])
    }
}

/// Outlines as kept: JSON in the shape of TopoJSON.
struct StoredTopology: FetchableRecord, Decodable, Sendable {
    let body: String
    let digest: String
    let isDrawing: Bool
}

extension TerritoryStore {
    /// What a perimeter may be made of: Pays and intercommunalités that exist that day, by name.
    func choices(on day: Day) async throws -> [TerritoryRecord] {
        try await database.read { db in
            let all =
                try TerritoryStore.records(.pays, on: day, in: db) + TerritoryStore.records(.epci, on: day, in: db)
            return all.sorted {
                ($0.territory.kind == .epci ? 1 : 0, French.slug($0.name)) < (
                    $1.territory.kind == .epci ? 1 : 0, French.slug($1.name)
                )
            }
        }
    }
}
