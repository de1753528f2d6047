import Domain
import Markup

/// `/poles/{slug}`: who, where, since when, with whom, how to reach it, and how surely all that is known.
func hubPage(
    _ view: HubView, mayEdit: Bool, panorama: PanoramaCard?, assemblies: Markup? = nil, balance finding: Markup? = nil
) -> PageContent {
    let milestones: Markup =
        view.milestones.isEmpty
        ? emptyState(
            "Aucun jalon n’est enregistré.", "Le premier est souvent une initiative : qui l’a lancée, et quand.")
        : chronology(view.milestones, until: view.network.day) { _ in nil }
    let desk: Markup? =
        mayEdit ? "<a class=\"bouton\" href=\"/poles/\(view.hub.slug)/pilotage\">Piloter ce pôle</a>" : nil
    let statutes: Markup? =
        view.publishesStatutes ? "<a href=\"/poles/\(view.hub.slug)/statuts\">Ses statuts</a>" : nil
    let bodies: Markup? =
        view.hasMandates ? "<a href=\"/poles/\(view.hub.slug)/instances\">Ses instances</a>" : nil
    let balance: Markup? =
        view.membersNow.isEmpty ? nil : "<a href=\"/poles/\(view.hub.slug)/equilibre\">Personne ne domine</a>"
    return PageContent(
        title: view.hub.name, section: .hubs, breadcrumbs: [Crumb("Pôles", "/poles")],
        description: "\(view.hub.name) : \(view.standing.status.label.lowercasedFirst).",
        body: """
            \(heading("\(view.hub.name)", hubLead(view)))
            <p class="actions">\(desk)<a class="bouton second" href="/poles/\(view.hub.slug)/adherer">Adhérer à ce pôle</a> <a href="/poles/\(view.hub.slug)/demarche">Où en est la démarche</a> <a href="/poles/\(view.hub.slug)/historique">Qui a dit quoi, quand : l’historique</a> \(statutes) \(bodies) \(balance) <a href="/poles/\(view.hub.slug)/scrutins">Votes et consultations en ligne</a></p>
            <div class="deux"><section>\(map(view.network, highlighting: Set(view.territoriesNow.map(\.record.id))))\(legend(view.network.situation))</section>
            <section>\(hubFacts(view))\(panoramaCard(panorama))</section></div>
            \(presentation(view.hub))\(assemblies)\(finding)
            <section><h2>Jalons</h2>\(milestones)</section>
            \(memberSection(view))
            """)
}

private func hubLead(_ view: HubView) -> Markup {
    let places: [Markup] = view.territoriesNow.enumerated().map { index, line in
        "\(index == 0 ? nil : ", " as Markup)<a href=\"\(line.record.path)\">\(line.record.name)</a>"
    }
    let since: Markup? = view.standing.since.map { " — \(ordinal($0.frenchWhen))" }
    return
        "\(badge(view.standing.status))\(since) \(view.standing.since == nil ? nil : certaintyMark(view.standing.certainty))<br>\(places)"
}

/// The map of all hubs, some territories marked as « ici ».
func map(_ view: SituationView, highlighting here: Set<ID<Territory>>) -> Markup? {
    guard let shapes = view.shapes else { return nil }
    let territories = view.lines.map { (line: SituationLine) in
        (
            line.record.territory.code,
            MapTerritory(
                number: line.record.territory.code, name: line.record.shortName, status: line.standing.status,
                path: line.record.path, isHere: here.contains(line.record.id))
        )
    }
    let names = view.territories.filter { here.contains($0.id) }.map(\.name)
    let label = "Carte : " + (names.isEmpty ? "le réseau" : French.list(names)) + ", au \(view.day.french)"
    return statusMap(shapes, Dictionary(territories) { first, _ in first }, label: label)
}

private func hubFacts(_ view: HubView) -> Markup {
    let population = view.territoriesNow.compactMap(\.record.population).reduce(0) { $0 + $1.inhabitants }
    let organisations = max(view.membersNow.count, view.headcount?.organisations ?? 0)
    var list: [Figure] = []
    if organisations > 0 { list.append(Figure("\(French.number(organisations))", "organisations engagées")) }
    if population > 0 { list.append(Figure("\(French.number(population))", "habitants sur le périmètre")) }
    let families = view.families.count
    if families > 0 {
        list.append(
            Figure("\(families) <small>sur \(Family.legal.count)</small>", "familles juridiques représentées"))
    }
    if !view.sectors.represented.isEmpty {
        list.append(
            Figure("\(view.sectors.represented.count) <small>sur \(view.sectors.count)</small>", "secteurs représentés")
        )
    }
    return """
        \(list.isEmpty ? nil : figures(list))
        <h2>En bref</h2><dl class="definitions">
        <dt>Gouvernance</dt><dd>\(view.hub.governance.label)\(view.hub.manager.isEmpty ? nil : " : \(view.hub.manager)" as Markup)</dd>
        \(hubSectors(view))\(contact(view.hub))
        \(view.headcount.map { "<dt>Compté</dt><dd>\($0.organisations) organisations, \(time($0.date)), \(citation($0.source))</dd>" as Markup })
        </dl>
        """
}

private func hubSectors(_ view: HubView) -> Markup? {
    guard !view.sectors.represented.isEmpty else { return nil }
    let links: [Markup] = view.sectors.represented.enumerated().map { index, sector in
        "\(index == 0 ? nil : ", " as Markup)<a href=\"/annuaire/secteurs#\(sector.slug)\">\(sector.label)</a>"
    }
    return "<dt>Secteurs</dt><dd>\(links)</dd>"
}

