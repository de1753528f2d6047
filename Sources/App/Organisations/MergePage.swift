import Domain
import Markup

/// `/reseau/pilotage/doublons/{a}-{b}`: two records side by side, what is kept of each.
func mergePage(_ view: MergeView, _ state: FormState, token: String) -> PageContent {
    let path = "\(DuplicateListView.path)/\(view.kept.id)-\(view.other.id)"
    let swapped = "\(DuplicateListView.path)/\(view.other.id)-\(view.kept.id)"
    let differing = view.plan.rows.filter { !$0.isSame }
    let same = view.plan.rows.filter { $0.isSame && $0.kept.contains { !$0.isEmpty } }
    let choices: [Markup] = differing.map { choice($0, view, state) }
    let rows: Markup = choices.isEmpty ? "<p>Les deux fiches disent la même chose.</p>" : "\(choices)"
    let sides: Markup = """
        <div class="face-a-face entete-de-fiches"><div><p class="titre">Fiche gardée</p>\(side(view.kept))</div><div><p class="titre">Fiche absorbée</p>\(side(view.other))</div></div>
        """
    let agreed: [Markup] = same.map { row in "<dt>\(row.label)</dt><dd>\(said(row, row.kept, view))</dd>" }
    let carried: Markup? =
        view.carried.isEmpty
        ? nil : "<p>Avec elle viennent\u{A0}: \(French.list(view.carried)).</p>"
    let apart: Markup? =
        view.areDistinct
        ? notice(.warning, "<p>Quelqu’un a déjà reconnu là deux organisations distinctes.</p>") : nil
    let level = view.score.level.map { "doublon \($0.label)" } ?? "sans doute deux organisations"
    return PageContent(
        title: "Comparer deux fiches", section: .directory,
        breadcrumbs: deskCrumbs + [Crumb("Doublons", DuplicateListView.path)],
        body: """
            \(heading("\(view.kept.sheet[.name]) et \(view.other.sheet[.name])", "\(String(view.score.points)) points\u{A0}: \(level)."))
            \(apart)\(duplicateReasons(view.score))
            <p class="actions"><a href="\(swapped)">Garder plutôt l’autre fiche</a></p>
            \(form(path + "/fusion", token: token, state: state, """
            <input type="hidden" name="vu" value="\(view.fingerprint)">
            \(sides)\(rows)
            <details><summary>Ce qu’elles disent toutes deux (\(agreed.count))</summary><dl class="fiche">\(agreed)</dl></details>
            \(carried)<p>L’adresse de la fiche absorbée mènera à la fiche gardée. La fusion peut être annulée.</p>
            <p class="actions"><button>Réunir ces deux fiches</button></p>
            """))
            <form method="post" action="\(path)/distinction">\(tokenField(token))<p class="actions"><button class="second">Ce sont deux organisations</button></p></form>
            """, isPrivate: true)
}

private func side(_ record: ResemblingRecord) -> Markup {
    let name: Markup =
        record.isPublished
        ? "<a href=\"/annuaire/\(record.slug)\">\(record.sheet[.name])</a>" : "\(record.sheet[.name]) (proposée)"
    return "<p>\(name)<br><small class=\"source\">\(recordLine(record.sheet))</small></p>"
}

private func choice(_ row: MergeRow, _ view: MergeView, _ state: FormState) -> Markup {
    let chosen = MergeSide(rawValue: state[row.key]) ?? row.suggested
    let sides: [(MergeSide, Markup)] = [
        (.kept, said(row, row.kept, view)), (.other, said(row, row.other, view)),
    ]
    var options: [Markup] = sides.map { side, text in
        """
        <label class="choix"><input type="radio" name="\(row.key)" value="\(side.rawValue)"\("checked", if: side == chosen)> <span>\(text)\(reason(row, side))</span></label>
        """
    }
    if row.isList {
        options.append(
            """
            <label class="choix"><input type="radio" name="\(row.key)" value="\(MergeSide.both.rawValue)"\("checked", if: chosen == .both)> <span>Les deux ensemble\(reason(row, .both))</span></label>
            """)
    }
    return "<fieldset class=\"champ face-a-face\"><legend>\(row.label)</legend>\(options)</fieldset>"
}

private func reason(_ row: MergeRow, _ side: MergeSide) -> Markup? {
    side == row.suggested ? " <small class=\"source\">\(row.reason)</small>" : nil
}

/// The values of a row as people read them.
private func said(_ row: MergeRow, _ values: [String], _ view: MergeView) -> Markup {
    let words = zip(row.fields, values).filter { !$0.1.isEmpty }.map { field, value in
        switch field {
        case .family: Family(rawValue: value)?.label ?? value
        case .siren, .siret: spaced(value)
        case .state: value == "cessee" ? "cessée" : "active"
        case .diffusion: value == "P" ? "partielle" : "ouverte"
        case .employer, .essSirene, .essList: value == "O" ? "oui" : "non"
        case .sizeBand: SizeClass(band: value).label
        case .sectors, .federations, .labels:
            value.split(separator: " ").map { view.names[field]?[String($0)] ?? String($0) }.joined(separator: ", ")
        default: value
        }
    }
    return words.isEmpty ? "<em>rien</em>" : "\(words.joined(separator: ", "))"
}
