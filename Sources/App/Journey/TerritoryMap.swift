import Domain

/// A territory with its neighbours, framed close, to be drawn once and kept as it is.
struct TerritoryMap: Sendable {
    struct Area: Sendable {
        let name, path: String
        let commune: MobilisedCommune?
        let middle: (x: Double, y: Double)?
    }

    static let width = 640.0

    let height: Double
    /// What lies around, drawn light.
    let around: [Area]
    let areas: [Area]
    /// Its border within the region.
    let isDrawing: Bool

    /// The perimeter's communes; nil when none of them has an outline.
    init?(communes: [MobilisedCommune], _ topology: Topology) {
        let byCode = Dictionary(communes.map { ($0.record.territory.code, $0) }) { first, _ in first }
        let codes = Set(byCode.keys).intersection(topology.codes)
        guard !codes.isEmpty, let (projection, frame) = Self.frame(topology, codes) else { return nil }
        let middles = topology.middles()
        func area(_ code: String, _ commune: MobilisedCommune?) -> Area {
            Area(
                name: commune?.record.name ?? "", path: topology.path(for: code, in: projection), commune: commune,
                middle: middles[code].map { projection.position(of: $0) })
        }
        let near = topology.codes.filter { code in
            guard !codes.contains(code), let middle = middles[code] else { return false }
            return (frame.west...frame.east).contains(middle.longitude)
                && (frame.south...frame.north).contains(middle.latitude)
        }
        height = projection.height
        around = near.map { area($0, nil) }
        areas = topology.codes.filter(codes.contains).map { area($0, byCode[$0]) }
        isDrawing = false
    }

    /// Whole Pays, when communes have no outlines.
    init?(pays: [TerritoryRecord], held: Set<String>, _ topology: Topology, isDrawing: Bool) {
        let codes = held.intersection(topology.codes)
        // A schematic drawing says where, not what shape: the whole region stays around.
        let whole = topology.projection(width: Self.width, margin: 4)
        guard !codes.isEmpty, let projection = isDrawing ? whole : Self.frame(topology, codes)?.0 else { return nil }
        let names = Dictionary(pays.map { ($0.territory.code, $0.shortName) }) { first, _ in first }
        func area(_ code: String) -> Area {
            Area(
                name: names[code] ?? "", path: topology.path(for: code, in: projection), commune: nil,
                middle: topology.labelPlace(of: code).map { projection.position(of: $0) })
        }
        height = projection.height
        around = topology.codes.filter { !codes.contains($0) }.map(area)
        areas = topology.codes.filter(codes.contains).map(area)
        self.isDrawing = isDrawing
    }

    /// Close around these, with a sixth of their size on each side.
    private static func frame(
        _ topology: Topology, _ codes: Set<String>
    ) -> (MapProjection, Topology.Bounds)? {
        guard let tight = topology.bounds(of: codes) else { return nil }
        let (across, down) = ((tight.east - tight.west) / 6, (tight.north - tight.south) / 6)
        let frame = Topology.Bounds(
            west: tight.west - across, south: tight.south - down, east: tight.east + across, north: tight.north + down)
        return (MapProjection(fitting: frame, width: width), frame)
    }
}
