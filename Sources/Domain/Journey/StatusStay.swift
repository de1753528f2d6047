/// A time that a hub to come spent in one status, as its milestones tell it. Dates known to the month or to the year give
/// bounds, never a guess.
package struct StatusStay: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        /// It went further.
        case passed
        /// The initiative ended there.
        case stopped
        /// It is still in that status.
        case ongoing
    }

    package let hub: ID<Hub>
    package let status: Status
    /// The first and the last day on which it may have begun.
    package let began: ClosedRange<Day>
    /// The first and the last day on which it may have ended; nil as long as it lasts.
    package let ended: ClosedRange<Day>?
    package let end: End

    package init(
        hub: ID<Hub>, status: Status, began: ClosedRange<Day>, ended: ClosedRange<Day>? = nil, end: End = .ongoing
    ) {
        (self.hub, self.status, self.began, self.ended, self.end) = (hub, status, began, ended, end)
    }

    /// From the fewest to the most days that it may have lasted until `day`.
    package func days(until day: Day) -> ClosedRange<Int> {
        let last = ended ?? day...day
        let fewest = max(0, last.lowerBound.number - began.upperBound.number)
        return fewest...max(fewest, last.upperBound.number - began.lowerBound.number)
    }
}

extension StatusStay {
    /// The times that these milestones of one hub tell by `day`, in order: the walk that `Standing` makes.
    package static func all(_ milestones: [Milestone], of hub: ID<Hub>, on day: Day) -> [StatusStay] {
        let known = milestones.filter { $0.kind.effect != nil && $0.effectiveDay <= day }
        var stays: [StatusStay] = []
        var status = Status.unknown
        for milestone in known.sorted(by: Milestone.chronological) {
            guard let effect = milestone.kind.effect, effect != status else { continue }
            guard effect == .none || effect.rank > status.rank else { continue }
            if let last = stays.popLast() { stays.append(last.closed(by: milestone, at: effect)) }
            stays.append(StatusStay(hub: hub, status: effect, began: milestone.possibleDays))
            status = effect
        }
        return stays
    }

    private func closed(by milestone: Milestone, at next: Status) -> StatusStay {
        StatusStay(
            hub: hub, status: status, began: began, ended: milestone.possibleDays,
            end: next == .none ? .stopped : .passed)
    }
}

extension Milestone {
    /// Every day on which it may have happened.
    package var possibleDays: ClosedRange<Day> { min(date.earliest, effectiveDay)...effectiveDay }
}
