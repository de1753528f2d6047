import Domain
import Markup

/// `/`: the network today, and where each visitor may want to go.
func homePage(_ view: SituationView) -> PageContent {
    let latest = view.facts.milestones.filter { $0.effectiveDay <= view.day }.sorted(by: Milestone.chronological)
    let items: [Markup] = latest.suffix(6).reversed().map {
        chronologyItem($0, until: nil, subject: view.subject(of: $0))
    }
    let recent: Markup =
        items.isEmpty
        ? emptyState(
            "Rien n’est encore enregistré.",
            "Les jalons du réseau et des pôles paraîtront ici, du plus récent au plus ancien.")
        : "<ol class=\"jalons\">\(items)</ol>"
    return PageContent(
        title: "Le réseau aujourd’hui", section: .network,
        description:
            "Les pôles de développement de l’économie sociale et solidaire : où ils en sont, territoire par territoire, à toute date.",
        body: """
            \(heading("L’économie sociale et solidaire, territoire par territoire", "Des associations, des coopératives, des mutuelles, des fondations et des entreprises se regroupent en pôles pour développer ensemble leur territoire. Voici où en est chacun, aujourd’hui."))
            \(ageNotice(latest.last, today: view.day))
            \(mapAndFigures(view))
            <p class="actions"><a class="bouton" href="/situation?au=2010-03-01">Remonter au 1<sup>er</sup> mars 2010</a> <a href="/situation">Voir la liste et la chronologie</a></p>
            <div class="trois">
            <section><h2>Derniers jalons</h2>\(recent)</section>
            <section><h2>\(regionTitle)</h2>\(regionFigures(view))</section>
            <section><h2>Vous venez pour…</h2>\(doors)</section>
            </div>
            """)
}

/// When nothing was recorded for a year, today's map is said to be what was last known.
private func ageNotice(_ latest: Milestone?, today: Day) -> Markup? {
    guard let latest, latest.effectiveDay.adding(days: 365) < today else { return nil }
    return notice(
        .information,
        "<p>Le dernier jalon enregistré date de \(time(latest.date)) : cette carte montre ce qu’on savait alors. Les personnes qui ont un rôle dans un pôle peuvent la mettre à jour.</p>"
    )
}

private let regionTitle: Markup = "L’ESS dans la région"

private func regionFigures(_ view: SituationView) -> Markup {
    guard let first = view.keyFigures.first else {
        return emptyState(
            "Pas encore de chiffre publié.", "Un chiffre n’est montré qu’avec sa source, sa date et son périmètre.")
    }
    let list = view.keyFigures.filter { $0.year == first.year && $0.source == first.source }.map(figure)
    return "\(figures(list))<p class=\"preuve\">\(citation(first.source))</p>"
}

private func figure(_ figure: KeyFigure) -> Figure {
    switch figure.unit {
    case "dixiemes-de-pourcent": Figure("\(French.percent(tenths: figure.value))", "de l’emploi (\(figure.year))")
    case "euros":
        Figure("\(French.number(figure.value / 1_000_000)) <small>M€</small>", "de salaires versés (\(figure.year))")
    case "salaries": Figure("\(French.number(figure.value))", "personnes salariées (\(figure.year))")
    default: Figure("\(French.number(figure.value))", "établissements (\(figure.year))")
    }
}

private let doors: Markup = """
    <ul class="portes">
    <li><a href="/territoires">Mon territoire</a> : son pôle, ce qui s’y est passé, ce qu’on en sait</li>
    <li><a href="/poles">Les pôles</a> : qui, où, depuis quand, comment les joindre</li>
    <li><a href="/demarche">Créer un pôle</a> : de l’idée à l’assemblée constitutive</li>
    <li><a href="/situation.json">Les données</a> : les mêmes, à réutiliser librement</li>
    </ul>
    """
