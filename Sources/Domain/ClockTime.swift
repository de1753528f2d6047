/// An hour of the day as clocks show it where the meeting is. Written `18:30`.
package struct ClockTime: Hashable, Comparable, Sendable, LosslessStringConvertible {
    package let hour: Int
    package let minute: Int

    package static let midnight = ClockTime()
    private init() { (hour, minute) = (0, 0) }

    /// Reads `18:30`, and what people type: `18h30`, `18 h 30`, `18h`; anything else is nil.
    package init?(_ description: String) {
        let plain = description.lowercased().filter { !$0.isWhitespace }
        let parts = plain.split(whereSeparator: { $0 == ":" || $0 == "h" })
        let ends = plain.hasSuffix("h")
        guard parts.count == (ends ? 1 : 2), parts.allSatisfy({ $0.utf8.count <= 2 }) else { return nil }
        guard let hour = Day.number(parts[0]), let minute = ends ? 0 : Day.number(parts[1]) else { return nil }
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        (self.hour, self.minute) = (hour, minute)
    }

    package var description: String { Day.pad(hour, 2) + ":" + Day.pad(minute, 2) }

    /// « 18 h 30 », « 9 h ».
    package var french: String {
        let start = String(hour) + French.space + "h"
        return minute == 0 ? start : start + French.space + Day.pad(minute, 2)
    }

    package static func < (left: ClockTime, right: ClockTime) -> Bool {
        (left.hour, left.minute) < (right.hour, right.minute)
    }
}
