import Domain

/// The drawings of a territory's panorama, each from the table of the same name, with its sentence.
extension TerritoryPanorama {
    var charts: [Chart] { [familyChart, groupChart, sizeChart, yearChart, historyChart].compactMap(\.self) }

    func chart(_ name: String) -> Chart? { charts.first { $0.name == name } }

    private var familyChart: Chart? {
        let ess = Int(panorama.total.ess.active)
        guard ess > 0 else { return nil }
        let bars = panorama.familiesPresent.map { family in
            let count = Int(panorama.families[family]?.active ?? 0)
            return Bar(
                label: family.label.capitalizedFirst, value: count,
                written: "\(French.number(count)) · \(Proportion(count, of: ess).percent)")
        }.sorted { $0.value > $1.value }
        return barChart("familles", "L’ESS par famille", sentence: familySentence, bars)
    }

    private var groupChart: Chart? {
        let groups = groupsPresent.filter { $0 != .unread && (panorama.groups[$0]?.ess.active ?? 0) > 0 }
        guard !groups.isEmpty else { return nil }
        let bars = groups.map { group -> Bar in
            let beside = panorama.groups[group] ?? .init()
            return Bar(
                label: group.label, value: beside.share.tenthsOfPercent ?? 0,
                written: "\(beside.share.percent) · \(French.number(Int(beside.ess.active)))",
                reference: region?.panorama.groups[group]?.share.tenthsOfPercent)
        }.sorted { $0.value > $1.value }
        return barChart(
            "activites", "Part de l’ESS dans chaque activité", sentence: groupSentence, bars,
            reference: region.map { "la même part dans la région \($0.name)" })
    }

    private var sizeChart: Chart? {
        guard let row = sizes?.total, row.sum > row.untold,
            SizeGroup.allCases.dropFirst().contains(where: { row.counts[$0.rawValue] != nil })
        else { return nil }
        let bars = SizeGroup.allCases.map { group -> Bar in
            let count = row.counts[group.rawValue]
            return Bar(
                label: group.label.capitalizedFirst, value: count ?? 0, written: count.map(French.number) ?? "secret")
        }
        return barChart("tailles", "Employeurs de l’ESS par nombre de salarié·es", sentence: sizeSentence, bars)
    }

    private var yearChart: Chart? {
        let years = recentYears.map { year in
            let found = panorama.years[year] ?? .init()
            return (year: year, up: Int(found.openings.ess.all), down: Int(found.closures.ess.all))
        }
        guard years.contains(where: { $0.up + $0.down > 0 }) else { return nil }
        return App.yearChart(
            "annees", "Naissances et fermetures dans l’ESS", sentence: yearSentence, years, up: "naissances",
            down: "fermetures")
    }

    private var historyChart: Chart? {
        guard history.count > 1 else { return nil }
        var former: Vintage?
        let points = history.map { past -> SeriesPoint in
            let rupture = former.flatMap { Vintage.breakBetween($0, past.vintage) }
            former = past.vintage
            return SeriesPoint(
                label: past.vintage.month.description, value: Int(past.total.ess.active),
                written: French.number(Int(past.total.ess.active)), rupture: rupture)
        }
        return lineChart(
            "evolution", "Établissements de l’ESS, d’un millésime à l’autre", sentence: historySentence, points)
    }
}

/// Sentences, each made from the figures.
extension TerritoryPanorama {
    var leadSentence: String {
        let (ess, all) = (Int(panorama.total.ess.active), Int(panorama.total.all.active))
        guard all > 0 else { return "Aucun établissement actif n’y est compté en \(vintage.month.french)." }
        guard ess > 0 else {
            return
                "Aucun établissement de l’ESS n’y est compté en \(vintage.month.french), parmi \(French.count(all, "établissement actif", "établissements actifs"))."
        }
        let employers = Int(panorama.total.ess.employers)
        let employing =
            employers == 0 ? "dont aucun n’emploie" : "dont \(French.count(employers, "employeur", "employeurs"))"
        return
            "En \(vintage.month.french), \(French.count(ess, "établissement actif de l’ESS", "établissements actifs de l’ESS")), \(employing) : \(panorama.total.share.percent) de tous les établissements\(regionClause)."
    }

    private var regionClause: String {
        guard let region, region.panorama.total.all.active != panorama.total.all.active else { return "" }
        return " (\(region.panorama.total.share.percent) dans la région \(region.name))"
    }

