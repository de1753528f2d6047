import Testing

@testable import Domain

private func code(_ text: String) -> ShortCode { ShortCode(text) ?? ShortCode(rawValue: 0) }

struct ShortCodeTests {
    @Test(arguments: ["", "29019", "94.99Z", "2A004", "12345678"]) func aShortTextIsKeptWhole(text: String) {
        #expect(ShortCode(text)?.description == text)
    }

    @Test(arguments: ["123456789", "été", "a\u{0}b"]) func whatDoesNotFitIsNoCode(text: String) {
        #expect(ShortCode(text) == nil)
    }

    @Test func codesAreOrderedAsTheirTexts() {
        let texts = ["", "00", "01", "2A004", "2B", "29019", "290190", "NN", "94.99Z", "94.99"]
        #expect(texts.map(code).sorted().map(\.description) == texts.sorted())
    }

    @Test func everyCodeOfAnIndexIsFoundAndNoOther() {
        let kept = (0..<36_000).map { String(20_000 + $0 * 2) }
        let index = CodeIndex(kept.map(code) + [code("29019"), code("29019"), code("")])
        #expect(index.codes.count == 36_000 + 1)
        for text in kept { #expect(index.number(of: code(text).rawValue).map { index.codes[$0].description } == text) }
        for number in 0..<30_000 {
            #expect(
                index.number(of: code(String(20_001 + number * 2)).rawValue)
                    == (20_001 + number * 2 == 29_019 ? index.codes.firstIndex(of: code("29019")) : nil))
        }
        #expect(index.number(of: 0) == nil)
        #expect(CodeIndex([]).number(of: code("29019").rawValue) == nil)
    }
}

extension UnitPerimeter {
    /// Of one unit.
    fileprivate func family(
        category: ShortCode, flag: ShortCode, activity: ShortCode, nomenclature: ShortCode
    ) -> Family? {
        var excluded = ExcludedActivities(self)
        return family(category: category, flag: flag) { excluded.contain(activity, nomenclature) }
    }
}

struct UnitPerimeterTests {
    private let perimeter = UnitPerimeter(.sample)

    @Test(
        arguments: [
            ("9220", "O", Family.association), ("9220", "", .association), ("9220", "N", nil), ("5710", "O", .company),
            ("5710", "", nil), ("5458", "", .cooperative), ("8210", "", .mutual), ("9300", "O", .foundation),
            ("9240", "", nil), ("9240", "O", .company), ("8410", "", nil), ("1000", "O", nil), ("2110", "O", nil),
            ("", "O", .company), ("", "", nil),
        ] as [(String, String, Family?)])
    func theRegisterIsBelievedFirstThenTheLegalForm(category: String, flag: String, family: Family?) {
        let found = perimeter.family(
            category: code(category), flag: code(flag), activity: code("94.99Z"), nomenclature: code("NAFRev2"))
        #expect(found == family)
    }

    @Test func anExcludedActivityNeedsTheRegistersWord() {
        func family(_ flag: String, _ activity: String, _ nomenclature: String = "NAFRev2") -> Family? {
            perimeter.family(
                category: code("9220"), flag: code(flag), activity: code(activity), nomenclature: code(nomenclature))
        }
        #expect(family("", "94.92Z") == nil)
        #expect(family("", "84.13Z") == nil)
        #expect(family("O", "84.13Z") == .association)
        #expect(family("", "94.99Z") == .association)
        // The same digits mean something else in an older nomenclature.
        #expect(family("", "84.1Z", "NAF1993") == .association)
    }

    /// What is remembered, and what is set aside by its division alone, is what the table says: a section, a division, a
    /// group, a class or a code that is out, in either nomenclature.
    @Test func everyActivityIsExcludedAsTheTableHasIt() {
        let out: [(String, Nomenclature)] = [
            ("O", .nafRev2), ("97", .nafRev2), ("889", .nafRev2), ("9491Z", .nafRev2), ("Q", .naf2025),
            ("0111Y", .naf2025),
        ]
        let prefixes = out.compactMap { ActivityPrefix($0.0, in: $0.1) }
        #expect(prefixes.count == out.count)
        let table = EssTable(
            [],
            exclusions: prefixes.map {
                EssTable.Exclusion(prefix: $0, label: "Exclue", source: "Essai", certainty: .reported)
            })
        var excluded = ExcludedActivities(UnitPerimeter(table))
        var differing: [String] = []
        var count = 0
        for nomenclature in ["NAFRev2", "NAF2025", "NAF1993", "NAP", "", "NAF2040"] {
            let numbers = (0...9999).map { String(String(10_000 + $0).suffix(4)) }
            let some = numbers.filter { $0.hasSuffix("1") || $0.hasSuffix("9") }
            let written = some.flatMap { number -> [String] in
                let digits = String(number.prefix(2)) + "." + String(number.suffix(2))
                return [digits + "Z", digits + "Y"]
            }
            for activity in written + ["", " 84.1Z", "8411Z", "84", "8 411Z", "A", "O", "94.91z"] {
                let isOut = table.exclusion(of: activity, nomenclature: nomenclature) != nil
                count += isOut ? 1 : 0
                if excluded.contain(code(activity), code(nomenclature)) != isOut {
                    differing.append(activity + nomenclature)
                }
            }
        }
        #expect(differing.isEmpty)
        #expect(count > 100)
    }

