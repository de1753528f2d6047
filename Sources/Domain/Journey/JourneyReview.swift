/// What the hub decides about a need under one of its functions (R14: it does not go where actors already are).
package enum NeedDecision: String, Codable, Sendable, CaseIterable {
    case does = "fait"
    case supports = "appuie"
    case leaves = "laisse"

    package var label: String {
        switch self {
        case .does: "le pôle fait"
        case .supports: "le pôle appuie"
        case .leaves: "le pôle laisse"
        }
    }

    /// Why the decision needs words: to do oneself what somebody does already.
    package func problem(answeredBy count: Int, reason: String) -> String? {
        guard self == .does, count > 0, reason.isEmpty else { return nil }
        return
            "\(French.count(count, "acteur répond déjà", "acteurs répondent déjà")) à ce besoin : dites pourquoi le pôle ferait lui-même plutôt qu’avec lui ou eux."
    }
}

/// How a hub doses its functions, in parts of a hundred (R15: the hub's own choice, dated, justified).
package struct FunctionWeights: Hashable, Sendable {
    package let parts: [HubFunction: Int]
    package init(_ parts: [HubFunction: Int]) { self.parts = parts }

    package var total: Int { HubFunction.allCases.reduce(0) { $0 + (parts[$1] ?? 0) } }

    package var problem: String? {
        if parts.values.contains(where: { $0 < 0 || $0 > 100 }) { return "Chaque poids va de 0 à 100." }
        if total == 100 { return nil }
        return total < 100
            ? "Les poids font \(total) : il en reste \(100 - total) à répartir pour faire 100."
            : "Les poids font \(total) : ôtez-en \(total - 100) pour faire 100."
    }

    /// Functions that the hub gives no part to: allowed, and said.
    package var unweighted: [HubFunction] { HubFunction.allCases.filter { (parts[$0] ?? 0) == 0 } }
}

/// What a hub knows of its own path, for `JourneyReview`.
package struct JourneyFacts: Sendable {
    package var core: [Finding] = []
    package var calls = 0
    package var survey: SurveyState?
    package var answers = 0
    package var interested: Int?
    package var needs = 0
    /// Needs with at least one decision.
    package var decided = 0
    package var weights: FunctionWeights?
    package var actions = 0
    /// Actions that come from no need.
    package var untraced = 0
    package var governance = GovernanceMode.undecided
    package var manager = ""
    package var hasStatutesDraft = false
    package var partnersMet = 0
    package var partnersAgreed = 0
    package var plan: FinancePlan?

    package init() {}
}

