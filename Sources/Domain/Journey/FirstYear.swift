/// A date of a hub's first year.
package struct LaunchDate: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case assembly = "assemblee"
        case meeting = "reunion"
        case declaration
        case employer = "employeur"
        case funding = "financement"
        case own = "pole"

        package var label: String {
            switch self {
            case .assembly: "assemblée"
            case .meeting: "réunion"
            case .declaration: "déclaration"
            case .employer: "employeur"
            case .funding: "financement"
            case .own: "date du pôle"
            }
        }
    }

    /// Stable: calendars recognise it when the day moves.
    package let key: String
    package let day: Day
    package let kind: Kind
    package let title: String
    /// The rule that it follows from, or that it is only customary; empty for what the hub decided itself.
    package let reason: String

    package init(_ key: String, _ day: Day, _ kind: Kind, _ title: String, _ reason: String = "") {
        (self.key, self.day, self.kind, self.title, self.reason) = (key, day, kind, title, reason)
    }
}

/// What the dates of a first year follow from.
package struct FirstYearFacts: Sendable {
    package var foundedOn: Day?
    package var governance = GovernanceMode.undecided
    package var contractStart: Day?
    /// Who finances the first two years, acquired or asked for.
    package var funders: [(name: String, years: [Int])] = []

    package init() {}
}

/// The dates that follow from a founding, a hiring and a financial plan (R19, R20). What no law fixes says so.
package enum FirstYear {
    package static func dates(_ facts: FirstYearFacts) -> [LaunchDate] {
        (founding(facts) + hiring(facts) + funding(facts)).sorted { ($0.day, $0.key) < ($1.day, $1.key) }
    }

    private static func founding(_ facts: FirstYearFacts) -> [LaunchDate] {
        guard let founded = facts.foundedOn else { return [] }
        var dates = [
            LaunchDate(
                "premiere-assemblee", founded.adding(months: 15), .assembly,
                "Première assemblée ordinaire : comptes, rapport d’activité",
                "Usage : dans les six mois qui suivent le premier exercice. Vos statuts décident."),
            LaunchDate(
                "indicateurs", founded.adding(months: 12), .declaration,
                "Indicateurs de la première année, pour le réseau",
                "Le réseau les réunit une fois par an."),
        ]
        guard facts.governance == .ownStructure else { return dates }
        dates += [
            LaunchDate(
                "declaration", founded.adding(months: 1), .declaration,
                "Déclarer l’association et demander sa publication au Journal officiel",
                "Loi du 1er juillet 1901, article 5 : sans cela, pas de personnalité morale. Aucun délai n’est fixé ; un mois est un usage."
            ),
            LaunchDate(
                "siret", founded.adding(months: 2), .declaration,
                "Demander le numéro SIRET, ouvrir le compte bancaire, s’assurer",
                "Nécessaires avant de recevoir une subvention ou d’employer. Délai d’usage."),
            LaunchDate(
                "changements", founded.adding(months: 3), .declaration,
                "Dernier jour pour déclarer un changement de dirigeants intervenu à la fondation",
                "Loi du 1er juillet 1901, article 5 : trois mois, pour tout changement."),
        ]
        return dates
    }

    private static func hiring(_ facts: FirstYearFacts) -> [LaunchDate] {
        guard let start = facts.contractStart else { return [] }
        return [
            LaunchDate(
                "dpae", start.adding(days: -1), .employer, "Déclaration préalable à l’embauche faite",
                "Code du travail, article R. 1221-5 : dans les huit jours qui précèdent l’embauche."),
            LaunchDate("contrat", start, .employer, "Arrivée de la personne recrutée", "Contrat signé."),
            LaunchDate(
                "visite", start.adding(months: 3), .employer, "Visite d’information et de prévention faite",
                "Code du travail, article R. 4624-10 : trois mois au plus après la prise de poste."),
        ]
    }

    private static func funding(_ facts: FirstYearFacts) -> [LaunchDate] {
        facts.funders.flatMap { funder -> [LaunchDate] in
            let name = French.slug(funder.name)
            return funder.years.flatMap { year -> [LaunchDate] in
                let report = Day(year: year + 1, month: 6, day: 30).map {
                    LaunchDate(
                        "compte-rendu-\(name)-\(year)", $0, .funding,
                        "\(funder.name) : compte rendu financier de \(year)",
                        "Loi du 12 avril 2000, article 10 : dans les six mois qui suivent l’exercice, ou avant toute nouvelle demande."
                    )
                }
                let renewal = Day(year: year, month: 10, day: 31).map {
                    LaunchDate(
                        "demande-\(name)-\(year + 1)", $0, .funding, "\(funder.name) : demande pour \(year + 1)",
                        "Usage : avant le vote du budget du financeur. Son règlement décide.")
                }
                return [renewal, report].compactMap(\.self)
            }
        }
    }
}
