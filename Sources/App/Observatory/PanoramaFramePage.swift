import Domain
import Markup

/// `/observatoire/{territoire}/cadre`: one drawing, what it says in words and in figures, where it comes from.
func panoramaFramePage(_ view: TerritoryPanorama, _ chart: Chart, _ origin: OpenOrigin) -> PageContent {
    let rows: Markup? = view.table(chart.name).map {
        "<details><summary>Les chiffres</summary>\(dataTable($0))</details>"
    }
    return PageContent(
        title: "\(chart.title) : \(view.name)",
        body: """
            <h1>\(chart.title) : \(view.name)</h1><p>\(sentence: chart.sentence)</p>\(drawing(chart))\(rows)
            <p class="source-cadre">Source : \(view.vintage.citation), <a href="\(view.path)" target="_blank" rel="noopener">\(origin.network)</a>. <a href="\(OpenOrigin.licence)" target="_blank" rel="noopener">\(OpenOrigin.licenceName)</a></p>
            """)
}
