import Domain
import Markup

private let pageLength = 50

private func missingPath(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/manquants" }

private func missingCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)"), Crumb("Pilotage", "/poles/\(hub.slug)/pilotage")]
        + more
}

/// `/poles/{slug}/pilotage/manquants`: where the hub has nobody yet, and whom to call first.
func missingPage(_ view: MissingView, _ query: ProspectQuery) -> PageContent {
    let commune = view.communes.first { $0.territory.code == query.commune }
    let place = commune?.name ?? "le périmètre"
    let body: Markup =
        view.communes.isEmpty
        ? emptyState(
            "Aucune commune n’est connue dans le périmètre de ce pôle.",
            "Dites son périmètre, ou demandez à l’animation du réseau d’importer les communes : l’annuaire dira alors qui y est et ne participe pas encore."
        )
        : """
        \(missingFigures(view))\(gaps(view))
        <div class="deux"><section>\(missingMap(view))\(communeTable(view, query))</section><section>\(crossTable(view, query, place: place))</section></div>
        \(callList(view, query))
        """
    return PageContent(
        title: "Qui manque", section: .hubs, breadcrumbs: missingCrumbs(view.hub),
        body: """
            \(heading("Qui manque à \(view.hub.name)", "Les organisations que l’annuaire connaît dans ses communes et qui n’y prennent pas part : où le pôle n’a encore personne, et qui appeler d’abord."))
            \(body)
            """, isPrivate: true)
}

private func missingFigures(_ view: MissingView) -> Markup {
    figures([
        Figure("\(French.number(view.coverage.members.count))", "prennent part au pôle"),
        Figure("\(French.number(view.coverage.others.count))", "connues, n’y prennent pas part"),
        Figure(
            "\(view.byCommune.values.filter(\.isEmpty).count) <small>sur \(view.communes.count)</small>",
            "communes où le pôle n’a personne"),
    ])
}

/// Families and sectors with nobody, in a sentence each.
private func gaps(_ view: MissingView) -> Markup {
    let families = Family.legal.filter { (view.coverage.families[$0]?.members ?? 0) == 0 }
    let sectors = view.sectors.current.filter { (view.coverage.sectors[$0.code]?.members ?? 0) == 0 }
    func words(_ all: [(String, Int)]) -> String {
        French.list(all.map { "\($0.0) (\($0.1 == 0 ? "aucune connue" : French.count($0.1, "connue", "connues")))" })
    }
    let familyWords = words(families.map { ($0.label, view.coverage.families[$0]?.others ?? 0) })
    let sectorWords = words(sectors.map { ($0.label, view.coverage.sectors[$0.code]?.others ?? 0) })
    return """
        <ul class="constats">\
        <li class="\(families.isEmpty ? "rempli" : "manque")">\(families.isEmpty ? "Toutes les familles de l’ESS sont représentées." : sentenceMarkup("Familles sans personne : \(familyWords)."))</li>\
        <li class="\(sectors.isEmpty ? "rempli" : "manque")">\(sectors.isEmpty ? "Tous les secteurs sont représentés." : sentenceMarkup("Secteurs sans personne : \(sectorWords)."))</li></ul>
        """
}

private func sentenceMarkup(_ text: String) -> Markup { "\(sentence: text)" }

/// Sectors across, families down; each cell says who takes part among who is known.
private func crossTable(_ view: MissingView, _ query: ProspectQuery, place: String) -> Markup {
    let path = missingPath(view.hub)
    let lines: [(code: String?, label: String)] =
        view.sectors.current.map { ($0.code, $0.label) } + [(nil, "Secteur pas encore connu")]
    let rows: [Markup] = lines.map { line in
        let cells: [Markup] = Family.legal.map { family in
            let presence = view.coverage.presence(sector: line.code, family: family)
            guard presence.known > 0 else { return "<td data-titre=\"\(family.label)\" class=\"nombre\">·</td>" }
            var asked = query
            (asked.sector, asked.family) = (line.code ?? "sans", family)
            let words = "\(presence.members) sur \(presence.known)"
            return """
                <td data-titre="\(family.label)" class="nombre\(presence.isEmpty ? " manque" : "")"><a href="\(asked.address(path))#a-appeler">\(presence.isEmpty ? "<strong>\(words)</strong>" : "\(words)" as Markup)</a></td>
                """
        }
        return "<tr><th scope=\"row\">\(line.label)</th>\(cells)</tr>"
    }
    let columns = [Column("Secteur")] + Family.legal.map { Column(familyHead($0), isNumeric: true) }
    return table(
        caption: "Secteurs et familles dans \(place) : prennent part, sur connues", id: "croisement", columns: columns,
        rows: rows)
}

