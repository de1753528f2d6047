/// A ballot that ranks candidates, the preferred first, as many times as it was found.
package struct RankedBallot: Hashable, Sendable {
    package var count: Int
    package var ranking: [Int]

    package init(count: Int = 1, ranking: [Int]) { (self.count, self.ranking) = (count, ranking) }
}

/// Single transferable vote (vote unique transférable): Droop quota, surplus transferred as exact fractions, one
/// candidate elected or set aside at a time.
package struct TransferableVote {
    /// One round, for whoever wants to recount.
    package struct Round: Hashable, Sendable {
        package enum Event: Hashable, Sendable {
            case elected(Int)
            case eliminated(Int)
            /// A cap is full: nobody else of that organisation, group, college… may be elected.
            case barred([Int])
            /// As many candidates as seats are left.
            case filled([Int])
            /// A tie that nothing settles.
            case stopped([Int])
        }

        /// Voices of those still running.
        package let scores: [Int: Rational]
        /// Voices of ballots on which nobody is left.
        package let exhausted: Rational
        package let event: Event
    }

    /// Ballots that say the same thing have the same history, hence the same weight: they go together.
    private struct Pile {
        let ranking: [Int]
        var voices: Rational
        var place = 0
    }

    private let election: Election
    private var piles: [Pile]
    private var running: [Int]
    private var eliminated: [Int] = []
    private var lastTogether: [Int] = []
    package private(set) var rounds: [Round] = []
    package let quota: Int
    package let expressed: Int
    private var result = ElectionResult()

    package init(_ ballots: [RankedBallot], _ election: Election) {
        self.election = election
        var together: [[Int]: Int] = [:]
        for ballot in ballots where !ballot.ranking.isEmpty { together[ballot.ranking, default: 0] += ballot.count }
        let sorted = together.filter { $0.value > 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        piles = sorted.map { Pile(ranking: $0.key, voices: Rational($0.value)) }
        running = Array(election.candidates.indices)
        expressed = sorted.reduce(0) { $0 + $1.value }
        quota = expressed / (election.seats + 1) + 1
    }

    /// - Parameter blanks: ballots that rank nobody; they do not count in the quota.
    package static func tally(_ ballots: [RankedBallot], blanks: Int = 0, nulls: Int = 0, _ election: Election)
        -> ElectionResult
    {
        var count = TransferableVote(ballots, election)
        let empty = ballots.filter(\.ranking.isEmpty).reduce(blanks) { $0 + $1.count }
        let heading =
            "\(French.count(count.expressed + empty + nulls, "bulletin", "bulletins")) : \(French.count(count.expressed, "exprimé", "exprimés")), \(French.count(empty, "blanc", "blancs")), \(French.count(nulls, "nul", "nuls"))."
        guard count.expressed > 0, election.seats > 0 else { return NameElection.empty(election, [heading]) }
        count.result.steps = [
            heading,
            "Quota de Droop pour \(French.count(election.seats, "siège", "sièges")) : \(count.expressed) ÷ \(election.seats + 1), sans les décimales, plus 1 : \(count.quota) voix.",
        ]
        count.run()
        return count.result
    }

    package mutating func run() {
        while result.elected.count < election.seats, !running.isEmpty, playRound() {}
        let rest = running.filter { !result.elected.contains($0) && !lastTogether.contains($0) }
        result.ranking += (rest.isEmpty ? [] : [rest]) + eliminated.reversed().map { [$0] }
        result.sayVacant(election)
    }

    /// False when the count stops.
    private mutating func playRound() -> Bool {
        bar()
        guard !running.isEmpty else { return false }
        let (scores, exhausted) = scores()
        result.steps.append("Tour \(rounds.count + 1). " + told(scores, exhausted))
        let seats = election.seats - result.elected.count
        if running.count <= seats { return fill(scores, exhausted) }
        let top = running.compactMap { scores[$0] }.max() ?? .zero
        if top >= Rational(quota) {
            guard let winner = choose(running.filter { scores[$0] == top }, scores, exhausted, isForSeat: true) else {
                return false
            }
            rounds.append(Round(scores: scores, exhausted: exhausted, event: .elected(winner)))
            elect(winner, with: top)
            return true
        }
        let bottom = running.compactMap { scores[$0] }.min() ?? .zero
        guard let loser = choose(running.filter { scores[$0] == bottom }, scores, exhausted, isForSeat: false) else {
            return false
        }
        rounds.append(Round(scores: scores, exhausted: exhausted, event: .eliminated(loser)))
        result.steps.append(
            "Personne n’atteint \(quota) voix. \(election.name(loser)), qui en a le moins (\(bottom.french)), est écarté·e ; ses bulletins vont à la préférence suivante."
        )
        setAside(loser)
        return true
    }

    private func scores() -> (scores: [Int: Rational], exhausted: Rational) {
        var scores = Dictionary(uniqueKeysWithValues: running.map { ($0, Rational.zero) })
        var exhausted = Rational.zero
        for pile in piles {
            if pile.place < pile.ranking.count {
                scores[pile.ranking[pile.place], default: .zero] =
                    scores[pile.ranking[pile.place], default: .zero] + pile.voices
            } else {
                exhausted = exhausted + pile.voices
            }
        }
        return (scores, exhausted)
    }

    private func told(_ scores: [Int: Rational], _ exhausted: Rational) -> String {
        let sorted = running.sorted { (scores[$0] ?? .zero, $1) > (scores[$1] ?? .zero, $0) }
        let lines = sorted.map { "\(election.name($0)) \((scores[$0] ?? .zero).french)" }
        let lost = exhausted.isZero ? "" : " ; sans suite \(exhausted.french)"
        return lines.joined(separator: ", ") + lost + "."
    }

    /// One candidate among equals, by the rule of the statutes; nil stops the count.
    private mutating func choose(
        _ tied: [Int], _ scores: [Int: Rational], _ exhausted: Rational, isForSeat: Bool
    ) -> Int? {
        guard tied.count > 1 else { return tied.first }
        let settled = election.breaker.settle(tied)
        result.ties.append(settled.tie)
        result.steps.append(settled.sentence)
        let chosen = isForSeat ? settled.order.first : settled.order.last
        guard let chosen, !settled.isShared else {
            if settled.isShared { result.steps.append("Un partage ne permet pas de continuer à compter.") }
            rounds.append(Round(scores: scores, exhausted: exhausted, event: .stopped(tied)))
            result.steps.append("Le dépouillement s’arrête là tant que cette égalité n’est pas départagée.")
            return nil
        }
        return chosen
    }

    private mutating func elect(_ winner: Int, with voices: Rational) {
        result.elected.append(winner)
        result.ranking.append([winner])
        let surplus = voices - Rational(quota)
        result.steps.append("\(election.name(winner)) atteint le quota avec \(voices.french) voix : élu·e.")
        if !surplus.isZero, result.elected.count < election.seats {
            let share = surplus / voices
            result.steps.append(
                "Son surplus de \(surplus.french) passe aux préférences suivantes : chaque bulletin y va pour \(share.french) de sa valeur."
            )
        }
        guard result.elected.count < election.seats else { return leave(winner) }
        let share = surplus / voices
        for index in piles.indices where current(piles[index]) == winner {
            piles[index].voices = piles[index].voices * share
        }
        leave(winner)
    }

    private func current(_ pile: Pile) -> Int? { pile.place < pile.ranking.count ? pile.ranking[pile.place] : nil }

    private mutating func setAside(_ candidate: Int) {
        eliminated.append(candidate)
        leave(candidate)
    }

    private mutating func leave(_ candidate: Int) {
        running.removeAll { $0 == candidate }
        let left = Set(running)
        for index in piles.indices {
            while let next = current(piles[index]), !left.contains(next) { piles[index].place += 1 }
        }
    }

    /// Those whom a cap now keeps from any seat leave; their ballots go on at full value.
    private mutating func bar() {
        let barred = running.filter { election.capReason($0, elected: result.elected) != nil }
        guard !barred.isEmpty else { return }
        let (scores, exhausted) = scores()
        rounds.append(Round(scores: scores, exhausted: exhausted, event: .barred(barred)))
        for candidate in barred {
            if let reason = election.capReason(candidate, elected: result.elected) { result.steps.append(reason) }
            setAside(candidate)
        }
    }

    /// As many candidates as seats: all are elected, unless a cap lets only some of them.
    private mutating func fill(_ scores: [Int: Rational], _ exhausted: Rational) -> Bool {
        let groups = ElectionResult.ranking(running.map { scores[$0] ?? .zero }).map { group in
            group.map { running[$0] }
        }
        result.steps.append(
            "Il reste \(French.count(running.count, "candidat", "candidats")) pour \(French.count(election.seats - result.elected.count, "siège", "sièges"))."
        )
        rounds.append(Round(scores: scores, exhausted: exhausted, event: .filled(groups.flatMap(\.self))))
        let given = ElectionResult.award(election, ranking: groups, already: result.elected)
        lastTogether = running
        result.ranking += groups
        result.elected = given.elected
        result.ties += given.ties
        result.steps += given.steps.filter { !$0.hasSuffix("à pourvoir.") }
        running = []
        return false
    }
}
