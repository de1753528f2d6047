import Domain
import Foundation
import GRDB

/// Published figures of a territory, each with what it takes to cite it.
struct FigureStore {
    let database: any DatabaseWriter

    func figures(of territory: ID<Territory>) async throws -> [PublishedFigure] {
        try await database.read { db in try Self.figures(of: territory, in: db) }
    }

    /// Those that were imported and those that came with the program, by indicator, series and year.
    static func figures(of territory: ID<Territory>, in db: GRDB.Database) throws -> [PublishedFigure] {
        let imported = try Row.fetchAll(
            db,
            sql: """
                SELECT f.*, s.source, s.perimeter, s.licence FROM publishedFigure f
                JOIN publishedSeries s ON s.id = f.seriesID WHERE f.territoryID = ?
                """, arguments: [territory]
        ).compactMap { row -> PublishedFigure? in
            guard let indicator = FigureIndicator(rawValue: row["indicator"]) else { return nil }
            return PublishedFigure(
                indicator, year: row["year"], value: row["value"], family: row["family"], sector: row["sector"],
                size: row["size"], source: row["source"],
                perimeter: row["perimeter"], licence: row["licence"], published: row["published"], url: row["url"],
                note: row["note"], breakNote: row["breakNote"])
        }
        let shipped = try Row.fetchAll(
            db,
            sql: """
                SELECT k.name, k.year, k.value, s.title, s.url FROM keyFigure k JOIN source s ON s.id = k.sourceID
                WHERE k.territoryID = ?
                """, arguments: [territory]
        ).compactMap { row -> PublishedFigure? in
            guard let indicator = FigureIndicator(rawValue: row["name"]) else { return nil }
            // Kept in tenths of a per cent there.
            let value: Int = row["value"]
            return PublishedFigure(
                indicator, year: row["year"], value: indicator == .jobShare ? value * 10 : value, source: row["title"],
                url: row["url"] ?? "")
        }
        let order = FigureIndicator.allCases
        return (imported + shipped).sorted { left, right in
            let (a, b) = (order.firstIndex(of: left.indicator) ?? 0, order.firstIndex(of: right.indicator) ?? 0)
            return (a, left.year, left.source, left.family) < (b, right.year, right.source, right.family)
        }
    }

    /// Those of these territories of which somebody published figures by sector or by size, in their order.
    func divided(among territories: [TerritoryRecord]) async throws -> [TerritoryRecord] {
        try await database.read { db in
            let found = try ID<Territory>.fetchSet(
                db, sql: "SELECT DISTINCT territoryID FROM publishedFigure WHERE sector <> '' OR size <> ''")
            return territories.filter { found.contains($0.id) }
        }
    }
}
