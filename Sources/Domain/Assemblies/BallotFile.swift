/// A file of ballots (JSON), of any origin, to be tallied by `maillage depouiller`.
package struct BallotFile: Hashable, Sendable {
    package enum Mode: String, Sendable, CaseIterable {
        case plurality = "majoritaire"
        case list = "liste"
        case approval = "approbation"
        case judgment = "jugement-majoritaire"
        case transferable = "vut"
        case schulze
    }

    package var mode: Mode
    package var election: Election
    package var rounds = 1
    package var blanksCount = false
    /// The most names on a ballot; nil: as many as one likes.
    package var mostChoices: Int?
    package var choices = ChoiceBallots([])
    package var secondChoices: ChoiceBallots?
    package var ranked: [RankedBallot] = []
    package var blanks = 0
    package var nulls = 0
    package var grades: [String] = []
    package var median = MajorityJudgment.Median.lower
    package var tallies: [MajorityJudgment.Tally] = []
    /// What the reading has to say: keys left aside, grades filled in.
    package var notes: [String] = []

    package func tally() -> ElectionResult {
        var result: ElectionResult
        switch mode {
        case .plurality where rounds == 2:
            result = NameElection.twoRounds(choices, second: secondChoices, election, blanksCount: blanksCount)
        case .plurality, .list, .approval:
            result = NameElection.plurality(choices, election, most: mostChoices, blanksCount: blanksCount)
        case .judgment: result = MajorityJudgment.tally(tallies, grades: grades, median: median, election)
        case .transferable: result = TransferableVote.tally(ranked, blanks: blanks, nulls: nulls, election)
        case .schulze: result = Schulze.tally(ranked, blanks: blanks, nulls: nulls, election)
        }
        result.steps = notes + result.steps
        return result
    }
}

/// A tally as it is written out.
package struct TallyReport: Hashable, Codable, Sendable {
    package let mode: String
    package let seats: Int
    package let elected: [String]
    package let ranking: [String: Int]
    /// Names that are equal, in the ranking or on the way.
    package let equals: [[String]]
    package let ties: [Tie]
    package let secondRound: [String]
    package let steps: [String]

    private enum CodingKeys: String, CodingKey {
        case mode
        case seats = "sieges"
        case elected = "elus"
        case ranking = "classement"
        case equals = "egalites"
        case ties = "departages"
        case secondRound = "second_tour"
        case steps = "etapes"
    }

    package init(_ file: BallotFile) {
        let (result, election) = (file.tally(), file.election)
        mode = file.mode.rawValue
        seats = election.seats
        elected = result.elected.map(election.name)
        let ranks = zip(election.candidates.map(\.name), result.ranks(of: election.candidates.count))
        ranking = Dictionary(ranks.compactMap { name, rank in rank.map { (name, $0) } }) { first, _ in first }
        // A transferable vote does not rank those who are still running when the last seat is given.
        let groups = file.mode == .transferable ? [] : result.ranking
        let equal = groups.filter { $0.count > 1 }.map { $0.map(election.name) }
        var seen: Set<Set<String>> = []
        equals = (equal + result.ties.map(\.names)).filter { seen.insert(Set($0)).inserted }
        ties = result.ties
        secondRound = result.secondRound.map(election.name)
        steps = result.steps
    }

    /// For people: the steps, then the result.
    package var text: String {
        let numbered = steps.enumerated().map { "\($0.offset + 1). \($0.element)" }
        let ordered = ranking.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        let result = elected.isEmpty ? "Personne n’est élu." : "Élus : \(elected.joined(separator: ", "))."
        let second = secondRound.isEmpty ? [] : ["Second tour : \(secondRound.joined(separator: ", "))."]
        let equal = equals.map { "À égalité : \(French.list($0))." }
        let heading = "Dépouillement (\(mode), \(French.count(seats, "siège", "sièges")))"
        return
            ([heading, ""] + numbered + ["", "Classement"] + ordered.map { "  \($0.value)  \($0.key)" } + [""] + equal
            + [result] + second).joined(separator: "\n") + "\n"
    }
}
