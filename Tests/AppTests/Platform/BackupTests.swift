import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// A program on a data folder of its own, as the commands see it.
struct Installation {
    let folder: URL
    let program: Program

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "essai-\(UUID().uuidString)")
        program = try Program(environment: ["MAILLAGE_DONNEES": folder.appending(path: "donnees").path])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    var copy: String { folder.appending(path: "copie.db").path }

    /// Every line of every table, as text.
    func content(of file: URL? = nil) throws -> [String] {
        let queue = try DatabaseQueue(path: (file ?? program.configuration.databaseFile).path)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            return try tables.flatMap { (table: String) in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\(table) \($0.databaseValues)" }.sorted()
            }
        }
    }

    /// Keeps a document as a milestone's form would.
    func keepDocument() throws {
        let text = "Compte rendu de la rencontre"
        let digest = "2067910c29baefd901ebe9f62e2095c24bd003816db9b76b3f77128b5fd99031"
        let stored = Secret().text
        try Data(text.utf8).write(to: program.configuration.documentsFolder.appending(path: stored))
        let queue = try DatabaseQueue(path: program.configuration.databaseFile.path)
        try queue.write { db in
            try db.execute(
                sql:
                    "INSERT INTO document (name, mediaType, size, digest, storedName) VALUES (?, 'text/plain', ?, ?, ?)",
                arguments: ["Compte rendu", text.utf8.count, digest, stored])
        }
    }
}

struct BackupTests {
    @Test(arguments: [false, true])
    func whatIsRestoredIsWhatWasSaved(isDemonstration: Bool) throws {
        let installation = try Installation()
        let program = installation.program
        _ = try program.initialise(demonstration: isDemonstration)
        try installation.keepDocument()
        let before = try installation.content()
        let said = try program.backUp(to: installation.copy)
        #expect(said.first?.contains("pièce intacte") == true)
        #expect(try installation.content(of: URL(filePath: installation.copy)) == before)
        try DatabaseQueue(path: program.configuration.databaseFile.path).write { db in
            try db.execute(sql: "UPDATE hub SET name = 'Autre'")
        }
        #expect(try installation.content() != before)
        _ = try program.restore(from: installation.copy)
        #expect(try installation.content() == before)
    }

    @Test func sqliteFindsTheInstalledDataSound() throws {
        let installation = try Installation()
        _ = try installation.program.initialise(demonstration: true)
        let queue = try DatabaseQueue(path: installation.program.configuration.databaseFile.path)
        let verdict = try queue.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") }
        #expect(verdict == ["ok"])
    }

    @Test func theKeyOfATableWithoutRowNumbersComesFirstInIt() throws {
        let faults = try Database.inMemory().read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT t.name || '.' || c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
                    WHERE t.wr = 1 AND c.pk > 0 AND c.cid >= (SELECT count(*) FROM pragma_table_info(t.name) WHERE pk > 0)
                    """)
        }
        #expect(faults.isEmpty)
    }

    @Test func aDocumentLostOrChangedIsNamedByTheBackupAndRefusedByTheRestoration() throws {
        let installation = try Installation()
        let program = installation.program
        _ = try program.initialise()
        try installation.keepDocument()
        _ = try program.backUp(to: installation.copy)
        let folder = program.configuration.documentsFolder
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        try Data("autre chose".utf8).write(to: folder.appending(path: name))
        #expect(throws: Refused.self) { try program.backUp(to: installation.copy + ".2") }
        let copies = Backup.documents(of: URL(filePath: installation.copy))
        try FileManager.default.removeItem(at: copies)
        let before = try installation.content()
        #expect(throws: Refused("Des pièces manquent ou sont abîmées : « Compte rendu ».")) {
            try program.restore(from: installation.copy)
        }
        #expect(try installation.content() == before)
    }

    @Test func aFileThatIsNotABackupIsRefusedAndNothingIsTouched() throws {
        let installation = try Installation()
        _ = try installation.program.initialise()
        let before = try installation.content()
        try Data("Ceci n’est pas une base".utf8).write(to: URL(filePath: installation.copy))
        #expect(throws: Refused.self) { try installation.program.restore(from: installation.copy) }
        #expect(throws: Refused.self) { try installation.program.backUp(to: installation.copy) }
        #expect(try installation.content() == before)
    }
}
