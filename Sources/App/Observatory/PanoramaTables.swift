import Domain

/// The tables of a territory's panorama, in the order of its page.
extension TerritoryPanorama {
    var tables: [DataTable] {
        [
            familyTable, groupTable, sectorTable, activityTable, sizeTable, employerTable, yearTable, ageTable,
            partTable, historyTable, figureTable,
        ].compactMap(\.self) + dividedTables
    }

    func table(_ name: String) -> DataTable? { tables.first { $0.name == name } }

    private static func counts(_ counts: PanoramaCounts) -> [DataTable.Value] {
        [.count(Int(counts.active)), .count(Int(counts.employers)), .count(Int(counts.seats))]
    }

    private static let countColumns = [
        DataTable.Column(name: "etablissements", title: "Établissements"),
        DataTable.Column(name: "employeurs", title: "dont employeurs"),
        DataTable.Column(name: "unites", title: "Sièges d’unités légales"),
    ]

    var familyTable: DataTable? {
        guard panorama.total.ess.active > 0 else { return nil }
        let ess = Int(panorama.total.ess.active)
        var rows = panorama.familiesPresent.map { family in
            let counts = panorama.families[family] ?? .zero
            return DataTable.Row(
                cells: [.text(family.label)] + Self.counts(counts) + [.share(Proportion(Int(counts.active), of: ess))])
        }
        rows.append(
            DataTable.Row(
                cells: [.text("ensemble de l’ESS")] + Self.counts(panorama.total.ess) + [.percent(1000)], isTotal: true)
        )
        rows.append(
            DataTable.Row(
                cells: [.text("tous les établissements")] + Self.counts(panorama.total.all) + [.none], isTotal: true))
        return DataTable(
            name: "familles", title: "Établissements de l’ESS par famille",
            columns: [DataTable.Column(name: "famille", title: "Famille", isNumeric: false)] + Self.countColumns + [
                DataTable.Column(name: "part_ess_pct", title: "Part de l’ESS")
            ], rows: rows)
    }

    /// The groups that have somebody, those of the ESS most numerous first.
    var groupsPresent: [ActivityGroup] {
        ActivityGroup.allCases.filter { (panorama.groups[$0]?.all.active ?? 0) > 0 }.enumerated().sorted {
            let (a, b) = (panorama.groups[$0.element]?.ess.active ?? 0, panorama.groups[$1.element]?.ess.active ?? 0)
            return (b, $0.offset) < (a, $1.offset)
        }.map(\.element)
    }

    var groupTable: DataTable? {
        guard panorama.total.all.active > 0 else { return nil }
        var columns = [
            DataTable.Column(name: "groupe", title: "Activité", isNumeric: false),
            DataTable.Column(name: "ess", title: "Établissements de l’ESS"),
            DataTable.Column(name: "tous", title: "Tous"),
            DataTable.Column(name: "part_ess_pct", title: "Part de l’ESS"),
        ]
        if region != nil {
            columns += [
                DataTable.Column(name: "part_ess_region_pct", title: "En région"),
                DataTable.Column(name: "indice_specialisation", title: "Spécialisation"),
            ]
        }
        let rows = groupsPresent.map { group -> DataTable.Row in
            let beside = panorama.groups[group] ?? .init()
            var cells: [DataTable.Value] = [
                .text(group.label), .count(Int(beside.ess.active)), .count(Int(beside.all.active)),
                .share(beside.share),
            ]
            if let region {
                cells += [
                    .share(region.panorama.groups[group]?.share),
                    .index(panorama.specialisation(group, against: region.panorama)),
                ]
            }
            return DataTable.Row(cells: cells)
        }
        return DataTable(
            name: "activites", title: "L’ESS parmi tous les établissements, par activité", columns: columns, rows: rows,
            note: region == nil
                ? nil
                : "Spécialisation : part de cette activité dans l’ESS d’ici, rapportée à la même part dans l’ESS de la région ; au-dessus de 1, elle y est plus présente."
        )
    }

    /// Families across, the network's sectors down.
    var sectorTable: DataTable? {
        guard panorama.total.ess.active > 0 else { return nil }
        let families = panorama.familiesPresent
        func row(_ code: String, _ label: String) -> DataTable.Row? {
            guard let counts = panorama.sectors[code] else { return nil }
            let total = counts.values.reduce(0) { $0 + Int($1.active) }
            guard total > 0 else { return nil }
            let cells = families.map { DataTable.Value.count(Int(counts[$0]?.active ?? 0)) }
            return DataTable.Row(cells: [.text(label)] + cells + [.count(total)])
        }
        var rows = sectors.current.compactMap { row($0.code, $0.label) }
        if let rest = row("", "sans secteur précis") { rows.append(rest) }
        let columns = families.map { DataTable.Column(name: $0.rawValue, title: $0.label.capitalizedFirst) }
        return DataTable(
            name: "secteurs", title: "Établissements de l’ESS par secteur du réseau et par famille",
            columns: [DataTable.Column(name: "secteur", title: "Secteur", isNumeric: false)] + columns + [
                DataTable.Column(name: "ensemble", title: "Ensemble")
            ], rows: rows,
            note: "Le secteur est celui que le code d’activité suggère, d’après les correspondances du réseau.")
    }

