import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// Records written by the thousand are those that would be written one by one.
struct ManyRecordsTests {
    private let author = RecordAuthor(
        origin: .essFrance, actor: .program, at: Date(timeIntervalSince1970: 1_790_000_000))

    private func names(_ site: Site, _ names: [String]) async throws -> [String] {
        try await site.database.write { [author] db in
            let inserter = RecordInserter(author, .published, in: db)
            return try names.map { name in
                let id = try inserter.insert(PackedSheet(OrganisationSheet([.name: name])))
                return try String.fetchOne(db, sql: "SELECT slug FROM organisation WHERE id = ?", arguments: [id]) ?? ""
            }
        }
    }

    @Test func namesakesGetAddressesOfTheirOwnWhoeverCameFirst() async throws {
        let site = try await Site.brittany()
        #expect(
            try await names(site, ["Comité des fêtes", "COMITE DES FETES"]) == [
                "comite-des-fetes", "comite-des-fetes-2",
            ])
        // Taken before, by another import and by somebody.
        #expect(try await names(site, ["Comité des fêtes 4"]) == ["comite-des-fetes-4"])
        #expect(
            try await names(site, Array(repeating: "Comité des fêtes", count: 3))
                == ["comite-des-fetes-5", "comite-des-fetes-6", "comite-des-fetes-7"])
        #expect(try await names(site, ["", "!"].map { $0 + "…" }) == ["sans-nom", "sans-nom-2"])
    }

    @Test func noRecordTakesTheAddressOfAPage() async throws {
        let site = try await Site.brittany()
        for name in Slugs.reserved.sorted() where !name.contains(".") {
            #expect(try await names(site, [name, name]) == [name + "-2", name + "-3"])
        }
    }

    @Test func aNameThatThousandsBearIsFoundAnAddressWithoutReadingThemAll() async throws {
        let site = try await Site.brittany()
        try await site.database.write { db in
            for number in 1...200 {
                try db.execute(
                    sql: """
                        INSERT INTO organisation (slug, name, family, origin, createdAt, updatedAt)
                        VALUES (?, 'Club', 'association', 'fichier', '2026', '2026')
                        """, arguments: [number == 1 ? "club" : "club-\(number)"])
            }
            #expect(try Slugs.free("club", in: "organisation", db) == "club-201")
            #expect(try Slugs.free("clu", in: "organisation", db) == "clu")
            try db.execute(sql: "DELETE FROM organisation WHERE slug = 'club-2'")
            #expect(try Slugs.free("club", in: "organisation", db) == "club-2")
        }
    }

    @Test func theIndexesTakenAwayWhileManyAreWrittenAreThereAgain() async throws {
        let site = try await Site.brittany()
        try await site.database.write { [author] db in
            let indexes = "SELECT name || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
            let before = try String.fetchAll(db, sql: indexes)
            try ManyRecords.write(1000, from: 20, in: db) {
                let during = try String.fetchAll(db, sql: indexes)
                #expect(during.count < before.count)
                let inserter = RecordInserter(author, .published, in: db)
                for number in 0..<30 {
                    _ = try inserter.insert(
                        PackedSheet(OrganisationSheet([.name: "Club \(number)", .siren: "404833048"])))
                }
            }
            #expect(try String.fetchAll(db, sql: indexes) == before)
            let found = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM organisation INDEXED BY organisationBySiren
                    WHERE siren = '404833048' AND siren <> ''
                    """)
            #expect(found == 30)
        }
    }

    @Test func whatTheTableRefusesIsRefusedWhenManyAreWrittenToo() async throws {
        let site = try await Site.brittany()
        let bad: [[OrganisationField: String]] = [
            [.name: "Club", .siren: "12"], [.name: "Club", .state: "dormante"],
            [.name: "Club", .longitude: "x", .precision: "loin"],
            [.name: String(repeating: "n", count: 201)], [.name: "Club", .website: "javascript:alert(1)"],
        ]
        for values in bad {
            await #expect(throws: ManyRecords.Fault.self) {
                try await site.database.write { [author] db in
                    try ManyRecords.write(1000, from: 1, in: db) {
                        _ = try RecordInserter(author, .published, in: db).insert(
                            PackedSheet(OrganisationSheet(values)))
                    }
                }
            }
            #expect(
                try await site.database.read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM organisation WHERE name LIKE 'Club'")
                } == 0)
        }
        // One by one, the table refuses them by itself again.
        try await site.database.write { db in
            let ignored = try Int.fetchOne(db, sql: "PRAGMA ignore_check_constraints")
            #expect(ignored == 0)
            #expect(try ManyRecords.checks(in: db).contains("family IN ('association'"))
        }
    }

    @Test func whatASheetDoesNotSayHasItsDefault() async throws {
        let site = try await Site.brittany()
        try await site.database.write { [author] db in
            let inserter = RecordInserter(author, .published, in: db)
            let long = String(repeating: "é", count: 3000)
            let id = try inserter.insert(
                PackedSheet(OrganisationSheet([.name: "Ti Coop", .purpose: long, .acronym: ""])))
            let read = try OrganisationReader.sheet(of: id, in: db)
            #expect(read[.purpose] == long && read[.acronym] == "" && read.family == .undetermined)
            #expect(read[.state] == "active" && read[.diffusion] == "O")
        }
    }
}
