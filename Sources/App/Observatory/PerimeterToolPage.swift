import Domain
import Markup

/// `/observatoire/perimetre`: choosing where a hub could be, and reading what that perimeter is worth.
func perimeterToolPage(_ view: PerimeterChoice) -> PageContent {
    PageContent(
        title: "Choisir un périmètre", section: .observatory, breadcrumbs: observatoryCrumbs,
        description:
            "Quel territoire pour un pôle : taille, étendue, d’un seul tenant ou non, ESS présente, autres pôles.",
        body: """
            \(heading("Choisir un périmètre", "Sur quel territoire un pôle aurait-il la taille et la proximité qu’il faut ? Choisissez-le sur la carte ou dans la liste."))
            \(unknownNotice(view))<div class="deux"><section>\(levels(view))\(pickMap(view))</section><section>\(reading(view))</section></div>
            \(chooser(view))
            \(hubTable(view))
            """)
}

private func unknownNotice(_ view: PerimeterChoice) -> Markup? {
    guard !view.unknown.isEmpty else { return nil }
    let names = French.list(view.unknown.prefix(5).map { French.quote(String($0.prefix(80))) })
    return notice(.warning, "<p>\(names) : ni un Pays ni une intercommunalité d’aujourd’hui. Le reste est gardé.</p>")
}

private func levels(_ view: PerimeterChoice) -> Markup? {
    guard view.choices.count > 1 else { return nil }
    let links: [Markup] = view.choices.map { level in
        "<li><a href=\"\(view.address(view.chosen.map(\.territory.slug), kind: level.kind))\"\("aria-current", level.kind == view.kind ? "true" : nil)>\(level.kind.plural.capitalizedFirst)</a></li>"
    }
    return "<ul class=\"tas onglets\" aria-label=\"Ce que montre la carte\">\(links)</ul>"
}

/// Each territory is a link that takes it in or leaves it out.
private func pickMap(_ view: PerimeterChoice) -> Markup? {
    guard let shapes = view.shapes, let records = view.choices.first(where: { $0.kind == view.kind })?.records else {
        return nil
    }
    let byCode = Dictionary(records.map { ($0.territory.code, $0) }) { first, _ in first }
    let chosen = Set(view.chosen.map(\.id))
    let links: [Markup] = shapes.shapes.compactMap { shape in
        guard let record = byCode[shape.code] else { return nil }
        let isChosen = chosen.contains(record.id)
        let isTaken = view.taken.contains(record.id)
        let words =
            record.name + (isChosen ? " : choisi, l’enlever" : " : l’ajouter") + (isTaken ? " (un pôle le couvre)" : "")
        return """
            <a href="\(view.toggled(record))" class="pays" aria-label="\(words)"><title>\(words)</title><path class="\(isChosen ? "classe-4" : isTaken ? "classe-2" : "classe-0")" d="\(shape.path)"/></a>
            """
    }
    return """
        <div class="carte-cadre" role="group" aria-label="Carte des territoires à choisir"><svg xmlns="http://www.w3.org/2000/svg" class="carte carte-classes\(shapes.isDrawing ? "" : " reelle")" viewBox="0 0 \(Int(shapes.width)) \(Int(shapes.height))">\(classPatterns)\(links)</svg></div>
        <ul class="legende" aria-label="Légende"><li>\(classPatch(4)) choisi</li><li>\(classPatch(2)) couvert par un pôle</li><li>\(classPatch(0)) sans pôle</li></ul>
        """
}

