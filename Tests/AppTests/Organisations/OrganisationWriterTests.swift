import Foundation
import GRDB
import Testing

@testable import App
@testable import Domain

/// Records are written with their origin, and each change leaves its line.
struct OrganisationWriterTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private func author(_ origin: FieldOrigin) -> RecordAuthor {
        RecordAuthor(origin: origin, actor: .program, at: now)
    }
    private let sheet = OrganisationSheet([.name: "Ti Coop", .family: "cooperative", .siren: "404833048"])

    @Test func aRecordReadsBackAsItWasWritten() async throws {
        let site = try await Site.brittany()
        let (read, origin) = try await site.database.write { [sheet, now] db in
            let author = RecordAuthor(origin: .sirene, actor: .program, at: now)
            let id = try OrganisationWriter(author: author).create(sheet, in: db)
            return (
                try OrganisationReader.sheet(of: id, in: db), try OrganisationReader.origins(of: id, in: db)(.name)
            )
        }
        for (field, value) in sheet.values { #expect(read[field] == value) }
        #expect(read[.state] == "active" && read[.diffusion] == "O")
        #expect(origin == .sirene)
    }

    @Test func aChangeLeavesItsLineItsOriginAndANewVersion() async throws {
        let site = try await Site.brittany()
        let writers = (OrganisationWriter(author: author(.sirene)), OrganisationWriter(author: author(.organisation)))
        try await site.database.write { [sheet] db in
            let id = try writers.0.create(sheet, in: db)
            let version = try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0
            let made = try writers.1.apply(
                [
                    FieldChange(field: .phone, old: "", new: "02 98 00 00 00"),
                    FieldChange(field: .name, old: "Ti Coop", new: "TI COOP", kept: .organisation),
                ], to: id, in: db)
            #expect(made == 1)
            let read = try OrganisationReader.sheet(of: id, in: db)
            #expect(read[.phone] == "02 98 00 00 00" && read[.name] == "Ti Coop")
            let origins = try OrganisationReader.origins(of: id, in: db)
            #expect(origins(.phone) == .organisation && origins(.name) == .sirene)
            let lines = try Row.fetchAll(db, sql: "SELECT * FROM fieldChange WHERE organisationID = ?", arguments: [id])
            #expect(lines.count == 1)
            #expect(lines.first?["oldOrigin"] as String? == "sirene")
            #expect(try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0 > version)
        }
    }

    @Test func nothingToChangeWritesNothing() async throws {
        let site = try await Site.brittany()
        let writer = OrganisationWriter(author: author(.file))
        try await site.database.write { [sheet] db in
            let id = try writer.create(sheet, in: db)
            let version = try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion")
            #expect(try writer.apply([], to: id, in: db) == 0)
            #expect(try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") == version)
        }
    }

    @Test func organisationsOfTheFirstVersionKeepTheirMembershipsWhenTheirTableIsMadeAgain() throws {
        let queue = try DatabaseQueue()
        var early = DatabaseMigrator()
        early.registerMigration("2026-11 journal") { db in try db.execute(sql: Schema.journal) }
        early.registerMigration("2026-11 comptes") { db in try db.execute(sql: Schema.accounts) }
        early.registerMigration("2026-11 territoires") { db in try db.execute(sql: Schema.territories) }
        early.registerMigration("2026-11 pôles") { db in try db.execute(sql: Schema.hubs) }
        try early.migrate(queue)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO hub (slug, name) VALUES ('p', 'P');
                    INSERT INTO organisation (slug, name, family, sector) VALUES ('o', 'O', 'mutuelle', 'santé');
                    INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (1, 1, '2020-01-01');
                    """)
        }
        try Schema.migrator.migrate(queue)
        try queue.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT o.* FROM hubMember m JOIN organisation o ON o.id = m.organisationID")
            #expect(row?["summary"] as String? == "santé")
            #expect(row?["origin"] as String? == "faits")
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        }
    }
}
