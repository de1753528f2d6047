import Domain
import Markup

/// `/poles/{slug}/pilotage/adhesions`: what waits, then what was decided.
func joiningDeskPage(_ hub: Hub, _ lines: [JoiningLine]) -> PageContent {
    let desk = "/poles/\(hub.slug)/pilotage"
    let open = lines.filter { $0.request.state.isOpen }
    let closed = lines.filter { !$0.request.state.isOpen }
    let waiting: Markup =
        open.isEmpty
        ? emptyState(
            "Aucune demande n’attend.",
            "Une organisation demande à adhérer depuis <a href=\"/poles/\(hub.slug)/adherer\">cette page publique</a> : donnez son adresse."
        )
        : requestTable("À décider", id: "attente", open, hub)
    return PageContent(
        title: "Demandes d’adhésion", section: .hubs,
        breadcrumbs: deskCrumbs(hub, Crumb("Registre", desk + "/membres")),
        body: """
            \(heading("Demandes d’adhésion", "\(hub.name). L’instance compétente décide ; la décision, son jour et son motif restent."))
            \(memberDoors(desk, current: .requests))\(waiting)
            \(closed.isEmpty ? nil : requestTable("Décidées ou retirées", id: "decidees", closed, hub))
            """, isPrivate: true)
}

private func requestTable(_ caption: Markup, id: String, _ lines: [JoiningLine], _ hub: Hub) -> Markup {
    let rows: [Markup] = lines.map { line in
        let request = line.request
        let decided: Markup? = request.decidedOn.map { ", \(request.decidedBy), \(time($0))" }
        return """
            <tr><th scope="row"><a href="/poles/\(hub.slug)/pilotage/adhesions/\(request.id)">\(request.name)</a></th><td data-titre="Famille">\(request.family.label)</td>\
            <td data-titre="État">\(request.state.label)\(decided)</td><td data-titre="Dernier mouvement">\(moment(line.at))</td></tr>
            """
    }
    let columns = ["Organisation", "Famille", "État", "Dernier mouvement"].map { Column($0) }
    return table(caption: caption, id: id, columns: columns, rows: rows)
}

/// What the page of one request needs besides it.
struct JoiningDecisionView: Sendable {
    let view: JoiningView
    let colleges: [College]
    let hasScale: Bool
    var resembling: [Resemblance] = []
}

/// `/poles/{slug}/pilotage/adhesions/{id}`: read, ask, decide.
func joiningRequestPage(_ decision: JoiningDecisionView, _ state: FormState, token: String) -> PageContent {
    let view = decision.view
    let (hub, request) = (view.hub, view.request)
    let desk = "/poles/\(hub.slug)/pilotage"
    let documents: [Markup] = view.documents.map { document in
        "<li><a href=\"\(desk)/documents/\(document.id)\">\(document.name)</a></li>"
    }
    let outcome: Markup? = request.decidedOn.map { day in
        notice(
            .information,
            "<p>\(request.state.label) : décision de \(request.decidedBy), \(time(day)).\(request.reason.isEmpty ? nil : " \(sentence: request.reason)" as Markup)</p>"
        )
    }
    return PageContent(
        title: request.name, section: .hubs,
        breadcrumbs: deskCrumbs(
            hub, Crumb("Registre", desk + "/membres"), Crumb("Demandes d’adhésion", desk + "/adhesions")),
        body: """
            \(heading("\(request.name)", "Demande d’adhésion : <strong>\(request.state.label)</strong>."))\(errorSummary(state))\(outcome)
            <div class="deux"><section><h2>La demande</h2>\(joiningAnswers(view))</section>
            <section>\(requestFacts(view))<h2>Pièces</h2>\(documents.isEmpty ? "<p>Aucune pièce jointe.</p>" : "<ul>\(documents)</ul>" as Markup)\(joiningSteps(view, showsNames: true))</section></div>
            \(request.state.isOpen ? decisionForms(decision, state, token) : memberLink(view))
            """, isPrivate: true)
}

private func memberLink(_ view: JoiningView) -> Markup? {
    guard view.request.state == .admitted, let id = view.request.organisation else { return nil }
    return
        "<p class=\"actions\"><a class=\"bouton\" href=\"/poles/\(view.hub.slug)/pilotage/membres/\(id)\">Sa fiche de membre</a></p>"
}

