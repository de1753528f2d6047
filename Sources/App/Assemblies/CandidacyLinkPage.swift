import Domain
import Markup

/// On the page of a convocation's link: one's own candidacy for the elections of the assembly.
func candidacySection(_ view: AnswerLinkView, _ state: FormState?, token: String) -> Markup? {
    let elections = view.dossier.agenda.filter { $0.kind == .election }
    guard !elections.isEmpty else { return nil }
    let mine = elections.flatMap { item in
        (view.dossier.candidates[item.position] ?? []).filter { $0.organisation == view.link.organisation }
            .map { (item: item, candidate: $0) }
    }
    let isClosed = view.noCandidacyBecause != nil
    let rows: [Markup] = mine.map { pair in
        let undo: Markup? = isClosed ? nil : withdrawal(view, pair.item, pair.candidate, token: token)
        return "<li><strong>\(pair.candidate.name)</strong>, \(pair.item.title) \(undo)</li>"
    }
    let list: Markup? = rows.isEmpty ? nil : "<ul>\(rows)</ul>"
    if let reason = view.noCandidacyBecause {
        // What was sent too late is not lost without a word.
        guard list != nil || state?.errors.isEmpty == false || view.closedBecause == nil else { return nil }
        return
            "<section><h2>Votre candidature</h2>\(list)\(notice(state == nil ? .information : .refusal, "<p>\(sentence: reason)</p>"))</section>"
    }
    guard view.isOnRoll else { return nil }
    let until: Markup =
        view.dossier.assembly.candidaciesUntil.map { "Jusqu’au \(time($0)) compris." } ?? "Jusqu’à l’ouverture."
    return """
        <section><h2>Se présenter</h2>\(list)<p>\(until) Les candidatures figurent sur les bulletins, et tous les membres convoqués les lisent.</p>
        <details\("open", if: state != nil)><summary>\(rows.isEmpty ? "Présenter la candidature de" : "Présenter une autre personne pour") \(view.organisation)</summary>\(candidacyFields(view, elections, state, token: token))</details></section>
        """
}

private func withdrawal(
    _ view: AnswerLinkView, _ item: AgendaItem, _ candidate: RecordedElection.Candidate, token: String
) -> Markup {
    """
    <form class="en-ligne" method="post" action="/convocation/candidatures/retrait">\(tokenField(token))<input type="hidden" name="cle" value="\(view.key)"><input type="hidden" name="election" value="\(item.position)"><input type="hidden" name="candidature" value="\(candidate.name)"><button class="lien">Retirer<span class="invisible"> \(candidate.name)</span></button></form>
    """
}

private func candidacyFields(
    _ view: AnswerLinkView, _ elections: [AgendaItem], _ state: FormState?, token: String
) -> Markup {
    var state = state ?? FormState(values: ["representant-candidat": view.state.values["representant"] ?? ""])
    if state["election"].isEmpty { state.values["election"] = elections.first.map { String($0.position) } }
    let items = elections.map { (value: String($0.position), label: "\($0.position). \($0.title)") }
    let statutes = view.dossier.statutes
    let asksParity = elections.contains { item in statutes.bodies.contains { $0.key == item.bodyKey && $0.wantsParity }
    }
    let asksAge = statutes.ties.contains { $0 == .eldest || $0 == .youngest }
    let gender: Markup? =
        asksParity
        ? selectField(
            "genre", "Femme ou homme", state, options: [("", "non dit"), ("f", "femme"), ("h", "homme")],
            hint: "Les statuts demandent la parité.")
        : nil
    let birth: Markup? =
        asksAge
        ? textField(
            "naissance", "Date de naissance", state,
            hint: "Les statuts départagent par l’âge. Comme 1970-05-12 ; facultatif.", maximum: 10)
        : nil
    return form(
        "/convocation/candidatures", token: token, state: state,
        """
        <input type="hidden" name="cle" value="\(view.key)">\(selectField("election", "Pour quelle élection", state, options: items))
        \(textField("representant-candidat", "Qui la représentera", state, hint: "Prénom et nom.", isRequired: true, maximum: 100))\(gender)\(birth)
        \(textArea("presentation", "Présentation", state, hint: "Facultatif.", rows: 3, maximum: 2000))
        <p class="actions"><button class="second">Se présenter</button></p>
        """)
}
