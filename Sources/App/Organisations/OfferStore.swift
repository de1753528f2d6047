import Domain
import Foundation
import GRDB

extension Offer.Direction: DatabaseValueConvertible {}
extension Offer.Kind: DatabaseValueConvertible {}

/// An offer or a need with the organisation that says it.
struct OfferLine: Sendable {
    let offer: Offer
    let name: String
    let slug: String
    let town: String
}

/// What organisations offer and look for.
struct OfferStore {
    let database: any DatabaseWriter

    /// What a form says, before anything is decided.
    struct Draft: Sendable {
        let organisation: ID<Organisation>?
        let direction: Offer.Direction?
        let kind: Offer.Kind?
        let topic, detail: String
        /// As typed; empty for « until further notice ».
        let until: String
    }

    /// What holds on `day`, of published organisations, the most recent first; only those of a hub's members when asked.
    func lines(on day: Day, membersOf hub: ID<Hub>? = nil) async throws -> [OfferLine] {
        try await database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT f.*, o.name, o.slug, o.town FROM offer f JOIN organisation o ON o.id = f.organisationID
                    WHERE o.publication = 'publiee' AND f.validFrom <= :day
                        AND (f.validUntil IS NULL OR f.validUntil > :day)
                        AND (:hub IS NULL OR EXISTS (
                            SELECT 1 FROM hubMember m WHERE m.organisationID = o.id AND m.hubID = :hub
                            AND m.validFrom <= :day AND (m.validUntil IS NULL OR m.validUntil > :day)))
                    ORDER BY f.id DESC
                    """, arguments: ["day": day, "hub": hub])
            return rows.map(Self.line)
        }
    }

    /// What holds on `day`, of published organisations, the most recent first.
    static func lines(on day: Day, in db: GRDB.Database) throws -> [OfferLine] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT f.*, o.name, o.slug, o.town FROM offer f JOIN organisation o ON o.id = f.organisationID
                WHERE o.publication = 'publiee' AND f.validFrom <= ?1 AND (f.validUntil IS NULL OR f.validUntil > ?1)
                ORDER BY f.id DESC
                """, arguments: [day]
        ).map(line)
    }

    /// What these organisations have said after offer number `last`, up to `present`, and still say on `day`, the most recent first.
    static func lines(
        among organisations: Set<ID<Organisation>>, after last: Int64, upTo present: Int64, on day: Day,
        in db: GRDB.Database
    ) throws -> [OfferLine] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT f.*, o.name, o.slug, o.town FROM offer f JOIN organisation o ON o.id = f.organisationID
                WHERE f.id > ?1 AND f.id <= ?2 AND o.publication = 'publiee' AND f.validFrom <= ?3
                    AND (f.validUntil IS NULL OR f.validUntil > ?3) ORDER BY f.id DESC
                """, arguments: [last, present, day]
        ).map(line).filter { organisations.contains($0.offer.organisation) }
    }

    /// Records an offer or a need of a member of `hub`.
    func record(_ draft: Draft, in hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        let last = Day(draft.until)
        try RefusedForm.check([
            draft.organisation == nil ? Refused("Choisissez l’organisation.", field: "organisation") : nil,
            draft.direction == nil
                ? Refused("Dites si l’organisation propose ou cherche.", field: "sens") : nil,
            draft.kind == nil ? Refused("Choisissez de quoi il s’agit.", field: "sorte") : nil,
            draft.topic.isEmpty
                ? Refused("Dites-le en quelques mots, par exemple « salle de réunion de 30 places ».", field: "objet")
                : nil,
            Refused.tooLong(draft.topic, 120, field: "objet"), Refused.tooLong(draft.detail, 2000, field: "precisions"),
            !draft.until.isEmpty && last == nil
                ? Refused("Écrivez le dernier jour comme 2027-06-30, ou laissez vide.", field: "jusquau") : nil,
            last.map { $0 < today } == true
                ? Refused("Ce jour est passé : donnez un jour à venir, ou laissez vide.", field: "jusquau") : nil,
            Refused.farDay(last, today: today, field: "jusquau"),
        ])
        guard let organisation = draft.organisation, let direction = draft.direction, let kind = draft.kind else {
            return
        }
        try await database.write { db in
            guard try MemberStore.members(of: hub, on: today, in: db).contains(where: { $0.id == organisation }) else {
                throw Refused("Cette organisation ne prend pas part à ce pôle aujourd’hui.", field: "organisation")
            }
            try db.execute(
                sql: """
                    INSERT INTO offer
                        (organisationID, direction, kind, topic, detail, validFrom, validUntil, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    organisation, direction, kind, draft.topic, draft.detail, today, last?.adding(days: 1),
                    now.formatted(.iso8601), actor.personID,
                ])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "offre.enregistree", on: "pole/\(hub)",
                    ["objet": draft.topic, "sens": direction.rawValue, "organisation": organisation.description]),
                by: actor, at: now, in: db)
        }
    }

    /// Ends an offer today; it stays in the database with the day.
    func end(_ offer: ID<Offer>, in hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        guard let line = try await lines(on: today, membersOf: hub).first(where: { $0.offer.id == offer }) else {
            throw NotFound()
        }
        try await database.write { db in
            try db.execute(sql: "UPDATE offer SET validUntil = ? WHERE id = ?", arguments: [today, offer])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event("offre.terminee", on: "pole/\(hub)", ["objet": line.offer.topic]), by: actor, at: now, in: db)
        }
    }

    /// The organisations of a hub today, for its form.
    func members(of hub: ID<Hub>, on day: Day) async throws -> [Organisation] {
        try await database.read { db in try MemberStore.members(of: hub, on: day, in: db) }
    }

    private static func line(_ row: Row) -> OfferLine {
        OfferLine(
            offer: Offer(
                id: row["id"], organisation: row["organisationID"], direction: row["direction"], kind: row["kind"],
                topic: row["topic"], detail: row["detail"], validity: Validity(row: row)),
            name: row["name"], slug: row["slug"], town: row["town"])
    }
}
