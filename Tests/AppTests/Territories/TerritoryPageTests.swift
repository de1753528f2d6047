import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Hubs on intercommunalités and communes: what pages say of them, and of the people they cover.
struct TerritoryPageTests {
    /// Communes 29151 in EPCI 242900074, which the hub `c2sol` covers, and 29232 in the same Pays.
    private func site() async throws -> Site {
        let site = try await Site.brittany()
        let pays = try await site.territoryID("pays-de-brest")
        let epci = try await site.territoryID("epci-242900074")
        let hub = try await site.hubID("c2sol")
        try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            for (code, whole) in [("29001", epci), ("29002", pays)] {
                try db.execute(
                    sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', ?, ?)",
                    arguments: [code, "commune-\(code)"])
                let id = ID<Territory>(rawValue: db.lastInsertedRowID)
                try db.execute(
                    sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                    arguments: [id, "Commune \(code)", "Commune \(code)", source])
                try db.execute(
                    sql: """
                        INSERT INTO membership (partID, wholeID, wholeKind, certainty, sourceID)
                        SELECT ?, id, kind, 'etabli', ? FROM territory WHERE id = ?
                        """, arguments: [id, source, whole])
            }
            try db.execute(sql: "DELETE FROM hubPerimeter WHERE territoryID = ?", arguments: [pays])
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, sourceID) VALUES (?, ?, ?)",
                arguments: [hub, epci, source])
            try db.execute(
                sql: """
                    INSERT INTO population VALUES (?, 2020, 1000, ?)
                    ON CONFLICT DO UPDATE SET year = 2026, inhabitants = 1000
                    """, arguments: [epci, source])
        }
        return site
    }

    @Test func aHubNamesItsPerimeterWhateverTheKindOfTerritory() async throws {
        let site = try await site()
        try await site.visit { browser in
            let line = try await browser.get("/poles.csv").text.split(separator: "\n").first { $0.contains(",c2sol,") }
            let store = TerritoryStore(database: site.database)
            let view = try await store.view(slug: "epci-242900074", on: site.today)
            let name = try #require(view?.record.shortName)
            #expect(line?.contains(name) == true)
        }
    }

    @Test func aTerritoryShowsOnlyTheHubsThatReachIt() async throws {
        let site = try await site()
        try await site.visit { browser in
            let lead = "href=\"/poles/c2sol\""
            #expect(try await browser.get("/territoires/epci-242900074").text.contains(lead))
            #expect(try await browser.get("/territoires/commune-29001").text.contains(lead))
            let outside = try await browser.get("/territoires/commune-29002").text
            #expect(!outside.contains(lead + ">") && outside.contains("dont ce territoire n’est pas"))
        }
    }

    @Test func onlyThePeopleOfTheCoveredPartsAreCounted() async throws {
        let site = try await site()
        let store = SituationStore(database: site.database, atlas: Atlas())
        let view = try await store.view(on: site.today)
        let hub = try await site.hubID("c2sol")
        let elsewhere = try await site.database.write { db in
            try db.execute(
                sql:
                    "DELETE FROM hubPerimeter WHERE hubID = ? AND territoryID IN (SELECT id FROM territory WHERE kind = 'epci')",
                arguments: [hub])
            return try SituationStore.view(on: site.today, atlas: Atlas(), in: db).populationCovered
        }
        let part = try #require(view.places.values.first { $0.territory.code == "242900074" }?.population)
        #expect(view.populationCovered == elsewhere + part.inhabitants)
        let pays = try #require(view.territories.first { $0.territory.slug == "pays-de-brest" }?.population)
        #expect(part.inhabitants < pays.inhabitants)
    }

    @Test(arguments: [("%F0%9F%8E%89", 0), ("brest", 1), ("", 21), ("%20", 21)])
    func aSearchWithoutLettersFindsNothing(query: String, count: Int) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/territoires?q=\(query)").text
            #expect(page.components(separatedBy: "href=\"/territoires/pays-").count - 1 >= count)
            #expect((count == 0) == page.contains("Aucun territoire ne répond"))
        }
    }

    @Test(arguments: [("1990-01-01", "Ancien"), ("2005-01-01", "Ancien"), ("2008-01-01", "Récent")])
    func aTerritoryOutsideOfItsTimeBearsTheNearestName(on: String, name: String) async throws {
        let site = try await Site.brittany()
        let records = try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', '29003', 'commune-29003')")
            let id = db.lastInsertedRowID
            for (name, from, until) in [("Ancien", "2000-01-01", "2004-01-01"), ("Récent", "2009-01-01", "2012-01-01")]
            {
                try db.execute(
                    sql: """
                        INSERT INTO territoryName (territoryID, name, shortName, validFrom, validUntil, sourceID)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """, arguments: [id, name, name, from, until, source])
            }
            return try TerritoryStore.records(.commune, on: day(on), includingOthers: true, in: db)
        }
        #expect(records.map(\.name) == [name])
    }
}
