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
