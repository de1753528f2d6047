/// Schulze's method: who beats whom, by the strongest path of duels. A candidate that a ballot does not rank comes
/// after all those that it ranks.
package enum Schulze {
    package static func tally(
        _ ballots: [RankedBallot], blanks: Int = 0, nulls: Int = 0, _ election: Election
    ) -> ElectionResult {
        let valid = ballots.filter { !$0.ranking.isEmpty }
        let expressed = valid.reduce(0) { $0 + $1.count }
        let empty = ballots.filter(\.ranking.isEmpty).reduce(blanks) { $0 + $1.count }
        let heading =
            "\(French.count(expressed + empty + nulls, "bulletin", "bulletins")) : \(French.count(expressed, "exprimé", "exprimés")), \(French.count(empty, "blanc", "blancs")), \(French.count(nulls, "nul", "nuls"))."
        guard expressed > 0 else { return NameElection.empty(election, [heading]) }
        let duels = duels(valid, election.candidates.count)
        let paths = strongestPaths(duels)
        let ranking = ranking(paths)
        var result = ElectionResult.award(election, ranking: ranking)
        result.steps = [heading] + told(duels, election) + result.steps
        return result
    }

    /// `duels[a][b]`: how many voters prefer a to b.
    static func duels(_ ballots: [RankedBallot], _ count: Int) -> [[Int]] {
        var duels = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for ballot in ballots {
            var behind = Set(0..<count)
            for candidate in ballot.ranking {
                behind.remove(candidate)
                for other in behind { duels[candidate][other] += ballot.count }
            }
        }
        return duels
    }

    /// The strength of a path is that of its weakest duel (winning votes).
    static func strongestPaths(_ duels: [[Int]]) -> [[Int]] {
        let all = duels.indices
        var paths = all.map { from in all.map { duels[from][$0] > duels[$0][from] ? duels[from][$0] : 0 } }
        for middle in all {
            for from in all where from != middle {
                for to in all where to != middle && to != from {
                    paths[from][to] = max(paths[from][to], min(paths[from][middle], paths[middle][to]))
                }
            }
        }
        return paths
    }

    /// Those whom nobody left beats come first, together; then the same among the others.
    private static func ranking(_ paths: [[Int]]) -> [[Int]] {
        var left = Array(paths.indices)
        var ranking: [[Int]] = []
        while !left.isEmpty {
            let first = left.filter { one in left.allSatisfy { paths[$0][one] <= paths[one][$0] } }
            guard !first.isEmpty else { return ranking + [left] }
            ranking.append(first)
            left.removeAll { first.contains($0) }
        }
        return ranking
    }

    private static func told(_ duels: [[Int]], _ election: Election) -> [String] {
        duels.indices.flatMap { one in
            duels.indices.filter { $0 > one }.map { other in
                "\(election.name(one)) contre \(election.name(other)) : \(duels[one][other]) à \(duels[other][one])."
            }
        }
    }
}
