import Domain
import Foundation
import GRDB

extension JourneyFiction {
    /// What a dossier is made of besides: diagnosis, needs, first actions, partners, study.
    struct Content: Decodable, Sendable {
        struct Figure: Decodable, Sendable {
            let libelle, valeur, source: String
            let annee: Int
        }
        struct Need: Decodable, Sendable {
            let titre, entendu: String
            /// « question/réponse » of the survey.
            let enquete: String?
            /// Ranks among the figures.
            let chiffres: [Int]
            let decisions: [HubFunction: NeedDecision]
            let raison: String?

            private enum CodingKeys: String, CodingKey { case titre, entendu, enquete, chiffres, decisions, raison }
            init(from decoder: any Decoder) throws {
                let held = try decoder.container(keyedBy: CodingKeys.self)
                titre = try held.decode(String.self, forKey: .titre)
                entendu = try held.decode(String.self, forKey: .entendu)
                enquete = try held.decodeIfPresent(String.self, forKey: .enquete)
                chiffres = try held.decode([Int].self, forKey: .chiffres)
                raison = try held.decodeIfPresent(String.self, forKey: .raison)
                let typed = try held.decode([String: NeedDecision].self, forKey: .decisions)
                decisions = Dictionary(
                    typed.compactMap { key, value in HubFunction(rawValue: key).map { ($0, value) } }
                ) { first, _ in first }
            }
        }
        struct Action: Decodable, Sendable {
            let titre, qui, detail: String
            let fonction: HubFunction
            let besoins: [Int]
        }
        struct Partner: Decodable, Sendable {
            let nom, demande, reponse: String
            let sorte: PartnerKind
            let etat: PartnershipState
            let le: Day?
        }
        struct Study: Decodable, Sendable {
            let porteur, cahier, financeurs, rendus: String
            /// In cents.
            let cout: Int
            let debut, fin: Day
            let chantiers: [Workstream]
        }

        let chiffres: [Figure]
        let besoins: [Need]
        /// In the order of the functions.
        let poids: [Int]
        let pourquoi: String
        let actions: [Action]
        let partenaires: [Partner]
        let etude: Study?
    }
}

extension JourneyFiction {
    /// Somebody beyond the core group who was called.
    struct Call: Decodable, Sendable {
        let organisation, note: String
        let issue: String
        let le: Day
    }
    struct Deadline: Decodable, Sendable {
        let etape: Status
        let pour, le: Day
        let raison: String?
    }
}

extension JourneyFictionStore {
    func write(_ calls: [JourneyFiction.Call], _ hub: ID<Hub>, _ at: String, in db: GRDB.Database) throws {
        for call in calls {
            try db.execute(
                sql: """
                    INSERT INTO prospectCall (hubID, organisationID, outcome, day, note, recordedAt)
                    SELECT ?, id, ?, ?, ?, ? FROM organisation WHERE name = ?
                    """, arguments: [hub, call.issue, call.le, call.note, at, call.organisation])
        }
    }

    func write(_ deadlines: [JourneyFiction.Deadline], _ hub: ID<Hub>, in db: GRDB.Database) throws {
        for deadline in deadlines {
            try db.execute(
                sql: "INSERT INTO stepDeadline (hubID, step, due, reason, setOn) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, deadline.etape, deadline.pour, deadline.raison ?? "", deadline.le])
        }
    }

    func write(
        _ content: JourneyFiction.Content, _ hub: ID<Hub>, _ at: String, _ today: Day, in db: GRDB.Database
    ) throws {
        var figures: [Int64] = []
        for figure in content.chiffres {
            try db.execute(
                sql: "INSERT INTO journeyFigure (hubID, label, value, year, source) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, figure.libelle, figure.valeur, figure.annee, figure.source])
            figures.append(db.lastInsertedRowID)
        }
        let survey = try SurveyStore.current(of: hub, in: db)?.id
        var needs: [Int64] = []
        for need in content.besoins {
            let asked = survey == nil ? nil : need.enquete?.split(separator: "/").map(String.init)
            try db.execute(
                sql: """
                    INSERT INTO journeyNeed (hubID, title, surveyID, question, option, heard, recordedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [hub, need.titre, asked == nil ? nil : survey, asked?[0], asked?[1], need.entendu, at])
            let id = db.lastInsertedRowID
            needs.append(id)
            for rank in need.chiffres {
                try db.execute(sql: "INSERT INTO needFigure VALUES (?, ?)", arguments: [id, figures[rank]])
            }
            for (function, decision) in need.decisions {
                try db.execute(
                    sql: "INSERT INTO needDecision VALUES (?, ?, ?, ?, ?)",
                    arguments: [id, function, decision, need.raison ?? "", today])
            }
        }
        let weights: [(any DatabaseValueConvertible)?] =
            [hub, today] + content.poids.map { $0 as (any DatabaseValueConvertible)? } + [content.pourquoi]
        try db.execute(
            sql: """
                INSERT INTO functionWeights (hubID, decidedOn, strategies, visibility, support, partnershipProjects,
                    representation, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: StatementArguments(weights))
        for action in content.actions {
            try db.execute(
                sql: "INSERT INTO priorityAction (hubID, title, function, who, detail) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, action.titre, action.fonction, action.qui, action.detail])
            let id = db.lastInsertedRowID
            for rank in action.besoins {
                try db.execute(sql: "INSERT INTO actionNeed VALUES (?, ?)", arguments: [id, needs[rank]])
            }
        }
        for partner in content.partenaires {
            try db.execute(
                sql: """
                    INSERT INTO possiblePartner (hubID, name, kind, asked, state, metOn, answer, recordedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, partner.nom, partner.sorte, partner.demande, partner.etat, partner.le, partner.reponse, at,
                ])
        }
        guard let study = content.etude else { return }
        try db.execute(
            sql: """
                INSERT INTO prefigurationStudy (hubID, carrier, brief, cost, funders, startsOn, endsOn, deliverables)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, study.porteur, study.cahier, study.cout, study.financeurs, study.debut, study.fin, study.rendus,
            ])
        for workstream in study.chantiers {
            try db.execute(sql: "INSERT INTO studyWorkstream VALUES (?, ?)", arguments: [hub, workstream])
        }
    }
}
