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

    /// Opens a copy and checks it whole: SQLite's integrity, foreign keys, the journal's chain. Returns a summary.
    static func check(_ file: URL) throws -> String {
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
                return "\(lines) lignes de journal, chaîne intacte"
            }
        } catch let error as DatabaseError {
            throw Refused("« \(file.path) » n’est pas une sauvegarde de Maillage (\(error.message ?? "illisible")).")
        }
    }
}
