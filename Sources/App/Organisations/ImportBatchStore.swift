import Domain
import Foundation
import GRDB

/// An import that was made.
struct ImportBatch: Sendable {
    let id: Int64
    let origin: FieldOrigin
    let title: String
    let at: String
    let created, changed, unchanged, refused: Int
    let undoneAt: String?
}

/// What an import did, line by line.
struct ImportBatchView: Sendable {
    let batch: ImportBatch
    let created: [(slug: String, name: String)]
    let changes: [(slug: String, name: String, change: RecordChange)]
    let refusals: [ImportRefusal]
}

/// What undoing an import gave back, and what it left because somebody worked on it since.
struct ImportUndone: Sendable {
    var removed = 0
    var restored = 0
    var kept = 0
}

/// Imports made: what they did, and undoing them.
struct ImportBatchStore {
    let database: any DatabaseWriter
    /// How many lines of each heap a page shows.
    static let shown = 200

    func batches(_ desk: ImportDesk) async throws -> [ImportBatch] {
        try await database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM importBatch WHERE (?1 IS NULL OR hubID = ?1) ORDER BY id DESC LIMIT 500",
                arguments: [desk.hub]
            ).map(Self.batch)
        }
    }

    func view(_ id: Int64, of desk: ImportDesk) async throws -> ImportBatchView {
        try await database.read { db in
            let created = try Row.fetchAll(
                db, sql: "SELECT slug, name FROM organisation WHERE batchID = ? ORDER BY name LIMIT ?",
                arguments: [id, Self.shown])
            let changes = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.*, o.slug, o.name FROM fieldChange c JOIN organisation o ON o.id = c.organisationID
                    WHERE c.batchID = ? ORDER BY o.name, c.id LIMIT ?
                    """, arguments: [id, Self.shown])
            return ImportBatchView(
                batch: try Self.batch(id, of: desk, in: db), created: created.map { ($0["slug"], $0["name"]) },
                changes: changes.compactMap { row in
                    RecordChange(row: row).map { (row["slug"] as String, row["name"] as String, $0) }
                }, refusals: try Self.refusals(id, in: db))
        }
    }

    /// Takes an import back: what it created goes, what it changed returns to who had said it. What somebody changed since,
    /// or uses since, stays as it is.
    func undo(_ id: Int64, of desk: ImportDesk, actor: Actor, at now: Date) async throws -> ImportUndone {
        try await database.write { db in
            let batch = try Self.batch(id, of: desk, in: db)
            guard batch.undoneAt == nil else { throw Refused("Cet import a déjà été annulé.") }
            var undone = ImportUndone()
            try Self.giveBack(batch: id, actor: actor, at: now, counting: &undone, in: db)
            try Self.removeCreated(batch: id, counting: &undone, in: db)
            try db.execute(
                sql: "UPDATE importBatch SET undoneAt = ? WHERE id = ?", arguments: [now.formatted(.iso8601), id])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "annuaire.import-annule", on: desk.hub.map { "pole/\($0)" } ?? "annuaire",
                    [
                        "fichiers": batch.title, "retires": String(undone.removed),
                        "rendus": String(undone.restored), "laisses": String(undone.kept),
                    ]), by: actor, at: now, in: db)
            return undone
        }
    }

    /// Fields, from the last change to the first; then places.
    private static func giveBack(
        batch: Int64, actor: Actor, at now: Date, counting undone: inout ImportUndone, in db: GRDB.Database
    ) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM fieldChange WHERE batchID = ? ORDER BY id DESC", arguments: [batch])
        for row in rows {
            guard let field = OrganisationField(rawValue: row["field"]) else { continue }
            let id: ID<Organisation> = row["organisationID"]
            let stands = try OrganisationReader.sheet(of: id, in: db)[field] == row["new"] as String
            guard try stands && OrganisationReader.origins(of: id, in: db)(field) == row["origin"] as FieldOrigin else {
                undone.kept += 1
                continue
            }
            let author = RecordAuthor(origin: row["oldOrigin"], actor: actor, at: now)
            let change = FieldChange(field: field, old: row["new"], new: row["old"])
            undone.restored += try OrganisationWriter(author: author).apply([change], to: id, in: db)
        }
        try db.execute(
            sql: """
                UPDATE establishment SET organisationID = movedFrom, movedFrom = NULL, batchID = NULL
                WHERE batchID = ? AND movedFrom IS NOT NULL
                """, arguments: [batch])
        try db.execute(
            sql: """
                DELETE FROM establishment WHERE batchID = ?1
                AND organisationID NOT IN (SELECT id FROM organisation WHERE batchID = ?1)
                """, arguments: [batch])
    }

    /// A record that nothing else speaks of leaves no trace but the journal's; the others stay.
    private static func removeCreated(
        batch: Int64, counting undone: inout ImportUndone, in db: GRDB.Database
    ) throws {
        let ids = try ID<Organisation>.fetchAll(
            db, sql: "SELECT id FROM organisation WHERE batchID = ?", arguments: [batch])
        for id in ids {
            let isTouched =
                try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT confirmedAt <> '' OR EXISTS (SELECT 1 FROM fieldChange WHERE organisationID = o.id)
                        FROM organisation o WHERE id = ?
                        """, arguments: [id]) ?? true
            let isGone = try !isTouched && remove(id, batch: batch, in: db)
            if isGone { undone.removed += 1 } else { undone.kept += 1 }
        }
    }

    /// Whether it could go: members, offers, roles, merges keep it.
    private static func remove(_ id: ID<Organisation>, batch: Int64, in db: GRDB.Database) throws -> Bool {
        do {
            try db.inSavepoint {
                try db.execute(
                    sql: "DELETE FROM establishment WHERE organisationID = ? AND batchID = ?", arguments: [id, batch])
                try db.execute(sql: "DELETE FROM organisation WHERE id = ?", arguments: [id])
                return .commit
            }
            return true
        } catch  where isConstraint(error) {
            return false
        }
    }

    private static func batch(_ id: Int64, of desk: ImportDesk, in db: GRDB.Database) throws -> ImportBatch {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM importBatch WHERE id = ?1 AND (?2 IS NULL OR hubID = ?2)",
            arguments: [id, desk.hub])
        guard let row else { throw NotFound() }
        return batch(row)
    }

    private static func batch(_ row: Row) -> ImportBatch {
        ImportBatch(
            id: row["id"], origin: row["origin"], title: row["title"], at: row["at"], created: row["created"],
            changed: row["changed"], unchanged: row["unchanged"], refused: row["refused"], undoneAt: row["undoneAt"])
    }

    private static func refusals(_ id: Int64, in db: GRDB.Database) throws -> [ImportRefusal] {
        try Row.fetchAll(db, sql: "SELECT * FROM importRefusal WHERE batchID = ? ORDER BY id", arguments: [id])
            .map { row in
                ImportRefusal(
                    place: ImportPlace(file: row["file"], line: row["line"]), column: row["field"],
                    reason: row["reason"])
            }
    }
}
