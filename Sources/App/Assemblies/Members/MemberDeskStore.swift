import Domain
import Foundation
import GRDB

extension EndMotive: DatabaseValueConvertible {}

/// What a hub changes of its members. Each is one transaction with its line in the journal.
struct MemberDeskStore {
    let database: any DatabaseWriter

    /// The member must have been one of this hub's, whatever the day.
    static func check(_ organisation: ID<Organisation>, of hub: ID<Hub>, in db: GRDB.Database) throws {
        let isKnown = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM hubMember WHERE hubID = ? AND organisationID = ?)",
            arguments: [hub, organisation])
        guard isKnown == true else { throw NotFound() }
    }

    /// In another college from a day on; empty: in none any more.
    func setCollege(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, to typed: String, from day: Day?, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            day == nil
                ? Refused("Donnez le jour à partir duquel, par exemple 2026-01-15.", field: "college-depuis") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "college-depuis"),
            Refused.tooLong(typed, 60, field: "college"),
        ])
        guard let day else { return }
        try await database.write { db in
            try Self.check(organisation, of: hub, in: db)
            try Self.setCollege(organisation, in: hub, to: typed, from: day, actor: actor, at: now, in: db)
        }
    }

    static func setCollege(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, to typed: String, from day: Day, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        let known = try HubCollegeStore.colleges(of: hub, on: day, in: db)
        let key = known.first { $0.key == typed }?.key ?? French.slug(typed)
        if try HubCollegeStore.areSet(for: hub, on: day, in: db), !key.isEmpty,
            !known.contains(where: { $0.key == key })
        {
            throw Refused("Ce collège n’est pas dans les statuts : choisissez-le dans la liste.", field: "college")
        }
        try db.execute(
            sql: """
                INSERT INTO memberCollege (hubID, organisationID, validFrom, college) VALUES (?, ?, ?, ?)
                ON CONFLICT (hubID, organisationID, validFrom) DO UPDATE SET college = excluded.college
                """, arguments: [hub, organisation, day, key])
        try Journal.record(
            Event(
                "adherent.college", on: MemberJournal.subject(organisation, hub),
                ["college": key, "depuis": day.description]), by: actor, at: now, in: db)
    }

    /// What the scale of dues and the caps look at.
    struct Standing: Sendable {
        /// Nil: as the legal category says.
        var isPublicBody: Bool?
        var affiliates: String
        var employees: String
        var budget: String
    }

    func setStanding(
        _ standing: Standing, of organisation: ID<Organisation>, in hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        let employees = try Self.count(standing.employees, most: 1_000_000, field: "salaries")
        let budget = try Self.count(standing.budget, most: 100_000_000_000, field: "budget")
        try RefusedForm.check([Refused.tooLong(standing.affiliates, 120, field: "groupe")])
        try await database.write { db in
            try Self.check(organisation, of: hub, in: db)
            try db.execute(
                sql: """
                    INSERT INTO memberStanding (hubID, organisationID, isPublicBody, affiliates, employees, budget)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (hubID, organisationID) DO UPDATE SET isPublicBody = excluded.isPublicBody,
                        affiliates = excluded.affiliates, employees = excluded.employees, budget = excluded.budget
                    """,
                arguments: [hub, organisation, standing.isPublicBody, standing.affiliates, employees, budget])
            try Journal.record(
                Event(
                    "adherent.situation", on: MemberJournal.subject(organisation, hub), ["groupe": standing.affiliates]),
                by: actor, at: now, in: db)
        }
    }

    /// A whole number, spaces allowed; nothing is not known.
    static func count(_ typed: String, most: Int, field: String) throws -> Int? {
        let digits = typed.filter { !$0.isWhitespace && $0 != "€" }
        if digits.isEmpty { return nil }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), number <= most else {
            throw Refused("C’est un nombre entier, sans virgule : 12, 45 000…", field: field)
        }
        return number
    }
}

/// Suspensions.
extension MemberDeskStore {
    struct SuspensionDraft: Sendable {
        var from: Day?
        /// Empty: until somebody ends it.
        var until: String
        var decidedBy: String
        var reason: String
    }

