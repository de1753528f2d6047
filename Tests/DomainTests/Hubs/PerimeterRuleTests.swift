import Domain
import Testing

/// What is asked of a perimeter (R10).
struct PerimeterRuleTests {
    private func reading(
        _ territories: [String] = ["A", "B"], pieces: Int? = 1, shared: [(territory: String, hub: String)] = [],
        inhabitants: Int? = 61_000
    ) -> [Finding] {
        PerimeterRule.findings(
            .init(territories: territories, pieces: pieces, shared: shared, inhabitants: inhabitants))
    }

    @Test func aPerimeterInOnePieceThatNobodySharesIsWell() {
        #expect(reading().allSatisfy { $0.outcome == .met && $0.principle == "R10" })
    }

    @Test func piecesApartAndSharedTerritoriesAreSaid() {
        let findings = reading(pieces: 2, shared: [(territory: "Pays de Rennes", hub: "Réso")])
        #expect(findings.map(\.outcome) == [.missing, .missing, .met])
        #expect(findings[0].sentence.contains("2 morceaux") && findings[1].sentence.contains("périmètre de Réso"))
    }

    @Test func whatIsNotKnownIsNotGuessed() {
        #expect(reading(pieces: nil, inhabitants: nil).map(\.outcome) == [.unknown, .met, .unknown])
        #expect(reading(["A"], pieces: nil).first?.outcome == .met)
        #expect(reading([]).map(\.outcome) == [.missing])
    }

    @Test func theFirstDayWithoutTerritoryIsFound() throws {
        let first = try #require(Validity(from: nil, until: Day("2026-06-01")))
        let second = try #require(Validity(from: Day("2026-07-01"), until: nil))
        let start = try #require(Day("2026-01-01"))
        #expect(PerimeterRule.firstEmptyDay([first, second], from: start) == Day("2026-06-01"))
        #expect(PerimeterRule.firstEmptyDay([first, .always], from: start) == nil)
        #expect(PerimeterRule.firstEmptyDay([], from: start) == start)
        #expect(PerimeterRule.firstEmptyDay([second], from: start) == start)
    }
}
