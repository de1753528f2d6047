import Domain
import Foundation
import GRDB

/// The core group of a hub: who steers, from when until when.
struct CoreStore {
    let database: any DatabaseWriter

    /// What a form says of a place in the core group.
    struct Draft: Sendable {
        /// The slug of a record of the directory, or empty.
        var record = ""
        var organisation = ""
        var family: Family?
        var isPartner = false
        var person = ""
        var role = ""
        var availability = ""
        var from: Day?
    }

    static func group(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> CoreGroup {
        CoreGroup(try seats(of: hub, on: day, in: db), on: day)
    }

    /// Every place there ever was, the present ones first, then by name.
    static func seats(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [CoreSeat] {
        let sectors = try SectorStore.sectors(on: day, in: db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.* FROM coreSeat s LEFT JOIN organisation o ON o.id = s.organisationID WHERE s.hubID = ?
                ORDER BY s.validUntil IS NOT NULL, s.isPartner, coalesce(o.name, s.organisationName) = '',
                    coalesce(o.name, s.organisationName) COLLATE NOCASE, s.id
                """, arguments: [hub])
        return try rows.map { (row: Row) -> CoreSeat in
            let organisation: ID<Organisation>? = row["organisationID"]
            let record = try organisation.flatMap {
                try Row.fetchOne(db, sql: "SELECT * FROM organisation WHERE id = ?", arguments: [$0])
            }
            let sheet = record.map { OrganisationReader.sheet($0).disclosed }
            let typed: Family? = row["family"]
            return CoreSeat(
                id: row["id"], organisationID: organisation, organisationName: sheet?[.name] ?? row["organisationName"],
                family: sheet?.family ?? typed, sectors: sheet.map { sectors.sectors(of: $0).map(\.code) } ?? [],
                isPartner: row["isPartner"], person: row["person"], role: row["role"],
                availability: row["availability"], validity: Validity(row: row))
        }
    }

    func seats(of hub: ID<Hub>, on day: Day) async throws -> [CoreSeat] {
        try await database.read { db in try Self.seats(of: hub, on: day, in: db) }
    }

    /// Organisations of the directory whose name says these words, for the form to choose from.
    func found(_ words: String) async throws -> [Organisation] {
        guard words.count >= 2 else { return [] }
        return try await database.read { db in
            try Organisation.fetchAll(
                db,
                sql: """
                    SELECT * FROM organisation WHERE publication = 'publiee' AND state = 'active'
                    AND instr(lower(name), lower(?)) > 0 ORDER BY name LIMIT 20
                    """, arguments: [words])
        }
    }

    func add(_ draft: Draft, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try Self.check(draft, on: now.dayInFrance)
        guard let from = draft.from else { return }
        try await database.write { db in
            let known = try Self.record(draft, in: db)
            try db.execute(
                sql: """
                    INSERT INTO coreSeat (hubID, organisationID, organisationName, family, isPartner, person, role,
                        availability, validFrom, recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, known, known == nil ? draft.organisation : "",
                    known == nil && !draft.isPartner ? draft.family.flatMap { $0 == .undetermined ? nil : $0 } : nil,
                    draft.isPartner, draft.person, draft.role, draft.availability, from, now.formatted(.iso8601),
                    actor.personID,
                ])
            // The history of a hub is public: people are not named there.
            try Journal.record(
                Event(
                    "noyau.place", on: "pole/\(hub)",
                    [
                        "organisation": known?.description, "nom": known == nil ? draft.organisation : nil,
                        "depuis": from.description,
                    ]),
                by: actor, at: now, in: db)
        }
    }

    private static func check(_ draft: Draft, on today: Day) throws {
        let isNamed = !draft.record.isEmpty || !draft.organisation.isEmpty
        try RefusedForm.check([
            isNamed || !draft.person.isEmpty
                ? nil
                : Refused(
                    "Nommez l’organisation, ou la personne quand elle vient pour elle-même.", field: "organisation"),
            draft.record.isEmpty && !draft.organisation.isEmpty && !draft.isPartner && draft.family == nil
                ? Refused("Choisissez la famille de cette organisation, ou sa fiche dans l’annuaire.", field: "famille")
                : nil,
            draft.from == nil ? Refused("Donnez le jour de l’entrée, par exemple 2026-03-01.", field: "depuis") : nil,
            Refused.farDay(draft.from, today: today, field: "depuis"),
            Refused.tooLong(draft.organisation, 200, field: "organisation"),
            Refused.tooLong(draft.person, 120, field: "personne"), Refused.tooLong(draft.role, 120, field: "role"),
            Refused.tooLong(draft.availability, 200, field: "disponibilite"),
        ])
    }

    private static func record(_ draft: Draft, in db: GRDB.Database) throws -> ID<Organisation>? {
        guard !draft.record.isEmpty else { return nil }
        let id = try ID<Organisation>.fetchOne(
            db, sql: "SELECT id FROM organisation WHERE slug = ? AND publication = 'publiee'",
            arguments: [draft.record])
        guard let id else {
            throw Refused("Cette fiche n’est plus dans l’annuaire : cherchez-la de nouveau.", field: "fiche")
        }
        return id
    }

    /// Whoever leaves has steered until that day.
    func end(_ seat: ID<CoreSeat>, of hub: ID<Hub>, on day: Day?, actor: Actor, at now: Date) async throws {
        guard let day else { throw Refused("Donnez le jour du départ, par exemple 2026-03-01.", field: "jour") }
        try RefusedForm.check([Refused.farDay(day, today: now.dayInFrance, field: "jour")])
        try await database.write { db in
            guard
                let from = try Day.fetchOne(
                    db, sql: "SELECT validFrom FROM coreSeat WHERE id = ? AND hubID = ?", arguments: [seat, hub])
            else { throw NotFound() }
            guard from < day else {
                throw Refused("Le départ vient après l’entrée, du \(from.french).", field: "jour")
            }
            try db.execute(
                sql: "UPDATE coreSeat SET validUntil = ? WHERE id = ? AND validUntil IS NULL", arguments: [day, seat])
            guard db.changesCount == 1 else { throw Refused("Ce départ est déjà noté.", field: "jour") }
            try Journal.record(
                Event("noyau.depart", on: "pole/\(hub)", ["place": seat.description, "au": day.description]), by: actor,
                at: now, in: db)
        }
    }
}
