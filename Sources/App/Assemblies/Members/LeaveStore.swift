import Domain
import Foundation
import GRDB

/// An organisation has said that it leaves, and the hub has not recorded it yet.
struct LeaveRequest: Sendable {
    let id: Int64
    let organisation: ID<Organisation>
    let name: String
    /// The first day on which it is no longer a member.
    let day: Day
    let reason: String
    let askedAt: String
}

/// Leaving a hub, from the side of the organisation. Whoever is a member may leave at any time, once the dues of the year are
/// paid (loi du 1er juillet 1901, art. 4): the hub records it and decides nothing.
struct LeaveStore {
    let database: any DatabaseWriter
    let letters: MemberLetters

    /// Those of a hub that wait to be recorded, the first to leave first.
    static func waiting(at hub: ID<Hub>, in db: GRDB.Database) throws -> [LeaveRequest] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT l.*, o.name FROM memberLeave l JOIN organisation o ON o.id = l.organisationID
                WHERE l.hubID = ? AND l.withdrawnAt IS NULL AND l.recordedAt IS NULL ORDER BY l.day, o.name
                """, arguments: [hub]
        ).map { row in
            LeaveRequest(
                id: row["id"], organisation: row["organisationID"], name: row["name"], day: row["day"],
                reason: row["reason"], askedAt: row["askedAt"])
        }
    }

    static func waiting(of organisation: ID<Organisation>, at hub: ID<Hub>, in db: GRDB.Database) throws
        -> LeaveRequest?
    {
        try waiting(at: hub, in: db).first { $0.organisation == organisation }
    }

    struct Draft: Sendable {
        var day: Day?
        var reason: String
        var isConfirmed: Bool
    }

    func ask(
        _ organisation: ID<Organisation>, at hub: Hub, _ draft: Draft, actor: Actor, at now: Date
    ) async throws {
        let today = now.dayInFrance
        try RefusedForm.check([
            draft.day == nil
                ? Refused(
                    "Donnez le premier jour où vous ne serez plus membre, par exemple \(today.adding(days: 1)).",
                    field: "depart-jour")
                : nil,
            draft.day.map { $0 < today } == true
                ? Refused("Ce jour est passé : on ne quitte pas un pôle avant de l’avoir dit.", field: "depart-jour")
                : nil,
            Refused.farDay(draft.day, today: today, field: "depart-jour"),
            Refused.tooLong(draft.reason, 1000, field: "depart-motif"),
            draft.isConfirmed ? nil : Refused("Confirmez : cochez la case.", field: "depart-confirme"),
        ])
        guard let day = draft.day else { return }
        try await database.write { db in
            guard try MemberStore.isMember(organisation, of: hub.id, from: today, in: db) else {
                throw Refused("Votre organisation n’est plus membre \(French.of(hub.name)).")
            }
            guard try Self.waiting(of: organisation, at: hub.id, in: db) == nil else {
                throw Refused("Votre départ est déjà annoncé : revenez dessus d’abord.", field: "depart-jour")
            }
            try db.execute(
                sql: """
                    INSERT INTO memberLeave (hubID, organisationID, day, reason, askedAt, askedBy)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [hub.id, organisation, day, draft.reason, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event(
                    "adherent.depart-annonce", on: MemberJournal.subject(organisation, hub.id),
                    ["au": day.description]), by: actor, at: now, in: db)
            let name = try OrganisationReader.sheet(of: organisation, in: db)[.name]
            try tell(letters.leaving(name, hub, on: day), hub, at: now, in: db)
        }
    }

    func withdraw(_ organisation: ID<Organisation>, at hub: Hub, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            guard let leave = try Self.waiting(of: organisation, at: hub.id, in: db) else {
                throw Refused("Aucun départ n’est annoncé : le pôle l’a peut-être déjà enregistré.")
            }
            try db.execute(
                sql: "UPDATE memberLeave SET withdrawnAt = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), leave.id])
            try Journal.record(
                Event("adherent.depart-repris", on: MemberJournal.subject(organisation, hub.id)), by: actor, at: now,
                in: db)
            try tell(letters.staying(leave.name, hub), hub, at: now, in: db)
        }
    }

    /// In the transaction that ends the membership.
    static func settle(_ organisation: ID<Organisation>, at hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE memberLeave SET recordedAt = ?
                WHERE hubID = ? AND organisationID = ? AND withdrawnAt IS NULL AND recordedAt IS NULL
                """, arguments: [now.formatted(.iso8601), hub, organisation])
    }

    private func tell(_ letter: Letter, _ hub: Hub, at now: Date, in db: GRDB.Database) throws {
        guard let mailbox = MailAddress(hub.contactEmail) else { return }
        try OutboxStore.enqueue(letter, to: mailbox, hub.name, at: now, in: db)
    }
}
