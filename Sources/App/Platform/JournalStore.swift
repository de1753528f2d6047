import Domain
import Foundation
import GRDB

/// The journal as pages read it.
struct JournalStore {
    let database: any DatabaseWriter

    func lines(before: Int64?, limit: Int) async throws -> [JournalLine] {
        try await database.read { db in try Journal.lines(before: before, limit: limit, in: db) }
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
