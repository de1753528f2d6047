import Domain
import Markup

let observatoryCrumbs = [Crumb("Observatoire", "/observatoire")]

/// `/observatoire/{territoire}`: its panorama.
func panoramaPage(_ view: TerritoryPanorama, map: ClassMap?, formats: [String], base: String) -> PageContent {
    return PageContent(
        title: view.name, section: .observatory, breadcrumbs: observatoryCrumbs,
        description: "L’économie sociale et solidaire : \(view.name). \(view.leadSentence)",
        body: """
            \(heading("L’ESS : \(view.name)", "\(sentence: view.leadSentence)"))
            \(panoramaTools(view))
            \(askForm(view.ask, view.vintages, view.vintage, action: view.path))
            \(limitsNotice(view.ask, back: view.todayAddress, aboutSizes: true))
            \(keyFigures(view))
            \(scopeNotice(view))
            <div class="graphiques libres">\(charts(view, formats))</div>
            \(place(view, map))
            \(tables(view))
            \(published(view))
            \(sources(view))
            \(reuse(view, base))
            """)
}

/// How a drawing is put on another page.
private func reuse(_ view: TerritoryPanorama, _ base: String) -> Markup? {
    guard let chart = view.charts.first else { return nil }
    let address = base + frameAddress(view.path, chart.name, view.query)
    let code =
        "<iframe src=\"\(address)\" title=\"\(chart.title) : \(view.name)\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>"
    return """
        <details class="integrer"><summary>Poser un graphique sur une autre page</summary><p>« Cadre », sous chaque graphique, est la page de ce graphique seul, avec sa source ; il suit le dernier millésime. Pour le premier :</p>
        <div class="champ"><label for="code-cadre">Code à copier</label><textarea id="code-cadre" rows="3" readonly>\(code)</textarea></div>
        <p>Les mêmes tableaux, pour un programme : <a href="/api/observatoire/territoires/\(view.record.territory.slug)\(view.query)">/api/observatoire/territoires/\(view.record.territory.slug)</a>.</p></details>
        """
}

/// Without a vintage, or where none counts anything: what others published, and what to do.
func emptyPanoramaPage(
    _ record: TerritoryRecord, _ figures: [PublishedFigure], _ ask: PanoramaAsk, hasVintages: Bool
) -> PageContent {
    let path = "/observatoire/" + record.territory.slug
    let tables = [publishedTable(figures, of: record)].compactMap(\.self) + publishedDivisions(figures)
    let published: [Markup] = tables.isEmpty ? [noFigure] : tables.map { dataTable($0) }
    let reason: Markup =
        hasVintages
        ? emptyState(
            "Aucun millésime ne compte les établissements de ce territoire.",
            "Les communes qui le composent ne sont pas connues à cette date, ou le millésime ne porte pas sur elles.")
        : noVintage
    return PageContent(
        title: record.name, section: .observatory, breadcrumbs: observatoryCrumbs,
        body: """
            \(heading("L’ESS : \(record.name)", "Ce que l’on sait de l’économie sociale et solidaire sur ce territoire."))
            <p class="actions"><a href="\(record.path)">Le territoire, son pôle</a> <a href="/observatoire/methode">La méthode</a></p>
            \(limitsNotice(ask, back: path))\(reason)
            <section id="publies"><h2>Chiffres publiés</h2>\(published)</section>
            """)
}

private let noFigure: Markup = emptyState(
    "Aucun chiffre publié n’est inscrit pour ce territoire.",
    "Un chiffre n’est montré qu’avec sa source, son année et son périmètre : <code>maillage importer chiffres FICHIER</code>."
)

/// What others measured, apart from what is counted here; where to find jobs by sector when nobody published them here.
private func published(_ view: TerritoryPanorama) -> Markup {
    let tables = [view.figureTable].compactMap(\.self) + view.dividedTables
    let list: [Markup] = tables.isEmpty ? [noFigure] : tables.map { dataTable($0, files: file(view, $0.name)) }
    let links: [Markup] = view.wider.enumerated().map { rank, record in
        "\(rank == 0 ? nil : ", " as Markup)<a href=\"/observatoire/\(record.territory.slug)#publies\">\(record.name)</a>"
    }
    let wider: Markup? =
        links.isEmpty
        ? nil
        : "<p>Les emplois par secteur et par taille ne sont publiés que pour des territoires plus larges : \(links).</p>"
    return "<section id=\"publies\"><h2>Chiffres publiés</h2>\(list)\(wider)</section>"
}

private func file(_ view: TerritoryPanorama, _ name: String) -> String {
    "\(view.path)/fichiers/\(name).csv\(view.query)"
}

