import Domain
import Markup

/// The articles of a version, as people read statutes.
func statutesArticles(_ document: StatutesDocument) -> Markup {
    let articles: [Markup] = StatutesText.articles(document).map { article in
        let clauses: [Markup] = article.clauses.map(clauseText)
        return """
            <section class="article" id="article-\(article.number)"><h2>Article \(article.number). \(article.title)</h2>\(clauses)</section>
            """
    }
    return "\(articles)"
}

/// A clause as it reads: the sentence of the data, the hub's words after it, or in its place with the rule beneath. Words that
/// are older than the rule say so, on the screen as on paper.
func clauseText(_ clause: StatutesClause) -> Markup {
    if clause.isAddition { return paragraphs(clause.text) }
    guard let wording = clause.wording else { return "<p>\(sentence: clause.text)</p>" }
    let stale: Markup? =
        clause.isStale
        ? "<p class=\"mots-perimes\">Ces mots ont été écrits quand la règle était : « \(sentence: wording.basis) » Elle a changé depuis ; c’est la règle qui s’applique.</p>"
        : nil
    switch wording.manner {
    case .added: return "<p>\(sentence: clause.text)</p>\(paragraphs(wording.text))\(stale)"
    case .replacing:
        return
            "\(paragraphs(wording.text))<p class=\"regle-appliquee\">La règle, telle que le programme l’applique : \(sentence: clause.text)</p>\(stale)"
    }
}

/// `/poles/{slug}/pilotage/statuts/versions/{id}`: one version, whatever became of it.
func statutesVersionPage(_ desk: StatutesDesk, _ version: StatutesVersion, hasPress: Bool) -> PageContent {
    let path = "\(desk.path)/versions/\(version.id.rawValue)"
    let fate: Markup =
        switch version.state {
        case .draft:
            notice(.warning, "<p>Brouillon : rien de ceci n’est en vigueur avant qu’une assemblée l’adopte.</p>")
        case .abandoned:
            notice(.warning, "<p>Ce brouillon a été abandonné : \(sentence: version.abandonReason ?? "").</p>")
        case .adopted, .replaced: notice(.information, "<p>Version \(adoption(version)).</p>")
        }
    let pdf: Markup? = hasPress ? "<a class=\"bouton second\" href=\"\(path).pdf\">En PDF</a>" : nil
    let clauses: [Markup] = StatutesText.articles(version.document).flatMap(\.clauses).filter { $0.custom != nil }.map {
        clauseItem($0)
    }
    let usage: Markup? =
        clauses.isEmpty || version.state != .draft
        ? nil
        : "<details class=\"a-l-ecran\"><summary>Ce qui suit l’usage, et pourquoi (\(clauses.count))</summary><dl class=\"clauses\">\(clauses)</dl></details>"
    return PageContent(
        title: version.title, section: .hubs, breadcrumbs: desk.crumbs([desk.deskCrumb]),
        body: """
            \(heading("Statuts \(French.of(desk.hub.name))", "Version \(version.version), \(version.state.label)."))
            \(fate)<p class="actions">\(pdf)<a class="bouton second" href="\(path).json" download>En données (JSON)</a></p>
            \(usage)<div class="prose articles">\(statutesArticles(version.document))</div>
            """, isPrivate: true)
}

/// `/poles/{slug}/statuts`: the version in force, for everybody.
func publicStatutesPage(_ hub: Hub, _ version: StatutesVersion, hasPress: Bool) -> PageContent {
    let path = "/poles/\(hub.slug)/statuts"
    let pdf: Markup? = hasPress ? "<a class=\"bouton second\" href=\"\(path).pdf\">En PDF</a>" : nil
    return PageContent(
        title: "Statuts", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug)],
        description: "Les statuts \(French.of(hub.name)), article par article.",
        body: """
            \(heading("Statuts \(French.of(hub.name))", "Version \(version.version), \(adoption(version))."))
            <p class="actions">\(pdf)</p>
            <div class="prose articles">\(statutesArticles(version.document))</div>
            \(exports([("JSON", path + ".json")]))
            """)
}

/// The statutes on paper: a document of their own, without anything to fetch.
func statutesPaper(_ hub: Hub, _ version: StatutesVersion, network: String, isFictional: Bool) -> String {
    let title = "Statuts de " + hub.name
    let state: Markup =
        version.state.wasAdopted
        ? "Version \(version.version), \(adoption(version))."
        : "Version \(version.version), \(version.state.label) : ce document n’est pas en vigueur."
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <title>\(title)</title>
        <meta name="author" content="\(network)">
        </head>
        <body class="statuts-papier">
        \(isFictional ? fictionNotice : nil)
        <header><h1>\(title)</h1><p class="etat">\(state)</p></header>
        <main>\(statutesArticles(version.document))</main>
        <section class="signatures"><p>Fait à ………………………, le ………………………</p><div><p>La présidence</p><p>Le secrétariat</p></div></section>
        </body>
        </html>
        """
    return document.text
}
