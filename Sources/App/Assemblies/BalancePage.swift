import Domain
import Markup

/// What the page of a hub's balance shows.
struct BalanceView: Sendable {
    let hub: Hub
    let balance: Balance
    let hasStatutes: Bool
    /// For the desk: findings with names; the public page is the same without the way to the desk.
    let isDesk: Bool
}

/// `/poles/{slug}/equilibre` and, at the desk, `/poles/{slug}/pilotage/equilibre`: nobody dominates, or who does and
/// what would mend it.
func balancePage(_ view: BalanceView) -> PageContent {
    let hub = view.hub
    let base = [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug)]
    let sections: [Markup] = view.balance.parts.map(section)
    let caps: Markup? =
        view.hasStatutes
        ? nil
        : notice(
            .information,
            "<p>Sans statuts en vigueur, aucun plafond n’est fixé : cette page montre ce qui est, sans dire ce qui est permis.</p>"
        )
    return PageContent(
        title: "Personne ne domine", section: .hubs,
        breadcrumbs: view.isDesk ? base + [Crumb("Pilotage", "/poles/\(hub.slug)/pilotage")] : base,
        description: "Diversité et équilibre de \(hub.name) : membres, instances, mandats.",
        body: """
            \(heading("Personne ne domine \(hub.name)", "Un pôle naît de la volonté d’une diversité d’acteurs et n’est jamais tenu par une ou trop peu de structures. Voici qui y pèse combien, au \(ordinal(view.balance.day.french))."))
            \(caps)\(sections)\(overTime(view.balance.years))
            <section><h2>Comment c’est compté</h2><div class="prose"><p>Les organisations affiliées (même SIREN, même groupe déclaré) comptent pour une seule. « Il faut au moins tant d’acteurs » : le plus petit nombre qui, ensemble, tient plus de la moitié. La diversité est le nombre de familles de même poids qui seraient aussi diverses (l’exponentielle de l’entropie de Shannon) : elle sert à voir, aucune règle n’en dépend.</p></div></section>
            """, isPrivate: view.isDesk)
}

private func section(_ part: Balance.Part) -> Markup {
    guard part.whole > 0 else {
        let empty: Markup = part.subject == .votes ? "Personne ne vote ce jour-là." : "Personne n’y siège."
        return "<section><h2>\(part.title)</h2><p>\(empty)</p></section>"
    }
    let told: [Markup] = part.sentences.map { "<li>\(sentence: $0)</li>" }
    let kinds: [Cap.Per] = [.family, .college, .group].filter { per in
        let totals = part.totals(per: per)
        // Groups are worth a picture only where somebody holds several.
        return per == .group ? totals.contains { $0.amount > 1 } : !totals.isEmpty
    }
    let pictures: [Markup] = kinds.map { shares(part, per: $0) }
    return """
        <section><h2>\(part.title)</h2><ul>\(told)</ul>\(part.findings.isEmpty ? nil : findingList(part.findings))
        <div class="parts">\(pictures)</div></section>
        """
}

/// One bar for each, drawn by the server, and the same in a table.
private func shares(_ part: Balance.Part, per: Cap.Per) -> Markup {
    let totals = part.totals(per: per)
    let most = per == .group ? 6 : 12
    let shown = totals.prefix(most)
    let largest = max(1, shown.map(\.amount).max() ?? 1)
    let name = per == .group ? "organisation ou groupe" : per.label
    let bars: [Markup] = shown.enumerated().map { index, total in
        let width = max(2, 300 * total.amount / largest)
        let y = index * 26
        return """
            <g><rect class="barre" x="0" y="\(y + 13)" width="\(width)" height="9" rx="2"/><text x="0" y="\(y + 9)">\(total.name) : \(French.number(total.amount))</text></g>
            """
    }
    let rows: [Markup] = totals.map { total in
        """
        <tr><th scope="row">\(total.name)</th><td class="nombre" data-titre="\(part.subject.label(2))">\(French.number(total.amount))</td><td class="nombre" data-titre="Part">\(French.percent(tenths: 1000 * total.amount / max(1, part.whole)))</td></tr>
        """
    }
    let id = part.key + "-" + per.rawValue
    let label = "\(part.title) par \(name) : " + shown.map { "\($0.name) \($0.amount)" }.joined(separator: ", ")
    let columns = [
        Column(name.prefix(1).uppercased() + name.dropFirst()),
        Column(part.subject.label(2).prefix(1).uppercased() + part.subject.label(2).dropFirst(), isNumeric: true),
        Column("Part", isNumeric: true),
    ]
    return """
        <figure class="barres"><figcaption>Par \(name)</figcaption><svg viewBox="0 0 320 \(shown.count * 26 + 2)" role="img" aria-label="\(label)">\(bars)</svg>
        <details><summary>Le tableau<span class="invisible"> : \(part.title) par \(name)</span></summary>\(table(caption: "\(part.title) par \(name)", id: id, columns: columns, rows: rows))</details></figure>
        """
}

