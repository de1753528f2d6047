import Foundation
import Testing

@testable import Domain

struct FranceTimeTests {
    @Test(arguments: [
        ("2026-11-25T17:57:49Z", "2026-11-25", 18, 57), ("2026-07-14 22:30:00.000", "2026-07-15", 0, 30),
        ("2026-12-31T23:00:00Z", "2027-01-01", 0, 0),
        // The two nights when clocks change.
        ("2026-03-29T00:59:00Z", "2026-03-29", 1, 59), ("2026-03-29T01:00:00Z", "2026-03-29", 3, 0),
        ("2026-10-25T00:59:00Z", "2026-10-25", 2, 59), ("2026-10-25T01:00:00Z", "2026-10-25", 2, 0),
    ])
    func clocksShowTheTimeOfFrance(utc: String, date: String, hour: Int, minute: Int) throws {
        let time = try #require(FranceTime(utc: utc))
        #expect(time.day == day(date) && time.hour == hour && time.minute == minute)
    }

    @Test(arguments: ["", "2026-11-25", "2026-11-25T25:00", "hier"])
    func whatIsNotAnInstantHasNoTime(text: String) { #expect(FranceTime(utc: text) == nil) }

    @Test func itAgreesWithTheSystemsCalendarAtAnyHourOfAnyYear() throws {
        var random = SeededRandom(seed: 7)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Paris"))
        for _ in 0..<2000 {
            let date = Date(timeIntervalSince1970: Double(Int.random(in: 946_684_800..<2_000_000_000, using: &random)))
            let time = try #require(FranceTime(utc: date.formatted(.iso8601)))
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
            #expect(time.day == Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
            #expect(time.hour == parts.hour && time.minute == parts.minute)
        }
    }
}
