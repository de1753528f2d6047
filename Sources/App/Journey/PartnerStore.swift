import Domain
import Foundation
import GRDB

extension PartnershipState: DatabaseValueConvertible {}
extension PartnerKind: DatabaseValueConvertible {}

/// Somebody who may support a hub to come.
struct PossiblePartner: Sendable {
    let id: Int64
    let name, asked, answer: String
    let kind: PartnerKind
    let state: PartnershipState
    let metOn: Day?
    let evidenceURL: String?
}

/// The study that carries a préfiguration, when there is one.
struct PrefigurationStudy: Sendable {
    let carrier, brief, funders, deliverables: String
    let cost: Money?
    let startsOn, endsOn: Day?
    /// The workstreams that it feeds, in their order.
    let workstreams: [Workstream]
}

/// Possible partners of a hub and the study of its préfiguration.
struct PartnerStore {
    let database: any DatabaseWriter

    static func partners(of hub: ID<Hub>, in db: GRDB.Database) throws -> [PossiblePartner] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM possiblePartner WHERE hubID = ? ORDER BY name COLLATE NOCASE", arguments: [hub]
        ).map { row in
            PossiblePartner(
                id: row["id"], name: row["name"], asked: row["asked"], answer: row["answer"], kind: row["kind"],
                state: row["state"], metOn: row["metOn"], evidenceURL: row["evidenceURL"])
        }
    }

    static func study(of hub: ID<Hub>, in db: GRDB.Database) throws -> PrefigurationStudy? {
        let fed = try Workstream.fetchSet(
            db, sql: "SELECT workstream FROM studyWorkstream WHERE hubID = ?", arguments: [hub])
        return try Row.fetchOne(db, sql: "SELECT * FROM prefigurationStudy WHERE hubID = ?", arguments: [hub]).map {
            row in
            PrefigurationStudy(
                carrier: row["carrier"], brief: row["brief"], funders: row["funders"],
                deliverables: row["deliverables"], cost: row["cost"], startsOn: row["startsOn"],
                endsOn: row["endsOn"], workstreams: Workstream.allCases.filter(fed.contains))
        }
    }

    func all(of hub: ID<Hub>) async throws -> (partners: [PossiblePartner], study: PrefigurationStudy?) {
        try await database.read { db in (try Self.partners(of: hub, in: db), try Self.study(of: hub, in: db)) }
    }

    struct Draft: Sendable {
        var name = ""
        var kind: PartnerKind?
        var asked = ""
        var state: PartnershipState?
        /// As typed.
        var metOn = ""
        var answer = ""
        var evidenceURL = ""
    }

    func put(_ draft: Draft, as id: Int64?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let day = Day(draft.metOn)
        try RefusedForm.check([
            draft.name.isEmpty ? Refused("Nommez le partenaire.", field: "nom") : nil,
            Refused.tooLong(draft.name, 120, field: "nom"),
            draft.kind == nil ? Refused("Dites de quelle sorte il est.", field: "sorte") : nil,
            draft.state == nil ? Refused("Dites où vous en êtes avec lui.", field: "etat") : nil,
            draft.state?.needsDay == true && day == nil
                ? Refused("Donnez le jour de la rencontre ou de la réponse, par exemple 2026-03-01.", field: "jour")
                : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "jour"),
            Refused.tooLong(draft.asked, 500, field: "demande"),
            Refused.tooLong(draft.answer, 500, field: "reponse"),
            draft.evidenceURL.isEmpty || MilestoneForm.webAddress(draft.evidenceURL) != nil
                ? nil : Refused("L’adresse commence par https:// et contient un nom de site.", field: "lien"),
        ])
        guard let kind = draft.kind, let state = draft.state else { return }
        let values: StatementArguments = [
            draft.name, kind, draft.asked, state, state.needsDay ? day : nil, draft.answer,
            draft.evidenceURL.isEmpty ? nil : draft.evidenceURL,
        ]
        try await database.write { db in
            let twin = try Int64.fetchOne(
                db, sql: "SELECT id FROM possiblePartner WHERE hubID = ? AND name = ?", arguments: [hub, draft.name])
            if let twin, twin != id { throw Refused("« \(draft.name) » est déjà dans la liste.", field: "nom") }
            if let id {
                try db.execute(
                    sql: """
                        UPDATE possiblePartner SET name = ?, kind = ?, asked = ?, state = ?, metOn = ?, answer = ?,
                            evidenceURL = ? WHERE id = ? AND hubID = ?
                        """, arguments: values + [id, hub])
                guard db.changesCount == 1 else { throw NotFound() }
            } else {
                try db.execute(
                    sql: """
                        INSERT INTO possiblePartner (name, kind, asked, state, metOn, answer, evidenceURL, hubID,
                            recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, arguments: values + [hub, now.formatted(.iso8601), actor.personID])
            }
            try Journal.record(
                Event("partenaires.note", on: "demarche/\(hub)", ["etat": state.rawValue]), by: actor, at: now, in: db)
        }
    }

    struct StudyDraft: Sendable {
        var carrier = ""
        var brief = ""
        var cost = ""
        var funders = ""
        var startsOn = ""
        var endsOn = ""
        var deliverables = ""
        var workstreams: Set<Workstream> = []
    }

    func put(_ draft: StudyDraft, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let cost = Money(typed: draft.cost)
        let (start, end) = (Day(draft.startsOn), Day(draft.endsOn))
        try RefusedForm.check([
            draft.carrier.isEmpty ? Refused("Dites qui porte l’étude.", field: "porteur") : nil,
            Refused.tooLong(draft.carrier, 200, field: "porteur"), Refused.tooLong(draft.brief, 3000, field: "cahier"),
            !draft.cost.isEmpty && cost == nil ? Refused("Le coût s’écrit ainsi : 25 000.", field: "cout") : nil,
            Refused.tooLong(draft.funders, 500, field: "financeurs"),
            !draft.startsOn.isEmpty && start == nil
                ? Refused("Écrivez le début comme 2026-03-01, ou laissez vide.", field: "debut") : nil,
            !draft.endsOn.isEmpty && end == nil
                ? Refused("Écrivez la fin comme 2026-10-31, ou laissez vide.", field: "fin") : nil,
            start.flatMap { first in end.map { $0 < first } } == true
                ? Refused("La fin vient après le début.", field: "fin") : nil,
            Refused.tooLong(draft.deliverables, 2000, field: "rendus"),
        ])
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO prefigurationStudy
                        (hubID, carrier, brief, cost, funders, startsOn, endsOn, deliverables)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [hub, draft.carrier, draft.brief, cost, draft.funders, start, end, draft.deliverables])
            try db.execute(sql: "DELETE FROM studyWorkstream WHERE hubID = ?", arguments: [hub])
            for workstream in Workstream.allCases where draft.workstreams.contains(workstream) {
                try db.execute(sql: "INSERT INTO studyWorkstream VALUES (?, ?)", arguments: [hub, workstream])
            }
            try Journal.record(Event("etude.notee", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }
}
