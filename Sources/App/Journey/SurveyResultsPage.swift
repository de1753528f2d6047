import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/enquete/resultats`
func surveyResultsPage(_ view: SurveyView, _ inside: SurveyInside?, mayEdit: Bool, token: String) -> PageContent {
    let path = surveyDesk(view.hub)
    let crumbs = [
        Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
        Crumb("Pilotage", "/poles/\(view.hub.slug)/pilotage"),
        Crumb("Démarche", "/poles/\(view.hub.slug)/pilotage/demarche"),
    ]
    guard let reading = view.reading, reading.survey.state == .closed else {
        return PageContent(
            title: "Résultats", section: .hubs, breadcrumbs: crumbs,
            body: """
                \(heading("Résultats de l’enquête"))\(emptyState("Il n’y a pas encore de résultats.", "Ils se lisent une fois l’enquête fermée."))
                """, isPrivate: true)
    }
    let isPublished = reading.survey.isPublished
    let publication: Markup? =
        mayEdit
        ? """
        <form method="post" action="\(path)/publication">\(tokenField(token))<input type="hidden" name="publier" value="\(isPublished ? "non" : "oui")"><p class="actions"><button class="second">\(isPublished ? "Ne plus montrer au public" : "Montrer au public")</button> \(isPublished ? "<a href=\"/poles/\(view.hub.slug)/enquete/resultats\">La page publique</a>" : nil)</p></form>
        """ : nil
    return PageContent(
        title: "Résultats", section: .hubs, breadcrumbs: crumbs,
        body: """
            \(heading("Résultats de l’enquête", "\(reading.survey.title)"))\(publication)
            \(surveyResults(reading))\(exports([("CSV", path + "/resultats.csv")]))\(inside.map { freeWords($0, reading) })
            """, isPrivate: true)
}

/// `/poles/{slug}/enquete/resultats`
func surveyPublicResultsPage(_ view: SurveyView) -> PageContent {
    let path = "/poles/\(view.hub.slug)"
    return PageContent(
        title: "Résultats de l’enquête", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, path), Crumb("Où en sommes-nous", path + "/demarche"),
        ],
        body: """
            \(heading("Résultats de l’enquête", "\(view.hub.name)"))\(view.reading.map(surveyResults))\(exports([("CSV", path + "/enquete/resultats.csv")]))
            """)
}

/// Who answered, question by question what, with what may not be told said so.
func surveyResults(_ reading: SurveyResults) -> Markup {
    let questions: [Markup] = reading.disclosures.filter { $0.question.kind != .text }.enumerated().map {
        questionResults($1, reading, rank: $0 + 1)
    }
    return """
        \(figures([Figure("\(reading.survey.counted)", "réponses comptées"), Figure("\(reading.families.known)", "organisations connues sur le territoire")]))
        <section><h2>Pour qui parlent ces réponses</h2>\(participation(reading))</section>
        <section><h2>Les réponses</h2><p class="indice">Un groupe paraît à partir de \(reading.survey.threshold ?? 5) réponses, s’il ne peut se déduire par soustraction et si tous n’y ont pas répondu la même chose ; sinon il est mêlé aux autres.</p>\(questions)</section>
        """
}

/// Those known in the directory against those who answered.
func participation(_ reading: SurveyResults) -> Markup {
    let rows: [Markup] = reading.families.lines.map { line in
        """
        <tr><th scope="row">\(line.name.firstUppercased)</th><td data-titre="Connues" class="nombre">\(French.number(line.known))</td><td data-titre="Réponses" class="nombre">\(line.answered)</td></tr>
        """
    }
    let columns = [Column("Famille"), Column("Connues", isNumeric: true), Column("Réponses", isNumeric: true)]
    let silent = reading.sectors.silent.map(\.name)
    let sectors: Markup? =
        silent.isEmpty || reading.sectors.answered == 0
        ? nil : "<p>Secteurs connus d’où rien n’est venu : \(French.list(silent)).</p>"
    return """
        \(findingList(reading.families.findings("cette famille")))\(rows.isEmpty ? nil : table(caption: "Réponses par famille", id: "participation", columns: columns, rows: rows))\(sectors)
        """
}

private func questionResults(_ disclosure: SurveyDisclosure, _ reading: SurveyResults, rank: Int) -> Markup {
    let question = disclosure.question
    guard disclosure.isTold else {
        return """
            <section><h3>\(question.label)</h3><p class="indice">\(French.count(disclosure.base, "réponse", "réponses")) : trop peu pour les montrer sans désigner quelqu’un.</p></section>
            """
    }
    let bars: [Markup] = question.options.map { option in
        let count = disclosure.counts[option.code] ?? 0
        return """
            <li><span class="etiquette">\(option.label)</span> <svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true" focusable="false"><rect class="fond-ecume" fill="#d8e8e3" width="200" height="12"/><rect class="fond-mer" fill="#0d5c63" width="\(200 * count / max(disclosure.base, 1))" height="12"/></svg> <span class="valeur">\(count) <small>\(French.percent(tenths: share(count, disclosure.base)))</small></span></li>
            """
    }
    let tables: [Markup] = disclosure.breakdowns.map { breakdownTable($0, disclosure, reading, rank) }
    let details: Markup? =
        tables.isEmpty
        ? nil : "<details><summary>Par famille, secteur, commune</summary>\(tables)</details>"
    return """
        <section class="question"><h3>\(question.label)</h3><p class="indice">\(French.count(disclosure.base, "réponse", "réponses")), \(question.kind.label).</p><ul class="barres">\(bars)</ul>\(details)</section>
        """
}

private func share(_ count: Int, _ base: Int) -> Int { base == 0 ? 0 : (2000 * count + base) / (2 * base) }

private func breakdownTable(
    _ breakdown: SurveyDisclosure.Breakdown, _ disclosure: SurveyDisclosure, _ reading: SurveyResults, _ rank: Int
) -> Markup {
    let options = disclosure.question.options.count
    // Many answers make many columns, of which nothing could be read: groups then take their place.
    if options > 6, breakdown.groups.count < options { return turnedTable(breakdown, disclosure, reading, rank) }
    func row(_ name: String, _ group: SurveyDisclosure.Group) -> Markup {
        let cells: [Markup] = disclosure.question.options.map { option in
            "<td class=\"nombre\" data-titre=\"\(option.label)\">\(group.counts[option.code] ?? 0)</td>"
        }
        return
            "<tr><th scope=\"row\">\(name.firstUppercased)</th><td class=\"nombre\" data-titre=\"Réponses\">\(group.size)</td>\(cells)</tr>"
    }
    let shown = breakdown.groups.map { row(reading.name($0.name, breakdown.kind), $0) }
    let others = breakdown.others.map { row("Les autres, ensemble", $0) }
    let columns =
        [Column(breakdown.kind.label), Column("Réponses", isNumeric: true)]
        + disclosure.question.options.map { Column($0.label.firstUppercased, isNumeric: true) }
    return table(
        caption: "\(breakdown.kind.label)", id: "q\(rank)-\(breakdown.kind.rawValue)", columns: columns,
        rows: shown + [others].compactMap(\.self))
}

/// The same, an answer a line and a group a column.
private func turnedTable(
    _ breakdown: SurveyDisclosure.Breakdown, _ disclosure: SurveyDisclosure, _ reading: SurveyResults, _ rank: Int
) -> Markup {
    let groups =
        breakdown.groups.map { (name: reading.name($0.name, breakdown.kind).firstUppercased, group: $0) }
        + (breakdown.others.map { [(name: "Les autres, ensemble", group: $0)] } ?? [])
    func row(_ label: String, _ count: (SurveyDisclosure.Group) -> Int) -> Markup {
        let cells: [Markup] = groups.map {
            "<td class=\"nombre\" data-titre=\"\($0.name)\">\(count($0.group))</td>"
        }
        return "<tr><th scope=\"row\">\(label)</th>\(cells)</tr>"
    }
    let rows =
        [row("Réponses") { $0.size }]
        + disclosure.question.options.map { option in
            row(option.label.firstUppercased) { $0.counts[option.code] ?? 0 }
        }
    let columns = [Column("Réponse")] + groups.map { Column($0.name, isNumeric: true) }
    let turned = table(
        caption: "\(breakdown.kind.label)", id: "q\(rank)-\(breakdown.kind.rawValue)", columns: columns, rows: rows)
    return "<div class=\"retournee\">\(turned)</div>"
}

/// For those who steer: what was written, and who wishes to be called back, apart from one another.
private func freeWords(_ inside: SurveyInside, _ reading: SurveyResults) -> Markup {
    let texts: [Markup] = reading.survey.questions.filter { $0.kind == .text }.compactMap { question in
        guard let said = inside.texts[question.code], !said.isEmpty else { return nil }
        let items: [Markup] = said.map { "<li>\($0)</li>" }
        return "<h3>\(question.label)</h3><ul>\(items)</ul>"
    }
    let contacts: [Markup] = inside.contacts.map { contact in
        "<li>\(contact.name)\(contact.organisation.isEmpty ? nil : ", \(contact.organisation)" as Markup) : \(contact.address)</li>"
    }
    return """
        <section class="prose"><h2>Ce qui a été écrit librement</h2><p class="indice">Lu par les personnes qui pilotent, sans nom ; ne le publiez pas tel quel.</p>\(texts.isEmpty ? ["<p>Rien.</p>"] : texts)</section>
        <section class="prose"><h2>À rappeler</h2>\(contacts.isEmpty ? "<p>Personne ne l’a demandé.</p>" : "<ul>\(contacts)</ul>" as Markup)</section>
        """
}
