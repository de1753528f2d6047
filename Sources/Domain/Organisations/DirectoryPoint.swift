import Foundation

/// A place on the map: the square of Mercator's projection cut in 2³⁰ steps from the west and from the north (some
/// 2.5 cm in France), so that squares that halve share their sides at every scale.
package struct DirectoryPoint: Hashable, Sendable {
    package let x: Int32
    package let y: Int32
    /// At the door or in the street; else somewhere in the commune.
    package let isPrecise: Bool

    package static let world = 1 << 30

    package init(x: Int32, y: Int32, isPrecise: Bool) { (self.x, self.y, self.isPrecise) = (x, y, isPrecise) }

    /// Nil when it is not on the map: beyond 85 degrees, or not a place.
    package init?(longitude: Double, latitude: Double, isPrecise: Bool = true) {
        guard abs(longitude) <= 180, abs(latitude) <= 85 else { return nil }
        let world = Double(Self.world)
        let sine = sin(latitude * .pi / 180)
        let x = (longitude + 180) / 360 * world
        let y = (0.5 - log((1 + sine) / (1 - sine)) / (4 * .pi)) * world
        self.init(
            x: Int32(min(x.rounded(), world - 1)), y: Int32(min(y.rounded(), world - 1)), isPrecise: isPrecise)
    }

    package var longitude: Double { Double(x) / Double(Self.world) * 360 - 180 }

    package var latitude: Double {
        let height = Double.pi * (1 - 2 * Double(y) / Double(Self.world))
        return atan(sinh(height)) * 180 / .pi
    }
}

/// A rectangle of the map, both sides included; in the address « ouest,sud,est,nord » in degrees.
package struct MapBox: Hashable, Sendable {
    package let west, north, east, south: Int32

    package init?(west: Int32, north: Int32, east: Int32, south: Int32) {
        guard west <= east, north <= south else { return nil }
        (self.west, self.north, self.east, self.south) = (west, north, east, south)
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 4, let west = parts[0], let south = parts[1], let east = parts[2], let north = parts[3],
            let corner = DirectoryPoint(longitude: west, latitude: north),
            let other = DirectoryPoint(longitude: east, latitude: south)
        else { return nil }
        self.init(west: corner.x, north: corner.y, east: other.x, south: other.y)
    }

    /// Five decimals are a metre, rounded outwards; what was read from such a text is written the same again.
    package var text: String {
        func degrees(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
            let scaled = Int((value * 100_000 + (rule == .down ? 0.1 : -0.1)).rounded(rule))
            let digits = String(scaled.magnitude % 100_000)
            let decimals = String(repeating: "0", count: 5 - digits.count) + digits
            return (scaled < 0 ? "-" : "") + String(scaled.magnitude / 100_000) + "." + decimals
        }
        let corner = DirectoryPoint(x: west, y: north, isPrecise: true)
        let other = DirectoryPoint(x: east, y: south, isPrecise: true)
        return [
            degrees(corner.longitude, .down), degrees(other.latitude, .down), degrees(other.longitude, .up),
            degrees(corner.latitude, .up),
        ].joined(separator: ",")
    }

    package func contains(_ x: Int32, _ y: Int32) -> Bool { x >= west && x <= east && y >= north && y <= south }

    package var width: Int { Int(east) - Int(west) }
    package var height: Int { Int(south) - Int(north) }

    /// Wider by `margin` on each side, kept in the world, never smaller than `least`.
    package func padded(_ margin: Int, least: Int) -> MapBox {
        func side(_ low: Int32, _ high: Int32) -> (Int32, Int32) {
            let missing = max(0, least - (Int(high) - Int(low)) - 2 * margin) / 2
            let most = DirectoryPoint.world - 1
            return (Int32(max(0, Int(low) - margin - missing)), Int32(min(most, Int(high) + margin + missing)))
        }
        let (x, y) = (side(west, east), side(north, south))
        return MapBox(west: x.0, north: y.0, east: x.1, south: y.1) ?? self
    }

    package func union(_ other: MapBox) -> MapBox {
        MapBox(
            west: min(west, other.west), north: min(north, other.north), east: max(east, other.east),
            south: max(south, other.south)) ?? self
    }
}
