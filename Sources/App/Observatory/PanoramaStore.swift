import Domain
import Foundation
import GRDB
import Synchronization

/// The vintages that are kept, and what is worked out from them; the last results are remembered.
final class PanoramaStore: Sendable {
    private let database: any DatabaseWriter
    private let overviews = Mutex<[String: VintageOverview]>([:])
    private let panoramas = Mutex<[String: Panorama]>([:])
    /// Being worked out, or done: whoever asks meanwhile waits for the same.
    private let sizes = Mutex<[String: Task<SizeTables, any Error>]>([:])
    private let geographies = Mutex<[String: Geography]>([:])

    init(database: any DatabaseWriter) { self.database = database }

    /// The latest first.
    func vintages() async throws -> [Vintage] {
        try await database.read { db in try Self.vintages(in: db) }
    }

    static func vintages(in db: GRDB.Database) throws -> [Vintage] {
        let files = try Row.fetchAll(db, sql: "SELECT * FROM panoramaFile ORDER BY kind DESC")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT v.*, e.title FROM panoramaVintage v JOIN essVersion e ON e.id = v.perimeterID ORDER BY month DESC
                """
        ).compactMap { row in
            guard let month = Month(row["month"]) else { return nil }
            let id: Int64 = row["id"]
            let scope: String = row["scope"]
            return Vintage(
                id: id, month: month, perimeterID: row["perimeterID"], perimeter: row["title"],
                scope: scope.split(separator: ",").map(String.init), hasFrance: row["hasFrance"],
                withoutCommune: row["withoutCommune"], treatedOn: row["treatedOn"], command: row["command"],
                digest: row["digest"],
                files: files.filter { $0["vintageID"] == id }.map { file in
                    Vintage.File(
                        kind: file["kind"], name: file["name"], digest: file["digest"], size: file["size"],
                        rows: file["rows"], kept: file["kept"])
                })
        }
    }

    /// Which communes make each territory on a day.
    func geography(on day: Day) async throws -> Geography {
        try await database.read { db in
            let state = try Row.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) || ' ' || total(id) FROM territoryName) || ' ' || count(*) || ' ' || total(id)
                        || ' ' || (SELECT count(*) || ' ' || total(inhabitants) FROM population) AS state FROM membership
                    """)
            let text: String = state?["state"] ?? ""
            let identity = "\(day) \(text)"
            if let known = self.geographies.withLock({ $0[identity] }) { return known }
            let geography = try Self.geography(on: day, identity: identity, in: db)
            self.geographies.withLock { known in
                if known.count > 4 { known.removeAll() }
                known[identity] = geography
            }
            return geography
        }
    }

    private static func geography(on day: Day, identity: String, in db: GRDB.Database) throws -> Geography {
        let reader = GeographyReader(Composition(try TerritoryStore.memberships(db)), on: day)
        let records = try TerritoryStore.records(on: day, includingOthers: true, in: db)
        var codes: [ID<Territory>: [String]] = [:]
        for record in records where record.territory.kind == .commune {
            let heir = reader.heir(of: record.territory)
            for whole in reader.wholes(of: record.territory) where whole != record.id || heir == record.id {
                codes[whole, default: []].append(record.territory.code)
            }
        }
        return Geography(day: day, records: records, codes: codes, identity: identity)
    }

    func sectors(on day: Day) async throws -> Sectors {
        try await database.read { db in try SectorStore.sectors(on: day, in: db) }
    }

    /// The panorama of a set of communes: the same set is the same panorama on whichever day it was drawn.
    func panorama(_ vintage: Vintage, of codes: [String], sectors: Sectors) async throws -> Panorama {
        let place = codes.joined(separator: " ")
        let identity = "\(vintage.digest) \(sectors.rules.hashValue) \(sectors.current.hashValue) \(place)"
        if let known = panoramas.withLock({ $0[identity] }) { return known }
        let panorama = try await database.read { db in
            var sum = PanoramaSum()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT cells, years FROM panoramaCells
                    WHERE vintageID = ? AND commune IN (SELECT value FROM json_each(?))
                    """, arguments: [vintage.id, Self.list(codes)])
            while let row = try rows.next() {
                let (cells, years): (Data, Data) = (row["cells"], row["years"])
                try sum.add(cells: cells, years: years)
            }
            return Panorama(sum, sectors: sectors)
        }
        panoramas.withLock { known in
            if known.count > 96 { known.removeAll() }
            known[identity] = panorama
        }
        return panorama
    }

    private static func list(_ codes: [String]) -> String {
        "[" + codes.map { "\"" + $0.filter { $0.isLetter || $0.isNumber } + "\"" }.joined(separator: ",") + "]"
    }

    func overview(_ vintage: Vintage) async throws -> VintageOverview {
        if let known = overviews.withLock({ $0[vintage.digest] }) { return known }
        let overview = try await database.read { db in
            var communes: [String: VintageOverview.Commune] = [:]
            let rows = try Row.fetchCursor(
                db, sql: "SELECT commune, cells FROM panoramaCells WHERE vintageID = ?", arguments: [vintage.id])
            while let row = try rows.next() {
                let cells: Data = row["cells"]
                communes[row["commune"]] = try Self.commune(cells)
            }
            return VintageOverview(communes: communes)
        }
        overviews.withLock { known in
            if known.count > 8 { known.removeAll() }
            known[vintage.digest] = overview
        }
        return overview
    }

    private static func commune(_ cells: Data) throws -> VintageOverview.Commune {
        var commune = VintageOverview.Commune()
        try PanoramaCoding.forEach(in: cells) { key, counts in
            commune.total.all += counts
            guard let family = key.family else { return }
            commune.total.ess += counts
            let group = SizeGroup.of(key.bandNumber).rawValue
            commune.sizes[family, default: SizeGroup.allCases.map { _ in 0 }][group] += Int(counts.employers)
        }
        return commune
    }

    /// Employers by size in every territory larger than a commune, with what secrecy takes out of all of them together, and
    /// beside those of the months before.
    func sizeTables(_ vintage: Vintage, _ geography: Geography) async throws -> SizeTables {
        let rule = try await database.read { db in try Self.secrecy(on: geography.day, in: db) }
        var former: SizeTables?
        var identity = "\(geography.signature) \(rule.least) \(rule.dominance)"
        for month in try await vintages().reversed() where month.month <= vintage.month && month.scope == vintage.scope
        {
            identity += " " + month.digest
            former = try await sizeTables(identity) { [self, former] in
                try await overview(month).sizeTables(geography, rule: rule, after: former)
            }
        }
        guard let former else { throw NotFound() }
        return former
    }

    private func sizeTables(
        _ identity: String, _ make: @escaping @Sendable () async throws -> SizeTables
    ) async throws -> SizeTables {
        let task = sizes.withLock { known in
            if let task = known[identity] { return task }
            if known.count > 64 { known.removeAll() }
            let task = Task { try await make() }
            known[identity] = task
            return task
        }
        do {
            return try await task.value
        } catch {
            sizes.withLock { $0[identity] = nil }
            throw error
        }
    }

    func secrecy(on day: Day) async throws -> SecrecyRule {
        try await database.read { db in try Self.secrecy(on: day, in: db) }
    }

    /// What the network decided, else what the program begins with.
    static func secrecy(on day: Day, in db: GRDB.Database) throws -> SecrecyRule {
        func value(_ name: String) throws -> Int? {
            try Int.fetchOne(
                db,
                sql: "SELECT value FROM threshold WHERE name = ? AND validFrom <= ? ORDER BY validFrom DESC LIMIT 1",
                arguments: [name, day])
        }
        return SecrecyRule(
            least: try value("secret-employeurs") ?? SecrecyRule.usual.least,
            dominance: try value("secret-dominance") ?? SecrecyRule.usual.dominance)
    }
}

extension VintageOverview {
    /// The totals of a territory.
    func total(_ codes: [String]) -> Panorama.Beside {
        codes.reduce(into: Panorama.Beside()) { total, code in
            guard let commune = communes[code] else { return }
            total.all += commune.total.all
            total.ess += commune.total.ess
        }
    }

    static let sizeLevels: [TerritoryKind] = [.region, .department, .pays, .epci]

    fileprivate func sizeTables(
        _ geography: Geography, rule: SecrecyRule, after former: SizeTables?
    ) -> SizeTables {
        let levels = Self.sizeLevels.map { geography.records($0).map { Int($0.id.rawValue) } }
        var wholes: [String: Set<Int>] = [:]
        for key in levels.joined() {
            for code in geography.codes[ID(rawValue: Int64(key))] ?? [] { wholes[code, default: []].insert(key) }
        }
        let places = wholes.sorted { $0.key < $1.key }.map { code, keys in
            SizeTables.Place(in: keys, communes[code]?.sizes ?? [:])
        }
        return SizeTables(places, levels: levels, rule: rule, after: former)
    }
}
