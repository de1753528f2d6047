import Domain
import Markup

/// An election by consent or without candidate: where it stands, and what may be said next.
func consentBody(
    _ view: SittingView, _ item: RecordedItem, _ consent: RecordedElection.Consent, _ forms: SittingForms, way: String,
    mayAct: Bool
) -> Markup? {
    guard let election = item.election else { return nil }
    var rounds = ConsentRounds(election, consent.method, floor: view.hall.floor(at: item.position), hall: view.hall)
    do throws(AssemblyRefusal) { try rounds.take(consent.steps) } catch {
        return notice(.warning, "<p>\(sentence: error.sentence)</p>")
    }
    return """
        <section class="consentement"><h3>Élection \(consent.method.label)</h3>
        <p>\(sentence: explanation(consent.method))</p>\(standing(rounds, view.hall.roll))
        \(mayAct && !rounds.isFull ? stepForms(view, item, rounds, consent, forms, way: way) : nil)\(said(rounds, consent, forms, way: way, mayAct: mayAct))</section>
        """
}

/// Whether the form of that name stands on the page as the election is.
func consentShows(_ name: String, _ view: SittingView, _ item: RecordedItem) -> Bool {
    guard let election = item.election, let consent = election.consent else { return false }
    var rounds = ConsentRounds(election, consent.method, floor: view.hall.floor(at: item.position), hall: view.hall)
    guard (try? rounds.take(consent.steps)) != nil, !rounds.isFull else { return false }
    let hasProposal = rounds.proposal != nil
    switch RecordedElection.Consent.Step.Kind(rawValue: String(name.dropFirst("consentement-".count))) {
    case .nomination:
        let voters = view.hall.floor(at: item.position).voters
        return !hasProposal && !voters.subtracting(rounds.nominations.keys).isEmpty
    case .change, .proposal: return !hasProposal && !rounds.nominations.isEmpty
    case .lifting: return hasProposal && !rounds.objections.isEmpty
    case .adoption: return hasProposal && rounds.objections.isEmpty
    case .objection, .withdrawal: return hasProposal
    case nil: return false
    }
}

private func explanation(_ method: RecordedElection.Consent.Method) -> String {
    let start =
        method == .withoutCandidate
        ? "Personne n’est candidat : chacune nomme quelqu’un et dit pourquoi, puis peut changer d’avis."
        : "Chacune dit qui elle choisit parmi les candidatures, et pourquoi, puis peut changer d’avis."
    return start
        + " La présidence propose une personne ; elle est élue quand plus personne n’a d’objection. Tout se dit à voix haute et s’écrit : rien n’est secret."
}

private func standing(_ rounds: ConsentRounds, _ roll: Roll) -> Markup? {
    let named: [Markup] = rounds.counts.map {
        "<li>\($0.name) : nommé·e \(French.count($0.count, "fois", "fois"))</li>"
    }
    let objections: [Markup] = rounds.objections.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "<li>\(roll.name($0.key)) : \($0.value)</li>"
    }
    let proposal: Markup? = rounds.proposal.map { name in
        notice(
            objections.isEmpty ? .information : .warning,
            "<p><strong>Proposition : \(name).</strong></p>\(objections.isEmpty ? "<p>Pas d’objection.</p>" : "<p>Objections :</p><ul>\(objections)</ul>" as Markup)"
        )
    }
    return "\(proposal)\(named.isEmpty ? nil : "<h4>Nominations</h4><ul>\(named)</ul>" as Markup)"
}

