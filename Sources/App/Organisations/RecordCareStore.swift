import Domain
import Foundation
import GRDB

/// Keeping records right: who looked at them, and when.
struct RecordCareStore {
    let database: any DatabaseWriter

    /// Somebody who knows looked at the record and found it right.
    func confirm(_ id: ID<Organisation>, from origin: FieldOrigin, actor: Actor, at now: Date) async throws {
        let writer = OrganisationWriter(author: RecordAuthor(origin: origin, actor: actor, at: now))
        try await database.write { db in
            try writer.confirm(id, in: db)
            try Journal.record(
                Event("fiche.confirmee", on: "organisation/\(id)", ["par": origin.rawValue]), by: actor, at: now,
                in: db)
        }
    }

    /// The published record that an address names.
    func id(slug: String) async throws -> ID<Organisation> {
        try await database.read { db in
            let id = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            guard let id else { throw NotFound() }
            return id
        }
    }
}
