import Domain
import GRDB

/// Everything that the pages and files of one territory's panorama are made from.
struct TerritoryPanorama: Sendable {
    /// A part of the territory, counted.
    struct Part: Sendable {
        let record: TerritoryRecord
        let total: Panorama.Beside
        let inhabitants: Int?

        init(_ record: TerritoryRecord, _ overview: VintageOverview, _ geography: Geography) {
            self.record = record
            total = overview.total(geography.codes[record.id] ?? [])
            inhabitants = geography.inhabitants(of: record.id)
        }
    }

    /// The same territory in another vintage, within the same limits.
    struct Past: Sendable {
        let vintage: Vintage
        let total: Panorama.Beside
    }

    let ask: PanoramaAsk
    let record: TerritoryRecord
    let geography: Geography
    let vintage: Vintage
    /// The latest first.
    let vintages: [Vintage]
    let panorama: Panorama
    let inhabitants: Int?
    /// What it is made of: its communes, or larger territories when they would be too many to read.
    let parts: [Part]
    let partKind: TerritoryKind
    /// What it is compared with: the region, then France.
    let region: (name: String, panorama: Panorama)?
    let france: Panorama?
    /// Nil for a commune, which has too few employers to tell their sizes, and within other limits than today's: two ways of
    /// cutting the same places, side by side, tell by subtraction what neither tells alone.
    let sizes: SizeTables.Table?
    let secrecy: SecrecyRule
    let sectors: Sectors
    let figures: [PublishedFigure]
    /// The oldest first.
    let history: [Past]
    /// Where it stands among the territories of its kind, by share of the ESS.
    let rank: (place: Int, among: Int)?
    /// Of the directory, by band, the largest first.
    let employers: [LargeEmployer]
    /// Wider territories of which others published jobs by sector or by size, when this one has no such figures.
    let wider: [TerritoryRecord]

    var path: String { "/observatoire/" + record.territory.slug }
    /// With the vintage, when it is not the latest, and the day of the limits, when it is not today.
    var query: String { ask.query(vintage, among: vintages) }
    var name: String { record.name }
    /// The same page within today's limits.
    var todayAddress: String {
        path + PanoramaAsk(month: ask.month, today: ask.today).query(vintage, among: vintages)
    }
}

/// Reads panoramas.
struct PanoramaReader {
    let store: PanoramaStore
    let figures: FigureStore
    let employers: LargeEmployerStore

    init(database: any DatabaseWriter) {
        store = PanoramaStore(database: database)
        figures = FigureStore(database: database)
        employers = LargeEmployerStore(database: database)
    }

    /// Nil when no vintage counts anything there.
    func view(_ slug: String, _ ask: PanoramaAsk) async throws -> TerritoryPanorama? {
        let geography = try await store.geography(on: ask.limits)
        guard let record = geography.record(slug: slug) else { throw NotFound() }
        let vintages = try await store.vintages()
        guard let vintage = try ask.vintage(among: vintages) else { return nil }
        let counted = try await counted(vintage, geography)
        guard let codes = geography.codes[record.id], counted.contains(record.id) else { return nil }
        let sectors = try await store.sectors(on: ask.today)
        let overview = try await store.overview(vintage)
        let panorama = try await store.panorama(
            vintage, of: codes, sectors: sectors)
        let region = try await region(of: record, vintage, geography, counted, sectors)
        let hasSizes = ask.isToday && VintageOverview.sizeLevels.contains(record.territory.kind)
        let sizes = hasSizes ? try await store.sizeTables(vintage, geography).tables[Int(record.id.rawValue)] : nil
        let partKind = Self.partKind(record, geography)
        let parts = geography.parts(partKind, of: record.id).map { part in
            TerritoryPanorama.Part(part, overview, geography)
        }
        let published = try await figures.figures(of: record.id)
        let wider =
            published.contains(where: \.isDivided)
            ? [] : try await figures.divided(among: geography.wholes(of: record.id))
        return TerritoryPanorama(
            ask: ask, record: record, geography: geography, vintage: vintage, vintages: vintages, panorama: panorama,
            inhabitants: geography.inhabitants(of: record.id), parts: parts, partKind: partKind, region: region,
            france: try await france(vintage, geography, sectors), sizes: sizes,
            secrecy: try await store.secrecy(on: ask.today), sectors: sectors,
            figures: published, history: try await history(codes, vintages),
            rank: rank(record, geography, overview, counted),
            employers: try await employers.largest(in: codes), wider: wider)
    }

    /// The territories that a vintage counts whole: those whose communes were all among those asked for.
    func counted(_ vintage: Vintage, _ geography: Geography) async throws -> Set<ID<Territory>> {
        guard !vintage.scope.isEmpty else { return Set(geography.codes.keys) }
        let asked = geography.records.values.filter { vintage.scope.contains($0.territory.slug) }
        let codes = Set(asked.flatMap { geography.codes[$0.id] ?? [] })
        return Set(geography.codes.filter { codes.isSuperset(of: $0.value) }.keys)
    }

    /// Communes when they can be read on a page, else the smallest territories that can.
    private static func partKind(_ record: TerritoryRecord, _ geography: Geography) -> TerritoryKind {
        let kinds: [TerritoryKind] = [.commune, .epci, .pays]
        return kinds.first { (2...120).contains(geography.parts($0, of: record.id).count) } ?? .department
    }

    private func region(
        of record: TerritoryRecord, _ vintage: Vintage, _ geography: Geography, _ counted: Set<ID<Territory>>,
        _ sectors: Sectors
    ) async throws -> (name: String, panorama: Panorama)? {
        guard let whole = geography.whole(.region, of: record.id), let codes = geography.codes[whole.id],
            counted.contains(whole.id)
        else { return nil }
        let panorama = try await store.panorama(
            vintage, of: codes, sectors: sectors)
        return (whole.name, panorama)
    }

    /// All the communes that were counted, and the rest.
    func france(_ vintage: Vintage, _ geography: Geography, _ sectors: Sectors) async throws -> Panorama? {
        guard vintage.hasFrance else { return nil }
        let codes = try await store.overview(vintage).communes.keys.sorted()
        return try await store.panorama(vintage, of: codes, sectors: sectors)
    }

    private func history(_ codes: [String], _ vintages: [Vintage]) async throws -> [TerritoryPanorama.Past] {
        var history: [TerritoryPanorama.Past] = []
        let first = vintages.first?.scope
        // A vintage of other communes says nothing of the same place.
        for vintage in vintages.reversed() where vintage.scope == first || vintage.scope.isEmpty {
            history.append(.init(vintage: vintage, total: try await store.overview(vintage).total(codes)))
        }
        return history
    }

    private func rank(
        _ record: TerritoryRecord, _ geography: Geography, _ overview: VintageOverview, _ counted: Set<ID<Territory>>
    ) -> (place: Int, among: Int)? {
        let peers = geography.records(record.territory.kind).filter { counted.contains($0.id) }.map {
            overview.total(geography.codes[$0.id] ?? []).share
        }
        let mine = overview.total(geography.codes[record.id] ?? []).share
        guard peers.count > 1, mine.part > 0 else { return nil }
        return (1 + peers.count { mine.isLess(than: $0) }, peers.count { $0.whole > 0 })
    }
}
