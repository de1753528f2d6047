/// Whose hands the votes of one assembly were in, once held or while it is held (R12).
package struct HeldMeeting: Sendable {
    package let title: String
    package let day: Day
    /// It is being held: the numbers move.
    package let isOpen: Bool
    /// How many votes were taken.
    package let votes: Int
    /// Voices that each one carried, its own and those of its proxies, vote after vote: the sum over the votes taken; before
    /// the first, what is in the room.
    package let carried: [Holding]
    /// Proxies that counted, by who carried them.
    package let proxies: [Holding]
    /// What the caps of its statutes said at each vote, once each.
    package let findings: [Finding]

    package init(
        title: String, day: Day, isOpen: Bool, votes: Int, carried: [Holding], proxies: [Holding] = [],
        findings: [Finding] = []
    ) {
        (self.title, self.day, self.isOpen, self.votes) = (title, day, isOpen, votes)
        (self.carried, self.proxies, self.findings) = (carried, proxies, findings)
    }

    /// What an assembly's record comes to. Who voted what is not looked at: a ballot may be secret, the voices in each one's
    /// hands never are.
    package init(_ record: AssemblyRecord, isOpen: Bool) {
        let hall = Hall(record)
        let taken = record.items.filter { item in
            item.isOpened && (item.vote.map { !$0.ways.isEmpty } ?? false || item.election?.first != nil)
        }
        let places = taken.isEmpty ? [0] : taken.map(\.position)
        var seen: Set<String> = []
        var carried: [Holding] = []
        var findings: [Finding] = []
        for place in places {
            let voices = hall.voices(at: place)
            carried += voices
            let found = Concentration.findings(
                voices, of: .votes, caps: hall.statutes.caps, colleges: hall.statutes.colleges)
            findings += found.filter { seen.insert($0.sentence).inserted }
        }
        if findings.contains(where: { $0.outcome != .met }) { findings.removeAll { $0.outcome == .met } }
        self.init(
            title: record.meeting.title, day: record.meeting.day, isOpen: isOpen, votes: taken.count,
            carried: HeldMeeting.summed(carried), proxies: HeldMeeting.proxies(hall), findings: findings)
    }

    private static func proxies(_ hall: Hall) -> [Holding] {
        let marked = Dictionary(hall.voices(at: 0).map { ($0.name, $0) }) { first, _ in first }
        let held = hall.proxies.compactMap { (proxy: Proxy) -> Holding? in
            guard let holder = proxy.holder else { return nil }
            let name = hall.roll.label(holder)
            return Holding(name, 1, marks: marked[name]?.marks ?? [:])
        }
        return summed(held)
    }

    /// One line for each organisation.
    static func summed(_ holdings: [Holding]) -> [Holding] {
        var order: [String] = []
        var sums: [String: Holding] = [:]
        for holding in holdings {
            if sums[holding.name] == nil { order.append(holding.name) }
            sums[holding.name, default: Holding(holding.name, 0, marks: holding.marks)].amount += holding.amount
        }
        return order.compactMap { sums[$0] }
    }

    /// How few carried more than half of the voices.
    package var fewest: Int? {
        Concentration.smallestWinningCoalition(Concentration.totals(carried, per: .group).map(\.amount))
    }

    package var voices: Int { carried.reduce(0) { $0 + $1.amount } }
}
