import Domain
import Markup

/// How somebody came to the questionnaire.
enum SurveyDoor {
    /// The open page.
    case page
    /// A link of one's own, with the organisation it was sent to.
    case link(key: String, name: String)
    /// Typed in from a paper.
    case paper
}

/// The questionnaire, on the open page or by a link.
func surveyAnswerPage(
    _ view: SurveyView, _ survey: Survey, _ door: SurveyDoor, _ filled: SurveyFormState, token: String
) -> PageContent {
    let until: Markup? = survey.closesOn.map { "<p class=\"indice\">Jusqu’au \(time($0.adding(days: -1))).</p>" }
    return PageContent(
        title: survey.title, section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
            Crumb("Où en sommes-nous", "/poles/\(view.hub.slug)/demarche"),
        ],
        body: """
            \(heading("\(survey.title)", "\(view.hub.name)"))
            <section class="prose">\(paragraphs(survey.presentation))\(until)
            <p><strong>Personne ne verra vos réponses à votre nom.</strong> Elles ne sont montrées que mêlées à d’autres, et seulement s’il y en a au moins \(survey.threshold ?? 5). Ce que vous écrivez librement est lu par les personnes qui pilotent la démarche.</p></section>
            \(surveyForm(view, survey, door, filled, token))
            """, isPrivate: true, isNarrow: true)
}

private func surveyForm(
    _ view: SurveyView, _ survey: Survey, _ door: SurveyDoor, _ filled: SurveyFormState, _ token: String
) -> Markup {
    let action: String
    let who: Markup
    switch door {
    case .link(let key, let name):
        action = "/enquete"
        who = "<input type=\"hidden\" name=\"cle\" value=\"\(key)\"><p>Vous répondez pour <strong>\(name)</strong>.</p>"
    case .page:
        action = "/poles/\(view.hub.slug)/enquete"
        who = respondentFields(view, filled.state)
    case .paper:
        action = surveyDesk(view.hub) + "/saisie"
        who = respondentFields(view, filled.state)
    }
    let questions: [Markup] = survey.questions.map { surveyField($0, filled) }
    return form(
        action, token: token, state: filled.state,
        """
        \(who)\(questions)
        <fieldset class="groupe"><legend>Être rappelé·e</legend><p class="indice">Facultatif, et gardé à part de vos réponses.</p>
        \(textField("contact-nom", "Votre nom", filled.state, maximum: 120))
        \(textField("contact-adresse", "Une adresse ou un téléphone", filled.state, maximum: 254))</fieldset>
        <p class="actions"><button>Envoyer mes réponses</button></p>
        """)
}

private func respondentFields(_ view: SurveyView, _ state: FormState) -> Markup {
    let families =
        [(value: "", label: "— choisir —")] + Family.allCases.map { (value: $0.rawValue, label: $0.label) }
    let sectors =
        [(value: "", label: "je ne sais pas")] + view.sectors.current.map { (value: $0.code, label: $0.label) }
    let communes =
        [(value: "", label: "ailleurs, ou je ne sais pas")]
        + view.communes.sorted { French.slug($0.name) < French.slug($1.name) }.map {
            (value: $0.territory.code, label: $0.name)
        }
    return """
        <fieldset class="groupe"><legend>Votre organisation</legend>
        \(textField("organisation", "Nom", state, hint: "Sert à ne compter qu’une réponse par organisation.", isRequired: true))
        \(selectField("famille", "Famille", state, options: families, isRequired: true))
        \(selectField("secteur", "Secteur d’activité", state, options: sectors))
        \(selectField("commune", "Commune", state, options: communes))</fieldset>
        """
}

private func surveyField(_ question: SurveyQuestion, _ filled: SurveyFormState) -> Markup {
    let name = "q-" + question.code
    guard question.kind != .text else {
        return textArea(
            name, "\(question.label)", filled.state, hint: question.hint.isEmpty ? nil : "\(question.hint)", rows: 3,
            maximum: 2000)
    }
    let chosen = filled.choices[question.code] ?? []
    let type = question.kind == .single ? "radio" : "checkbox"
    let options: [Markup] = question.options.map { option in
        """
        <label class="choix"><input type="\(type)" name="\(name)" value="\(option.code)"\("checked", if: chosen.contains(option.code))> <span>\(option.label)</span></label>
        """
    }
    let hint: Markup? = question.hint.isEmpty ? nil : "<p class=\"indice\">\(question.hint)</p>"
    return "<fieldset class=\"champ\" id=\"\(name)\"><legend>\(question.label)</legend>\(hint)\(options)</fieldset>"
}

