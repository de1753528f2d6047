import Domain
import Foundation
import GRDB

/// Who answers, as far as results are broken down.
struct SurveyRespondent: Sendable {
    var organisation: ID<Organisation>?
    var name = ""
    var family: Family?
    var sector = ""
    var commune = ""
}

/// What somebody filled in.
struct SurveySheet: Sendable {
    /// Chosen options by question.
    var choices: [String: Set<String>] = [:]
    var texts: [String: String] = [:]
    /// Those who wish to be called back.
    var contactName = ""
    var contactAddress = ""
}

/// How an answer came.
enum SurveyWay: String, Sendable, DatabaseValueConvertible {
    case link = "lien"
    case page
    case paper = "papier"
}

/// Everything about a closed survey that may be told.
struct SurveyResults: Sendable {
    let survey: Survey
    let disclosures: [SurveyDisclosure]
    /// The labels of groups.
    let families: Representativeness
    let sectors: Representativeness
    let communes: Representativeness
    let names: [SurveyBreakdown: [String: String]]

    func name(_ group: String, _ kind: SurveyBreakdown) -> String {
        group.isEmpty ? "non renseigné" : names[kind]?[group] ?? group
    }
}

/// Answers: taken in, counted, never shown one by one.
struct SurveyAnswerStore {
    let database: any DatabaseWriter

    /// Keeps an answer. One from a link takes the place of the same organisation's as long as the survey has never closed.
    func keep(
        _ sheet: SurveySheet, of respondent: SurveyRespondent, by way: SurveyWay, for hub: ID<Hub>, actor: Actor,
        at now: Date
    ) async throws {
        try await database.write { db in
            guard let survey = try SurveyStore.current(of: hub, in: db) else { throw NotFound() }
            try Self.check(sheet, respondent, way, survey, on: now.dayInFrance)
            let key = respondent.organisation.map { "fiche \($0)" } ?? Self.key(respondent.name)
            let known = try Int64.fetchOne(
                db, sql: "SELECT id FROM surveyResponse WHERE surveyID = ? AND respondent = ?",
                arguments: [survey.id, key])
            if let known {
                guard way == .link, survey.counted == 0 else {
                    throw Refused(
                        way == .link
                            ? "Votre réponse est déjà comptée : elle ne se change plus."
                            : "Une réponse au nom de cette organisation est déjà enregistrée. Si c’en est une autre, précisez son nom : commune, antenne.",
                        field: "organisation")
                }
                try db.execute(sql: "DELETE FROM surveyResponse WHERE id = ?", arguments: [known])
            }
            try Self.insert(sheet, respondent, key, way, survey, in: db)
            // The journal tells that an answer came, not whose.
            try Journal.record(
                Event("enquete.reponse", on: "demarche/\(hub)", ["voie": way.rawValue]),
                by: way == .paper ? actor : .program, at: now, in: db)
        }
    }

    /// A name folded, so that one organisation answers once however it is written.
    private static func key(_ name: String) -> String {
        let folded = French.slug(name)
        return "nom " + String((folded.isEmpty ? name.lowercased() : folded).prefix(200))
    }

    private static func check(
        _ sheet: SurveySheet, _ respondent: SurveyRespondent, _ way: SurveyWay, _ survey: Survey, on day: Day
    ) throws {
        guard survey.takesAnswers(on: day) || way == .paper && survey.state == .open else {
            throw Refused("Cette enquête n’est pas ouverte : les réponses ne sont plus prises.")
        }
        let isEmpty = sheet.choices.values.allSatisfy(\.isEmpty)
        let wantsCall = !sheet.contactName.isEmpty || !sheet.contactAddress.isEmpty
        try RefusedForm.check([
            isEmpty ? Refused("Répondez à une question au moins.") : nil,
            respondent.organisation == nil && respondent.name.isEmpty
                ? Refused("Donnez le nom de l’organisation.", field: "organisation") : nil,
            respondent.organisation == nil && respondent.family == nil
                ? Refused("Choisissez la famille de l’organisation.", field: "famille") : nil,
            Refused.tooLong(respondent.name, 200, field: "organisation"),
            wantsCall && sheet.contactName.isEmpty
                ? Refused("Dites votre nom, pour qu’on vous rappelle.", field: "contact-nom") : nil,
            wantsCall && sheet.contactAddress.isEmpty
                ? Refused("Donnez une adresse ou un téléphone, pour qu’on vous rappelle.", field: "contact-adresse")
                : nil,
            Refused.tooLong(sheet.contactName, 120, field: "contact-nom"),
            Refused.tooLong(sheet.contactAddress, 254, field: "contact-adresse"),
            sheet.texts.compactMap { Refused.tooLong($0.value, 2000, field: "q-" + $0.key) }.first,
        ])
    }

