/// How many answers each choice of each filter would leave, the filter itself set aside.
struct DirectoryCounts {
    /// By number of the choice.
    var tags: [Int32]
    /// By place, in each segment: territories are summed at the end.
    var places: [[Int32]]
    let facets: [UInt8]

    init(_ index: DirectoryIndex) {
        tags = [Int32](repeating: 0, count: index.tags.keys.count)
        places = index.segments.map { [Int32](repeating: 0, count: $0.placeCount) }
        facets = index.tags.keys.map(\.facet.rawValue)
    }

    func byFacet(_ keys: [DirectoryTag]) -> [DirectoryFacet: [String: Int]] {
        var counts: [DirectoryFacet: [String: Int]] = [:]
        for (number, key) in keys.enumerated() where tags[number] > 0 {
            counts[key.facet, default: [:]][key.value] = Int(tags[number])
        }
        return counts
    }

    func byTerritory(_ index: DirectoryIndex) -> [Int32] {
        var sums = [Int32](repeating: 0, count: index.territories.keys.count)
        for (number, segment) in index.segments.enumerated() {
            for (place, count) in places[number].enumerated() where count > 0 {
                for territory in segment.territoriesOfPlace.values[segment.territoriesOfPlace.range(place)] {
                    sums[Int(territory)] += count
                }
            }
        }
        return sums
    }
}

/// The filters of a question, as they are checked in one segment.
struct DirectoryFilter {
    private static let territoryBit: UInt16 = 1 << 8
    private static let boxBit: UInt16 = 1 << 9
    private static let ageBit: UInt16 = 1 << 10

    private let segment: DirectorySegment
    private let hidden: DirectoryIndex.Bits
    /// One bit for each filter, with the choice that it asks for.
    private var required: [(bit: UInt16, tag: UInt16)] = []
    /// Which places lie in the asked territory.
    private var inTerritory: [Bool]?
    private let box: MapBox?
    /// Seen on that day or later.
    private let seenSince: UInt16?
    var showsCeased: Bool

    init(_ query: DirectoryQuery, _ index: DirectoryIndex, _ segment: DirectorySegment, _ hidden: DirectoryIndex.Bits) {
        (self.segment, self.hidden, box, showsCeased) = (segment, hidden, query.box, query.includesCeased)
        seenSince = query.seenSince
        for tag in query.tags {
            // A choice that nobody has: a number that no organisation has either.
            let number = index.tags[tag].flatMap { UInt16(exactly: $0) } ?? .max
            required.append((1 << UInt16(tag.facet.rawValue), number))
        }
        guard !query.territory.isEmpty else { return }
        var places = [Bool](repeating: false, count: segment.placeCount)
        if let territory = index.territories[query.territory] {
            let wanted = UInt32(territory)
            for place in places.indices {
                let range = segment.territoriesOfPlace.range(place)
                places[place] = segment.territoriesOfPlace.values[range].contains(wanted)
            }
        }
        inTerritory = places
    }

    /// Those of `documents` that answer, counted; the levels go along.
    func keep(
        _ documents: [UInt32], levels: [UInt8], keeping kept: inout [UInt8], counting counts: inout DirectoryCounts,
        in number: Int
    ) -> [UInt32] {
        var found: [UInt32] = []
        found.reserveCapacity(documents.count)
        kept.reserveCapacity(documents.count)
        for (place, document) in documents.enumerated() where isFound(Int(document), &counts, number) {
            found.append(document)
            kept.append(levels[place])
        }
        return found
    }

    func keep(_ documents: Range<UInt32>, counting counts: inout DirectoryCounts, in number: Int) -> [UInt32] {
        var found: [UInt32] = []
        found.reserveCapacity(documents.count)
        for document in documents where isFound(Int(document), &counts, number) { found.append(document) }
        return found
    }

    @inline(__always)
    private func isFound(_ document: Int, _ counts: inout DirectoryCounts, _ number: Int) -> Bool {
        guard showsCeased || segment.flags[document] & DirectorySegment.isCeased == 0 else { return false }
        guard hidden.isEmpty || !hidden.contains(document) else { return false }
        let tags = Int(segment.tags.starts[document])..<Int(segment.tags.starts[document + 1])
        // One bit for each filter that leaves it out.
        var missed: UInt16 = 0
        for one in required {
            var has = false
            for place in tags where segment.tags.values[place] == one.tag { has = true }
            if !has { missed |= one.bit }
        }
        let place = Int(segment.places[document])
        if let inTerritory, !inTerritory[place] { missed |= Self.territoryBit }
        if let box, !box.contains(segment.xs[document], segment.ys[document]) { missed |= Self.boxBit }
        if let seenSince, segment.seen[document] < seenSince { missed |= Self.ageBit }
        if missed == 0 {
            for place in tags { counts.tags[Int(segment.tags.values[place])] &+= 1 }
            counts.places[number][place] &+= 1
            return true
        }
        guard missed & (missed - 1) == 0 else { return false }
        if missed == Self.territoryBit {
            counts.places[number][place] &+= 1
        } else if missed < Self.territoryBit {
            let facet = UInt8(missed.trailingZeroBitCount)
            for place in tags {
                let tag = Int(segment.tags.values[place])
                if counts.facets[tag] == facet { counts.tags[tag] &+= 1 }
            }
        }
        return false
    }
}
