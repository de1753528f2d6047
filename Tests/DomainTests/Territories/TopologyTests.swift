import Foundation
import Testing

@testable import Domain

typealias Point = Topology.Point

/// A square of the grid by its lower left corner.
func square(_ x: Int, _ y: Int, side: Int = 10) -> [Point] {
    [Point(x, y), Point(x + side, y), Point(x + side, y + side), Point(x, y + side)]
}

func topology(_ shapes: [(String, [[[Point]]])]) -> Topology {
    Topology(transform: .fine, outlines: shapes.map { Topology.Outline(code: $0.0, polygons: $0.1) })
}

func twiceArea(_ topology: Topology, _ code: String) -> Int {
    guard let outline = topology.outline(of: code) else { return 0 }
    return outline.polygons.joined().reduce(0) { $0 + Domain.twiceArea($1) }
}

struct TopologyTests {
    let pair = topology([("A", [[square(0, 0)]]), ("B", [[square(10, 0)]])])

    @Test func aBorderIsStoredOnceAndWalkedInBothDirections() {
        #expect(pair.arcs.count == 3)
        let references = pair.shapes.flatMap { $0.polygons.joined().joined() }
        let border = Set(references.map(arcIndex)).filter { index in references.map(arcIndex).count { $0 == index } == 2
        }
        #expect(border.count == 1)
        #expect(
            references.contains { $0 >= 0 && border.contains($0) }
                && references.contains { $0 < 0 && border.contains(~$0) })
        #expect(pair.neighbours() == ["A": ["B"], "B": ["A"]])
    }

    @Test func outlinesComeBackWithTheOutsideAnticlockwise() throws {
        let clockwise = topology([("A", [[square(0, 0).reversed()]])])
        let outline = try #require(clockwise.outline(of: "A"))
        #expect(outline.polygons.map(\.count) == [1])
        #expect(Domain.twiceArea(outline.polygons[0][0]) == 200)
        #expect(pair.outline(of: "ailleurs") == nil)
    }

    @Test func anEnclaveAndTheHoleItFillsAreTheSameLine() {
        let around = topology([
            ("autour", [[square(0, 0, side: 30), square(10, 10)]]), ("dedans", [[square(10, 10)]]),
        ])
        #expect(around.arcs.count == 2)
        #expect(around.neighbours()["dedans"] == ["autour"])
        #expect(twiceArea(around, "autour") == 2 * (900 - 100))
    }

    @Test func territoriesMeetingAtACornerOnlyAreNotNeighbours() {
        let corners = topology([("A", [[square(0, 0)]]), ("B", [[square(10, 10)]])])
        #expect(corners.neighbours() == ["A": [], "B": []])
        #expect(corners.pieces(of: ["A", "B"]).count == 2)
        #expect(pair.pieces(of: ["A", "B"]) == [["A", "B"]])
    }

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        let drawn = Topology(
            transform: .fine, outlines: [Topology.Outline(code: "A", polygons: [[square(-5, 3)]])],
            labels: ["A": Point(0, 8)])
        for topology in [pair, drawn] {
            let data = try JSONEncoder().encode(topology)
            #expect(try JSONDecoder().decode(Topology.self, from: data) == topology)
        }
    }

    @Test func aReferenceToAnArcThatDoesNotExistIsRefused() {
        let text = """
            {"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[0,0],[1,0]]],
             "objects":{"territoires":{"geometries":[{"id":"A","arcs":[[[7]]]}]}}}
            """
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Topology.self, from: Data(text.utf8)) }
    }

    @Test func aSquareDegreeAtTheEquatorMeasuresTwelveThousandSquareKilometres() {
        let degree = topology([("A", [[square(0, 0, side: 100_000)]])])
        #expect(abs(degree.area(of: "A") - 12_363.7) < 1)
        #expect(degree.bounds() == Topology.Bounds(west: 0, south: 0, east: 1, north: 1))
    }

    @Test func coordinatesAreClosedRingsThatTurnAnticlockwise() {
        let rings = topology([
            ("A", [[[Point(-412_345, 4_800_001), Point(-412_000, 4_800_001), Point(-412_000, 4_801_000)]]])
        ])
        .coordinates(of: "A")
        #expect(rings == [[[[-4.12345, 48.00001], [-4.12, 48.00001], [-4.12, 48.01], [-4.12345, 48.00001]]]])
    }
}

