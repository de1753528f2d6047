import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/chantiers/{chantier}`: one workstream, its purpose, its tasks, what it misses.
func workstreamPage(
    _ view: JourneyView, _ workstream: Workstream, _ guide: JourneyGuide, _ state: FormState, token: String
) -> PageContent {
    let path = "\(view.desk)/chantiers/\(workstream.rawValue)"
    let progress = view.progress(workstream)
    return PageContent(
        title: workstream.title, section: .hubs, breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk)),
        body: """
            \(heading("\(workstream.number). \(workstream.title)", "\(sentence: guide.purpose(workstream))"))
            \(workstreamDoor(view, workstream))\(studyLine(view, workstream))
            \(progressBar(progress.settled, of: progress.total, progress.sentence))
            <div class="deux"><section>\(taskTable(view, workstream))\(proposedTasks(view, workstream, guide, path, token))</section>
            <section><h2>Ce qui est acquis, ce qui manque</h2>\(findingList(view.findings(workstream)))</section></div>
            <section><h2>Ajouter une tâche à vous</h2>\(form(path + "/taches", token: token, state: state, """
            \(textField("titre", "La tâche", state, isRequired: true))
            \(textField("qui", "Qui s’en charge", state, hint: "Une organisation, un prénom, un rôle.", maximum: 200))
            \(textField("echeance", "Pour le", state, hint: "Un jour, par exemple 2026-09-30, ou rien.", maximum: 10))
            <p class="actions"><button>Ajouter cette tâche</button></p>
            """))</section>
            """, isPrivate: true)
}

/// Where the work of this workstream is done.
func workstreamDoor(_ view: JourneyView, _ workstream: Workstream) -> Markup {
    let pilot = "/poles/\(view.hub.slug)/pilotage"
    let doors: [(path: String, label: String)] =
        switch workstream {
        case .core: [(view.desk + "/noyau", "Le noyau, et qui manque"), (pilot + "/manquants", "Qui appeler")]
        case .interest: [(view.desk + "/enquete", "L’enquête d’intérêt")]
        case .functions: [(view.desk + "/fonctions", "La matrice, les poids, les actions")]
        case .governance:
            [(view.desk + "/gouvernance", "Les deux voies, essayées"), (pilot + "/statuts", "Les statuts")]
        case .partnerships: [(view.desk + "/partenaires", "Les partenaires et l’étude")]
        case .finances: [(view.desk + "/finances", "Le plan de financement")]
        }
    let links: [Markup] = doors.enumerated().map { index, door in
        "<a class=\"\(index == 0 ? "bouton" : "bouton second")\" href=\"\(door.path)\">\(door.label)</a> "
    }
    return "<p class=\"actions\">\(links)</p>"
}

/// What the study of the préfiguration is to bring to this workstream.
private func studyLine(_ view: JourneyView, _ workstream: Workstream) -> Markup? {
    guard let study = view.study, study.workstreams.contains(workstream) else { return nil }
    let end: Markup? = study.endsOn.map { ", attendue pour le \(time($0))" }
    let brings: Markup? = study.deliverables.isEmpty ? nil : " : \(study.deliverables.lowercasedFirst)"
    return
        "<p><a href=\"\(view.desk)/partenaires#etude\">L’étude de préfiguration</a> nourrit ce chantier (\(study.carrier)\(end))\(brings)</p>"
}

private func taskTable(_ view: JourneyView, _ workstream: Workstream) -> Markup {
    let rows: [Markup] = view.tasks(workstream).map { task in
        let isLate = !task.state.isSettled && task.due.map { $0 < view.day } == true
        let due: Markup =
            task.due.map { "\(time($0))\(isLate ? " <strong>en retard</strong>" : nil as Markup?)" } ?? "—"
        return """
            <tr><th scope="row"><a href="\(view.desk)/taches/\(task.id)">\(task.title)</a></th><td data-titre="Qui">\(task.who.isEmpty ? "—" : task.who)</td>\
            <td data-titre="Pour le">\(due)</td><td data-titre="État">\(task.state.label)</td><td data-titre="Preuve">\(task.evidence.map(citation) ?? "—")</td></tr>
            """
    }
    guard !rows.isEmpty else {
        return
            "<h2>Tâches</h2>\(emptyState("Aucune tâche n’est encore choisie.", "Prenez celles qui sont proposées, ou écrivez les vôtres."))"
    }
    return table(
        caption: "Tâches", id: "taches", columns: ["Tâche", "Qui", "Pour le", "État", "Preuve"].map { Column($0) },
        rows: rows)
}

/// Those of the guide that the hub has not taken yet.
private func proposedTasks(
    _ view: JourneyView, _ workstream: Workstream, _ guide: JourneyGuide, _ path: String, _ token: String
) -> Markup? {
    let taken = Set(view.tasks.compactMap(\.guideKey))
    let left = (guide.chapter(workstream)?.taches ?? []).filter { !taken.contains($0.cle) }
    guard !left.isEmpty else { return nil }
    let items: [Markup] = left.map { task in
        """
        <label class="choix"><input type="checkbox" name="tache" value="\(task.cle)"> <span><strong>\(sentence: task.titre)</strong><br><span class="indice">\(sentence: task.aide)</span></span></label>
        """
    }
    return """
        <h2>Tâches proposées</h2><form method="post" action="\(path)/propositions">\(tokenField(token))<fieldset class="champ"><legend>Celles que vous prenez</legend>\(items)</fieldset><p class="actions"><button>Prendre ces tâches</button></p></form>
        """
}

/// `/poles/{slug}/pilotage/demarche/taches/{id}`
func taskPage(
    _ view: JourneyView, _ task: JourneyTask, _ guide: JourneyGuide, _ state: FormState, _ maximumUpload: Int,
    token: String
) -> PageContent {
    let path = "\(view.desk)/chantiers/\(task.workstream.rawValue)"
    let states: [(value: String, label: Markup)] = TaskState.allCases.map { ($0.rawValue, "\($0.label)") }
    let proposed = task.guideKey.flatMap { guide.task($0)?.task }
    let help: Markup? = proposed.map { proposed in
        let link: Markup? = proposed.path(view.hub.slug).map { " <a href=\"\($0)\">Y aller</a>" }
        return "<p>\(sentence: proposed.aide)\(link)</p>"
    }
    return PageContent(
        title: task.title, section: .hubs,
        breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk), Crumb(task.workstream.title, path)),
        body: """
            \(heading("\(task.title)"))\(help)
            \(form("\(view.desk)/taches/\(task.id)", token: token, state: state, hasFile: true, """
            \(textField("titre", "La tâche", state, isRequired: true))
            \(radioGroup("etat", "Où en est-elle", state, options: states))
            \(textField("qui", "Qui s’en charge", state, maximum: 200))
            \(textField("echeance", "Pour le", state, hint: "Un jour, ou rien.", maximum: 10))
            \(textArea("note", "Notes", state, hint: "Restent au pilotage.", maximum: 2000))
            <fieldset class="champ"><legend>Ce qui prouve qu’elle est faite</legend><p class="indice">Facultatif, et public quand la tâche est faite.\(task.evidence?.documentID.map { " <a href=\"/pieces/\($0.rawValue)\">Le document déjà joint</a> reste, si vous n’en donnez pas d’autre." as Markup })</p>
            \(textField("preuve", "En mots", state, maximum: 400))
            \(textField("lien", "Lien", state, type: "url", maximum: 2000))
            \(fileField("piece", "Document", state, hint: "\(maximumUpload / 1_000_000) Mo au plus. N’y laissez pas de données personnelles."))</fieldset>
            <p class="actions"><button>Enregistrer</button> <a href="\(path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