    /// The rule of the panorama and the directory's are one.
    @Test func everyCategoryIsInAsTheDirectoryHasIt() {
        for number in 0...9999 {
            let category = String(String(10_000 + number).suffix(4))
            let isIn = EssTable.sample.includes(category: category, activity: "94.99Z", nomenclature: "NAFRev2")
            #expect(perimeter.includes(code(category)) == isIn)
            #expect(UnitPerimeter.isPerson(code(category)) == LegalForm.isPerson(category))
        }
    }
}

struct SirenTableTests {
    @Test(arguments: [true, false]) func everyUnitIsFoundWhateverTheOrderOfTheFile(isSorted: Bool) {
        let sirens = [0, 1, 4095, 4096, 5_410_949, 356_000_000, 356_000_001, 999_999_999]
        let entries = sirens.enumerated().compactMap { SirenTable.entry($0.element, UInt8($0.offset)) }
        let table = SirenTable(isSorted ? entries : entries.reversed())
        #expect(table.count == sirens.count)
        for (number, siren) in sirens.enumerated() { #expect(table[siren] == UInt8(number)) }
        for stranger in [2, 4094, 4097, 356_000_002, 999_999_998, -1, 1_000_000_000] { #expect(table[stranger] == nil) }
    }

    @Test func aUnitToldTwiceIsOneAsItWasFirstTold() {
        let entries = [(7, 1), (5, 2), (7, 3)].compactMap { SirenTable.entry($0.0, UInt8($0.1)) }
        #expect(SirenTable(entries)[7] == 1)
        #expect(SirenTable(entries).count == 2)
        #expect(SirenTable.entry(1_000_000_000, 0) == nil)
        #expect(SirenTable([]).count == 0)
    }
}

struct PanoramaTallyTests {
    @Test func aKeyKeepsEverythingItIsMadeOf() {
        for family in [nil] + Family.allCases.map(Optional.some) {
            for (activity, nomenclature) in [
                ("94.99Z", Nomenclature?.some(.nafRev2)), ("741G", .naf1993), ("64.11", .nap), ("", nil),
            ] {
                for band in SizeBands.codes {
                    let key = PanoramaKey(
                        commune: 34_999, activity: code(activity), nomenclature: nomenclature,
                        band: SizeBands.number(code(band)), family: family)
                    #expect(key.commune == 34_999 && key.activity == activity && key.nomenclature == nomenclature)
                    #expect(key.band == band && key.family == family)
                }
            }
        }
    }

    /// Older classifications share codes with the present one: they are counted beside it, not in it.
    @Test func theSameCodeInAnotherClassificationIsAnotherActivity() {
        var tally = PanoramaTally()
        for nomenclature in ["NAFRev2", "NAFRev1", "NAP", "NAF1993", "", "NAF2099"] {
            let key = PanoramaKey(
                commune: 0, activity: code("55.10"), nomenclature: Nomenclature(code(nomenclature)), band: 0,
                family: nil)
            tally.add(key, PanoramaCounts(isActive: true))
        }
        #expect(tally.cells.map(\.counts.all) == [2, 1, 1, 1, 1])
        #expect(tally.cells.map(\.key.nomenclature) == [nil, .nafRev2, .nafRev1, .naf1993, .nap])
    }

    @Test func whatIsNoCodeIsCountedWithoutActivity() {
        for text in ["94.99é", "a", "1234567", "94 99"] {
            let activity = ShortCode(text) ?? ShortCode(rawValue: 0)
            #expect(
                PanoramaKey(commune: 1, activity: activity, nomenclature: .nafRev2, band: 0, family: nil).activity == ""
            )
        }
    }

    @Test func anEmployerThatClosedEmploysNobody() {
        var tally = PanoramaTally()
        let key = PanoramaKey(commune: 0, activity: code(""), nomenclature: nil, band: 0, family: nil)
        for (isActive, isEmployer) in [(true, true), (true, false), (false, true)] {
            tally.add(key, PanoramaCounts(isActive: isActive, isEmployer: isEmployer))
        }
        let counts = tally.cells.first?.counts
        #expect(counts?.all == 3 && counts?.active == 2 && counts?.employers == 1)
    }

    @Test func manyKeysAreCountedAsADictionaryCountsThem() {
        var (tally, expected) = (PanoramaTally(), [PanoramaKey: UInt32]())
        var state: UInt64 = 1
        for _ in 0..<60_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let key = PanoramaKey(word: state >> 34 % 20_000 << 20)
            tally.add(key, PanoramaCounts(isActive: false))
            expected[key, default: 0] += 1
        }
        #expect(tally.count == expected.count)
        #expect(tally.cells.map(\.key) == expected.keys.sorted())
        for cell in tally.cells { #expect(cell.counts.all == expected[cell.key]) }
    }
}