private func panoramaTools(_ view: TerritoryPanorama) -> Markup {
    let whole = view.geography.whole(.region, of: view.record.id)
    let compare: Markup? = whole.map { region in
        "<a href=\"/observatoire/comparer?t=\(view.record.territory.slug)&amp;t=\(region.territory.slug)\">Comparer</a> "
    }
    let others: Markup? = view.figures.isEmpty ? nil : "<a href=\"#publies\">Ce que d’autres ont publié</a> "
    return """
        <p class="actions"><a class="bouton" href="\(view.path)/imprimer\(view.query)">Le panorama à imprimer</a> \(compare)\(others)<a href="\(view.record.path)">Le territoire, son pôle</a> <a href="/observatoire/methode">La méthode</a></p>
        """
}

private func keyFigures(_ view: TerritoryPanorama) -> Markup {
    let ess = view.panorama.total.ess
    var list = [
        Figure("\(French.number(Int(ess.active)))", "établissements actifs de l’ESS"),
        Figure("\(French.number(Int(ess.employers)))", "dont employeurs"),
        Figure("\(view.panorama.total.share.percent)", "de tous les établissements"),
        Figure("\(French.number(Int(ess.seats)))", "unités légales de l’ESS y ont leur siège"),
    ]
    if let inhabitants = view.inhabitants {
        list.append(
            Figure(
                "\(Proportion(Int(ess.active), of: inhabitants).perThousand)",
                "établissements de l’ESS pour 1 000 habitants"))
    }
    if let sizes = view.sizes?.total, sizes.jobs.low > 0 {
        list.append(
            Figure(bracket(sizes.jobs), "emplois chez ces employeurs, d’après les tranches de Sirene")
        )
    }
    let rank: Markup? = view.rankSentence.map { "<p>\(sentence: $0)</p>" }
    return "\(figures(list))\(rank)"
}

/// Numbers large, words small.
private func bracket(_ jobs: JobBracket) -> Markup {
    guard let high = jobs.high else { return "<small>au moins</small> \(French.number(jobs.low))" }
    if jobs.low == high { return "\(French.number(high))" }
    return "\(French.number(jobs.low)) <small>à</small> \(French.number(high))"
}

private func scopeNotice(_ view: TerritoryPanorama) -> Markup? {
    guard view.panorama.total.ess.active > 0, view.panorama.total.ess.active < 5 else { return nil }
    return notice(.information, "<p>Très peu d’établissements : une part ou un rang n’y veut pas dire grand-chose.</p>")
}

private func charts(_ view: TerritoryPanorama, _ formats: [String]) -> [Markup] {
    view.charts.map { chart in
        chartFigure(
            chart, view.table(chart.name), path: view.path, query: view.query, citation: view.vintage.citation,
            formats: formats)
    }
}

private func place(_ view: TerritoryPanorama, _ map: ClassMap?) -> Markup? {
    guard let table = view.partTable else { return nil }
    let drawn: Markup? = map.map { "<h3>Part de l’ESS dans les établissements</h3>\(classMap($0))" }
    let rows: Markup =
        table.rows.count > 30
        ? "<details><summary>Les \(table.rows.count) \(view.partKind.plural), en chiffres</summary>\(dataTable(table))</details>\(exports([("CSV", file(view, table.name))]))"
        : dataTable(table, files: file(view, table.name))
    return "<section id=\"lieux\"><h2>Où</h2>\(drawn)\(rows)</section>"
}

/// Tables that no chart shows.
private func tables(_ view: TerritoryPanorama) -> Markup {
    let shown = Set(view.charts.map(\.name) + ["lieux", "chiffres"] + view.dividedTables.map(\.name))
    let list: [Markup] = view.tables.filter { !shown.contains($0.name) }.map {
        dataTable($0, files: file(view, $0.name))
    }
    return "<section><h2>En détail</h2>\(list)</section>"
}

/// Everything that it takes to make the figures again.
func sources(_ view: TerritoryPanorama) -> Markup {
    """
    <section id="sources"><h2>Sources</h2>\(vintageSources(view.vintage))
    <p>Limites : composition des territoires au \(time(view.geography.day)), les communes fusionnées comptées dans celle qui les a reprises.</p></section>
    """
}

func vintageSources(_ vintage: Vintage) -> Markup {
    let files: [Markup] = vintage.files.map { file in
        """
        <dt>\(file.kind == "unites" ? "Unités légales" : "Établissements")</dt><dd>\(file.name), \(French.count(file.rows, "ligne lue", "lignes lues")), \(French.number(file.kept)) \(file.kind == "unites" ? "de l’ESS" : "comptés")<br><small>SHA-256 <code>\(file.digest)</code></small></dd>
        """
    }
    let treated: Markup? = vintage.treatedOn.map {
        "<dt>Date des données</dt><dd>dernier changement enregistré : \(time($0))</dd>"
    }
    return """
        <dl class="definitions"><dt>Source</dt><dd>\(vintage.citation), \(OpenLicence.name)</dd>\(treated)\(files)
        <dt>Périmètre</dt><dd><a href="/annuaire/methode">\(vintage.perimeter)</a></dd>
        <dt>Pour refaire ces tableaux</dt><dd><code>\(vintage.command)</code></dd></dl>
        """
}
