import Domain
import Foundation
import GRDB

/// The end of a membership, and its undoing.
struct MemberEndStore {
    let database: any DatabaseWriter

    struct Draft: Sendable {
        var motive: EndMotive?
        var day: Day?
        var decidedBy: String
        var reason: String
        var isConfirmed: Bool
    }

    func end(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, _ draft: Draft, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            draft.motive == nil ? Refused("Choisissez pourquoi elle quitte le pôle.", field: "sorte") : nil,
            draft.day == nil
                ? Refused("Donnez le premier jour où elle n’est plus membre, par exemple 2026-12-31.", field: "jour")
                : nil,
            Refused.farDay(draft.day, today: now.dayInFrance, field: "jour"),
            draft.motive?.isDecided == true && draft.decidedBy.isEmpty
                ? Refused("Une radiation ou une exclusion se décide : dites par quelle instance.", field: "instance")
                : nil,
            draft.motive?.isDecided == true && draft.reason.isEmpty
                ? Refused("Dites pourquoi : l’organisation a le droit de le savoir.", field: "motif") : nil,
            Refused.tooLong(draft.decidedBy, 200, field: "instance"),
            Refused.tooLong(draft.reason, 1000, field: "motif"),
            draft.isConfirmed ? nil : Refused("Confirmez : cochez la case.", field: "confirme"),
        ])
        guard let motive = draft.motive, let day = draft.day else { return }
        try await database.write { db in
            try MemberDeskStore.check(organisation, of: hub, in: db)
            try db.execute(
                sql: """
                    UPDATE hubMember SET validUntil = ?
                    WHERE hubID = ? AND organisationID = ? AND validUntil IS NULL AND validFrom < ?
                    """, arguments: [day, hub, organisation, day])
            guard db.changesCount == 1 else {
                throw Refused("Elle n’est plus membre, ou l’est depuis ce jour-là seulement.", field: "jour")
            }
            try db.execute(
                sql: """
                    INSERT INTO memberEnd (hubID, organisationID, day, motive, decidedBy, reason)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET motive = excluded.motive, decidedBy = excluded.decidedBy,
                        reason = excluded.reason
                    """, arguments: [hub, organisation, day, motive, draft.decidedBy, draft.reason])
            try LeaveStore.settle(organisation, at: hub, at: now, in: db)
            // Whoever spoke for it speaks no more.
            try db.execute(
                sql: """
                    UPDATE representative SET validUntil = max(validFrom, ?)
                    WHERE hubID = ? AND organisationID = ? AND validUntil IS NULL
                    """, arguments: [day, hub, organisation])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "adherent.parti", on: MemberJournal.subject(organisation, hub),
                    ["sorte": motive.rawValue, "au": day.description, "instance": draft.decidedBy]),
                by: actor, at: now, in: db)
            // The public history says that it left, not why.
            try Journal.record(
                Event(
                    "organisation.retiree", on: "pole/\(hub)",
                    ["organisation": organisation.description, "au": day.description]),
                by: actor, at: now, in: db)
        }
    }

    /// The last end was a mistake: the membership goes on as if it had not been, with those who spoke until then.
    func reinstate(
        _ organisation: ID<Organisation>, in hub: ID<Hub>, reason: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette fin est annulée.") : nil,
            Refused.tooLong(reason, 500, field: "retour-motif"),
        ])
        try await database.write { db in
            let last = try Row.fetchOne(
                db,
                sql: """
                    SELECT validFrom, validUntil FROM hubMember WHERE hubID = ? AND organisationID = ?
                    ORDER BY validFrom DESC LIMIT 1
                    """, arguments: [hub, organisation])
            guard let last else { throw NotFound() }
            guard let day: Day = last["validUntil"] else { throw Refused("Elle est toujours membre.") }
            try db.execute(
                sql: "UPDATE hubMember SET validUntil = NULL WHERE hubID = ? AND organisationID = ? AND validFrom = ?",
                arguments: [hub, organisation, last["validFrom"] as Day])
            try db.execute(
                sql: "DELETE FROM memberEnd WHERE hubID = ? AND organisationID = ? AND day = ?",
                arguments: [hub, organisation, day])
            try db.execute(
                sql: """
                    UPDATE representative SET validUntil = NULL
                    WHERE hubID = ? AND organisationID = ? AND validUntil = ? AND erasedAt IS NULL AND validFrom < ?
                    """, arguments: [hub, organisation, day, day])
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "adherent.revenu", on: MemberJournal.subject(organisation, hub),
                    ["au": day.description, "motif": reason]), by: actor, at: now, in: db)
            try Journal.record(
                Event("organisation.reprise", on: "pole/\(hub)", ["organisation": organisation.description]),
                by: actor, at: now, in: db)
        }
    }
}
