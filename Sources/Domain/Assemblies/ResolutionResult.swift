/// What one college (or the whole assembly) said, with those who could have.
package struct CollegeVote: Hashable, Codable, Sendable {
    /// Nil when the statutes have no colleges.
    package let college: String?
    package let count: VoteCount
    /// Voices present or represented at the item.
    package let present: Int
    /// Voices on the roll.
    package let roll: Int

    private enum CodingKeys: String, CodingKey {
        case college
        case count = "voix"
        case present = "presents-ou-representes"
        case roll = "inscrits"
    }

    package init(_ college: String? = nil, _ count: VoteCount, present: Int, roll: Int) {
        (self.college, self.count, self.present, self.roll) = (college, count, present, roll)
    }
}

/// Whether a resolution is adopted, with the sentence that explains it.
package struct ResolutionResult: Hashable, Codable, Sendable {
    /// The chair's own choice, where the statutes give it a casting vote.
    package enum Casting: String, Codable, Sendable {
        case yes = "pour"
        case no = "contre"
    }

    package let isAdopted: Bool
    package let isTied: Bool
    /// True when the chair's casting vote made the result.
    package let usedCastingVote: Bool
    package let sentence: String

    private enum CodingKeys: String, CodingKey {
        case isAdopted = "adoptee"
        case isTied = "egalite"
        case usedCastingVote = "voix-preponderante"
        case sentence = "phrase"
    }

    private init(_ isAdopted: Bool, tied: Bool = false, casting: Bool = false, _ sentence: String) {
        (self.isAdopted, isTied, usedCastingVote, self.sentence) = (isAdopted, tied, casting, sentence)
    }

    /// - Parameter votes: one for the whole assembly, or one for each college.
    package init(
        _ votes: [CollegeVote], under rule: MajorityRule, colleges: [College] = [], casting: Casting? = nil
    ) throws(AssemblyRefusal) {
        for vote in votes { try ResolutionResult.check(vote, colleges) }
        if casting != nil, !rule.hasCastingVote {
            throw AssemblyRefusal("Les statuts ne donnent pas de voix prépondérante à la présidence.")
        }
        let whole = ResolutionResult.sum(votes)
        guard whole.count.yes + whole.count.no > 0 else {
            let why =
                whole.count.total == 0
                ? "Personne n’a voté" : "\(whole.count.french) : personne ne s’est exprimé pour ou contre"
            self.init(false, "\(why) : rien n’est adopté.")
            return
        }
        switch rule.colleges {
        case .together: self = ResolutionResult.decide(whole, rule, casting)
        case .each: self = ResolutionResult.decideInEach(votes, whole, rule, colleges, casting)
        case .proportional, .winnerTakesAll: self = WeightedResult(votes, rule, colleges, casting).decision
        }
    }

    private static func check(_ vote: CollegeVote, _ colleges: [College]) throws(AssemblyRefusal) {
        let place = vote.college.map { key in "Collège \(colleges.first { $0.key == key }?.name ?? key) : " } ?? ""
        guard vote.count.isWellFormed, vote.present >= 0, vote.roll >= vote.present, vote.roll <= 1_000_000_000 else {
            throw AssemblyRefusal(
                "\(place)les nombres ne vont pas ensemble (\(vote.present) présents ou représentés, \(vote.roll) inscrits). Vérifiez l’émargement."
            )
        }
        if vote.count.total > vote.present {
            throw AssemblyRefusal(
                "\(place)\(vote.count.total) voix ont été comptées pour \(vote.present) présentes ou représentées. Recomptez avant de proclamer un résultat."
            )
        }
        if let key = vote.college, !colleges.contains(where: { $0.key == key }) {
            throw AssemblyRefusal("Le collège \(French.quote(key)) n’est pas dans les statuts.")
        }
    }

    package static func sum(_ votes: [CollegeVote]) -> CollegeVote {
        CollegeVote(
            nil, votes.reduce(VoteCount()) { $0 + $1.count }, present: votes.reduce(0) { $0 + $1.present },
            roll: votes.reduce(0) { $0 + $1.roll })
    }

    /// What the votes for are compared with.
    static func base(_ vote: CollegeVote, _ rule: MajorityRule) -> Int {
        switch rule.base {
        case .presentOrRepresented: return vote.present
        case .roll: return vote.roll
        case .expressed:
            let count = vote.count
            return count.yes + count.no + (rule.abstentions == .counted ? count.abstentions : 0)
                + (rule.blanks == .counted ? count.blanks : 0) + (rule.nulls == .counted ? count.nulls : 0)
        }
    }

    /// One majority, all voices together. Never adopted with as many against as for, whatever the threshold.
    private static func decide(_ vote: CollegeVote, _ rule: MajorityRule, _ casting: Casting?) -> ResolutionResult {
        let count = vote.count
        if count.yes == count.no { return decideTie(vote, rule, casting) }
        let sentence = comparison(vote, rule)
        if count.yes < count.no { return ResolutionResult(false, "\(sentence) : la résolution n’est pas adoptée.") }
        let isAdopted = rule.threshold.isReached(by: count.yes, of: base(vote, rule))
        return ResolutionResult(
            isAdopted, "\(sentence) : la résolution \(isAdopted ? "est adoptée" : "n’est pas adoptée").")
    }

    /// « 12 pour, 8 contre. 12 sur 20 exprimés ; il en faut au moins 11 (plus de la moitié) ».
    static func comparison(_ vote: CollegeVote, _ rule: MajorityRule) -> String {
        let base = base(vote, rule)
        let unit =
            switch rule.base {
            case .expressed: base > 1 ? "suffrages exprimés" : "suffrage exprimé"
            case .presentOrRepresented: "voix présentes ou représentées"
            case .roll: "voix inscrites"
            }
        let needed = max(1, rule.threshold.least(of: base))
        return
            "\(vote.count.french). \(French.number(vote.count.yes)) sur \(French.number(base)) \(unit) ; il en faut au moins \(French.number(needed)) (\(rule.threshold.french))"
    }

    /// The casting vote counts as one voice more for the resolution: it must be enough for the threshold too.
    private static func decideTie(_ vote: CollegeVote, _ rule: MajorityRule, _ casting: Casting?) -> ResolutionResult {
        let tie = "\(vote.count.french) : il y a égalité"
        guard rule.hasCastingVote else {
            return ResolutionResult(
                false, tied: true,
                "\(tie), et les statuts ne donnent pas de voix prépondérante : la résolution n’est pas adoptée.")
        }
        guard let casting else {
            return ResolutionResult(
                false, tied: true,
                "\(tie), et la présidence n’a pas fait usage de sa voix prépondérante : la résolution n’est pas adoptée."
            )
        }
        if casting == .no {
            return ResolutionResult(
                false, tied: true, casting: true,
                "\(tie). La présidence, dont la voix est prépondérante, vote contre : la résolution n’est pas adoptée.")
        }
        let isEnough = rule.threshold.isReached(by: vote.count.yes + 1, of: base(vote, rule))
        return ResolutionResult(
            isEnough, tied: true, casting: isEnough,
            isEnough
                ? "\(tie). La présidence, dont la voix est prépondérante, vote pour : la résolution est adoptée."
                : "\(tie). La voix prépondérante de la présidence ne suffit pas, il faut \(rule.french) : la résolution n’est pas adoptée."
        )
    }

    /// The whole and each college; a college where nobody is on the roll is asked nothing.
    private static func decideInEach(
        _ votes: [CollegeVote], _ whole: CollegeVote, _ rule: MajorityRule, _ colleges: [College], _ casting: Casting?
    ) -> ResolutionResult {
        let overall = decide(whole, rule, casting)
        var lines = ["Ensemble : \(overall.sentence)"]
        var isAdopted = overall.isAdopted
        for vote in votes where vote.roll > 0 {
            let name = colleges.first { $0.key == vote.college }?.name ?? vote.college ?? ""
            let isSilent = vote.count.yes + vote.count.no == 0
            let holds =
                !isSilent && vote.count.yes > vote.count.no
                && rule.threshold.isReached(by: vote.count.yes, of: base(vote, rule))
            let verdict = holds ? "majorité réunie" : "majorité non réunie"
            lines.append(
                isSilent
                    ? "Collège \(name) : personne ne s’est exprimé, \(verdict)."
                    : "Collège \(name) : \(comparison(vote, rule)), \(verdict).")
            isAdopted = isAdopted && holds
        }
        lines.append(
            "Il faut la majorité de l’ensemble et de chaque collège : la résolution \(isAdopted ? "est adoptée" : "n’est pas adoptée")."
        )
        return ResolutionResult(
            isAdopted, tied: overall.isTied, casting: overall.usedCastingVote && isAdopted, lines.joined(separator: " ")
        )
    }

    static func weighted(_ isAdopted: Bool, tied: Bool, casting: Bool, _ sentence: String) -> ResolutionResult {
        ResolutionResult(isAdopted, tied: tied, casting: casting, sentence)
    }
}
