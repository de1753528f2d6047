/// The remaining points by square, to know quickly whether a triangle holds one.
struct PointGrid {
    private struct Cell: Hashable {
        let x: Int
        let y: Int
    }

    private var cells: [Cell: [Topology.Point]] = [:]
    private let size: Int

    init(_ points: [Topology.Point]) {
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        let width = Double((xs.max() ?? 0) - (xs.min() ?? 0))
        let height = Double((ys.max() ?? 0) - (ys.min() ?? 0))
        size = max(1, Int((width * height * 4 / Double(max(1, points.count))).squareRoot()))
        for point in points { cells[cell(of: point), default: []].append(point) }
    }

    mutating func remove(_ point: Topology.Point) {
        let cell = cell(of: point)
        if let index = cells[cell]?.firstIndex(of: point) { _ = cells[cell]?.remove(at: index) }
    }

    /// Whether a point other than the corners lies in the triangle or on its sides.
    func isAnyPoint(inTriangle a: Topology.Point, _ b: Topology.Point, _ c: Topology.Point) -> Bool {
        let low = cell(of: Topology.Point(min(a.x, b.x, c.x), min(a.y, b.y, c.y)))
        let high = cell(of: Topology.Point(max(a.x, b.x, c.x), max(a.y, b.y, c.y)))
        for x in low.x...high.x {
            for y in low.y...high.y {
                for point in cells[Cell(x: x, y: y)] ?? [] where point != a && point != b && point != c {
                    if side(of: point, in: [a, b, c]) != .outside { return true }
                }
            }
        }
        return false
    }

    private func cell(of point: Topology.Point) -> Cell {
        Cell(
            x: Int((Double(point.x) / Double(size)).rounded(.down)),
            y: Int((Double(point.y) / Double(size)).rounded(.down)))
    }
}
