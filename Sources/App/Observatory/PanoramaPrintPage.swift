import Domain
import Markup

/// A panorama on paper: four pages, or one card.
struct PrintedPanorama: Sendable {
    enum Format: String, Sendable { case pages = "panorama", card = "carton" }

    let view: TerritoryPanorama
    let map: ClassMap?
    let format: Format
    let network: String
    let base: String
    let isFictional: Bool
    let hasPress: Bool

    func address(_ end: String, format: Format? = nil) -> String {
        let month = view.query.isEmpty ? "" : "&" + view.query.dropFirst()
        return "\(view.path)/\(end)?format=\((format ?? self.format).rawValue)\(month)"
    }
}

/// The stylesheet is nil for the press, which is given its own.
func printedPanorama(_ printed: PrintedPanorama, stylesheet: String?) -> String {
    let link: Markup? = stylesheet.map {
        "<link rel=\"stylesheet\" href=\"\($0)\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
    }
    let view = printed.view
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Panorama de l’ESS : \(view.name)</title>
        <meta name="author" content="\(printed.network)">
        \(link)
        </head>
        <body class="panorama \(printed.format.rawValue)">
        \(stylesheet == nil ? nil : tools(printed))\(printed.isFictional ? fictionNotice : nil)
        <main>\(printed.format == .card ? card(printed) : pages(printed))</main>
        </body>
        </html>
        """
    return document.text
}

private func tools(_ printed: PrintedPanorama) -> Markup {
    let other = printed.format == .card ? PrintedPanorama.Format.pages : .card
    let otherLabel = printed.format == .card ? "Le panorama en quatre pages" : "Le carton d’une page"
    let way: Markup =
        printed.hasPress
        ? "<p><a class=\"bouton\" href=\"\(printed.address("panorama.pdf"))\">En PDF</a></p>"
        : "<p>Pour l’imprimer : la commande Imprimer du navigateur, papier A4.</p>"
    return """
        <nav class="outils" aria-label="Impression"><p><a href="\(printed.view.path)\(printed.view.query)">Retour au panorama</a></p><p><a href="\(printed.address("imprimer", format: other))">\(otherLabel)</a></p>\(way)</nav>
        """
}

private func head(_ printed: PrintedPanorama) -> Markup {
    let view = printed.view
    let ess = view.panorama.total.ess
    var list = [
        Figure("\(French.number(Int(ess.active)))", "établissements actifs de l’ESS"),
        Figure("\(French.number(Int(ess.employers)))", "dont employeurs"),
        Figure("\(view.panorama.total.share.percent)", "de tous les établissements"),
    ]
    if let inhabitants = view.inhabitants {
        list.append(
            Figure("\(Proportion(Int(ess.active), of: inhabitants).perThousand)", "pour 1 000 habitants"))
    }
    let rank: Markup? = view.rankSentence.map { "<p>\(sentence: $0)</p>" }
    return """
        <p class="rubrique">Panorama de l’économie sociale et solidaire</p><h1>\(view.name)</h1>
        <p class="chapeau">\(sentence: view.leadSentence)</p>\(figures(list))\(rank)
        """
}

private func foot(_ printed: PrintedPanorama) -> Markup {
    let vintage = printed.view.vintage
    return """
        <p class="pied-source">Source : \(vintage.citation) (\(OpenLicence.name)) ; périmètre : \(vintage.perimeter) ; limites au \(time(printed.view.geography.day)). \(printed.network), \(printed.base + printed.view.path)</p>
        """
}

private func figure(_ printed: PrintedPanorama, _ name: String) -> Markup? {
    printed.view.chart(name).map { chart in
        "<figure><figcaption><h2>\(chart.title)</h2><p>\(sentence: chart.sentence)</p></figcaption>\(drawing(chart))</figure>"
    }
}

private func list(_ printed: PrintedPanorama, _ name: String, most: Int = 40) -> Markup? {
    guard let table = printed.view.table(name) else { return nil }
    let shown = DataTable(
        name: table.name, title: table.title, columns: table.columns, rows: Array(table.rows.prefix(most)),
        note: table.rows.count > most
            ? "\(most) lignes sur \(table.rows.count) : la suite est sur le site." : table.note, source: table.source)
    return dataTable(shown)
}

/// The parts that have most, when they are too many to be all printed.
private func places(_ printed: PrintedPanorama, most: Int) -> Markup? {
    let view = printed.view
    guard view.parts.count > 1 else { return nil }
    let sorted = view.parts.sorted { left, right in
        (right.total.ess.active, French.slug(left.record.name)) < (
            left.total.ess.active, French.slug(right.record.name)
        )
    }
    let isWhole = sorted.count <= most
    return dataTable(
        DataTable(
            name: "lieux",
            title: isWhole
                ? "\(view.partKind.label.capitalizedFirst) par \(view.partKind.label)"
                : "Les \(most) \(view.partKind.plural) où l’ESS a le plus d’établissements",
            columns: TerritoryPanorama.placeColumns,
            rows: sorted.prefix(most).map { TerritoryPanorama.place($0, query: view.query) },
            note: isWhole ? nil : "Sur \(sorted.count) : la suite est sur le site."))
}

private func whereMap(_ printed: PrintedPanorama) -> Markup? {
    printed.map.map {
        "<div><h2>Part de l’ESS, \(printed.view.partKind.label) par \(printed.view.partKind.label)</h2>\(classMap($0))</div>"
    }
}

private func card(_ printed: PrintedPanorama) -> Markup {
    """
    <section class="page">\(head(printed))<div class="cote-a-cote"><div>\(figure(printed, "familles"))</div>\(whereMap(printed))</div>
    <div class="cote-a-cote"><div>\(figure(printed, "annees"))</div><div>\(figure(printed, "evolution"))</div></div>\(foot(printed))</section>
    """
}

private func pages(_ printed: PrintedPanorama) -> Markup {
    """
    <section class="page">\(head(printed))<div class="cote-a-cote"><div>\(figure(printed, "familles"))</div><div>\(figure(printed, "evolution"))</div></div>\(whereMap(printed))\(foot(printed))</section>
    <section class="page"><div class="cote-a-cote"><div>\(figure(printed, "activites"))</div><div>\(figure(printed, "annees"))\(list(printed, "ages"))\(figure(printed, "tailles"))</div></div>\(foot(printed))</section>
    <section class="page">\(list(printed, "secteurs"))\(list(printed, "tailles"))\(list(printed, "codes", most: 10))\(foot(printed))</section>
    <section class="page">\(places(printed, most: 10))\(list(printed, "employeurs", most: 6))\(list(printed, "chiffres", most: 6))<h2>Comment c’est compté</h2>
    <p>Établissements actifs du répertoire Sirene. Est de l’ESS ce que le répertoire dit tel, sinon ce que sa forme juridique et son activité disent dans le périmètre du réseau. Sirene ne connaît pas les effectifs, seulement des tranches : un nombre d’emplois n’est qu’un encadrement. Dans les tableaux de tailles, « s » est un secret statistique : moins de \(printed.view.secrecy.least) employeurs, un seul qui pourrait réunir plus de \(printed.view.secrecy.dominance) % des emplois, ou une case qui permettrait de retrouver l’une des précédentes.</p>
    <p>Pour refaire ces tableaux : <code>\(printed.view.vintage.command)</code></p>\(foot(printed))</section>
    """
}
