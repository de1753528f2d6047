import Domain
import Foundation

/// The dates of a launch for a calendar (RFC 5545): whole days.
struct LaunchCalendarFile: Sendable {
    let view: LaunchView

    func text(at now: Date) -> String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maillage//Lancement//FR", "METHOD:PUBLISH"]
        for date in view.dates {
            lines += [
                "BEGIN:VEVENT", "UID:\(date.key)@\(view.hub.slug).lancement.maillage",
                "DTSTAMP:\(CalendarFile.stamp(now))",
                "DTSTART;VALUE=DATE:\(Self.plain(date.day))",
                "DTEND;VALUE=DATE:\(Self.plain(date.day.adding(days: 1)))",
                "SUMMARY:\(CalendarFile.escaped(date.title))", "CATEGORIES:\(CalendarFile.escaped(date.kind.label))",
                "DESCRIPTION:\(CalendarFile.escaped(date.reason))", "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map(CalendarFile.folded).joined(separator: "\r\n") + "\r\n"
    }

    private static func plain(_ day: Day) -> String { day.description.replacingOccurrences(of: "-", with: "") }
}
