import Domain
import Markup

/// `/territoires/{slug}`: what it is, its hub, what happened there, what it is made of, and since when.
func territoryPage(
    _ view: TerritoryView, network: SituationView, history: [Milestone], figures card: Markup?
) -> PageContent {
    let record = view.record
    return PageContent(
        title: record.name, section: .territories, breadcrumbs: [Crumb("Territoires", "/territoires")],
        description: "\(record.name) : son pôle de l’ESS, son histoire, sa composition.",
        body: """
            \(heading("\(record.name)", territoryLead(view, network)))
            <div class="deux"><section>\(map(network, highlighting: Set([view.pays?.id].compactMap(\.self))))</section>
            <section>\(territoryFacts(view))\(card ?? "<p class=\"actions\"><a href=\"/observatoire/\(record.territory.slug)\">L’ESS en chiffres</a></p>" as Markup)</section></div>
            \(territoryHistory(view, network, history))
            \(membershipTable("Fait partie de", "wholes", view.wholes, view.day))
            \(membershipTable("Se compose de", "parts", view.parts, view.day))
            """)
}

private func territoryLead(_ view: TerritoryView, _ network: SituationView) -> Markup {
    guard view.exists else {
        return "Ce territoire n’existe pas sous ce nom au \(time(view.day)) : voyez ses noms plus bas."
    }
    guard let pays = view.pays else {
        return
            "\(view.record.territory.kind.label.capitalizedFirst), code \(view.record.territory.code). Son Pays n’est pas connu au \(time(view.day))."
    }
    let line = network.lines.first { $0.record.id == pays.id }
    let isPays = pays.id == view.record.id
    let found = isPays ? line?.hubs ?? [] : network.hubs(reaching: view.reach)
    let hubs: [Markup] = found.map { " · <a href=\"/poles/\($0.slug)\">\($0.name)</a>" }
    let elsewhere: Markup? =
        !isPays && found.isEmpty && line?.situation.isPartial == true
        ? " sur une partie du Pays, dont ce territoire n’est pas" : nil
    let furthest = isPays ? nil : found.first.flatMap { network.situation.hubs[$0.id]?.status }
    let status: Markup = badge(furthest ?? line?.standing.status ?? .unknown)
    let place: Markup? = isPays ? nil : "Dans le <a href=\"\(pays.path)\">\(pays.name)</a> : "
    return "\(place)\(status)\(elsewhere)\(hubs), au \(time(view.day))"
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private func territoryFacts(_ view: TerritoryView) -> Markup {
    let people: Markup? = view.record.population.map { population in
        figures([
            Figure(
                "\(French.number(population.inhabitants))", "habitants (population en vigueur en \(population.year))")
        ])
    }
    let names: [Markup] =
        view.names.count < 2 && view.names.allSatisfy { $0.validity == .always }
        ? []
        : view.names.map { line in
            "<dd>\(line.name) <span class=\"indice\">\(span(line.validity))</span></dd>"
        }
    let sources: [Markup] = view.population.suffix(1).map { "<dt>Population</dt><dd>\(citation($0.source))</dd>" }
    return """
        \(people)<dl class="definitions"><dt>Sorte</dt><dd>\(view.record.territory.kind.label)</dd><dt>Code</dt><dd>\(view.record.territory.code)</dd>\
        \(names.isEmpty ? nil : "<dt>Noms</dt>\(names)" as Markup)\(view.names.first.map { "<dt>Nom établi par</dt><dd>\(citation($0.source))</dd>" as Markup })\(sources)</dl>
        <form class="recherche" method="get" action="\(view.record.path)"><div class="champ"><label for="au">Voir au</label><input class="petit" type="date" id="au" name="au" value="\(view.day.description)" required></div><button class="second">Voir</button></form>
        """
}

/// « depuis le…, jusqu’au… » in words.
func span(_ validity: Validity) -> Markup {
    switch (validity.from, validity.until) {
    case (nil, nil): "toujours connu ainsi"
    case (let from?, nil): "depuis le \(time(from))"
    case (nil, let until?): "jusqu’au \(time(until))"
    case (let from?, let until?): "du \(time(from)) au \(time(until))"
    }
}

private func territoryHistory(_ view: TerritoryView, _ network: SituationView, _ history: [Milestone]) -> Markup? {
    guard view.record.territory.kind == .pays else { return nil }
    let list: Markup =
        history.isEmpty
        ? emptyState(
            "Rien n’est encore enregistré sur ce territoire.",
            "Vous y menez une démarche ? <a href=\"/demarche\">Ouvrez une initiative</a>.")
        : chronology(history, until: view.day, subject: network.subject)
    return """
        <section><h2>Ce qui s’y est passé</h2>\(list)<p class="actions"><a href="\(view.record.path)/historique">Qui a dit quoi, quand : l’historique</a>
        <a href="/demarche/initiatives/nouvelle?territoire=\(view.record.territory.slug)">Ouvrir une initiative ici</a></p></section>
        """
}

private func membershipTable(_ title: Markup, _ id: String, _ lines: [MembershipLine], _ day: Day) -> Markup? {
    guard !lines.isEmpty else { return nil }
    let rows: [Markup] = lines.map { line in
        """
        <tr><th scope="row"><a href="\(line.record.path)">\(line.record.name)</a></th><td data-titre="Sorte">\(line.record.territory.kind.label)</td>\
        <td data-titre="Quand">\(span(line.validity))\(line.validity.contains(day) ? nil : " <span class=\"principe\">pas au \(time(day))</span>" as Markup)</td>\
        <td data-titre="Source" class="source">\(certaintyMark(line.certainty)) \(citation(line.source))</td></tr>
        """
    }
    return table(
        caption: title, id: id, columns: [Column("Territoire"), Column("Sorte"), Column("Quand"), Column("Source")],
        rows: rows)
}

/// What the list of territories was asked for.
struct TerritoryListQuery: Sendable {
    var kind = TerritoryKind.pays
    var text = ""
    var page = 1
    static let pageSize = 100

    func address(page: Int) -> String { "/territoires?sorte=\(kind.rawValue)&q=\(text.addressEncoded)&page=\(page)" }
}

func territoryListPage(
    _ lines: [(record: TerritoryRecord, pays: TerritoryRecord?)], total: Int, _ query: TerritoryListQuery
) -> PageContent {
    let kinds: [Markup] = TerritoryKind.allCases.map { kind in
        "<option value=\"\(kind.rawValue)\"\("selected", if: kind == query.kind)>\(kind.plural)</option>"
    }
    let rows: [Markup] = lines.map { line in
        """
        <tr><th scope="row"><span class="numero" aria-hidden="true">\(line.record.territory.code)</span> <a href="\(line.record.path)">\(line.record.name)</a></th>\
        <td data-titre="Pays">\(line.pays.map { "<a href=\"\($0.path)\">\($0.shortName)</a>" as Markup } ?? "—")</td>\
        <td data-titre="Habitants" class="nombre">\(line.record.population.map { French.number($0.inhabitants) } ?? "—")</td></tr>
        """
    }
    let columns = [Column("Territoire"), Column("Pays"), Column("Habitants", isNumeric: true)]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun territoire ne répond à cette recherche.",
            "Les communes apparaissent une fois importées des fichiers officiels : <code>maillage importer territoires</code>."
        )
        : table(
            caption: "\(French.count(total, "territoire", "territoires"))", id: "tableau", columns: columns, rows: rows)
    return PageContent(
        title: "Territoires", section: .territories,
        description: "Les Pays, intercommunalités et communes, avec leur pôle de l’ESS.",
        body: """
            \(heading("Territoires", "Chaque territoire change de nom, de composition, de Pays : tout est daté."))
            <form class="recherche" method="get" action="/territoires" role="search">
            <div class="champ"><label for="sorte">Sorte</label><select id="sorte" name="sorte">\(kinds)</select></div>
            <div class="champ"><label for="q">Nom ou code</label><input class="petit" type="search" id="q" name="q" value="\(query.text)" maxlength="100"></div><button>Chercher</button></form>
            \(list)\(pagination(page: query.page, total: total, size: TerritoryListQuery.pageSize, address: query.address))
            \(exports([("CSV", "/territoires.csv?sorte=\(query.kind.rawValue)")]))
            """)
}

/// « Page 2 sur 13 », with the previous and the next.
func pagination(page: Int, total: Int, size: Int, address: (Int) -> String) -> Markup? {
    let last = max(1, (total + size - 1) / size)
    guard last > 1 else { return nil }
    let previous: Markup? = page > 1 ? "<a rel=\"prev\" href=\"\(address(page - 1))\">← Précédente</a> " : nil
    let next: Markup? = page < last ? " <a rel=\"next\" href=\"\(address(page + 1))\">Suivante →</a>" : nil
    return "<nav class=\"actions\" aria-label=\"Pages\">\(previous)<span>Page \(page) sur \(last)</span>\(next)</nav>"
}
