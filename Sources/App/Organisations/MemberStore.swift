import Domain
import Foundation
import GRDB

extension Organisation: FetchableRecord, PersistableRecord {}

/// An organisation's part in a hub during a time.
struct HubMember: Sendable {
    let organisation: Organisation
    let validity: Validity
}

/// The organisations that take part in a hub.
struct MemberStore {
    let database: any DatabaseWriter

    static func members(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [Organisation] {
        try Organisation.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.* FROM organisation o JOIN hubMember m ON m.organisationID = o.id
                WHERE m.hubID = ? AND m.validFrom <= ? AND (m.validUntil IS NULL OR m.validUntil > ?) ORDER BY o.name
                """, arguments: [hub, day, day])
    }

    /// How many organisations each hub has on a day.
    static func counts(on day: Day, in db: GRDB.Database) throws -> [ID<Hub>: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT hubID, count(DISTINCT organisationID) AS count FROM hubMember
                WHERE validFrom <= ? AND (validUntil IS NULL OR validUntil > ?) GROUP BY hubID
                """, arguments: [day, day])
        return Dictionary(rows.map { (row: Row) in (row["hubID"] as ID<Hub>, row["count"] as Int) }) { first, _ in first
        }
    }

    /// Organisations that take part in at least one hub on a day.
    static func total(on day: Day, in db: GRDB.Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT organisationID) FROM hubMember
                WHERE validFrom <= ? AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [day, day]) ?? 0
    }

    /// Present and past members, by name.
    static func history(of hub: ID<Hub>, in db: GRDB.Database) throws -> [HubMember] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT o.*, m.validFrom, m.validUntil FROM hubMember m JOIN organisation o ON o.id = m.organisationID
                WHERE m.hubID = ? ORDER BY o.name, m.validFrom
                """, arguments: [hub]
        ).map { row in HubMember(organisation: try Organisation(row: row), validity: Validity(row: row)) }
    }

    /// Adds an organisation to a hub from a day. `choosing` says which record is meant, or that it is a new one; when
    /// nobody was asked (facts that come with the program), one of that name is used again rather than doubled.
    func add(
        name: String, family: Family?, summary: String, to hub: ID<Hub>, from day: Day?,
        choosing choice: RecordChoice = .unasked, actor: Actor, at now: Date
    ) async throws {
        try Self.check(name: name, family: family, summary: summary, from: day, at: now)
        guard let family, let day else { return }
        try await database.write { db in
            let id: ID<Organisation>
            switch choice {
            case .unasked:
                id = try MemberStore.organisation(
                    name: name, family: family, summary: summary, actor: actor, at: now, in: db)
            case .known(let known):
                guard try MergeStore.publication(known, in: db) == .published else {
                    throw Refused("Cette fiche n’est plus dans l’annuaire : choisissez-en une autre.", field: "fiche")
                }
                id = known
            case .new:
                id = try MemberStore.create(name: name, family: family, summary: summary, actor: actor, at: now, in: db)
            }
            let isMember = try MemberStore.isMember(id, of: hub, from: day, in: db)
            guard !isMember else { throw Refused("« \(name) » participe déjà à ce pôle à cette date.", field: "nom") }
            try MemberStore.join(id, hub, from: day, actor: actor, at: now, in: db)
        }
    }

    /// Whether it takes part in the hub on `day` or later.
    static func isMember(
        _ id: ID<Organisation>, of hub: ID<Hub>, from day: Day, in db: GRDB.Database
    ) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM hubMember WHERE hubID = ? AND organisationID = ?
                AND (validUntil IS NULL OR validUntil > ?))
                """, arguments: [hub, id, day]) ?? false
    }

    /// The organisation takes part in the hub from `day` on.
    static func join(
        _ id: ID<Organisation>, _ hub: ID<Hub>, from day: Day, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, ?)",
            arguments: [hub, id, day])
        try OrganisationWriter.touch(db)
        try Journal.record(
            Event(
                "organisation.engagee", on: "pole/\(hub)",
                ["organisation": id.description, "depuis": day.description]),
            by: actor, at: now, in: db)
    }

    /// What is wrong with what was typed, before anybody is asked which record is meant.
    static func check(name: String, family: Family?, summary: String, from day: Day?, at now: Date) throws {
        try RefusedForm.check([
            name.isEmpty ? Refused("Donnez le nom de l’organisation.", field: "nom") : nil,
            Refused.tooLong(name, 200, "Le nom est trop long", field: "nom"),
            Refused.tooLong(summary, 100, field: "activite"),
            Refused.farDay(day, today: now.dayInFrance, field: "depuis"),
            family == nil ? Refused("Choisissez la famille juridique.", field: "famille") : nil,
            day == nil
                ? Refused("Donnez le jour depuis lequel elle participe, par exemple 2026-03-01.", field: "depuis")
                : nil,
        ])
    }

    /// Ends an organisation's part on a day.
    func end(_ organisation: ID<Organisation>, in hub: ID<Hub>, on day: Day, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE hubMember SET validUntil = ?
                    WHERE hubID = ? AND organisationID = ? AND validUntil IS NULL AND validFrom < ?
                    """, arguments: [day, hub, organisation, day])
            guard db.changesCount == 1 else {
                throw Refused("La fin doit venir après l’entrée de cette organisation, qui doit participer encore.")
            }
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "organisation.retiree", on: "pole/\(hub)",
                    ["organisation": organisation.description, "au": day.description]),
                by: actor, at: now, in: db)
        }
    }

    /// Sets aside a part recorded by mistake: it no longer counts, and stays in the history with the reason.
    func cancel(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, since day: Day, reason: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette entrée est annulée : ce motif reste public.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO cancelledMember
                        (hubID, organisationID, validFrom, validUntil, cancelledAt, cancelledBy, reason)
                    SELECT hubID, organisationID, validFrom, validUntil, ?, ?, ? FROM hubMember
                    WHERE hubID = ? AND organisationID = ? AND validFrom = ?
                    """, arguments: [now.formatted(.iso8601), actor.personID, reason, hub, organisation, day])
            guard db.changesCount == 1 else { throw NotFound() }
            try db.execute(
                sql: "DELETE FROM hubMember WHERE hubID = ? AND organisationID = ? AND validFrom = ?",
                arguments: [hub, organisation, day])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "organisation.annulee", on: "pole/\(hub)",
                    [
                        "organisation": organisation.description, "depuis": day.description, "motif": reason,
                        "nom": try Organisation.fetchOne(db, key: organisation)?.name,
                    ]), by: actor, at: now, in: db)
        }
    }

    /// The published organisation of that name and family, created when there is none.
    static func organisation(
        name: String, family: Family, summary: String, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        let known = try ID<Organisation>.fetchAll(
            db,
            sql: """
                SELECT id FROM organisation WHERE name = ? COLLATE NOCASE AND family = ? AND publication = 'publiee'
                """, arguments: [name, family])
        // Two towns may each have an organisation of that name: nobody guesses which one is meant.
        guard known.count < 2 else {
            throw Refused(
                "Plusieurs organisations de l’annuaire s’appellent « \(name) » : ajoutez la commune à son nom.",
                field: "nom")
        }
        if let known = known.first { return known }
        return try create(name: name, family: family, summary: summary, actor: actor, at: now, in: db)
    }

    private static func create(
        name: String, family: Family, summary: String, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        let sheet = OrganisationSheet([.name: name, .family: family.rawValue, .summary: summary])
        let author = RecordAuthor(origin: actor.personID == nil ? .facts : .hub, actor: actor, at: now)
        return try OrganisationWriter(author: author).create(sheet, in: db)
    }
}

