import Domain
import Foundation
import GRDB
import Hummingbird
import HummingbirdTesting
import Testing

@testable import App

/// What lists keep of organisations is what the database would give now.
struct KeptListTests {
    private static let lists = [
        "/annuaire", "/annuaire?tri=nom", "/annuaire?tri=recent", "/annuaire/cadre", "/annuaire?q=ti",
        "/annuaire?q=coop",
    ]

    @Test func everyListIsByteForByteWhatAProgramThatKeptNothingWouldGive() async throws {
        let folder = try DataFolder()
        var configuration = App.Configuration()
        configuration.dataFolder = folder.url.appending(path: "reseau")
        let pool = try App.Database.open(configuration, creating: true)
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let author = RecordAuthor(origin: .file, actor: .program, at: now)
        let id = try await pool.write { db in
            for number in 0..<60 {
                let sheet = OrganisationSheet([.name: "Coop du quartier \(number)", .town: "Brest"])
                _ = try OrganisationWriter(author: author).create(sheet, in: db)
            }
            try db.execute(sql: "INSERT INTO hub (slug, name) VALUES ('essai', 'Pôle de l’essai')")
            return try OrganisationWriter(author: author).create(OrganisationSheet([.name: "Ti Coop"]), in: db)
        }
        let changes: [(sql: String, arguments: StatementArguments, shown: String)] = [
            ("UPDATE organisation SET name = 'Ti Coop de Brest' WHERE id = ?", [id], "Ti Coop de Brest"),
            ("UPDATE organisation SET summary = 'Épicerie' WHERE id = ?", [id], "Épicerie"),
            (
                "INSERT INTO hubMember (hubID, organisationID, validFrom) SELECT id, ?, '2026-01-01' FROM hub", [id],
                "Pôle de l’essai"
            ),
            ("UPDATE hub SET name = 'Pôle renommé'", [], "Pôle renommé"),
            (
                "UPDATE organisation SET diffusion = 'P', town = 'Morlaix', postcode = '29600' WHERE id = ?", [id],
                "Morlaix"
            ),
        ]
        let warm = try await Reader(pool, configuration, now)
        _ = try await warm.pages(Self.lists)
        for change in changes {
            try await pool.write { db in
                try db.execute(sql: change.sql, arguments: change.arguments)
                try OrganisationWriter.touch(db)
            }
            let kept = try await warm.pages(Self.lists)
            let fresh = try await Reader(pool, configuration, now).pages(Self.lists)
            let isSame = kept == fresh
            #expect(isSame, "\(change.sql)")
            let isShown = kept.contains { $0.contains(change.shown) }
            #expect(isShown, "\(change.sql)")
        }
    }

    /// The program on that database, with what it keeps.
    private struct Reader {
        let services: Services

        init(_ pool: DatabasePool, _ configuration: App.Configuration, _ now: Date) async throws {
            services = try Services(database: pool, configuration: configuration) { now }
        }

        /// Each asked three times: made, kept, and packed again.
        func pages(_ paths: [String]) async throws -> [String] {
            let application = try buildApplication(services, logsRequests: false)
            let texts = Mutexed<[String]>([])
            try await application.test(.router) { client in
                for path in paths {
                    var first = ""
                    for round in 0..<3 {
                        let text = try await client.execute(uri: path, method: .get) { String(buffer: $0.body) }
                        if round == 0 { first = text }
                        let isSame = text == first
                        #expect(isSame, "\(path)")
                    }
                    let page = first
                    texts.change { $0.append(page) }
                }
            }
            return texts.value
        }
    }
}
