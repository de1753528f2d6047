/// The organisations of a segment that are on the map, in Morton's order: the world is cut in four, each quarter in four, and so on, so
/// that those of any such square follow one another. A look at a part of the map goes through what stands there, not through all.
struct DirectoryGround: Sendable {
    /// Numbers of organisations, and in the high bit whether the place is precise.
    private let documents: [UInt32]
    private let xs: [Int32]
    private let ys: [Int32]
    /// Those that are not on the map.
    let elsewhere: DocumentSet

    private static let precise: UInt32 = 1 << 31

    init(xs: [Int32], ys: [Int32], flags: [UInt8]) {
        elsewhere = DocumentSet(of: xs.count) { xs[$0] == DirectorySegment.offMap }
        var keyed: [(key: UInt64, document: UInt32)] = []
        keyed.reserveCapacity(xs.count)
        for document in xs.indices where xs[document] != DirectorySegment.offMap {
            keyed.append((Self.key(xs[document], ys[document]), UInt32(document)))
        }
        keyed.sort { ($0.key, $0.document) < ($1.key, $1.document) }
        documents = keyed.map { document in
            let isPrecise = flags[Int(document.document)] & DirectorySegment.isPrecise != 0
            return document.document | (isPrecise ? Self.precise : 0)
        }
        self.xs = keyed.map { xs[Int($0.document)] }
        self.ys = keyed.map { ys[Int($0.document)] }
    }

    /// The bits of both numbers in turn, those of `y` above.
    private static func key(_ x: Int32, _ y: Int32) -> UInt64 {
        func spread(_ number: Int32) -> UInt64 {
            var bits = UInt64(UInt32(bitPattern: number))
            bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
            bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
            bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
            bits = (bits | bits << 2) & 0x3333_3333_3333_3333
            return (bits | bits << 1) & 0x5555_5555_5555_5555
        }
        return spread(x) | spread(y) << 1
    }

    /// A square of the world: `x` and `y` count squares of its size, of two to the power of `shift` steps.
    private struct Node {
        let x, y, shift: Int32

        func child(_ place: Int32) -> Node { Node(x: x << 1 | place & 1, y: y << 1 | place >> 1, shift: shift - 1) }
        var box: (west: Int32, north: Int32, east: Int32, south: Int32) {
            let last = Int32(truncatingIfNeeded: 1 << Int(shift) - 1)
            return (x << shift, y << shift, x << shift + last, y << shift + last)
        }
    }

    /// Those of a set that are in the view, square by square of that size: each square is given with what was counted in it.
    func each(
        _ shift: Int32, in view: MapBox, among set: DocumentSet, _ body: (Int32, Int32, DirectoryMap.Square) -> Void
    ) {
        visit(Node(x: 0, y: 0, shift: 30), documents.startIndex..<documents.endIndex, shift, view, set, body)
    }

    private func visit(
        _ node: Node, _ range: Range<Int>, _ shift: Int32, _ view: MapBox, _ set: DocumentSet,
        _ body: (Int32, Int32, DirectoryMap.Square) -> Void
    ) {
        let box = node.box
        guard !range.isEmpty, box.west <= view.east, box.east >= view.west, box.north <= view.south,
            box.south >= view.north
        else { return }
        guard node.shift > shift else {
            let isWhole = view.contains(box.west, box.north) && view.contains(box.east, box.south)
            let square = counted(range, isWhole ? nil : view, set)
            if square.count > 0 { body(node.x, node.y, square) }
            return
        }
        var start = range.lowerBound
        for place in Int32(0)..<4 {
            let next = place == 3 ? range.upperBound : first(of: node.child(place + 1), in: start..<range.upperBound)
            visit(node.child(place), start..<next, shift, view, set, body)
            start = next
        }
    }

    /// The first one in a square or behind it.
    private func first(of node: Node, in range: Range<Int>) -> Int {
        let key = Self.key(node.x, node.y) << UInt64(2 * node.shift)
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if Self.key(xs[middle], ys[middle]) < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func counted(_ range: Range<Int>, _ view: MapBox?, _ set: DocumentSet) -> DirectoryMap.Square {
        var square = DirectoryMap.Square()
        documents.withUnsafeBufferPointer { documents in
            xs.withUnsafeBufferPointer { xs in
                ys.withUnsafeBufferPointer { ys in
                    set.asked { (isIn: (UInt32) -> Bool) in
                        for place in range {
                            let document = documents[place] & ~Self.precise
                            guard isIn(document), view?.contains(xs[place], ys[place]) ?? true else { continue }
                            square.add(
                                xs[place], ys[place], isPrecise: documents[place] & Self.precise != 0, document)
                        }
                    }
                }
            }
        }
        return square
    }
}
