import Domain
import Markup

/// `/observatoire/comparer`: territories side by side.
func comparisonPage(_ view: Comparison) -> PageContent {
    PageContent(
        title: "Comparer", section: .observatory, breadcrumbs: observatoryCrumbs,
        description: "Des territoires côte à côte : leur ESS, ses familles, ses activités.",
        body: """
            \(heading("Comparer des territoires", "\(sentence: view.sentence)"))
            \(unknownNotice(view))\(view.vintages.isEmpty ? noVintage : chooser(view))
            \(results(view))
            """)
}

private func unknownNotice(_ view: Comparison) -> Markup? {
    guard !view.unknown.isEmpty else { return nil }
    let names = French.list(view.unknown.map(French.quote))
    return notice(
        .warning,
        "<p>\(names) : aucun territoire compté ne s’appelle ainsi. Écrivez un nom entier ou un code, par exemple 29151.</p>"
    )
}

private func chooser(_ view: Comparison) -> Markup {
    let chosen = Set(view.slugs)
    let levels: [Markup] = view.choices.map { level in
        let boxes: [Markup] = level.records.map { record in
            """
            <li><label class="choix"><input type="checkbox" name="t" value="\(record.territory.slug)"\("checked", if: chosen.contains(record.territory.slug))> <span>\(record.name)</span></label></li>
            """
        }
        return """
            <details\("open", if: view.views.isEmpty && level.kind == .pays)><summary>\(level.kind.plural.capitalizedFirst) (\(level.records.count))</summary><ul class="colonnes sans-puces">\(boxes)</ul></details>
            """
    }
    let others = view.views.filter { $0.record.territory.kind == .commune }
    let communes: [Markup] = others.map { other in
        """
        <label class="choix"><input type="checkbox" name="t" value="\(other.record.territory.slug)" checked> <span>\(other.name)</span></label>
        """
    }
    return """
        <form method="get" action="/observatoire/comparer" class="choix-territoires"><fieldset class="champ"><legend>Territoires, \(Comparison.most) au plus</legend>\(communes)\(levels)</fieldset>
        <div class="recherche"><div class="champ"><label for="ajout">Ajouter une commune (nom ou code)</label><input class="petit" type="search" id="ajout" name="ajout" value="\(view.typed)" maxlength="80"></div>
        \(vintageField(view.vintages, view.vintage))\(limitsField(view.ask))<button>Comparer</button></div></form>
        """
}

private func results(_ view: Comparison) -> Markup? {
    guard !view.views.isEmpty, let vintage = view.vintage else { return nil }
    let chosen: [Markup] = view.views.map { territory in
        """
        <li><a href="\(view.address(without: territory.record.territory.slug))">\(territory.name) <span aria-hidden="true">×</span><span class="invisible"> (retirer)</span></a></li>
        """
    }
    let tables: [Markup] = view.tables.map { table in
        dataTable(table, files: view.address("/observatoire/comparer.csv") + "&tableau=\(table.name)")
    }
    let profiles: [Markup] = view.profiles.map { chart in
        "<figure class=\"figure-graphique\"><figcaption><h3>\(chart.title)</h3><p>\(sentence: chart.sentence)</p></figcaption>\(drawing(chart))</figure>"
    }
    return """
        <ul class="choisis" aria-label="Territoires comparés">\(chosen)</ul>
        \(tables)
        <section><h2>Profils, à la même échelle</h2><div class="graphiques">\(profiles)</div></section>
        <p class="source">Source : \(vintage.citation), limites au \(time(view.ask.limits)).</p>
        """
}
