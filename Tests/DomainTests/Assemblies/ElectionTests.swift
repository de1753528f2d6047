import Domain
import Testing

/// Elections on names, ties and caps.
struct ElectionTests {
    private func election(_ seats: Int, _ names: String, ties: [TieRule] = [], seed: String? = nil) -> Election {
        Election(
            seats: seats, candidates: names.map { ElectionCandidate(String($0)) }, ties: ties, seed: seed)
    }

    private func ballots(_ list: [(Int, Set<Int>)], blanks: Int = 0, nulls: Int = 0) -> ChoiceBallots {
        ChoiceBallots(list.map { ChoiceBallot(count: $0.0, choices: $0.1) }, blanks: blanks, nulls: nulls)
    }

    @Test func theMostVoicesWinAndBlanksAreTold() {
        let result = NameElection.plurality(
            ballots([(5, [0]), (3, [1])], blanks: 2, nulls: 1), election(1, "AB"), most: 1)
        #expect(result.elected == [0] && result.ranking == [[0], [1]])
        #expect(result.steps[0] == "11\u{A0}bulletins : 8\u{A0}exprimés, 2\u{A0}blancs, 1\u{A0}nul.")
    }

    @Test func aBallotWithTooManyNamesIsNull() {
        let result = NameElection.plurality(ballots([(2, [0, 1]), (1, [1])]), election(1, "AB"), most: 1)
        #expect(result.elected == [1])
        #expect(result.steps.contains { $0.hasPrefix("2\u{A0}bulletins portent plus de 1\u{A0}nom") })
    }

    @Test func withoutAVoiceNobodyIsElectedEvenIfSeatsAreLeft() {
        let result = NameElection.plurality(ballots([(5, [0])]), election(3, "AB"), most: 3)
        #expect(result.elected == [0])
        #expect(result.steps.last == "2\u{A0}sièges restent à pourvoir.")
    }

    @Test func halfIsNotMoreThanHalf() {
        let tied = NameElection.twoRounds(ballots([(5, [0]), (5, [1])]), second: nil, election(1, "AB"))
        #expect(tied.elected.isEmpty && tied.secondRound == [0, 1])
        let won = NameElection.twoRounds(ballots([(6, [0]), (5, [1])]), second: nil, election(1, "AB"))
        #expect(won.elected == [0] && won.secondRound.isEmpty)
        let blank = NameElection.twoRounds(
            ballots([(6, [0]), (5, [1])], blanks: 1), second: nil, election(1, "AB"), blanksCount: true)
        #expect(blank.elected.isEmpty)
    }

    @Test func theSecondRoundHasTwoForEachSeatAndThoseWhoEqualTheLast() {
        let first = ballots([(5, [0]), (4, [1]), (4, [2]), (1, [3])])
        let open = NameElection.twoRounds(first, second: nil, election(1, "ABCD"))
        #expect(open.secondRound == [0, 1, 2])
        let held = NameElection.twoRounds(
            first, second: ballots([(4, [0]), (7, [1]), (2, [2]), (9, [3])]), election(1, "ABCD"))
        #expect(held.elected == [1] && held.secondRound.isEmpty)
        #expect(held.ranking == [[1], [0], [2], [3]])
    }

    @Test(arguments: [
        ([TieRule](), [Int]()), ([.order], [0]), ([.eldest], [1]), ([.youngest], [0]), ([.shared], [0, 1]),
        ([.lot], []), ([.lot, .order], [0]),
    ])
    func aTieIsSettledByItsRuleOrNotAtAll(rules: [TieRule], elected: [Int]) {
        var both = election(1, "AB", ties: rules)
        both.candidates[0].born = Day("1980-05-02")
        both.candidates[1].born = Day("1961-01-31")
        let result = NameElection.plurality(ballots([(2, [0]), (2, [1])]), both, most: 1)
        #expect(result.elected == elected && result.ranking == [[0, 1]])
        #expect(result.ties.count == 1 && result.steps.contains { $0.hasPrefix("Égalité entre A et B") })
    }

    /// `printf 'graine\nA' | sha256sum` is c53a…, `printf 'graine\nB' | sha256sum` is 3d0e…: B comes first.
    @Test func theLotCanBeDrawnAgainByAnybody() {
        for seed in ["graine", "autre", "2026"] {
            let drawn = election(1, "AB", ties: [.lot], seed: seed)
            let result = NameElection.plurality(ballots([(2, [0]), (2, [1])]), drawn, most: 1)
            let expected = LotHash.hex(seed + "\nA") < LotHash.hex(seed + "\nB") ? 0 : 1
            #expect(result.elected == [expected])
            #expect(result.ties.first?.seed == seed)
        }
    }

