extension Topology {
    /// Merges shapes by group (communes into a Pays, an EPCI, a département): a border with the same group on both sides
    /// vanishes and the rings are rebuilt, islands and holes included. Shapes that `groups` does not name are left out.
    package func dissolved(by groups: [String: String]) -> Topology {
        var members: [String: [Shape]] = [:]
        for shape in shapes {
            guard let group = groups[shape.code] else { continue }
            members[group, default: []].append(shape)
        }
        let outlines = members.keys.sorted().map { group in
            Outline(code: group, polygons: mergedPolygons(of: members[group] ?? []))
        }
        return Topology(transform: transform, outlines: outlines)
    }

    /// The polygons that the shapes make together.
    func mergedPolygons(of shapes: [Shape]) -> [[[Point]]] {
        var balance: [Int: Int] = [:]
        for reference in shapes.flatMap({ $0.polygons.joined().joined() }) {
            balance[arcIndex(reference), default: 0] += reference >= 0 ? 1 : -1
        }
        var kept: [Int] = []
        for (index, count) in balance.sorted(by: { $0.key < $1.key }) where count != 0 {
            kept.append(count > 0 ? index : ~index)
        }
        return Topology.polygons(from: loops(of: kept))
    }

    /// Chains directed arcs, the interior on their left, into simple loops.
    private func loops(of references: [Int]) -> [[Point]] {
        var departures: [Point: [Int]] = [:]
        for reference in references.reversed() {
            guard let start = points(along: reference).first else { continue }
            departures[start, default: []].append(reference)
        }
        var loops: [[Point]] = []
        for reference in references {
            guard let start = points(along: reference).first,
                let position = departures[start]?.firstIndex(of: reference)
            else { continue }
            departures[start]?.remove(at: position)
            var walk = points(along: reference)
            while walk.last != start {
                guard let next = takeNext(after: walk, from: &departures) else { break }
                walk.append(contentsOf: points(along: next).dropFirst())
            }
            if walk.last == start { loops.append(contentsOf: simpleLoops(of: walk)) }
        }
        return loops
    }

    /// Leaves a node by the first arc clockwise from where the walk came, which keeps the same interior on the left.
    private func takeNext(after walk: [Point], from departures: inout [Point: [Int]]) -> Int? {
        guard walk.count > 1, let node = walk.last, let choices = departures[node], !choices.isEmpty else { return nil }
        var best = 0
        if choices.count > 1 {
            let back = walk[walk.count - 2]
            for candidate in 1..<choices.count {
                let a = points(along: choices[candidate])[1]
                let b = points(along: choices[best])[1]
                if comesFirst(a, before: b, clockwiseFrom: back, around: node) { best = candidate }
            }
        }
        return departures[node]?.remove(at: best)
    }

    /// Sorts holes into the outsides that contain them; the smallest outside around a hole owns it.
    static func polygons(from loops: [[Point]]) -> [[[Point]]] {
        let outsides = loops.filter { twiceArea($0) > 0 }.sorted { twiceArea($0) < twiceArea($1) }
        var polygons = outsides.map { [$0] }
        for hole in loops where twiceArea(hole) < 0 {
            let owner = outsides.firstIndex { outside in
                for point in hole {
                    let side = side(of: point, in: outside)
                    if side != .on { return side == .inside }
                }
                return false
            }
            if let owner { polygons[owner].append(hole) }
        }
        return polygons.reversed()
    }
}

/// Cuts a closed walk wherever it passes twice by the same point, so that each loop is simple.
private func simpleLoops(of walk: [Topology.Point]) -> [[Topology.Point]] {
    var loops: [[Topology.Point]] = []
    var path: [Topology.Point] = []
    var position: [Topology.Point: Int] = [:]
    for point in walk {
        if let start = position[point] {
            let loop = Array(path[start...])
            for passed in loop { position[passed] = nil }
            path.removeSubrange(start...)
            if loop.count > 2 { loops.append(loop) }
        }
        position[point] = path.count
        path.append(point)
    }
    return loops
}

/// Whether the ray node→a is met before node→b when turning clockwise from node→origin; exact.
private func comesFirst(
    _ a: Topology.Point, before b: Topology.Point, clockwiseFrom origin: Topology.Point, around node: Topology.Point
) -> Bool {
    typealias Vector = (x: Int, y: Int)
    func ray(_ point: Topology.Point) -> Vector { (point.x - node.x, point.y - node.y) }
    func cross(_ u: Vector, _ v: Vector) -> Int { u.x * v.y - u.y * v.x }
    func dot(_ u: Vector, _ v: Vector) -> Int { u.x * v.x + u.y * v.y }
    let start = ray(origin)
    /// 0: strictly within the first half turn; 1: opposite; 2: in the second half turn; 3: a full turn.
    func sector(_ v: Vector) -> Int {
        let turn = cross(start, v)
        if turn == 0 { return dot(start, v) > 0 ? 3 : 1 }
        return turn < 0 ? 0 : 2
    }
    let (u, v) = (ray(a), ray(b))
    let (first, second) = (sector(u), sector(v))
    return first == second ? cross(u, v) < 0 : first < second
}
