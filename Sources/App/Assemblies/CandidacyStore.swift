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

    func stand(_ draft: Draft, at id: ID<Assembly>, today: Day, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            draft.organisation == nil ? Refused("Choisissez l’organisation.", field: "organisation") : nil,
            draft.representative.isEmpty
                ? Refused("Écrivez qui la représentera.", field: "representant-candidat") : nil,
            Refused.tooLong(draft.representative, 100, field: "representant-candidat"),
            Refused.tooLong(draft.statement, 2000, field: "presentation"),
            draft.born.isEmpty || Day(draft.born) != nil
                ? nil : Refused("Écrivez la date comme 1970-05-12, ou laissez vide.", field: "naissance"),
        ])
        try await change(id, draft.item, actor: actor, at: now) { assembly, db in
            let rules = try AssemblyMembersStore.statutes(of: assembly, today: today, in: db)
            let roll = try AssemblyMembersStore.roll(of: assembly, under: rules.statutes, today: today, in: db)
            guard let organisation = draft.organisation, roll.entry(organisation) != nil else {
                throw Refused("Cette organisation n’est pas sur la liste électorale.", field: "organisation")
            }
            let name = "\(roll.label(organisation)) (\(draft.representative))"
            let known = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM sittingCandidate WHERE assemblyID = ? AND item = ? AND name = ?)",
                arguments: [id, draft.item, name])
            if known == true { throw Refused("Cette candidature est déjà inscrite.", field: "representant-candidat") }
            try db.execute(
                sql: """
                    INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, gender, born, statement,
                        at, personID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, draft.item, name, organisation, draft.representative,
                    ["f", "h"].contains(draft.gender) ? draft.gender : nil, Day(draft.born), draft.statement,
                    now.formatted(.iso8601), actor.personID,
                ])
            return SittingStore.event(
                "candidature", id, ["point": String(draft.item), "organisation": organisation.description])
        }
    }

    func withdraw(_ name: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(id, item, actor: actor, at: now) { _, db in
            try db.execute(
                sql: """
                    UPDATE sittingCandidate SET withdrawnAt = ?
                    WHERE assemblyID = ? AND item = ? AND name = ? AND withdrawnAt IS NULL
                    """, arguments: [now.formatted(.iso8601), id, item, name])
            guard db.changesCount == 1 else { throw Refused("Cette candidature n’est pas, ou plus, dans la liste.") }
            return SittingStore.event("candidature-retiree", id, ["point": String(item)])
        }
    }

    private func change(
        _ id: ID<Assembly>, _ item: Int, actor: Actor, at now: Date,
        _ work: @Sendable (Assembly, GRDB.Database) throws -> Event
    ) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            guard assembly.state == .preparation || assembly.state == .convened else {
                throw Refused(
                    "La séance est ouverte ou finie : les candidatures s’y inscrivent au point de l’élection.")
            }
            let agenda = try AssemblyStore.agenda(of: id, in: db)
            guard agenda.contains(where: { $0.position == item && $0.kind == .election }) else {
                throw Refused("Choisissez l’élection.", field: "point")
            }
            let event = try work(assembly, db)
            try Journal.record(event, by: actor, at: now, in: db)
        }
    }
}
