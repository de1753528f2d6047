import Domain
import Markup

/// The four steps as a line of stations, each with its sentence.
func launchSteps(_ steps: [LaunchStep], doors: [Markup?] = []) -> Markup {
    let items: [Markup] = steps.enumerated().map { index, step in
        let door = index < doors.count ? doors[index] : nil
        return """
            <li class="\(step.state.rawValue)"><h3>\(step.title) <span class="etat">\(step.state.label)</span></h3><p>\(sentence: step.sentence)</p>\(door)</li>
            """
    }
    return "<ol class=\"lancement\">\(items)</ol>"
}

/// `/poles/{slug}/pilotage/demarche/lancement`: from the assembly that founds to the end of the first year.
func launchPage(
    _ view: LaunchView, mayEdit: Bool, mayAnswer: Bool, _ state: FormState, token: String
) -> PageContent {
    let pilot = "/poles/\(view.hub.slug)/pilotage"
    let assembly: Markup =
        view.assembly.map {
            "<p class=\"actions\"><a class=\"bouton second\" href=\"\(pilot)/assemblees/\($0.id)\">Ouvrir l’assemblée</a></p>"
        }
        ?? "<p class=\"actions\"><a class=\"bouton\" href=\"\(view.desk)/constitutive\">Préparer l’assemblée constitutive</a></p>"
    let doors: [Markup?] =
        mayEdit
        ? [
            view.assembly == nil && view.milestone(.foundingAssembly, .hubCreated) != nil ? nil : assembly,
            "<p class=\"actions\"><a class=\"bouton second\" href=\"\(pilot)/recrutements\">Les recrutements</a></p>",
            joiningDoor(view, state, token),
            "<p class=\"actions\"><a class=\"bouton second\" href=\"\(view.desk)#annee\">Le calendrier</a></p>",
        ] : []
    return PageContent(
        title: "Lancement", section: .hubs, breadcrumbs: launchCrumbs(view.hub),
        body: """
            \(heading("Le lancement : \(view.hub.name)", "Fonder, embaucher, entrer dans le réseau, tenir la première année. Chaque étape franchie s’inscrit d’elle-même dans l’histoire du pôle et sur la carte."))
            \(errorSummary(state))<section><h2>Les quatre étapes</h2>\(launchSteps(view.steps, doors: doors))</section>\(answerForm(view, mayAnswer, state, token))\(calendar(view, mayEdit, state, token))
            """, isPrivate: true)
}

func launchCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

private func joiningDoor(_ view: LaunchView, _ state: FormState, _ token: String) -> Markup? {
    let isWaiting = view.joining.map { $0.isWelcome == nil } ?? false
    guard view.standing.status == .created, view.milestone(.networkJoined) == nil, !isWaiting else { return nil }
    return """
        <details\("open", if: state.error("message") != nil)><summary>Demander à entrer dans le réseau</summary>\(form(view.desk + "/reseau", token: token, """
        \(textArea("message", "Quelques mots au réseau", state, hint: "Facultatif.", rows: 3, maximum: 2000))
        <p class="actions"><button>Envoyer la demande</button></p>
        """))</details>
        """
}

/// For the network's animator alone.
private func answerForm(_ view: LaunchView, _ mayAnswer: Bool, _ state: FormState, _ token: String) -> Markup? {
    guard mayAnswer, let joining = view.joining, joining.isWelcome == nil else { return nil }
    let words: Markup = joining.message.isEmpty ? "<p>Sans autre mot.</p>" : paragraphs(joining.message)
    let options: [(value: String, label: Markup)] = [
        ("oui", "<strong>Bienvenue</strong> : l’entrée s’inscrit aujourd’hui dans l’histoire du pôle"),
        ("pas-encore", "<strong>Pas encore</strong> : dites ce qui manque"),
    ]
    return """
        <section id="reponse-reseau"><h2>Le pôle demande à entrer dans le réseau</h2><p class="indice">Demandé \(moment(joining.askedAt)).</p>\(words)
        \(form(view.desk + "/reseau/reponse", token: token, """
        \(radioGroup("reponse", "Votre réponse", state, options: options))
        \(textArea("texte", "Quelques mots", state, rows: 3, maximum: 1000))
        <p class="actions"><button>Répondre au pôle</button></p>
        """))</section>
        """
}

