import Domain
import Markup

/// The drawing of every territory's way through the statuses, with the table that says the same.
func progressDrawingSection(_ view: ProgressView) -> Markup {
    guard let begins = view.begins else {
        return
            "<section><h2>Le chemin de chaque territoire</h2>\(emptyState("Aucun statut n’est encore connu.", "Le dessin paraîtra avec le premier jalon daté."))</section>"
    }
    return """
        <section><h2>Le chemin de chaque territoire</h2>
        <p class="indice">Une bande commence le jour à partir duquel le statut est certain : une date connue au mois compte depuis la fin du mois.</p>
        <div class="frise-cadre" tabindex="0" role="region" aria-label="Frise : le statut de chaque territoire, année par année">\(progressDrawing(view, from: begins))</div>
        \(statusLegend)
        <details><summary>Le même chemin, en tableau</summary>\(stepTable(view))</details></section>
        """
}

private let statusLegend: Markup = {
    let items: [Markup] = [Status.created, .prefiguration, .organising, .none].map { "<li>\(badge($0))</li>" }
    return "<ul class=\"legende\" aria-label=\"Légende\">\(items)</ul>"
}()

/// One strip for each territory, from the year of the first known status until the day.
private func progressDrawing(_ view: ProgressView, from begins: Day) -> Markup {
    let first = Day(year: begins.year, month: 1, day: 1) ?? begins
    let span = max(view.day.number - first.number, 1)
    func x(_ day: Day) -> Int {
        176 + (min(max(day.number, first.number), view.day.number) - first.number) * 776 / span
    }
    let height = 26 * view.lines.count + 30
    let step = max(1, (view.day.year - first.year) / 12 + 1)
    let years: [Markup] = stride(from: first.year, through: view.day.year, by: step).compactMap { year in
        Day(year: year, month: 1, day: 1).map { day in
            "<path class=\"an\" d=\"M\(x(day)) 20V\(height)\"/><text class=\"an\" x=\"\(x(day) + 3)\" y=\"13\">\(year)</text>"
        }
    }
    let strips: [Markup] = view.lines.enumerated().map { rank, line in
        let top = 26 * rank + 26
        let bars: [Markup] = line.steps.enumerated().compactMap { place, step in
            let status = step.standing.status
            guard status != .unknown else { return nil }
            let end = place + 1 < line.steps.count ? line.steps[place + 1].day : view.day
            guard end >= first else { return nil }
            let words =
                "\(line.name) : \(status.label), à partir \(step.standing.since.map { "de " + $0.french } ?? "du " + step.day.french)"
            return """
                <rect class="statut-\(status.rawValue)" x="\(x(step.day))" y="\(top)" width="\(max(x(end) - x(step.day), 3))" height="16"><title>\(words)</title></rect>
                """
        }
        return """
            <text class="lieu" x="168" y="\(top + 12)">\(line.place.record.shortName)</text><path class="fil" d="M176 \(top + 8)H952"/>\(bars)
            """
    }
    return """
        <svg class="frise" viewBox="0 0 960 \(height)" aria-hidden="true" focusable="false">\(statusPatterns)\(years)\(strips)</svg>
        """
}

private func stepTable(_ view: ProgressView) -> Markup {
    let shown: [Status] = [.none, .organising, .prefiguration, .created]
    let rows: [Markup] = view.lines.map { line in
        let cells: [Markup] = shown.map { status in
            let dates: [Markup] = line.steps.filter { $0.standing.status == status }.map { step in
                "\(step.standing.since.map { time($0) } ?? time(step.day)) \(step.standing.certainty == .established ? nil : certaintyMark(step.standing.certainty)) "
            }
            return "<td data-titre=\"\(status.label)\">\(dates.isEmpty ? ["—"] : dates)</td>"
        }
        return "<tr><th scope=\"row\"><a href=\"\(line.place.record.path)\">\(line.name)</a></th>\(cells)</tr>"
    }
    return table(
        caption: "Depuis quand, statut par statut", id: "chemins",
        columns: [Column("Territoire")] + shown.map { Column($0.label) }, rows: rows)
}
