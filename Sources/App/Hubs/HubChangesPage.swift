import Domain
import Markup

// The forms that change a hub: its perimeter, its presentation, its organisations.

/// `/poles/{slug}/pilotage/perimetre`
func perimeterPage(
    _ view: HubView, choices: [TerritoryRecord], findings: [Finding], mayOverride: Bool, _ state: FormState,
    token: String
) -> PageContent {
    let path = "/poles/\(view.hub.slug)/pilotage/perimetre"
    let rows: [Markup] = view.perimeter.map { line in
        let end: Markup = line.validity.until.map { time($0) } ?? "—"
        let remove: Markup =
            line.validity.until == nil
            ? removal(line, path: path, token: token, isOnly: view.territoriesNow.count < 2) : "—"
        return """
            <tr><th scope="row"><a href="\(line.record.path)">\(line.record.name)</a></th><td data-titre="Depuis">\(line.validity.from.map { time($0) } ?? "non connu")</td>\
            <td data-titre="Jusqu’au">\(end)</td><td data-titre="Source" class="source">\(citation(line.source))\(line.endSource.map { "<br>Sortie : \($0)" as Markup })</td><td data-titre="Changer">\(remove)\(cancelling(line, path: path, token: token))</td></tr>
            """
    }
    let columns = [Column("Territoire"), Column("Depuis"), Column("Jusqu’au"), Column("Source"), Column("Changer")]
    let options =
        [("", "— choisir —")]
        + choices.map { ($0.territory.slug, "\($0.name) (\($0.territory.kind.label) \($0.territory.code))") }
    let override: Markup? =
        mayOverride
        ? textArea(
            "passer-outre", "Passer outre : pourquoi", state,
            hint:
                "Vous animez le réseau : un motif écrit permet à deux pôles de couvrir ce territoire. Il est public et reste dans l’historique.",
            rows: 3, maximum: 500) : nil
    return PageContent(
        title: "Périmètre", section: .hubs, breadcrumbs: hubCrumbs(view),
        body: """
            \(heading("Périmètre \(French.of(view.hub.name))", "Un pôle couvre un territoire cohérent : le Pays d’abord, plusieurs Pays ou des intercommunalités si les acteurs le choisissent. Chaque changement est daté."))
            \(table(caption: "Territoires du pôle", id: "perimetre", columns: columns, rows: rows))
            <h2>Ce que l’on sait de ce périmètre</h2>\(findingList(findings))
            <h2>Ajouter un territoire</h2>
            \(form(path, token: token, state: state, """
            \(selectField("territoire", "Territoire", state, options: options.map { (value: $0.0, label: $0.1) }, isRequired: true))
            \(textField("depuis", "À partir du", state, hint: "Un jour : 2026-01-01.", isRequired: true, maximum: 10))
            \(textField("preuve", "D’où vient ce changement", state, hint: "Délibération, assemblée, publication…", isRequired: true, maximum: 400))
            \(override)
            <p class="actions"><button>Ajouter au périmètre</button></p>
            """))
            """, isPrivate: true)
}

private func removal(_ line: PerimeterLine, path: String, token: String, isOnly: Bool) -> Markup {
    if isOnly { return "<span class=\"indice\">dernier territoire</span>" }
    let slug = line.record.territory.slug
    return """
        <details><summary>Retirer<span class="invisible"> \(line.record.name)</span></summary><form method="post" action="\(path)/\(slug)/retrait">\(tokenField(token))\
        <div class="champ"><label for="jusqua-\(slug)">À partir du</label><input class="petit" id="jusqua-\(slug)" name="jusqua" maxlength="10"></div>\
        <div class="champ"><label for="preuve-\(slug)">D’où vient ce changement</label><input class="petit" id="preuve-\(slug)" name="preuve" maxlength="400"></div>\
        <button class="danger">Retirer</button></form></details>
        """
}

/// An entry recorded by mistake no longer counts; its line stays in the history.
private func cancelling(_ line: PerimeterLine, path: String, token: String) -> Markup {
    """
    <details><summary>Annuler cette entrée<span class="invisible"> (\(line.record.name))</span></summary><form method="post" action="\(path)/entrees/\(line.entry)/annulation">\(tokenField(token))\
    <p class="indice">Pour une erreur de saisie. L’entrée ne comptera plus ; elle reste dans l’historique, avec votre motif.</p>\
    <div class="champ"><label for="motif-\(line.entry)">Pourquoi</label><input class="petit" id="motif-\(line.entry)" name="motif" maxlength="500"></div>\
    <div class="champ"><label for="depuis-\(line.entry)">Le bon jour d’entrée, s’il était faux</label><input class="petit" id="depuis-\(line.entry)" name="depuis" maxlength="10"></div>\
    <button class="danger">Annuler cette entrée</button></form></details>
    """
}

