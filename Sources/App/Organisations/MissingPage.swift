import Domain
import Markup

func missingPath(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/manquants" }

func missingCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)"), Crumb("Pilotage", "/poles/\(hub.slug)/pilotage")]
        + more
}

/// `/poles/{slug}/pilotage/manquants`: where the hub has nobody yet, and whom to call first.
func missingPage(_ view: MissingView, _ query: ProspectQuery) -> PageContent {
    let commune = view.communes.first { $0.territory.code == query.commune }
    let place = commune?.name ?? "le périmètre"
    let body: Markup =
        view.communes.isEmpty
        ? emptyState(
            "Aucune commune n’est connue dans le périmètre de ce pôle.",
            "Dites son périmètre, ou demandez à l’animation du réseau d’importer les communes : l’annuaire dira alors qui y est et ne participe pas encore."
        )
        : """
        \(missingFigures(view))\(gaps(view))
        <div class="deux"><section>\(missingMap(view))</section><section>\(communeTable(view, query))</section></div>\(crossTable(view, query, place: place))
        \(callList(view, query))
        """
    return PageContent(
        title: "Qui manque", section: .hubs, breadcrumbs: missingCrumbs(view.hub),
        body: """
            \(heading("Qui manque : \(view.hub.name)", "Les organisations que l’annuaire connaît dans ses communes et qui n’y prennent pas part : où le pôle n’a encore personne, et qui appeler d’abord."))
            \(body)
            """, isPrivate: true)
}

private func missingFigures(_ view: MissingView) -> Markup {
    figures([
        Figure("\(French.number(view.coverage.members.count))", "prennent part au pôle"),
        Figure("\(French.number(view.coverage.others.count))", "connues, n’y prennent pas part"),
        Figure(
            "\(view.byCommune.values.filter(\.isEmpty).count) <small>sur \(view.communes.count)</small>",
            "communes où le pôle n’a personne"),
    ])
}

/// Families and sectors with nobody, in a sentence each.
private func gaps(_ view: MissingView) -> Markup {
    let families = Family.legal.filter { (view.coverage.families[$0]?.members ?? 0) == 0 }
    let sectors = view.sectors.current.filter { (view.coverage.sectors[$0.code]?.members ?? 0) == 0 }
    func words(_ all: [(String, Int)]) -> String {
        French.list(all.map { "\($0.0) (\($0.1 == 0 ? "aucune connue" : French.count($0.1, "connue", "connues")))" })
    }
    let familyWords = words(families.map { ($0.label, view.coverage.families[$0]?.others ?? 0) })
    let sectorWords = words(sectors.map { ($0.label, view.coverage.sectors[$0.code]?.others ?? 0) })
    return """
        <ul class="constats">\
        <li class="\(families.isEmpty ? "acquis" : "manque")">\(families.isEmpty ? "Toutes les familles de l’ESS sont représentées." : sentenceMarkup("Familles sans personne : \(familyWords)."))</li>\
        <li class="\(sectors.isEmpty ? "acquis" : "manque")">\(sectors.isEmpty ? "Tous les secteurs sont représentés." : sentenceMarkup("Secteurs sans personne : \(sectorWords)."))</li></ul>
        """
}

private func sentenceMarkup(_ text: String) -> Markup { "\(sentence: text)" }

/// Sectors across, families down; each cell says who takes part among who is known.
private func crossTable(_ view: MissingView, _ query: ProspectQuery, place: String) -> Markup {
    let path = missingPath(view.hub)
    let lines: [(code: String?, label: String)] =
        view.sectors.current.map { ($0.code, $0.label) } + [(nil, "Secteur pas encore connu")]
    let rows: [Markup] = lines.map { line in
        let cells: [Markup] = Family.allCases.map { family in
            let presence = view.coverage.presence(sector: line.code, family: family)
            guard presence.known > 0 else { return "<td data-titre=\"\(family.label)\" class=\"nombre\">·</td>" }
            var asked = query
            (asked.sector, asked.family) = (line.code ?? "sans", family)
            let words = "\(presence.members) sur \(presence.known)"
            return """
                <td data-titre="\(family.label)" class="nombre\(presence.isEmpty ? " manque" : "")"><a href="\(asked.address(path))#a-appeler">\(presence.isEmpty ? "<strong>\(words)</strong>" : "\(words)" as Markup)</a></td>
                """
        }
        return "<tr><th scope=\"row\">\(line.label)</th>\(cells)</tr>"
    }
    let columns = [Column("Secteur")] + Family.allCases.map { Column(familyHead($0), isNumeric: true) }
    return table(
        caption: "Secteurs et familles dans \(place) : prennent part, sur connues", id: "croisement", columns: columns,
        rows: rows)
}

