import Domain
import Markup

/// What a member sees through the link of its convocation.
struct AnswerLinkView: Sendable {
    let key: String
    let link: AnswerLink
    let dossier: AssemblyDossier
    /// Why no answer is taken any more; nil while they are.
    let closedBecause: String?
    /// The same for candidacies.
    let noCandidacyBecause: String?

    var organisation: String { dossier.roll.name(link.organisation) }
    var isOnRoll: Bool { dossier.roll.entry(link.organisation) != nil }

    /// The form as it stands: what was answered before, else nothing.
    var state: FormState {
        var values = ["etendue": "tout"]
        if let recorded = dossier.answers[link.organisation] {
            values["reponse"] = recorded.answer.choice.rawValue
            values["representant"] = recorded.answer.representative
            values["message"] = recorded.answer.note
        } else {
            values["representant"] =
                dossier.correspondents[link.organisation]?.first { $0.isRepresentative }?.name ?? ""
        }
        if let proxy = dossier.proxy(of: link.organisation) {
            values["porteur"] = proxy.holder?.description ?? ""
            if let items = proxy.items {
                values["etendue"] = "points"
                for item in items { values["points-\(item)"] = "oui" }
            }
        }
        return FormState(values: values)
    }
}

/// `/convocation?cle=…`
func answerLinkPage(
    _ view: AnswerLinkView, answer: FormState? = nil,
    amendment: FormState = FormState(values: ["nature": "amendement"]), candidacy: FormState? = nil, done: String = "",
    token: String
) -> PageContent {
    let dossier = view.dossier
    return PageContent(
        title: dossier.assembly.title,
        body: """
            \(heading("\(dossier.assembly.title)", "\(French.the(dossier.hub.name).uppercasedFirst) convoque \(French.the(view.organisation)) \(dossier.assembly.kind.withTo), \(assemblyMoment(dossier.assembly)). \(stateMark(dossier.assembly.state))"))
            \(dossier.assembly.cancelReason.map { notice(.warning, "<p><strong>Annulée :</strong> \($0)</p>") })\(linkDone(done))
            \(sittingDoor(view, token: token))\(current(view))\(answerSection(view, answer ?? view.state, token: token))
            <section><h2>Ordre du jour et documents</h2>\(linkAgenda(view))</section>
            \(candidacySection(view, candidacy, token: token))\(amendmentSection(view, amendment, token: token))
            \(linkRules(view))
            """, isPrivate: true, isNarrow: true)
}

private func linkDone(_ done: String) -> Markup? {
    switch done {
    case "reponse": notice(.done, "<p>Votre réponse est enregistrée. Vous pouvez la changer jusqu’à l’ouverture.</p>")
    case "amendement":
        notice(.done, "<p>C’est transmis à ceux qui préparent l’assemblée ; leur réponse paraîtra ici.</p>")
    case "candidature":
        notice(
            .done, "<p>Votre candidature est inscrite : elle figurera sur les bulletins. Vous pouvez la retirer.</p>")
    case "retrait": notice(.done, "<p>Votre candidature est retirée.</p>")
    default: nil
    }
}

/// Once the assembly is open: its items, asking to speak, and voting on line.
private func sittingDoor(_ view: AnswerLinkView, token: String) -> Markup? {
    guard view.dossier.assembly.state == .open, view.isOnRoll else { return nil }
    return form(
        "/convocation/seance", token: token,
        """
        <input type="hidden" name="cle" value="\(view.key)"><p><strong>La séance est ouverte.</strong> Sur votre téléphone : le point en cours, la parole, et le vote quand il se tient en ligne.</p>
        <p class="actions"><button>Entrer dans la séance</button></p>
        """)
}

private func current(_ view: AnswerLinkView) -> Markup? {
    var lines: [Markup] = []
    if let recorded = view.dossier.answers[view.link.organisation] {
        lines.append("<p><strong>Votre réponse :</strong> \(answerLine(recorded.answer, view.dossier)).</p>")
    }
    let held = view.dossier.register().proxies.filter { $0.holder == view.link.organisation }
    if !held.isEmpty {
        let names = French.list(held.map { view.dossier.roll.name($0.giver) })
        lines.append("<p><strong>Vous portez le pouvoir</strong> de \(names) : sans vous, il ne joue pas.</p>")
    }
    return lines.isEmpty ? nil : "<div class=\"avis\">\(lines)</div>"
}

