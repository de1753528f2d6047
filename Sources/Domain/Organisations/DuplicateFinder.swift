/// Finds which records are worth comparing, without comparing each with every other: those that share a key (a number of a
/// register, a telephone, a site, a commune with a rare word of the name). Numbers only, so that a million records fit.
package struct DuplicateFinder: Sendable {
    package private(set) var ids: [ID<Organisation>] = []
    /// Keys of each record, one after the other; `starts` says where each begins.
    private var exact: [UInt64] = []
    private var exactStarts: [Int] = [0]
    /// Words of the names by their sound, and places, likewise.
    private var words: [UInt64] = []
    private var wordStarts: [Int] = [0]
    private var places: [UInt64] = []
    private var placeStarts: [Int] = [0]
    private var inverted = Inverted()

    /// Keys that more records share than this tell nothing: a switchboard, « Amicale laïque ».
    static let widest = 60

    package init() {}

    package mutating func add(_ id: ID<Organisation>, _ sheet: OrganisationSheet) {
        let profile = DuplicateProfile(sheet)
        ids.append(id)
        exact += DuplicateFinder.exactKeys(profile)
        exactStarts.append(exact.count)
        words += DuplicateFinder.wordKeys(profile)
        wordStarts.append(words.count)
        places += DuplicateFinder.placeKeys(profile)
        placeStarts.append(places.count)
    }

    /// To be called once, after the last record.
    package mutating func finish() {
        inverted = Inverted(
            exact: DuplicateFinder.pairs(exact, exactStarts), words: DuplicateFinder.pairs(words, wordStarts))
    }

    /// Every pair worth comparing, once, the smaller number first.
    package func pairs() -> [(ID<Organisation>, ID<Organisation>)] {
        var keyed = DuplicateFinder.pairs(exact, exactStarts)
        for record in ids.indices {
            let rarest = Set(words[wordStarts[record]..<wordStarts[record + 1]])
                .sorted { (inverted.words.count(of: $0), $0) < (inverted.words.count(of: $1), $1) }.prefix(2)
            for place in places[placeStarts[record]..<placeStarts[record + 1]] {
                for word in rarest { keyed.append(Key(hash: word &* 31 &+ place, record: UInt32(record))) }
            }
        }
        keyed.sort()
        var found: Set<UInt64> = []
        var start = 0
        while start < keyed.count {
            var end = start + 1
            while end < keyed.count, keyed[end].hash == keyed[start].hash { end += 1 }
            if end - start > 1, end - start <= DuplicateFinder.widest {
                for one in start..<end {
                    for other in one + 1..<end where keyed[one].record != keyed[other].record {
                        found.insert(UInt64(keyed[one].record) << 32 | UInt64(keyed[other].record))
                    }
                }
            }
            start = end
        }
        return found.sorted().map { pair in (ids[Int(pair >> 32)], ids[Int(pair & 0xFFFF_FFFF)]) }
    }

    /// Records worth comparing with one that is not among them, those that share most first; at most `limit`.
    package func candidates(like sheet: OrganisationSheet, limit: Int = 40) -> [ID<Organisation>] {
        let profile = DuplicateProfile(sheet)
        var shared: [UInt32: Int] = [:]
        for key in DuplicateFinder.exactKeys(profile) {
            for record in inverted.exact.records(of: key).prefix(DuplicateFinder.widest) {
                shared[record, default: 0] += 8
            }
        }
        let said = Set(DuplicateFinder.wordKeys(profile))
        let askedPlaces = Set(DuplicateFinder.placeKeys(profile))
        // A word that thousands say tells little by itself: the rarer ones find, the others only add.
        let ordered = said.sorted { inverted.words.count(of: $0) < inverted.words.count(of: $1) }
        for (rank, word) in ordered.enumerated() {
            let records = inverted.words.records(of: word)
            if rank < 2 || records.count < 2_000 { for record in records { shared[record, default: 0] += 1 } }
        }
        let enough = max(1, said.count / 2)
        let kept = shared.filter { $0.value >= enough }.map { record, count -> (UInt32, Int) in
            let around = places[placeStarts[Int(record)]..<placeStarts[Int(record) + 1]]
            return (record, count * 2 + (around.contains { askedPlaces.contains($0) } ? 1 : 0))
        }
        return kept.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(limit).map { ids[Int($0.0)] }
    }

    // MARK: Keys

    private static func exactKeys(_ profile: DuplicateProfile) -> [UInt64] {
        var keys: [UInt64] = []
        let named: [(UInt64, String)] = [
            (1, profile.siren), (2, profile.rna), (3, profile.phone), (4, profile.site), (5, profile.email),
        ]
        for (kind, text) in named where !text.isEmpty { keys.append(hash(text, kind)) }
        for name in profile.names { keys.append(hash(name.joined(separator: " "), 6)) }
        if profile.acronym.utf8.count > 2 { keys.append(hash(SearchText.singular(profile.acronym), 6)) }
        return keys
    }

    private static func wordKeys(_ profile: DuplicateProfile) -> [UInt64] {
        Set(profile.names.joined()).map { hash(sound($0), 7) }
    }

    private static func placeKeys(_ profile: DuplicateProfile) -> [UInt64] {
        var keys: [UInt64] = []
        if !profile.commune.isEmpty { keys.append(hash(profile.commune, 8)) }
        if !profile.town.isEmpty { keys.append(hash(profile.town, 9)) }
        return keys
    }

    /// The first letter, then consonants without doubles: « ressourcerie » and « resourcerie » → rsrcr.
    static func sound(_ word: String) -> String {
        guard word.utf8.count >= 5, word.utf8.first.map({ $0 > 0x39 }) == true else { return word }
        var kept: [UInt8] = []
        for byte in word.utf8 {
            let isVowel = [0x61, 0x65, 0x68, 0x69, 0x6F, 0x75, 0x79].contains(byte)
            if kept.isEmpty || !isVowel && kept.last != byte { kept.append(byte) }
        }
        return kept.count < 3 ? word : String(decoding: kept, as: UTF8.self)
    }

    /// FNV-1a on 64 bits: the same each time; two texts of the same hash only cost a comparison.
    private static func hash(_ text: String, _ kind: UInt64) -> UInt64 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ kind
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    private static func pairs(_ keys: [UInt64], _ starts: [Int]) -> [Key] {
        var pairs: [Key] = []
        pairs.reserveCapacity(keys.count)
        for record in 0..<starts.count - 1 {
            for key in keys[starts[record]..<starts[record + 1]] {
                pairs.append(Key(hash: key, record: UInt32(record)))
            }
        }
        return pairs
    }
}

