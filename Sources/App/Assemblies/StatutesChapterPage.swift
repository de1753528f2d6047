import Domain
import Markup

/// One chapter of the draft, with what was typed and where that leads.
struct StatutesChapterView {
    let desk: StatutesDesk
    let draft: StatutesVersion
    let chapter: StatutesChapter
    /// As kept, or as typed when only the consequences were asked for.
    let document: StatutesDocument
    let state: FormState
    let isPreview: Bool

    /// The rules of the draft as if they held today.
    var tried: Statutes {
        var rules = document.rules
        (rules.adoptedOn, rules.inForceFrom) = (desk.day, desk.day)
        return rules
    }

    var action: String { "\(desk.path)/brouillon/\(chapter.rawValue)" }
}

/// `/poles/{slug}/pilotage/statuts/brouillon/{chapitre}`: the fields, the sentences they make, and their consequences.
func statutesChapterPage(_ view: StatutesChapterView, token: String) -> PageContent {
    let fields = StatutesFields(chapter: view.chapter, document: view.document, state: view.state)
    let isUsual = view.document.isSame(view.chapter, as: .customary(inForceFrom: view.draft.rules.inForceFrom))
    let reset: Markup? =
        isUsual
        ? nil
        : """
        <details><summary>Revenir à l’usage</summary><form method="post" action="\(view.action)/usage">\(tokenField(token))<p>Ce chapitre reprendra les clauses d’usage, et vos précisions et vos mots seront effacés du brouillon.</p><button class="danger">Remettre les clauses d’usage</button></form></details>
        """
    return PageContent(
        title: view.chapter.title, section: .hubs, breadcrumbs: view.desk.crumbs([view.desk.deskCrumb]),
        body: """
            \(heading("\(view.chapter.title)", "Brouillon de la version \(view.draft.version)."))
            <div class="deux statuts"><div>
            \(form(view.action, token: token, state: view.state, """
            \(fields.markup)
            <p class="actions"><button name="suite" value="enregistrer">Enregistrer</button> <button class="second" name="suite" value="voir">Voir les conséquences sans enregistrer</button></p>
            """))\(reset)\(neighbours(view))</div>
            <div class="cote">\(view.isPreview ? notice(.warning, "<p>Ceci n’est pas encore enregistré.</p>") : nil)\(sentences(view))\(consequenceSection(view))</div></div>
            """, isPrivate: true)
}

private func sentences(_ view: StatutesChapterView) -> Markup {
    let clauses = StatutesText.clauses(view.chapter, of: view.document)
    guard !clauses.isEmpty else {
        return "<section><h2>Ce que diront les statuts</h2><p>Rien encore : cet article n’y paraîtra pas.</p></section>"
    }
    return "<section><h2>Ce que diront les statuts</h2><dl class=\"clauses\">\(clauses.map(clauseItem))</dl></section>"
}

/// A clause with, when it is still as proposed, why it was.
func clauseItem(_ clause: StatutesClause) -> Markup {
    let custom: Markup? = clause.custom.map {
        "<dd class=\"usage\"><span class=\"pastille\">c’est l’usage</span> \(sentence: $0)</dd>"
    }
    return "<dt>\(clause.title)</dt><dd>\(clauseText(clause))</dd>\(custom)"
}

private func consequenceSection(_ view: StatutesChapterView) -> Markup? {
    let told = view.desk.consequences(of: view.document).sentences(view.chapter)
    let findings = view.document.findings
    let missing = findings.filter { $0.outcome != .met }
    let items: [Markup] = told.map { "<li>\(sentence: $0)</li>" }
    let list: Markup? =
        items.isEmpty
        ? nil
        : "<section id=\"consequences\"><h2>Avec vos membres d’aujourd’hui</h2><ul>\(items)</ul></section>"
    let summary: Markup =
        missing.isEmpty
        ? "Ce que les règles en disent : rien ne manque"
        : "Ce que les règles en disent : \(French.count(missing.count, "point", "points"))"
    let isAboutCaps = view.chapter == .caps || view.chapter == .bodies
    let caps: Markup? =
        isAboutCaps ? draftBalance(view.desk.held.balance(under: [view.tried])) : nil
    return "\(list)\(caps)<details><summary>\(summary)</summary>\(findingList(findings))</details>"
}

private func neighbours(_ view: StatutesChapterView) -> Markup {
    let all = StatutesChapter.allCases
    guard let place = all.firstIndex(of: view.chapter) else { return "" }
    func link(_ chapter: StatutesChapter, _ text: Markup, _ relation: StaticString) -> Markup {
        "<a rel=\"\(relation.description)\" href=\"\(view.desk.path)/brouillon/\(chapter.rawValue)\">\(text)</a>"
    }
    let previous: Markup? = place > 0 ? link(all[place - 1], "← \(all[place - 1].title)", "prev") : nil
    let next: Markup? = place + 1 < all.count ? link(all[place + 1], "\(all[place + 1].title) →", "next") : nil
    return
        "<nav class=\"pages\" aria-label=\"Chapitres\">\(previous)<a href=\"\(view.desk.path)\">Tous les chapitres</a>\(next)</nav>"
}
