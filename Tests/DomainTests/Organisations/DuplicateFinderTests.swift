import Testing

@testable import Domain

/// Pairs worth comparing are found without comparing all.
struct DuplicateFinderTests {
    private func finder(_ sheets: [OrganisationSheet]) -> DuplicateFinder {
        var finder = DuplicateFinder()
        for (index, sheet) in sheets.enumerated() { finder.add(ID(rawValue: Int64(index + 1)), sheet) }
        finder.finish()
        return finder
    }

    private func numbers(_ sheets: [OrganisationSheet]) -> [[Int64]] {
        finder(sheets).pairs().map { [$0.0.rawValue, $0.1.rawValue] }
    }

    @Test func aKeyInCommonIsEnoughAndNothingInCommonIsNotAPair() {
        let sheets = [
            OrganisationSheet([.name: "Un", .phone: "0298000000"]),
            OrganisationSheet([.name: "Deux", .phone: "+33 2 98 00 00 00"]),
            OrganisationSheet([.name: "Trois", .website: "https://www.trois.example/a"]),
            OrganisationSheet([.name: "Quatre", .website: "http://trois.example"]),
            OrganisationSheet([.name: "Ressourcerie du Léon", .commune: "29151"]),
            OrganisationSheet([.name: "Resourcerie Leon", .commune: "29151"]),
            OrganisationSheet([.name: "Ressourcerie du Léon", .commune: "22113", .town: "Lannion"]),
            OrganisationSheet([.name: "Cinq", .siret: "73282932000074"]),
            OrganisationSheet([.name: "Six", .siren: "732829320"]),
            OrganisationSheet([.name: "Sept"]),
        ]
        #expect(numbers(sheets) == [[1, 2], [3, 4], [5, 6], [5, 7], [8, 9]])
    }

    @Test func whatEverybodySharesIsNoKey() {
        let sheets = (0..<200).map { OrganisationSheet([.name: "Section \($0)", .phone: "0298000000"]) }
        #expect(numbers(sheets).isEmpty)
    }

    @Test(arguments: 0..<10)
    func everyLikelyPairOfAPlaceIsFound(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let sheets = (0..<40).map { _ in
            var sheet = DuplicateScoreTests.sheet(&random)
            if sheet[.town].isEmpty { sheet[.commune] = "29151" }
            return sheet
        }
        let found = Set(numbers(sheets))
        for (one, sheet) in sheets.enumerated() {
            for (other, second) in sheets.enumerated().dropFirst(one + 1) {
                let score = DuplicateScore(sheet, second)
                guard let level = score.level, level >= .certain else { continue }
                #expect(
                    found.contains([Int64(one + 1), Int64(other + 1)]),
                    "\(sheet.values) \(second.values) \(score.reasons)")
            }
        }
    }

    @Test func aSheetBeingTypedFindsWhatLooksLikeItAndTheClosestFirst() {
        let finder = finder([
            OrganisationSheet([.name: "Ressourcerie du Léon", .town: "Morlaix", .postcode: "29600"]),
            OrganisationSheet([.name: "Ressourcerie du Léon", .town: "Landivisiau", .postcode: "29400"]),
            OrganisationSheet([.name: "Culture en Trégor", .town: "Morlaix", .postcode: "29600"]),
            OrganisationSheet([.name: "Autre", .siren: "732829320"]),
        ])
        let typed = OrganisationSheet([.name: "Resourcerie Leon", .town: "Landivisiau", .postcode: "29400"])
        #expect(finder.candidates(like: typed).map(\.rawValue) == [2, 1])
        let numbered = OrganisationSheet([.name: "Tout autre chose", .siret: "73282932000074"])
        #expect(finder.candidates(like: numbered).map(\.rawValue) == [4])
        #expect(finder.candidates(like: OrganisationSheet([.name: "Zzz"])).isEmpty)
    }
}
