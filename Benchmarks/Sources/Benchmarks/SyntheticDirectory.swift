import Domain
import Markup

/// An invented directory of any size: common words and rare ones, communes as unequal as they are.
struct SyntheticDirectory {
    let index: DirectoryIndex
    private var chance = Chance(state: 2010)

    private static let heads = [
        "Association", "Amicale", "Comité des fêtes", "Club", "Union sportive", "Foyer rural", "École de musique",
        "Les amis", "Ressourcerie", "Centre social", "Crèche", "Compagnie", "Festival", "Coopérative", "Scop",
        "Atelier",
    ]
    private static let themes = [
        "culture", "loisirs", "sport", "environnement", "insertion", "formation", "patrimoine", "solidarité", "musique",
        "danse", "jeunesse", "santé", "emploi", "services", "énergie", "bois", "numérique", "réemploi", "mobilité",
    ]
    private static let sectors = (1...30).map { "secteur-\($0)" }

    /// Always the same numbers.
    struct Chance {
        var state: UInt64
        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % count
        }
        /// Small numbers more often than large ones.
        mutating func unequal(_ count: Int) -> Int { below(1 + below(1 + below(count))) }
        mutating func one<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
    }

    init(organisations count: Int, communes: Int) {
        var chance = Chance(state: 7)
        let syllables = ["ba", "ker", "plou", "mo", "ri", "lan", "tre", "gui", "so", "ven", "ti", "ar", "col", "du"]
        let rare = (0..<20_000).map { _ in (0..<3).map { _ in chance.one(syllables) }.joined() }
        var builder = DirectoryBuilder()
        for number in 1...count {
            let place = chance.unequal(communes)
            let name = [chance.one(Self.heads), chance.one(Self.themes), rare[chance.unequal(rare.count)]]
                .joined(separator: " ")
            let (x, y) = (Double(place % 190) / 20 - 4.5, Double(place / 190) / 25 + 43)
            builder.add(
                DirectoryEntry(
                    id: ID(rawValue: Int64(number)), name: name, acronym: "", usualName: "",
                    identifiers: [String(300_000_000 + number)], activity: chance.one(Self.themes),
                    place: "\(10_000 + place) bourg \(rare[place % rare.count])",
                    territories: [
                        "commune-\(place)", "epci-\(place / 30)", "departement-\(place / 400)",
                        "region-\(place / 2800)",
                    ], hubs: [], family: chance.one(Family.allCases), size: chance.one(SizeClass.allCases),
                    isCeased: chance.below(16) == 0, updatedAt: "2026-11-\(10 + chance.below(15))T10:00:00Z",
                    others: [DirectoryTag(.sector, chance.one(Self.sectors))],
                    point: DirectoryPoint(longitude: x, latitude: y, isPrecise: chance.below(3) > 0)))
        }
        index = DirectoryIndex(builder)
    }

    /// One to three filters at once.
    mutating func filters() -> DirectoryQuery {
        var query = DirectoryQuery()
        if chance.below(2) == 0 { query.family = chance.one(Family.allCases) }
        if chance.below(2) == 0 { query.sector = chance.one(Self.sectors) }
        if chance.below(3) == 0 { query.size = chance.one(SizeClass.allCases) }
        if chance.below(2) == 0 { query.territory = "departement-\(chance.below(80))" }
        return query
    }

    /// Two words that thousands say.
    mutating func commonWords() -> DirectoryQuery {
        var query = DirectoryQuery()
        query.text = chance.one(Self.heads) + " " + chance.one(Self.themes)
        return query
    }

    /// A name as far as it is typed.
    mutating func beginning() -> DirectoryQuery {
        var query = DirectoryQuery()
        let name = chance.one(Self.heads) + " " + chance.one(Self.themes)
        query.text = String(name.prefix(2 + chance.below(name.count - 2)))
        return query
    }

    /// Some two hundred links, as filters write them.
    func links() -> Markup {
        let items: [Markup] = (0..<200).map { number in
            """
            <li><a href="/annuaire?secteur=\("secteur-" + String(number))"\("aria-current", number == 7 ? "true" : nil)>\("Secteur n° " + String(number))</a> <span class="compte">\(French.number(number * 37))</span></li>
            """
        }
        return "<ul>\(items)</ul>"
    }
}
