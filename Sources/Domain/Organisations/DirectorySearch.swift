/// What a question finds.
package struct DirectoryAnswer: Sendable {
    /// How many organisations answer in all.
    package let total: Int
    /// Those of the asked page, in order.
    package let page: [ID<Organisation>]
    /// How many there would be for each choice of a filter, the filter itself set aside.
    private let counts: [DirectoryFacet: [String: Int]]
    /// The same for territories, by their number in the index.
    private let sums: [Int32]
    private let numbers: DirectoryBuilder.Registry<String>
    /// The answers on the map, when they were asked for.
    package let map: DirectoryMap?
    /// Words of the question that nothing says, and that were left out.
    package let unknownWords: [String]
    /// Words that were read as others: « resourcerie » → « ressourcerie ».
    package let corrections: [(typed: String, read: String)]

    package func counts(_ facet: DirectoryFacet) -> [String: Int] { counts[facet] ?? [:] }

    /// How many there would be in a territory, whatever territory is asked for.
    package func count(in slug: String) -> Int { numbers[slug].map { Int(sums[$0]) } ?? 0 }

    /// The territories that would leave most, among those wanted.
    package func largest(_ count: Int, where isWanted: (String) -> Bool) -> [(slug: String, count: Int)] {
        var kept: [(slug: String, count: Int)] = []
        for (number, sum) in sums.enumerated() where sum > 0 {
            if kept.count == count, let last = kept.last, Int(sum) <= last.count { continue }
            guard isWanted(numbers.keys[number]) else { continue }
            if kept.count == count { kept.removeLast() }
            let place = kept.firstIndex { $0.count < Int(sum) } ?? kept.count
            kept.insert((numbers.keys[number], Int(sum)), at: place)
        }
        return kept
    }

    init(
        total: Int, page: [ID<Organisation>], counts: [DirectoryFacet: [String: Int]], sums: [Int32],
        numbers: DirectoryBuilder.Registry<String>, map: DirectoryMap?, reading: DirectoryReading
    ) {
        (self.total, self.page, self.counts, self.map) = (total, page, counts, map)
        (self.sums, self.numbers) = (sums, numbers)
        (unknownWords, corrections) = (reading.unknown, reading.corrections)
    }
}

extension DirectoryIndex {
    package static let pageLength = 50

    /// Answers a question, on the map too when a view is asked for.
    package func search(_ query: DirectoryQuery, map: MapRequest? = nil) -> DirectoryAnswer {
        let reading = DirectoryReading(query.text, in: self)
        var counts = DirectoryCounts(self)
        let found = segments.indices.map { matches(query, reading, in: $0, counting: &counts) }
        let total = found.reduce(0) { $0 + $1.documents.count }
        let start = min((query.page - 1) * Self.pageLength, total)
        let end = min(start + Self.pageLength, total)
        let page = ordered(found, by: query, first: end)[start...].map { ID<Organisation>(rawValue: $0) }
        return DirectoryAnswer(
            total: total, page: page, counts: counts.byFacet(tags.keys), sums: counts.byTerritory(self),
            numbers: territories,
            map: map.map { DirectoryMap(self, found, $0) }, reading: reading)
    }

    /// Every answer in order, for files.
    package func all(_ query: DirectoryQuery) -> [ID<Organisation>] {
        let reading = DirectoryReading(query.text, in: self)
        var counts = DirectoryCounts(self)
        let found = segments.indices.map { matches(query, reading, in: $0, counting: &counts) }
        return ordered(found, by: query, first: .max).map { ID(rawValue: $0) }
    }

    /// What answers in one segment: numbers in order, with how well when there is a question.
    struct Found {
        var documents: [UInt32] = []
        var levels: [UInt8] = []
    }

    private func matches(
        _ query: DirectoryQuery, _ reading: DirectoryReading, in number: Int, counting counts: inout DirectoryCounts
    ) -> Found {
        let segment = segments[number]
        var filter = DirectoryFilter(query, self, segment, hidden[number])
        let hits: DirectoryHits
        if let identified = reading.identified {
            filter.showsCeased = true
            hits = DirectoryHits(identified: identified[number])
        } else if let words = reading.words {
            hits = DirectoryHits(reading, words, segment: number, segment)
        } else {
            return Found(documents: filter.keep(0..<UInt32(segment.count), counting: &counts, in: number))
        }
        guard !hits.documents.isEmpty else { return Found() }
        var levels: [UInt8] = []
        let documents = filter.keep(
            hits.documents, levels: hits.levels, keeping: &levels, counting: &counts, in: number)
        return Found(documents: documents, levels: levels)
    }

    /// The numbers in the database of the first ones, in the asked order.
    private func ordered(_ found: [Found], by query: DirectoryQuery, first count: Int) -> [Int64] {
        let order = DirectoryOrder(query, count: count)
        let lists = found.enumerated().map { order.first($1, in: segments[$0]) }
        guard lists.count > 1, !lists[1].isEmpty else { return lists[0].map { segments[0].ids[Int($0.document)] } }
        return order.merged(lists, segments)
    }
}