struct DissolveTests {
    @Test func theBorderBetweenTwoOfTheSameGroupVanishes() {
        let row = topology([("A", [[square(0, 0)]]), ("B", [[square(10, 0)]]), ("C", [[square(20, 0)]])])
        let merged = row.dissolved(by: ["A": "gauche", "B": "gauche", "C": "droite"])
        #expect(merged.codes == ["droite", "gauche"])
        #expect(twiceArea(merged, "gauche") == 400)
        #expect(merged.outline(of: "gauche")?.polygons.map(\.count) == [1])
        #expect(merged.neighbours()["gauche"] == ["droite"])
    }

    @Test func aRingOfTerritoriesLeavesAHole() {
        var shapes: [(String, [[[Point]]])] = []
        for x in 0..<3 {
            for y in 0..<3 { shapes.append(("\(x)\(y)", [[square(x * 10, y * 10)]])) }
        }
        let groups = Dictionary(uniqueKeysWithValues: shapes.map { ($0.0, $0.0 == "11" ? "dedans" : "autour") })
        let merged = topology(shapes).dissolved(by: groups)
        #expect(merged.outline(of: "autour")?.polygons.map(\.count) == [2])
        #expect(twiceArea(merged, "autour") == 1600)
        #expect(
            topology(shapes).dissolved(by: groups.mapValues { _ in "tout" }).outline(of: "tout")?.polygons.map(\.count)
                == [1])
    }

    @Test func islandsStayApartAndPiecesTouchingAtACornerAreTwoPolygons() {
        let shapes = topology([("A", [[square(0, 0)], [square(50, 50)]]), ("B", [[square(10, 10)]])])
        let merged = shapes.dissolved(by: ["A": "G", "B": "G"])
        #expect(merged.outline(of: "G")?.polygons.count == 3)
        #expect(twiceArea(merged, "G") == 600)
    }

    @Test func aHoleTouchingTheOutsideAtACornerIsAHole() throws {
        let notched = topology([
            ("A", [[[Point(0, 0), Point(20, 0), Point(20, 10), Point(10, 10), Point(10, 20), Point(0, 20)]]]),
            ("B", [[[Point(20, 10), Point(30, 10), Point(30, 30), Point(10, 30), Point(10, 20), Point(20, 20)]]]),
        ])
        let merged = notched.dissolved(by: ["A": "G", "B": "G"])
        #expect(twiceArea(merged, "G") == 2 * (300 + 300))
        let outline = try #require(merged.outline(of: "G"))
        #expect(outline.polygons.joined().allSatisfy { (ring: [Point]) in Set(ring).count == ring.count })
    }

    @Test func territoriesWithoutAGroupAreLeftOut() {
        let row = topology([("A", [[square(0, 0)]]), ("B", [[square(10, 0)]])])
        #expect(row.dissolved(by: ["A": "G"]).codes == ["G"])
        #expect(row.dissolved(by: [:]).shapes.isEmpty)
    }
}

struct MapPathTests {
    @Test func aPathStartsOnceThenGoesByRelativeSteps() throws {
        let pair = topology([("A", [[square(0, 0)]]), ("B", [[square(10, 0)]])])
        let projection = try #require(pair.projection(width: 200))
        #expect(projection.height == 100)
        #expect(pair.path(for: "A", in: projection) == "M100 100l0-100-100 0 0 100z")
        #expect(pair.path(for: "ailleurs", in: projection) == "")
        #expect(pair.borders(in: projection).filter { $0 == "M" }.count == 1)
    }

    @Test func aMarginIsLeftOnEachSide() throws {
        let alone = topology([("A", [[square(0, 0)]])])
        let projection = try #require(alone.projection(width: 120, margin: 10))
        let corner = projection.position(of: Topology.Place(longitude: 0, latitude: 0))
        #expect(corner.x == 10 && corner.y == 110)
        #expect(projection.height == 120)
    }

    @Test func aNameIsWrittenWhereThereIsRoom() throws {
        let elbow: [Point] = [
            Point(0, 0), Point(100, 0), Point(100, 10), Point(40, 10), Point(40, 60), Point(0, 60),
        ]
        let place = try #require(topology([("A", [[elbow]])]).labelPlace(of: "A", flatness: 1))
        #expect((15e-5...25e-5).contains(place.longitude) && (15e-5...45e-5).contains(place.latitude))
    }
}