/// `/poles/{slug}/pilotage/presentation`
func profilePage(_ view: HubView, _ state: FormState, token: String) -> PageContent {
    let path = "/poles/\(view.hub.slug)/pilotage/presentation"
    let modes: [(value: String, label: Markup)] = GovernanceMode.allCases.map { ($0.rawValue, "\($0.label)") }
    return PageContent(
        title: "Présentation et contact", section: .hubs, breadcrumbs: hubCrumbs(view),
        body: """
            \(heading("Présentation et contact", "Ce que tout le monde lit sur la page du pôle."))
            \(form(path, token: token, state: state, """
            \(textField("nom", "Nom", state, isRequired: true, maximum: 120))
            \(textArea("presentation", "Présentation", state, hint: "Une ligne vide sépare deux paragraphes.", rows: 8))
            \(radioGroup("gouvernance", "Gouvernance et gestion", state, options: modes, hint: "La gouvernance est toujours collective ; la gestion peut être confiée à une organisation de l’ESS qui l’a acceptée dans ses statuts."))
            \(textField("gestionnaire", "Organisation qui gère", state, hint: "Seulement si la gestion lui est confiée.", maximum: 200))
            \(textField("courriel", "Boîte aux lettres du pôle", state, hint: "Une adresse de fonction, par exemple contact@pole.example.org. Jamais celle d’une personne.", type: "email", maximum: 254))
            \(textField("telephone", "Téléphone", state, type: "tel", maximum: 40))
            \(textField("site", "Site", state, type: "url", maximum: 500))
            <p class="actions"><button>Enregistrer</button> <a href="/poles/\(view.hub.slug)/pilotage">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// `/poles/{slug}/pilotage/organisations`
func memberPage(
    _ view: HubView, _ state: FormState, token: String, resembling: [Resemblance] = []
) -> PageContent {
    let path = "/poles/\(view.hub.slug)/pilotage/organisations"
    let rows: [Markup] = view.members.map { member in
        let cancel: Markup = cancelling(member, path: path, token: token)
        let end: Markup =
            member.validity.until.map { time($0) } ?? """
                <form method="post" action="\(path)/\(member.organisation.id.rawValue)/fin">\(tokenField(token))<button class="lien">Fin aujourd’hui<span class="invisible"> pour \(member.organisation.name)</span></button></form>
                """
        return """
            <tr><th scope="row">\(member.organisation.name)</th><td data-titre="Famille">\(member.organisation.family.label)</td><td data-titre="Activité">\(member.organisation.summary)</td>\
            <td data-titre="Depuis">\(member.validity.from.map { time($0) } ?? "—")</td><td data-titre="Jusqu’au">\(end)</td><td data-titre="Changer">\(cancel)</td></tr>
            """
    }
    let columns = [
        Column("Organisation"), Column("Famille"), Column("Activité"), Column("Depuis"), Column("Jusqu’au"),
        Column("Changer"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune organisation n’est encore inscrite.",
            "Ajoutez celles qui s’engagent : la règle de diversité les compte, par famille.")
        : table(caption: "Organisations, présentes et passées", id: "organisations", columns: columns, rows: rows)
    let families = [("", "— choisir —")] + Family.legal.map { ($0.rawValue, $0.label) }
    return PageContent(
        title: "Organisations", section: .hubs, breadcrumbs: hubCrumbs(view),
        body: """
            \(heading("Organisations \(French.of(view.hub.name))", "Un pôle naît de la volonté d’une diversité d’acteurs : leur nombre et leurs familles juridiques comptent à chaque étape."))
            \(list)
            <h2>Ajouter une organisation</h2>
            <div data-ressemblances="/ressemblances">\(form(path, token: token, state: state, """
            \(resemblanceChoice(resembling, state))
            \(textField("nom", "Nom", state, isRequired: true))
            \(selectField("famille", "Famille juridique", state, options: families.map { (value: $0.0, label: $0.1) }, isRequired: true))
            \(textField("activite", "Activité", state, hint: "En un mot ou deux : insertion, culture, services aux personnes…", maximum: 100))
            \(textField("depuis", "Prend part depuis le", state, hint: "Un jour : 2026-01-15.", isRequired: true, maximum: 10))
            <p class="actions"><button>Ajouter l’organisation</button></p>
            """))</div>
            """, isPrivate: true)
}

/// A part recorded by mistake no longer counts; its line stays in the history.
private func cancelling(_ member: HubMember, path: String, token: String) -> Markup {
    let id = member.organisation.id.rawValue
    let since = member.validity.from?.description ?? ""
    let key = "\(id)-\(since)"
    return """
        <details><summary>Annuler cette entrée<span class="invisible"> (\(member.organisation.name))</span></summary><form method="post" action="\(path)/\(id)/annulation">\(tokenField(token))\
        <input type="hidden" name="entree" value="\(since)"><p class="indice">Pour une erreur de saisie. L’entrée ne comptera plus ; elle reste dans l’historique, avec votre motif.</p>\
        <div class="champ"><label for="motif-\(key)">Pourquoi</label><input class="petit" id="motif-\(key)" name="motif" maxlength="500"></div>\
        <button class="danger">Annuler cette entrée</button></form></details>
        """
}