private func contact(_ hub: Hub) -> Markup {
    let mail: Markup? = WebLink.mail(hub.contactEmail).map { "<a href=\"\($0)\">\(hub.contactEmail)</a>" }
    let site: Markup? = WebLink(hub.website).map { "<a href=\"\($0)\" rel=\"noopener\">\($0.readable)</a>" }
    let phone: Markup? = hub.contactPhone.isEmpty ? nil : "\(hub.contactPhone)"
    let ways = [mail, phone, site].compactMap(\.self)
    guard !ways.isEmpty else { return "<dt>Contact</dt><dd>Pas encore renseigné.</dd>" }
    let items: [Markup] = ways.map { "<dd>\($0)</dd>" }
    return "<dt>Contact</dt>\(items)"
}

private func presentation(_ hub: Hub) -> Markup? {
    guard !hub.presentation.isEmpty else { return nil }
    return "<section class=\"prose\"><h2>Présentation</h2>\(paragraphs(hub.presentation))</section>"
}

/// Text typed by somebody: a blank line makes a paragraph.
func paragraphs(_ text: String) -> Markup {
    let blocks = text.split(separator: "\n\n").map(String.init)
    let items: [Markup] = blocks.map { block in
        let lines: [Markup] = block.split(separator: "\n").enumerated().map { index, line in
            "\(index == 0 ? nil : "<br>" as Markup)\(sentence: String(line))"
        }
        return "<p>\(lines)</p>"
    }
    return "\(items)"
}

private func memberSection(_ view: HubView) -> Markup {
    let rows: [Markup] = view.membersNow.map { member in
        """
        <tr><th scope="row"><a href="/annuaire/\(member.organisation.slug)">\(member.organisation.name)</a></th><td data-titre="Famille">\(member.organisation.family.label)</td>\
        <td data-titre="Activité">\(member.organisation.summary.isEmpty ? "—" : member.organisation.summary)</td>\
        <td data-titre="Depuis">\(member.validity.from.map { time($0) } ?? "—")</td></tr>
        """
    }
    guard !rows.isEmpty else {
        return """
            <section><h2>Organisations</h2>\(emptyState("Aucune organisation n’est encore inscrite ici.", "Celles qui prennent part à ce pôle paraîtront dans cette liste, avec leur famille et leur activité."))</section>
            """
    }
    let columns = [Column("Organisation"), Column("Famille"), Column("Activité"), Column("Depuis")]
    return """
        <section>\(table(caption: "Organisations qui prennent part au pôle", id: "organisations", columns: columns, rows: rows))\
        \(exports([("CSV", "/poles/\(view.hub.slug)/organisations.csv")]))</section>
        """
}

/// `/poles/{slug}/historique` and its like: every line ever recorded, corrected or withdrawn.
func historyPage(
    title: String, section: Section, crumbs: [Crumb], entries: [HistoryEntry], journal: [Markup]
) -> PageContent {
    let items: [Markup] = entries.map(historyItem)
    let list: Markup =
        items.isEmpty
        ? emptyState(
            "Rien n’a encore été enregistré.",
            "Chaque jalon, chaque correction et chaque retrait paraîtra ici, avec son motif.")
        : "<ol class=\"jalons\">\(items)</ol>"
    return PageContent(
        title: "Historique", section: section, breadcrumbs: crumbs,
        body: """
            \(heading("\(title) : l’historique", "Tout ce qui a été enregistré, du plus récent au plus ancien. Rien n’est effacé : une correction remplace, un retrait écarte, et le motif reste."))
            \(list)
            \(journal.isEmpty ? nil : "<h2>Autres changements</h2><ul class=\"prose\">\(journal)</ul>" as Markup)
            """)
}

private func historyItem(_ entry: HistoryEntry) -> Markup {
    let milestone = entry.milestone
    let fate: Markup?
    let kind: String
    switch entry.fate {
    case .current: (fate, kind) = (nil, "")
    case .replaced(let later, let reason):
        kind = " remplace"
        fate = "<p class=\"detail\"><a href=\"#jalon-\(later.rawValue)\">Remplacé</a> : \(sentence: reason)</p>"
    case .withdrawn(let at, let by, let reason):
        kind = " retire"
        fate =
            "<p class=\"detail\">Retiré \(moment(at)) par \(by ?? "une personne qui n’a plus de compte") : \(sentence: reason)</p>"
    }
    let override: Markup? = entry.overrideReason.map {
        "<p class=\"detail\">Règle passée outre, motif : \(sentence: $0)</p>"
    }
    let effect: Markup? = milestone.kind.effect.map { "<p class=\"effet\">\(badge($0))</p>" }
    return """
        <li class="jalon\(kind)" id="jalon-\(milestone.id.rawValue)"><p class="quand">\(time(milestone.date)) · \(milestone.kind.label)</p>\
        <p class="quoi"><strong>\(milestone.title)</strong></p>\(effect)\
        \(milestone.detail.isEmpty ? nil : "<p class=\"detail\">\(sentence: milestone.detail)</p>" as Markup)\(fate)\(override)\
        <p class="preuve">\(certaintyMark(milestone.certainty)) \(citation(milestone.source))</p>\
        <p class="preuve">Enregistré \(moment(entry.recordedAt)) par \(entry.recordedBy ?? "le programme (premières données)").</p></li>
        """
}
