import Domain
import Markup

/// `…/amendements`: what members sent, point by point, and what becomes of it.
func amendmentsPage(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> PageContent {
    let reason = AnswerWindow.amendmentReason(dossier.assembly, today: dossier.today)
    var groups: [(title: Markup, list: [Amendment])] = []
    for item in dossier.agenda {
        groups.append(
            (title: "\(item.position). \(item.title)", list: dossier.amendments.filter { $0.item == item.id }))
    }
    groups.append((title: "Sur l’assemblée", list: dossier.amendments.filter { $0.item == nil }))
    let sections: [Markup] = groups.filter { !$0.list.isEmpty }.map { group in
        let items: [Markup] = group.list.map { amendmentLine($0, dossier, state, token: token) }
        return "<section><h2>\(group.title)</h2><ul class=\"jalons\">\(items)</ul></section>"
    }
    let list: Markup =
        sections.isEmpty
        ? emptyState(
            "Rien n’est arrivé.",
            "Ce que les membres proposent par leur lien, ou que vous inscrivez ici, paraît sous chaque point.")
        : "\(sections)"
    // What is wrong with a decision is told above the list; with a new text, above its form.
    let aboutDecision = state.errors.contains { $0.field?.contains("-") == true } ? errorSummary(state) : nil
    let typed = aboutDecision == nil ? state : FormState(values: ["nature": "amendement"])
    let entry: Markup? =
        reason == nil
        ? "<h2>Inscrire ce qui est venu autrement</h2>\(deskAmendmentForm(dossier, typed, token: token))" : nil
    return PageContent(
        title: "Amendements et questions", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading("Amendements et questions", "\(sentence: reason ?? "Les membres en envoient jusqu’au \(dossier.assembly.amendmentsUntil?.french ?? "") compris.")"))
            \(aboutDecision)\(list)
            \(entry)
            """, isPrivate: true)
}

private func amendmentLine(
    _ amendment: Amendment, _ dossier: AssemblyDossier, _ state: FormState, token: String
) -> Markup {
    let id = amendment.id.rawValue
    let isQuestion = amendment.kind == .question
    var shown = FormState(
        values: ["suite-\(id)": amendment.outcome?.rawValue ?? "", "reponse-\(id)": amendment.answer],
        errors: state.errors)
    for name in ["suite-\(id)", "reponse-\(id)"] where !state[name].isEmpty { shown.values[name] = state[name] }
    let outcomes = Amendment.Outcome.allCases.filter { $0 != .answered }
    let choice: Markup? =
        isQuestion
        ? nil
        : radioGroup(
            "suite-\(id)", "Ce qu’il devient", shown,
            options: outcomes.map { (value: $0.rawValue, label: "\($0.label)" as Markup) })
    // The summary stands above the list: each form of the list has its errors by its fields only.
    let decision: Markup? =
        dossier.assembly.state == .convened
        ? """
        <details\("open", if: amendment.outcome == nil)><summary>\(amendment.outcome == nil ? "Répondre" : "Changer la réponse")<span class="invisible"> à \(amendment.author)</span></summary>
        <form method="post" action="\(dossier.path)/amendements/\(id)" novalidate>\(tokenField(token))\(choice)\(textArea("reponse-\(id)", "Réponse", shown, rows: 2, maximum: 2000))<p class="actions"><button class="second">Enregistrer</button></p></form></details>
        """ : nil
    return "<li class=\"jalon\">\(amendmentText(amendment))\(decision)</li>"
}

/// What was sent and what became of it, for everybody concerned.
func amendmentText(_ amendment: Amendment) -> Markup {
    let outcome: Markup? = amendment.outcome.map { outcome in
        "<p class=\"effet\"><strong>\(outcome.label)</strong>\(amendment.answer.isEmpty ? nil : " : \(amendment.answer)" as Markup)</p>"
    }
    return """
        <p class="quand">\(amendment.kind.label) de \(amendment.author), \(moment(amendment.recordedAt))</p><div class="detail">\(paragraphs(amendment.text))</div>\(outcome)
        """
}

private func deskAmendmentForm(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> Markup {
    let organisations =
        [(value: "", label: "— choisir —")]
        + dossier.roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    return form(
        dossier.path + "/amendements", token: token, state: state,
        """
        \(selectField("organisation", "De quelle organisation", state, options: organisations, isRequired: true))
        \(radioGroup("voie", "Venu", state, options: [(value: "telephone", label: "par téléphone"), (value: "papier", label: "sur papier")]))
        \(amendmentFields(dossier, state))
        <p class="actions"><button>Inscrire</button></p>
        """)
}

func amendmentFields(_ dossier: AssemblyDossier, _ state: FormState) -> Markup {
    let points =
        [(value: "", label: "— l’assemblée en général —")]
        + dossier.agenda.map { (value: $0.id.description, label: "\($0.position). \($0.title)") }
    return """
        \(radioGroup("nature", "C’est", state, options: [(value: "amendement", label: "un amendement à un projet de résolution"), (value: "question", label: "une question écrite")]))
        \(selectField("point", "Sur quel point", state, options: points))
        \(textArea("texte", "Texte", state, hint: "Pour un amendement : ce qu’il faut écrire à la place de quoi.", isRequired: true, maximum: 5000))
        """
}
