import Domain
import Foundation
import GRDB

/// What the letters of a survey have come to.
struct SurveyMailing: Sendable {
    /// Organisations of the perimeter that have an address and were not written to yet.
    let waiting: Int
    /// Organisations of the perimeter that no letter can reach.
    let unreachable: Int
    let invited: Int
    let refused: Int
    let dueReminders: Int
}

/// Letters of a survey: an invitation with a link of its own, few reminders, an end at once for whoever asks.
struct SurveyLetterStore {
    let database: any DatabaseWriter
    let baseURL: String
    /// Letters at one push of a button: more would look like spam.
    static let mostAtOnce = 200

    private struct Target {
        let organisation: ID<Organisation>
        let name: String
        let address: MailAddress
    }

    static func mailing(_ survey: Survey, on day: Day, in db: GRDB.Database) throws -> SurveyMailing {
        let (targets, unreachable) = try targets(survey, on: day, in: db)
        let rows = try Row.fetchAll(
            db, sql: "SELECT refusedAt FROM surveyInvitation WHERE surveyID = ?", arguments: [survey.id])
        return SurveyMailing(
            waiting: targets.count, unreachable: unreachable, invited: rows.count,
            refused: rows.count { ($0["refusedAt"] as String?) != nil },
            dueReminders: try due(survey, on: day, in: db).count)
    }

    /// Those who can be invited and have not been: on the territory, with an address, having refused no letter.
    private static func targets(_ survey: Survey, on day: Day, in db: GRDB.Database) throws -> ([Target], Int) {
        let sectors = try SectorStore.sectors(on: day, in: db)
        let communes = try HubPlaces.communes(of: survey.hub, on: day, in: db)
        let known = try ProspectStore.known(in: communes, sectors, db)
        let invited = try ID<Organisation>.fetchSet(
            db, sql: "SELECT organisationID FROM surveyInvitation WHERE surveyID = ?", arguments: [survey.id])
        let refusals = try ID<Organisation>.fetchSet(db, sql: "SELECT organisationID FROM reminderRefusal")
        var targets: [Target] = []
        var unreachable = 0
        for line in known {
            guard let address = MailAddress(line.sheet[.email]), !refusals.contains(line.organisation.id) else {
                unreachable += 1
                continue
            }
            if invited.contains(line.organisation.id) { continue }
            targets.append(Target(organisation: line.organisation.id, name: line.organisation.name, address: address))
        }
        return (targets, unreachable)
    }

    /// Writes to those who have not been written to yet. Returns how many letters left.
    func invite(_ hub: Hub, actor: Actor, at now: Date) async throws -> Int {
        try await database.write { db in
            let survey = try Self.open(hub, on: now.dayInFrance, in: db)
            let targets = try Self.targets(survey, on: now.dayInFrance, in: db).0.prefix(Self.mostAtOnce)
            for target in targets {
                try db.execute(
                    sql: "INSERT INTO surveyInvitation (surveyID, organisationID, address) VALUES (?, ?, ?)",
                    arguments: [survey.id, target.organisation, target.address])
                try write(
                    db.lastInsertedRowID, target.address, target.name, survey, hub, isReminder: false, at: now, in: db)
            }
            try Journal.record(
                Event("enquete.invitations", on: "demarche/\(hub.id)", ["nombre": String(targets.count)]), by: actor,
                at: now, in: db)
            return targets.count
        }
    }

    /// Writes again to those whom the rule allows to be reminded.
    func remind(_ hub: Hub, actor: Actor, at now: Date) async throws -> Int {
        try await database.write { db in
            let survey = try Self.open(hub, on: now.dayInFrance, in: db)
            let due = try Self.due(survey, on: now.dayInFrance, in: db).prefix(Self.mostAtOnce)
            for (invitation, address, name) in due {
                try write(invitation, address, name, survey, hub, isReminder: true, at: now, in: db)
            }
            try Journal.record(
                Event("enquete.rappels", on: "demarche/\(hub.id)", ["nombre": String(due.count)]), by: actor, at: now,
                in: db)
            return due.count
        }
    }

