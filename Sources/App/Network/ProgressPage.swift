import Domain
import Markup

private let path = "/reseau/pilotage/avancement"

/// `/reseau/pilotage/avancement`: every territory's status, since when, what blocks it, what comes next, what was done last.
func progressPage(_ view: ProgressView, _ query: ProgressQuery, door: String) -> PageContent {
    let lines = query.lines(of: view)
    let list: Markup =
        lines.isEmpty
        ? emptyState(
            "Aucun territoire ne répond à ce choix.", "<a href=\"\(path)\">Les revoir tous</a>.")
        : progressTable(lines, view, query, door)
    return PageContent(
        title: "Avancement", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("L’avancement, territoire par territoire", "Où en est chacun, depuis quand, ce qui le retient et ce qui vient. Ce qui n’est pas enregistré n’est pas jugé."))
            \(statusFigures(view, query))\(choice(query))
            \(list)\(exports([("CSV", query.address(path + ".csv"))]))
            \(progressDrawingSection(view))
            \(durationSection(view))
            """, isPrivate: true)
}

private func statusFigures(_ view: ProgressView, _ query: ProgressQuery) -> Markup {
    let list = Status.allCases.map { status in
        Figure("<a href=\"\(path)?statut=\(status.rawValue)\">\(view.count(status))</a>", "\(status.plural)")
    }
    let still = view.lines.count { $0.stillness != nil }
    return figures(
        list + [Figure("<a href=\"\(path)?vue=immobiles\">\(still)</a>", "où rien ne semble bouger")])
}

private func choice(_ query: ProgressQuery) -> Markup {
    let state = FormState(values: [
        "q": query.text, "statut": query.status?.rawValue ?? "", "vue": query.onlyStill ? "immobiles" : "",
    ])
    let statuses = [(value: "", label: "tous")] + Status.allCases.map { (value: $0.rawValue, label: $0.label) }
    let views = [
        (value: "", label: "tous les territoires"), (value: "immobiles", label: "là où rien ne semble bouger"),
    ]
    return """
        <form class="recherche" method="get" action="\(path)">\(textField("q", "Territoire ou pôle", state, maximum: 80))\
        \(selectField("statut", "Statut", state, options: statuses))\(selectField("vue", "Montrer", state, options: views))\
        <input type="hidden" name="tri" value="\(query.sorting.parameter)"><button>Choisir</button></form>
        """
}

private func progressTable(
    _ lines: [ProgressLine], _ view: ProgressView, _ query: ProgressQuery, _ door: String
) -> Markup {
    let rows: [Markup] = lines.map { line in
        let hubs: [Markup] = line.place.hubs.map { "<br><a href=\"/poles/\($0.slug)\(door)\">\($0.name)</a>" }
        return """
            <tr><th scope="row"><a href="\(line.place.record.path)">\(line.name)</a>\(hubs)</th>\
            <td data-titre="Statut">\(badge(line.status))</td><td data-titre="Depuis">\(sinceWords(line, view) ?? "—")</td>\
            <td data-titre="Ce qui le retient">\(blockingWords(line))\(deadlineWords(line, view))</td><td data-titre="Ce qui vient">\(comingWords(line))</td>\
            <td data-titre="Dernière activité">\(latestWords(line))</td>\
            <td data-titre="Ce qu’en disent les registres">\(registerWords(line.register))</td></tr>
            """
    }
    let columns = [
        Column("Territoire", key: "territoire"), Column("Statut", key: "statut"), Column("Depuis", key: "depuis"),
        Column("Ce qui le retient"),
        Column("Ce qui vient"), Column("Dernière activité", key: "activite"), Column("Registres", key: "connues"),
    ]
    return """
        <div class="avancements">\(table(caption: "\(French.count(lines.count, "territoire", "territoires")) au \(time(view.day))", id: "avancement", columns: columns, rows: rows, sorting: query.sorting) { query.address(path, sortedBy: $0) })</div>
        \(view.registerSource.map { "<p class=\"source\">Établissements : \($0). Organisations connues : l’annuaire.</p>" as Markup })
        """
}

/// Since when, how long that is, and whether it is longer than usual.
private func sinceWords(_ line: ProgressLine, _ view: ProgressView) -> Markup? {
    guard let since = line.place.standing.since, let days = line.days else { return nil }
    var slow: Markup?
    if let median = view.duration(line.status)?.median, days.lowerBound > median.upperBound {
        slow = "<br><strong>plus long que la médiane</strong> (\(French.duration(median)))"
    }
    return "\(time(since))<small class=\"ligne\">\(French.duration(days))\(slow)</small>"
}

private func blockingWords(_ line: ProgressLine) -> Markup {
    if line.status == .unknown { return "<span class=\"indice\">son statut est à établir</span>" }
    guard let next = line.next else { return line.status == .created ? "—" : "pas d’initiative à suivre" }
    guard !line.blocking.isEmpty else { return "Rien ne manque avant : \(next.label.lowercasedFirst)." }
    let items: [Markup] = line.blocking.map { "<li>\(sentence: $0.sentence)</li>" }
    return "<small class=\"ligne\">Avant : \(next.label.lowercasedFirst)</small><ul class=\"retenues\">\(items)</ul>"
}

private func deadlineWords(_ line: ProgressLine, _ view: ProgressView) -> Markup? {
    line.deadline.map { "<small class=\"ligne\">Échéance : le \(time($0.due)), \($0.distance(on: view.day))</small>" }
}

private func comingWords(_ line: ProgressLine) -> Markup {
    line.coming.map { "\($0.what)<small class=\"ligne\">\(time($0.day))</small>" }
        ?? "<span class=\"indice\">rien de daté</span>"
}

private func latestWords(_ line: ProgressLine) -> Markup {
    let latest: Markup =
        line.latest.map { "\($0.what)<small class=\"ligne\">\(time($0.day))</small>" }
        ?? "<span class=\"indice\">rien d’enregistré</span>"
    let still: Markup? = line.stillness.map { "<small class=\"ligne immobile\">\($0.sentence)</small>" }
    return "\(latest)\(still)"
}

private func registerWords(_ register: TerritoryRegister) -> Markup {
    let words: [String] = [
        register.known.map { French.count($0, "organisation connue", "organisations connues") },
        register.members == 0
            ? "aucun membre inscrit" : French.count(register.members, "membre", "membres"),
        register.establishments.map { French.count($0, "établissement", "établissements") },
    ].compactMap(\.self)
    return "\(words.joined(separator: ", "))"
}
