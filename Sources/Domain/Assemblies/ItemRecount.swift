/// What one item of the agenda comes to: who was there, whether it could decide, and what it decided.
package struct ItemRecount: Hashable, Codable, Sendable {
    package struct Held: Hashable, Codable, Sendable {
        package let giver: ID<Organisation>
        package let holder: ID<Organisation>

        private enum CodingKeys: String, CodingKey {
            case giver = "de"
            case holder = "a"
        }
    }

    package let position: Int
    package let present: [ID<Organisation>]
    package let online: [ID<Organisation>]
    package let postal: [ID<Organisation>]
    package let represented: [Held]
    /// Voices present, represented or by post.
    package let voices: Int
    package let notes: [String]
    package let quorum: QuorumAnswer
    package var reconciliation: Reconciliation?
    package var second: Reconciliation?
    package var result: ResolutionResult?
    package var tally: TallyReport?
    /// Why what was counted decides nothing.
    package var refusal: String?
    package var findings: [Finding] = []

    private enum CodingKeys: String, CodingKey {
        case position = "point"
        case present = "presents"
        case online = "en-ligne"
        case postal = "par-correspondance"
        case represented = "representes"
        case voices = "voix-presentes"
        case notes
        case quorum
        case reconciliation = "rapprochement"
        case second = "rapprochement-du-second-tour"
        case result = "resultat"
        case tally = "depouillement"
        case refusal = "refus"
        case findings = "constats"
    }

    init(_ position: Int, _ floor: Floor, quorum: QuorumAnswer, roll: Roll) {
        let sorted = { (set: Set<ID<Organisation>>) in set.sorted { $0.rawValue < $1.rawValue } }
        (self.position, self.quorum, notes) = (position, quorum, floor.notes)
        (present, online, postal) = (sorted(floor.present), sorted(floor.online), sorted(floor.postal))
        represented = sorted(Set(floor.represented.keys)).compactMap { (giver: ID<Organisation>) in
            floor.represented[giver].map { Held(giver: giver, holder: $0) }
        }
        voices = roll.votes(of: floor.voters)
    }

    package var isAdopted: Bool { result?.isAdopted ?? false }
    package var elected: [String] { refusal == nil ? tally?.elected ?? [] : [] }

    mutating func count(_ vote: RecordedVote, _ rule: MajorityRule, _ floor: Floor, _ hall: Hall) {
        let ways: [(way: RecordedVote.Way, count: WayCount)]
        do throws(AssemblyRefusal) {
            ways = try RecordedVote.counted(vote.ways, by: rule, hall)
        } catch {
            refusal = error.sentence
            return
        }
        let found = Reconciliation(
            ways.map(\.count), roll: hall.roll, floor: floor, explanation: vote.explanation)
        reconciliation = found
        let secrecy = hall.statutes.secretBallot.finding(aboutPersons: false, askedBy: vote.secrecyAskedBy)
        let isOpen = vote.ways.contains { $0.way == .hands || $0.way == .rollCall || $0.choices != nil }
        guard quorum.isReached else { return refuse("Sans quorum, ce vote ne décide rien.") }
        guard !(isOpen && (vote.isSecret || secrecy.isSecret && vote.secrecyAskedBy > 0)) else {
            return refuse("Ce vote devait être secret : il est à refaire sur papier ou par un scrutin secret.")
        }
        guard found.mayDeclare else { return refuse(found.sentences.joined(separator: " ")) }
        do throws(AssemblyRefusal) {
            result = try ResolutionResult(
                RecordedVote.byCollege(ways, rule, floor, hall), under: rule, colleges: hall.statutes.colleges,
                casting: vote.casting)
        } catch { refusal = error.sentence }
    }

    mutating func count(_ election: RecordedElection, _ floor: Floor, _ hall: Hall) {
        guard let first = election.first else { return }
        let rounds = [first] + [election.second].compactMap(\.self)
        let found = rounds.map { RecordedElection.reconciliation(of: $0, roll: hall.roll, floor: floor) }
        (reconciliation, second) = (found[0], found.count > 1 ? found[1] : nil)
        guard quorum.isReached else { return refuse("Sans quorum, cette élection ne décide rien.") }
        let isOpen = rounds.contains { $0.way == .hands || $0.way == .rollCall }
        guard !(isOpen && (election.isSecret || hall.statutes.secretBallot.persons)) else {
            return refuse("Les statuts veulent un vote secret pour les personnes : il est à refaire sur papier.")
        }
        if let fault = found.first(where: { !$0.mayDeclare }) {
            return refuse(fault.sentences.joined(separator: " "))
        }
        do {
            let report = try election.tally(under: hall.statutes, roll: hall.roll)
            tally = report
            findings += seats(election, report.elected, hall)
        } catch {
            refusal = (error as? AssemblyRefusal)?.sentence ?? "Les bulletins ne se lisent pas."
        }
    }

    /// The whole body after the election, against the caps of the statutes.
    private func seats(_ election: RecordedElection, _ elected: [String], _ hall: Hall) -> [Finding] {
        let members = election.sitting + election.running.filter { elected.contains($0.name) }
        let holdings = members.map { (member: RecordedElection.Candidate) in
            Holding(member.name, 1, marks: RecordedElection.marks(of: member, on: hall.roll))
        }
        return Concentration.findings(
            holdings, of: .seats, caps: election.wholeCaps(hall.statutes), colleges: hall.statutes.colleges)
    }

    private mutating func refuse(_ sentence: String) { refusal = sentence }
}

