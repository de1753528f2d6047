import Domain
import Foundation
import GRDB
import Hummingbird
import HummingbirdTesting
import Testing

@testable import App

/// The whole program on a database in memory, with a clock that tests set.
final class Site: Sendable {
    let database: DatabaseQueue
    let services: Services
    let clock: TestClock

    init(configure: (inout App.Configuration) -> Void = { _ in }) throws {
        var configuration = App.Configuration()
        // Small costs: the real ones are tested by themselves.
        configuration.scryptCost = 4
        configure(&configuration)
        let clock = TestClock()
        self.clock = clock
        database = try MigratedDatabase.copy()
        services = try Services(database: database, configuration: configuration) { clock.now }
    }

    /// Runs `work` with a browser on the site; `another()` opens more.
    func visit(_ work: @escaping @Sendable (Browser) async throws -> Void) async throws {
        let application = try buildApplication(services, logsRequests: false)
        try await application.test(.router) { client in
            try await work(Browser(client: client, cookie: self.services.cookie))
        }
    }

    var now: Date { clock.now }
    var today: Day { clock.now.dayInFrance }
}

/// The schema, made once: each site begins with a copy of it, a hundred times sooner than by migrating.
private enum MigratedDatabase {
    private static let model = Result { try App.Database.inMemory() }

    static func copy() throws -> DatabaseQueue {
        let queue = try DatabaseQueue(configuration: App.Database.settings)
        try model.get().backup(to: queue)
        return queue
    }
}

/// Time as tests want it.
final class TestClock: @unchecked Sendable {
    private let lock = NSLock()
    private var time = Date(timeIntervalSince1970: 1_795_000_000)

    var now: Date { lock.withLock { time } }
    func advance(by seconds: TimeInterval) { lock.withLock { time += seconds } }

    /// The same hour of another day.
    func move(to day: Day) { advance(by: TimeInterval(day.number - now.dayInFrance.number) * 86_400) }
}

extension Site {
    /// A person with an account and the given roles since the beginning of the year.
    @discardableResult
    func person(
        _ name: String, _ address: String, _ roles: (RoleKind, Scope)..., password: String? = nil
    ) async throws -> ID<Person> {
        try await person(name, address, roles: roles, password: password)
    }

    @discardableResult
    func person(
        _ name: String, _ address: String, roles: [(RoleKind, Scope)], password: String? = nil
    ) async throws -> ID<Person> {
        let name = try #require(PersonName(name))
        let address = try #require(MailAddress(address))
        let since = try #require(Day("2026-01-01"))
        let hash = if let password { try await services.hasher.hash(password).text } else { String?.none }
        let now = now
        return try await database.write { db in
            let id = try AccountStore.create(name, address, isConfirmed: true, by: .program, at: now, in: db)
            for (kind, scope) in roles {
                try AccountStore.grant(kind, scope, to: id, from: since, by: .program, at: now, in: db)
            }
            try db.execute(sql: "UPDATE person SET passwordHash = ? WHERE id = ?", arguments: [hash, id])
            return id
        }
    }

    @discardableResult
    func hub(_ slug: String, name: String? = nil) async throws -> ID<Hub> {
        try await database.write { db in
            let sql = "INSERT INTO hub (slug, name) VALUES (?, ?)"
            try db.execute(sql: sql, arguments: [slug, name ?? "Pôle \(slug)"])
            return ID(rawValue: db.lastInsertedRowID)
        }
    }

    @discardableResult
    func organisation(_ slug: String, name: String) async throws -> ID<Organisation> {
        try await database.write { db in
            let sql = """
                INSERT INTO organisation (slug, name, family, origin, createdAt, updatedAt)
                VALUES (?, ?, 'cooperative', 'fichier', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')
                """
            try db.execute(sql: sql, arguments: [slug, name])
            return ID(rawValue: db.lastInsertedRowID)
        }
    }

    /// The text of the last message written, to `address` when given.
    func lastLetter(to address: String? = nil) async throws -> OutboxMessage {
        let messages = try await services.outbox.messages()
        return try #require(messages.first { address == nil || $0.recipient == address })
    }

    /// The link in the last message, as a path of the site.
    func lastLink(to address: String? = nil) async throws -> String {
        let body = try await lastLetter(to: address).body
        let start = try #require(body.range(of: "/lien?cle="))
        return String(body[start.lowerBound...].prefix { !$0.isWhitespace })
    }

    func journalKinds() async throws -> [String] {
        try await database.read { db in try String.fetchAll(db, sql: "SELECT kind FROM journal ORDER BY id") }
    }
}
