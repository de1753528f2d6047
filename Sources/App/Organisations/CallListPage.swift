import Domain
import Markup

private let pageLength = 50

/// The organisations to call, the most useful first, with the filters and the files.
func callList(_ view: MissingView, _ query: ProspectQuery) -> Markup {
    let path = missingPath(view.hub)
    let kept = view.prospects.filter(query.keeps)
    let last = max(1, (kept.count + pageLength - 1) / pageLength)
    let page = min(query.page, last)
    let names = Dictionary(view.communes.map { ($0.territory.code, $0.name) }) { first, _ in first }
    let rows: [Markup] = kept.dropFirst((page - 1) * pageLength).prefix(pageLength).map { prospect in
        let organisation = prospect.organisation
        let sectors = organisation.sectors.compactMap { view.sectors[$0]?.label }.joined(separator: ", ")
        let gains = gainWords(prospect, view)
        return """
            <tr><th scope="row"><a href="/annuaire/\(prospect.slug)">\(organisation.name)</a></th><td data-titre="Famille">\(organisation.family.label)</td>\
            <td data-titre="Secteur">\(sectors.isEmpty ? "—" : sectors)</td><td data-titre="Commune">\(names[organisation.commune] ?? organisation.commune)</td>\
            <td data-titre="Taille">\(organisation.size.label)</td><td data-titre="Ce qu’elle apporte">\(gains.isEmpty ? "—" : gains.joined(separator: ", "))</td>\
            <td data-titre="Suite"><a href="\(path)/\(prospect.slug)">\(state(prospect))<span class="invisible"> : \(organisation.name)</span></a></td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? "<p>Personne ne répond à ce choix.</p>"
        : table(
            caption:
                "À appeler, les plus utiles d’abord : \(French.count(kept.count, "organisation", "organisations"))",
            id: "a-appeler",
            columns: ["Organisation", "Famille", "Secteur", "Commune", "Taille", "Ce qu’elle apporte", "Suite"].map {
                Column($0)
            },
            rows: rows)
    return """
        <section>\(choice(view, query))\(list)\(pageLinks(page, of: last) { query.address(path, page: $0) + "#a-appeler" })
        <p class="actions"><a class="bouton second" href="\(query.address(path + "/appels"))">Feuille d’appels à imprimer</a></p>
        \(exports([("CSV", query.address(path + ".csv"))]))</section>
        """
}

private func state(_ prospect: Prospect) -> Markup {
    guard let call = prospect.calls.first else { return "Noter un appel" }
    let again: Markup? = call.again.map { ", \(time($0))" }
    return "\(call.outcome.label)\(again)"
}

private func choice(_ view: MissingView, _ query: ProspectQuery) -> Markup {
    let state = FormState(values: [
        "secteur": query.sector, "famille": query.family?.rawValue ?? "", "suite": query.state,
        "commune": query.commune,
    ])
    let sectors =
        [(value: "", label: "tous")] + view.sectors.current.map { (value: $0.code, label: $0.label) }
        + [(value: "sans", label: "pas encore connu")]
    let families = [(value: "", label: "toutes")] + Family.allCases.map { (value: $0.rawValue, label: $0.label) }
    let outcomes =
        [(value: "", label: "toutes, sauf les refus"), (value: "neuve", label: "jamais appelée")]
        + CallOutcome.allCases.map { (value: $0.rawValue, label: $0.label) }
    let communes =
        [(value: "", label: "toutes")]
        + view.communes.map { (value: $0.territory.code, label: $0.name) }.sorted { $0.label < $1.label }
    return """
        <form class="filtre" method="get" action="\(missingPath(view.hub))">\
        \(selectField("commune", "Commune", state, options: communes))\(selectField("secteur", "Secteur", state, options: sectors))\
        \(selectField("famille", "Famille", state, options: families))\(selectField("suite", "Suite", state, options: outcomes))<button>Choisir</button></form>
        """
}

/// What an organisation would bring, in words.
func gainWords(_ prospect: Prospect, _ view: MissingView) -> [String] {
    var words: [String] = []
    if prospect.gain.fillsFamily { words.append("première \(prospect.organisation.family.label)") }
    if let sector = prospect.gain.sector.flatMap({ view.sectors[$0] }) {
        words.append("premier en « \(sector.label) »")
    }
    if prospect.gain.fillsCommune { words.append("première de sa commune") }
    if prospect.organisation.isEmployer { words.append("employeuse") }
    return words
}

/// `/poles/{slug}/pilotage/manquants/appels`: a sheet to print and write on.
func callSheetPage(_ view: MissingView, _ query: ProspectQuery) -> PageContent {
    let names = Dictionary(view.communes.map { ($0.territory.code, $0.name) }) { first, _ in first }
    let kept = view.prospects.filter(query.keeps).prefix(100)
    let rows: [Markup] = kept.map { prospect in
        let sheet = prospect.sheet
        let ways = [sheet[.phone], sheet[.email]].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <tr><th scope="row">\(sheet[.name])<br><small>\(prospect.organisation.family.label), \(names[prospect.organisation.commune] ?? "")</small></th>\
            <td data-titre="Joindre">\(ways.isEmpty ? "—" : ways)</td><td data-titre="Ce qu’elle apporte">\(gainWords(prospect, view).joined(separator: ", "))</td>\
            <td data-titre="Déjà dit">\(prospect.calls.first.map { "\($0.outcome.label) \(time($0.day))" as Markup } ?? "")</td><td class="a-remplir" data-titre="Suite donnée"></td></tr>
            """
    }
    return PageContent(
        title: "Feuille d’appels", section: .hubs,
        breadcrumbs: missingCrumbs(view.hub, Crumb("Qui manque", missingPath(view.hub))),
        body: """
            \(heading("Feuille d’appels \(French.of(view.hub.name))", "Les cent premières, des plus utiles aux moins. À imprimer ; ce qui est noté dessus se reporte ensuite ici."))
            \(table(caption: "Au \(time(view.sectors.day))", id: "feuille", columns: ["Organisation", "Joindre", "Ce qu’elle apporte", "Déjà dit", "Suite donnée"].map { Column($0) }, rows: rows))
            """, isPrivate: true)
}

