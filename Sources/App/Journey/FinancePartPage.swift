import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/finances/{partie}/{id}`: the form of one part of the plan.
func financePartPage(_ target: FinanceTarget, _ state: FormState, token: String) -> PageContent {
    let path = financeDesk(target.hub)
    let action = "\(path)/\(target.part.rawValue)/\(target.id.map { String($0) } ?? "nouvelle")"
    let desk = "/poles/\(target.hub.slug)/pilotage"
    let removal: Markup? =
        target.id == nil
        ? nil
        : "<form method=\"post\" action=\"\(action)/retrait\">\(tokenField(token))<p><button class=\"lien\">Ôter du plan</button></p></form>"
    let scenarios: [(value: String, label: Markup)] = [
        (PlanScenario.prudent.rawValue, "<strong>Prudent</strong> : dans tous les scénarios"),
        (PlanScenario.likely.rawValue, "<strong>Probable</strong> : probable et ambitieux"),
        (PlanScenario.ambitious.rawValue, "<strong>Ambitieux</strong> : seulement là"),
    ]
    let title: String
    let fields: Markup
    switch target.part {
    case .lines: (title, fields) = (lineTitle(target, state), lineFields(target, state))
    case .posts: (title, fields) = ("Un poste", postFields(target, state))
    case .contributions: (title, fields) = ("Une contribution par habitant", contributionFields(target, state))
    case .dues: (title, fields) = ("Des cotisations", duesFields(target, state))
    }
    return PageContent(
        title: title, section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(target.hub.name, "/poles/" + target.hub.slug), Crumb("Pilotage", desk),
            Crumb("Démarche", desk + "/demarche"), Crumb("Plan de financement", path),
        ],
        body: """
            \(heading("\(title)"))
            \(form(action, token: token, state: state, """
            \(fields)
            \(radioGroup("scenario", "Compte à partir du scénario", state, options: scenarios, hint: "Ce qu’un financeur a promis compte partout, ce qu’il refuse nulle part ; ce qui est demandé ne compte jamais dans le prudent."))
            <p class="actions"><button>Enregistrer</button> <a href="\(path)">Annuler</a></p>
            """))\(removal)
            """, isPrivate: true, isNarrow: true)
}

private func lineTitle(_ target: FinanceTarget, _ state: FormState) -> String {
    if target.id != nil { return "Une ligne du plan" }
    return state["cote"] == "ressources" ? "Une ressource" : "Une charge"
}

private func lineFields(_ target: FinanceTarget, _ state: FormState) -> Markup {
    let side = BudgetAccount.of(state["compte"])?.side
    let wantsResources = side.map { $0 == .resources || $0 == .inKindSource } ?? (state["cote"] == "ressources")
    let sides: [BudgetAccount.Side] = wantsResources ? [.resources, .inKindSource] : [.charges, .inKindUse]
    let accounts =
        [(value: "", label: "— choisir —")]
        + sides.flatMap(BudgetAccount.on).map { (value: $0.code, label: "\($0.code) \($0.label)") }
    let states = [(value: "", label: "—")] + FundingState.allCases.map { (value: $0.rawValue, label: $0.label) }
    let funder: Markup? =
        wantsResources
        ? """
        \(textField("financeur", "Financeur", state, hint: "Pour une subvention ou une aide : qui décide de la donner.", maximum: 120))
        \(selectField("reponse", "Ce qu’il a répondu", state, options: states))
        """ : nil
    return """
        <input type="hidden" name="cote" value="\(wantsResources ? "ressources" : "charges")">
        \(selectField("compte", "Compte", state, options: accounts, isRequired: true))
        \(textField("libelle", "De quoi s’agit-il", state, isRequired: true))\(funder)
        \(numberedFields("montant", target.plan.years.map { "Montant en \($0), en euros" }, state))
        """
}

private func postFields(_ target: FinanceTarget, _ state: FormState) -> Markup {
    """
    \(textField("poste", "Poste", state, isRequired: true, maximum: 120))
    \(textField("etp", "Temps de travail, en équivalents temps plein", state, hint: "1 pour un temps plein, 0,8 pour quatre jours sur cinq.", isRequired: true, maximum: 6))
    \(textField("brut", "Salaire brut mensuel d’un temps plein, en euros", state, isRequired: true, maximum: 12))
    \(textField("taux", "Cotisations de l’employeur, en % du brut", state, isRequired: true, maximum: 6))
    \(numberedFields("mois", target.plan.years.map { "Mois payés en \($0)" }, state))
    """
}

private func contributionFields(_ target: FinanceTarget, _ state: FormState) -> Markup {
    let held = target.plan.contributions.first { $0.id.rawValue == target.id }
    let kept = target.places.first { $0.name == held?.name }
    let options =
        [(value: "", label: "— choisir —")]
        + target.places.map { record in
            let people = record.population.map { " (\(French.number($0.inhabitants)) habitants, \($0.year))" }
            return (value: record.territory.slug, label: record.name + (people ?? " (population inconnue)"))
        }
    var chosen = state
    if chosen["territoire"].isEmpty { chosen.values["territoire"] = kept?.territory.slug }
    let states = FundingState.allCases.map { (value: $0.rawValue, label: "\($0.label)" as Markup) }
    let ticked = held?.years ?? Set(0..<planYears)
    let boxes: [Markup] = target.plan.years.enumerated().map { index, year in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"annees\" value=\"\(index)\"\("checked", if: ticked.contains(index))> <span>\(year)</span></label>"
    }
    return """
        \(selectField("territoire", "Intercommunalité", chosen, options: options, hint: "Celles du périmètre.", isRequired: true))
        \(textField("habitants", "Habitants", state, hint: "Vide : la population que le programme connaît, écrite dans la liste.", maximum: 12, inputmode: "numeric"))
        \(textField("annee-population", "Année de cette population", state, maximum: 4, inputmode: "numeric"))
        \(textField("source-population", "Source de cette population", state, hint: "Par exemple : INSEE, populations légales."))
        \(textField("taux", "Par habitant et par an, en euros", state, hint: "0,10 pour dix centimes.", isRequired: true, maximum: 8))
        \(radioGroup("reponse", "Ce qu’elle a répondu", state, options: states))
        <fieldset class="champ" id="annees"><legend>Années</legend>\(state.error("annees").map { "<p class=\"erreur\">\(sentence: $0)</p>" as Markup })\(boxes)</fieldset>
        """
}

private func duesFields(_ target: FinanceTarget, _ state: FormState) -> Markup {
    """
    \(textField("libelle", "Qui paie", state, hint: "Par exemple : associations sans salarié.", isRequired: true, maximum: 120))
    \(textField("montant", "Cotisation par an, en euros", state, isRequired: true, maximum: 12))
    \(numberedFields("membres", target.plan.years.map { "Membres en \($0)" }, state))
    """
}

private func numberedFields(_ name: String, _ labels: [String], _ state: FormState) -> Markup {
    let fields: [Markup] = labels.enumerated().map { index, label in
        textField("\(name)-\(index + 1)", "\(label)", state, maximum: 14, inputmode: "decimal")
    }
    return "\(fields)"
}
