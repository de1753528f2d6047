import Domain
import Foundation
import GRDB

extension Mandate.Duty: DatabaseValueConvertible {}

/// The register of mandates: who sits where, from when until when.
struct MandateStore {
    let database: any DatabaseWriter

    /// What is known of a mandate when it is recorded.
    struct Draft: Sendable {
        var bodyKey = ""
        var duty = Mandate.Duty.member
        var college: String?
        var organisation: ID<Organisation>
        var representative = ""
        var showsName = false
        var from: Day
        /// Nil: the term that the statutes give.
        var until: Day?
        /// The assembly that elected, when it was held here.
        var assembly: ID<Assembly>?
        /// Why it is recorded although the statutes do not allow it; nil: they must.
        var overrideReason: String?
    }

    /// Every mandate that counts, of a hub, in the order of its beginning.
    static func mandates(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Mandate] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.*, o.name AS organisationName, o.family FROM mandate m
                JOIN organisation o ON o.id = m.organisationID
                WHERE m.hubID = ? AND m.cancelledAt IS NULL ORDER BY m.validFrom, m.id
                """, arguments: [hub]
        ).map(Mandate.init(row:))
    }

    /// Records what an election gave, in its transaction. Caps, seats and terms are those of the statutes in force then.
    @discardableResult
    static func record(
        _ draft: Draft, at hub: ID<Hub>, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Mandate> {
        let mandate = try mandate(draft, at: hub, in: db)
        if let refusal = try refusal(mandate, in: db), draft.overrideReason == nil { throw refusal }
        try db.execute(
            sql: """
                INSERT INTO mandate (hubID, bodyKey, duty, college, organisationID, representative, showsName,
                    validFrom, validUntil, assemblyID, overrideReason, recordedAt, recordedBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, mandate.bodyKey, mandate.duty, mandate.college, mandate.organisation, mandate.representative,
                mandate.showsName, mandate.from, mandate.until, draft.assembly, draft.overrideReason,
                now.formatted(.iso8601), actor.personID,
            ])
        let id = ID<Mandate>(rawValue: db.lastInsertedRowID)
        try Journal.record(
            Event(
                "mandat.enregistre", on: "pole/\(hub)",
                [
                    "numero": id.description, "instance": mandate.bodyKey, "fonction": mandate.duty.rawValue,
                    "organisation": mandate.organisation.description, "nom": mandate.organisationName,
                    "du": mandate.from.description, "au": mandate.until.description,
                    "assemblee": draft.assembly?.description, "passer-outre": draft.overrideReason,
                ]), by: actor, at: now, in: db)
        return id
    }

    /// Ends a mandate before its term, in the caller's transaction.
    static func end(
        _ id: ID<Mandate>, on day: Day, reason: String, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        guard let mandate = try mandate(id, in: db) else { throw NotFound() }
        guard mandate.endedOn == nil, day < mandate.until else {
            throw Refused("Ce mandat est déjà terminé.")
        }
        guard day >= mandate.from else { throw Refused("La fin vient après le début du mandat.", field: "fin") }
        try db.execute(
            sql: "UPDATE mandate SET endedOn = ?, endReason = ?, declarationRemindedAt = NULL WHERE id = ?",
            arguments: [day, reason, id])
        try Journal.record(
            Event(
                "mandat.termine", on: "pole/\(mandate.hubID)",
                [
                    "numero": id.description, "instance": mandate.bodyKey, "nom": mandate.organisationName,
                    "le": day.description, "motif": reason,
                ]), by: actor, at: now, in: db)
    }

    static func mandate(_ id: ID<Mandate>, in db: GRDB.Database) throws -> Mandate? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT m.*, o.name AS organisationName, o.family FROM mandate m
                JOIN organisation o ON o.id = m.organisationID WHERE m.id = ? AND m.cancelledAt IS NULL
                """, arguments: [id]
        ).map(Mandate.init(row:))
    }

    /// The draft with the names and the term that it does not say.
    private static func mandate(_ draft: Draft, at hub: ID<Hub>, in db: GRDB.Database) throws -> Mandate {
        guard let organisation = try Organisation.fetchOne(db, key: draft.organisation) else {
            throw Refused("Choisissez l’organisation dans la liste.", field: "organisation")
        }
        let statutes = try StatutesStore.inForce(at: hub, on: draft.from, in: db)?.rules
        let body = statutes?.bodies.first { $0.key == draft.bodyKey }
        let term = body?.termEnd(electedOn: draft.from) ?? draft.from.addingMonths(12)
        return Mandate(
            hubID: hub, bodyKey: draft.bodyKey, duty: draft.duty, college: draft.college,
            organisation: organisation.id, organisationName: organisation.name, family: organisation.family,
            representative: draft.representative, showsName: draft.showsName, from: draft.from,
            until: draft.until ?? term)
    }

    /// Why the statutes in force on its first day do not allow a mandate.
    private static func refusal(_ mandate: Mandate, in db: GRDB.Database) throws -> MandateRefused? {
        guard let statutes = try StatutesStore.inForce(at: mandate.hubID, on: mandate.from, in: db)?.rules else {
            return MandateRefused(
                sentence:
                    "Aucuns statuts ne sont en vigueur \(mandate.from.frenchWithArticle) : enregistrez-les d’abord, ils disent quelles instances existent.",
                mayBePassedOver: false)
        }
        let rules = MandateRules(
            statutes: statutes, members: try MemberFactStore.facts(of: mandate.hubID, on: mandate.from, in: db),
            register: try mandates(of: mandate.hubID, in: db))
        do throws(AssemblyRefusal) {
            try rules.check(mandate)
            return nil
        } catch {
            return MandateRefused(
                sentence: error.sentence,
                mayBePassedOver: rules.body(mandate.bodyKey) != nil && mandate.from < mandate.until)
        }
    }
}

/// The statutes do not allow a mandate; someone who follows all hubs may record it all the same, with the reason.
struct MandateRefused: Refusal, Equatable {
    let sentence: String
    let mayBePassedOver: Bool
}

extension Mandate {
    init(row: Row) throws {
        self.init(
            id: row["id"], hubID: row["hubID"], bodyKey: row["bodyKey"], duty: row["duty"], college: row["college"],
            organisation: row["organisationID"], organisationName: row["organisationName"], family: row["family"],
            representative: row["representative"], showsName: row["showsName"], from: row["validFrom"],
            until: row["validUntil"], endedOn: row["endedOn"], endReason: row["endReason"])
    }
}
