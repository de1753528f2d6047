import Domain
import Markup

/// `/dossiers/{cle}/remarques`: what readers of a version say of it, and a form to say more.
func dossierCommentPage(
    _ opened: OpenedDossier, _ comments: [DossierComment], path: String, signedAs name: String?, _ state: FormState,
    token: String
) -> PageContent {
    PageContent(
        title: "Remarques sur le dossier", section: .hubs,
        body: """
            <p><a href="\(path)">← Le dossier, version \(opened.number)</a></p>
            \(heading("Remarques sur le dossier", "\(opened.hub.name), version \(opened.number). Elles restent avec cette version ; qui a le lien du dossier les lit."))
            \(commentSections(comments, desk: nil, token: token))
            \(commentForm(path + "/remarques", signedAs: name, state, token))
            """, isPrivate: true, isNarrow: true)
}

/// `/poles/{slug}/pilotage/demarche/dossier/remarques`: of all versions, with the answers to give.
func dossierCommentDeskPage(
    _ hub: Hub, _ comments: [DossierComment], _ versions: [DossierVersion], mayEdit: Bool, signedAs name: String?,
    _ state: FormState, token: String
) -> PageContent {
    let desk = "/poles/\(hub.slug)/pilotage/demarche"
    let numbers = Set(comments.map(\.version)).sorted(by: >)
    let groups: [Markup] = numbers.map { number in
        """
        <section><h2>Version \(number)</h2>\(commentSections(comments.filter { $0.version == number }, desk: mayEdit ? desk + "/dossier/remarques" : nil, state, token: token))</section>
        """
    }
    let open = comments.count { !$0.isClosed && $0.answer.isEmpty }
    let list: Markup =
        groups.isEmpty
        ? emptyState(
            "Aucune remarque n’est écrite.",
            "Qui reçoit le lien d’une version peut en dire ce qu’il pense, partie par partie, sans compte.")
        : "\(groups)"
    let write: Markup? = versions.first.map {
        "<section><h2>Sur la version \($0.number)</h2>\(commentForm(desk + "/dossier/remarques", signedAs: name, state, token))</section>"
    }
    return PageContent(
        title: "Remarques", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
            Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"), Crumb("Démarche", desk),
            Crumb("Dossier", desk + "/dossier"),
        ],
        body: """
            \(heading("Remarques sur le dossier", "\(open == 0 ? "Aucune n’attend de réponse" : "\(French.count(open, "attend", "attendent")) une réponse" as Markup), sur \(comments.count)."))
            \(list)\(write)
            """, isPrivate: true)
}

/// Comments sorted by the part that they are about; with `desk`, each has its form of answer.
private func commentSections(
    _ comments: [DossierComment], desk: String?, _ state: FormState = FormState(), token: String
) -> Markup {
    let parts: [Markup] = DossierSection.allCases.compactMap { section in
        let said = comments.filter { $0.section == section }
        guard !said.isEmpty else { return nil }
        let items: [Markup] = said.map { commentItem($0, desk: desk, state, token) }
        return
            "<h3 id=\"partie-\(section.rawValue)-\(said[0].version)\">\(section.number). \(section.title)</h3><ul class=\"propositions\">\(items)</ul>"
    }
    return parts.isEmpty ? "<p>Aucune remarque pour l’instant.</p>" : "\(parts)"
}

private func commentItem(
    _ comment: DossierComment, desk: String?, _ state: FormState, _ token: String
) -> Markup {
    let who = [comment.author, comment.organisation].filter { !$0.isEmpty }.joined(separator: ", ")
    let fate: Markup =
        comment.isClosed
        ? " · <strong>classée</strong>" : comment.answer.isEmpty ? " · attend une réponse" : " · répondue"
    let answer: Markup? =
        comment.answer.isEmpty
        ? nil
        : "<div class=\"reponse\"><p class=\"indice\">Réponse de ceux qui pilotent\(comment.answeredAt.map { ", \(moment($0))" as Markup })</p>\(paragraphs(comment.answer))</div>"
    let name = "reponse-\(comment.id)"
    let typed = state[name].isEmpty ? comment.answer : state[name]
    let form: Markup? = desk.map { desk in
        """
        <details\("open", if: state.error(name) != nil)><summary>Répondre ou classer<span class="invisible"> la remarque de \(who)</span></summary><form method="post" action="\(desk)/\(comment.id)" novalidate>\(tokenField(token))\(textArea(name, "Réponse", FormState(values: [name: typed], errors: state.errors), rows: 3, maximum: 2000))
        <p class="actions"><button name="suite" value="ouverte">Répondre</button> <button class="second" name="suite" value="classee">\(comment.isClosed ? "Laisser classée" : "Classer")</button></p></form></details>
        """
    }
    return """
        <li class="proposition">\(paragraphs(comment.body))<p class="indice">\(who)\(comment.isSigned ? nil : " (par le lien)" as Markup), \(moment(comment.writtenAt))\(fate)</p>\(answer)\(form)</li>
        """
}

private func commentForm(_ action: String, signedAs name: String?, _ state: FormState, _ token: String) -> Markup {
    let sections =
        [(value: "", label: "— choisir —")]
        + DossierSection.allCases.map { (value: $0.rawValue, label: "\($0.number). \($0.title)") }
    let who: Markup =
        name.map { "<p class=\"indice\">Vous écrivez en tant que \($0).</p>" }
        ?? "\(textField("nom", "Votre nom", state, isRequired: true, autocomplete: "name", maximum: 120))"
    return """
        <h2 id="ecrire">Écrire une remarque</h2><p class="indice">Elle se lit par tous ceux qui ont le lien, et ne se réécrit pas. Ne citez ni réponse à l’enquête que quelqu’un vous aurait confiée, ni donnée personnelle.</p>
        \(form(action, token: token, state: FormState(values: state.values, errors: state.errors.filter { !($0.field ?? "").hasPrefix("reponse-") }), """
        \(selectField("partie", "Sur quelle partie", state, options: sections, isRequired: true))
        \(textArea("remarque", "Remarque", state, isRequired: true, rows: 5, maximum: 2000))
        \(who)\(textField("organisation", "Votre organisation", state, hint: "Facultatif.", autocomplete: "organization"))
        <p class="actions"><button>Écrire cette remarque</button></p>
        """))
        """
}
