import Domain
import Foundation
import GRDB
import NIOCore
import Testing

@testable import App

extension Site {
    /// The network as `maillage initialiser` makes it: the facts of 2010 and the drawing; its documents in a folder of its own.
    static func brittany(
        hasMap: Bool = true, configure: (inout App.Configuration) -> Void = { _ in }
    ) async throws -> Site {
        let site = try Site { configuration in
            configuration.dataFolder = FileManager.default.temporaryDirectory.appending(
                path: "essai-\(UUID().uuidString)")
            configure(&configuration)
        }
        let folder = try Resources.folder().appending(path: "Facts")
        let facts = try FactStore.read(folder.appending(path: "bretagne.json"))
        try FactStore(database: site.database).install(facts, now: site.now)
        guard hasMap else { return site }
        let drawing = try JSONDecoder().decode(
            Drawing.self, from: Data(contentsOf: folder.appending(path: "bretagne.dessin.json")))
        let topology = try Topology(drawing: drawing)
        let now = site.now
        try await site.database.write { db in
            let source = try Source.record(title: "Dessin", in: db)
            try TerritoryStore.record(topology, kind: .pays, isDrawing: true, source: source, now: now, in: db)
        }
        return site
    }

    func hubID(_ slug: String) async throws -> ID<Hub> {
        let id = try await HubStore(database: database).id(slug: slug)
        return try #require(id)
    }

    func territoryID(_ slug: String) async throws -> ID<Territory> {
        let territory = try await TerritoryStore(database: database).territory(slug: slug)
        return try #require(territory).id
    }

    @discardableResult
    func animator(_ name: String = "Anne Animatrice") async throws -> ID<Person> {
        try await person(name, "animation@example.org", (.networkAnimator, .network))
    }

    @discardableResult
    func coordinator(of slug: String, _ name: String = "Corentin Coordinateur") async throws -> ID<Person> {
        try await person(name, "coordination-\(slug)@example.org", (.hubCoordinator, .hub(try await hubID(slug))))
    }

    /// Runs `work` with a browser in which this person has signed in.
    func visit(
        as person: ID<Person>, _ work: @escaping @Sendable (Browser) async throws -> Void
    ) async throws {
        try await visit { browser in
            try await browser.signIn(as: person, on: self)
            try await work(browser)
        }
    }

    /// A commune in a Pays of the hub's perimeter.
    func commune(_ code: String, _ name: String, inPerimeterOf slug: String) async throws {
        let hub = try await hubID(slug)
        try await database.write { db in
            let pays = try Int64.fetchOne(
                db, sql: "SELECT territoryID FROM hubPerimeter WHERE hubID = ?", arguments: [hub])
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(
                sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', ?, ?)",
                arguments: [code, name.lowercased() + "-" + code])
            let id = db.lastInsertedRowID
            try db.execute(
                sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                arguments: [id, name, name, source])
            try db.execute(
                sql: """
                    INSERT INTO membership (partID, wholeID, wholeKind, certainty, sourceID)
                    SELECT ?, id, kind, 'etabli', ? FROM territory WHERE id = ?
                    """, arguments: [id, source, pays])
        }
    }

    /// One number out of the database.
    func count(_ sql: String) async throws -> Int {
        try await database.read { db in try Int.fetchOne(db, sql: sql) ?? -1 }
    }

    func strings(_ sql: String) async throws -> [String] {
        try await database.read { db in try String.fetchAll(db, sql: sql) }
    }

    /// Everything that a write could have changed, to see that nothing did.
    func everything() async throws -> [String] {
        try await strings(
            """
            SELECT 'm' || id || kind || date || title FROM milestone
            UNION ALL SELECT 'w' || milestoneID FROM milestoneWithdrawal
            UNION ALL SELECT 'p' || id || territoryID || coalesce(validFrom, '') || coalesce(validUntil, '') FROM hubPerimeter
            UNION ALL SELECT 'h' || id || slug || name || presentation || governance || manager || contactEmail || website FROM hub
            UNION ALL SELECT 'o' || id || name FROM organisation
            UNION ALL SELECT 'n' || hubID || organisationID || validFrom || coalesce(validUntil, '') FROM hubMember
            UNION ALL SELECT 't' || name || validFrom || value FROM threshold
            UNION ALL SELECT 's' || id || title FROM source
            UNION ALL SELECT 'd' || id FROM document
            UNION ALL SELECT 'j' || id FROM journal WHERE kind NOT LIKE 'session.%'
            """)
    }
}

/// A day for tests; a slip in its writing gives a day so far away that the test fails.
func day(_ text: String) -> Day { Day(text) ?? .farPast }

extension Answer {
    /// The file as its type says, read by Foundation.
    func json() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes.readableBytesView)) as? [String: Any])
    }
}
