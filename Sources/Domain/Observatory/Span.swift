import Foundation

/// The longest distance between two places of a territory, as the crow flies (R10: near enough to meet).
package struct Span: Hashable, Sendable {
    /// Rounded to the nearest.
    package let kilometres: Int
    package let from, to: String

    /// Nil with fewer than two places.
    package init?(_ places: [(name: String, place: Topology.Place)]) {
        var longest = -1.0
        var ends = (0, 0)
        for (rank, one) in places.enumerated() {
            for (other, far) in places.enumerated().dropFirst(rank + 1) {
                let distance = Self.distance(one.place, far.place)
                if distance > longest { (longest, ends) = (distance, (rank, other)) }
            }
        }
        guard longest >= 0 else { return nil }
        kilometres = Int(longest.rounded())
        (from, to) = (places[ends.0].name, places[ends.1].name)
    }

    /// On a sphere of the Earth's mean radius, in kilometres (haversine).
    static func distance(_ one: Topology.Place, _ other: Topology.Place) -> Double {
        let degree = Double.pi / 180
        let (height, breadth) = (
            sin((other.latitude - one.latitude) * degree / 2), sin((other.longitude - one.longitude) * degree / 2)
        )
        let chord = height * height + cos(one.latitude * degree) * cos(other.latitude * degree) * breadth * breadth
        return 2 * 6371.0088 * asin(min(1, chord.squareRoot()))
    }
}

extension Topology {
    /// The middle of each shape's rectangle: near enough to measure how far communes are from one another.
    package func middles() -> [String: Place] {
        shapes.reduce(into: [:]) { middles, shape in
            let points = outline(of: shape).polygons.joined().joined()
            guard let first = points.first else { return }
            var (low, high) = (first, first)
            for point in points {
                low = Point(min(low.x, point.x), min(low.y, point.y))
                high = Point(max(high.x, point.x), max(high.y, point.y))
            }
            middles[shape.code] = transform.place(of: Point((low.x + high.x) / 2, (low.y + high.y) / 2))
        }
    }
}