private func reading(_ view: PerimeterChoice) -> Markup {
    guard !view.chosen.isEmpty else {
        return emptyState(
            "Aucun territoire n’est choisi.",
            "Ce que vaut le périmètre paraîtra ici : habitants, communes, étendue, établissements de l’ESS, autres pôles."
        )
    }
    let size = view.size
    var list: [Figure] = []
    if let inhabitants = size.inhabitants { list.append(Figure("\(French.number(inhabitants))", "habitants")) }
    if size.communes > 0 { list.append(Figure("\(French.number(size.communes))", "communes")) }
    if let span = size.span {
        list.append(Figure("\(span.kilometres) <small>km</small>", "à vol d’oiseau, de \(span.from) à \(span.to)"))
    }
    if let total = size.total {
        list.append(Figure("\(French.number(Int(total.ess.active)))", "établissements de l’ESS"))
        list.append(Figure("\(French.number(Int(total.ess.employers)))", "dont employeurs"))
        list.append(Figure("\(total.share.percent)", "des établissements sont de l’ESS"))
    }
    let source: Markup? = view.vintage.flatMap { vintage in
        size.total.map { _ in "<p class=\"source\">Source : \(vintage.citation).</p>" as Markup }
    }
    let compare: Markup? =
        view.vintage == nil
        ? nil
        : "<p class=\"actions\"><a href=\"/observatoire/comparer?\(view.chosen.prefix(Comparison.most).map { "t=" + $0.territory.slug }.joined(separator: "&"))\">Comparer ces territoires</a></p>"
    return """
        <h2>\(French.list(view.chosen.map(\.name)))</h2>\(figures(list))\(source)\(findingList(view.findings))
        \(view.rankSentence.map { "<p>\(sentence: $0)</p>" as Markup })\(compare)
        <p class="actions"><a class="bouton" href="/demarche/initiatives/nouvelle?\(view.chosen.map { "t=" + $0.territory.slug }.joined(separator: "&"))">Ouvrir une initiative sur ce périmètre</a></p>
        """
}

private func chooser(_ view: PerimeterChoice) -> Markup {
    let chosen = Set(view.chosen.map(\.id))
    let levels: [Markup] = view.choices.map { level in
        let boxes: [Markup] = level.records.map { record in
            """
            <li><label class="choix"><input type="checkbox" name="t" value="\(record.territory.slug)"\("checked", if: chosen.contains(record.id))> <span>\(record.name)\(view.taken.contains(record.id) ? " <small>un pôle le couvre</small>" as Markup : nil)</span></label></li>
            """
        }
        return """
            <details\("open", if: level.kind == view.kind)><summary>\(level.kind.plural.capitalizedFirst) (\(level.records.count))</summary><ul class="colonnes sans-puces">\(boxes)</ul></details>
            """
    }
    return """
        <form method="get" action="/observatoire/perimetre" class="choix-territoires"><input type="hidden" name="carte" value="\(view.kind.rawValue)"><fieldset class="champ"><legend>Territoires</legend>\(levels)</fieldset><p class="actions"><button>Voir ce périmètre</button> <a href="/observatoire/perimetre">Tout enlever</a></p></form>
        """
}

private func hubTable(_ view: PerimeterChoice) -> Markup? {
    guard !view.hubs.isEmpty else { return nil }
    let rows: [Markup] = view.hubs.map { hub in
        row("<a href=\"/poles/\(hub.slug)\">\(hub.name)</a>", badge(hub.status), hub.size)
    }
    let mine: Markup? =
        view.chosen.isEmpty ? nil : row("Le périmètre choisi", "—", view.size, isMine: true)
    return table(
        caption: "À côté des pôles d’aujourd’hui", id: "poles",
        columns: [
            Column("Périmètre"), Column("Statut"), Column("Habitants", isNumeric: true),
            Column("Communes", isNumeric: true),
            Column("Étendue", isNumeric: true), Column("Établissements de l’ESS", isNumeric: true),
        ], rows: [mine].compactMap(\.self) + rows)
}

private func row(_ name: Markup, _ status: Markup, _ size: PerimeterSize, isMine: Bool = false) -> Markup {
    """
    <tr\("class", isMine ? "vise" : nil)><th scope="row">\(name)</th><td data-titre="Statut">\(status)</td><td data-titre="Habitants" class="nombre">\(size.inhabitants.map(French.number) ?? "—")</td>\
    <td data-titre="Communes" class="nombre">\(size.communes > 0 ? French.number(size.communes) : "—")</td><td data-titre="Étendue" class="nombre">\(size.span.map { "\($0.kilometres)\u{A0}km" } ?? "—")</td>\
    <td data-titre="Établissements de l’ESS" class="nombre">\(size.total.map { French.number(Int($0.ess.active)) } ?? "—")</td></tr>
    """
}
