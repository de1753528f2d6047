import Domain
import Foundation
import GRDB

/// Reads what the index needs in one snapshot: everything, or what changed since.
struct DirectoryLoader {
    let db: GRDB.Database

    private struct State {
        let version, territories: Int
        let lastID: Int64
    }

    /// The directory now; `old` saves reading what has not changed.
    func directory(on day: Day, after old: Directory?) throws -> Directory {
        let row = try Row.fetchOne(
            db, sql: "SELECT version, territories, (SELECT max(id) FROM organisation) AS last FROM directoryVersion")
        let state = State(
            version: row?["version"] ?? 0, territories: row?["territories"] ?? 0, lastID: row?["last"] ?? 0)
        if let old, old.version == state.version, old.day == day { return old }
        guard let old, old.territories.version == state.territories, try !territoriesMove(between: old.day, and: day)
        else { return try everything(on: day, state) }
        let ids = try changes(since: old, on: day)
        guard ids.count <= max(5000, old.index.count / 10) else { return try everything(on: day, state) }
        var lookup = old.territories
        lookup.day = day
        var entries: [DirectoryEntry] = []
        let sectors = try SectorStore.sectors(on: day, in: db)
        try DirectoryRecords(db: db, day: day, lookup: lookup, sectors: sectors).each(among: ids) { entries.append($0) }
        let known = Set(entries.map(\.id))
        let index = old.index.changing(entries, removing: ids.filter { !known.contains($0) })
        return try made(index, lookup, sectors, state, (old.drawings, old.home))
    }

    private func everything(on day: Day, _ state: State) throws -> Directory {
        let lookup = try TerritoryLookup(on: day, version: state.territories, in: db)
        var builder = DirectoryBuilder(centres: try lookup.centres(in: db))
        let sectors = try SectorStore.sectors(on: day, in: db)
        try DirectoryRecords(db: db, day: day, lookup: lookup, sectors: sectors).each { builder.add($0) }
        let index = DirectoryIndex(builder)
        let outlines = try TerritoryStore.outlines(.pays, in: db).map { stored in
            try JSONDecoder().decode(Topology.self, from: Data(stored.body.utf8))
        }
        let map = (OutlineDrawings(outlines), outlines.flatMap { home($0, index) })
        return try made(index, lookup, sectors, state, map)
    }

    /// The frame of the outlines, when at least half of what is on the map is in it.
    private func home(_ outlines: Topology, _ index: DirectoryIndex) -> MapBox? {
        guard let bounds = outlines.bounds(),
            let corner = DirectoryPoint(longitude: bounds.west, latitude: bounds.north),
            let other = DirectoryPoint(longitude: bounds.east, latitude: bounds.south),
            let box = MapBox(west: corner.x, north: corner.y, east: other.x, south: other.y)
        else { return nil }
        let (inside, placed) = index.placed(in: box)
        return inside * 2 >= placed ? box : nil
    }

    private func made(
        _ index: DirectoryIndex, _ lookup: TerritoryLookup, _ sectors: Sectors, _ state: State,
        _ map: (drawings: OutlineDrawings, home: MapBox?)
    ) throws -> Directory {
        Directory(
            version: state.version, day: lookup.day, index: index, territories: lookup, sectors: sectors,
            hubs: try places("SELECT slug, name FROM hub ORDER BY name"),
            federations: try places("SELECT slug, name FROM federation ORDER BY name"), drawings: map.drawings,
            home: map.home, lastID: state.lastID)
    }

    private func places(_ sql: String) throws -> [DirectoryPlace] {
        try Row.fetchAll(db, sql: sql).map { DirectoryPlace(slug: $0["slug"], name: $0["name"], kind: nil) }
    }

    /// Records written since, and those whose part in a hub or whose offers begin or end between the days.
    private func changes(since old: Directory, on day: Day) throws -> [ID<Organisation>] {
        try ID<Organisation>.fetchAll(
            db,
            sql: """
                SELECT organisationID FROM directoryChange WHERE version > :version
                UNION SELECT id FROM organisation WHERE id > :last
                UNION SELECT organisationID FROM hubMember WHERE :before <> :day AND (
                    validFrom > :low AND validFrom <= :high OR validUntil > :low AND validUntil <= :high)
                UNION SELECT organisationID FROM offer WHERE :before <> :day AND (
                    validFrom > :low AND validFrom <= :high OR validUntil > :low AND validUntil <= :high)
                """,
            arguments: [
                "version": old.version, "last": old.lastID, "before": old.day, "day": day, "low": min(old.day, day),
                "high": max(old.day, day),
            ])
    }

    private func territoriesMove(between one: Day, and other: Day) throws -> Bool {
        guard one != other else { return false }
        let sql = ["territoryName", "membership", "hubPerimeter", "sector"].map { table in
            """
            SELECT 1 FROM \(table) WHERE validFrom > :low AND validFrom <= :high OR validUntil > :low AND validUntil <= :high
            """
        }.joined(separator: " UNION ALL ")
        return try Int.fetchOne(db, sql: sql, arguments: ["low": min(one, other), "high": max(one, other)]) != nil
    }
}

/// Reads published records as the index knows them.
struct DirectoryRecords {
    let db: GRDB.Database
    let day: Day
    let lookup: TerritoryLookup
    let sectors: Sectors

    /// What the index reads of a record, in the order of the columns.
    private static let fields: [OrganisationField] = [
        .name, .acronym, .usualName, .siren, .siret, .rna, .family, .labels, .sectors, .activity, .activityNomenclature,
        .summary, .purpose, .presentation, .sizeBand, .state, .postcode, .commune, .town, .longitude, .latitude,
        .precision, .federations, .diffusion, .legalCategory,
    ]