    private static func open(_ hub: Hub, on day: Day, in db: GRDB.Database) throws -> Survey {
        guard let survey = try SurveyStore.current(of: hub.id, in: db) else { throw NotFound() }
        guard survey.takesAnswers(on: day) else {
            throw Refused("L’enquête n’est pas ouverte : aucune lettre ne part.")
        }
        return survey
    }

    private static func due(
        _ survey: Survey, on day: Day, in db: GRDB.Database
    ) throws -> [(Int64, MailAddress, String)] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT i.id, i.address, i.refusedAt, o.name,
                    (SELECT group_concat(l.sentOn) FROM surveyLetter l WHERE l.invitationID = i.id) AS sent,
                    EXISTS (SELECT 1 FROM surveyResponse r WHERE r.surveyID = i.surveyID
                        AND r.organisationID = i.organisationID) AS answered
                FROM surveyInvitation i JOIN organisation o ON o.id = i.organisationID
                WHERE i.surveyID = ? ORDER BY i.id
                """, arguments: [survey.id])
        return rows.compactMap { row in
            let sent = (row["sent"] as String? ?? "").split(separator: ",").compactMap { Day(String($0)) }
            let isDue = SurveyReminder.isDue(
                sent: sent, hasAnswered: row["answered"], hasRefused: (row["refusedAt"] as String?) != nil,
                closesOn: survey.closesOn, on: day)
            guard isDue, let address = MailAddress(row["address"] as String) else { return nil }
            return (row["id"], address, row["name"])
        }
    }

    private func write(
        _ invitation: Int64, _ address: MailAddress, _ name: String, _ survey: Survey, _ hub: Hub, isReminder: Bool,
        at now: Date, in db: GRDB.Database
    ) throws {
        let key = Secret()
        try db.execute(
            sql: "INSERT INTO surveyLetter (hash, invitationID, sentOn) VALUES (?, ?, ?)",
            arguments: [key.hash, invitation, now.dayInFrance])
        let letter = SurveyLetters(baseURL: baseURL).invitation(key, name, survey, hub, isReminder: isReminder)
        try OutboxStore.enqueue(letter, to: address, name, at: now, in: db)
    }

    /// What a link opens: the survey, the hub, and the organisation it was sent to.
    struct Opened: Sendable {
        let survey: Survey
        let hub: Hub
        let respondent: SurveyRespondent
    }

    func opened(_ key: Secret, on day: Day) async throws -> Opened? {
        try await database.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT s.*, i.organisationID FROM surveyLetter l JOIN surveyInvitation i ON i.id = l.invitationID
                    JOIN survey s ON s.id = i.surveyID WHERE l.hash = ?
                    """, arguments: [key.hash])
            guard let row else { return nil }
            let survey = try SurveyStore.survey(row, in: db)
            guard let hub = try Hub.fetchOne(db, key: survey.hub),
                let record = try Row.fetchOne(
                    db, sql: "SELECT * FROM organisation WHERE id = ?", arguments: [row["organisationID"] as Int64])
            else { return nil }
            let sheet = OrganisationReader.sheet(record)
            let sectors = try SectorStore.sectors(on: day, in: db)
            let communes = try HubPlaces.communes(of: hub.id, on: day, in: db)
            let place =
                sheet[.commune].isEmpty
                ? CommuneNames(communes).code(postcode: sheet[.postcode], town: sheet[.town]) ?? "" : sheet[.commune]
            return Opened(
                survey: survey, hub: hub,
                respondent: SurveyRespondent(
                    organisation: record["id"], name: sheet[.name], family: sheet.family,
                    sector: sectors.sectors(of: sheet).first?.code ?? "", commune: place))
        }
    }

    /// No more letters about this survey to whoever got this one.
    func refuse(_ key: Secret, at now: Date) async throws {
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT i.id, s.hubID FROM surveyLetter l JOIN surveyInvitation i ON i.id = l.invitationID
                    JOIN survey s ON s.id = i.surveyID WHERE l.hash = ?
                    """, arguments: [key.hash])
            guard let row else { return }
            try db.execute(
                sql: "UPDATE surveyInvitation SET refusedAt = coalesce(refusedAt, ?) WHERE id = ?",
                arguments: [now.formatted(.iso8601), row["id"] as Int64])
            try Journal.record(
                Event("enquete.refus", on: "demarche/\(row["hubID"] as Int64)"), by: .program, at: now, in: db)
        }
    }
}
