import Domain
import Markup

/// The territories of one level in a vintage.
struct ObservatoryView: Sendable {
    let kind: TerritoryKind
    let kinds: [TerritoryKind]
    let vintage: Vintage
    let vintages: [Vintage]
    let lines: [TerritoryPanorama.Part]
    let map: ClassMap?
    let sorting: Sorting
    let ask: PanoramaAsk

    static let sortKeys = ["nom", "ess", "part", "employeurs", "densite"]

    var query: String { ask.query(vintage, among: vintages) }

    func address(
        kind: TerritoryKind? = nil, sorting: String? = nil, path: String = "/observatoire", within limits: Day? = nil
    ) -> String {
        let day = limits ?? ask.limits
        let limit = day == ask.today ? "" : "&au=\(day)"
        return
            "\(path)?niveau=\((kind ?? self.kind).rawValue)&millesime=\(vintage.month)&tri=\(sorting ?? self.sorting.parameter)\(limit)"
    }

    /// All of the level together.
    var total: Panorama.Beside {
        lines.reduce(into: Panorama.Beside()) { total, line in
            total.all += line.total.all
            total.ess += line.total.ess
        }
    }

    var table: DataTable {
        DataTable(
            name: kind.rawValue, title: "\(kind.plural.capitalizedFirst), \(vintage.month.french)",
            columns: [DataTable.Column(name: "code", title: "Code", isNumeric: false)] + TerritoryPanorama.placeColumns,
            rows: lines.map { TerritoryPanorama.place($0, query: query, withCode: true) })
    }
}

/// `/observatoire`: every territory of a level, on the map and in a table.
func observatoryPage(_ view: ObservatoryView) -> PageContent {
    let kinds: [Markup] = view.kinds.map { kind in
        "<li><a href=\"\(view.address(kind: kind))\"\("aria-current", kind == view.kind ? "true" : nil)>\(kind.plural.capitalizedFirst)</a></li>"
    }
    let total = view.total
    let all = figures([
        Figure("\(French.number(Int(total.ess.active)))", "établissements actifs de l’ESS"),
        Figure("\(French.number(Int(total.ess.employers)))", "dont employeurs"),
        Figure("\(total.share.percent)", "de tous les établissements"),
        Figure("\(French.number(Int(total.ess.seats)))", "unités légales de l’ESS y ont leur siège"),
    ])
    let tools: Markup = """
        <p class="actions"><a href="/observatoire/comparer">Comparer des territoires</a> <a href="/observatoire/perimetre">Choisir un périmètre</a> <a href="/observatoire/methode">La méthode</a></p>
        """
    let drawn: Markup =
        view.map.map {
            "<div class=\"deux\"><section><h2>Part de l’ESS dans les établissements</h2>\(classMap($0))</section><section><h2>En tout</h2>\(all)\(tools)</section></div>"
        } ?? "\(all)\(tools)"
    return PageContent(
        title: "Observatoire", section: .observatory,
        description: "L’ESS dans chaque territoire, d’après les fichiers de l’Insee.",
        body: """
            \(heading("Observatoire de l’ESS", "\(sentence: lead(view))"))
            <ul class="tas onglets" aria-label="Niveau">\(kinds)</ul>
            \(askForm(view.ask, view.vintages, view.vintage, action: "/observatoire", kept: [("niveau", view.kind.rawValue)]))
            \(limitsNotice(view.ask, back: view.address(within: view.ask.today)))
            \(drawn)\(lines(view))
            \(exports([("CSV", view.address(path: "/observatoire.csv"))]))
            <p class="source">Source : \(view.vintage.citation), limites au \(time(view.ask.limits)).</p>
            """)
}

private func lead(_ view: ObservatoryView) -> String {
    let counted = view.lines.filter { $0.total.all.active > 0 }
    guard let first = counted.max(by: { $0.total.share.isLess(than: $1.total.share) }) else {
        return "Aucun établissement n’y est compté en \(view.vintage.month.french)."
    }
    let ess = counted.reduce(0) { $0 + Int($1.total.ess.active) }
    return
        "\(French.count(ess, "établissement actif", "établissements actifs")) de l’ESS en \(view.vintage.month.french) dans \(French.count(counted.count, view.kind.label, view.kind.plural)) ; la part la plus forte : \(first.record.name), \(first.total.share.percent)."
}

private func lines(_ view: ObservatoryView) -> Markup {
    let rows: [Markup] = view.lines.map { line in
        let path = "/observatoire/" + line.record.territory.slug + view.query
        let density = line.inhabitants.map {
            Proportion(Int(line.total.ess.active), of: $0).perThousand
        }
        return """
            <tr><th scope="row"><a href="\(path)">\(line.record.name)</a></th><td data-titre="De l’ESS" class="nombre">\(French.number(Int(line.total.ess.active)))</td>\
            <td data-titre="dont employeurs" class="nombre">\(French.number(Int(line.total.ess.employers)))</td><td data-titre="Part de l’ESS" class="nombre">\(line.total.share.percent)</td>\
            <td data-titre="Pour 1 000 habitants" class="nombre">\(density ?? "—")</td></tr>
            """
    }
    return table(
        caption: "\(view.kind.plural.capitalizedFirst), \(view.vintage.month.french)", id: "territoires",
        columns: [
            Column("Territoire", key: "nom"), Column("De l’ESS", key: "ess", isNumeric: true),
            Column("dont employeurs", key: "employeurs", isNumeric: true),
            Column("Part de l’ESS", key: "part", isNumeric: true),
            Column("Pour 1 000 habitants", key: "densite", isNumeric: true),
        ], rows: rows, sorting: view.sorting
    ) { view.address(sorting: $0) }
}

/// Nothing was imported: what others published about the region, and the command to run.
func emptyObservatoryPage(_ regions: [(record: TerritoryRecord, figures: [PublishedFigure])]) -> PageContent {
    let published: [Markup] = regions.compactMap { region in
        publishedTable(region.figures, of: region.record).map {
            dataTable($0, id: "tableau-\(region.record.territory.slug)")
        }
    }
    return PageContent(
        title: "Observatoire", section: .observatory,
        body: """
            \(heading("Observatoire de l’ESS", "Le panorama de chaque territoire, d’après les fichiers ouverts de l’Insee."))
            \(noVintage)
            <p class="actions"><a href="/observatoire/perimetre">Choisir un périmètre</a> <a href="/observatoire/methode">La méthode</a></p>
            \(published)
            """)
}
