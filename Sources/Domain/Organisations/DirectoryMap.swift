/// What part of the map is looked at; nil lets the answers decide.
package struct MapRequest: Hashable, Sendable {
    package var view: MapBox?
    package init(view: MapBox? = nil) { self.view = view }
}

/// The answers on the map: those that are near one another drawn as one.
package struct DirectoryMap: Sendable {
    package struct Cluster: Hashable, Sendable {
        package let count: Int
        /// The middle of its organisations.
        package let x, y: Int32
        /// What holds them all.
        package let box: MapBox
        /// Every one of them is only known to be somewhere in its commune.
        package let isVague: Bool
        /// The organisation, when there is but one.
        package let only: ID<Organisation>?
        /// Slug of the commune of the one most likely to be looked for, when it is known.
        package let commune: String

        /// Both drawn as one, named after this one.
        func joined(with other: Cluster) -> Cluster {
            let all = count + other.count
            return Cluster(
                count: all, x: Int32((Int(x) * count + Int(other.x) * other.count) / all),
                y: Int32((Int(y) * count + Int(other.y) * other.count) / all), box: box.union(other.box),
                isVague: isVague && other.isVague, only: nil, commune: commune)
        }
    }

    package let frame: MapFrame
    package let clusters: [Cluster]
    /// How many answers have no place, and how many are outside of the view.
    package let placeless: Int
    package let outside: Int

    private static let width = 640
    private static let lowest = 380
    private static let highest = 680
    /// Some so many squares from side to side.
    private static let squares = 11
    /// Discs whose middles are so near one another in the drawing cover one another.
    private static let touching = 30.0
    /// Some 150 metres: a closer look would show what addresses do not know.
    package static let closest = 6_000
    /// Some twenty kilometres around what is found, unless somebody asks for a closer look.
    private static let near = 800_000

    init(_ index: DirectoryIndex, _ found: [DirectoryIndex.Found], _ request: MapRequest) {
        let shown = request.view ?? DirectoryMap.bounds(index, found)
        let height = min(max(Self.width * shown.height / max(1, shown.width), Self.lowest), Self.highest)
        frame = MapFrame(showing: shown, width: Self.width, height: height)
        let view = frame.view
        var grid = Grid(view, squares: Self.squares)
        var (placeless, outside) = (0, 0)
        for (number, segment) in index.segments.enumerated() {
            let counts = grid.add(found[number], segment, number, in: view)
            placeless += counts.placeless
            outside += counts.outside
        }
        (self.placeless, self.outside) = (placeless, outside)
        clusters = DirectoryMap.apart(grid.clusters(index), by: DirectoryMap.touching * frame.scale)
    }

    /// Neighbours whose discs would cover one another become one, the largest first.
    private static func apart(_ clusters: [Cluster], by distance: Double) -> [Cluster] {
        var kept: [Cluster] = []
        for cluster in clusters.sorted(by: { ($1.count, $0.x, $0.y) < ($0.count, $1.x, $1.y) }) {
            let near = kept.firstIndex { other in
                let (east, south) = (Double(other.x) - Double(cluster.x), Double(other.y) - Double(cluster.y))
                return east * east + south * south < distance * distance
            }
            if let near { kept[near] = kept[near].joined(with: cluster) } else { kept.append(cluster) }
        }
        return kept
    }

    /// What holds the answers, but for one in two hundred on each side: a wrong longitude must not shrink the map.
    private static func bounds(_ index: DirectoryIndex, _ found: [DirectoryIndex.Found]) -> MapBox {
        let all = 1 << 10
        let shift = 20
        var columns = [Int](repeating: 0, count: all)
        var rows = [Int](repeating: 0, count: all)
        var total = 0
        func each(_ body: (Int32, Int32) -> Void) {
            for (number, segment) in index.segments.enumerated() {
                for document in found[number].documents where segment.xs[Int(document)] != DirectorySegment.offMap {
                    body(segment.xs[Int(document)], segment.ys[Int(document)])
                }
            }
        }
        each { x, y in
            columns[Int(x) >> shift] += 1
            rows[Int(y) >> shift] += 1
            total += 1
        }
        func ends(_ counts: [Int]) -> ClosedRange<Int> {
            var (low, high, dropped) = (0, all - 1, 0)
            while low < high, dropped + counts[low] <= total / 200 { (dropped, low) = (dropped + counts[low], low + 1) }
            dropped = 0
            while high > low, dropped + counts[high] <= total / 200 {
                (dropped, high) = (dropped + counts[high], high - 1)
            }
            return low...high
        }
        let (wide, tall) = (ends(columns), ends(rows))
        let box: MapBox?
        var (west, north, east, south) = (Int32.max, Int32.max, Int32.min, Int32.min)
        each { x, y in
            guard wide.contains(Int(x) >> shift), tall.contains(Int(y) >> shift) else { return }
            (west, east) = (min(west, x), max(east, x))
            (north, south) = (min(north, y), max(south, y))
        }
        box = MapBox(west: west, north: north, east: east, south: south)
        // Nothing to show: France.
        let france = MapBox("-5.3,42.2,8.3,51.2")
        let held = box ?? france ?? MapBox(west: 0, north: 0, east: Int32.max >> 1, south: Int32.max >> 1)
        return (held ?? MapBox.whole).padded((held?.width ?? 0) / 25, least: near)
    }
}

extension MapBox {
    /// The whole world.
    package static let whole = MapBox(everything: ())
    private init(everything: Void) {
        (west, north, east, south) = (0, 0, Int32(DirectoryPoint.world - 1), Int32(DirectoryPoint.world - 1))
    }
}
