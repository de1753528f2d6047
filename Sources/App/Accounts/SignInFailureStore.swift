import Domain
import Foundation
import GRDB

/// Why somebody was not let in.
enum SignInFailureCause: String, Sendable, CaseIterable, DatabaseValueConvertible {
    case password = "mot-de-passe"
    /// Too many tries already.
    case limit = "limite"
    case link = "lien"
}

/// Refused tries of an hour.
struct SignInFailure: Sendable {
    /// The hour's first moment.
    let hour: Date
    let cause: SignInFailureCause
    /// Nil when no account has the address that was typed.
    let person: ID<Person>?
    let name: String?
    let count: Int
}

/// Refused tries to sign in: a line of the log for each, and a count by hour for those who keep accounts. What was typed is
/// neither logged nor kept: it may be a password in the wrong field.
struct SignInFailureStore {
    let database: any DatabaseWriter
    let throttle: SignInThrottle

    /// How long counts are kept, in seconds: a quarter of a year.
    static let keptFor: TimeInterval = 90 * 24 * 3600

    /// The same work for an address that has an account and for one that has none: nothing tells them apart. A flood of tries
    /// fills the log, not the database.
    func note(_ cause: SignInFailureCause, _ address: MailAddress? = nil, at now: Date) async throws {
        Log.write([
            "at": .text(now.formatted(.iso8601)), "cause": .text(cause.rawValue), "evenement": "connexion-refusee",
        ])
        guard await throttle.notes.allows(cause.rawValue, at: now) else { return }
        try await database.write { db in
            let known = try Int64.fetchOne(db, sql: "SELECT id FROM person WHERE address = ?", arguments: [address])
            try db.execute(
                sql: "DELETE FROM signInFailure WHERE hour < ?", arguments: [Self.hour(now - Self.keptFor)])
            try db.execute(
                sql: """
                    INSERT INTO signInFailure (hour, cause, personID, count) VALUES (?, ?, ?, 1)
                    ON CONFLICT DO UPDATE SET count = count + 1
                    """, arguments: [Self.hour(now), cause, known ?? 0])
        }
    }

    /// Those of the last `seconds`, the latest first.
    func failures(since start: Date) async throws -> [SignInFailure] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT f.hour, f.cause, p.id, p.name, f.count FROM signInFailure f
                    LEFT JOIN person p ON p.id = f.personID AND p.erasedAt IS NULL
                    WHERE f.hour >= ? ORDER BY f.hour DESC, f.cause, f.personID
                    """, arguments: [Self.hour(start)]
            ).map(Self.failure)
        }
    }

    static func failures(of person: ID<Person>, in db: GRDB.Database) throws -> [SignInFailure] {
        try Row.fetchAll(
            db, sql: "SELECT hour, cause, personID, '', count FROM signInFailure WHERE personID = ? ORDER BY hour",
            arguments: [person]
        ).map(Self.failure)
    }

    static func forget(_ person: ID<Person>, in db: GRDB.Database) throws {
        try db.execute(sql: "DELETE FROM signInFailure WHERE personID = ?", arguments: [person])
    }

    private static func hour(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(13)) }

    private static func failure(_ row: Row) -> SignInFailure {
        let start = try? Date((row[0] as String) + ":00:00Z", strategy: .iso8601)
        return SignInFailure(
            hour: start ?? .distantPast, cause: row[1], person: row[2], name: row[3], count: row[4])
    }
}