private func familyHead(_ family: Family) -> String {
    switch family {
    case .association: "Assoc."
    case .cooperative: "Coop."
    case .mutual: "Mut."
    case .foundation: "Fond."
    case .company: "Sociétés"
    case .undetermined: "À préciser"
    }
}

private func communeTable(_ view: MissingView, _ query: ProspectQuery) -> Markup {
    let path = missingPath(view.hub)
    let known = view.communes.map { ($0, view.byCommune[$0.territory.code] ?? Presence()) }.filter { $0.1.known > 0 }
    let ordered = known.sorted { a, b in
        (a.1.isEmpty ? 0 : 1, -a.1.others, a.0.name) < (b.1.isEmpty ? 0 : 1, -b.1.others, b.0.name)
    }
    let rows: [Markup] = ordered.map { record, presence in
        var asked = query
        asked.commune = record.territory.code
        let isHere = query.commune == record.territory.code
        let name: Markup =
            isHere
            ? "<strong aria-current=\"true\">\(record.name)</strong>"
            : "<a href=\"\(asked.address(path))\">\(record.name)</a>"
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Prennent part" class="nombre\(presence.isEmpty ? " manque" : "")">\(presence.isEmpty ? "<strong>0</strong>" : "\(presence.members)" as Markup)</td>\
            <td data-titre="N’y prennent pas part" class="nombre">\(French.number(presence.others))</td></tr>
            """
    }
    var whole = query
    whole.commune = ""
    let back: Markup? =
        query.commune.isEmpty
        ? nil : "<p class=\"actions\"><a href=\"\(whole.address(path))\">Tout le périmètre</a></p>"
    let columns = [
        Column("Commune"), Column("Prennent part", isNumeric: true), Column("N’y prennent pas part", isNumeric: true),
    ]
    return
        "\(table(caption: "Communes, celles où le pôle n’a personne d’abord", id: "communes", columns: columns, rows: rows))\(back)"
}

/// The hub's communes, when their outlines are known: bare where nobody is known, hatched where the hub has nobody.
private func missingMap(_ view: MissingView) -> Markup? {
    let codes = Dictionary(view.communes.map { ($0.territory.code, $0) }) { first, _ in first }
    guard let shapes = view.shapes, !shapes.isDrawing else { return nil }
    let here = shapes.shapes.filter { codes[$0.code] != nil }
    let points = here.compactMap(\.label)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
        let bottom = points.map(\.y).max()
    else { return nil }
    let frame = [Int(left) - 12, Int(top) - 12, Int(right - left) + 24, Int(bottom - top) + 24]
    let links: [Markup] = here.map { shape in
        let presence = view.byCommune[shape.code] ?? Presence()
        let kind = presence.isEmpty ? "manque" : presence.members > 0 ? "couverte" : "nue"
        let name = codes[shape.code]?.name ?? shape.code
        let words = "\(name) : \(presence.members) prennent part, \(presence.others) non"
        return """
            <a href="\(missingPath(view.hub))?commune=\(shape.code)" aria-label="\(words)"><title>\(words)</title><path class="commune-\(kind)" d="\(shape.path)"/></a>
            """
    }
    return """
        <div class="carte-cadre" role="group" aria-label="Carte des communes : où le pôle n’a encore personne"><svg xmlns="http://www.w3.org/2000/svg" class="carte carte-manques" viewBox="\(frame.map(String.init).joined(separator: " "))">
        <defs><pattern id="motif-manque" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="3" height="3"/><rect class="fond-mer" width="1.2" height="3"/></pattern></defs>\(links)</svg></div>
        <p class="indice">Hachurées : l’annuaire y connaît des organisations, aucune ne prend part au pôle. Pleines : au moins une y prend part. Claires : l’annuaire n’y connaît personne.</p>
        """
}
