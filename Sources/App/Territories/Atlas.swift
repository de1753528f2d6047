import Domain
import Foundation
import GRDB
import Synchronization

/// Outlines ready to be drawn: SVG paths and label places by territory code, in a frame of fixed width.
struct MapShapes: Sendable {
    struct Shape: Sendable {
        let code: String
        let path: String
        /// Where its name is written, in units of the frame.
        let label: (x: Double, y: Double)?
    }

    let width: Double
    let height: Double
    let shapes: [Shape]
    let topology: Topology
    let isDrawing: Bool

    init?(_ topology: Topology, isDrawing: Bool, width: Double = 760, margin: Double = 6) {
        guard let projection = topology.projection(width: width, margin: margin) else { return nil }
        self.width = projection.width
        height = projection.height
        self.topology = topology
        self.isDrawing = isDrawing
        shapes = topology.codes.map { (code: String) in
            let place = topology.labelPlace(of: code).map { projection.position(of: $0) }
            return Shape(code: code, path: topology.path(for: code, in: projection), label: place.map { ($0.x, $0.y) })
        }
    }
}

/// Keeps the outlines drawn last, so that a page does not read and project them again.
final class Atlas: Sendable {
    private let drawn = Mutex<[String: MapShapes]>([:])

    func shapes(_ kind: TerritoryKind, in db: GRDB.Database) throws -> MapShapes? {
        guard let stored = try TerritoryStore.outlines(kind, in: db) else { return nil }
        if let shapes = drawn.withLock({ $0[stored.digest] }) { return shapes }
        let topology = try JSONDecoder().decode(Topology.self, from: Data(stored.body.utf8))
        let shapes = MapShapes(topology, isDrawing: stored.isDrawing)
        drawn.withLock { (drawn: inout [String: MapShapes]) in
            if drawn.count > 20 { drawn.removeAll() }
            drawn[stored.digest] = shapes
        }
        return shapes
    }
}
