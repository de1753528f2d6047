import Domain
import Foundation
import GRDB

/// What a territory is or was part of, or made of.
struct MembershipLine: Sendable {
    let record: TerritoryRecord
    let validity: Validity
    let certainty: Certainty
    let source: Source
}

/// A name that a territory had during a time.
struct NameLine: Sendable {
    let name: String
    let validity: Validity
    let source: Source
}

/// One territory with everything its page shows.
struct TerritoryView: Sendable {
    let day: Day
    let record: TerritoryRecord
    let names: [NameLine]
    let wholes: [MembershipLine]
    let parts: [MembershipLine]
    /// The Pays it was in on that day, found through its intercommunality if need be; itself when it is one.
    let pays: TerritoryRecord?
    let population: [(population: Population, source: Source)]
    /// Itself and all that it is part of on that day, directly or not.
    let reach: Set<ID<Territory>>

    /// True when the territory has a name, so exists, on the day.
    let exists: Bool
}

extension TerritoryStore {
    func view(slug: String, on day: Day) async throws -> TerritoryView? {
        try await database.read { db in
            guard
                let territory = try Territory.fetchOne(
                    db, sql: "SELECT * FROM territory WHERE slug = ?", arguments: [slug])
            else { return nil }
            let id = territory.id
            let composition = Composition(try TerritoryStore.memberships(above: [id], in: db))
            let wholes = TerritoryKind.allCases.compactMap { composition.whole($0, of: id, on: day) }
            let near = try ID<Territory>.fetchAll(
                db,
                sql:
                    "SELECT wholeID FROM membership WHERE partID = ? UNION SELECT partID FROM membership WHERE wholeID = ?",
                arguments: [id, id])
            let all = try TerritoryStore.records(
                among: Set(near + wholes + [id]), on: day, includingOthers: true, in: db)
            let byID = Dictionary(all.map { ($0.id, $0) }) { (first: TerritoryRecord, _) in first }
            guard let record = byID[id] else { return nil }
            let names = try TerritoryStore.names(of: territory.id, in: db)
            let pays = territory.kind == .pays ? territory.id : composition.whole(.pays, of: territory.id, on: day)
            return TerritoryView(
                day: day, record: record, names: names,
                wholes: try TerritoryStore.lines("m.partID = ?", "m.wholeID", territory.id, byID, in: db),
                parts: try TerritoryStore.lines("m.wholeID = ?", "m.partID", territory.id, byID, in: db),
                pays: pays.flatMap { byID[$0] }, population: try TerritoryStore.populations(of: territory.id, in: db),
                reach: Set(wholes + [id]), exists: names.contains { $0.validity.contains(day) })
        }
    }

    private static func names(of id: ID<Territory>, in db: GRDB.Database) throws -> [NameLine] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT n.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID FROM territoryName n
                JOIN source s ON s.id = n.sourceID WHERE territoryID = ? ORDER BY validFrom
                """, arguments: [id]
        ).map { row in NameLine(name: row["name"], validity: Validity(row: row), source: Source(row: row)) }
    }

    /// `condition` and `other` are written in our own code.
    private static func lines(
        _ condition: StaticString, _ other: StaticString, _ id: ID<Territory>,
        _ records: [ID<Territory>: TerritoryRecord],
        in db: GRDB.Database
    ) throws -> [MembershipLine] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.*, \(other.description) AS otherID, s.title AS sourceTitle, s.url AS sourceURL, s.documentID
                FROM membership m JOIN source s ON s.id = m.sourceID WHERE \(condition.description)
                ORDER BY m.validFrom DESC, m.id
                """, arguments: [id])
        return rows.compactMap { (row: Row) -> MembershipLine? in
            records[row["otherID"]].map {
                MembershipLine(
                    record: $0, validity: Validity(row: row), certainty: row["certainty"], source: Source(row: row))
            }
        }
    }

    private static func populations(of id: ID<Territory>, in db: GRDB.Database) throws -> [(
        population: Population, source: Source
    )] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID FROM population p
                JOIN source s ON s.id = p.sourceID WHERE territoryID = ? ORDER BY year
                """, arguments: [id]
        ).map { row in
            let source = Source(row: row)
            return (
                Population(territoryID: id, year: row["year"], inhabitants: row["inhabitants"], sourceID: source.id),
                source
            )
        }
    }

    /// Territories of one kind that exist on a day, with the Pays each is in.
    func list(_ kind: TerritoryKind, on day: Day) async throws -> [(record: TerritoryRecord, pays: TerritoryRecord?)] {
        try await database.read { db in
            let records = try TerritoryStore.records(kind, on: day, in: db)
            let pays = try TerritoryStore.records(.pays, on: day, includingOthers: true, in: db)
            let byID = Dictionary(pays.map { ($0.id, $0) }) { (first: TerritoryRecord, _) in first }
            let composition = Composition(try TerritoryStore.memberships(db))
            return records.map { record in
                (record, composition.whole(.pays, of: record.id, on: day).flatMap { byID[$0] })
            }
        }
    }
}