    func suspend(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, _ draft: SuspensionDraft, actor: Actor, at now: Date
    ) async throws {
        let until = Day(draft.until)
        try RefusedForm.check([
            draft.from == nil ? Refused("Donnez le premier jour de la suspension.", field: "suspension-depuis") : nil,
            Refused.farDay(draft.from, today: now.dayInFrance, field: "suspension-depuis"),
            draft.until.isEmpty || until != nil
                ? nil : Refused("Donnez un jour, par exemple 2026-12-31, ou laissez vide.", field: "jusqua"),
            draft.from.flatMap { from in until.map { $0 <= from } } == true
                ? Refused("La fin vient après le début.", field: "jusqua") : nil,
            draft.decidedBy.isEmpty ? Refused("Dites quelle instance l’a décidé.", field: "instance") : nil,
            Refused.tooLong(draft.decidedBy, 200, field: "instance"),
            draft.reason.isEmpty ? Refused("Dites pourquoi : ce motif reste dans le registre.", field: "motif") : nil,
            Refused.tooLong(draft.reason, 1000, field: "motif"),
        ])
        guard let from = draft.from else { return }
        try await database.write { db in
            try Self.check(organisation, of: hub, in: db)
            let facts = try MemberFactStore.facts(of: hub, on: from, in: db).first { $0.organisation == organisation }
            guard let new = Validity(from: from, until: until) else { throw NotFound() }
            guard facts?.suspensions.contains(where: { $0.overlaps(new) }) != true else {
                throw Refused("Elle est déjà suspendue en ces jours.", field: "suspension-depuis")
            }
            try db.execute(
                sql: """
                    INSERT INTO memberSuspension (hubID, organisationID, validFrom, validUntil, decidedBy, reason)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [hub, organisation, from, until, draft.decidedBy, draft.reason])
            try Journal.record(
                Event(
                    "adherent.suspendu", on: MemberJournal.subject(organisation, hub),
                    ["depuis": from.description, "au": until?.description, "instance": draft.decidedBy]),
                by: actor, at: now, in: db)
        }
    }

    func endSuspension(_ id: Int64, in hub: ID<Hub>, on day: Day, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let organisation = try Self.suspended(id, in: hub, db)
            try db.execute(
                sql: """
                    UPDATE memberSuspension SET validUntil = ? WHERE id = ? AND cancelledAt IS NULL AND validFrom < ?
                    AND (validUntil IS NULL OR validUntil > ?)
                    """, arguments: [day, id, day, day])
            guard db.changesCount == 1 else {
                throw Refused("Elle finit déjà, ou n’a pas commencé : annulez-la si c’est une erreur.")
            }
            try Journal.record(
                Event(
                    "adherent.suspension-finie", on: MemberJournal.subject(organisation, hub),
                    ["au": day.description]), by: actor, at: now, in: db)
        }
    }

    /// Recorded by mistake: it no longer counts, and stays in the history.
    func cancelSuspension(_ id: Int64, in hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette suspension est annulée.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            let organisation = try Self.suspended(id, in: hub, db)
            try db.execute(
                sql: """
                    UPDATE memberSuspension SET cancelledAt = ?, cancellationReason = ?
                    WHERE id = ? AND cancelledAt IS NULL
                    """, arguments: [now.formatted(.iso8601), reason, id])
            guard db.changesCount == 1 else { throw Refused("Cette suspension est déjà annulée.") }
            try Journal.record(
                Event(
                    "adherent.suspension-annulee", on: MemberJournal.subject(organisation, hub), ["motif": reason]),
                by: actor, at: now, in: db)
        }
    }

    private static func suspended(_ id: Int64, in hub: ID<Hub>, _ db: GRDB.Database) throws -> ID<Organisation> {
        let found = try ID<Organisation>.fetchOne(
            db, sql: "SELECT organisationID FROM memberSuspension WHERE id = ? AND hubID = ?", arguments: [id, hub])
        guard let found else { throw NotFound() }
        return found
    }
}
