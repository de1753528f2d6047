import Domain
import Foundation
import GRDB

/// `demonstration-demarches.json`: invented initiatives at several steps, for the demonstration network.
struct JourneyFiction: Decodable, Sendable {
    struct Path: Decodable, Sendable {
        let pole: String
        let noyau: [Seat]
        let taches: [Task]
        let conseils: [Counsel]
        let reunions: [Meeting]
        let nouvelles: [News]
        let enquete: Inquiry?
        let plan: Plan?
        let contenu: Content?
        let appels: [Call]?
        let echeances: [Deadline]?
    }
    struct Seat: Decodable, Sendable {
        let organisation, nom: String?
        let partenaire: Bool?
        let personne, role, disponibilite: String
        let depuis: Day
    }
    struct Task: Decodable, Sendable {
        let cle: String
        let etat: TaskState
        let qui: String
        let le, pour: Day?
    }
    struct Counsel: Decodable, Sendable {
        let texte: String
        let chantier: Workstream
        let reponse: AdviceAnswer?
        let raison: String?
    }
    struct Meeting: Decodable, Sendable {
        let jour: Day
        let titre, lieu, decisions, suite: String
    }
    struct News: Decodable, Sendable { let titre, texte: String }
    struct Inquiry: Decodable, Sendable {
        let etat: SurveyState
        let reponses: [Reply]
        let publiee: Bool?
    }
    struct Reply: Decodable, Sendable {
        let famille: Family
        let secteur: String
        let voie: String
        let choix: [String: [String]]
    }
    struct Plan: Decodable, Sendable {
        struct Post: Decodable, Sendable {
            let titre: String
            let etp, brut, taux: Int
            let mois: [Int]
            let scenario: PlanScenario
        }
        struct Line: Decodable, Sendable {
            let compte, libelle: String
            let financeur: String?
            let reponse: FundingState?
            let montants: [Int]
            let scenario: PlanScenario?
        }
        struct Dues: Decodable, Sendable {
            let libelle: String
            let montant: Int
            let membres: [Int]
            let scenario: PlanScenario
        }
        let annee: Int
        let postes: [Post]
        let lignes: [Line]
        let cotisations: [Dues]
    }

    let demarches: [Path]

    static func shipped() throws -> JourneyFiction {
        try FactStore.read(
            Resources.folder().appending(path: "Facts/demonstration-demarches.json"), as: JourneyFiction.self)
    }
}

/// Writes the invented paths on top of the demonstration's hubs.
struct JourneyFictionStore {
    let database: any DatabaseWriter

