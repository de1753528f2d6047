import Domain
import Foundation
import GRDB

/// A threshold as the network set it.
struct Threshold: Sendable, FetchableRecord, Decodable {
    let name: String
    let validFrom: Day
    let value: Int
    let reason: String
}

/// The network's thresholds: dated, with the reason of each.
struct ThresholdStore {
    let database: any DatabaseWriter

    static let names = [
        "organisations-noyau", "organisations-fondation", "familles", "fiche-conseillee", "fiche-necessaire", "rappels",
        "secret-employeurs", "secret-dominance", "enquete-minimum", "candidatures-mois", "sans-mouvement",
    ]

    func all() async throws -> [Threshold] {
        try await database.read { db in
            try Threshold.fetchAll(db, sql: "SELECT * FROM threshold ORDER BY name, validFrom DESC")
        }
    }

    /// Sets a value from a day on; the former one stays in force until then.
    func set(_ name: String, to value: Int, from day: Day, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            ThresholdStore.names.contains(name) ? nil : Refused("Ce seuil n’existe pas.", field: "nom"),
            // Only letters may be none at all.
            (name == "rappels" ? 0...1000 : 1...1000).contains(value)
                ? nil : Refused("Le seuil est un nombre de 1 à 1 000.", field: "valeur"),
            name == "candidatures-mois" && value > ApplicationRetention.most
                ? Refused(
                    "Une candidature se garde \(ApplicationRetention.most) mois au plus : c’est la limite que la CNIL recommande.",
                    field: "valeur") : nil,
            Refused.tooLong(reason, 300, field: "motif"), Refused.farDay(day, today: now.dayInFrance, field: "depuis"),
            reason.isEmpty ? Refused("Dites qui l’a décidé, et quand.", field: "motif") : nil,
        ])
        try await database.write { db in
            let isTaken = try Threshold.fetchOne(
                db, sql: "SELECT * FROM threshold WHERE name = ? AND validFrom = ?", arguments: [name, day])
            guard isTaken == nil else {
                throw Refused("Ce seuil est déjà fixé à partir de ce jour : choisissez un autre jour.", field: "depuis")
            }
            try db.execute(
                sql: "INSERT INTO threshold VALUES (?, ?, ?, ?)", arguments: [name, day, value, reason])
            try Journal.record(
                Event(
                    "seuil.fixe", on: "reseau",
                    ["nom": name, "valeur": String(value), "depuis": day.description, "motif": reason]),
                by: actor, at: now, in: db)
        }
    }

    /// The values in force on a day; before the first one, that first one.
    static func inForce(on day: Day, in db: GRDB.Database) throws -> NetworkThresholds {
        func value(_ name: String) throws -> Int {
            try Int.fetchOne(
                db,
                sql: """
                    SELECT value FROM threshold WHERE name = ?
                    ORDER BY validFrom <= ? DESC, CASE WHEN validFrom <= ? THEN validFrom END DESC, validFrom LIMIT 1
                    """, arguments: [name, day, day]) ?? 1
        }
        return NetworkThresholds(
            coreOrganisations: try value("organisations-noyau"),
            foundingOrganisations: try value("organisations-fondation"), families: try value("familles"))
    }
}

extension ThresholdStore {
    func inForce(on day: Day) async throws -> NetworkThresholds {
        try await database.read { db in try ThresholdStore.inForce(on: day, in: db) }
    }
}
