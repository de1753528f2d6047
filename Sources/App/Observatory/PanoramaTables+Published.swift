import Domain

/// What others say: published figures, and the directory's largest employers.
extension TerritoryPanorama {
    var figureTable: DataTable? { publishedTable(figures, of: record) }

    var dividedTables: [DataTable] { publishedDivisions(figures) }

    var employerTable: DataTable? {
        guard !employers.isEmpty else { return nil }
        let rows = employers.map { employer in
            DataTable.Row(
                cells: [
                    .text(employer.name), .text(employer.town), .text(employer.family.label), .text(employer.bracket),
                    DataTable.Value(employer.year.isEmpty ? nil : employer.year),
                ], path: employer.path)
        }
        return DataTable(
            name: "employeurs", title: "Les plus grands employeurs de l’annuaire",
            columns: [
                DataTable.Column(name: "organisation", title: "Organisation", isNumeric: false, isLinked: true),
                DataTable.Column(name: "commune", title: "Commune du siège", isNumeric: false),
                DataTable.Column(name: "famille", title: "Famille", isNumeric: false),
                DataTable.Column(name: "tranche_effectifs", title: "Salarié·es, entre", isNumeric: false),
                DataTable.Column(name: "annee", title: "Année", isNumeric: false),
            ], rows: rows,
            note:
                "\(LargeEmployerStore.most) au plus, à partir de vingt salarié·es, d’après leur fiche publique : la tranche est celle de l’organisation entière, établissements d’ailleurs compris, et ne dit jamais un nombre. Celles dont le répertoire ne diffuse qu’une partie n’y sont pas.",
            source: "Annuaire du réseau, d’après Insee, Sirene")
    }
}

/// Published figures of the whole as a table, each with its source.
func publishedTable(_ figures: [PublishedFigure], of record: TerritoryRecord) -> DataTable? {
    let figures = figures.filter { !$0.isDivided }
    guard !figures.isEmpty else { return nil }
    let rows = figures.map { figure in
        DataTable.Row(cells: [
            .text(figure.indicator.label), .text(String(figure.year)), .figure(figure),
            DataTable.Value(figure.family.isEmpty ? nil : figure.family), .text(figure.source),
            DataTable.Value(figure.perimeter.isEmpty ? nil : figure.perimeter),
            DataTable.Value(figure.breakNote.isEmpty ? nil : figure.breakNote),
        ])
    }
    return DataTable(
        name: "chiffres", title: "Ce que d’autres ont publié : \(record.name)",
        columns: [
            DataTable.Column(name: "indicateur", title: "Indicateur", isNumeric: false),
            DataTable.Column(name: "annee", title: "Année", isNumeric: false),
            DataTable.Column(name: "valeur", title: "Valeur", isNumeric: true),
            DataTable.Column(name: "famille", title: "Famille", isNumeric: false),
            DataTable.Column(name: "source_chiffre", title: "Source", isNumeric: false),
            DataTable.Column(name: "perimetre", title: "Périmètre", isNumeric: false),
            DataTable.Column(name: "rupture", title: "Rupture", isNumeric: false),
        ], rows: rows,
        note:
            "Ces chiffres ne viennent pas des fichiers comptés ici, et deux sources ne mesurent pas la même chose : on ne compare qu’au sein d’une même source et d’un même périmètre.",
        source: "voir la colonne source_chiffre")
}

/// Figures by sector, by size, or by both: a table for each indicator, year and source, exactly as it was published.
func publishedDivisions(_ figures: [PublishedFigure]) -> [DataTable] {
    struct Subject: Hashable {
        let series: PublishedFigure.Series
        let indicator: FigureIndicator
        let year: Int
        let family: String
    }
    let divided = figures.filter(\.isDivided)
    let subjects = divided.map { Subject(series: $0.series, indicator: $0.indicator, year: $0.year, family: $0.family) }
    var seen: Set<Subject> = []
    let ordered = subjects.filter { seen.insert($0).inserted }
    return ordered.enumerated().map { rank, subject in
        let mine = divided.filter {
            $0.series == subject.series && $0.indicator == subject.indicator && $0.year == subject.year
                && $0.family == subject.family
        }
        let values = Dictionary(mine.map { ([$0.sector, $0.size], $0) }) { first, _ in first }
        let sizes = PublishedFigure.sizesInOrder(mine.map(\.size).filter { !$0.isEmpty })
        let columns = sizes + (mine.contains { $0.size.isEmpty } ? [""] : [])
        let named = Set(mine.map(\.sector)).sorted { (French.slug($0), $0) < (French.slug($1), $1) }
        let sectors = named.filter { !$0.isEmpty } + named.filter(\.isEmpty)
        let rows = sectors.map { sector in
            let cells = columns.map { size -> DataTable.Value in
                guard let figure = values[[sector, size]] else { return .none }
                return .figure(figure)
            }
            return DataTable.Row(
                cells: [.text(sector.isEmpty ? "tous les secteurs" : sector)] + cells, isTotal: sector.isEmpty)
        }
        let ways = [sectors.contains { !$0.isEmpty } ? "secteur" : nil, sizes.isEmpty ? nil : "taille"]
        let family = subject.family.isEmpty ? "" : ", " + (Family(rawValue: subject.family)?.label ?? subject.family)
        return DataTable(
            name: "publie-\(rank + 1)",
            title:
                "\(subject.indicator.label.capitalizedFirst) par \(ways.compactMap(\.self).joined(separator: " et par ")), \(subject.year)\(family)",
            columns: [DataTable.Column(name: "secteur", title: "Secteur", isNumeric: false)]
                + columns.map { size in
                    size.isEmpty
                        ? DataTable.Column(name: "ensemble", title: "Ensemble")
                        : DataTable.Column(name: "taille_" + French.slug(size), title: size)
                }, rows: rows, note: divisionNote(mine, subject.series.perimeter), source: subject.series.source)
    }
}

/// Who says it, about what, and why it does not compare with the year before.
private func divisionNote(_ figures: [PublishedFigure], _ perimeter: String) -> String {
    var note = "Publié tel quel par : \(figures.first?.source ?? "")"
    if !perimeter.isEmpty { note += ", périmètre : \(perimeter)" }
    note += "."
    if let rupture = figures.map(\.breakNote).first(where: { !$0.isEmpty }) {
        note += " Rupture de série : \(rupture)."
    }
    if figures.contains(where: { $0.value == nil }) { note += " s : secret, gardé par la source." }
    return note
}

extension DataTable.Value {
    /// A number that programs read too, wherever it is one.
    static func figure(_ figure: PublishedFigure) -> DataTable.Value {
        guard let value = figure.value else { return .secret }
        switch figure.indicator {
        case .establishments, .employees: return .count(value)
        case .jobShare where value.isMultiple(of: 10): return .percent(value / 10)
        default: return .text(figure.written)
        }
    }
}