    var activityTable: DataTable? {
        guard !panorama.activities.isEmpty else { return nil }
        let ess = Int(panorama.total.ess.active)
        let rows = panorama.activities.prefix(15).map { activity in
            let name =
                activity.nomenclature.map(Nomenclature.mapped.contains) == true
                ? ActivityNames.division(of: activity.code) : nil
            return DataTable.Row(cells: [
                .text(activity.code.isEmpty ? "non renseignée" : activity.code), .text(name ?? "—"),
                .text(activity.nomenclature?.label ?? "—"), .count(Int(activity.counts.active)),
                .count(Int(activity.counts.employers)), .share(Proportion(Int(activity.counts.active), of: ess)),
            ])
        }
        let former = panorama.former.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\(French.count(Int($0.value), "établissement a", "établissements ont")) encore un code de la \($0.key.label), compté à part"
        }
        return DataTable(
            name: "codes", title: "Les activités les plus fréquentes de l’ESS",
            columns: [
                DataTable.Column(name: "activite", title: "Code", isNumeric: false),
                DataTable.Column(name: "domaine", title: "Domaine", isNumeric: false),
                DataTable.Column(name: "nomenclature", title: "Nomenclature", isNumeric: false),
                DataTable.Column(name: "etablissements", title: "Établissements"),
                DataTable.Column(name: "employeurs", title: "dont employeurs"),
                DataTable.Column(name: "part_ess_pct", title: "Part de l’ESS"),
            ], rows: Array(rows), note: former.isEmpty ? nil : French.list(former).capitalizedFirst + ".")
    }

    var sizeTable: DataTable? {
        guard let sizes, sizes.total.sum > 0 else { return nil }
        func row(_ label: String, _ row: SizeTables.Row, isTotal: Bool = false) -> DataTable.Row {
            let cells = row.counts.map { $0.map(DataTable.Value.count) ?? .secret }
            return DataTable.Row(
                cells: [.text(label)] + cells + [
                    .count(row.sum), DataTable.Value(row.jobs.isTold ? row.jobs.french : nil),
                ], isTotal: isTotal)
        }
        var rows = SizeFamily.allCases.compactMap { family in sizes.families[family].map { row(family.label, $0) } }
        rows.append(row("ensemble de l’ESS", sizes.total, isTotal: true))
        let groups = SizeGroup.allCases.map { DataTable.Column(name: "t_" + $0.code, title: $0.label.capitalizedFirst) }
        return DataTable(
            name: "tailles", title: "Employeurs de l’ESS par nombre de salarié·es",
            columns: [DataTable.Column(name: "famille", title: "Famille", isNumeric: false)] + groups + [
                DataTable.Column(name: "employeurs", title: "Employeurs"),
                DataTable.Column(name: "emplois", title: "Emplois, entre", isNumeric: false),
            ], rows: rows,
            note:
                "Sirene ne connaît pas les effectifs, seulement des tranches : un nombre d’emplois n’est qu’un encadrement, sans ceux dont la tranche n’est pas renseignée.\(rows.contains { $0.cells.contains(.secret) } ? " s : secret statistique, voir la méthode." : "")"
        )
    }

    /// The twenty last years that the vintage knows.
    var recentYears: [Int] {
        let last = vintage.month.year
        return panorama.years.isEmpty ? [] : Array((last - 19)...last)
    }

    var yearTable: DataTable? {
        let rows = recentYears.map { year -> DataTable.Row in
            let found = panorama.years[year] ?? .init()
            return DataTable.Row(cells: [
                .text(String(year)), .count(Int(found.openings.ess.all)), .count(Int(found.closures.ess.all)),
                .count(Int(found.openings.all.all)), .count(Int(found.closures.all.all)),
            ])
        }
        guard !rows.isEmpty else { return nil }
        return DataTable(
            name: "annees", title: "Naissances et fermetures d’établissements, par année",
            columns: [
                DataTable.Column(name: "annee", title: "Année", isNumeric: false),
                DataTable.Column(name: "naissances_ess", title: "Naissances, ESS"),
                DataTable.Column(name: "fermetures_ess", title: "Fermetures, ESS"),
                DataTable.Column(name: "naissances_tous", title: "Naissances, tous"),
                DataTable.Column(name: "fermetures_tous", title: "Fermetures, tous"),
            ], rows: rows,
            note:
                "D’après la date de création et, pour ce qui est fermé, la date de sa dernière période. L’année \(vintage.month.year) s’arrête au millésime ; le répertoire enregistre des fermetures en retard."
        )
    }

    private static let ages = [
        ("moins de 2 ans", 0...1), ("2 à 4 ans", 2...4), ("5 à 9 ans", 5...9),
        ("10 à 19 ans", 10...19), ("20 ans et plus", 20...600),
    ]

    var ageTable: DataTable? {
        let opened = panorama.years.filter { $0.value.openings.all.active > 0 }
        guard !opened.isEmpty else { return nil }
        func sum(_ range: ClosedRange<Int>, _ part: (Panorama.Beside) -> UInt32) -> Int {
            opened.reduce(0) { range.contains(vintage.month.year - $1.key) ? $0 + Int(part($1.value.openings)) : $0 }
        }
        var rows = Self.ages.map { label, range in
            DataTable.Row(cells: [
                .text(label), .count(sum(range) { $0.ess.active }), .count(sum(range) { $0.all.active }),
            ])
        }
        let told = (sum(-600...600) { $0.ess.active }, sum(-600...600) { $0.all.active })
        let (ess, all) = (Int(panorama.total.ess.active) - told.0, Int(panorama.total.all.active) - told.1)
        if all > 0 { rows.append(DataTable.Row(cells: [.text("date non renseignée"), .count(ess), .count(all)])) }
        return DataTable(
            name: "ages", title: "Âge des établissements actifs",
            columns: [
                DataTable.Column(name: "age", title: "Âge", isNumeric: false),
                DataTable.Column(name: "ess", title: "ESS"), DataTable.Column(name: "tous", title: "Tous"),
            ], rows: rows)
    }
}
