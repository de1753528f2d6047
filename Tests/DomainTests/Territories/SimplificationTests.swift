import Foundation
import Testing

@testable import Domain

struct SimplificationTests {
    /// Two territories either side of a ragged line, with an island.
    let coast: Topology = {
        let border = (0...40).map { Point(1000 + ($0 % 2) * 6, $0 * 50) }
        let left = [Point(0, 0)] + border + [Point(0, 2000)]
        let right = [Point(2000, 2000)] + border.reversed() + [Point(2000, 0)]
        let island = [Point(3000, 0), Point(3004, 1), Point(3005, 5), Point(3001, 5)]
        return topology([("A", [[left]]), ("B", [[right], [island]])])
    }()

    @Test func theLeastNoticeablePointsGoAndTheEndsOfArcsStay() {
        let simple = coast.simplified(tolerance: 1000)
        #expect(simple.pointCount < coast.pointCount / 2)
        let ends = Set(coast.arcs.compactMap(\.first) + coast.arcs.compactMap(\.last))
        #expect(ends.subtracting(simple.arcs.joined()).isEmpty)
        #expect(simple.neighbours() == coast.neighbours())
    }

    @Test func aSharedBorderStaysShared() {
        let simple = coast.simplified(tolerance: 1000)
        #expect(simple.users().map(Set.init) == coast.users().map(Set.init))
    }

    @Test func aTargetOfPointsIsReached() {
        #expect(coast.simplified(tolerance: .infinity, target: 30).pointCount == 30)
    }

    @Test func anIslandKeepsThreeCornersOrGoesWhole() {
        let simple = coast.simplified(tolerance: 1e9)
        #expect(simple.outline(of: "B")?.polygons.last?.first?.count == 3)
        #expect(coast.simplified(tolerance: 0, smallestIsland: 1e5).outline(of: "B")?.polygons.count == 1)
    }

    @Test func anIslandThatIsTheWholeTerritoryNeverVanishes() {
        let island = topology([("Sein", [[square(0, 0, side: 2)]])])
        let simple = island.simplified(tolerance: 1e12, smallestIsland: 1e12)
        #expect(simple.outline(of: "Sein")?.polygons.first?.first.map { $0.count >= 3 } == true)
    }

    @Test func twoLinesBetweenTheSameEndsDoNotBecomeOne() {
        let lens = [Point(0, 0), Point(50, -1), Point(100, 0), Point(50, 1)]
        let around = topology([
            ("A", [[[Point(-100, -100), Point(0, 0), Point(50, -1), Point(100, 0), Point(200, -100)]]]),
            ("B", [[lens]]),
            ("C", [[[Point(-100, 100), Point(200, 100), Point(100, 0), Point(50, 1), Point(0, 0)]]]),
        ])
        let simple = around.simplified(tolerance: 1e12)
        #expect(twiceArea(simple, "B") > 0)
        #expect(simple.codes == ["A", "B", "C"])
    }

    @Test func aPointIsKeptWhenTakingItOutWouldMakeLinesCross() {
        // A bay whose mouth holds an island: flattening the bay would run over the island.
        let bay = [Point(0, 0), Point(100, 0), Point(100, 100), Point(52, 60), Point(48, 60), Point(0, 100)]
        let island = square(49, 70, side: 2)
        let simple = topology([("côte", [[bay]]), ("île", [[island]])]).simplified(tolerance: 1e12)
        let outline = simple.outline(of: "côte")?.polygons[0][0] ?? []
        #expect(island.allSatisfy { side(of: $0, in: outline) == .outside })
    }
}

@Suite(.enabled(if: RealData.isPresent("geo/communes_bretagne_2026.geojson"), "les données réelles sont absentes"))
struct RealContoursTests {
    static let communes = Result { try GeographicFile.read(RealData.bytes("geo/communes_bretagne_2026.geojson")) }

    @Test func theCommunesOfBrittanyAreReadWithTheirSharedBorders() throws {
        let file = try Self.communes.get()
        #expect(file.features.count == 1202 && file.topology.shapes.count == 1202)
        let area = file.topology.codes.reduce(0) { $0 + file.topology.area(of: $1) }
        #expect((27_000...27_700).contains(area))
        checkBorders(of: file.topology)
    }

    @Test func noCommuneIsLostWhenSimplifiedAndTheRegionKeepsItsSize() throws {
        let before = try Self.communes.get().topology
        let simple = before.simplified(tolerance: 100_000, smallestIsland: 100_000)
        #expect(simple.pointCount * 3 < before.pointCount)
        #expect(simple.codes == before.codes)
        #expect(simple.shapes.allSatisfy { !$0.polygons.isEmpty })
        let area = { (topology: Topology) in topology.codes.reduce(0) { $0 + topology.area(of: $1) } }
        #expect(abs(area(simple) / area(before) - 1) < 0.01)
        checkBorders(of: simple)
        let junctions = Set(
            zip(before.arcs, before.users()).filter { $1.count == 2 }.flatMap { arc, _ in arc.prefix(1) })
        #expect(junctions.subtracting(simple.arcs.joined()).isEmpty)
    }

    @Test func communesMakeTheTwentyOnePaysInAsManyPiecesOfTheSameSize() throws {
        let file = try Self.communes.get()
        let groups = file.features.map { ($0.code, $0.properties["pays_code"] ?? "") }.filter { !$0.1.isEmpty }
        let pays = file.topology.dissolved(by: Dictionary(uniqueKeysWithValues: groups))
        #expect(pays.codes.count == 21)
        for code in pays.codes {
            let parts = groups.filter { $0.1 == code }.reduce(0) { $0 + file.topology.area(of: $1.0) }
            #expect(abs(pays.area(of: code) - parts) < 0.001)
        }
    }

    /// A coast serves one territory; a border serves two, once in each direction.
    private func checkBorders(of topology: Topology) {
        var uses: [Int: [Int]] = [:]
        for shape in topology.shapes {
            for reference in shape.polygons.joined().joined() {
                uses[arcIndex(reference), default: []].append(reference)
            }
        }
        #expect(uses.count == topology.arcs.count)
        #expect(uses.values.allSatisfy { $0.count == 1 || $0.count == 2 && $0[0] == ~$0[1] })
    }
}
