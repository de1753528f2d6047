/// What the path has gathered for the assembly that founds a hub.
package struct FoundingFacts: Sendable {
    package var founders = 0
    package var families: Set<Family> = []
    package var perimeter = 0
    package var governance = GovernanceMode.undecided
    package var manager = ""
    package var hasStatutesDraft = false
    /// The body that the draft has elected first, with its seats.
    package var body: GoverningBody?
    package var actions: [String] = []
    package var weights: FunctionWeights?
    package var plan: FinancePlan?
    /// Where the latest version of the dossier opens; nil when there is none.
    package var dossier: String?
    package var candidates: [String] = []

    package init() {}
}

/// A point of the agenda that is proposed.
package struct FoundingPoint: Hashable, Sendable {
    package let kind: AgendaItem.Kind
    package let title: String
    package let text: String
    package let minutes: Int
    package var body: GoverningBody?

    init(_ kind: AgendaItem.Kind, _ title: String, _ minutes: Int, _ text: String, body: GoverningBody? = nil) {
        (self.kind, self.title, self.minutes, self.text, self.body) = (kind, title, minutes, text, body)
    }
}

/// How a path becomes a founding assembly: what is missing before, and the agenda that follows from it (R19).
package enum FoundingAssembly {
    /// Nothing of it holds the preparation back: convening has its own list, and the passage its own rule.
    package static func findings(_ facts: FoundingFacts, _ thresholds: NetworkThresholds) -> [Finding] {
        [
            founders(facts, thresholds), families(facts, thresholds), perimeter(facts), governance(facts),
            statutes(facts), actions(facts), plan(facts), dossier(facts),
        ]
    }

    private static func founders(_ facts: FoundingFacts, _ thresholds: NetworkThresholds) -> Finding {
        let needed = thresholds.foundingOrganisations
        let words = French.count(facts.founders, "organisation fondatrice", "organisations fondatrices")
        return facts.founders >= needed
            ? Finding(.met, "\(words) (il en faut \(needed)).", principle: "R8")
            : Finding(
                .missing,
                "\(facts.founders == 0 ? "Aucune organisation fondatrice" : words) : il en faut au moins \(needed) pour créer un pôle.",
                principle: "R8")
    }

    private static func families(_ facts: FoundingFacts, _ thresholds: NetworkThresholds) -> Finding {
        let count = facts.families.intersection(Family.legal).count
        let words = French.count(count, "famille juridique", "familles juridiques")
        return count >= thresholds.families
            ? Finding(.met, "\(words) parmi elles.", principle: "R8")
            : Finding(
                .missing,
                "\(count == 0 ? "Aucune famille juridique" : words) parmi elles : il en faut au moins \(thresholds.families).",
                principle: "R8")
    }

    private static func perimeter(_ facts: FoundingFacts) -> Finding {
        facts.perimeter > 0
            ? Finding(.met, "Le périmètre est défini.", principle: "R10")
            : Finding(.missing, "Le périmètre n’est pas défini : il faut au moins un territoire.", principle: "R10")
    }

    private static func governance(_ facts: FoundingFacts) -> Finding {
        switch facts.governance {
        case .ownStructure: Finding(.met, "Une structure créée pour le pôle gouverne et gère.", principle: "R13")
        case .delegated where !facts.manager.isEmpty:
            Finding(.met, "Un collectif gouverne, \(facts.manager) gère.", principle: "R13")
        case .delegated:
            Finding(
                .missing, "La gestion est déléguée : il reste à nommer l’organisation qui l’accepte.", principle: "R13")
        case .undecided:
            Finding(.missing, "Le mode de gouvernance et de gestion n’est pas déterminé.", principle: "R13")
        }
    }

    private static func statutes(_ facts: FoundingFacts) -> Finding {
        guard facts.hasStatutesDraft else {
            return Finding(
                .missing, "Aucun projet de statuts n’est écrit : l’assemblée n’aurait rien à adopter.", principle: "R12"
            )
        }
        return facts.body == nil
            ? Finding(.missing, "Le projet de statuts ne dit pas quelle instance élire.", principle: "R12")
            : Finding(.met, "Un projet de statuts est écrit, avec l’instance à élire.", principle: "R12")
    }

    private static func actions(_ facts: FoundingFacts) -> Finding {
        facts.actions.isEmpty
            ? Finding(
                .missing, "Aucune action prioritaire n’est choisie : il n’y a pas encore de plan d’actions à valider.",
                principle: "R19")
            : Finding(
                .met, "Le plan d’actions compte \(French.count(facts.actions.count, "action", "actions")).",
                principle: "R19")
    }

    private static func plan(_ facts: FoundingFacts) -> Finding {
        guard let plan = facts.plan, !plan.isEmpty else {
            return Finding(.missing, "Le plan de financement n’est pas commencé.", principle: "R17")
        }
        let short = (0..<planYears).filter { plan.balance($0, .likely) < .zero }
        guard let first = short.first else {
            return Finding(.met, "Le plan de financement s’équilibre, dans le scénario probable.", principle: "R17")
        }
        return Finding(
            .missing,
            "Le plan de financement ne s’équilibre pas en \(plan.years[first]) : il manque \((-plan.balance(first, .likely)).french) dans le scénario probable.",
            principle: "R17")
    }

    private static func dossier(_ facts: FoundingFacts) -> Finding {
        facts.dossier == nil
            ? Finding(
                .missing, "Aucune version du dossier de préfiguration n’est ouverte à la lecture.", principle: "R17")
            : Finding(
                .met, "Le dossier de préfiguration se lit par son lien, que la convocation donnera.", principle: "R17")
    }
}

