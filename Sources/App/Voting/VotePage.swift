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

/// What the address of a voting page holds: the link, and the link of the phone that it was opened from.
struct VoterKey: Sendable {
    let link: String
    let sitting: String

    init(_ link: String, sitting: String) {
        self.link = link
        self.sitting = sitting.count == 43 ? sitting : ""
    }

    var fields: Markup {
        let back: Markup? = sitting.isEmpty ? nil : "<input type=\"hidden\" name=\"seance\" value=\"\(sitting)\">"
        return "<input type=\"hidden\" name=\"cle\" value=\"\(link)\">\(back)"
    }

    /// Back to the assembly, for whoever came from it.
    func back(_ view: VoterView) -> Markup? {
        guard let path = view.sitting, !sitting.isEmpty else { return nil }
        return "<p class=\"actions\"><a class=\"bouton\" href=\"\(path)?cle=\(sitting)\">Revenir à la séance</a></p>"
    }
}

/// `/vote`: the page of whoever holds a voting link. Made for a phone first.
func votePage(_ view: VoterView, key: VoterKey, _ state: FormState, now: String, script: VotingScript, token: String)
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
            \(ballotHead(view))\(body)\(refusal == nil && !hasVoted ? nil : key.back(view))\(aboutVote(view))
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

private func openForm(_ view: VoterView, key: VoterKey, _ state: FormState, token: String) -> Markup {
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
        \(key.fields)\(choiceFields(view.question, values))
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
            ? "<p>Ce vote porte sur un point de l’ordre du jour d’une assemblée : vos voix s’ajoutent à celles de la salle, et l’assemblée décide.</p>"
            : "<p>Ce vote décide, comme le permettent les statuts : « \(record.clause) »</p>"
    return """
        <section class="a-propos-du-vote"><h2>Ce que vaut ce vote</h2>\(promise)\(nature)
        <p>\(French.count(signed, "organisation a voté", "organisations ont voté")) sur \(voters). Rien de ce qui est voté ne se lit avant la clôture, nulle part.</p>
        <p class="indice">Empreinte du scrutin : <code>\(record.fingerprint ?? "")</code></p></section>
        """
}

func deadVotePage(_ sentence: String) -> PageContent {
    PageContent(
        title: "Lien de vote",
        body:
            "\(heading("Ce lien n’ouvre pas de vote"))\(notice(.warning, "<p>\(sentence: sentence)</p><p>Si un message plus récent vous est parvenu, c’est son lien qui vaut. Sinon, demandez-en un à votre pôle.</p>"))",
        isPrivate: true, isNarrow: true)
}
