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

        /// Ballots of those still running.
        let piles: [Int: [PileWeights.Share]]
        /// Ballots on which nobody is left.
        let exhausted: [PileWeights.Share]
        package let event: Event
    }

    /// Ballots that say the same thing have the same history, hence the same weight: they go together.
    private struct Pile {
        let ranking: [Int]
        var share: PileWeights.Share
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
    private var weights = PileWeights()
    private var turn = 0

    package init(_ ballots: [RankedBallot], _ election: Election) {
        self.election = election
        var together: [[Int]: Int] = [:]
        for ballot in ballots where !ballot.ranking.isEmpty { together[ballot.ranking, default: 0] += ballot.count }
        let sorted = together.filter { $0.value > 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        piles = sorted.map {
            Pile(
                ranking: $0.key,
                share: PileWeights.Share(count: $0.value, history: [], bounds: Bounds($0.value)))
        }
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
        turn += 1
        let (piles, exhausted) = sorted()
        let ordered = ordered(piles)
        result.steps.append("Tour \(turn). " + told(ordered, piles, exhausted))
        let seats = election.seats - result.elected.count
        if running.count <= seats { return fill(ordered, piles, exhausted) }
        guard let top = ordered.first, let bottom = ordered.last else { return false }
        if weights.isAtLeast(quota, piles[top[0], default: []]) {
            guard let winner = choose(top, piles, exhausted, isForSeat: true) else { return false }
            rounds.append(Round(piles: piles, exhausted: exhausted, event: .elected(winner)))
            elect(winner, with: piles[winner, default: []])
            return true
        }
        guard let loser = choose(bottom, piles, exhausted, isForSeat: false) else { return false }
        rounds.append(Round(piles: piles, exhausted: exhausted, event: .eliminated(loser)))
        let voices = weights.french(piles[loser, default: []])
        result.steps.append(
            "Personne n’atteint \(quota) voix. \(election.name(loser)), qui en a le moins (\(voices)), est écarté·e ; ses bulletins vont à la préférence suivante."
        )
        setAside(loser)
        return true
    }

    private func sorted() -> (piles: [Int: [PileWeights.Share]], exhausted: [PileWeights.Share]) {
        var sorted = Dictionary(uniqueKeysWithValues: running.map { ($0, [PileWeights.Share]()) })
        var exhausted: [PileWeights.Share] = []
        for pile in piles {
            if let candidate = current(pile) {
                sorted[candidate, default: []].append(pile.share)
            } else {
                exhausted.append(pile.share)
            }
        }
        return (sorted, exhausted)
    }

    /// Those still running, the most voices first; equals together, in the order of the list.
    private mutating func ordered(_ piles: [Int: [PileWeights.Share]]) -> [[Int]] {
        var groups: [[Int]] = []
        for candidate in running {
            var place = 0
            var comparison = -1
            while place < groups.count {
                comparison = weights.compare(piles[candidate, default: []], piles[groups[place][0], default: []])
                if comparison >= 0 { break }
                place += 1
            }
            if place < groups.count, comparison == 0 {
                groups[place].append(candidate)
            } else {
                groups.insert([candidate], at: place)
            }
        }
        return groups
    }

    private mutating func told(
        _ ordered: [[Int]], _ piles: [Int: [PileWeights.Share]], _ exhausted: [PileWeights.Share]
    ) -> String {
        var lines: [String] = []
        for candidate in ordered.flatMap(\.self) {
            lines.append("\(election.name(candidate)) \(weights.french(piles[candidate, default: []]))")
        }
        let without = exhausted.isEmpty ? "0" : weights.french(exhausted)
        let lost = without == "0" ? "" : " ; sans suite \(without)"
        return lines.joined(separator: ", ") + lost + "."
    }

    /// One candidate among equals, by the rule of the statutes; nil stops the count.
    private mutating func choose(
        _ tied: [Int], _ piles: [Int: [PileWeights.Share]], _ exhausted: [PileWeights.Share], isForSeat: Bool
    ) -> Int? {
        guard tied.count > 1 else { return tied.first }
        let settled = election.breaker.settle(tied)
        result.ties.append(settled.tie)
        result.steps.append(settled.sentence)
        let chosen = isForSeat ? settled.order.first : settled.order.last
        guard let chosen, !settled.isShared else {
            if settled.isShared { result.steps.append("Un partage ne permet pas de continuer à compter.") }
            rounds.append(Round(piles: piles, exhausted: exhausted, event: .stopped(tied)))
            result.steps.append("Le dépouillement s’arrête là tant que cette égalité n’est pas départagée.")
            return nil
        }
        return chosen
    }

    private mutating func elect(_ winner: Int, with shares: [PileWeights.Share]) {
        result.elected.append(winner)
        result.ranking.append([winner])
        result.steps.append("\(election.name(winner)) atteint le quota avec \(weights.french(shares)) voix : élu·e.")
        guard result.elected.count < election.seats else { return leave(winner) }
        let transfer = weights.transfer(shares, quota: quota)
        let surplus = weights.frenchSurplus(of: transfer)
        if surplus != "0" {
            result.steps.append(
                "Son surplus de \(surplus) passe aux préférences suivantes : chaque bulletin y va pour \(weights.frenchRatio(of: transfer)) de sa valeur."
            )
        }
        for index in piles.indices where current(piles[index]) == winner {
            piles[index].share = weights.passed(piles[index].share, through: transfer)
        }
        leave(winner)
    }

    /// The exact voices of one round: of each one still running, and of ballots without a next preference.
    package mutating func exactScores(of round: Round) -> (scores: [Int: Rational], exhausted: Rational) {
        var scores: [Int: Rational] = [:]
        for (candidate, shares) in round.piles { scores[candidate] = weights.exact(shares) }
        return (scores, weights.exact(round.exhausted))
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
        let (piles, exhausted) = sorted()
        rounds.append(Round(piles: piles, exhausted: exhausted, event: .barred(barred)))
        for candidate in barred {
            if let reason = election.capReason(candidate, elected: result.elected) { result.steps.append(reason) }
            setAside(candidate)
        }
    }

    /// As many candidates as seats: all are elected, unless a cap lets only some of them.
    private mutating func fill(
        _ groups: [[Int]], _ piles: [Int: [PileWeights.Share]], _ exhausted: [PileWeights.Share]
    ) -> Bool {
        result.steps.append(
            "Il reste \(French.count(running.count, "candidat", "candidats")) pour \(French.count(election.seats - result.elected.count, "siège", "sièges"))."
        )
        rounds.append(Round(piles: piles, exhausted: exhausted, event: .filled(groups.flatMap(\.self))))
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