private func calendar(_ view: LaunchView, _ mayEdit: Bool, _ state: FormState, _ token: String) -> Markup {
    let own = Dictionary(view.own.map { ($0.date.key, $0.id) }) { first, _ in first }
    let rows: [Markup] = view.dates.map { date in
        let remove: Markup? = own[date.key].flatMap { id in
            mayEdit
                ? "<form method=\"post\" action=\"\(view.desk)/dates/\(id)/retrait\">\(tokenField(token))<button class=\"lien\">Ôter<span class=\"invisible\"> \(date.title)</span></button></form>"
                : nil
        }
        let past: Markup? = date.day < view.day ? " <small>passé</small>" : nil
        return """
            <tr><td data-titre="Jour">\(time(date.day))\(past)</td><th scope="row">\(date.title)</th><td data-titre="Sorte">\(date.kind.label)</td><td data-titre="D’où vient cette date">\(date.reason.isEmpty ? "—" : "\(sentence: date.reason)" as Markup)\(remove)</td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune date n’est encore connue.",
            "Elles se calculent d’après l’assemblée constitutive, le contrat et le plan de financement ; ajoutez les vôtres."
        )
        : table(
            caption: "Dates de la première année", id: "calendrier",
            columns: ["Jour", "Ce qui se passe", "Sorte", "D’où vient cette date"].map { Column($0) }, rows: rows)
    let add: Markup? =
        mayEdit
        ? """
        <details\("open", if: state.error("jour") != nil || state.error("titre") != nil)><summary>Ajouter une date</summary>\(form(view.desk + "/dates", token: token, """
        \(textField("jour", "Jour", state, hint: "Comme 2027-03-01.", isRequired: true, maximum: 10))
        \(textField("titre", "Ce qui se passe", state, isRequired: true))
        <p class="actions"><button>Ajouter cette date</button></p>
        """))</details>
        """ : nil
    let file: Markup? =
        rows.isEmpty ? nil : exports([("ICS", view.desk + "/calendrier.ics"), ("CSV", view.desk + "/calendrier.csv")])
    return """
        <section id="annee"><h2>La première année</h2><p>Réunions, assemblées, déclarations, demandes et comptes rendus aux financeurs. Ce qui n’est qu’un usage le dit : changez-le en ajoutant votre propre date.</p>\(list)\(file)\(add)</section>
        """
}

/// On the public page of the path: what the launch has come to, and the post that is open.
func publicLaunch(_ view: LaunchView) -> Markup? {
    let hasBegun = view.assembly != nil || view.standing.status == .created || !view.recruitments.isEmpty
    guard hasBegun else { return nil }
    let posts: [Markup] = view.recruitments.filter { $0.takesApplications(on: view.day) }.map { post in
        "<li><a href=\"/poles/\(view.hub.slug)/recrutements/\(post.id)\">\(post.title)</a>, \(post.place), candidatures jusqu’au \(time(post.applyBy))</li>"
    }
    let offers: Markup? =
        posts.isEmpty ? nil : notice(.information, "<p><strong>Le pôle recrute.</strong></p><ul>\(posts)</ul>")
    return "<section><h2>Le lancement</h2>\(offers)\(launchSteps(view.forThePublic.publicSteps))</section>"
}

extension LaunchView {
    /// A draft is nobody's business, nor the deadlines of the hub towards its funders.
    fileprivate var forThePublic: LaunchView {
        let shown = assembly.flatMap { $0.isPublic && $0.state != .preparation ? $0 : nil }
        return LaunchView(
            hub: hub, day: day, standing: standing, assembly: shown,
            recruitments: recruitments.filter { $0.state != .draft }, joining: joining, milestones: milestones,
            dates: [], own: [])
    }
}
