import Domain
import Foundation
import GRDB

extension ID: DatabaseValueConvertible {}
extension ID: SQLExpressible {}
extension ID: StatementBinding {
    func bind(to statement: SQLiteStatement, at index: CInt) -> CInt { rawValue.bind(to: statement, at: index) }
}

extension Day: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { description.databaseValue }
    static func fromDatabaseValue(_ value: DatabaseValue) -> Day? {
        String.fromDatabaseValue(value).flatMap(Day.init)
    }
}

extension PartialDate: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { description.databaseValue }
    static func fromDatabaseValue(_ value: DatabaseValue) -> PartialDate? {
        String.fromDatabaseValue(value).flatMap(PartialDate.init)
    }
}

extension Certainty: DatabaseValueConvertible {}
extension TerritoryKind: DatabaseValueConvertible {}
extension Family: DatabaseValueConvertible {}
extension MilestoneKind: DatabaseValueConvertible {}
extension GovernanceMode: DatabaseValueConvertible {}

/// Opens the one file of data, with the settings that keep what was acknowledged.
enum Database {
    static let busyTimeoutSeconds = 10

    /// Opens and migrates the database of `configuration`; the folder is created when `creating`.
    static func open(_ configuration: Configuration, creating: Bool = false) throws -> DatabasePool {
        let file = configuration.databaseFile
        if creating {
            for folder in [configuration.dataFolder, configuration.documentsFolder, configuration.backupsFolder] {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } else if !FileManager.default.fileExists(atPath: file.path) {
            throw Refused(
                "Il n’y a pas de données dans « \(configuration.dataFolder.path) ». Créez-les avec : maillage --donnees \(configuration.dataFolder.path) initialiser"
            )
        }
        let pool = try DatabasePool(path: file.path, configuration: settings)
        try migrate(pool, configuration)
        try setDurability(of: pool, to: configuration.synchronous)
        return pool
    }

    /// In memory, for tests and for trying an import.
    static func inMemory() throws -> DatabaseQueue {
        let queue = try DatabaseQueue(configuration: settings)
        try Schema.migrator.migrate(queue)
        return queue
    }

    static var settings: GRDB.Configuration {
        var settings = GRDB.Configuration()
        settings.foreignKeysEnabled = true
        settings.busyMode = .timeout(Double(busyTimeoutSeconds))
        settings.maximumReaderCount = 4
        settings.prepareDatabase { db in try db.execute(sql: "PRAGMA secure_delete = ON") }
        return settings
    }

    /// A `DatabasePool` sets `synchronous = NORMAL` on its writer while it opens, so this must come after.
    private static func setDurability(of pool: DatabasePool, to mode: Configuration.Synchronous) throws {
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = \(mode.rawValue)") }
    }

    /// A consistent copy of everything is kept before the shape of the data changes.
    private static func migrate(_ pool: DatabasePool, _ configuration: Configuration) throws {
        let migrator = Schema.migrator
        let (done, unknown) = try pool.read { db in
            try (migrator.completedMigrations(db), migrator.hasBeenSuperseded(db))
        }
        guard !unknown else {
            throw Refused(
                "Ces données ont été écrites par une version plus récente de Maillage : installez-la pour les ouvrir.")
        }
        guard done.last != migrator.migrations.last else { return }
        if !done.isEmpty {
            let name = "avant-migration-\(Int(Date().timeIntervalSince1970)).db"
            try FileManager.default.createDirectory(at: configuration.backupsFolder, withIntermediateDirectories: true)
            try Backup.copy(pool, to: configuration.backupsFolder.appending(path: name))
        }
        try migrator.migrate(pool)
    }

    /// The pragmas in force on the writer, as SQLite reports them.
    static func pragmas(of writer: any DatabaseWriter) throws -> [(name: String, value: String)] {
        try writer.writeWithoutTransaction { db in
            try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete"].map { name in
                (name, try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "?")
            }
        }
    }
}
