/// Takes a file of ballots apart; each refusal says where and what to write instead.
struct BallotReader {
    let document: JSONValue

    /// Ballots and their sums stay far from what an `Int` can hold.
    static let most = 1_000_000_000

    private static let known: Set<String> = [
        "mode", "sieges", "tours", "candidats", "mentions", "mediane", "sans_mention", "bulletins", "decompte",
        "second_tour", "departage", "graine", "plafonds", "parite", "blancs_exprimes", "choix_au_plus",
        "sieges_par_college",
    ]

    init(_ document: JSONValue) { self.document = document }

    var unknownKeys: [String] {
        guard case .object(let members) = document else { return [] }
        let unknown = members.keys.filter { !Self.known.contains($0) }.sorted()
        return unknown.isEmpty ? [] : ["Laissé de côté, car inconnu : \(French.list(unknown.map(French.quote)))."]
    }

    func mode(_ asked: BallotFile.Mode?) throws(AssemblyRefusal) -> BallotFile.Mode {
        let modes = BallotFile.Mode.allCases.map(\.rawValue).joined(separator: ", ")
        guard let written = document["mode"] else {
            if let asked { return asked }
            throw AssemblyRefusal("Le fichier ne dit pas son mode : ajoutez --mode (\(modes)).")
        }
        guard let text = written.text, let mode = BallotFile.Mode(rawValue: text) else {
            throw AssemblyRefusal("Le « mode » du fichier doit être l’un de : \(modes).")
        }
        if let asked, asked != mode {
            throw AssemblyRefusal(
                "La commande demande « \(asked.rawValue) » et le fichier est écrit pour « \(mode.rawValue) ».")
        }
        return mode
    }

    func whole(_ key: String, or value: Int, in range: ClosedRange<Int>) throws(AssemblyRefusal) -> Int {
        guard let written = document[key] else { return value }
        guard let number = Self.whole(written), range.contains(number) else {
            let allowed =
                range.count == 1 ? "\(range.lowerBound)" : "un nombre de \(range.lowerBound) à \(range.upperBound)"
            throw AssemblyRefusal("« \(key) » doit être \(allowed).")
        }
        return number
    }

    static func whole(_ value: JSONValue) -> Int? { value.number.flatMap(Int.init(exactly:)) }

    func flag(_ key: String) throws(AssemblyRefusal) -> Bool {
        guard let written = document[key] else { return false }
        guard case .bool(let flag) = written else { throw AssemblyRefusal("« \(key) » doit être true ou false.") }
        return flag
    }

    /// A list of names has at most as many names as seats. So has approval, except for a single seat, where that
    /// would be plurality: there one approves as many as one likes. `choix_au_plus` says otherwise.
    func mostChoices(_ mode: BallotFile.Mode, seats: Int) throws(AssemblyRefusal) -> Int? {
        let most = try whole("choix_au_plus", or: seats, in: 1...10_000)
        return mode == .approval && seats == 1 && document["choix_au_plus"] == nil ? nil : most
    }

    func election(_ mode: BallotFile.Mode) throws(AssemblyRefusal) -> Election {
        let candidates = try candidates()
        let seats = try whole("sieges", or: 1, in: 1...10_000)
        var election = Election(seats: seats, candidates: candidates)
        election.caps = try caps() + (flag("parite") ? [.parity(seats: seats)] : [])
        election.keptSeats = try keptSeats(of: seats)
        election.ties = try ties(mode)
        if let seed = document["graine"] {
            guard let text = seed.text, !text.isEmpty else {
                throw AssemblyRefusal("« graine » doit être le texte publié avant le tirage.")
            }
            election.seed = text
        }
        return election
    }

    func candidates() throws(AssemblyRefusal) -> [ElectionCandidate] {
        guard let items = document["candidats"]?.list, !items.isEmpty else {
            throw AssemblyRefusal("Il manque « candidats », la liste de leurs noms.")
        }
        var candidates: [ElectionCandidate] = []
        for (index, item) in items.enumerated() { candidates.append(try candidate(item, at: index + 1)) }
        var seen: Set<String> = []
        if let twice = candidates.first(where: { !seen.insert($0.name).inserted }) {
            throw AssemblyRefusal("\(French.quote(twice.name)) figure deux fois parmi les candidats.")
        }
        return candidates
    }

    private func candidate(_ item: JSONValue, at place: Int) throws(AssemblyRefusal) -> ElectionCandidate {
        if let name = item.text, !name.isEmpty { return ElectionCandidate(name) }
        guard let name = item["nom"]?.text, !name.isEmpty else {
            throw AssemblyRefusal("Candidat \(place) : il faut un nom, ou un objet avec « nom ».")
        }
        var candidate = ElectionCandidate(name)
        for per in Cap.Per.allCases {
            guard let mark = item[per.rawValue] else { continue }
            guard let text = mark.text else {
                throw AssemblyRefusal("Candidat \(place) : « \(per.rawValue) » doit être un texte.")
            }
            candidate.marks[per] = text
        }
        if let born = item["naissance"] {
            guard let day = born.text.flatMap({ Day($0) }) else {
                throw AssemblyRefusal("Candidat \(place) : « naissance » s’écrit AAAA-MM-JJ.")
            }
            candidate.born = day
        }
        return candidate
    }

    private func caps() throws(AssemblyRefusal) -> [Cap] {
        guard let written = document["plafonds"] else { return [] }
        var caps: [Cap] = []
        for item in written.list ?? [.null] {
            guard let per = item["par"]?.text.flatMap({ Cap.Per(rawValue: $0) }) else {
                let words = Cap.Per.allCases.map(\.rawValue).joined(separator: ", ")
                throw AssemblyRefusal("Un plafond s’écrit avec « par » (\(words)), et « au-plus » ou « part ».")
            }
            let number = item["au-plus"].flatMap(Self.whole)
            let share = item["part"]?.text.flatMap { Fraction($0) }
            guard number.map({ $0 >= 0 }) ?? (share != nil) else {
                throw AssemblyRefusal(
                    "Le plafond par \(per.label) doit dire « au-plus » (un nombre) ou « part » (« 1/3 »).")
            }
            caps.append(Cap(.seats, per: per, key: item["cle"]?.text, number: number, share: share))
        }
        return caps
    }

    private func keptSeats(of seats: Int) throws(AssemblyRefusal) -> [String: Int] {
        guard let written = document["sieges_par_college"] else { return [:] }
        guard case .object(let members) = written else {
            throw AssemblyRefusal("« sieges_par_college » donne à chaque collège un nombre de sièges.")
        }
        let kept = members.compactMapValues { Self.whole($0).flatMap { (1...10_000).contains($0) ? $0 : nil } }
        guard kept.count == members.count, kept.values.reduce(0, +) <= seats else {
            throw AssemblyRefusal(
                "« sieges_par_college » : des nombres entiers, qui ne dépassent pas ensemble les \(seats) sièges.")
        }
        return kept
    }

    /// Without a rule of its own, a transferable vote goes by the order of the list, because it cannot go on without.
    private func ties(_ mode: BallotFile.Mode) throws(AssemblyRefusal) -> [TieRule] {
        guard let written = document["departage"] else {
            return mode == .transferable ? [.order] : []
        }
        let words = written.list ?? [written]
        let rules = words.compactMap { $0.text.flatMap { TieRule(rawValue: $0) } }
        guard rules.count == words.count else {
            let known = TieRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw AssemblyRefusal("« departage » se choisit parmi : \(known).")
        }
        return rules
    }
}
