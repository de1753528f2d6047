import Foundation

/// From degrees to a drawing of a given width: longitudes shortened by the cosine of the middle latitude, north upwards.
/// Positions are whole tenths of the drawing's unit, rounded once, so that neighbours still touch.
package struct MapProjection: Equatable, Sendable {
    package let width: Double
    package let height: Double
    private let west: Double
    private let north: Double
    private let perDegree: Double
    private let shortening: Double
    private let margin: Double

    /// Fits `bounds` into `width`, leaving `margin` on each side; the height follows.
    package init(fitting bounds: Topology.Bounds, width: Double, margin: Double = 0) {
        shortening = cos((bounds.south + bounds.north) / 2 * .pi / 180)
        let across = max((bounds.east - bounds.west) * shortening, 1e-9)
        perDegree = max(width - 2 * margin, 1) / across
        west = bounds.west
        north = bounds.north
        self.width = width
        self.margin = margin
        height = ((bounds.north - bounds.south) * perDegree + 2 * margin - 1e-6).rounded(.up)
    }

    /// Where a place falls in the drawing, in its units, y going down.
    package func position(of place: Topology.Place) -> (x: Double, y: Double) {
        let (x, y) = tenths(of: place)
        return (Double(x) / 10, Double(y) / 10)
    }

    func tenths(of place: Topology.Place) -> (x: Int, y: Int) {
        let x = margin + (place.longitude - west) * shortening * perDegree
        let y = margin + (north - place.latitude) * perDegree
        return (Int((x * 10).rounded()), Int((y * 10).rounded()))
    }
}

extension Topology {
    /// The drawing's frame for all shapes together; nil when there is nothing to draw.
    package func projection(width: Double, margin: Double = 0) -> MapProjection? {
        bounds().map { MapProjection(fitting: $0, width: width, margin: margin) }
    }

    /// A territory as SVG path data, each ring closed; empty when the code is unknown.
    package func path(for code: String, in projection: MapProjection) -> String {
        guard let outline = outline(of: code) else { return "" }
        var path = PathData(projection: projection)
        for ring in outline.polygons.joined() { path.add(ring.map(transform.place), closed: true) }
        return path.text
    }

    /// The borders between two territories, each drawn once.
    package func borders(in projection: MapProjection) -> String {
        path(in: projection) { Set($0).count > 1 }
    }

    /// The outside of the whole: coasts and the limits beyond which nothing is drawn.
    package func coast(in projection: MapProjection) -> String {
        path(in: projection) { $0.count == 1 }
    }

    private func path(in projection: MapProjection, where isWanted: ([String]) -> Bool) -> String {
        var path = PathData(projection: projection)
        for (arc, users) in zip(arcs, users()) where isWanted(users) {
            path.add(arc.map(transform.place), closed: false)
        }
        return path.text
    }
}

/// Path data written as short as can be: one absolute start per line, then relative steps.
private struct PathData {
    let projection: MapProjection
    private(set) var text = ""

    init(projection: MapProjection) { self.projection = projection }

    mutating func add(_ places: [Topology.Place], closed: Bool) {
        var steps = ""
        var start: (x: Int, y: Int)?
        var last = (x: 0, y: 0)
        for place in places {
            let point = projection.tenths(of: place)
            if start == nil {
                start = point
            } else if point == last {
                continue
            } else {
                steps += number(point.x - last.x, after: steps.isEmpty ? nil : " ")
                steps += number(point.y - last.y, after: " ")
            }
            last = point
        }
        guard let start, !steps.isEmpty else { return }
        text += "M" + number(start.x, after: nil) + number(start.y, after: " ") + "l" + steps + (closed ? "z" : "")
    }

    /// Tenths as a decimal number; a minus sign separates by itself.
    private func number(_ tenths: Int, after separator: String?) -> String {
        let size = tenths.magnitude
        let sign = tenths < 0 ? "-" : separator ?? ""
        return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
    }
}
