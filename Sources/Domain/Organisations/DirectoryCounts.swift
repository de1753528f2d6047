/// How many answers each choice of each filter would leave, the filter itself set aside.
struct DirectoryCounts {
    /// By number of the choice.
    private(set) var tags: [Int32]
    /// By place, in each segment: territories are summed at the end.
    private(set) var places: [[Int32]]
    private let facets: [DirectoryFacet]

    init(_ index: DirectoryIndex) {
        tags = [Int32](repeating: 0, count: index.tags.keys.count)
        places = index.segments.map { [Int32](repeating: 0, count: $0.placeCount) }
        facets = index.tags.keys.map(\.facet)
    }

    /// Counts the choices of these filters among organisations of a segment.
    mutating func add(_ set: DocumentSet, for wanted: Set<DirectoryFacet>, _ segment: DirectorySegment) {
        guard !wanted.isEmpty else { return }
        let isWanted = facets.map(wanted.contains)
        let choices = segment.tagSets.indices.filter { isWanted[$0] }
        let count = set.count
        guard count > 0 else { return }
        // One organisation after the other, or one choice after the other.
        if count * 4 > choices.count * set.wordCount {
            for choice in choices { tags[choice] += Int32(segment.tagSets[choice].countShared(with: set)) }
            return
        }
        let (starts, values) = (segment.tags.starts, segment.tags.values)
        set.each { document in
            for place in Int(starts[document])..<Int(starts[document + 1]) where isWanted[Int(values[place])] {
                tags[Int(values[place])] &+= 1
            }
        }
    }

    mutating func addPlaces(_ set: DocumentSet, of number: Int, _ segment: DirectorySegment) {
        let all = segment.places
        places[number].withUnsafeMutableBufferPointer { counts in
            all.withUnsafeBufferPointer { all in
                set.each { document in counts[Int(all[document])] &+= 1 }
            }
        }
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
            let (starts, values) = (segment.territoriesOfPlace.starts, segment.territoriesOfPlace.values)
            sums.withUnsafeMutableBufferPointer { sums in
                values.withUnsafeBufferPointer { values in
                    for (place, count) in places[number].enumerated() where count > 0 {
                        for list in Int(starts[place])..<Int(starts[place + 1]) { sums[Int(values[list])] &+= count }
                    }
                }
            }
        }
        return sums
    }
}