/// A key and a record that has it.
private struct Key: Comparable {
    let hash: UInt64
    let record: UInt32

    static func < (one: Key, other: Key) -> Bool {
        one.hash == other.hash ? one.record < other.record : one.hash < other.hash
    }
}

/// From each key to the records that have it.
private struct Inverted {
    struct Lists {
        private var keys: [UInt64] = []
        private var starts: [Int] = [0]
        private var records: [UInt32] = []

        init() {}

        init(_ pairs: [Key]) {
            for pair in pairs.sorted() {
                if keys.last != pair.hash {
                    if !keys.isEmpty { starts.append(records.count) }
                    keys.append(pair.hash)
                }
                records.append(pair.record)
            }
            if !keys.isEmpty { starts.append(records.count) }
        }

        func records(of key: UInt64) -> ArraySlice<UInt32> {
            var (low, high) = (0, keys.count)
            while low < high {
                let middle = (low + high) / 2
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            guard low < keys.count, keys[low] == key else { return [] }
            return records[starts[low]..<starts[low + 1]]
        }

        func count(of key: UInt64) -> Int { records(of: key).count }
    }

    var exact = Lists()
    var words = Lists()

    init() {}
    init(exact: [Key], words: [Key]) { (self.exact, self.words) = (Lists(exact), Lists(words)) }
}
