/// One item of the agenda as the minutes tell it.
struct MinutesItem {
    let hall: Hall
    let item: RecordedItem

    init(_ hall: Hall, _ item: RecordedItem) { (self.hall, self.item) = (hall, item) }

    var section: Minutes.Section {
        Minutes.Section(title: "Point \(item.position). \(item.title)", item: item.position, paragraphs: paragraphs)
    }

    private var paragraphs: [Minutes.Paragraph] {
        guard item.isOpened else { return [.sentence("Ce point n’a pas été abordé.")] }
        let found = hall.item(item)
        var paragraphs = moves
        paragraphs.append(
            .sentence(item.kind == .information ? "Point d’information, sans vote." : found.quorum.sentence))
        paragraphs += found.notes.filter { item.position > 0 && !hall.floor(at: 0).notes.contains($0) }.map {
            .sentence($0)
        }
        if !item.notes.isEmpty { paragraphs.append(.note(item.notes)) }
        let speakers = hall.record.speeches.filter { $0.item == item.position }.map(\.speaker)
        if !speakers.isEmpty { paragraphs.append(.sentence("Ont pris la parole : \(French.list(speakers)).")) }
        if !item.amendments.isEmpty {
            paragraphs.append(
                .list(item.amendments.map { "Amendement de \($0.author), \($0.outcome.label) : \($0.text)" }))
        }
        if !item.text.isEmpty { paragraphs.append(.resolution(item.text)) }
        if let election = item.election { paragraphs += told(election, found) }
        if let vote = item.vote, !vote.ways.isEmpty { paragraphs += told(vote, found) }
        if let unvoted = item.unvoted { paragraphs.append(.decision(unvoted, isAdopted: false)) }
        if let refusal = found.refusal { paragraphs.append(.decision(refusal, isAdopted: false)) }
        paragraphs += found.findings.filter { $0.outcome == .missing }.map { .sentence($0.sentence) }
        return paragraphs
    }

    /// Who came and who left from this item on.
    private var moves: [Minutes.Paragraph] {
        hall.attendance.changes.filter { $0.fromItem == item.position }.map { (change: AttendanceChange) in
            let name = hall.roll.name(change.organisation)
            let person = change.representative.map { " (\($0))" } ?? ""
            switch change.manner {
            case .present: return .sentence("À partir de ce point, \(name)\(person) est présente.")
            case .online: return .sentence("À partir de ce point, \(name)\(person) est en ligne.")
            case .gone, .excused: return .sentence("À partir de ce point, \(name) n’est plus là.")
            case .postal: return .sentence("\(name) a voté par correspondance.")
            }
        }
    }

    private func told(_ vote: RecordedVote, _ found: ItemRecount) -> [Minutes.Paragraph] {
        var paragraphs: [Minutes.Paragraph] = []
        let ways = vote.ways.map { (way: RecordedVote.Way) in
            let college = hall.statutes.college(way.college).map { ", collège \($0.name)" } ?? ""
            let counters = way.scrutineers.filter { !$0.isEmpty }
            let by = counters.isEmpty ? "" : ", compté par \(French.list(counters))"
            return "Vote \(way.way.label)\(college)\(by)"
        }
        paragraphs.append(.sentence(French.list(ways) + "."))
        paragraphs += Self.online(vote.scrutin)
        for choice in RecordedVote.Choice.allCases {
            let names = vote.ways.flatMap { $0.choices ?? [] }.filter { $0.choice == choice }.map {
                hall.roll.name($0.organisation)
            }
            if !names.isEmpty { paragraphs.append(.sentence("\(choice.label) : \(French.list(names)).")) }
        }
        if let count = found.reconciliation, count.mayDeclare {
            paragraphs += count.sentences.map { .sentence($0) }
        }
        if let result = found.result { paragraphs.append(.decision(result.sentence, isAdopted: result.isAdopted)) }
        return paragraphs
    }

    private static func online(_ file: JSONValue?) -> [Minutes.Paragraph] {
        guard let file, let ballots = try? OnlineBallots(file) else { return [] }
        return [.sentence(ballots.sentence)]
    }

    private func told(_ election: RecordedElection, _ found: ItemRecount) -> [Minutes.Paragraph] {
        let body = election.governingBody(hall.statutes)?.name ?? election.body
        let names = election.running.map(\.name)
        var paragraphs: [Minutes.Paragraph] = [
            .sentence(
                "Élection : \(body), \(French.count(election.seats, "siège à pourvoir", "sièges à pourvoir")), \(election.methodLabel)."
            ),
            .sentence(
                election.consent != nil
                    ? "Elle se tient à voix haute, tour de parole après tour de parole : elle n’est pas secrète."
                    : names.isEmpty ? "Il n’y a pas de candidature." : "Candidatures : \(French.list(names))."),
        ]
        let withdrawn = election.candidates.filter(\.isWithdrawn).map(\.name)
        if !withdrawn.isEmpty { paragraphs.append(.sentence("Candidatures retirées : \(French.list(withdrawn)).")) }
        if let seed = election.seed {
            paragraphs.append(.sentence("Graine du tirage au sort, publiée : \(French.quote(seed))."))
        }
        for (round, name) in [(election.first, "Vote"), (election.second, "Second tour")] {
            guard let round else { continue }
            let counters = round.scrutineers.filter { !$0.isEmpty }
            let by = counters.isEmpty ? "" : ", compté par \(French.list(counters))"
            let ways = [
                round.online == nil || round.hasRoomVotes ? round.way.label : nil, round.online.map { _ in "en ligne" },
            ]
            paragraphs.append(.sentence("\(name) \(French.list(ways.compactMap(\.self)))\(by)."))
            paragraphs += Self.online(round.online?.scrutin)
        }
        let counts = [found.reconciliation, found.second].compactMap(\.self).filter(\.mayDeclare)
        paragraphs += counts.flatMap { $0.sentences.map { .sentence($0) } }
        if found.refusal == nil, let tally = found.tally {
            paragraphs.append(.list(tally.steps))
            let elected = tally.elected
            paragraphs.append(
                .decision(
                    elected.isEmpty ? "Personne n’est élu." : "Élus : \(French.list(elected)).",
                    isAdopted: !elected.isEmpty))
            if !tally.secondRound.isEmpty {
                paragraphs.append(.sentence("Second tour entre \(French.list(tally.secondRound))."))
            }
        }
        return paragraphs
    }
}

extension RecordedVote.Choice {
    package var label: String {
        switch self {
        case .yes: "Pour"
        case .no: "Contre"
        case .abstention: "Abstention"
        case .blank: "Blanc"
        }
    }
}

extension BallotFile.Mode {
    package var label: String {
        switch self {
        case .plurality: "à la majorité"
        case .list: "par listes de noms"
        case .approval: "par approbation"
        case .judgment: "au jugement majoritaire"
        case .transferable: "au vote unique transférable"
        case .schulze: "par duels (Schulze)"
        }
    }
}
