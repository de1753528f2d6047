extension DirectoryMap {
    /// What is counted in a square of the map.
    struct Square {
        private(set) var count = 0
        private(set) var (sumX, sumY) = (0, 0)
        private(set) var (west, north, east, south) = (Int32.max, Int32.max, Int32.min, Int32.min)
        private(set) var precise = 0
        /// The one most likely to be looked for.
        private(set) var document = UInt32.max
        var segment = 0

        @inline(__always)
        mutating func add(_ x: Int32, _ y: Int32, isPrecise: Bool, _ document: UInt32) {
            self.document = min(self.document, document)
            count &+= 1
            sumX &+= Int(x)
            sumY &+= Int(y)
            (west, east) = (min(west, x), max(east, x))
            (north, south) = (min(north, y), max(south, y))
            if isPrecise { precise &+= 1 }
        }

        /// What another segment has there, which keeps its own first one.
        mutating func add(_ other: Square) {
            if count == 0 { (document, segment) = (other.document, other.segment) }
            count += other.count
            (sumX, sumY) = (sumX + other.sumX, sumY + other.sumY)
            (west, east) = (min(west, other.west), max(east, other.east))
            (north, south) = (min(north, other.north), max(south, other.south))
            precise += other.precise
        }
    }

    /// Squares of the map, halves of halves of the world so that they stay where they are when the view moves.
    struct Grid {
        private let shift: Int32
        private let (left, top): (Int32, Int32)
        private let columns: Int
        private var squares: [Square]

        init(_ view: MapBox, squares: Int) {
            let wanted = max(1, max(view.width, view.height) / squares)
            var shift: Int32 = 0
            while 1 << Int(shift) < wanted { shift += 1 }
            // Nearest power of two, not the next one.
            if shift > 0, 3 << Int(shift) > wanted * 4 { shift -= 1 }
            self.shift = shift
            (left, top) = (view.west >> shift, view.north >> shift)
            columns = Int(view.east >> shift - left) + 1
            self.squares = Array(repeating: Square(), count: columns * (Int(view.south >> shift - top) + 1))
        }

        private func place(_ x: Int32, _ y: Int32) -> Int { Int(y - top) * columns + Int(x - left) }

        /// Puts organisations of a segment in their squares; returns how many have no place, or one out of the view.
        mutating func add(
            _ found: DirectoryIndex.Found, _ segment: DirectorySegment, _ number: Int, in view: MapBox
        ) -> (placeless: Int, outside: Int) {
            // A few are gone through one by one, many by where they stand.
            guard let set = found.set, found.documents.count > max(1000, segment.count / 16) else {
                return add(found.documents, segment, number, in: view)
            }
            var inside = 0
            segment.ground.each(shift, in: view, among: set) { x, y, square in
                var square = square
                square.segment = number
                squares[place(x, y)].add(square)
                inside += square.count
            }
            let placeless = segment.ground.elsewhere.countShared(with: set)
            return (placeless, found.documents.count - placeless - inside)
        }

        private mutating func add(
            _ documents: [UInt32], _ segment: DirectorySegment, _ number: Int, in view: MapBox
        ) -> (placeless: Int, outside: Int) {
            var (placeless, outside) = (0, 0)
            var mine = [Square](repeating: Square(), count: squares.count)
            for document in documents {
                let (x, y) = (segment.xs[Int(document)], segment.ys[Int(document)])
                guard view.contains(x, y) else {
                    if x == DirectorySegment.offMap { placeless += 1 } else { outside += 1 }
                    continue
                }
                let isPrecise = segment.flags[Int(document)] & DirectorySegment.isPrecise != 0
                mine[place(x >> shift, y >> shift)].add(x, y, isPrecise: isPrecise, document)
            }
            for place in mine.indices where mine[place].count > 0 {
                mine[place].segment = number
                squares[place].add(mine[place])
            }
            return (placeless, outside)
        }

        func clusters(_ index: DirectoryIndex) -> [Cluster] {
            squares.compactMap { (square: Square) in
                guard square.count > 0,
                    let box = MapBox(west: square.west, north: square.north, east: square.east, south: square.south)
                else { return nil }
                let segment = index.segments[square.segment]
                let territories = segment.territoriesOfPlace.range(Int(segment.places[Int(square.document)]))
                let first = segment.territoriesOfPlace.values[territories].first
                let commune = first.map { index.territories.keys[Int($0)] } ?? ""
                return Cluster(
                    count: square.count, x: Int32(square.sumX / square.count), y: Int32(square.sumY / square.count),
                    box: box, isVague: square.precise == 0,
                    only: square.count == 1 ? ID(rawValue: segment.ids[Int(square.document)]) : nil, commune: commune)
            }
        }
    }
}
