import Foundation
import Testing

@testable import Domain

struct DayTests {
    @Test func aDayIsReadAndWrittenTheSameWay() {
        for text in ["2010-03-01", "1000-01-01", "9999-12-31", "2000-02-29", "2024-02-29"] {
            #expect(Day(text)?.description == text)
        }
    }

    @Test(arguments: [
        "", "2010", "2010-03", "2010-3-1", "2010-03-1", "10-03-01", "2010/03/01", "2010-13-01", "2010-00-10",
        "2010-02-30",
        "2010-04-31", "1900-02-29", "2100-02-29", "2010-03-01 ", " 2010-03-01", "2010-03-01T00:00", "0999-12-31",
        "-2010-03-01",
        "2010--3-01", "+201-03-01", "２０１０-03-01", "٢٠١٠-٠٣-٠١", "2010-03-0١", "2010-03-00", "2010-03-32",
    ])
    func whatIsNotADayIsRefused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func theNumberOfADayIsTheCountSince1970() {
        #expect(day("1970-01-01").number == 0)
        #expect(day("1969-12-31").number == -1)
        #expect(day("2000-03-01").number == 11_017)
        #expect(day("2010-03-01").number == 14_669)
        #expect(Day(number: 14_669) == day("2010-03-01"))
    }

    /// Also against Foundation's calendar, which is another program.
    @Test func everyNumberGivesItsDayBack() throws {
        var random = SeededRandom(seed: 2010)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for _ in 0..<2000 {
            let number = Int.random(in: -354_000...2_932_896, using: &random)
            let found = try #require(Day(number: number))
            #expect(found.number == number)
            guard found.year > 1600 else { continue }
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            #expect(parts.year == found.year && parts.month == found.month && parts.day == found.day)
        }
    }

    @Test func daysFollowEachOtherWithoutAGapOverFourHundredYears() throws {
        var previous = day("1799-12-31")
        for number in (previous.number + 1)...day("2200-01-01").number {
            let next = try #require(Day(number: number))
            #expect(previous < next)
            let isNextDay = next.year == previous.year && next.month == previous.month && next.day == previous.day + 1
            let isNextMonth = next.day == 1 && previous.day == Day.length(ofMonth: previous.month, year: previous.year)
            guard isNextDay || isNextMonth else {
                Issue.record("\(previous) is followed by \(next)")
                return
            }
            previous = next
        }
    }

    @Test func outsideOfTheYearsThatCanBeWrittenThereIsNoDay() {
        #expect(Day(number: day("9999-12-31").number + 1) == nil)
        #expect(Day(number: Day.farPast.number - 1) == nil)
        #expect(Day.farPast == day("1000-01-01"))
        #expect(day("2010-03-01").adding(days: 31) == day("2010-04-01"))
    }

    @Test func aDayInAFileIsCheckedWhenRead() throws {
        let decoded = try JSONDecoder().decode([Day].self, from: Data(#"["2010-03-01"]"#.utf8))
        #expect(decoded == [day("2010-03-01")])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2010-02-30"]"#.utf8))
        }
        #expect(String(decoding: try JSONEncoder().encode([day("2010-03-01")]), as: UTF8.self) == #"["2010-03-01"]"#)
    }
}
