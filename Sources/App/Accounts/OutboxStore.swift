import Domain
import Foundation
import GRDB

/// A message to be sent, as kept.
struct OutboxMessage: Sendable, FetchableRecord, Decodable {
    let id: Int64
    let recipient: String
    let recipientName: String
    let subject: String
    let body: String
    let createdAt: Date
    let attempts: Int
    let nextAttemptAt: Date?
    let sentAt: Date?
    let lastError: String?

    enum State: Sendable { case sent, waiting, retrying, abandoned }

    var state: State {
        if sentAt != nil { return .sent }
        if nextAttemptAt == nil { return .abandoned }
        return attempts == 0 ? .waiting : .retrying
    }
}

/// Mail that waits to be sent, written in the transaction of what it tells about.
struct OutboxStore {
    let database: any DatabaseWriter
    /// Seconds before each new attempt: a minute, then five, half an hour, two hours, half a day.
    private static let delays: [TimeInterval] = [60, 300, 1_800, 7_200, 43_200]
    /// Mail is forgotten after thirty days, whatever became of it.
    private static let keptFor: TimeInterval = 30 * 24 * 3600

    static func enqueue(
        _ letter: Letter, to address: MailAddress, _ name: String, at now: Date, in db: GRDB.Database
    ) throws {
        try db.execute(sql: "DELETE FROM outbox WHERE createdAt < ?", arguments: [now - keptFor])
        try db.execute(
            sql: """
                INSERT INTO outbox (recipient, recipientName, subject, body, createdAt, nextAttemptAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [address, name, letter.subject, letter.body, now, now])
    }

    func messages(limit: Int = 200) async throws -> [OutboxMessage] {
        try await database.read { db in
            try OutboxMessage.fetchAll(db, sql: "SELECT * FROM outbox ORDER BY id DESC LIMIT ?", arguments: [limit])
        }
    }

    func message(_ id: Int64) async throws -> OutboxMessage {
        try await database.read { db in
            guard
                let message = try OutboxMessage.fetchOne(db, sql: "SELECT * FROM outbox WHERE id = ?", arguments: [id])
            else { throw NotFound() }
            return message
        }
    }

    func due(at now: Date) async throws -> [OutboxMessage] {
        try await database.read { db in
            try OutboxMessage.fetchAll(
                db, sql: "SELECT * FROM outbox WHERE nextAttemptAt <= ? ORDER BY nextAttemptAt, id LIMIT 20",
                arguments: [now])
        }
    }

    /// Sent: what a link could still open leaves the table with it.
    func markSent(_ id: Int64, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE outbox SET sentAt = ?, nextAttemptAt = NULL, attempts = attempts + 1, lastError = NULL, body = ?
                    WHERE id = ?
                    """, arguments: [now, try Self.hidingLinks(id, in: db), id])
        }
    }

    func markFailed(_ message: OutboxMessage, because reason: String, at now: Date) async throws {
        let next = message.attempts < Self.delays.count ? now + Self.delays[message.attempts] : nil
        try await database.write { db in
            try db.execute(
                sql: "UPDATE outbox SET attempts = attempts + 1, nextAttemptAt = ?, lastError = ? WHERE id = ?",
                arguments: [next, String(reason.prefix(300)), message.id])
        }
    }

    /// Tries again now, whatever happened before.
    func resend(_ id: Int64, by actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE outbox SET nextAttemptAt = ?, attempts = 0 WHERE id = ? AND sentAt IS NULL",
                arguments: [now, id])
            guard db.changesCount == 1 else {
                throw Refused("Ce courriel est déjà parti : ses liens n’y sont plus. Faites-en envoyer un autre.")
            }
            try Journal.record(Event("courriel.renvoi", on: "courriel/\(id)"), by: actor, at: now, in: db)
        }
    }

    private static func hidingLinks(_ id: Int64, in db: GRDB.Database) throws -> String {
        let body = try String.fetchOne(db, sql: "SELECT body FROM outbox WHERE id = ?", arguments: [id]) ?? ""
        return hidingLinks(body)
    }

    /// The text without what opens an account.
    static func hidingLinks(_ body: String) -> String {
        body.replacing(/cle=[A-Za-z0-9_-]+/) { _ in "cle=…" }
    }
}
