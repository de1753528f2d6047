import Domain
import Foundation
import GRDB

/// A territory or a hub as filters name it.
struct DirectoryPlace: Sendable {
    let slug: String
    let name: String
    let kind: TerritoryKind?
}

/// The directory as it stood at one version: its index and the names of its filters.
struct Directory: Sendable {
    let version: Int
    let day: Day
    let index: DirectoryIndex
    /// Every territory that exists, by slug.
    let territories: [String: DirectoryPlace]
    /// The Pays, by code: what the list offers to narrow by.
    let pays: [DirectoryPlace]
    /// Their code for the map, by slug.
    let codes: [String: String]
    let hubs: [DirectoryPlace]
}

/// Keeps the directory in memory, and makes it again when the database says that it has changed.
actor DirectoryKeeper {
    private let database: any DatabaseWriter
    private var current: Directory?
    private var building: (version: Int, day: Day, task: Task<Directory, any Error>)?

    init(database: any DatabaseWriter) { self.database = database }

    /// The directory as the database has it now, on that day.
    func directory(on day: Day) async throws -> Directory {
        let version = try await database.read { db in
            try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0
        }
        if let current, current.version == version, current.day == day { return current }
        if let building, building.version == version, building.day == day { return try await building.task.value }
        let database = database
        let task = Task { try await database.read { db in try DirectoryLoader(day: day, db: db).load() } }
        building = (version, day, task)
        let made = try await task.value
        if current.map({ $0.version <= made.version }) ?? true { current = made }
        if building?.version == version { building = nil }
        return made
    }
}

/// Reads everything the index needs in one snapshot.
struct DirectoryLoader {
    let day: Day
    let db: GRDB.Database

    func load() throws -> Directory {
        let records = try TerritoryStore.records(on: day, in: db)
        let byID = Dictionary(records.map { ($0.id, $0) }) { (first: TerritoryRecord, _) in first }
        let communes = records.filter { $0.territory.kind == .commune }
        let communeByCode = Dictionary(communes.map { ($0.territory.code, $0.id) }) { first, _ in first }
        let communeByName = namesakes(communes)
        let composition = Composition(try TerritoryStore.memberships(db))
        let memberships = try hubsByOrganisation()
        let perimeters = try territoriesByHub()
        var places: [ID<Territory>: [TerritoryRecord]] = [:]
        func around(_ id: ID<Territory>) -> [TerritoryRecord] {
            if let known = places[id] { return known }
            let kinds: [TerritoryKind] = [.epci, .pays, .department, .region]
            let wholes = kinds.compactMap { composition.whole($0, of: id, on: day) }
            let found = ([id] + wholes).compactMap { byID[$0] }
            places[id] = found
            return found
        }
        let codes = try codesByOrganisation()
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM organisation WHERE publication = 'publiee'")
        var entries: [DirectoryEntry] = []
        while let row = try rows.next() {
            let id: ID<Organisation> = row["id"]
            let sheet = OrganisationReader.sheet(row)
            let hubs = memberships[id] ?? []
            let commune = communeByCode[sheet[.commune]] ?? communeByName[Self.key(sheet[.postcode], sheet[.town])]
            var lying = commune.map(around) ?? []
            // Without an address, an organisation is found where its hubs are.
            if lying.isEmpty { lying = hubs.flatMap { perimeters[$0.id] ?? [] }.flatMap(around) }
            entries.append(entry(id, sheet, row["updatedAt"], lying, hubs.map(\.slug), codes[id] ?? []))
        }
        let version = try Int.fetchOne(db, sql: "SELECT version FROM directoryVersion") ?? 0
        let pays = records.filter { $0.territory.kind == .pays }
        return Directory(
            version: version, day: day, index: DirectoryIndex(entries),
            territories: Dictionary(records.map { ($0.territory.slug, place($0)) }) { first, _ in first },
            pays: pays.map(place),
            codes: Dictionary(pays.map { ($0.territory.slug, $0.territory.code) }) { first, _ in first },
            hubs: try Row.fetchAll(db, sql: "SELECT slug, name FROM hub ORDER BY name").map {
                DirectoryPlace(slug: $0["slug"], name: $0["name"], kind: nil)
            })
    }

    /// Communes by département and name, for records that say a postcode and a town; namesakes are left out.
    private func namesakes(_ communes: [TerritoryRecord]) -> [String: ID<Territory>] {
        let named = Dictionary(grouping: communes) { (record: TerritoryRecord) in
            Self.key(record.territory.code, record.name)
        }
        return named.compactMapValues { $0.count == 1 ? $0.first?.id : nil }
    }

    /// « 29|saint pol leon » from a commune's code or a postcode, and a name.
    private static func key(_ code: String, _ name: String) -> String {
        let words = SearchText.words(name).map { (word: String) in
            word == "st" ? "saint" : word == "ste" ? "sainte" : word
        }
        return code.prefix(2) + "|"
            + words.filter { $0 != "cedex" && $0.contains { !$0.isNumber } }.joined(separator: " ")
    }

    private func place(_ record: TerritoryRecord) -> DirectoryPlace {
        DirectoryPlace(slug: record.territory.slug, name: record.name, kind: record.territory.kind)
    }

    private func entry(
        _ id: ID<Organisation>, _ sheet: OrganisationSheet, _ updatedAt: String, _ lying: [TerritoryRecord],
        _ hubs: [String], _ codes: [String]
    ) -> DirectoryEntry {
        // Of a unit that is only partly disclosed, neither the acronym nor the address (art. R123-232 du code de commerce).
        let isPartial = sheet.isPartlyDiffused
        let place = [isPartial ? "" : sheet[.postcode], sheet[.town]] + lying.map(\.name)
        return DirectoryEntry(
            id: id, name: sheet[.name], acronym: isPartial ? "" : sheet[.acronym], usualName: sheet[.usualName],
            identifiers: [sheet[.siren], sheet[.siret], sheet[.rna]] + codes,
            activity: [sheet[.summary], sheet[.purpose], sheet[.presentation]].joined(separator: " "),
            place: place.joined(separator: " "), territories: lying.map(\.territory.slug), hubs: hubs,
            family: sheet.family, size: SizeClass(band: sheet[.sizeBand]), isCeased: sheet.isCeased,
            updatedAt: updatedAt)
    }

    private func hubsByOrganisation() throws -> [ID<Organisation>: [(id: ID<Hub>, slug: String)]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT m.organisationID, h.id, h.slug FROM hubMember m JOIN hub h ON h.id = m.hubID
                WHERE m.validFrom <= ? AND (m.validUntil IS NULL OR m.validUntil > ?)
                """, arguments: [day, day])
        var found: [ID<Organisation>: [(id: ID<Hub>, slug: String)]] = [:]
        for row in rows { found[row["organisationID"], default: []].append((row["id"], row["slug"])) }
        return found
    }

    private func territoriesByHub() throws -> [ID<Hub>: [ID<Territory>]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT hubID, territoryID FROM hubPerimeter
                WHERE (validFrom IS NULL OR validFrom <= ?) AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [day, day])
        var found: [ID<Hub>: [ID<Territory>]] = [:]
        for row in rows { found[row["hubID"], default: []].append(row["territoryID"]) }
        return found
    }

    private func codesByOrganisation() throws -> [ID<Organisation>: [String]] {
        var found: [ID<Organisation>: [String]] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT organisationID, siret FROM establishment WHERE siret <> ''")
        while let row = try rows.next() { found[row["organisationID"], default: []].append(row["siret"]) }
        return found
    }
}