extension RecordedVote {
    /// Each way with its count; named choices are counted here, by college where the majority asks.
    static func counted(
        _ ways: [Way], by rule: MajorityRule, _ hall: Hall
    ) throws(AssemblyRefusal) -> [(way: Way, count: WayCount)] {
        let colleges = rule.colleges == .together ? [] : hall.statutes.colleges
        var counted: [(way: Way, count: WayCount)] = []
        for way in ways {
            if let choices = way.choices {
                counted += split(way, choices, colleges, hall.roll)
                continue
            }
            guard let count = way.count else {
                throw AssemblyRefusal("Le compte des voix \(way.way.label) manque.")
            }
            if !colleges.isEmpty, !colleges.contains(where: { $0.key == way.college }) {
                throw AssemblyRefusal(
                    "La majorité se compte par collège : donnez les voix \(way.way.label) de chaque collège.")
            }
            let strangers = (way.voters ?? []).filter { (voter: ID<Organisation>) in
                way.college != nil && hall.roll.entry(voter)?.college != way.college
            }
            if let stranger = strangers.first {
                throw AssemblyRefusal(
                    "\(hall.roll.name(stranger)) n’est pas du collège \(hall.statutes.college(way.college)?.name ?? way.college ?? "")."
                )
            }
            counted.append(
                (way, WayCount(way.way, voters: way.voters, count, scrutineers: way.scrutineers)))
        }
        return counted
    }

    private static func split(
        _ way: Way, _ choices: [Named], _ colleges: [College], _ roll: Roll
    ) -> [(way: Way, count: WayCount)] {
        let groups = colleges.isEmpty ? [String?.none] : colleges.map(\.key)
        let strangers = choices.filter { roll.entry($0.organisation) == nil }
        return groups.enumerated().compactMap { (index: Int, college: String?) in
            var mine = choices.filter { (choice: Named) in
                guard let entry = roll.entry(choice.organisation) else { return false }
                return college == nil || entry.college == college
            }
            // Whoever is not on the roll stays in the count, for the reconciliation to name it.
            if index == 0 { mine += strangers }
            guard !mine.isEmpty || groups.count == 1 else { return nil }
            var count = VoteCount()
            for choice in mine {
                let voices = roll.votes(of: [choice.organisation])
                switch choice.choice {
                case .yes: count.yes += voices
                case .no: count.no += voices
                case .abstention: count.abstentions += voices
                case .blank: count.blanks += voices
                }
            }
            var part = way
            part.college = college
            return (part, WayCount(way.way, voters: mine.map(\.organisation), count, scrutineers: way.scrutineers))
        }
    }

    static func byCollege(
        _ ways: [(way: Way, count: WayCount)], _ rule: MajorityRule, _ floor: Floor, _ hall: Hall
    ) -> [CollegeVote] {
        let roll = hall.roll
        let colleges = rule.colleges == .together ? [] : hall.statutes.colleges
        let groups = colleges.isEmpty ? [String?.none] : colleges.map(\.key)
        return groups.map { (college: String?) in
            let mine = ways.filter { college == nil || $0.way.college == college }
            let entries = roll.entries.filter { college == nil || $0.college == college }.map(\.organisation)
            return CollegeVote(
                college, mine.reduce(VoteCount()) { $0 + $1.count.count },
                present: roll.votes(of: floor.voters.intersection(entries)), roll: roll.votes(of: entries))
        }
    }
}
