import Domain
import Markup

/// A page of the directory: the question, its answer, and the lines to show.
struct DirectoryView: Sendable {
    let query: DirectoryQuery
    let answer: DirectoryAnswer
    let lines: [DirectoryLine]
    let directory: Directory
    let shapes: MapShapes?
    /// Where people reach the program, for what others copy.
    let base: String
}

extension DirectoryQuery {
    /// The address that asks this.
    func address(_ path: String = "/annuaire") -> String {
        let parts = self.parts.map { (part: (key: Key, value: String)) in
            part.key.rawValue + "=" + part.value.addressEncoded
        }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }
}

/// `/annuaire`: who does what, where; the list, the map, the filters with what each would give.
func directoryPage(_ view: DirectoryView) -> PageContent {
    let total = view.directory.index.count
    let body: Markup =
        total == 0
        ? emptyState(
            "L’annuaire est vide.",
            "Il se remplit quand les pôles inscrivent les organisations qui s’engagent avec eux.")
        : """
        \(searchForm(view))
        <div class="annuaire"><div class="reponses">\(answerSentence(view))\(chosenFilters(view))\(notices(view))\(results(view))</div>
        <div class="filtres" id="filtres"><h2>Affiner</h2>\(directoryFilters(view))</div></div>
        """
    return PageContent(
        title: "Annuaire", section: .directory,
        description: "Les organisations de l’économie sociale et solidaire : qui fait quoi, où.",
        body: """
            \(heading("Annuaire de l’ESS", "Les organisations de l’économie sociale et solidaire : qui fait quoi, où, et avec quels pôles."))
            \(body)
            <p class="actions"><a href="/propositions/nouvelle" rel="nofollow">Proposer une organisation qui manque</a></p>
            """)
}

private func searchForm(_ view: DirectoryView) -> Markup {
    let query = view.query
    let kept: [Markup] = query.parts.filter { $0.key != .text && $0.key != .page }.map { part in
        "<input type=\"hidden\" name=\"\(part.key.rawValue)\" value=\"\(part.value)\">"
    }
    return """
        <form class="recherche" method="get" action="/annuaire" role="search">\(kept)
        <div class="champ"><label for="q">Nom, activité, commune, SIRET…</label><input type="search" id="q" name="q" value="\(query.text)" maxlength="100"></div>
        <button>Chercher</button></form>
        """
}

private func answerSentence(_ view: DirectoryView) -> Markup {
    let count = French.count(view.answer.total, "organisation", "organisations")
    let sorts: [Markup] = DirectoryQuery.Sort.allCases.map { sort in
        view.query.sort == sort
            ? "<li aria-current=\"true\"><strong>\(sort.label)</strong></li>"
            : "<li><a href=\"\(view.query.with(.sort, sort.rawValue).address())\">\(sort.label)</a></li>"
    }
    return """
        <div class="bilan"><h2>\(count)</h2><a class="vers-filtres" href="#filtres">Affiner</a><div class="fichiers"><span id="ordre">Par</span><ul aria-labelledby="ordre">\(sorts)</ul></div></div>
        """
}

/// The filters in force, each with the way to take it off.
private func chosenFilters(_ view: DirectoryView) -> Markup? {
    let query = view.query
    var chosen: [(DirectoryQuery.Key, String)] = []
    if !query.text.isEmpty { chosen.append((.text, French.quote(query.text))) }
    if let family = query.family { chosen.append((.family, family.label)) }
    if !query.territory.isEmpty {
        chosen.append((.territory, view.directory.territories[query.territory]?.name ?? query.territory))
    }
    if !query.hub.isEmpty {
        chosen.append((.hub, view.directory.hubs.first { $0.slug == query.hub }?.name ?? query.hub))
    }
    if let size = query.size { chosen.append((.size, size.label)) }
    if query.includesCeased { chosen.append((.ceased, "cessées comprises")) }
    guard !chosen.isEmpty else { return nil }
    let items: [Markup] = chosen.map { key, label in
        "<li><a href=\"\(query.with(key, "").address())\">\(label) <span aria-hidden=\"true\">×</span><span class=\"invisible\">, ôter ce filtre</span></a></li>"
    }
    return "<ul class=\"choisis\" aria-label=\"Filtres en place\">\(items)</ul>"
}

