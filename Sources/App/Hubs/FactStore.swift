import Domain
import Foundation
import GRDB

/// Writes a file of facts into a database that has none yet.
struct FactStore {
    let database: any DatabaseWriter

    /// Reads a file of facts; a `Refused` names what is wrong with it and where.
    static func read<Facts: Decodable>(_ file: URL, as type: Facts.Type = FactFile.self) throws -> Facts {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: file))
        } catch let error as DecodingError {
            throw Refused("Le fichier de faits « \(file.lastPathComponent) » ne se lit pas : \(error.place).")
        }
    }

    /// Everything in one transaction; refuses when there already are territories.
    func install(_ facts: FactFile, now: Date) throws {
        try database.write { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM territory") == 0 else {
                throw Refused("Ces données sont déjà initialisées : rien n’a été changé.")
            }
            var writer = FactWriter(now: now)
            try writer.write(facts, in: db)
            try Journal.record(
                Event("donnees.initialisees", on: "reseau", ["reseau": facts.reseau.nom]), by: .program, at: now, in: db
            )
        }
    }

    /// Puts a fictional network on top and marks the whole as fictional. Returns its people with their roles.
    func install(
        _ demonstration: DemonstrationFile, assemblies: DemonstrationAssemblies? = nil,
        letters: ConvocationLetters = ConvocationLetters(networkAddress: Configuration().baseURL), now: Date
    ) throws {
        try database.write { db in
            try checkRoom(for: demonstration, in: db)
            var writer = FactWriter(now: now)
            try writer.write(demonstration, in: db)
            try DemonstrationStatutesStore.install(at: now, in: db)
            try assemblies?.install(letters, at: now, in: db)
            try db.execute(sql: "INSERT INTO setting VALUES ('fictif', 'oui')")
            try Journal.record(Event("demonstration.installee", on: "reseau"), by: .program, at: now, in: db)
        }
    }

    /// The demonstration comes once, and never over a hub or an account that bears one of its names.
    private func checkRoom(for demonstration: DemonstrationFile, in db: GRDB.Database) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM setting WHERE name = 'fictif'") != 0 {
            throw Refused("La démonstration est déjà dans ces données : rien n’a été changé.")
        }
        let slugs = try Set(String.fetchAll(db, sql: "SELECT slug FROM hub"))
        let addresses = try Set(String.fetchAll(db, sql: "SELECT address FROM person WHERE address IS NOT NULL"))
        let taken =
            demonstration.poles.map(\.slug).filter(slugs.contains)
            + demonstration.personnes.map(\.courriel).filter(addresses.contains)
        guard taken.isEmpty else {
            throw Refused("Ces données ont déjà « \(taken.joined(separator: ", ")) » : rien n’a été changé.")
        }
    }
}

extension DecodingError {
    /// Where the reading stopped, and why, in a few French words.
    var place: String {
        let context: Context
        switch self {
        case .keyNotFound(let key, let found): return path(found) + " : il manque « \(key.stringValue) »"
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        @unknown default: return "format inconnu"
        }
        return path(context) + " : " + context.debugDescription
    }

    private func path(_ context: Context) -> String {
        let parts = context.codingPath.map { (key: any CodingKey) in
            key.intValue.map { String($0 + 1) } ?? key.stringValue
        }
        return parts.isEmpty ? "au début" : parts.joined(separator: ", ")
    }
}
