import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Letters that ask organisations to look at their record: polite, few, and they stop.
struct ReminderTests {
    private func site(_ confirmedAt: String) async throws -> PeopledSite {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(
                sql: "UPDATE organisation SET email = slug || '@example.org', confirmedAt = ? WHERE slug = 'la-coop'",
                arguments: [confirmedAt])
        }
        return peopled
    }

    private func send(_ site: Site) async throws -> Int { try await site.services.reminders.send(at: site.now) }

    @Test func lettersAreSpacedCountedAndStopByThemselves() async throws {
        let site = try await site("2025-01-01T00:00:00Z").site
        var sent: [Int] = []
        for _ in 0..<12 {
            sent.append(try await send(site))
            site.clock.advance(by: 30 * 24 * 3600)
        }
        #expect(sent == [1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])
        let last = try await site.lastLetter()
        #expect(last.recipient == "la-coop@example.org" && last.body.contains("dernier message"))
        #expect(try await site.journalKinds().filter { $0 == "fiches.rappels" }.count == 3)
    }

    @Test func aConfirmedRecordIsLeftAloneThenBeginsAgain() async throws {
        let peopled = try await site("2025-01-01T00:00:00Z")
        let site = peopled.site
        #expect(try await send(site) == 1)
        try await RecordCareStore(database: site.database).confirm(
            peopled.organisation, from: .organisation, actor: .program, at: site.now)
        site.clock.advance(by: 200 * 24 * 3600)
        #expect(try await send(site) == 0)
        site.clock.advance(by: 200 * 24 * 3600)
        #expect(try await send(site) == 1)
        #expect(try await site.lastLetter().body.contains("premier sur 3"))
    }

    /// A record copied from a file asked for nothing; one that takes part in a hub did.
    @Test func onlyThoseWhoAskedToBeKnownAreWrittenTo() async throws {
        let peopled = try await site("")
        let site = peopled.site
        try await site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET email = 'x@example.org' WHERE slug = 'une-autre-coop'")
        }
        #expect(try await send(site) == 1)
        #expect(try await site.lastLetter().recipient == "la-coop@example.org")
        for change in ["state = 'cessee'", "publication = 'retiree'", "email = ''"] {
            let other = try await self.site("2025-01-01T00:00:00Z").site
            try await other.database.write { db in try db.execute(literal: "UPDATE organisation SET \(sql: change)") }
            #expect(try await send(other) == 0, "\(change)")
        }
    }

    @Test func theNetworkSetsHowLongAndHowMany() async throws {
        let peopled = try await site("2026-03-01T00:00:00Z")
        let site = peopled.site
        #expect(try await send(site) == 0)
        try await site.visit { browser in
            try await peopled.becomes(.networkAnimator, browser)
            let path = "/reseau/pilotage/seuils"
            #expect(try await browser.get("/annuaire/la-coop").text.contains("Fiche à jour"))
            for (name, value) in [("fiche-conseillee", "6"), ("fiche-necessaire", "8")] {
                let fields = [("nom", name), ("valeur", value), ("depuis", "2026-01-01"), ("motif", "plénière")]
                #expect(try await browser.post(path, fields).status == .seeOther)
            }
            #expect(try await browser.another().get("/annuaire/la-coop").text.contains("relecture nécessaire"))
            let none = [("nom", "rappels"), ("valeur", "0"), ("depuis", "2026-01-01"), ("motif", "plénière")]
            #expect(try await site.services.reminders.due(at: site.now).count == 1)
            #expect(try await browser.post(path, none).status == .seeOther)
            #expect(
                try await browser.post(
                    path, [("nom", "familles"), ("valeur", "0"), ("depuis", "2026-01-02"), ("motif", "x")]
                ).status == .unprocessableContent)
        }
        #expect(try await send(site) == 0)
    }

    @Test func aBigDirectoryIsWrittenToLittleByLittle() async throws {
        let site = try await site("2025-01-01T00:00:00Z").site
        try await site.database.write { db in
            for number in 0..<70 {
                try db.execute(
                    sql: """
                        INSERT INTO organisation (slug, name, family, origin, createdAt, updatedAt, confirmedAt, email)
                        VALUES (?, 'Org', 'association', 'fichier', '2020', '2020', '2024-01-01T00:00:00Z', ?)
                        """, arguments: ["org-\(number)", "org\(number)@example.org"])
            }
        }
        #expect(try await send(site) == ReminderStore.mostPerDay)
        #expect(try await send(site) == 0)
        site.clock.advance(by: 25 * 3600)
        #expect(try await send(site) == 71 - ReminderStore.mostPerDay)
    }

    @Test func theCommandSaysToWhomThenWrites() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rappels-\(Secret().text)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = try Program(environment: [:], dataFolder: folder.path)
        let pool = try App.Database.open(program.configuration, creating: true)
        try await pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO organisation (slug, name, family, origin, createdAt, updatedAt, confirmedAt, email)
                    VALUES ('ti-coop', 'Ti Coop', 'cooperative', 'fichier', '2020', '2020', '2020-01-01T00:00:00Z', 'ti@example.org')
                    """)
        }
        #expect(try await program.remind(isTrial: true) == ["Ti Coop (message 1)", "1 rappel."])
        #expect(try await pool.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox") } == 0)
        #expect(try await program.remind(isTrial: false) == ["1 rappel à envoyer."])
        #expect(try await pool.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox") } == 1)
        #expect(try await program.remind(isTrial: false) == ["0 rappel à envoyer."])
    }
}
