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
        let set = found.set ?? DocumentSet(found.documents, of: size)
        var first: [DirectoryRanked] = []
        for document in order where set.contains(document) {
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
