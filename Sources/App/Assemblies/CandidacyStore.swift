import Domain
import Foundation
import GRDB

/// Who stands for the elections of an assembly, before it opens: ballots are printed with their names.
struct CandidacyStore {
    let database: any DatabaseWriter

    struct Draft: Sendable {
        var item = 0
        var organisation: ID<Organisation>?
        var representative = ""
        var gender = ""
        var born = ""
        var statement = ""
    }

    /// Those who stand and have not withdrawn, by item.
    static func candidates(of id: ID<Assembly>, in db: GRDB.Database) throws -> [Int: [RecordedElection.Candidate]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM sittingCandidate WHERE assemblyID = ? AND isSitting = 0 AND withdrawnAt IS NULL ORDER BY id
                """, arguments: [id])
        return Dictionary(grouping: rows) { $0["item"] as Int }.mapValues { $0.map(SittingElectionStore.candidate) }
    }

    /// As the desk hears of it.
    func stand(_ draft: Draft, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            try Self.stand(draft, .session, at: assembly, actor: actor, at: now, in: db)
        }
    }

    func withdraw(_ name: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            try Self.withdraw(name, item: item, nil, at: assembly, actor: actor, at: now, in: db)
        }
    }
}

extension CandidacyStore {
    /// One transaction: the roll, then what the statutes allow of mandates, then the candidacy.
    static func stand(
        _ draft: Draft, _ way: ProxyGrant.Way, at assembly: Assembly, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        try check(draft)
        let item = try election(draft.item, of: assembly, in: db)
        let today = now.dayInFrance
        let rules = try AssemblyMembersStore.statutes(of: assembly, today: today, in: db)
        let roll = try AssemblyMembersStore.roll(of: assembly, under: rules.statutes, today: today, in: db)
        guard let organisation = draft.organisation, roll.entry(organisation) != nil else {
            let left = roll.leftOut.first { $0.organisation == draft.organisation }
            throw Refused(
                left.map { "\($0.name) n’est pas sur la liste électorale : elle \($0.reason)." }
                    ?? "Cette organisation n’est pas sur la liste électorale.", field: "organisation")
        }
        let day = assembly.date ?? today
        try CandidacyRules(
            statutes: rules.statutes, members: MemberFactStore.facts(of: assembly.hub, on: day, in: db),
            register: MandateStore.mandates(of: assembly.hub, in: db)
        ).check(organisation, for: item.bodyKey ?? "", seats: item.seats, on: day)
        let name = "\(roll.label(organisation)) (\(draft.representative))"
        let standing = try Bool.fetchOne(
            db,
            sql: """
                SELECT withdrawnAt IS NULL FROM sittingCandidate WHERE assemblyID = ? AND item = ? AND name = ?
                """, arguments: [assembly.id, draft.item, name])
        if standing == true { throw Refused("Cette candidature est déjà inscrite.", field: "representant-candidat") }
        try write(draft, organisation, name, isBack: standing != nil, at: assembly.id, actor: actor, at: now, in: db)
        try Journal.record(
            SittingStore.event(
                "candidature", assembly.id,
                [
                    "point": String(draft.item), "organisation": organisation.description,
                    "voie": way == .link ? way.rawValue : nil,
                ]), by: actor, at: now, in: db)
    }

    /// A name stands once: whoever withdrew and comes back is the same line.
    private static func write(
        _ draft: Draft, _ organisation: ID<Organisation>, _ name: String, isBack: Bool, at id: ID<Assembly>,
        actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        let gender = ["f", "h"].contains(draft.gender) ? draft.gender : nil
        if isBack {
            try db.execute(
                sql: """
                    UPDATE sittingCandidate SET withdrawnAt = NULL, gender = ?, born = ?, statement = ?, at = ?, personID = ?
                    WHERE assemblyID = ? AND item = ? AND name = ?
                    """,
                arguments: [
                    gender, Day(draft.born), draft.statement, now.formatted(.iso8601), actor.personID, id, draft.item,
                    name,
                ])
            return
        }
        try db.execute(
            sql: """
                INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, gender, born, statement,
                    at, personID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, draft.item, name, organisation, draft.representative, gender, Day(draft.born), draft.statement,
                now.formatted(.iso8601), actor.personID,
            ])
    }

    /// - Parameter organisation: the only one whose candidacy may go; nil at the desk.
    static func withdraw(
        _ name: String, item: Int, _ organisation: ID<Organisation>?, at assembly: Assembly, actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws {
        _ = try election(item, of: assembly, in: db)
        try db.execute(
            sql: """
                UPDATE sittingCandidate SET withdrawnAt = :at WHERE assemblyID = :id AND item = :item AND name = :name
                    AND withdrawnAt IS NULL AND isSitting = 0 AND (:who IS NULL OR organisation = :who)
                """,
            arguments: [
                "at": now.formatted(.iso8601), "id": assembly.id, "item": item, "name": name, "who": organisation,
            ])
        guard db.changesCount == 1 else { throw Refused("Cette candidature n’est pas, ou plus, dans la liste.") }
        try Journal.record(
            SittingStore.event(
                "candidature-retiree", assembly.id,
                ["point": String(item), "voie": organisation == nil ? nil : ProxyGrant.Way.link.rawValue]),
            by: actor, at: now, in: db)
    }

    private static func check(_ draft: Draft) throws {
        try RefusedForm.check([
            draft.organisation == nil ? Refused("Choisissez l’organisation.", field: "organisation") : nil,
            draft.representative.isEmpty
                ? Refused("Écrivez qui la représentera.", field: "representant-candidat") : nil,
            Refused.tooLong(draft.representative, 100, field: "representant-candidat"),
            Refused.tooLong(draft.statement, 2000, field: "presentation"),
            draft.born.isEmpty || Day(draft.born) != nil
                ? nil : Refused("Écrivez la date comme 1970-05-12, ou laissez vide.", field: "naissance"),
        ])
    }

    private static func election(_ item: Int, of assembly: Assembly, in db: GRDB.Database) throws -> AgendaItem {
        guard assembly.state == .preparation || assembly.state == .convened else {
            throw Refused(
                "La séance est ouverte ou finie : les candidatures s’y inscrivent au point de l’élection.")
        }
        let agenda = try AssemblyStore.agenda(of: assembly.id, in: db)
        guard let found = agenda.first(where: { $0.position == item && $0.kind == .election }) else {
            throw Refused("Choisissez l’élection.", field: "point")
        }
        return found
    }
}
