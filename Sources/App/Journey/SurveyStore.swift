import Domain
import Foundation
import GRDB

extension SurveyState: DatabaseValueConvertible {}
extension SurveyQuestion.Kind: DatabaseValueConvertible {}
extension SurveyQuestion.Use: DatabaseValueConvertible {}

/// A survey of interest, as kept.
struct Survey: Sendable {
    let id: Int64
    let hub: ID<Hub>
    let title, presentation: String
    let state: SurveyState
    let closesOn: Day?
    /// As it was set when the survey opened; nil before.
    let threshold: Int?
    let counted: Int
    let isPublished: Bool
    let questions: [SurveyQuestion]
    let answers: Int

    /// Whether somebody may answer on a day.
    func takesAnswers(on day: Day) -> Bool { state == .open && closesOn.map { day < $0 } ?? true }
}

extension ThresholdStore {
    /// The fewest answers told together, as the network decided for that day.
    static func surveyMinimum(on day: Day, in db: GRDB.Database) throws -> Int {
        let set = try Int.fetchOne(
            db,
            sql: """
                SELECT value FROM threshold WHERE name = 'enquete-minimum' AND validFrom <= ?
                ORDER BY validFrom DESC LIMIT 1
                """, arguments: [day])
        return max(set ?? 5, SurveyDisclosure.leastThreshold)
    }
}

/// Surveys and their questions: from the template to the closing.
struct SurveyStore {
    let database: any DatabaseWriter

    /// The latest survey of a hub.
    static func current(of hub: ID<Hub>, in db: GRDB.Database) throws -> Survey? {
        try Row.fetchOne(db, sql: "SELECT * FROM survey WHERE hubID = ? ORDER BY id DESC LIMIT 1", arguments: [hub]).map
        {
            try survey($0, in: db)
        }
    }

    static func survey(_ row: Row, in db: GRDB.Database) throws -> Survey {
        let id: Int64 = row["id"]
        let questions = try Row.fetchAll(
            db, sql: "SELECT * FROM surveyQuestion WHERE surveyID = ? ORDER BY rank, code", arguments: [id])
        return Survey(
            id: id, hub: row["hubID"], title: row["title"], presentation: row["presentation"], state: row["state"],
            closesOn: row["closesOn"], threshold: row["threshold"], counted: row["counted"],
            isPublished: row["isPublished"], questions: try questions.map(question),
            answers: try Int.fetchOne(
                db, sql: "SELECT count(*) FROM surveyResponse WHERE surveyID = ?", arguments: [id]) ?? 0)
    }

    private static func question(_ row: Row) throws -> SurveyQuestion {
        let options: String = row["options"]
        return SurveyQuestion(
            code: row["code"], kind: row["kind"], use: row["use"], label: row["label"], hint: row["hint"],
            options: try JSONDecoder().decode([SurveyQuestion.Option].self, from: Data(options.utf8)))
    }

    func current(of hub: ID<Hub>) async throws -> Survey? {
        try await database.read { db in try Self.current(of: hub, in: db) }
    }

