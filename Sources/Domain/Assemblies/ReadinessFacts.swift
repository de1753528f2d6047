/// What is known when one asks whether an assembly may be convened.
package struct ReadinessFacts: Sendable {
    package var assembly: Assembly
    package var agenda: [AgendaItem]
    package var statutes: Statutes
    /// False: the rules are the customary ones, because the hub has recorded none.
    package var hasRecordedStatutes: Bool
    /// A draft of the statutes waits to be voted.
    package var hasDraftStatutes: Bool
    package var roll: Roll
    /// Of the roll, those whom a mail reaches; the others get a letter.
    package var reachedByMail: Set<ID<Organisation>>
    /// Of the roll, those for whom somebody is named.
    package var represented: Set<ID<Organisation>>
    /// The assembly that this one is the second call of.
    package var first: Assembly?
    /// The tellers of its secret votes on line have deposited their key and shown that it opens.
    package var areTellersReady: Bool
    package var today: Day

    package init(
        assembly: Assembly, agenda: [AgendaItem], statutes: Statutes, hasRecordedStatutes: Bool,
        hasDraftStatutes: Bool, roll: Roll, reachedByMail: Set<ID<Organisation>>, represented: Set<ID<Organisation>>,
        first: Assembly? = nil, areTellersReady: Bool = false, today: Day
    ) {
        (self.assembly, self.agenda, self.statutes) = (assembly, agenda, statutes)
        (self.hasRecordedStatutes, self.hasDraftStatutes) = (hasRecordedStatutes, hasDraftStatutes)
        (self.roll, self.reachedByMail, self.represented) = (roll, reachedByMail, represented)
        (self.first, self.areTellersReady, self.today) = (first, areTellersReady, today)
    }
}
