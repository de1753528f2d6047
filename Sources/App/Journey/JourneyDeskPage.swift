import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche`: where the path stands, what is missing, what the companion advises, and the doors to act.
func journeyDeskPage(
    _ view: JourneyView, guide: JourneyGuide, mayEdit: Bool, mayAdvise: Bool, _ state: FormState, token: String
) -> PageContent {
    let reading: Markup = """
        <a class="bouton second" href="\(view.desk)/enquete/resultats">Résultats de l’enquête</a>
        <a class="bouton second" href="\(view.desk)/fonctions">Fonctions et actions</a>
        <a class="bouton second" href="\(view.desk)/partenaires">Partenaires</a>
        <a class="bouton second" href="\(view.desk)/finances">Plan de financement</a>
        <a class="bouton second" href="\(view.desk)/dossier">Le dossier</a>
        """
    let working: Markup = """
        <a class="bouton" href="\(view.desk)/noyau">Le noyau</a>
        <a class="bouton second" href="\(view.desk)/dossier">Le dossier</a>
        <a class="bouton second" href="\(view.desk)/reunions">Réunions</a>
        <a class="bouton second" href="\(view.desk)/voix">Ceux qui suivent (\(view.voices.count))</a>
        <a class="bouton second" href="\(view.desk)/mobilisation">Mobilisation et lettres</a>
        <a class="bouton second" href="/poles/\(view.hub.slug)/pilotage/manquants">Qui manque</a>
        """
    let doors: Markup = """
        <p class="actions">\(mayEdit ? working : reading)
        <a href="/poles/\(view.hub.slug)/demarche">La page publique</a></p>
        """
    let launch: Markup =
        "<section><h2><a href=\"\(view.launch.desk)\">Le lancement</a></h2>\(launchSteps(view.launch.steps))</section>"
    let work: Markup =
        view.isBehind
        ? "\(launch)\(recordedPath(view))"
        : """
        <div class="deux"><section><h2>Les six chantiers</h2>\(workstreamTable(view, mayEdit))</section>\(nextGate(view, mayEdit: mayEdit))</div>
        <section><h2>Le noyau</h2>\(findingList(view.core.findings(view.thresholds)))\(view.core.structures > 0 ? diversityDrawing(view.core) : nil)</section>\(launch)
        """
    return PageContent(
        title: "Démarche", section: .hubs, breadcrumbs: journeyCrumbs(view),
        body: """
            \(heading("La démarche : \(view.hub.name)", "\(badge(view.standing.status))\(view.standing.since.map { " — \(ordinal($0.frenchWhen))" as Markup })"))
            \(errorSummary(state))\(doors)\(work)
            \(adviceSection(view, mayEdit, mayAdvise, state, token))\(lastMeeting(view, mayEdit))
            """, isPrivate: true)
}

private func workstreamTable(_ view: JourneyView, _ mayEdit: Bool) -> Markup {
    let items: [Markup] = Workstream.allCases.map { workstream in
        let progress = view.progress(workstream)
        let missing = view.findings(workstream).filter { $0.outcome == .missing }
        let title: Markup =
            mayEdit
            ? "<a href=\"\(view.desk)/chantiers/\(workstream.rawValue)\">\(workstream.title)</a>"
            : "\(workstream.title)"
        let said: Markup =
            missing.isEmpty
            ? "<p>\(view.findings(workstream).first.map { "\(sentence: $0.sentence)" as Markup })</p>"
            : findingList(missing)
        return
            "<li><h3>\(title)</h3>\(progressBar(progress.settled, of: progress.total, progress.sentence))\(said)</li>"
    }
    return "<ol class=\"etapes\">\(items)</ol>"
}

private func adviceSection(
    _ view: JourneyView, _ mayEdit: Bool, _ mayAdvise: Bool, _ state: FormState, _ token: String
) -> Markup {
    let open: [Markup] = view.advice.filter(\.isOpen).map { openAdvice($0, view, mayEdit, token) }
    let closed: [Markup] = view.advice.filter { !$0.isOpen }.map { advice in
        """
        <li>\(sentence: advice.text) <strong>\(advice.answer?.label ?? "")</strong>\(advice.answeredAt.map { ", \(moment($0))" as Markup })\(advice.reason.isEmpty ? nil : " : \(advice.reason)" as Markup)</li>
        """
    }
    let list: Markup =
        open.isEmpty
        ? "<p>Aucun conseil n’attend de réponse.</p>" : "<ul class=\"propositions\">\(open)</ul>"
    let workstreams =
        [(value: "", label: "toute la démarche")] + Workstream.allCases.map { (value: $0.rawValue, label: $0.title) }
    let give: Markup? =
        mayAdvise
        ? form(
            view.desk + "/conseils", token: token,
            """
            \(textArea("conseil", "Conseiller une étape", state, hint: "Une seule chose, faisable bientôt. Le pôle y répondra.", rows: 3, maximum: 1000))
            \(selectField("chantier", "Sur", state, options: workstreams))
            <p class="actions"><button>Conseiller cette étape</button></p>
            """) : nil
    return """
        <section id="conseils"><h2>Étapes conseillées</h2>\(list)\(closed.isEmpty ? nil : "<details><summary>Conseils auxquels vous avez répondu (\(closed.count))</summary><ul>\(closed)</ul></details>" as Markup)\(give)</section>
        """
}

private func openAdvice(_ advice: Advice, _ view: JourneyView, _ mayEdit: Bool, _ token: String) -> Markup {
    let about: Markup? = advice.workstream.map { " · \($0.title)" }
    let already: Markup? = advice.answer.map {
        "<p class=\"indice\">Répondu : \($0.label.lowercasedFirst)\(advice.reason.isEmpty ? nil : ", \(advice.reason)" as Markup).</p>"
    }
    let buttons: [Markup] = AdviceAnswer.allCases.map { answer in
        "<button class=\"second\" name=\"reponse\" value=\"\(answer.rawValue)\">\(answer.label)</button> "
    }
    let form: Markup? =
        mayEdit
        ? """
        <form method="post" action="\(view.desk)/conseils/\(advice.id)">\(tokenField(token))<div class="champ"><label for="raison-\(advice.id)">Quelques mots, si besoin</label><input type="text" id="raison-\(advice.id)" name="raison" maxlength="500"></div><p class="actions">\(buttons)</p></form>
        """ : nil
    return """
        <li class="proposition"><p><strong>\(sentence: advice.text)</strong></p><p class="indice">Conseillé \(moment(advice.createdAt))\(about)</p>\(already)\(form)</li>
        """
}

private func lastMeeting(_ view: JourneyView, _ mayEdit: Bool) -> Markup? {
    guard let meeting = view.meetings.first(where: { $0.day <= view.day }) ?? view.meetings.first else { return nil }
    let decisions: Markup? = meeting.decisions.isEmpty ? nil : "<h3>Décisions</h3>\(paragraphs(meeting.decisions))"
    let steps: Markup? = meeting.nextSteps.isEmpty ? nil : "<h3>La suite</h3>\(paragraphs(meeting.nextSteps))"
    let link: Markup =
        mayEdit ? "<a href=\"\(view.desk)/reunions/\(meeting.id)\">\(meeting.title)</a>" : "\(meeting.title)"
    return
        "<section class=\"prose\"><h2>Dernière réunion</h2><p>\(time(meeting.day)) : \(link)</p>\(decisions)\(steps)</section>"
}
