import Domain
import Markup

/// `/annuaire/{slug}`: one organisation, with where each thing known of it comes from.
func recordPage(_ view: RecordView, _ care: RecordCare) -> PageContent {
    let sheet = view.line.sheet
    let place = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
    let lead = [sheet.family.label, sheet[.summary], place].filter { !$0.isEmpty }.joined(separator: " · ")
    let ceased: Markup? =
        sheet.isCeased
        ? notice(
            .warning,
            "<p>Cette organisation a cessé\(sheet[.closedOn].isEmpty ? "" : " (\(partial(sheet[.closedOn])))").</p>")
        : nil
    let disclosure: Markup? =
        sheet.isPartlyDiffused
        ? notice(
            .information,
            "<p>Cette organisation a demandé que ses coordonnées ne soient pas diffusées (article R123-232 du code de commerce)\u{A0}: elles ne paraissent ni ici ni dans les fichiers.</p>"
        )
        : nil
    return PageContent(
        title: sheet[.name], section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        description: lead,
        body: """
            \(heading("\(sheet[.name])", "\(lead)"))\(ceased)\(disclosure)\(recordCare(care))
            <div class="deux fiche-entiere"><div>\(words(sheet))</div><aside>\(contact(sheet))<h2>Fiche</h2>\(facts(view))</aside>
            <div>\(sectorPart(view))\(belonging(view, care))\(parts(view))\(essReasons(view, mayDecide: care.mayDecide))\(establishments(view))</div></div>
            \(history(view, care))\(recordDoors(care))
            """)
}

private func words(_ sheet: OrganisationSheet) -> Markup {
    let texts: [Markup] = [(sheet[.presentation], "Ce qu’elle fait" as Markup), (sheet[.purpose], "Objet")].compactMap {
        text, title in
        guard !text.isEmpty else { return nil }
        let paragraphs: [Markup] = text.split(separator: "\n").map { "<p>\(String($0))</p>" }
        return "<h2>\(title)</h2>\(paragraphs)"
    }
    return texts.isEmpty ? "<p class=\"long\">Elle n’a encore rien dit de plus de ce qu’elle fait.</p>" : "\(texts)"
}

private func parts(_ view: RecordView) -> Markup {
    let items: [Markup] = view.parts.map { part in
        let since: Markup? = part.validity.from.map { " depuis le \(time($0))" }
        let until: Markup? = part.validity.until.map { " jusqu’au \(time($0))" }
        return "<li><a href=\"/poles/\(part.slug)\">\(part.name)</a>\(since)\(until)</li>"
    }
    return items.isEmpty
        ? "<h2>Pôles</h2><p>Elle ne prend part à aucun pôle à ce jour.</p>" : "<h2>Pôles</h2><ul>\(items)</ul>"
}

private func establishments(_ view: RecordView) -> Markup? {
    guard !view.establishments.isEmpty else { return nil }
    let rows: [Markup] = view.establishments.map { place in
        """
        <tr><th scope="row">\(place.name.isEmpty ? "Établissement" : place.name)</th><td data-titre="Adresse">\([place.address, place.postcode, place.town].filter { !$0.isEmpty }.joined(separator: " "))</td>\
        <td data-titre="SIRET">\(place.siret.isEmpty ? "—" : spaced(place.siret))</td><td data-titre="État">\(place.isClosed ? "fermé" : "ouvert")</td></tr>
        """
    }
    return table(
        caption: "Autres lieux", id: "lieux", columns: ["Lieu", "Adresse", "SIRET", "État"].map { Column($0) },
        rows: rows)
}

