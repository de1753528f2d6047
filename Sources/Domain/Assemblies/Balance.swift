/// Does anybody dominate a hub? Its members, its bodies and its mandates, on a day and from year to year (R8, R12).
package struct Balance: Sendable {
    /// One thing that can be held: who holds how much of it.
    package struct Part: Sendable {
        package let key: String
        package let title: String
        package let subject: Cap.Subject
        package let holdings: [Holding]
        package let findings: [Finding]

        package var whole: Int { holdings.reduce(0) { $0 + $1.amount } }
        package var sentences: [String] { Concentration.portrait(holdings, of: subject) }
        package func totals(per: Cap.Per) -> [(name: String, amount: Int)] { Concentration.totals(holdings, per: per) }
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
    }

    package let day: Day
    package let parts: [Part]
    package let years: [Year]

    /// - Parameter history: the members as each day knew them, the last day being the one that is looked at.
    /// - Parameter proxies: of assemblies, who holds each one that stands.
    package init(
        history: [(day: Day, members: [MemberFacts])], mandates: [Mandate], statutes: [Statutes],
        proxies: [(title: String, holders: [ID<Organisation>])] = []
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
        var parts = [
            Balance.part(
                "membres", "Membres qui votent", .votes, voting.map { Balance.holding($0, groups, colleges) },
                caps: caps)
        ]
        for body in inForce?.bodies ?? [] {
            let mine = held.filter { $0.bodyKey == body.key }.map { $0.holding(groups, colleges: colleges) }
            parts.append(
                Balance.part("instance-" + body.key, body.name, .seats, mine, caps: caps, total: body.seats))
        }
        if (inForce?.bodies.count ?? 0) > 1 {
            parts.append(
                Balance.part(
                    "mandats", "Tous les mandats", .mandates, held.map { $0.holding(groups, colleges: colleges) },
                    caps: caps, total: inForce?.bodies.reduce(0) { $0 + $1.seats }))
        }
        for held in proxies {
            let counts = Dictionary(held.holders.map { ($0, 1) }, uniquingKeysWith: +)
            let holdings = present.compactMap { (member: MemberFacts) -> Holding? in
                guard let count = counts[member.organisation] else { return nil }
                var holding = Balance.holding(member, groups, colleges)
                holding.amount = count
                return holding
            }
            parts.append(Balance.part("pouvoirs", held.title, .proxies, holdings, caps: caps))
        }
        self.parts = parts
        years = history.map { Balance.year($0.day, $0.members, mandates) }
    }

    private static func part(
        _ key: String, _ title: String, _ subject: Cap.Subject, _ holdings: [Holding], caps: [Cap],
        total: Int? = nil
    ) -> Part {
        let findings = holdings.isEmpty ? [] : Concentration.findings(holdings, of: subject, caps: caps, total: total)
        return Part(key: key, title: title, subject: subject, holdings: holdings, findings: findings)
    }

    private static func present(_ members: [MemberFacts], on day: Day) -> [MemberFacts] {
        var seen: Set<ID<Organisation>> = []
        return members.filter { member in
            member.admittedOn.map { $0 <= day } ?? false && member.leftOn.map { day < $0 } ?? true
                && seen.insert(member.organisation).inserted
        }
    }

    private static func holding(
        _ member: MemberFacts, _ groups: [ID<Organisation>: String], _ colleges: [College]
    ) -> Holding {
        var marks: [Cap.Per: String] = [.group: groups[member.organisation] ?? member.name]
        marks[.family] = member.family?.label
        marks[.college] = colleges.first { $0.key == member.college }?.name
        return Holding(member.name, member.votes, marks: marks)
    }

    private static func year(_ day: Day, _ members: [MemberFacts], _ mandates: [Mandate]) -> Year {
        let groups = Mandate.groupNames(members)
        let present = present(members, on: day)
        let families = Concentration.totals(present.map { holding($0, groups, []) }, per: .family)
        let seats = mandates.filter { $0.isHeld(on: day) }.map { $0.holding(groups, colleges: []) }
        let actors = Concentration.totals(seats, per: .group)
        let effective = Concentration.effectiveNumber(families.map(\.amount))
        return Year(
            day: day, members: present.count, families: families.count,
            diversityTenths: Int((effective * 10).rounded()), seated: actors.count, seats: seats.count,
            fewest: Concentration.smallestWinningCoalition(actors.map(\.amount)))
    }

    /// The last days of the years since a hub has members, at most twenty, and the day itself.
    package static func days(since first: Day?, until day: Day) -> [Day] {
        let start = max(first?.year ?? day.year, day.year - 19)
        guard start < day.year else { return [day] }
        return (start..<day.year).compactMap { Day(year: $0, month: 12, day: 31) } + [day]
    }
}
