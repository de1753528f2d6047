import Domain
import Markup

/// `…/seance/points/{n}`: one item, from its opening to its result.
func sittingItemPage(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms) -> PageContent {
    let found = item.isOpened ? view.hall.item(item) : nil
    let body: Markup
    if let found {
        body = """
            <div class="deux" id="seance" data-direct="\(view.isOpen ? view.path + "/seance/evenements" : "")" data-version="\(view.version)" data-page="\(view.path)/seance/points/\(item.position)"><div>\(itemBody(view, item, found, forms))</div>
            <aside class="direct" data-fragment="salle">\(roomPanel(view))</aside></div>
            """
    } else {
        body = """
            \(item.text.isEmpty ? nil : "<blockquote class=\"resolution\">\(paragraphs(item.text))</blockquote>")
            \(view.isOpen ? form("\(view.path)/seance/points/\(item.position)/ouverture", token: forms.token, state: forms.state("ouverture"), "<p class=\"actions\"><button>Ouvrir ce point</button></p>") : "<p>Ce point n’a pas été abordé.</p>")
            """
    }
    var page = PageContent(
        title: "Point \(item.position)", section: .hubs,
        breadcrumbs: sittingCrumbs(view) + [Crumb("Séance", view.path + "/seance")],
        body:
            "\(heading("\(item.title)", "Point \(item.position) · \(AgendaItem.Kind(rawValue: item.kind.rawValue)?.label ?? "")"))\(errorSummary(forms.orphan(unless: isShown(forms.name, view, item))))\(body)\(pager(view, item))",
        isPrivate: true)
    page.usesLiveScript = view.isOpen
    return page
}

/// Whether the form of that name stands on the page of the item as it is.
private func isShown(_ name: String, _ view: SittingView, _ item: RecordedItem) -> Bool {
    guard item.isOpened else { return name == "ouverture" && view.isOpen }
    if ["notes", "engagement"].contains(name) { return [.open, .closed].contains(view.assembly.state) }
    guard view.isOpen, item.closedAt == nil else { return false }
    switch name {
    case "mains" where view.online?.isOpen == true: return false
    case "mains", "papier", "appel": return view.votes.contains(item.position) || !(item.vote?.ways.isEmpty ?? true)
    case "vote": return view.online?.isUnderWay != true
    case "fermeture", "bulletins": return true
    case let step where step.hasPrefix("consentement"): return consentShows(step, view, item)
    case "scrutin": return item.election.map { $0.consent == nil && !$0.running.isEmpty } ?? false
    case "secret": return item.kind != .election && view.hall.statutes.secretBallot.askers != nil
    case "en-ligne":
        return view.hall.statutes.onlineVoting != false && (view.online == nil || item.kind == .election)
    case "en-ligne-annulation", "en-ligne-liste": return view.online?.isUnderWay == true
    case "election", "candidature": return item.election != nil && item.election?.first == nil
    default: return false
    }
}

private func pager(_ view: SittingView, _ item: RecordedItem) -> Markup {
    let address = { (position: Int) in "\(view.path)/seance/points/\(position)" }
    let before: Markup? = view.record.item(item.position - 1).map {
        "<a rel=\"prev\" href=\"\(address($0.position))\">← Point \($0.position)</a>"
    }
    let after: Markup? = view.record.item(item.position + 1).map {
        "<a rel=\"next\" href=\"\(address($0.position))\">Point \($0.position) →</a>"
    }
    return
        "<nav class=\"pages\" aria-label=\"Points de l’ordre du jour\">\(before)<a href=\"\(view.path)/seance\">La séance</a>\(after)</nav>"
}

private func itemBody(
    _ view: SittingView, _ item: RecordedItem, _ found: ItemRecount, _ forms: SittingForms
) -> Markup {
    let mayAct = view.isOpen && item.closedAt == nil
    // Nothing is told while voices are still to come.
    let isGoingOn =
        view.online?.isUnderWay == true
        || mayAct && item.election?.consent != nil && found.elected.isEmpty && found.refusal == nil
    let result = isGoingOn ? nil : outcome(item, found)
    let work: Markup?
    switch item.kind {
    case .information: work = nil
    case .election: work = electionBody(view, item, found, forms, mayAct: mayAct)
    case .deliberation, .statutes: work = voteBody(view, item, found, forms, mayAct: mayAct)
    }
    let end: Markup? =
        mayAct
        ? form(
            "\(view.path)/seance/points/\(item.position)/fermeture", token: forms.token,
            state: forms.state("fermeture"), "<p class=\"actions\"><button>Fermer ce point</button></p>") : nil
    return """
        \(result)\(item.text.isEmpty || item.kind == .election ? nil : "<blockquote class=\"resolution\">\(paragraphs(item.text))</blockquote>")
        \(work)\(notesForm(view, item, forms))\(pledgeForm(view, item, forms))\(end)
        """
}

