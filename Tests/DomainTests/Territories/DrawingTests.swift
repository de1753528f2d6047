import Foundation
import Testing

@testable import Domain

struct DrawingTests {
    static let file = (0..<4).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
        .appending(path: "Sources/App/Facts/bretagne.dessin.json")

    func brittany() throws -> Topology {
        try Topology(drawing: JSONDecoder().decode(Drawing.self, from: Data(contentsOf: Self.file)))
    }

    @Test func theDrawingOfBrittanyHasTwentyOnePaysAndIsLight() throws {
        let topology = try brittany()
        #expect(topology.codes == (1...21).map { $0 < 10 ? "0\($0)" : "\($0)" })
        #expect(try Data(contentsOf: Self.file).count < 12_000)
        #expect(topology.labels.count == 21)
        let all = topology.pieces(of: Set(topology.codes))
        #expect(all.count == 1)
    }

    @Test func everyLineOfTheDrawingIsACoastOrABorderOfTwo() throws {
        let topology = try brittany()
        #expect(topology.users().allSatisfy { (1...2).contains($0.count) })
        let points = Set(topology.arcs.joined())
        for arc in topology.arcs {
            for (a, b) in zip(arc, arc.dropFirst()) {
                #expect(points.allSatisfy { $0 == a || $0 == b || side(of: $0, in: [a, b]) != .on }, "\(a) \(b)")
            }
        }
    }

    @Test func everyLineOfTheDrawingFollowsTheCompass() throws {
        for arc in try brittany().arcs {
            for (a, b) in zip(arc, arc.dropFirst()) {
                let (dx, dy) = (abs(a.x - b.x), abs(a.y - b.y))
                #expect(dx == 0 || dy == 0 || dx == dy, "\(a) \(b)")
            }
        }
    }

    @Test func everyLabelFallsInItsPays() throws {
        let topology = try brittany()
        for (code, label) in topology.labels {
            let polygons = topology.outline(of: code)?.polygons ?? []
            #expect(polygons.contains { side(of: label, in: $0[0]) == .inside }, "\(code)")
        }
    }

    @Test(.enabled(if: RealData.isPresent("geo/pays_bretagne.geojson"), "les données réelles sont absentes"))
    func neighboursOnTheDrawingAreNeighboursOnTheGround() throws {
        let real = try GeographicFile.read(RealData.bytes("geo/pays_bretagne.geojson")).topology.neighbours()
        var drawn = try brittany().neighbours()
        // Brocéliande and Saint-Malo share some hundred metres on the ground.
        drawn["03"]?.insert("17")
        drawn["17"]?.insert("03")
        #expect(drawn == real)
    }

    @Test func aDrawingThatNamesAnUnknownPointIsRefused() throws {
        let text = """
            {"grille": {"origine": [0, 0], "pas": [1, 1]}, "points": {"a": [0, 0]}, "territoires": {"01": [["a", "b", "c"]]}}
            """
        let drawing = try JSONDecoder().decode(Drawing.self, from: Data(text.utf8))
        #expect(throws: GeometryDefect("territoire 01 : le point « b » n’est pas défini")) {
            try Topology(drawing: drawing)
        }
    }
}
