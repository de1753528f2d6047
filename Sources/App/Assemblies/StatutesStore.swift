import Domain
import Foundation
import GRDB

extension StatutesVersion.State: DatabaseValueConvertible {}

/// Versions of the statutes of hubs.
struct StatutesStore {
    let database: any DatabaseWriter

    /// The version in force at a hub on a day.
    static func inForce(at hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> StatutesVersion? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM statutesVersion WHERE hubID = ? AND state IN ('adoptee', 'remplacee') AND inForceFrom <= ?
                ORDER BY inForceFrom DESC, version DESC LIMIT 1
                """, arguments: [hub, day]
        ).map(StatutesVersion.init(row:))
    }

    /// The draft being written, when there is one.
    static func draft(of hub: ID<Hub>, in db: GRDB.Database) throws -> StatutesVersion? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM statutesVersion WHERE hubID = ? AND state = 'brouillon'", arguments: [hub]
        ).map(StatutesVersion.init(row:))
    }

    static func version(_ id: ID<StatutesVersion>, in db: GRDB.Database) throws -> StatutesVersion? {
        try Row.fetchOne(db, sql: "SELECT * FROM statutesVersion WHERE id = ?", arguments: [id])
            .map(StatutesVersion.init(row:))
    }

    /// All that were ever begun, the latest first.
    static func versions(of hub: ID<Hub>, in db: GRDB.Database) throws -> [StatutesVersion] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM statutesVersion WHERE hubID = ? ORDER BY version DESC", arguments: [hub]
        ).map(StatutesVersion.init(row:))
    }

    /// Adopts a draft, in the transaction of the assembly's resolution. `from`: the day on which it takes effect.
    static func adopt(
        _ id: ID<StatutesVersion>, on day: Day, from start: Day, assembly: ID<Assembly>? = nil, actor: Actor,
        at now: Date,
        in db: GRDB.Database
    ) throws {
        guard let draft = try version(id, in: db), draft.state == .draft else {
            throw Refused("Cette version des statuts n’est plus un brouillon : elle ne peut pas être adoptée.")
        }
        guard start >= day else {
            throw Refused("Des statuts ne prennent pas effet avant le jour de leur adoption.")
        }
        try settle(draft, on: day, from: start, assembly: assembly, in: db)
        try Journal.record(
            Event(
                "statuts.adoptes", on: "pole/\(draft.hubID)",
                [
                    "version": String(draft.version), "adoptes": day.description, "depuis": start.description,
                    "assemblee": assembly?.description,
                ]), by: actor, at: now, in: db)
    }

    /// Writes the days on the draft, which closes it, then says which version is the last one adopted.
    static func settle(
        _ draft: StatutesVersion, on day: Day, from start: Day, assembly: ID<Assembly>? = nil, reason: String? = nil,
        document: ID<Document>? = nil, in db: GRDB.Database
    ) throws {
        var rules = draft.rules
        (rules.version, rules.adoptedOn, rules.inForceFrom) = (draft.version, day, start)
        try db.execute(
            sql: """
                UPDATE statutesVersion SET state = 'remplacee', rules = ?, adoptedOn = ?, inForceFrom = ?,
                    assemblyID = ?, earlierReason = ?, earlierDocumentID = ? WHERE id = ? AND state = 'brouillon'
                """, arguments: [try StatutesStore.json(rules), day, start, assembly, reason, document, draft.id])
        try db.execute(
            sql: "UPDATE statutesVersion SET state = 'remplacee' WHERE hubID = ? AND state = 'adoptee'",
            arguments: [draft.hubID])
        try db.execute(
            sql: """
                UPDATE statutesVersion SET state = 'adoptee' WHERE id = (
                    SELECT id FROM statutesVersion WHERE hubID = ? AND state = 'remplacee'
                    ORDER BY inForceFrom DESC, version DESC LIMIT 1)
                """, arguments: [draft.hubID])
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension StatutesVersion {
    init(row: Row) throws {
        let decoder = JSONDecoder()
        let rules: String = row["rules"]
        let prose: String = row["prose"]
        let document = StatutesDocument(
            try decoder.decode(Statutes.self, from: Data(rules.utf8)),
            try decoder.decode(StatutesProse.self, from: Data(prose.utf8)))
        self.init(
            id: row["id"], hubID: row["hubID"], version: row["version"], state: row["state"], document: document,
            createdAt: row["createdAt"], createdBy: row["createdBy"], adoptedOn: row["adoptedOn"],
            inForceFrom: row["inForceFrom"], isPublic: row["isPublic"], earlierReason: row["earlierReason"],
            earlierDocument: row["earlierDocumentID"], abandonReason: row["abandonReason"])
    }
}
