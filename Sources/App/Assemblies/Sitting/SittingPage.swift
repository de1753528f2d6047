import Domain
import Markup

func sittingCrumbs(_ view: SittingView) -> [Crumb] {
    [
        Crumb("Pôles", "/poles"), Crumb(view.hub, "/poles/" + view.slug),
        Crumb("Pilotage", "/poles/\(view.slug)/pilotage"),
        Crumb(view.assembly.title, view.path),
    ]
}

/// `…/seance`: the screen of whoever presides or writes. Everything on it is in the database: anybody else may take over.
func sittingPage(_ view: SittingView, _ forms: SittingForms) -> PageContent {
    var page = PageContent(
        title: "Séance", section: .hubs, breadcrumbs: sittingCrumbs(view),
        body: view.assembly.state.hasOpened ? openedBody(view, forms) : previewBody(view, forms), isPrivate: true)
    page.usesLiveScript = view.isOpen
    return page
}

private func previewBody(_ view: SittingView, _ forms: SittingForms) -> Markup {
    let roll = view.hall.roll
    let mayOpen = view.assembly.state == .convened
    let door: Markup =
        mayOpen
        ? form(
            "\(view.path)/seance/ouverture", token: forms.token, state: forms.state("ouverture"),
            "<p>La liste électorale est arrêtée à cet instant : ce qui change ensuite chez les membres n’y change plus rien.</p><p class=\"actions\"><button>Ouvrir la séance</button> <a href=\"\(view.path)\">Plus tard</a></p>"
        )
        : notice(
            .warning,
            "<p>\(sentence: "Cette assemblée est \(view.assembly.state.label) : elle ne peut pas s’ouvrir.")</p>")
    return """
        \(heading("Ouvrir la séance", "\(view.assembly.designation)"))
        \(errorSummary(forms.orphan(unless: mayOpen && forms.name == "ouverture")))
        \(figures([Figure("\(French.number(roll.entries.count))", "organisations votent"), Figure("\(French.number(roll.votes))", "voix"), Figure("\(French.number(roll.leftOut.count))", "ne votent pas"), Figure("\(French.number(view.hall.proxies.count))", "pouvoirs reçus")]))
        \(leftOut(roll))\(refusedList(view.hall))
        \(mayOpen ? earlyNotice(view) : nil)\(door)
        """
}

/// Opening cannot be undone: nobody does it by mistake three weeks before.
private func earlyNotice(_ view: SittingView) -> Markup? {
    guard let date = view.assembly.date, view.today < date else { return nil }
    return notice(
        .warning,
        "<p>\(sentence: "Elle se tient \(date.frenchWithArticle) : attendez ce jour-là. Une séance ouverte ne se referme que pour de bon.")</p>"
    )
}

private func leftOut(_ roll: Roll) -> Markup? {
    guard !roll.leftOut.isEmpty else { return nil }
    let items: [Markup] = roll.leftOut.map { "<li>\($0.name) : \(sentence: $0.reason)</li>" }
    return "<details open><summary>Ne votent pas (\(roll.leftOut.count))</summary><ul>\(items)</ul></details>"
}

func refusedList(_ hall: Hall) -> Markup? {
    guard !hall.refused.isEmpty else { return nil }
    let items: [Markup] = hall.refused.map { "<li>\(sentence: $0)</li>" }
    return notice(.warning, "<p>Ne compte pas :</p><ul>\(items)</ul>")
}

private func openedBody(_ view: SittingView, _ forms: SittingForms) -> Markup {
    """
    \(heading("\(view.assembly.title)", "\(view.assembly.designation)"))
    \(errorSummary(forms.orphan(unless: view.isOpen)))
    \(view.isOpen ? nil : closedNotice(view))
    <div class="deux" id="seance" data-direct="\(view.isOpen ? view.path + "/seance/evenements" : "")" data-version="\(view.version)" data-page="\(view.path)/seance">
    <div><h2>Ordre du jour</h2>\(agendaList(view))\(view.isOpen ? closing(view, forms) : nil)</div>
    <aside class="direct" data-fragment="salle">\(roomPanel(view))\(view.isOpen ? doors(view) : nil)</aside>
    </div>
    <div class="deux">\(view.isOpen ? "<section><h2>Parole</h2>\(speakingList(view, forms))</section>" : nil)
    \(view.isOpen ? officers(view, forms) : nil)</div>
    """
}

private func closedNotice(_ view: SittingView) -> Markup {
    notice(
        .information,
        "<p>\(sentence: "La séance est levée : \(view.assembly.state.label).") <a href=\"\(view.path)/proces-verbal\">Le procès-verbal</a></p>"
    )
}

private func doors(_ view: SittingView) -> Markup {
    """
    <p class="actions"><a class="bouton" href="\(view.path)/seance/emargement">Émargement</a>
    <a class="bouton second" href="\(view.path)/seance/pouvoirs">Pouvoirs</a>
    <a class="bouton second" href="\(view.publicPath)/ecran">Écran de la salle</a>
    <a class="bouton second" href="\(view.path)/proces-verbal">Procès-verbal</a></p>
    """
}

