import Domain
import Foundation
import GRDB

/// What a démarche has reached in one commune.
struct MobilisedCommune: Sendable {
    let record: TerritoryRecord
    /// Organisations of the directory.
    var known = 0
    /// Names of those that steer, then of the others that take part.
    var steering: [String] = []
    var members: [String] = []
    var called = 0
    var written = 0

    var isReached: Bool { !steering.isEmpty || !members.isEmpty || called > 0 || written > 0 }
}

/// Whom a démarche has reached, commune by commune.
struct Mobilisation: Sendable {
    let communes: [MobilisedCommune]
    /// Steering or taking part, in no commune of the perimeter that is known.
    let elsewhere: [String]
    let map: TerritoryMap?
    /// Organisations, wherever they are.
    let called, written: Int

    var reached: [MobilisedCommune] { communes.filter(\.isReached) }
    var known: Int { communes.reduce(0) { $0 + $1.known } }
}

/// Reads whom a démarche has reached and where they are.
enum MobilisationStore {
    static func read(
        _ hub: ID<Hub>, _ core: CoreGroup, _ sectors: Sectors, atlas: Atlas, on day: Day, in db: GRDB.Database
    ) throws -> Mobilisation {
        let records = try HubPlaces.communes(of: hub, on: day, in: db)
        var communes = Dictionary(records.map { ($0.territory.code, MobilisedCommune(record: $0)) }) { first, _ in first
        }
        let known = try ProspectStore.known(in: records, sectors, db)
        let called = try organisations("SELECT DISTINCT organisationID FROM prospectCall WHERE hubID = ?", hub, db)
        let written = try organisations("SELECT DISTINCT organisationID FROM prospectLetter WHERE hubID = ?", hub, db)
        var placed: [ID<Organisation>: String] = [:]
        for line in known {
            let code = line.organisation.commune
            placed[line.organisation.id] = code
            communes[code]?.known += 1
            if called.contains(line.organisation.id) { communes[code]?.called += 1 }
            if written.contains(line.organisation.id) { communes[code]?.written += 1 }
        }
        var elsewhere: [String] = []
        var seen: Set<String> = []
        for seat in core.seats where !seat.isPartner && !seat.organisationName.isEmpty {
            guard seen.insert(seat.organisationName).inserted else { continue }
            if let code = seat.organisationID.flatMap({ placed[$0] }) {
                communes[code]?.steering.append(seat.organisationName)
            } else {
                elsewhere.append(seat.organisationName)
            }
        }
        for member in try MemberStore.members(of: hub, on: day, in: db) where seen.insert(member.name).inserted {
            if let code = placed[member.id] {
                communes[code]?.members.append(member.name)
            } else {
                elsewhere.append(member.name)
            }
        }
        let ordered = records.compactMap { communes[$0.territory.code] }.sorted { left, right in
            (-left.steering.count, -left.members.count, -left.called - left.written, -left.known, left.record.name)
                < (
                    -right.steering.count, -right.members.count, -right.called - right.written, -right.known,
                    right.record.name
                )
        }
        return Mobilisation(
            communes: ordered, elsewhere: elsewhere.sorted(),
            map: try map(hub, ordered, atlas: atlas, on: day, in: db), called: called.count, written: written.count)
    }

    private static func organisations(
        _ sql: StaticString, _ hub: ID<Hub>, _ db: GRDB.Database
    ) throws -> Set<ID<Organisation>> {
        try ID<Organisation>.fetchSet(db, sql: sql.description, arguments: [hub])
    }

    /// Of the communes when their real outlines are known, else of the whole Pays.
    private static func map(
        _ hub: ID<Hub>, _ communes: [MobilisedCommune], atlas: Atlas, on day: Day, in db: GRDB.Database
    ) throws -> TerritoryMap? {
        let held = try ID<Territory>.fetchSet(
            db,
            sql: """
                SELECT territoryID FROM hubPerimeter WHERE hubID = ?
                AND (validFrom IS NULL OR validFrom <= ?) AND (validUntil IS NULL OR validUntil > ?)
                """, arguments: [hub, day, day])
        if let shapes = try atlas.shapes(.commune, in: db), !shapes.isDrawing,
            let map = TerritoryMap(communes: communes, shapes.topology)
        {
            return map
        }
        let records = try TerritoryStore.records(.pays, on: day, includingOthers: true, in: db)
        let composition = Composition(try TerritoryStore.memberships(above: held, in: db))
        let whole = Set(held.map { composition.whole(.pays, of: $0, on: day) ?? $0 })
        guard let shapes = try atlas.shapes(.pays, in: db) else { return nil }
        return TerritoryMap(
            pays: records, held: Set(records.filter { whole.contains($0.id) }.map(\.territory.code)), shapes.topology,
            isDrawing: shapes.isDrawing)
    }
}

/// The same for a page.
struct MobilisationReader {
    let database: any DatabaseWriter
    let atlas: Atlas

    func read(_ journey: JourneyView) async throws -> Mobilisation {
        let atlas = atlas
        return try await database.read { db in
            try MobilisationStore.read(
                journey.hub.id, journey.core, journey.sectors, atlas: atlas, on: journey.day, in: db)
        }
    }
}
