extension RecordedElection {
    /// The body of the statutes that is elected; nil when they do not know it.
    package func governingBody(_ statutes: Statutes) -> GoverningBody? { statutes.bodies.first { $0.key == body } }

    /// What caps look at, from the roll rather than from what somebody typed.
    package static func marks(of candidate: Candidate, on roll: Roll) -> [Cap.Per: String] {
        var marks: [Cap.Per: String] = [.organisation: roll.label(candidate.organisation)]
        marks[.group] = marks[.organisation]
        if let entry = roll.entry(candidate.organisation) {
            marks[.group] = roll.label(entry.group)
            marks[.family] = entry.family?.rawValue
            marks[.college] = entry.college
        }
        marks[.gender] = candidate.gender
        return marks
    }

    /// Caps on seats as numbers, worked out on the whole body.
    package func wholeCaps(_ statutes: Statutes) -> [Cap] {
        let whole = governingBody(statutes)?.seats ?? seats
        let asked = governingBody(statutes)?.caps(statutes) ?? statutes.caps.filter { $0.subject == .seats }
        return asked.compactMap { (cap: Cap) -> Cap? in
            guard let most = cap.most(of: whole) else { return nil }
            return Cap(.seats, per: cap.per, key: cap.key, number: most)
        }
    }

    /// The same for this election: less what those who stay hold.
    package func caps(_ statutes: Statutes, roll: Roll) -> [Cap] {
        wholeCaps(statutes).flatMap { (cap: Cap) -> [Cap] in
            var held: [String: Int] = [:]
            for member in sitting {
                if let mark = Self.marks(of: member, on: roll)[cap.per] { held[mark, default: 0] += 1 }
            }
            let holders = held.filter { cap.key == nil || cap.key == $0.key }.sorted { $0.key < $1.key }
            return [cap]
                + holders.map { Cap(.seats, per: cap.per, key: $0.key, number: max(0, (cap.number ?? 0) - $0.value)) }
        }
    }

    /// Seats that colleges keep and that those who stay do not hold.
    package func keptSeats(_ statutes: Statutes, roll: Roll) -> [String: Int] {
        var kept = governingBody(statutes)?.seatsByCollege ?? [:]
        for member in sitting {
            if let college = roll.entry(member.organisation)?.college, let left = kept[college] {
                kept[college] = max(0, left - 1)
            }
        }
        return kept.filter { $0.value > 0 }
    }

    /// The file that `maillage depouiller` would be given.
    package func ballotDocument(under statutes: Statutes, roll: Roll) throws -> JSONValue {
        var document: [String: JSONValue] = [
            "mode": .text(mode), "sieges": .number(Double(seats)),
            "candidats": .list(running.map { Self.document(of: $0, on: roll) }),
            "departage": .list(statutes.ties.map { .text($0.rawValue) }),
            "bulletins": try CanonicalJSON.value(of: first?.allBallots ?? []),
        ]
        let caps = caps(statutes, roll: roll)
        if !caps.isEmpty { document["plafonds"] = .list(caps.map(Self.document)) }
        let kept = keptSeats(statutes, roll: roll)
        if !kept.isEmpty { document["sieges_par_college"] = .object(kept.mapValues { .number(Double($0)) }) }
        if rounds != 1 { document["tours"] = .number(Double(rounds)) }
        if let second {
            document["second_tour"] = .object(["bulletins": try CanonicalJSON.value(of: second.allBallots)])
        }
        if let grades { document["mentions"] = .list(grades.map { .text($0) }) }
        if let median { document["mediane"] = .text(median.rawValue) }
        if let mostChoices { document["choix_au_plus"] = .number(Double(mostChoices)) }
        if blanksCount { document["blancs_exprimes"] = .bool(true) }
        if let seed { document["graine"] = .text(seed) }
        return .object(document)
    }

    private static func document(of candidate: Candidate, on roll: Roll) -> JSONValue {
        var document: [String: JSONValue] = ["nom": .text(candidate.name)]
        for (per, mark) in marks(of: candidate, on: roll) { document[per.rawValue] = .text(mark) }
        if let born = candidate.born { document["naissance"] = .text(born.description) }
        return .object(document)
    }

    private static func document(of cap: Cap) -> JSONValue {
        var document: [String: JSONValue] = ["par": .text(cap.per.rawValue)]
        if let number = cap.number { document["au-plus"] = .number(Double(number)) }
        if let key = cap.key { document["cle"] = .text(key) }
        return .object(document)
    }

    package func tally(under statutes: Statutes, roll: Roll) throws -> TallyReport {
        let text = try CanonicalJSON.text(ballotDocument(under: statutes, roll: roll))
        return TallyReport(try BallotFile(Array(text.utf8), mode: nil))
    }

    /// Those who go on to the second round, as the first one says.
    package func secondRound(_ statutes: Statutes, roll: Roll) -> [String] {
        var first = self
        first.second = nil
        return (try? first.tally(under: statutes, roll: roll).secondRound) ?? []
    }

    /// The ballots of a round against those who signed, in the room and on line.
    package static func reconciliation(of round: Round, roll: Roll, floor: Floor) -> Reconciliation {
        let room = WayCount(round.way, voters: round.voters, count(round.ballots), scrutineers: round.scrutineers)
        let online = round.online.map { WayCount(.online, voters: $0.voters, count($0.ballots)) }
        let ways = [round.online == nil || round.hasRoomVotes ? room : nil, online].compactMap(\.self)
        return Reconciliation(ways, roll: roll, floor: floor, explanation: round.explanation)
    }

    private static func count(_ ballots: [Ballot]) -> VoteCount {
        var count = VoteCount()
        for ballot in ballots {
            let number = (0...BallotReader.most).contains(ballot.count) ? ballot.count : -1
            guard number >= 0, count.total <= BallotReader.most else { return VoteCount(yes: -1) }
            if ballot.isBlank == true {
                count.blanks += number
            } else if ballot.isNull == true {
                count.nulls += number
            } else {
                count.yes += number
            }
        }
        return count
    }
}

extension Roll {
    /// Its name, told apart from another that has the same one.
    package func label(_ organisation: ID<Organisation>) -> String {
        let name = name(organisation)
        let isShared = entries.contains { $0.organisation != organisation && $0.name == name }
        return isShared ? "\(name) (\(organisation))" : name
    }
}
