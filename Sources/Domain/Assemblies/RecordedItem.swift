/// One item of the agenda, as it went.
package struct RecordedItem: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case information, deliberation, election
        case statutes = "statuts"
    }

    package struct Amendment: Hashable, Codable, Sendable {
        package enum Outcome: String, Codable, Sendable, CaseIterable {
            case taken = "repris"
            case rejected = "ecarte"
            case withdrawn = "retire"
            case open = "a-examiner"

            package var label: String {
                switch self {
                case .taken: "repris dans le texte"
                case .rejected: "écarté"
                case .withdrawn: "retiré"
                case .open: "à examiner"
                }
            }
        }
        package var author: String
        package var text: String
        package var outcome: Outcome

        private enum CodingKeys: String, CodingKey {
            case author = "de"
            case text = "texte"
            case outcome = "issue"
        }

        package init(author: String, text: String, outcome: Outcome) {
            (self.author, self.text, self.outcome) = (author, text, outcome)
        }
    }

    package var position: Int
    package var kind: Kind
    package var title: String
    /// The resolution as it is put to the vote, amendments included.
    package var text: String
    /// Whose quorum and majority it follows.
    package var rules: AssemblyKind
    package var amendments: [Amendment]
    package var notes: String
    /// UTC; nil: the item was not taken.
    package var openedAt: String?
    package var closedAt: String?
    package var vote: RecordedVote?
    package var election: RecordedElection?

    private enum CodingKeys: String, CodingKey {
        case position = "point"
        case kind = "sorte"
        case title = "titre"
        case text = "texte"
        case rules = "regles"
        case amendments = "amendements"
        case notes
        case openedAt = "ouvert-a"
        case closedAt = "clos-a"
        case vote
        case election
    }

    package init(
        _ position: Int, _ kind: Kind, title: String, text: String = "", rules: AssemblyKind,
        amendments: [Amendment] = [], notes: String = "", openedAt: String? = nil, closedAt: String? = nil,
        vote: RecordedVote? = nil, election: RecordedElection? = nil
    ) {
        (self.position, self.kind, self.title, self.text) = (position, kind, title, text)
        (self.rules, self.amendments, self.notes) = (rules, amendments, notes)
        (self.openedAt, self.closedAt, self.vote, self.election) = (openedAt, closedAt, vote, election)
    }

    package var isOpened: Bool { openedAt != nil }

    /// Of a resolution whose item is finished without a single voice; nil otherwise.
    package var unvoted: String? {
        guard closedAt != nil, kind == .deliberation || kind == .statutes, vote?.ways.isEmpty ?? true else {
            return nil
        }
        return "Personne n’a voté : rien n’est adopté."
    }
}

/// The vote on one resolution, by one way or several.
package struct RecordedVote: Hashable, Codable, Sendable {
    package enum Choice: String, Codable, Sendable, CaseIterable {
        case yes = "pour"
        case no = "contre"
        case abstention
        case blank = "blanc"
    }

    /// What one organisation said, aloud or on line.
    package struct Named: Hashable, Codable, Sendable {
        package var organisation: ID<Organisation>
        package var choice: Choice

        private enum CodingKeys: String, CodingKey {
            case organisation
            case choice = "choix"
        }

        package init(_ organisation: ID<Organisation>, _ choice: Choice) {
            (self.organisation, self.choice) = (organisation, choice)
        }
    }

    /// What came in by one way: named choices, from which the count follows, or a count with those who signed.
    package struct Way: Hashable, Codable, Sendable {
        package var way: VotingWay
        /// The college counted, where the majority looks at colleges.
        package var college: String?
        package var choices: [Named]?
        package var voters: [ID<Organisation>]?
        package var count: VoteCount?
        package var scrutineers: [String]

        private enum CodingKeys: String, CodingKey {
            case way = "voie"
            case college
            case choices = "choix"
            case voters = "votants"
            case count = "voix"
            case scrutineers = "scrutateurs"
        }

        package init(
            _ way: VotingWay, college: String? = nil, choices: [Named]? = nil, voters: [ID<Organisation>]? = nil,
            count: VoteCount? = nil, scrutineers: [String] = []
        ) {
            (self.way, self.college, self.choices) = (way, college, choices)
            (self.voters, self.count, self.scrutineers) = (voters, count, scrutineers)
        }
    }

    package var ways: [Way]
    /// Why some voices are missing.
    package var explanation: String
    package var casting: ResolutionResult.Casting?
    /// Secret because it must be, or because so many asked.
    package var isSecret: Bool
    package var secrecyAskedBy: Int
    /// The proof file of the vote on line that the ways « en ligne » come from.
    package var scrutin: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case ways = "voies"
        case explanation = "explication"
        case casting = "voix-preponderante"
        case isSecret = "secret"
        case secrecyAskedBy = "secret-demande-par"
        case scrutin
    }

    package init(
        ways: [Way], explanation: String = "", casting: ResolutionResult.Casting? = nil, isSecret: Bool = false,
        secrecyAskedBy: Int = 0, scrutin: JSONValue? = nil
    ) {
        (self.ways, self.explanation, self.casting) = (ways, explanation, casting)
        (self.isSecret, self.secrecyAskedBy, self.scrutin) = (isSecret, secrecyAskedBy, scrutin)
    }
}
