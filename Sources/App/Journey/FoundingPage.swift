import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/lancement/constitutive`: who founds, what is missing, what will be on the agenda.
func foundingPage(
    _ view: FoundingView, founders: Set<String>, candidates: Set<String>, _ state: FormState, token: String
) -> PageContent {
    let path = "/poles/\(view.hub.slug)/pilotage/demarche/lancement"
    let facts = view.facts(founding: founders, candidates: candidates)
    let findings = FoundingAssembly.findings(facts, view.thresholds)
    let lacking = findings.count { $0.outcome == .missing }
    let lead: Markup =
        lacking == 0
        ? "<p>Rien ne manque pour la préparer.</p>"
        : "<p>\(French.count(lacking, "point manque", "points manquent")) encore. Vous pouvez préparer l’assemblée dès maintenant : rien ne part avant la convocation, qui a sa propre liste.</p>"
    return PageContent(
        title: "Préparer l’assemblée constitutive", section: .hubs,
        breadcrumbs: launchCrumbs(view.hub, Crumb("Lancement", path)),
        body: """
            \(heading("Préparer l’assemblée constitutive", "\(view.hub.name). En un geste : la liste de celles qui votent, le projet de statuts, l’élection, le plan d’actions et le budget, tels que la démarche les a réunis."))
            \(errorSummary(state))\(already(view))
            <div class="deux"><section><h2>Avant de la préparer</h2>\(lead)\(findingList(findings))</section><section><h2>Ordre du jour proposé</h2>\(agenda(facts, view.hub))</section></div>
            \(view.assembly == nil ? foundingForm(view, path, founders, candidates, state, token) : nil)
            """, isPrivate: true)
}

private func already(_ view: FoundingView) -> Markup? {
    view.assembly.map {
        notice(
            .information,
            "<p><strong>Elle est déjà là :</strong> <a href=\"/poles/\(view.hub.slug)/pilotage/assemblees/\($0.id)\">\($0.title)</a>, \($0.state.label).</p>"
        )
    }
}

private func agenda(_ facts: FoundingFacts, _ hub: Hub) -> Markup {
    let items: [Markup] = FoundingAssembly.agenda(facts, hub: hub.name).map {
        "<li>\($0.title) <small>\($0.kind.label), \($0.minutes)\u{A0}min</small></li>"
    }
    return
        "<ol class=\"points\">\(items)</ol><p class=\"indice\">Chaque point se change ensuite. Le texte des résolutions vient du plan d’actions et du plan de financement.</p>"
}

private func foundingForm(
    _ view: FoundingView, _ path: String, _ founders: Set<String>, _ candidates: Set<String>, _ state: FormState,
    _ token: String
) -> Markup {
    let statutes: Markup? =
        view.facts.hasStatutesDraft
        ? nil
        : checkbox(
            "statuts", "Commencer le projet de statuts d’après l’usage : vous le changerez clause par clause", state)
    return form(
        path + "/constitutive", token: token,
        """
        \(founderTable(view, founders, candidates))\(fromSurvey(view))
        <h2>Quand et où</h2><p class="indice">Ce que vous ne savez pas encore peut rester vide.</p>
        \(textField("date", "Jour", state, hint: "Comme 2027-03-12.", maximum: 10))
        \(textField("heure", "Heure", state, hint: "Comme 18:30.", maximum: 8))
        \(textField("lieu", "Lieu", state, hint: "Salle, adresse, commune.", maximum: 300))
        \(statutes)
        <p class="actions"><button>Préparer l’assemblée</button> <a href="\(path)">Annuler</a></p>
        """)
}

private func founderTable(_ view: FoundingView, _ founders: Set<String>, _ candidates: Set<String>) -> Markup {
    let rows: [Markup] = view.founders.map { founder in
        let person: Markup = founder.person.isEmpty ? "—" : "\(founder.person)"
        return """
            <tr><th scope="row"><label class="choix"><input type="checkbox" name="fondatrice" value="\(founder.key)"\("checked", if: founders.contains(founder.key))> <span>\(founder.name)</span></label></th>\
            <td data-titre="Famille">\(founder.family?.label ?? "à dire")</td><td data-titre="Pourquoi elle est là">\(founder.reason)</td><td data-titre="Qui parle pour elle">\(person)</td>\
            <td data-titre="Candidate"><label class="choix"><input type="checkbox" name="candidate" value="\(founder.key)"\("checked", if: candidates.contains(founder.key))> <span>candidate<span class="invisible"> : \(founder.name)</span></span></label></td></tr>
            """
    }
    guard !rows.isEmpty else {
        return
            "<h2 id=\"fondatrice\">Les fondatrices</h2>\(emptyState("Aucune organisation n’est encore là.", "Celles du noyau et celles qui s’engagent paraîtront ici : <a href=\"/poles/\(view.hub.slug)/pilotage/demarche/noyau\">le noyau</a>, <a href=\"/poles/\(view.hub.slug)/pilotage/organisations\">les organisations</a>."))"
    }
    return """
        <div id="fondatrice">\(table(caption: "Les fondatrices : celles que vous cochez s’engagent dans le pôle et votent", id: "fondatrices", columns: ["Organisation", "Famille", "Pourquoi elle est là", "Qui parle pour elle", "Candidate à l’instance"].map { Column($0) }, rows: rows))</div>
        """
}

/// Numbers and requests, never whose answer is whose.
private func fromSurvey(_ view: FoundingView) -> Markup? {
    let numbers: Markup? = view.ready.map {
        "<p>Dans l’enquête, <strong>\($0.yes)</strong> organisations sur \($0.base) disent qu’elles rejoindraient le pôle. Leurs noms ne se montrent pas : appelez, puis cochez.</p>"
    }
    let names: [Markup] = view.callBacks.prefix(40).map { "<li>\($0)</li>" }
    let calls: Markup? =
        names.isEmpty
        ? nil
        : "<p>Demandent à être rappelées, et n’ont pas de fiche : <a href=\"/poles/\(view.hub.slug)/pilotage/organisations\">inscrivez celles qui s’engagent</a>.</p><ul>\(names)</ul>"
    return numbers == nil && calls == nil ? nil : "<div class=\"prose\">\(numbers)\(calls)</div>"
}
