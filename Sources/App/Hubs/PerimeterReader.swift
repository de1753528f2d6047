import Domain
import GRDB

/// What the database knows of perimeters, for their rule.
struct PerimeterReader {
    let database: any DatabaseWriter
    let atlas: Atlas

    /// What the rule says of a hub's perimeter on a day.
    func findings(_ hub: ID<Hub>, on day: Day) async throws -> [Finding] {
        let atlas = atlas
        return try await database.read { db in
            let entries = try NetworkStore.perimeters(db)
            let mine = entries.filter { $0.hubID == hub && $0.validity.contains(day) }
            let records = try TerritoryStore.records(on: day, includingOthers: true, in: db)
            let ids = Set(mine.map(\.territoryID))
            let held = records.filter { ids.contains($0.id) }
            var shared: [(territory: String, hub: String)] = []
            for entry in mine {
                guard let moment = Validity(from: day, until: day.adding(days: 1)) else { continue }
                shared += try Self.sharing(entry.territoryID, during: moment, besides: hub, among: entries, in: db)
            }
            let counts = held.map { $0.population?.inhabitants }
            let isCounted = !counts.contains(nil)
            return PerimeterRule.findings(
                PerimeterRule.Reading(
                    territories: held.map(\.name), pieces: try Self.pieces(held.map(\.territory), atlas, in: db),
                    shared: shared, inhabitants: isCounted ? counts.compactMap(\.self).reduce(0, +) : nil))
        }
    }

    /// How many pieces they make, when they are of one kind and all of them have an outline.
    private static func pieces(_ territories: [Territory], _ atlas: Atlas, in db: GRDB.Database) throws -> Int? {
        guard let kind = territories.first?.kind, territories.allSatisfy({ $0.kind == kind }),
            let topology = try atlas.shapes(kind, in: db)?.topology
        else { return nil }
        let codes = Set(territories.map(\.code))
        guard codes.isSubset(of: Set(topology.codes)) else { return nil }
        return topology.pieces(of: codes).count
    }

    /// The other hubs that cover a territory, its Pays or a part of it at some time.
    static func sharing(
        _ territory: ID<Territory>, during validity: Validity, besides hub: ID<Hub>, among entries: [PerimeterEntry],
        in db: GRDB.Database
    ) throws -> [(territory: String, hub: String)] {
        let composition = Composition(try TerritoryStore.memberships(db))
        let day = validity.from ?? .farPast
        let pays = composition.whole(.pays, of: territory, on: day)
        let others = entries.filter { (entry: PerimeterEntry) in
            guard entry.hubID != hub, entry.validity.overlaps(validity) else { return false }
            return entry.territoryID == territory || entry.territoryID == pays
                || composition.whole(.pays, of: entry.territoryID, on: day) == territory
        }
        let name = try name(territory, in: db) ?? ""
        return try Set(others.map(\.hubID)).sorted { $0.rawValue < $1.rawValue }.map { id in
            (territory: name, hub: try Hub.fetchOne(db, key: id)?.name ?? "")
        }
    }

    /// Whether a perimeter may be made of it: a Pays or an intercommunalité that exists that day.
    static func isChoice(_ territory: ID<Territory>, on day: Day, in db: GRDB.Database) throws -> Bool {
        let kinds: [TerritoryKind] = [.pays, .epci]
        return try kinds.contains { (kind: TerritoryKind) in
            try TerritoryStore.records(kind, on: day, in: db).contains { $0.id == territory }
        }
    }

    static func name(_ territory: ID<Territory>, in db: GRDB.Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT name FROM territoryName WHERE territoryID = ? ORDER BY validFrom DESC LIMIT 1",
            arguments: [territory])
    }
}
