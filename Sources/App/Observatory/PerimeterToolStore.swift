import Domain
import Foundation
import GRDB
import Synchronization

/// Where communes are and which touch, worked out once for the outlines of the day.
final class CommuneFrames: Sendable {
    struct Frame: Sendable {
        let middles: [String: Topology.Place]
        let neighbours: [String: Set<String>]

        /// The pieces that communes make. A commune that is an island has no neighbour: it does not cut anything in two.
        func pieces(of codes: Set<String>) -> Int? {
            var left = codes.intersection(neighbours.keys)
            guard !left.isEmpty else { return nil }
            var count = 0
            while let start = left.popFirst() {
                guard neighbours[start]?.isEmpty == false else { continue }
                count += 1
                var front = [start]
                while let code = front.popLast() {
                    for next in neighbours[code] ?? [] where left.remove(next) != nil { front.append(next) }
                }
            }
            return max(1, count)
        }
    }

    private let kept = Mutex<(points: Int, codes: [String], frame: Frame)?>(nil)

    func frame(_ topology: Topology?) -> Frame? {
        guard let topology else { return nil }
        let (points, codes) = (topology.pointCount, topology.codes)
        if let known = kept.withLock({ $0 }), known.points == points, known.codes == codes { return known.frame }
        let frame = Frame(middles: topology.middles(), neighbours: topology.neighbours())
        kept.withLock { $0 = (points, codes, frame) }
        return frame
    }
}

/// Reads what a perimeter is worth: people, communes, span, ESS, neighbours, hubs.
struct PerimeterToolStore {
    let database: any DatabaseWriter
    let atlas: Atlas
    let panoramas: PanoramaReader
    let situation: SituationStore
    private let frames = CommuneFrames()

    init(database: any DatabaseWriter, atlas: Atlas, panoramas: PanoramaReader, situation: SituationStore) {
        (self.database, self.atlas, self.panoramas, self.situation) = (database, atlas, panoramas, situation)
    }

    func choice(_ slugs: [String], map kind: TerritoryKind?, on day: Day) async throws -> PerimeterChoice {
        let geography = try await panoramas.store.geography(on: day)
        let vintage = try await panoramas.store.vintages().first
        let overview: VintageOverview? = if let vintage { try await panoramas.store.overview(vintage) } else { nil }
        let counted = if let vintage { try await panoramas.counted(vintage, geography) } else { Set<ID<Territory>>() }
        let network = try await situation.view(on: day)
        let atlas = atlas
        return try await database.read { db in
            let composition = Composition(try TerritoryStore.memberships(db))
            let kinds: [TerritoryKind] = [.pays, .epci]
            let choices = try kinds.map { kind in
                (kind: kind, records: try TerritoryStore.records(kind, on: day, in: db).sorted { $0.name < $1.name })
            }.filter { !$0.records.isEmpty }
            let all = Dictionary(choices.flatMap(\.records).map { ($0.territory.slug, $0) }) { first, _ in first }
            var chosen: [TerritoryRecord] = []
            for slug in slugs { if let record = all[slug], !chosen.contains(record) { chosen.append(record) } }
            let names = geography.records(.commune).map { ($0.territory.code, $0.name) }
            let reading = Reading(
                geography: geography, composition: composition, overview: overview, counted: counted,
                frame: frames.frame(try atlas.shapes(.commune, in: db)?.topology),
                names: Dictionary(names) { first, _ in first }, day: day)
            // An initiative that ended holds its territory no longer.
            let entries = network.facts.perimeters.filter {
                $0.validity.contains(day) && network.situation.hubs[$0.hubID]?.status != Status.none
            }
            let records = try TerritoryStore.records(on: day, includingOthers: true, in: db)
            let byID = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
            let hubs = network.situation.hubs.compactMap { id, standing -> PerimeterChoice.Hub? in
                let mine = entries.filter { $0.hubID == id }.compactMap { byID[$0.territoryID] }
                guard let hub = network.hubs[id], !mine.isEmpty else { return nil }
                return PerimeterChoice.Hub(
                    name: hub.name, slug: hub.slug, status: standing.status, size: reading.size(of: mine))
            }
            let shown = kind.flatMap { kind in choices.contains { $0.kind == kind } ? kind : nil } ?? .pays
            return PerimeterChoice(
                day: day, vintage: vintage, size: reading.size(of: chosen),
                findings: chosen.isEmpty
                    ? [] : try findings(chosen, reading, entries, network, atlas: atlas, on: day, in: db),
                hubs: hubs.sorted { ($0.size.inhabitants ?? 0, $1.name) > ($1.size.inhabitants ?? 0, $0.name) },
                choices: choices, kind: shown, shapes: try atlas.shapes(shown, in: db),
                unknown: slugs.filter { all[$0] == nil },
                taken: Set(entries.map(\.territoryID)))
        }
    }

