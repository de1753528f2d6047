import Domain
import Foundation
import Testing

@testable import App

/// What is read quickly is what the system's libraries read.
struct RequestQueryTests {
    @Test func theValuesOfAnAddressAreReadAsTheSystemReadsThem() {
        var random = SeededRandom(seed: 5)
        let pieces = ["a", "é", "+", "%", "%2", "%2B", "%C3%A9", "%c3", "%00", "=", "%zz", "👋", "%F0%9F%91%8B", " "]
        for _ in 0..<5000 {
            let count = Int.random(in: 0..<6, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let expected = text.replacing("+", with: " ").removingPercentEncoding
            #expect(QueryText.decoded(text[...]) == expected, "\(text)")
        }
    }

    @Test func theDayInFranceIsTheOneOfTheCalendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Paris"))
        var random = SeededRandom(seed: 6)
        // Around the hours at which summer time begins and ends, and midnights; before 1996 too.
        var seconds = (0..<3000).map { _ in Double.random(in: 0..<2_100_000_000, using: &random) }
        seconds += [
            1_774_745_999, 1_774_746_000, 1_792_889_999, 1_792_890_000, 1_767_221_999.9, 1_767_222_000, 820_454_399,
        ]
        for second in seconds {
            let date = Date(timeIntervalSince1970: second)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            #expect(
                [date.dayInFrance.year, date.dayInFrance.month, date.dayInFrance.day] == [
                    parts.year, parts.month, parts.day,
                ])
        }
    }
}