/// Addresses that are not taken yet.
enum Slugs {
    /// Pages that stand beside records in `/annuaire`: no record may take their address.
    static let reserved: Set<String> = ["secteurs", "reseaux", "methode", "cadre", "livret", "livret.pdf"]

    /// `base`, or `base-2`, `base-3`… when it is taken in `table` (a name written in our own code).
    static func free(_ base: String, in table: StaticString, _ db: GRDB.Database) throws -> String {
        let start = shortened(base)
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE slug = ?")
        func isTaken(_ slug: String) throws -> Bool { try Int.fetchOne(statement, arguments: [slug]) != nil }
        guard try reserved.contains(start) || isTaken(start) else { return start }
        // Of a name that thousands bear, one number in two is tried, then in four…: then the first free one behind a taken one.
        var (taken, free) = (1, 2)
        while try isTaken("\(start)-\(free)") { (taken, free) = (free, free * 2) }
        while free - taken > 1 {
            let middle = (taken + free) / 2
            if try isTaken("\(start)-\(middle)") { taken = middle } else { free = middle }
        }
        return "\(start)-\(free)"
    }

    static func shortened(_ base: String) -> String {
        if base.isEmpty { return "sans-nom" }
        return base.utf8.count <= 80 ? base : String(base.prefix(80))
    }
}
