import Domain
import Foundation
import GRDB

/// A published figure about a territory, with its source.
struct KeyFigure: Sendable {
    let name: String
    let year: Int
    let value: Int
    let unit: String
    let source: Source
}

/// The network's situation on a day with everything that its page, its files and its command show.
struct SituationView: Sendable {
    let day: Day
    let facts: NetworkFacts
    let situation: Situation
    let territories: [TerritoryRecord]
    /// The territories of the perimeters that are smaller than a Pays.
    let places: [ID<Territory>: TerritoryRecord]
    let hubs: [ID<Hub>: Hub]
    let shapes: MapShapes?
    let keyFigures: [KeyFigure]
    /// Organisations inscribed in each hub that day.
    let memberCounts: [ID<Hub>: Int]
    /// Organisations inscribed in at least one hub that day.
    let engagedOrganisations: Int
}

struct SituationStore {
    let database: any DatabaseWriter
    let atlas: Atlas

    /// Read in one snapshot of the database.
    func view(on day: Day) async throws -> SituationView {
        let atlas = atlas
        return try await database.read { db in try SituationStore.view(on: day, atlas: atlas, in: db) }
    }

    static func view(on day: Day, atlas: Atlas, in db: GRDB.Database) throws -> SituationView {
        let facts = try NetworkStore.facts(db)
        let hubs = try Hub.fetchAll(db)
        let small = Set(facts.perimeters.map(\.territoryID)).subtracting(facts.territories)
        let places = try TerritoryStore.records(among: small, on: day, includingOthers: true, in: db)
        return SituationView(
            day: day, facts: facts, situation: Situation(of: facts, on: day),
            territories: try TerritoryStore.records(.pays, on: day, includingOthers: true, in: db),
            places: Dictionary(places.map { ($0.id, $0) }) { first, _ in first },
            hubs: Dictionary(hubs.map { (hub: Hub) in (hub.id, hub) }) { first, _ in first },
            shapes: try atlas.shapes(.pays, in: db), keyFigures: try keyFigures(db),
            memberCounts: try MemberStore.counts(on: day, in: db),
            engagedOrganisations: try MemberStore.total(on: day, in: db))
    }

    private static func keyFigures(_ db: GRDB.Database) throws -> [KeyFigure] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT k.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID
                FROM keyFigure k JOIN territory t ON t.id = k.territoryID JOIN source s ON s.id = k.sourceID
                WHERE t.kind = 'region' ORDER BY k.year DESC, k.name
                """
        ).map { row in
            KeyFigure(
                name: row["name"], year: row["year"], value: row["value"], unit: row["unit"], source: Source(row: row))
        }
    }
}
