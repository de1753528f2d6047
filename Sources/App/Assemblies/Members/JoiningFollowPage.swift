import Domain
import Markup

/// `/poles/{slug}/adherer/suivi?cle=`: where a request stands, for whoever holds its link.
func joiningFollowPage(_ view: JoiningView, key: String, _ state: FormState, maximumUpload: Int, token: String)
    -> PageContent
{
    let request = view.request
    let path = "/poles/\(view.hub.slug)/adherer"
    let keyField: Markup = "<input type=\"hidden\" name=\"cle\" value=\"\(key)\">"
    return PageContent(
        title: "Demande d’adhésion", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)],
        body: """
            \(heading("Demande d’adhésion \(French.of(request.name))", "\(French.to(view.hub.name).uppercasedFirst) : <strong>\(request.state.label)</strong>."))\(errorSummary(state))
            \(followAct(view, path, keyField, state, token))
            \(joiningSteps(view, showsNames: false))
            \(request.state.isOpen ? followDocuments(view, path, keyField, state, maximumUpload, token) : nil)
            <details><summary>Ce que vous avez écrit</summary>\(joiningAnswers(view))</details>
            \(request.state.isOpen || request.state == .unconfirmed ? """
            <details><summary>Retirer la demande</summary><form method="post" action="\(path)/retrait">\(tokenField(token))\(keyField)<p>Noms et adresses sont effacés aussitôt.</p><button class="danger">Retirer la demande</button></form></details>
            """ as Markup : nil)
            """, isPrivate: true, isNarrow: true)
}

private func followAct(
    _ view: JoiningView, _ path: String, _ keyField: Markup, _ state: FormState, _ token: String
) -> Markup? {
    switch view.request.state {
    case .unconfirmed:
        return """
            <p>Relisez ci-dessous, puis confirmez : le pôle recevra la demande.</p><form method="post" action="\(path)/confirmation">\(tokenField(token))\(keyField)<p class="actions"><button>Confirmer et transmettre</button></p></form>
            """
    case .incomplete:
        return form(
            path + "/reponse", token: token,
            """
            \(keyField)\(textArea("reponse", "Votre réponse", state, isRequired: true))<p class="actions"><button>Répondre</button></p>
            """)
    case .admitted:
        return notice(
            .done,
            "<p>Décision de \(view.request.decidedBy)\(view.request.decidedOn.map { ", \(time($0))" as Markup }) : bienvenue.</p>"
        )
    case .refused:
        return notice(
            .information,
            "<p>Décision de \(view.request.decidedBy)\(view.request.decidedOn.map { ", \(time($0))" as Markup }). Motif : \(sentence: view.request.reason)</p>"
        )
    case .submitted, .withdrawn: return nil
    }
}

private func followDocuments(
    _ view: JoiningView, _ path: String, _ keyField: Markup, _ state: FormState, _ most: Int, _ token: String
) -> Markup {
    let items: [Markup] = view.documents.map { "<li>\($0.name)</li>" }
    return """
        <section><h2>Pièces</h2>\(items.isEmpty ? "<p>Aucune pièce jointe.</p>" : "<ul>\(items)</ul>" as Markup)
        \(form(path + "/pieces", token: token, hasFile: true, """
        \(keyField)\(fileField("piece", "Joindre une pièce", state, hint: "Statuts, récépissé… PDF, image, texte ou tableur, \(most / 1_000_000) Mo au plus. Seul le pôle la lira."))
        <p class="actions"><button class="second">Joindre</button></p>
        """))</section>
        """
}

/// What happened, oldest first.
func joiningSteps(_ view: JoiningView, showsNames: Bool) -> Markup {
    let items: [Markup] = view.steps.map { step in
        let who: Markup? = showsNames ? step.by.map { " par \($0)" } : nil
        return
            "<li>\(moment(step.at)) : \(stepLabel(step.kind))\(who)\(step.note.isEmpty ? nil : "<div class=\"citation\">\(paragraphs(step.note))</div>" as Markup)</li>"
    }
    return
        "<section><h2>Suivi</h2>\(items.isEmpty ? "<p>La demande n’est pas encore transmise.</p>" : "<ol>\(items)</ol>" as Markup)</section>"
}

private func stepLabel(_ kind: String) -> Markup {
    switch kind {
    case "deposee": "demande transmise"
    case "complement": "le pôle demande une précision"
    case "reponse": "réponse de l’organisation"
    case "admise": "admise"
    case "refusee": "refusée"
    default: "demande retirée"
    }
}

/// What the request says, principle by principle.
func joiningAnswers(_ view: JoiningView) -> Markup {
    let request = view.request
    let principles: [Markup] = view.charter.principles.map { principle in
        let guarantee = view.charter.guarantee(of: request.family, on: principle.key)
        let answer = request.answers[principle.key] ?? ""
        return """
            <section class="reponse"><h3>\(principle.title)</h3><p class="garantie \(guarantee.level.rawValue)"><strong>\(guarantee.level.label)</strong> — \(sentence: guarantee.sentence)</p>\
            \(answer.isEmpty ? "<p class=\"indice\">Pas de réponse écrite.</p>" : paragraphs(answer))</section>
            """
    }
    func part(_ title: Markup, _ text: String) -> Markup? {
        text.isEmpty ? nil : "<h3>\(title)</h3>\(paragraphs(text))"
    }
    return """
        \(part("Pourquoi rejoindre ce pôle", request.motivation))\(part("Ce qu’elle apporte", request.brings))\(part("Ce qu’elle attend", request.expects))
        <h3>La charte du \(time(view.charter.from))</h3><p>S’engage sur chacun des principes.</p>\(principles)
        """
}

func joiningLostPage(_ hub: Hub, _ reason: String) -> PageContent {
    PageContent(
        title: "Ce lien ne sert pas", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug)],
        body: """
            \(heading("Ce lien ne sert pas", "\(sentence: reason)"))
            <p class="actions"><a class="bouton" href="/poles/\(hub.slug)/adherer">Faire une demande</a></p>
            """, isPrivate: true, isNarrow: true)
}
