import Domain
import Markup

/// An election: who stands, how one votes, what was in the box, who is elected.
func electionBody(
    _ view: SittingView, _ item: RecordedItem, _ found: ItemRecount, _ forms: SittingForms, mayAct: Bool
) -> Markup {
    guard let election = item.election else {
        return notice(
            .warning, "<p>L’ordre du jour ne dit pas quelle instance est élue : complétez-le avant l’ouverture.</p>")
    }
    let way = "\(view.path)/seance/points/\(item.position)"
    let hasVoted = election.hasBegun
    let findings: Markup? = found.findings.isEmpty ? nil : findingList(found.findings)
    return """
        <section><h2>\(election.governingBody(view.hall.statutes)?.name ?? election.body)</h2>
        <p>\(French.count(election.seats, "siège à pourvoir", "sièges à pourvoir")), \(election.methodLabel)\(election.rounds == 2 ? ", en deux tours" : "").</p>
        \(mayAct && !hasVoted ? settings(election, forms, way: way) : nil)
        \(election.consent?.method == .withoutCandidate ? nil : candidates(view, election, forms, way: way, mayAct: mayAct && !hasVoted))\(findings)
        \(election.consent.flatMap { consentBody(view, item, $0, forms, way: way, mayAct: mayAct) })\(mayAct && election.consent == nil ? rounds(view, item, election, found, forms, way: way) : nil)\(packs(view, forms, way: way, mayAct: mayAct))
        \(mayAct ? drawing(view, election, found, forms, way: way) : nil)</section>
        """
}

