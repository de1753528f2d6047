import Domain

/// Assemblies drawn by chance: right ones, wrong ones, and all that lies between.
struct RandomAssembly {
    private var random: SeededRandom
    private var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
    private let items = 4

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func flip(_ outOf: Int = 2) -> Bool { Int.random(in: 0..<outOf, using: &random) == 0 }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func one<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &random) }

    mutating func record() -> AssemblyRecord {
        drawStatutes()
        let kinds = ["constitutive", "ordinaire", "extraordinaire", "mixte"]
        var meeting = AssemblyRecord.Meeting(
            hub: "Pôle « d’essai » \\ \"1\"", title: "Assemblée", kind: one(kinds) ?? "ordinaire",
            day: day("2026-06-20"))
        meeting.isSecondCall = flip(4)
        meeting.convenedOn = flip() ? day("2026-06-01") : nil
        meeting.overrideReason = flip(5) ? "Il fallait « vite ».\nVraiment." : nil
        var record = AssemblyRecord(
            meeting: meeting, statutes: statutes, members: drawMembers(), rollDate: day("2026-06-20"))
        record.attendance = drawAttendance(record.members)
        record.proxies = drawProxies(record.members)
        record.openingNotes = flip() ? "Bienvenue\n\u{1}\t€ 🎉" : ""
        let rules: AssemblyKind = AssemblyKind(rawValue: meeting.kind) ?? .ordinary
        for position in 1...items {
            let own = meeting.kind == "mixte" && flip() ? .extraordinary : rules
            var item = RecordedItem(position, .deliberation, title: "Point \(position)", rules: own)
            item.openedAt = flip(6) ? nil : "2026-06-20T08:0\(position):00Z"
            record.items = record.items + [item]
            let hall = Hall(record)
            if flip(3) {
                record.items[position - 1].election = drawElection(hall, position)
            } else if !flip(6) {
                record.items[position - 1].vote = drawVote(hall, position)
            }
        }
        return record
    }

    private mutating func drawStatutes() {
        let shares: [Fraction] = [.half, .third, .quarter, .twoThirds, .threeQuarters, .whole]
        let comparators = ShareThreshold.Comparator.allCases
        let threshold = ShareThreshold(one(comparators) ?? .atLeast, one(shares) ?? .half)
        statutes.colleges =
            flip()
            ? []
            : [
                College("a", name: "Associations", weight: number(1...5)), College("b", weight: number(0...5)),
                College("c", weight: 3, admitsPublicBodies: true),
            ]
        statutes.electorate = ElectorateRule(
            dues: one([.none, .currentYear, .previousYear, .eitherYear]) ?? .none, seniorityDays: flip(3) ? 60 : 0,
            mostPerPerson: flip() ? 1 : nil)
        statutes.proxies = ProxyRule(
            areAllowed: !flip(6), most: flip(4) ? nil : number(0...3), sameCollege: flip(4),
            blank: one(ProxyRule.Blank.allCases) ?? .refused)
        statutes.caps =
            flip()
            ? []
            : [
                Cap(.seats, per: one([.group, .family, .college, .organisation]) ?? .group, share: one(shares)),
                Cap(.votes, per: .group, share: one(shares)), Cap(.seats, per: .organisation, number: 1),
            ]
        statutes.bodies = [
            GoverningBody(
                "conseil", name: "Conseil", seats: 6,
                seatsByCollege: !statutes.colleges.isEmpty && flip() ? ["a": 1, "b": 1] : [:],
                wantsParity: flip(3))
        ]
        statutes.ties = [TieRule.eldest, .youngest, .lot, .order, .shared].filter { _ in flip(3) }
        statutes.secretBallot = SecretBallotRule(persons: !flip(4), askers: flip(4) ? nil : 2)
        for kind in AssemblyKind.allCases {
            let quorum = QuorumRule(
                ShareThreshold(one(comparators) ?? .atLeast, one(shares) ?? .half),
                basis: flip() ? .votes : .organisations,
                counts: QuorumRule.Counted.allCases.filter { _ in !flip(4) }, isPerCollege: flip(3))
            let majority = MajorityRule(
                threshold, of: one(MajorityRule.Base.allCases) ?? .expressed, abstentions: flip() ? .counted : .leftOut,
                blanks: flip() ? .counted : .leftOut, nulls: flip() ? .counted : .leftOut, hasCastingVote: flip(),
                colleges: one(MajorityRule.Colleges.allCases) ?? .together, silentCollege: flip() ? .counted : .leftOut)
            statutes.meetings[kind] = MeetingRules(
                notice: NoticeRule(days: 15), quorum: flip(3) ? quorum : nil,
                secondCall: flip() ? nil : MeetingRules.SecondCall(notice: NoticeRule(days: 8)), majority: majority)
        }
        if flip(10) { statutes.meetings[.extraordinary] = nil }
    }

    private mutating func drawMembers() -> [MemberFacts] {
        (1...number(1...18)).map { (index: Int) -> MemberFacts in
            let admitted = day(flip(8) ? "2026-06-01" : "2020-01-15")
            return MemberFacts(
                ID(rawValue: Int64(index)), "Organisation \(flip(9) ? 1 : index)",
                college: statutes.colleges.isEmpty && flip() ? nil : one(["a", "a", "b", "c", "z"]),
                family: one([.association, .cooperative, .mutual]), siren: flip(5) ? one(["111", "222"]) : nil,
                group: flip(6) ? "Genêts" : nil, isPublicBody: flip(9), admittedOn: flip(20) ? nil : admitted,
                leftOn: flip(15) ? day("2026-06-20") : nil,
                suspensions: flip(12)
                    ? [Validity(from: day("2026-06-01"), until: flip() ? day("2026-06-20") : nil)].compactMap(\.self)
                    : [],
                duesPaid: [2025, 2026].filter { _ in !flip(4) }, votes: flip(5) ? number(0...4) : 1)
        }
    }

    private mutating func drawAttendance(_ members: [MemberFacts]) -> Attendance {
        var changes: [AttendanceChange] = []
        for member in members {
            if flip(5) { continue }
            let person = flip(8) ? "Personne double" : "Personne \(member.organisation)"
            let first =
                one([AttendanceChange.Manner.present, .present, .present, .online, .postal, .excused]) ?? .present
            changes.append(
                AttendanceChange(
                    member.organisation, first, fromItem: flip(5) ? number(1...items) : 0,
                    representative: flip(9) ? nil : person))
            if flip(5) {
                changes.append(
                    AttendanceChange(member.organisation, flip() ? .gone : .present, fromItem: number(0...items)))
            }
        }
        return Attendance(changes.shuffled(using: &random))
    }

    private mutating func drawProxies(_ members: [MemberFacts]) -> [Proxy] {
        (0..<number(0...8)).compactMap { (_: Int) -> Proxy? in
            guard let giver = one(members)?.organisation else { return nil }
            return Proxy(
                from: giver, to: flip(8) ? nil : one(members)?.organisation, items: flip(4) ? [1, 3] : nil,
                since: flip(4) ? 2 : 0, withdrawnFrom: flip(6) ? 3 : nil)
        }
    }

    private mutating func drawVote(_ hall: Hall, _ position: Int) -> RecordedVote {
        let voters = hall.floor(at: position).voters.sorted { $0.rawValue < $1.rawValue }
        var vote = RecordedVote(ways: [], explanation: flip() ? "Une voix s’est perdue" : " ")
        vote.casting = flip(3) ? (flip() ? .yes : .no) : nil
        vote.isSecret = flip(9)
        vote.secrecyAskedBy = flip(6) ? number(1...3) : 0
        if flip() {
            let named = (flip(9) ? hall.roll.entries.map(\.organisation) : voters).filter { _ in !flip(6) }
            let choices = named.map { RecordedVote.Named($0, one([.yes, .yes, .no, .abstention, .blank]) ?? .yes) }
            vote.ways = [
                RecordedVote.Way(
                    flip() ? .rollCall : .online, choices: flip(12) ? choices + choices.prefix(1) : choices)
            ]
            return vote
        }
        let rule = hall.rules(.ordinary)?.majority.colleges ?? .together
        let groups = rule == .together || flip(5) ? [String?.none] : hall.statutes.colleges.map(\.key)
        for college in groups {
            let mine = voters.filter { college == nil || hall.roll.entry($0)?.college == college }
            let signed = mine.filter { _ in !flip(5) }
            let total = hall.roll.votes(of: signed)
            let yes = number(0...max(0, total + (flip(9) ? 1 : 0)))
            let no = flip(3) ? yes : max(0, min(total - yes, number(0...6)))
            let count = VoteCount(
                yes: yes, no: no, abstentions: flip(4) ? 1 : 0, blanks: flip(6) ? 1 : 0, nulls: flip(8) ? 1 : 0)
            let isHands = flip()
            vote.ways.append(
                RecordedVote.Way(
                    isHands ? .hands : .paper, college: college, voters: isHands || flip(9) ? nil : signed,
                    count: flip(20) ? nil : count, scrutineers: flip(8) ? ["Ada"] : ["Ada", "Yann"]))
        }
        return vote
    }

    private mutating func drawElection(_ hall: Hall, _ position: Int) -> RecordedElection {
        let mode = one(BallotFile.Mode.allCases) ?? .plurality
        let voters = hall.floor(at: position).voters.sorted { $0.rawValue < $1.rawValue }
        let organisations = hall.roll.entries.map(\.organisation)
        let candidates = (0..<number(1...5)).map { (index: Int) -> RecordedElection.Candidate in
            RecordedElection.Candidate(
                "Candidature \(index)", organisation: one(organisations) ?? 99, representative: "P\(index)",
                gender: flip(3) ? nil : one(["f", "h"]), born: flip(4) ? nil : day("19\(number(50...52))-01-01"),
                isWithdrawn: flip(8))
        }
        var election = RecordedElection(
            body: flip(9) ? "inconnue" : "conseil", seats: number(1...3), mode: mode, candidates: candidates,
            seed: flip() ? "graine é" : nil)
        election.isSecret = !flip(4)
        election.rounds = mode == .plurality && flip() ? 2 : 1
        election.blanksCount = flip(3)
        election.mostChoices = flip(4) ? 2 : nil
        election.median = mode == .judgment ? one(MajorityJudgment.Median.allCases) : nil
        election.grades = mode == .judgment && flip() ? ["bien", "moyen", "mal"] : nil
        if flip(3), let organisation = one(organisations) {
            election.sitting = [
                RecordedElection.Candidate("En place", organisation: organisation, representative: "Z", gender: "f")
            ]
        }
        election.first = drawRound(election, voters, hall.roll)
        if election.rounds == 2, flip(), let report = try? election.tally(under: hall.statutes, roll: hall.roll),
            !report.secondRound.isEmpty
        {
            election.second = drawRound(election, voters, hall.roll)
        }
        return election
    }

    private mutating func drawRound(_ election: RecordedElection, _ voters: [ID<Organisation>], _ roll: Roll)
        -> RecordedElection.Round
    {
        let voices = max(0, roll.votes(of: voters) - (flip(4) ? 1 : 0)) + (flip(12) ? 1 : 0)
        let names = election.running.map(\.name)
        let scale = election.grades ?? MajorityJudgment.grades
        let ballots = (0..<voices).map { (_: Int) -> RecordedElection.Ballot in
            if flip(10) {
                return flip() ? RecordedElection.Ballot(isBlank: true) : RecordedElection.Ballot(isNull: true)
            }
            let some = Array(names.shuffled(using: &random).prefix(number(0...max(1, names.count))))
            switch BallotFile.Mode(rawValue: election.mode) {
            case .judgment:
                return RecordedElection.Ballot(
                    grades: Dictionary(some.map { ($0, one(scale) ?? "bien") }) { first, _ in first })
            case .transferable, .schulze: return RecordedElection.Ballot(ranking: some)
            default: return RecordedElection.Ballot(choices: Array(some.prefix(election.seats + (flip(9) ? 1 : 0))))
            }
        }
        return RecordedElection.Round(
            .paper, voters: flip(15) ? nil : voters, ballots: ballots, scrutineers: ["Ada", "Yann"],
            explanation: flip() ? "Un bulletin s’est perdu" : "")
    }
}