private func requestFacts(_ view: JoiningView) -> Markup {
    let request = view.request
    func line(_ term: Markup, _ value: String?) -> Markup? {
        guard let value, !value.isEmpty else { return nil }
        return "<dt>\(term)</dt><dd>\(value)</dd>"
    }
    func person(_ name: String, _ address: String) -> String { address.isEmpty ? name : "\(name), \(address)" }
    let record: Markup? = view.record.map { record in
        "<dt>Fiche de l’annuaire</dt><dd><a href=\"/annuaire/\(record.slug)\">\(record.name)</a>\(record.email.isEmpty ? nil : " (adresse publique : \(record.email))" as Markup)</dd>"
    }
    let written = [request.contactName, request.contactRole, request.contactAddress].filter { !$0.isEmpty }
    return """
        <h2>L’organisation</h2><dl class="definitions">\(record)\(line("Famille", request.family.label))\(line("SIREN", request.siren))\(line("Commune", request.town))\(line("Activité", request.summary))
        \(line("Salariés", request.employees.map(French.number)))\(line("Budget", request.budget.map { French.number($0) + French.space + "€" }))
        \(request.isPublicBody ? "<dt>Collectivité</dt><dd>oui : voix consultative, sauf si les statuts lui donnent un collège</dd>" as Markup : nil)
        \(line("Écrit par", written.joined(separator: ", ")))\(line("Titulaire", person(request.titularName, request.titularAddress)))\(line("Suppléant·e", person(request.deputyName, request.deputyAddress)))</dl>
        """
}

private func decisionForms(_ decision: JoiningDecisionView, _ state: FormState, _ token: String) -> Markup {
    let view = decision.view
    let path = "/poles/\(view.hub.slug)/pilotage/adhesions/\(view.request.id)"
    let college: Markup =
        decision.colleges.isEmpty
        ? textField("college", "Collège", state, hint: "Vide s’il n’y en a pas.", maximum: 60)
        : selectField(
            "college", "Collège", state,
            options: [(value: "", label: "aucun")] + decision.colleges.map { (value: $0.key, label: $0.name) })
    let dues: Markup =
        decision.hasScale
        ? checkbox("cotisation", "Appeler aussitôt sa première cotisation, selon le barème de l’année.", state)
        : "<p class=\"indice\">Pas de barème pour cette année : sa cotisation s’appellera plus tard.</p>"
    return """
        <section><h2>Décider</h2>
        <details\("open", if: state["acte"] == "admission" || state.errors.isEmpty)><summary>Admettre</summary>\(form(path + "/admission", token: token, """
        \(resemblanceChoice(decision.resembling, state))\(decisionFields("", state))
        \(textField("depuis", "Membre à partir du", state, isRequired: true, maximum: 10))\(college)\(dues)
        \(textArea("mot", "Un mot dans la lettre", state, hint: "Facultatif.", rows: 2, maximum: 2000))
        <p class="actions"><button>Admettre</button></p>
        """))</details>
        <details\("open", if: state["acte"] == "complement")><summary>Demander une précision</summary>\(form(path + "/complement", token: token, """
        \(textArea("question", "Ce que le pôle voudrait savoir", state, isRequired: true, rows: 3))
        <p class="actions"><button class="second">Demander</button></p>
        """))</details>
        <details\("open", if: state["acte"] == "refus")><summary>Refuser</summary>\(form(path + "/refus", token: token, """
        \(decisionFields(JoiningDeskStore.refusalPrefix, state))\(textArea("motif", "Motif", state, hint: "L’organisation le reçoit.", isRequired: true, rows: 3, maximum: 2000))
        <p class="actions"><button class="danger">Refuser</button></p>
        """))</details></section>
        """
}

/// Who decided and when; names differ from form to form on one page.
private func decisionFields(_ prefix: String, _ state: FormState) -> Markup {
    """
    \(textField(prefix + "instance", "Décidé par", state, hint: "Conseil d’administration, assemblée…", isRequired: true))\(textField(prefix + "jour", "Le", state, hint: "Un jour : 2026-03-01.", isRequired: true, maximum: 10))
    """
}
