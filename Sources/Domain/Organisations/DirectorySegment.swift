/// A part of the directory in memory, never changed once made: packed arrays, one place in each for an organisation.
/// Organisations are numbered by what makes them likely to be looked for, so that ties need no sorting.
final class DirectorySegment: Sendable {
    /// Some lists one behind the other: list `n` is `values[starts[n]..<starts[n + 1]]`.
    struct Lists<Value: Sendable>: Sendable {
        let starts: [UInt32]
        let values: [Value]
        func range(_ list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
    }

    static let isCeased: UInt8 = 1
    /// It has an acronym or a usual name beside its name.
    static let hasOtherNames: UInt8 = 2
    static let isPrecise: UInt8 = 4
    /// In a posting: the two low bits say where the word stands.
    static let inName: UInt32 = 1
    static let inActivity: UInt32 = 2
    /// Longitude of an organisation that is not on the map.
    static let offMap: Int32 = -1

    let ids: [Int64]
    let weights: [UInt8]
    let flags: [UInt8]
    let xs: [Int32]
    let ys: [Int32]
    /// Grows with the last change.
    let updated: [UInt32]
    /// Days since 1970 of the last change or confirmation; 0 when not known.
    let seen: [UInt16]
    let places: [UInt32]
    let tags: Lists<UInt16>
    /// Folded names: the name, then the acronym and the usual name behind a zero.
    let names: Lists<UInt8>
    /// Organisations by identifier, by name, by last change, by number in the database.
    let byName: [UInt32]
    let nameRank: [UInt32]
    let byUpdate: [UInt32]
    let byID: [UInt32]
    let identifiers: [UInt64]
    let identified: [UInt32]
    let terms: TermList
    /// For each word the organisations that say it: number × 4 + where.
    let postings: Lists<UInt32>
    /// For each word the places that are called so.
    let placePostings: Lists<UInt32>
    /// For each place the territories it lies in.
    let territoriesOfPlace: Lists<UInt32>
    let documentsOfPlace: Lists<UInt32>
    /// For each territory the places that lie in it.
    let placesOfTerritory: Lists<UInt32>
    /// Those that bear each choice of a filter, those that have not ceased, and all.
    let tagSets: [TagSet]
    let active: DocumentSet
    let everyone: DocumentSet
    let ground: DirectoryGround

    var count: Int { ids.count }
    var placeCount: Int { territoriesOfPlace.starts.count - 1 }

    init(_ parts: DirectoryBuilder.Parts) {
        (ids, weights, flags, xs, ys) = (parts.ids, parts.weights, parts.flags, parts.xs, parts.ys)
        (updated, seen, places, tags, names) = (parts.updated, parts.seen, parts.places, parts.tags, parts.names)
        (byName, nameRank, byUpdate, byID) = (parts.byName, parts.nameRank, parts.byUpdate, parts.byID)
        (identifiers, identified, terms) = (parts.identifiers, parts.identified, parts.terms)
        (postings, placePostings) = (parts.postings, parts.placePostings)
        (territoriesOfPlace, documentsOfPlace) = (parts.territoriesOfPlace, parts.documentsOfPlace)
        placesOfTerritory = DirectoryBuilder.inverted(parts.territoriesOfPlace)
        tagSets = TagSet.all(parts.tags, of: parts.ids.count)
        ground = DirectoryGround(xs: parts.xs, ys: parts.ys, flags: parts.flags)
        active = DocumentSet(of: parts.ids.count) { parts.flags[$0] & Self.isCeased == 0 }
        everyone = DocumentSet(of: parts.ids.count) { _ in true }
    }

    /// The place here of a number of the database.
    func document(_ id: Int64) -> Int? {
        var (low, high) = (0, byID.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[Int(byID[middle])] < id { low = middle + 1 } else { high = middle }
        }
        return low < byID.count && ids[Int(byID[low])] == id ? Int(byID[low]) : nil
    }

    /// Those that bear a SIREN, a SIRET or a RNA number.
    func documents(identifiedBy code: IdentifierKey) -> [UInt32] {
        func list(from first: UInt64, through last: UInt64) -> [UInt32] {
            var (low, high) = (0, identifiers.count)
            while low < high {
                let middle = (low + high) / 2
                if identifiers[middle] < first { low = middle + 1 } else { high = middle }
            }
            var found: [UInt32] = []
            while low < identifiers.count, identifiers[low] <= last, found.count < 100 {
                if !found.contains(identified[low]) { found.append(identified[low]) }
                low += 1
            }
            return found
        }
        let exact = code.isSiren ? [] : list(from: code.key, through: code.key)
        guard exact.isEmpty, let siren = code.siren else { return exact }
        // A SIREN, or an establishment that is not listed: those of the legal unit.
        return list(from: siren * 100_000, through: siren * 100_000 + 99_999)
    }

    /// How names compare, across segments too.
    func isNamed(_ document: Int, before other: (DirectorySegment, Int)) -> Bool {
        let mine = names.values[names.range(document)]
        return mine.lexicographicallyPrecedes(other.0.names.values[other.0.names.range(other.1)])
    }

    /// Whether one of its names is exactly this.
    func isNamed(_ document: Int, exactly name: [UInt8]) -> Bool {
        let range = names.range(document)
        guard flags[document] & Self.hasOtherNames != 0 else {
            return range.count == name.count && names.values[range].elementsEqual(name)
        }
        // The first letters tell most of the others.
        guard range.count >= name.count else { return false }
        return names.values.withUnsafeBufferPointer { values in
            var start = range.lowerBound
            while start + name.count <= range.upperBound {
                let end = start + name.count
                if end == range.upperBound || values[end] == 0, values[start..<end].elementsEqual(name) { return true }
                while start < range.upperBound, values[start] != 0 { start += 1 }
                start += 1
            }
            return false
        }
    }
}

/// A SIREN, SIRET or RNA number as one number.
struct IdentifierKey {
    let key: UInt64
    let isSiren: Bool
    /// Nil for a RNA number.
    let siren: UInt64?

    /// Written with or without spaces and dots.
    init?(_ text: String) {
        let blanks: Set<Unicode.Scalar> = [" ", ".", "\u{A0}", "\u{202F}"]
        let scalars = text.unicodeScalars.filter { !blanks.contains($0) }
        guard scalars.count >= 9, scalars.count <= 14, scalars.allSatisfy(\.isASCII) else { return nil }
        let bytes = scalars.map { UInt8($0.value) }
        if bytes.count == 10, bytes[0] | 0x20 == 0x77 {
            var key: UInt64 = 0
            for byte in bytes.dropFirst() {
                switch byte {
                case 0x30...0x39: key = key * 36 + UInt64(byte - 0x30)
                case 0x41...0x5A, 0x61...0x7A: key = key * 36 + UInt64((byte | 0x20) - 0x61) + 10
                default: return nil
                }
            }
            (self.key, isSiren, siren) = (key | 1 << 62, false, nil)
            return
        }
        guard bytes.count == 9 || bytes.count == 14, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let number = bytes.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
        isSiren = bytes.count == 9
        siren = isSiren ? number : number / 100_000
        key = isSiren ? number * 100_000 : number
    }
}
