import Domain
import Foundation
import GRDB

extension Territory: FetchableRecord, PersistableRecord {}

/// Territories, their names, what they are part of, and their outlines.
struct TerritoryStore {
    let database: any DatabaseWriter

    static func memberships(_ db: GRDB.Database) throws -> [Membership] {
        try Row.fetchAll(db, sql: "SELECT * FROM membership ORDER BY id").map { row in
            Membership(
                partID: row["partID"], wholeID: row["wholeID"], wholeKind: row["wholeKind"], validity: Validity(row: row),
                certainty: row["certainty"], sourceID: row["sourceID"])
        }
    }
}
