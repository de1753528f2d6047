import Domain
import Foundation
import GRDB

/// An application, for its panel or for whoever sent it.
struct JobApplication: Sendable {
    let id: ID<JobApplication>
    let post: ID<Recruitment>
    let name, address, phone, message: String
    let receivedOn: Day
    let stage: ApplicationStage
    let answeredOn: Day?
    let eraseOn: Day
    let papers: [ApplicationPaper]
    let notes: [ApplicationNote]
}

struct ApplicationPaper: Sendable {
    let id: ID<ApplicationPaper>
    let name, mediaType, storedName: String
    let size: Int
}

/// What somebody of the panel noted about a criterion of the post.
struct ApplicationNote: Sendable {
    let criterion, text, author, writtenAt: String
}

/// Applications to a post: sent by anybody, read by the panel alone, erased on their day.
struct ApplicationStore {
    let database: any DatabaseWriter
    let files: ApplicationFiles
    let letters: ApplicationLetters
    /// More than a hub ever gets; a flood stops there.
    static let most = 500

    struct Draft: Sendable {
        var name = ""
        var address = ""
        var phone = ""
        var message = ""
    }

    /// Keeps an application, tells its sender by mail, and the panel that there is one to read.
    func apply(
        _ draft: Draft, papers uploads: [(field: String, upload: Upload)], to id: ID<Recruitment>, of hub: Hub,
        at now: Date
    ) async throws {
        let address = try Self.check(draft, papers: uploads.count)
        try await files.keeping(uploads) { papers in
            try await database.write { [letters] db in
                let post = try RecruitmentStore.recruitment(id, of: hub.id, in: db)
                guard post.takesApplications(on: now.dayInFrance) else {
                    throw Refused("Cette annonce n’est plus ouverte : les candidatures ne sont plus prises.")
                }
                let count = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM application WHERE recruitmentID = ?", arguments: [id])
                guard (count ?? 0) < Self.most else {
                    throw Refused("Ce poste a reçu plus de candidatures qu’il ne peut en lire : écrivez au pôle.")
                }
                let key = Secret()
                try Self.insert(draft, address, papers, post, key, on: now.dayInFrance, in: db)
                try OutboxStore.enqueue(letters.receipt(key, hub, post), to: address, "", at: now, in: db)
                for juror in try RecruitmentStore.jurors(of: id, in: db) {
                    guard let reader = MailAddress(juror.address) else { continue }
                    try OutboxStore.enqueue(letters.arrived(hub.slug, id), to: reader, juror.name, at: now, in: db)
                }
                try RecruitmentStore.journal("candidature", id, hub.id, .program, now, in: db)
            }
        }
    }

    private static func check(_ draft: Draft, papers: Int) throws -> MailAddress {
        let address = MailAddress(draft.address)
        try RefusedForm.check([
            PersonName(draft.name) == nil ? Refused("Dites votre nom.", field: "nom") : nil,
            address == nil ? Refused("Écrivez votre adresse, par exemple nom@example.org.", field: "courriel") : nil,
            Refused.tooLong(draft.phone, 40, field: "telephone"),
            Refused.tooLong(draft.message, 5000, field: "message"),
            draft.message.isEmpty && papers == 0
                ? Refused("Écrivez quelques mots, ou joignez un document.", field: "message") : nil,
        ])
        guard let address else { throw Refused("Écrivez votre adresse.", field: "courriel") }
        return address
    }

