import Domain
import Foundation
import GRDB

/// The rule of passage applied to one change of a hub's chronology. Territories and the network have no passage.
struct Passage {
    let draft: MilestoneDraft
    let subject: MilestoneSubject
    let old: Milestone?
    let hasEvidence: Bool
    let today: Day

    /// A document that stays with a correction is evidence too.
    init(
        of draft: MilestoneDraft, about subject: MilestoneSubject, replacing old: Milestone?, hasFile: Bool,
        at now: Date
    ) {
        (self.draft, self.subject, self.old) = (draft, subject, old)
        hasEvidence = hasFile || draft.evidenceURL != nil || old?.source.documentID != nil
        today = now.dayInFrance
    }

    /// What is missing for the change to be well founded; empty when nothing is.
    func missing(in db: GRDB.Database) throws -> [Finding] {
        guard case .hub(let hub) = subject else { return [] }
        let before = try NetworkStore.milestones(db).filter { $0.subject == subject }
        let new = Milestone(
            id: ID(rawValue: .max), subject: subject, kind: draft.kind, date: draft.date, title: draft.title,
            detail: draft.detail, certainty: draft.certainty,
            source: Source(id: 0, title: draft.evidenceTitle), recordedOn: today)
        let change = ChronologyChange(before: before, after: before.filter { $0.id != old?.id } + [new])
        if let old, old.kind.effect == draft.kind.effect, change.keepsSteps { return [] }
        let readiness = try MilestoneStore.readiness(of: hub, on: new.effectiveDay, leavingOut: old?.id, in: db)
        var findings = Transition.findings(order: draft.kind, status: readiness.status)
        if draft.kind.effect == Status.none {
            findings += try step(to: .none, hub, on: new.effectiveDay, in: db)
        } else {
            if let rise = change.rise { findings += try step(to: rise.status, hub, on: rise.day, in: db) }
            findings += Transition.findings(fall: change.fall)
        }
        return Transition.missing(findings)
    }

    private func step(to status: Status, _ hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [Finding] {
        Transition.findings(
            to: status, from: try MilestoneStore.readiness(of: hub, on: day, leavingOut: old?.id, in: db),
            evidence: hasEvidence, thresholds: try ThresholdStore.inForce(on: day, in: db))
    }

    /// Setting a milestone aside may not make a hub go back.
    static func missing(
        withdrawing id: ID<Milestone>, about subject: MilestoneSubject, in db: GRDB.Database
    ) throws -> [Finding] {
        guard case .hub = subject else { return [] }
        let before = try NetworkStore.milestones(db).filter { $0.subject == subject }
        let change = ChronologyChange(before: before, after: before.filter { $0.id != id })
        return Transition.findings(fall: change.fall)
    }
}
