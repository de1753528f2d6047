import Domain
import Markup

/// A page of the directory: the question, its answer, and what to show of it.
struct DirectoryView: Sendable {
    let query: DirectoryQuery
    let answer: DirectoryAnswer
    let items: [Markup]
    /// The organisations that stand alone on the map.
    let names: [ID<Organisation>: (slug: String, name: String)]
    let directory: Directory
    let tiles: TileServer?
    /// Where distances are told from, when it was found.
    let near: DirectoryPlace?
    /// Where people reach the program, for what others copy.
    let base: String
    /// What stands beside the list, when it was made for another page of the same question.
    let side: AnswerCache.Side?
}

/// How the organisations of a list are drawn, under a name of its own.
struct ItemDrawing: Sendable {
    enum Name { case page, frame }

    let name: Name
    let draw: @Sendable (DirectoryItem) -> Markup

    static let page = ItemDrawing(name: .page) { directoryItem($0) }
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
    let side =
        view.side
        ?? view.directory.answers.keep(
            "\(directoryMap(view))<div class=\"filtres\" id=\"filtres\"><h2>Affiner</h2>\(directoryFilters(view))</div>",
            besideAnswersTo: view.query)
    let links = DirectoryLinks(view.query)
    let body: Markup =
        total == 0
        ? emptyState(
            "L’annuaire est vide.",
            "Il se remplit quand les pôles inscrivent les organisations qui s’engagent avec eux.")
        : """
        \(searchForm(view))
        <div class="annuaire" id="annuaire"><div class="reponses">\(answerSentence(view, links))\(chosenFilters(view, links))\(notices(view))\(results(view, links))</div>
        <div class="cote">\(side.markup)</div></div>
        <p class="invisible" role="status" id="annonce"></p>
        """
    return PageContent(
        title: "Annuaire", section: .directory,
        description: "Les organisations de l’économie sociale et solidaire : qui fait quoi, où.",
        body: """
            \(heading("Annuaire de l’ESS", "Les organisations de l’économie sociale et solidaire : qui fait quoi, où, et avec quels pôles."))
            \(body)
            <p class="actions"><a href="/propositions/nouvelle" rel="nofollow">Proposer une organisation qui manque</a></p>
            """, usesDirectoryScript: true, part: side.packed)
}

private func searchForm(_ view: DirectoryView) -> Markup {
    let query = view.query
    return """
        <form class="recherche" method="get" action="/annuaire" role="search" id="chercher"><span hidden id="gardes">\(keptFields(query, except: [.text, .page, .view]))</span>
        <div class="champ"><label for="q">Nom, activité, commune, SIRET…</label><input type="search" id="q" name="q" value="\(query.text)" maxlength="100" autocomplete="off"></div>
        <button>Chercher</button></form>
        """
}

/// What a form keeps of the question beside what it asks for itself.
func keptFields(_ query: DirectoryQuery, except keys: Set<DirectoryQuery.Key>) -> Markup {
    let fields: [Markup] = query.parts.filter { !keys.contains($0.key) }.map { part in
        "<input type=\"hidden\" name=\"\(part.key.rawValue)\" value=\"\(part.value)\">"
    }
    return "\(fields)"
}

