import Testing

@testable import Domain

/// Filters combined by bits find and count what going through the organisations one by one does.
struct DirectoryFilterTests {
    private static func entries(_ random: inout SeededRandom, _ ids: Range<Int64>) -> [DirectoryEntry] {
        ids.map { id in
            let commune = Int.random(in: 0..<9, using: &random)
            let sectors = ["culture", "sport", "rare"].filter { name in
                Int.random(in: 0..<(name == "rare" ? 80 : 3), using: &random) == 0
            }
            let point = DirectoryPoint(
                longitude: Double.random(in: -5...0, using: &random),
                latitude: Double.random(in: 47...49, using: &random))
            return DirectoryEntry(
                id: ID(rawValue: id),
                name: (["Amicale", "Club", "Théâtre"].randomElement(using: &random) ?? "") + " \(id)",
                acronym: "", usualName: "", identifiers: [], activity: sectors.joined(separator: " "),
                place: "Commune\(commune)", territories: ["commune-\(commune)", "pays-\(commune / 3)"],
                hubs: commune == 4 ? ["pole"] : [],
                family: Family.allCases.randomElement(using: &random) ?? .association,
                size: SizeClass.allCases.randomElement(using: &random) ?? .none,
                isCeased: Int.random(in: 0..<9, using: &random) == 0,
                updatedAt: "2026-0\(Int.random(in: 1...9, using: &random))-01",
                others: sectors.map { DirectoryTag(.sector, $0) },
                point: point)
        }
    }

    private static func question(_ random: inout SeededRandom) -> DirectoryQuery {
        var query = DirectoryQuery()
        func chance() -> Bool { Int.random(in: 0..<3, using: &random) == 0 }
        if chance() { query.family = Family.allCases.randomElement(using: &random) }
        if chance() { query.size = SizeClass.allCases.randomElement(using: &random) }
        if chance() { query.sector = ["culture", "rare", "aucun"].randomElement(using: &random) ?? "" }
        if chance() { query.territory = ["pays-1", "commune-4", "nulle-part"].randomElement(using: &random) ?? "" }
        if chance() { query.hub = "pole" }
        if chance() { query.box = MapBox("-4,47.5,-2,48.5") }
        if chance() { query.seenSince = Day("2026-05-15").flatMap { UInt16(exactly: $0.number) } }
        if chance() { query.text = ["club", "thea", "commune4 amicale"].randomElement(using: &random) ?? "" }
        query.includesCeased = chance()
        return query
    }

    private static func isFound(_ entry: DirectoryEntry, _ query: DirectoryQuery, without left: String = "") -> Bool {
        let words = SearchText.words(entry.name + " " + entry.activity + " " + entry.place)
        let asked = SearchText.words(query.text)
        let says = asked.enumerated().allSatisfy { rank, word in
            words.contains { rank == asked.count - 1 ? $0.hasPrefix(word) : $0 == word }
        }
        guard says, query.includesCeased || !entry.isCeased else { return false }
        if left != "territory", !query.territory.isEmpty, !entry.territories.contains(query.territory) { return false }
        if let box = query.box, !(entry.point.map { box.contains($0.x, $0.y) } ?? false) { return false }
        if let since = query.seenSince, DirectoryBuilder.day(entry.updatedAt) < since { return false }
        return query.tags.allSatisfy { "\($0.facet)" == left || entry.tags.contains($0) }
    }

    @Test(arguments: [1, 2, 3]) func everyCountIsThatOfALookAtEachOne(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var known = Self.entries(&random, 1..<600)
        var index = DirectoryIndex(known)
        for round in 0..<3 {
            for _ in 0..<60 {
                let query = Self.question(&random)
                let answer = index.search(query)
                #expect(answer.total == known.count { Self.isFound($0, query) }, "\(query)")
                for facet in DirectoryFacet.allCases {
                    var counts: [String: Int] = [:]
                    for entry in known where Self.isFound(entry, query, without: "\(facet)") {
                        for tag in entry.tags where tag.facet == facet { counts[tag.value, default: 0] += 1 }
                    }
                    #expect(answer.counts(facet) == counts, "\(facet), \(query)")
                }
                let there = known.count {
                    Self.isFound($0, query, without: "territory") && $0.territories.contains("pays-2")
                }
                #expect(answer.count(in: "pays-2") == there)
            }
            // Some change, some come, some go.
            let changed = Self.entries(&random, Int64(round * 50 + 1)..<Int64(round * 50 + 20))
            let gone = Set((Int64(round * 50 + 30)..<Int64(round * 50 + 40)).map { ID<Organisation>(rawValue: $0) })
            let ids = Set(changed.map(\.id))
            known = known.filter { !ids.contains($0.id) && !gone.contains($0.id) } + changed
            index = index.changing(changed, removing: Array(gone))
        }
    }

    @Test func aPlainNameHasTheSameAddressReadEitherWay() {
        var random = SeededRandom(seed: 5)
        let letters = Array("abyzAZ09 -_'’.&éÉèçÇœæßñøÐ×÷ÿŸ\u{A0}\u{301}日")
        for _ in 0..<5000 {
            let text = String(
                (0..<Int.random(in: 0..<12, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            #expect(French.slug(text) == French.foldedSlug(text), "\(text.debugDescription)")
        }
    }
}