    private static func insert(
        _ draft: Draft, _ address: MailAddress, _ papers: [ApplicationFiles.Paper], _ post: Recruitment, _ key: Secret,
        on day: Day, in db: GRDB.Database
    ) throws {
        let retention = ApplicationRetention(months: post.retention ?? ApplicationRetention.customary)
        try db.execute(
            sql: """
                INSERT INTO application (recruitmentID, name, address, phone, message, receivedOn, eraseOn, followHash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                post.id, draft.name, address, draft.phone, draft.message, day,
                retention.erasure(receivedOn: day, answeredOn: nil), key.hash,
            ])
        let id = db.lastInsertedRowID
        for paper in papers {
            try db.execute(
                sql: """
                    INSERT INTO applicationPaper (applicationID, name, mediaType, size, storedName)
                    VALUES (?, ?, ?, ?, ?)
                    """, arguments: [id, paper.name, paper.mediaType, paper.size, paper.storedName])
        }
    }

    static func application(_ row: Row, in db: GRDB.Database) throws -> JobApplication {
        let id: ID<JobApplication> = row["id"]
        let papers = try Row.fetchAll(
            db, sql: "SELECT * FROM applicationPaper WHERE applicationID = ? ORDER BY id", arguments: [id])
        let notes = try Row.fetchAll(
            db,
            sql: """
                SELECT n.*, p.name AS author FROM applicationNote n LEFT JOIN person p ON p.id = n.writtenBy
                WHERE n.applicationID = ? ORDER BY n.id
                """, arguments: [id])
        return JobApplication(
            id: id, post: row["recruitmentID"], name: row["name"], address: row["address"], phone: row["phone"],
            message: row["message"], receivedOn: row["receivedOn"], stage: row["stage"], answeredOn: row["answeredOn"],
            eraseOn: row["eraseOn"],
            papers: papers.map {
                ApplicationPaper(
                    id: $0["id"], name: $0["name"], mediaType: $0["mediaType"], storedName: $0["storedName"],
                    size: $0["size"])
            },
            notes: notes.map {
                ApplicationNote(
                    criterion: $0["criterion"], text: $0["text"], author: $0["author"] ?? "une personne du jury",
                    writtenAt: $0["writtenAt"])
            })
    }
}

/// What whoever applied may do with their link: read, take away, erase.
extension ApplicationStore {
    /// What a link opens, with its post; nil once erased.
    func opened(_ key: Secret) async throws -> (application: JobApplication, post: Recruitment, hub: Hub)? {
        try await database.read { db in
            let row = try Row.fetchOne(db, sql: "SELECT * FROM application WHERE followHash = ?", arguments: [key.hash])
            guard let row else { return nil }
            let application = try Self.application(row, in: db)
            let post = try Row.fetchOne(
                db, sql: "SELECT * FROM recruitment WHERE id = ?", arguments: [application.post])
            guard let post, let hub = try Hub.fetchOne(db, key: post["hubID"] as ID<Hub>) else { return nil }
            return (application, Recruitment(row: post), hub)
        }
    }

    /// Takes an application back: nothing of it is left. Twice is no fault.
    func withdraw(_ key: Secret, at now: Date) async throws {
        let removed = try await database.write { db -> [String] in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT a.id, a.recruitmentID, a.address, a.stage, r.hubID FROM application a
                    JOIN recruitment r ON r.id = a.recruitmentID WHERE a.followHash = ?
                    """, arguments: [key.hash])
            guard let row else { return [] }
            let names = try Self.erase([row["id"]], in: db)
            try RecruitmentStore.journal(
                "candidature-effacee", row["recruitmentID"], row["hubID"], .program, now, in: db)
            return names
        }
        for name in removed { files.remove(name) }
    }

    /// Erases applications and the letters that wait for them; returns the files that are to go.
    static func erase(_ ids: [ID<JobApplication>], in db: GRDB.Database) throws -> [String] {
        var names: [String] = []
        for id in ids {
            names += try String.fetchAll(
                db, sql: "SELECT storedName FROM applicationPaper WHERE applicationID = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM application WHERE id = ?", arguments: [id])
        }
        return names
    }

    /// The applications that came from an address, for whoever owns it (RGPD, art. 15).
    static func applications(from address: MailAddress, in db: GRDB.Database) throws -> [(
        hub: String, post: String, application: JobApplication
    )] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT a.*, r.title AS postTitle, h.name AS hubName FROM application a
                JOIN recruitment r ON r.id = a.recruitmentID JOIN hub h ON h.id = r.hubID WHERE a.address = ? ORDER BY a.id
                """, arguments: [address]
        ).map { row in (row["hubName"], row["postTitle"], try application(row, in: db)) }
    }

    /// The account of that address is erased: its applications go, and its places in panels; the files follow within the hour.
    static func forget(_ person: ID<Person>, _ address: MailAddress, in db: GRDB.Database) throws {
        let ids = try ID<JobApplication>.fetchAll(
            db, sql: "SELECT id FROM application WHERE address = ?", arguments: [address])
        _ = try erase(ids, in: db)
        try db.execute(sql: "DELETE FROM recruitmentJuror WHERE address = ?", arguments: [address])
        try db.execute(sql: "UPDATE applicationNote SET writtenBy = NULL WHERE writtenBy = ?", arguments: [person])
    }
}
