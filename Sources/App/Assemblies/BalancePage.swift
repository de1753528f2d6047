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
    let sections: [Markup] = view.balance.parts.map { section($0, isDesk: view.isDesk) }
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
        description: "Diversité et équilibre \(French.of(hub.name)) : membres, instances, mandats.",
        body: """
            \(heading("Personne ne domine \(French.the(hub.name))", "Un pôle naît de la volonté d’une diversité d’acteurs et n’est jamais tenu par une ou trop peu de structures. Voici qui y pèse combien, au \(ordinal(view.balance.day.french))."))
            \(caps)\(breachList(view.balance, isDesk: view.isDesk))\(sections)\(meetingTable(view))\(overTime(view.balance.years))
            <section><h2>Comment c’est compté</h2><div class="prose"><p>Les organisations affiliées (même SIREN, même groupe déclaré) comptent pour une seule. « Il faut au moins tant d’acteurs » : le plus petit nombre qui, ensemble, tient plus de la moitié. La diversité est le nombre de familles de même poids qui seraient aussi diverses (l’exponentielle de l’entropie de Shannon) : elle sert à voir, aucune règle n’en dépend.</p><p>Les voix portées à une assemblée sont celles que chaque organisation a en main à chaque vote : la sienne et celles des pouvoirs qu’elle porte, additionnées d’un vote à l’autre. À un scrutin en ligne, celles des organisations qui ont voté. Qui a voté quoi n’est regardé nulle part.</p></div></section>
            """, isPrivate: view.isDesk)
}

/// What passes a cap, gathered at the head of the page: each with what would mend it.
private func breachList(_ balance: Balance, isDesk: Bool) -> Markup? {
    let breaches = balance.parts.filter { isDesk || !$0.isForMembers }.flatMap { part in
        part.breaches.map { (part: part.title, finding: $0) }
    }
    guard !breaches.isEmpty else { return nil }
    let items: [Markup] = breaches.map { "<li><strong>\($0.part)</strong> : \(sentence: $0.finding.sentence)</li>" }
    return notice(.warning, "<p><strong>Un plafond est dépassé</strong></p><ul>\(items)</ul>")
}

private func section(_ part: Balance.Part, isDesk: Bool) -> Markup {
    guard part.whole > 0 else {
        let empty: Markup = part.subject == .votes ? "Personne ne vote." : "Personne n’y siège."
        return "<section><h2>\(part.title)</h2><p>\(empty)</p></section>"
    }
    let isNamed = isDesk || !part.isForMembers
    let told: [Markup] = part.sentences(isNamed: isNamed).map { "<li>\(sentence: $0)</li>" }
    let pictures: [Markup] = pictured(part, isNamed: isNamed).map { shares(part, per: $0) }
    return """
        <section class="balance-part"><h2>\(part.title)</h2><ul>\(told)</ul>\(isNamed && !part.findings.isEmpty ? findingList(part.findings) : nil)
        <div class="balance-images">\(pictures)</div></section>
        """
}

/// What is worth a picture: organisations where some hold several, groups where some have several organisations.
private func pictured(_ part: Balance.Part, isNamed: Bool) -> [Cap.Per] {
    let organisations = part.totals(per: .organisation)
    let groups = part.totals(per: .group)
    var kinds: [Cap.Per] = [.family, .college].filter { !part.totals(per: $0).isEmpty }
    guard isNamed else { return kinds }
    if organisations.contains(where: { $0.amount > 1 }) { kinds.append(.organisation) }
    if groups.count < organisations.count { kinds.append(.group) }
    return kinds
}

