import Testing

@testable import Domain

/// What a person types, and what they expect first.
struct DirectorySearchTests {
    private static func entry(
        _ id: Int64, _ name: String, acronym: String = "", in town: String = "Quimper", postcode: String = "29000",
        pays: String = "pays-de-cornouaille", does activity: String = "", codes: [String] = [], hubs: [String] = [],
        family: Family = .association, size: SizeClass = .unknown, isCeased: Bool = false, updated: String = "2026"
    ) -> DirectoryEntry {
        DirectoryEntry(
            id: ID(rawValue: id), name: name, acronym: acronym, usualName: "", identifiers: codes, activity: activity,
            place: town + " " + postcode + " " + pays.split(separator: "-").joined(separator: " "), territories: [pays],
            hubs: hubs, family: family, size: size, isCeased: isCeased, updatedAt: updated)
    }

    private let index = DirectoryIndex([
        entry(1, "Les Ressourceries de l’Odet", does: "réemploi", size: .small),
        entry(2, "Ressourcerie du Trégor", in: "Lannion", postcode: "22300", pays: "tregor-goelo"),
        entry(
            3, "ASSOC SATO RELAIS", in: "Brest", postcode: "29200", pays: "pays-de-brest", does: "insertion",
            codes: ["334912623", "33491262300058"]),
        entry(4, "Théâtre de Morlaix", in: "Morlaix", postcode: "29600", pays: "pays-de-morlaix", does: "culture"),
        entry(5, "Culture et Loisirs", in: "Quimper", family: .cooperative, size: .large),
        entry(6, "A.D.E.S.S. du Léon", acronym: "ADESS", in: "Landivisiau", postcode: "29400", pays: "pays-de-morlaix"),
        entry(7, "Ancienne Ressourcerie", isCeased: true),
        entry(8, "Culture", in: "Brest", postcode: "29200", pays: "pays-de-brest", hubs: ["adess-pays-de-brest"]),
    ])

    private func ask(_ text: String, _ change: (inout DirectoryQuery) -> Void = { _ in }) -> [Int64] {
        var query = DirectoryQuery()
        query.text = text
        change(&query)
        return index.search(query).page.map(\.rawValue)
    }

    @Test(
        arguments: [
            ("ressourcerie quimper", [1]), ("RESSOURCERIES", [1, 2]), ("ressourc", [1, 2]), ("22300", [2]),
            ("33491262300058", [3]), ("334 912 623", [3]), ("33491262300099", [3]), ("assoc sato relais", [3]),
            ("adess", [6, 8].filter { $0 == 6 }), ("theatre", [4]), ("Théâtre", [4]), ("l’odet", [1]), ("odet", [1]),
        ] as [(String, [Int64])])
    func whatIsTypedFindsWhatIsMeant(text: String, expected: [Int64]) {
        #expect(ask(text) == expected)
    }

    @Test func aWordAndAPlaceNarrowToThatPlace() {
        #expect(ask("culture Pays de Morlaix") == [4])
    }

    @Test func theExactNameComesFirstThenNamesThenWhatIsDone() {
        #expect(ask("culture") == [8, 5, 4])
    }

    @Test func aMistypedWordIsReadAsItsNeighbourAndSaidSo() {
        var query = DirectoryQuery()
        query.text = "resourcerie tregor"
        let answer = index.search(query)
        #expect(answer.page == [2])
        #expect(answer.corrections.map(\.read) == ["ressourcerie"])
    }

    @Test func aWordThatNothingSaysIsLeftOutAndSaidSo() {
        var query = DirectoryQuery()
        query.text = "theatre zzzyx"
        let answer = index.search(query)
        #expect(answer.page == [4] && answer.unknownWords == ["zzzyx"])
        #expect(ask("zzzyx") == [])
    }

    @Test func ceasedOrganisationsAreHiddenUnlessAskedFor() {
        #expect(!ask("ancienne ressourcerie").contains(7))
        #expect(ask("ancienne ressourcerie") { $0.includesCeased = true } == [7])
    }

    @Test func eachFilterIsCountedWithoutItself() {
        var query = DirectoryQuery()
        query.family = .cooperative
        let answer = index.search(query)
        #expect(answer.page == [5] && answer.total == 1)
        #expect(answer.counts(.family) == ["association": 6, "cooperative": 1])
        #expect(answer.count(in: "pays-de-cornouaille") == 1 && answer.count(in: "pays-de-brest") == 0)
        #expect(index.search(DirectoryQuery()).counts(.hub) == ["adess-pays-de-brest": 1])
    }

    @Test func aTerritoryThatIsNotKnownHoldsNobody() {
        #expect(ask("") { $0.territory = "atlantide" } == [])
    }

    @Test func withoutAQuestionMembersOfHubsComeFirstThenTheLarger() {
        #expect(ask("").prefix(3) == [8, 5, 1])
        #expect(ask("") { $0.sort = .name }.first == 6)
    }

    @Test func theAddressSaysTheQuestionAndReadsBack() {
        var query = DirectoryQuery()
        query.text = "ressourcerie"
        query.family = .company
        query.territory = "bretagne"
        query.size = .small
        query.includesCeased = true
        query.sort = .updated
        query.page = 3
        let parts = Dictionary(query.parts.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        #expect(DirectoryQuery { parts[$0] ?? "" } == query)
        #expect(DirectoryQuery { _ in "n’importe quoi" }.page == 1)
        #expect(query.with(.family, "").family == nil && query.with(.family, "").page == 1)
    }

    @Test func everyPageTogetherIsEveryAnswerOnce() {
        let entries = (1...137).map { DirectorySearchTests.entry($0, "Organisation \($0)") }
        let index = DirectoryIndex(entries)
        let all = index.all(DirectoryQuery())
        #expect(all.count == 137 && Set(all).count == 137)
        let pages = (1...4).flatMap { (number: Int) -> [ID<Organisation>] in
            var query = DirectoryQuery()
            query.page = number
            return index.search(query).page
        }
        #expect(pages == all)
    }

    @Test func foldingForgetsCaseAccentsElisionsPluralsAndDots() {
        #expect(SearchText.words("L’Écluse des Œufs") == ["ecluse", "oeuf"])
        #expect(SearchText.words("A.D.E.S.S. Léon") == ["adess", "leon"])
        #expect(SearchText.words("le la") == ["le", "la"])
        #expect(SearchText.words("Réseaux 2000") == ["reseau", "2000"])
        #expect(SearchText.words("") == [] && SearchText.words("… — !") == [])
    }
}
