/// A code of at most eight ASCII characters (commune, activity, legal category) kept as one number: the first character in
/// the highest byte, zeros after the last, so that numbers compare as the texts do.
package struct ShortCode: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: UInt64

    @inlinable package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Nil when the text does not fit.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count <= 8, bytes.allSatisfy({ $0 > 0 && $0 < 0x80 }) else { return nil }
        var word: UInt64 = 0
        for (position, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(56 - 8 * position) }
        rawValue = word
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    package var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: rawValue >> UInt64(56 - 8 * $0)) }.filter { $0 != 0 }
    }

    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// Numbers codes from 0, and finds the number of a code without hashing it the careful way: the codes are ours.
package struct CodeIndex: Sendable {
    package let codes: [ShortCode]
    @usableFromInline let slots: [UInt64]
    @usableFromInline let numbers: [UInt32]
    @usableFromInline let shift: UInt64
    /// A bit for each pair of first characters that some code has, the bit `pair & 63` of the word `pair >> 6`: most codes that are none of ours stop there.
    package let beginnings: [UInt64]

    /// The same code twice has one number.
    package init(_ all: some Sequence<ShortCode>) {
        codes = Set(all).subtracting([ShortCode(rawValue: 0)]).sorted()
        var bits = 4
        while 1 << bits < codes.count * 4 { bits += 1 }
        shift = UInt64(64 - bits)
        var slots = [UInt64](repeating: 0, count: 1 << bits)
        var numbers = [UInt32](repeating: 0, count: 1 << bits)
        for (number, code) in codes.enumerated() {
            var slot = Int((code.rawValue &* Self.mixer) >> shift)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            (slots[slot], numbers[slot]) = (code.rawValue, UInt32(number))
        }
        (self.slots, self.numbers) = (slots, numbers)
        var beginnings = [UInt64](repeating: 0, count: 1024)
        for code in codes { beginnings[Int(code.rawValue >> 54)] |= 1 << (code.rawValue >> 48 & 63) }
        self.beginnings = beginnings
    }

    /// The golden ratio's bits, which spread neighbours.
    @usableFromInline static var mixer: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// The number of a code, from its raw value; nil when it is not one of them.
    @inlinable package func number(of code: UInt64) -> Int? {
        let beginning = code >> 48
        guard code != 0, beginnings[Int(beginning >> 6)] >> (beginning & 63) & 1 != 0 else { return nil }
        var slot = Int(truncatingIfNeeded: (code &* Self.mixer) >> shift)
        while slots[slot] != code {
            if slots[slot] == 0 { return nil }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return Int(numbers[slot])
    }
}
