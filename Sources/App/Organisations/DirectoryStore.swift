import Domain
import Foundation
import GRDB
import Synchronization

/// A territory, a hub or a federation as filters name it.
struct DirectoryPlace: Sendable {
    let slug: String
    let name: String
    let kind: TerritoryKind?
}

/// The directory as it stood at one version: its index and the names of its filters. One object: it goes from hand to hand on
/// every page.
final class Directory: Sendable {
    let version: Int
    let day: Day
    let index: DirectoryIndex
    /// Every territory that exists, by slug.
    let territories: TerritoryLookup
    let sectors: Sectors
    let hubs: [DirectoryPlace]
    let federations: [DirectoryPlace]
    /// The outlines that the map is drawn over.
    let drawings: OutlineDrawings
    /// What the map shows first, when most organisations are in it.
    let home: MapBox?
    /// What was asked of it already.
    let answers: AnswerCache
    /// The highest number of a record: those above are new.
    let lastID: Int64

    init(
        version: Int, day: Day, index: DirectoryIndex, territories: TerritoryLookup, sectors: Sectors,
        hubs: [DirectoryPlace], federations: [DirectoryPlace], drawings: OutlineDrawings, home: MapBox?, lastID: Int64
    ) {
        (self.version, self.day, self.index, self.territories) = (version, day, index, territories)
        (self.sectors, self.hubs, self.federations) = (sectors, hubs, federations)
        (self.drawings, self.home, self.lastID) = (drawings, home, lastID)
        answers = AnswerCache(count: index.count)
    }

    func answer(_ query: DirectoryQuery, map: MapRequest? = nil) -> DirectoryAnswer {
        answers.answer(query, map, in: index)
    }

    /// Every record that answers, in order.
    func all(_ query: DirectoryQuery) -> [ID<Organisation>] { index.all(understood(query).query) }
}

extension Directory {
    /// The question with what only the directory knows: where a commune is, and since which day « twelve months » is.
    func understood(_ query: DirectoryQuery) -> (query: DirectoryQuery, near: DirectoryPlace?) {
        var query = query
        if let months = query.months { query.seenSince = UInt16(clamping: day.adding(days: -months * 61 / 2).number) }
        guard !query.nearName.isEmpty else { return (query, nil) }
        let found = territories.named(query.nearName, kinds: [.commune, .pays, .epci])
        let near = found.first { index.centres[$0.slug] != nil }
        query.near = near.flatMap { index.centres[$0.slug] }
        return (query, near)
    }
}

/// Keeps the directory in memory. When the database says that it has changed, only the records that changed are read
/// again; when many have, all are, while the last known state goes on answering.
actor DirectoryKeeper {
    private let database: any DatabaseWriter
    private let signal: ChangeSignal?
    private var current: Directory?
    /// What the signal said when `current` was last found to be the present state.
    private var checked: Int?
    /// The last one that was found to be the present state, for those who know what the signal says.
    private nonisolated let latest = Mutex<(mark: Int, directory: Directory)?>(nil)
    private var refreshing: (task: Task<Directory, any Error>, mark: Int?)?
    private var rebuilding: Task<Void, Never>?

    /// Beyond so many changed records the large part of the index is made again.
    private static let mostChanges = 2000

    init(database: any DatabaseWriter, signal: ChangeSignal? = nil) {
        self.database = database
        self.signal = signal ?? ChangeSignal(database)
    }

    /// The same for whoever has asked the signal already: nothing is waited for as long as it says the same.
    nonisolated func directory(on day: Day, at mark: Int?) async throws -> Directory {
        if let mark, let kept = latest.withLock({ $0 }), kept.mark == mark, kept.directory.day == day {
            return kept.directory
        }
        return try await directory(on: day)
    }

    /// The directory as the database has it now, on that day.
    func directory(on day: Day) async throws -> Directory {
        while true {
            let mark = signal?.value()
            if let mark, mark == checked, let current, current.day == day { return current }
            if let refreshing {
                // Begun before this request: it may have missed a write that came before it.
                try await take(refreshing.task, refreshing.mark)
                continue
            }
            let (database, old) = (database, current)
            let task = Task {
                try await database.read { db in try DirectoryLoader(db: db).directory(on: day, after: old) }
            }
            refreshing = (task, mark)
            let made = try await take(task, mark)
            rebuildIfNeeded()
            return made
        }
    }

    /// Waits for a refresh; whoever is told first that it has ended keeps what it made.
    @discardableResult
    private func take(_ task: Task<Directory, any Error>, _ mark: Int?) async throws -> Directory {
        let result = await task.result
        if refreshing?.task == task {
            refreshing = nil
            if case .success(let made) = result {
                (current, checked) = (made, mark)
                latest.withLock { $0 = mark.map { ($0, made) } }
            }
        }
        return try result.get()
    }

    /// Makes the large part again beside; the changes made meanwhile are read on the next visit.
    private func rebuildIfNeeded() {
        guard rebuilding == nil, let current, current.index.changeCount > Self.mostChanges else { return }
        let (database, day) = (database, current.day)
        rebuilding = Task {
            let made = try? await database.read { db in try DirectoryLoader(db: db).directory(on: day, after: nil) }
            finish(made)
        }
    }

    private func finish(_ made: Directory?) {
        rebuilding = nil
        guard let made else { return }
        current = made
        checked = nil
        latest.withLock { $0 = nil }
    }
}
