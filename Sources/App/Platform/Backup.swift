import Crypto
import Domain
import Foundation
import GRDB

/// Consistent copies, made while the server runs.
enum Backup {
    /// Writes a compact copy of the database to `file`, which must not exist.
    static func copy(_ database: any DatabaseReader, to file: URL) throws {
        guard !FileManager.default.fileExists(atPath: file.path) else {
            throw Refused("« \(file.path) » existe déjà : choisissez un autre nom.")
        }
        try database.unsafeRead { db in try db.execute(sql: "VACUUM INTO ?", arguments: [file.path]) }
    }

    /// Opens a copy and checks it whole: SQLite's integrity, foreign keys, the journal's chain, and every document, found in
    /// one of `folders` with the digest that the database has. Returns a summary.
    static func check(_ file: URL, documentsIn folders: [URL]) throws -> String {
        var settings = Database.settings
        settings.readonly = true
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw Refused("« \(file.path) » n’existe pas.")
        }
        do {
            let queue = try DatabaseQueue(path: file.path, configuration: settings)
            return try queue.read { db in
                guard try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" else {
                    throw Refused("« \(file.path) » est abîmé : la vérification de SQLite échoue.")
                }
                guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
                    throw Refused("« \(file.path) » est abîmé : des liens ne mènent nulle part.")
                }
                let lines = try Journal.verify(in: db)
                let documents = try checkDocuments(in: db, folders)
                let kept = documents == 0 ? "aucune pièce" : French.count(documents, "pièce intacte", "pièces intactes")
                return "\(French.count(lines, "ligne", "lignes")) de journal, chaîne intacte, \(kept)"
            }
        } catch let error as DatabaseError {
            throw Refused("« \(file.path) » n’est pas une sauvegarde de Maillage (\(error.message ?? "illisible")).")
        }
    }

    private static func checkDocuments(in db: GRDB.Database, _ folders: [URL]) throws -> Int {
        let rows = try Row.fetchAll(db, sql: "SELECT name, storedName, digest FROM document ORDER BY id")
        let lost = try rows.filter { (row: Row) in
            try !folders.contains { (folder: URL) in
                try isIntact(folder.appending(path: row["storedName"] as String), digest: row["digest"])
            }
        }
        guard lost.isEmpty else {
            let names = lost.prefix(5).map { "« \($0["name"] as String) »" }.joined(separator: ", ")
            let others = lost.count > 5 ? " et \(lost.count - 5) autres" : ""
            throw Refused("Des pièces manquent ou sont abîmées : \(names)\(others).")
        }
        return rows.count
    }

    private static func isIntact(_ file: URL, digest: String) throws -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        defer { try? handle.close() }
        var hash = SHA256()
        while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty { hash.update(data: bytes) }
        return hash.finalize().map { String(format: "%02x", $0) }.joined() == digest
    }
}

extension Backup {
    /// Copies the documents to `NAME.documents`, beside the copy of the database. They are never edited, only added.
    static func copyDocuments(from folder: URL, beside file: URL) throws {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        guard !names.isEmpty else { return }
        let target = documents(of: file)
        try manager.createDirectory(at: target, withIntermediateDirectories: true)
        for name in names {
            let copy = target.appending(path: name)
            if manager.fileExists(atPath: copy.path) { continue }
            try manager.copyItem(at: folder.appending(path: name), to: copy)
        }
    }

    static func documents(of file: URL) -> URL { URL(filePath: file.path + ".documents") }

    /// Refuses while a server holds the data. Returns what was set aside.
    static func restore(_ file: URL, into configuration: Configuration, now: Date) throws -> [String] {
        let manager = FileManager.default
        try manager.createDirectory(at: configuration.documentsFolder, withIntermediateDirectories: true)
        var messages: [String] = []
        let target = configuration.databaseFile
        if manager.fileExists(atPath: target.path) {
            try checkUnused(target)
            let kept = configuration.dataFolder.appending(
                path: "avant-restauration-\(Int(now.timeIntervalSince1970)).db")
            try copy(try DatabaseQueue(path: target.path), to: kept)
            messages.append("Les données précédentes sont gardées dans « \(kept.path) ».")
            for suffix in ["", "-wal", "-shm"] {
                let old = URL(filePath: target.path + suffix)
                if manager.fileExists(atPath: old.path) { try manager.removeItem(at: old) }
            }
        }
        try manager.copyItem(at: file, to: target)
        let documents = documents(of: file)
        for name in (try? manager.contentsOfDirectory(atPath: documents.path)) ?? [] {
            let copy = configuration.documentsFolder.appending(path: name)
            let saved = documents.appending(path: name)
            if manager.contentsEqual(atPath: saved.path, andPath: copy.path) { continue }
            if manager.fileExists(atPath: copy.path) { try manager.removeItem(at: copy) }
            try manager.copyItem(at: saved, to: copy)
        }
        return messages
    }

    /// An exclusive lock can only be had when nobody else has the database open.
    private static func checkUnused(_ file: URL) throws {
        do {
            var settings = GRDB.Configuration()
            settings.busyMode = .immediateError
            let queue = try DatabaseQueue(path: file.path, configuration: settings)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;")
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
            throw Refused("Le serveur tourne encore sur ces données : arrêtez-le avant de restaurer.")
        }
    }
}
