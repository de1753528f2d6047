/// The day by which a group means to have reached its next status, as it said it once it stood at the one before. What was
/// said stays: another day comes beside it with its reason, and never instead.
package struct StepDeadline: Hashable, Sendable {
    package let step: Status
    package let due: Day
    /// Why the day moved; empty for the first.
    package let reason: String
    package let setOn: Day

    package init(_ step: Status, due: Day, reason: String, setOn: Day) {
        (self.step, self.due, self.reason, self.setOn) = (step, due, reason, setOn)
    }

    /// Why this day cannot be set for that step; nil when it can.
    package static func problem(_ due: Day, reason: String, after earlier: [StepDeadline], on today: Day) -> Problem? {
        if due <= today { return Problem("Une échéance se fixe pour un jour à venir.", isOfReason: false) }
        guard let last = earlier.last else { return nil }
        if last.due == due { return Problem("L’échéance est déjà fixée à ce jour.", isOfReason: false) }
        return reason.isEmpty
            ? Problem(
                "Dites pourquoi l’échéance change : celle du \(last.due.french) reste lisible à côté.", isOfReason: true
            )
            : nil
    }

    package struct Problem: Hashable, Sendable {
        package let sentence: String
        /// It is about the reason, not about the day.
        package let isOfReason: Bool
        init(_ sentence: String, isOfReason: Bool) { (self.sentence, self.isOfReason) = (sentence, isOfReason) }
    }

    /// How the day stands against today: « dans 7 mois », « passée depuis 12 jours ».
    package func distance(on today: Day) -> String {
        let days = due.number - today.number
        return switch days {
        case 0: "c’est aujourd’hui"
        case 1...: "dans \(French.duration(days: days))"
        default: "passée depuis \(French.duration(days: -days))"
        }
    }
}
