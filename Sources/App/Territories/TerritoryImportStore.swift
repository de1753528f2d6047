import Domain
import Foundation
import GRDB

/// Brings files about territories into the database: all of it, with its journal line, or nothing.
struct TerritoryImportStore {
    typealias Key = TerritoryState.Key

    let database: any DatabaseWriter

    /// What the files change, which is written unless something is refused or `isTrial`.
    func bringIn(
        _ reading: TerritoryImportFiles, since: Day?, isTrial: Bool, actor: Actor, now: Date
    ) async throws -> TerritoryDifferences {
        try await database.write { db in
            let plan = TerritoryPlan(
                files: reading.files, defects: reading.defects, known: try Self.state(in: db), since: since,
                today: now.dayInFrance)
            let differences = TerritoryDifferences(plan)
            guard !isTrial, plan.refusals.isEmpty, !plan.changesNothing else { return differences }
            var writing = TerritoryWriting(plan: plan, now: now)
            try writing.write(in: db)
            try Journal.record(
                Event(
                    "territoires.importes", on: "territoires",
                    [
                        "fichiers": reading.files.map(\.name).joined(separator: ", "),
                        "crees": String(differences.created.count),
                        "modifies": String(differences.changed.count),
                        "contours": differences.outlines.map(\.kind.rawValue).joined(separator: ", "),
                    ]), by: actor, at: now, in: db)
            return differences
        }
    }

    /// Everything known of the territories, with the line of the database that says it.
    static func state(in db: GRDB.Database) throws -> TerritoryState {
        var state = TerritoryState()
        var keys: [Int64: Key] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, kind, code, slug FROM territory") {
            let key = Key(row["kind"], row["code"])
            keys[row["id"]] = key
            state.add(key, slug: row["slug"])
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM territoryName ORDER BY id") {
            guard let key = keys[row["territoryID"]] else { continue }
            state.names[key, default: []].append(
                TerritoryState.Name(
                    row: row["id"], name: row["name"], shortName: row["shortName"], validity: Validity(row: row)))
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM membership ORDER BY id") {
            guard let part = keys[row["partID"]], let whole = keys[row["wholeID"]] else { continue }
            state.links[part, default: []].append(
                TerritoryState.Link(row: row["id"], whole: whole, validity: Validity(row: row)))
        }
        for row in try Row.fetchAll(db, sql: "SELECT territoryID, year, inhabitants FROM population") {
            guard let key = keys[row["territoryID"]] else { continue }
            state.populations[key, default: [:]][row["year"]] = TerritoryState.Count(row["inhabitants"])
        }
        for kind in TerritoryKind.allCases {
            guard let stored = try TerritoryStore.outlines(kind, in: db) else { continue }
            let topology = try JSONDecoder().decode(Topology.self, from: Data(stored.body.utf8))
            state.drawn[kind] = Set(topology.codes)
            if !stored.isDrawing { state.outlines[kind] = TerritoryState.Outlines(topology) }
        }
        return state
    }
}

/// One import being written: remembers the numbers of territories and of sources.
private struct TerritoryWriting {
    typealias Key = TerritoryState.Key

    let plan: TerritoryPlan
    let now: Date
    private var ids: [Key: Int64] = [:]
    private var sources: [String: ID<Source>] = [:]

    init(plan: TerritoryPlan, now: Date) { (self.plan, self.now) = (plan, now) }

    mutating func write(in db: GRDB.Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, kind, code FROM territory") {
            ids[Key(row["kind"], row["code"])] = row["id"]
        }
        for (key, slug) in plan.after.slugs.sorted(by: { $0.key < $1.key }) where ids[key] == nil {
            try db.execute(
                sql: "INSERT INTO territory (kind, code, slug) VALUES (?, ?, ?)", arguments: [key.kind, key.code, slug])
            ids[key] = db.lastInsertedRowID
        }
        for key in plan.after.names.keys.sorted() { try writeNames(of: key, in: db) }
        for key in plan.after.links.keys.sorted() { try writeLinks(of: key, in: db) }
        for key in plan.after.populations.keys.sorted() { try writePopulations(of: key, in: db) }
        for (kind, outlines) in plan.after.outlines {
            guard let file = outlines.file else { continue }
            try TerritoryStore.record(
                outlines.topology, kind: kind, isDrawing: false, source: try source(file, in: db), now: now, in: db)
        }
    }

    /// What is known is shortened or lengthened first, so that what comes finds its place free.
    private mutating func writeNames(of key: Key, in db: GRDB.Database) throws {
        let names = plan.after.names[key] ?? []
        guard names != plan.before.names[key], let id = ids[key] else { return }
        for name in names {
            guard let row = name.row else { continue }
            try db.execute(
                sql: "UPDATE territoryName SET validFrom = ?, validUntil = ? WHERE id = ?",
                arguments: [name.validity.from, name.validity.until, row])
        }
        for name in names where name.row == nil {
            try db.execute(
                sql: """
                    INSERT INTO territoryName (territoryID, name, shortName, validFrom, validUntil, sourceID)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, name.name, name.shortName, name.validity.from, name.validity.until,
                    try source(name.file ?? "", in: db),
                ])
        }
    }

    private mutating func writeLinks(of key: Key, in db: GRDB.Database) throws {
        let links = plan.after.links[key] ?? []
        guard links != plan.before.links[key], let id = ids[key] else { return }
        for link in links {
            guard let row = link.row else { continue }
            try db.execute(
                sql: "UPDATE membership SET validFrom = ?, validUntil = ? WHERE id = ?",
                arguments: [link.validity.from, link.validity.until, row])
        }
        for link in links where link.row == nil {
            guard let whole = ids[link.whole] else { continue }
            try db.execute(
                sql: """
                    INSERT INTO membership (partID, wholeID, wholeKind, validFrom, validUntil, certainty, sourceID)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, whole, link.whole.kind, link.validity.from, link.validity.until, Certainty.established,
                    try source(link.file ?? "", in: db),
                ])
        }
    }

    private mutating func writePopulations(of key: Key, in db: GRDB.Database) throws {
        guard let id = ids[key] else { return }
        for (year, count) in plan.after.populations[key] ?? [:] {
            guard let file = count.file, plan.before.populations[key]?[year] != count else { continue }
            try db.execute(
                sql: """
                    INSERT INTO population (territoryID, year, inhabitants, sourceID) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET inhabitants = excluded.inhabitants, sourceID = excluded.sourceID
                    """, arguments: [id, year, count.inhabitants, try source(file, in: db)])
        }
    }

    private mutating func source(_ file: String, in db: GRDB.Database) throws -> ID<Source> {
        if let known = sources[file] { return known }
        let id = try Source.record(title: "Fichier « \(file) », importé \(now.dayInFrance.frenchWithArticle)", in: db)
        sources[file] = id
        return id
    }
}