    /// A survey to prepare, from the template.
    func create(from template: JourneyGuide.Questionnaire, for hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            if let current = try Self.current(of: hub, in: db), current.state != .closed {
                throw Refused("Une enquête est déjà en préparation ou ouverte : fermez-la d’abord.")
            }
            try db.execute(
                sql: "INSERT INTO survey (hubID, title, presentation, createdAt, createdBy) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, template.titre, template.presentation, now.formatted(.iso8601), actor.personID])
            let id = db.lastInsertedRowID
            for (rank, question) in template.questions.enumerated() {
                try Self.insert(question, rank: rank, into: id, in: db)
            }
            try Journal.record(Event("enquete.preparee", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }

    static func insert(_ question: SurveyQuestion, rank: Int, into id: Int64, in db: GRDB.Database) throws {
        let options = String(decoding: try JSONEncoder().encode(question.options), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO surveyQuestion (surveyID, code, rank, kind, use, label, hint, options)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (surveyID, code) DO UPDATE SET kind = ?4, use = ?5, label = ?6, hint = ?7, options = ?8
                """,
            arguments: [
                id, question.code, rank, question.kind, question.use, question.label, question.hint, options,
            ])
    }

    /// Changes the words above the questions; the day of closing may move while it is open.
    func edit(
        title: String, presentation: String, closesOn: String, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        let day = Day(closesOn)
        try RefusedForm.check([
            title.isEmpty ? Refused("Donnez un titre à l’enquête.", field: "titre") : nil,
            Refused.tooLong(title, 150, field: "titre"),
            presentation.isEmpty ? Refused("Dites à quoi sert l’enquête.", field: "presentation") : nil,
            Refused.tooLong(presentation, 4000, field: "presentation"),
            !closesOn.isEmpty && day == nil
                ? Refused("Écrivez le jour de fermeture comme 2026-09-30, ou laissez vide.", field: "fermeture") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "fermeture"),
        ])
        try await change(hub, to: [.draft, .open], "enquete.modifiee", actor, now) { survey, db in
            try db.execute(
                sql: "UPDATE survey SET title = ?, presentation = ?, closesOn = ? WHERE id = ?",
                arguments: [title, presentation, day, survey.id])
        }
    }

    /// Writes a question, new or old, while nobody has read it.
    func put(_ question: SurveyQuestion, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            question.problem.map { Refused($0, field: question.label.isEmpty ? "question" : "reponses") },
            Refused.tooLong(question.label, 300, field: "question"), Refused.tooLong(question.hint, 300, field: "aide"),
            question.options.compactMap { Refused.tooLong($0.label, 200, field: "reponses") }.first,
        ])
        try await change(hub, to: [.draft], "enquete.modifiee", actor, now) { survey, db in
            guard survey.questions.count < 30 || survey.questions.contains(where: { $0.code == question.code }) else {
                throw Refused("Trente questions au plus : au-delà, personne ne répond.")
            }
            let rank = try Int.fetchOne(
                db, sql: "SELECT max(rank) + 1 FROM surveyQuestion WHERE surveyID = ?", arguments: [survey.id])
            try Self.insert(question, rank: rank ?? 0, into: survey.id, in: db)
        }
    }

    func remove(_ code: String, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await change(hub, to: [.draft], "enquete.modifiee", actor, now) { survey, db in
            guard survey.questions.count > 1 else { throw Refused("Gardez au moins une question.") }
            try db.execute(
                sql: "DELETE FROM surveyQuestion WHERE surveyID = ? AND code = ?", arguments: [survey.id, code])
        }
    }

    /// From now on people answer; the threshold of today stays this survey's.
    func open(_ hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let day = now.dayInFrance
        try await change(hub, to: [.draft, .closed], "enquete.ouverte", actor, now) { survey, db in
            if let closes = survey.closesOn, closes <= day {
                throw Refused(
                    "Le jour de fermeture est passé : donnez-en un autre, ou aucun, puis ouvrez.", field: "fermeture")
            }
            guard survey.questions.contains(where: { $0.kind != .text }) else {
                throw Refused("Il faut au moins une question à choix : les réponses libres ne se comptent pas.")
            }
            try db.execute(
                sql: """
                    UPDATE survey SET state = 'ouverte', openedAt = coalesce(openedAt, ?), threshold = coalesce(threshold, ?),
                        isPublished = 0 WHERE id = ?
                    """,
                arguments: [
                    now.formatted(.iso8601), try ThresholdStore.surveyMinimum(on: day, in: db), survey.id,
                ])
        }
    }

    /// Closes it: from now on results are told, of as many answers as may be counted.
    func close(_ hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await change(hub, to: [.open], "enquete.close", actor, now) { survey, db in
            let counted = SurveyCounting.counted(
                before: survey.counted, now: survey.answers, threshold: survey.threshold ?? 5)
            try db.execute(
                sql: "UPDATE survey SET state = 'close', closedAt = ?, counted = ? WHERE id = ?",
                arguments: [now.formatted(.iso8601), counted, survey.id])
        }
    }

    /// Shows the results to everybody, or no longer.
    func publish(_ isPublished: Bool, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await change(hub, to: [.closed], isPublished ? "enquete.publiee" : "enquete.retiree", actor, now) {
            survey, db in
            try db.execute(
                sql: "UPDATE survey SET isPublished = ? WHERE id = ?", arguments: [isPublished, survey.id])
        }
    }

    /// A change of the latest survey, when it is in one of these states.
    private func change(
        _ hub: ID<Hub>, to states: Set<SurveyState>, _ kind: String, _ actor: Actor, _ now: Date,
        _ work: @Sendable @escaping (Survey, GRDB.Database) throws -> Void
    ) async throws {
        try await database.write { db in
            guard let survey = try Self.current(of: hub, in: db) else { throw NotFound() }
            guard states.contains(survey.state) else {
                throw Refused("L’enquête est \(survey.state.label) : cela ne se peut plus. Relisez la page.")
            }
            try work(survey, db)
            try Journal.record(Event(kind, on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }
}
