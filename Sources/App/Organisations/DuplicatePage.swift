import Domain
import Markup

/// Duplicates as somebody looks at them: the pairs that are left, the level asked for, the page.
struct DuplicateListView: Sendable {
    /// Nil while records are still being compared.
    let pairs: [DuplicatePair]?
    let recordCount: Int
    /// Pairs set apart by somebody.
    let distinctCount: Int
    let level: DuplicateLevel?
    let page: Int

    static let path = "/reseau/pilotage/doublons"
    static let pageLength = 50

    var asked: [DuplicatePair] { (pairs ?? []).filter { level == nil || $0.score.level == level } }
}

/// Why two records may be one, the weightiest reason first; what speaks against is said so.
func duplicateReasons(_ score: DuplicateScore) -> Markup {
    let items: [Markup] = score.explanation.map { reason in
        "<li\("class", reason.points < 0 ? "contre" : nil)>\(sentence: reason.sentence)\(reason.points < 0 ? "\u{A0}(contre)" : nil)</li>"
    }
    return "<ul class=\"raisons\">\(items)</ul>"
}

/// Family, activity and place of a record, in a line.
func recordLine(_ sheet: OrganisationSheet) -> String {
    let place = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
    let code = [sheet[.siret], sheet[.siren], sheet[.rna]].first { !$0.isEmpty } ?? ""
    return [sheet.family.label, sheet[.summary], place, code].filter { !$0.isEmpty }.joined(separator: " · ")
}

/// `/reseau/pilotage/doublons`
func duplicateListPage(_ view: DuplicateListView, token: String) -> PageContent {
    PageContent(
        title: "Doublons", section: .directory, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Doublons de l’annuaire", "Des fiches qui parlent peut-être de la même organisation, les plus sûres d’abord, avec les raisons. Rien n’est réuni sans vous."))
            <p class="actions"><a class="bouton second" href="/reseau/pilotage/fusions">Fusions faites</a></p>
            \(view.pairs == nil ? waiting(view) : list(view, token: token))
            """, isPrivate: true)
}

private func waiting(_ view: DuplicateListView) -> Markup {
    notice(
        .information,
        "<p>La comparaison des fiches est en cours\u{A0}: elle prend quelques secondes pour un grand annuaire. <a href=\"\(DuplicateListView.path)\">Voir où elle en est</a></p>"
    )
}

private func list(_ view: DuplicateListView, token: String) -> Markup {
    let pairs = view.pairs ?? []
    let compared = French.count(view.recordCount, "fiche comparée", "fiches comparées")
    let apart =
        view.distinctCount == 0
        ? "" : ", \(French.count(view.distinctCount, "paire reconnue distincte", "paires reconnues distinctes"))"
    guard !pairs.isEmpty else {
        return emptyState(
            "Aucun doublon en vue.",
            "\(compared + apart). Revenez après un import ou quand des fiches ont été ajoutées.")
    }
    let levels: [DuplicateLevel?] = [nil] + DuplicateLevel.allCases.reversed().map { $0 }
    let tabs: [Markup] = levels.map { level in
        let count = level == nil ? pairs.count : pairs.count { $0.score.level == level }
        let address = level.map { DuplicateListView.path + "?niveau=" + $0.rawValue } ?? DuplicateListView.path
        let label = level.map { count < 2 ? $0.label : $0.label + "s" } ?? "en tout"
        return """
            <li><a href="\(address)"\("aria-current", level == view.level ? "true" : nil)><strong>\(French.number(count))</strong> \(label)</a></li>
            """
    }
    let asked = view.asked
    let last = max(1, (asked.count + DuplicateListView.pageLength - 1) / DuplicateListView.pageLength)
    let page = min(max(1, view.page), last)
    let shown = asked.dropFirst((page - 1) * DuplicateListView.pageLength).prefix(DuplicateListView.pageLength)
    let rows: [Markup] = shown.map { row($0, token: token) }
    let suffix = view.level.map { "&niveau=" + $0.rawValue } ?? ""
    return """
        <p>\(compared + apart).</p>
        <nav aria-label="Niveaux"><ul class="tas">\(tabs)</ul></nav>
        \(table(caption: "Paires à regarder", id: "doublons", columns: [Column("Une fiche"), Column("L’autre"), Column("Pourquoi"), Column("Points", isNumeric: true), Column("Décider")], rows: rows))
        \(pageLinks(page, of: last) { "\(DuplicateListView.path)?page=\($0)\(suffix)" })
        \(exports([("CSV", "\(DuplicateListView.path).csv")]))
        """
}

private func row(_ pair: DuplicatePair, token: String) -> Markup {
    let path = "\(DuplicateListView.path)/\(pair.one.id)-\(pair.other.id)"
    return """
        <tr><th scope="row">\(resemblingName(pair.one))</th><td data-titre="L’autre">\(resemblingName(pair.other))</td><td data-titre="Pourquoi">\(duplicateReasons(pair.score))</td>\
        <td class="nombre" data-titre="Points">\(pair.score.points) <small class="source">\(pair.score.level?.label ?? "")</small></td>\
        <td data-titre="Décider"><a href="\(path)">Comparer<span class="invisible"> \(pair.one.sheet[.name]) et \(pair.other.sheet[.name])</span></a> \
        <form method="post" action="\(path)/distinction">\(tokenField(token))<button class="lien">Ce sont deux organisations<span class="invisible"> (\(pair.one.sheet[.name]))</span></button></form></td></tr>
        """
}

func resemblingName(_ record: ResemblingRecord) -> Markup {
    let name: Markup =
        record.isPublished
        ? "<a href=\"/annuaire/\(record.slug)\">\(record.sheet[.name])</a>"
        : "\(record.sheet[.name]) <small class=\"source\">proposée</small>"
    return "\(name)<br><small class=\"source\">\(recordLine(record.sheet))</small>"
}

/// `/reseau/pilotage/fusions`
func mergeListPage(_ lines: [MergeLine], done: String, _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = lines.map { line in
        let change: Markup =
            if let undoneAt = line.undoneAt {
                "annulée le \(moment(undoneAt))"
            } else {
                "<form method=\"post\" action=\"/reseau/pilotage/fusions/\(String(line.id))/annulation\">\(tokenField(token))<button class=\"lien\">Annuler<span class=\"invisible\"> la fusion de « \(line.absorbed) »</span></button></form>"
            }
        return """
            <tr><th scope="row">\(line.absorbed)</th><td data-titre="Réunie à"><a href="/annuaire/\(line.kept.slug)">\(line.kept.name)</a></td><td data-titre="Le">\(moment(line.at))</td><td data-titre="Changer">\(change)</td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune fusion n’a été faite.",
            "<a href=\"\(DuplicateListView.path)\">Regardez les doublons</a>\u{A0}: deux fiches d’une même organisation se réunissent, champ par champ."
        )
        : table(
            caption: "Fusions, de la plus récente à la plus ancienne", id: "fusions",
            columns: ["Fiche absorbée", "Réunie à", "Le", "Changer"].map { Column($0) }, rows: rows)
    return PageContent(
        title: "Fusions", section: .directory, breadcrumbs: deskCrumbs + [Crumb("Doublons", DuplicateListView.path)],
        body: """
            \(heading("Fusions faites", "Une fusion s’annule\u{A0}: les deux fiches reviennent comme elles étaient, avec leurs pôles, leurs annonces et leurs lieux."))
            \(done.isEmpty ? nil : notice(.done, "<p>\(done)</p>"))\(errorSummary(state))\(list)
            """, isPrivate: true)
}
