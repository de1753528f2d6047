import Domain
import Foundation
import GRDB

extension MemberExchange.Direction: DatabaseValueConvertible {}
extension MemberExchange.Nature: DatabaseValueConvertible {}

/// What members brought to a hub and received from it (R7).
struct ExchangeStore {
    let database: any DatabaseWriter

    /// Those that count, latest first.
    static func exchanges(
        of hub: ID<Hub>, organisation: ID<Organisation>? = nil, in db: GRDB.Database
    ) throws -> [MemberExchange] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM memberExchange WHERE hubID = ? AND cancelledAt IS NULL
                AND (? IS NULL OR organisationID = ?) ORDER BY day DESC, id DESC
                """, arguments: [hub, organisation, organisation]
        ).map { row in
            MemberExchange(
                id: row["id"], organisation: row["organisationID"], direction: row["direction"],
                nature: row["nature"], function: row["function"], day: row["day"], minutes: row["minutes"],
                amount: (row["amount"] as Int?).map(Money.init(cents:)), description: row["description"])
        }
    }

    /// As typed.
    struct Draft: Sendable {
        var organisation: ID<Organisation>?
        var direction: MemberExchange.Direction?
        var nature: MemberExchange.Nature?
        var function: HubFunction?
        var day: Day?
        /// Hours of time and skills; euros of the rest.
        var measure: String
        var description: String
    }

    func record(_ draft: Draft, in hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let isTimed = draft.nature?.isTimed == true
        let minutes = isTimed ? MemberExchange.minutes(typed: draft.measure) : nil
        let amount = isTimed || draft.measure.isEmpty ? nil : Money(typed: draft.measure)
        try RefusedForm.check([
            draft.organisation == nil ? Refused("Choisissez l’organisation.", field: "organisation") : nil,
            draft.direction == nil ? Refused("Dites si elle l’apporte ou le reçoit.", field: "sens") : nil,
            draft.nature == nil ? Refused("Choisissez ce que c’est.", field: "nature") : nil,
            draft.function == nil ? Refused("Choisissez la fonction du pôle que cela sert.", field: "fonction") : nil,
            draft.day == nil ? Refused("Donnez le jour, par exemple 2026-03-01.", field: "jour") : nil,
            Refused.farDay(draft.day, today: now.dayInFrance, field: "jour"),
            isTimed && (minutes ?? 0) < 1
                ? Refused("Donnez une durée : 3 h, 3 h 30, 3,5…", field: "mesure") : nil,
            draft.nature == .money && (amount ?? .zero) == .zero
                ? Refused("Donnez la somme en euros : 120 ou 120,50.", field: "mesure") : nil,
            !isTimed && !draft.measure.isEmpty && amount == nil
                ? Refused("Ce n’est pas une somme : 120 ou 120,50, ou rien.", field: "mesure") : nil,
            draft.description.isEmpty ? Refused("Dites en quelques mots ce que c’était.", field: "quoi") : nil,
            Refused.tooLong(draft.description, 300, field: "quoi"),
        ])
        guard let organisation = draft.organisation, let direction = draft.direction, let nature = draft.nature,
            let function = draft.function, let day = draft.day
        else { return }
        try await database.write { db in
            try MemberDeskStore.check(organisation, of: hub, in: db)
            try db.execute(
                sql: """
                    INSERT INTO memberExchange (hubID, organisationID, direction, nature, function, day, minutes,
                        amount, description, recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, organisation, direction, nature, function, day, minutes,
                    amount.flatMap { $0 > .zero ? $0.cents : nil }, draft.description, now.formatted(.iso8601),
                    actor.personID,
                ])
            try Journal.record(
                Event(
                    "adherent.echange", on: MemberJournal.subject(organisation, hub),
                    ["sens": direction.rawValue, "nature": nature.rawValue, "jour": day.description]),
                by: actor, at: now, in: db)
        }
    }

    func cancel(_ id: ID<MemberExchange>, in hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette ligne est annulée.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            let organisation = try ID<Organisation>.fetchOne(
                db, sql: "SELECT organisationID FROM memberExchange WHERE id = ? AND hubID = ?", arguments: [id, hub])
            guard let organisation else { throw NotFound() }
            try db.execute(
                sql: """
                    UPDATE memberExchange SET cancelledAt = ?, cancellationReason = ?
                    WHERE id = ? AND cancelledAt IS NULL
                    """, arguments: [now.formatted(.iso8601), reason, id])
            guard db.changesCount == 1 else { throw Refused("Cette ligne est déjà annulée.") }
            try Journal.record(
                Event("adherent.echange-annule", on: MemberJournal.subject(organisation, hub), ["motif": reason]),
                by: actor, at: now, in: db)
        }
    }

    /// Everything that counts in a hub, with the members' names.
    func all(in hub: ID<Hub>, on day: Day) async throws -> (exchanges: [MemberExchange], members: [MemberFacts]) {
        try await database.read { db in
            (try Self.exchanges(of: hub, in: db), try MemberFactStore.facts(of: hub, on: day, in: db))
        }
    }
}
