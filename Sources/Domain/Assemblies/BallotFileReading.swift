extension BallotFile {
    /// - Parameter asked: the mode that the command names; the file may say it too, and must then say the same.
    package init(_ bytes: [UInt8], mode asked: Mode?) throws(AssemblyRefusal) {
        let document: JSONValue
        do throws(GeometryDefect) { document = try JSONValue.read(bytes) } catch {
            throw AssemblyRefusal("Le fichier ne se lit pas : \(error.description).")
        }
        guard case .object = document else {
            throw AssemblyRefusal("Le fichier doit être un objet JSON, avec « candidats » et « bulletins ».")
        }
        let reader = BallotReader(document)
        let mode = try reader.mode(asked)
        self.init(mode: mode, election: try reader.election(mode))
        rounds = try reader.whole("tours", or: 1, in: mode == .plurality ? 1...2 : 1...1)
        blanksCount = try reader.flag("blancs_exprimes")
        mostChoices = try reader.mostChoices(mode, seats: election.seats)
        notes = reader.unknownKeys
        switch mode {
        case .plurality, .list, .approval: try readChoices(reader)
        case .transferable, .schulze: try readRanked(reader)
        case .judgment: try readJudgment(reader)
        }
    }

    private mutating func readChoices(_ reader: BallotReader) throws(AssemblyRefusal) {
        choices = try reader.choices(reader.ballots(reader.document))
        guard let second = reader.document["second_tour"] else { return }
        guard rounds == 2 else {
            throw AssemblyRefusal("Le fichier a un « second_tour » : il faut alors « tours » : 2.")
        }
        secondChoices = try reader.choices(reader.ballots(second))
    }

    private mutating func readRanked(_ reader: BallotReader) throws(AssemblyRefusal) {
        for ballot in try reader.ballots(reader.document) {
            if try ballot.isSetApart("rang", &blanks, &nulls) { continue }
            ranked.append(RankedBallot(count: ballot.count, ranking: try ballot.names("rang")))
        }
    }

    private mutating func readJudgment(_ reader: BallotReader) throws(AssemblyRefusal) {
        grades = try reader.grades()
        median = try reader.median()
        let missing = try reader.missingGrade(grades)
        if reader.document["decompte"] != nil {
            tallies = try reader.counts(grades)
        } else {
            tallies = try judgments(reader, missing)
        }
        try fillIn(missing)
    }

    /// Reads ballots of grades; a candidate without a grade gets the missing one, or makes the ballot null.
    private mutating func judgments(
        _ reader: BallotReader, _ missing: Int?
    ) throws(AssemblyRefusal) -> [MajorityJudgment.Tally] {
        var tallies = [MajorityJudgment.Tally](
            repeating: MajorityJudgment.Tally(repeating: 0, count: grades.count), count: election.candidates.count)
        var incomplete = 0
        for ballot in try reader.ballots(reader.document) {
            if try ballot.isSetApart("mentions", &blanks, &nulls) { continue }
            let given = try ballot.grades(grades)
            if given.isEmpty {
                blanks += ballot.count
                continue
            }
            if given.count < election.candidates.count {
                incomplete += ballot.count
                if missing == nil {
                    nulls += ballot.count
                    continue
                }
            }
            for candidate in election.candidates.indices {
                guard let grade = given[candidate] ?? missing else { continue }
                tallies[candidate][grade] += ballot.count
            }
        }
        let cast = tallies.first.map { $0.reduce(0, +) } ?? 0
        notes.append(
            "\(French.count(cast + blanks + nulls, "bulletin", "bulletins")) : \(French.count(cast, "valable", "valables")), \(French.count(blanks, "blanc", "blancs")), \(French.count(nulls, "nul", "nuls"))."
        )
        if incomplete > 0 {
            let effect = missing.map { "la mention absente vaut \(grades[$0])" } ?? "ces bulletins sont nuls"
            let subject = French.count(
                incomplete, "bulletin ne juge pas tous les candidats", "bulletins ne jugent pas tous les candidats")
            notes.append("\(subject) : \(effect).")
        }
        return tallies
    }

    /// Counts by candidate that do not add up to the same number: what lacks is the missing grade.
    private mutating func fillIn(_ missing: Int?) throws(AssemblyRefusal) {
        let totals = tallies.map { $0.reduce(0, +) }
        let most = totals.max() ?? 0
        for (candidate, total) in totals.enumerated() where total < most {
            guard let missing else {
                throw AssemblyRefusal(
                    "\(election.name(candidate)) a \(total) mentions quand un autre candidat en a \(most) : le décompte doit être complet."
                )
            }
            tallies[candidate][missing] += most - total
            notes.append(
                "\(election.name(candidate)) a reçu \(total) mentions sur \(most) : les \(most - total) qui manquent valent \(grades[missing])."
            )
        }
    }
}
