/// Chance that is the same every time (SplitMix64).
struct Chance {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }
    /// True so many times in a thousand.
    mutating func happens(_ perThousand: Int) -> Bool { below(1000) < perThousand }
    /// Below `count`, small ones more often: as often as the inverse of their rank, or nearly.
    mutating func skewed(_ count: Int) -> Int {
        let bits = 64 - (count - 1).leadingZeroBitCount
        return below(min(count, 1 << below(bits + 1)))
    }
    mutating func one<Item>(of items: [Item]) -> Item { items[below(items.count)] }
}

/// A row written cell by cell; a cell left out is empty.
struct NationalRow {
    private(set) var bytes: [UInt8] = []
    private var column = 0

    /// Cells are given in the order of the columns.
    mutating func set(_ column: Int, _ text: [UInt8]) {
        moveTo(column)
        bytes += text
    }

    mutating func set(_ column: Int, _ text: StaticString) {
        moveTo(column)
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func set(_ column: Int, _ number: Int, digits: Int) {
        moveTo(column)
        append(number, digits: digits)
    }

    mutating func append(_ number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(0x30 + number / divisor % 10))
            divisor /= 10
        }
    }

    mutating func date(_ column: Int, _ chance: inout Chance) {
        set(column, 1960 + chance.below(66), digits: 4)
        bytes.append(0x2D)
        append(1 + chance.below(12), digits: 2)
        bytes.append(0x2D)
        append(1 + chance.below(28), digits: 2)
    }

    /// Letters that a name is made of, quoted when it must be: commas, quotes and line ends in some.
    mutating func name(_ column: Int, _ chance: inout Chance, syllables: Int) {
        moveTo(column)
        var text: [UInt8] = []
        for _ in 0..<(1 + chance.below(syllables)) { text += chance.one(of: Self.syllables) }
        if chance.happens(975) {
            bytes += text
            return
        }
        bytes.append(0x22)
        bytes += text
        bytes += chance.one(of: Self.quoted)
        bytes.append(0x22)
    }

    mutating func end(columns: Int) {
        moveTo(columns - 1)
        bytes.append(0x0A)
        column = 0
    }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    private mutating func moveTo(_ wanted: Int) {
        while column < wanted {
            bytes.append(0x2C)
            column += 1
        }
    }

    private static let syllables: [[UInt8]] = bytes([
        "KER", "LAN", "PLOU", "AVEL", "MOR", "BRE", "TI", "GWENN", "ROZ", " ", "SAINT ", "É", "DU ", "LES ", "EN",
        "ASSO", "CO", "OP", "MER", "TAL", " DE ", "RUE",
    ])
    /// What makes a name need quotes, as it is written between them.
    private static let quoted: [[UInt8]] = bytes([", ET FILS", " DIT \"\"LE PHARE\"\"", "\nA", ", \"\"X\"\""])

    private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
