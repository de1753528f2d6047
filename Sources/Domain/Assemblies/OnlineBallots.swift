extension RecordedElection {
    /// The ballots of a round that came on line, with the file that they are read from.
    package struct Online: Hashable, Codable, Sendable {
        package var voters: [ID<Organisation>]
        package var ballots: [Ballot]
        package var isSecret: Bool
        package var scrutin: JSONValue

        private enum CodingKeys: String, CodingKey {
            case voters = "votants"
            case ballots = "bulletins"
            case isSecret = "secret"
            case scrutin
        }

        package init(voters: [ID<Organisation>], ballots: [Ballot], isSecret: Bool, scrutin: JSONValue) {
            (self.voters, self.ballots) = (voters, ballots)
            (self.isSecret, self.scrutin) = (isSecret, scrutin)
        }
    }
}

/// What a vote on line held for an item gives to its count, read from its proof file (docs/preuve-de-scrutin.md): in one
/// way only, so that a proof of the assembly cannot say anything else than the file that it contains.
package struct OnlineBallots: Sendable {
    package let proof: ScrutinProof
    private let file: JSONValue

    package init(_ file: JSONValue) throws(AssemblyRefusal) {
        proof = try ScrutinProof(reading: file)
        self.file = file
    }

    package var question: ScrutinQuestion { proof.manifest.question }
    package var isSecret: Bool { proof.manifest.isSecret }

    package var voters: [ID<Organisation>] { proof.signatures.keys.sorted { $0.rawValue < $1.rawValue } }

    /// For a resolution: what each one said, or when it is secret the count, by college where the majority asks.
    package func ways() throws(AssemblyRefusal) -> [RecordedVote.Way] {
        guard isSecret else {
            let choices = proof.openVotes.compactMap { (vote: OpenVote) -> RecordedVote.Named? in
                RecordedVote.Choice(rawValue: vote.choice).map { RecordedVote.Named(vote.organisation, $0) }
            }
            return [RecordedVote.Way(.online, choices: choices)]
        }
        let colleges = Dictionary(proof.roll.map { ($0.organisation, $0.college) }) { first, _ in first }
        return try proof.tally().votes.map { (vote: CollegeVote) in
            let mine = voters.filter { vote.college == nil || colleges[$0] == vote.college }
            return RecordedVote.Way(.online, college: vote.college, voters: mine, count: vote.count)
        }
    }

    /// For an election: the ballots that say the same thing together, in the order of what they say, unreadable ones last.
    package func round() throws(AssemblyRefusal) -> RecordedElection.Online {
        let tally = try proof.tally()
        let voices = Dictionary(tally.ballots.map { ($0.choice, $0.voices) }, uniquingKeysWith: +)
        let sorted = voices.sorted { $0.key.text.utf8.lexicographicallyPrecedes($1.key.text.utf8) }
        var ballots = sorted.map { ballot($0.key, $0.value) }
        if tally.nulls > 0 { ballots.append(RecordedElection.Ballot(tally.nulls, isNull: true)) }
        return RecordedElection.Online(voters: voters, ballots: ballots, isSecret: isSecret, scrutin: file)
    }

    private func ballot(_ choice: ScrutinChoice, _ count: Int) -> RecordedElection.Ballot {
        switch choice {
        case .options(let chosen):
            let names = chosen.map { question.options[$0] }
            return question.kind == .ranking
                ? RecordedElection.Ballot(count, ranking: names) : RecordedElection.Ballot(count, choices: names)
        case .grades(let grades):
            let given = zip(question.options, grades).compactMap { option, grade in
                grade.map { (option, question.grades[$0]) }
            }
            return RecordedElection.Ballot(count, grades: Dictionary(given) { first, _ in first })
        case .blank, .yes, .no, .abstention: return RecordedElection.Ballot(count, isBlank: true)
        }
    }

    /// How the secret was kept, and what it is worth, for the minutes.
    package var sentence: String {
        let print = "empreinte du scrutin : \(proof.manifest.fingerprint)"
        guard isSecret, let key = proof.manifest.tellers, let opened = proof.opened else {
            return "Vote en ligne à découvert, \(print)."
        }
        let tellers = Set(opened.signatures.map(\.teller)).count
        return
            "Vote en ligne au scrutin secret : l’urne a été ouverte par \(French.count(tellers, "scrutateur", "scrutateurs")) sur \(key.count), \(print). Il est secret vis-à-vis des membres, de l’équipe et de l’hébergeur seul, non de l’hébergeur allié à \(key.threshold) scrutateurs."
    }
}

extension RecordedItem {
    /// The files of the votes on line that this item contains, with what the record says of each.
    var onlineVotes: [(file: JSONValue, isFaithful: (OnlineBallots) throws -> Bool)] {
        var votes: [(file: JSONValue, isFaithful: (OnlineBallots) throws -> Bool)] = []
        if let vote, let file = vote.scrutin {
            let text = text.isEmpty ? title : text
            votes.append(
                (file, { try $0.ways() == vote.ways.filter { $0.way == .online } && $0.question.text == text }))
        }
        for round in [election?.first, election?.second] {
            guard let online = round?.online else { continue }
            votes.append((online.scrutin, { try $0.round() == online }))
        }
        return votes
    }

    /// What is asked of those who vote on line on this item.
    /// - Parameter found: the recount of the item, which names those left for a second round.
    package func question(round: Int, _ found: ItemRecount) throws(AssemblyRefusal) -> ScrutinQuestion {
        let heading = "Point \(position). \(title)"
        let short = heading.unicodeScalars.count > 200 ? String(heading.prefix(180)) + "…" : heading
        guard let election else {
            guard text.unicodeScalars.count <= 5000 else {
                throw AssemblyRefusal(
                    "Le texte mis aux voix dépasse 5 000 caractères : pour un vote en ligne, mettez-le en annexe et votez sur une résolution qui le cite."
                )
            }
            return try ScrutinQuestion(.resolution, title: short, text: text.isEmpty ? title : text)
        }
        return try election.question(title: short, round: round, found)
    }
}

extension RecordedElection {
    fileprivate func question(
        title: String, round: Int, _ found: ItemRecount
    ) throws(AssemblyRefusal) -> ScrutinQuestion {
        let elected = found.elected.count
        let left = found.tally?.secondRound ?? []
        let names = running.map(\.name).filter { round == 1 || left.contains($0) }
        let toFill = round == 1 ? seats : seats - elected
        let places = min(max(1, toFill), max(1, names.count))
        let text =
            "\(French.count(toFill, "siège à pourvoir", "sièges à pourvoir")), \(BallotFile.Mode(rawValue: mode)?.label ?? mode)."
        let asked = { (kind: ScrutinQuestion.Kind, most: Int?) throws(AssemblyRefusal) in
            try ScrutinQuestion(kind, title: title, text: text, options: names, seats: places, most: most)
        }
        guard consent == nil else { throw AssemblyRefusal("Cette élection se tient à voix haute, non par bulletins.") }
        guard !names.isEmpty else { throw AssemblyRefusal("Il n’y a pas encore de candidature.") }
        switch BallotFile.Mode(rawValue: mode) {
        case .judgment: return try asked(.judgment, nil)
        case .transferable, .schulze: return try asked(.ranking, nil)
        case .approval where toFill == 1 && mostChoices == nil: return try asked(.approval, nil)
        default:
            let most = min(round == 1 ? mostChoices ?? toFill : toFill, names.count)
            return try toFill == 1 && most == 1 ? asked(.choice, nil) : asked(.approval, most)
        }
    }
}
