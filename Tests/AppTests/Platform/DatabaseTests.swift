import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// The file of data: its settings as SQLite reports them, its shape, its migrations.
struct DatabaseTests {
    @Test func whatWasAcknowledgedSurvivesAPowerCut() throws {
        let folder = try DataFolder()
        let program = try folder.program()
        let pool = try App.Database.open(program.configuration, creating: true)
        for round in 1...3 {
            // A write in between: the settings must hold on the connection that writes.
            try pool.write { db in
                try db.execute(sql: "INSERT INTO setting VALUES (?, 'x')", arguments: ["essai \(round)"])
            }
            let values = Dictionary(try App.Database.pragmas(of: pool).map { ($0.name, $0.value) }) { first, _ in first
            }
            #expect(values["journal_mode"] == "wal")
            #expect(values["synchronous"] == "2")
            #expect(values["foreign_keys"] == "1")
            #expect((values["busy_timeout"].flatMap(Int.init) ?? 0) >= 5000)
            #expect(values["secure_delete"] == "1")
        }
        let report = try program.configurationReport()
        #expect(report.contains { $0.variable == "synchronous" && $0.value == "2" })
    }

    @Test func theControlSettingIsSeenToo() throws {
        let folder = try DataFolder()
        let program = try Program(environment: ["MAILLAGE_SYNCHRONOUS": "NORMAL"], dataFolder: folder.file("reseau"))
        let pool = try App.Database.open(program.configuration, creating: true)
        #expect(try App.Database.pragmas(of: pool).first { $0.name == "synchronous" }?.value == "1")
    }

    @Test func onlyItsOwnerReadsTheFolderOfData() throws {
        let folder = try DataFolder()
        let program = try folder.program()
        _ = try App.Database.open(program.configuration, creating: true)
        for url in [program.configuration.dataFolder, program.configuration.documentsFolder] {
            let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test func everyTableIsStrictAndEveryLinkIsChecked() throws {
        try App.Database.inMemory().read { db in
            let tables = try Row.fetchAll(db, sql: "PRAGMA table_list").filter { row in
                let name: String = row["name"]
                return row["type"] == "table" && !name.hasPrefix("sqlite_") && name != "grdb_migrations"
            }
            #expect(tables.count > 15)
            for table in tables { #expect(table["strict"] == 1, "\(table["name"] as String)") }
            #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
        }
    }

    @Test func aMigratedDatabaseEqualsAFreshOne() throws {
        let fresh = try App.Database.inMemory().read(Schema.dump)
        let migrator = Schema.migrator
        for step in migrator.migrations {
            let queue = try DatabaseQueue(configuration: App.Database.settings)
            try migrator.migrate(queue, upTo: step)
            try migrator.migrate(queue)
            #expect(try queue.read(Schema.dump) == fresh)
        }
    }

    /// Set MAILLAGE_ECRIRE_SCHEMA=1 to write the file again after a migration was added.
    @Test func theSchemaInTheDocumentsIsTheOneInForce() throws {
        let file = Repository.root.appending(path: "docs/schema.sql")
        let schema = try App.Database.inMemory().read(Schema.dump)
        if ProcessInfo.processInfo.environment["MAILLAGE_ECRIRE_SCHEMA"] == "1" {
            try Data(schema.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(
            written == schema,
            "docs/schema.sql differs: run the tests with MAILLAGE_ECRIRE_SCHEMA=1 and read the difference")
    }

    @Test func beforeTheShapeOfTheDataChangesACopyIsKept() throws {
        let folder = try DataFolder()
        let program = try folder.program()
        let configuration = program.configuration
        try FileManager.default.createDirectory(at: configuration.dataFolder, withIntermediateDirectories: true)
        let first = try #require(Schema.migrator.migrations.first)
        let old = try DatabasePool(path: configuration.databaseFile.path, configuration: App.Database.settings)
        try Schema.migrator.migrate(old, upTo: first)
        try old.write { db in
            try Journal.record(Event("essai", on: "reseau"), by: .program, at: .now, in: db)
        }
        try old.close()

        let pool = try App.Database.open(configuration)
        #expect(try pool.read(Schema.dump) == (try App.Database.inMemory().read(Schema.dump)))
        let copies = folder.names("reseau/sauvegardes")
        #expect(copies.count == 1 && copies.first?.hasPrefix("avant-migration-") == true)
        let copy = try DatabaseQueue(path: folder.file("reseau/sauvegardes/" + (copies.first ?? "")))
        #expect(try copy.read(Journal.verify) == 1)
        #expect(try copy.read(Schema.migrator.completedMigrations) == [first])

        try pool.close()
        _ = try App.Database.open(configuration)
        #expect(folder.names("reseau/sauvegardes").count == 1)
    }

    @Test func dataOfANewerVersionAreLeftAlone() throws {
        let folder = try DataFolder()
        let program = try folder.program()
        let pool = try App.Database.open(program.configuration, creating: true)
        try pool.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('2099-01 avenir')") }
        try pool.close()
        let refusal = #expect(throws: Refused.self) { try App.Database.open(program.configuration) }
        #expect(refusal?.sentence.contains("version plus récente") == true)
    }
}
