/// A vote in colleges whose weights count: result = Σ weight × (votes for ÷ base in the college), by exact fractions.
struct WeightedResult {
    let decision: ResolutionResult

    private struct Side {
        var yes = Rational.zero
        var no = Rational.zero
        var base = 0
        var lines: [String] = []
    }

    init(_ votes: [CollegeVote], _ rule: MajorityRule, _ colleges: [College], _ casting: ResolutionResult.Casting?) {
        var side = Side()
        for vote in votes where vote.roll > 0 {
            guard let college = colleges.first(where: { $0.key == vote.college }), college.weight > 0 else { continue }
            WeightedResult.add(vote, of: college, rule, to: &side)
        }
        decision = WeightedResult.decide(side, rule, casting)
    }

    private static func add(_ vote: CollegeVote, of college: College, _ rule: MajorityRule, to side: inout Side) {
        let isSilent = vote.count.yes + vote.count.no == 0
        if isSilent {
            if rule.silentCollege == .counted { side.base += college.weight }
            let effect = rule.silentCollege == .counted ? "compte comme un refus" : "n’est compté ni pour ni contre"
            side.lines.append(
                "Collège \(college.name) (poids \(college.weight)) : personne ne s’est exprimé, son poids \(effect).")
            return
        }
        side.base += college.weight
        let weight = Rational(college.weight)
        let (yes, no): (Rational, Rational)
        if rule.colleges == .winnerTakesAll {
            let holds = vote.count.yes > vote.count.no
            (yes, no) = (holds ? weight : .zero, vote.count.no > vote.count.yes ? weight : .zero)
        } else {
            let base = Rational(ResolutionResult.base(vote, rule))
            (yes, no) = (weight * Rational(vote.count.yes) / base, weight * Rational(vote.count.no) / base)
        }
        side.yes = side.yes + yes
        side.no = side.no + no
        let isSplit = rule.colleges == .winnerTakesAll && vote.count.yes == vote.count.no
        let told = isSplit ? "à égalité, son poids ne va à personne" : "\(yes.french) pour, \(no.french) contre"
        side.lines.append("Collège \(college.name) (poids \(college.weight)) : \(vote.count.french), soit \(told).")
    }

    private static func decide(_ side: Side, _ rule: MajorityRule, _ casting: ResolutionResult.Casting?)
        -> ResolutionResult
    {
        let base = Rational(side.base)
        let asked = (rule.threshold.share.rational * base).french
        let word = rule.threshold.comparator == .atLeast ? "au moins" : "plus de"
        let sum =
            side.lines.joined(separator: " ")
            + " En tout \(side.yes.french) pour et \(side.no.french) contre, sur \(side.base) ; il faut \(word) \(asked) (\(rule.threshold.french))"
        if side.yes == side.no {
            let isAdopted =
                rule.hasCastingVote && casting == .yes && rule.threshold.share.rational <= Fraction.half.rational
                && side.yes + side.no == base
            let chair =
                isAdopted
                ? "il y a égalité, la présidence, dont la voix est prépondérante, vote pour : la résolution est adoptée."
                : "il y a égalité : la résolution n’est pas adoptée."
            return ResolutionResult.weighted(isAdopted, tied: true, casting: isAdopted, "\(sum) ; \(chair)")
        }
        let isAdopted = side.yes > side.no && rule.threshold.isReached(by: side.yes, of: base)
        return ResolutionResult.weighted(
            isAdopted, tied: false, casting: false,
            "\(sum) : la résolution \(isAdopted ? "est adoptée" : "n’est pas adoptée").")
    }
}
