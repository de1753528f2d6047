/// The kinds of milestones in the life of a hub, in the order in which they usually come (R16 to R19, R22, R25).
package enum MilestoneKind: String, Codable, Sendable, CaseIterable {
    case initiative
    case coreGroup = "noyau"
    case prefigurationPlanned = "prefiguration-prevue"
    case steeringGroup = "comite-de-pilotage"
    case studyStarted = "etude-debut"
    case studyEnded = "etude-fin"
    case foundingAssembly = "assemblee-constitutive"
    case hubCreated = "pole-cree"
    case coordinatorHired = "embauche"
    case networkJoined = "entree-reseau"
    case noInitiative = "aucune-initiative"
    case abandoned = "arret"
    case mention
    case support = "soutien"
    case event = "evenement"
    case report = "rapport"
    case plenary = "pleniere"
    case snapshot = "point-de-situation"

    /// The status that begins with this milestone; nil when it changes none.
    package var effect: Status? {
        switch self {
        case .initiative, .coreGroup: .organising
        case .prefigurationPlanned, .steeringGroup, .studyStarted: .prefiguration
        case .foundingAssembly, .hubCreated: .created
        case .noInitiative, .abandoned: Status.none
        default: nil
        }
    }

    package var label: String {
        switch self {
        case .initiative: "Initiative"
        case .coreGroup: "Constitution du noyau d’acteurs"
        case .prefigurationPlanned: "Préfiguration décidée"
        case .steeringGroup: "Comité de pilotage de la préfiguration"
        case .studyStarted: "Début de l’étude de préfiguration"
        case .studyEnded: "Fin de l’étude de préfiguration"
        case .foundingAssembly: "Assemblée générale constitutive"
        case .hubCreated: "Création du pôle"
        case .coordinatorHired: "Arrivée de la personne chargée de mission"
        case .networkJoined: "Entrée dans le réseau régional"
        case .noInitiative: "Constat : pas d’initiative"
        case .abandoned: "Arrêt"
        case .mention: "Mention dans une publication"
        case .support: "Soutien d’un partenaire"
        case .event: "Évènement"
        case .report: "Rapport"
        case .plenary: "Plénière du réseau"
        case .snapshot: "Point de situation"
        }
    }

    /// What may be recorded about a hub, a territory without hub, and the network as a whole.
    package static let ofHubs: [MilestoneKind] = [
        .initiative, .coreGroup, .prefigurationPlanned, .steeringGroup, .studyStarted, .studyEnded,
        .foundingAssembly, .hubCreated, .coordinatorHired, .networkJoined, .support, .event, .mention, .abandoned,
    ]
    package static let ofTerritories: [MilestoneKind] = [.noInitiative, .event, .mention]
    package static let ofTheNetwork: [MilestoneKind] = [.plenary, .report, .event, .snapshot, .mention]
}

/// What a milestone is about.
package enum MilestoneSubject: Hashable, Sendable {
    case hub(ID<Hub>)
    case territory(ID<Territory>)
    case network
}

/// Something that happened, dated as precisely as known, with its source. A milestone is never changed:
/// a correction is a new one that replaces it, and both stay readable.
package struct Milestone: Sendable, Hashable {
    package let id: ID<Milestone>
    package let subject: MilestoneSubject
    package let kind: MilestoneKind
    package let date: PartialDate
    package let title: String
    package let detail: String
    package let certainty: Certainty
    package let source: Source
    /// The day on which it was recorded, when that is known.
    package let recordedOn: Day?

    package init(
        id: ID<Milestone>, subject: MilestoneSubject, kind: MilestoneKind, date: PartialDate, title: String,
        detail: String, certainty: Certainty, source: Source, recordedOn: Day? = nil
    ) {
        self.recordedOn = recordedOn
        (self.id, self.subject, self.kind, self.date) = (id, subject, kind, date)
        (self.title, self.detail, self.certainty, self.source) = (title, detail, certainty, source)
    }
}

extension Milestone {
    /// From the end of this day on, it is certain to have happened: the last day its date allows, or the day on which it
    /// was recorded as something past, whichever comes first.
    package var effectiveDay: Day {
        guard let recordedOn else { return date.latest }
        return max(date.earliest, min(date.latest, recordedOn))
    }

    /// The order of a chronology: by the day from which it is certain, then by the usual order of kinds, then as recorded.
    package static func chronological(_ left: Milestone, _ right: Milestone) -> Bool {
        left.chronologyKey < right.chronologyKey
    }

    private var chronologyKey: (Day, Int, Int64) {
        (effectiveDay, MilestoneKind.allCases.firstIndex(of: kind) ?? 0, id.rawValue)
    }
}