/// The result with the sentence that explains it, or why there is none.
func outcome(_ item: RecordedItem, _ found: ItemRecount) -> Markup? {
    if let result = found.result {
        return notice(result.isAdopted ? .done : .information, "<p class=\"verdict\">\(sentence: result.sentence)</p>")
    }
    if let refusal = found.refusal { return notice(.warning, "<p class=\"verdict\">\(sentence: refusal)</p>") }
    if let unvoted = item.unvoted { return notice(.information, "<p class=\"verdict\">\(sentence: unvoted)</p>") }
    guard let tally = found.tally else { return nil }
    let steps: [Markup] = tally.steps.map { "<li>\(sentence: $0)</li>" }
    let elected: Markup = tally.elected.isEmpty ? "Personne n’est élu." : "Élus : \(French.list(tally.elected))."
    let second: Markup? =
        tally.secondRound.isEmpty ? nil : "<p>Second tour entre \(French.list(tally.secondRound)).</p>"
    return notice(
        tally.elected.isEmpty ? .information : .done,
        "<p class=\"verdict\">\(elected)</p>\(second)<details><summary>Le dépouillement, étape par étape</summary><ol>\(steps)</ol></details>"
    )
}

private func notesForm(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms) -> Markup? {
    guard [.open, .closed].contains(view.assembly.state) else {
        return item.notes.isEmpty ? nil : "<h2>Notes</h2>\(paragraphs(item.notes))"
    }
    let state = forms.state("notes", ["notes": item.notes, "texte": item.text])
    let mayChange = item.closedAt == nil && item.kind != .information && (item.vote?.ways.isEmpty ?? true)
    let text: Markup? =
        mayChange
        ? textArea(
            "texte", "Texte mis aux voix", state, hint: "Il ne change plus dès qu’une voix est comptée.",
            maximum: 20_000)
        : "<input type=\"hidden\" name=\"texte\" value=\"\(item.text)\">"
    let amendments: [Markup] =
        item.closedAt == nil ? item.amendments.enumerated().map { amendmentFields($0, $1, state) } : []
    return """
        <details\("open", if: forms.name == "notes" || !item.notes.isEmpty)><summary>Discussion : notes et amendements</summary>\(form("\(view.path)/seance/points/\(item.position)/notes", token: forms.token, state: state, """
        \(textArea("notes", "Ce qui s’est dit", state, hint: "Va dans le procès-verbal.", rows: 5, maximum: 20_000))\(text)\(amendments)
        \(item.closedAt == nil ? "<fieldset class=\"champ\"><legend>Nouvel amendement</legend>\(textField("amendement-de", "De qui", state))\(textArea("amendement-texte", "Texte", state, rows: 2, maximum: 2000))</fieldset>" : nil)
        <p class="actions"><button class="second">Garder</button></p>
        """))</details>
        """
}

private func amendmentFields(_ index: Int, _ amendment: RecordedItem.Amendment, _ state: FormState) -> Markup {
    let name = "amendement-\(index)"
    let options = RecordedItem.Amendment.Outcome.allCases.map { (value: $0.rawValue, label: $0.label) }
    var shown = state
    if shown.values[name] == nil { shown.values[name] = amendment.outcome.rawValue }
    return selectField(name, "\(amendment.author) : \(amendment.text)", shown, options: options)
}

private func pledgeForm(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms) -> Markup? {
    let mine = view.pledges.filter { $0.item == item.position }
    let rows: [Markup] = mine.map { "<li>\($0.who) : \($0.what)\($0.due.map { ", pour \(time($0))" as Markup })</li>" }
    let list: Markup? = rows.isEmpty ? nil : "<ul>\(rows)</ul>"
    guard [.open, .closed].contains(view.assembly.state) else { return list }
    let state = forms.state("engagement")
    return """
        <details\("open", if: forms.name == "engagement" || !rows.isEmpty)><summary>Engagements pris</summary>\(list)\(form("\(view.path)/seance/points/\(item.position)/engagements", token: forms.token, state: state, """
        \(textField("quoi", "Ce qui sera fait", state, isRequired: true, maximum: 500))\(textField("qui-s-en-charge", "Qui s’en charge", state, isRequired: true))
        \(textField("echeance", "Pour quand", state, hint: "Un jour : 2027-03-01.", maximum: 10))<p class="actions"><button class="second">Ajouter</button></p>
        """))</details>
        """
}