private func notices(_ view: DirectoryView) -> Markup? {
    let answer = view.answer
    var sentences: [Markup] = answer.corrections.map { correction in
        "<p>Aucune organisation ne dit \(French.quote(correction.typed))\u{A0}: voici ce qui dit \(French.quote(correction.read)).</p>"
    }
    if !answer.unknownWords.isEmpty, answer.total > 0 {
        let words = French.list(answer.unknownWords.map(French.quote))
        sentences.append("<p>Rien dans l’annuaire ne dit \(words)\u{A0}: la recherche s’en passe.</p>")
    }
    return sentences.isEmpty ? nil : notice(.information, "\(sentences)")
}

private func results(_ view: DirectoryView) -> Markup {
    guard !view.lines.isEmpty else {
        return emptyState(
            "Aucune organisation ne répond à cette recherche.",
            "Ôtez un filtre, essayez un autre mot, ou <a href=\"/annuaire\">revoyez tout l’annuaire</a>.")
    }
    let items: [Markup] = view.lines.map(directoryItem)
    return """
        \(directoryMap(view))
        <ol class="organisations" start="\((view.query.page - 1) * DirectoryIndex.pageLength + 1)">\(items)</ol>
        \(pages(view))
        <p><a href="\(view.query.with(.page, "").address("/alertes/nouvelle"))">Être averti·e des nouveautés de cette recherche</a></p>
        \(exports([("CSV", view.query.address("/annuaire.csv")), ("GeoJSON", view.query.address("/annuaire.geojson")), ("JSON-LD", view.query.address("/annuaire.jsonld"))]))
        \(reuse(view))
        """
}

/// The same answer on paper, or on somebody else's page.
private func reuse(_ view: DirectoryView) -> Markup {
    let frame = view.base + view.query.with(.page, "").address("/annuaire/cadre")
    let code = "<iframe src=\"\(frame)\" title=\"Annuaire de l’ESS\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>"
    return """
        <p class="long"><a href="\(view.query.with(.page, "").address("/annuaire/livret"))">En faire un livret à imprimer</a>. Pour les programmes : <a href="/api">données ouvertes</a>.</p>
        <details class="partage"><summary>Poser cette liste sur votre site</summary>
        <p>Copiez ce code dans une page de votre site : la liste et la carte y paraîtront, toujours à jour. <a href="\(frame)">Voir ce que cela donne</a>.</p>
        <div class="champ"><label for="code-cadre">Code à copier</label><textarea id="code-cadre" rows="3" readonly>\(code)</textarea></div></details>
        """
}

private func directoryItem(_ line: DirectoryLine) -> Markup {
    let sheet = line.sheet
    let place = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
    let facts = [sheet.family.label, sheet[.summary], place].filter { !$0.isEmpty }
    let hubs: [Markup] = line.hubs.map { hub in "<a href=\"/poles/\(hub.slug)\">\(hub.name)</a>" }
    let parts: Markup? = hubs.isEmpty ? nil : "<p class=\"avec\">Avec \(joined(hubs))</p>"
    let ceased: Markup? = sheet.isCeased ? " <span class=\"cessee\">cessée</span>" : nil
    let acronym: Markup? = sheet[.acronym].isEmpty ? nil : " (\(sheet[.acronym]))"
    return """
        <li><h3><a href="/annuaire/\(line.slug)">\(sheet[.name])</a>\(acronym)\(ceased)</h3><p>\(facts.joined(separator: " · "))</p>\(parts)</li>
        """
}

/// Markup with commas between.
func joined(_ parts: [Markup]) -> Markup {
    let separated: [Markup] = parts.enumerated().map { index, part in index == 0 ? part : ", \(part)" }
    return "\(separated)"
}

private func pages(_ view: DirectoryView) -> Markup? {
    let last = (view.answer.total + DirectoryIndex.pageLength - 1) / DirectoryIndex.pageLength
    return pageLinks(min(view.query.page, last), of: last) { view.query.with(.page, String($0)).address() }
}
