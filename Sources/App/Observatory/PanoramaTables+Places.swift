import Domain

/// Where and when: its communes, its vintages.
extension TerritoryPanorama {
    var partTable: DataTable? {
        guard parts.count > 1 else { return nil }
        let sorted = parts.sorted { French.slug($0.record.name) < French.slug($1.record.name) }
        return DataTable(
            name: "lieux", title: "\(partKind.label.capitalizedFirst) par \(partKind.label)",
            columns: [DataTable.Column(name: "code", title: "Code", isNumeric: false)] + Self.placeColumns,
            rows: sorted.map { Self.place($0, query: query, withCode: true) })
    }

    static let placeColumns = [
        DataTable.Column(name: "territoire", title: "Territoire", isNumeric: false, isLinked: true),
        DataTable.Column(name: "habitants", title: "Habitants"),
        DataTable.Column(name: "tous", title: "Tous les établissements"),
        DataTable.Column(name: "ess", title: "De l’ESS"),
        DataTable.Column(name: "employeurs_ess", title: "dont employeurs"),
        DataTable.Column(name: "part_ess_pct", title: "Part de l’ESS"),
        DataTable.Column(name: "densite_pour_mille", title: "Pour 1 000 hab."),
    ]

    /// A territory as a line of a table of territories.
    static func place(_ part: Part, query: String, withCode: Bool = false) -> DataTable.Row {
        let (record, total, people) = (part.record, part.total, part.inhabitants)
        let density = people.flatMap { Proportion(Int(total.ess.active), of: $0).rounded(times: 10_000) }
        let code: [DataTable.Value] = withCode ? [.text(record.territory.code)] : []
        return DataTable.Row(
            cells: code + [
                .text(record.name), DataTable.Value(people), .count(Int(total.all.active)),
                .count(Int(total.ess.active)), .count(Int(total.ess.employers)), .share(total.share),
                density.map(DataTable.Value.tenths) ?? .none,
            ], path: "/observatoire/" + record.territory.slug + query)
    }

    var historyTable: DataTable? {
        guard history.count > 1 else { return nil }
        var former: Vintage?
        let rows = history.map { past -> DataTable.Row in
            let rupture = former.flatMap { Vintage.breakBetween($0, past.vintage) }
            former = past.vintage
            return DataTable.Row(cells: [
                .text(past.vintage.month.description), .count(Int(past.total.ess.active)),
                .count(Int(past.total.ess.employers)), .count(Int(past.total.all.active)),
                .share(past.total.share), DataTable.Value(rupture),
            ])
        }
        return DataTable(
            name: "evolution",
            title:
                "D’un millésime à l’autre, dans les limites \(ask.isToday ? "d’aujourd’hui" : "au \(ask.limits.french)")",
            columns: [
                DataTable.Column(name: "millesime", title: "Millésime", isNumeric: false),
                DataTable.Column(name: "ess", title: "Établissements de l’ESS"),
                DataTable.Column(name: "employeurs_ess", title: "dont employeurs"),
                DataTable.Column(name: "tous", title: "Tous"),
                DataTable.Column(name: "part_ess_pct", title: "Part de l’ESS"),
                DataTable.Column(name: "rupture", title: "Rupture de série", isNumeric: false),
            ], rows: rows)
    }
}
