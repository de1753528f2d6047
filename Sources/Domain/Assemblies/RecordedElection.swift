/// The election of a body or of part of it, as it was held.
package struct RecordedElection: Hashable, Codable, Sendable {
    package struct Candidate: Hashable, Codable, Sendable {
        /// As it stands on ballots: no two are alike.
        package var name: String
        package var organisation: ID<Organisation>
        package var representative: String
        package var gender: String?
        package var born: Day?
        package var statement: String
        package var isWithdrawn: Bool

        private enum CodingKeys: String, CodingKey {
            case name = "nom"
            case organisation
            case representative = "representant"
            case gender = "genre"
            case born = "naissance"
            case statement = "presentation"
            case isWithdrawn = "retiree"
        }

        package init(
            _ name: String, organisation: ID<Organisation>, representative: String, gender: String? = nil,
            born: Day? = nil, statement: String = "", isWithdrawn: Bool = false
        ) {
            (self.name, self.organisation, self.representative) = (name, organisation, representative)
            (self.gender, self.born, self.statement, self.isWithdrawn) = (gender, born, statement, isWithdrawn)
        }
    }

    /// Ballots that say the same thing.
    package struct Ballot: Hashable, Codable, Sendable {
        package var count: Int
        package var choices: [String]?
        package var ranking: [String]?
        package var grades: [String: String]?
        package var isBlank: Bool?
        package var isNull: Bool?

        private enum CodingKeys: String, CodingKey {
            case count = "nombre"
            case choices = "choix"
            case ranking = "rang"
            case grades = "mentions"
            case isBlank = "blanc"
            case isNull = "nul"
        }

        package init(
            _ count: Int = 1, choices: [String]? = nil, ranking: [String]? = nil, grades: [String: String]? = nil,
            isBlank: Bool? = nil, isNull: Bool? = nil
        ) {
            (self.count, self.choices, self.ranking) = (count, choices, ranking)
            (self.grades, self.isBlank, self.isNull) = (grades, isBlank, isNull)
        }
    }

    /// One round: who signed, and what was in the box.
    package struct Round: Hashable, Codable, Sendable {
        package var way: VotingWay
        /// Nil for a show of hands.
        package var voters: [ID<Organisation>]?
        package var ballots: [Ballot]
        package var scrutineers: [String]
        package var explanation: String
        /// What came on line, beside what was in the box.
        package var online: Online?

        private enum CodingKeys: String, CodingKey {
            case way = "voie"
            case voters = "votants"
            case ballots = "bulletins"
            case scrutineers = "scrutateurs"
            case explanation = "explication"
            case online = "en-ligne"
        }

        package init(
            _ way: VotingWay, voters: [ID<Organisation>]?, ballots: [Ballot], scrutineers: [String] = [],
            explanation: String = "", online: Online? = nil
        ) {
            (self.way, self.voters, self.ballots) = (way, voters, ballots)
            (self.scrutineers, self.explanation, self.online) = (scrutineers, explanation, online)
        }

        /// A round where nobody voted in the room.
        package init(online: Online) { self.init(.online, voters: [], ballots: [], online: online) }

        /// From the box and from the line.
        package var allBallots: [Ballot] { ballots + (online?.ballots ?? []) }

        /// Everybody can read who chose whom.
        package var isOpen: Bool { way == .hands || way == .rollCall || online?.isSecret == false }

        package var hasRoomVotes: Bool { !ballots.isEmpty || voters?.isEmpty != true }
    }

    /// The body in the statutes.
    package var body: String
    /// Seats to fill this time.
    package var seats: Int
    package var mode: String
    /// One or two, for a plurality.
    package var rounds: Int
    package var candidates: [Candidate]
    /// Those who keep their seat this time: caps look at them too.
    package var sitting: [Candidate]
    /// Grades from the best to the worst, and which middle one counts; nil outside majority judgment.
    package var grades: [String]?
    package var median: MajorityJudgment.Median?
    package var mostChoices: Int?
    package var blanksCount: Bool
    /// Drawn in front of everybody.
    package var seed: String?
    package var isSecret: Bool
    /// None as long as nobody has voted.
    package var first: Round?
    package var second: Round?
    /// Said aloud rather than voted.
    package var consent: Consent?

    private enum CodingKeys: String, CodingKey {
        case body = "instance"
        case seats = "sieges"
        case mode
        case rounds = "tours"
        case candidates = "candidats"
        case sitting = "en-place"
        case grades = "mentions"
        case median = "mediane"
        case mostChoices = "choix-au-plus"
        case blanksCount = "blancs-exprimes"
        case seed = "graine"
        case isSecret = "secret"
        case first = "premier-tour"
        case second = "second-tour"
        case consent = "a-voix-haute"
    }

    package init(
        body: String, seats: Int, mode: BallotFile.Mode, rounds: Int = 1, candidates: [Candidate],
        sitting: [Candidate] = [], grades: [String]? = nil, median: MajorityJudgment.Median? = nil,
        mostChoices: Int? = nil, blanksCount: Bool = false, seed: String? = nil, isSecret: Bool = true,
        first: Round? = nil, second: Round? = nil, consent: Consent? = nil
    ) {
        self.consent = consent
        (self.body, self.seats, self.mode, self.rounds) = (body, seats, mode.rawValue, rounds)
        (self.candidates, self.sitting, self.grades) = (candidates, sitting, grades)
        (self.median, self.mostChoices, self.blanksCount) = (median, mostChoices, blanksCount)
        (self.seed, self.isSecret, self.first, self.second) = (seed, isSecret, first, second)
    }

    /// Something was voted or said: what was asked no longer changes.
    package var hasBegun: Bool { first != nil || consent?.steps.isEmpty == false }

    /// « au jugement majoritaire », « sans candidat ».
    package var methodLabel: String { consent?.method.label ?? BallotFile.Mode(rawValue: mode)?.label ?? mode }

    package var running: [Candidate] { candidates.filter { !$0.isWithdrawn } }
}
