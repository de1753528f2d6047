import CTabular

/// Where the cells of the row a `RowScanner` stands on are; it is nothing any more once the scanner moves. Apart from the
/// scanner so that asking for a cell does not cost a copy of it.
package struct ScannedRow {
    let bytes: UnsafeMutablePointer<UInt8>
    let ends: UnsafeMutablePointer<UInt64>
    let before: UnsafeMutablePointer<UInt32>
    /// Where it begins in the window, and how many marks precede it.
    var start: Int
    var base: UInt32
    /// How many cells it has.
    package internal(set) var count: Int

    /// From 0; empty when the row has no such cell.
    package func cell(_ column: Int) -> ScannedCell {
        guard column >= 0, column < count else {
            return ScannedCell(raw: UnsafeRawBufferPointer(start: bytes, count: 0))
        }
        let cell = ctabular_cell(ends, before, start, base, UInt32(truncatingIfNeeded: column))
        return ScannedCell(
            raw: UnsafeRawBufferPointer(start: bytes + Int(cell.start), count: Int(cell.stop &- cell.start)))
    }
}
