import Domain
import Foundation
import GRDB

/// What the panel reads.
struct PanelView: Sendable {
    let hub: Hub
    let post: Recruitment
    let jurors: [Juror]
    let applications: [JobApplication]
    let day: Day

    var path: String { "/poles/\(hub.slug)/recrutements/\(post.id)/candidatures" }
}

/// The work of a panel. Whoever is not of it finds nothing there, whatever their role.
extension ApplicationStore {
    func panel(_ id: ID<Recruitment>, of hub: Hub, for person: ID<Person>?, on day: Day) async throws -> PanelView {
        try await database.read { db in
            try Self.checkIsJuror(person, of: id, in: db)
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM application WHERE recruitmentID = ? ORDER BY receivedOn, id", arguments: [id])
            return PanelView(
                hub: hub, post: try RecruitmentStore.recruitment(id, of: hub.id, in: db),
                jurors: try RecruitmentStore.jurors(of: id, in: db),
                applications: try rows.map { try Self.application($0, in: db) }, day: day)
        }
    }

    /// By the address of the account, as it is today; a suspended account signs in nowhere.
    private static func checkIsJuror(_ person: ID<Person>?, of id: ID<Recruitment>, in db: GRDB.Database) throws {
        let isOne = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM recruitmentJuror j JOIN person p ON p.address = j.address
                WHERE j.recruitmentID = ? AND p.id = ? AND p.erasedAt IS NULL AND p.confirmedAt IS NOT NULL)
                """, arguments: [id, person])
        guard isOne == true else { throw NotFound() }
    }

    /// A fact about one of the criteria that the announcement named (code du travail, articles L. 1221-6 to L. 1221-8).
    func note(
        _ text: String, about criterion: String, on application: ID<JobApplication>, _ id: ID<Recruitment>, of hub: Hub,
        by person: ID<Person>?, at now: Date
    ) async throws {
        try await work(application, id, hub, person, now) { _, post, db in
            try RefusedForm.check([
                post.criteria.contains(criterion)
                    ? nil : Refused("Choisissez le critère de l’annonce dont vous parlez.", field: "critere"),
                text.isEmpty ? Refused("Écrivez ce que vous avez constaté.", field: "note") : nil,
                Refused.tooLong(text, 1000, field: "note"),
            ])
            try db.execute(
                sql: """
                    INSERT INTO applicationNote (applicationID, criterion, text, writtenAt, writtenBy)
                    VALUES (?, ?, ?, ?, ?)
                    """, arguments: [application, criterion, text, now.formatted(.iso8601), person])
        }
    }

    /// Calls somebody to an interview, or says no; either is told by mail at once.
    func move(
        _ application: ID<JobApplication>, to stage: ApplicationStage?, _ id: ID<Recruitment>, of hub: Hub,
        by person: ID<Person>?, at now: Date
    ) async throws {
        guard let stage, [.interview, .refused].contains(stage) else {
            throw Refused("Choisissez la suite à donner.", field: "suite")
        }
        try await work(application, id, hub, person, now) { [letters] found, post, db in
            guard found.stage.mayBecome(stage) else {
                throw Refused("Cette candidature est déjà \(found.stage.label) : relisez la page.", field: "suite")
            }
            if stage == .refused {
                try Self.refuse(found, post, hub, letters, at: now, in: db)
            } else {
                try db.execute(sql: "UPDATE application SET stage = 'entretien' WHERE id = ?", arguments: [found.id])
                if let address = MailAddress(found.address) {
                    try OutboxStore.enqueue(letters.interview(hub), to: address, "", at: now, in: db)
                }
            }
        }
    }

    /// What was decided, by whom and when, and the first day of the contract.
    struct Hiring: Sendable {
        var decidedBy = ""
        var decidedOn = ""
        var contractStart = ""
    }

    /// Somebody is hired: the others are told no, the post is filled, the hub's history tells it when the day has come.
    func hire(
        _ application: ID<JobApplication>, _ hiring: Hiring, _ id: ID<Recruitment>, of hub: Hub, by person: ID<Person>?,
        at now: Date
    ) async throws {
        let (decided, start) = (Day(hiring.decidedOn), Day(hiring.contractStart))
        let today = now.dayInFrance
        try RefusedForm.check([
            hiring.decidedBy.isEmpty
                ? Refused(
                    "Dites quelle instance a décidé, par exemple « conseil d’administration ».", field: "instance")
                : nil,
            Refused.tooLong(hiring.decidedBy, 200, field: "instance"),
            decided == nil ? Refused("Donnez le jour de la décision, comme \(today).", field: "decision") : nil,
            decided.map { $0 > today } == true
                ? Refused("Une décision à venir n’est pas encore prise.", field: "decision") : nil,
            start == nil ? Refused("Donnez le premier jour du contrat, comme \(today).", field: "debut-contrat") : nil,
            Refused.farDay(start, today: today, field: "debut-contrat"),
            start.flatMap { start in decided.map { start < $0 } } == true
                ? Refused("Le contrat commence après la décision.", field: "debut-contrat") : nil,
        ])
        guard let decided, let start else { return }
        try await work(application, id, hub, person, now) { [letters] found, post, db in
            guard found.stage.mayBecome(.chosen) else {
                throw Refused("Cette candidature est déjà \(found.stage.label) : relisez la page.")
            }
            let erased = ApplicationRetention(months: post.retention ?? ApplicationRetention.customary).erasure(
                receivedOn: found.receivedOn, answeredOn: today)
            try db.execute(
                sql: "UPDATE application SET stage = 'retenue', answeredOn = ?, eraseOn = ? WHERE id = ?",
                arguments: [today, erased, found.id])
            if let address = MailAddress(found.address) {
                try OutboxStore.enqueue(letters.acceptance(hub, erasedOn: erased), to: address, "", at: now, in: db)
            }
            try Self.refuseOthers(post, letters, at: now, in: db)
            try db.execute(
                sql: """
                    UPDATE recruitment SET state = 'pourvue', decidedBy = ?, decidedOn = ?, contractStart = ? WHERE id = ?
                    """, arguments: [hiring.decidedBy, decided, start, id])
            try RecruitmentStore.journal("pourvu", id, hub.id, person.map(Actor.person) ?? .program, now, in: db)
            try HiringMilestone.record(id, at: now, in: db)
        }
    }

    private func work(
        _ application: ID<JobApplication>, _ id: ID<Recruitment>, _ hub: Hub, _ person: ID<Person>?, _ now: Date,
        _ change: @escaping @Sendable (JobApplication, Recruitment, GRDB.Database) throws -> Void
    ) async throws {
        try await database.write { db in
            try Self.checkIsJuror(person, of: id, in: db)
            let post = try RecruitmentStore.recruitment(id, of: hub.id, in: db)
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM application WHERE id = ? AND recruitmentID = ?", arguments: [application, id])
            guard let row else { throw NotFound() }
            try RecruitmentStore.check(post, is: .open)
            try change(Self.application(row, in: db), post, db)
            try RecruitmentStore.journal("jury-travail", id, hub.id, person.map(Actor.person) ?? .program, now, in: db)
        }
    }

    /// Says no to all who have no answer yet.
    static func refuseOthers(
        _ post: Recruitment, _ letters: ApplicationLetters, at now: Date, in db: GRDB.Database
    ) throws {
        let hub = try Hub.fetchOne(
            db, sql: "SELECT h.* FROM hub h JOIN recruitment r ON r.hubID = h.id WHERE r.id = ?", arguments: [post.id])
        guard let hub else { throw NotFound() }
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM application WHERE recruitmentID = ? AND answeredOn IS NULL", arguments: [post.id])
        for row in rows { try refuse(application(row, in: db), post, hub, letters, at: now, in: db) }
    }

    private static func refuse(
        _ application: JobApplication, _ post: Recruitment, _ hub: Hub, _ letters: ApplicationLetters, at now: Date,
        in db: GRDB.Database
    ) throws {
        let today = now.dayInFrance
        let erased = ApplicationRetention(months: post.retention ?? ApplicationRetention.customary).erasure(
            receivedOn: application.receivedOn, answeredOn: today)
        try db.execute(
            sql: "UPDATE application SET stage = 'non-retenue', answeredOn = ?, eraseOn = ? WHERE id = ?",
            arguments: [today, erased, application.id])
        guard let address = MailAddress(application.address) else { return }
        try OutboxStore.enqueue(letters.refusal(hub, erasedOn: erased), to: address, "", at: now, in: db)
    }
}
