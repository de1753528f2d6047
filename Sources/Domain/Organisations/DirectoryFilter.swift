/// The filters of a question, as they are checked in one segment.
struct DirectoryFilter {
    private enum Subject: Equatable {
        case facet(DirectoryFacet)
        case territory, box, age
    }

    private let segment: DirectorySegment
    /// What may be shown: neither ceased, unless asked for, nor said better by another segment.
    private let shown: DocumentSet
    private var conditions: [(subject: Subject, set: DocumentSet)] = []

    init(
        _ query: DirectoryQuery, _ index: DirectoryIndex, _ segment: DirectorySegment, _ hidden: DirectoryIndex.Bits,
        showsCeased: Bool
    ) {
        self.segment = segment
        var shown = showsCeased ? segment.everyone : segment.active
        shown.subtract(hidden)
        self.shown = shown
        for tag in query.tags {
            // A choice that nobody has.
            var set = DocumentSet(of: segment.count)
            if let number = index.tags[tag], number < segment.tagSets.count {
                set = segment.tagSets[number].set(of: segment.count)
            }
            conditions.append((.facet(tag.facet), set))
        }
        if !query.territory.isEmpty {
            conditions.append((.territory, Self.lying(in: index.territories[query.territory], segment)))
        }
        if let box = query.box {
            let (xs, ys) = (segment.xs, segment.ys)
            conditions.append((.box, DocumentSet(of: segment.count) { box.contains(xs[$0], ys[$0]) }))
        }
        if let since = query.seenSince {
            let seen = segment.seen
            conditions.append((.age, DocumentSet(of: segment.count) { seen[$0] >= since }))
        }
    }

    private static func lying(in territory: Int?, _ segment: DirectorySegment) -> DocumentSet {
        var set = DocumentSet(of: segment.count)
        // A territory that only another part of the index knows.
        guard let territory, territory < segment.placesOfTerritory.starts.count - 1 else { return set }
        for place in segment.placesOfTerritory.values[segment.placesOfTerritory.range(territory)] {
            set.insert(segment.documentsOfPlace.values[segment.documentsOfPlace.range(Int(place))])
        }
        return set
    }

    /// Those that answer, among those that say the words when there are some, counted.
    func found(
        among hits: DirectoryHits?, counting counts: inout DirectoryCounts, in number: Int
    ) -> DirectoryIndex.Found {
        var base = shown
        if let hits { base.formIntersection(DocumentSet(hits.documents, of: segment.count)) }
        let all = answering(base, but: nil)
        let filtered = conditions.map(\.subject)
        counts.add(all, for: Set(DirectoryFacet.allCases.filter { !filtered.contains(.facet($0)) }), segment)
        for case .facet(let facet) in filtered {
            counts.add(answering(base, but: .facet(facet)), for: [facet], segment)
        }
        let anywhere = filtered.contains(.territory) ? answering(base, but: .territory) : all
        counts.addPlaces(anywhere, of: number, segment)
        guard let hits else { return DirectoryIndex.Found(documents: all.documents, set: all) }
        var found = DirectoryIndex.Found(set: all)
        found.documents.reserveCapacity(hits.documents.count)
        found.levels.reserveCapacity(hits.documents.count)
        for (place, document) in hits.documents.enumerated() where all.contains(document) {
            found.documents.append(document)
            found.levels.append(hits.levels[place])
        }
        return found
    }

    private func answering(_ base: DocumentSet, but left: Subject?) -> DocumentSet {
        var set = base
        for condition in conditions where condition.subject != left { set.formIntersection(condition.set) }
        return set
    }
}
