import Domain
import Markup

/// `/annuaire/cadre`: the list and the map of a question. What leads to our pages opens beside the host's page.
func directoryFramePage(_ view: DirectoryView, _ origin: OpenOrigin) -> PageContent {
    let path = "/annuaire/cadre"
    let query = view.query
    let kept = keptFields(query, except: [.text, .page, .view])
    let items = view.items
    let last = (view.answer.total + DirectoryIndex.pageLength - 1) / DirectoryIndex.pageLength
    let pages: Markup? = pageLinks(min(query.page, max(last, 1)), of: last) {
        query.with(.page, String($0)).address(path)
    }
    let list: Markup =
        items.isEmpty
        ? "<p>Aucune organisation ne répond à cette recherche. <a href=\"\(path)\">Tout l’annuaire</a></p>"
        : "\(directoryMap(view, path: path, isFramed: true))<ol class=\"organisations\" start=\"\((query.page - 1) * DirectoryIndex.pageLength + 1)\">\(items)</ol>\(pages)"
    return PageContent(
        title: "Annuaire",
        body: """
            <h1>Annuaire de l’ESS</h1>
            <form class="recherche" method="get" action="\(path)" role="search">\(kept)
            <div class="champ"><label for="q">Nom, activité, commune, SIRET…</label><input type="search" id="q" name="q" value="\(query.text)" maxlength="100"></div>
            <button>Chercher</button></form>
            <p><strong>\(French.count(view.answer.total, "organisation", "organisations"))</strong></p>
            \(list)
            \(frameFoot(query.with(.page, "").address(), origin))
            """)
}

extension ItemDrawing {
    /// Records open beside.
    static let frame = ItemDrawing(name: .frame) { frameItem($0) }
}

private func frameItem(_ item: DirectoryItem) -> Markup {
    let place = [item.postcode, item.town].filter { !$0.isEmpty }.joined(separator: " ")
    let facts = [item.family.label, item.summary, place].filter { !$0.isEmpty }
    let acronym: Markup? = item.acronym.isEmpty ? nil : " (\(item.acronym))"
    return """
        <li><h2><a href="/annuaire/\(item.slug)" target="_blank" rel="noopener">\(item.name)</a>\(acronym)</h2><p>\(facts.joined(separator: " · "))</p></li>
        """
}

/// `/situation/cadre`: the map of a day.
func situationFramePage(_ view: SituationView, _ origin: OpenOrigin) -> PageContent {
    let counts: [Markup] = Status.allCases.map { status in
        "<li>\(badge(status)) : \(view.situation.count(status))</li>"
    }
    return PageContent(
        title: "Situation du réseau",
        body: """
            <h1>Le réseau au \(time(view.day))</h1>
            \(map(view, isFile: true))
            <ul class="legende-cadre">\(counts)</ul>
            \(frameFoot("/situation?au=" + view.day.description, origin))
            """)
}

/// What it takes to cite, and the way to the whole site.
private func frameFoot(_ path: String, _ origin: OpenOrigin) -> Markup {
    """
    <p class="source-cadre">Source : <a href="\(path)" target="_blank" rel="noopener">\(origin.network)</a>, \(time(origin.day)). <a href="\(OpenOrigin.licence)" target="_blank" rel="noopener">\(OpenOrigin.licenceName)</a></p>
    """
}
