extension BallotReader {
    /// One ballot of the file, with its place for whoever must mend it.
    struct Ballot {
        let value: JSONValue
        let count: Int
        fileprivate let place: String
        fileprivate let indices: [String: Int]
    }

    func ballots(_ holder: JSONValue) throws(AssemblyRefusal) -> [Ballot] {
        guard let items = holder["bulletins"]?.list else {
            throw AssemblyRefusal("Il manque « bulletins », la liste des bulletins.")
        }
        var ballots: [Ballot] = []
        let indices = try names()
        var total = 0
        for (index, item) in items.enumerated() {
            let place = "Bulletin \(index + 1)"
            guard case .object = item else { throw AssemblyRefusal("\(place) : un bulletin est un objet { … }.") }
            let written = item["nombre"]
            guard let count = written.map(Self.whole) ?? 1, (0...Self.most).contains(count) else {
                throw AssemblyRefusal("\(place) : « nombre » doit être un nombre entier, de 0 à \(Self.most).")
            }
            total += count
            guard total <= Self.most else {
                throw AssemblyRefusal("Il y a plus de \(Self.most) bulletins : c’est trop.")
            }
            ballots.append(Ballot(value: item, count: count, place: place, indices: indices))
        }
        return ballots
    }

    func choices(_ ballots: [Ballot]) throws(AssemblyRefusal) -> ChoiceBallots {
        var choices = ChoiceBallots([])
        for ballot in ballots {
            if try ballot.isSetApart("choix", &choices.blanks, &choices.nulls) { continue }
            choices.ballots.append(ChoiceBallot(count: ballot.count, choices: Set(try ballot.names("choix"))))
        }
        return choices
    }

    private func names() throws(AssemblyRefusal) -> [String: Int] {
        let names = try candidates().map(\.name)
        return Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    // Majority judgment.

    func grades() throws(AssemblyRefusal) -> [String] {
        guard let written = document["mentions"] else { return MajorityJudgment.grades }
        let grades = (written.list ?? []).compactMap(\.text)
        guard grades.count == written.list?.count, grades.count >= 2, Set(grades).count == grades.count else {
            throw AssemblyRefusal(
                "« mentions » est la liste des mentions, toutes différentes, de la meilleure à la pire.")
        }
        return grades
    }

    func median() throws(AssemblyRefusal) -> MajorityJudgment.Median {
        guard let written = document["mediane"] else { return .lower }
        guard let median = written.text.flatMap({ MajorityJudgment.Median(rawValue: $0) }) else {
            throw AssemblyRefusal("« mediane » est « basse » ou « haute ».")
        }
        return median
    }

    /// The grade of a candidate that a ballot does not judge; nil when such a ballot is null.
    func missingGrade(_ grades: [String]) throws(AssemblyRefusal) -> Int? {
        guard let written = document["sans_mention"] else { return grades.count - 1 }
        if written.text == "bulletin-nul" { return nil }
        guard let grade = written.text.flatMap({ grades.firstIndex(of: $0) }) else {
            throw AssemblyRefusal("« sans_mention » est l’une des mentions, ou « bulletin-nul ».")
        }
        return grade
    }

    func counts(_ grades: [String]) throws(AssemblyRefusal) -> [MajorityJudgment.Tally] {
        guard document["bulletins"] == nil else {
            throw AssemblyRefusal("Le fichier a « bulletins » et « decompte » : gardez l’un des deux.")
        }
        let names = try candidates().map(\.name)
        guard case .object(let members)? = document["decompte"] else {
            throw AssemblyRefusal("« decompte » donne, pour chaque candidat, le nombre de chaque mention.")
        }
        if let stranger = members.keys.sorted().first(where: { !names.contains($0) }) {
            throw AssemblyRefusal("« decompte » : \(French.quote(stranger)) n’est pas parmi les candidats.")
        }
        var tallies: [MajorityJudgment.Tally] = []
        for name in names {
            let written = members[name]?.list ?? []
            let counts = written.compactMap(Self.whole).filter { (0...Self.most).contains($0) }
            guard counts.count == grades.count, written.count == grades.count else {
                throw AssemblyRefusal(
                    "« decompte » de \(name) : il faut \(grades.count) nombres, un par mention, de la meilleure à la pire."
                )
            }
            tallies.append(counts)
        }
        return tallies
    }
}

extension BallotReader.Ballot {
    /// True for a blank or null ballot, which is counted apart; refused when the ballot says two things, or nothing.
    func isSetApart(_ key: String, _ blanks: inout Int, _ nulls: inout Int) throws(AssemblyRefusal) -> Bool {
        guard case .object(let members) = value else { return false }
        if let unknown = members.keys.sorted().first(where: { !["nombre", "blanc", "nul", key].contains($0) }) {
            throw AssemblyRefusal("\(place) : « \(unknown) » n’a pas de sens pour ce mode ; écrivez « \(key) ».")
        }
        let isBlank = members["blanc"] == .bool(true)
        let isNull = members["nul"] == .bool(true)
        for word in ["blanc", "nul"] {
            guard let written = members[word] else { continue }
            guard case .bool = written else { throw AssemblyRefusal("\(place) : « \(word) » doit être true ou false.") }
        }
        if [isBlank, isNull, members[key] != nil].filter(\.self).count != 1 {
            throw AssemblyRefusal("\(place) : il faut « \(key) », ou « blanc », ou « nul », et un seul des trois.")
        }
        if isBlank { blanks += count }
        if isNull { nulls += count }
        return isBlank || isNull
    }

    /// The candidates that the ballot names, each once.
    func names(_ key: String) throws(AssemblyRefusal) -> [Int] {
        guard let items = value[key]?.list else {
            throw AssemblyRefusal("\(place) : « \(key) » est une liste de noms.")
        }
        var found: [Int] = []
        for item in items {
            guard let name = item.text, let index = indices[name] else {
                let shown = item.text.map(French.quote) ?? "ce qui n’est pas un nom"
                throw AssemblyRefusal("\(place) : \(shown) n’est pas parmi les candidats.")
            }
            guard !found.contains(index) else {
                throw AssemblyRefusal(
                    "\(place) : \(French.quote(name)) y figure deux fois. Si le bulletin est nul, écrivez « nul » : true."
                )
            }
            found.append(index)
        }
        return found
    }

    /// The grade, by its place in the scale, of each candidate that the ballot judges.
    func grades(_ scale: [String]) throws(AssemblyRefusal) -> [Int: Int] {
        guard case .object(let members)? = value["mentions"] else {
            throw AssemblyRefusal("\(place) : « mentions » donne une mention à chaque candidat.")
        }
        var grades: [Int: Int] = [:]
        for (name, written) in members {
            guard let candidate = indices[name] else {
                throw AssemblyRefusal("\(place) : \(French.quote(name)) n’est pas parmi les candidats.")
            }
            guard let grade = written.text.flatMap({ scale.firstIndex(of: $0) }) else {
                let shown = written.text.map(French.quote) ?? "ce qui est écrit pour \(name)"
                throw AssemblyRefusal("\(place) : \(shown) n’est pas une des mentions.")
            }
            grades[candidate] = grade
        }
        return grades
    }
}