private func answerSection(_ view: AnswerLinkView, _ state: FormState, token: String) -> Markup? {
    if let reason = view.closedBecause { return notice(.information, "<p>\(sentence: reason)</p>") }
    guard view.isOnRoll else {
        return notice(
            .warning,
            "<p>\(view.organisation) n’est plus sur la liste électorale de cette assemblée : demandez pourquoi au pôle.</p>"
        )
    }
    return """
        <section><h2>Répondre pour \(view.organisation)</h2>\(form("/convocation", token: token, state: state, """
        <input type="hidden" name="cle" value="\(view.key)">\(answerFields(view.dossier, state, except: view.link.organisation))
        <p class="actions"><button>Enregistrer la réponse</button></p>
        """))</section>
        """
}

private func linkAgenda(_ view: AnswerLinkView) -> Markup {
    let items: [Markup] = view.dossier.agenda.map { item in
        let files: [Markup] = view.dossier.documents.filter { $0.item == item.id }.map { document in
            "<li><a href=\"/convocation/pieces/\(document.id.rawValue)?cle=\(view.key)\">\(document.name)</a></li>"
        }
        let standing: Markup? = view.dossier.candidates[item.position].map { candidates in
            "<p>Candidatures : \(French.list(candidates.map(\.name))).</p>"
        }
        let sent: [Markup] = view.dossier.amendments.filter { $0.item == item.id }.map {
            "<li class=\"jalon\">\(amendmentText($0))</li>"
        }
        return """
            <li><strong>\(item.title)</strong> <small>\(item.kind.label)\(agendaDetail(item, view.dossier))</small>\(item.text.isEmpty ? nil : paragraphs(item.text))\(standing)\
            \(files.isEmpty ? nil : "<ul>\(files)</ul>" as Markup)\(sent.isEmpty ? nil : "<ul class=\"jalons\">\(sent)</ul>" as Markup)</li>
            """
    }
    let general: [Markup] = view.dossier.amendments.filter { $0.item == nil }.map {
        "<li class=\"jalon\">\(amendmentText($0))</li>"
    }
    return """
        <ol class="points">\(items)</ol>\(general.isEmpty ? nil : "<h3>Questions sur l’assemblée</h3><ul class=\"jalons\">\(general)</ul>" as Markup)
        <p><a href="/convocation/calendrier.ics?cle=\(view.key)">Ajouter à mon agenda (.ics)</a></p>
        """
}

private func amendmentSection(_ view: AnswerLinkView, _ state: FormState, token: String) -> Markup? {
    let reason = AnswerWindow.amendmentReason(view.dossier.assembly, today: view.dossier.today)
    // What was sent too late is not lost without a word.
    if let reason, !state.errors.isEmpty { return notice(.refusal, "<p>\(sentence: reason)</p>") }
    guard reason == nil, view.isOnRoll, let last = view.dossier.assembly.amendmentsUntil else { return nil }
    return """
        <section><h2>Proposer un amendement, poser une question</h2><p>Jusqu’au \(time(last)) compris. Tous les membres convoqués le liront, avec le nom de votre organisation.</p>
        \(form("/convocation/amendements", token: token, state: state, """
        <input type="hidden" name="cle" value="\(view.key)">\(amendmentFields(view.dossier, state))
        <p class="actions"><button class="second">Envoyer</button></p>
        """))</section>
        """
}

private func linkRules(_ view: AnswerLinkView) -> Markup {
    let rules: [Markup] = ConvocationText(view.dossier).rules.map { "<p>\(sentence: $0)</p>" }
    let online: Markup? = WebLink(view.dossier.assembly.onlineAddress).map {
        "<p>Pour assister en ligne : <a href=\"\($0)\" rel=\"noopener\">\($0.readable)</a></p>"
    }
    return "<section class=\"prose\"><h2>Règles</h2>\(online)\(rules)</section>"
}

/// A link that opens nothing.
func deadConvocationPage(_ refusal: any Refusal) -> PageContent {
    PageContent(
        title: "Lien de convocation",
        body: """
            \(heading("Ce lien n’ouvre rien"))
            <p>Il est peut-être coupé : copiez-le en entier depuis le courriel. Sinon, demandez au pôle de vous envoyer de nouveau la convocation.</p>
            """, isPrivate: true, isNarrow: true)
}
