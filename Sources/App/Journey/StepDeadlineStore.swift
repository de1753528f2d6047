import Domain
import Foundation
import GRDB

extension Status: DatabaseValueConvertible {}

/// The days that a group set for its next status, step by step.
struct StepDeadlineStore {
    let database: any DatabaseWriter

    /// The first set first.
    static func deadlines(of hub: ID<Hub>, for step: Status, in db: GRDB.Database) throws -> [StepDeadline] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM stepDeadline WHERE hubID = ? AND step = ? ORDER BY id", arguments: [hub, step]
        ).map { StepDeadline(step, due: $0["due"], reason: $0["reason"], setOn: $0["setOn"]) }
    }

    /// Sets the day of the next step; an earlier day stays beside it.
    func set(_ typed: String, because reason: String, for hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let today = now.dayInFrance
        let due = Day(typed)
        try RefusedForm.check([
            due == nil ? Refused("Donnez le jour, comme 2027-06-30.", field: "echeance") : nil,
            Refused.farDay(due, today: today, field: "echeance"),
            Refused.tooLong(reason, 500, field: "pourquoi"),
        ])
        guard let due else { return }
        try await database.write { db in
            let status = try MilestoneStore.readiness(of: hub, on: today, in: db).status
            guard let step = status.nextMilestone?.effect else {
                throw Refused("Le pôle est créé : aucune étape n’attend d’échéance.", field: "echeance")
            }
            let earlier = try Self.deadlines(of: hub, for: step, in: db)
            if let problem = StepDeadline.problem(due, reason: reason, after: earlier, on: today) {
                throw Refused(problem.sentence, field: problem.isOfReason ? "pourquoi" : "echeance")
            }
            guard earlier.count < 50 else {
                throw Refused("Cinquante échéances pour une étape, c’est assez.", field: "echeance")
            }
            try db.execute(
                sql: "INSERT INTO stepDeadline (hubID, step, due, reason, setOn, setBy) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [hub, step, due, earlier.isEmpty ? "" : reason, today, actor.personID])
            try Journal.record(
                Event(
                    "demarche.echeance", on: "demarche/\(hub)", ["etape": step.rawValue, "pour": due.description]),
                by: actor, at: now, in: db)
        }
    }
}
