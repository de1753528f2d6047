import Domain
import Markup

/// What the program that seals ballots is, for those who check it.
struct VotingScript: Hashable, Sendable {
    var path = ""
    /// SHA-256, in hexadecimal.
    var print = ""
    /// For the browser, which then refuses any other.
    var integrity = ""
}

/// `/vote`: the page of whoever holds a voting link. Made for a phone first.
func votePage(_ view: VoterView, key: String, _ state: FormState, now: String, script: VotingScript, token: String)
    -> PageContent
{
    let record = view.record
    let refusal = record.scrutin.refusal(at: now)
    let hasVoted = view.voter.signedOn != nil
    var body: Markup
    if let refusal {
        body = notice(.information, "<p>\(sentence: refusal)</p>\(resultLink(view))")
        if record.scrutin.state == .cancelled, let reason = record.cancelReason {
            body = "\(body)\(notice(.warning, "<p>Motif : \(reason)</p>"))"
        }
        if record.scrutin.state == .open, now < record.opensAt {
            body = "\(body)<p>Ouverture \(moment(record.opensAt)).</p>"
        }
    } else if record.isSecret {
        body =
            hasVoted
            ? "\(errorSummary(state))\(secretDone(view))"
            : secretForm(view, key: key, state, script: script, token: token) ?? ""
    } else {
        body = openForm(view, key: key, state, token: token)
    }
    return PageContent(
        title: record.title,
        body: """
            \(heading("\(record.title)", "\(view.hub.name) · vous votez au nom de <strong>\(view.voter.name)</strong>"))
            \(ballotHead(view))\(body)\(aboutVote(view))
            """, isPrivate: true, isNarrow: true)
}

private func ballotHead(_ view: VoterView) -> Markup {
    let paragraphs: [Markup] = view.question.text.split(separator: "\n").map { "<p>\(String($0))</p>" }
    let text: Markup? = paragraphs.isEmpty ? nil : "<blockquote class=\"texte-soumis\">\(paragraphs)</blockquote>"
    return "<p class=\"echeance\">Jusqu’\(untilWords(view.record.closesAt)).</p>\(text)"
}

private func untilWords(_ stamp: String) -> Markup { "au \(momentWithoutArticle(stamp))" }

func momentWithoutArticle(_ stamp: String) -> Markup {
    guard let time = FranceTime(utc: stamp) else { return "\(stamp)" }
    return "<time datetime=\"\(stamp)\">\(ordinal(time.day.french)) à \(time.clock)</time>"
}

private func resultLink(_ view: VoterView) -> Markup? {
    guard view.record.scrutin.state == .published else { return nil }
    return "<p><a href=\"/poles/\(view.hub.slug)/scrutins/\(view.record.id.rawValue)\">Lire le résultat</a></p>"
}

// An open vote: a plain form.

private func openForm(_ view: VoterView, key: String, _ state: FormState, token: String) -> Markup {
    var values = state
    if let choice = view.choice, state.errors.isEmpty { values.values = formValues(choice, view.question) }
    if let choice = view.choice, !view.record.mayChange {
        let done = notice(
            .done,
            "<p>Votre vote est enregistré : <strong>\(words(choice, view.question))</strong>. Il ne se change pas.</p>")
        return "\(errorSummary(state))\(done)"
    }
    let done: Markup? = view.choice.map { choice in
        notice(
            .done,
            "<p>Votre vote est enregistré : <strong>\(words(choice, view.question))</strong>. Vous pouvez le changer jusqu’à la clôture ; chaque changement laisse une trace.</p>"
        )
    }
    return """
        \(done)\(form("/vote", token: token, state: values, """
        <input type="hidden" name="cle" value="\(key)">\(choiceFields(view.question, values))
        <p class="actions"><button>\(view.choice == nil ? "Voter" : "Changer mon vote")</button></p>
        """))
        """
}

func words(_ choice: String, _ question: ScrutinQuestion) -> String {
    (try? ScrutinChoice(choice, to: question))?.french(question) ?? choice
}

/// What a form shows for a choice that was made.
private func formValues(_ choice: String, _ question: ScrutinQuestion) -> [String: String] {
    guard let choice = try? ScrutinChoice(choice, to: question) else { return [:] }
    var values: [String: String] = [:]
    switch choice {
    case .blank: values = ["choix": "blanc", "blanc": "oui"]
    case .yes, .no, .abstention: values["choix"] = choice.text
    case .options(let chosen):
        values["choix"] = choice.text
        for (rank, option) in chosen.enumerated() {
            values["option-\(option + 1)"] = question.kind == .ranking ? String(rank + 1) : "oui"
        }
    case .grades(let grades):
        for (option, grade) in grades.enumerated() { if let grade { values["option-\(option + 1)"] = String(grade) } }
    }
    return values
}

