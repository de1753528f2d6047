/// What an establishment is counted under: its commune, its activity, its size band, the family of its unit (nil outside
/// the ESS). One word of 63 bits: 16 for the commune, 36 for the activity, 3, 5 and 3 for the others.
package struct PanoramaKey: Hashable, Comparable, Sendable {
    package let word: UInt64

    /// An activity that no classification could have written is counted without one.
    package init(commune: Int, activity: ShortCode, nomenclature: Nomenclature?, band: Int, family: Family?) {
        let place = UInt64(commune) << 47
        let trade: UInt64 = Self.packed(activity) << 11 | Self.number(nomenclature, in: Self.nomenclatures) << 8
        word = place | trade | UInt64(band) << 3 | Self.number(family, in: Self.families)
    }

    package init(word: UInt64) { self.word = word }

    package static func < (left: Self, right: Self) -> Bool { left.word < right.word }

    package var commune: Int { Int(word >> 47) }
    /// The same wherever it is: what is left once the commune is forgotten.
    package var anywhere: PanoramaKey { PanoramaKey(word: word & (1 << 47 - 1)) }
    /// Its activity with the classification: equal for the same activity, whatever the rest.
    package var trade: UInt64 { word >> 8 & (1 << 39 - 1) }
    package var bandNumber: Int { Int(word >> 3 & 31) }
    package var nomenclature: Nomenclature? { Self.one(of: Self.nomenclatures, nomenclatureNumber) }
    /// Its rank among all from 1; 0 for none.
    package var nomenclatureNumber: Int { Int(word >> 8 & 7) }
    package var band: String {
        let number = Int(word >> 3 & 31)
        return number < SizeBands.codes.count ? SizeBands.codes[number] : ""
    }
    package var family: Family? { Self.one(of: Self.families, familyNumber) }
    /// Its rank among all from 1; 0 for none.
    package var familyNumber: Int { Int(word & 7) }

    package var activity: String {
        var letters: [UInt8] = []
        appendActivity(to: &letters)
        return String(decoding: letters, as: UTF8.self)
    }

    package func appendActivity(to bytes: inout [UInt8]) {
        for place in 0..<6 {
            let letter = Int(word >> UInt64(41 - 6 * place) & 63)
            if letter > 0 { bytes.append(Self.alphabet[letter - 1]) }
        }
    }

    private static let alphabet = Array("0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let places: [UInt8] = {
        var places = [UInt8](repeating: 0, count: 256)
        for (place, letter) in alphabet.enumerated() { places[Int(letter)] = UInt8(place + 1) }
        return places
    }()

    /// Six letters of six bits; 0 when one is none of those that codes are made of.
    private static func packed(_ activity: ShortCode) -> UInt64 {
        guard activity.rawValue & 0xFFFF == 0 else { return 0 }
        var packed: UInt64 = 0
        var rest = activity.rawValue
        for _ in 0..<6 {
            let letter = places[Int(rest >> 56)]
            guard letter > 0 || rest == 0 else { return 0 }
            packed = packed << 6 | UInt64(letter)
            rest <<= 8
        }
        return packed
    }

    private static let nomenclatures = Nomenclature.allCases
    static let families = Family.allCases

    private static func number<Item: Equatable>(_ item: Item?, in items: [Item]) -> UInt64 {
        guard let item else { return 0 }
        for (place, other) in items.enumerated() where other == item { return UInt64(place) + 1 }
        return 0
    }

    private static func one<Item>(of items: [Item], _ number: Int) -> Item? {
        number > 0 && number <= items.count ? items[number - 1] : nil
    }
}
