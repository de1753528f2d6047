extension DirectoryBuilder {
    /// Everything a segment is made of.
    struct Parts {
        let ids: [Int64], weights: [UInt8], flags: [UInt8], xs: [Int32], ys: [Int32], updated: [UInt32], seen: [UInt16]
        let places: [UInt32]
        let tags: DirectorySegment.Lists<UInt16>
        let names: DirectorySegment.Lists<UInt8>
        let byName: [UInt32], nameRank: [UInt32], byUpdate: [UInt32], byID: [UInt32]
        let identifiers: [UInt64], identified: [UInt32]
        let terms: TermList
        let postings, placePostings, territoriesOfPlace, documentsOfPlace: DirectorySegment.Lists<UInt32>
    }

    /// Puts the records in order and their words in lists.
    consuming func finish() -> Finished {
        placeInCommunes()
        let order = Self.sorted(ids.count) { [weights, ids] a, b in (weights[a], ids[a]) < (weights[b], ids[b]) }
        let rank = Self.inverse(order)
        func reordered<Value>(_ values: [Value]) -> [Value] { order.map { values[Int($0)] } }
        let (list, numbers) = TermList.sorted(terms)
        terms = TermTable()
        let postings = self.postings(order, numbers)
        tokens = Growing()
        let ids = reordered(ids)
        let names = Self.reordered(names, order)
        self.names = Growing()
        let updated = reordered(updated)
        let places = reordered(places)
        let byName = Self.sortedByName(names)
        identifiers.sort { ($0.key, rank[Int($0.document)]) < ($1.key, rank[Int($1.document)]) }
        let parts = Parts(
            ids: ids, weights: reordered(weights), flags: reordered(flags), xs: reordered(xs), ys: reordered(ys),
            updated: updated, seen: reordered(seen), places: places, tags: Self.reordered(tags, order), names: names,
            byName: byName, nameRank: Self.inverse(byName),
            byUpdate: Self.sorted(ids.count) { a, b in (updated[b], a) < (updated[a], b) },
            byID: Self.sorted(ids.count) { a, b in ids[a] < ids[b] },
            identifiers: identifiers.map(\.key), identified: identifiers.map { rank[Int($0.document)] }, terms: list,
            postings: postings,
            placePostings: Self.inverted(placeTokens, count: list.count) { Int(numbers[Int($0)]) },
            territoriesOfPlace: .init(starts: placeTerritories.starts, values: placeTerritories.values),
            documentsOfPlace: Self.grouped(places, count: placeTerritories.starts.count - 1))
        return Finished(segment: DirectorySegment(parts), territories: territories, tags: tagNames, centres: centres)
    }

    struct Finished {
        let segment: DirectorySegment
        let territories: Registry<String>
        let tags: Registry<DirectoryTag>
        let centres: [String: DirectoryPoint]
    }

    /// For each word, in the words' order, the records that say it, each once with every field that says it.
    private func postings(_ order: [UInt32], _ numbers: [UInt32]) -> DirectorySegment.Lists<UInt32> {
        var starts = [UInt32](repeating: 0, count: numbers.count + 1)
        for token in tokens.values { starts[Int(numbers[Int(token >> 2)]) + 1] += 1 }
        for term in 0..<numbers.count { starts[term + 1] += starts[term] }
        var cursors = starts
        var values = [UInt32](repeating: 0, count: tokens.values.count)
        for (document, old) in order.enumerated() {
            for place in tokens.range(Int(old)) {
                let token = tokens.values[place]
                let term = Int(numbers[Int(token >> 2)])
                let cursor = Int(cursors[term])
                if cursor > Int(starts[term]), values[cursor - 1] >> 2 == UInt32(document) {
                    values[cursor - 1] |= token & 3
                } else {
                    values[cursor] = UInt32(document) << 2 | token & 3
                    cursors[term] += 1
                }
            }
        }
        // Words said twice have left holes.
        var packed: [UInt32] = [0]
        packed.reserveCapacity(starts.count)
        var end = 0
        for term in 0..<numbers.count {
            for place in Int(starts[term])..<Int(cursors[term]) {
                values[end] = values[place]
                end += 1
            }
            packed.append(UInt32(end))
        }
        return .init(starts: packed, values: Array(values.prefix(end)))
    }

    private static func reordered<Value>(_ lists: Growing<Value>, _ order: [UInt32]) -> DirectorySegment.Lists<Value> {
        var starts: [UInt32] = [0]
        var values: [Value] = []
        starts.reserveCapacity(order.count + 1)
        values.reserveCapacity(lists.values.count)
        for old in order {
            values += lists.values[lists.range(Int(old))]
            starts.append(UInt32(values.count))
        }
        return .init(starts: starts, values: values)
    }

    /// From « what each list says » to « which lists say each ».
    private static func inverted(
        _ lists: Growing<UInt32>, count: Int, _ key: (UInt32) -> Int
    ) -> DirectorySegment.Lists<UInt32> {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for value in lists.values { starts[key(value) + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var cursors = starts
        var values = [UInt32](repeating: 0, count: lists.values.count)
        for list in 0..<lists.starts.count - 1 {
            for place in lists.range(list) {
                let number = key(lists.values[place])
                values[Int(cursors[number])] = UInt32(list)
                cursors[number] += 1
            }
        }
        return .init(starts: starts, values: values)
    }

    /// The same for lists that are made already, of as many things as there are.
    static func inverted(_ lists: DirectorySegment.Lists<UInt32>) -> DirectorySegment.Lists<UInt32> {
        let count = lists.values.max().map { Int($0) + 1 } ?? 0
        return inverted(Growing(lists), count: count) { Int($0) }
    }

    private static func grouped(_ keys: [UInt32], count: Int) -> DirectorySegment.Lists<UInt32> {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for key in keys { starts[Int(key) + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var cursors = starts
        var values = [UInt32](repeating: 0, count: keys.count)
        for (document, key) in keys.enumerated() {
            values[Int(cursors[Int(key)])] = UInt32(document)
            cursors[Int(key)] += 1
        }
        return .init(starts: starts, values: values)
    }

    private static func sorted(_ count: Int, _ isBefore: (Int, Int) -> Bool) -> [UInt32] {
        var order = Array(0..<UInt32(count))
        order.sort { isBefore(Int($0), Int($1)) }
        return order
    }

    /// By the first eight letters as one number, then by the rest.
    private static func sortedByName(_ names: DirectorySegment.Lists<UInt8>) -> [UInt32] {
        var keyed: [(key: UInt64, document: UInt32)] = []
        keyed.reserveCapacity(names.starts.count)
        for document in 0..<names.starts.count - 1 {
            let range = names.range(document)
            var key: UInt64 = 0
            for place in 0..<8 {
                key = key << 8 | (place < range.count ? UInt64(names.values[range.lowerBound + place]) : 0)
            }
            keyed.append((key, UInt32(document)))
        }
        keyed.sort { (a, b) in
            if a.key != b.key { return a.key < b.key }
            let (one, other) = (names.values[names.range(Int(a.document))], names.values[names.range(Int(b.document))])
            if one.lexicographicallyPrecedes(other) { return true }
            return a.document < b.document && !other.lexicographicallyPrecedes(one)
        }
        return keyed.map(\.document)
    }

    private static func inverse(_ order: [UInt32]) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, document) in order.enumerated() { ranks[Int(document)] = UInt32(rank) }
        return ranks
    }
}
