import Domain
import Foundation
import GRDB

extension AdviceAnswer: DatabaseValueConvertible {}

/// A next step that the companion recommends, and what the hub answered.
struct Advice: Sendable {
    let id: Int64
    let workstream: Workstream?
    let text: String
    let createdAt: String
    let answer: AdviceAnswer?
    let reason: String
    let answeredAt: String?

    /// It still waits for a final answer.
    var isOpen: Bool { answer.map { !$0.isFinal } ?? true }
}

/// The companion's recommendations: the network's animator gives them, the hub answers.
struct AdviceStore {
    let database: any DatabaseWriter

    static func all(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Advice] {
        try Row.fetchAll(db, sql: "SELECT * FROM journeyAdvice WHERE hubID = ? ORDER BY id DESC", arguments: [hub]).map
        {
            row in
            Advice(
                id: row["id"], workstream: row["workstream"], text: row["text"], createdAt: row["createdAt"],
                answer: row["answer"], reason: row["answerReason"], answeredAt: row["answeredAt"])
        }
    }

    func give(_ text: String, about workstream: Workstream?, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            text.isEmpty ? Refused("Écrivez l’étape que vous conseillez.", field: "conseil") : nil,
            Refused.tooLong(text, 1000, field: "conseil"),
        ])
        try await database.write { db in
            try db.execute(
                sql: "INSERT INTO journeyAdvice (hubID, workstream, text, createdAt, createdBy) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, workstream, text, now.formatted(.iso8601), actor.personID])
            try Journal.record(Event("demarche.conseil", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }

    func answer(
        _ id: Int64, _ answer: AdviceAnswer?, reason: String, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        guard let answer else { throw Refused("Choisissez l’une des quatre réponses.", field: "reponse") }
        try RefusedForm.check([
            answer.needsReason && reason.isEmpty
                ? Refused(
                    "Dites en quelques mots pourquoi ce n’est pas pour vous : cela aide à mieux conseiller.",
                    field: "raison")
                : nil, Refused.tooLong(reason, 500, field: "raison"),
        ])
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE journeyAdvice SET answer = ?, answerReason = ?, answeredAt = ?, answeredBy = ?
                    WHERE id = ? AND hubID = ? AND (answer IS NULL OR answer = 'pas-maintenant')
                    """, arguments: [answer, reason, now.formatted(.iso8601), actor.personID, id, hub])
            guard db.changesCount == 1 else {
                throw Refused(
                    "Une réponse définitive est déjà donnée à ce conseil : relisez la page.", field: "reponse")
            }
            try Journal.record(
                Event("demarche.reponse", on: "demarche/\(hub)", ["reponse": answer.rawValue]), by: actor, at: now,
                in: db)
        }
    }
}