/// What each workstream still misses, in sentences; it advises, and the passage rule alone decides (`Transition`).
package enum JourneyReview {
    package static func findings(_ workstream: Workstream, _ facts: JourneyFacts) -> [Finding] {
        switch workstream {
        case .core: facts.core + [calls(facts)]
        case .interest: [survey(facts)]
        case .functions: [needs(facts), weights(facts), actions(facts)]
        case .governance: [mode(facts), statutes(facts)]
        case .partnerships: [partners(facts)]
        case .finances: facts.plan.map { $0.isEmpty ? [noPlan] : $0.findings(.likely) } ?? [noPlan]
        }
    }

    /// What everybody reads of it. Of money, whether the plan balances: its amounts and what each funder was asked are for those
    /// who steer, and for whoever they give the dossier to.
    package static func publicFindings(_ workstream: Workstream, _ facts: JourneyFacts) -> [Finding] {
        guard workstream == .finances, let plan = facts.plan, !plan.isEmpty else { return findings(workstream, facts) }
        let short = plan.years.indices.filter { plan.balance($0, .likely) < .zero }.map { String(plan.years[$0]) }
        return [
            short.isEmpty
                ? Finding(.met, "Le plan de financement s’équilibre sur trois ans.", principle: "R17")
                : Finding(
                    .missing, "Le plan de financement ne s’équilibre pas encore en \(French.list(short)).",
                    principle: "R17")
        ]
    }

    private static func calls(_ facts: JourneyFacts) -> Finding {
        facts.calls > 0
            ? Finding(
                .met,
                "\(French.count(facts.calls, "organisation appelée", "organisations appelées")) au-delà du noyau.",
                principle: "R17")
            : Finding(.missing, "Personne au-delà du noyau n’a encore été appelé.", principle: "R17")
    }

    private static func survey(_ facts: JourneyFacts) -> Finding {
        let answers = French.count(facts.answers, "réponse", "réponses")
        switch facts.survey {
        case nil: return Finding(.missing, "L’enquête d’intérêt n’est pas commencée.", principle: "R17")
        case .draft:
            return Finding(.missing, "L’enquête d’intérêt se prépare : elle n’est pas ouverte.", principle: "R17")
        case .open:
            return Finding(.unknown, "L’enquête d’intérêt est ouverte : \(answers) à ce jour.", principle: "R17")
        case .closed where facts.answers == 0:
            return Finding(.missing, "L’enquête d’intérêt est close sans réponse.", principle: "R17")
        case .closed: return Finding(.met, "L’enquête d’intérêt est close : \(answers).", principle: "R17")
        }
    }

    private static func needs(_ facts: JourneyFacts) -> Finding {
        if facts.needs == 0 {
            return Finding(
                .missing, "Aucun besoin n’est inscrit : ils viennent de l’enquête et du diagnostic.", principle: "R17")
        }
        let left = facts.needs - facts.decided
        return left == 0
            ? Finding(
                .met, "Chaque besoin a reçu une décision : le pôle fait, appuie ou laisse.", principle: "R14")
            : Finding(
                .missing,
                "\(French.count(left, "besoin attend", "besoins attendent")) une décision, sur \(facts.needs) : le pôle fait, appuie ou laisse.",
                principle: "R14")
    }

    private static func weights(_ facts: JourneyFacts) -> Finding {
        guard let weights = facts.weights else {
            return Finding(.missing, "Le poids de chaque fonction n’est pas choisi.", principle: "R15")
        }
        let none = weights.unweighted.map { $0.label.prefix(1).lowercased() + $0.label.dropFirst() }
        return Finding(
            .met,
            none.isEmpty
                ? "Le poids des cinq fonctions est choisi."
                : "Le poids des fonctions est choisi ; le pôle n’en donne pas à : \(French.list(none)).",
            principle: "R15")
    }

    private static func actions(_ facts: JourneyFacts) -> Finding {
        if facts.actions == 0 {
            return Finding(.missing, "Aucune action prioritaire n’est choisie.", principle: "R17")
        }
        return facts.untraced == 0
            ? Finding(
                .met,
                "\(French.count(facts.actions, "action prioritaire", "actions prioritaires")), chacune reliée aux besoins dont elle vient.",
                principle: "R17")
            : Finding(
                .missing,
                "\(French.count(facts.untraced, "action prioritaire ne dit pas", "actions prioritaires ne disent pas")) de quel besoin elle vient.",
                principle: "R17")
    }

    private static func mode(_ facts: JourneyFacts) -> Finding {
        switch facts.governance {
        case .undecided:
            Finding(.missing, "Le mode de gouvernance et de gestion n’est pas déterminé.", principle: "R13")
        case .ownStructure: Finding(.met, "Une structure créée pour le pôle gouverne et gère.", principle: "R13")
        case .delegated where facts.manager.isEmpty:
            Finding(
                .missing, "La gestion est déléguée : il reste à nommer l’organisation qui l’accepte.", principle: "R13")
        case .delegated: Finding(.met, "Un collectif gouverne, \(facts.manager) gère.", principle: "R13")
        }
    }

    private static func statutes(_ facts: JourneyFacts) -> Finding {
        facts.hasStatutesDraft
            ? Finding(.met, "Un projet de statuts est écrit.", principle: "R12")
            : Finding(.missing, "Aucun projet de statuts n’est écrit.", principle: "R12")
    }

    private static func partners(_ facts: JourneyFacts) -> Finding {
        if facts.partnersMet == 0 {
            return Finding(.missing, "Aucun partenaire possible n’est encore rencontré.", principle: "R20")
        }
        let met = French.count(facts.partnersMet, "partenaire rencontré", "partenaires rencontrés")
        return facts.partnersAgreed > 0
            ? Finding(.met, "\(met), dont \(facts.partnersAgreed) d’accord.", principle: "R20")
            : Finding(.unknown, "\(met), sans accord encore.", principle: "R20")
    }

    private static let noPlan = Finding(.missing, "Le plan de financement n’est pas commencé.", principle: "R17")
}
