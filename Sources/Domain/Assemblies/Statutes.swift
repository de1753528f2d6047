/// A kind of meeting. A mixed assembly (« mixte ») is one whose items follow the rules of one kind or the other.
package enum AssemblyKind: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case founding = "constitutive"
    case ordinary = "ordinaire"
    case extraordinary = "extraordinaire"
    case board = "conseil"
    case bureau

    package var label: String {
        switch self {
        case .founding: "assemblée générale constitutive"
        case .ordinary: "assemblée générale ordinaire"
        case .extraordinary: "assemblée générale extraordinaire"
        case .board: "conseil d’administration"
        case .bureau: "bureau"
        }
    }
}

/// The rules that an assembly has given itself, as data. One version is never changed: the next one replaces it from
/// its day on, and an assembly keeps the version that was in force when it was convened.
package struct Statutes: Hashable, Codable, Sendable {
    package var version: Int
    package var adoptedOn: Day?
    package var inForceFrom: Day
    package var electorate: ElectorateRule
    /// Empty: all members vote together.
    package var colleges: [College]
    package var meetings: [AssemblyKind: MeetingRules]
    package var proxies: ProxyRule
    package var caps: [Cap]
    package var bodies: [GoverningBody]
    package var secretBallot: SecretBallotRule
    /// What settles a tie between candidates, tried in order.
    package var ties: [TieRule]
    /// Whether members may vote on line on an item of an assembly; nil: the statutes do not say.
    package var onlineVoting: Bool?

    private enum CodingKeys: String, CodingKey {
        case version
        case adoptedOn = "adoptes-le"
        case inForceFrom = "en-vigueur-depuis"
        case electorate = "electorat"
        case colleges
        case meetings = "reunions"
        case proxies = "pouvoirs"
        case caps = "plafonds"
        case bodies = "instances"
        case secretBallot = "scrutin-secret"
        case ties = "departage"
        case onlineVoting = "vote-en-ligne"
    }

    package init(
        version: Int, adoptedOn: Day?, inForceFrom: Day, electorate: ElectorateRule, colleges: [College],
        meetings: [AssemblyKind: MeetingRules], proxies: ProxyRule, caps: [Cap], bodies: [GoverningBody],
        secretBallot: SecretBallotRule, ties: [TieRule]
    ) {
        (self.version, self.adoptedOn, self.inForceFrom) = (version, adoptedOn, inForceFrom)
        (self.electorate, self.colleges, self.meetings) = (electorate, colleges, meetings)
        (self.proxies, self.caps, self.bodies) = (proxies, caps, bodies)
        (self.secretBallot, self.ties) = (secretBallot, ties)
    }

    package func college(_ key: String?) -> College? { colleges.first { $0.key == key } }

    /// The version in force on a day, among those of one hub.
    package static func inForce(_ versions: [Statutes], on day: Day) -> Statutes? {
        versions.filter { $0.inForceFrom <= day }.max { ($0.inForceFrom, $0.version) < ($1.inForceFrom, $1.version) }
    }
}

/// Who may vote, and on which day it is looked at.
package struct ElectorateRule: Hashable, Codable, Sendable {
    package enum Reference: String, Codable, Sendable {
        case meeting = "jour-de-l-assemblee"
        case convocation = "jour-de-la-convocation"
    }

    package enum Dues: String, Codable, Sendable {
        case none = "aucune"
        case currentYear = "annee-en-cours"
        case previousYear = "annee-precedente"
        case eitherYear = "annee-en-cours-ou-precedente"
    }

    package var reference: Reference
    package var dues: Dues
    /// Days between the admission and the day of reference; 0 asks for nothing.
    package var seniorityDays: Int
    /// How many organisations one person may represent; nil: as many as name them.
    package var mostPerPerson: Int?

    private enum CodingKeys: String, CodingKey {
        case reference = "date-de-reference"
        case dues = "cotisation"
        case seniorityDays = "anciennete-en-jours"
        case mostPerPerson = "mandats-par-personne"
    }

    package init(
        reference: Reference = .meeting, dues: Dues = .none, seniorityDays: Int = 0, mostPerPerson: Int? = nil
    ) {
        (self.reference, self.dues) = (reference, dues)
        (self.seniorityDays, self.mostPerPerson) = (seniorityDays, mostPerPerson)
    }
}

