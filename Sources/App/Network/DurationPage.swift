import Domain
import Markup

/// `/situation/durees`: how long it takes to come to a hub, measured on those that took the way; for everybody.
func durationPage(_ view: ProgressView) -> PageContent {
    PageContent(
        title: "Combien de temps faut-il ?", section: .network,
        breadcrumbs: [Crumb("Où en sont les pôles", "/situation")],
        description: "Combien de temps va de l’initiative au pôle créé, mesuré sur les démarches passées du réseau.",
        body: """
            \(heading("Combien de temps faut-il ?", "De l’idée au pôle créé : ce que disent les démarches du réseau, jusqu’au \(time(view.day))."))
            \(durationSection(view))
            \(progressDrawingSection(view))
            """)
}

/// Each stage's usual length, the cases it rests on, and what is left out.
func durationSection(_ view: ProgressView) -> Markup {
    let cards: [Markup] = view.durations.map { duration in
        let large: Markup =
            duration.median.map {
                "<p class=\"duree\">\(French.duration($0))</p><p class=\"indice\">durée médiane, sur \(French.count(duration.measured.count, "démarche", "démarches"))</p>"
            }
            ?? "<p class=\"duree\">—</p><p class=\"indice\">\(duration.measured.isEmpty ? "aucune durée mesurée" : "trop peu de durées mesurées")</p>"
        return
            "<li class=\"carton\"><h3>\(duration.stage.label)</h3>\(large)<p>\(sentence: duration.median == nil ? duration.sentence : duration.rangeSentence + " " + duration.aside)</p></li>"
    }
    let tables: [Markup] = view.durations.compactMap { caseTable($0, view) }
    return """
        <section id="durees"><h2>Durées habituelles</h2><ul class="cartons">\(cards)</ul>
        <p class="indice">Ne se mesure que ce qui a commencé et fini à des dates connues. Une date connue au mois ou à l’année donne deux bornes, jamais une estimation ; ce qui dure encore est dit à part, sans quoi le chemin paraîtrait plus court qu’il n’est.</p>
        <details><summary>Chaque cas</summary>\(tables)</details>\(exports([("CSV", "/situation/durees.csv")]))</section>
        """
}

private func caseTable(_ duration: TypicalDuration, _ view: ProgressView) -> Markup? {
    let rows: [Markup] = duration.cases.map { stay, issue in
        let name: Markup = view.hubs[stay.hub].map { "<a href=\"/poles/\($0.slug)\">\($0.name)</a>" } ?? "—"
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Début">\(bounds(stay.began))</td><td data-titre="Fin">\(stay.ended.map(bounds) ?? "—")</td>\
            <td data-titre="Durée" class="nombre">\(French.duration(stay.days(until: view.day)))</td><td data-titre="Issue">\(issue)</td></tr>
            """
    }
    guard !rows.isEmpty else { return nil }
    return table(
        caption: "\(duration.stage.label)", id: "cas-\(duration.stage.rawValue)",
        columns: [Column("Pôle"), Column("Début"), Column("Fin"), Column("Durée", isNumeric: true), Column("Issue")],
        rows: rows)
}

/// « le 2 mars 2009 », or « entre le 1er et le 31 octobre 2009 » written whole.
private func bounds(_ days: ClosedRange<Day>) -> Markup {
    days.lowerBound == days.upperBound
        ? time(days.lowerBound) : "entre le \(time(days.lowerBound)) et le \(time(days.upperBound))"
}
