import CTabular

/// Counts line ends as the window moves over them.
struct LineCounter {
    private(set) var total = 0
    private var counted = 0
    private var isAfterReturn = false

    mutating func count(_ bytes: UnsafePointer<UInt8>, to place: Int) {
        guard place > counted else { return }
        total += ctabular_count_lines(bytes + counted, place - counted, 0)
        if isAfterReturn, bytes[counted] == 0x0A { total -= 1 }
        isAfterReturn = bytes[place - 1] == 0x0D
        counted = place
    }

    mutating func shift(by done: Int) { counted -= done }
}
