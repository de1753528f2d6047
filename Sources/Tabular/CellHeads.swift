/// With which two bytes a cell may begin to be worth looking at: a bit for each pair.
package struct CellHeads: Sendable {
    let bits: [UInt64]

    /// `pairs` holds 1 024 words: the bit `head & 63` of the word `head >> 6` is that of a cell whose first two bytes make
    /// `head`, the first one being the higher, zeros for those that it has not.
    package init(pairs: [UInt64]) {
        precondition(pairs.count == 1024)
        bits = pairs
    }

    /// The cells that a rule keeps, asked of every pair: it is given what `ScannedCell.code` would be of the pair alone.
    package init(where isKept: (UInt64) -> Bool) {
        var bits = [UInt64](repeating: 0, count: 1024)
        for head in 0..<65_536 where isKept(UInt64(head) << 48) { bits[head >> 6] |= 1 << UInt64(head & 63) }
        self.bits = bits
    }

    /// As well as these, cells that begin as the code does.
    package func with(_ code: UInt64) -> CellHeads {
        var bits = bits
        bits[Int(code >> 54)] |= 1 << (code >> 48 & 63)
        return CellHeads(pairs: bits)
    }
}
