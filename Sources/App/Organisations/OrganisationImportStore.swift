import Domain
import Foundation
import GRDB

/// Brings files of organisations into the directory: all of it with its journal line, or nothing.
struct OrganisationImportStore {
    let database: any DatabaseWriter

    /// What the lines would do, which is written unless `isTrial`. They are read against the whole network's tables.
    func bringIn(
        title: String, origin: FieldOrigin, isTrial: Bool, actor: Actor, at now: Date,
        parsed: @Sendable (ImportScope) -> ImportParser
    ) async throws -> ImportPlan {
        if isTrial {
            return try await database.read { db in
                try Self.plan(parsed(Self.scope(Self.communes(db), on: now.dayInFrance, in: db)), origin, in: db)
            }
        }
        return try await database.write { db in
            let scope = try Self.scope(Self.communes(db), on: now.dayInFrance, in: db)
            let plan = try Self.plan(parsed(scope), origin, in: db)
            guard !plan.changesNothing else { return plan }
            try Self.write(plan, title: title, for: nil, actor: actor, at: now, in: db)
            return plan
        }
    }

    static func plan(
        _ parser: ImportParser, _ origin: FieldOrigin, decisions: [String: ImportDecision] = [:], in db: GRDB.Database
    ) throws -> ImportPlan {
        ImportPlan(parser, from: origin, known: try known(db), decisions: decisions)
    }

    /// The network's tables on a day.
    static func scope(_ communes: Set<String>, on day: Day, in db: GRDB.Database) throws -> ImportScope {
        let federations = try Row.fetchAll(db, sql: "SELECT slug, name FROM federation").map { row in
            (row["slug"] as String, row["name"] as String)
        }
        return ImportScope(
            communes: communes, perimeter: try EssStore.table(on: day, in: db),
            sectors: try SectorStore.sectors(on: day, in: db),
            federations: Dictionary(federations) { first, _ in first })
    }

    /// The same when the lines have been read before: a long reading must not keep others from writing.
    func bringIn(
        _ parser: ImportParser, title: String, origin: FieldOrigin, isTrial: Bool, actor: Actor, at now: Date
    ) async throws -> ImportPlan {
        try await bringIn(title: title, origin: origin, isTrial: isTrial, actor: actor, at: now) { _ in parser }
    }

    /// Every commune known to the network, with its tables on a day.
    func scope(on day: Day) async throws -> ImportScope {
        try await database.read { db in try Self.scope(Self.communes(db), on: day, in: db) }
    }

    /// Every commune known to the network, by code.
    static func communes(_ db: GRDB.Database) throws -> Set<String> {
        try Set(String.fetchAll(db, sql: "SELECT code FROM territory WHERE kind = 'commune'"))
    }

    private static func known(_ db: GRDB.Database) throws -> [KnownRecord] {
        var origins: [ID<Organisation>: [OrganisationField: FieldOrigin]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM fieldOrigin") {
            guard let field = OrganisationField(rawValue: row["field"]) else { continue }
            origins[row["organisationID"], default: [:]][field] = row["origin"]
        }
        var places: [ID<Organisation>: Set<String>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT organisationID, siret FROM establishment") {
            places[row["organisationID"], default: []].insert(row["siret"])
        }
        var former: [ID<Organisation>: [OrganisationSheet]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM organisation WHERE mergedInto IS NOT NULL ORDER BY id") {
            former[row["mergedInto"], default: []].append(OrganisationReader.sheet(row))
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, origin, \(OrganisationReader.columns) FROM organisation
                WHERE publication IN ('publiee', 'proposee') ORDER BY id
                """)
        var known: [KnownRecord] = []
        while let row = try rows.next() {
            let id: ID<Organisation> = row[0]
            var record = KnownRecord(
                id: id, packed: OrganisationReader.packed(row, from: 2), origin: row[1], origins: origins[id] ?? [:],
                places: places[id] ?? [])
            record.former = former[id] ?? []
            known.append(record)
        }
        return known
    }

    /// Writes what the plan says, as one batch that can be undone; returns its number.
    @discardableResult
    static func write(
        _ plan: ImportPlan, title: String, for hub: ID<Hub>?, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO importBatch (origin, title, at, personID, hubID, created, changed, unchanged, refused)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                plan.origin, String(title.prefix(500)), now.formatted(.iso8601), actor.personID, hub,
                plan.allCreated.count, plan.allChanged.count, plan.unchanged.count, plan.refused.count,
            ])
        let batch = db.lastInsertedRowID
        let author = RecordAuthor(origin: plan.origin, actor: actor, at: now, batch: batch)
        let writer = OrganisationWriter(author: author)
        let created = plan.allCreated
        try ManyRecords.write(created.count, in: db) {
            let inserter = RecordInserter(author, .published, in: db)
            try WorkAhead.each(created) {
                RecordRow($0.packed)
            } _: { candidate, row in
                let id = try inserter.insert(row)
                try write(candidate.places, of: id, batch: batch, in: db)
            }
        }
        for change in plan.allChanged {
            try writer.apply(change.fields, to: change.id, in: db)
            try write(change.places, of: change.id, batch: batch, in: db)
        }
        for refusal in plan.refused {
            try db.cachedStatement(
                sql: "INSERT INTO importRefusal (batchID, file, line, field, reason) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [batch, refusal.place.file, refusal.place.line, refusal.column, refusal.reason])
        }
        try OrganisationWriter.touch(db)
        try Journal.record(
            Event(
                "annuaire.importe", on: hub.map { "pole/\($0)" } ?? "annuaire",
                [
                    "fichiers": title, "crees": String(plan.allCreated.count),
                    "modifies": String(plan.allChanged.count),
                    "refuses": String(plan.refused.count),
                ]), by: actor, at: now, in: db)
        return batch
    }

    /// A place that another organisation had moves to the one that has it now.
    private static func write(
        _ places: [ImportedPlace], of id: ID<Organisation>, batch: Int64, in db: GRDB.Database
    ) throws {
        for place in places {
            var former: ID<Organisation>?
            if !place.siret.isEmpty {
                former = try ID<Organisation>.fetchOne(
                    db.cachedStatement(sql: "DELETE FROM establishment WHERE siret = ? RETURNING organisationID"),
                    arguments: [place.siret])
            }
            try db.cachedStatement(
                sql: """
                    INSERT INTO establishment
                        (organisationID, siret, name, address, postcode, commune, town, sizeBand, state, batchID, movedFrom)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                id, place.siret, String(place.name.prefix(200)), String(place.address.prefix(200)), place.postcode,
                place.commune, place.town, place.sizeBand, place.isClosed ? "cessee" : "active", batch, former,
            ])
        }
    }
}
