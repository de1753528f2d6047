/// Majority judgment: each voter gives each candidate a grade; the best middle grade wins.
package enum MajorityJudgment {
    /// The usual scale, from the best to the worst.
    package static let grades = [
        "Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter",
    ]

    /// Which of the two middle grades counts when the number of voters is even.
    package enum Median: String, Codable, Sendable, CaseIterable {
        /// The worse of the two (Balinski and Laraki).
        case lower = "basse"
        /// The better of the two.
        case upper = "haute"
    }

    /// How many times each grade was given to one candidate, from the best to the worst.
    package typealias Tally = [Int]

    /// One step of the comparison: the middle grade, then by how much those who judge otherwise pull it up or down.
    fileprivate struct Step: Hashable, Comparable {
        /// Higher is better.
        let grade: Int
        /// Positive when the larger group judges better.
        let pull: Int

        static func < (left: Step, right: Step) -> Bool { (left.grade, left.pull) < (right.grade, right.pull) }
    }

    /// What orders candidates: the middle grade, then the majority-gauge steps. It gives the same order as taking
    /// middle grades away one by one (Balinski-Laraki), which the tests check, without going through every ballot.
    struct Value: Hashable, Comparable {
        fileprivate let steps: [Step]

        static func < (left: Value, right: Value) -> Bool {
            for (mine, theirs) in zip(left.steps, right.steps) where mine != theirs { return mine < theirs }
            return false
        }
    }

    static func value(_ tally: Tally, _ median: Median) -> Value {
        switch median {
        case .lower: return Value(steps: steps(worstToBest: tally.reversed()))
        case .upper:
            // The upper middle of a scale is the lower middle of the same scale read backwards.
            let mirrored = steps(worstToBest: tally)
            return Value(steps: mirrored.map { Step(grade: -$0.grade, pull: -$0.pull) })
        }
    }

    private static func steps(worstToBest tally: Tally) -> [Step] {
        var counts = tally
        let total = counts.reduce(0, +)
        var steps: [Step] = []
        guard total > 0 else { return [] }
        for _ in counts.indices {
            let middle = lowerMiddle(counts, total)
            let below = counts[..<middle].reduce(0, +)
            let above = counts[(middle + 1)...].reduce(0, +)
            let goesUp = above > below
            steps.append(Step(grade: middle, pull: goesUp ? above : -below))
            let next =
                goesUp
                ? counts.indices.first { $0 > middle && counts[$0] > 0 }
                : counts.indices.last { $0 < middle && counts[$0] > 0 }
            guard let next else { break }
            counts[next] += counts[middle]
            counts[middle] = 0
        }
        return steps
    }

    private static func lowerMiddle(_ counts: [Int], _ total: Int) -> Int {
        var seen = 0
        for (grade, count) in counts.enumerated() {
            seen += count
            if seen > (total - 1) / 2 { return grade }
        }
        return counts.count - 1
    }

    /// The middle grade of a tally, as an index into the grades from the best to the worst; nil without any grade.
    package static func medianGrade(of tally: Tally, _ median: Median) -> Int? {
        let total = tally.reduce(0, +)
        guard total > 0 else { return nil }
        switch median {
        case .lower: return tally.count - 1 - lowerMiddle(tally.reversed(), total)
        case .upper: return lowerMiddle(tally, total)
        }
    }

    /// - Parameters:
    ///   - tallies: for each candidate, the same number of grades in all, from the best to the worst.
    ///   - grades: their names, from the best to the worst.
    package static func tally(
        _ tallies: [Tally], grades: [String], median: Median = .lower, _ election: Election
    ) -> ElectionResult {
        let total = tallies.first?.reduce(0, +) ?? 0
        guard total > 0 else {
            return NameElection.empty(election, ["Aucune mention n’a été donnée."])
        }
        let values = tallies.map { value($0, median) }
        let ranking = ElectionResult.ranking(values)
        let which =
            median == .lower ? "la moins bonne des deux (médiane basse)" : "la meilleure des deux (médiane haute)"
        var steps = [
            "\(French.count(total, "jugement", "jugements")) par candidat. La mention majoritaire est celle du milieu ; quand deux mentions sont au milieu, \(which)."
        ]
        for candidate in ranking.flatMap(\.self) {
            let profile = zip(tallies[candidate], grades).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            let grade = medianGrade(of: tallies[candidate], median).map { grades[$0] } ?? ""
            steps.append(
                "\(election.name(candidate)) : \(profile.joined(separator: ", ")). Mention majoritaire : \(grade).")
        }
        steps += comparisons(ranking, tallies, grades, median, election)
        var result = ElectionResult.award(election, ranking: ranking)
        result.steps = steps + result.steps
        return result
    }

    /// Why one is ahead of the next although their middle grades are the same.
    private static func comparisons(
        _ ranking: [[Int]], _ tallies: [Tally], _ grades: [String], _ median: Median, _ election: Election
    ) -> [String] {
        var sentences: [String] = []
        for group in ranking where group.count > 1 {
            sentences.append("\(election.names(group)) ont exactement la même valeur : ils sont ex æquo.")
        }
        for (better, worse) in zip(ranking, ranking.dropFirst()) {
            guard let first = better.first, let second = worse.first,
                let grade = medianGrade(of: tallies[first], median),
                grade == medianGrade(of: tallies[second], median)
            else { continue }
            sentences.append(
                "\(election.name(first)) et \(election.name(second)) ont la même mention, \(grades[grade]) : en retirant de part et d’autre, une à une, les mentions du milieu, la première différence est en faveur de \(election.name(first)) (\(pull(tallies[first], grade)) contre \(pull(tallies[second], grade)))."
            )
        }
        return sentences
    }

    private static func pull(_ tally: Tally, _ grade: Int) -> String {
        let better = tally[..<grade].reduce(0, +)
        let worse = tally[(grade + 1)...].reduce(0, +)
        return "\(better) au-dessus, \(worse) au-dessous"
    }
}
