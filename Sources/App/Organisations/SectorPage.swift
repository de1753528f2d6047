import Domain
import Markup

/// `/annuaire/secteurs`: the sectors, what the directory holds of each, and which activity codes suggest them.
func sectorPage(_ view: SectorView, mayEdit: Bool) -> PageContent {
    let rows: [Markup] = view.sectors.current.map { sector in
        let count = view.counts[sector.code] ?? SectorCount()
        return """
            <tr id="\(sector.slug)"><th scope="row">\(sector.label)\(sector.definition.isEmpty ? nil : "<br><small>\(sentence: sector.definition)</small>" as Markup)</th>\
            <td data-titre="Organisations" class="nombre">\(French.number(count.total))</td><td data-titre="dont dites par quelqu’un" class="nombre">\(French.number(count.said))</td>\
            <td data-titre="Suggéré par les activités">\(prefixes(view.sectors, of: sector))</td><td data-titre="Source">\(sector.source)</td></tr>
            """
    }
    let columns = [
        Column("Secteur"), Column("Organisations", isNumeric: true),
        Column("dont dites par quelqu’un", isNumeric: true), Column("Suggéré par les activités"), Column("Source"),
    ]
    let desk: Markup? =
        mayEdit
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"/reseau/pilotage/secteurs\">Tenir la liste</a></p>" : nil
    return PageContent(
        title: "Secteurs", section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        description: "Les secteurs de l’ESS, et comment l’annuaire y range les organisations.",
        body: """
            \(heading("Les secteurs", "Ce que font les organisations, comme le réseau le nomme. Une organisation est dans un secteur parce que quelqu’un ou une liste l’a dit ; à défaut, son code d’activité en suggère un."))\(desk)
            \(table(caption: "Secteurs au \(time(view.sectors.day))", id: "secteurs", columns: columns, rows: rows))
            <p class="preuve">\(French.number(view.without)) organisations en activité n’ont pas encore de secteur. Les codes d’activité des nomenclatures d’avant 2008 ne sont pas traduits : ils ne suggèrent rien.</p>
            """)
}

/// « NAF rév. 2 : 86, 87, 88 », one line for each nomenclature.
private func prefixes(_ sectors: Sectors, of sector: Sector) -> Markup {
    let lines: [Markup] = Nomenclature.mapped.compactMap { nomenclature in
        let written = sectors.rules.filter { $0.sector == sector.code && $0.prefix.nomenclature == nomenclature }
            .map(\.prefix.written)
        return written.isEmpty ? nil : "<small>\(nomenclature.label) : \(written.joined(separator: ", "))</small><br>"
    }
    return lines.isEmpty ? "<small>aucune : il faut le dire</small>" : "\(lines)"
}