/// The answers to choose among. The same for both kinds of vote; in a secret one they stand outside of any form, so that no
/// browser can send them as they are.
func choiceFields(_ question: ScrutinQuestion, _ state: FormState) -> Markup {
    switch question.kind {
    case .resolution:
        return radioGroup(
            "choix", "Votre vote", state,
            options: [("pour", "Pour"), ("contre", "Contre"), ("abstention", "Abstention"), ("blanc", "Blanc")])
    case .choice:
        let options = question.options.enumerated().map {
            (value: String($0.offset + 1), label: "\($0.element)" as Markup)
        }
        return radioGroup("choix", "Votre choix", state, options: options + [(value: "blanc", label: "Blanc")])
    case .approval:
        let boxes: [Markup] = question.options.enumerated().map { index, option in
            checkLine("option-\(index + 1)", "\(option)", state)
        }
        let most =
            question.most.map { "Au plus \(French.count($0, "proposition", "propositions"))." }
            ?? "Autant que vous voulez."
        return fields("Ceux que vous approuvez", "\(most)", state, "\(boxes)\(blankLine(state))")
    case .judgment:
        let rows: [Markup] = question.options.enumerated().map { index, option in
            let grades =
                [(value: "", label: "— sans mention —")]
                + question.grades.enumerated().map { (value: String($0.offset), label: $0.element) }
            return selectField("option-\(index + 1)", "\(option)", state, options: grades)
        }
        return fields(
            "Une mention pour chacun", "Sans mention, une proposition compte comme « À rejeter ».", state,
            "\(rows)\(blankLine(state))")
    case .ranking:
        let ranks =
            [(value: "", label: "—")] + (1...max(1, question.options.count)).map { (value: String($0), label: "\($0)") }
        let rows: [Markup] = question.options.enumerated().map { index, option in
            selectField("option-\(index + 1)", "\(option)", state, options: ranks)
        }
        return fields(
            "Votre ordre de préférence",
            "1 pour votre préférence, 2 pour la suivante… Vous pouvez vous arrêter quand vous voulez.",
            state, "\(rows)\(blankLine(state))")
    }
}

private func fields(_ legend: Markup, _ hint: Markup, _ state: FormState, _ content: Markup) -> Markup {
    let error: Markup? = state.error("choix").map { "<p class=\"erreur\" id=\"choix-erreur\">\(sentence: $0)</p>" }
    return
        "<fieldset class=\"champ\" id=\"choix\"><legend>\(legend)</legend><p class=\"indice\">\(hint)</p>\(error)\(content)</fieldset>"
}

private func checkLine(_ name: String, _ label: Markup, _ state: FormState) -> Markup {
    "<label class=\"choix\"><input type=\"checkbox\" id=\"\(name)\" name=\"\(name)\" value=\"oui\"\("checked", if: state[name] == "oui")> <span>\(label)</span></label>"
}

private func blankLine(_ state: FormState) -> Markup { checkLine("blanc", "Je vote blanc", state) }

// A secret vote: sealed before it leaves.

private func secretForm(
    _ view: VoterView, key: String, _ state: FormState, script: VotingScript, token: String
) -> Markup? {
    guard let manifest = view.manifest else { return nil }
    let college = manifest.countsByCollege ? view.voter.college ?? "" : ""
    return """
        <div class="avis attention" id="sans-script"><p><strong>Ce vote est secret et demande JavaScript.</strong> Votre bulletin doit être chiffré par votre navigateur avant de partir ; sans scripts, il partirait en clair, alors rien n’est envoyé. Activez les scripts pour ce site, prenez un autre appareil, ou chiffrez le bulletin avec la commande décrite plus bas.</p></div>
        \(errorSummary(state))<div class="avis refus" id="empechement" role="alert" hidden></div>
        <div id="bulletin-en-clair">\(choiceFields(view.question, FormState()))</div>
        <section id="code-de-suivi" hidden><h2>Votre code de suivi</h2>
        <p class="code-de-suivi"><output id="code"></output></p>
        <p>Notez-le, photographiez-le ou imprimez-le : après le dépouillement, il retrouve votre bulletin dans la liste publiée. Personne d’autre ne le connaît, le serveur non plus. Qui le lit sait comment vous avez voté.</p>
        <p>Votre vote : <strong id="rappel-du-choix"></strong></p></section>
        <form method="post" action="/vote" id="vote-secret" novalidate data-genre="\(view.question.kind.rawValue)" data-options="\(view.question.options.count)" data-au-plus="\(view.question.most ?? 0)"
         data-identite="\(manifest.identity)" data-empreinte="\(manifest.fingerprint)" data-longueur="\(BallotPlaintext.length(view.question))" data-college="\(college)" data-cle="\(manifest.tellers?.publicKey ?? "")">
        \(tokenField(token))<input type="hidden" name="cle" value="\(key)"><input type="hidden" name="bulletin" id="bulletin" value="">
        <p class="actions"><button type="submit" id="voter" disabled>Chiffrer mon bulletin</button> <button type="button" class="second" id="revenir" hidden>Changer de choix</button></p></form>
        <details><summary>Voter sans faire confiance à ce navigateur</summary>
        <p>Le programme qui chiffre est un seul fichier, dont l’empreinte SHA-256 est <code>\(script.print)</code> : comparez-la à celle de votre message. Ou bien chiffrez vous-même : téléchargez <a href="/vote/manifeste.json?cle=\(key)" download>le manifeste du scrutin</a>, lancez <code>maillage scrutin bulletin manifeste.json --choix …\(college.isEmpty ? "" : " --college " + college)</code>, et collez ici le bulletin qu’elle écrit.</p>
        \(form("/vote", token: token, """
        <input type="hidden" name="cle" value="\(key)">\(textArea("bulletin-colle", "Bulletin chiffré", FormState(), rows: 4, maximum: 4000))
        <p class="actions"><button class="second">Déposer ce bulletin</button></p>
        """))</details>
        """
}

