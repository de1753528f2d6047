/// Whether the statutes let an organisation stand for a body, looked at before anybody votes for it (R8, R12).
package struct CandidacyRules: Sendable {
    package let statutes: Statutes
    package let members: [MemberFacts]
    /// Everything in the register of the hub that counts.
    package let register: [Mandate]

    package init(statutes: Statutes, members: [MemberFacts], register: [Mandate]) {
        (self.statutes, self.members, self.register) = (statutes, members, register)
    }

    /// Refuses with the sentence of the rule: terms in a row, seats kept for other colleges, caps beside those who stay.
    /// A body that the statutes do not know has no rule.
    /// - Parameter seats: how many are to be filled; nil: those whose term ends about that day.
    package func check(
        _ organisation: ID<Organisation>, for key: String, seats: Int?, on day: Day
    ) throws(AssemblyRefusal) {
        guard let body = statutes.bodies.first(where: { $0.key == key }),
            let member = members.first(where: { $0.organisation == organisation })
        else { return }
        let leaving = leaving(body, seats: seats, on: day)
        let after = register.map { (mandate: Mandate) in
            guard leaving.contains(mandate.id) else { return mandate }
            var ended = mandate
            ended.until = day
            return ended
        }
        let new = Mandate(
            hubID: register.first?.hubID ?? 0, bodyKey: key, college: member.college, organisation: organisation,
            organisationName: member.name, family: member.family, from: day, until: body.termEnd(electedOn: day))
        try MandateRules(statutes: statutes, members: members, register: after).check(new)
    }

    /// The seats to fill are those of terms that end about that day, and the first to end after it when more are filled.
    private func leaving(_ body: GoverningBody, seats: Int?, on day: Day) -> Set<ID<Mandate>> {
        let held = register.filter { $0.bodyKey == body.key && $0.from < day && $0.isHeld(on: day) }
            .sorted { ($0.end, $0.id.rawValue) < ($1.end, $1.id.rawValue) }
        let ending = held.count { $0.end <= day.adding(days: Mandate.daysBetweenTerms) }
        let toFree = seats.map { held.count - (body.seats - $0) } ?? 0
        return Set(held.prefix(max(ending, toFree)).map(\.id))
    }
}
