import Testing

@testable import Domain

struct UndatedPopulationTests {
    @Test func aPopulationOfNoYearIsNotTakenAndTheReportSaysSo() {
        let undated = table("communes.csv", "code_insee,nom,pop_municipale\n29233,Quimperlé,12200\n29232,Quimper,\n")
        let found = plan([undated])
        #expect(found.after.populations.isEmpty && found.refusals.isEmpty)
        let remarks = TerritoryDifferences(found).remarks
        #expect(remarks.count == 1 && remarks[0].contains("communes.csv") && remarks[0].contains("1\u{A0}population"))
        let dated = plan([undated], since: "2026-01-01")
        #expect(TerritoryDifferences(dated).remarks.isEmpty && !dated.after.populations.isEmpty)
    }
}
