/// Shapes that share their borders, as in TopoJSON: each piece of border (an arc) is stored once, on an integer grid,
/// so that two neighbours touch exactly, whatever is done to the border afterwards.
package struct Topology: Equatable, Sendable {
    /// A node of the grid; what it is worth in degrees is said by `transform`.
    package struct Point: Hashable, Sendable {
        package var x: Int
        package var y: Int

        package init(_ x: Int, _ y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A place on Earth: WGS84 longitude and latitude, in degrees.
    package struct Place: Hashable, Sendable {
        package var longitude: Double
        package var latitude: Double

        package init(longitude: Double, latitude: Double) {
            self.longitude = longitude
            self.latitude = latitude
        }
    }

    /// From the grid to degrees: `origin + point × step`; both steps are positive, so y goes north.
    package struct Transform: Hashable, Sendable {
        package let origin: Place
        package let step: Place

        package init(origin: Place, step: Place) {
            self.origin = origin
            self.step = step
        }

        /// Hundred-thousandths of a degree (about a metre): the grid on which real contours are read.
        package static let fine = Transform(
            origin: Place(longitude: 0, latitude: 0), step: Place(longitude: 1e-5, latitude: 1e-5))

        package func place(of point: Point) -> Place {
            Place(
                longitude: origin.longitude + Double(point.x) * step.longitude,
                latitude: origin.latitude + Double(point.y) * step.latitude)
        }

        package func point(nearest place: Place) -> Point {
            Point(
                Int(((place.longitude - origin.longitude) / step.longitude).rounded()),
                Int(((place.latitude - origin.latitude) / step.latitude).rounded()))
        }
    }

    /// A closed line as arc references: `n ≥ 0` is arc n as stored, `~n` is arc n walked backwards.
    package typealias Ring = [Int]

    /// A territory's outline: polygons of rings, the first ring being the outside (anticlockwise), the others holes.
    package struct Shape: Equatable, Sendable {
        package let code: String
        package var polygons: [[Ring]]

        package init(code: String, polygons: [[Ring]]) {
            self.code = code
            self.polygons = polygons
        }
    }

    package let transform: Transform
    package internal(set) var arcs: [[Point]]
    package internal(set) var shapes: [Shape]
    /// Where to write a territory's name, when its drawing says so.
    package internal(set) var labels: [String: Point]

    init(transform: Transform, arcs: [[Point]], shapes: [Shape], labels: [String: Point] = [:]) {
        self.transform = transform
        self.arcs = arcs
        self.shapes = shapes
        self.labels = labels
    }

    package var codes: [String] { shapes.map(\.code) }

    /// How many points all the borders have together: what a drawing weighs.
    package var pointCount: Int { arcs.reduce(0) { $0 + $1.count } }

    package func shape(_ code: String) -> Shape? { shapes.first { $0.code == code } }

    /// The territories of `codes` alone, with the arcs they use.
    package func limited(to codes: Set<String>) -> Topology {
        let outlines = shapes.filter { codes.contains($0.code) }.map(outline(of:))
        return Topology(transform: transform, outlines: outlines, labels: labels.filter { codes.contains($0.key) })
    }
}

extension Topology {
    /// A territory's rings as points of the grid, without the closing repetition of the first point.
    package struct Outline: Equatable, Sendable {
        package let code: String
        package var polygons: [[[Point]]]

        package init(code: String, polygons: [[[Point]]]) {
            self.code = code
            self.polygons = polygons
        }
    }

    package func outline(of code: String) -> Outline? { shape(code).map(outline(of:)) }

    func outline(of shape: Shape) -> Outline {
        Outline(code: shape.code, polygons: shape.polygons.map { polygon in polygon.map(points(of:)) })
    }

    /// The points of a ring, each once.
    func points(of ring: Ring) -> [Point] {
        var points: [Point] = []
        for reference in ring { points.append(contentsOf: self.points(along: reference).dropLast()) }
        return points
    }

    /// The points of an arc in the direction of the reference, both ends included.
    func points(along reference: Int) -> [Point] {
        reference >= 0 ? arcs[reference] : arcs[~reference].reversed()
    }
}

/// The arc that a reference names, whatever its direction.
func arcIndex(_ reference: Int) -> Int { reference >= 0 ? reference : ~reference }

/// Twice the signed area of a ring, in squares of the grid: positive when it turns anticlockwise (y going north).
func twiceArea(_ ring: [Topology.Point]) -> Int {
    guard var previous = ring.last else { return 0 }
    var sum = 0
    for point in ring {
        sum += previous.x * point.y - point.x * previous.y
        previous = point
    }
    return sum
}

/// Where a point lies relatively to a ring, exactly.
enum Side { case inside, on, outside }

func side(of point: Topology.Point, in ring: [Topology.Point]) -> Side {
    guard var a = ring.last else { return .outside }
    var inside = false
    for b in ring {
        let cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        let within = min(a.x, b.x)...max(a.x, b.x) ~= point.x && min(a.y, b.y)...max(a.y, b.y) ~= point.y
        if cross == 0 && within { return .on }
        if (a.y > point.y) != (b.y > point.y), (cross > 0) == (b.y > a.y) { inside.toggle() }
        a = b
    }
    return inside ? .inside : .outside
}
