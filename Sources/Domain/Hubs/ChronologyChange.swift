/// What adding, replacing or setting aside a milestone does to a hub's status over time.
package struct ChronologyChange: Sendable {
    package let before: [Milestone]
    package let after: [Milestone]

    package init(before: [Milestone], after: [Milestone]) { (self.before, self.after) = (before, after) }

    /// The first day on which the hub would stand further along than it did, and where.
    package var rise: (day: Day, status: Status)? {
        first { (was: Status, becomes: Status) in becomes.rank > was.rank }
    }

    /// The first day on which it would stand less far along, and where.
    package var fall: (day: Day, status: Status)? {
        first { (was: Status, becomes: Status) in becomes.rank < was.rank }
    }

    private func first(where isSought: (Status, Status) -> Bool) -> (day: Day, status: Status)? {
        for day in Set((before + after).map(\.effectiveDay)).sorted() {
            let becomes = Standing.of(after, on: day).status
            if isSought(Standing.of(before, on: day).status, becomes) { return (day, becomes) }
        }
        return nil
    }

    /// A date that only becomes more or less precise is no passage: the same thing, at a time that both dates allow.
    package static func isPrecision(_ old: Milestone, _ kind: MilestoneKind, _ date: PartialDate) -> Bool {
        old.kind.effect == kind.effect && old.date.earliest <= date.latest && date.earliest <= old.date.latest
    }
}

extension Transition {
    /// Going back is no ordinary step: a hub stops by a milestone that says so.
    package static func findings(fall: (day: Day, status: Status)?) -> [Finding] {
        guard let fall else { return [] }
        return [
            Finding(
                .missing,
                "Au \(fall.day.french), le territoire reviendrait à « \(fall.status.label) » : un pôle n’avance à reculons que par un jalon « Arrêt », avec sa preuve.",
                principle: "R19")
        ]
    }

    /// Some milestones change no status but come after one (R19: the hiring follows the founding).
    package static func findings(order kind: MilestoneKind, status: Status) -> [Finding] {
        guard [.coordinatorHired, .networkJoined].contains(kind), status != .created else { return [] }
        return [
            Finding(
                .missing, "« \(kind.label) » vient après la création du pôle, qui n’est pas enregistrée à cette date.",
                principle: "R19")
        ]
    }
}