    private static func insert(
        _ sheet: SurveySheet, _ respondent: SurveyRespondent, _ key: String, _ way: SurveyWay, _ survey: Survey,
        in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO surveyResponse (surveyID, respondent, organisationID, family, sector, commune, way)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                survey.id, key, respondent.organisation, respondent.family?.rawValue ?? "", respondent.sector,
                respondent.commune, way,
            ])
        let response = db.lastInsertedRowID
        for question in survey.questions {
            for option in question.accepted(Array(sheet.choices[question.code] ?? [])).sorted() {
                try db.execute(
                    sql: "INSERT INTO surveyAnswer VALUES (?, ?, ?)", arguments: [response, question.code, option])
            }
            if question.kind == .text, let text = sheet.texts[question.code], !text.isEmpty {
                try db.execute(
                    sql: "INSERT INTO surveyText (responseID, question, text) VALUES (?, ?, ?)",
                    arguments: [response, question.code, text])
            }
        }
        if !sheet.contactName.isEmpty {
            try db.execute(
                sql: "INSERT OR REPLACE INTO surveyContact (surveyID, name, organisation, address) VALUES (?, ?, ?, ?)",
                arguments: [survey.id, sheet.contactName, respondent.name, sheet.contactAddress])
        }
    }

    /// The answers that the survey counts, without who gave them.
    static func responses(_ survey: Survey, in db: GRDB.Database) throws -> [SurveyResponse] {
        let counted = survey.state == .closed ? survey.counted : survey.answers
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM surveyResponse WHERE surveyID = ? ORDER BY id LIMIT ?",
            arguments: [survey.id, counted])
        let answers = try Row.fetchAll(
            db,
            sql: """
                SELECT a.* FROM surveyAnswer a JOIN surveyResponse r ON r.id = a.responseID WHERE r.surveyID = ?
                """, arguments: [survey.id])
        var choices: [Int64: [String: Set<String>]] = [:]
        for answer in answers {
            choices[answer["responseID"], default: [:]][answer["question"], default: []].insert(answer["option"])
        }
        return rows.map { row in
            SurveyResponse(
                id: row["id"], groups: [.family: row["family"], .sector: row["sector"], .commune: row["commune"]],
                choices: choices[row["id"]] ?? [:])
        }
    }

    /// What may be told of a closed survey; nil of one that still runs.
    static func results(_ survey: Survey, hub: Hub, on day: Day, in db: GRDB.Database) throws -> SurveyResults? {
        guard survey.state == .closed else { return nil }
        return try reading(survey, hub: hub, on: day, in: db)
    }

    /// Who answered against who is known, at any time; answers only once the survey is closed.
    static func reading(_ survey: Survey, hub: Hub, on day: Day, in db: GRDB.Database) throws -> SurveyResults {
        let responses = try responses(survey, in: db)
        let sectors = try SectorStore.sectors(on: day, in: db)
        let communes = try HubPlaces.communes(of: hub.id, on: day, in: db)
        let known = try ProspectStore.known(in: communes, sectors, db).map { $0.organisation }
        let threshold = survey.threshold ?? 5
        let names: [SurveyBreakdown: [String: String]] = [
            .family: Dictionary(uniqueKeysWithValues: Family.allCases.map { ($0.rawValue, $0.label) }),
            .sector: Dictionary(sectors.current.map { ($0.code, $0.label) }) { first, _ in first },
            .commune: Dictionary(communes.map { ($0.territory.code, $0.name) }) { first, _ in first },
        ]
        func lines(_ kind: SurveyBreakdown, _ group: (PlacedOrganisation) -> String) -> Representativeness {
            let there = Dictionary(grouping: known, by: group).mapValues(\.count)
            let answered = Dictionary(grouping: responses) { $0.groups[kind] ?? "" }.mapValues(\.count)
            let codes = Set(there.keys).union(answered.keys)
            return Representativeness(
                codes.map { code in
                    Representativeness.Line(
                        name: code.isEmpty ? "non renseigné" : names[kind]?[code] ?? code, known: there[code] ?? 0,
                        answered: answered[code] ?? 0)
                }.sorted { ($1.known, $0.name) < ($0.known, $1.name) })
        }
        let disclosures =
            survey.state == .closed
            ? survey.questions.map { SurveyDisclosure($0, of: responses, threshold: threshold) } : []
        return SurveyResults(
            survey: survey, disclosures: disclosures, families: lines(.family) { $0.family.rawValue },
            sectors: lines(.sector) { $0.sectors.first ?? "" }, communes: lines(.commune) { $0.commune }, names: names)
    }

    /// What was written freely, in no order that tells who wrote it.
    static func texts(_ survey: Survey, in db: GRDB.Database) throws -> [String: [String]] {
        guard survey.state == .closed, survey.counted >= survey.threshold ?? 5 else { return [:] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.question, t.text FROM surveyText t JOIN surveyResponse r ON r.id = t.responseID
                WHERE r.id IN (SELECT id FROM surveyResponse WHERE surveyID = ? ORDER BY id LIMIT ?)
                ORDER BY t.question, t.text COLLATE NOCASE
                """, arguments: [survey.id, survey.counted])
        return Dictionary(grouping: rows) { (row: Row) in row["question"] as String }.mapValues { rows in
            rows.map { $0["text"] as String }
        }
    }

    static func contacts(_ survey: Survey, in db: GRDB.Database) throws -> [(
        name: String, organisation: String, address: String
    )] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM surveyContact WHERE surveyID = ? ORDER BY name COLLATE NOCASE",
            arguments: [survey.id]
        ).map { ($0["name"], $0["organisation"], $0["address"]) }
    }
}
