import Testing

@testable import Domain

/// The transferable vote against another way of computing it, and against what must be true of any count.
struct TransferableVoteTests {
    private func candidates(_ count: Int) -> [ElectionCandidate] {
        (0..<count).map { ElectionCandidate(String(Unicode.Scalar(UInt8(65 + $0)))) }
    }

    private func ballots(_ random: inout SeededRandom, voters: Int, candidates: Int) -> [RankedBallot] {
        (0..<voters).map { _ in
            let ranking = Array(
                (0..<candidates).shuffled(using: &random).prefix(Int.random(in: 1...candidates, using: &random)))
            return RankedBallot(ranking: ranking)
        }
    }

    /// The same rule, ballot by ballot, with whole numbers over one common denominator that only grows.
    private func slow(_ ballots: [RankedBallot], seats: Int, candidates: Int) -> (elected: [Int], out: [Int]) {
        var weights = ballots.map { Natural($0.count) }
        var unit = Natural.one
        let quota = Natural(ballots.reduce(0) { $0 + $1.count } / (seats + 1) + 1)
        var running = Set(0..<candidates)
        var elected: [Int] = []
        var out: [Int] = []
        while elected.count < seats, !running.isEmpty {
            var scores = [Natural](repeating: .zero, count: candidates)
            for (ballot, weight) in zip(ballots, weights) {
                if let first = ballot.ranking.first(where: running.contains) { scores[first] = scores[first] + weight }
            }
            let best = running.sorted { (scores[$0], $1) > (scores[$1], $0) }
            if best.count <= seats - elected.count {
                elected += best
                break
            }
            guard let first = best.first, let last = best.last else { break }
            if scores[first] >= quota * unit {
                let surplus = scores[first] - quota * unit
                for index in weights.indices {
                    let isTheirs = ballots[index].ranking.first(where: running.contains) == first
                    weights[index] = weights[index] * (isTheirs ? surplus : scores[first])
                }
                unit = unit * scores[first]
                elected.append(first)
                running.remove(first)
            } else {
                // Equal last ones: the one that comes last in the list goes, as the tie rule « ordre » says.
                let lowest = best.filter { scores[$0] == scores[last] }.max() ?? last
                out.append(lowest)
                running.remove(lowest)
            }
        }
        return (elected, out)
    }

    @Test func twoWaysOfCountingAgree() {
        var random = SeededRandom(seed: 21)
        for _ in 0..<250 {
            let count = Int.random(in: 2...7, using: &random)
            let seats = Int.random(in: 1...4, using: &random)
            let ballots = ballots(&random, voters: Int.random(in: 1...40, using: &random), candidates: count)
            let election = Election(seats: seats, candidates: candidates(count), ties: [.order])
            var fast = TransferableVote(ballots, election)
            fast.run()
            let out = fast.rounds.compactMap { if case .eliminated(let loser) = $0.event { loser } else { nil } }
            let expected = slow(ballots, seats: seats, candidates: count)
            let result = TransferableVote.tally(ballots, election)
            #expect(result.elected == expected.elected && out == expected.out, "\(ballots) \(seats)")
        }
    }

    /// In every round: those running + ballots without a next preference + a quota for each one elected = all votes.
    @Test func noVoteIsLostOrMade() {
        var random = SeededRandom(seed: 22)
        for _ in 0..<150 {
            let count = Int.random(in: 2...7, using: &random)
            let seats = Int.random(in: 1...4, using: &random)
            let ballots = ballots(&random, voters: Int.random(in: 1...60, using: &random), candidates: count)
            var vote = TransferableVote(
                ballots, Election(seats: seats, candidates: candidates(count), ties: [.order]))
            vote.run()
            var elected = 0
            for round in vote.rounds {
                let (scores, exhausted) = vote.exactScores(of: round)
                let running = scores.values.reduce(Rational.zero, +)
                let kept = Rational(vote.quota * elected)
                #expect(running + exhausted + kept == Rational(vote.expressed))
                if case .elected = round.event { elected += 1 }
            }
        }
    }

    @Test func theOrderAndTheGroupingOfBallotsChangeNothing() {
        var random = SeededRandom(seed: 23)
        for _ in 0..<200 {
            let ballots = ballots(&random, voters: 30, candidates: 5)
            let election = Election(seats: 2, candidates: candidates(5), ties: [.order])
            let merged = Dictionary(grouping: ballots, by: \.ranking).map {
                RankedBallot(count: $0.value.count, ranking: $0.key)
            }
            let expected = TransferableVote.tally(ballots, election)
            #expect(TransferableVote.tally(ballots.shuffled(using: &random), election) == expected)
            #expect(TransferableVote.tally(merged, election) == expected)
        }
    }