private func stepForms(
    _ view: SittingView, _ item: RecordedItem, _ rounds: ConsentRounds, _ consent: RecordedElection.Consent,
    _ forms: SittingForms, way: String
) -> Markup {
    let floor = view.hall.floor(at: item.position)
    let here = view.hall.roll.entries.filter { floor.voters.contains($0.organisation) }
    let names = (item.election?.running ?? []).map(\.name).filter { !rounds.elected.contains($0) }
    let stage = ConsentStage(view: view, names: names, forms: forms, way: way)
    guard let proposal = rounds.proposal else {
        let silent = here.filter { rounds.nominations[$0.organisation] == nil }
        let spoken = here.filter { rounds.nominations[$0.organisation] != nil }
        let proposable = consent.method == .withoutCandidate ? rounds.counts.map(\.name) : names
        return """
            \(silent.isEmpty ? nil : stage.step(.nomination, "Qui nomme qui", "Noter cette nomination", by: silent, chooses: names, isFree: consent.method == .withoutCandidate))
            \(spoken.isEmpty ? nil : stage.step(.change, "Quelqu’un change d’avis", "Noter ce changement", by: spoken, chooses: names, isFree: false))
            \(proposable.isEmpty ? nil : stage.step(.proposal, "Proposer quelqu’un", "Proposer", by: nil, chooses: proposable, isFree: false))
            """
    }
    let objecting = here.filter { rounds.objections[$0.organisation] != nil }
    let others = here.filter { rounds.objections[$0.organisation] == nil }
    let adoption: Markup? =
        objecting.isEmpty
        ? stage.step(
            .adoption, "", "Personne n’a d’objection : \(proposal) est élu·e", by: nil, chooses: [], isFree: false)
        : nil
    return """
        \(adoption)\(objecting.isEmpty ? nil : stage.step(.lifting, "Une objection est levée", "Lever cette objection", by: objecting, chooses: [], isFree: false))
        \(others.isEmpty ? nil : stage.step(.objection, "Quelqu’un a une objection", "Noter cette objection", by: others, chooses: [], isFree: false))
        \(stage.step(.withdrawal, "Retirer la proposition", "Retirer", by: nil, chooses: [], isFree: false))
        """
}

/// One form for each thing that may be said.
private struct ConsentStage {
    let view: SittingView
    let names: [String]
    let forms: SittingForms
    let way: String

    func step(
        _ kind: RecordedElection.Consent.Step.Kind, _ title: Markup, _ button: Markup, by speakers: [Roll.Entry]?,
        chooses: [String], isFree: Bool
    ) -> Markup {
        let name = "consentement-\(kind.rawValue)"
        let state = forms.state(name)
        let (by, whom, why) = ("de-\(kind.rawValue)", "pour-\(kind.rawValue)", "motif-\(kind.rawValue)")
        let speaker: Markup? = speakers.map {
            selectField(
                by, "Qui parle", state,
                options: [(value: "", label: "— choisir —")]
                    + $0.map { (value: $0.organisation.description, label: $0.name) },
                isRequired: true)
        }
        let empty = [(value: "", label: isFree ? "— quelqu’un d’autre, à écrire —" : "— choisir —")]
        let choice: Markup? =
            chooses.isEmpty
            ? nil : selectField(whom, "Qui", state, options: empty + chooses.map { (value: $0, label: $0) })
        let other: Markup? =
            isFree
            ? "\(selectField("organisation-nommee", "Ou une personne qui n’est pas encore dans la liste : son organisation", state, options: [(value: "", label: "—")] + view.hall.roll.entries.map { (value: $0.organisation.description, label: $0.name) }))\(textField("personne", "Son nom", state, maximum: 100))"
            : nil
        let reason: Markup? =
            kind == .adoption ? nil : textField(why, "Pourquoi", state, isRequired: true, maximum: 500)
        let body = form(
            "\(way)/consentement", token: forms.token, state: state,
            """
            <input type="hidden" name="etape" value="\(kind.rawValue)">\(speaker)\(choice)\(other)\(reason)
            <p class="actions"><button\("class", kind == .withdrawal || kind == .change ? "second" : nil)>\(button)</button></p>
            """)
        guard kind != .adoption else { return body }
        let isOpen = forms.name == name || kind == .nomination || kind == .lifting
        return "<details\("open", if: isOpen)><summary>\(title)</summary>\(body)</details>"
    }
}

private func said(
    _ rounds: ConsentRounds, _ consent: RecordedElection.Consent, _ forms: SittingForms, way: String, mayAct: Bool
) -> Markup? {
    guard !rounds.sentences.isEmpty else { return nil }
    let lines: [Markup] = rounds.sentences.map { "<li>\(sentence: $0)</li>" }
    let undo: Markup? =
        mayAct
        ? form(
            "\(way)/consentement/annulation", token: forms.token,
            "<p class=\"actions\"><button class=\"second\">Annuler la dernière ligne</button></p>") : nil
    return "<h4>Ce qui s’est dit</h4><ol>\(lines)</ol>\(undo)"
}
