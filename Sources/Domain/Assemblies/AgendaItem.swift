/// One point of an agenda (ordre du jour).
package struct AgendaItem: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case information
        case deliberation
        case election
        /// The adoption or the change of the statutes themselves.
        case statutes = "statuts"

        package var label: String {
            switch self {
            case .information: "information"
            case .deliberation: "délibération"
            case .election: "élection"
            case .statutes: "statuts"
            }
        }

        /// Nothing is put to the vote in a point of information.
        package var isVoted: Bool { self != .information }
    }

    package let id: ID<AgendaItem>
    package let assembly: ID<Assembly>
    /// From 1, without holes.
    package var position: Int
    package var kind: Kind
    package var title: String
    /// The draft resolution, or what the point is about.
    package var text: String
    /// In a mixed assembly, under whose rules it is voted.
    package var rulesOf: AssemblyKind?
    /// The body that is elected.
    package var bodyKey: String?
    package var seats: Int?
    package var method: ElectionMethod?
    /// A secret vote is foreseen, whatever the statutes ask.
    package var isSecret: Bool
    /// How long it is foreseen to last, in minutes.
    package var minutes: Int?

    package init(
        id: ID<AgendaItem>, assembly: ID<Assembly>, position: Int, kind: Kind, title: String, text: String = "",
        rulesOf: AssemblyKind? = nil, bodyKey: String? = nil, seats: Int? = nil, method: ElectionMethod? = nil,
        isSecret: Bool = false, minutes: Int? = nil
    ) {
        (self.id, self.assembly, self.position, self.kind) = (id, assembly, position, kind)
        (self.title, self.text, self.rulesOf, self.bodyKey) = (title, text, rulesOf, bodyKey)
        (self.seats, self.method, self.isSecret, self.minutes) = (seats, method, isSecret, minutes)
    }

    /// Under which meeting's rules it is voted: a change of statutes always follows the extraordinary ones, save in a
    /// founding assembly, which has no others.
    package func meeting(in kind: Assembly.Kind) -> AssemblyKind {
        switch kind {
        case .founding: .founding
        case .ordinary: .ordinary
        case .extraordinary: .extraordinary
        case .board: .board
        case .bureau: .bureau
        case .mixed: self.kind == .statutes ? .extraordinary : rulesOf ?? .ordinary
        }
    }
}

/// How seats are filled.
package enum ElectionMethod: String, Codable, Sendable, CaseIterable {
    case plurality = "majorite-simple"
    case twoRounds = "deux-tours"
    case approval = "liste-de-noms"
    case majorityJudgment = "jugement-majoritaire"
    case transferable = "vote-transferable"
    case schulze
    case consent = "consentement"
    case withoutCandidate = "sans-candidat"

    package var label: String {
        switch self {
        case .plurality: "majorité simple, un tour"
        case .twoRounds: "majorité, deux tours"
        case .approval: "liste de noms (autant que de sièges)"
        case .majorityJudgment: "jugement majoritaire"
        case .transferable: "vote unique transférable"
        case .schulze: "Schulze (ordre de préférence)"
        case .consent: "consentement"
        case .withoutCandidate: "élection sans candidat"
        }
    }

    /// Recorded round by round: never presented as secret.
    package var isOpen: Bool { self == .consent || self == .withoutCandidate }
}
