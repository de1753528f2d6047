/// Written as TopoJSON (quantized, delta-encoded arcs), so that any map tool can read what is stored.
extension Topology: Codable {
    private enum Key: String, CodingKey { case type, transform, arcs, objects, territoires, geometries, etiquettes }
    private enum TransformKey: String, CodingKey { case scale, translate }
    private enum ShapeKey: String, CodingKey { case type, id, arcs }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("Topology", forKey: .type)
        var grid = container.nestedContainer(keyedBy: TransformKey.self, forKey: .transform)
        try grid.encode([transform.step.longitude, transform.step.latitude], forKey: .scale)
        try grid.encode([transform.origin.longitude, transform.origin.latitude], forKey: .translate)
        try container.encode(arcs.map(deltas), forKey: .arcs)
        if !labels.isEmpty { try container.encode(labels.mapValues { [$0.x, $0.y] }, forKey: .etiquettes) }
        var objects = container.nestedContainer(keyedBy: Key.self, forKey: .objects)
        var collection = objects.nestedContainer(keyedBy: Key.self, forKey: .territoires)
        try collection.encode("GeometryCollection", forKey: .type)
        var geometries = collection.nestedUnkeyedContainer(forKey: .geometries)
        for shape in shapes {
            var geometry = geometries.nestedContainer(keyedBy: ShapeKey.self)
            try geometry.encode("MultiPolygon", forKey: .type)
            try geometry.encode(shape.code, forKey: .id)
            try geometry.encode(shape.polygons, forKey: .arcs)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let grid = try container.nestedContainer(keyedBy: TransformKey.self, forKey: .transform)
        let scale = try grid.decode([Double].self, forKey: .scale)
        let translate = try grid.decode([Double].self, forKey: .translate)
        let steps = try container.decode([[[Int]]].self, forKey: .arcs)
        let places = try container.decodeIfPresent([String: [Int]].self, forKey: .etiquettes) ?? [:]
        let objects = try container.nestedContainer(keyedBy: Key.self, forKey: .objects)
        let collection = try objects.nestedContainer(keyedBy: Key.self, forKey: .territoires)
        let shapes = try collection.decode([StoredShape].self, forKey: .geometries).map(\.shape)
        let sound = steps.joined().allSatisfy { $0.count == 2 } && places.values.allSatisfy { $0.count == 2 }
        let references = shapes.flatMap { $0.polygons.joined().joined() }.map(arcIndex)
        guard scale.count == 2, translate.count == 2, scale.allSatisfy({ $0 > 0 }), sound,
            steps.allSatisfy({ $0.count > 1 }), references.allSatisfy({ $0 < steps.count })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .arcs, in: container, debugDescription: "not a quantized topology")
        }
        self.init(
            transform: Transform(
                origin: Place(longitude: translate[0], latitude: translate[1]),
                step: Place(longitude: scale[0], latitude: scale[1])),
            arcs: steps.map(summed), shapes: shapes, labels: places.mapValues { Point($0[0], $0[1]) })
    }

    private struct StoredShape: Decodable {
        let shape: Shape

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: ShapeKey.self)
            shape = Shape(
                code: try container.decode(String.self, forKey: .id),
                polygons: try container.decode([[Ring]].self, forKey: .arcs))
        }
    }
}

/// An arc as its first point and the steps that follow, which are short to write.
private func deltas(_ arc: [Topology.Point]) -> [[Int]] {
    var previous = Topology.Point(0, 0)
    return arc.map { point in
        defer { previous = point }
        return [point.x - previous.x, point.y - previous.y]
    }
}

private func summed(_ steps: [[Int]]) -> [Topology.Point] {
    var point = Topology.Point(0, 0)
    return steps.map { step in
        point.x &+= step[0]
        point.y &+= step[1]
        return point
    }
}
