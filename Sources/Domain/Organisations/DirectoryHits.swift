/// The organisations of a segment that say every word, in order, with how well each answers.
struct DirectoryHits {
    private(set) var documents: [UInt32] = []
    private(set) var levels: [UInt8] = []

    /// Where a word stands in one organisation.
    private static let exactName: UInt8 = 8
    private static let name: UInt8 = 4
    private static let place: UInt8 = 2
    private static let activity: UInt8 = 1

    /// 7: the name is the question; 6: every word is in the name, whole; 5: in the name; 4: some are, the others say the
    /// place; 3: some are; 2: all say the place; 1: elsewhere.
    private static func level(_ common: UInt8, _ any: UInt8, isNameAndPlace: Bool) -> UInt8 {
        if common & exactName != 0 { return 6 }
        if common & name != 0 { return 5 }
        if any & name != 0 { return isNameAndPlace ? 4 : 3 }
        return common & place != 0 ? 2 : 1
    }

    init(identified: [UInt32]) {
        documents = identified.sorted()
        levels = [UInt8](repeating: 7, count: documents.count)
    }

    init(
        _ reading: DirectoryReading, _ words: [DirectoryReading.Word], segment number: Int, _ segment: DirectorySegment
    ) {
        let sides = words.map { Side($0, number, segment) }
        // The rarest word first: the others are only looked for in what says it.
        guard let first = sides.indices.min(by: { sides[$0].cost < sides[$1].cost }), sides[first].cost > 0 else {
            return
        }
        var (found, common) = sides[first].all(segment)
        var any = common
        var isNameOrPlace = common.map { $0 & (Self.name | Self.place) != 0 }
        for (position, side) in sides.enumerated() where position != first {
            var kept = 0
            side.look(for: found, segment) { (place: Int, bits: UInt8) in
                guard bits != 0 else { return }
                found[kept] = found[place]
                common[kept] = common[place] & bits
                any[kept] = any[place] | bits
                isNameOrPlace[kept] = isNameOrPlace[place] && bits & (Self.name | Self.place) != 0
                kept += 1
            }
            found.removeLast(found.count - kept)
        }
        levels.reserveCapacity(found.count)
        for place in found.indices {
            var level = Self.level(common[place], any[place], isNameAndPlace: isNameOrPlace[place])
            if level == 6, segment.isNamed(Int(found[place]), exactly: reading.whole) { level = 7 }
            levels.append(level)
        }
        documents = found
    }

    /// One word in one segment.
    private struct Side {
        let range: Range<Int>
        let exact: Int?
        /// Which places are called so; empty when none is.
        var isPlace: [Bool] = []
        private var places: [UInt32] = []
        private let said: Int
        /// How many organisations there are to look at.
        let cost: Int

        init(_ word: DirectoryReading.Word, _ number: Int, _ segment: DirectorySegment) {
            range = word.ranges[number]
            exact = word.exact[number]
            guard !range.isEmpty else {
                (said, cost) = (0, 0)
                return
            }
            said = Int(segment.postings.starts[range.upperBound]) - Int(segment.postings.starts[range.lowerBound])
            let lists =
                Int(
                    segment.placePostings.starts[range.lowerBound])..<Int(
                    segment.placePostings.starts[range.upperBound])
            var inPlaces = 0
            if !lists.isEmpty {
                isPlace = [Bool](repeating: false, count: segment.placeCount)
                for place in segment.placePostings.values[lists] where !isPlace[Int(place)] {
                    isPlace[Int(place)] = true
                    places.append(place)
                    inPlaces += segment.documentsOfPlace.range(Int(place)).count
                }
            }
            cost = said + inPlaces
        }

        private static func bits(_ posting: UInt32, isExact: Bool) -> UInt8 {
            var bits: UInt8 = posting & DirectorySegment.inActivity != 0 ? activity : 0
            if posting & DirectorySegment.inName != 0 { bits |= isExact ? name | exactName : name }
            return bits
        }