private func familyHead(_ family: Family) -> String {
    switch family {
    case .association: "Assoc."
    case .cooperative: "Coop."
    case .mutual: "Mut."
    case .foundation: "Fond."
    case .company: "Sociétés"
    case .undetermined: "À préciser"
    }
}

private func communeTable(_ view: MissingView, _ query: ProspectQuery) -> Markup {
    let path = missingPath(view.hub)
    let known = view.communes.map { ($0, view.byCommune[$0.territory.code] ?? Presence()) }.filter { $0.1.known > 0 }
    let ordered = known.sorted { a, b in
        (a.1.isEmpty ? 0 : 1, -a.1.others, a.0.name) < (b.1.isEmpty ? 0 : 1, -b.1.others, b.0.name)
    }
    let rows: [Markup] = ordered.map { record, presence in
        var asked = query
        asked.commune = record.territory.code
        let isHere = query.commune == record.territory.code
        let name: Markup =
            isHere
            ? "<strong aria-current=\"true\">\(record.name)</strong>"
            : "<a href=\"\(asked.address(path))\">\(record.name)</a>"
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Prennent part" class="nombre\(presence.isEmpty ? " manque" : "")">\(presence.isEmpty ? "<strong>0</strong>" : "\(presence.members)" as Markup)</td>\
            <td data-titre="N’y prennent pas part" class="nombre">\(French.number(presence.others))</td></tr>
            """
    }
    var whole = query
    whole.commune = ""
    let back: Markup? =
        query.commune.isEmpty
        ? nil : "<p class=\"actions\"><a href=\"\(whole.address(path))\">Tout le périmètre</a></p>"
    let columns = [
        Column("Commune"), Column("Prennent part", isNumeric: true), Column("N’y prennent pas part", isNumeric: true),
    ]
    return
        "\(table(caption: "Communes, celles où le pôle n’a personne d’abord", id: "communes", columns: columns, rows: rows))\(back)"
}

/// The hub's communes, when their outlines are known: bare where nobody is known, hatched where the hub has nobody.
private func missingMap(_ view: MissingView) -> Markup? {
    let codes = Dictionary(view.communes.map { ($0.territory.code, $0) }) { first, _ in first }
    guard let shapes = view.shapes, !shapes.isDrawing else { return nil }
    let here = shapes.shapes.filter { codes[$0.code] != nil }
    let points = here.compactMap(\.label)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
        let bottom = points.map(\.y).max()
    else { return nil }
    let frame = [Int(left) - 12, Int(top) - 12, Int(right - left) + 24, Int(bottom - top) + 24]
    let links: [Markup] = here.map { shape in
        let presence = view.byCommune[shape.code] ?? Presence()
        let kind = presence.isEmpty ? "manque" : presence.members > 0 ? "couverte" : "nue"
        let name = codes[shape.code]?.name ?? shape.code
        let words = "\(name) : \(presence.members) prennent part, \(presence.others) non"
        return """
            <a href="\(missingPath(view.hub))?commune=\(shape.code)" aria-label="\(words)"><title>\(words)</title><path class="commune-\(kind)" d="\(shape.path)"/></a>
            """
    }
    return """
        <div class="carte-cadre" role="group" aria-label="Carte des communes : où le pôle n’a encore personne"><svg xmlns="http://www.w3.org/2000/svg" class="carte carte-manques" viewBox="\(frame.map(String.init).joined(separator: " "))">
        <defs><pattern id="motif-manque" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="3" height="3"/><rect class="fond-mer" width="1.2" height="3"/></pattern></defs>\(links)</svg></div>
        <p class="indice">Hachurées : l’annuaire y connaît des organisations, aucune ne prend part au pôle. Pleines : au moins une y prend part. Claires : l’annuaire n’y connaît personne.</p>
        """
}

private func callList(_ view: MissingView, _ query: ProspectQuery) -> Markup {
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
            \(heading("Feuille d’appels de \(view.hub.name)", "Les cent premières, des plus utiles aux moins. À imprimer ; ce qui est noté dessus se reporte ensuite ici."))
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
