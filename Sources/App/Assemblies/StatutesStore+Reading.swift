import Domain
import Foundation
import GRDB

/// What the pages of statutes read.
extension StatutesStore {
    func desk(slug: String, on day: Day) async throws -> StatutesDesk? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            let versions = try StatutesStore.versions(of: hub.id, in: db)
            let people = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT p.id, p.name FROM person p JOIN statutesVersion v ON v.createdBy = p.id
                    WHERE v.hubID = ?
                    """, arguments: [hub.id])
            let proofs = try Row.fetchAll(
                db,
                sql: """
                    SELECT d.id, d.name FROM document d JOIN statutesVersion v ON v.earlierDocumentID = d.id
                    WHERE v.hubID = ?
                    """, arguments: [hub.id])
            return StatutesDesk(
                hub: hub, day: day, versions: versions, members: try MemberFactStore.facts(of: hub.id, on: day, in: db),
                authors: Dictionary(people.map { ($0["id"], $0["name"]) }) { first, _ in first },
                proofs: Dictionary(proofs.map { ($0["id"], $0["name"]) }) { first, _ in first },
                drafting: try Journal.lines(about: "statuts/\(hub.id)", limit: 50, in: db),
                held: try BalanceStore.facts(of: hub.id, days: [day], isDesk: true, in: db))
        }
    }

    func draft(of hub: ID<Hub>) async throws -> StatutesVersion? {
        try await database.read { db in try StatutesStore.draft(of: hub, in: db) }
    }

    /// The version in force, when the hub shows it to everybody.
    func published(slug: String, on day: Day) async throws -> (Hub, StatutesVersion)? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]),
                let version = try StatutesStore.inForce(at: hub.id, on: day, in: db), version.isPublic
            else { return nil }
            return (hub, version)
        }
    }

    /// The chapter goes back to the customary clauses.
    func reset(
        _ id: ID<StatutesVersion>, chapter: StatutesChapter, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        let usual = try await database.read { db in
            try StatutesStore.customary(for: hub, on: now.dayInFrance, in: db)
        }
        try await save(usual, as: id, chapter: chapter, of: hub, actor: actor, at: now)
    }
}
