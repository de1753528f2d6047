import Domain
import GRDB

/// The communes of a hub's perimeter.
enum HubPlaces {
    /// Those that lie in what the hub covers on that day, by code.
    static func communes(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [TerritoryRecord] {
        let held = try ID<Territory>.fetchSet(
            db,
            sql: """
                SELECT territoryID FROM hubPerimeter WHERE hubID = ?
                AND (validFrom IS NULL OR validFrom <= ?) AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [hub, day, day])
        let composition = Composition(try TerritoryStore.memberships(db))
        let kinds: [TerritoryKind] = [.epci, .pays, .department]
        return try TerritoryStore.records(.commune, on: day, in: db).filter { record in
            held.contains(record.id)
                || kinds.contains { kind in
                    composition.whole(kind, of: record.id, on: day).map(held.contains) ?? false
                }
        }
    }
}