    func install(_ fiction: JourneyFiction, _ guide: JourneyGuide, now: Date) throws {
        try database.write { db in
            for path in fiction.demarches {
                let hub = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [path.pole])
                guard let hub else {
                    throw Refused("La démonstration parle d’un pôle qu’elle n’a pas : « \(path.pole) ».")
                }
                try write(path, hub, guide, now, in: db)
            }
        }
    }

    private func write(
        _ path: JourneyFiction.Path, _ hub: ID<Hub>, _ guide: JourneyGuide, _ now: Date, in db: GRDB.Database
    ) throws {
        let at = now.formatted(.iso8601)
        for seat in path.noyau {
            let record = try seat.organisation.flatMap {
                try ID<Organisation>.fetchOne(db, sql: "SELECT id FROM organisation WHERE name = ?", arguments: [$0])
            }
            try db.execute(
                sql: """
                    INSERT INTO coreSeat (hubID, organisationID, organisationName, isPartner, person, role, availability,
                        validFrom, recordedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, record, record == nil ? seat.nom ?? seat.organisation ?? "" : "", seat.partenaire ?? false,
                    seat.personne, seat.role, seat.disponibilite, seat.depuis, at,
                ])
        }
        for task in path.taches {
            guard let (workstream, proposed) = guide.task(task.cle) else { continue }
            try db.execute(
                sql: """
                    INSERT INTO journeyTask (hubID, workstream, guideKey, title, state, who, due, settledOn, evidence, recordedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, workstream, task.cle, proposed.titre, task.etat, task.qui, task.pour, task.le,
                    task.etat == .done ? "Démonstration : fait fictif" : "", at,
                ])
        }
        for counsel in path.conseils {
            try db.execute(
                sql: """
                    INSERT INTO journeyAdvice (hubID, workstream, text, createdAt, answer, answerReason, answeredAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, counsel.chantier, counsel.texte, at, counsel.reponse, counsel.raison ?? "",
                    counsel.reponse == nil ? nil : at,
                ])
        }
        for meeting in path.reunions {
            try db.execute(
                sql: """
                    INSERT INTO journeyMeeting (hubID, day, title, place, decisions, nextSteps, recordedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [hub, meeting.jour, meeting.titre, meeting.lieu, meeting.decisions, meeting.suite, at])
            let id = db.lastInsertedRowID
            try db.execute(
                sql: "INSERT INTO journeyAttendance SELECT ?, id FROM coreSeat WHERE hubID = ? AND validFrom <= ?",
                arguments: [id, hub, meeting.jour])
        }
        for news in path.nouvelles {
            try db.execute(
                sql: "INSERT INTO journeyNews (hubID, title, body, publishedAt) VALUES (?, ?, ?, ?)",
                arguments: [hub, news.titre, news.texte, at])
        }
        if let inquiry = path.enquete { try write(inquiry, hub, guide, at, in: db) }
        if let plan = path.plan { try write(plan, hub, at, in: db) }
        if let content = path.contenu { try write(content, hub, at, now.dayInFrance, in: db) }
        try write(path.appels ?? [], hub, at, in: db)
        try write(path.echeances ?? [], hub, in: db)
    }

    private func write(
        _ inquiry: JourneyFiction.Inquiry, _ hub: ID<Hub>, _ guide: JourneyGuide, _ at: String, in db: GRDB.Database
    ) throws {
        let isDraft = inquiry.etat == .draft
        try db.execute(
            sql: """
                INSERT INTO survey (hubID, title, presentation, state, openedAt, closedAt, threshold, counted, isPublished,
                    createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, guide.enquete.titre, guide.enquete.presentation, inquiry.etat, isDraft ? nil : at,
                inquiry.etat == .closed ? at : nil, isDraft ? nil : 5,
                inquiry.etat == .closed ? inquiry.reponses.count : 0, inquiry.publiee ?? false, at,
            ])
        let survey = db.lastInsertedRowID
        for (rank, question) in guide.enquete.questions.enumerated() {
            try SurveyStore.insert(question, rank: rank, into: survey, in: db)
        }
        for (number, reply) in inquiry.reponses.enumerated() {
            try db.execute(
                sql: "INSERT INTO surveyResponse (surveyID, respondent, family, sector, way) VALUES (?, ?, ?, ?, ?)",
                arguments: [survey, "nom demonstration-\(number)", reply.famille, reply.secteur, reply.voie])
            let id = db.lastInsertedRowID
            for question in guide.enquete.questions {
                for option in question.accepted(reply.choix[question.code] ?? []).sorted() {
                    try db.execute(
                        sql: "INSERT INTO surveyAnswer VALUES (?, ?, ?)", arguments: [id, question.code, option])
                }
            }
        }
    }

    private func write(_ plan: JourneyFiction.Plan, _ hub: ID<Hub>, _ at: String, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO financePlan (hubID, firstYear, createdAt) VALUES (?, ?, ?)",
            arguments: [hub, plan.annee, at])
        for post in plan.postes {
            try db.execute(
                sql: """
                    INSERT INTO plannedPost (hubID, title, hundredths, monthlyGross, chargeRate, first, second, third, scenario)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, post.titre, post.etp, post.brut, post.taux, post.mois[0], post.mois[1], post.mois[2],
                    post.scenario,
                ])
        }
        for line in plan.lignes {
            try db.execute(
                sql: """
                    INSERT INTO planLine (hubID, account, label, funder, state, scenario, first, second, third)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, line.compte, line.libelle, line.financeur ?? "", line.reponse, line.scenario ?? .prudent,
                    line.montants[0], line.montants[1], line.montants[2],
                ])
        }
        for dues in plan.cotisations {
            try db.execute(
                sql: """
                    INSERT INTO plannedDues (hubID, label, amount, first, second, third, scenario)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, dues.libelle, dues.montant, dues.membres[0], dues.membres[1], dues.membres[2], dues.scenario,
                ])
        }
    }
}
