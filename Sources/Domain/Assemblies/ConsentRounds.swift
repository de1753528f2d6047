extension RecordedElection {
    /// An election said aloud: by consent on those who stand, or without candidate. What was said, in the order in which it
    /// was said; the rest follows from it.
    package struct Consent: Hashable, Codable, Sendable {
        package enum Method: String, Codable, Sendable {
            case consent = "consentement"
            case withoutCandidate = "sans-candidat"

            package var label: String {
                switch self {
                case .consent: "par consentement"
                case .withoutCandidate: "sans candidat"
                }
            }
        }

        package struct Step: Hashable, Codable, Sendable {
            package enum Kind: String, Codable, Sendable, CaseIterable {
                case nomination
                case change = "changement"
                case proposal = "proposition"
                case objection
                case lifting = "levee"
                case withdrawal = "retrait"
                case adoption
            }

            package var kind: Kind
            /// Who said it; nil for what whoever presides says.
            package var by: ID<Organisation>?
            /// The one it is about, as in the list of those who may be chosen.
            package var candidate: String?
            package var reason: String

            private enum CodingKeys: String, CodingKey {
                case kind = "etape"
                case by = "de"
                case candidate = "pour"
                case reason = "motif"
            }

            package init(_ kind: Kind, by: ID<Organisation>? = nil, candidate: String? = nil, reason: String = "") {
                (self.kind, self.by, self.candidate, self.reason) = (kind, by, candidate, reason)
            }
        }

        package var method: Method
        package var steps: [Step]

        private enum CodingKeys: String, CodingKey {
            case method = "methode"
            case steps = "etapes"
        }

        package init(_ method: Method, _ steps: [Step] = []) { (self.method, self.steps) = (method, steps) }
    }
}

