import Foundation
import GRDB
import Hummingbird
import Testing

@testable import App

/// What the commands do beyond the pages.
struct CommandTests {
    @Test func theDemonstrationComesOnTopOfTheFirstFactsOnce() throws {
        let installation = try Installation()
        let program = installation.program
        let first = try program.initialise()
        #expect(first.last?.hasSuffix("compte lien ADRESSE") == true)
        #expect(throws: Refused.self) { try program.initialise() }
        let second = try program.initialise(demonstration: true)
        #expect(second.filter { $0.contains("/lien?cle=") }.count > 3)
        let content = try installation.content()
        #expect(throws: Refused("La démonstration est déjà dans ces données : rien n’a été changé.")) {
            try program.initialise(demonstration: true)
        }
        #expect(try installation.content() == content)
    }

    @Test func aHubThatAlreadyBearsANameOfTheDemonstrationRefusesIt() throws {
        let installation = try Installation()
        _ = try installation.program.initialise()
        try DatabaseQueue(path: installation.program.configuration.databaseFile.path).write { db in
            try db.execute(sql: "INSERT INTO hub (slug, name) VALUES ('deux-rivieres', 'Le vrai')")
        }
        let content = try installation.content()
        #expect(throws: Refused.self) { try installation.program.initialise(demonstration: true) }
        #expect(try installation.content() == content)
    }

    @Test func theJournalIsGivenAsTextTableOrObjects() throws {
        let installation = try Installation()
        let program = installation.program
        _ = try program.initialise()
        let count = try program.journal(format: "texte").split(separator: "\n").count
        #expect(count > 1)
        #expect(try program.journal(format: "csv").split(whereSeparator: \.isNewline).count == count + 1)
        let objects = try JSONSerialization.jsonObject(with: Data(try program.journal(format: "json").utf8)) as? [Any]
        #expect(objects?.count == count)
        #expect(throws: Refused.self) { try program.journal(format: "xml") }
        #expect(try program.verifyJournal().count == 1)
    }

    @Test func aPortThatCannotBeIsBlamedOnTheOption() {
        #expect(throws: Refused("--port doit être un nombre de 0 à 65535.")) {
            try Program(environment: [:], port: 70000)
        }
    }

    @Test func nothingIsSaidToListenBeforeThePortIsBound() async throws {
        let installation = try Installation()
        _ = try installation.program.initialise()
        let heard = Heard()
        let services = try Services(
            database: try installation.program.open(), configuration: installation.program.configuration)
        var configuration = services.configuration
        configuration.port = 0
        let free = try Services(database: services.database, configuration: configuration)
        let application = try buildApplication(free, logsRequests: false) { heard.note() }
        #expect(!heard.isNoted)
        let task = Task { try await application.runService() }
        for _ in 0..<200 where !heard.isNoted { try await Task.sleep(for: .milliseconds(20)) }
        #expect(heard.isNoted)
        task.cancel()
        _ = try? await task.value
    }
}

/// Whether something happened.
private final class Heard: @unchecked Sendable {
    private let lock = NSLock()
    private var happened = false

    var isNoted: Bool { lock.withLock { happened } }
    func note() { lock.withLock { happened = true } }
}
