import Domain
import Foundation
import GRDB

/// What the law asks a site to say of itself (LCEN, article 1-1, since 2024): who publishes it, who hosts it, how to reach them.
struct LegalSettings: Sendable {
    var publisher = ""
    var host = ""
    var contact = ""
}

/// Words about the site itself, kept in the table of settings.
struct SettingStore {
    let database: any DatabaseWriter

    private static let names = ["editeur", "hebergeur", "contact"]

    func legal() async throws -> LegalSettings {
        try await database.read { db in
            func value(_ name: String) throws -> String {
                try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]) ?? ""
            }
            return LegalSettings(
                publisher: try value("editeur"), host: try value("hebergeur"), contact: try value("contact"))
        }
    }

    /// An empty text takes the setting away.
    func set(_ legal: LegalSettings, actor: Actor, at now: Date) async throws {
        let values = zip(Self.names, [legal.publisher, legal.host, legal.contact])
        try RefusedForm.check(values.map { name, value in Refused.tooLong(value, 1000, field: name) })
        try await database.write { db in
            for (name, value) in zip(Self.names, [legal.publisher, legal.host, legal.contact]) {
                try db.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
                guard !value.isEmpty else { continue }
                try db.execute(sql: "INSERT INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
            }
            try Journal.record(Event("reglages.changes", on: "reseau"), by: actor, at: now, in: db)
        }
    }
}
