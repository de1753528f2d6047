import Domain

/// Several territories side by side in one vintage, and each through the vintages.
struct Comparison: Sendable {
    static let most = 6

    let views: [TerritoryPanorama]
    /// Those that were asked for and that nothing is known of.
    let unknown: [String]
    let vintages: [Vintage]
    let vintage: Vintage?
    /// What may be chosen, by level.
    let choices: [(kind: TerritoryKind, records: [TerritoryRecord])]
    let typed: String
    let ask: PanoramaAsk

    var slugs: [String] { views.map(\.record.territory.slug) }

    func address(_ path: String = "/observatoire/comparer", without slug: String? = nil) -> String {
        var query = slugs.filter { $0 != slug }.map { "t=" + $0 } + (vintage.map { ["millesime=\($0.month)"] } ?? [])
        if !ask.isToday { query.append("au=\(ask.limits)") }
        return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private var columns: [DataTable.Column] {
        var columns = views.map { DataTable.Column(name: $0.record.territory.slug, title: $0.record.shortName) }
        if let region { columns.append(DataTable.Column(name: "region", title: region.name)) }
        if france != nil { columns.append(DataTable.Column(name: "france", title: "France")) }
        return columns
    }

    /// The region of the first, when it is not among those compared.
    private var region: (name: String, panorama: Panorama)? {
        guard let region = views.first?.region, !views.contains(where: { $0.name == region.name }) else { return nil }
        return region
    }

    private var france: Panorama? { views.first?.france }

    private var panoramas: [Panorama] {
        views.map(\.panorama) + [region?.panorama, france].compactMap(\.self)
    }

    var tables: [DataTable] {
        guard !views.isEmpty else { return [] }
        return [overview, families, groups, specialisation, years].compactMap(\.self)
    }

    private func table(
        _ name: String, _ title: String, _ first: DataTable.Column, _ rows: [DataTable.Row], note: String? = nil
    ) -> DataTable {
        DataTable(name: name, title: title, columns: [first] + columns, rows: rows, note: note)
    }

    private var overview: DataTable {
        func row(_ label: String, _ value: (Panorama) -> DataTable.Value) -> DataTable.Row {
            DataTable.Row(cells: [.text(label)] + panoramas.map(value))
        }
        let inhabitants = views.map(\.inhabitants)
        let blanks = [DataTable.Value](repeating: .none, count: panoramas.count - views.count)
        let density = views.map { view -> DataTable.Value in
            view.inhabitants.flatMap { Proportion(Int(view.panorama.total.ess.active), of: $0).rounded(times: 10_000) }
                .map(DataTable.Value.tenths) ?? .none
        }
        let ranks = views.map { view in
            DataTable.Value(
                view.rank.map {
                    "\(French.number($0.place)) sur \(French.number($0.among)) \(view.record.territory.kind.plural)"
                })
        }
        return table(
            "ensemble", "Vue d’ensemble", DataTable.Column(name: "indicateur", title: "Indicateur", isNumeric: false),
            [
                row("Établissements de l’ESS") { .count(Int($0.total.ess.active)) },
                row("dont employeurs") { .count(Int($0.total.ess.employers)) },
                row("Sièges d’unités légales de l’ESS") { .count(Int($0.total.ess.seats)) },
                row("Tous les établissements") { .count(Int($0.total.all.active)) },
                row("Part de l’ESS") { .share($0.total.share) },
                DataTable.Row(cells: [.text("Habitants")] + inhabitants.map { DataTable.Value($0) } + blanks),
                DataTable.Row(cells: [.text("Établissements de l’ESS pour 1 000 habitants")] + density + blanks),
                DataTable.Row(cells: [.text("Rang par la part de l’ESS")] + ranks + blanks),
            ])
    }

    private var families: DataTable {
        let present = Family.allCases.filter { family in
            panoramas.contains { ($0.families[family]?.active ?? 0) > 0 }
        }
        return table(
            "familles", "Part de chaque famille dans l’ESS",
            DataTable.Column(name: "famille", title: "Famille", isNumeric: false),
            present.map { family in
                DataTable.Row(
                    cells: [.text(family.label)]
                        + panoramas.map {
                            .share(Proportion(Int($0.families[family]?.active ?? 0), of: Int($0.total.ess.active)))
                        })
            })
    }

    private var presentGroups: [ActivityGroup] {
        ActivityGroup.allCases.filter { group in panoramas.contains { ($0.groups[group]?.ess.active ?? 0) > 0 } }
    }

    private var groups: DataTable {
        table(
            "activites", "Part de l’ESS dans chaque activité",
            DataTable.Column(name: "groupe", title: "Activité", isNumeric: false),
            presentGroups.map { group in
                DataTable.Row(cells: [.text(group.label)] + panoramas.map { .share($0.groups[group]?.share) })
            })
    }

    private var specialisation: DataTable? {
        guard let reference = views.first?.region else { return nil }
        return table(
            "specialisation", "Indice de spécialisation de l’ESS, par rapport à la région \(reference.name)",
            DataTable.Column(name: "groupe", title: "Activité", isNumeric: false),
            presentGroups.map { group in
                DataTable.Row(
                    cells: [.text(group.label)]
                        + panoramas.map { .index($0.specialisation(group, against: reference.panorama)) })
            }, note: "Au-dessus de 1, l’activité est plus présente dans l’ESS d’ici que dans celle de la région.")
    }

    private var years: DataTable? {
        guard let first = views.first, first.history.count > 1 else { return nil }
        var former: Vintage?
        let rows = first.history.map { past -> DataTable.Row in
            let cells = views.map { view -> DataTable.Value in
                .share(view.history.first { $0.vintage == past.vintage }?.total.share)
            }
            let rupture = former.flatMap { Vintage.breakBetween($0, past.vintage) }
            former = past.vintage
            return DataTable.Row(cells: [.text(past.vintage.month.description)] + cells + [DataTable.Value(rupture)])
        }
        return DataTable(
            name: "millesimes", title: "Part de l’ESS, d’un millésime à l’autre",
            columns: [DataTable.Column(name: "millesime", title: "Millésime", isNumeric: false)]
                + views.map { DataTable.Column(name: $0.record.territory.slug, title: $0.record.shortName) }
                + [DataTable.Column(name: "rupture", title: "Rupture de série", isNumeric: false)], rows: rows)
    }

    /// The same drawing for each, on the same scale.
    var profiles: [Chart] {
        let groups = presentGroups.filter { $0 != .unread }
        let shares = views.map { view in groups.map { view.panorama.groups[$0]?.share.tenthsOfPercent ?? 0 } }
        let most = shares.joined().max() ?? 1
        return views.enumerated().map { rank, view in
            let bars = zip(groups, shares[rank]).map { group, share in
                Bar(
                    label: group.label, value: share, written: French.percent(tenths: share),
                    reference: view.region?.panorama.groups[group]?.share.tenthsOfPercent)
            }
            return barChart(
                "profil-\(rank + 1)", view.name, sentence: view.groupSentence, bars,
                reference: view.region.map { "la région \($0.name)" }, scale: most)
        }
    }

    /// Who has most, who has least, in words.
    var sentence: String {
        let counted = views.filter { $0.panorama.total.all.active > 0 }
        guard let most = counted.max(by: { $0.panorama.total.share.isLess(than: $1.panorama.total.share) }),
            let least = counted.min(by: { $0.panorama.total.share.isLess(than: $1.panorama.total.share) }),
            most.record != least.record, let vintage
        else { return "Choisissez au moins deux territoires : ils seront mis côte à côte." }
        return
            "En \(vintage.month.french), la part de l’ESS va de \(least.panorama.total.share.percent) (\(least.name)) à \(most.panorama.total.share.percent) (\(most.name)) des établissements."
    }
}
