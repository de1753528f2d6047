/// What statutes come to with the members that a hub has: who would vote, how few suffice, who could decide alone.
package struct StatutesConsequences: Sendable {
    let rules: Statutes
    private let prose: StatutesProse
    private let day: Day
    package let roll: Roll
    let byCollege: [String: Int]

    /// - Parameter members: every member ever; the roll decides who counts on that day.
    package init(_ document: StatutesDocument, members: [MemberFacts], on day: Day) {
        (rules, prose, self.day) = (document.rules, document.prose, day)
        let present = members.filter { member in
            member.admittedOn.map { $0 <= day } ?? false && member.leftOn.map { day < $0 } ?? true
        }
        roll = Roll(of: present, on: day, under: document.rules)
        byCollege = Dictionary(roll.entries.map { ($0.college ?? "", 1) }, uniquingKeysWith: +)
    }

    var count: Int { roll.entries.count }
    private var everybody: Int { roll.entries.count + roll.leftOut.count }

    /// What each voter holds, marked by what dominates.
    package var voices: [Holding] {
        let names = Dictionary(roll.entries.map { ($0.organisation, $0.name) }) { first, _ in first }
        return roll.entries.map { (entry: Roll.Entry) in
            var marks: [Cap.Per: String] = [:]
            marks[.group] = names[entry.group] ?? entry.name
            marks[.family] = entry.family?.rawValue
            marks[.college] = entry.college
            return Holding(entry.name, entry.votes, marks: marks)
        }
    }

    package func sentences(_ chapter: StatutesChapter) -> [String] {
        guard everybody > 0 else {
            return ["Aucun membre n’est encore enregistré : les conséquences se calculeront sur les vôtres."]
        }
        if let kind = chapter.meeting { return meeting(kind) }
        switch chapter {
        case .members: return colleges
        case .electorate: return electorate
        case .convening:
            guard let share = prose.convening.membersShare else { return [] }
            let least = max(1, ShareThreshold(.atLeast, share).least(of: everybody))
            return ["\(suffice(least, of: everybody)) pour faire convoquer une assemblée."]
        case .proxies: return proxies
        case .bodies: return rules.bodies.flatMap(body)
        case .caps: return caps
        case .secretBallot:
            guard let askers = rules.secretBallot.askers, count > 0 else { return [] }
            return ["\(suffice(max(1, askers), of: count)) pour que le vote soit secret."]
        case .identity, .management, .ties: return []
        case .founding, .ordinary, .extraordinary, .board, .bureau: return []
        }
    }

    /// « 12 de vos 23 membres suffisent ».
    func suffice(_ least: Int, of whole: Int) -> String {
        "\(French.number(least)) de vos \(French.count(whole, "membre", "membres")) \(least < 2 ? "suffit" : "suffisent")"
    }

    private var electorate: [String] {
        let voting = everybody - roll.leftOut.count
        let first =
            "\(day.frenchWithArticle.uppercasedFirst), \(French.number(voting)) de vos \(French.count(everybody, "membre", "membres")) \(voting < 2 ? "voterait" : "voteraient")."
        let most = 12
        let reasons = roll.leftOut.prefix(most).map { "\($0.name) \($0.reason)." }
        let more = roll.leftOut.count - most
        return [first] + reasons + (more > 0 ? ["Et \(French.number(more)) autres."] : [])
    }

    private var colleges: [String] {
        guard !rules.colleges.isEmpty else { return portrait }
        let usesWeights = rules.meetings.values.contains { $0.majority.colleges.usesWeights }
        let whole = rules.colleges.reduce(0) { $0 + $1.weight }
        var sentences = rules.colleges.map { (college: College) -> String in
            let held = byCollege[college.key] ?? 0
            let members = held == 0 ? "personne" : French.count(held, "organisation", "organisations")
            guard usesWeights else { return "Collège \(college.name) : \(members)." }
            let alone =
                2 * college.weight > whole
                ? " ; à lui seul plus de la moitié"
                : 2 * college.weight == whole ? " ; rien ne passe à la majorité simple sans lui" : ""
            return
                "Collège \(college.name) : \(members), \(French.number(college.weight)) voix sur \(French.number(whole))\(alone)."
        }
        if usesWeights, let unequal { sentences.append(unequal) }
        let lost = roll.leftOut.filter { $0.reason.hasPrefix("n’est dans aucun") }
        if !lost.isEmpty {
            sentences.append(
                "\(French.list(lost.map(\.name))) : dans aucun de ces collèges, \(lost.count < 2 ? "ce membre ne voterait" : "ces membres ne voteraient") pas."
            )
        }
        return sentences + portrait
    }

    /// How much more one organisation weighs than another, because of colleges of different sizes.
    private var unequal: String? {
        let held = rules.colleges.compactMap { (college: College) -> (College, Int)? in
            byCollege[college.key].map { (college, $0) }
        }.filter { $0.0.weight > 0 }
        // weight ÷ members, compared by cross products.
        guard let most = held.max(by: { $0.0.weight * $1.1 < $1.0.weight * $0.1 }),
            let least = held.min(by: { $0.0.weight * $1.1 < $1.0.weight * $0.1 })
        else { return nil }
        let tenths = 10 * most.0.weight * least.1 / (most.1 * least.0.weight)
        guard tenths >= 15 else { return nil }
        let times = "\(French.number(tenths / 10))\(tenths % 10 == 0 ? "" : ",\(tenths % 10)")"
        return
            "Une organisation du collège \(most.0.name) y pèse autant que \(times) du collège \(least.0.name)."
    }

    private var portrait: [String] { Concentration.portrait(voices, of: .votes) }

    private var proxies: [String] {
        guard rules.proxies.areAllowed, count > 0 else { return [] }
        guard let most = rules.proxies.most else {
            return ["Une seule organisation présente pourrait porter les \(French.number(count)) voix."]
        }
        let present = (count + most) / (most + 1)
        var sentences = [
            "\(French.count(present, "organisation présente suffirait", "organisations présentes suffiraient")) à porter les voix de vos \(French.count(count, "membre", "membres"))."
        ]
        if let quorum = rules.meetings[.ordinary]?.quorum, quorum.counts.contains(.represented) {
            let least = max(1, quorum.threshold.least(of: count))
            let here = (least + most) / (most + 1)
            sentences.append(
                "En assemblée ordinaire, \(French.number(here)) dans la salle, \(here < 2 ? "chargée de pouvoirs, atteindrait" : "chargées de pouvoirs, atteindraient") le quorum."
            )
        }
        return sentences
    }
}
