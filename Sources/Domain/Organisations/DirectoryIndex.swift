/// What the index knows of one organisation.
package struct DirectoryEntry: Sendable {
    package let id: ID<Organisation>
    package let name: String
    package let acronym: String
    package let usualName: String
    /// SIREN, SIRET, RNA, and the SIRET of its other places.
    package let identifiers: [String]
    /// What it does: summary, purpose, presentation.
    package let activity: String
    /// Commune, postcode, and the territories it lies in, as words to find it by.
    package let place: String
    /// Slugs of every territory it lies in.
    package let territories: [String]
    /// Slugs of the hubs it takes part in.
    package let hubs: [String]
    package let family: Family
    package let size: SizeClass
    package let isCeased: Bool
    /// ISO 8601.
    package let updatedAt: String

    package init(
        id: ID<Organisation>, name: String, acronym: String, usualName: String, identifiers: [String],
        activity: String, place: String, territories: [String], hubs: [String], family: Family, size: SizeClass,
        isCeased: Bool, updatedAt: String
    ) {
        (self.id, self.name, self.acronym, self.usualName) = (id, name, acronym, usualName)
        (self.identifiers, self.activity, self.place) = (identifiers, activity, place)
        (self.territories, self.hubs, self.family, self.size) = (territories, hubs, family, size)
        (self.isCeased, self.updatedAt) = (isCeased, updatedAt)
    }
}

/// The directory in memory, never changed once made: words with the organisations that say them, and their facets.
/// Organisations are numbered by what makes them likely to be looked for, so that ties need no sorting.
package struct DirectoryIndex: Sendable {
    /// Where a word stands, the weightiest bit first.
    struct Field: OptionSet, Sendable {
        let rawValue: UInt8
        static let name = Field(rawValue: 4)
        static let place = Field(rawValue: 2)
        static let activity = Field(rawValue: 1)
    }

    struct Posting: Sendable {
        let document: UInt32
        let field: Field
    }

    let ids: [ID<Organisation>]
    let families: [UInt8]
    let sizes: [UInt8]
    let ceased: [Bool]
    /// Rank by name, and by last change, of each document.
    let nameRank: [UInt32]
    let updateRank: [UInt32]
    /// The name's own words, joined: what an exact question equals.
    let exactNames: [String]
    let territories: [String: Set<UInt32>]
    let hubs: [String: Set<UInt32>]
    let identifiers: [String: UInt32]
    /// Sorted.
    let vocabulary: [String]
    let postings: [[Posting]]

    package var count: Int { ids.count }

    package init(_ entries: [DirectoryEntry]) {
        let ordered = entries.sorted { (a: DirectoryEntry, b: DirectoryEntry) in
            (DirectoryIndex.weight(a), a.id.rawValue) < (DirectoryIndex.weight(b), b.id.rawValue)
        }
        ids = ordered.map(\.id)
        families = ordered.map { entry in UInt8(Family.allCases.firstIndex(of: entry.family) ?? 0) }
        sizes = ordered.map { entry in UInt8(SizeClass.allCases.firstIndex(of: entry.size) ?? 0) }
        ceased = ordered.map(\.isCeased)
        let names = ordered.map { (entry: DirectoryEntry) in SearchText.words(entry.name).joined(separator: " ") }
        exactNames = names
        nameRank = DirectoryIndex.ranks(ordered.count) { a, b in (names[a], a) < (names[b], b) }
        updateRank = DirectoryIndex.ranks(ordered.count) { a, b in
            (ordered[b].updatedAt, a) < (ordered[a].updatedAt, b)
        }
        var territories: [String: Set<UInt32>] = [:]
        var hubs: [String: Set<UInt32>] = [:]
        var identifiers: [String: UInt32] = [:]
        var lists: [String: [Posting]] = [:]
        for (number, entry) in ordered.enumerated() {
            let document = UInt32(number)
            for slug in entry.territories { territories[slug, default: []].insert(document) }
            for slug in entry.hubs { hubs[slug, default: []].insert(document) }
            for code in entry.identifiers where !code.isEmpty && identifiers[code] == nil {
                identifiers[code] = document
            }
            for (word, field) in DirectoryIndex.words(of: entry) {
                lists[word, default: []].append(Posting(document: document, field: field))
            }
        }
        (self.territories, self.hubs, self.identifiers) = (territories, hubs, identifiers)
        let sorted = lists.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        vocabulary = sorted
        postings = sorted.map { lists[$0] ?? [] }
    }

    /// Active ones first, then those that take part in a hub, then the larger; unknown sizes last.
    private static func weight(_ entry: DirectoryEntry) -> Int {
        let size: Int
        switch entry.size {
        case .large: size = 0
        case .medium: size = 1
        case .small: size = 2
        case .none: size = 3
        case .unknown: size = 4
        }
        return (entry.isCeased ? 100 : 0) + (entry.hubs.isEmpty ? 10 : 0) + size
    }

    private static func ranks(_ count: Int, _ isBefore: (Int, Int) -> Bool) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: count)
        for (rank, document) in (0..<count).sorted(by: isBefore).enumerated() { ranks[document] = UInt32(rank) }
        return ranks
    }

    /// Each word once, with every field that says it.
    private static func words(of entry: DirectoryEntry) -> [String: Field] {
        var words: [String: Field] = [:]
        let names = [entry.name, entry.acronym, entry.usualName].joined(separator: " | ")
        for word in SearchText.words(names) { words[word, default: []].insert(.name) }
        for word in SearchText.words(entry.place) { words[word, default: []].insert(.place) }
        for word in SearchText.words(entry.activity) { words[word, default: []].insert(.activity) }
        return words
    }
}
