import Domain
import Foundation
import GRDB

/// A request in the hub's list.
struct JoiningLine: Sendable {
    let request: JoiningRequest
    /// When it was last touched.
    let at: String
}

/// Requests to join, from the side of the hub: it asks, admits or refuses, and says who decided.
struct JoiningDeskStore {
    let database: any DatabaseWriter
    let letters: MemberLetters

    /// Those that the hub may see: never what no address confirmed.
    func lines(of hub: ID<Hub>) async throws -> [JoiningLine] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT j.*, (SELECT max(at) FROM joiningStep s WHERE s.requestID = j.id) AS touchedAt
                    FROM joiningRequest j WHERE j.hubID = ? AND j.state <> 'a-confirmer' ORDER BY touchedAt DESC, j.id DESC
                    """, arguments: [hub]
            ).map { row in JoiningLine(request: try JoiningRequest(row: row), at: row["touchedAt"] ?? row["createdAt"])
            }
        }
    }

    func view(_ id: ID<JoiningRequest>, of hub: Hub) async throws -> JoiningView {
        try await database.read { db in try JoiningStore.view(try Self.request(id, of: hub.id, db), hub, in: db) }
    }

    private static func request(_ id: ID<JoiningRequest>, of hub: ID<Hub>, _ db: GRDB.Database) throws -> JoiningRequest
    {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM joiningRequest WHERE id = ? AND hubID = ? AND state <> 'a-confirmer'",
            arguments: [id, hub])
        guard let row else { throw NotFound() }
        return try JoiningRequest(row: row)
    }

    private static func open(_ id: ID<JoiningRequest>, of hub: ID<Hub>, _ db: GRDB.Database) throws -> JoiningRequest {
        let request = try request(id, of: hub, db)
        guard request.state.isOpen else { throw Refused("Cette demande est déjà décidée ou retirée.") }
        return request
    }

    /// Asks for more, by mail and on the page that follows the request.
    func ask(_ id: ID<JoiningRequest>, of hub: Hub, _ question: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            question.isEmpty ? Refused("Écrivez ce que le pôle voudrait savoir.", field: "question") : nil,
            Refused.tooLong(question, 5000, field: "question"),
        ])
        try await database.write { db in
            let request = try Self.open(id, of: hub.id, db)
            try JoiningStore.set(.incomplete, id, in: db)
            try JoiningStore.note(.incomplete, question, on: id, by: actor.personID, at: now, in: db)
            try write(letters.asked(request.name, hub, question: question), to: request, at: now, in: db)
            try Journal.record(
                Event("adhesion.complement", on: "adhesions/\(hub.id)", ["numero": id.description]),
                by: actor, at: now, in: db)
        }
    }

    /// A decision as typed.
    struct Decision: Sendable {
        var body: String
        var day: Day?
        var reason: String
        /// What its fields are called with, where two forms stand on one page.
        var prefix = ""
    }

    static let refusalPrefix = "refus-"

    func refuse(_ id: ID<JoiningRequest>, of hub: Hub, _ decision: Decision, actor: Actor, at now: Date) async throws {
        try RefusedForm.check(
            decision.refusals(on: now.dayInFrance) + [
                decision.reason.isEmpty
                    ? Refused("Dites pourquoi : l’organisation recevra ce motif.", field: "motif") : nil
            ])
        guard let day = decision.day else { return }
        try await database.write { db in
            let request = try Self.open(id, of: hub.id, db)
            let letter = letters.refused(request.name, hub, by: decision.body, on: day, reason: decision.reason)
            try write(letter, to: request, at: now, in: db)
            try db.execute(
                sql: """
                    UPDATE joiningRequest SET state = 'refusee', decidedBy = ?, decidedOn = ?, reason = ?,
                        contactName = '', contactRole = '', contactAddress = '', titularName = '',
                        titularAddress = '', deputyName = '', deputyAddress = '', personID = NULL WHERE id = ?
                    """, arguments: [decision.body, day, decision.reason, id])
            try JoiningStore.note(.refused, decision.reason, on: id, by: actor.personID, at: now, in: db)
            try Journal.record(
                Event(
                    "adhesion.refusee", on: "adhesions/\(hub.id)",
                    ["numero": id.description, "instance": decision.body, "jour": day.description]),
                by: actor, at: now, in: db)
        }
    }

    /// What an admission makes besides the membership.
    struct Admission: Sendable {
        var decision: Decision
        var from: Day?
        var college: String
        /// Whether the first dues are called at once.
        var callsDues: Bool
        var note: String
    }

    func admit(
        _ id: ID<JoiningRequest>, of hub: Hub, _ admission: Admission, record: RecordChoice, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check(
            admission.decision.refusals(on: now.dayInFrance) + [
                admission.from == nil
                    ? Refused(
                        "Donnez le jour à partir duquel elle est membre, par exemple 2026-03-01.", field: "depuis")
                    : nil,
                Refused.farDay(admission.from, today: now.dayInFrance, field: "depuis"),
                Refused.tooLong(admission.note, 2000, field: "mot"),
            ])
        guard let day = admission.decision.day, let from = admission.from else { return }
        try await database.write { db in
            let request = try Self.open(id, of: hub.id, db)
            let member = try organisation(request, record, actor: actor, at: now, in: db)
            guard try !MemberStore.isMember(member, of: hub.id, from: from, in: db) else {
                throw Refused("Elle est déjà membre à cette date : refusez la demande en le disant.")
            }
            let writer = AdmissionWriter(hub: hub, member: member, from: from, actor: actor, now: now)
            try writer.join(request, college: admission.college, in: db)
            let dues = admission.callsDues ? try writer.callDues(in: db) : ""
            try db.execute(
                sql: """
                    UPDATE joiningRequest SET state = 'admise', organisationID = ?, decidedBy = ?, decidedOn = ?,
                        reason = ? WHERE id = ?
                    """, arguments: [member, admission.decision.body, day, admission.note, id])
            try JoiningStore.note(.admitted, admission.note, on: id, by: actor.personID, at: now, in: db)
            let letter = letters.admitted(
                request.name, hub, by: admission.decision.body, on: day, dues: dues, note: admission.note)
            try write(letter, to: request, at: now, in: db)
            try Journal.record(
                Event(
                    "adhesion.admise", on: MemberJournal.subject(member, hub.id),
                    ["numero": id.description, "instance": admission.decision.body, "jour": day.description]),
                by: actor, at: now, in: db)
        }
    }

    /// The record that becomes a member: the one chosen, or a new one made of what the request says.
    private func organisation(
        _ request: JoiningRequest, _ choice: RecordChoice, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        switch choice {
        case .known(let id): return try JoiningStore.published(id, in: db)
        case .unasked, .new:
            let author = RecordAuthor(origin: .hub, actor: actor, at: now)
            return try OrganisationWriter(author: author).create(request.sheet, in: db)
        }
    }

    private func write(_ letter: Letter, to request: JoiningRequest, at now: Date, in db: GRDB.Database) throws {
        guard let address = MailAddress(request.contactAddress) else { return }
        try OutboxStore.enqueue(letter, to: address, request.contactName, at: now, in: db)
    }
}

extension JoiningDeskStore.Decision {
    func refusals(on today: Day) -> [Refused?] {
        [
            body.isEmpty
                ? Refused("Dites quelle instance a décidé : conseil, assemblée…", field: prefix + "instance") : nil,
            Refused.tooLong(body, 200, field: prefix + "instance"),
            day == nil
                ? Refused("Donnez le jour de la décision, par exemple 2026-03-01.", field: prefix + "jour") : nil,
            day.map { $0 > today } == true ? Refused("Ce jour n’est pas encore venu.", field: prefix + "jour") : nil,
            Refused.farDay(day, today: today, field: prefix + "jour"), Refused.tooLong(reason, 2000, field: "motif"),
        ]
    }
}

extension JoiningRequest {
    /// As a record of the directory.
    var sheet: OrganisationSheet {
        OrganisationSheet([
            .name: name, .family: family.rawValue, .siren: siren, .town: town, .summary: summary,
        ])
    }
}
