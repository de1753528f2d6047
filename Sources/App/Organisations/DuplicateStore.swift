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

    /// Pairs that nobody has told apart.
    func left(_ distinct: Set<[Int64]>) -> [DuplicatePair] {
        pairs.filter { !distinct.contains([$0.one.id.rawValue, $0.other.id.rawValue].sorted()) }
    }
}

/// Reads what comparing needs.
enum DuplicateReader {
    static func version(_ db: GRDB.Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0
    }

    /// Those known, with what was written since; all of them again when that is much.
    static func finders(after known: DuplicateFinders?, in db: GRDB.Database) throws -> DuplicateFinders {
        let version = try version(db)
        guard var known, known.version <= version else { return try everything(version, in: db) }
        guard known.recentVersion != version else { return known }
        let written = try ID<Organisation>.fetchAll(
            db,
            sql: """
                SELECT organisationID FROM directoryChange WHERE version > :version
                UNION SELECT id FROM organisation WHERE id > :last
                """, arguments: ["version": known.version, "last": known.lastID])
        guard written.count <= DuplicateFinders.mostWritten else { return try everything(version, in: db) }
        known.recent = DuplicateFinder()
        for record in try records(written, in: db) { known.recent.add(record.id, record.sheet) }
        known.recent.finish()
        (known.written, known.recentVersion) = (Set(written), version)
        return known
    }

    private static func everything(_ version: Int, in db: GRDB.Database) throws -> DuplicateFinders {
        var finder = DuplicateFinder()
        let rows = try Row.fetchCursor(db, sql: everyCurrent)
        while let row = try rows.next() { finder.add(row[0], sheet(row)) }
        finder.finish()
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM organisation") ?? 0
        return DuplicateFinders(version: version, lastID: last, base: finder, recentVersion: version)
    }

    /// These records that are still current, in no order, with what may be shown of them.
    static func records(_ ids: some Sequence<ID<Organisation>>, in db: GRDB.Database) throws -> [ResemblingRecord] {
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        var found: [ResemblingRecord] = []
        let rows = try Row.fetchCursor(db.cachedStatement(sql: someCurrent), arguments: [list])
        while let row = try rows.next() {
            found.append(
                ResemblingRecord(
                    id: row[0], slug: row[1], sheet: sheet(row).disclosed,
                    isPublished: (row[2] as Publication) == .published))
        }
        return found
    }

    /// Compares what the finders found at their own version, some thousand pairs at a time, so that writers wait for nobody.
    static func report(_ finders: DuplicateFinders, from database: any DatabaseWriter) async throws -> DuplicateReport {
        let pairs = try await scored(finders.base.pairs(), from: database)
        return DuplicateReport(version: finders.version, pairs: pairs, recordCount: finders.base.ids.count)
    }

    /// The same with what was written since: each of these records is compared with those that look like it.
    static func report(
        _ base: DuplicateReport, with finders: DuplicateFinders, from database: any DatabaseWriter
    ) async throws -> DuplicateReport {
        guard !finders.written.isEmpty else { return base }
        let written = finders.written
        let kept = base.pairs.filter { !written.contains($0.one.id) && !written.contains($0.other.id) }
        var candidates: Set<[ID<Organisation>]> = []
        for record in try await database.read({ db in try records(written, in: db) }) {
            for other in finders.candidates(like: record.sheet) where other != record.id {
                candidates.insert([record.id, other].sorted { $0.rawValue < $1.rawValue })
            }
        }
        let new = try await scored(candidates.map { ($0[0], $0[1]) }, from: database)
        let count = finders.base.ids.count { !written.contains($0) } + finders.recent.ids.count
        return DuplicateReport(version: finders.recentVersion, pairs: sorted(kept + new), recordCount: count)
    }

    private static func scored(
        _ candidates: [(ID<Organisation>, ID<Organisation>)], from database: any DatabaseWriter
    ) async throws -> [DuplicatePair] {
        var pairs: [DuplicatePair] = []
        for start in stride(from: 0, to: candidates.count, by: 5_000) {
            let some = candidates[start..<min(start + 5_000, candidates.count)]
            let ids = Set(some.flatMap { [$0.0, $0.1] })
            let records = try await database.read { db in try DuplicateReader.records(ids, in: db) }
            var profiles: [ID<Organisation>: (record: ResemblingRecord, profile: DuplicateProfile)] = [:]
            for record in records { profiles[record.id] = (record, DuplicateProfile(record.sheet)) }
            for (one, other) in some {
                guard let first = profiles[one], let second = profiles[other] else { continue }
                let score = DuplicateScore(first.profile, second.profile)
                guard score.level != nil else { continue }
                pairs.append(DuplicatePair(one: first.record, other: second.record, score: score))
            }
        }
        return sorted(pairs)
    }

    /// The surest first.
    private static func sorted(_ pairs: [DuplicatePair]) -> [DuplicatePair] {
        pairs.sorted { (a: DuplicatePair, b: DuplicatePair) in
            (b.score.points, a.one.id.rawValue, a.other.id.rawValue)
                < (a.score.points, b.one.id.rawValue, b.other.id.rawValue)
        }
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
        for (place, field) in fields.enumerated() {
            let value: String = row[place + 3]
            if !value.isEmpty { sheet.values.append(field, value) }
        }
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
