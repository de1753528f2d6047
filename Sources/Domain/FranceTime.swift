/// What clocks show in metropolitan France: an hour ahead of UTC, two from the last Sunday of March at 1:00 UTC to the last
/// Sunday of October at 1:00 UTC (directive 2000/84/EC).
package struct FranceTime: Hashable, Sendable {
    package let day: Day
    /// From 0 to 23.
    package let hour: Int
    /// From 0 to 59.
    package let minute: Int

    /// From a timestamp in UTC, « 2026-11-25T17:57:49Z » or with a space; nil when it does not start so.
    package init?(utc timestamp: String) {
        guard let day = Day(String(timestamp.prefix(10))) else { return nil }
        let clock = timestamp.dropFirst(11).prefix(5).split(separator: ":")
        guard clock.count == 2, let hour = Day.number(clock[0]), let minute = Day.number(clock[1]) else { return nil }
        guard hour < 24, minute < 60 else { return nil }
        self.init(minutes: day.number * 1440 + hour * 60 + minute, on: day)
    }

    /// From a number of seconds since 1970-01-01 at midnight in UTC; nil beyond the years that a day may have.
    package init?(second: Int) {
        let minutes = (second - ((second % 60) + 60) % 60) / 60
        guard let day = Day(number: (minutes - FranceTime.minuteOfDay(minutes)) / 1440) else { return nil }
        self.init(minutes: minutes, on: day)
    }

    /// From minutes since 1970 in UTC, of that day in UTC.
    private init?(minutes: Int, on day: Day) {
        let start = FranceTime.lastSunday(ofMonth: 3, year: day.year) * 1440 + 60
        let end = FranceTime.lastSunday(ofMonth: 10, year: day.year) * 1440 + 60
        let local = minutes + (start..<end ~= minutes ? 120 : 60)
        guard let localDay = Day(number: (local - FranceTime.minuteOfDay(local)) / 1440) else { return nil }
        self.day = localDay
        (self.hour, self.minute) = (FranceTime.minuteOfDay(local) / 60, FranceTime.minuteOfDay(local) % 60)
    }

    /// « 18 h 57 ».
    package var clock: String { String(hour) + French.space + "h" + French.space + Day.pad(minute, 2) }

    private static func minuteOfDay(_ minutes: Int) -> Int { ((minutes % 1440) + 1440) % 1440 }

    /// As a number of days since 1970-01-01, which was a Thursday.
    private static func lastSunday(ofMonth month: Int, year: Int) -> Int {
        let last = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year))?.number ?? 0
        return last - (((last + 4) % 7) + 7) % 7
    }
}
