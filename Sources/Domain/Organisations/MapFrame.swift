import Foundation

/// A drawing of a part of the map, in Mercator's projection: north upwards, the same scale in both directions.
package struct MapFrame: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// All that the drawing shows.
    package let view: MapBox
    /// Steps of the map for one unit of the drawing.
    package let scale: Double

    /// The drawing of that size that shows at least `box`.
    package init(showing box: MapBox, width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        let scale = max(Double(box.width) / Double(width), Double(box.height) / Double(height), 1)
        let middleX = (Double(box.west) + Double(box.east)) / 2
        let middleY = (Double(box.north) + Double(box.south)) / 2
        func side(_ middle: Double, _ length: Int) -> (Int32, Int32) {
            let half = scale * Double(length) / 2
            let most = Double(DirectoryPoint.world - 1)
            return (Int32(max(0, middle - half)), Int32(min(most, middle + half)))
        }
        let (x, y) = (side(middleX, width), side(middleY, height))
        view = MapBox(west: x.0, north: y.0, east: x.1, south: y.1) ?? box
        self.scale = scale
    }

    package func position(_ x: Int32, _ y: Int32) -> (x: Double, y: Double) {
        ((Double(x) - Double(view.west)) / scale, (Double(y) - Double(view.north)) / scale)
    }

    /// The same drawing nearer (`zoom` above one) or moved by parts of its sides.
    package func moved(zoom: Double = 1, east: Double = 0, south: Double = 0) -> MapBox {
        let (w, h) = (Double(view.width), Double(view.height))
        let middleX = Double(view.west) + w * (0.5 + east)
        let middleY = Double(view.north) + h * (0.5 + south)
        let most = Double(DirectoryPoint.world - 1)
        func bounded(_ value: Double) -> Int32 { Int32(min(max(value, 0), most)) }
        return MapBox(
            west: bounded(middleX - w / zoom / 2), north: bounded(middleY - h / zoom / 2),
            east: bounded(middleX + w / zoom / 2), south: bounded(middleY + h / zoom / 2)) ?? view
    }

    /// The squares of a tiled background that cover the drawing, at the scale nearest to its own.
    package var tiles: [Tile] {
        let zoom = min(19, max(0, Int(log2(Double(DirectoryPoint.world) / (256 * scale)).rounded())))
        let size = DirectoryPoint.world >> zoom
        let columns = Int(view.west) / size...Int(view.east) / size
        let rows = Int(view.north) / size...Int(view.south) / size
        return rows.flatMap { (row: Int) in
            columns.map { (column: Int) in
                let corner = position(Int32(clamping: column * size), Int32(clamping: row * size))
                return Tile(zoom: zoom, column: column, row: row, x: corner.x, y: corner.y, side: Double(size) / scale)
            }
        }
    }

    package struct Tile: Hashable, Sendable {
        package let zoom, column, row: Int
        /// Its corner and its side in the drawing.
        package let x, y, side: Double
    }
}
