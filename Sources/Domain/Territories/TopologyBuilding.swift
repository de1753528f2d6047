extension Topology {
    /// Finds the borders that the outlines share and stores each once. Outsides are turned anticlockwise, holes clockwise;
    /// repeated points and rings without area are left out.
    package init(transform: Transform, outlines: [Outline], labels: [String: Point] = [:]) {
        let tidy = outlines.map { Outline(code: $0.code, polygons: tidied($0.polygons)) }
        let junctions = Topology.junctions(of: tidy)
        var pool = ArcPool()
        let shapes = tidy.map { outline in
            Shape(
                code: outline.code,
                polygons: outline.polygons.map { polygon in
                    polygon.map { ring in pool.references(for: ring, cutAt: junctions) }
                })
        }
        self.init(transform: transform, arcs: pool.arcs, shapes: shapes, labels: labels)
    }

    /// The points where borders meet or part: those that two visits reach between different pairs of neighbours.
    static func junctions(of outlines: [Outline]) -> Set<Point> {
        struct Pair: Equatable {
            let low: Point
            let high: Point
            init(_ a: Point, _ b: Point) { (low, high) = precedes(a, b) ? (a, b) : (b, a) }
        }
        var visits: [Point: Pair] = [:]
        var junctions: Set<Point> = []
        for outline in outlines {
            for polygon in outline.polygons {
                for ring in polygon {
                    for (index, point) in ring.enumerated() {
                        let before = ring[index == 0 ? ring.count - 1 : index - 1]
                        let after = ring[index == ring.count - 1 ? 0 : index + 1]
                        let pair = Pair(before, after)
                        guard let known = visits[point] else {
                            visits[point] = pair
                            continue
                        }
                        if known != pair { junctions.insert(point) }
                    }
                }
            }
        }
        return junctions
    }
}

/// An order of points, so that an arc and its reverse have one spelling.
func precedes(_ a: Topology.Point, _ b: Topology.Point) -> Bool { (a.x, a.y) < (b.x, b.y) }

private func tidied(_ polygons: [[[Topology.Point]]]) -> [[[Topology.Point]]] {
    polygons.compactMap { polygon in
        var rings: [[Topology.Point]] = []
        for (index, ring) in polygon.enumerated() {
            var points = withoutRepeats(ring)
            let area = twiceArea(points)
            if points.count < 3 || area == 0 {
                if index == 0 { return nil }
                continue
            }
            if (area > 0) != (index == 0) { points.reverse() }
            rings.append(points)
        }
        return rings.isEmpty ? nil : rings
    }
}

private func withoutRepeats(_ ring: [Topology.Point]) -> [Topology.Point] {
    var points: [Topology.Point] = []
    points.reserveCapacity(ring.count)
    for point in ring where points.last != point { points.append(point) }
    while points.count > 1, points.first == points.last { points.removeLast() }
    return points
}

/// The arcs met so far, each under the spelling that its reverse shares.
private struct ArcPool {
    private(set) var arcs: [[Topology.Point]] = []
    private var known: [[Topology.Point]: Int] = [:]

    mutating func references(for ring: [Topology.Point], cutAt junctions: Set<Topology.Point>) -> Topology.Ring {
        let cuts = ring.indices.filter { junctions.contains(ring[$0]) }
        guard let first = cuts.first else { return [reference(to: closedFromLowest(ring))] }
        var references: Topology.Ring = []
        for (index, start) in cuts.enumerated() {
            let end = index + 1 < cuts.count ? cuts[index + 1] : first + ring.count
            references.append(reference(to: (start...end).map { ring[$0 % ring.count] }))
        }
        return references
    }

    private mutating func reference(to arc: [Topology.Point]) -> Int {
        let (spelling, reversed) = canonical(arc)
        if let index = known[spelling] { return reversed ? ~index : index }
        arcs.append(spelling)
        known[spelling] = arcs.count - 1
        return reversed ? ~(arcs.count - 1) : arcs.count - 1
    }

    private func canonical(_ arc: [Topology.Point]) -> (spelling: [Topology.Point], reversed: Bool) {
        var low = 0
        var high = arc.count - 1
        while low < high, arc[low] == arc[high] {
            low += 1
            high -= 1
        }
        let reversed = low < high && precedes(arc[high], arc[low])
        return (reversed ? arc.reversed() : arc, reversed)
    }

    /// A ring that meets no other, closed and starting at its lowest point, so that a hole and what fills it agree.
    private func closedFromLowest(_ ring: [Topology.Point]) -> [Topology.Point] {
        let lowest = ring.indices.min { precedes(ring[$0], ring[$1]) } ?? 0
        return Array(ring[lowest...] + ring[...lowest])
    }
}
