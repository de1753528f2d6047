/// A GeoJSON file of territories: their codes, their names, and their outlines on one grid.
package struct GeographicFile: Sendable {
    package struct Feature: Equatable, Sendable {
        package let code: String
        package let name: String?
        /// The other properties that are texts or whole numbers, such as `epci_siren`.
        package let properties: [String: String]
        /// From 1, in the order of the file.
        package let number: Int
    }

    package let features: [Feature]
    package let topology: Topology

    /// Reads a FeatureCollection of polygons in WGS84 degrees. What is wrong is named by its feature.
    package static func read(_ bytes: [UInt8]) throws(GeometryDefect) -> GeographicFile {
        let document = try JSONValue.read(bytes)
        guard document["type"]?.text == "FeatureCollection", let items = document["features"]?.list else {
            throw GeometryDefect("ce n’est pas une collection GeoJSON : « type » devrait être « FeatureCollection »")
        }
        guard !items.isEmpty else { throw GeometryDefect("la collection ne contient aucun objet") }
        try checkReference(document)
        var features: [Feature] = []
        var outlines: [Topology.Outline] = []
        var numbers: [String: Int] = [:]
        for (index, item) in items.enumerated() {
            let feature = try feature(item, number: index + 1)
            if let other = numbers.updateValue(feature.number, forKey: feature.code) {
                throw GeometryDefect(
                    "objets \(other) et \(feature.number) : le code « \(feature.code) » y est deux fois")
            }
            let label = "objet \(feature.number) (« \(feature.code) »)"
            outlines.append(
                Topology.Outline(code: feature.code, polygons: try polygons(of: item["geometry"], label: label)))
            features.append(feature)
        }
        let topology = Topology(transform: .fine, outlines: outlines)
        for (shape, feature) in zip(topology.shapes, features) where shape.polygons.isEmpty {
            throw GeometryDefect("objet \(feature.number) (« \(feature.code) ») : le contour n’a pas de surface")
        }
        return GeographicFile(features: features, topology: topology)
    }

    /// Before RFC 7946 a file could name its system; only WGS84 longitudes and latitudes are read.
    private static func checkReference(_ document: JSONValue) throws(GeometryDefect) {
        guard let name = document["crs"]?["properties"]?["name"]?.text else { return }
        guard name.hasSuffix("CRS84") || name.hasSuffix("4326") else {
            throw GeometryDefect("les coordonnées sont en « \(name) » : il faut des degrés WGS84 (CRS84)")
        }
    }

    private static func feature(_ item: JSONValue, number: Int) throws(GeometryDefect) -> Feature {
        guard case .object(let properties)? = item["properties"] else {
            throw GeometryDefect("objet \(number) : il n’a pas de « properties »")
        }
        var texts: [String: String] = [:]
        for (name, value) in properties {
            if let text = value.text { texts[name.lowercased()] = text }
            if let whole = value.number.flatMap({ Int(exactly: $0) }) { texts[name.lowercased()] = String(whole) }
        }
        guard let code = TerritoryColumns.codes.lazy.compactMap({ texts[$0] }).first, !code.isEmpty else {
            let names = TerritoryColumns.codes.map { "« \($0) »" }.joined(separator: ", ")
            throw GeometryDefect("objet \(number) : aucune propriété de code (\(names))")
        }
        let name = TerritoryColumns.names.lazy.compactMap { texts[$0] }.first
        return Feature(code: code, name: name, properties: texts, number: number)
    }

    private static func polygons(of geometry: JSONValue?, label: String) throws(GeometryDefect) -> [[[Topology.Point]]]
    {
        guard let geometry, let type = geometry["type"]?.text else {
            throw GeometryDefect("\(label) : il n’a pas de géométrie")
        }
        guard let coordinates = geometry["coordinates"]?.list else {
            throw GeometryDefect("\(label) : la géométrie n’a pas de « coordinates »")
        }
        switch type {
        case "Polygon": return [try polygon(coordinates, label: label)]
        case "MultiPolygon":
            var polygons: [[[Topology.Point]]] = []
            for item in coordinates {
                guard let rings = item.list else { throw GeometryDefect("\(label) : un polygone n’est pas une liste") }
                polygons.append(try polygon(rings, label: label))
            }
            return polygons
        default: throw GeometryDefect("\(label) : géométrie « \(type) », un Polygon ou un MultiPolygon est attendu")
        }
    }

    private static func polygon(_ rings: [JSONValue], label: String) throws(GeometryDefect) -> [[Topology.Point]] {
        guard !rings.isEmpty else { throw GeometryDefect("\(label) : un polygone est vide") }
        var read: [[Topology.Point]] = []
        for (index, ring) in rings.enumerated() {
            read.append(try self.ring(ring, label: "\(label), anneau \(index + 1)"))
        }
        return read
    }

    private static func ring(_ ring: JSONValue, label: String) throws(GeometryDefect) -> [Topology.Point] {
        guard let positions = ring.list else { throw GeometryDefect("\(label) : ce n’est pas une liste de positions") }
        guard positions.count >= 4 else {
            throw GeometryDefect("\(label) : \(positions.count) positions, il en faut au moins quatre")
        }
        guard positions.first == positions.last else {
            throw GeometryDefect("\(label) : l’anneau n’est pas fermé (la dernière position n’est pas la première)")
        }
        var points: [Topology.Point] = []
        points.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            guard let pair = position.list, pair.count >= 2, let longitude = pair[0].number,
                let latitude = pair[1].number
            else { throw GeometryDefect("\(label) : la position \(index + 1) n’est pas une paire de nombres") }
            guard (-180...180).contains(longitude), (-90...90).contains(latitude) else {
                throw GeometryDefect(
                    "\(label) : la position \(index + 1) (\(longitude), \(latitude)) sort des degrés de longitude et de latitude"
                )
            }
            points.append(
                Topology.Transform.fine.point(nearest: Topology.Place(longitude: longitude, latitude: latitude)))
        }
        return points
    }
}
