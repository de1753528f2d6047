import Domain
import Markup

/// `/situation`: where the hubs are on a day, as a map, figures, a table and a chronology.
func situationPage(_ view: SituationView, sorting: Sorting, refusal: String? = nil) -> PageContent {
    let title = "Situation au " + view.day.french
    let complaint: Markup? = refusal.map { notice(.refusal, "<p>\(sentence: $0)</p>") }
    return PageContent(
        title: title, section: .network,
        description:
            "L’avancement des pôles de l’économie sociale et solidaire, territoire par territoire, au \(view.day.french).",
        body: """
            \(heading("Où en sont les pôles ?", "Situation au \(time(view.day)) des \(view.territories.count) Pays. Ce qui n’est pas établi par une source est montré comme inconnu."))
            \(complaint)
            <div id="situation">
            \(timeControl(view, path: "/situation"))
            \(mapAndFigures(view))
            \(situationTable(view, sorting))
            </div>
            <section class="suite"><h2>Chronologie du réseau</h2>\(chronology(view.facts.milestones, until: view.day, subject: view.subject))<p class="actions"><a href="/situation/durees">Combien de temps faut-il ?</a> <a href="/reseau/historique">Jalons du réseau : qui a dit quoi, quand</a></p></section>
            """)
}

/// The map with its legend, beside the figures and what changed.
func mapAndFigures(_ view: SituationView) -> Markup {
    """
    <div class="deux"><section aria-labelledby="titre-carte"><h2 id="titre-carte" class="invisible">Carte</h2>\
    \(map(view))\(legend(view.situation))</section>
    <section aria-labelledby="titre-chiffres"><h2 id="titre-chiffres" class="invisible">Chiffres</h2>\(situationFigures(view))\(changes(view))</section></div>
    """
}

func map(_ view: SituationView, here: ID<Territory>? = nil, isFile: Bool = false) -> Markup? {
    guard let shapes = view.shapes else { return nil }
    let territories = view.lines.map { (line: SituationLine) in
        (
            line.record.territory.code,
            MapTerritory(
                number: line.record.territory.code, name: line.record.shortName, status: line.standing.status,
                path: line.record.path + "?au=" + view.day.description, isHere: line.record.id == here)
        )
    }
    let label = "Carte des \(view.territories.count) Pays selon l’avancement de leur pôle, au \(view.day.french)"
    return statusMap(shapes, Dictionary(territories) { first, _ in first }, label: label, isFile: isFile)
}

private func situationFigures(_ view: SituationView) -> Markup {
    let engaged = view.territories.count - view.situation.count(.none) - view.situation.count(.unknown)
    var list = [
        Figure("\(French.number(view.situation.count(.created)))", "territoires où un pôle est créé"),
        Figure("\(French.number(view.situation.count(.prefiguration)))", "préfigurations en cours ou prévues"),
        Figure("\(engaged) <small>sur \(view.territories.count)</small>", "territoires dont l’engagement est établi"),
    ]
    if view.populationCovered > 0 {
        let share = view.populationCovered * 1000 / max(view.population, 1)
        let years = view.populationYears.map(String.init).joined(separator: ", ")
        list.append(
            Figure(
                "\(French.number(view.populationCovered))",
                "habitants d’un territoire qui a son pôle, soit \(French.percent(tenths: share)) (population de \(years))"
            ))
    }
    if view.engagedOrganisations > 0 {
        list.append(
            Figure(
                "\(French.number(view.engagedOrganisations))", "organisations inscrites dans un pôle ou une démarche"))
    }
    if let count = view.facts.headcount(of: nil, on: view.day) {
        list.append(
            Figure(
                "\(French.number(count.organisations))",
                "organisations engagées au moins, comptées par le réseau le \(time(count.date))\(count.territories.map { " dans \($0) territoires" as Markup })"
            ))
    }
    return figures(list)
}

private func changes(_ view: SituationView) -> Markup? {
    guard let previous = view.previousDay else { return nil }
    guard !view.changes.isEmpty else {
        return "<p class=\"changements\">Aucun statut n’a changé depuis le \(time(previous)).</p>"
    }
    let items: [Markup] = view.changes.map { change in
        "<li><strong>\(view.name(of: change.territory))</strong> : \(change.before.label.lowercasedFirst) → \(change.after.label.lowercasedFirst)</li>"
    }
    return "<div class=\"changements\"><h3>Depuis le \(time(previous))</h3><ul>\(items)</ul></div>"
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

let situationSortKeys = ["territoire", "statut", "pole", "depuis", "habitants"]

/// The map's content as a table.
func situationTable(_ view: SituationView, _ sorting: Sorting) -> Markup {
    let rows: [Markup] = sorted(view.lines, sorting).map { line in
        let since: Markup = line.standing.since.map { time($0) } ?? "—"
        let hubs: [Markup] = line.hubs.map { "<a href=\"/poles/\($0.slug)\">\($0.name)</a> " }
        let partial: Markup? = line.situation.isPartial ? " <span class=\"principe\">en partie</span>" : nil
        let proof: Markup =
            line.milestone.map { "\(certaintyMark(line.standing.certainty)) \(citation($0.source))" }
            ?? certaintyMark(.unknown)
        return """
            <tr data-code="\(line.record.territory.code)"><th scope="row"><span class="numero" aria-hidden="true">\(line.record.territory.code)</span> <a href="\(line.record.path)">\(line.record.name)</a></th>\
            <td data-titre="Statut">\(badge(line.standing.status))\(partial)</td><td data-titre="Pôle">\(line.hubs.isEmpty ? ["—"] : hubs)</td>\
            <td data-titre="Depuis">\(since)</td><td data-titre="Habitants" class="nombre">\(line.record.population.map { French.number($0.inhabitants) } ?? "—")</td>\
            <td data-titre="Source" class="source">\(proof)</td></tr>
            """
    }
    let columns = [
        Column("Territoire", key: "territoire"), Column("Statut", key: "statut"), Column("Pôle", key: "pole"),
        Column("Depuis", key: "depuis"), Column("Habitants", key: "habitants", isNumeric: true), Column("Source"),
    ]
    let day = view.day.description
    return """
        \(table(caption: "Les mêmes territoires en liste, au \(time(view.day))", id: "tableau", columns: columns, rows: rows, sorting: sorting) { "/situation?au=\(day)&tri=\($0)" })
        \(exports([("CSV", "/situation.csv?au=\(day)"), ("JSON", "/situation.json?au=\(day)"), ("GeoJSON", "/situation.geojson?au=\(day)"), ("Carte SVG", "/situation.svg?au=\(day)")]))
        """
}

private func sorted(_ lines: [SituationLine], _ sorting: Sorting) -> [SituationLine] {
    sorting.sorted(lines) { (left: SituationLine, right: SituationLine) in
        switch sorting.key {
        case "statut": left.standing.status.rank > right.standing.status.rank
        case "pole": key(left.hubNames) < key(right.hubNames)
        case "depuis":
            (left.standing.since?.latest.number ?? Int.max) < (right.standing.since?.latest.number ?? Int.max)
        case "habitants": (left.record.population?.inhabitants ?? -1) < (right.record.population?.inhabitants ?? -1)
        default: key(left.record.shortName) < key(right.record.shortName)
        }
    }
}

private func key(_ name: String) -> String { name.isEmpty ? "~" : French.slug(name) }
