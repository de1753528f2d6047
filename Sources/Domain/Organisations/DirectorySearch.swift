/// What a question finds: its pages and its maps are made from it.
package struct DirectoryFindings: Sendable {
    let found: [DirectoryIndex.Found]
    let counts: [DirectoryFacet: [String: Int]]
    let sums: [Int32]
    let reading: DirectoryReading

    package var total: Int { found.reduce(0) { $0 + $1.documents.count } }
    /// In bytes.
    package var size: Int { found.reduce(sums.count * 4 + 4096) { $0 + $1.documents.count * 5 + $1.levels.count } }
}

extension DirectoryIndex {
    package static let pageLength = 50

    /// Answers a question, on the map too when a view is asked for.
    package func search(_ query: DirectoryQuery, map: MapRequest? = nil) -> DirectoryAnswer {
        let found = findings(query)
        return answer(query, from: found, map: map.map { self.map(of: found, $0) })
    }

    /// What a question finds, whatever page of it is looked at, in whatever order.
    package func findings(_ query: DirectoryQuery) -> DirectoryFindings {
        let reading = DirectoryReading(query.text, in: self)
        var counts = DirectoryCounts(self)
        let found = segments.indices.map { matches(query, reading, in: $0, counting: &counts) }
        return DirectoryFindings(
            found: found, counts: counts.byFacet(tags.keys), sums: counts.byTerritory(self), reading: reading)
    }

    package func map(of found: DirectoryFindings, _ request: MapRequest) -> DirectoryMap {
        DirectoryMap(self, found.found, request)
    }

    /// The page of what was found that the question asks for.
    package func answer(
        _ query: DirectoryQuery, from found: DirectoryFindings, map: DirectoryMap?, steps: OrderSteps? = nil
    ) -> DirectoryAnswer {
        let start = min((query.page - 1) * Self.pageLength, found.total)
        let end = min(start + Self.pageLength, found.total)
        let ids =
            straight(found.found, by: query, start..<end, steps ?? .none)
            ?? Array(ordered(found.found, by: query, first: end)[start...])
        let page = ids.map { ID<Organisation>(rawValue: $0) }
        return DirectoryAnswer(
            total: found.total, page: page, counts: found.counts, sums: found.sums, numbers: territories, map: map,
            reading: found.reading)
    }

    /// Every answer in order, for files.
    package func all(_ query: DirectoryQuery) -> [ID<Organisation>] {
        ordered(findings(query).found, by: query, first: .max).map { ID(rawValue: $0) }
    }

    /// What answers in one segment: numbers in order, with how well when there is a question.
    struct Found: Sendable {
        var documents: [UInt32] = []
        var levels: [UInt8] = []
        /// The same as `documents`, to walk through all in another order.
        var set: DocumentSet?
    }

    private func matches(
        _ query: DirectoryQuery, _ reading: DirectoryReading, in number: Int, counting counts: inout DirectoryCounts
    ) -> Found {
        let segment = segments[number]
        let hits: DirectoryHits?
        if let identified = reading.identified {
            hits = DirectoryHits(identified: identified[number])
        } else {
            hits = reading.words.map { DirectoryHits(reading, $0, segment: number, segment) }
        }
        if let hits, hits.documents.isEmpty { return Found() }
        let showsCeased = query.includesCeased || reading.identified != nil
        let filter = DirectoryFilter(query, self, segment, hidden[number], showsCeased: showsCeased)
        return filter.found(among: hits, counting: &counts, in: number)
    }

    /// A page far in a long list, without putting all that comes before it in order: of one segment, without a question.
    private func straight(
        _ found: [Found], by query: DirectoryQuery, _ page: Range<Int>, _ steps: OrderSteps
    ) -> [Int64]? {
        guard found.count == 1 || found.dropFirst().allSatisfy(\.documents.isEmpty), let set = found[0].set else {
            return nil
        }
        let segment = segments[0]
        if query.sort == .relevance, found[0].levels.isEmpty {
            return found[0].documents[page].map { segment.ids[Int($0)] }
        }
        return walked(found[0], by: query.sort).map { walk($0, steps, set, page, segment) }
    }

    /// The order that pages of many answers are found by walking through, if it is one.
    private func walked(_ found: Found, by sort: DirectoryQuery.Sort) -> [UInt32]? {
        guard found.documents.count > segments[0].count / 16 else { return nil }
        switch sort {
        case .name: return segments[0].byName
        case .updated: return segments[0].byUpdate
        case .relevance, .distance: return nil
        }
    }

    /// What helps to reach pages far in a list; nil where nothing would.
    package func steps(of found: DirectoryFindings, by sort: DirectoryQuery.Sort) -> OrderSteps? {
        guard let first = found.found.first, let set = first.set, let order = walked(first, by: sort) else {
            return nil
        }
        return OrderSteps(of: set, in: order)
    }

    private func walk(
        _ order: [UInt32], _ steps: OrderSteps, _ set: DocumentSet, _ page: Range<Int>, _ segment: DirectorySegment
    ) -> [Int64] {
        var (rank, place) = steps.start(of: page.lowerBound)
        var ids: [Int64] = []
        while rank < page.upperBound, place < order.count {
            let document = order[place]
            place += 1
            guard set.contains(document) else { continue }
            if rank >= page.lowerBound { ids.append(segment.ids[Int(document)]) }
            rank += 1
        }
        return ids
    }

    /// The numbers in the database of the first ones, in the asked order.
    private func ordered(_ found: [Found], by query: DirectoryQuery, first count: Int) -> [Int64] {
        let order = DirectoryOrder(query, count: count)
        let lists = found.enumerated().map { order.first($1, in: segments[$0]) }
        guard lists.count > 1, !lists[1].isEmpty else { return lists[0].map { segments[0].ids[Int($0.document)] } }
        return order.merged(lists, segments)
    }
}
