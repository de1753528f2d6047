import Domain
import Foundation

/// An assembly for a calendar (RFC 5545).
struct CalendarFile: Sendable {
    private let dossier: AssemblyDossier
    private let date: Day
    private let start: ClockTime
    /// The way in on line, for those who were convened only.
    private let online: String

    /// Nil without a day and an hour.
    init?(_ dossier: AssemblyDossier, forMembers: Bool) {
        guard let date = dossier.assembly.date, let start = dossier.assembly.startsAt else { return nil }
        (self.dossier, self.date, self.start) = (dossier, date, start)
        online = forMembers ? dossier.assembly.onlineAddress : ""
    }

    var name: String { "assemblee-\(dossier.hub.slug)-\(date).ics" }

    func text(at now: Date) -> String {
        let assembly = dossier.assembly
        let place = assembly.place.isEmpty ? "en ligne" : assembly.place
        let agenda = dossier.agenda.map { "\($0.position). \($0.title)" }.joined(separator: "\n")
        let online = online.isEmpty ? "" : "\n\nEn ligne : \(online)"
        let isOff = assembly.state == .cancelled
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maillage//Assemblees//FR", "METHOD:PUBLISH"]
        lines += Self.zone
        lines += [
            "BEGIN:VEVENT", "UID:assemblee-\(assembly.id)@\(dossier.hub.slug).maillage",
            "DTSTAMP:\(Self.stamp(now))", "DTSTART;TZID=Europe/Paris:\(local(0))",
            "DTEND;TZID=Europe/Paris:\(local(duration))",
            "SUMMARY:\(Self.escaped((isOff ? "Annulée : " : "") + assembly.title + ", " + dossier.hub.name))",
            "LOCATION:\(Self.escaped(place))", "DESCRIPTION:\(Self.escaped(agenda + online))",
            "STATUS:\(isOff ? "CANCELLED" : "CONFIRMED")", "END:VEVENT", "END:VCALENDAR",
        ]
        return lines.map(Self.folded).joined(separator: "\r\n") + "\r\n"
    }

    /// What the agenda foresees, else two hours.
    private var duration: Int {
        let foreseen = dossier.agenda.compactMap(\.minutes).reduce(0, +)
        return foreseen > 0 ? foreseen : 120
    }

    private func local(_ minutesLater: Int) -> String {
        let minutes = start.hour * 60 + start.minute + minutesLater
        let day = date.adding(days: minutes / 1440)
        let clock = minutes % 1440
        let digits = [clock / 60, clock % 60].map { String(($0 < 10 ? "0" : "") + String($0)) }.joined()
        return day.description.replacingOccurrences(of: "-", with: "") + "T" + digits + "00"
    }

    static func stamp(_ now: Date) -> String {
        now.formatted(.iso8601).replacingOccurrences(of: "-", with: "").replacingOccurrences(of: ":", with: "")
    }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: ";", with: "\\;")
            .replacingOccurrences(of: ",", with: "\\,").replacingOccurrences(of: "\n", with: "\\n")
    }

    /// Lines of at most 75 octets; a character is never cut.
    static func folded(_ line: String) -> String {
        var folded = ""
        var length = 0
        for character in line {
            if length + character.utf8.count > 74 {
                folded += "\r\n "
                length = 1
            }
            folded.append(character)
            length += character.utf8.count
        }
        return folded
    }

    /// Directive 2000/84/EC.
    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:Europe/Paris", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
        "TZNAME:CEST", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
    ]
}
