import Domain
import Foundation
import GRDB

extension Hub: FetchableRecord, PersistableRecord {}

/// Hubs, their perimeters and their milestones.
struct HubStore {
    let database: any DatabaseWriter

    func id(slug: String) async throws -> ID<Hub>? {
        try await database.read { db in
            try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [slug])
        }
    }

    /// The present slug of a hub that once had this one.
    func present(ofFormer slug: String) async throws -> String? {
        try await database.read { db in
            try String.fetchOne(
                db, sql: "SELECT hub.slug FROM formerHubSlug JOIN hub ON hub.id = hubID WHERE formerHubSlug.slug = ?",
                arguments: [slug])
        }
    }

    func hub(_ id: ID<Hub>) async throws -> Hub? { try await database.read { db in try Hub.fetchOne(db, key: id) } }

    func all() async throws -> [Hub] {
        try await database.read { db in try Hub.fetchAll(db, sql: "SELECT * FROM hub ORDER BY name, id") }
    }
}

/// The facts that tell the situation at any date, read in one snapshot.
struct NetworkStore {
    let database: any DatabaseWriter

    func facts() async throws -> NetworkFacts { try await database.read(NetworkStore.facts) }

    static func facts(_ db: GRDB.Database) throws -> NetworkFacts {
        let perimeters = try perimeters(db)
        let above = Set(perimeters.map(\.territoryID))
        return NetworkFacts(
            territories: try ID<Territory>.fetchAll(
                db, sql: "SELECT id FROM territory WHERE kind = 'pays' ORDER BY code"),
            hubs: try ID<Hub>.fetchAll(db, sql: "SELECT id FROM hub ORDER BY id"),
            milestones: try milestones(db), perimeters: perimeters, headcounts: try headcounts(db),
            composition: Composition(try TerritoryStore.memberships(above: above, in: db)))
    }

    static func milestones(_ db: GRDB.Database) throws -> [Milestone] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID
                FROM currentMilestone m JOIN source s ON s.id = m.sourceID ORDER BY m.id
                """
        ).map(Milestone.init(row:))
    }

    static func perimeters(_ db: GRDB.Database) throws -> [PerimeterEntry] {
        try Row.fetchAll(db, sql: "SELECT * FROM hubPerimeter ORDER BY id").map { row in
            PerimeterEntry(
                hubID: row["hubID"], territoryID: row["territoryID"], validity: Validity(row: row))
        }
    }

    static func headcounts(_ db: GRDB.Database) throws -> [Headcount] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT h.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID
                FROM headcount h JOIN source s ON s.id = h.sourceID ORDER BY h.id
                """
        ).map { row in
            Headcount(
                hubID: row["hubID"], date: row["date"], organisations: row["organisations"],
                territories: row["territories"], source: Source(row: row))
        }
    }
}

extension Milestone {
    /// From a row of `milestone` joined with its source as `sourceTitle`, `sourceURL`, `documentID`.
    init(row: Row) throws {
        let hub: ID<Hub>? = row["hubID"]
        let territory: ID<Territory>? = row["territoryID"]
        self.init(
            id: row["id"],
            subject: hub.map(MilestoneSubject.hub) ?? territory.map(MilestoneSubject.territory) ?? .network,
            kind: row["kind"], date: row["date"], title: row["title"], detail: row["detail"],
            certainty: row["certainty"], source: Source(row: row),
            recordedOn: Day(String((row["recordedAt"] as String).prefix(10))))
    }
}

extension Source {
    /// From columns `sourceID`, `sourceTitle`, `sourceURL`, `documentID`.
    init(row: Row) {
        self.init(id: row["sourceID"], title: row["sourceTitle"], url: row["sourceURL"], documentID: row["documentID"])
    }

    /// The number of this source, written once however often it is cited.
    static func record(
        title: String, url: String? = nil, documentID: ID<Document>? = nil, in db: GRDB.Database
    ) throws -> ID<Source> {
        let known = try ID<Source>.fetchOne(
            db, sql: "SELECT id FROM source WHERE title = ? AND url IS ? AND documentID IS ?",
            arguments: [title, url, documentID])
        if let known { return known }
        try db.execute(
            sql: "INSERT INTO source (title, url, documentID) VALUES (?, ?, ?)", arguments: [title, url, documentID])
        return ID(rawValue: db.lastInsertedRowID)
    }
}

extension Validity {
    /// From columns `validFrom` and `validUntil`, which the table keeps in order.
    init(row: Row) {
        let from: Day? = row["validFrom"]
        let until: Day? = row["validUntil"]
        self = Validity(from: from, until: until) ?? .always
    }
}
