import Domain
import Foundation
import GRDB

extension EssTable.Standing: DatabaseValueConvertible {}

/// A version of the perimeter of the ESS.
struct EssVersion: Sendable {
    let id: Int64
    let title: String
    /// Nil while it is being written.
    let validFrom: Day?
    let source: String
    let certainty: Certainty
    /// The version it was copied from.
    let copyOf: Int64?

    init(row: Row) {
        (id, title, validFrom, source) = (row["id"], row["title"], row["validFrom"], row["source"])
        (certainty, copyOf) = (row["certainty"], row["copyOf"])
    }
}

extension EssFile {
    static func shipped() throws -> EssFile {
        try FactStore.read(Resources.folder().appending(path: "Facts/perimetre-ess.json"), as: EssFile.self)
    }
}

/// The versions of what the network counts as ESS.
struct EssStore {
    let database: any DatabaseWriter

    /// The version in force on a day; before the first one, that first one.
    static func inForce(on day: Day, in db: GRDB.Database) throws -> EssVersion {
        let statement = try db.cachedStatement(
            sql: """
                SELECT * FROM essVersion WHERE validFrom IS NOT NULL
                ORDER BY validFrom <= ? DESC, CASE WHEN validFrom <= ? THEN validFrom END DESC, validFrom LIMIT 1
                """)
        guard let row = try Row.fetchOne(statement, arguments: [day, day]) else { throw NotFound() }
        return EssVersion(row: row)
    }

    static func idInForce(on day: Day, in db: GRDB.Database) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id FROM essVersion WHERE validFrom IS NOT NULL
                ORDER BY validFrom <= ? DESC, CASE WHEN validFrom <= ? THEN validFrom END DESC, validFrom LIMIT 1
                """)
        guard let id = try Int64.fetchOne(statement, arguments: [day, day]) else { throw NotFound() }
        return id
    }

    /// What the version in force on a day says.
    static func table(on day: Day, in db: GRDB.Database) throws -> EssTable {
        try table(inForce(on: day, in: db).id, in: db)
    }

    static func table(_ version: Int64, in db: GRDB.Database) throws -> EssTable {
        let categories = try Row.fetchAll(
            db, sql: "SELECT * FROM essCategory WHERE versionID = ?", arguments: [version]
        ).map { row in
            EssTable.Category(
                code: row["code"], label: row["label"], family: row["family"], standing: row["standing"],
                source: row["source"], certainty: row["certainty"])
        }
        let exclusions = try Row.fetchAll(
            db, sql: "SELECT * FROM essExclusion WHERE versionID = ?", arguments: [version]
        ).compactMap { row -> EssTable.Exclusion? in
            guard let nomenclature = Nomenclature(rawValue: row["nomenclature"]),
                let prefix = ActivityPrefix(row["prefix"], in: nomenclature)
            else { return nil }
            return EssTable.Exclusion(
                prefix: prefix, label: row["label"], source: row["source"], certainty: row["certainty"])
        }
        return EssTable(categories, exclusions: exclusions)
    }

    func table(on day: Day) async throws -> EssTable {
        try await database.read { db in try EssStore.table(on: day, in: db) }
    }

    /// Those being written first, then the latest.
    static func versions(_ db: GRDB.Database) throws -> [EssVersion] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM essVersion ORDER BY validFrom IS NOT NULL, validFrom DESC, id DESC"
        ).map(EssVersion.init)
    }

    static func version(_ id: Int64, in db: GRDB.Database) throws -> EssVersion {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM essVersion WHERE id = ?", arguments: [id])
        guard let row else { throw NotFound() }
        return EssVersion(row: row)
    }

    /// The starting version, written once when the tables are made.
    static func install(_ file: EssFile, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO essVersion (title, source, certainty, recordedAt) VALUES (?, ?, ?, ?)",
            arguments: [file.titre, file.source, file.certitude, file.depuis])
        let version = db.lastInsertedRowID
        for category in file.categories {
            try db.execute(
                sql: "INSERT INTO essCategory VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    version, category.code, category.libelle, category.famille, category.appartenance,
                    category.source, category.certitude,
                ])
        }
        for activity in file.activites {
            guard let prefix = ActivityPrefix(activity.prefixe, in: activity.nomenclature) else {
                throw Refused("Le fichier du périmètre cite « \(activity.prefixe) », qui n’est pas un code d’activité.")
            }
            try db.execute(
                sql: "INSERT INTO essExclusion VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    version, activity.nomenclature.rawValue, prefix.letters, activity.libelle, activity.source,
                    activity.certitude,
                ])
        }
        try db.execute(
            sql: "UPDATE essVersion SET validFrom = ? WHERE id = ?", arguments: [file.depuis, version])
    }
}

extension EssStore {
    /// Every version, with the one in force on a day.
    func list(on day: Day) async throws -> ([EssVersion], inForce: EssVersion) {
        try await database.read { db in (try EssStore.versions(db), try EssStore.inForce(on: day, in: db)) }
    }

    func read(_ id: Int64) async throws -> (EssVersion, EssTable) {
        try await database.read { db in (try EssStore.version(id, in: db), try EssStore.table(id, in: db)) }
    }
}
