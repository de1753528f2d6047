import Domain
import Foundation
import GRDB

/// What finds records that look alike: most of them as they were at one version, and those written since.
struct DuplicateFinders: Sendable {
    let version: Int
    let lastID: Int64
    let base: DuplicateFinder
    /// The records written since, at `recentVersion`; their keys of before are not believed any more.
    var recent = DuplicateFinder()
    var written: Set<ID<Organisation>> = []
    var recentVersion: Int

    /// Beyond so many written records, everything is read again.
    static let mostWritten = 2000

    func candidates(like sheet: OrganisationSheet) -> [ID<Organisation>] {
        guard !written.isEmpty else { return base.candidates(like: sheet) }
        return recent.candidates(like: sheet) + base.candidates(like: sheet).filter { !written.contains($0) }
    }
}

/// Keeps what finds duplicates in memory. When the directory has changed only the records written since are read: a form that
/// asks whether an organisation is known already does not wait for hundreds of thousands of others.
actor DuplicateKeeper {
    private let database: any DatabaseWriter
    private var finders: DuplicateFinders?
    /// All pairs as they were at the finders' own version, and as they are with what was written since.
    private var base: DuplicateReport?
    private var report: DuplicateReport?
    private var fault: (any Error)?
    private var comparing: Int?

    init(database: any DatabaseWriter) { self.database = database }

    /// Published records that look like this sheet, the closest first; proposed ones too when asked.
    func resembling(
        _ sheet: OrganisationSheet, except own: ID<Organisation>? = nil, includingProposed: Bool = false,
        from level: DuplicateLevel = .possible, limit: Int = 5
    ) async throws -> [Resemblance] {
        let candidates = try await currentFinders().candidates(like: sheet)
        let records = try await database.read { db in try DuplicateReader.records(candidates, in: db) }
        let profile = DuplicateProfile(sheet)
        let found = records.compactMap { record -> Resemblance? in
            guard record.id != own, record.isPublished || includingProposed else { return nil }
            let score = DuplicateScore(profile, DuplicateProfile(record.sheet))
            guard let reached = score.level, reached >= level else { return nil }
            return Resemblance(record: record, score: score)
        }
        return Array(
            found.sorted { ($0.score.points, $1.record.id.rawValue) > ($1.score.points, $0.record.id.rawValue) }
                .prefix(limit))
    }

    /// All pairs as the directory is now; nil when comparing takes longer than `patience`, and goes on meanwhile.
    func pairs(patience: Duration = .seconds(3)) async throws -> DuplicateReport? {
        let finders = try await currentFinders()
        if let report, report.version == finders.recentVersion { return report }
        guard let base = try await everything(finders, patience) else { return nil }
        let made = try await DuplicateReader.report(base, with: finders, from: database)
        report = made
        return made
    }

    private func everything(_ finders: DuplicateFinders, _ patience: Duration) async throws -> DuplicateReport? {
        if let base, base.version == finders.version { return base }
        if comparing != finders.version {
            comparing = finders.version
            fault = nil
            Task { await self.compare(finders) }
        }
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: patience)
        while clock.now < deadline {
            if let base, base.version == finders.version { return base }
            if let fault { throw fault }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func compare(_ finders: DuplicateFinders) async {
        do {
            base = try await DuplicateReader.report(finders, from: database)
        } catch {
            fault = error
        }
        if comparing == finders.version { comparing = nil }
    }

    private func currentFinders() async throws -> DuplicateFinders {
        let known = finders
        let made = try await database.read { db in try DuplicateReader.finders(after: known, in: db) }
        // Somebody may have read later than this, and come back sooner.
        if finders.map({ ($0.version, $0.recentVersion) <= (made.version, made.recentVersion) }) ?? true {
            finders = made
        }
        return made
    }
}
