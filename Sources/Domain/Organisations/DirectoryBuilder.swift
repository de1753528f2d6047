/// Makes a part of the index from records given one by one, in any order, without keeping them.
package struct DirectoryBuilder {
    var territories: Registry<String>
    var tagNames: Registry<DirectoryTag>
    var terms = TermTable()
    var words = FoldedWords()
    var ids: [Int64] = []
    var weights: [UInt8] = []
    var flags: [UInt8] = []
    var xs: [Int32] = []
    var ys: [Int32] = []
    var updated: [UInt32] = []
    var seen: [UInt16] = []
    var places: [UInt32] = []
    var tags = Growing<UInt16>()
    var names = Growing<UInt8>()
    /// Words of each record: number × 4 + where.
    var tokens = Growing<UInt32>()
    var identifiers: [(key: UInt64, document: UInt32)] = []
    var placeNumbers: [String: UInt32] = [:]
    var placeTokens = Growing<UInt32>()
    var placeTerritories = Growing<UInt32>()

    /// The middle of territories, by slug: as told; for a commune, else the middle of what is known to stand in it.
    var centres: [String: DirectoryPoint]
    var sums: [String: (x: Int, y: Int, count: Int)] = [:]
    /// Records that are not on the map yet.
    var placeless: [Int] = []

    package init(centres: [String: DirectoryPoint] = [:]) {
        self.init(territories: Registry(), tagNames: Registry(), centres: centres)
    }

    /// Numbers territories and choices as another part of the index does, and goes on from there.
    init(territories: Registry<String>, tagNames: Registry<DirectoryTag>, centres: [String: DirectoryPoint]) {
        (self.territories, self.tagNames, self.centres) = (territories, tagNames, centres)
    }

    /// Things numbered as they come.
    struct Registry<Key: Hashable & Sendable>: Sendable {
        private(set) var keys: [Key] = []
        var numbers: [Key: Int] = [:]
        subscript(key: Key) -> Int? { numbers[key] }
        mutating func number(of key: Key) -> Int {
            if let known = numbers[key] { return known }
            numbers[key] = keys.count
            keys.append(key)
            return keys.count - 1
        }
    }

    /// Lists as they are written, one behind the other.
    struct Growing<Value: Sendable> {
        private(set) var starts: [UInt32] = [0]
        var values: [Value] = []
        init() {}
        init(_ lists: DirectorySegment.Lists<Value>) { (starts, values) = (lists.starts, lists.values) }
        mutating func close() { starts.append(UInt32(values.count)) }
        func range(_ list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
    }

    package mutating func add(_ entry: DirectoryEntry) {
        let document = UInt32(ids.count)
        ids.append(entry.id.rawValue)
        weights.append(entry.weight)
        addPoint(entry)
        updated.append(Self.moment(entry.updatedAt))
        seen.append(Self.day(max(entry.updatedAt, entry.confirmedAt)))
        places.append(place(entry))
        for tag in entry.tags {
            // More choices than a small number can tell: the last ones are searched by words only.
            if let number = UInt16(exactly: tagNames.number(of: tag)) { tags.values.append(number) }
        }
        tags.close()
        var flag: UInt8 = entry.isCeased ? DirectorySegment.isCeased : 0
        if entry.point?.isPrecise == true { flag |= DirectorySegment.isPrecise }
        if addNames(entry) { flag |= DirectorySegment.hasOtherNames }
        flags.append(flag)
        addTokens(entry.activity, DirectorySegment.inActivity)
        tokens.close()
        for code in entry.identifiers {
            if let key = IdentifierKey(code) { identifiers.append((key.key, document)) }
        }
    }

    mutating func addPoint(_ entry: DirectoryEntry) {
        xs.append(entry.point?.x ?? DirectorySegment.offMap)
        ys.append(entry.point?.y ?? 0)
        guard let point = entry.point, point.isPrecise else { return placeless.append(xs.count - 1) }
        guard let commune = entry.territories.first, commune.hasPrefix("commune-"), centres[commune] == nil else {
            return
        }
        let sum = sums[commune] ?? (0, 0, 0)
        sums[commune] = (sum.x + Int(point.x), sum.y + Int(point.y), sum.count + 1)
    }

    /// What has no place of its own stands in the middle of its commune, else of the smallest territory that has one.
    mutating func placeInCommunes() {
        for (commune, sum) in sums {
            centres[commune] = DirectoryPoint(
                x: Int32(sum.x / sum.count), y: Int32(sum.y / sum.count), isPrecise: false)
        }
        sums = [:]
        for document in placeless {
            var middle: DirectoryPoint?
            for territory in placeTerritories.values[placeTerritories.range(Int(places[document]))] where middle == nil
            {
                middle = centres[territories.keys[Int(territory)]]
            }
            // A point of its own that is only known to be in a commune stays where it is said to be.
            guard let middle, xs[document] == DirectorySegment.offMap else { continue }
            (xs[document], ys[document]) = (middle.x, middle.y)
        }
        placeless = []
    }

    /// The folded names, and their words; returns whether there are several.
    mutating func addNames(_ entry: DirectoryEntry) -> Bool {
        var isFirst = true
        for name in [entry.name, entry.acronym, entry.usualName] where !name.isEmpty {
            if !isFirst { names.values.append(0) }
            addTokens(name, DirectorySegment.inName)
            for word in 0..<words.count {
                if word > 0 { names.values.append(0x20) }
                names.values += words.bytes[words.range(word)]
            }
            isFirst = false
        }
        names.close()
        return names.values[names.range(ids.count - 1)].contains(0)
    }

    mutating func addTokens(_ text: String, _ field: UInt32) {
        guard !text.isEmpty else { return words = FoldedWords() }
        words.read(text)
        for word in 0..<words.count {
            tokens.values.append(terms.number(of: words.bytes[words.range(word)]) << 2 | field)
        }
    }

    /// The number of the place where it lies: what it is called, and its territories.
    mutating func place(_ entry: DirectoryEntry) -> UInt32 {
        let key = entry.place + "|" + entry.territories.joined(separator: " ")
        if let known = placeNumbers[key] { return known }
        let number = UInt32(placeNumbers.count)
        placeNumbers[key] = number
        words.read(entry.place)
        for word in 0..<words.count {
            let term = terms.number(of: words.bytes[words.range(word)])
            if !placeTokens.values[placeTokens.range(Int(number), open: true)].contains(term) {
                placeTokens.values.append(term)
            }
        }
        placeTokens.close()
        var known: Set<String> = []
        for slug in entry.territories where known.insert(slug).inserted {
            placeTerritories.values.append(UInt32(territories.number(of: slug)))
        }
        placeTerritories.close()
        return number
    }

    /// « 2026-11-25T10:00:00Z » as a number that grows with time, to the second.
    static func moment(_ text: String) -> UInt32 {
        let parts = text.utf8.split { !(0x30...0x39).contains($0) }.map {
            Int(String(decoding: $0, as: UTF8.self)) ?? 0
        }
        func part(_ place: Int, _ most: Int) -> Int { place < parts.count ? min(parts[place], most) : 0 }
        let days = (max(0, part(0, 2120) - 2000) * 13 + part(1, 12)) * 32 + part(2, 31)
        return UInt32(((days * 24 + part(3, 23)) * 60 + part(4, 59)) * 60 + part(5, 59))
    }

    static func day(_ text: String) -> UInt16 {
        Day(String(text.prefix(10))).flatMap { UInt16(exactly: $0.number) } ?? 0
    }
}

extension DirectoryBuilder.Growing {
    /// The list being written.
    func range(_ list: Int, open: Bool) -> Range<Int> { Int(starts[list])..<values.count }
}
