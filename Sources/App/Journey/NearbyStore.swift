import Domain
import GRDB

/// How near a hub or an initiative is to the territories that somebody thinks of.
enum Nearness: Int, Sendable, Comparable {
    /// It covers one of them, its Pays or a part of it.
    case here
    /// It covers a Pays that touches one of them.
    case beside
    case elsewhere

    static func < (left: Nearness, right: Nearness) -> Bool { left.rawValue < right.rawValue }
}

/// A hub or an initiative, with how near it is.
struct NearbyHub: Sendable {
    let line: HubLine
    let nearness: Nearness
}

/// Who is already there, or next to there.
struct NearbyStore {
    let database: any DatabaseWriter
    let atlas: Atlas

    /// Initiatives and préfigurations of the network, the nearest first; created hubs only here or beside.
    func hubs(near territories: Set<ID<Territory>>, in view: SituationView) async throws -> [NearbyHub] {
        let (day, atlas) = (view.day, atlas)
        let (composition, neighbours) = try await database.read { db in
            (
                Composition(
                    try TerritoryStore.memberships(
                        above: territories.union(view.facts.perimeters.map(\.territoryID)), in: db)),
                try atlas.shapes(.pays, in: db)?.topology.neighbours() ?? [:]
            )
        }
        func pays(_ id: ID<Territory>) -> ID<Territory> { composition.whole(.pays, of: id, on: day) ?? id }
        let codes = Dictionary(view.territories.map { ($0.id, $0.territory.code) }) { first, _ in first }
        let here = Set(territories.map(pays))
        let beside = Set(here.flatMap { codes[$0].flatMap { neighbours[$0] } ?? [] })
        return HubLine.all(view).compactMap { line -> NearbyHub? in
            let held = Set(
                view.facts.perimeters.filter { $0.hubID == line.hub.id && $0.validity.contains(day) }.map(\.territoryID)
            )
            let wholes = Set(held.map(pays))
            let nearness: Nearness =
                !wholes.isDisjoint(with: here)
                ? .here
                : wholes.contains { codes[$0].map(beside.contains) ?? false } ? .beside : .elsewhere
            switch line.standing.status {
            case .organising, .prefiguration: return NearbyHub(line: line, nearness: nearness)
            case .created: return nearness == .elsewhere ? nil : NearbyHub(line: line, nearness: nearness)
            case .none, .unknown: return nil
            }
        }.sorted { ($0.nearness, $0.line.hub.name) < ($1.nearness, $1.line.hub.name) }
    }
}
