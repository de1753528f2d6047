import Domain
import Markup

private let essDesk = "/reseau/pilotage/perimetre-ess"
private let essCrumbs = deskCrumbs + [Crumb("Périmètre de l’ESS", essDesk)]

/// What was typed in each form of a version's page.
struct EssForms: Sendable {
    var category: FormState
    var activity: FormState
    var enforcement: FormState

    /// The form that was refused, when one was.
    var refused: FormState { [category, activity, enforcement].first { !$0.errors.isEmpty } ?? category }

    init(on day: Day, category: FormState? = nil, activity: FormState? = nil, enforcement: FormState? = nil) {
        let certainty = Certainty.reported.rawValue
        self.category = category ?? FormState(values: ["certitude": certainty])
        self.activity = activity ?? FormState(values: ["certitude-activite": certainty])
        self.enforcement =
            enforcement ?? FormState(values: ["depuis": day.description, "certitude-vigueur": certainty])
    }
}

/// `/reseau/pilotage/perimetre-ess`: the versions, and the way to a new one.
func essVersionsPage(
    _ versions: [EssVersion], inForce now: EssVersion, count: EssCount, _ state: FormState, token: String
) -> PageContent {
    let rows: [Markup] = versions.map { version in
        let status: Markup =
            version.id == now.id
            ? "<strong>en vigueur</strong>" : version.validFrom == nil ? "en préparation" : "datée"
        return """
            <tr><th scope="row"><a href="\(essDesk)/\(version.id)">\(version.title)</a></th><td data-titre="À partir du">\(version.validFrom.map { time($0) } ?? "—")</td>\
            <td data-titre="État">\(status)</td><td data-titre="Certitude">\(certaintyMark(version.certainty))</td><td data-titre="Source">\(version.source)</td></tr>
            """
    }
    let columns = ["Version", "À partir du", "État", "Certitude", "Source"].map { Column($0) }
    let models = versions.map { (value: String($0.id), label: $0.title) }
    var start = state
    if start["modele"].isEmpty { start.values["modele"] = String(now.id) }
    return PageContent(
        title: "Périmètre de l’ESS", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Le périmètre de l’ESS", "Quelles formes juridiques et quelles activités le réseau compte dans l’ESS quand aucun registre n’en dit rien. Une version datée ne se modifie plus : on en prépare une autre. <a href=\"/annuaire/methode\">La méthode, telle que le public la lit</a>"))
            \(figures([Figure("\(French.number(count.isIn))", "organisations dans l’ESS"), Figure("\(French.number(count.isOut))", "hors de l’ESS"), Figure("\(French.number(count.disputed))", "témoins en désaccord")]))
            \(table(caption: "Versions", id: "versions", columns: columns, rows: rows))
            <h2>Préparer une version</h2>\(form(essDesk, token: token, state: start, """
            \(selectField("modele", "Copiée de", start, options: models))
            \(textField("titre", "Titre", start, hint: "Par exemple : après la note d’ESS France de 2022.", isRequired: true))
            <p class="actions"><button>Préparer</button></p>
            """))
            """, isPrivate: true)
}

/// `/reseau/pilotage/perimetre-ess/{id}`: what a version says; while it is being written, the forms that change it.
func essVersionPage(
    _ version: EssVersion, _ content: EssTable, preview: EssPreview?, _ forms: EssForms, token: String
) -> PageContent {
    let path = "\(essDesk)/\(version.id)"
    let isDraft = version.validFrom == nil
    let lead: Markup =
        version.validFrom.map { "Vaut à partir du \(time($0)). \(certaintyMark(version.certainty)) \(version.source)" }
        ?? "En préparation : rien n’en dépend encore."
    return PageContent(
        title: version.title, section: .network, breadcrumbs: essCrumbs,
        body: """
            \(heading("\(version.title)", lead))
            <p class="actions"><a href="\(path)/comparaison">Comparer à une autre version</a></p>
            \(isDraft ? nil : errorSummary(forms.refused))\(preview.map(previewPart))
            \(essCategoryTable(content, removal: isDraft ? (path, token) : nil))
            \(isDraft ? categoryForm(path, forms.category, token: token) : nil)
            \(essExclusionTable(content, removal: isDraft ? (path, token) : nil))
            \(isDraft ? activityForm(path, forms.activity, token: token) : nil)
            \(isDraft ? enforcementForm(path, forms.enforcement, token: token) : nil)
            """, isPrivate: true)
}

/// `removal`: the page's address and the form's token, when lines may be taken away.
func essCategoryTable(_ content: EssTable, removal: (path: String, token: String)? = nil) -> Markup {
    let rows: [Markup] = content.categories.map { category in
        let door: Markup? = removal.map { removal in
            "<td data-titre=\"Ôter\"><form method=\"post\" action=\"\(removal.path)/categories/retrait\">\(tokenField(removal.token))<input type=\"hidden\" name=\"code\" value=\"\(category.code)\"><button class=\"lien\">Ôter<span class=\"invisible\"> \(category.code)</span></button></form></td>"
        }
        return """
            <tr><th scope="row">\(category.code)</th><td data-titre="Intitulé">\(category.label)</td><td data-titre="Appartenance">\(category.standing.label)</td>\
            <td data-titre="Famille suggérée">\(category.family?.label ?? "—")</td><td data-titre="Certitude">\(certaintyMark(category.certainty))</td><td data-titre="Source">\(category.source)</td>\(door)</tr>
            """
    }
    var columns = ["Code", "Intitulé", "Appartenance", "Famille suggérée", "Certitude", "Source"].map { Column($0) }
    if removal != nil { columns.append(Column("Ôter")) }
    return table(
        caption: "Formes juridiques (catégories de l’Insee, niveau III)", id: "categories", columns: columns, rows: rows
    )
}

func essExclusionTable(_ content: EssTable, removal: (path: String, token: String)? = nil) -> Markup {
    let rows: [Markup] = content.exclusions.map { line in
        let door: Markup? = removal.map { removal in
            "<td data-titre=\"Ôter\"><form method=\"post\" action=\"\(removal.path)/activites/retrait\">\(tokenField(removal.token))<input type=\"hidden\" name=\"nomenclature\" value=\"\(line.prefix.nomenclature.rawValue)\"><input type=\"hidden\" name=\"prefixe\" value=\"\(line.prefix.letters)\"><button class=\"lien\">Ôter<span class=\"invisible\"> \(line.prefix.written), \(line.prefix.nomenclature.label)</span></button></form></td>"
        }
        return """
            <tr><th scope="row">\(line.prefix.written)</th><td data-titre="Nomenclature">\(line.prefix.nomenclature.label)</td><td data-titre="Activité">\(line.label)</td>\
            <td data-titre="Certitude">\(certaintyMark(line.certainty))</td><td data-titre="Source">\(line.source)</td>\(door)</tr>
            """
    }
    var columns = ["Début du code", "Nomenclature", "Activité", "Certitude", "Source"].map { Column($0) }
    if removal != nil { columns.append(Column("Ôter")) }
    return table(
        caption: "Activités comptées hors de l’ESS, quelle que soit la forme juridique", id: "activites",
        columns: columns, rows: rows)
}

private func previewPart(_ preview: EssPreview) -> Markup {
    func list(_ lines: [EssLine], _ count: Int, _ title: Markup) -> Markup? {
        guard count > 0 else { return nil }
        let items: [Markup] = lines.map { "<li><a href=\"/annuaire/\($0.slug)\">\($0.name)</a></li>" }
        let more: Markup? = count > lines.count ? "<li>et \(French.number(count - lines.count)) autres</li>" : nil
        return "<details><summary>\(title) : \(French.number(count))</summary><ul>\(items)\(more)</ul></details>"
    }
    let change: Markup =
        preview.enteringCount + preview.leavingCount == 0
        ? "<p>Mise en vigueur aujourd’hui, elle ne changerait rien pour les organisations de l’annuaire.</p>"
        : "<p>Mise en vigueur aujourd’hui, elle en ferait entrer \(French.number(preview.enteringCount)) et sortir \(French.number(preview.leavingCount)).</p>"
    return """
        <section class="avis"><h2>Ce qu’elle changerait</h2>\(change)\
        <p>Dans l’ESS : \(French.number(preview.before.isIn)) aujourd’hui, \(French.number(preview.after.isIn)) avec elle. En désaccord : \(French.number(preview.before.disputed)), puis \(French.number(preview.after.disputed)).</p>\
        \(list(preview.entering, preview.enteringCount, "Entreraient"))\(list(preview.leaving, preview.leavingCount, "Sortiraient"))</section>
        """
}

private func categoryForm(_ path: String, _ state: FormState, token: String) -> Markup {
    let standings = EssTable.Standing.allCases.map { (value: $0.rawValue, label: $0.label) }
    let families = [(value: "", label: "aucune")] + Family.legal.map { (value: $0.rawValue, label: $0.label) }
    return """
        <h2>Dire ce qu’est une forme juridique</h2><p>Une catégorie déjà là est remplacée.</p>
        \(form("\(path)/categories", token: token, state: state, """
        \(textField("code", "Code de la catégorie juridique", state, hint: "Quatre chiffres, par exemple 9220.", isRequired: true, maximum: 4, inputmode: "numeric"))
        \(textField("intitule", "Intitulé", state, isRequired: true))
        \(selectField("appartenance", "Appartenance", state, options: standings, isRequired: true))
        \(selectField("famille", "Famille suggérée", state, options: families))
        \(sourceFields(state, suffix: ""))
        <p class="actions"><button>Enregistrer cette catégorie</button></p>
        """))
        """
}

private func activityForm(_ path: String, _ state: FormState, token: String) -> Markup {
    let nomenclatures = Nomenclature.mapped.map { (value: $0.rawValue, label: $0.label) }
    return """
        <h2>Compter une activité hors de l’ESS</h2>
        \(form("\(path)/activites", token: token, state: state, """
        \(selectField("nomenclature", "Nomenclature", state, options: nomenclatures, isRequired: true))
        \(textField("prefixe", "Début du code", state, hint: "94, 94.9 ou 94.92Z.", isRequired: true, maximum: 8))
        \(textField("activite", "Intitulé de l’activité", state, isRequired: true))
        \(sourceFields(state, suffix: "-activite"))
        <p class="actions"><button>Compter cette activité hors de l’ESS</button></p>
        """))
        """
}

private func enforcementForm(_ path: String, _ state: FormState, token: String) -> Markup {
    """
    <h2>La mettre en vigueur</h2><p>Elle ne pourra plus être modifiée ; les imports et les fiches la suivront à partir de ce jour.</p>
    \(form("\(path)/vigueur", token: token, state: state, """
    \(textField("depuis", "À partir du", state, hint: "Aujourd’hui ou plus tard : 2027-01-01.", isRequired: true, maximum: 10))
    \(sourceFields(state, suffix: "-vigueur"))
    <p class="actions"><button>Mettre cette version en vigueur</button></p>
    """))
    \(form("\(path)/abandon", token: token, "<p class=\"actions\"><button class=\"danger\">Abandonner cette version</button></p>"))
    """
}

/// `/reseau/pilotage/perimetre-ess/{id}/comparaison`: what two versions say otherwise.
func essComparisonPage(
    from old: EssVersion, to new: EssVersion, _ difference: EssTableDifference, versions: [EssVersion]
) -> PageContent {
    let path = "\(essDesk)/\(new.id)"
    let others: [Markup] = versions.filter { $0.id != new.id }.map { version in
        version.id == old.id
            ? "<li aria-current=\"true\"><strong>\(version.title)</strong></li>"
            : "<li><a href=\"\(path)/comparaison?avec=\(version.id)\">\(version.title)</a></li>"
    }
    let rows = difference.categories.map(categoryRow) + difference.exclusions.map(exclusionRow)
    let columns = ["Ligne", "Ce qui change", "Avant", "Après"].map { Column($0) }
    let list: Markup =
        rows.isEmpty
        ? "<p>Les deux versions disent la même chose.</p>"
        : table(caption: "Différences", id: "differences", columns: columns, rows: rows)
    return PageContent(
        title: "Comparaison", section: .network, breadcrumbs: essCrumbs + [Crumb(new.title, path)],
        body: """
            \(heading("\(new.title)", "Ce qui y diffère de « \(old.title) »."))
            <div class="fichiers"><span id="avec">Comparer à</span><ul aria-labelledby="avec">\(others)</ul></div>
            \(list)
            """, isPrivate: true)
}

private func categoryRow(_ change: EssTableDifference.Change<EssTable.Category>) -> Markup {
    func words(_ line: EssTable.Category) -> Markup {
        "\(line.label) : \(line.standing.label)\(line.family.map { ", \($0.label)" } ?? "")"
    }
    switch change {
    case .added(let line): return differenceRow(line.code, "ajoutée", "—", words(line))
    case .removed(let line): return differenceRow(line.code, "ôtée", words(line), "—")
    case .changed(let old, let new): return differenceRow(new.code, "changée", words(old), words(new))
    }
}

private func exclusionRow(_ change: EssTableDifference.Change<EssTable.Exclusion>) -> Markup {
    func name(_ line: EssTable.Exclusion) -> String { "\(line.prefix.written) (\(line.prefix.nomenclature.label))" }
    switch change {
    case .added(let line): return differenceRow(name(line), "ajoutée", "—", "\(line.label), hors de l’ESS")
    case .removed(let line): return differenceRow(name(line), "ôtée", "\(line.label), hors de l’ESS", "—")
    case .changed(let old, let new): return differenceRow(name(new), "changée", "\(old.label)", "\(new.label)")
    }
}

private func differenceRow(_ name: String, _ what: Markup, _ before: Markup, _ after: Markup) -> Markup {
    """
    <tr><th scope="row">\(name)</th><td data-titre="Ce qui change">\(what)</td><td data-titre="Avant">\(before)</td><td data-titre="Après">\(after)</td></tr>
    """
}
