import Domain
import Markup

private let sectorDesk = "/reseau/pilotage/secteurs"

/// `/reseau/pilotage/secteurs`: the list, what it holds, what no rule tells, and the two forms that change it.
func sectorDeskPage(_ view: SectorView, added: FormState, rule: FormState, done: String, token: String) -> PageContent {
    let rows: [Markup] = view.sectors.all.enumerated().map { index, sector in
        let count = view.counts[sector.code] ?? SectorCount()
        let rules = view.sectors.rules.filter { $0.sector == sector.code }.count
        return """
            <tr><td data-titre="Place" class="nombre">\(index + 1)</td><th scope="row"><a href="\(sectorDesk)/\(sector.code)">\(sector.label)</a></th>\
            <td data-titre="Dites" class="nombre">\(French.number(count.said))</td><td data-titre="Suggérées" class="nombre">\(French.number(count.suggested))</td>\
            <td data-titre="Correspondances" class="nombre">\(rules)</td><td data-titre="En usage">\(usage(sector, on: view.sectors.day))</td></tr>
            """
    }
    let columns = [
        Column("Place", isNumeric: true), Column("Secteur"), Column("Dites", isNumeric: true),
        Column("Suggérées", isNumeric: true), Column("Correspondances", isNumeric: true), Column("En usage"),
    ]
    return PageContent(
        title: "Secteurs", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Tenir la liste des secteurs", "Ce que le réseau appelle un secteur, et ce que suggèrent les codes d’activité. Rien n’est écrit dans les fiches : changer une correspondance range aussitôt toutes les organisations. <a href=\"/annuaire/secteurs\">La page publique</a>"))
            \(done.isEmpty ? nil : notice(.done, "<p>\(sentence: done)</p>"))
            \(table(caption: "Secteurs, avec les organisations en activité de l’annuaire", id: "secteurs", columns: columns, rows: rows))
            <div class="deux"><section><h2>Ranger une activité</h2>\(ruleForm(view.sectors, rule, token: token))</section>
            <section><h2>Ajouter un secteur</h2>\(addForm(added, token: token))</section></div>
            \(unmapped(view))
            """, isPrivate: true)
}

private func usage(_ sector: Sector, on day: Day) -> Markup {
    if sector.validity.contains(day) {
        return sector.validity.until.map { "jusqu’au \(time($0))" } ?? "oui"
    }
    if let from = sector.validity.from, from > day { return "à partir du \(time(from))" }
    return sector.validity.until.map { "retiré le \(time($0))" } ?? "non"
}

private func ruleForm(_ sectors: Sectors, _ state: FormState, token: String) -> Markup {
    let nomenclatures = Nomenclature.mapped.map { (value: $0.rawValue, label: $0.label) }
    let choices =
        [(value: "", label: "aucun en particulier")] + sectors.current.map { (value: $0.code, label: $0.label) }
    return form(
        "\(sectorDesk)/correspondances", token: token, state: state,
        """
        \(selectField("nomenclature", "Nomenclature", state, options: nomenclatures, isRequired: true))
        \(textField("prefixe", "Début du code d’activité", state, hint: "Une section (Q), une division (88), un groupe (88.9), une classe (88.99) ou un code (88.99B) : le début le plus long l’emporte.", isRequired: true, maximum: 8))
        \(selectField("secteur", "Secteur suggéré", state, options: choices))
        \(sourceFields(state, suffix: ""))
        <p class="actions"><button>Enregistrer cette correspondance</button></p>
        """)
}

private func addForm(_ state: FormState, token: String) -> Markup {
    form(
        sectorDesk, token: token, state: state,
        """
        \(textField("libelle", "Nom", state, isRequired: true, maximum: 100))
        \(textArea("definition", "Ce qu’il réunit", state, rows: 2, maximum: 500))
        \(textField("depuis", "En usage à partir du", state, hint: "Un jour : 2026-01-01.", isRequired: true, maximum: 10))
        \(sourceFields(state, suffix: "-ajout"))
        <p class="actions"><button>Ajouter ce secteur</button></p>
        """)
}

/// Who says so, and how sure it is. A suffix keeps two forms of a page apart.
func sourceFields(_ state: FormState, suffix: String) -> Markup {
    let certainties = Certainty.allCases.map { (value: $0.rawValue, label: "\($0.label) : \($0.explanation)") }
    return """
        \(textField("preuve" + suffix, "D’où cela vient", state, hint: "Par exemple : plénière du 12 mars 2026.", isRequired: true, maximum: 300))
        \(selectField("certitude" + suffix, "À quel point est-ce sûr ?", state, options: certainties))
        """
}

private func unmapped(_ view: SectorView) -> Markup? {
    guard !view.unmapped.isEmpty else { return nil }
    let rows: [Markup] = view.unmapped.prefix(40).map { line in
        let code = ActivityCode(line.activity, nomenclature: line.nomenclature)
        let door: Markup? = code.flatMap { code in
            Nomenclature.mapped.contains(code.nomenclature)
                ? "<a href=\"\(sectorDesk)?nomenclature=\(code.nomenclature.rawValue)&amp;prefixe=\(line.activity.addressEncoded)#prefixe\">Ranger<span class=\"invisible\"> \(line.activity)</span></a>"
                : nil
        }
        return """
            <tr><th scope="row">\(line.activity)</th><td data-titre="Nomenclature">\(code?.nomenclature.label ?? "—")</td>\
            <td data-titre="Organisations" class="nombre">\(French.number(line.count))</td><td data-titre="Pourquoi">\(why(line.silence))</td><td data-titre="Ranger">\(door ?? "—")</td></tr>
            """
    }
    let columns = [
        Column("Code d’activité"), Column("Nomenclature"), Column("Organisations", isNumeric: true),
        Column("Pourquoi"), Column("Ranger"),
    ]
    return table(
        caption: "Codes d’activité de l’annuaire qui ne suggèrent aucun secteur", id: "sans-secteur", columns: columns,
        rows: rows)
}

private func why(_ silence: SectorReading.Silence) -> Markup {
    switch silence {
    case .noActivity: "sans code"
    case .unreadable: "ne se lit pas"
    case .formerNomenclature: "ancienne nomenclature"
    case .noRule(_, let rule):
        rule.map {
            $0.sector == nil
                ? "« \($0.prefix.written) » n’en suggère aucun en particulier"
                : "« \($0.prefix.written) » mène à un secteur qui ne sert pas à ce jour"
        } ?? "aucune correspondance"
    }
}

/// `/reseau/pilotage/secteurs/{code}`: one sector, its rules, its end.
func sectorEditPage(
    _ sector: Sector, _ sectors: Sectors, count: SectorCount, _ state: FormState, end: FormState, token: String
) -> PageContent {
    let path = "\(sectorDesk)/\(sector.code)"
    let rows: [Markup] = sectors.rules.filter { $0.sector == sector.code }.map { rule in
        """
        <tr><th scope="row">\(rule.prefix.written)</th><td data-titre="Nomenclature">\(rule.prefix.nomenclature.label)</td>\
        <td data-titre="Certitude">\(certaintyMark(rule.certainty))</td><td data-titre="Source">\(rule.source)</td>\
        <td data-titre="Ôter"><form method="post" action="\(sectorDesk)/correspondances/retrait">\(tokenField(token))<input type="hidden" name="nomenclature" value="\(rule.prefix.nomenclature.rawValue)"><input type="hidden" name="prefixe" value="\(rule.prefix.letters)"><button class="lien">Ôter<span class="invisible"> \(rule.prefix.written)</span></button></form></td></tr>
        """
    }
    let columns = ["Début du code", "Nomenclature", "Certitude", "Source", "Ôter"].map { Column($0) }
    let rules: Markup =
        rows.isEmpty
        ? emptyState("Aucun code d’activité n’y mène.", "Les organisations y sont parce que quelqu’un l’a dit.")
        : table(caption: "Codes d’activité qui le suggèrent", id: "correspondances", columns: columns, rows: rows)
    return PageContent(
        title: sector.label, section: .network, breadcrumbs: deskCrumbs + [Crumb("Secteurs", sectorDesk)],
        body: """
            \(heading("\(sector.label)", "\(French.count(count.said, "organisation dite", "organisations dites")), \(French.count(count.suggested, "suggérée", "suggérées")) par leur activité."))
            \(rules)<p class="actions"><a href="\(sectorDesk)#prefixe">Ranger une activité</a></p>
            <div class="deux"><section><h2>Nom et place</h2>\(form(path, token: token, state: state, """
            \(textField("libelle", "Nom", state, isRequired: true, maximum: 100))
            \(textArea("definition", "Ce qu’il réunit", state, rows: 2, maximum: 500))
            \(textField("rang", "Place dans la liste", state, isRequired: true, maximum: 4, inputmode: "numeric"))
            \(sourceFields(state, suffix: ""))
            <p class="actions"><button>Enregistrer</button></p>
            """))</section>
            <section>\(endForm(sector, path, end, token: token))</section></div>
            """, isPrivate: true)
}

private func endForm(_ sector: Sector, _ path: String, _ state: FormState, token: String) -> Markup {
    if sector.validity.until != nil {
        return """
            <h2>Le rétablir</h2>\(form("\(path)/retablissement", token: token, state: state, """
            \(textField("motif", "Décidé par qui, pourquoi", state, isRequired: true, maximum: 300))
            <p class="actions"><button>Rétablir ce secteur</button></p>
            """))
            """
    }
    return """
        <h2>Le retirer</h2><p>Il ne sera plus suggéré ni proposé ; les fiches qui le disent le gardent, et il peut être rétabli.</p>
        \(form("\(path)/retrait", token: token, state: state, """
        \(textField("fin", "À partir du", state, hint: "Un jour : 2026-01-01.", isRequired: true, maximum: 10))
        \(textField("motif", "Décidé par qui, pourquoi", state, isRequired: true, maximum: 300))
        <p class="actions"><button class="danger">Retirer ce secteur</button></p>
        """))
        """
}
