import Domain
import Markup

/// A hub's duplicates as its people look at them.
struct HubDuplicateView: Sendable {
    let hub: Hub
    /// Nil while records are still being compared.
    let pairs: [DuplicatePair]?
    let page: Int
    let mayMerge: Bool

    var path: String { "/poles/\(hub.slug)/pilotage/doublons" }
}

/// `/poles/{slug}/pilotage/doublons`: merging is the network's work, whose records they are everybody's; hubs see and ask.
func hubDuplicatePage(_ view: HubDuplicateView) -> PageContent {
    let hub = "/poles/" + view.hub.slug
    return PageContent(
        title: "Doublons", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub.name, hub), Crumb("Pilotage", hub + "/pilotage")],
        body: """
            \(heading("Doublons du pôle", "Des fiches qui parlent peut-être de la même organisation, quand l’une est membre du pôle ou se trouve sur son territoire."))
            \(view.pairs.map { list($0, view) } ?? waiting(view))
            """, isPrivate: true)
}

private func waiting(_ view: HubDuplicateView) -> Markup {
    notice(
        .information,
        "<p>La comparaison des fiches est en cours\u{A0}: elle prend quelques secondes pour un grand annuaire. <a href=\"\(view.path)\">Voir où elle en est</a></p>"
    )
}

private func list(_ pairs: [DuplicatePair], _ view: HubDuplicateView) -> Markup {
    guard !pairs.isEmpty else {
        return emptyState("Aucun doublon en vue.", "Revenez après un import ou quand des fiches ont été ajoutées.")
    }
    let last = max(1, (pairs.count + DuplicateListView.pageLength - 1) / DuplicateListView.pageLength)
    let page = min(max(1, view.page), last)
    let shown = pairs.dropFirst((page - 1) * DuplicateListView.pageLength).prefix(DuplicateListView.pageLength)
    let rows: [Markup] = shown.map { row($0, view) }
    let columns = [
        Column("Une fiche"), Column("L’autre"), Column("Pourquoi"), Column("Points", isNumeric: true),
        Column("Que faire"),
    ]
    let who: Markup =
        view.mayMerge
        ? ""
        : "<p>Réunir deux fiches revient à l’animation du réseau, qui peut aussi les séparer ensuite\u{A0}: dites-lui ce que vous en savez.</p>"
    return """
        \(who)\(table(caption: "\(French.count(pairs.count, "paire", "paires")) à regarder", id: "doublons", columns: columns, rows: rows))
        \(pageLinks(page, of: last) { "\(view.path)?page=\($0)" })
        \(exports([("CSV", view.path + ".csv")]))
        """
}

private func row(_ pair: DuplicatePair, _ view: HubDuplicateView) -> Markup {
    """
    <tr><th scope="row">\(resemblingName(pair.one))</th><td data-titre="L’autre">\(resemblingName(pair.other))</td><td data-titre="Pourquoi">\(duplicateReasons(pair.score))</td>\
    <td class="nombre" data-titre="Points">\(pair.score.points) <small class="source">\(pair.score.level?.label ?? "")</small></td>\
    <td data-titre="Que faire">\(action(pair, view))</td></tr>
    """
}

private func action(_ pair: DuplicatePair, _ view: HubDuplicateView) -> Markup {
    let names: Markup = "<span class=\"invisible\"> \(pair.one.sheet[.name]) et \(pair.other.sheet[.name])</span>"
    if view.mayMerge {
        return "<a href=\"\(DuplicateListView.path)/\(pair.one.id)-\(pair.other.id)\">Comparer\(names)</a>"
    }
    guard let published = [pair.one, pair.other].first(where: \.isPublished) else { return "—" }
    let other = published.id == pair.one.id ? pair.other : pair.one
    let words = "Cette fiche et « \(other.sheet[.name]) » (\(other.slug)) disent peut-être la même organisation."
    return "<a href=\"/annuaire/\(published.slug)/proposition?message=\(queryValue(words))\">Le signaler\(names)</a>"
}
