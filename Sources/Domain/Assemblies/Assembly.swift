/// A meeting of a hub's members or of one of its bodies, from the first idea to the sealed minutes.
package struct Assembly: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case founding = "constitutive"
        case ordinary = "ordinaire"
        case extraordinary = "extraordinaire"
        /// Each item says whether it follows the ordinary or the extraordinary rules.
        case mixed = "mixte"
        case board = "conseil"
        case bureau

        package var label: String {
            switch self {
            case .founding: "assemblée générale constitutive"
            case .ordinary: "assemblée générale ordinaire"
            case .extraordinary: "assemblée générale extraordinaire"
            case .mixed: "assemblée générale mixte"
            case .board: "réunion du conseil"
            case .bureau: "réunion du bureau"
            }
        }

        /// Only the members of a body sit there.
        package var isOfBody: Bool { self == .board || self == .bureau }

        /// Whose rules hold in the meeting; two of them in a mixed one.
        package var meetings: [AssemblyKind] {
            switch self {
            case .founding: [.founding]
            case .ordinary: [.ordinary]
            case .extraordinary: [.extraordinary]
            case .mixed: [.ordinary, .extraordinary]
            case .board: [.board]
            case .bureau: [.bureau]
            }
        }

        /// May it vote on its own statutes?
        package var mayChangeStatutes: Bool { [.founding, .extraordinary, .mixed].contains(self) }
    }

    package let id: ID<Assembly>
    package let hub: ID<Hub>
    package var kind: Kind
    package var title: String
    package var date: Day?
    package var startsAt: ClockTime?
    package var place: String
    package var onlineAddress: String
    /// The body of the statutes that meets, for a board or a bureau.
    package var bodyKey: String?
    /// The assembly that did not reach its quorum, and whose agenda this one takes up.
    package var secondCallOf: ID<Assembly>?
    /// The recorded version of the statutes frozen at the convocation; nil while nothing is frozen or none was recorded.
    package var statutesID: ID<StatutesVersion>?
    /// The rules frozen at the convocation.
    package var statutes: Statutes?
    package var state: AssemblyState
    /// The last day on which members may send amendments and questions.
    package var amendmentsUntil: Day?
    /// The last day on which members stand by their own link; nil: until it opens.
    package var candidaciesUntil: Day?
    /// Shown on the hub's public pages once convened.
    package var isPublic: Bool
    /// What members read before the agenda.
    package var introduction: String
    package var convenedOn: Day?
    /// Why it was convened although the notice is too short; recorded and printed.
    package var overrideReason: String?
    package var cancelReason: String?

    package init(
        id: ID<Assembly>, hub: ID<Hub>, kind: Kind, title: String, date: Day? = nil, startsAt: ClockTime? = nil,
        place: String = "", onlineAddress: String = "", bodyKey: String? = nil, secondCallOf: ID<Assembly>? = nil,
        statutesID: ID<StatutesVersion>? = nil, statutes: Statutes? = nil, state: AssemblyState = .preparation,
        amendmentsUntil: Day? = nil, candidaciesUntil: Day? = nil, isPublic: Bool = true, introduction: String = "",
        convenedOn: Day? = nil, overrideReason: String? = nil, cancelReason: String? = nil
    ) {
        (self.id, self.hub, self.kind, self.title) = (id, hub, kind, title)
        (self.date, self.startsAt, self.place, self.onlineAddress) = (date, startsAt, place, onlineAddress)
        (self.bodyKey, self.secondCallOf, self.statutesID, self.statutes) = (
            bodyKey, secondCallOf, statutesID, statutes
        )
        (self.state, self.amendmentsUntil, self.isPublic) = (state, amendmentsUntil, isPublic)
        self.candidaciesUntil = candidaciesUntil
        (self.introduction, self.convenedOn) = (introduction, convenedOn)
        (self.overrideReason, self.cancelReason) = (overrideReason, cancelReason)
    }

    package var isSecondCall: Bool { secondCallOf != nil }

    /// Amendments, questions and answers are taken on this day.
    package func takesAmendments(on day: Day) -> Bool {
        state == .convened && (amendmentsUntil.map { day <= $0 } ?? false)
    }

    /// « assemblée générale ordinaire du 3 mars 2027 ».
    package var designation: String { kind.label + (date.map { " du " + $0.french } ?? "") }
}
