import Domain
import Foundation
import GRDB

/// What a line is about, as a page names it.
struct JournalSubject: Sendable {
    let name: String
    let path: String
}

/// The journal as pages read it.
struct JournalStore {
    let database: any DatabaseWriter

    func lines(before: Int64?, limit: Int) async throws -> [JournalLine] {
        try await database.read { db in try Journal.lines(before: before, limit: limit, in: db) }
    }

    /// The pages that the lines' subjects lead to; one that leads nowhere is left out.
    func subjects(of lines: [JournalLine]) async throws -> [String: JournalSubject] {
        let labels = Set(lines.map(\.subject))
        return try await database.read { db in
            var found: [String: JournalSubject] = [:]
            for label in labels { found[label] = try Self.subject(label, in: db) }
            return found
        }
    }

    private static func subject(_ label: String, in db: GRDB.Database) throws -> JournalSubject? {
        let halves = label.split(separator: "/", maxSplits: 1).map(String.init)
        guard let sort = halves.first else { return nil }
        guard halves.count == 2 else {
            switch sort {
            case "reseau": return JournalSubject(name: "le réseau", path: "/situation")
            case "territoires": return JournalSubject(name: "les territoires", path: "/territoires")
            default: return nil
            }
        }
        let key = halves[1]
        switch sort {
        case "pole":
            guard let id = ID<Hub>(key), let hub = try Hub.fetchOne(db, key: id) else { return nil }
            return JournalSubject(name: hub.name, path: "/poles/" + hub.slug)
        case "territoire":
            let name = try String.fetchOne(
                db,
                sql: """
                    SELECT n.name FROM territoryName n JOIN territory t ON t.id = n.territoryID WHERE t.slug = ?
                    ORDER BY n.validFrom DESC LIMIT 1
                    """, arguments: [key])
            return name.map { JournalSubject(name: $0, path: "/territoires/" + key) }
        case "organisation":
            let row = try Row.fetchOne(
                db, sql: "SELECT name, slug FROM organisation WHERE id = ? AND publication = 'publiee'",
                arguments: [Int64(key)])
            return row.map { JournalSubject(name: $0["name"], path: "/annuaire/" + ($0["slug"] as String)) }
        case "compte":
            let person = try Row.fetchOne(
                db, sql: "SELECT name, erasedAt FROM person WHERE id = ?", arguments: [Int64(key)])
            guard let person, (person["erasedAt"] as String?) == nil else { return nil }
            return JournalSubject(name: person["name"], path: "/reseau/pilotage/comptes/" + key)
        case "courriel": return JournalSubject(name: "courriel " + key, path: "/reseau/pilotage/courriels/" + key)
        default: return nil
        }
    }

    /// The names that people still have.
    func names(of people: Set<ID<Person>>) async throws -> [ID<Person>: String] {
        try await database.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM person")
            let names = Dictionary(rows.map { (row: Row) in (row["id"] as ID<Person>, row["name"] as String) }) {
                first, _ in first
            }
            return names.filter { people.contains($0.key) }
        }
    }
}
