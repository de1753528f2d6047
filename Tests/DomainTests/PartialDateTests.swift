import Foundation
import Testing

@testable import Domain

struct PartialDateTests {
    @Test(arguments: [
        ("2009", "2009-01-01", "2009-12-31"), ("2009-06", "2009-06-01", "2009-06-30"),
        ("2008-02", "2008-02-01", "2008-02-29"), ("2009-02", "2009-02-01", "2009-02-28"),
        ("2009-06-12", "2009-06-12", "2009-06-12"), ("2009-12", "2009-12-01", "2009-12-31"),
    ])
    func aDateKnownInPartSpansAllTheDaysItMayBe(text: String, first: String, last: String) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == text)
        #expect(date.earliest == day(first) && date.latest == day(last))
        #expect(date.isExact == (first == last))
    }

    @Test(arguments: [
        "", "09", "20090", "2009-6", "2009-13", "2009-00", "2009-06-31", "2009-06-12-01", "2009-06-", "-2009",
        "juin 2009",
        "2009/06", "12/06/2009", "2009-06-1", "0999", "2009 ", "200٩",
    ])
    func whatIsNotADateIsRefused(text: String) {
        #expect(PartialDate(text) == nil)
    }

    @Test func aDayWithoutItsMonthIsNoDate() {
        #expect(PartialDate(year: 2009, day: 12) == nil)
        #expect(PartialDate(year: 2009, month: 2, day: 29) == nil)
        #expect(PartialDate(day("2009-06-12")).description == "2009-06-12")
    }

    @Test func aDateNeverBecomesMorePreciseInAFile() throws {
        for text in ["2009", "2009-06", "2009-06-12"] {
            let date = try #require(PartialDate(text))
            let data = try JSONEncoder().encode([date])
            #expect(String(decoding: data, as: UTF8.self) == "[\"\(text)\"]")
            #expect(try JSONDecoder().decode([PartialDate].self, from: data) == [date])
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PartialDate].self, from: Data(#"["juin 2009"]"#.utf8))
        }
    }
}

struct ValidityTests {
    @Test func aValidityHoldsFromItsFirstDayUntilTheDayBeforeItsEnd() throws {
        let validity = try #require(Validity(from: day("2017-01-01"), until: day("2021-04-16")))
        #expect(!validity.contains(day("2016-12-31")))
        #expect(validity.contains(day("2017-01-01")) && validity.contains(day("2021-04-15")))
        #expect(!validity.contains(day("2021-04-16")))
        #expect(Validity.always.contains(.farPast) && Validity.always.contains(day("9999-12-31")))
    }

    @Test func anEndThatDoesNotComeAfterTheBeginningIsRefused() {
        #expect(Validity(from: day("2017-01-01"), until: day("2017-01-01")) == nil)
        #expect(Validity(from: day("2017-01-02"), until: day("2017-01-01")) == nil)
        #expect(Validity(from: nil, until: day("2017-01-01")) != nil)
    }

    /// Two validities overlap exactly when some day is in both.
    @Test func overlappingMeansSharingADay() throws {
        var random = SeededRandom(seed: 7)
        let start = day("2020-01-01")
        func bound() -> Day? {
            Bool.random(using: &random) ? start.adding(days: Int.random(in: 0...9, using: &random)) : nil
        }
        for _ in 0..<500 {
            guard let one = Validity(from: bound(), until: bound()), let other = Validity(from: bound(), until: bound())
            else {
                continue
            }
            let days = (-1...11).map { start.adding(days: $0) }
            let shares = days.contains { one.contains($0) && other.contains($0) }
            #expect(one.overlaps(other) == shares && other.overlaps(one) == shares, "\(one) \(other)")
        }
    }
}
