import Testing

@testable import Domain

/// Shares, months, packed cells: what vintages are made of and read with.
struct ProportionTests {
    @Test func sharesAreExactAndRoundedOnlyToBeShown() {
        #expect(Proportion(1, of: 6).percent == "16,7" + French.thin + "%")
        #expect(Proportion(1, of: 8).tenthsOfPercent == 125)
        #expect(Proportion(1, of: 2000).tenthsOfPercent == 1)
        #expect(Proportion(0, of: 0).percent == "—")
        #expect(Proportion(12, of: 1000).perThousand == "12,0")
        #expect(Proportion(1, of: 3).isLess(than: Proportion(334, of: 1000)))
        #expect(!Proportion(1, of: 3).isLess(than: Proportion(2, of: 6)))
    }

    @Test func specialisationIsAShareOverAShare() {
        // Half here, a quarter there.
        let index = Proportion.specialisation(3, of: 6, against: Proportion(25, of: 100))
        #expect(index?.hundredths == "2,00")
        #expect(Proportion.specialisation(3, of: 6, against: Proportion(0, of: 100)) == nil)
        #expect(Proportion.specialisation(0, of: 6, against: Proportion(1, of: 2))?.hundredths == "0,00")
    }

    @Test func aMonthIsFoundInTheNameOfAFile() {
        #expect(Month.named(in: "StockUniteLegale_2020-06_pm.csv")?.description == "2020-06")
        #expect(Month.named(in: "StockEtablissement_utf8.zip") == nil)
        #expect(Month.named(in: "de-2020-06-a-2021-07.csv") == nil)
        #expect(Month("2020-13") == nil)
        #expect(Month("2020") == nil)
        #expect(Month("2020-02")?.lastDay == Day("2020-02-29"))
        #expect(Month("2026-01")?.french == "janvier" + French.space + "2026")
    }

    @Test func cellsComeBackFromTheirBytes() throws {
        var random = SeededRandom(seed: 9)
        var cells: [PanoramaCoding.Cell] = []
        for word in Set((0..<500).map { _ in UInt64.random(in: 0..<(1 << 47), using: &random) }).sorted() {
            var counts = PanoramaCounts()
            counts.all = UInt32.random(in: 0...UInt32.max, using: &random)
            counts.active = UInt32.random(in: 0...300, using: &random)
            counts.seats = 7
            cells.append((PanoramaKey(word: word), counts))
        }
        let bytes = PanoramaCoding.bytes(of: cells)
        var back: [PanoramaCoding.Cell] = []
        try PanoramaCoding.forEach(in: bytes) { back.append(($0, $1)) }
        #expect(back.map(\.key) == cells.map(\.key))
        #expect(back.map(\.counts) == cells.map(\.counts))
        #expect(throws: PanoramaCoding.Damaged.self) {
            try PanoramaCoding.forEach(in: bytes.dropLast()) { _, _ in }
        }
    }

    @Test func aYearKeepsItsEventAndItsFamily() {
        for family in [nil] + Family.allCases.map(Optional.some) {
            for event in [YearKey.Event.opening, .closure] {
                let key = YearKey(commune: 34_999, year: 2026, event: event, family: family)
                #expect(key?.year == 2026 && key?.event == event && key?.family == family)
                #expect(key?.key.commune == 34_999)
            }
        }
        #expect(YearKey(commune: 1, year: 0, event: .opening, family: nil) == nil)
    }

    @Test func everyBandHasItsGroup() {
        #expect(SizeGroup.of(SizeBands.number(ShortCode("12") ?? ShortCode(rawValue: 0))) == .upTo49)
        #expect(
            SizeBands.codes.indices.map { SizeGroup.of($0) } == [
                .untold, .zero, .upTo5, .upTo5, .upTo19, .upTo19, .upTo49, .upTo99, .upTo249, .upTo249, .more, .more,
                .more,
                .more, .more, .more, .untold,
            ])
        for group in SizeGroup.allCases.dropFirst() {
            guard let high = group.high, let next = SizeGroup(rawValue: group.rawValue + 1) else { continue }
            #expect(next.low == high + 1)
        }
    }
}