private func overTime(_ years: [Balance.Year]) -> Markup? {
    guard years.count > 1 else { return nil }
    let rows: [Markup] = years.map { year in
        """
        <tr><th scope="row">\(String(year.day.year))</th><td class="nombre" data-titre="Membres">\(French.number(year.members))</td><td class="nombre" data-titre="Familles">\(year.families)</td>\
        <td class="nombre" data-titre="Diversité">\(decimal(year.diversityTenths))</td><td class="nombre" data-titre="Sièges tenus">\(year.seats)</td><td class="nombre" data-titre="Acteurs qui siègent">\(year.seated)</td>\
        <td class="nombre" data-titre="Pour plus de la moitié">\(year.fewest.map { String($0) } ?? "—")</td></tr>
        """
    }
    let columns =
        [Column("Fin d’année")]
        + ["Membres", "Familles", "Diversité", "Sièges tenus", "Acteurs qui siègent", "Pour plus de la moitié"].map {
            Column($0, isNumeric: true)
        }
    return """
        <section><h2>D’année en année</h2><div class="parts">\(line("Membres", years) { 10 * $0.members })\(line("Diversité des familles", years, \.diversityTenths))\(line("Acteurs pour plus de la moitié des sièges", years) { 10 * ($0.fewest ?? 0) })</div>
        \(table(caption: "D’année en année", id: "annees", columns: columns, rows: rows))</section>
        """
}

private func decimal(_ tenths: Int) -> String { "\(tenths / 10),\(tenths % 10)" }

/// A small column for each year; the numbers are in the table beneath.
private func line(_ title: String, _ years: [Balance.Year], _ value: (Balance.Year) -> Int) -> Markup {
    let values = years.map(value)
    let largest = max(1, values.max() ?? 1)
    let step = 300 / max(1, years.count)
    let columns: [Markup] = zip(years, values).enumerated().map { index, pair in
        let height = 70 * pair.1 / largest
        let x = index * step + 8
        let written = pair.1 % 10 == 0 ? String(pair.1 / 10) : decimal(pair.1)
        // Every year is written where there is room.
        let isNamed = years.count <= 8 || index % 3 == 0 || index == years.count - 1
        let name: Markup? =
            isNamed ? "<text class=\"milieu\" x=\"\(x + step / 3)\" y=\"106\">\(String(pair.0.day.year))</text>" : nil
        let number: Markup? =
            years.count <= 10
            ? "<text class=\"milieu\" x=\"\(x + step / 3)\" y=\"\(86 - height)\">\(written)</text>" : nil
        return
            "<g><rect class=\"barre\" x=\"\(x)\" y=\"\(90 - height)\" width=\"\(max(4, 2 * step / 3))\" height=\"\(height)\"/>\(number)\(name)</g>"
    }
    let label =
        title + " : "
        + zip(years, values).map { "\($0.day.year) \($1 % 10 == 0 ? String($1 / 10) : decimal($1))" }.joined(
            separator: ", ")
    return """
        <figure class="barres"><figcaption>\(title)</figcaption><svg viewBox="0 0 320 112" role="img" aria-label="\(label)"><path class="axe" d="M0 90H320"/>\(columns)</svg></figure>
        """
}
