import Domain
import Foundation
import GRDB

/// The register at a hub's desk.
extension MandateStore {
    /// What was typed to record a mandate.
    struct Typed: Sendable {
        var bodyKey, college, representative, overrideReason: String
        var duty: Mandate.Duty?
        var organisation: ID<Organisation>?
        var showsName: Bool
        var from, until: Day?
        var untilIsEmpty: Bool
    }

    func record(
        _ typed: Typed, at hub: ID<Hub>, mayOverride: Bool, actor: Actor, at now: Date
    ) async throws {
        let today = now.dayInFrance
        try RefusedForm.check([
            typed.bodyKey.isEmpty ? Refused("Choisissez l’instance.", field: "instance") : nil,
            typed.duty == nil ? Refused("Choisissez la fonction.", field: "fonction") : nil,
            typed.organisation == nil ? Refused("Choisissez l’organisation.", field: "organisation") : nil,
            Refused.tooLong(typed.representative, 100, field: "representant"),
            Refused.tooLong(typed.overrideReason, 1000, field: "passer-outre"),
            typed.from == nil ? Refused("Donnez le premier jour, comme 2026-03-01.", field: "du") : nil,
            Refused.farDay(typed.from, today: today, field: "du"),
            typed.until == nil && !typed.untilIsEmpty
                ? Refused("Écrivez le jour ainsi : 2029-03-01.", field: "au") : nil,
            typed.until.map { $0.year > today.year + 20 } == true
                ? Refused("Cette fin est trop lointaine : vingt ans au plus.", field: "au") : nil,
            typed.until.flatMap { until in typed.from.map { until <= $0 } } == true
                ? Refused("La fin du mandat vient après son début.", field: "au") : nil,
        ])
        guard let duty = typed.duty, let organisation = typed.organisation, let from = typed.from else { return }
        let override = mayOverride && !typed.overrideReason.isEmpty ? typed.overrideReason : nil
        let draft = Draft(
            bodyKey: typed.bodyKey, duty: duty, college: typed.college.isEmpty ? nil : typed.college,
            organisation: organisation, representative: typed.representative, showsName: typed.showsName, from: from,
            until: typed.until, overrideReason: override)
        _ = try await database.write { db in
            try MandateStore.record(draft, at: hub, actor: actor, at: now, in: db)
        }
    }

    func end(
        _ id: ID<Mandate>, at hub: ID<Hub>, on day: Day?, reason: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            day == nil ? Refused("Donnez le jour de la fin, comme 2026-03-01.") : nil,
            reason.isEmpty ? Refused("Dites pourquoi le mandat se termine : démission, remplacement, départ…") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
            Refused.farDay(day, today: now.dayInFrance, field: "fin"),
        ])
        guard let day else { return }
        try await database.write { db in
            guard try MandateStore.mandate(id, in: db)?.hubID == hub else { throw NotFound() }
            try MandateStore.end(id, on: day, reason: reason, actor: actor, at: now, in: db)
        }
    }

    /// For a line recorded by mistake: it no longer counts, and stays with the reason.
    func cancel(_ id: ID<Mandate>, at hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi cette ligne est annulée : elle reste dans l’historique.") : nil,
            Refused.tooLong(reason, 500, field: "motif"),
        ])
        try await database.write { db in
            guard let mandate = try MandateStore.mandate(id, in: db), mandate.hubID == hub else { throw NotFound() }
            try db.execute(
                sql: "UPDATE mandate SET cancelledAt = ?, cancelReason = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), reason, id])
            try Journal.record(
                Event(
                    "mandat.annule", on: "pole/\(hub)",
                    [
                        "numero": id.description, "instance": mandate.bodyKey, "nom": mandate.organisationName,
                        "motif": reason,
                    ]), by: actor, at: now, in: db)
        }
    }

    /// Says that the present directors were declared to the registry.
    func declare(_ hub: ID<Hub>, on day: Day?, reference: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            day == nil ? Refused("Donnez le jour de la déclaration, comme 2026-03-01.", field: "declare") : nil,
            day.map { $0 > now.dayInFrance } == true
                ? Refused("Ce jour n’est pas encore venu.", field: "declare") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "declare"),
            Refused.tooLong(reference, 200, field: "recepisse"),
        ])
        guard let day else { return }
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO boardDeclaration (hubID, declaredOn, reference, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?)
                    """, arguments: [hub, day, reference, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event("mandats.declares", on: "pole/\(hub)", ["le": day.description, "recepisse": reference]),
                by: actor, at: now, in: db)
        }
    }

    /// Everything that the pages of bodies show, for one day.
    func desk(slug: String, on day: Day, today: Day) async throws -> MandateDesk? {
        try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            return try MandateStore.desk(of: hub, on: day, today: today, in: db)
        }
    }

    static func desk(of hub: Hub, on day: Day, today: Day, in db: GRDB.Database) throws -> MandateDesk {
        let statutes = try StatutesStore.inForce(at: hub.id, on: day, in: db)?.rules
        let declared = try Day.fetchOne(
            db, sql: "SELECT max(declaredOn) FROM boardDeclaration WHERE hubID = ?", arguments: [hub.id])
        return MandateDesk(
            hub: hub, today: today, statutes: statutes,
            members: try MemberFactStore.facts(of: hub.id, on: day, in: db),
            register: MandateRegister(try mandates(of: hub.id, in: db), statutes: statutes, on: day),
            declaredOn: declared)
    }
}
