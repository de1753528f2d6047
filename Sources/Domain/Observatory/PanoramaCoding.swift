/// The cells of one commune as bytes: keys in their order, each as its distance from the one before, then its four counts,
/// all as numbers of seven bits a byte. The same cells always give the same bytes; a cell takes some eight of them.
package enum PanoramaCoding {
    package typealias Cell = (key: PanoramaKey, counts: PanoramaCounts)

    package struct Damaged: Error {}

    /// Cells of one commune, by key.
    package static func bytes(of cells: some Sequence<Cell>) -> [UInt8] {
        var bytes: [UInt8] = []
        var last: UInt64 = 0
        for cell in cells {
            let word = cell.key.anywhere.word
            append(word &- last, to: &bytes)
            for count in [cell.counts.all, cell.counts.active, cell.counts.employers, cell.counts.seats] {
                append(UInt64(count), to: &bytes)
            }
            last = word
        }
        return bytes
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Adds each cell to a tally, in which the commune is forgotten.
    package static func forEach(
        in bytes: some Collection<UInt8>, _ body: (PanoramaKey, PanoramaCounts) throws -> Void
    ) throws {
        var place = bytes.startIndex
        var word: UInt64 = 0
        func number() throws -> UInt64 {
            var (value, shift): (UInt64, UInt64) = (0, 0)
            while place < bytes.endIndex, shift < 64 {
                let byte = bytes[place]
                place = bytes.index(after: place)
                value |= UInt64(byte & 127) << shift
                if byte < 128 { return value }
                shift += 7
            }
            throw Damaged()
        }
        while place < bytes.endIndex {
            word &+= try number()
            var counts = PanoramaCounts()
            counts.all = UInt32(truncatingIfNeeded: try number())
            counts.active = UInt32(truncatingIfNeeded: try number())
            counts.employers = UInt32(truncatingIfNeeded: try number())
            counts.seats = UInt32(truncatingIfNeeded: try number())
            try body(PanoramaKey(word: word), counts)
        }
    }
}
