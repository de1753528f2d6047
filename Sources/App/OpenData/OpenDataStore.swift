import Domain
import Foundation
import GRDB
import Synchronization

/// Which records of the directory answer a question of the interface, in the order of their inscription, so that pages that
/// follow one another neither miss nor repeat anything when others write meanwhile.
final class OpenDataStore: Sendable {
    private let database: any DatabaseWriter
    private let keeper: DirectoryKeeper
    private let recent = Mutex<[Listing]>([])

    private struct Listing {
        let version: Int
        let question: Question
        let ids: [ID<Organisation>]
    }

    /// What is asked: the directory's own filters, what changed since a day, a part of the map.
    struct Question: Hashable, Sendable {
        var query: DirectoryQuery
        var since: Day?
        var box: BoundingBox?
        let day: Day
    }

    init(database: any DatabaseWriter, keeper: DirectoryKeeper) { (self.database, self.keeper) = (database, keeper) }

    /// Every record that answers, by number. The last few questions are remembered until the directory changes: whoever
    /// reads page after page asks the same one again.
    func listing(_ question: Question) async throws -> [ID<Organisation>] {
        let directory = try await keeper.directory(on: question.day)
        let known = recent.withLock { listings in
            listings.first { $0.version == directory.version && $0.question == question }
        }
        if let known { return known.ids }
        var ids = directory.all(question.query)
        if question.since != nil || question.box != nil {
            let kept = try await narrowed(question)
            ids = ids.filter { kept.contains($0) }
        }
        ids.sort { $0.rawValue < $1.rawValue }
        let listing = Listing(version: directory.version, question: question, ids: ids)
        recent.withLock { listings in
            listings.removeAll { $0.version != listing.version || $0.question == question }
            listings.append(listing)
            if listings.count > 4 { listings.removeFirst() }
        }
        return ids
    }

    private func narrowed(_ question: Question) async throws -> Set<ID<Organisation>> {
        try await database.read { db in
            var kept: Set<ID<Organisation>>?
            if let since = question.since {
                kept = try ID<Organisation>.fetchSet(
                    db, sql: "SELECT id FROM organisation WHERE updatedAt >= ? AND publication = 'publiee'",
                    arguments: [since])
            }
            if let box = question.box {
                let inside = try OpenDataStore.inside(box, in: db)
                kept = kept?.intersection(inside) ?? inside
            }
            return kept ?? []
        }
    }

    private static func inside(_ box: BoundingBox, in db: GRDB.Database) throws -> Set<ID<Organisation>> {
        try ID<Organisation>.fetchSet(
            db,
            sql: """
                SELECT id FROM organisation
                WHERE publication = 'publiee' AND diffusion = 'O' AND latitude <> '' AND longitude <> ''
                    AND CAST(latitude AS REAL) BETWEEN :south AND :north
                    AND CASE WHEN :west <= :east THEN CAST(longitude AS REAL) BETWEEN :west AND :east
                        ELSE CAST(longitude AS REAL) >= :west OR CAST(longitude AS REAL) <= :east END
                """, arguments: ["south": box.south, "north": box.north, "west": box.west, "east": box.east])
    }

    /// The directory's version, for what is named by it.
    func version(on day: Day) async throws -> Int { try await keeper.directory(on: day).version }
    func directory(on day: Day) async throws -> Directory { try await keeper.directory(on: day) }
}