/// `/poles/{slug}/pilotage/demarche/enquete/saisie`
func surveyEntryPage(_ view: SurveyView, done: Bool, _ filled: SurveyFormState, token: String) -> PageContent {
    let path = surveyDesk(view.hub)
    return PageContent(
        title: "Saisir une réponse en papier", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
            Crumb("Pilotage", "/poles/\(view.hub.slug)/pilotage"), Crumb("Enquête d’intérêt", path),
        ],
        body: """
            \(heading("Saisir une réponse en papier", "Recopiez la feuille telle qu’elle est. Une fois enregistrée, elle ne se relit plus à son nom."))
            \(done ? notice(.done, "<p>La réponse est enregistrée. La feuille peut être détruite.</p>") : nil)
            \(view.survey.map { surveyForm(view, $0, .paper, filled, token) })
            """, isPrivate: true, isNarrow: true)
}

/// `/poles/{slug}/pilotage/demarche/enquete/papier`: the same questions, to print and to fill with a pen.
func surveyPaperPage(_ view: SurveyView, _ survey: Survey) -> PageContent {
    let questions: [Markup] = survey.questions.map { question in
        let options: [Markup] = question.options.map { "<li>☐ \($0.label)</li>" }
        let answer: Markup =
            question.kind == .text
            ? "<p class=\"lignes-a-remplir\"></p>" : "<ul class=\"cases-a-cocher\">\(options)</ul>"
        let hint = [question.hint, question.kind == .single ? "Une seule case." : ""].filter { !$0.isEmpty }
        return """
            <li><h3>\(question.label)</h3>\(hint.isEmpty ? nil : "<p class=\"indice\">\(hint.joined(separator: " "))</p>" as Markup)\(answer)</li>
            """
    }
    let families = Family.legal.map { "☐ " + $0.label }.joined(separator: "  ")
    return PageContent(
        title: "Questionnaire", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
            Crumb("Pilotage", "/poles/\(view.hub.slug)/pilotage"), Crumb("Enquête d’intérêt", surveyDesk(view.hub)),
        ],
        body: """
            <div class="papier-a-remplir">\(heading("\(survey.title)", "\(view.hub.name)"))
            \(paragraphs(survey.presentation))
            <p>Personne ne verra vos réponses à votre nom : elles ne sont montrées que mêlées à d’autres.</p>
            <h2>Votre organisation</h2><p>Nom : ……………………………………………………… Commune : …………………………………</p><p>\(families)</p><p>Secteur d’activité : ………………………………………………………</p>
            <ol>\(questions)</ol>
            <p>Pour être rappelé·e (facultatif). Nom : ……………………………………… Adresse ou téléphone : ………………………………………</p></div>
            """, isPrivate: true, isNarrow: true)
}

func surveySentencePage(_ title: String, _ lead: String, _ action: Markup? = nil) -> PageContent {
    PageContent(
        title: title, section: .journey, breadcrumbs: [Crumb("Créer un pôle", "/demarche")],
        body: "\(heading("\(title)", "\(lead)"))\(action)<p><a href=\"/demarche\">Les démarches en cours</a></p>",
        isPrivate: true, isNarrow: true)
}

func surveyThanksPage() -> PageContent {
    surveySentencePage(
        "Merci",
        "Votre réponse est enregistrée. Les résultats seront montrés une fois l’enquête close, sans que personne y soit reconnaissable."
    )
}

/// Where a survey would be, when none takes answers.
func surveyClosedPage(_ view: SurveyView) -> PageContent {
    let path = "/poles/\(view.hub.slug)"
    let results: Markup? =
        view.survey?.isPublished == true
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"\(path)/enquete/resultats\">Lire les résultats</a></p>" : nil
    return PageContent(
        title: "Enquête d’intérêt", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, path), Crumb("Où en sommes-nous", path + "/demarche"),
        ],
        body: """
            \(heading("Enquête d’intérêt", "\(view.hub.name)"))\(emptyState(
                "Aucune enquête n’est ouverte.", "Quand le noyau en ouvrira une, toute organisation du territoire pourra y répondre ici. Les résultats paraîtront sans que personne y soit reconnaissable."))\(results)
            """, isNarrow: true)
}
