/// A ballot on which names are chosen, as many times as it was found.
package struct ChoiceBallot: Hashable, Sendable {
    package var count: Int
    package var choices: Set<Int>

    package init(count: Int = 1, choices: Set<Int>) { (self.count, self.choices) = (count, choices) }
}

/// Ballots of names, with those that say nothing or cannot be read.
package struct ChoiceBallots: Hashable, Sendable {
    package var ballots: [ChoiceBallot]
    package var blanks: Int
    package var nulls: Int

    package init(_ ballots: [ChoiceBallot], blanks: Int = 0, nulls: Int = 0) {
        (self.ballots, self.blanks, self.nulls) = (ballots, blanks, nulls)
    }

    /// Sorts out what cannot be counted: an empty ballot is blank, one with too many names is null.
    func sorted(most: Int?) -> (valid: [ChoiceBallot], blanks: Int, nulls: Int, overfull: Int) {
        let isOverfull = { (ballot: ChoiceBallot) in most.map { ballot.choices.count > $0 } ?? false }
        let empty = ballots.filter(\.choices.isEmpty).reduce(0) { $0 + $1.count }
        let overfull = ballots.filter(isOverfull).reduce(0) { $0 + $1.count }
        let valid = ballots.filter { !$0.choices.isEmpty && !isOverfull($0) }
        return (valid, blanks + empty, nulls + overfull, overfull)
    }
}

/// Elections where ballots bear names: plurality, two rounds, list of names, approval.
package enum NameElection {
    /// What a count of ballots shows before any seat is given.
    private struct Count {
        let voices: [Int]
        let expressed: Int
        /// Valid ballots, plus the blank ones where the statutes count them.
        let base: Int
        let steps: [String]
    }

    private static func count(
        _ ballots: ChoiceBallots, _ election: Election, most: Int?, blanksCount: Bool
    ) -> Count {
        let (valid, blanks, nulls, overfull) = ballots.sorted(most: most)
        let expressed = valid.reduce(0) { $0 + $1.count }
        let voices = election.candidates.indices.map { candidate in
            valid.reduce(0) { $0 + ($1.choices.contains(candidate) ? $1.count : 0) }
        }
        let cast = expressed + blanks + nulls
        var steps = [
            "\(French.count(cast, "bulletin", "bulletins")) : \(French.count(expressed, "exprimé", "exprimés")), \(French.count(blanks, "blanc", "blancs")), \(French.count(nulls, "nul", "nuls"))."
        ]
        if overfull > 0, let most {
            steps.append(
                "\(French.count(overfull, "bulletin porte", "bulletins portent")) plus de \(French.count(most, "nom", "noms")) : c’est plus que permis, ils sont comptés nuls."
            )
        }
        steps += ElectionResult.ranking(voices).flatMap(\.self).map { candidate in
            "\(election.name(candidate)) : \(French.number(voices[candidate])) voix."
        }
        return Count(
            voices: voices, expressed: expressed, base: expressed + (blanksCount ? blanks : 0), steps: steps)
    }

    /// The most voices win, and nobody is elected without one.
    package static func plurality(
        _ ballots: ChoiceBallots, _ election: Election, most: Int?, blanksCount: Bool = false
    ) -> ElectionResult {
        let count = count(ballots, election, most: most, blanksCount: blanksCount)
        return award(count, election)
    }

    private static func award(_ count: Count, _ election: Election, already: [Int] = []) -> ElectionResult {
        guard count.expressed > 0 else { return empty(election, count.steps) }
        var result = ElectionResult.award(
            election, ranking: ElectionResult.ranking(count.voices), already: already
        ) { count.voices[$0] > 0 }
        let without = election.candidates.indices.filter { count.voices[$0] == 0 }
        let told =
            without.isEmpty || result.elected.count >= election.seats
            ? [] : ["Sans aucune voix, on n’est pas élu : \(election.names(without))."]
        result.steps = count.steps + told + result.steps
        return result
    }

    static func empty(_ election: Election, _ steps: [String]) -> ElectionResult {
        var result = ElectionResult(ranking: [Array(election.candidates.indices)])
        result.steps = steps + ["Aucun suffrage exprimé : personne n’est élu."]
        return result
    }

    /// First round: more than half of the base elects. What remains goes to a second round, where the most voices win.
    /// - Parameter secondBallots: nil as long as the second round has not been held.
    package static func twoRounds(
        _ ballots: ChoiceBallots, second secondBallots: ChoiceBallots?, _ election: Election, blanksCount: Bool = false
    ) -> ElectionResult {
        let first = count(ballots, election, most: election.seats, blanksCount: blanksCount)
        guard first.expressed > 0 else { return empty(election, first.steps) }
        let half = ShareThreshold(.moreThan, .half)
        let winners = ElectionResult.award(election, ranking: ElectionResult.ranking(first.voices)) {
            half.isReached(by: first.voices[$0], of: first.base)
        }
        var result = winners
        result.steps =
            first.steps + [
                "Premier tour : il faut plus de la moitié des \(French.count(first.base, "suffrage", "suffrages")), soit au moins \(half.least(of: first.base)) voix."
            ] + winners.steps.filter { !$0.hasSuffix("à pourvoir.") }
        let left = election.seats - result.elected.count
        guard left > 0, winners.ties.isEmpty else { return result }
        let ahead = secondRound(first, election, elected: result.elected, seats: left)
        guard !ahead.isEmpty else {
            result.sayVacant(election)
            return result
        }
        guard let secondBallots else {
            result.secondRound = ahead
            result.steps.append(
                "\(French.count(left, "siège reste", "sièges restent")) à pourvoir : second tour entre \(election.names(ahead))."
            )
            return result
        }
        return held(secondBallots, between: ahead, after: result, election, blanksCount)
    }

    /// Two candidates for each seat left, and those who equal the last of them.
    private static func secondRound(_ first: Count, _ election: Election, elected: [Int], seats: Int) -> [Int] {
        let others = election.candidates.indices.filter { candidate in
            !elected.contains(candidate) && first.voices[candidate] > 0
                && election.capReason(candidate, elected: elected) == nil
        }
        let sorted = others.sorted { (first.voices[$0], $1) > (first.voices[$1], $0) }
        guard sorted.count > 2 * seats else { return sorted }
        let last = first.voices[sorted[2 * seats - 1]]
        return sorted.filter { first.voices[$0] >= last }
    }

    private static func held(
        _ ballots: ChoiceBallots, between ahead: [Int], after first: ElectionResult, _ election: Election,
        _ blanksCount: Bool
    ) -> ElectionResult {
        let second = count(
            ballots, election, most: election.seats - first.elected.count, blanksCount: blanksCount)
        let kept = Count(
            voices: second.voices.indices.map { ahead.contains($0) ? second.voices[$0] : 0 },
            expressed: second.expressed, base: second.base, steps: second.steps)
        let others = first.ranking.map { $0.filter { !ahead.contains($0) && !first.elected.contains($0) } }
        guard kept.expressed > 0 else {
            var result = first
            result.steps += ["Second tour."] + second.steps + ["Aucun suffrage exprimé : personne de plus n’est élu."]
            return result
        }
        var result = award(kept, election, already: first.elected)
        let placed = ElectionResult.ranking(ahead.map { kept.voices[$0] }).map { group in group.map { ahead[$0] } }
        result.ranking =
            first.elected.map { [$0] } + placed.map { $0.sorted() } + others.filter { !$0.isEmpty }
        result.ties = first.ties + result.ties
        result.steps =
            first.steps + ["Second tour entre \(election.names(ahead)) : le plus de voix l’emporte."] + result.steps
        return result
    }
}
