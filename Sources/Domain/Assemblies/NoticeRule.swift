/// How long before the meeting the convocation leaves. Clear days (« jours francs ») count neither the day it is sent
/// nor the day of the meeting.
package struct NoticeRule: Hashable, Codable, Sendable {
    package var days: Int
    package var isClear: Bool

    private enum CodingKeys: String, CodingKey {
        case days = "jours"
        case isClear = "francs"
    }

    /// At most ten years: beyond that it is a slip, and days would leave the calendar.
    package init(days: Int, isClear: Bool = true) { (self.days, self.isClear) = (min(max(0, days), 3650), isClear) }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            days: try values.decode(Int.self, forKey: .days),
            isClear: try values.decodeIfPresent(Bool.self, forKey: .isClear) ?? true)
    }

    private var distance: Int { isClear ? days + 1 : days }

    /// The last day on which a convocation to a meeting of that day may leave.
    package func lastSendingDay(for meeting: Day) -> Day { meeting.adding(days: -distance) }

    /// The first day for which a convocation that leaves that day convenes.
    package func firstMeetingDay(sentOn day: Day) -> Day { day.adding(days: distance) }

    package func isKept(sentOn day: Day, meeting: Day) -> Bool { day <= lastSendingDay(for: meeting) }

    private var explanation: String {
        let length = French.count(days, isClear ? "jour franc" : "jour", isClear ? "jours francs" : "jours")
        return isClear ? "\(length) : ni le jour de l’envoi ni celui de l’assemblée ne comptent" : length
    }

    /// « Send before… », for those who prepare.
    package func sentence(before meeting: Day) -> String {
        let last = lastSendingDay(for: meeting).frenchWithArticle
        return
            "Pour une assemblée \(meeting.frenchWithArticle), la convocation part au plus tard \(last) (\(explanation))."
    }

    /// « Not before… », for those who choose a date.
    package func sentence(after sending: Day) -> String {
        let first = firstMeetingDay(sentOn: sending).frenchWithArticle
        return
            "Une convocation envoyée \(sending.frenchWithArticle) vaut pour une assemblée tenue \(first) ou plus tard (\(explanation))."
    }

    /// What was done, against what the statutes ask.
    package func sentence(sentOn sending: Day, meeting: Day) -> String {
        let last = lastSendingDay(for: meeting).frenchWithArticle
        return isKept(sentOn: sending, meeting: meeting)
            ? "Convocation envoyée \(sending.frenchWithArticle), au plus tard \(last) comme il le fallait (\(explanation))."
            : "Convocation envoyée \(sending.frenchWithArticle) : elle devait partir au plus tard \(last) (\(explanation))."
    }
}
