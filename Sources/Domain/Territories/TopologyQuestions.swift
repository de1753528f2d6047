import Foundation

extension Topology {
    /// A rectangle of longitudes and latitudes, in degrees.
    package struct Bounds: Equatable, Sendable {
        package var west: Double
        package var south: Double
        package var east: Double
        package var north: Double

        package init(west: Double, south: Double, east: Double, north: Double) {
            self.west = west
            self.south = south
            self.east = east
            self.north = north
        }
    }

    /// What contains every shape, or those of `codes`; nil when there is nothing.
    package func bounds(of codes: Set<String>? = nil) -> Bounds? {
        var low: Point?
        var high: Point?
        for shape in shapes where codes?.contains(shape.code) ?? true {
            for reference in shape.polygons.joined().joined() {
                for point in arcs[arcIndex(reference)] {
                    low = Point(min(low?.x ?? point.x, point.x), min(low?.y ?? point.y, point.y))
                    high = Point(max(high?.x ?? point.x, point.x), max(high?.y ?? point.y, point.y))
                }
            }
        }
        guard let low = low.map(transform.place), let high = high.map(transform.place) else { return nil }
        return Bounds(west: low.longitude, south: low.latitude, east: high.longitude, north: high.latitude)
    }

    /// Which shapes use each arc, in the order of `arcs`: two for a border, one for a coast.
    package func users() -> [[String]] {
        var users: [[String]] = Array(repeating: [], count: arcs.count)
        for shape in shapes {
            for reference in shape.polygons.joined().joined() { users[arcIndex(reference)].append(shape.code) }
        }
        return users
    }

    /// For each shape, those it shares a piece of border with (R10: a coherent territory is in one piece).
    package func neighbours() -> [String: Set<String>] {
        var neighbours = Dictionary(shapes.map { ($0.code, Set<String>()) }) { first, _ in first }
        for users in users() where users.count > 1 {
            for user in users { neighbours[user]?.formUnion(users.filter { $0 != user }) }
        }
        return neighbours
    }

    /// The pieces that the territories of `codes` make when neighbours are put together: one when they are contiguous.
    package func pieces(of codes: Set<String>) -> [Set<String>] {
        let neighbours = neighbours()
        var left = codes.intersection(neighbours.keys)
        var pieces: [Set<String>] = []
        while let start = left.min() {
            var piece: Set<String> = [start]
            var front: Set<String> = [start]
            while !front.isEmpty {
                let reached = front.reduce(into: Set<String>()) { $0.formUnion(neighbours[$1] ?? []) }
                front = reached.intersection(left).subtracting(piece)
                piece.formUnion(front)
            }
            left.subtract(piece)
            pieces.append(piece)
        }
        return pieces
    }

    /// Square kilometres, on a sphere of the Earth's mean radius (6 371.0088 km); within 0.5 % of the ellipsoid.
    package func area(of code: String) -> Double {
        guard let outline = outline(of: code) else { return 0 }
        return outline.polygons.joined().reduce(0) { $0 + sphericalArea($1) }
    }

    /// Positive when anticlockwise, so that holes subtract themselves.
    private func sphericalArea(_ ring: [Point]) -> Double {
        guard var previous = ring.last.map(transform.place) else { return 0 }
        var sum = 0.0
        for place in ring.map(transform.place) {
            let turn = (previous.longitude - place.longitude) * .pi / 180
            let height = 2 + sin(previous.latitude * .pi / 180) + sin(place.latitude * .pi / 180)
            sum += turn * height
            previous = place
        }
        return sum / 2 * 6371.0088 * 6371.0088
    }

    /// A territory as the coordinates of a GeoJSON MultiPolygon (RFC 7946): closed rings of [longitude, latitude], the
    /// outside anticlockwise, rounded to `decimals` (5 is about a metre).
    package func coordinates(of code: String, decimals: Int = 5) -> [[[[Double]]]] {
        guard let outline = outline(of: code) else { return [] }
        let unit = (0..<max(0, decimals)).reduce(1.0) { product, _ in product * 10 }
        func rounded(_ point: Point) -> [Double] {
            let place = transform.place(of: point)
            return [(place.longitude * unit).rounded() / unit, (place.latitude * unit).rounded() / unit]
        }
        return outline.polygons.map { polygon in
            polygon.map { ring in (ring + ring.prefix(1)).map(rounded) }
        }
    }
}
