import Domain
import Foundation
import GRDB

/// `demonstration-lancements.json`: an invented launch, for the demonstration network. Days count from the installation.
struct LaunchFiction: Decodable, Sendable {
    struct Launch: Decodable, Sendable {
        let pole, demandeAuReseau: String
        let dates: [Planned]
        let poste: Post
    }
    struct Planned: Decodable, Sendable {
        let dans: Int
        let titre: String
    }
    struct Post: Decodable, Sendable {
        let titre, lieu, debut, missions, profil, criteres: String
        let temps, bas, haut, jours: Int
        let jury: [Person]
        let candidatures: [Sent]
    }
    struct Person: Decodable, Sendable { let nom, courriel: String }
    struct Sent: Decodable, Sendable {
        let nom, courriel, message: String
        let etape: ApplicationStage
        let notes: [Note]
    }
    struct Note: Decodable, Sendable { let critere, texte: String }

    let lancements: [Launch]

    static func shipped() throws -> LaunchFiction {
        try FactStore.read(
            Resources.folder().appending(path: "Facts/demonstration-lancements.json"), as: LaunchFiction.self)
    }
}

/// Writes the invented launches on top of the demonstration's hubs.
struct LaunchFictionStore {
    let database: any DatabaseWriter

    func install(_ fiction: LaunchFiction, now: Date) throws {
        try database.write { db in
            for launch in fiction.lancements {
                let hub = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [launch.pole])
                guard let hub else {
                    throw Refused("La démonstration parle d’un pôle qu’elle n’a pas : « \(launch.pole) ».")
                }
                try write(launch, hub, now, in: db)
            }
        }
    }

    private func write(_ launch: LaunchFiction.Launch, _ hub: ID<Hub>, _ now: Date, in db: GRDB.Database) throws {
        let at = now.formatted(.iso8601)
        try db.execute(
            sql: "INSERT INTO networkJoining (hubID, message, askedAt) VALUES (?, ?, ?)",
            arguments: [hub, launch.demandeAuReseau, at])
        for date in launch.dates {
            try db.execute(
                sql: "INSERT INTO launchDate (hubID, day, title, recordedAt) VALUES (?, ?, ?, ?)",
                arguments: [hub, now.dayInFrance.adding(days: date.dans), date.titre, at])
        }
        let post = launch.poste
        try db.execute(
            sql: """
                INSERT INTO recruitment (hubID, title, workingTime, lowestSalary, highestSalary, contract, place,
                    startsWhen, tasks, profile, criteria, applyBy, state, openedAt, retention, createdAt)
                VALUES (?, ?, ?, ?, ?, 'cdi', ?, ?, ?, ?, ?, ?, 'ouverte', ?, ?, ?)
                """,
            arguments: [
                hub, post.titre, post.temps, post.bas, post.haut, post.lieu, post.debut, post.missions, post.profil,
                post.criteres, now.dayInFrance.adding(days: post.jours), at, ApplicationRetention.customary, at,
            ])
        let id = ID<Recruitment>(rawValue: db.lastInsertedRowID)
        for juror in post.jury {
            try db.execute(
                sql: "INSERT INTO recruitmentJuror VALUES (?, ?, ?, ?)",
                arguments: [id, juror.courriel, juror.nom, at])
        }
        for sent in post.candidatures { try write(sent, to: id, now, in: db) }
    }

    private func write(
        _ sent: LaunchFiction.Sent, to id: ID<Recruitment>, _ now: Date, in db: GRDB.Database
    ) throws {
        let day = now.dayInFrance
        try db.execute(
            sql: """
                INSERT INTO application (recruitmentID, name, address, message, receivedOn, stage, eraseOn, followHash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, sent.nom, sent.courriel, sent.message, day, sent.etape,
                day.adding(months: ApplicationRetention.most),
                Secret().hash,
            ])
        let application = db.lastInsertedRowID
        for note in sent.notes {
            try db.execute(
                sql: "INSERT INTO applicationNote (applicationID, criterion, text, writtenAt) VALUES (?, ?, ?, ?)",
                arguments: [application, note.critere, note.texte, now.formatted(.iso8601)])
        }
    }
}