/// Members who vote together. Weights are whole numbers out of the sum of all colleges' weights.
package struct College: Hashable, Codable, Sendable {
    package var key: String
    package var name: String
    package var weight: Int
    /// Public bodies are members of this one; elsewhere they sit with an advisory voice.
    package var admitsPublicBodies: Bool

    private enum CodingKeys: String, CodingKey {
        case key = "cle"
        case name = "nom"
        case weight = "poids"
        case admitsPublicBodies = "collectivites"
    }

    package init(_ key: String, name: String? = nil, weight: Int = 1, admitsPublicBodies: Bool = false) {
        (self.key, self.name) = (key, name ?? key)
        (self.weight, self.admitsPublicBodies) = (min(max(0, weight), 1_000_000), admitsPublicBodies)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let key = try values.decode(String.self, forKey: .key)
        self.init(
            key, name: try values.decodeIfPresent(String.self, forKey: .name),
            weight: try values.decodeIfPresent(Int.self, forKey: .weight) ?? 1,
            admitsPublicBodies: try values.decodeIfPresent(Bool.self, forKey: .admitsPublicBodies) ?? false)
    }
}

/// What one kind of meeting asks for.
package struct MeetingRules: Hashable, Codable, Sendable {
    package var notice: NoticeRule
    /// Nil: the meeting deliberates whatever the number.
    package var quorum: QuorumRule?
    /// Nil: without quorum, the meeting is convened anew as a first one.
    package var secondCall: SecondCall?
    package var majority: MajorityRule

    package struct SecondCall: Hashable, Codable, Sendable {
        package var notice: NoticeRule
        package var quorum: QuorumRule?

        private enum CodingKeys: String, CodingKey {
            case notice = "delai"
            case quorum
        }

        package init(notice: NoticeRule, quorum: QuorumRule? = nil) { (self.notice, self.quorum) = (notice, quorum) }
    }

    private enum CodingKeys: String, CodingKey {
        case notice = "delai"
        case quorum
        case secondCall = "seconde-convocation"
        case majority = "majorite"
    }

    package init(notice: NoticeRule, quorum: QuorumRule?, secondCall: SecondCall?, majority: MajorityRule) {
        (self.notice, self.quorum) = (notice, quorum)
        (self.secondCall, self.majority) = (secondCall, majority)
    }

    /// The quorum that holds for this call.
    package func quorum(secondCall isSecond: Bool) -> QuorumRule? {
        guard isSecond, let secondCall else { return quorum }
        return secondCall.quorum
    }
}

/// When a vote must be secret.
package struct SecretBallotRule: Hashable, Codable, Sendable {
    /// Votes about persons are secret.
    package var persons: Bool
    /// How many of those present must ask; nil: nobody can ask.
    package var askers: Int?

    private enum CodingKeys: String, CodingKey {
        case persons = "personnes"
        case askers = "demandeurs"
    }

    package init(persons: Bool = true, askers: Int? = 1) { (self.persons, self.askers) = (persons, askers) }

    package func finding(aboutPersons: Bool, askedBy count: Int) -> (isSecret: Bool, sentence: String) {
        if aboutPersons, persons { return (true, "Le vote porte sur des personnes : il est secret.") }
        let asked = French.count(count, "organisation présente le demande", "organisations présentes le demandent")
        guard let askers else { return (false, "Les statuts ne prévoient pas qu’on demande le scrutin secret.") }
        if count >= max(1, askers) { return (true, "\(asked) (il en faut \(max(1, askers))) : le vote est secret.") }
        return (false, "Le vote n’est pas secret ; il suffit que \(max(1, askers)) des présents le demandent.")
    }
}
