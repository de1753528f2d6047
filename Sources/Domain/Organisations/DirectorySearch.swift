/// What a question finds.
package struct DirectoryAnswer: Sendable {
    /// How many organisations answer in all.
    package let total: Int
    /// Those of the asked page, in order.
    package let page: [ID<Organisation>]
    /// How many there would be for each choice of a filter, the filter itself set aside.
    package let families: [Family: Int]
    package let sizes: [SizeClass: Int]
    package let territories: [String: Int]
    package let hubs: [String: Int]
    /// Words of the question that nothing says, and that were left out.
    package let unknownWords: [String]
    /// Words that were read as others: « resourcerie » → « ressourcerie ».
    package let corrections: [(typed: String, read: String)]
}

extension DirectoryIndex {
    package static let pageLength = 50

    /// Answers a question; `facets` are the slugs of the territories whose counts are wanted.
    package func search(_ query: DirectoryQuery, facets: [String] = []) -> DirectoryAnswer {
        let reading = Reading(query.text, in: self)
        var counts = FacetCounts()
        let found = matches(query, reading, counting: &counts)
        let start = min((query.page - 1) * Self.pageLength, found.count)
        let page = found[start..<min(start + Self.pageLength, found.count)].map { ids[$0.document] }
        return DirectoryAnswer(
            total: found.count, page: Array(page),
            families: counts.named(Family.allCases, counts.families),
            sizes: counts.named(SizeClass.allCases, counts.sizes),
            territories: counts.within(territories, facets, counts.forTerritories),
            hubs: counts.within(hubs, Array(hubs.keys), counts.forHubs), unknownWords: reading.unknown,
            corrections: reading.corrections)
    }

    /// Every answer in order, for files.
    package func all(_ query: DirectoryQuery) -> [ID<Organisation>] {
        var counts = FacetCounts()
        return matches(query, Reading(query.text, in: self), counting: &counts).map { ids[$0.document] }
    }

    /// The documents that answer, in the asked order.
    private func matches(
        _ query: DirectoryQuery, _ reading: Reading, counting counts: inout FacetCounts
    ) -> [(level: UInt8, document: Int)] {
        let levels = reading.levels
        let inTerritory = query.territory.isEmpty ? nil : territories[query.territory] ?? []
        let inHub = query.hub.isEmpty ? nil : hubs[query.hub] ?? []
        let family = query.family.flatMap { Family.allCases.firstIndex(of: $0) }.map { UInt8($0) }
        let size = query.size.flatMap { SizeClass.allCases.firstIndex(of: $0) }.map { UInt8($0) }
        var found: [(level: UInt8, document: Int)] = []
        for document in ids.indices {
            let level = levels?[document] ?? 1
            guard level > 0, !ceased[document] || query.includesCeased || reading.isIdentifier else { continue }
            let number = UInt32(document)
            // One bit for each filter that leaves it out.
            var missed: UInt8 = 0
            if let family, families[document] != family { missed |= 1 }
            if let size, sizes[document] != size { missed |= 2 }
            if let inTerritory, !inTerritory.contains(number) { missed |= 4 }
            if let inHub, !inHub.contains(number) { missed |= 8 }
            if missed & ~1 == 0 { counts.families[Int(families[document])] += 1 }
            if missed & ~2 == 0 { counts.sizes[Int(sizes[document])] += 1 }
            if missed & ~4 == 0 { counts.forTerritories.append(number) }
            if missed & ~8 == 0 { counts.forHubs.append(number) }
            if missed == 0 { found.append((level, document)) }
        }
        sort(&found, by: query.sort)
        return found
    }

    private func sort(_ found: inout [(level: UInt8, document: Int)], by sort: DirectoryQuery.Sort) {
        switch sort {
        case .relevance: found.sort { ($1.level, $0.document) < ($0.level, $1.document) }
        case .name: found.sort { nameRank[$0.document] < nameRank[$1.document] }
        case .updated: found.sort { updateRank[$0.document] < updateRank[$1.document] }
        }
    }
}

private struct FacetCounts {
    var families = [Int](repeating: 0, count: Family.allCases.count)
    var sizes = [Int](repeating: 0, count: SizeClass.allCases.count)
    var forTerritories: [UInt32] = []
    var forHubs: [UInt32] = []

    func named<Choice: Hashable>(_ choices: [Choice], _ counts: [Int]) -> [Choice: Int] {
        Dictionary(zip(choices, counts).filter { $0.1 > 0 }) { first, _ in first }
    }

    func within(_ sets: [String: Set<UInt32>], _ slugs: [String], _ documents: [UInt32]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for slug in slugs {
            guard let set = sets[slug] else { continue }
            let count = documents.reduce(into: 0) { (sum: inout Int, document: UInt32) in
                if set.contains(document) { sum += 1 }
            }
            if count > 0 { counts[slug] = count }
        }
        return counts
    }
}