    /// Candidates under other names, in another order: the same ones win, as long as no tie was met.
    @Test func noCandidateIsFavoured() {
        var random = SeededRandom(seed: 24)
        var checked = 0
        for _ in 0..<300 {
            let ballots = ballots(&random, voters: 31, candidates: 5)
            let election = Election(seats: 2, candidates: candidates(5), ties: [.order])
            let plain = TransferableVote.tally(ballots, election)
            guard plain.ties.isEmpty else { continue }
            let places = Array(0..<5).shuffled(using: &random)
            let moved = ballots.map { RankedBallot(count: $0.count, ranking: $0.ranking.map { places[$0] }) }
            #expect(Set(TransferableVote.tally(moved, election).elected) == Set(plain.elected.map { places[$0] }))
            checked += 1
        }
        #expect(checked > 50)
    }

    /// A group that is more than k quotas, and ranks its own first, has at least k of them elected.
    @Test func aSolidGroupHasItsShare() {
        var random = SeededRandom(seed: 25)
        for _ in 0..<200 {
            let loyal = Int.random(in: 5...30, using: &random)
            let group = (0..<loyal).map { _ in RankedBallot(ranking: [0, 1, 2].shuffled(using: &random)) }
            let others = (0..<20).map { _ in RankedBallot(ranking: [3, 4, 5].shuffled(using: &random)) }
            var vote = TransferableVote(group + others, Election(seats: 3, candidates: candidates(6), ties: [.order]))
            vote.run()
            let result = TransferableVote.tally(
                group + others, Election(seats: 3, candidates: candidates(6), ties: [.order]))
            #expect(result.elected.filter { $0 < 3 }.count >= min(3, loyal / vote.quota))
        }
    }

    @Test func aTieThatNothingSettlesStopsTheCount() {
        let ballots = [
            RankedBallot(count: 4, ranking: [0]), RankedBallot(count: 1, ranking: [1]),
            RankedBallot(count: 1, ranking: [2]),
        ]
        let result = TransferableVote.tally(ballots, Election(seats: 2, candidates: candidates(3)))
        #expect(result.elected == [0])
        #expect(result.ties.map(\.names) == [["B", "C"]] && result.ties.allSatisfy { $0.rule == nil })
        #expect(result.steps.contains { $0.contains("s’arrête là") })
    }

    /// Each has 7 × 4/7 + 1 = 5: bounds around sevenths cannot tell that these are equal, the exact fraction does.
    @Test func aTieOfFractionsIsATie() {
        let ballots = [
            RankedBallot(count: 3, ranking: [0, 1]), RankedBallot(count: 4, ranking: [0, 1, 2]),
            RankedBallot(count: 2, ranking: [0, 2]), RankedBallot(count: 5, ranking: [0, 2, 1]),
            RankedBallot(count: 1, ranking: [1]), RankedBallot(count: 1, ranking: [2]),
        ]
        let result = TransferableVote.tally(ballots, Election(seats: 2, candidates: candidates(3)))
        #expect(result.elected == [0] && result.ties.map(\.names) == [["B", "C"]])
        #expect(result.steps.contains { $0.contains("chaque bulletin y va pour 4/7 de sa valeur") })
    }

    /// Twenty seats in one chain of preferences: exact fractions alone would need millions of digits.
    @Test(.timeLimit(.minutes(1)))
    func manySeatsDoNotTakeForEver() {
        var random = SeededRandom(seed: 26)
        let ballots = (0..<120).map { _ in
            let drawn = (0..<26).map { (candidate: $0, place: $0 + Int.random(in: 0..<8, using: &random)) }
            return RankedBallot(
                ranking: drawn.sorted { ($0.place, $0.candidate) < ($1.place, $1.candidate) }.map(\.candidate))
        }
        let result = TransferableVote.tally(ballots, Election(seats: 20, candidates: candidates(26), ties: [.order]))
        #expect(result.elected.count == 20 && Set(result.elected).count == 20)
        #expect(result.steps.contains { $0.contains("environ") })
    }

    @Test func aCapSendsTheBallotsOfTheOthersOn() {
        var people = candidates(4)
        people[0].marks[.group] = "Genêts"
        people[1].marks[.group] = "Genêts"
        let ballots = [
            RankedBallot(count: 10, ranking: [0, 1, 2]), RankedBallot(count: 8, ranking: [1, 3]),
            RankedBallot(count: 5, ranking: [2]),
        ]
        let election = Election(
            seats: 2, candidates: people, caps: [Cap(.seats, per: .group, number: 1)], ties: [.order])
        let result = TransferableVote.tally(ballots, election)
        #expect(result.elected == [0, 3])
        #expect(result.steps.contains { $0.contains("au plus 1\u{A0}siège par groupe") })
    }

    @Test func nobodyVotesNobodyIsElected() {
        let election = Election(seats: 1, candidates: candidates(2), ties: [.order])
        #expect(TransferableVote.tally([], election).elected.isEmpty)
        let blank = TransferableVote.tally([RankedBallot(count: 3, ranking: [])], election)
        #expect(blank.elected.isEmpty && blank.steps[0].contains("3\u{A0}blancs"))
    }
}
