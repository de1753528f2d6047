import Domain
import Markup

/// `…/convocation`: may it leave, what it says, to whom it went.
func convocationPage(_ dossier: AssemblyDossier, _ state: FormState, done: String, token: String) -> PageContent {
    let isDraft = dossier.assembly.state.isDraft
    return PageContent(
        title: "Convocation", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading(isDraft ? "Vérifier et convoquer" : "Convocation et envois", "\(dossier.assembly.kind.title), \(assemblyMoment(dossier.assembly))"))
            \(convocationDone(done))\(errorSummary(state))
            \(isDraft ? readiness(dossier, state, token: token) : trace(dossier, token: token))
            <section><h2>Ce que la convocation dit</h2>\(convocationPreview(dossier))</section>
            """, isPrivate: true)
}

private func convocationDone(_ done: String) -> Markup? {
    let parts = done.split(separator: "-").map(String.init)
    let count = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    switch parts.first {
    case "convoquee":
        return notice(.done, "<p>L’assemblée est convoquée. Les courriels partent ; les lettres sont à imprimer.</p>")
    case "envois": return notice(.done, "<p>\(French.count(count, "courriel part", "courriels partent")).</p>")
    case "rappels": return notice(.done, "<p>\(French.count(count, "rappel part", "rappels partent")).</p>")
    case "lettres": return notice(.done, "<p>Les lettres sont notées comme parties.</p>")
    default: return nil
    }
}

private func readiness(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> Markup {
    let readiness = dossier.readiness
    let items: [Markup] = readiness.lines.map(readinessItem)
    let firm = readiness.blocking.filter { !$0.mayBeOverridden }
    let override: Markup? =
        readiness.blocking.isEmpty
        ? nil
        : textArea(
            "passer-outre", "Convoquer malgré cela : pourquoi", state,
            hint:
                "La loi de 1901 ne fixe ni délai ni forme : ce sont vos statuts que vous n’observez pas, et un membre pourrait contester. Le motif est inscrit dans la convocation et au procès-verbal.",
            rows: 3, maximum: 1000)
    let action: Markup =
        firm.isEmpty
        ? form(
            dossier.path + "/convocation", token: token,
            """
            \(override)<p class="actions"><button>Convoquer et envoyer</button></p>
            """)
        : "<p>La convocation pourra partir quand ce qui manque sera là. <a href=\"\(dossier.path)/modification\">Date, lieu et titre</a>, <a href=\"\(dossier.path)/ordre-du-jour\">ordre du jour</a>.</p>"
    let statutes: Markup? =
        dossier.origin.areRecorded || dossier.assembly.kind == .founding
        ? nil
        : notice(
            .warning,
            "<p>Ce pôle n’a pas de statuts enregistrés : délais, quorums et majorités sont ceux de l’usage, et la convocation le dit.</p>"
        )
    return """
        \(statutes)<section><h2>La liste à passer</h2><ul class="constats">\(items)</ul>\(recipients(dossier))\(action)</section>
        """
}

private func recipients(_ dossier: AssemblyDossier) -> Markup? {
    guard !dossier.roll.entries.isEmpty else { return nil }
    let rows: [Markup] = dossier.roll.entries.map { entry in
        let people = dossier.mailboxes(of: entry.organisation).map { "\($0.name)\($0.isDeputy ? " (suppléance)" : "")" }
        return """
            <tr><th scope="row">\(entry.name)</th><td data-titre="Comment">\(people.isEmpty ? "lettre à imprimer" : "courriel")</td><td data-titre="À qui">\(people.isEmpty ? "—" : French.list(people))</td></tr>
            """
    }
    return """
        <details><summary>À qui elle part</summary>\(table(caption: "Destinataires", id: "destinataires", columns: ["Organisation", "Comment", "À qui"].map { Column($0) }, rows: rows))</details>
        """
}

private func trace(_ dossier: AssemblyDossier, token: String) -> Markup {
    let rows: [Markup] = dossier.sendings.map { sending in
        """
        <tr><th scope="row">\(dossier.roll.name(sending.organisation))</th><td data-titre="Envoi">\(sending.kind.label), \(time(sending.sentOn))</td>\
        <td data-titre="À qui">\(sending.recipient)\(sending.address.isEmpty ? nil : "<br><small>\(sending.address)</small>" as Markup)</td><td data-titre="Où il en est">\(outcome(sending.outcome))</td></tr>
        """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState("Aucune lettre n’est encore partie.", "Les lettres à imprimer sont ci-dessous.")
        : table(
            caption: "Lettres parties", id: "envois",
            columns: ["Organisation", "Envoi", "À qui", "Où il en est"].map { Column($0) }, rows: rows)
    return """
        <section><h2>Envois</h2>\(noticeKept(dossier))\(list)\(sendingDoors(dossier, token: token))</section>\(paperLetters(dossier, token: token))
        """
}

private func noticeKept(_ dossier: AssemblyDossier) -> Markup? {
    guard let sent = dossier.assembly.convenedOn, let date = dossier.assembly.date,
        let rule = ConvocationNotice(dossier.assembly, under: dossier.statutes).strictest
    else { return nil }
    return "<p>\(sentence: rule.sentence(sentOn: sent, meeting: date))</p>"
}

private func outcome(_ outcome: AssemblySending.Outcome) -> Markup {
    switch outcome {
    case .posted: "lettre partie"
    case .delivered(let moment): "remis au serveur du destinataire \(App.moment(moment))"
    case .waiting: "en attente d’envoi"
    case .refused(let reason): "<strong>refusé</strong> : \(reason)"
    case .unknown: "courriel effacé de la boîte d’envoi avant d’être remis"
    }
}

private func sendingDoors(_ dossier: AssemblyDossier, token: String) -> Markup {
    var doors: [Markup] = []
    let waiting = dossier.notConvened.filter { !dossier.mailboxes(of: $0.organisation).isEmpty }
    if dossier.assembly.state == .convened, !waiting.isEmpty {
        doors.append(
            door(
                dossier.path + "/envois",
                "Envoyer à \(French.list(waiting.prefix(3).map(\.name)))\(waiting.count > 3 ? "…" : "")", token))
    }
    let due = dossier.withoutAnswer.filter { dossier.reminderReason($0.organisation) == nil }
    if dossier.assembly.state == .convened, !due.isEmpty {
        doors.append(
            door(
                dossier.path + "/rappels",
                "Relancer \(French.count(due.count, "organisation qui n’a pas répondu", "organisations qui n’ont pas répondu"))",
                token))
    }
    if dossier.assembly.state == .convened || dossier.assembly.state == .cancelled, !dossier.sendings.isEmpty {
        let label =
            dossier.assembly.state == .cancelled
            ? "Prévenir que c’est annulé" : "Prévenir d’un changement d’heure, de lieu ou de lien"
        doors.append(door(dossier.path + "/annonce", label, token))
    }
    return "<div class=\"actions\">\(doors)</div>"
}

private func door(_ path: String, _ label: String, _ token: String) -> Markup {
    "<form method=\"post\" action=\"\(path)\">\(tokenField(token))<button class=\"second\">\(label)</button></form>"
}

private func paperLetters(_ dossier: AssemblyDossier, token: String) -> Markup? {
    let waiting = dossier.notConvened.filter { dossier.mailboxes(of: $0.organisation).isEmpty }
    guard dossier.assembly.state == .convened, !waiting.isEmpty else { return nil }
    let boxes: [Markup] = waiting.map { entry in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"organisation\" value=\"\(entry.organisation.rawValue)\" checked> <span>\(entry.name)</span></label>"
    }
    return """
        <section><h2>Lettres à imprimer</h2><p><a href="\(dossier.path)/lettres">Ouvrir les lettres</a>, une page par organisation, puis notez celles qui sont parties.</p>
        \(form(dossier.path + "/lettres", token: token, "<fieldset class=\"champ\" id=\"organisation\"><legend>Parties aujourd’hui</legend>\(boxes)</fieldset><p class=\"actions\"><button class=\"second\">Noter ces lettres comme parties</button></p>"))</section>
        """
}

/// The convocation as members read it, without anybody's link.
func convocationPreview(_ dossier: AssemblyDossier) -> Markup {
    let text = ConvocationText(dossier)
    let items: [Markup] = dossier.agenda.map { item in
        let files = dossier.documents.filter { $0.item == item.id }.count
        let documents: Markup? =
            files == 0 ? nil : "<p class=\"indice\">\(French.count(files, "document joint", "documents joints"))</p>"
        return
            "<li><strong>\(item.title)</strong> <small>\(item.kind.label)\(agendaDetail(item, dossier))</small>\(item.text.isEmpty ? nil : paragraphs(item.text))\(documents)</li>"
    }
    let rules: [Markup] = text.rules.map { "<p>\(sentence: $0)</p>" }
    let introduction: Markup? = dossier.assembly.introduction.isEmpty ? nil : paragraphs(dossier.assembly.introduction)
    let amendments: Markup? = dossier.assembly.amendmentsUntil.map {
        "<p>Amendements et questions écrites jusqu’au \($0.french) compris.</p>"
    }
    let candidacies: Markup? =
        dossier.agenda.contains { $0.kind == .election }
        ? "<p>\(sentence: text.candidacies)</p>" : nil
    return """
        <div class="prose apercu"><p><strong>\(French.the(dossier.hub.name).uppercasedFirst) vous convoque \(dossier.assembly.kind.withTo) : \(dossier.assembly.title)</strong></p>
        <p>\(sentence: text.whenAndWhere.prefix(1).uppercased() + text.whenAndWhere.dropFirst())</p>\(introduction)
        \(items.isEmpty ? nil : "<ol class=\"points\">\(items)</ol>" as Markup)\(candidacies)\(amendments)<p>\(sentence: text.proxyRule)</p>\(rules)</div>
        """
}
