import Domain
import Synchronization

/// The outlines under the map, drawn for the frames looked at last: most pages show the same one.
final class OutlineDrawings: Sendable {
    private let outlines: ProjectedOutlines?
    private let drawn = Mutex<[MapFrame: [String]]>([:])

    init(_ topology: Topology?) { outlines = topology.map(ProjectedOutlines.init) }

    /// SVG path data, one for each outline that is in the frame.
    func paths(in frame: MapFrame) -> [String] {
        guard let outlines else { return [] }
        if let known = drawn.withLock({ $0[frame] }) { return known }
        let paths = outlines.paths(in: frame)
        drawn.withLock { (drawn: inout [MapFrame: [String]]) in
            if drawn.count >= 64 { drawn = [:] }
            drawn[frame] = paths
        }
        return paths
    }
}
