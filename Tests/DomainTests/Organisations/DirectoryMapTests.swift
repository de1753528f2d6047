import Testing

@testable import Domain

/// A look at a part of the map finds there what going through every organisation finds.
struct DirectoryMapTests {
    private static func entry(_ number: Int, _ point: DirectoryPoint?) -> DirectoryEntry {
        DirectoryEntry(
            id: ID(rawValue: Int64(number)), name: "Organisation \(number)", acronym: "", usualName: "",
            identifiers: [],
            activity: "", place: "", territories: [], hubs: [], family: .association, size: .unknown,
            isCeased: number % 11 == 0, updatedAt: "2026-01-01T00:00:00Z", point: point)
    }

    @Test func squaresHoldWhatStandsInThem() throws {
        var random = SeededRandom(seed: 3)
        let entries = (1...4000).map { number -> DirectoryEntry in
            let longitude = Double.random(in: -5...8, using: &random)
            let latitude = Double.random(in: 42...51, using: &random)
            let isPrecise = Bool.random(using: &random)
            return Self.entry(
                number,
                number % 17 == 0
                    ? nil : DirectoryPoint(longitude: longitude, latitude: latitude, isPrecise: isPrecise))
        }
        let index = DirectoryIndex(entries)
        let segment = index.segments[0]
        let found = try #require(index.findings(DirectoryQuery()).found.first)
        let alone = DirectoryIndex.Found(documents: found.documents)
        #expect(found.documents.count > 1000 && found.set != nil && alone.set == nil)
        for _ in 0..<300 {
            let (x, y) = (Double.random(in: -7...9, using: &random), Double.random(in: 41...52, using: &random))
            let side = Double.random(in: 0.01...9, using: &random)
            let text = "\(x - side),\(y - side / 2),\(x + side),\(y + side / 2)"
            let view = MapFrame(showing: try #require(MapBox(text)), width: 640, height: 480).view
            var (quick, slow) = (DirectoryMap.Grid(view, squares: 11), DirectoryMap.Grid(view, squares: 11))
            let counts = quick.add(found, segment, 0, in: view)
            let expected = slow.add(alone, segment, 0, in: view)
            #expect(counts == expected)
            #expect(quick.clusters(index) == slow.clusters(index))
        }
    }
}
