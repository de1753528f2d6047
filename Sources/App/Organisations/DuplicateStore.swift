import Domain
import Foundation
import GRDB

/// A record as lists of duplicates name it.
struct ResemblingRecord: Sendable {
    let id: ID<Organisation>
    let slug: String
    /// What may be shown.
    let sheet: OrganisationSheet
    let isPublished: Bool
}

/// A record that looks like what somebody is typing or importing.
struct Resemblance: Sendable {
    let record: ResemblingRecord
    let score: DuplicateScore
}

/// Two records that may be one organisation.
struct DuplicatePair: Sendable {
    let one: ResemblingRecord
    let other: ResemblingRecord
    let score: DuplicateScore
}

/// Every pair that may be one organisation, at one version of the directory.
struct DuplicateReport: Sendable {
    let version: Int
    /// The surest first.
    let pairs: [DuplicatePair]
    let recordCount: Int
}

/// Keeps what finds duplicates in memory, and makes it again when the directory has changed.
actor DuplicateKeeper {
    private let database: any DatabaseWriter
    private var finder: (version: Int, value: DuplicateFinder)?
    private var report: DuplicateReport?
    private var fault: (any Error)?
    private var running: Int?

    init(database: any DatabaseWriter) { self.database = database }

    /// Published records that look like this sheet, the closest first; proposed ones too when asked.
    func resembling(
        _ sheet: OrganisationSheet, except own: ID<Organisation>? = nil, includingProposed: Bool = false,
        from level: DuplicateLevel = .possible, limit: Int = 5
    ) async throws -> [Resemblance] {
        let candidates = try await currentFinder().candidates(like: sheet)
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

    /// All pairs at the present version; nil when comparing takes longer than `patience`, and goes on meanwhile.
    func pairs(patience: Duration = .seconds(3)) async throws -> DuplicateReport? {
        let version = try await database.read(DuplicateReader.version)
        if let report, report.version == version { return report }
        if running != version {
            running = version
            fault = nil
            Task { await self.compare() }
        }
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: patience)
        while clock.now < deadline {
            if let report, report.version >= version { return report }
            if let fault { throw fault }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private func compare() async {
        do {
            let finder = try await currentFinder()
            report = try await DuplicateReader.report(finder, from: database)
        } catch {
            fault = error
        }
        running = nil
    }

    private func currentFinder() async throws -> DuplicateFinder {
        let version = try await database.read(DuplicateReader.version)
        if let finder, finder.version == version { return finder.value }
        let made = try await database.read { db in
            (version: try DuplicateReader.version(db), value: try DuplicateReader.finder(db))
        }
        if finder.map({ $0.version <= made.version }) ?? true { finder = made }
        return made.value
    }
}

/// Reads what comparing needs.
enum DuplicateReader {
    static func version(_ db: GRDB.Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0
    }

    static func finder(_ db: GRDB.Database) throws -> DuplicateFinder {
        var finder = DuplicateFinder()
        let rows = try Row.fetchCursor(db, sql: everyCurrent)
        while let row = try rows.next() { finder.add(row["id"], sheet(row)) }
        finder.finish()
        return finder
    }

    /// These records that are still current, in no order, with what may be shown of them.
    static func records(_ ids: some Sequence<ID<Organisation>>, in db: GRDB.Database) throws -> [ResemblingRecord] {
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        return try Row.fetchAll(
            db,
            sql: someCurrent,
            arguments: [list]
        ).map { row in
            ResemblingRecord(
                id: row["id"], slug: row["slug"], sheet: sheet(row).disclosed,
                isPublished: (row["publication"] as Publication) == .published)
        }
    }

    /// Compares what the finder found, a thousand pairs at a time, so that writers wait for nobody.
    static func report(_ finder: DuplicateFinder, from database: any DatabaseWriter) async throws -> DuplicateReport {
        let candidates = finder.pairs()
        var pairs: [DuplicatePair] = []
        var version = 0
        for start in stride(from: 0, to: max(1, candidates.count), by: 5_000) {
            let some = candidates[start..<min(start + 5_000, candidates.count)]
            let ids = Set(some.flatMap { [$0.0, $0.1] })
            let (records, seen) = try await database.read { db in
                (try DuplicateReader.records(ids, in: db), try DuplicateReader.version(db))
            }
            version = start == 0 ? seen : min(version, seen)
            var profiles: [ID<Organisation>: (record: ResemblingRecord, profile: DuplicateProfile)] = [:]
            for record in records { profiles[record.id] = (record, DuplicateProfile(record.sheet)) }
            for (one, other) in some {
                guard let first = profiles[one], let second = profiles[other] else { continue }
                let score = DuplicateScore(first.profile, second.profile)
                guard score.level != nil else { continue }
                pairs.append(DuplicatePair(one: first.record, other: second.record, score: score))
            }
        }
        pairs.sort { (a: DuplicatePair, b: DuplicatePair) in
            (b.score.points, a.one.id.rawValue, a.other.id.rawValue)
                < (a.score.points, b.one.id.rawValue, b.other.id.rawValue)
        }
        return DuplicateReport(version: version, pairs: pairs, recordCount: finder.ids.count)
    }

    private static let fields: [OrganisationField] = [
        .name, .usualName, .acronym, .siren, .siret, .rna, .family, .state, .summary, .diffusion, .address, .postcode,
        .commune, .town, .phone, .website, .email,
    ]
    private static let columns = (["id", "slug", "publication"] + fields.map(\.column)).joined(separator: ", ")
    private static let everyCurrent =
        "SELECT \(columns) FROM organisation WHERE publication IN ('publiee', 'proposee') ORDER BY id"
    private static let someCurrent = """
        SELECT \(columns) FROM organisation
        WHERE id IN (SELECT value FROM json_each(?)) AND publication IN ('publiee', 'proposee')
        """

    private static func sheet(_ row: Row) -> OrganisationSheet {
        var sheet = OrganisationSheet()
        for field in fields { sheet[field] = row[field.column] as String }
        return sheet
    }
}

/// Pairs that somebody found to be two organisations.
struct DistinctionStore {
    let database: any DatabaseWriter

    func pairs() async throws -> Set<[Int64]> {
        try await database.read { db in
            try Set(
                Row.fetchAll(db, sql: "SELECT firstID, secondID FROM distinctOrganisations").map {
                    [$0["firstID"] as Int64, $0["secondID"] as Int64]
                })
        }
    }

    func record(_ one: ID<Organisation>, _ other: ID<Organisation>, actor: Actor, at now: Date) async throws {
        let (first, second) = one.rawValue < other.rawValue ? (one, other) : (other, one)
        try await database.write { db in
            let known = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM organisation WHERE id IN (?, ?)", arguments: [first, second])
            guard known == 2, first != second else { throw NotFound() }
            try db.execute(
                sql:
                    "INSERT OR IGNORE INTO distinctOrganisations (firstID, secondID, at, personID) VALUES (?, ?, ?, ?)",
                arguments: [first, second, now.formatted(.iso8601), actor.personID])
            guard db.changesCount == 1 else { return }
            try Journal.record(
                Event(
                    "annuaire.distinctes", on: "annuaire",
                    [
                        "une": first.description, "autre": second.description,
                        "noms": try names(first, second, in: db),
                    ]), by: actor, at: now, in: db)
        }
    }

    private func names(_ one: ID<Organisation>, _ other: ID<Organisation>, in db: GRDB.Database) throws -> String {
        try String.fetchAll(
            db, sql: "SELECT name FROM organisation WHERE id IN (?, ?) ORDER BY id", arguments: [one, other]
        ).map(French.quote).joined(separator: " et ")
    }
}