private func secretDone(_ view: VoterView) -> Markup {
    notice(
        .done,
        "<p><strong>\(view.voter.name) a voté.</strong> Le bulletin est dans l’urne, chiffré. Il ne se change pas : personne, pas même le serveur, ne sait lequel est le sien.</p>"
    )
}

/// What is promised and what is not, in plain words (docs/decisions/0022).
func secretPromise() -> Markup {
    """
    <p>Ce vote est secret vis-à-vis des membres, de l’équipe du pôle et de l’hébergeur seul. Il ne l’est pas contre l’hébergeur allié à assez de scrutateurs pour ouvrir l’urne, et il ne protège ni d’un ordinateur piégé ni de quelqu’un qui vous regarde ou vous force. Le fait que vous avez voté est public, votre choix ne l’est pas.</p>
    """
}

private func aboutVote(_ view: VoterView) -> Markup {
    let record = view.record
    let (voters, signed) = view.turnout
    let promise: Markup =
        record.isSecret
        ? "\(secretPromise())<p>Un bulletin envoyé ne se change pas.</p>"
        : "<p>Ce vote est à découvert : après la clôture, le vote de chaque organisation est publié avec son nom.\(record.mayChange ? " D’ici là, vous pouvez le changer." : "")</p>"
    let nature: Markup =
        record.isConsultation
        ? "<p>C’est une consultation : elle éclaire la décision, elle n’en est pas une.</p>"
        : record.clause.isEmpty
            ? "<p>Ce vote porte sur un point de l’ordre du jour d’une assemblée.</p>"
            : "<p>Ce vote décide, comme le permettent les statuts : « \(record.clause) »</p>"
    return """
        <section class="a-propos-du-vote"><h2>Ce que vaut ce vote</h2>\(promise)\(nature)
        <p>\(French.count(signed, "organisation a voté", "organisations ont voté")) sur \(voters). Rien de ce qui est voté ne se lit avant la clôture, nulle part.</p>
        <p class="indice">Empreinte du scrutin : <code>\(record.fingerprint ?? "")</code></p></section>
        """
}

/// The receipt, shown once the vote is on the disk.
func receiptPage(_ receipt: VoteReceipt, hub: Hub, key: String) -> PageContent {
    let record = receipt.record
    let again: Markup? =
        receipt.isRepeated
        ? notice(.information, "<p>Ce bulletin était déjà enregistré : rien n’a été compté deux fois.</p>") : nil
    let what: Markup
    if let ballot = receipt.ballot {
        what = """
            <p><strong>\(receipt.name) a voté.</strong> Le bulletin est dans l’urne, chiffré.</p>
            <section class="code-de-suivi" id="code-de-suivi" hidden><h2>Votre code de suivi</h2><p><output id="code"></output></p><p>Il retrouvera votre bulletin dans la liste publiée. Gardez-le pour vous.</p></section>
            <dl class="definitions"><dt>Numéro du bulletin chiffré</dt><dd><code>\(ballot.id)</code></dd><dt>Son empreinte</dt><dd><code>\(ballot.fingerprint)</code></dd></dl>
            """
    } else {
        let choice = receipt.choice.flatMap { choice in (try? record.asked()).map { words(choice, $0) } } ?? ""
        what = "<p><strong>\(receipt.name) a voté : \(choice).</strong></p>"
    }
    return PageContent(
        title: "Reçu de vote",
        body: """
            \(heading("Reçu de vote", "\(hub.name) · \(record.title)"))\(again)\(notice(.done, what))
            <p>Ce reçu prouve que le serveur a pris ce vote. Si, le résultat publié, il n’y figurait pas, ce reçu signé le démontrerait.</p>
            <details open><summary>Le reçu signé</summary><pre class="exemple recu">\(receipt.text)signature \(receipt.signature)</pre></details>
            <p class="actions"><button type="button" class="second" id="imprimer" hidden>Imprimer ce reçu</button> <a href="/vote?cle=\(key)">Revenir à la page du vote</a></p>
            """, isPrivate: true, isNarrow: true, usesVotingScript: true)
}

func deadVotePage(_ sentence: String) -> PageContent {
    PageContent(
        title: "Lien de vote",
        body:
            "\(heading("Ce lien n’ouvre pas de vote"))\(notice(.warning, "<p>\(sentence: sentence)</p><p>Si un message plus récent vous est parvenu, c’est son lien qui vaut. Sinon, demandez-en un à votre pôle.</p>"))",
        isPrivate: true, isNarrow: true)
}
