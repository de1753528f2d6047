import Domain
import Markup

private func recruitmentCrumbs(_ hub: Hub) -> [Crumb] {
    launchCrumbs(hub, Crumb("Lancement", "/poles/\(hub.slug)/pilotage/demarche/lancement"))
}

/// `/poles/{slug}/pilotage/recrutements`
func recruitmentListPage(_ hub: Hub, _ posts: [Recruitment], on day: Day) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/recrutements"
    let rows: [Markup] = posts.map { post in
        let state: Markup =
            post.state == .open && !post.takesApplications(on: day) ? "close, à décider" : "\(post.state.label)"
        return """
            <tr><th scope="row"><a href="\(path)/\(post.id)">\(post.title)</a></th><td data-titre="État">\(state)</td>\
            <td data-titre="Candidatures jusqu’au">\(time(post.applyBy))</td><td data-titre="Contrat">\(post.contractSentence), \(post.workingTimeSentence)</td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun poste n’est encore décrit.",
            "Le premier est souvent celui de la personne chargée de mission : ses missions viennent des fonctions et des actions que vous avez choisies."
        )
        : table(
            caption: "Recrutements, le dernier d’abord", id: "recrutements",
            columns: ["Poste", "État", "Candidatures jusqu’au", "Contrat"].map { Column($0) }, rows: rows)
    return PageContent(
        title: "Recrutements", section: .hubs, breadcrumbs: recruitmentCrumbs(hub),
        body: """
            \(heading("Recrutements : \(hub.name)", "Décrire le poste, nommer le jury, annoncer, choisir. Le jury seul lit les candidatures ; elles s’effacent d’elles-mêmes."))
            <p class="actions"><a class="bouton" href="\(path)/nouveau">Décrire un poste</a></p>\(list)
            """, isPrivate: true)
}

/// The description of a post, new or changed.
func recruitmentFormPage(_ hub: Hub, _ view: RecruitmentView?, _ state: FormState, token: String) -> PageContent {
    let list = "/poles/\(hub.slug)/pilotage/recrutements"
    let contracts = Recruitment.Contract.allCases.map { (value: $0.rawValue, label: $0.label.firstUppercased) }
    return PageContent(
        title: view == nil ? "Décrire un poste" : "Modifier le poste", section: .hubs,
        breadcrumbs: recruitmentCrumbs(hub) + [Crumb("Recrutements", list)]
            + (view.map { [Crumb($0.post.title, $0.path)] } ?? []),
        body: """
            \(heading(view == nil ? "Décrire un poste" : "Modifier le poste", "Ce que l’annonce dira. Les missions proposées viennent des fonctions et des actions de la démarche : changez-les."))
            \(form(view.map { $0.path + "/modification" } ?? list, token: token, state: state, """
            \(textField("titre", "Titre du poste", state, isRequired: true, maximum: 150))
            \(textArea("missions", "Missions", state, hint: "Une par ligne.", isRequired: true, rows: 8))
            \(textArea("profil", "Ce qu’il faut savoir faire", state, hint: "Facultatif. Rien sur l’âge, la santé, la famille, les opinions : la loi l’interdit.", rows: 4, maximum: 3000))
            \(textArea("criteres", "Critères de lecture", state, hint: "Un par ligne, douze au plus. L’annonce les dit ; le jury ne note rien d’autre.", isRequired: true, rows: 4, maximum: 2000))
            <fieldset class="groupe"><legend>Le contrat</legend>
            \(selectField("contrat", "Sorte de contrat", state, options: contracts))
            \(textField("mois", "Durée en mois, pour une durée déterminée", state, maximum: 2, inputmode: "numeric"))
            \(textField("temps", "Temps de travail, en pour cent d’un temps plein", state, hint: "Par exemple 80.", isRequired: true, maximum: 3, inputmode: "numeric"))
            \(textField("bas", "Salaire brut mensuel, de", state, hint: "En euros, pour ce temps de travail.", isRequired: true, maximum: 12, inputmode: "decimal"))
            \(textField("haut", "à", state, hint: "Vide si c’est le même.", maximum: 12, inputmode: "decimal"))
            \(textField("lieu", "Lieu de travail", state, isRequired: true))
            \(textField("debut", "Début", state, hint: "Par exemple : dès que possible, ou mars 2027.", maximum: 100))</fieldset>
            \(textField("jusquau", "Candidatures jusqu’au", state, hint: "Un jour, comme 2027-01-31.", isRequired: true, maximum: 10))
            <p class="actions"><button>Enregistrer</button> <a href="\(view?.path ?? list)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// `/poles/{slug}/pilotage/recrutements/{id}`: where it has got to; how many applied, and nothing of who.
func recruitmentPage(_ view: RecruitmentView, _ state: FormState, token: String) -> PageContent {
    let post = view.post
    return PageContent(
        title: post.title, section: .hubs,
        breadcrumbs: recruitmentCrumbs(view.hub)
            + [Crumb("Recrutements", "/poles/\(view.hub.slug)/pilotage/recrutements")],
        body: """
            \(heading("\(post.title)", "Recrutement \(post.state.label)\(post.state == .open ? ", candidatures jusqu’au \(time(post.applyBy))" as Markup : nil)"))\(errorSummary(state))
            \(recruitmentActs(view, state, token))
            <div class="deux"><section><h2>Le poste</h2>\(postFacts(post))\(post.state == .draft ? "<p class=\"actions\"><a class=\"bouton second\" href=\"\(view.path)/modification\">Modifier le poste</a></p>" as Markup : nil)</section>
            <section><h2>Le jury</h2>\(findingList(view.findings))\(jurorList(view, token))\(jurorForm(view, state, token))</section></div>
            """, isPrivate: true)
}

private func recruitmentActs(_ view: RecruitmentView, _ state: FormState, _ token: String) -> Markup {
    let abandon: Markup = """
        <details><summary>Abandonner ce recrutement</summary><form method="post" action="\(view.path)/abandon">\(tokenField(token))<p>\(view.post.state == .draft ? "La description est ôtée." : "Chaque personne qui attend une réponse reçoit un non, avec le jour où sa candidature s’efface.")</p><button class="danger">Abandonner</button></form></details>
        """
    switch view.post.state {
    case .draft:
        return """
            \(form(view.path + "/annonce", token: token, "<p>Rien n’est public avant l’annonce. Ensuite, la description ne change plus : ceux qui se portent candidats l’ont lue.</p><p class=\"actions\"><button>Annoncer le poste</button></p>"))\(abandon)
            """
    case .open:
        return """
            \(figures([Figure("\(view.applications)", view.applications == 1 ? "candidature reçue" : "candidatures reçues")]))
            <p class="actions"><a class="bouton" href="\(view.publicPath)">L’annonce, à partager et à imprimer</a> <a class="bouton second" href="\(view.publicPath)/candidatures">Lire les candidatures</a></p>
            <p class="indice">Seul le jury les lit : les autres ne trouvent rien à cette adresse, quel que soit leur rôle.</p>
            <details\("open", if: state.error("jusquau") != nil)><summary>Prolonger l’annonce</summary>\(form(view.path + "/prolongation", token: token, "\(textField("jusquau", "Jusqu’au", state, hint: "Comme 2027-01-31.", isRequired: true, maximum: 10))<p class=\"actions\"><button>Prolonger</button></p>"))</details>\(abandon)
            """
    case .filled: return "\(filled(view))"
    case .abandoned:
        return notice(
            .information, "<p>Ce recrutement s’est arrêté sans embauche. Les candidatures s’effacent à leur jour.</p>")
    }
}

private func filled(_ view: RecruitmentView) -> Markup {
    let told: Markup =
        view.hasMilestone
        ? "Le jalon est inscrit dans <a href=\"/poles/\(view.hub.slug)\">l’histoire du pôle</a>."
        : view.isFirstHiringTold
            ? "L’histoire du pôle dit déjà une première embauche."
            : view.contractStart.map { $0 > view.day } == true
                ? "Le jalon s’inscrira de lui-même le jour de l’arrivée."
                : "Le jalon s’inscrira de lui-même dès que la création du pôle sera enregistrée."
    return notice(
        .done,
        "<p>Décision de \(view.decidedBy). Contrat à partir du \(view.contractStart.map { time($0) }). \(told)</p>")
}

private func jurorList(_ view: RecruitmentView, _ token: String) -> Markup {
    let canChange = [.draft, .open].contains(view.post.state)
    let items: [Markup] = view.jurors.map { juror in
        let remove: Markup? =
            canChange
            ? " <form class=\"petite\" method=\"post\" action=\"\(view.path)/jury/retrait\">\(tokenField(token))<input type=\"hidden\" name=\"courriel\" value=\"\(juror.address)\"><button class=\"lien\">Ôter<span class=\"invisible\"> \(juror.name)</span></button></form>"
            : nil
        return "<li>\(juror.name) <small>\(juror.address)</small>\(remove)</li>"
    }
    return items.isEmpty ? "<p>Personne n’est encore nommé.</p>" : "<ul>\(items)</ul>"
}

private func jurorForm(_ view: RecruitmentView, _ state: FormState, _ token: String) -> Markup? {
    guard [.draft, .open].contains(view.post.state) else { return nil }
    return form(
        view.path + "/jury", token: token,
        """
        \(textField("jure-nom", "Nom", state, isRequired: true, maximum: 100))
        \(textField("jure-courriel", "Adresse de son compte", state, hint: "Sans compte à cette adresse, elle ne lira rien : qu’elle en demande un.", type: "email", isRequired: true, maximum: 254))
        <p class="actions"><button class="second">Nommer au jury</button></p>
        """)
}
