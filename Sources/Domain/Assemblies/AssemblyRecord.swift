/// Everything that was written down of one assembly, and nothing that can be worked out from it: from this value alone the
/// roll, the quorums, the results, the minutes and the proof file are computed, today or in ten years.
package struct AssemblyRecord: Hashable, Codable, Sendable {
    /// Who presides, writes or counts: a person, perhaps for an organisation.
    package struct Officer: Hashable, Codable, Sendable {
        package var name: String
        package var organisation: ID<Organisation>?

        private enum CodingKeys: String, CodingKey {
            case name = "nom"
            case organisation
        }

        package init(_ name: String, organisation: ID<Organisation>? = nil) {
            (self.name, self.organisation) = (name, organisation)
        }
    }

    package struct Meeting: Hashable, Codable, Sendable {
        package var hub: String
        package var title: String
        /// An `AssemblyKind`, or « mixte » when each item says whose rules it follows.
        package var kind: String
        package var day: Day
        package var place: String
        package var onlineAddress: String
        package var convenedOn: Day?
        /// Why it was convened although something that the statutes ask was missing.
        package var overrideReason: String?
        package var isSecondCall: Bool
        /// The body that meets, for a board or a bureau.
        package var body: String?

        private enum CodingKeys: String, CodingKey {
            case hub = "pole"
            case title = "titre"
            case kind = "sorte"
            case day = "jour"
            case place = "lieu"
            case onlineAddress = "adresse-en-ligne"
            case convenedOn = "convoquee-le"
            case overrideReason = "convoquee-malgre"
            case isSecondCall = "seconde-convocation"
            case body = "instance"
        }

        package init(
            hub: String, title: String, kind: String, day: Day, place: String = "", onlineAddress: String = "",
            convenedOn: Day? = nil, overrideReason: String? = nil, isSecondCall: Bool = false, body: String? = nil
        ) {
            (self.hub, self.title, self.kind, self.day) = (hub, title, kind, day)
            (self.place, self.onlineAddress, self.convenedOn) = (place, onlineAddress, convenedOn)
            (self.overrideReason, self.isSecondCall, self.body) = (overrideReason, isSecondCall, body)
        }

        package var kindLabel: String { AssemblyKind(rawValue: kind)?.label ?? "assemblée générale mixte" }
    }

    /// When the assembly changed state: opened, closed, approved. UTC.
    package struct Stage: Hashable, Codable, Sendable {
        package var state: String
        package var at: String

        private enum CodingKeys: String, CodingKey {
            case state = "etat"
            case at = "a"
        }

        package init(_ state: String, at: String) { (self.state, self.at) = (state, at) }
    }

    /// Somebody who spoke, in the order of the list.
    package struct Speech: Hashable, Codable, Sendable {
        package var item: Int
        package var speaker: String

        private enum CodingKeys: String, CodingKey {
            case item = "point"
            case speaker = "qui"
        }

        package init(item: Int, speaker: String) { (self.item, self.speaker) = (item, speaker) }
    }

    /// What somebody will do, as the assembly decided.
    package struct Pledge: Hashable, Codable, Sendable {
        package var item: Int
        package var what: String
        package var who: String
        package var due: Day?

        private enum CodingKeys: String, CodingKey {
            case item = "point"
            case what = "quoi"
            case who = "qui"
            case due = "echeance"
        }

        package init(item: Int, what: String, who: String, due: Day? = nil) {
            (self.item, self.what, self.who, self.due) = (item, what, who, due)
        }
    }

    package static let currentFormat = "maillage-assemblee/1"

    package var format: String
    package var meeting: Meeting
    /// The version in force when the assembly was convened.
    package var statutes: Statutes
    /// What was known of members when the assembly opened; the roll is drawn up from it.
    package var members: [MemberFacts]
    /// The day at which memberships are looked at, as the statutes name it.
    package var rollDate: Day
    package var attendance: Attendance
    /// In the order in which they came; blank ones already given to those who hold them.
    package var proxies: [Proxy]
    package var chair: Officer?
    package var secretary: Officer?
    package var items: [RecordedItem]
    package var speeches: [Speech]
    package var pledges: [Pledge]
    package var stages: [Stage]
    package var openingNotes: String
    package var closingNotes: String

    private enum CodingKeys: String, CodingKey {
        case format
        case meeting = "reunion"
        case statutes = "statuts"
        case members = "membres"
        case rollDate = "date-de-la-liste"
        case attendance = "emargement"
        case proxies = "pouvoirs"
        case chair = "presidence"
        case secretary = "secretariat"
        case items = "points"
        case speeches = "interventions"
        case pledges = "engagements"
        case stages = "etapes"
        case openingNotes = "notes-d-ouverture"
        case closingNotes = "notes-de-cloture"
    }

    package init(
        meeting: Meeting, statutes: Statutes, members: [MemberFacts], rollDate: Day,
        attendance: Attendance = Attendance(), proxies: [Proxy] = [], chair: Officer? = nil,
        secretary: Officer? = nil, items: [RecordedItem] = [], speeches: [Speech] = [], pledges: [Pledge] = [],
        stages: [Stage] = [], openingNotes: String = "", closingNotes: String = ""
    ) {
        format = Self.currentFormat
        (self.meeting, self.statutes, self.members) = (meeting, statutes, members)
        (self.rollDate, self.attendance, self.proxies) = (rollDate, attendance, proxies)
        (self.chair, self.secretary, self.items) = (chair, secretary, items)
        (self.speeches, self.pledges, self.stages) = (speeches, pledges, stages)
        (self.openingNotes, self.closingNotes) = (openingNotes, closingNotes)
    }

    package func item(_ position: Int) -> RecordedItem? { items.first { $0.position == position } }
}