/// `/poles/{slug}/pilotage/manquants/{organisation}`: what calls gave, and the form for another.
func prospectCallPage(_ prospect: Prospect, _ view: MissingView, _ state: FormState, token: String) -> PageContent {
    let path = missingPath(view.hub)
    let outcomes: [(value: String, label: Markup)] = CallOutcome.allCases.map { ($0.rawValue, "\($0.label)") }
    let calls: [Markup] = prospect.calls.map { call in
        """
        <li>\(time(call.day)) : \(call.outcome.label)\(call.again.map { ", rappeler \(time($0))" as Markup })\(call.note.isEmpty ? nil : "<br>\(sentence: call.note)" as Markup) <small>\(call.author ?? "quelqu’un du pôle")</small></li>
        """
    }
    let ways = [prospect.sheet[.phone], prospect.sheet[.email], prospect.sheet[.website]].filter { !$0.isEmpty }
    return PageContent(
        title: prospect.organisation.name, section: .hubs,
        breadcrumbs: missingCrumbs(view.hub, Crumb("Qui manque", path)),
        body: """
            \(heading("\(prospect.organisation.name)", "\(gainWords(prospect, view).joined(separator: ", "))"))
            <p><a href="/annuaire/\(prospect.slug)">Sa fiche</a>\(ways.isEmpty ? nil : " · \(ways.joined(separator: " · "))" as Markup)</p>
            \(calls.isEmpty ? nil : "<h2>Déjà dit</h2><ul>\(calls)</ul>" as Markup)
            <h2>Noter un appel</h2>\(form("\(path)/\(prospect.slug)", token: token, state: state, """
            \(radioGroup("suite", "Ce qu’il a donné", state, options: outcomes))
            \(textField("jour", "Le", state, hint: "Un jour : 2026-03-01.", isRequired: true, maximum: 10))
            \(textField("rappel", "À rappeler le", state, hint: "Facultatif.", maximum: 10))
            \(textArea("note", "Note", state, hint: "Lue par les personnes du pôle seulement. Rien sur la vie privée de quelqu’un.", rows: 3, maximum: 500))
            <p class="actions"><button>Noter</button> <a href="\(path)#a-appeler">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
