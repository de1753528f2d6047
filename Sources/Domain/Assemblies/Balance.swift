/// Does anybody dominate a hub? Its members, its bodies and its mandates, on a day and from year to year (R8, R12).
package struct Balance: Sendable {
    /// One thing that can be held: who holds how much of it.
    package struct Part: Sendable {
        package let key: String
        package let title: String
        package let subject: Cap.Subject
        package let holdings: [Holding]
        package let findings: [Finding]
        package let colleges: [College]
        /// Who carried what in an assembly is for its members: everybody reads families, colleges and how many suffice.
        package let isForMembers: Bool

        package var whole: Int { holdings.reduce(0) { $0 + $1.amount } }
        package func sentences(isNamed: Bool) -> [String] {
            Concentration.portrait(holdings, of: subject, isNamed: isNamed)
        }
        package func totals(per: Cap.Per) -> [(name: String, amount: Int)] {
            Concentration.totals(holdings, per: per, colleges: colleges)
        }
        /// Findings that say that somebody passes a cap, with what would mend it.
        package var breaches: [Finding] { findings.filter { $0.outcome != .met } }
    }

    /// A year as it ended, or as it stands.
    package struct Year: Sendable {
        package let day: Day
        package let members: Int
        package let families: Int
        /// Families of equal weight that would be as diverse, in tenths.
        package let diversityTenths: Int
        /// Organisations that sit in a body, affiliates counted once.
        package let seated: Int
        package let seats: Int
        /// How few hold more than half the seats; nil when nobody sits.
        package let fewest: Int?
        /// Assemblies held in the year, and how few carried more than half of their voices together.
        package let meetings: Int
        package let fewestVoices: Int?
    }

    package let day: Day
    package let parts: [Part]
    package let years: [Year]
    /// The first held first.
    package let meetings: [HeldMeeting]

    /// - Parameter history: the members as each day knew them, the last day being the one that is looked at.
    /// - Parameter proxies: of assemblies, who holds each one that stands.
    package init(
        history: [(day: Day, members: [MemberFacts])], mandates: [Mandate], statutes: [Statutes],
        proxies: [(title: String, holders: [ID<Organisation>])] = [], meetings: [HeldMeeting] = []
    ) {
        let (day, members) = history.last ?? (Day.farPast, [])
        self.day = day
        let inForce = Statutes.inForce(statutes, on: day)
        let groups = Mandate.groupNames(members)
        let present = Balance.present(members, on: day)
        // Who sits with an advisory voice holds none; without statutes, every member is told.
        let roll = inForce.map { Roll(of: present, on: day, under: $0) }
        let voting = present.filter { roll == nil || roll?.entry($0.organisation) != nil }
        let held = mandates.filter { $0.isHeld(on: day) }
        let caps = inForce?.caps ?? []
        let colleges = inForce?.colleges ?? []
        let limits = Limits(caps: caps, colleges: colleges)
        let ordered = meetings.sorted { $0.day < $1.day }
        self.meetings = ordered
        var parts = [
            Balance.part(
                "membres", "Membres qui votent", .votes, voting.map { Holding($0, $0.votes, groups: groups) }, limits)
        ]
        for body in inForce?.bodies ?? [] {
            let mine = held.filter { $0.bodyKey == body.key }.map { $0.holding(groups) }
            parts.append(
                Balance.part("instance-" + body.key, body.name, .seats, mine, limits, total: body.seats))
        }
        if (inForce?.bodies.count ?? 0) > 1 {
            parts.append(
                Balance.part(
                    "mandats", "Tous les mandats", .mandates, held.map { $0.holding(groups) }, limits,
                    total: inForce?.bodies.reduce(0) { $0 + $1.seats }))
        }
        for held in proxies {
            let counts = Dictionary(held.holders.map { ($0, 1) }, uniquingKeysWith: +)
            let holdings = present.compactMap { (member: MemberFacts) -> Holding? in
                guard let count = counts[member.organisation] else { return nil }
                return Holding(member, count, groups: groups)
            }
            parts.append(Balance.part("pouvoirs", held.title, .proxies, holdings, limits))
        }
        self.parts = parts + Balance.carried(ordered, colleges)
        years = history.map { Balance.year($0.day, $0.members, mandates, ordered) }
    }

    /// What the statutes limit, and the names of their colleges.
    private struct Limits { let caps: [Cap], colleges: [College] }

    /// The assembly that is being held, else the last one; then all of them together.
    private static func carried(_ meetings: [HeldMeeting], _ colleges: [College]) -> [Part] {
        guard let last = meetings.last(where: \.isOpen) ?? meetings.last else { return [] }
        func part(_ key: String, _ title: String, _ holdings: [Holding], _ findings: [Finding]) -> Part {
            Part(
                key: key, title: title, subject: .votes, holdings: holdings, findings: findings, colleges: colleges,
                isForMembers: true)
        }
        let title = last.isOpen ? "En ce moment : \(last.title)" : "Voix portées : \(last.title), \(last.day.french)"
        let one = part("assemblee", title, last.carried, last.findings)
        guard meetings.count > 1 else { return [one] }
        let all = HeldMeeting.summed(meetings.flatMap(\.carried))
        return [one, part("assemblees", "Voix portées dans \(meetings.count) assemblées", all, [])]
    }

    /// In one sentence, for pages that lead here: somebody passes a cap, or how many it takes.
    package var headline: Finding {
        let open = parts.filter { !$0.isForMembers && $0.subject != .proxies }
        if let breach = open.lazy.compactMap(\.breaches.first).first { return breach }
        let told = open.compactMap { (part: Part) -> String? in
            let actors = Concentration.totals(part.holdings, per: .group).map(\.amount)
            return Concentration.smallestWinningCoalition(actors).map {
                "\($0) (\(part.key == "membres" ? "les voix" : part.title))"
            }
        }
        guard !told.isEmpty else {
            return Finding(.unknown, "Personne ne vote ni ne siège encore.", principle: "R12")
        }
        return Finding(
            .met, "Pour tenir plus de la moitié, il faut au moins tant d’acteurs ensemble : \(French.list(told)).",
            principle: "R12")
    }

    private static func part(
        _ key: String, _ title: String, _ subject: Cap.Subject, _ holdings: [Holding], _ limits: Limits,
        total: Int? = nil
    ) -> Part {
        let findings =
            holdings.isEmpty
            ? []
            : Concentration.findings(
                holdings, of: subject, caps: limits.caps, total: total, colleges: limits.colleges)
        return Part(
            key: key, title: title, subject: subject, holdings: holdings, findings: findings,
            colleges: limits.colleges, isForMembers: false)
    }

    private static func present(_ members: [MemberFacts], on day: Day) -> [MemberFacts] {
        var seen: Set<ID<Organisation>> = []
        return members.filter { member in
            member.admittedOn.map { $0 <= day } ?? false && member.leftOn.map { day < $0 } ?? true
                && seen.insert(member.organisation).inserted
        }
    }

    private static func year(
        _ day: Day, _ members: [MemberFacts], _ mandates: [Mandate], _ meetings: [HeldMeeting]
    ) -> Year {
        let groups = Mandate.groupNames(members)
        let present = present(members, on: day)
        let families = Concentration.totals(present.map { Holding($0, $0.votes, groups: groups) }, per: .family)
        let seats = mandates.filter { $0.isHeld(on: day) }.map { $0.holding(groups) }
        let held = meetings.filter { $0.day.year == day.year && $0.day <= day }
        let voices = Concentration.totals(held.flatMap(\.carried), per: .group).map(\.amount)
        let actors = Concentration.totals(seats, per: .group)
        let effective = Concentration.effectiveNumber(families.map(\.amount))
        return Year(
            day: day, members: present.count, families: families.count,
            diversityTenths: Int((effective * 10).rounded()), seated: actors.count, seats: seats.count,
            fewest: Concentration.smallestWinningCoalition(actors.map(\.amount)), meetings: held.count,
            fewestVoices: Concentration.smallestWinningCoalition(voices))
    }

    /// The last days of the years since a hub has members, at most twenty, and the day itself.
    package static func days(since first: Day?, until day: Day) -> [Day] {
        let start = max(first?.year ?? day.year, day.year - 19)
        guard start < day.year else { return [day] }
        return (start..<day.year).compactMap { Day(year: $0, month: 12, day: 31) } + [day]
    }
}
