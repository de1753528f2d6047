import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// The journal tells whether anybody touched the past.
struct JournalTests {
    /// A journal of a few lines, as real acts leave it.
    private func written(_ count: Int = 6) throws -> DatabaseQueue {
        let database = try App.Database.inMemory()
        try database.write { db in
            for number in 0..<count {
                try Journal.record(
                    Event(
                        "essai", on: "pole/\(number)", ["titre": "Ligne « \(number) »\nsur deux lignes", "vide": nil]),
                    by: number.isMultiple(of: 2) ? .program : .person(3),
                    at: Date(timeIntervalSince1970: Double(number)), in: db)
            }
        }
        return database
    }

    private func unlock(_ db: GRDB.Database) throws {
        try db.execute(sql: "DROP TRIGGER journalIsNotEdited; DROP TRIGGER journalIsNotErased")
    }

    @Test func anUntouchedJournalHolds() throws {
        let database = try written()
        #expect(try database.read(Journal.verify) == 6)
        #expect(try App.Database.inMemory().read(Journal.verify) == 0)
        let lines = try database.read { db in try Journal.lines(limit: 10, in: db) }
        #expect(lines.map(\.id) == [6, 5, 4, 3, 2, 1])
        #expect(lines.last?.previous == "" && lines.first?.previous == lines[1].hash)
        #expect(lines.first?.details == ["titre": "Ligne « 5 »\nsur deux lignes"])
    }

    @Test(arguments: [
        "at = '1970-01-01T00:00:09Z'", "personID = 4", "personID = NULL", "kind = 'essaj'", "subject = 'pole/33'",
        "detail = replace(detail, '3', '4')", "previous = hash", "hash = replace(hash, substr(hash, 1, 1), 'g')",
    ])
    func oneByteOfOneLineIsSeenAndTheLineNamed(change: String) throws {
        let database = try written()
        try database.write { db in
            try unlock(db)
            try db.execute(sql: "UPDATE journal SET \(change) WHERE id = 4")
        }
        let refusal = #expect(throws: Refused.self) { try database.read(Journal.verify) }
        #expect(refusal?.sentence.contains("La ligne 4 du journal") == true, "\(refusal?.sentence ?? "")")
    }

    /// Whoever recomputes the hash of the line they changed breaks the next one.
    @Test func aLineForgedWithItsOwnHashBreaksTheNextOne() throws {
        let database = try written()
        try database.write { db in
            try unlock(db)
            let line = try #require(try JournalLine.fetchOne(db, sql: "SELECT * FROM journal WHERE id = 4"))
            let forged = JournalLine(
                id: 4, at: line.at, personID: 9, kind: line.kind, subject: line.subject, detail: line.detail,
                previous: line.previous, hash: "")
            try db.execute(
                sql: "UPDATE journal SET personID = 9, hash = ? WHERE id = 4", arguments: [forged.expectedHash])
        }
        let refusal = #expect(throws: Refused.self) { try database.read(Journal.verify) }
        #expect(refusal?.sentence.contains("La ligne 5 du journal") == true)
    }

    @Test(arguments: [(1, "ligne 1 "), (4, "ligne 4 "), (3, "ligne 3 ")])
    func anErasedLineIsMissed(id: Int, words: String) throws {
        let database = try written()
        try database.write { db in
            try unlock(db)
            try db.execute(sql: "DELETE FROM journal WHERE id = ?", arguments: [id])
        }
        let refusal = #expect(throws: Refused.self) { try database.read(Journal.verify) }
        #expect(refusal?.sentence.contains(words) == true)
    }

    @Test func twoLinesSwappedAreSeen() throws {
        let database = try written()
        try database.write { db in
            try unlock(db)
            try db.execute(
                sql:
                    "UPDATE journal SET id = 100 WHERE id = 2; UPDATE journal SET id = 2 WHERE id = 3; UPDATE journal SET id = 3 WHERE id = 100"
            )
        }
        #expect(throws: Refused.self) { try database.read(Journal.verify) }
    }

    @Test(arguments: [
        "UPDATE journal SET kind = 'autre' WHERE id = 1", "DELETE FROM journal", "UPDATE journal SET at = at",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 1",
        "INSERT OR REPLACE INTO journal SELECT id + 1, at, personID, kind, subject, detail, previous, hash FROM journal",
        "INSERT OR REPLACE INTO journal SELECT id + 9, at, personID, kind, subject, detail, previous, hash || 'x' FROM journal",
        "INSERT OR REPLACE INTO milestone SELECT * FROM milestone WHERE id = 1",
        "UPDATE milestone SET title = 'autre'", "DELETE FROM milestone",
        "UPDATE milestone SET date = '2001' WHERE id = 1",
    ])
    func theDatabaseRefusesToChangeThePast(sql: String) async throws {
        let site = try await Site.brittany()
        let lines = try await site.strings("SELECT id || hash FROM journal")
        let milestones = try await site.strings("SELECT id || title || date FROM milestone")
        await #expect(throws: DatabaseError.self) { try await site.database.write { db in try db.execute(sql: sql) } }
        #expect(try await site.strings("SELECT id || hash FROM journal") == lines)
        #expect(try await site.strings("SELECT id || title || date FROM milestone") == milestones)
    }

    @Test func aRefusedWriteLeavesNoLine() async throws {
        let site = try await Site.brittany()
        let before = try await site.journalKinds()
        let store = PerimeterStore(database: site.database)
        let empty = PerimeterStore.Change(day: nil, evidence: "")
        let change = PerimeterStore.Change(day: day("2026-01-01"), evidence: "Vote")
        await #expect(throws: RefusedForm.self) {
            try await store.extend(1, with: nil, empty, actor: .program, at: site.now)
        }
        await #expect(throws: DatabaseError.self) {
            try await store.extend(999, with: 6, change, actor: .program, at: site.now)
        }
        #expect(try await site.journalKinds() == before)
    }

    @Test func theJournalPageTurnsItsPages() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        let now = site.now
        try await site.database.write { db in
            for number in 0..<150 {
                try Journal.record(Event("essai-\(number)-fin", on: "reseau"), by: .program, at: now, in: db)
            }
        }
        try await site.visit(as: person) { browser in
            let first = try await browser.get("/reseau/pilotage/journal").text
            #expect(first.contains("essai-149-fin") && !first.contains("essai-10-fin"))
            let link = try #require(
                first.components(separatedBy: "href=\"/reseau/pilotage/journal?avant=").dropFirst().first)
            let number = link.prefix { $0.isNumber }
            let second = try await browser.get("/reseau/pilotage/journal?avant=\(number)").text
            #expect(
                second.contains("essai-10-fin") && second.contains("premières données du réseau")
                    && !second.contains("essai-149-fin"))
            #expect(try await browser.get("/reseau/pilotage/journal?avant=x").text == first)
        }
    }
}