/// Where an election by consent stands: one seat at a time, each names somebody and says why, may change its mind, then
/// somebody is proposed, and is elected when no objection is left. Nothing is counted, and nothing is secret.
package struct ConsentRounds: Sendable {
    package private(set) var nominations: [ID<Organisation>: String] = [:]
    package private(set) var proposal: String?
    /// Those who object, with their reason.
    package private(set) var objections: [ID<Organisation>: String] = [:]
    /// Indices of those elected, in order.
    private var chosen: [Int] = []
    package private(set) var sentences: [String] = []

    private let method: RecordedElection.Consent.Method
    private let names: [String]
    private let election: Election
    private let voters: Set<ID<Organisation>>
    private let roll: Roll

    package init(_ recorded: RecordedElection, _ method: RecordedElection.Consent.Method, floor: Floor, hall: Hall) {
        let candidates = recorded.running.map {
            ElectionCandidate($0.name, marks: RecordedElection.marks(of: $0, on: hall.roll), born: $0.born)
        }
        names = candidates.map(\.name)
        election = Election(
            seats: recorded.seats, candidates: candidates,
            caps: recorded.caps(hall.statutes, roll: hall.roll),
            keptSeats: recorded.keptSeats(hall.statutes, roll: hall.roll))
        (self.method, voters, roll) = (method, floor.voters, hall.roll)
    }

    package var elected: [String] { chosen.map { names[$0] } }
    package var isFull: Bool { chosen.count >= election.seats }

    /// How often each one was named in this round, the most named first.
    package var counts: [(name: String, count: Int)] {
        let counts = Dictionary(nominations.values.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    package mutating func take(_ steps: [RecordedElection.Consent.Step]) throws(AssemblyRefusal) {
        for step in steps { try take(step) }
    }

    package mutating func take(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) {
        guard !isFull else { throw AssemblyRefusal("Tous les sièges sont pourvus : il n’y a plus rien à dire.") }
        if step.kind != .adoption, step.reason.split(whereSeparator: \.isWhitespace).isEmpty {
            throw AssemblyRefusal("Dites pourquoi : dans cette élection, c’est la raison qui compte.")
        }
        switch step.kind {
        case .nomination, .change: try nominate(step)
        case .proposal: try propose(step)
        case .objection, .lifting: try object(step)
        case .withdrawal: try withdraw(step)
        case .adoption: try adopt()
        }
    }

    private func speaker(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) -> ID<Organisation> {
        guard let by = step.by else { throw AssemblyRefusal("Choisissez qui parle.") }
        guard voters.contains(by) else {
            throw AssemblyRefusal("\(roll.name(by)) n’est ni présente ni représentée à ce point.")
        }
        return by
    }

    private func known(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) -> String {
        guard let name = step.candidate, let index = names.firstIndex(of: name) else {
            throw AssemblyRefusal("Choisissez quelqu’un de la liste.")
        }
        guard !chosen.contains(index) else { throw AssemblyRefusal("\(name) est déjà élu·e.") }
        return name
    }

    private mutating func nominate(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) {
        let (by, name) = (try speaker(step), try known(step))
        guard proposal == nil else {
            throw AssemblyRefusal("Une proposition est faite : retirez-la avant de revenir aux nominations.")
        }
        if step.kind == .nomination, nominations[by] != nil {
            throw AssemblyRefusal(
                "\(roll.name(by)) a déjà nommé quelqu’un : au second tour de parole, elle peut changer.")
        }
        if step.kind == .change, nominations[by] == nil || nominations[by] == name {
            throw AssemblyRefusal("\(roll.name(by)) n’a pas nommé quelqu’un d’autre avant : il n’y a rien à changer.")
        }
        nominations[by] = name
        let verb = step.kind == .change ? "change et nomme" : "nomme"
        sentences.append("\(roll.name(by)) \(verb) \(name) : \(step.reason)")
    }

    private mutating func propose(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) {
        let name = try known(step)
        guard proposal == nil else { throw AssemblyRefusal("\(proposal ?? "") est déjà proposé·e.") }
        if method == .withoutCandidate, !nominations.values.contains(name) {
            throw AssemblyRefusal("On propose quelqu’un qui a été nommé.")
        }
        proposal = name
        sentences.append("La présidence propose \(name) : \(step.reason)")
    }

    private mutating func object(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) {
        let by = try speaker(step)
        guard let name = proposal else { throw AssemblyRefusal("Il n’y a pas encore de proposition.") }
        let isLifting = step.kind == .lifting
        guard (objections[by] != nil) == isLifting else {
            throw AssemblyRefusal(
                isLifting
                    ? "\(roll.name(by)) n’a pas d’objection à lever."
                    : "L’objection de \(roll.name(by)) est déjà notée.")
        }
        objections[by] = isLifting ? nil : step.reason
        sentences.append(
            isLifting
                ? "L’objection de \(roll.name(by)) est levée : \(step.reason)"
                : "\(roll.name(by)) fait une objection à l’élection de \(name) : \(step.reason)")
    }

    private mutating func withdraw(_ step: RecordedElection.Consent.Step) throws(AssemblyRefusal) {
        guard let name = proposal else { throw AssemblyRefusal("Il n’y a pas de proposition à retirer.") }
        (proposal, objections) = (nil, [:])
        sentences.append("La proposition de \(name) est retirée : \(step.reason)")
    }

    private mutating func adopt() throws(AssemblyRefusal) {
        guard let name = proposal, let index = names.firstIndex(of: name) else {
            throw AssemblyRefusal("Il n’y a pas encore de proposition.")
        }
        guard objections.isEmpty else {
            let names = French.list(objections.keys.map(roll.name).sorted())
            throw AssemblyRefusal("Une objection reste : \(names). Levez-la, ou retirez la proposition.")
        }
        if let reason = election.capReason(index, elected: chosen) { throw AssemblyRefusal(reason) }
        chosen.append(index)
        (proposal, nominations) = (nil, [:])
        sentences.append("Personne n’a d’objection : \(name) est élu·e.")
    }
}

extension TallyReport {
    init(_ rounds: ConsentRounds, _ election: RecordedElection, _ method: RecordedElection.Consent.Method) {
        (mode, seats, elected) = (method.rawValue, election.seats, rounds.elected)
        ranking = Dictionary(rounds.elected.enumerated().map { ($0.element, $0.offset + 1) }) { first, _ in first }
        (equals, ties, secondRound) = ([], [], [])
        let vacant = election.seats - rounds.elected.count
        let left =
            vacant > 0 ? ["\(French.count(vacant, "siège reste à pourvoir", "sièges restent à pourvoir"))."] : []
        steps = rounds.sentences + left
    }
}
