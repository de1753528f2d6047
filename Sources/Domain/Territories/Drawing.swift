/// A schematic map drawn by hand: named points on a coarse grid, and territories as lists of these names, so that
/// neighbours which name the same points always touch.
package struct Drawing: Codable, Equatable, Sendable {
    /// Degrees: `origine` is the place of (0, 0), `pas` what one step is worth eastwards and northwards.
    package struct Grid: Codable, Equatable, Sendable {
        package let origine: [Double]
        package let pas: [Double]
    }

    package let grille: Grid
    package let points: [String: [Int]]
    /// By code, one closed line per piece (mainland first, then islands).
    package let territoires: [String: [[String]]]
    /// Where to write a name, when the middle of the shape does not suit.
    package let etiquettes: [String: [Int]]?
}

extension Topology {
    package init(drawing: Drawing) throws(GeometryDefect) {
        let (origin, step) = (drawing.grille.origine, drawing.grille.pas)
        guard origin.count == 2, step.count == 2, step[0] > 0, step[1] > 0 else {
            throw GeometryDefect("grille : « origine » et « pas » sont deux paires de degrés, le pas étant positif")
        }
        var places: [String: Point] = [:]
        for (name, pair) in drawing.points {
            guard pair.count == 2 else { throw GeometryDefect("point « \(name) » : deux coordonnées sont attendues") }
            places[name] = Point(pair[0], pair[1])
        }
        var outlines: [Outline] = []
        for (code, lines) in drawing.territoires.sorted(by: { $0.key < $1.key }) {
            var polygons: [[[Point]]] = []
            for line in lines {
                var ring: [Point] = []
                for name in line {
                    guard let place = places[name] else {
                        throw GeometryDefect("territoire \(code) : le point « \(name) » n’est pas défini")
                    }
                    ring.append(place)
                }
                guard twiceArea(ring) != 0 else { throw GeometryDefect("territoire \(code) : contour sans surface") }
                polygons.append([ring])
            }
            outlines.append(Outline(code: code, polygons: polygons))
        }
        let labels = (drawing.etiquettes ?? [:]).compactMapValues { pair in
            pair.count == 2 ? Point(pair[0], pair[1]) : nil
        }
        self.init(
            transform: Transform(
                origin: Place(longitude: origin[0], latitude: origin[1]),
                step: Place(longitude: step[0], latitude: step[1])),
            outlines: outlines, labels: labels)
    }
}

/// What is wrong with a geometry, as a French sentence without its full stop: where, then what.
package struct GeometryDefect: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
