import Domain
import Markup

/// The heaps of a preview; every line read is in exactly one.
enum ImportHeap: String, CaseIterable, Sendable {
    case created = "creees"
    case resembling = "ressemblantes"
    case changed = "modifiees"
    case unchanged = "inchangees"
    case refused = "refusees"
    case outside = "hors-champ"

    var label: String {
        switch self {
        case .created: "À créer"
        case .resembling: "Ressemblent à une fiche"
        case .changed: "À modifier"
        case .unchanged: "Sans changement"
        case .refused: "Refusées"
        case .outside: "Hors du champ"
        }
    }

    /// How many things of the plan are in it: organisations for the first two, lines for the others.
    func count(_ plan: ImportPlan) -> Int {
        switch self {
        case .created: plan.created.count
        case .resembling: plan.resembling.count
        case .changed: plan.changed.count
        case .unchanged: plan.unchanged.count
        case .refused: plan.refused.count
        case .outside: plan.outside.count
        }
    }

    func lines(_ plan: ImportPlan) -> Int {
        switch self {
        case .created: plan.created.reduce(0) { $0 + $1.lines.count }
        case .resembling: plan.resembling.reduce(0) { $0 + $1.candidate.lines.count }
        case .changed: plan.changed.reduce(0) { $0 + $1.lines.count }
        default: count(plan)
        }
    }
}

private let pageLength = 50

/// `…/imports/{id}`: what the import would do, heap by heap, and the decision.
func importPreviewPage(
    _ desk: ImportDesk, _ draft: ImportDraft, heap: ImportHeap, page: Int, _ state: FormState, token: String
) -> PageContent {
    let path = "\(desk.path)/\(draft.id)"
    let plan = draft.plan
    let last = max(1, (heap.count(plan) + pageLength - 1) / pageLength)
    let page = min(max(1, page), last)
    let slice = (page - 1) * pageLength..<min(page * pageLength, heap.count(plan))
    let tabs: [Markup] = ImportHeap.allCases.map { other in
        let lines = [.created, .resembling, .changed].contains(other) ? other.lines(plan) : nil
        return """
            <li><a href="\(path)?tas=\(other.rawValue)"\("aria-current", other == heap ? "true" : nil)><strong>\(French.number(other.count(plan)))</strong> \(other.label)\(lines.map { " <small>\(French.count($0, "ligne", "lignes"))</small>" as Markup })</a></li>
            """
    }
    return PageContent(
        title: "Aperçu de l’import", section: desk.section, breadcrumbs: desk.crumbs + [Crumb(desk.title, desk.path)],
        body: """
            \(heading("Ce que l’import ferait", "\(draft.reading.title)\u{A0}: \(French.count(plan.lineCount, "ligne lue", "lignes lues")), source\u{A0}: \(plan.origin.label). Rien n’est encore enregistré."))
            \(errorSummary(state))
            \(decision(path, draft, token: token))
            \(columnForm(path, draft, token: token))
            <nav aria-label="Tas"><ul class="tas">\(tabs)</ul></nav>
            \(heap == .resembling && !slice.isEmpty ? resemblanceTable(path, page, Array(plan.resembling[slice]), token: token) : content(plan, heap, slice))
            \(pageLinks(page, of: last) { "\(path)?tas=\(heap.rawValue)&page=\($0)" })
            \(plan.refused.isEmpty ? nil : exports([("lignes refusées, à corriger (CSV)", path + "/refus.csv")]))
            """, isPrivate: true)
}

private func decision(_ path: String, _ draft: ImportDraft, token: String) -> Markup {
    let plan = draft.plan
    let what = [
        plan.allCreated.isEmpty
            ? nil : "créer \(French.count(plan.allCreated.count, "organisation", "organisations"))",
        plan.allChanged.isEmpty ? nil : "en modifier \(French.number(plan.allChanged.count))",
    ].compactMap(\.self)
    let make: Markup =
        plan.changesNothing
        ? "<p>Cet import ne changerait rien à l’annuaire.</p>"
        : """
        <form method="post" action="\(path)/validation">\(tokenField(token))<input type="hidden" name="vu" value="\(draft.fingerprint)"><button>Importer\u{A0}: \(French.list(what))</button></form>
        """
    return """
        <div class="actions">\(make)<form method="post" action="\(path)/abandon">\(tokenField(token))<button class="second">Abandonner</button></form></div>
        """
}

