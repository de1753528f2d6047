import Domain
import Markup

func surveyDesk(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/demarche/enquete" }

private func surveyCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

/// `/poles/{slug}/pilotage/demarche/enquete`: prepare, open, write to people, close.
func surveyDeskPage(_ view: SurveyView, done: (String, Int)?, _ state: FormState, token: String) -> PageContent {
    let body: Markup =
        switch view.survey {
        case nil: surveyStart(view, token)
        case let survey? where survey.state == .draft: surveyDraft(view, survey, state, token)
        case let survey? where survey.state == .open: surveyRunning(view, survey, state, token)
        case let survey?: surveyEnded(view, survey, token)
        }
    let said: Markup? = done.map { what, count in
        let letters = French.count(
            count, what == "rappels" ? "rappel est parti" : "lettre est partie",
            what == "rappels" ? "rappels sont partis" : "lettres sont parties")
        return notice(.done, "<p>\(letters).</p>")
    }
    return PageContent(
        title: "Enquête d’intérêt", section: .hubs, breadcrumbs: surveyCrumbs(view.hub),
        body: """
            \(heading("L’enquête d’intérêt", "Demander à toutes les organisations du territoire ce dont elles ont besoin et si elles viendraient. Personne n’est reconnaissable dans les résultats."))
            \(said)\(state.errors.contains { $0.field == nil } ? errorSummary(state) : nil)\(body)
            """, isPrivate: true)
}

private func button(_ path: String, _ label: Markup, _ token: String, isSecond: Bool = false) -> Markup {
    """
    <form method="post" action="\(path)">\(tokenField(token))<p class="actions"><button\("class", isSecond ? "second" : nil)>\(label)</button></p></form>
    """
}

private func surveyStart(_ view: SurveyView, _ token: String) -> Markup {
    """
    \(emptyState("Aucune enquête n’est préparée.", "Un questionnaire est proposé : sept questions, dix minutes. Vous le relisez et le changez avant de l’ouvrir."))
    \(button(surveyDesk(view.hub), "Préparer l’enquête", token))
    """
}

private func wordsForm(_ view: SurveyView, _ state: FormState, _ token: String) -> Markup {
    form(
        surveyDesk(view.hub) + "/texte", token: token,
        state: FormState(values: state.values, errors: state.errors.filter { $0.field != nil }),
        """
        \(textField("titre", "Titre", state, isRequired: true, maximum: 150))
        \(textArea("presentation", "À quoi elle sert", state, hint: "Lu en tête du questionnaire et dans la lettre.", isRequired: true, rows: 6, maximum: 4000))
        \(textField("fermeture", "Fermeture le", state, hint: "Le premier jour où l’on ne répond plus : 2026-09-30. Vide : quand vous la fermerez.", maximum: 10))
        <p class="actions"><button class="second">Enregistrer ces mots</button></p>
        """)
}

private func surveyDraft(_ view: SurveyView, _ survey: Survey, _ state: FormState, _ token: String) -> Markup {
    let items: [Markup] = survey.questions.map { question in
        let path = surveyDesk(view.hub) + "/questions/" + question.code
        let options = question.options.map(\.label).joined(separator: " · ")
        return """
            <li><h3>\(question.label)</h3><p class="indice">\(question.kind.label) · \(question.use.label)</p>\(options.isEmpty ? nil : "<p>\(options)</p>" as Markup)\
            <form class="petite" method="post" action="\(path)/retrait">\(tokenField(token))<a href="\(path)">Changer<span class="invisible"> « \(question.label) »</span></a> <button class="lien">Ôter<span class="invisible"> « \(question.label) »</span></button></form></li>
            """
    }
    return """
        <div class="deux"><section><h2>Les questions</h2><ol class="etapes">\(items)</ol>
        <p class="actions"><a class="bouton second" href="\(surveyDesk(view.hub))/questions/nouvelle">Ajouter une question</a> <a href="\(surveyDesk(view.hub))/papier">Voir le questionnaire en papier</a></p></section>
        <section><h2>Les mots</h2>\(wordsForm(view, state, token))</section></div>
        <section><h2>Ouvrir l’enquête</h2><p>Une fois ouverte, ses questions ne changent plus : chacun répond aux mêmes.</p>\(button(surveyDesk(view.hub) + "/ouverture", "Ouvrir l’enquête", token))</section>
        """
}

private func surveyRunning(_ view: SurveyView, _ survey: Survey, _ state: FormState, _ token: String) -> Markup {
    let desk = surveyDesk(view.hub)
    let page = "/poles/\(view.hub.slug)/enquete"
    let letters: Markup? = view.mailing.map { mailing in
        """
        <section><h2>Les lettres</h2>\(figures([
            Figure("\(mailing.invited)", "organisations invitées"), Figure("\(mailing.waiting)", "encore à inviter"),
            Figure("\(mailing.dueReminders)", "rappels possibles aujourd’hui"), Figure("\(mailing.unreachable)", "sans adresse, ou qui ne veulent pas de lettre"),
        ]))
        <p class="indice">Un lien par organisation. Deux rappels au plus, à dix jours l’un de l’autre ; plus aucun à qui a répondu ou n’en veut plus. \(SurveyLetterStore.mostAtOnce) lettres au plus à la fois.</p>
        \(mailing.waiting > 0 ? button(desk + "/invitations", "Inviter \(min(mailing.waiting, SurveyLetterStore.mostAtOnce)) organisations", token) : nil)\
        \(mailing.dueReminders > 0 ? button(desk + "/rappels", "Envoyer \(min(mailing.dueReminders, SurveyLetterStore.mostAtOnce)) rappels", token, isSecond: true) : nil)</section>
        """
    }
    return """
        \(figures([Figure("\(survey.answers)", survey.answers == 1 ? "réponse" : "réponses"), Figure("\(view.reading?.families.known ?? 0)", "organisations connues sur le territoire")]))
        <p class="actions"><a class="bouton second" href="\(page)">La page ouverte à tous</a> <a class="bouton second" href="\(desk)/papier">Questionnaire en papier</a> <a class="bouton second" href="\(desk)/saisie">Saisir une réponse en papier</a></p>
        \(letters)
        <section><h2>Qui a répondu</h2>\(view.reading.map(participation))</section>
        <div class="deux"><section><h2>Les mots</h2>\(wordsForm(view, state, token))</section>
        <section><h2>Fermer</h2><p>Les résultats se lisent une fois l’enquête fermée : vus en cours de route, ils diraient qui est venu entre-temps.</p>\(button(desk + "/fermeture", "Fermer l’enquête", token))</section></div>
        """
}

private func surveyEnded(_ view: SurveyView, _ survey: Survey, _ token: String) -> Markup {
    let desk = surveyDesk(view.hub)
    return """
        \(figures([Figure("\(survey.counted)", "réponses comptées")]))
        <p class="actions"><a class="bouton" href="\(desk)/resultats">Lire les résultats</a></p>
        <section><h2>Et ensuite</h2><p>Rouvrir l’enquête garde ses questions. Les réponses nouvelles ne compteront que s’il y en a au moins \(survey.threshold ?? 5) : moins, elles se liraient en comparant.</p>\
        \(button(desk + "/ouverture", "Rouvrir l’enquête", token, isSecond: true))\(button(desk, "Préparer une autre enquête", token, isSecond: true))</section>
        """
}

/// `/poles/{slug}/pilotage/demarche/enquete/questions/{code}`
func surveyQuestionPage(_ hub: Hub, _ question: SurveyQuestion?, _ state: FormState, token: String) -> PageContent {
    let kinds = SurveyQuestion.Kind.allCases.map { (value: $0.rawValue, label: "\($0.label)" as Markup) }
    let uses = SurveyQuestion.Use.allCases.map { (value: $0.rawValue, label: $0.label) }
    let path = surveyDesk(hub)
    return PageContent(
        title: question == nil ? "Ajouter une question" : "Changer une question", section: .hubs,
        breadcrumbs: surveyCrumbs(hub, Crumb("Enquête d’intérêt", path)),
        body: """
            \(heading(question == nil ? "Ajouter une question" : "Changer une question"))
            \(form("\(path)/questions/\(question?.code ?? "nouvelle")", token: token, state: state, """
            \(textField("question", "La question", state, isRequired: true, maximum: 300))
            \(textField("aide", "Une précision", state, hint: "Facultatif.", maximum: 300))
            \(radioGroup("sorte", "On y répond par", state, options: kinds))
            \(selectField("usage", "Elle sert à connaître", state, options: uses))
            \(textArea("reponses", "Réponses possibles", state, hint: "Une par ligne. Rien pour une réponse libre.", rows: 8, maximum: 6000))
            <p class="actions"><button>Enregistrer la question</button> <a href="\(path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
