import Domain

/// A month of the register as it was counted, with what it takes to find its files again and make it again.
struct Vintage: Sendable, Hashable {
    struct File: Sendable, Hashable {
        let kind, name, digest: String
        let size, rows, kept: Int
    }

    let id: Int64
    let month: Month
    let perimeterID: Int64
    /// The version of the ESS's perimeter.
    let perimeter: String
    /// Slugs of the territories that it is limited to.
    let scope: [String]
    let hasFrance: Bool
    let withoutCommune: Int
    let treatedOn: Day?
    let command: String
    let digest: String
    let files: [File]

    /// « Insee, Sirene, juin 2020 »: what is to be cited.
    var citation: String { "Insee, Sirene, \(month.french)" }

    /// Why figures of two vintages do not make one line; nil when they do.
    static func breakBetween(_ former: Vintage, _ later: Vintage) -> String? {
        if former.perimeterID != later.perimeterID {
            return "le périmètre de l’ESS change (\(later.perimeter))"
        }
        if former.scope != later.scope { return "les communes comptées ne sont pas les mêmes" }
        return nil
    }
}

/// Totals of each commune of a vintage, and its employers by family and size: what lists, ranks and secrecy are made from.
struct VintageOverview: Sendable {
    struct Commune: Sendable {
        var total = Panorama.Beside()
        var sizes: [Family: [Int]] = [:]
    }

    let communes: [String: Commune]
}

/// Where communes are counted on a day, and the territories of each level.
struct Geography: Sendable {
    let day: Day
    let records: [ID<Territory>: TerritoryRecord]
    /// Codes of the communes counted in each territory, those that were merged with those that took them in.
    let codes: [ID<Territory>: [String]]
    /// Tells two states of the composition apart.
    let identity: String
    /// The same for the same communes in the same territories, on whichever day.
    let signature: Int
    /// By name.
    private let byKind: [TerritoryKind: [TerritoryRecord]]
    private let bySlug: [String: TerritoryRecord]
    private let sets: [ID<Territory>: Set<String>]
    private let people: [ID<Territory>: Int]

    init(day: Day, records: [TerritoryRecord], codes: [ID<Territory>: [String]], identity: String) {
        (self.day, self.codes, self.identity) = (day, codes, identity)
        self.records = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
        bySlug = Dictionary(records.map { ($0.territory.slug, $0) }) { first, _ in first }
        sets = codes.mapValues { Set($0) }
        var hasher = Hasher()
        for (id, list) in codes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            hasher.combine(id); hasher.combine(list)
        }
        signature = hasher.finalize()
        let named = records.filter { codes[$0.id] != nil }.map { (words: French.slug($0.name), record: $0) }
        let sorted = named.sorted { ($0.words, $0.record.territory.code) < ($1.words, $1.record.territory.code) }
        byKind = Dictionary(grouping: sorted.map(\.record)) { $0.territory.kind }
        people = Self.people(sorted.map(\.record), codes)
    }

    /// What the figures of each territory say, else those of all its communes when each has one.
    private static func people(
        _ records: [TerritoryRecord], _ codes: [ID<Territory>: [String]]
    ) -> [ID<Territory>: Int] {
        let communes = records.filter { $0.territory.kind == .commune }
        let known = Dictionary(communes.map { ($0.territory.code, $0.population?.inhabitants) }) { first, _ in first }
        return records.reduce(into: [:]) { people, record in
            if let population = record.population {
                people[record.id] = population.inhabitants
                return
            }
            // Communes that were merged are counted with those that took them in.
            let parts = (codes[record.id] ?? []).compactMap { known[$0] }
            guard !parts.isEmpty, !parts.contains(nil) else { return }
            people[record.id] = parts.compactMap(\.self).reduce(0, +)
        }
    }

    func inhabitants(of id: ID<Territory>) -> Int? { people[id] }

    func records(_ kind: TerritoryKind) -> [TerritoryRecord] { byKind[kind] ?? [] }

    func record(slug: String) -> TerritoryRecord? { bySlug[slug] }

    /// The smallest territory of that kind that holds all of another.
    func whole(_ kind: TerritoryKind, of id: ID<Territory>) -> TerritoryRecord? {
        guard let mine = sets[id], !mine.isEmpty else { return nil }
        return records(kind).filter { $0.id != id && sets[$0.id]?.isSuperset(of: mine) == true }
            .min { (sets[$0.id]?.count ?? 0) < (sets[$1.id]?.count ?? 0) }
    }

    /// Those that hold all of another, the smallest first.
    func wholes(of id: ID<Territory>) -> [TerritoryRecord] {
        let kinds: [TerritoryKind] = [.epci, .pays, .department, .region]
        return kinds.compactMap { whole($0, of: id) }
    }

    /// Territories of that kind wholly within another.
    func parts(_ kind: TerritoryKind, of id: ID<Territory>) -> [TerritoryRecord] {
        guard let mine = sets[id] else { return [] }
        return records(kind).filter { $0.id != id && sets[$0.id]?.isSubset(of: mine) == true }
    }
}