    var familySentence: String {
        let ess = Int(panorama.total.ess.active)
        let counts = panorama.familiesPresent.map { ($0, Int(panorama.families[$0]?.active ?? 0)) }
        guard let most = counts.max(by: { $0.1 < $1.1 }) else { return "Aucune famille n’est présente." }
        let others = counts.filter { $0.0 != most.0 }.sorted { $0.1 > $1.1 }.prefix(2)
        let rest = others.map { "\($0.0.label) \(Proportion($0.1, of: ess).percent)" }
        return
            "La famille la plus nombreuse est « \(most.0.label) », \(Proportion(most.1, of: ess).percent) des établissements"
            + (rest.isEmpty ? "." : " ; viennent ensuite : \(French.list(rest)).")
    }

    var groupSentence: String {
        let groups = groupsPresent.filter { $0 != .unread && (panorama.groups[$0]?.ess.active ?? 0) > 0 }
        let byShare = groups.max { left, right in
            (panorama.groups[left]?.share ?? Proportion(0, of: 1)).isLess(
                than: panorama.groups[right]?.share ?? Proportion(0, of: 1))
        }
        guard let first = groups.first, let byShare, let share = panorama.groups[byShare]?.share else {
            return "Les activités de l’ESS n’y sont pas lues."
        }
        var text =
            "L’activité où l’ESS compte le plus d’établissements : \(first.label.lowercasedFirst) ; celle où elle pèse le plus : \(byShare.label.lowercasedFirst), \(share.percent) des établissements."
        let specialised = groups.compactMap { group -> (ActivityGroup, Proportion)? in
            guard let region, (panorama.groups[group]?.ess.active ?? 0) >= 5 else { return nil }
            return panorama.specialisation(group, against: region.panorama).map { (group, $0) }
        }.max { $0.1.isLess(than: $1.1) }
        if let specialised, Proportion(1, of: 1).isLess(than: specialised.1) {
            text +=
                " Ce qui distingue le plus l’ESS d’ici de celle de la région : \(specialised.0.label.lowercasedFirst) (indice \(specialised.1.hundredths))."
        }
        return text
    }

    var sizeSentence: String {
        guard let row = sizes?.total else { return "" }
        let employers = "\(French.count(row.sum, "employeur", "employeurs")) de l’ESS"
        let untold = "\(French.count(row.untold, "employeur", "employeurs")) dont la tranche n’est pas renseignée"
        guard row.jobs.isTold else {
            return
                "\(employers)\(row.untold > 0 ? ", dont \(untold)" : "") : ce que le secret laisse voir ne suffit pas à encadrer leurs emplois."
        }
        return
            "\(employers), soit \(row.jobs.french) emplois\(row.untold > 0 ? " sans compter \(untold)" : "")."
    }

    var yearSentence: String {
        let years = recentYears.dropLast()
        let (up, down) = years.reduce((0, 0)) { sum, year in
            let found = panorama.years[year] ?? .init()
            return (sum.0 + Int(found.openings.ess.all), sum.1 + Int(found.closures.ess.all))
        }
        guard let first = years.first, let last = years.last else { return "" }
        return
            "De \(first) à \(last), \(French.count(up, "établissement de l’ESS est né", "établissements de l’ESS sont nés")) et \(French.count(down, "a fermé", "ont fermé")), d’après le répertoire."
    }

    var historySentence: String {
        guard let first = history.first, let last = history.last, first.vintage != last.vintage else { return "" }
        let isBroken = zip(history, history.dropFirst()).contains {
            Vintage.breakBetween($0.vintage, $1.vintage) != nil
        }
        let (from, to) = (Int(first.total.ess.active), Int(last.total.ess.active))
        let ends =
            "\(French.number(from)) établissements de l’ESS en \(first.vintage.month.french), \(French.number(to)) en \(last.vintage.month.french)"
        if isBroken { return ends + " : une rupture de série empêche de les comparer." }
        return ends + (to == from ? " : autant." : " : \(to > from ? "+" : "−")\(French.number(abs(to - from))).")
    }

    var rankSentence: String? {
        guard let rank, rank.among > 1 else { return nil }
        let place = rank.place == 1 ? "1er" : "\(French.number(rank.place))e"
        return
            "\(place) sur \(French.number(rank.among)) \(record.territory.kind.plural) par la part de l’ESS dans les établissements."
    }
}