/// One organisation among the first, with what it is ordered by.
struct DirectoryRanked {
    let document: UInt32
    /// How well it answers, or how far it is.
    let key: UInt64
}

/// Which of the answers come first.
struct DirectoryOrder {
    let sort: DirectoryQuery.Sort
    /// How many are wanted.
    let count: Int
    let centre: DirectoryPoint?

    init(_ query: DirectoryQuery, count: Int) {
        (self.count, centre) = (count, query.near)
        sort = query.sort == .distance && query.near == nil ? .relevance : query.sort
    }

    func first(_ found: DirectoryIndex.Found, in segment: DirectorySegment) -> [DirectoryRanked] {
        switch sort {
        case .relevance: return byLevel(found)
        case .name: return walk(found, segment.byName, segment.count) { UInt64(segment.nameRank[Int($0)]) }
        case .updated:
            return walk(found, segment.byUpdate, segment.count) { UInt64(UInt32.max - segment.updated[Int($0)]) }
        case .distance: return nearest(found, segment)
        }
    }

    /// Those that answer best; numbers are already in order within a level.
    private func byLevel(_ found: DirectoryIndex.Found) -> [DirectoryRanked] {
        guard !found.levels.isEmpty else {
            return found.documents.prefix(count).map { DirectoryRanked(document: $0, key: 0) }
        }
        var buckets = [[DirectoryRanked]](repeating: [], count: 8)
        for (place, document) in found.documents.enumerated() {
            let level = Int(found.levels[place])
            if buckets[level].count < count {
                buckets[level].append(DirectoryRanked(document: document, key: UInt64(7 - level)))
            }
        }
        return Array(buckets.reversed().joined().prefix(count))
    }

    /// Few are sorted; many are met by walking through all in the right order until there are enough.
    private func walk(
        _ found: DirectoryIndex.Found, _ order: [UInt32], _ size: Int, key: (UInt32) -> UInt64
    ) -> [DirectoryRanked] {
        guard found.documents.count > size / 16 else {
            let all = found.documents.map { DirectoryRanked(document: $0, key: key($0)) }
            return Array(all.sorted { ($0.key, $0.document) < ($1.key, $1.document) }.prefix(count))
        }
        var isFound = [Bool](repeating: false, count: size)
        for document in found.documents { isFound[Int(document)] = true }
        var first: [DirectoryRanked] = []
        for document in order where isFound[Int(document)] {
            guard first.count < count else { break }
            first.append(DirectoryRanked(document: document, key: key(document)))
        }
        return first
    }

    /// By distance; those that are not on the map last.
    private func nearest(_ found: DirectoryIndex.Found, _ segment: DirectorySegment) -> [DirectoryRanked] {
        guard let centre else { return byLevel(found) }
        var kept: [DirectoryRanked] = []
        var farthest = UInt64.max
        let room = min(max(min(count, found.documents.count) * 4, 1000), found.documents.count + 1)
        func cut() {
            kept.sort { ($0.key, $0.document) < ($1.key, $1.document) }
            if kept.count >= count {
                kept.removeLast(kept.count - count)
                farthest = kept.last?.key ?? farthest
            }
        }
        for document in found.documents {
            let x = segment.xs[Int(document)]
            var key = UInt64.max - 1
            if x != DirectorySegment.offMap {
                let (east, south) = (Int(x) - Int(centre.x), Int(segment.ys[Int(document)]) - Int(centre.y))
                key = UInt64(east * east + south * south)
            }
            guard key < farthest else { continue }
            kept.append(DirectoryRanked(document: document, key: key))
            if kept.count >= room { cut() }
        }
        cut()
        return Array(kept.prefix(count))
    }

    /// Two lists in order as one.
    func merged(_ lists: [[DirectoryRanked]], _ segments: [DirectorySegment]) -> [Int64] {
        var (a, b) = (0, 0)
        var merged: [Int64] = []
        while merged.count < count, a < lists[0].count || b < lists[1].count {
            let takesFirst =
                b >= lists[1].count
                || a < lists[0].count && isBefore(lists[0][a], segments[0], lists[1][b], segments[1])
            merged.append(
                takesFirst ? segments[0].ids[Int(lists[0][a].document)] : segments[1].ids[Int(lists[1][b].document)])
            if takesFirst { a += 1 } else { b += 1 }
        }
        return merged
    }

    private func isBefore(
        _ one: DirectoryRanked, _ segment: DirectorySegment, _ other: DirectoryRanked, _ otherSegment: DirectorySegment
    ) -> Bool {
        let (a, b) = (Int(one.document), Int(other.document))
        if sort == .name {
            if segment.isNamed(a, before: (otherSegment, b)) { return true }
            if otherSegment.isNamed(b, before: (segment, a)) { return false }
        } else if one.key != other.key {
            return one.key < other.key
        }
        return (segment.weights[a], segment.ids[a]) < (otherSegment.weights[b], otherSegment.ids[b])
    }
}
