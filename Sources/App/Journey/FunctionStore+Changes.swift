import Domain
import Foundation
import GRDB

/// What is written about needs, decisions, weights and actions.
extension FunctionStore {
    func addFigure(
        label: String, value: String, year: Int?, source: String, to hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            label.isEmpty ? Refused("Dites ce que ce chiffre compte.", field: "chiffre") : nil,
            Refused.tooLong(label, 200, field: "chiffre"),
            value.isEmpty ? Refused("Donnez le chiffre.", field: "valeur") : nil,
            Refused.tooLong(value, 60, field: "valeur"),
            year.map { (1900...now.dayInFrance.year).contains($0) } != true
                ? Refused("Donnez l’année de ce chiffre.", field: "annee") : nil,
            source.isEmpty
                ? Refused("Dites d’où il vient : un chiffre sans source n’entre pas au diagnostic.", field: "source")
                : nil,
            Refused.tooLong(source, 300, field: "source"),
        ])
        guard let year else { return }
        try await write("fonctions.chiffre", hub, actor, now) { db in
            try db.execute(
                sql: "INSERT INTO journeyFigure (hubID, label, value, year, source) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, label, value, year, source])
        }
    }

    struct NeedDraft: Sendable {
        var title = ""
        /// « question/option » of the closed survey, or empty.
        var survey = ""
        var heard = ""
        var figures: Set<Int64> = []
    }

    func addNeed(_ draft: NeedDraft, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            draft.title.isEmpty ? Refused("Dites le besoin en quelques mots.", field: "besoin") : nil,
            Refused.tooLong(draft.title, 200, field: "besoin"),
            draft.survey.isEmpty && draft.heard.isEmpty
                ? Refused("Dites d’où vient ce besoin : une réponse de l’enquête, ou une rencontre.", field: "entendu")
                : nil,
            Refused.tooLong(draft.heard, 500, field: "entendu"),
        ])
        try await write("fonctions.besoin", hub, actor, now) { db in
            var origin: (survey: Int64, question: String, option: String)?
            if !draft.survey.isEmpty {
                let parts = draft.survey.split(separator: "/", maxSplits: 1).map(String.init)
                let survey = try SurveyStore.current(of: hub, in: db)
                let question = survey?.questions.first { $0.code == parts.first }
                guard let survey, survey.state == .closed, parts.count == 2, let question,
                    question.options.contains(where: { $0.code == parts[1] })
                else { throw Refused("Cette réponse n’est pas dans l’enquête close.", field: "enquete") }
                origin = (survey.id, question.code, parts[1])
            }
            try db.execute(
                sql: """
                    INSERT INTO journeyNeed (hubID, title, surveyID, question, option, heard, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, draft.title, origin?.survey, origin?.question, origin?.option, draft.heard,
                    now.formatted(.iso8601), actor.personID,
                ])
            let need = db.lastInsertedRowID
            let known = try Set(
                Int64.fetchAll(db, sql: "SELECT id FROM journeyFigure WHERE hubID = ?", arguments: [hub]))
            for figure in draft.figures.intersection(known) {
                try db.execute(sql: "INSERT INTO needFigure VALUES (?, ?)", arguments: [need, figure])
            }
        }
    }

    /// Decides about a need under each function named; one that is left out is decided no longer.
    func decide(
        _ decisions: [HubFunction: NeedDecision], reason: String, about need: JourneyNeed, of hub: ID<Hub>,
        actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            decisions.isEmpty ? Refused("Décidez au moins pour une fonction.") : nil,
            Refused.tooLong(reason, 500, field: "raison"),
            decisions.values.compactMap { $0.problem(answeredBy: need.answered.count, reason: reason) }.first.map {
                Refused($0, field: "raison")
            },
        ])
        try await write("fonctions.decision", hub, actor, now) { db in
            try db.execute(sql: "DELETE FROM needDecision WHERE needID = ?", arguments: [need.id])
            for (function, decision) in decisions {
                try db.execute(
                    sql:
                        "INSERT INTO needDecision (needID, function, decision, reason, decidedOn) VALUES (?, ?, ?, ?, ?)",
                    arguments: [need.id, function, decision, reason, now.dayInFrance])
            }
        }
    }

    func choose(_ weights: FunctionWeights, reason: String, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            weights.problem.map { Refused($0, field: "poids-strategies") },
            reason.isEmpty ? Refused("Dites pourquoi ces poids : c’est le choix du pôle.", field: "pourquoi") : nil,
            Refused.tooLong(reason, 1000, field: "pourquoi"),
        ])
        try await write("fonctions.poids", hub, actor, now) { db in
            let parts = weights.parts
            try db.execute(
                sql: """
                    INSERT INTO functionWeights (hubID, decidedOn, strategies, visibility, support, partnershipProjects,
                        representation, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, now.dayInFrance, parts[.strategies] ?? 0, parts[.visibility] ?? 0, parts[.support] ?? 0,
                    parts[.partnershipProjects] ?? 0, parts[.representation] ?? 0, reason,
                ])
        }
    }

    struct ActionDraft: Sendable {
        var title = ""
        var function: HubFunction?
        var who = ""
        var detail = ""
        var needs: Set<Int64> = []
    }

    func addAction(_ draft: ActionDraft, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            draft.title.isEmpty ? Refused("Nommez l’action.", field: "action") : nil,
            Refused.tooLong(draft.title, 200, field: "action"),
            draft.function == nil ? Refused("Choisissez la fonction qu’elle sert.", field: "fonction") : nil,
            draft.needs.isEmpty ? Refused("Choisissez au moins un besoin dont elle vient.", field: "besoins") : nil,
            Refused.tooLong(draft.who, 200, field: "qui"), Refused.tooLong(draft.detail, 2000, field: "detail"),
        ])
        guard let function = draft.function else { return }
        try await write("fonctions.action", hub, actor, now) { db in
            try db.execute(
                sql: "INSERT INTO priorityAction (hubID, title, function, who, detail) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, draft.title, function, draft.who, draft.detail])
            let action = db.lastInsertedRowID
            let known = try Set(Int64.fetchAll(db, sql: "SELECT id FROM journeyNeed WHERE hubID = ?", arguments: [hub]))
            for need in draft.needs.intersection(known) {
                try db.execute(sql: "INSERT INTO actionNeed VALUES (?, ?)", arguments: [action, need])
            }
        }
    }

    /// What may be taken away again.
    enum Removable: Sendable { case figure, need, action }

    func remove(_ kind: Removable, _ id: Int64, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await write("fonctions.retrait", hub, actor, now) { db in
            let sql =
                switch kind {
                case .figure: "DELETE FROM journeyFigure WHERE id = ? AND hubID = ?"
                case .need: "DELETE FROM journeyNeed WHERE id = ? AND hubID = ?"
                case .action: "DELETE FROM priorityAction WHERE id = ? AND hubID = ?"
                }
            try db.execute(sql: sql, arguments: [id, hub])
            guard db.changesCount == 1 else { throw NotFound() }
        }
    }

    private func write(
        _ kind: String, _ hub: ID<Hub>, _ actor: Actor, _ now: Date,
        _ work: @Sendable @escaping (GRDB.Database) throws -> Void
    ) async throws {
        try await database.write { db in
            try work(db)
            try Journal.record(Event(kind, on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }
}
