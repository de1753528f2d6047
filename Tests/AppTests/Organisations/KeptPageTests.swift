import Domain
import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import App

/// Pages kept for passers-by are those that the database would give now.
struct KeptPageTests {
    @Test func aRecordThatChangesIsReadAsItIsAtOnce() async throws {
        let folder = try DataFolder()
        var configuration = App.Configuration()
        configuration.dataFolder = folder.url.appending(path: "reseau")
        let pool = try App.Database.open(configuration, creating: true)
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let author = RecordAuthor(origin: .file, actor: .program, at: now)
        let id = try await pool.write { db in
            try OrganisationWriter(author: author).create(OrganisationSheet([.name: "Ti Coop"]), in: db)
        }
        let services = try Services(database: pool, configuration: configuration) { now }
        let application = try buildApplication(services, logsRequests: false)
        try await application.test(.router) { client in
            for _ in 0..<3 {
                try await client.execute(uri: "/annuaire/ti-coop", method: .get) { response in
                    #expect(response.status == .ok && String(buffer: response.body).contains("Ti Coop"))
                }
            }
            try await pool.write { db in
                let change = FieldChange(field: .name, old: "Ti Coop", new: "Ti Coop de Brest")
                try OrganisationWriter(author: author).apply([change], to: id, in: db)
            }
            for _ in 0..<2 {
                try await client.execute(uri: "/annuaire/ti-coop", method: .get) { response in
                    #expect(String(buffer: response.body).contains("Ti Coop de Brest"))
                }
            }
            try await pool.write { db in
                try db.execute(sql: "UPDATE organisation SET publication = 'retiree' WHERE id = ?", arguments: [id])
            }
            try await client.execute(uri: "/annuaire/ti-coop", method: .get) { response in
                #expect(response.status == .notFound)
            }
        }
    }

    /// What a record is read with changes seldom, and is kept: a change must show the next time all the same.
    @Test func sectorsThePerimeterCommunesAndTheNetworksNameShowAtOnce() async throws {
        let folder = try DataFolder()
        var configuration = App.Configuration()
        configuration.dataFolder = folder.url.appending(path: "reseau")
        let pool = try App.Database.open(configuration, creating: true)
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let author = RecordAuthor(origin: .file, actor: .program, at: now)
        _ = try await pool.write { db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', '29151', 'morlaix-29151')")
            try db.execute(
                sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                arguments: [db.lastInsertedRowID, "Morlaix", "Morlaix", source])
            return try OrganisationWriter(author: author).create(
                OrganisationSheet([
                    .name: "Ti Coop", .legalCategory: "9220", .family: "association", .activity: "90.01Z",
                    .activityNomenclature: "NAFRev2", .commune: "29151",
                ]), in: db)
        }
        let services = try Services(database: pool, configuration: configuration) { now }
        let application = try buildApplication(services, logsRequests: false)
        try await application.test(.router) { client in
            func page() async throws -> String {
                var text = ""
                for _ in 0..<2 {
                    try await client.execute(uri: "/annuaire/ti-coop", method: .get) { text = String(buffer: $0.body) }
                }
                return text
            }
            let first = try await page()
            #expect(first.contains(">Morlaix</a>") && first.contains("90.01Z"))
            let sector = try #require(first.firstMatch(of: /annuaire\/secteurs#([^"]+)"/)?.output.1)
            let reason = try #require(first.firstMatch(of: /Pourquoi elle est ici<\/h2><ul>(.*?)<\/ul>/)?.output.1)
            try await pool.write { db in
                try db.execute(
                    sql: "UPDATE sector SET label = 'Arts vivants' WHERE code = ?", arguments: [String(sector)])
            }
            #expect(try await page().contains("Arts vivants"))
            try await pool.write { db in
                try db.execute(sql: "UPDATE territoryName SET name = 'Montroulez' WHERE name = 'Morlaix'")
            }
            #expect(try await page().contains(">Montroulez</a>"))
            try await pool.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO essVersion (id, title, source, certainty, recordedAt)
                            VALUES (99, 'Essai', 'Essai', 'etabli', '2026-11-01');
                        INSERT INTO essCategory VALUES (99, '9220', 'Association', NULL, 'dehors', 'Essai', 'etabli');
                        """)
            }
            #expect(try await page().contains(reason), "a version that is being written counts for nothing")
            try await pool.write { db in
                try db.execute(sql: "UPDATE essVersion SET validFrom = '2026-11-01' WHERE id = 99")
            }
            #expect(try await !page().contains(reason))
            try await pool.write { db in
                try db.execute(sql: "INSERT OR REPLACE INTO setting (name, value) VALUES ('nom', 'Réseau renommé')")
            }
            #expect(try await page().contains("Réseau renommé"))
        }
    }

    @Test func aPageKeptPackedIsGivenOpenToWhoeverCannotOpenIt() async throws {
        let folder = try DataFolder()
        var configuration = App.Configuration()
        configuration.dataFolder = folder.url.appending(path: "reseau")
        let pool = try App.Database.open(configuration, creating: true)
        let services = try Services(database: pool, configuration: configuration)
        let application = try buildApplication(services, logsRequests: false)
        try await application.test(.router) { client in
            var texts: [String] = []
            for round in 0..<4 {
                let headers: HTTPFields = round % 2 == 0 ? [:] : [.acceptEncoding: "gzip"]
                try await client.execute(uri: "/annuaire", method: .get, headers: headers) { response in
                    #expect(response.headers[.contentEncoding] == (round % 2 == 0 ? nil : "gzip"))
                    let open = round % 2 == 0 ? response.body : try #require(Gzip.open(response.body))
                    texts.append(String(buffer: open))
                }
            }
            #expect(texts[0].contains("L’annuaire est vide.") && Set(texts).count == 1)
        }
    }

    @Test func whatIsAskedForAgainOutlivesWhatIsNot() {
        var kept = Remembered<Int, String>(room: 40)
        for number in 0..<100 {
            kept.keep("\(number)", for: number, size: 4)
            #expect(kept[0] == "0")
        }
        #expect(kept[99] == "99" && kept[50] == nil)
        kept.keep("too large", for: 7, size: 21)
        #expect(kept[7] == nil)
    }

    @Test func aRecordFindsItsBranchesWithoutReadingTheDirectory() async throws {
        let site = try await Site.brittany()
        let plan = try await site.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT slug, name, town FROM organisation
                    WHERE publication = 'publiee' AND parent <> '' AND id <> 5
                    AND CAST(parent AS INTEGER) IN (SELECT 5 UNION SELECT id FROM organisation WHERE mergedInto = 5)
                    """
            ).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN organisation") }, "\(plan)")
    }
}
