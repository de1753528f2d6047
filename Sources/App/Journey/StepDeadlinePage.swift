import Domain
import Markup

/// Beneath what the next step asks: the day that was set for it, the days before, and the door to set one.
func stepDeadlines(_ view: JourneyView, mayEdit: Bool) -> Markup? {
    let label = view.deadlines.isEmpty ? "Fixer une échéance" : "Changer l’échéance"
    let door: Markup? =
        mayEdit ? "<p class=\"actions\"><a href=\"\(view.desk)/echeance\">\(label)</a></p>" : nil
    guard let last = view.deadlines.last else { return door }
    let earlier: Markup? =
        view.deadlines.count == 1
        ? "<p class=\"indice\">Fixée le \(time(last.setOn)), elle reste telle quelle.</p>"
        : "<details><summary>Ce qui a été fixé, depuis le début</summary>\(deadlineList(view.deadlines))</details>"
    return "<p><strong>Échéance : le \(time(last.due)), \(last.distance(on: view.day)).</strong></p>\(earlier)\(door)"
}

private func deadlineList(_ deadlines: [StepDeadline]) -> Markup {
    let items: [Markup] = deadlines.map { deadline in
        let why: Markup? = deadline.reason.isEmpty ? nil : " : \(deadline.reason)"
        return "<li>Le \(time(deadline.setOn)), pour le \(time(deadline.due))\(why)</li>"
    }
    return "<ol>\(items)</ol>"
}

/// `/poles/{slug}/pilotage/demarche/echeance`
func stepDeadlinePage(_ view: JourneyView, _ state: FormState, token: String) -> PageContent {
    let crumbs = journeyCrumbs(view, Crumb("Démarche", view.desk))
    guard let next = view.next else {
        return PageContent(
            title: "Échéance", section: .hubs, breadcrumbs: crumbs,
            body:
                "\(heading("Échéance"))\(errorSummary(state))<p>Le pôle est créé : aucune étape n’attend d’échéance.</p>",
            isPrivate: true)
    }
    let why: Markup? =
        view.deadlines.isEmpty
        ? nil
        : textField(
            "pourquoi", "Pourquoi elle change", state, hint: "L’échéance d’avant reste lisible à côté.",
            isRequired: true, maximum: 500)
    let before: Markup? =
        view.deadlines.isEmpty ? nil : "<h2>Ce qui a été fixé</h2>\(deadlineList(view.deadlines))"
    return PageContent(
        title: "Échéance", section: .hubs, breadcrumbs: crumbs,
        body: """
            \(heading("L’échéance de l’étape suivante", "\(next.status.label). Le jour que vous vous donnez pour y être ; la page publique le dit, et ce qui est fixé reste tel quel."))
            \(form(view.desk + "/echeance", token: token, state: state, """
            \(textField("echeance", "Pour le", state, hint: "Un jour, comme 2027-06-30.", isRequired: true, maximum: 10))\(why)
            <p class="actions"><button>Fixer cette échéance</button> <a href="\(view.desk)">Annuler</a></p>
            """))\(before)
            """, isPrivate: true, isNarrow: true)
}