    @Test func aTieThatChangesNothingIsNotSettled() {
        let result = NameElection.plurality(ballots([(2, [0]), (2, [1]), (1, [2])]), election(2, "ABC"), most: 2)
        #expect(result.elected == [0, 1] && result.ties.isEmpty && result.ranking.first == [0, 1])
    }

    @Test func agesThatAreEqualOrUnknownSettleNothing() {
        var both = election(1, "AB", ties: [.eldest, .lot], seed: "x")
        both.candidates[0].born = Day("1980-05-02")
        let result = NameElection.plurality(ballots([(2, [0]), (2, [1])]), both, most: 1)
        #expect(result.ties.first?.rule == .lot)
    }

    @Test func affiliatesCountAsOneAndParityIsHalf() {
        var capped = election(2, "ABC")
        capped.candidates[0].marks = [.group: "Genêts", .gender: "f"]
        capped.candidates[1].marks = [.group: "Genêts", .gender: "f"]
        capped.candidates[2].marks = [.gender: "h"]
        capped.caps = [Cap(.seats, per: .group, number: 1)]
        let votes = ballots([(9, [0]), (8, [1]), (3, [2])])
        let result = NameElection.plurality(votes, capped, most: 2)
        #expect(result.elected == [0, 2])
        #expect(
            result.steps.contains {
                $0.hasPrefix("B ne peut pas être élu·e : les statuts prévoient au plus 1\u{A0}siège par groupe")
            })
        capped.caps = [.parity(seats: 2)]
        #expect(NameElection.plurality(votes, capped, most: 2).elected == [0, 2])
        capped.candidates[2].marks = [.gender: "f"]
        let vacant = NameElection.plurality(votes, capped, most: 2)
        #expect(vacant.elected == [0] && vacant.steps.last?.hasSuffix("à pourvoir.") == true)
    }

    /// Two of one group, equal, one seat allowed to the group: even with seats left, a rule must choose.
    @Test func aCapInsideATieNeedsARule() {
        var capped = election(3, "ABC")
        capped.candidates[0].marks = [.group: "G"]
        capped.candidates[1].marks = [.group: "G"]
        capped.caps = [Cap(.seats, per: .group, number: 1)]
        let votes = ballots([(2, [0]), (2, [1]), (1, [2])])
        #expect(NameElection.plurality(votes, capped, most: 3).elected.isEmpty)
        capped.ties = [.order]
        #expect(NameElection.plurality(votes, capped, most: 3).elected == [0, 2])
    }

    @Test func mergingOrMovingBallotsChangesNothing() {
        var random = SeededRandom(seed: 31)
        for _ in 0..<200 {
            let all = (0..<40).map { _ in
                ChoiceBallot(choices: Set((0..<5).filter { _ in Bool.random(using: &random) }))
            }
            let merged = Dictionary(grouping: all, by: \.choices).map {
                ChoiceBallot(count: $0.value.count, choices: $0.key)
            }
            let plain = NameElection.plurality(ChoiceBallots(all), election(2, "ABCDE", ties: [.order]), most: 3)
            let other = NameElection.plurality(
                ChoiceBallots(merged.shuffled(using: &random)), election(2, "ABCDE", ties: [.order]), most: 3)
            #expect(plain == other)
        }
    }

    /// The Condorcet winner, when there is one, comes first; and the strongest path settles a cycle.
    @Test func schulzePutsTheOneWhoBeatsAllFirst() {
        let ballots = [
            RankedBallot(count: 5, ranking: [0, 2, 1, 4, 3]), RankedBallot(count: 5, ranking: [0, 3, 4, 2, 1]),
            RankedBallot(count: 8, ranking: [1, 4, 3, 0, 2]), RankedBallot(count: 3, ranking: [2, 0, 1, 4, 3]),
            RankedBallot(count: 7, ranking: [2, 0, 4, 1, 3]), RankedBallot(count: 2, ranking: [2, 1, 0, 3, 4]),
            RankedBallot(count: 7, ranking: [3, 2, 4, 1, 0]), RankedBallot(count: 8, ranking: [4, 1, 0, 3, 2]),
        ]
        let result = Schulze.tally(ballots, election(1, "ABCDE"))
        #expect(result.ranking == [[4], [0], [2], [1], [3]] && result.elected == [4])
    }
}