    /// What the rule of perimeters says of these, for no hub in particular.
    private func findings(
        _ chosen: [TerritoryRecord], _ reading: Reading, _ entries: [PerimeterEntry], _ network: SituationView,
        atlas: Atlas, on day: Day, in db: GRDB.Database
    ) throws -> [Finding] {
        var shared: [(territory: String, hub: String)] = []
        for record in chosen {
            guard let moment = Validity(from: day, until: day.adding(days: 1)) else { continue }
            shared += try PerimeterReader.sharing(
                record.id, during: moment, besides: ID(rawValue: -1), among: entries, in: db)
        }
        let kinds = Set(chosen.map(\.territory.kind))
        let same = kinds.count == 1 ? try kinds.first.flatMap { try atlas.shapes($0, in: db)?.topology } : nil
        let size = reading.size(of: chosen)
        return PerimeterRule.findings(
            PerimeterRule.Reading(
                territories: chosen.map(\.name), pieces: reading.pieces(of: chosen, outlines: same), shared: shared,
                inhabitants: size.inhabitants))
    }

    /// What perimeters are read with.
    private struct Reading {
        let geography: Geography
        let composition: Composition
        let overview: VintageOverview?
        let counted: Set<ID<Territory>>
        let frame: CommuneFrames.Frame?
        let names: [String: String]
        let day: Day

        func size(of territories: [TerritoryRecord]) -> PerimeterSize {
            let ids = Set(territories.map(\.id))
            // Those that are parts of another one are counted with it.
            let largest = territories.filter { record in
                ![TerritoryKind.region, .department, .pays, .epci].contains { kind in
                    composition.whole(kind, of: record.id, on: day).map { $0 != record.id && ids.contains($0) } ?? false
                }
            }
            let codes = Set(largest.flatMap { geography.codes[$0.id] ?? [] }).sorted()
            let people = largest.map { geography.inhabitants(of: $0.id) ?? $0.population?.inhabitants }
            let isCounted = !largest.isEmpty && largest.allSatisfy { counted.contains($0.id) }
            let places = codes.compactMap { code -> (name: String, place: Topology.Place)? in
                guard let name = names[code], let place = frame?.middles[code] else { return nil }
                return (name, place)
            }
            return PerimeterSize(
                territories: territories,
                inhabitants: people.isEmpty || people.contains(nil) ? nil : people.compactMap(\.self).reduce(0, +),
                communes: codes.count { names[$0] != nil }, total: isCounted ? overview?.total(codes) : nil,
                span: Span(places))
        }

        /// By communes when their outlines are known, else by the territories' own; nil when neither tells.
        func pieces(of territories: [TerritoryRecord], outlines: Topology?) -> Int? {
            let codes = Set(territories.flatMap { geography.codes[$0.id] ?? [] })
            if let pieces = frame?.pieces(of: codes) { return pieces }
            let own = Set(territories.map(\.territory.code))
            guard let outlines, own.isSubset(of: Set(outlines.codes)) else { return nil }
            return outlines.pieces(of: own).count
        }
    }
}