private func settings(_ election: RecordedElection, _ forms: SittingForms, way: String) -> Markup {
    let state = forms.state(
        "election",
        [
            "methode": election.mode, "tours": String(election.rounds), "sieges": String(election.seats),
            "secret": election.isSecret ? "oui" : "", "mediane": election.median?.rawValue ?? "",
            "noms-au-plus": election.mostChoices.map(String.init) ?? "",
            "blancs-exprimes": election.blanksCount ? "oui" : "",
        ])
    let modes = BallotFile.Mode.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        <details\("open", if: forms.name == "election")><summary>Méthode et sièges</summary>\(form("\(way)/election", token: forms.token, state: state, """
        \(selectField("methode", "Méthode", state, options: modes))\(selectField("tours", "Tours", state, options: [("1", "un"), ("2", "deux (à la majorité seulement)")]))
        \(textField("sieges", "Sièges à pourvoir", state, isRequired: true, maximum: 4, inputmode: "numeric"))\(checkbox("secret", "Le vote est secret", state))
        \(selectField("mediane", "Mention médiane, si les juges sont en nombre pair", state, options: [("", "selon l’usage : basse"), ("basse", "basse"), ("haute", "haute")], hint: "Au jugement majoritaire seulement. Basse : la moins bonne des deux mentions du milieu ; haute : la meilleure. Elles n’élisent pas toujours les mêmes."))
        \(textField("noms-au-plus", "Noms au plus sur un bulletin", state, hint: "Vide : autant que de sièges. Un bulletin qui en porte plus est nul.", maximum: 4, inputmode: "numeric"))\(checkbox("blancs-exprimes", "Au premier tour de deux, les bulletins blancs comptent dans la majorité", state))
        <p class="actions"><button class="second">Enregistrer</button></p>
        """))</details>
        """
}

private func candidates(
    _ view: SittingView, _ election: RecordedElection, _ forms: SittingForms, way: String, mayAct: Bool
) -> Markup {
    let rows: [Markup] = election.candidates.map { candidate in
        let undo: Markup? =
            mayAct && !candidate.isWithdrawn
            ? "<form class=\"en-ligne\" method=\"post\" action=\"\(way)/candidatures/retrait\">\(tokenField(forms.token))<input type=\"hidden\" name=\"candidature\" value=\"\(candidate.name)\"><button class=\"lien\">Retirer<span class=\"invisible\"> \(candidate.name)</span></button></form>"
            : nil
        let name: Markup =
            candidate.isWithdrawn ? "<del>\(candidate.name)</del>, retirée" : "<strong>\(candidate.name)</strong>"
        // The same caps as « personne ne domine », before the vote rather than after.
        let breach: Markup? =
            candidate.isWithdrawn
            ? nil
            : election.breach(with: candidate, under: view.hall.statutes, roll: view.hall.roll).map {
                "<br><small>Avec ce siège : \(sentence: $0.sentence)</small>"
            }
        return
            "<li>\(name) \(candidate.statement.isEmpty ? nil : "<br>\(candidate.statement)" as Markup) \(undo)\(breach)</li>"
    }
    let sitting: [Markup] = election.sitting.map { "<li>\($0.name), garde son siège</li>" }
    let list: Markup =
        rows.isEmpty && sitting.isEmpty ? "<p>Personne ne s’est encore présenté.</p>" : "<ul>\(rows)\(sitting)</ul>"
    guard mayAct else { return "<h3>Candidatures</h3>\(list)" }
    let state = forms.state("candidature")
    let organisations =
        [(value: "", label: "— choisir —")]
        + view.hall.roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    return """
        <h3>Candidatures</h3>\(list)
        <details\("open", if: forms.name == "candidature" || rows.isEmpty)><summary>Inscrire une candidature</summary>\(form("\(way)/candidatures", token: forms.token, state: state, """
        \(selectField("organisation", "Organisation", state, options: organisations, isRequired: true))\(textField("representant-candidat", "Sa représentante ou son représentant", state, isRequired: true, maximum: 100))
        \(selectField("genre", "Pour la parité", state, options: [("", "non dit"), ("f", "femme"), ("h", "homme")]))\(textField("naissance", "Date de naissance", state, hint: "Seulement si les statuts départagent par l’âge : 1970-05-12.", maximum: 10))
        \(textArea("presentation", "Présentation", state, rows: 2, maximum: 2000))\(checkbox("en-place", "Garde le siège qu’elle a : n’est pas à élire", state))
        <p class="actions"><button class="second">Inscrire</button></p>
        """))</details>
        """
}

private func rounds(
    _ view: SittingView, _ item: RecordedItem, _ election: RecordedElection, _ found: ItemRecount,
    _ forms: SittingForms,
    way: String
) -> Markup? {
    guard !election.running.isEmpty else { return nil }
    let isSecond = election.first != nil && (election.second != nil || found.tally?.secondRound.isEmpty == false)
    let round = isSecond ? election.second : election.first
    let state = forms.state(
        "scrutin",
        round.map { round in
            [
                "votants-coches": (round.voters ?? []).map(\.description).joined(separator: ","),
                "voie": round.way.rawValue,
                "scrutateur-1": round.scrutineers.first ?? "",
                "scrutateur-2": round.scrutineers.dropFirst().first ?? "",
                "explication": round.explanation,
            ]
        } ?? [:])
    let gap: [Markup] = [found.reconciliation, found.second].compactMap(\.self).flatMap(\.sentences).map {
        "<p>\(sentence: $0)</p>"
    }
    let title: Markup = isSecond ? "Second tour" : "Vote"
    let isInRoom = round.map { $0.way != .online } ?? false
    let cast: Markup? = isInRoom ? ballotForm(election, view.hall, isSecond ? 2 : 1, forms, way: way) : nil
    return """
        <h3>\(title)</h3>\(gap.isEmpty ? nil : notice(.information, "\(gap)"))
        \(onlineSection(view, item, round: isSecond ? 2 : 1, forms, way: way))
        <details\("open", if: forms.name == "scrutin" || round == nil && view.online == nil)><summary>Qui a voté, et comment</summary>\(form("\(way)/scrutin", token: forms.token, state: state, """
        <input type="hidden" name="tour" value="\(isSecond ? "2" : "1")">\(selectField("voie", "Voie", state, options: [("papier", "sur papier"), ("main-levee", "à main levée")]))
        \(voterBoxes(view, item, round == nil && forms.name != "scrutin" ? FormState() : state))\(textField("scrutateur-1", "Premier scrutateur", state, maximum: 100))\(textField("scrutateur-2", "Second scrutateur", state, maximum: 100))
        \(textField("explication", "Si des bulletins manquent, pourquoi", state, maximum: 1000))<p class="actions"><button>\(isInRoom ? "Corriger" : "Ouvrir le dépouillement")</button></p>
        """))</details>\(cast)
        """
}

/// One pack of identical ballots, as it comes out of the box.
private func ballotForm(
    _ election: RecordedElection, _ hall: Hall, _ round: Int, _ forms: SittingForms, way: String
) -> Markup {
    let state = forms.state("bulletins", ["nombre": "1"])
    let goingOn = round == 2 ? election.secondRound(hall.statutes, roll: hall.roll) : nil
    // Numbered as all those who run: the second round keeps the numbers of the first.
    let names = election.running.map(\.name).enumerated().filter { goingOn?.contains($0.element) ?? true }
    let fields: [Markup]
    switch BallotFile.Mode(rawValue: election.mode) {
    case .judgment:
        let options =
            [(value: "", label: "sans mention")]
            + (election.grades ?? MajorityJudgment.grades).map { (value: $0, label: $0) }
        fields = names.map { selectField("mention-\($0.offset)", "\($0.element)", state, options: options) }
    case .transferable, .schulze:
        fields = names.map { index, name in
            textField("rang-\(index)", "\(name)", state, maximum: 3, inputmode: "numeric")
        }
    default:
        fields = [
            "<fieldset class=\"champ\"><legend>Noms portés sur le bulletin</legend>\(names.map { index, name in "<label class=\"choix\"><input type=\"checkbox\" name=\"nom-\(index)\" value=\"oui\"\("checked", if: state["nom-\(index)"] == "oui")> <span>\(name)</span></label>" as Markup })</fieldset>"
        ]
    }
    return """
        \(form("\(way)/bulletins", token: forms.token, state: state, """
        <h3>Bulletins</h3><input type="hidden" name="tour" value="\(round)">\(textField("nombre", "Combien de bulletins identiques", state, isRequired: true, maximum: 6, inputmode: "numeric"))
        \(fields)\(radioGroup("sorte", "Sorte", state.values["sorte"] == nil ? FormState(values: state.values.merging(["sorte": "valable"]) { $1 }, errors: state.errors) : state, options: [("valable", "valable"), ("blanc", "blanc"), ("nul", "nul")]))
        <p class="actions"><button>Compter ces bulletins</button></p>
        """))
        """
}

private func packs(_ view: SittingView, _ forms: SittingForms, way: String, mayAct: Bool) -> Markup? {
    guard !view.ballots.isEmpty else { return nil }
    let rows: [Markup] = view.ballots.map { line in
        let content: Markup = line.isCancelled ? "<del>\(told(line.ballot))</del>" : "\(told(line.ballot))"
        let undo: Markup =
            line.isCancelled || !mayAct
            ? "\(line.isCancelled ? "annulés" : "—")"
            : "<form class=\"en-ligne\" method=\"post\" action=\"\(way)/bulletins/\(line.id)/annulation\">\(tokenField(forms.token))<button class=\"lien\">Annuler<span class=\"invisible\"> ces bulletins</span></button></form>"
        return
            "<tr><th scope=\"row\">Tour \(line.round)</th><td data-titre=\"Nombre\" class=\"nombre\">\(line.count)</td><td data-titre=\"Bulletin\">\(content)</td><td data-titre=\"Suite\">\(undo)</td></tr>"
    }
    return
        "<details><summary>Bulletins comptés</summary>\(table(caption: "Bulletins, dans l’ordre où ils ont été comptés", id: "bulletins", columns: [Column("Tour"), Column("Nombre", isNumeric: true), Column("Bulletin"), Column("Suite")], rows: rows))</details>"
}

private func told(_ ballot: RecordedElection.Ballot) -> String {
    if ballot.isBlank == true { return "blanc" }
    if ballot.isNull == true { return "nul" }
    if let choices = ballot.choices { return choices.isEmpty ? "blanc" : choices.joined(separator: ", ") }
    if let ranking = ballot.ranking { return ranking.joined(separator: " puis ") }
    return (ballot.grades ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) : \($0.value)" }.joined(separator: " ; ")
}

private func drawing(
    _ view: SittingView, _ election: RecordedElection, _ found: ItemRecount, _ forms: SittingForms, way: String
) -> Markup? {
    guard election.seed == nil, view.hall.statutes.ties.contains(.lot), let ties = found.tally?.ties,
        let tie = ties.first(where: { $0.rule == nil })
    else { return nil }
    let state = forms.state("tirage")
    return """
        <h3>Tirage au sort</h3><p>Égalité entre \(French.list(tie.names)). Choisissez la graine devant tous (un numéro lu dans un journal, des dés) : le plus petit SHA-256 de la graine, d’un saut de ligne et du nom passe en tête. N’importe qui peut le refaire.</p>
        \(form("\(way)/tirage", token: forms.token, state: state, "\(textField("graine", "Graine", state, isRequired: true))<p class=\"actions\"><button>Tirer au sort</button></p>"))
        """
}
