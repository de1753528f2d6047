import Domain
import Foundation
import Testing

/// In which sectors an organisation is, from what is said and from its activity code.
struct SectorTests {
    private func rule(_ prefix: String, _ sector: String?, _ nomenclature: Nomenclature = .nafRev2) throws -> SectorRule
    {
        SectorRule(
            prefix: try #require(ActivityPrefix(prefix, in: nomenclature)), sector: sector, source: "Essai",
            certainty: .reported)
    }

    private func sectors(on today: Day = day("2026-11-25")) throws -> Sectors {
        let list = ["medico-social", "services", "culture", "sport"].map { Sector(code: $0, label: $0.uppercased()) }
        let retired = Sector(
            code: "ancien", label: "Ancien", validity: try #require(Validity(from: nil, until: Day("2020-01-01"))))
        let rules = try [
            rule("Q", "medico-social"), rule("88.10A", "services"), rule("90", "culture"), rule("9004", nil),
            rule("93.1", "sport"), rule("90", "sport", .naf2025), rule("58", "ancien"),
        ]
        return Sectors(list + [retired], rules: rules, on: today)
    }

    private func codes(_ activity: String, _ nomenclature: String = "NAFRev2", said: String = "") throws -> [String] {
        let sheet = OrganisationSheet([
            .activity: activity, .activityNomenclature: nomenclature, .sectors: said,
        ])
        return try sectors().sectors(of: sheet).map(\.code)
    }

    @Test func theLongestBeginningWinsAndASectionHoldsItsDivisions() throws {
        #expect(try codes("88.99B") == ["medico-social"])
        #expect(try codes("88.10A") == ["services"])
        #expect(try codes("8610Z") == ["medico-social"])
        #expect(try codes("93.12Z") == ["sport"])
        #expect(try codes("93.29Z") == [])
    }

    @Test func aRuleMaySayThatACodeBelongsToNoSector() throws {
        #expect(try codes("90.01Z") == ["culture"])
        #expect(try codes("90.04Z") == [])
    }

    @Test func whatIsSaidWinsOverWhatIsSuggestedAndKeepsItsOrder() throws {
        #expect(try codes("88.10A", said: "sport culture") == ["sport", "culture"])
        #expect(try sectors().reading(of: OrganisationSheet([.sectors: "sport"])).basis == .said)
        // A code that the network does not know says nothing.
        #expect(try codes("88.10A", said: "inconnu") == ["services"])
    }

    @Test func eachNomenclatureHasItsOwnRules() throws {
        #expect(try codes("90.11Y", "NAF2025") == ["sport"])
        #expect(try codes("88.99H", "NAF2025") == [])
        // Without its nomenclature, the last letter tells.
        #expect(try codes("90.11Y", "") == ["sport"])
        #expect(try codes("90.01Z", "") == ["culture"])
    }

    @Test func codesOfBefore2008AreRecognisedAndNotReadAsOfToday() throws {
        for (code, said, found) in [
            ("85.3K", "NAFRev1", Nomenclature.nafRev1), ("92.3A", "NAF1993", .naf1993), ("9723", "NAP", .nap),
            ("85.3K", "", .nafRev1), ("9003", "", .nap),
        ] {
            let reading = try sectors().reading(of: code, nomenclature: said)
            #expect(reading.sectors.isEmpty && reading.silence == .formerNomenclature(found))
        }
        // Word and shape differ: nobody guesses.
        #expect(try sectors().reading(of: "85.3K", nomenclature: "NAFRev2").silence == .unreadable("85.3K"))
        #expect(try sectors().reading(of: "90.01Z", nomenclature: "NAF2025").silence == .unreadable("90.01Z"))
    }

    @Test func aRetiredSectorIsNoLongerSuggestedButStaysWhereItWasSaid() throws {
        #expect(try codes("58.11Z") == [])
        #expect(try codes("58.11Z", said: "ancien") == ["ancien"])
        #expect(try sectors(on: #require(Day("2019-12-31"))).reading(of: "58.11Z", nomenclature: "").sectors.count == 1)
        #expect(try sectors().current.map(\.code).contains("ancien") == false)
    }

    @Test(arguments: ["", "8", "888888", "04", "B1", "W", "88.99", "8899Y", "8a", "00"])
    func whatNoCodeBeginsWithIsNotAPrefix(text: String) {
        // « 88.99 » is a class of both nomenclatures.
        #expect((ActivityPrefix(text, in: .nafRev2) == nil) == (text != "88.99"))
    }

    @Test func aFileMayNameASectorByItsCodeOrItsLabel() throws {
        let sectors = Sectors([Sector(code: "edu", label: "Éducation populaire")], rules: [], on: day("2026-11-25"))
        #expect(sectors.named("edu")?.code == "edu" && sectors.named("education  POPULAIRE")?.code == "edu")
        #expect(sectors.named("éducation") == nil)
    }
}