        /// Every organisation that says it, in order, with where.
        func all(_ segment: DirectorySegment) -> (documents: [UInt32], bits: [UInt8]) {
            if range.count == 1, places.isEmpty {
                let list = segment.postings.values[segment.postings.range(range.lowerBound)]
                let isExact = exact == range.lowerBound
                return (list.map { $0 >> 2 }, list.map { Side.bits($0, isExact: isExact) })
            }
            if cost < segment.count / 32 { return few(segment) }
            let spread = spread(segment, withPlaces: true)
            var documents: [UInt32] = []
            var bits: [UInt8] = []
            documents.reserveCapacity(min(cost, segment.count))
            bits.reserveCapacity(min(cost, segment.count))
            for (document, said) in spread.enumerated() where said != 0 {
                documents.append(UInt32(document))
                bits.append(said)
            }
            return (documents, bits)
        }

        /// The same for a handful: sorting them is quicker than going through all the others.
        private func few(_ segment: DirectorySegment) -> (documents: [UInt32], bits: [UInt8]) {
            var pairs: [UInt64] = []
            pairs.reserveCapacity(cost)
            each(segment) { document, bits in pairs.append(UInt64(document) << 8 | UInt64(bits)) }
            for place in places {
                for document in segment.documentsOfPlace.values[segment.documentsOfPlace.range(Int(place))] {
                    pairs.append(UInt64(document) << 8 | UInt64(DirectoryHits.place))
                }
            }
            pairs.sort()
            var documents: [UInt32] = []
            var bits: [UInt8] = []
            for pair in pairs {
                let document = UInt32(pair >> 8)
                if documents.last == document {
                    bits[bits.count - 1] |= UInt8(pair & 0xFF)
                } else {
                    documents.append(document)
                    bits.append(UInt8(pair & 0xFF))
                }
            }
            return (documents, bits)
        }

        private func each(_ segment: DirectorySegment, _ body: (UInt32, UInt8) -> Void) {
            for term in range {
                let isExact = term == exact
                for posting in segment.postings.values[segment.postings.range(term)] {
                    body(posting >> 2, Side.bits(posting, isExact: isExact))
                }
            }
        }

        /// Where each organisation of the segment says it.
        private func spread(_ segment: DirectorySegment, withPlaces: Bool) -> [UInt8] {
            var spread = [UInt8](repeating: 0, count: segment.count)
            for term in range {
                let isExact = term == exact
                for posting in segment.postings.values[segment.postings.range(term)] {
                    spread[Int(posting >> 2)] |= Side.bits(posting, isExact: isExact)
                }
            }
            guard withPlaces else { return spread }
            for place in places {
                for document in segment.documentsOfPlace.values[segment.documentsOfPlace.range(Int(place))] {
                    spread[Int(document)] |= DirectoryHits.place
                }
            }
            return spread
        }

        /// Tells for each of these organisations, in order, where it says the word.
        func look(for documents: [UInt32], _ segment: DirectorySegment, _ body: (Int, UInt8) -> Void) {
            func placeBits(_ document: UInt32) -> UInt8 {
                !isPlace.isEmpty && isPlace[Int(segment.places[Int(document)])] ? DirectoryHits.place : 0
            }
            if range.count <= 8, documents.count * range.count * 16 < said + segment.count / 8 {
                for (place, document) in documents.enumerated() {
                    var bits = placeBits(document)
                    for term in range {
                        if let posting = Side.posting(of: document, term, segment) {
                            bits |= Side.bits(posting, isExact: term == exact)
                        }
                    }
                    body(place, bits)
                }
            } else {
                let spread = said == 0 ? [] : spread(segment, withPlaces: false)
                for (place, document) in documents.enumerated() {
                    body(place, placeBits(document) | (spread.isEmpty ? 0 : spread[Int(document)]))
                }
            }
        }

        private static func posting(of document: UInt32, _ term: Int, _ segment: DirectorySegment) -> UInt32? {
            let range = segment.postings.range(term)
            var (low, high) = (range.lowerBound, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if segment.postings.values[middle] >> 2 < document { low = middle + 1 } else { high = middle }
            }
            guard low < range.upperBound, segment.postings.values[low] >> 2 == document else { return nil }
            return segment.postings.values[low]
        }
    }
}