// The agenda.
extension FoundingAssembly {
    /// What founders are asked, in the order in which one answer makes the next one possible.
    package static func agenda(_ facts: FoundingFacts, hub: String) -> [FoundingPoint] {
        var points = [
            FoundingPoint(
                .information, "Accueil, bureau de séance et présentation de la démarche", 20,
                "La démarche, ses réunions, l’enquête et le dossier sont présentés.\(facts.dossier.map { "\nLe dossier de préfiguration : \($0)" } ?? "")"
            ),
            FoundingPoint(.deliberation, "Projet et plan d’actions", 30, project(facts)),
            FoundingPoint(
                .statutes, "Adoption des statuts", 30,
                "L’assemblée adopte les statuts de \(hub), dont le projet est joint à la convocation."),
        ]
        if let body = facts.body {
            let names =
                facts.candidates.isEmpty
                ? "" : "\nCandidatures annoncées : \(facts.candidates.joined(separator: " ; "))."
            points.append(
                FoundingPoint(
                    .election, "Élection : \(body.name)", 30,
                    "\(French.count(body.seats, "siège", "sièges")) à pourvoir.\(names)\nD’autres candidatures se déclarent jusqu’à l’ouverture du vote.",
                    body: body))
        }
        return points + [
            FoundingPoint(.deliberation, "Plan de financement et budget de la première année", 20, budget(facts)),
            FoundingPoint(
                .deliberation, "Pouvoirs pour les formalités", 5,
                "L’assemblée donne pouvoir à l’instance élue pour déclarer le pôle, ouvrir un compte, demander les subventions du plan et recruter."
            ),
            FoundingPoint(.information, "Questions diverses", 10, "Rien ne s’y vote."),
        ]
    }

    private static func project(_ facts: FoundingFacts) -> String {
        let actions = facts.actions.map { "– \($0)" }.joined(separator: "\n")
        let weights = HubFunction.allCases.compactMap { function -> String? in
            guard let part = facts.weights?.parts[function], part > 0 else { return nil }
            return "\(function.label) : \(part)\(French.space)%"
        }
        let parts = [
            "L’assemblée valide le projet du pôle.",
            weights.isEmpty ? "" : "Ses fonctions : \(weights.joined(separator: " ; ")).",
            actions.isEmpty ? "" : "Ses premières actions :\n\(actions)",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func budget(_ facts: FoundingFacts) -> String {
        guard let plan = facts.plan, !plan.isEmpty else { return "L’assemblée adopte le budget de la première année." }
        let lines = plan.years.enumerated().map { index, year in
            "\(year) : charges \(plan.total(.charges, index, .likely).french), ressources \(plan.total(.resources, index, .likely).french), solde \(plan.balance(index, .likely).french)."
        }
        return "L’assemblée adopte le plan de financement, scénario probable, et le budget de \(plan.firstYear).\n"
            + lines.joined(separator: "\n")
    }
}