/// One bar for each, drawn by the server, and the same in a table.
private func shares(_ part: Balance.Part, per: Cap.Per) -> Markup {
    let totals = part.totals(per: per)
    let most = per == .family || per == .college ? 12 : 8
    let shown = totals.prefix(most)
    let largest = max(1, shown.map(\.amount).max() ?? 1)
    let name = per.label
    let bars: [Markup] = shown.enumerated().map { index, total in
        let width = max(2, 300 * total.amount / largest)
        let y = index * 26
        return """
            <g><rect class="balance-barre" x="0" y="\(y + 13)" width="\(width)" height="9" rx="2"/><text x="0" y="\(y + 9)">\(total.name) : \(French.number(total.amount))</text></g>
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
        <figure class="balance-figure"><figcaption>Par \(name)</figcaption><svg viewBox="0 0 320 \(shown.count * 26 + 2)" role="img" aria-label="\(label)">\(bars)</svg>
        <details><summary>Le tableau<span class="invisible"> : \(part.title) par \(name)</span></summary>\(table(caption: "\(part.title) par \(name)", id: id, columns: columns, rows: rows))</details></figure>
        """
}

/// Assemblies and votes on line, one a line, the last one first; the same drawn.
private func meetingTable(_ view: BalanceView) -> Markup? {
    let meetings = view.balance.meetings
    guard !meetings.isEmpty else { return nil }
    let rows: [Markup] = meetings.reversed().map { meeting in
        let state: Markup? = meeting.isOpen ? " <small>en cours</small>" : nil
        let proxies = meeting.proxies.reduce(0) { $0 + $1.amount }
        let few: Markup = meeting.fewest.map { "\(French.number($0))" } ?? "—"
        return """
            <tr><th scope="row">\(meeting.title)\(state)</th><td data-titre="Le">\(time(meeting.day))</td><td class="nombre" data-titre="Votes">\(French.number(meeting.votes))</td>\
            <td class="nombre" data-titre="Organisations">\(French.number(meeting.carried.count))</td><td class="nombre" data-titre="Pouvoirs portés">\(French.number(proxies))</td><td class="nombre" data-titre="Acteurs pour plus de la moitié">\(few)</td></tr>
            """
    }
    let columns = [
        Column("Assemblée ou scrutin"), Column("Le"), Column("Votes", isNumeric: true),
        Column("Organisations", isNumeric: true), Column("Pouvoirs portés", isNumeric: true),
        Column("Acteurs pour plus de la moitié", isNumeric: true),
    ]
    let points = meetings.suffix(10).map { (name: String($0.day.year), value: 10 * ($0.fewest ?? 0)) }
    let picture = points.count > 1 ? columnFigure("Acteurs qu’il fallait pour plus de la moitié des voix", points) : nil
    return """
        <section><h2>D’une assemblée à l’autre</h2>\(picture)
        \(table(caption: "Assemblées et scrutins en ligne", id: "assemblees-tenues", columns: columns, rows: rows))</section>
        """
}

private func overTime(_ years: [Balance.Year]) -> Markup? {
    guard years.count > 1 else { return nil }
    let rows: [Markup] = years.map { year in
        """
        <tr><th scope="row">\(String(year.day.year))</th><td class="nombre" data-titre="Membres">\(French.number(year.members))</td><td class="nombre" data-titre="Familles">\(year.families)</td>\
        <td class="nombre" data-titre="Diversité">\(decimal(year.diversityTenths))</td><td class="nombre" data-titre="Sièges tenus">\(year.seats)</td><td class="nombre" data-titre="Acteurs qui siègent">\(year.seated)</td>\
        <td class="nombre" data-titre="Pour plus de la moitié">\(year.fewest.map { String($0) } ?? "—")</td>\
        <td class="nombre" data-titre="Assemblées">\(year.meetings)</td><td class="nombre" data-titre="Pour plus de la moitié des voix portées">\(year.fewestVoices.map { String($0) } ?? "—")</td></tr>
        """
    }
    let columns =
        [Column("Fin d’année")]
        + [
            "Membres", "Familles", "Diversité", "Sièges tenus", "Acteurs qui siègent", "Pour plus de la moitié",
            "Assemblées", "Pour plus de la moitié des voix portées",
        ].map { Column($0, isNumeric: true) }
    return """
        <section><h2>D’année en année</h2><div class="balance-images">\(line("Membres", years) { 10 * $0.members })\(line("Diversité des familles", years, \.diversityTenths))\(line("Acteurs pour plus de la moitié des sièges", years) { 10 * ($0.fewest ?? 0) })</div>
        \(table(caption: "D’année en année", id: "annees", columns: columns, rows: rows))</section>
        """
}

private func decimal(_ tenths: Int) -> String { "\(tenths / 10),\(tenths % 10)" }

private func line(_ title: String, _ years: [Balance.Year], _ value: (Balance.Year) -> Int) -> Markup {
    columnFigure(title, years.map { (name: String($0.day.year), value: value($0)) })
}

/// A small column for each point, in tenths; the numbers are in the table beneath.
private func columnFigure(_ title: String, _ points: [(name: String, value: Int)]) -> Markup {
    let largest = max(1, points.map(\.value).max() ?? 1)
    let step = 300 / max(1, points.count)
    func written(_ value: Int) -> String { value % 10 == 0 ? String(value / 10) : decimal(value) }
    let columns: [Markup] = points.enumerated().map { index, point in
        let height = 70 * point.value / largest
        let width = min(40, max(4, 2 * step / 3))
        let middle = index * step + step / 2
        // Every one is named where there is room.
        let isNamed = points.count <= 8 || index % 3 == 0 || index == points.count - 1
        let name: Markup? = isNamed ? "<text class=\"milieu\" x=\"\(middle)\" y=\"106\">\(point.name)</text>" : nil
        let number: Markup? =
            points.count <= 10
            ? "<text class=\"milieu\" x=\"\(middle)\" y=\"\(86 - height)\">\(written(point.value))</text>" : nil
        return
            "<g><rect class=\"balance-barre\" x=\"\(middle - width / 2)\" y=\"\(90 - height)\" width=\"\(width)\" height=\"\(height)\"/>\(number)\(name)</g>"
    }
    let label = title + " : " + points.map { "\($0.name) \(written($0.value))" }.joined(separator: ", ")
    return """
        <figure class="balance-figure"><figcaption>\(title)</figcaption><svg viewBox="0 0 320 112" role="img" aria-label="\(label)"><path class="axe" d="M0 90H320"/>\(columns)</svg></figure>
        """
}

/// The sentence on a hub's own page that leads here.
func balanceHeadline(_ finding: Finding?, slug: String) -> Markup? {
    guard let finding else { return nil }
    return """
        <section><h2>Personne ne domine</h2>\(findingList([finding]))<p><a href="/poles/\(slug)/equilibre">Qui pèse combien, par famille, collège et organisation</a></p></section>
        """
}

/// What the caps of a draft would say of what is held today: the same computation, under other rules.
func draftBalance(_ balance: Balance) -> Markup? {
    let parts = balance.parts.filter { !$0.findings.isEmpty }
    guard !parts.isEmpty else { return nil }
    let items: [Markup] = parts.map { "<h3>\($0.title)</h3>\(findingList($0.findings))" }
    return "<section><h2>Ce que ces plafonds donneraient aujourd’hui</h2>\(items)</section>"
}
