import Domain
import GRDB

/// Maps of shares, from the outlines that the network has.
struct PanoramaMaps {
    let database: any DatabaseWriter
    let atlas: Atlas

    /// Nil when no territory of these has an outline, or when there are too many to be drawn on one page.
    func map(
        _ parts: [TerritoryPanorama.Part], _ kind: TerritoryKind, query: String, label: String
    ) async throws -> ClassMap? {
        // A map of a whole region's communes weighs more than all the rest of the page.
        guard parts.count > 1, parts.count <= 400 else { return nil }
        let atlas = atlas
        let shapes = try await database.read { db in try atlas.shapes(kind, in: db) }
        let places = parts.map { part in
            ClassMap.Place(
                code: part.record.territory.code, name: part.record.name, value: part.total.share.tenthsOfPercent,
                path: "/observatoire/" + part.record.territory.slug + query)
        }
        return ClassMap(shapes?.topology, isDrawing: shapes?.isDrawing ?? true, places: places, label: label)
    }
}