/// What each column is, for files of one's own; open at once when nothing says the name.
private func columnForm(_ path: String, _ draft: ImportDraft, token: String) -> Markup? {
    let own = draft.reading.files.filter { $0.format == .structures }
    guard !own.isEmpty else { return nil }
    var seen: Set<String> = []
    let columns = own.flatMap(\.columns).filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
    let mapping = draft.reading.mapping
    let names = columns.contains { StructureColumns.field(of: $0.lowercased(), mapping: mapping) == .name }
    let options =
        [(value: "", label: "— laisser de côté —")]
        + StructureColumns.choices.map { (value: $0.rawValue, label: $0.label) }
    let fields: [Markup] = columns.enumerated().map { index, column in
        let field = StructureColumns.field(of: column.lowercased(), mapping: mapping)
        let state = FormState(values: ["colonne-\(index)": field?.rawValue ?? ""])
        let position = own.first.flatMap { $0.columns.firstIndex(of: column) }
        let samples = (own.first?.rows.prefix(40) ?? []).compactMap { row -> String? in
            guard let position, position < row.cells.count, !row.cells[position].isEmpty else { return nil }
            return row.cells[position]
        }
        let hint: Markup? = samples.first.map { "Par exemple\u{A0}: \(String($0.prefix(60)))" }
        return selectField("colonne-\(index)", "« \(column) »", state, options: options, hint: hint)
    }
    let warning: Markup? =
        names
        ? nil
        : notice(
            .warning,
            "<p>Aucune colonne ne dit le nom des organisations\u{A0}: choisissez-la, puis relisez le fichier.</p>")
    return """
        <details class="colonnes-lues"\("open", if: !names)><summary>Colonnes lues (\(columns.count))</summary>\(warning)
        <form method="post" action="\(path)/colonnes">\(tokenField(token))<div class="trois">\(fields)</div><p class="actions"><button>Relire avec ces colonnes</button></p></form></details>
        """
}

private func content(_ plan: ImportPlan, _ heap: ImportHeap, _ slice: Range<Int>) -> Markup {
    guard !slice.isEmpty else { return emptyState("Ce tas est vide.", "Les lignes du fichier sont dans les autres.") }
    switch heap {
    case .created: return createdTable(Array(plan.created[slice]))
    // Drawn with its form.
    case .resembling: return ""
    case .changed: return changedTable(Array(plan.changed[slice]))
    case .unchanged: return placeList(plan.unchanged[slice], "Ces lignes ne diraient rien de nouveau.")
    case .refused: return refusalTable(Array(plan.refused[slice]))
    case .outside:
        return placeList(
            plan.outside[slice],
            "Personnes physiques, organisations d’ailleurs ou hors de l’économie sociale et solidaire\u{A0}: l’annuaire n’est pas fait pour elles."
        )
    }
}

private func createdTable(_ candidates: [ImportCandidate]) -> Markup {
    let rows: [Markup] = candidates.map { candidate in
        let sheet = candidate.sheet.disclosed
        let place = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
        let code = [sheet[.siret], sheet[.siren], sheet[.rna]].first { !$0.isEmpty } ?? ""
        return """
            <tr><th scope="row">\(sheet[.name])</th><td data-titre="Famille">\(sheet.family.label)</td><td data-titre="Où">\(place.isEmpty ? "—" : place)</td>\
            <td data-titre="Numéro">\(code.isEmpty ? "—" : code)</td><td data-titre="Lu">\(candidate.lines.first.map { "\($0.file), \($0.french)" as Markup })</td></tr>
            """
    }
    let columns = ["Organisation", "Famille", "Où", "Numéro", "Lu dans"].map { Column($0) }
    return table(caption: "À créer", id: "creees", columns: columns, rows: rows)
}

private func changedTable(_ changes: [ImportPlan.Change]) -> Markup {
    var rows: [Markup] = []
    for change in changes {
        for field in change.fields {
            let kept: Markup? = field.kept.map {
                " <span class=\"source\">gardé\u{A0}: dit par \($0.label)</span>"
            }
            let (old, new) = (recordValue(field.field, field.old), recordValue(field.field, field.new))
            rows.append(
                """
                <tr><th scope="row">\(change.name)</th><td data-titre="Champ">\(field.field.label)</td><td data-titre="Avant">\(old)\(kept)</td>\
                <td data-titre="Le fichier dit">\(field.kept == nil ? "<ins>\(new)</ins>" : "<del>\(new)</del>" as Markup)</td></tr>
                """)
        }
        for place in change.places {
            rows.append(
                """
                <tr><th scope="row">\(change.name)</th><td data-titre="Champ">Nouveau lieu</td><td data-titre="Avant">—</td><td data-titre="Le fichier dit"><ins>\(place.siret) \(place.town)</ins></td></tr>
                """)
        }
    }
    let columns = ["Organisation", "Champ", "Avant", "Le fichier dit"].map { Column($0) }
    return table(caption: "À modifier", id: "modifiees", columns: columns, rows: rows)
}

private func placeList(_ places: ArraySlice<ImportPlace>, _ why: Markup) -> Markup {
    let items: [Markup] = places.map { "<li>\($0.file), \($0.french)</li>" }
    return "<p>\(why)</p><ul class=\"colonnes\">\(items)</ul>"
}
