/// What is to be known of each legal unit, by SIREN: 5 bytes a unit, found among some ten neighbours.
package struct SirenTable: Sendable {
    private let keys: [UInt32]
    private let values: [UInt8]
    /// Where the keys with the same high bits begin.
    private let starts: [UInt32]
    private static let shift: UInt32 = 12

    /// A SIREN below 10⁹ and what is known of it, in one word as `entry` makes it; the first word of a SIREN counts.
    package init(_ entries: [UInt64]) {
        let isSorted = zip(entries, entries.dropFirst()).allSatisfy { $0 >> 8 <= $1 >> 8 }
        var keys: [UInt32] = []
        var values: [UInt8] = []
        keys.reserveCapacity(entries.count)
        values.reserveCapacity(entries.count)
        for entry in isSorted ? entries : Self.stable(entries) {
            let key = UInt32(truncatingIfNeeded: entry >> 8)
            if key == keys.last { continue }
            keys.append(key)
            values.append(UInt8(truncatingIfNeeded: entry))
        }
        var starts = [UInt32](repeating: 0, count: Int(1_000_000_000 >> Self.shift) + 2)
        for key in keys { starts[Int(key >> Self.shift) + 1] += 1 }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        (self.keys, self.values, self.starts) = (keys, values, starts)
    }

    private static func stable(_ entries: [UInt64]) -> [UInt64] {
        entries.enumerated().sorted { ($0.element >> 8, $0.offset) < ($1.element >> 8, $1.offset) }.map(\.element)
    }

    /// Nil when the number is no SIREN.
    package static func entry(_ siren: Int, _ value: UInt8) -> UInt64? {
        (0..<1_000_000_000).contains(siren) ? UInt64(siren) << 8 | UInt64(value) : nil
    }

    package var count: Int { keys.count }

    package subscript(siren: Int) -> UInt8? {
        guard (0..<1_000_000_000).contains(siren) else { return nil }
        let key = UInt32(siren)
        var place = Int(starts[Int(key >> Self.shift)])
        var end = Int(starts[Int(key >> Self.shift) + 1])
        while place < end {
            let middle = (place + end) / 2
            if keys[middle] == key { return values[middle] }
            if keys[middle] < key { place = middle + 1 } else { end = middle }
        }
        return nil
    }
}
