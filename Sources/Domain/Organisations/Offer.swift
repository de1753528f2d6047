/// What an organisation offers or looks for: the raw matter of complementarity (R14) and of cooperation.
package struct Offer: Hashable, Sendable {
    package let id: ID<Offer>
    package let organisation: ID<Organisation>
    package let direction: Direction
    package let kind: Kind
    /// In a few words: « salle de réunion de 30 places », « paie et contrats de travail ».
    package let topic: String
    package let detail: String
    /// The days it holds; open-ended when nothing is said.
    package let validity: Validity

    package init(
        id: ID<Offer>, organisation: ID<Organisation>, direction: Direction, kind: Kind, topic: String, detail: String,
        validity: Validity
    ) {
        (self.id, self.organisation, self.direction) = (id, organisation, direction)
        (self.kind, self.topic, self.detail, self.validity) = (kind, topic, detail, validity)
    }

    package enum Direction: String, Codable, Sendable, CaseIterable {
        case offer = "propose"
        case need = "cherche"

        package var label: String { self == .offer ? "Propose" : "Cherche" }
        package var opposite: Direction { self == .offer ? .need : .offer }
    }

    package enum Kind: String, Codable, Sendable, CaseIterable {
        case skill = "competence"
        case place = "lieu"
        case equipment = "materiel"
        case service
        case job = "emploi"
        case volunteering = "benevolat"

        package var label: String {
            switch self {
            case .skill: "compétence"
            case .place: "lieu"
            case .equipment: "matériel"
            case .service: "service"
            case .job: "emploi"
            case .volunteering: "bénévolat"
            }
        }
    }
}

/// Words to start from when saying a skill. The domains come from the vocabulary of a Breton hub (E2S, Pays de Vannes).
package enum SkillVocabulary {
    package static let domains: [(name: String, skills: [String])] = [
        (
            "Communication",
            [
                "Stratégie de communication", "Site web", "Supports de communication", "Réseaux sociaux",
                "Organisation d’événements", "Lettres d’information", "Relations avec la presse",
            ]
        ),
        (
            "Stratégie et développement",
            [
                "Budget d’un projet", "Création d’activités nouvelles", "Aides financières",
                "Réponse aux appels d’offres",
                "Veille sur les appels d’offres", "Recherche de financements", "Plan de trésorerie et de financement",
            ]
        ),
        ("Gestion", ["Aide administrative", "Assurances", "Veille réglementaire"]),
        (
            "Ressources humaines",
            [
                "Convention collective", "Paie et contrats de travail", "Formation des équipes", "Recrutement",
                "Encadrement et suivi des salariés", "Relations entre bénévoles et salariés", "Gestion de conflits",
                "Accueil de stagiaires", "Préparation à la retraite", "Santé et sécurité au travail",
            ]
        ),
        ("Informatique", ["Hébergement sécurisé", "Achats groupés", "Négociation de contrats", "Appui informatique"]),
    ]

    package static let skills: [String] = domains.flatMap(\.skills)
}

/// Which offer may answer which need. Words are compared without accents, plurals or little words.
package enum OfferMatching {
    /// Tenths of the need's words that the offer says too, from 0 to 10; 0 when they are not of the same kind, go the same
    /// way, or come from the same organisation.
    package static func score(_ one: Offer, _ other: Offer) -> Int {
        guard one.kind == other.kind, one.direction != other.direction, one.organisation != other.organisation else {
            return 0
        }
        let need = one.direction == .need ? one : other
        let offer = one.direction == .need ? other : one
        let wanted = words(need.topic)
        guard !wanted.isEmpty else { return 0 }
        let said = words(offer.topic).union(words(offer.detail))
        return wanted.intersection(said).count * 10 / wanted.count
    }

    /// The offers that answer at least half of what `need` says (or the reverse), the best first, then by number.
    package static func answers(to one: Offer, among all: [Offer]) -> [Offer] {
        let scored = all.map { (offer: Offer) in (offer, score(one, offer)) }.filter { $0.1 >= 5 }
        return scored.sorted { ($1.1, $0.0.id.rawValue) < ($0.1, $1.0.id.rawValue) }.map(\.0)
    }

    /// The words that mean something, folded: « Les salles de réunion » → salle, reunion.
    package static func words(_ text: String) -> Set<String> {
        let parts = French.slug(text).split(separator: "-").map(String.init)
        let kept = parts.filter { $0.count > 2 && !littleWords.contains($0) }
        return Set(
            kept.map { (word: String) in
                word.count > 3 && "sx".contains(word.last ?? " ") ? String(word.dropLast()) : word
            })
    }

    private static let littleWords: Set<String> = [
        "les", "des", "une", "aux", "par", "sur", "pour", "avec", "sans", "dans", "nos", "vos", "ses", "son", "sont",
        "est", "qui", "que", "ainsi", "etc",
    ]
}
