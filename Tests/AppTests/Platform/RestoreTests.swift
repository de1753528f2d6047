import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// What a restoration keeps, refuses and leaves alone.
struct RestoreTests {
    private func initialised(_ folder: DataFolder) throws -> Program {
        let program = try folder.program()
        _ = try program.initialise()
        return program
    }

    @Test func aBackupRestoredElsewhereIsTheSameNetwork() async throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        try Data("%PDF-".utf8).write(to: program.configuration.documentsFolder.appending(path: "piece"))
        let told = try program.backUp(to: folder.file("copie.db"))
        #expect(told.first?.contains("chaîne intacte") == true)

        let other = try folder.program("ailleurs")
        _ = try other.restore(from: folder.file("copie.db"))
        let original = try await program.situation(on: "2010-03-01", format: "json")
        #expect(try await other.situation(on: "2010-03-01", format: "json") == original)
        #expect(try other.verifyJournal() == (try program.verifyJournal()))
        #expect(folder.names("ailleurs/documents") == ["piece"])
    }

    @Test func restoringKeepsWhatWasThere() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        _ = try program.backUp(to: folder.file("copie.db"))
        let lines = try program.journal(format: "texte")
        try addLine(to: program)
        let told = try program.restore(from: folder.file("copie.db"))
        #expect(told.contains { $0.contains("sont gardées") })
        #expect(try program.journal(format: "texte") == lines)
        let kept = try #require(folder.names("reseau").first { $0.hasPrefix("avant-restauration-") })
        let queue = try DatabaseQueue(path: folder.file("reseau/" + kept))
        #expect(try queue.read(Journal.verify) == lines + 1)
    }

    private func addLine(to program: Program) throws {
        let pool = try program.open()
        try pool.write { db in try Journal.record(Event("essai.apres", on: "reseau"), by: .program, at: .now, in: db) }
        try pool.close()
    }

    @Test func theSynchronisationIsAsAskedAfterARestore() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        _ = try program.backUp(to: folder.file("copie.db"))
        _ = try program.restore(from: folder.file("copie.db"))
        let values = try App.Database.pragmas(of: try program.open()).map(\.value)
        #expect(values.prefix(2) == ["wal", "2"])
    }

    @Test func aBackupNeverWritesOverAFile() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        try Data("précieux".utf8).write(to: URL(filePath: folder.file("copie.db")))
        let refusal = #expect(throws: Refused.self) { try program.backUp(to: folder.file("copie.db")) }
        #expect(refusal?.sentence.contains("existe déjà") == true)
        #expect(try String(contentsOfFile: folder.file("copie.db"), encoding: .utf8) == "précieux")
    }

    @Test func whatIsNotABackupIsRefusedAndChangesNothing() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        let before = try program.verifyJournal()
        try Data(repeating: 65, count: 5000).write(to: URL(filePath: folder.file("texte.db")))
        try Data().write(to: URL(filePath: folder.file("vide.db")))
        _ = try program.backUp(to: folder.file("copie.db"))
        var bytes = try Data(contentsOf: URL(filePath: folder.file("copie.db")))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: folder.file("coupe.db")))
        for index in stride(from: 8192, to: bytes.count, by: 997) { bytes[index] ^= 0x55 }
        try bytes.write(to: URL(filePath: folder.file("abime.db")))
        for name in ["absent.db", "texte.db", "vide.db", "coupe.db", "abime.db"] {
            #expect(throws: Refused.self, "\(name)") { try program.restore(from: folder.file(name)) }
        }
        #expect(try program.verifyJournal() == before)
    }

    @Test func aBackupWhoseJournalWasTouchedIsRefused() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        _ = try program.backUp(to: folder.file("copie.db"))
        let queue = try DatabaseQueue(path: folder.file("copie.db"))
        try queue.write { db in
            try db.execute(sql: "DROP TRIGGER journalIsNotEdited; UPDATE journal SET kind = 'autre' WHERE id = 1")
        }
        try queue.close()
        let refusal = #expect(throws: Refused.self) { try program.restore(from: folder.file("copie.db")) }
        #expect(refusal?.sentence.contains("La ligne 1 du journal") == true)
    }

    @Test func restoringUnderARunningServerIsRefused() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        _ = try program.backUp(to: folder.file("copie.db"))
        let server = try program.open()
        let lines = try server.read(Journal.verify)
        let refusal = #expect(throws: Refused.self) { try program.restore(from: folder.file("copie.db")) }
        #expect(refusal?.sentence.contains("arrêtez-le") == true)
        #expect(try server.read(Journal.verify) == lines)
        try server.close()
    }

    @Test func initialisingTwiceChangesNothing() throws {
        let folder = try DataFolder()
        let program = try initialised(folder)
        let before = try program.verifyJournal()
        let refusal = #expect(throws: Refused.self) { try program.initialise() }
        #expect(refusal?.sentence.contains("déjà initialisées") == true)
        #expect(try program.verifyJournal() == before)
    }

    @Test func aFolderWithoutDataSaysHowToMakeThem() throws {
        let folder = try DataFolder()
        let refusal = #expect(throws: Refused.self) { try folder.program("vide").verifyJournal() }
        #expect(refusal?.sentence.contains("initialiser") == true)
        #expect(folder.names("vide").isEmpty)
    }
}
