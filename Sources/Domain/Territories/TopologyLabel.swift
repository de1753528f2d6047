import Foundation

extension Topology {
    /// Where a territory's name reads best: the place its drawing gives, or else the middle of the widest flat ellipse
    /// that its largest polygon contains ("pole of inaccessibility"). A name being wider than high, `flatness` is how many
    /// times wider the ellipse is than high.
    package func labelPlace(of code: String, flatness: Double = 1.8) -> Place? {
        if let label = labels[code] { return transform.place(of: label) }
        guard let polygon = outline(of: code)?.polygons.max(by: { twiceArea($0[0]) < twiceArea($1[0]) }),
            let latitude = polygon.first?.first.map({ transform.place(of: $0).latitude })
        else { return nil }
        let wide = transform.step.longitude * cos(latitude * .pi / 180) / flatness
        let high = transform.step.latitude
        let rings = polygon.map { ring in ring.map { Spot(x: Double($0.x) * wide, y: Double($0.y) * high) } }
        guard let pole = poleOfInaccessibility(of: rings) else { return nil }
        return Place(
            longitude: transform.origin.longitude + pole.x / wide * transform.step.longitude,
            latitude: transform.origin.latitude + pole.y / high * transform.step.latitude)
    }
}

struct Spot {
    var x: Double
    var y: Double
}

/// The point of a polygon farthest from its outline, by halving squares that may still hold a better one
/// (V. Agafonkin's "polylabel"), to a hundredth of the polygon's size.
private func poleOfInaccessibility(of rings: [[Spot]]) -> Spot? {
    guard let outside = rings.first, let first = outside.first else { return nil }
    let low = outside.reduce(first) { Spot(x: min($0.x, $1.x), y: min($0.y, $1.y)) }
    let high = outside.reduce(first) { Spot(x: max($0.x, $1.x), y: max($0.y, $1.y)) }
    let size = min(high.x - low.x, high.y - low.y)
    guard size > 0 else { return first }

    struct Square {
        let middle: Spot
        let half: Double
        let distance: Double
        var promise: Double { distance + half * 2.squareRoot() }
        init(_ middle: Spot, _ half: Double, in rings: [[Spot]]) {
            self.middle = middle
            self.half = half
            distance = signedDistance(from: middle, to: rings)
        }
    }
    var waiting: [Square] = []
    for x in stride(from: low.x + size / 2, through: high.x + size / 2, by: size) {
        for y in stride(from: low.y + size / 2, through: high.y + size / 2, by: size) {
            waiting.append(Square(Spot(x: x, y: y), size / 2, in: rings))
        }
    }
    let centre = Spot(x: (low.x + high.x) / 2, y: (low.y + high.y) / 2)
    var best = Square(centre, 0, in: rings)
    let precision = size / 100
    while let next = waiting.indices.max(by: { waiting[$0].promise < waiting[$1].promise }) {
        let square = waiting.remove(at: next)
        if square.distance > best.distance { best = square }
        if square.promise - best.distance <= precision { break }
        let half = square.half / 2
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            waiting.append(Square(Spot(x: square.middle.x + dx, y: square.middle.y + dy), half, in: rings))
        }
    }
    return best.middle
}

/// The distance to the nearest side, positive inside.
private func signedDistance(from spot: Spot, to rings: [[Spot]]) -> Double {
    var inside = false
    var nearest = Double.infinity
    for ring in rings {
        guard var a = ring.last else { continue }
        for b in ring {
            if (a.y > spot.y) != (b.y > spot.y), spot.x < (b.x - a.x) * (spot.y - a.y) / (b.y - a.y) + a.x {
                inside.toggle()
            }
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = dx * dx + dy * dy
            let along = length > 0 ? max(0, min(1, ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / length)) : 0
            let (ex, ey) = (a.x + along * dx - spot.x, a.y + along * dy - spot.y)
            nearest = min(nearest, ex * ex + ey * ey)
            a = b
        }
    }
    return (inside ? 1 : -1) * nearest.squareRoot()
}
