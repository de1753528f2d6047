/// One ballot that is counted, for so many voices.
package struct CountedBallot: Hashable, Sendable {
    package let choice: ScrutinChoice
    package let voices: Int
    package let college: String?

    package init(_ choice: ScrutinChoice, voices: Int = 1, college: String? = nil) {
        (self.choice, self.voices, self.college) = (choice, voices, college)
    }
}

/// Voices on the roll and voices that voted, by college.
package struct ScrutinTurnout: Hashable, Sendable {
    package let college: String?
    package let roll: Int
    package let voters: Int

    package init(_ college: String?, roll: Int, voters: Int) {
        (self.college, self.roll, self.voters) = (college, roll, voters)
    }
}

/// The count of a vote on line, by the rules of the assemblies (docs/decisions/0020).
package struct ScrutinTally: Hashable, Sendable {
    package let question: ScrutinQuestion
    package let rules: ScrutinRules
    package let turnout: [ScrutinTurnout]
    /// For a resolution: what each college said, or the whole.
    package let votes: [CollegeVote]
    /// For the others.
    package let report: TallyReport?
    package let decision: ResolutionResult?
    package let ballots: [CountedBallot]
    package let blanks: Int
    package let nulls: Int
    /// The voices are a part of a vote that an assembly decides.
    package let isPart: Bool

    /// - Parameter nulls: voices of ballots that say nothing that can be read, by college (`""`: no college).
    package init(
        _ question: ScrutinQuestion, _ ballots: [CountedBallot], nulls: [String: Int] = [:], turnout: [ScrutinTurnout],
        rules: ScrutinRules, isPart: Bool = false
    ) throws(AssemblyRefusal) {
        self.isPart = isPart
        (self.question, self.rules, self.turnout, self.ballots) = (question, rules, turnout, ballots)
        blanks = ballots.reduce(0) { $0 + ($1.choice == .blank ? $1.voices : 0) }
        self.nulls = nulls.values.reduce(0, +)
        guard question.kind == .resolution else {
            (votes, decision) = ([], nil)
            report = TallyReport(ScrutinTally.file(question, ballots, blanks: blanks, nulls: self.nulls))
            return
        }
        votes = turnout.map { part in
            var count = ScrutinTally.count(ballots.filter { $0.college == part.college })
            count.nulls = nulls[part.college ?? ""] ?? 0
            return CollegeVote(part.college, count, present: part.voters, roll: part.roll)
        }
        report = nil
        if let majority = rules.majority {
            decision = try ResolutionResult(votes, under: majority, colleges: rules.colleges)
        } else {
            decision = nil
        }
    }

    private static func count(_ ballots: [CountedBallot]) -> VoteCount {
        var count = VoteCount()
        for ballot in ballots {
            switch ballot.choice {
            case .yes: count.yes += ballot.voices
            case .no: count.no += ballot.voices
            case .abstention: count.abstentions += ballot.voices
            case .blank: count.blanks += ballot.voices
            case .options, .grades: count.nulls += ballot.voices
            }
        }
        return count
    }

    /// The same ballots as `maillage depouiller` reads.
    private static func file(
        _ question: ScrutinQuestion, _ ballots: [CountedBallot], blanks: Int, nulls: Int
    ) -> BallotFile {
        let mode: BallotFile.Mode =
            switch question.kind {
            case .resolution, .choice: .plurality
            case .approval: .approval
            case .judgment: .judgment
            case .ranking: .transferable
            }
        let isRanked = question.kind == .ranking
        var file = BallotFile(
            mode: mode,
            election: Election(
                seats: question.seats, candidates: question.options.map { ElectionCandidate($0) },
                // A transferable vote cannot go on without; elsewhere a tie is shown, and the assembly settles it.
                ties: isRanked ? [.order] : []))
        (file.blanks, file.nulls) = (blanks, nulls)
        file.choices = ChoiceBallots([], blanks: blanks, nulls: nulls)
        file.mostChoices = question.kind == .choice ? 1 : question.most
        file.grades = question.grades
        file.tallies = question.options.map { _ in question.grades.map { _ in 0 } }
        for ballot in ballots {
            switch ballot.choice {
            case .options(let chosen) where isRanked:
                file.ranked.append(RankedBallot(count: ballot.voices, ranking: chosen))
            case .options(let chosen):
                file.choices.ballots.append(ChoiceBallot(count: ballot.voices, choices: Set(chosen)))
            case .grades(let grades):
                for (option, grade) in grades.enumerated() {
                    // No grade is the worst one, as everywhere in majority judgment.
                    file.tallies[option][grade ?? question.grades.count - 1] += ballot.voices
                }
            case .blank, .yes, .no, .abstention: break
            }
        }
        if question.kind == .judgment, blanks + nulls > 0 {
            file.notes.append(
                "Hors du décompte des mentions : \(French.count(blanks, "voix blanche", "voix blanches")), \(French.count(nulls, "nulle", "nulles"))."
            )
        }
        return file
    }

    // What the proof file says.

    /// The counts, simple enough to be done again in any language.
    package var counts: JSONValue {
        let parts: [JSONValue] = turnout.map { part in
            .object(["college": .said(part.college), "inscrits": .integer(part.roll), "votants": .integer(part.voters)])
        }
        var counts: [String: JSONValue] = [
            "participation": .list(parts), "blancs": .integer(blanks), "nuls": .integer(nulls),
        ]
        switch question.kind {
        case .resolution:
            counts["voix"] = .list(
                votes.map { vote in
                    .object([
                        "college": .said(vote.college), "pour": .integer(vote.count.yes),
                        "contre": .integer(vote.count.no), "abstentions": .integer(vote.count.abstentions),
                        "blancs": .integer(vote.count.blanks), "nuls": .integer(vote.count.nulls),
                    ])
                })
        case .choice, .approval: counts["voix"] = .list(optionVoices.map { .integer($0) })
        case .judgment: counts["mentions"] = .list(gradeCounts.map { .list($0.map { .integer($0) }) })
        case .ranking:
            counts["premiers"] = .list(optionVoices.map { .integer($0) })
            counts["duels"] = .list(duels.map { .list($0.map { .integer($0) }) })
        }
        return .object(counts)
    }

    /// What follows from the counts, with its sentences.
    package var outcome: JSONValue {
        if let decision {
            return .object([
                "adoptee": .bool(decision.isAdopted), "egalite": .bool(decision.isTied),
                "phrase": .text(decision.sentence),
            ])
        }
        guard let report else { return .object(["phrase": .text(consultationSentence)]) }
        return .object([
            "retenus": .texts(report.elected), "etapes": .texts(report.steps),
            "egalites": .list(report.equals.map { .texts($0) }),
        ])
    }

    /// A consultation enlightens; voices on line for an item join those in the room. Neither adopts anything.
    package var consultationSentence: String {
        let worth =
            isPart
            ? "Ces voix s’ajoutent à celles de l’assemblée, qui décide."
            : "Cette consultation éclaire la décision : elle n’en est pas une."
        return "\(ResolutionResult.sum(votes).count.french). \(worth)"
    }

    /// Voices for each option; first preferences when they are ranked.
    package var optionVoices: [Int] {
        var voices = question.options.map { _ in 0 }
        for ballot in ballots {
            guard case .options(let chosen) = ballot.choice else { continue }
            for option in question.kind == .ranking ? Array(chosen.prefix(1)) : chosen {
                voices[option] += ballot.voices
            }
        }
        return voices
    }

    package var gradeCounts: [[Int]] {
        var counts = question.options.map { _ in question.grades.map { _ in 0 } }
        for ballot in ballots {
            guard case .grades(let grades) = ballot.choice else { continue }
            for (option, grade) in grades.enumerated() {
                counts[option][grade ?? question.grades.count - 1] += ballot.voices
            }
        }
        return counts
    }

    /// Line i, column j: voices that prefer i to j. An option that is not ranked comes after those that are.
    package var duels: [[Int]] {
        let all = question.options.indices
        var duels = all.map { _ in all.map { _ in 0 } }
        for ballot in ballots {
            guard case .options(let chosen) = ballot.choice else { continue }
            var after = Set(all)
            for winner in chosen {
                after.remove(winner)
                for loser in after { duels[winner][loser] += ballot.voices }
            }
        }
        return duels
    }
}
