import Domain
import Foundation
import GRDB

/// How a record stands with those who keep it.
struct RecordState: Sendable {
    let freshness: Freshness
    let confirmed: Day?
    let quality: RecordQuality
    /// Hubs that have not answered yet whether it takes part.
    let askedHubs: [String]
}

/// A record that somebody represents.
struct OwnRecord: Sendable {
    let slug: String
    let name: String
    let state: RecordState
}

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

    func state(of id: ID<Organisation>, on day: Day) async throws -> RecordState {
        try await database.read { db in try Self.state(of: id, on: day, in: db) }
    }

    private static func state(of id: ID<Organisation>, on day: Day, in db: GRDB.Database) throws -> RecordState {
        let at = try String.fetchOne(db, sql: "SELECT confirmedAt FROM organisation WHERE id = ?", arguments: [id])
        let confirmed = at.flatMap { Day(String($0.prefix(10))) }
        let asked = try String.fetchAll(
            db,
            sql: """
                SELECT h.name FROM proposal p JOIN hub h ON h.id = p.hubID
                WHERE p.organisationID = ? AND p.kind = 'participation' AND p.decidedAt IS NULL ORDER BY h.name
                """, arguments: [id])
        return RecordState(
            freshness: Freshness(
                confirmed: confirmed, on: day, duty: try ThresholdStore.freshness(on: day, in: db)),
            confirmed: confirmed, quality: RecordQuality(of: try OrganisationReader.sheet(of: id, in: db)),
            askedHubs: asked)
    }

    /// The published records among those that somebody represents.
    func records(among ids: [ID<Organisation>], on day: Day) async throws -> [OwnRecord] {
        try await database.read { db in
            try ids.compactMap { id in
                let row = try Row.fetchOne(
                    db, sql: "SELECT slug, name FROM organisation WHERE id = ? AND publication = 'publiee'",
                    arguments: [id])
                return try row.map {
                    OwnRecord(slug: $0["slug"], name: $0["name"], state: try Self.state(of: id, on: day, in: db))
                }
            }
        }
    }
}
