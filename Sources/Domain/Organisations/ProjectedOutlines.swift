/// Outlines in steps of the map, worked out once for all the frames that they are drawn in.
package struct ProjectedOutlines: Sendable {
    private struct Ring: Sendable {
        let xs: [Int32]
        let ys: [Int32]
        let box: MapBox
    }

    /// The rings of each territory that has an outline.
    private let territories: [[Ring]]

    package init(_ topology: Topology) {
        territories = topology.codes.compactMap { code in
            topology.outline(of: code)?.polygons.joined().compactMap { ring in Self.ring(ring, topology) }
        }
    }

    private static func ring(_ points: [Topology.Point], _ topology: Topology) -> Ring? {
        var (xs, ys): ([Int32], [Int32]) = ([], [])
        for point in points {
            let place = topology.transform.place(of: point)
            guard let found = DirectoryPoint(longitude: place.longitude, latitude: place.latitude) else { continue }
            xs.append(found.x)
            ys.append(found.y)
        }
        guard let west = xs.min(), let east = xs.max(), let north = ys.min(), let south = ys.max() else { return nil }
        return MapBox(west: west, north: north, east: east, south: south).map { Ring(xs: xs, ys: ys, box: $0) }
    }

    /// SVG path data in whole units of the frame, of what is in it.
    package func paths(in frame: MapFrame) -> [String] {
        territories.compactMap { rings in
            var path: [UInt8] = []
            for ring in rings where frame.view.meets(ring.box) { Self.add(ring, in: frame, to: &path) }
            return path.isEmpty ? nil : String(decoding: path, as: UTF8.self)
        }
    }

    private static func add(_ ring: Ring, in frame: MapFrame, to path: inout [UInt8]) {
        let (width, height) = (Double(frame.width), Double(frame.height))
        let start = path.count
        var (last, count) = ((x: 0, y: 0), 0)
        for place in ring.xs.indices {
            let position = frame.position(ring.xs[place], ring.ys[place])
            // Far outside, precision is not worth its bytes.
            let here = (
                x: Int(min(max(position.x, -4 * width), 5 * width).rounded()),
                y: Int(min(max(position.y, -4 * height), 5 * height).rounded())
            )
            if count > 0, here == last { continue }
            path.append(count == 0 ? 0x4D : 0x20)
            write(count == 0 ? here.x : here.x - last.x, to: &path)
            path.append(0x20)
            write(count == 0 ? here.y : here.y - last.y, to: &path)
            if count == 0 { path.append(0x6C) }
            (last, count) = (here, count + 1)
        }
        // A ring of two points is nothing to see.
        if count > 2 { path.append(0x7A) } else { path.removeLast(path.count - start) }
    }

    private static func write(_ number: Int, to path: inout [UInt8]) {
        if number < 0 { path.append(0x2D) }
        var rest = number.magnitude
        let start = path.count
        repeat {
            path.append(UInt8(0x30 + rest % 10))
            rest /= 10
        } while rest > 0
        path[start...].reverse()
    }
}

extension MapBox {
    func meets(_ other: MapBox) -> Bool {
        west <= other.east && east >= other.west && north <= other.south && south >= other.north
    }
}
