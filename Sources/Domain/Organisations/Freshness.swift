/// How long a record may go without being looked at, as the network decides.
package struct FreshnessDuty: Sendable, Hashable {
    /// In months since somebody who knows found the record right.
    package let advisedAfter: Int
    package let requiredAfter: Int
    /// How many letters at most, between two confirmations; none when zero.
    package let reminders: Int

    package init(advisedAfter: Int, requiredAfter: Int, reminders: Int) {
        (self.advisedAfter, self.requiredAfter) = (advisedAfter, max(advisedAfter, requiredAfter))
        self.reminders = reminders
    }

    /// Until a network says otherwise: a year, then a year and a half, three letters.
    package static let usual = FreshnessDuty(advisedAfter: 12, requiredAfter: 18, reminders: 3)
}

/// Whether a record has been looked at lately by somebody who knows.
package enum Freshness: String, Sendable, CaseIterable {
    case fresh = "a-jour"
    case advised = "a-relire"
    case required = "perimee"
    /// It comes from a file, and nobody has looked yet.
    case never = "jamais-relue"

    package init(confirmed: Day?, on today: Day, duty: FreshnessDuty) {
        guard let confirmed else {
            self = .never
            return
        }
        if today >= confirmed.adding(months: duty.requiredAfter) {
            self = .required
        } else {
            self = today >= confirmed.adding(months: duty.advisedAfter) ? .advised : .fresh
        }
    }

    package var label: String {
        switch self {
        case .fresh: "à jour"
        case .advised: "relecture conseillée"
        case .required: "relecture nécessaire"
        case .never: "jamais relue"
        }
    }
}

extension Day {
    /// The same day so many months later, or the month's last when it has fewer.
    package func adding(months: Int) -> Day {
        let count = year * 12 + month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        return Day(year: year, month: month, day: min(day, Day.length(ofMonth: month, year: year))) ?? self
    }
}

/// When an organisation is asked to look at its record again.
package enum ReminderRule {
    /// Days between two letters.
    package static let interval = 60

    /// `sent` are the days of the letters since the last confirmation. A record that nobody has ever confirmed is written to
    /// only when it takes part in a hub: others never asked to be known.
    package static func isDue(
        _ freshness: Freshness, isMember: Bool, sent: [Day], hasRefused: Bool, on today: Day, duty: FreshnessDuty
    ) -> Bool {
        switch freshness {
        case .fresh: return false
        case .never: guard isMember else { return false }
        case .advised, .required: break
        }
        guard !hasRefused, sent.count < duty.reminders else { return false }
        guard let last = sent.max() else { return true }
        return today >= last.adding(days: interval)
    }
}