    /// All of them, or those of `ids`.
    func each(among ids: [ID<Organisation>]? = nil, _ body: (DirectoryEntry) -> Void) throws {
        let list = ids.map { "[" + $0.map(\.description).joined(separator: ",") + "]" }
        let memberships = try hubsByOrganisation(list)
        let perimeters = try territoriesByHub()
        let codes = try codesByOrganisation(list)
        let offers = try offersByOrganisation(list)
        let columns = Self.fields.map(\.column).joined(separator: ", ")
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, updatedAt, confirmedAt, \(columns) FROM organisation WHERE publication = 'publiee'
                \(list == nil ? "" : "AND id IN (SELECT value FROM json_each(?))")
                """, arguments: list.map { [$0] } ?? [])
        while let row = try rows.next() {
            let id = ID<Organisation>(rawValue: row[0])
            var sheet = OrganisationSheet()
            sheet.values.reserveCapacity(Self.fields.count)
            for (place, field) in Self.fields.enumerated() {
                let value: String = row[place + 3]
                if !value.isEmpty { sheet.values.append(field, value) }
            }
            let hubs = memberships[id] ?? []
            var lying = lookup.around(sheet)
            // Without an address, an organisation is found where its hubs are.
            if lying.isEmpty { lying = hubs.flatMap { perimeters[$0.id] ?? [] }.flatMap(lookup.around) }
            body(
                entry(
                    id, sheet, updatedAt: row[1], confirmedAt: row[2], lying, hubs.map(\.slug), codes[id] ?? [],
                    offers[id] ?? []))
        }
    }

    private func entry(
        _ id: ID<Organisation>, _ sheet: OrganisationSheet, updatedAt: String, confirmedAt: String,
        _ lying: [TerritoryRecord], _ hubs: [String], _ codes: [String], _ offers: [DirectoryTag]
    ) -> DirectoryEntry {
        // Of a unit that is only partly disclosed, neither the acronym nor the address (art. R123-232 du code de commerce).
        let isPartial = sheet.isPartlyDiffused
        let place = [isPartial ? "" : sheet[.postcode], sheet[.town]] + lying.map(\.name)
        let sectors = sectors.sectors(of: sheet)
        let activity = [sheet[.summary], sheet[.purpose], sheet[.presentation]] + sectors.map(\.label)
        let tags =
            sectors.map { DirectoryTag(.sector, $0.code) } + sheet.labelCodes.map { DirectoryTag(.label, $0) }
            + sheet.federationSlugs.map { DirectoryTag(.federation, $0) } + offers
        return DirectoryEntry(
            id: id, name: sheet[.name], acronym: isPartial ? "" : sheet[.acronym], usualName: sheet[.usualName],
            identifiers: [sheet[.siren], sheet[.siret], sheet[.rna]] + codes,
            activity: activity.joined(separator: " "),
            place: place.joined(separator: " "), territories: lying.map(\.territory.slug), hubs: hubs,
            family: sheet.family, size: SizeClass(band: sheet[.sizeBand]), isCeased: sheet.isCeased,
            updatedAt: updatedAt, confirmedAt: confirmedAt, others: tags, point: isPartial ? nil : point(sheet))
    }

    private func point(_ sheet: OrganisationSheet) -> DirectoryPoint? {
        guard let longitude = Double(sheet[.longitude]), let latitude = Double(sheet[.latitude]) else { return nil }
        return DirectoryPoint(longitude: longitude, latitude: latitude, isPrecise: sheet[.precision] != "commune")
    }

    private func among(_ list: String?, _ column: String) -> String {
        list == nil ? "" : "AND \(column) IN (SELECT value FROM json_each(:ids))"
    }

    private func hubsByOrganisation(_ list: String?) throws -> [ID<Organisation>: [(id: ID<Hub>, slug: String)]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT m.organisationID, h.id, h.slug FROM hubMember m JOIN hub h ON h.id = m.hubID
                WHERE m.validFrom <= :day AND (m.validUntil IS NULL OR m.validUntil > :day)
                \(among(list, "m.organisationID"))
                """, arguments: arguments(list))
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

    private func codesByOrganisation(_ list: String?) throws -> [ID<Organisation>: [String]] {
        var found: [ID<Organisation>: [String]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT organisationID, siret FROM establishment WHERE siret <> ''
                \(among(list, "organisationID"))
                """,
            arguments: list.map { ["ids": $0] } ?? [:])
        while let row = try rows.next() { found[row["organisationID"], default: []].append(row["siret"]) }
        return found
    }

    /// « propose » and « propose-lieu » for whoever offers a place.
    private func offersByOrganisation(_ list: String?) throws -> [ID<Organisation>: [DirectoryTag]] {
        var found: [ID<Organisation>: [DirectoryTag]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT organisationID, direction, kind FROM offer
                WHERE validFrom <= :day AND (validUntil IS NULL OR validUntil > :day)
                \(among(list, "organisationID")) ORDER BY organisationID
                """, arguments: arguments(list))
        for row in rows {
            let (direction, kind) = (row["direction"] as String, row["kind"] as String)
            let id: ID<Organisation> = row["organisationID"]
            for value in [direction, direction + "-" + kind] {
                let tag = DirectoryTag(.offer, value)
                if found[id]?.contains(tag) != true { found[id, default: []].append(tag) }
            }
        }
        return found
    }

    private func arguments(_ list: String?) -> StatementArguments {
        list.map { ["day": day, "ids": $0] } ?? ["day": day]
    }
}