/// What is known, each line with who says it.
private func facts(_ view: RecordView) -> Markup {
    let sheet = view.line.sheet
    var lines: [(OrganisationField, Markup)] = [(.family, "\(sheet.family.label)")]
    let plain: [OrganisationField] = [.acronym, .usualName, .legalCategory, .activity, .rna]
    for field in plain where !sheet[field].isEmpty { lines.append((field, "\(sheet[field])")) }
    for field in [OrganisationField.siren, .siret] where !sheet[field].isEmpty {
        lines.append((field, "\(spaced(sheet[field]))"))
    }
    if !sheet[.sizeBand].isEmpty {
        let year = sheet[.sizeYear].isEmpty ? "" : " (\(sheet[.sizeYear]))"
        lines.append((.sizeBand, "\(SizeClass(band: sheet[.sizeBand]).label + year)"))
    }
    if sheet[.essSirene] == "O" { lines.append((.essSirene, "oui")) }
    if sheet[.essSirene] == "N" { lines.append((.essSirene, "non")) }
    if sheet[.essList] == "O" { lines.append((.essList, "oui")) }
    if !sheet[.createdOn].isEmpty { lines.append((.createdOn, "\(partial(sheet[.createdOn]))")) }
    let items: [Markup] = lines.map { field, value in
        "<dt>\(field.label)</dt><dd>\(value) <small class=\"source\">\((view.origins[field] ?? view.origin).label)</small></dd>"
    }
    let place: Markup? = view.commune.map { "<dt>Commune</dt><dd><a href=\"\($0.path)\">\($0.name)</a></dd>" }
    let address: Markup? =
        sheet[.address].isEmpty
        ? nil : "<dt>Adresse</dt><dd>\(sheet[.address])<br>\(sheet[.postcode]) \(sheet[.town])</dd>"
    return "<dl class=\"fiche\">\(items)\(address)\(place)</dl>"
}

private func contact(_ sheet: OrganisationSheet) -> Markup? {
    var lines: [Markup] = []
    if let link = WebLink(sheet[.website]) {
        lines.append("<li><a href=\"\(link)\" rel=\"noopener nofollow\">\(sheet[.website])</a></li>")
    }
    if let link = WebLink("mailto:" + sheet[.email]) {
        lines.append("<li><a href=\"\(link)\">\(sheet[.email])</a></li>")
    }
    if !sheet[.phone].isEmpty { lines.append("<li>\(sheet[.phone])</li>") }
    return lines.isEmpty ? nil : "<h2>Contact</h2><ul class=\"long\">\(lines)</ul>"
}

private func history(_ view: RecordView, _ care: RecordCare) -> Markup {
    let columns = ["Champ", "Avant", "Après", "Dit par", "Le"] + (care.mayEdit ? ["Changer"] : [])
    let rows: [Markup] = view.changes.map { change in
        """
        <tr><th scope="row">\(change.field.label)</th><td data-titre="Avant">\(recordValue(change.field, change.old))</td><td data-titre="Après">\(recordValue(change.field, change.new))</td>\
        <td data-titre="Dit par">\(change.origin.label)</td><td data-titre="Le">\(moment(change.at))</td>\(undoing(change, view, care))</tr>
        """
    }
    let list: Markup? =
        rows.isEmpty
        ? nil
        : table(
            caption: "Ce qui a changé", id: "historique",
            columns: columns.map { Column($0) }, rows: rows)
    return """
        <h2>Histoire de la fiche</h2><p class="preuve">Inscrite par\u{A0}: \(view.origin.label), \(moment(view.createdAt)). Dernière mise à jour\u{A0}: \(moment(view.updatedAt)).\(view.confirmedAt.isEmpty ? "" : " Relue et confirmée : ")\(view.confirmedAt.isEmpty ? "" : moment(view.confirmedAt))</p>\(list)
        """
}

/// « 334 912 623 00058 »: by three, then what remains.
func spaced(_ code: String) -> String {
    let head = code.prefix(9)
    var groups: [String] = []
    for start in stride(from: 0, to: head.count, by: 3) { groups.append(String(head.dropFirst(start).prefix(3))) }
    if code.count > 9 { groups.append(String(code.dropFirst(9))) }
    return groups.joined(separator: French.space)
}

private func partial(_ text: String) -> String { PartialDate(text)?.french ?? text }
