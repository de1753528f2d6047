import Domain
import Foundation
import GRDB

/// A merge that was made.
struct MergeLine: Sendable {
    let id: Int64
    let kept: (slug: String, name: String)
    let absorbed: String
    let at: String
    let undoneAt: String?
}

/// What undoing a merge gave back, and what it left because somebody worked on it since.
struct MergeUndone: Sendable, Equatable {
    var restored = 0
    var left = 0
}

/// Merges made, and undoing them.
struct MergeUndoStore {
    let database: any DatabaseWriter

    func merges() async throws -> [MergeLine] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT m.*, k.slug, k.name, a.name AS absorbed FROM organisationMerge m
                    JOIN organisation k ON k.id = m.keptID JOIN organisation a ON a.id = m.absorbedID
                    ORDER BY m.id DESC LIMIT 500
                    """
            ).map { row in
                MergeLine(
                    id: row["id"], kept: (row["slug"], row["name"]), absorbed: row["absorbed"], at: row["at"],
                    undoneAt: row["undoneAt"])
            }
        }
    }

    /// Makes two of one again. Fields and rows that somebody changed since stay as they are; parts in a hub that changed
    /// since cannot be told apart, and then nothing is undone.
    func undo(_ id: Int64, actor: Actor, at now: Date) async throws -> MergeUndone {
        try await database.write { db in
            let found = try Row.fetchOne(db, sql: "SELECT * FROM organisationMerge WHERE id = ?", arguments: [id])
            guard let row = found else { throw NotFound() }
            guard row["undoneAt"] as String? == nil else { throw Refused("Cette fusion a déjà été annulée.") }
            let (kept, absorbed): (ID<Organisation>, ID<Organisation>) = (row["keptID"], row["absorbedID"])
            try Self.check(kept, absorbed, in: db)
            let trace = try MergeTrace(json: row["trace"])
            let carrier = MergeCarrier(from: absorbed, to: kept)
            let hubs = try carrier.changedHubs(trace, in: db)
            guard hubs.isEmpty else {
                throw Refused(
                    "La participation à \(French.list(hubs)) a changé depuis cette fusion : rétablissez-la d’abord, puis annulez."
                )
            }
            var undone = MergeUndone()
            undone.left = try carrier.giveBack(trace, in: db)
            try Self.giveBack(trace, to: kept, at: now, counting: &undone, in: db)
            try db.execute(
                sql: "UPDATE organisation SET publication = ?, mergedInto = NULL WHERE id = ?",
                arguments: [trace.publication, absorbed])
            try db.execute(
                sql: "UPDATE organisationMerge SET undoneAt = ?, undoneBy = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), actor.personID, id])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "annuaire.fusion-annulee", on: "annuaire",
                    [
                        "gardee": kept.description, "absorbee": absorbed.description,
                        "nom": try Self.name(kept, in: db), "autre": try Self.name(absorbed, in: db),
                        "laisses": String(undone.left),
                    ]), by: actor, at: now, in: db)
            return undone
        }
    }

    private static func name(_ id: ID<Organisation>, in db: GRDB.Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT name FROM organisation WHERE id = ?", arguments: [id])
    }

    /// Later merges are undone first.
    private static func check(_ kept: ID<Organisation>, _ absorbed: ID<Organisation>, in db: GRDB.Database) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT k.mergedInto AS later, a.mergedInto AS present, t.name FROM organisation k, organisation a
                LEFT JOIN organisation t ON t.id = coalesce(k.mergedInto, a.mergedInto) WHERE k.id = ? AND a.id = ?
                """, arguments: [kept, absorbed])
        guard let row else { throw NotFound() }
        guard row["later"] as Int64? == nil, row["present"] as ID<Organisation>? == kept else {
            throw Refused(
                "La fiche gardée a été réunie depuis à \(French.quote(row["name"] ?? "une autre")) : annulez d’abord cette fusion-là."
            )
        }
    }

    /// Each field that still says what the merge wrote, with who had said it; the line of the merge goes from the history,
    /// the journal keeps both.
    private static func giveBack(
        _ trace: MergeTrace, to id: ID<Organisation>, at now: Date, counting undone: inout MergeUndone,
        in db: GRDB.Database
    ) throws {
        let sheet = try OrganisationReader.sheet(of: id, in: db)
        let origins = try OrganisationReader.origins(of: id, in: db)
        for field in trace.fields.reversed() {
            guard sheet[field.field] == field.new, origins(field.field) == field.origin else {
                undone.left += 1
                continue
            }
            try db.execute(
                sql: setting(field.field), arguments: [field.old, id])
            if let origin = field.oldOrigin {
                try db.execute(
                    sql: "UPDATE fieldOrigin SET origin = ? WHERE organisationID = ? AND field = ?",
                    arguments: [origin, id, field.field.rawValue])
            } else {
                try db.execute(
                    sql: "DELETE FROM fieldOrigin WHERE organisationID = ? AND field = ?",
                    arguments: [id, field.field.rawValue])
            }
            try db.execute(sql: "DELETE FROM fieldChange WHERE id = ?", arguments: [field.line])
            undone.restored += 1
        }
        let current = try String.fetchOne(db, sql: "SELECT updatedAt FROM organisation WHERE id = ?", arguments: [id])
        let isAsMerged = current == trace.writtenAt
        try db.execute(
            sql: "UPDATE organisation SET updatedAt = ? WHERE id = ?",
            arguments: [isAsMerged ? trace.updatedAt : now.formatted(.iso8601), id])
    }

    /// The column is a name written in our own code.
    private static func setting(_ field: OrganisationField) -> String {
        "UPDATE organisation SET \(field.column) = ? WHERE id = ?"
    }
}
