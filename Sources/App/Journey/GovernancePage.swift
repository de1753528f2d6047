import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/gouvernance`: the two situations of R13 side by side, what each asks here, who would
/// decide and who could block, then the choice.
/// - Parameter reading: the situation whose draft statutes are read in full at the end of the page.
func governancePage(
    _ view: GovernanceView, _ ways: [JourneyGuide.Way], reading: GovernanceMode?, mayChoose: Bool, _ state: FormState,
    token: String
) -> PageContent {
    let desk = "/poles/\(view.hub.slug)/pilotage"
    let hosts: [Markup] = view.hosts.map { "<option value=\"\($0)\"></option>" }
    return PageContent(
        title: "Gouvernance et gestion", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug), Crumb("Pilotage", desk),
            Crumb("Démarche", desk + "/demarche"),
        ],
        body: """
            \(heading("Gouvernance et gestion", "Deux voies : une structure créée pour le pôle, ou un collectif dont une organisation de l’ESS du territoire assure la gestion. Ce que chacune entraîne, puis ce qu’elle donnerait avec vos fondatrices."))
            \(errorSummary(state))\(standing(view))
            <section><h2>Les deux voies, côte à côte</h2>\(wayTable(ways, view.hub.governance))</section>
            <section><h2>Ce que chacune demande encore ici</h2><div class="deux egales">\(conditions(view.own))\(conditions(view.delegated))</div></section>
            \(trialSection(view))\(reading.map { readingSection(view, $0) })
            \(choiceSection(view, mayChoose: mayChoose, state, token))<datalist id="hotes">\(hosts)</datalist>
            """, isPrivate: true)
}

/// « La structure », « Le collectif », as the columns are named.
func wayName(_ mode: GovernanceMode) -> String {
    mode == .delegated ? "Un collectif, géré par un hôte" : "Une structure pour le pôle"
}

private func standing(_ view: GovernanceView) -> Markup {
    let statutes: Markup? =
        view.hasStatutes
        ? " Ses <a href=\"/poles/\(view.hub.slug)/pilotage/statuts\">statuts en vigueur</a> le disent : seule une assemblée les change."
        : nil
    switch view.hub.governance {
    case .undecided:
        return notice(
            .information,
            "<p><strong>Rien n’est encore choisi.</strong> Comparez, essayez, puis <a href=\"#decision\">enregistrez la décision</a>.</p>"
        )
    case .ownStructure:
        return notice(.done, "<p><strong>Choisie :</strong> une structure créée pour le pôle.\(statutes)</p>")
    case .delegated:
        let host = view.hub.manager.isEmpty ? "un hôte qui reste à nommer" : view.hub.manager
        return notice(
            .done, "<p><strong>Choisie :</strong> un collectif, dont \(host) assure la gestion.\(statutes)</p>")
    }
}

private func wayTable(_ ways: [JourneyGuide.Way], _ chosen: GovernanceMode) -> Markup {
    func head(_ mode: GovernanceMode) -> String { wayName(mode) + (mode == chosen ? " (choisie)" : "") }
    let rows: [Markup] = ways.map { way in
        """
        <tr><th scope="row">\(way.question)</th><td data-titre="Une structure">\(sentence: way.structure)</td>\
        <td data-titre="Un collectif">\(sentence: way.collectif)</td><td data-titre="Source"><small>\(way.source)</small></td></tr>
        """
    }
    return
        "<div class=\"voies\">\(table(caption: "Ce que chaque voie entraîne", id: "voies", columns: [Column("Question"), Column(head(.ownStructure)), Column(head(.delegated)), Column("Source")], rows: rows))</div>"
}

private func conditions(_ trial: GovernanceTrial) -> Markup {
    let lacking = trial.conditions.count { $0.outcome == .missing }
    let lead: Markup =
        lacking == 0
        ? "<p>Rien ne manque.</p>" : "<p>\(French.count(lacking, "point manque", "points manquent")) encore.</p>"
    return "<section><h3>\(wayName(trial.mode))</h3>\(lead)\(findingList(trial.conditions))</section>"
}

private func readingSection(_ view: GovernanceView, _ mode: GovernanceMode) -> Markup {
    """
    <section id="lecture"><h2>Projet de statuts : \(mode == .delegated ? "le collectif" : "la structure")</h2>\
    <p class="indice">\(view.isCustomary ? "Les clauses d’usage" : "Votre brouillon"), où seul change ce que cette voie change.</p>
    <div class="prose articles">\(statutesArticles(view.trial(mode).document))</div></section>
    """
}

private func choiceSection(
    _ view: GovernanceView, mayChoose: Bool, _ state: FormState, _ token: String
) -> Markup {
    let past: [Markup] = view.choices.map { choice in
        let who: Markup? = choice.host.isEmpty ? nil : " (\(choice.host))"
        return
            "<li><strong>\(time(choice.decidedOn))</strong> : \(choice.mode.label)\(who)<blockquote>\(paragraphs(choice.reason))</blockquote></li>"
    }
    let history: Markup? = past.isEmpty ? nil : "<h3>Ce qui a été décidé</h3><ul class=\"decisions\">\(past)</ul>"
    guard mayChoose, !view.hasStatutes else {
        return
            "<section id=\"decision\"><h2>La décision</h2>\(history ?? "<p>Aucune décision n’est notée ici.</p>")</section>"
    }
    let ways: [(value: String, label: Markup)] = [.ownStructure, .delegated].map { (mode: GovernanceMode) in
        (mode.rawValue, "\(mode.label.firstUppercased)")
    }
    let draft: Markup =
        view.hasDraft
        ? "Le brouillon des statuts le dira au chapitre « Gestion »."
        : "Un brouillon des statuts est commencé d’après l’usage, et le dira au chapitre « Gestion »."
    return """
        <section id="decision"><h2>Enregistrer la décision</h2>
        <p class="indice">Elle se lira sur la page du pôle, dans le dossier et dans les statuts. \(draft) Elle peut changer jusqu’à l’assemblée constitutive.</p>
        <form method="post" action="\(view.path)" novalidate>\(tokenField(token))
        \(radioGroup("voie", "La voie choisie", state, options: ways))
        <fieldset class="champ"><legend>Si la gestion est confiée</legend>
        \(textField("hote", "L’organisation qui gère", state, hint: "Son nom, comme dans l’annuaire.", maximum: 200, list: "hotes"))
        \(textField("accepte", "Elle a accepté le", state, hint: "Le jour de la décision de son instance, comme 2026-03-01 ; rien tant qu’elle n’a pas décidé.", maximum: 10))
        \(textArea("clause", "La clause de ses statuts qui le permet", state, hint: "Mot pour mot.", rows: 3, maximum: 2000))</fieldset>
        \(textArea("motif", "Pourquoi cette voie", state, isRequired: true, rows: 3, maximum: 2000))
        \(textField("decide", "Décidé le", state, hint: "Comme 2026-03-01.", isRequired: true, maximum: 10))
        <p class="actions"><button>Enregistrer la décision</button></p></form>\(history)</section>
        """
}
