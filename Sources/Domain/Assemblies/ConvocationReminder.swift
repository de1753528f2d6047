/// Whether an organisation that has not answered is written to again. It stops by itself: at most two reminders, days
/// apart, and none once somebody has answered or the day has come.
package enum ConvocationReminder {
    package static let most = 2
    package static let daysBetween = 3

    /// Why not; nil when a reminder may leave.
    package static func reason(
        hasAnswered: Bool, remindersSent: Int, lastLetter: Day?, meeting: Day?, today: Day
    ) -> String? {
        if hasAnswered { return "a répondu" }
        guard let lastLetter else { return "n’a pas encore reçu la convocation" }
        if remindersSent >= most { return "a déjà reçu \(most) rappels" }
        if let meeting, today >= meeting { return "l’assemblée est passée ou commence" }
        if today.number - lastLetter.number < daysBetween {
            return "a reçu une lettre il y a moins de \(daysBetween) jours"
        }
        return nil
    }
}
