import Domain
import Markup

/// `/poles/{slug}/recrutements/{id}/candidatures`: for the panel alone.
func panelPage(_ view: PanelView) -> PageContent {
    let rows: [Markup] = view.applications.map { application in
        """
        <tr><th scope="row"><a href="\(view.path)/\(application.id)">\(application.name)</a></th><td data-titre="Reçue">\(time(application.receivedOn))</td>\
        <td data-titre="Étape">\(application.stage.label)</td><td data-titre="Documents" class="nombre">\(application.papers.count)</td>\
        <td data-titre="Notes" class="nombre">\(application.notes.count)</td><td data-titre="Effacée au plus tard">\(time(application.eraseOn))</td></tr>
        """
    }
    let columns = [
        Column("Candidature"), Column("Reçue"), Column("Étape"), Column("Documents", isNumeric: true),
        Column("Notes", isNumeric: true), Column("Effacée au plus tard"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune candidature n’est là.",
            "Un message vous prévient de chacune. Celles dont le jour est passé sont effacées.")
        : table(caption: "Candidatures, dans l’ordre d’arrivée", id: "candidatures", columns: columns, rows: rows)
    return PageContent(
        title: "Candidatures", section: .hubs, breadcrumbs: panelCrumbs(view),
        body: """
            \(heading("Candidatures : \(view.post.title)", "\(view.hub.name). Vous êtes \(French.count(view.jurors.count, "personne", "personnes")) à les lire : \(French.list(view.jurors.map(\.name))). Personne d’autre."))\(list)
            """, isPrivate: true)
}

private func panelCrumbs(_ view: PanelView, _ more: Crumb...) -> [Crumb] {
    [
        Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
        Crumb(view.post.title, "/poles/\(view.hub.slug)/recrutements/\(view.post.id)"),
    ] + more
}

/// `/poles/{slug}/recrutements/{id}/candidatures/{candidature}`
func panelApplicationPage(
    _ view: PanelView, _ application: JobApplication, _ state: FormState, token: String
) -> PageContent {
    let path = "\(view.path)/\(application.id)"
    let papers: [Markup] = application.papers.map {
        "<li><a href=\"\(path)/pieces/\($0.id)\">\($0.name)</a> <small>\(max(1, $0.size / 1000)) Ko</small></li>"
    }
    let mail: Markup =
        WebLink.mail(application.address).map { "<a href=\"\($0)\">\(application.address)</a>" }
        ?? "\(application.address)"
    return PageContent(
        title: application.name, section: .hubs, breadcrumbs: panelCrumbs(view, Crumb("Candidatures", view.path)),
        body: """
            \(heading("\(application.name)", "\(application.stage.label.firstUppercased). Reçue le \(time(application.receivedOn)), effacée au plus tard le \(time(application.eraseOn))."))\(errorSummary(state))
            <div class="deux"><section><h2>Ce qu’elle dit</h2><dl class="definitions"><dt>Adresse</dt><dd>\(mail)</dd><dt>Téléphone</dt><dd>\(application.phone.isEmpty ? "—" : application.phone)</dd></dl>
            \(application.message.isEmpty ? nil : paragraphs(application.message))\(papers.isEmpty ? "<p>Aucun document.</p>" : "<ul>\(papers)</ul>" as Markup)</section>
            <section><h2>Notes du jury</h2>\(noteList(application))\(noteForm(view, path, state, token))</section></div>
            \(outcome(view, application, path, state, token))
            """, isPrivate: true)
}

private func noteList(_ application: JobApplication) -> Markup {
    let items: [Markup] = application.notes.map { note in
        "<li><strong>\(note.criterion)</strong> : \(sentence: note.text) <small>\(note.author), \(moment(note.writtenAt))</small></li>"
    }
    return items.isEmpty ? "<p>Aucune note.</p>" : "<ul>\(items)</ul>"
}

private func noteForm(_ view: PanelView, _ path: String, _ state: FormState, _ token: String) -> Markup? {
    guard view.post.state == .open else { return nil }
    let options = view.post.criteria.map { (value: $0, label: $0) }
    return form(
        path + "/notes", token: token,
        """
        \(selectField("critere", "Critère de l’annonce", state, options: options))
        \(textArea("note", "Ce que vous constatez", state, hint: "Des faits en rapport avec le poste, rien d’autre : la personne peut lire ces notes.", rows: 3, maximum: 1000))
        <p class="actions"><button class="second">Noter</button></p>
        """)
}

private func outcome(
    _ view: PanelView, _ application: JobApplication, _ path: String, _ state: FormState, _ token: String
) -> Markup? {
    guard view.post.state == .open, application.stage.mayBecome(.refused) else { return nil }
    let interview: Markup? =
        application.stage.mayBecome(.interview)
        ? "<button class=\"second\" name=\"suite\" value=\"entretien\">Inviter à un entretien</button> " : nil
    let others = view.applications.count { $0.id != application.id && $0.answeredOn == nil }
    return """
        <section id="suite"><h2>La suite</h2><p class="indice">Chaque réponse part aussitôt par courriel ; un non dit le jour où tout s’efface.</p>
        <form method="post" action="\(path)/suite">\(tokenField(token))<p class="actions">\(interview)<button class="second" name="suite" value="non-retenue">Ne pas retenir</button></p></form>
        <details\("open", if: ["instance", "decision", "debut-contrat"].contains { state.error($0) != nil })><summary>Embaucher cette personne</summary>\(form(path + "/embauche", token: token, """
        <p>\(others == 0 ? "Personne d’autre n’attend de réponse." : "\(French.count(others, "autre personne recevra", "autres personnes recevront")) un non.")</p>
        \(textField("instance", "Instance qui a décidé", state, hint: "Par exemple : conseil d’administration.", isRequired: true))
        \(textField("decision", "Jour de la décision", state, isRequired: true, maximum: 10))
        \(textField("debut-contrat", "Premier jour du contrat", state, hint: "Comme 2027-03-01. Ce jour-là, l’embauche s’inscrit d’elle-même dans l’histoire du pôle, sans nom.", isRequired: true, maximum: 10))
        <p class="actions"><button>Embaucher</button></p>
        """))</details></section>
        """
}