/// Presence and quorum, overall and at the current item, with what would be true now.
func roomPanel(_ view: SittingView) -> Markup {
    let floor = view.hall.floor(at: view.current)
    let kinds = view.record.item(view.current).map { [$0.rules] } ?? view.hall.kinds
    let sentences: [Markup] = kinds.map { kind in
        let answer = view.hall.quorum(kind, at: view.current)
        return "<p class=\"avis\(answer.isReached ? "" : " attention")\">\(sentence: answer.sentence)</p>"
    }
    let notes: [Markup] = floor.notes.map { "<li>\(sentence: $0)</li>" }
    let portrait: [Markup] = Concentration.portrait(view.hall.voices(at: view.current), of: .votes).map {
        "<p>\(sentence: $0)</p>"
    }
    return """
        <h2>La salle</h2>
        \(figures([Figure("\(floor.present.count)", "présentes"), Figure("\(floor.online.count)", "en ligne"), Figure("\(floor.represented.count)", "représentées"), Figure("\(view.hall.roll.votes(of: floor.voters))", "voix")]))
        \(sentences)\(notes.isEmpty ? nil : "<ul>\(notes)</ul>")\(portrait)
        """
}

/// « en cours », « adoptée », « à venir »: where each item stands.
private func agendaList(_ view: SittingView) -> Markup {
    let items: [Markup] = view.record.items.map { item in
        let found = item.isOpened ? view.hall.item(item) : nil
        return """
            <li\("aria-current", item.position == view.current && item.closedAt == nil && view.isOpen ? "step" : nil)><a href="\(view.path)/seance/points/\(item.position)">\(item.title)</a> <span class="constat">\(itemState(item, found))</span></li>
            """
    }
    return "<ol class=\"ordre-du-jour\">\(items)</ol>"
}

func itemState(_ item: RecordedItem, _ found: ItemRecount?) -> Markup {
    guard let found else { return "à venir" }
    if item.closedAt == nil { return "en cours" }
    if let result = found.result { return result.isAdopted ? "adoptée" : "non adoptée" }
    if let tally = found.tally, found.refusal == nil { return "\(French.count(tally.elected.count, "élu", "élus"))" }
    return item.kind == .information ? "fait" : "sans décision"
}

private func speakingList(_ view: SittingView, _ forms: SittingForms) -> Markup {
    let rows: [Markup] = view.waiting.map { waiting in
        """
        <li>\(waiting.speaker) <form class="en-ligne" method="post" action="\(view.path)/seance/parole/\(waiting.id)">\(tokenField(forms.token))\
        <button class="second" name="suite" value="parole">A parlé<span class="invisible"> : \(waiting.speaker)</span></button> <button class="lien" name="suite" value="retrait">Ôter<span class="invisible"> \(waiting.speaker)</span></button></form></li>
        """
    }
    let list: Markup = rows.isEmpty ? "<p>Personne n’attend.</p>" : "<ol>\(rows)</ol>"
    return """
        \(list)\(form("\(view.path)/seance/parole", token: forms.token, state: forms.state("parole"), "\(textField("qui", "Qui demande la parole", forms.state("parole"), isRequired: true))<p class=\"actions\"><button class=\"second\">Inscrire</button></p>"))
        """
}

private func officers(_ view: SittingView, _ forms: SittingForms) -> Markup {
    let record = view.record
    let state = forms.state(
        "bureau",
        [
            "presidence": record.chair?.name ?? "",
            "organisation-presidence": record.chair?.organisation?.description ?? "",
            "secretariat": record.secretary?.name ?? "",
            "organisation-secretariat": record.secretary?.organisation?.description ?? "",
        ])
    let organisations =
        [(value: "", label: "—")] + view.hall.roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    return """
        <section><h2>Bureau de séance</h2>\(form("\(view.path)/seance/bureau", token: forms.token, state: state, """
        \(textField("presidence", "Qui préside", state, isRequired: true, maximum: 100))
        \(selectField("organisation-presidence", "Pour quelle organisation", state, options: organisations))
        \(textField("secretariat", "Qui tient le secrétariat", state, isRequired: true, maximum: 100))
        \(selectField("organisation-secretariat", "Pour quelle organisation", state, options: organisations))
        <p class="actions"><button class="second">Enregistrer</button></p>
        """))</section>
        """
}

private func closing(_ view: SittingView, _ forms: SittingForms) -> Markup {
    let state = forms.state(
        "notes", ["notes-ouverture": view.record.openingNotes, "notes-cloture": view.record.closingNotes])
    return """
        <details\("open", if: forms.name == "notes")><summary>Notes d’ouverture et de clôture</summary>\(form("\(view.path)/seance/notes", token: forms.token, state: state, """
        \(textArea("notes-ouverture", "À l’ouverture", state, maximum: 20_000))\(textArea("notes-cloture", "À la clôture", state, maximum: 20_000))
        <p class="actions"><button class="second">Garder ces notes</button></p>
        """))</details>
        \(secondCall(view))
        \(form("\(view.path)/seance/cloture", token: forms.token, state: forms.state("cloture"), "<p class=\"actions\"><button>Lever la séance</button></p>"))
        """
}

/// What may follow when there is no quorum.
private func secondCall(_ view: SittingView) -> Markup? {
    let missing = view.hall.kinds.filter { !view.hall.quorum($0, at: view.current).isReached }
    let sentences: [Markup] = missing.compactMap { kind in
        view.hall.rules(kind).map {
            "<p>\(sentence: SecondCallRule.sentence($0, failedOn: view.record.meeting.day))</p>"
        }
    }
    guard !sentences.isEmpty, !view.record.meeting.isSecondCall else { return nil }
    return notice(
        .warning,
        "<p>Le quorum n’est pas atteint.</p>\(sentences)<p><a href=\"\(view.path)\">Préparer la seconde convocation</a>, après avoir levé la séance.</p>"
    )
}
