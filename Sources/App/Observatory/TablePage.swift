import Domain
import Markup

/// A table of figures on a page, with its files.
func dataTable(_ data: DataTable, id: String? = nil, files: String? = nil) -> Markup {
    let rows: [Markup] = data.rows.map { row in
        let cells: [Markup] = row.cells.enumerated().dropFirst().map { index, value in
            let column = data.columns[index]
            let isLink = row.path != nil && column.name == "territoire"
            let content: Markup =
                isLink ? "<a href=\"\(row.path ?? "")\">\(value.written)</a>" : cellContent(value)
            return "<td data-titre=\"\(column.title)\"\("class", column.isNumeric ? "nombre" : nil)>\(content)</td>"
        }
        let first = row.cells.first ?? .none
        let head: Markup =
            data.columns.first?.name == "territoire"
            ? (row.path.map { "<a href=\"\($0)\">\(first.written)</a>" as Markup } ?? "\(first.written)")
            : "\(first.written)"
        return "<tr\("class", row.isTotal ? "total" : nil)><th scope=\"row\">\(head)</th>\(cells)</tr>"
    }
    let columns = data.columns.map { Column($0.title, isNumeric: $0.isNumeric) }
    let note: Markup? = data.note.map { "<p class=\"mention\">\(sentence: $0)</p>" }
    let export: Markup? = files.map { exports([("CSV", $0)]) }
    return """
        \(table(caption: "\(data.title)", id: id ?? "tableau-" + data.name, columns: columns, rows: rows))\(note)\(export)
        """
}

private func cellContent(_ value: DataTable.Value) -> Markup {
    if value == .secret { return "<abbr title=\"secret statistique\">s</abbr>" }
    return "\(value.written)"
}

/// A drawing with its sentence, its table and its files.
func chartFigure(_ chart: Chart, _ data: DataTable?, path: String, query: String, citation: String) -> Markup {
    let rows: Markup? = data.map { data in
        "<details><summary>Les chiffres de ce graphique</summary>\(dataTable(data))</details>"
    }
    return """
        <figure class="figure-graphique" id="\(chart.name)"><figcaption><h3>\(chart.title)</h3><p>\(sentence: chart.sentence)</p></figcaption>
        \(drawing(chart))\(rows)
        <p class="source">Source : \(citation).</p>
        \(exports([("CSV", "\(path)/fichiers/\(chart.name).csv\(query)"), ("SVG", "\(path)/fichiers/\(chart.name).svg\(query)")]))</figure>
        """
}

/// What stands where nothing was imported: the command to run.
let noVintage: Markup = emptyState(
    "Aucun millésime de Sirene n’est encore importé.",
    "Un administrateur télécharge StockUniteLegale et StockEtablissement sur data.gouv.fr, puis lance <code>maillage importer panorama StockUniteLegale_AAAA-MM.zip StockEtablissement_AAAA-MM.zip</code> : quelques minutes plus tard, le panorama de chaque commune, intercommunalité et Pays est là."
)

/// The vintages as a choice; nothing when there is one.
func vintageChoice(_ vintages: [Vintage], _ chosen: Vintage, action: String, kept: [(String, String)] = []) -> Markup? {
    guard vintages.count > 1 else { return nil }
    let options: [Markup] = vintages.map { vintage in
        "<option value=\"\(vintage.month.description)\"\("selected", if: vintage == chosen)>\(vintage.month.french)</option>"
    }
    let fields: [Markup] = kept.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
    return """
        <form class="recherche" method="get" action="\(action)">\(fields)<div class="champ"><label for="millesime">Millésime</label><select id="millesime" name="millesime">\(options)</select></div><button class="second">Voir</button></form>
        """
}