private func answerSentence(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup {
    let count = French.count(view.answer.total, "organisation", "organisations")
    let offered = DirectoryQuery.Sort.allCases.filter { $0 != .distance || view.near != nil }
    let sorts: [Markup] = offered.map { sort in
        view.query.sort == sort
            ? "<li aria-current=\"true\"><strong>\(sort.label)</strong></li>"
            : "<li><a href=\"\(links.address(.sort, sort == .relevance ? "" : sort.rawValue))\">\(sort.label)</a></li>"
    }
    return """
        <div class="bilan"><h2 id="combien">\(count)</h2><span class="vers-filtres"><a href="#carte">Carte</a> <a href="#filtres">Affiner</a></span><div class="fichiers"><span id="ordre">Par</span><ul aria-labelledby="ordre">\(sorts)</ul></div></div>
        """
}

/// The filters in force, each with the way to take it off.
private func chosenFilters(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup? {
    let query = view.query
    let all = DirectoryQuery.Key.allCases.map { key in
        (key, key == .near ? view.near.map { "distance depuis " + $0.name } : nil)
    }.map { (key: DirectoryQuery.Key, name: String?) in (key, name ?? view.directory.words(key, in: query)) }
    let chosen = all.filter { !$0.1.isEmpty }
    guard !chosen.isEmpty else { return nil }
    let items: [Markup] = chosen.map { key, label in
        "<li><a href=\"\(links.address(key, ""))\">\(label) <span aria-hidden=\"true\">×</span><span class=\"invisible\">, ôter ce filtre</span></a></li>"
    }
    let clear: Markup? = chosen.count > 1 ? "<li><a class=\"tout\" href=\"/annuaire\">Tout ôter</a></li>" : nil
    return "<ul class=\"choisis\" aria-label=\"Filtres en place\">\(items)\(clear)</ul>"
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
    if !view.query.nearName.isEmpty, view.near == nil {
        sentences.append(
            "<p>On ne sait pas où se trouve \(French.quote(view.query.nearName))\u{A0}: l’ordre est celui de la pertinence.</p>"
        )
    }
    return sentences.isEmpty ? nil : notice(.information, "\(sentences)")
}

private func results(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup {
    guard !view.items.isEmpty else {
        return emptyState(
            "Aucune organisation ne répond à cette recherche.",
            "Ôtez un filtre, essayez un autre mot, ou <a href=\"/annuaire\">revoyez tout l’annuaire</a>.")
    }
    func file(_ kind: String) -> String { links.address("/annuaire." + kind, without: [.view, .placeText]) }
    return """
        <ol class="organisations" start="\((view.query.page - 1) * DirectoryIndex.pageLength + 1)">\(view.items)</ol>
        \(pages(view, links))
        <p><a href="\(links.address("/alertes/nouvelle", without: DirectoryLinks.showing))">Être averti·e des nouveautés de cette recherche</a></p>
        \(exports([("CSV", file("csv")), ("GeoJSON", file("geojson")), ("JSON-LD", file("jsonld"))]))
        \(reuse(view, links))
        """
}

/// The same answer on paper, or on somebody else's page.
private func reuse(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup {
    let frame = view.base + links.address("/annuaire/cadre", without: [.page])
    let code =
        "<iframe src=\"\(frame)\" title=\"Annuaire de l’ESS\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>"
    return """
        <p class="long"><a href="\(links.address("/annuaire/livret", without: DirectoryLinks.showing))">En faire un livret à imprimer</a>. Pour les programmes : <a href="/api">données ouvertes</a>.</p>
        <details class="partage"><summary>Poser cette liste sur votre site</summary>
        <p>Copiez ce code dans une page de votre site : la liste et la carte y paraîtront, toujours à jour. <a href="\(frame)">Voir ce que cela donne</a>.</p>
        <div class="champ"><label for="code-cadre">Code à copier</label><textarea id="code-cadre" rows="3" readonly>\(code)</textarea></div></details>
        """
}

private func directoryItem(_ item: DirectoryItem) -> Markup {
    let place = [item.postcode, item.town].filter { !$0.isEmpty }.joined(separator: French.space)
    let facts = [item.family.label, item.summary, place].filter { !$0.isEmpty }
    let hubs: [Markup] = item.hubs.map { hub in "<a href=\"/poles/\(hub.slug)\">\(hub.name)</a>" }
    let parts: Markup? = hubs.isEmpty ? nil : "<p class=\"avec\">Avec \(joined(hubs))</p>"
    let ceased: Markup? = item.isCeased ? " <span class=\"cessee\">cessée</span>" : nil
    let acronym: Markup? = item.acronym.isEmpty ? nil : " (\(item.acronym))"
    return """
        <li><h3><a href="/annuaire/\(item.slug)">\(item.name)</a>\(acronym)\(ceased)</h3><p>\(facts.joined(separator: " · "))</p>\(parts)</li>
        """
}

/// Markup with commas between.
func joined(_ parts: [Markup]) -> Markup {
    let separated: [Markup] = parts.enumerated().map { index, part in index == 0 ? part : ", \(part)" }
    return "\(separated)"
}

private func pages(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup? {
    let last = (view.answer.total + DirectoryIndex.pageLength - 1) / DirectoryIndex.pageLength
    return pageLinks(min(view.query.page, last), of: last) { links.address(.page, $0 == 1 ? "" : String($0)) }
}
