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

    /// The same steps in the same order: a date may move, as long as no step is gained, lost or overtaken.
    package var keepsSteps: Bool { steps(before) == steps(after) }

    private func steps(_ milestones: [Milestone]) -> [Status] {
        var steps: [Status] = []
        for day in Set(milestones.map(\.effectiveDay)).sorted() {
            let status = Standing.of(milestones, on: day).status
            if status != steps.last { steps.append(status) }
        }
        return steps.filter { (status: Status) in status != .unknown }
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
