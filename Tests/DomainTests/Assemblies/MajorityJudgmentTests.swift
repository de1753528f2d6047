import Testing

@testable import Domain

/// Majority judgment against its definition: take the middle grade away, one ballot at a time, and compare.
struct MajorityJudgmentTests {
    /// The definition, slowly. Grades are indices from the best (0); returned from the first taken away.
    private func takenAway(_ tally: [Int], _ median: MajorityJudgment.Median) -> [Int] {
        var grades = tally.enumerated().flatMap { grade, count in [Int](repeating: grade, count: count) }
        var taken: [Int] = []
        while !grades.isEmpty {
            // From the best to the worst, the worse of two middles is the further one.
            let middle = median == .lower ? grades.count / 2 : (grades.count - 1) / 2
            taken.append(grades.remove(at: middle))
        }
        return taken
    }

    private func tallies(voters: Int, grades: Int) -> [[Int]] {
        guard grades > 1 else { return [[voters]] }
        return (0...voters).flatMap { first in tallies(voters: voters - first, grades: grades - 1).map { [first] + $0 }
        }
    }

    /// All pairs of tallies of up to 7 voters and 4 grades or fewer, with both medians.
    @Test(arguments: MajorityJudgment.Median.allCases)
    func theOrderIsThatOfTheDefinition(median: MajorityJudgment.Median) {
        for (voters, grades) in [(1, 3), (2, 4), (3, 4), (4, 4), (5, 4), (6, 3), (7, 3)] {
            #expect(disagreements(tallies(voters: voters, grades: grades), median) == [])
        }
    }

    @Test(arguments: MajorityJudgment.Median.allCases)
    func randomTalliesToo(median: MajorityJudgment.Median) {
        var random = SeededRandom(seed: 11)
        for _ in 0..<60 {
            let grades = Int.random(in: 2...7, using: &random)
            let voters = Int.random(in: 1...40, using: &random)
            #expect(disagreements((0..<8).map { _ in tally(voters, grades, &random) }, median) == [])
        }
    }

    /// The pairs that the program and the definition do not order alike.
    private func disagreements(_ tallies: [[Int]], _ median: MajorityJudgment.Median) -> [[[Int]]] {
        let values = tallies.map { MajorityJudgment.value($0, median) }
        let taken = tallies.map { takenAway($0, median) }
        var wrong: [[[Int]]] = []
        for one in tallies.indices {
            for other in tallies.indices {
                let isBetter = taken[one].lexicographicallyPrecedes(taken[other])
                let isWell =
                    (values[one] > values[other]) == isBetter
                    && (values[one] == values[other]) == (tallies[one] == tallies[other])
                if !isWell { wrong.append([tallies[one], tallies[other]]) }
            }
        }
        return wrong
    }

    private func tally(_ voters: Int, _ grades: Int, _ random: inout SeededRandom) -> [Int] {
        var tally = [Int](repeating: 0, count: grades)
        for _ in 0..<voters { tally[Int.random(in: 0..<grades, using: &random)] += 1 }
        return tally
    }

    /// A better grade from one voter never makes a candidate fall (monotonicity).
    @Test(arguments: MajorityJudgment.Median.allCases)
    func aBetterGradeNeverHarms(median: MajorityJudgment.Median) {
        var random = SeededRandom(seed: 12)
        for _ in 0..<500 {
            let before = tally(Int.random(in: 1...15, using: &random), 5, &random)
            guard let worse = before.indices.dropFirst().filter({ before[$0] > 0 }).randomElement(using: &random) else {
                continue
            }
            var after = before
            after[worse] -= 1
            after[Int.random(in: 0..<worse, using: &random)] += 1
            #expect(MajorityJudgment.value(after, median) > MajorityJudgment.value(before, median))
        }
    }

    @Test func theTwoMediansElectDifferentCandidates() {
        let election = Election(seats: 1, candidates: [ElectionCandidate("A"), ElectionCandidate("B")])
        let tallies = [[1, 0, 1], [0, 2, 0]]
        let low = MajorityJudgment.tally(tallies, grades: ["bien", "moyen", "mal"], median: .lower, election)
        let high = MajorityJudgment.tally(tallies, grades: ["bien", "moyen", "mal"], median: .upper, election)
        #expect(low.elected == [1] && high.elected == [0])
        #expect(low.steps.first?.contains("médiane basse") == true)
        #expect(high.steps.first?.contains("médiane haute") == true)
    }

    /// Multiplying every count by the same number changes nothing, even in millions.
    @Test func mergingAndMultiplyingBallotsChangesNothing() {
        let tallies = [[30, 25, 20, 15, 10], [25, 30, 20, 14, 11], [6, 24, 40, 24, 6], [10, 15, 20, 25, 30]]
        let names = ["A", "B", "C", "D"].map { ElectionCandidate($0) }
        let election = Election(seats: 4, candidates: names)
        let grades = ["1", "2", "3", "4", "5"]
        let once = MajorityJudgment.tally(tallies, grades: grades, election)
        let often = MajorityJudgment.tally(tallies.map { $0.map { $0 * 3_000_000 } }, grades: grades, election)
        #expect(once.ranking == [[0], [1], [2], [3]] && often.ranking == once.ranking)
    }

    @Test func equalAllTheWayIsExAequoAndIsNotSettledInSilence() {
        let election = Election(seats: 1, candidates: [ElectionCandidate("A"), ElectionCandidate("B")])
        let result = MajorityJudgment.tally([[2, 1], [2, 1]], grades: ["oui", "non"], election)
        #expect(result.elected.isEmpty && result.ranking == [[0, 1]])
        #expect(result.ties.map(\.names) == [["A", "B"]])
        #expect(result.steps.contains { $0.contains("ex æquo") })
    }

    @Test func withoutAnyGradeNobodyIsElected() {
        let election = Election(seats: 1, candidates: [ElectionCandidate("A")])
        #expect(MajorityJudgment.tally([[0, 0]], grades: ["oui", "non"], election).elected.isEmpty)
        #expect(MajorityJudgment.tally([], grades: ["oui", "non"], election).elected.isEmpty)
    }
}
