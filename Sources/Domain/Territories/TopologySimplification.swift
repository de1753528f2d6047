import Foundation

extension Topology {
    /// Takes points out of the borders, the least noticeable first (Visvalingam and Whyatt: the point that makes the
    /// smallest triangle with its neighbours), until the next would change more than `tolerance` square metres or
    /// `target` points are left. Ends of arcs stay; a point stays when taking it out would make two lines cross; an island
    /// keeps at least three corners. Free-standing polygons under `smallestIsland` square metres go, except a shape's largest.
    package func simplified(tolerance: Double, target: Int = 0, smallestIsland: Double = 0) -> Topology {
        let unit = squareMetresPerCell
        guard unit > 0 else { return self }
        let largest = tolerance * 2 / unit
        var thinning = Thinning(arcs: arcs)
        thinning.run(until: target, heaviest: largest < 9e15 ? Int(largest) : Int.max)
        var thinner = self
        thinner.arcs = thinning.remaining()
        return thinner.withoutIslands(under: smallestIsland * 2 / unit)
    }

    /// What a square of the grid measures on the ground at the middle latitude.
    private var squareMetresPerCell: Double {
        guard let bounds = bounds() else { return 0 }
        let metresPerDegree = 6_371_008.8 * .pi / 180
        let shortening = cos((bounds.south + bounds.north) / 2 * .pi / 180)
        return transform.step.longitude * transform.step.latitude * metresPerDegree * metresPerDegree * shortening
    }

    private func withoutIslands(under twice: Double) -> Topology {
        let users = users()
        let kept = shapes.map { shape in
            var outline = outline(of: shape)
            let areas = outline.polygons.map { $0.first.map(twiceArea) ?? 0 }
            let largest = areas.max() ?? 0
            let order = zip(shape.polygons, outline.polygons).enumerated().filter { index, pair in
                let isFree = pair.0.joined().allSatisfy { users[arcIndex($0)].count == 1 }
                return !isFree || areas[index] == largest || Double(areas[index]) >= twice
            }
            outline.polygons = order.map { $0.element.1 }
            return outline
        }
        return Topology(transform: transform, outlines: kept, labels: labels)
    }
}

/// Arcs as chains from which points are taken, and where every remaining point is.
private struct Thinning {
    private var points: [Topology.Point] = []
    private var previous: [Int] = []
    private var next: [Int] = []
    private var version: [Int32] = []
    private var alive: [Bool] = []
    private let arcOf: [Int]
    private let starts: [Int]
    private let isClosed: [Bool]
    private var left: [Int]
    /// The arcs that are one straight line, by their ends: two of them would enclose nothing.
    private var straight: Set<[Topology.Point]> = []
    private var places: PointGrid
    private var candidates = CandidateHeap()

    init(arcs: [[Topology.Point]]) {
        var arcOf: [Int] = []
        var starts: [Int] = []
        for (number, arc) in arcs.enumerated() {
            starts.append(points.count)
            for index in arc.indices {
                previous.append(index == 0 ? -1 : points.count - 1)
                next.append(index == arc.count - 1 ? -1 : points.count + 1)
                points.append(arc[index])
                arcOf.append(number)
            }
        }
        self.arcOf = arcOf
        self.starts = starts
        isClosed = arcs.map { $0.first == $0.last }
        left = arcs.map(\.count)
        version = Array(repeating: 0, count: points.count)
        alive = Array(repeating: true, count: points.count)
        places = PointGrid(points)
        for arc in arcs where arc.count == 2 { straight.insert(ends(arc[0], arc[1])) }
    }

    mutating func run(until target: Int, heaviest: Int) {
        for point in points.indices { consider(point, atLeast: 0) }
        var count = points.count
        while count > target, let lightest = candidates.pop() {
            let point = lightest.point
            guard alive[point], lightest.version == version[point] else { continue }
            if lightest.weight > heaviest { return }
            guard mayGo(point) else { continue }
            remove(point)
            count -= 1
            consider(previous[point], atLeast: lightest.weight)
            consider(next[point], atLeast: lightest.weight)
        }
    }

    func remaining() -> [[Topology.Point]] {
        starts.map { start in
            var arc: [Topology.Point] = []
            var point = start
            while point >= 0 {
                arc.append(points[point])
                point = next[point]
            }
            return arc
        }
    }

    private mutating func consider(_ point: Int, atLeast floor: Int) {
        let (before, after) = (previous[point], next[point])
        guard before >= 0, after >= 0 else { return }
        version[point] += 1
        let area = abs(twiceArea([points[before], points[point], points[after]]))
        candidates.push(Candidate(weight: max(area, floor), point: point, version: version[point]))
    }

    private func mayGo(_ point: Int) -> Bool {
        let (a, b, c) = (points[previous[point]], points[point], points[next[point]])
        let arc = arcOf[point]
        if isClosed[arc] ? left[arc] <= 4 : left[arc] == 3 && straight.contains(ends(a, c)) { return false }
        return !places.isAnyPoint(inTriangle: a, b, c)
    }

    private mutating func remove(_ point: Int) {
        let (before, after) = (previous[point], next[point])
        next[before] = after
        previous[after] = before
        alive[point] = false
        places.remove(points[point])
        left[arcOf[point]] -= 1
        if left[arcOf[point]] == 2 { straight.insert(ends(points[before], points[after])) }
    }

    private func ends(_ a: Topology.Point, _ b: Topology.Point) -> [Topology.Point] {
        precedes(a, b) ? [a, b] : [b, a]
    }
}

/// A point that may go: the lightest first, then the first in order, so that the same file always gives the same lines.
private struct Candidate {
    let weight: Int
    let point: Int
    /// Outdated when the point's neighbours changed since.
    let version: Int32

    static func isLighter(_ a: Candidate, _ b: Candidate) -> Bool {
        a.weight < b.weight || a.weight == b.weight && a.point < b.point
    }
}

private struct CandidateHeap {
    private var heap: [Candidate] = []

    mutating func push(_ candidate: Candidate) {
        heap.append(candidate)
        var child = heap.count - 1
        while child > 0, Candidate.isLighter(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Candidate? {
        guard let top = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return top }
            if child + 1 < heap.count, Candidate.isLighter(heap[child + 1], heap[child]) { child += 1 }
            guard Candidate.isLighter(heap[child], heap[parent]) else { return top }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
