import Testing

@testable import Domain

struct GeoJSONReadingTests {
    static func collection(_ features: String) -> String {
        #"{"type":"FeatureCollection","features":["# + features + "]}"
    }

    static func feature(_ code: String, _ ring: String, property: String = "code_insee") -> String {
        #"{"type":"Feature","properties":{"\#(property)":"\#(code)","nom":"Île d’Arz"},"geometry":{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
    }

    static let ring = "[-3,48],[-2.9,48],[-2.9,48.1],[-3,48]"

    func read(_ text: String) throws -> GeographicFile { try GeographicFile.read(Array(text.utf8)) }

    @Test(arguments: TerritoryColumns.codes)
    func theCodeIsFoundUnderItsUsualNames(property: String) throws {
        let file = try read(Self.collection(Self.feature("56088", Self.ring, property: property)))
        #expect(file.features.map(\.code) == ["56088"])
        #expect(file.features.first?.name == "Île d’Arz")
        #expect(file.topology.coordinates(of: "56088").first?.first?.contains([-2.9, 48.1]) == true)
    }

    @Test func aByteOrderMarkAndAMultiPolygonAreRead() throws {
        let text =
            #"{"type":"FeatureCollection","features":[{"properties":{"code":7},"geometry":{"type":"MultiPolygon","coordinates":[[[\#(Self.ring)]],[[[0,1],[1,1],[1,2],[0,1]]]]}}]}"#
        let file = try GeographicFile.read([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        #expect(file.features.first?.code == "7")
        #expect(file.topology.outline(of: "7")?.polygons.count == 2)
    }

    @Test(
        arguments: [
            ("", "ce n’est pas du JSON valable : le fichier s’arrête trop tôt, ligne 1, colonne 1 (octet 1)"),
            (
                "{\n  \"type\": oui }",
                "ce n’est pas du JSON valable : caractère inattendu, ligne 2, colonne 11 (octet 13)"
            ),
            (
                "{\"type\": \"FeatureCollection\", \"features\": [",
                "ce n’est pas du JSON valable : le fichier s’arrête trop tôt, ligne 1, colonne 44 (octet 44)"
            ),
            ("[1] 2", "ce n’est pas du JSON valable : du texte suit la fin du document, ligne 1, colonne 5 (octet 5)"),
            ("[01]", "ce n’est pas du JSON valable : nombre mal écrit, ligne 1, colonne 2 (octet 2)"),
            ("{}", "ce n’est pas une collection GeoJSON : « type » devrait être « FeatureCollection »"),
            (collection(""), "la collection ne contient aucun objet"),
            (collection("{}"), "objet 1 : il n’a pas de « properties »"),
            (
                collection(feature("1", ring, property: "oid")),
                "objet 1 : aucune propriété de code (« code_insee », « insee », « codgeo », « code_geo », « code », « epci_siren », « siren_epci », « pays_code », « code_pays »)"
            ),
            (
                collection(feature("1", ring) + "," + feature("1", ring)),
                "objets 1 et 2 : le code « 1 » y est deux fois"
            ),
            (
                collection(feature("1", ring) + "," + feature("2", "[-3,48],[-2.9,48],[-2.9,48.1],[-3,48.2]")),
                "objet 2 (« 2 »), anneau 1 : l’anneau n’est pas fermé (la dernière position n’est pas la première)"
            ),
            (
                collection(feature("1", "[0,0],[1,1],[0,0]")),
                "objet 1 (« 1 »), anneau 1 : 3 positions, il en faut au moins quatre"
            ),
            (
                collection(feature("1", "[3,48],[2,48],[250000,6800000],[3,48]")),
                "objet 1 (« 1 »), anneau 1 : la position 3 (250000.0, 6800000.0) sort des degrés de longitude et de latitude"
            ),
            (
                collection(feature("1", "[3,48],[2,48],[2,\"48\"],[3,48]")),
                "objet 1 (« 1 »), anneau 1 : la position 3 n’est pas une paire de nombres"
            ),
            (
                collection(feature("1", "[3,48],[2,48],[1,48],[3,48]")),
                "objet 1 (« 1 ») : le contour n’a pas de surface"
            ),
            (
                collection(feature("1", ring)).replacing("Polygon", with: "Point"),
                "objet 1 (« 1 ») : géométrie « Point », un Polygon ou un MultiPolygon est attendu"
            ),
            (
                collection(feature("1", ring)).dropLast()
                    + #","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::2154"}}}"#,
                "les coordonnées sont en « urn:ogc:def:crs:EPSG::2154 » : il faut des degrés WGS84 (CRS84)"
            ),
        ] as [(String, String)])
    func aBrokenFileNamesItsDefect(text: String, defect: String) {
        let expected = defect.replacing("\u{A0}", with: " ")
        do {
            _ = try read(text)
            Issue.record("accepté")
        } catch {
            #expect("\(error)".replacing("\u{A0}", with: " ") == expected)
        }
    }

    @Test func textsAreReadWithTheirEscapes() throws {
        #expect(
            try JSONValue.read(Array(#"["\u00e9\n\"","\ud83d\ude00"]"#.utf8)) == .list([.text("é\n\""), .text("😀")]))
        #expect(throws: GeometryDefect.self) { try JSONValue.read([0x22, 0xFF, 0x22]) }
        #expect(throws: GeometryDefect.self) { try JSONValue.read(Array(repeating: UInt8(ascii: "["), count: 100_000)) }
    }

    @Test func noTruncatedOrAlteredFileStopsTheProgram() {
        let bytes = Array(
            Self.collection(
                Self.feature("1", Self.ring) + "," + Self.feature("2", "[-3,48],[-2.9,48],[-2.9,47],[-3,48]")
            ).utf8)
        for length in bytes.indices { _ = try? GeographicFile.read(Array(bytes[..<length])) }
        for index in bytes.indices {
            for byte in [0, 0x22, 0x2D, 0x30, 0x39, 0x5B, 0x5C, 0x7D, 0xFF] as [UInt8] {
                var altered = bytes
                altered[index] = byte
                _ = try? GeographicFile.read(altered)
            }
        }
    }
}
