import Domain
import Markup

func financeDesk(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/demarche/finances" }

private func financeCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

/// `/poles/{slug}/pilotage/demarche/finances`: the plan in a scenario, what balances, who it hangs on.
func financePage(
    _ hub: Hub, _ plan: FinancePlan?, _ scenario: PlanScenario, mayEdit: Bool, nextYear: Int, _ state: FormState,
    token: String
) -> PageContent {
    let body: Markup
    if let plan {
        body = """
            \(scenarioTabs(hub, scenario))\(findingList(plan.findings(scenario)))\(planDrawing(plan, scenario))\(mayEdit ? financeDoors(hub) : nil)
            \(planTables(plan, scenario, hub: mayEdit ? hub : nil))
            \(funderSection(plan, scenario))\(scenarioTable(plan))
            \(exports([("CSV", financeDesk(hub) + "/plan.csv")]))
            """
    } else if mayEdit {
        body = """
            \(emptyState("Le plan n’est pas commencé.", "Trois années de charges et de ressources, sur le plan comptable des associations. Il dit à tout moment s’il s’équilibre, et de combien il ne s’équilibre pas."))
            \(form(financeDesk(hub), token: token, state: state, """
            \(textField("annee", "Première année", FormState(values: ["annee": state["annee"].isEmpty ? String(nextYear) : state["annee"]], errors: state.errors), isRequired: true, maximum: 4, inputmode: "numeric"))
            <p class="actions"><button>Commencer le plan</button></p>
            """))
            """
    } else {
        body = emptyState("Le plan n’est pas commencé.", "Il paraîtra ici quand le noyau l’aura écrit.")
    }
    return PageContent(
        title: "Plan de financement", section: .hubs, breadcrumbs: financeCrumbs(hub),
        body: """
            \(heading("Le plan de financement", "De quoi le pôle vivra trois ans, et ce qui se passe si un financeur manque : \(hub.name)."))\(body)
            """, isPrivate: true)
}

private func scenarioTabs(_ hub: Hub, _ current: PlanScenario) -> Markup {
    let explained: [PlanScenario: Markup] = [
        .prudent: "ce qui est acquis", .likely: "et ce qui viendra sans doute", .ambitious: "et ce qui peut venir",
    ]
    let items: [Markup] = PlanScenario.allCases.map { scenario in
        "<li><a href=\"\(financeDesk(hub))?scenario=\(scenario.rawValue)\"\("aria-current", scenario == current ? "true" : nil)><strong>\(scenario.label)</strong><small>\(explained[scenario])</small></a></li>"
    }
    return "<ul class=\"tas\">\(items)</ul>"
}

private func financeDoors(_ hub: Hub) -> Markup {
    let path = financeDesk(hub)
    return """
        <p class="actions"><a class="bouton second" href="\(path)/lignes/nouvelle?cote=charges">Ajouter une charge</a> <a class="bouton second" href="\(path)/lignes/nouvelle?cote=ressources">Ajouter une ressource</a>
        <a class="bouton second" href="\(path)/postes/nouvelle">Ajouter un poste</a> <a class="bouton second" href="\(path)/contributions/nouvelle">Contribution par habitant</a>
        <a class="bouton second" href="\(path)/cotisations/nouvelle">Cotisations</a></p>
        """
}

/// The four tables of a plan; links to change its parts when a hub is given.
func planTables(_ plan: FinancePlan, _ scenario: PlanScenario, hub: Hub? = nil) -> Markup {
    """
    \(sideTable(plan, .charges, "Charges", scenario, hub))
    \(sideTable(plan, .resources, "Ressources", scenario, hub))
    \(balanceTable(plan, scenario))
    \(inKindTables(plan, scenario, hub))\(postTable(plan, scenario, hub))\(contributionTable(plan, hub))\(duesTable(plan, hub))
    """
}

private func yearColumns(_ plan: FinancePlan, _ first: String...) -> [Column] {
    first.map { Column($0) } + plan.years.map { Column(String($0), isNumeric: true) }
}

private func amountCells(_ plan: FinancePlan, _ amounts: [Money]) -> [Markup] {
    zip(plan.years, amounts).map { year, amount in
        "<td class=\"nombre\" data-titre=\"\(year)\">\(amount == .zero ? "—" : amount.french)</td>"
    }
}

private func sideTable(
    _ plan: FinancePlan, _ side: BudgetAccount.Side, _ title: String, _ scenario: PlanScenario, _ hub: Hub?
) -> Markup? {
    let entries = plan.entries(scenario).filter { $0.account.side == side }
    let set = plan.entries.filter { $0.account.side == side }.count - entries.count
    let aside: Markup? =
        set == 0
        ? nil
        : "<p class=\"indice\">\(French.count(set, "ligne ne compte", "lignes ne comptent")) pas dans ce scénario.</p>"
    guard !entries.isEmpty else { return aside }
    let headings = Set(entries.map(\.account.heading)).sorted()
    let groups: [Markup] = headings.map { heading in
        let lines = entries.filter { $0.account.heading == heading }.sorted { $0.account.code < $1.account.code }
        let rows: [Markup] = lines.map { entry in
            let what = [entry.funder == entry.label ? "" : entry.label, entry.funder].filter { !$0.isEmpty }
            let state: Markup? = entry.state.map { " <small>\($0.label)</small>" }
            return
                "<tr><th scope=\"row\">\(entry.account.code) \(entry.account.label) : \(what.joined(separator: ", "))\(state)</th>\(amountCells(plan, entry.amounts))</tr>"
        }
        let sums = (0..<planYears).map { year in lines.sum { $0.amounts[year] } }
        return
            "<tr class=\"sous-total\"><th scope=\"row\">\(heading) \(BudgetAccount.headingLabel(heading))</th>\(amountCells(plan, sums))</tr>\(rows)"
    }
    let totals = (0..<planYears).map { plan.total(side, $0, scenario) }
    let foot: Markup = "<tr class=\"total\"><th scope=\"row\">Total</th>\(amountCells(plan, totals))</tr>"
    return """
        \(table(caption: "\(title)", id: "cote-\(side.rawValue)", columns: yearColumns(plan, "Compte"), rows: groups + [foot]))\(aside)\(hub.flatMap { lineLinks(plan, side, $0) })
        """
}

/// Lines that are changed one by one; posts, contributions and dues have tables of their own.
private func lineLinks(_ plan: FinancePlan, _ side: BudgetAccount.Side, _ hub: Hub) -> Markup? {
    let links: [Markup] = plan.lines.filter { $0.account.side == side }.map { line in
        "<li><a href=\"\(financeDesk(hub))/lignes/\(line.id.rawValue)\">\(line.account.code) \(line.label)\(line.funder.isEmpty ? nil : ", \(line.funder)" as Markup)</a></li>"
    }
    return links.isEmpty ? nil : "<details><summary>Changer une ligne</summary><ul>\(links)</ul></details>"
}

private func balanceTable(_ plan: FinancePlan, _ scenario: PlanScenario) -> Markup {
    let cells: [Markup] = plan.years.indices.map { year in
        let balance = plan.balance(year, scenario)
        let words: Markup =
            balance == .zero
            ? "équilibré" : balance < .zero ? "<strong>\(balance.french)</strong>" : "+ \(balance.french)"
        return "<td class=\"nombre\" data-titre=\"\(plan.years[year])\">\(words)</td>"
    }
    return table(
        caption: "Ressources moins charges", id: "solde", columns: yearColumns(plan, "Scénario"),
        rows: ["<tr class=\"total\"><th scope=\"row\">\(scenario.label)</th>\(cells)</tr>"])
}

private func inKindTables(_ plan: FinancePlan, _ scenario: PlanScenario, _ hub: Hub?) -> Markup? {
    let used = sideTable(plan, .inKindUse, "Contributions en nature : à quoi elles servent (86)", scenario, hub)
    let brought = sideTable(plan, .inKindSource, "Contributions en nature : d’où elles viennent (87)", scenario, hub)
    guard used != nil || brought != nil else { return nil }
    return "\(used)\(brought)"
}

private func postTable(_ plan: FinancePlan, _ scenario: PlanScenario, _ hub: Hub?) -> Markup? {
    guard !plan.posts.isEmpty else { return nil }
    let rows: [Markup] = plan.posts.map { post in
        let name: Markup =
            hub.map { "<a href=\"\(financeDesk($0))/postes/\(post.id.rawValue)\">\(post.title)</a>" } ?? "\(post.title)"
        let cells: [Markup] = plan.years.indices.map { year in
            let cost = post.salary(year) + post.contributions(year)
            return
                "<td class=\"nombre\" data-titre=\"\(plan.years[year])\">\(cost.french) <small>\(post.months[year]) mois</small></td>"
        }
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Temps de travail">\(Money(cents: post.hundredths).plain) ETP</td><td data-titre="Brut mensuel">\(post.monthlyGross.french)</td>\(cells)</tr>
            """
    }
    return table(
        caption: "Postes : salaires et cotisations", id: "postes",
        columns: yearColumns(plan, "Poste", "Temps de travail", "Brut mensuel"), rows: rows)
}

private func contributionTable(_ plan: FinancePlan, _ hub: Hub?) -> Markup? {
    guard !plan.contributions.isEmpty else { return nil }
    let rows: [Markup] = plan.contributions.map { held in
        let name: Markup =
            hub.map { "<a href=\"\(financeDesk($0))/contributions/\(held.id.rawValue)\">\(held.name)</a>" }
            ?? "\(held.name)"
        return """
            <tr><th scope="row">\(name) <small>\(held.state.label)</small></th><td data-titre="Habitants" class="nombre">\(French.number(held.inhabitants)) <small>\(held.year)</small></td>\
            <td data-titre="Par habitant" class="nombre">\(held.rate.french)</td>\(amountCells(plan, (0..<planYears).map(held.amount)))</tr>
            """
    }
    let sources = Set(plan.contributions.map(\.source)).sorted().filter { !$0.isEmpty }
    let columns =
        [Column("Intercommunalité"), Column("Habitants", isNumeric: true), Column("Par habitant", isNumeric: true)]
        + plan.years.map { Column(String($0), isNumeric: true) }
    return """
        \(table(caption: "Contributions par habitant", id: "contributions", columns: columns, rows: rows))\(sources.isEmpty ? nil : "<p class=\"source\">Populations : \(French.list(sources)).</p>" as Markup)
        """
}

private func duesTable(_ plan: FinancePlan, _ hub: Hub?) -> Markup? {
    guard !plan.dues.isEmpty else { return nil }
    let rows: [Markup] = plan.dues.map { dues in
        let name: Markup =
            hub.map { "<a href=\"\(financeDesk($0))/cotisations/\(dues.id.rawValue)\">\(dues.label)</a>" }
            ?? "\(dues.label)"
        let cells: [Markup] = plan.years.indices.map { year in
            "<td class=\"nombre\" data-titre=\"\(plan.years[year])\">\(dues.amount(year).french) <small>\(French.count(dues.members[year], "membre", "membres"))</small></td>"
        }
        return
            "<tr><th scope=\"row\">\(name)</th><td data-titre=\"Cotisation\" class=\"nombre\">\(dues.amount.french)</td>\(cells)</tr>"
    }
    let columns =
        [Column("Qui"), Column("Cotisation", isNumeric: true)] + plan.years.map { Column(String($0), isNumeric: true) }
    return table(caption: "Cotisations", id: "cotisations", columns: columns, rows: rows)
}

/// Each funder's part, drawn, and what would happen without it.
func funderSection(_ plan: FinancePlan, _ scenario: PlanScenario) -> Markup? {
    let funders = plan.funders(scenario)
    guard !funders.isEmpty else { return nil }
    let items: [Markup] = funders.map { share in
        """
        <li><span class="etiquette"><strong>\(share.funder)</strong><br><span class="indice">\(sentence: plan.consequence(of: share.funder, scenario))</span></span> <svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true" focusable="false"><rect class="fond-ecume" fill="#d8e8e3" width="200" height="12"/><rect class="fond-mer" fill="#0d5c63" width="\(share.tenths / 5)" height="12"/></svg> <span class="valeur">\(French.percent(tenths: share.tenths))</span></li>
        """
    }
    return
        "<section><h2>Qui porte le plan</h2><p class=\"indice\">Part de chacun dans les ressources des trois années.</p><ul class=\"barres\">\(items)</ul></section>"
}

/// The three scenarios side by side.
func scenarioTable(_ plan: FinancePlan) -> Markup {
    let rows: [Markup] = PlanScenario.allCases.map { scenario in
        let cells: [Markup] = plan.years.indices.map { year in
            let balance = plan.balance(year, scenario)
            return """
                <td class="nombre" data-titre="\(plan.years[year])">\(plan.total(.charges, year, scenario).french) / \(plan.total(.resources, year, scenario).french) <small>\(balance == .zero ? "équilibré" : balance.french)</small></td>
                """
        }
        let posts = plan.years.indices.map { Money(cents: plan.fullTime($0, scenario)).plain }.joined(separator: " · ")
        return "<tr><th scope=\"row\">\(scenario.label)</th>\(cells)<td data-titre=\"ETP\">\(posts)</td></tr>"
    }
    return table(
        caption: "Les trois scénarios : charges / ressources", id: "scenarios",
        columns: yearColumns(plan, "Scénario") + [Column("ETP, année par année")], rows: rows)
}
