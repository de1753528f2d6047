import Domain
import Foundation
import GRDB

extension Session: FetchableRecord {
    init(row: Row) {
        self.init(
            id: row["id"], person: row["personID"], openedAt: row["openedAt"], lastSeenAt: row["lastSeenAt"],
            means: row["means"], browser: row["browser"])
    }
}

/// Browsers in which people have signed in.
struct SessionStore {
    let database: any DatabaseWriter
    /// Seconds between two notes of a visit: a page read is not a write.
    private static let noteInterval: TimeInterval = 3600

    /// Whoever holds `secret` in their cookie, with their roles; nil when the session is over, or its person may not sign in any more.
    func visitor(_ secret: Secret, at now: Date) async throws -> Visitor? {
        let found = try await database.read { db -> (Session, Person, Subject)? in
            let sql = "SELECT * FROM session WHERE secretHash = ?"
            guard let session = try Session.fetchOne(db, sql: sql, arguments: [secret.hash]),
                session.isAlive(at: now)
            else { return nil }
            let person = try AccountStore.person(session.person, in: db)
            guard person.maySignIn else { return nil }
            return (session, person, try AccountStore.subject(person.id, in: db))
        }
        guard let (session, person, subject) = found else { return nil }
        if now.timeIntervalSince(session.lastSeenAt) >= Self.noteInterval { try await note(session.id, at: now) }
        return Visitor(subject: subject, name: person.name, token: CSRF.token(for: secret), session: session)
    }

    private func note(_ session: ID<Session>, at now: Date) async throws {
        try await database.write { db in
            try db.execute(sql: "UPDATE session SET lastSeenAt = ? WHERE id = ?", arguments: [now, session])
        }
    }

    func sessions(of person: ID<Person>, at now: Date) async throws -> [Session] {
        try await database.read { db in try Self.sessions(of: person, at: now, in: db) }
    }

    static func sessions(of person: ID<Person>, at now: Date, in db: GRDB.Database) throws -> [Session] {
        let sql = "SELECT * FROM session WHERE personID = ? ORDER BY lastSeenAt DESC, id DESC"
        return try Session.fetchAll(db, sql: sql, arguments: [person]).filter { $0.isAlive(at: now) }
    }

    /// Opens a session and returns its secret; the one the browser had before is over.
    static func open(
        for person: ID<Person>, by means: Session.Means, browser: String, replacing former: Secret?, at now: Date,
        in db: GRDB.Database
    ) throws -> Secret {
        let secret = Secret()
        if let former { try db.execute(sql: "DELETE FROM session WHERE secretHash = ?", arguments: [former.hash]) }
        try db.execute(
            sql: "DELETE FROM session WHERE lastSeenAt < ? OR openedAt < ?",
            arguments: [now - Session.idleLifetime, now - Session.wholeLifetime])
        try db.execute(
            sql: """
                INSERT INTO session (personID, secretHash, openedAt, lastSeenAt, means, browser)
                VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [person, secret.hash, now, now, means, String(browser.prefix(100))])
        try Journal.record(
            Event("session.ouverture", on: "compte/\(person)", ["moyen": means.rawValue]), by: .person(person), at: now,
            in: db)
        return secret
    }

    /// Ends one session of a person; somebody else's is not found.
    func close(_ session: ID<Session>, of person: ID<Person>, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "DELETE FROM session WHERE id = ? AND personID = ?", arguments: [session, person])
            guard db.changesCount == 1 else { throw NotFound() }
            try Journal.record(
                Event("session.fermeture", on: "compte/\(person)"), by: .person(person), at: now, in: db)
        }
    }

    /// Ends every session of a person, except one.
    func closeAll(of person: ID<Person>, except kept: ID<Session>? = nil, at now: Date) async throws {
        try await database.write { db in
            try Self.closeAll(of: person, except: kept, in: db)
            try Journal.record(
                Event("session.fermeture", on: "compte/\(person)", ["portee": "toutes"]), by: .person(person), at: now,
                in: db)
        }
    }

    static func closeAll(of person: ID<Person>, except kept: ID<Session>? = nil, in db: GRDB.Database) throws {
        try db.execute(
            sql: "DELETE FROM session WHERE personID = ? AND id IS NOT ?", arguments: [person, kept])
    }
}
