import Domain
import Foundation
import GRDB
import Synchronization

/// Where an organisation lies, from what its record says of its address.
struct TerritoryLookup: Sendable {
    /// How often territories had changed when it was read.
    let version: Int
    var day: Day
    private let records: [TerritoryRecord]
    private let byID: [ID<Territory>: Int]
    private let bySlug: [String: Int]
    private let communeByCode: [String: Int]
    /// By département and name; namesakes are left out.
    private let communeByName: [String: Int]
    private let byKind: [TerritoryKind: [DirectoryPlace]]
    private let composition: Composition
    private let wholes = Wholes()

    /// What each territory lies in, found once.
    private final class Wholes: Sendable {
        let known = Mutex<[ID<Territory>: [Int]]>([:])
    }

    init(on day: Day, version: Int, in db: GRDB.Database) throws {
        (self.day, self.version) = (day, version)
        records = try TerritoryStore.records(on: day, in: db)
        composition = Composition(try TerritoryStore.memberships(db))
        var (byID, bySlug, byCode): ([ID<Territory>: Int], [String: Int], [String: Int]) = ([:], [:], [:])
        var named: [String: [Int]] = [:]
        for (number, record) in records.enumerated() {
            byID[record.id] = number
            bySlug[record.territory.slug] = number
            guard record.territory.kind == .commune else { continue }
            byCode[record.territory.code] = number
            named[Self.key(record.territory.code, record.name), default: []].append(number)
        }
        (self.byID, self.bySlug, communeByCode) = (byID, bySlug, byCode)
        byKind = Dictionary(grouping: records.map(Self.place)) { $0.kind ?? .commune }
        communeByName = named.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// The commune, then what it lies in; empty when the commune is not known.
    func around(_ sheet: OrganisationSheet) -> [TerritoryRecord] {
        let commune =
            communeByCode[sheet[.commune]]
            ?? (sheet[.town].isEmpty ? nil : communeByName[Self.key(sheet[.postcode], sheet[.town])])
        return commune.map { around(records[$0].id) } ?? []
    }

    /// A territory, then what it lies in.
    func around(_ id: ID<Territory>) -> [TerritoryRecord] {
        if let known = wholes.known.withLock({ $0[id] }) { return known.map { records[$0] } }
        let kinds: [TerritoryKind] = [.epci, .pays, .department, .region]
        let found = ([id] + kinds.compactMap { composition.whole($0, of: id, on: day) }).compactMap { byID[$0] }
        wholes.known.withLock { $0[id] = found }
        return found.map { records[$0] }
    }

    func place(_ slug: String) -> DirectoryPlace? { bySlug[slug].map { Self.place(records[$0]) } }

    func record(_ slug: String) -> TerritoryRecord? { bySlug[slug].map { records[$0] } }

    /// The territories of a kind, by code.
    func of(_ kind: TerritoryKind) -> [DirectoryPlace] { byKind[kind] ?? [] }

    /// Communes whose names start so or say so, the nearest to what is typed first.
    func named(_ text: String, kinds: Set<TerritoryKind>) -> [DirectoryPlace] {
        let asked = SearchText.words(text).joined(separator: " ")
        guard !asked.isEmpty else { return [] }
        let scored = records.compactMap { (record: TerritoryRecord) -> (Int, TerritoryRecord)? in
            guard kinds.contains(record.territory.kind) else { return nil }
            if record.territory.code == asked { return (0, record) }
            let name = SearchText.words(record.name).joined(separator: " ")
            if name == asked { return (1, record) }
            if name.hasPrefix(asked) { return (2, record) }
            return (" " + name).contains(" " + asked) ? (3, record) : nil
        }
        let ordered = scored.sorted { (a, b) in
            (a.0, -(a.1.population?.inhabitants ?? 0), a.1.territory.code)
                < (b.0, -(b.1.population?.inhabitants ?? 0), b.1.territory.code)
        }
        return ordered.prefix(30).map { Self.place($0.1) }
    }

    private static func place(_ record: TerritoryRecord) -> DirectoryPlace {
        DirectoryPlace(slug: record.territory.slug, name: record.name, kind: record.territory.kind)
    }

    /// The middle of the communes and of the Pays whose outline is known, by slug.
    func centres(in db: GRDB.Database) throws -> [String: DirectoryPoint] {
        var centres: [String: DirectoryPoint] = [:]
        for kind in [TerritoryKind.pays, .epci, .commune] {
            guard let stored = try TerritoryStore.outlines(kind, in: db) else { continue }
            let topology = try JSONDecoder().decode(Topology.self, from: Data(stored.body.utf8))
            let slugs = Dictionary(
                records.filter { $0.territory.kind == kind }.map { ($0.territory.code, $0.territory.slug) }
            ) { (first: String, _) in first }
            for code in topology.codes {
                guard let slug = slugs[code], let middle = topology.labelPlace(of: code) else { continue }
                centres[slug] = DirectoryPoint(
                    longitude: middle.longitude, latitude: middle.latitude, isPrecise: false)
            }
        }
        return centres
    }

    /// « 29|saint pol leon » from a commune's code or a postcode, and a name.
    private static func key(_ code: String, _ name: String) -> String {
        let words = SearchText.words(name)
        return code.prefix(2) + "|"
            + words.filter { $0 != "cedex" && $0.contains { !$0.isNumber } }.joined(separator: " ")
    }
}
