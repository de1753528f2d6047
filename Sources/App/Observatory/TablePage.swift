import Domain
import Markup

/// A table of figures on a page, with its files. A column of words in which no row says anything is left to the files.
func dataTable(_ data: DataTable, id: String? = nil, files: String? = nil) -> Markup {
    let shown = data.columns.indices.filter { index in
        index == 0 || data.columns[index].isNumeric || data.rows.contains { $0.cells[index] != .none }
    }
    let rows: [Markup] = data.rows.map { row in
        let cells: [Markup] = shown.dropFirst().map { index in
            let column = data.columns[index]
            return
                "<td data-titre=\"\(column.title)\"\("class", column.isNumeric ? "nombre" : nil)>\(cell(row, index, column))</td>"
        }
        let head = data.columns.first.map { cell(row, 0, $0) }
        return "<tr\("class", row.isTotal ? "total" : nil)><th scope=\"row\">\(head)</th>\(cells)</tr>"
    }
    let columns = shown.map { Column(data.columns[$0].title, isNumeric: data.columns[$0].isNumeric) }
    let note: Markup? = data.note.map { "<p class=\"mention\">\(sentence: $0)</p>" }
    let export: Markup? = files.map { exports([("CSV", $0)]) }
    return """
        \(table(caption: "\(data.title)", id: id ?? "tableau-" + data.name, columns: columns, rows: rows))\(note)\(export)
        """
}

private func cell(_ row: DataTable.Row, _ index: Int, _ column: DataTable.Column) -> Markup {
    let value = row.cells[index]
    if column.isLinked, let path = row.path { return "<a href=\"\(path)\">\(value.written)</a>" }
    return index == 0 ? "\(value.written.capitalizedFirst)" : cellContent(value)
}

private func cellContent(_ value: DataTable.Value) -> Markup {
    if value == .secret { return "<abbr title=\"secret statistique\">s</abbr>" }
    return "\(value.written)"
}

/// A drawing alone, for somebody else's page.
func frameAddress(_ path: String, _ chart: String, _ query: String) -> String {
    "\(path)/cadre?graphique=\(chart)" + (query.isEmpty ? "" : "&" + query.dropFirst())
}

/// A drawing with its sentence, its table and its files; `formats` are the ends of their names.
func chartFigure(
    _ chart: Chart, _ data: DataTable?, path: String, query: String, citation: String, formats: [String]
) -> Markup {
    let rows: Markup? = data.map { data in
        "<details><summary>Les chiffres de ce graphique</summary>\(dataTable(data))</details>"
    }
    return """
        <figure class="figure-graphique" id="\(chart.name)"><figcaption><h3>\(chart.title)</h3><p>\(sentence: chart.sentence)</p></figcaption>
        \(drawing(chart))\(rows)
        <p class="source">Source : \(citation).</p>
        \(exports(formats.map { ($0.uppercased(), "\(path)/fichiers/\(chart.name).\($0)\(query)") } + [("Cadre", frameAddress(path, chart.name, query))]))</figure>
        """
}

/// What stands where nothing was imported: the command to run.
let noVintage: Markup = emptyState(
    "Aucun millésime de Sirene n’est encore importé.",
    "Un administrateur télécharge StockUniteLegale et StockEtablissement sur data.gouv.fr, puis lance <code>maillage importer panorama StockUniteLegale_AAAA-MM.zip StockEtablissement_AAAA-MM.zip</code> : quelques minutes plus tard, le panorama de chaque commune, intercommunalité et Pays est là."
)

/// Which month, when there are several, and within the limits of which day.
func askForm(
    _ ask: PanoramaAsk, _ vintages: [Vintage], _ chosen: Vintage, action: String, kept: [(String, String)] = []
) -> Markup {
    let fields: [Markup] = kept.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
    return """
        <form class="recherche millesimes" method="get" action="\(action)">\(fields)\(vintageField(vintages, chosen))\(limitsField(ask))<button class="second">Voir</button></form>
        """
}

func vintageField(_ vintages: [Vintage], _ chosen: Vintage?) -> Markup? {
    guard vintages.count > 1 else { return nil }
    let options: [Markup] = vintages.map { vintage in
        "<option value=\"\(vintage.month.description)\"\("selected", if: vintage == chosen)>\(vintage.month.french)</option>"
    }
    return """
        <div class="champ"><label for="millesime">Millésime</label><select id="millesime" name="millesime">\(options)</select></div>
        """
}

func limitsField(_ ask: PanoramaAsk) -> Markup {
    """
    <div class="champ"><label for="au">Limites des territoires au</label><input class="petit" type="date" id="au" name="au" value="\(ask.limits.description)" required></div>
    """
}

/// Said wherever the limits are not today's; `back` is the same page within today's.
func limitsNotice(_ ask: PanoramaAsk, back: String, aboutSizes: Bool = false) -> Markup? {
    guard !ask.isToday else { return nil }
    let sizes: Markup? =
        aboutSizes
        ? " Les tailles des employeurs ne sont montrées que dans les limites d’aujourd’hui : deux découpages mis côte à côte diraient, par soustraction, ce qu’aucun ne dit seul."
        : nil
    return notice(
        .information,
        "<p>Dans les limites des territoires au \(time(ask.limits)).\(sizes) <a href=\"\(back)\">Revenir aux limites d’aujourd’hui</a></p>"
    )
}
