import Domain
import Markup

/// `/annuaire/{slug}/adhesions`: the hubs that an organisation belongs to, and what waits for it in each.
func ownMembershipsPage(_ name: String, slug: String, _ all: [OwnMembership]) -> PageContent {
    let cards: [Markup] = all.map { own in
        card(
            "\(own.hub.name)", path: own.path,
            "\(ownStanding(own))\(ownNext(own))\(ownTasks(own).isEmpty ? nil : "<ul>\(ownTasks(own).map { "<li>\($0)</li>" as Markup })</ul>" as Markup)"
        )
    }
    let body: Markup =
        cards.isEmpty
        ? emptyState(
            "\(name) n’est membre d’aucun pôle.",
            "Un pôle réunit les organisations de l’économie sociale et solidaire d’un territoire : <a href=\"/poles\">trouvez le vôtre</a>, puis demandez à adhérer depuis sa page."
        )
        : "<section><h2>Ses pôles</h2><ul class=\"cartons\">\(cards)</ul></section>"
    return PageContent(
        title: "Mes adhésions", breadcrumbs: [Crumb("Mon espace", "/espace")],
        body: """
            \(heading("Les adhésions \(French.of(name))", "Ce que chaque pôle sait de votre organisation, et ce qu’il attend d’elle."))\(body)
            <p class="actions"><a href="/annuaire/\(slug)">La fiche dans l’annuaire</a></p>
            """, isPrivate: true)
}

private func ownStanding(_ own: OwnMembership) -> Markup {
    let card = own.card
    guard card.isMember else {
        let last = card.periods.first
        let motive: Markup? = last?.motive.map { " : \($0.label)" }
        return "<p>N’est plus membre\(last?.validity.until.map { " depuis le \(time($0))" as Markup })\(motive).</p>"
    }
    let since: Markup? = card.facts.admittedOn.map { " depuis le \(time($0))" }
    let college: Markup? = card.collegeName(card.facts.college).map { ", collège « \($0) »" }
    let suspended: Markup? = card.isSuspended ? " — <strong>suspendue</strong>" : nil
    return "<p>Membre\(since)\(college)\(suspended).</p>"
}

/// The assembly to come that it has answered already.
private func ownNext(_ own: OwnMembership) -> Markup? {
    own.assemblies.first { $0.answer != nil && $0.closedBecause == nil }.map { item in
        "<p class=\"indice\">Prochaine assemblée : \(item.assembly.title), \(assemblyMoment(item.assembly)) ; vous avez répondu.</p>"
    }
}

/// What the organisation has to do, most pressing first.
private func ownTasks(_ own: OwnMembership) -> [Markup] {
    guard own.card.isMember else { return [] }
    // Several may be convened at once.
    var tasks: [Markup] = own.assemblies.filter { $0.answer == nil && $0.leftOut == nil && $0.closedBecause == nil }.map
    {
        "<a href=\"\(own.path)#assemblees\">Répondre à la convocation</a> : \($0.assembly.title), \(assemblyMoment($0.assembly))"
    }
    if own.card.speakers.allSatisfy({ !$0.speaker.speaks(on: own.card.day) }) {
        tasks.append(
            "<a href=\"\(own.path)#representation\">Dire qui parle pour l’organisation</a> : sans personne, elle ne vote pas"
        )
    }
    tasks += own.card.dues.filter { $0.rest > .zero }.map { account in
        "Cotisation \(account.year) : <span class=\"etat-\(account.state(on: own.card.day).rawValue)\">\(account.state(on: own.card.day).label)</span>, reste \(account.rest.french)"
    }
    if let signed = own.signed, signed.number != own.charter.version {
        tasks.append("<a href=\"\(own.path)#charte\">Lire la nouvelle charte</a>")
    }
    if let leave = own.leave { tasks.append("Départ annoncé pour le \(time(leave.day))") }
    return tasks
}

/// `/annuaire/{slug}/adhesions/{pole}`: everything that one hub knows of the organisation, and the doors it has itself.
func ownMembershipPage(_ own: OwnMembership, _ state: FormState, done: String = "", token: String) -> PageContent {
    let card = own.card
    let tasks = ownTasks(own)
    let waiting: Markup? =
        tasks.isEmpty
        ? nil : notice(.warning, "<p><strong>À faire</strong></p><ul>\(tasks.map { "<li>\($0)</li>" as Markup })</ul>")
    return PageContent(
        title: own.hub.name,
        breadcrumbs: [
            Crumb("Mon espace", "/espace"), Crumb(card.facts.name, "/annuaire/\(own.slug)"),
            Crumb("Adhésions", "/annuaire/\(own.slug)/adhesions"),
        ],
        body: """
            \(heading("\(card.facts.name), membre \(French.of(own.hub.name))"))\(ownStanding(own))
            \(errorSummary(state))\(ownDone(done))\(waiting)
            \(ownAssemblies(own, token))
            <div class="deux"><section id="voix"><h2>Votre voix</h2>\(ownVoice(own))</section>
            <section id="charte"><h2>La charte</h2>\(ownCharter(own, state, token))</section></div>
            \(ownSpeakers(own, state, token))
            \(ownDues(own))
            \(ownExchanges(own))
            \(ownEnd(own, state, token))
            """, isPrivate: true)
}

private func ownDone(_ done: String) -> Markup? {
    let sentence: Markup? =
        switch done {
        case "representation": "C’est enregistré, et le pôle en est averti."
        case "charte": "Votre signature est enregistrée."
        case "depart": "Votre départ est annoncé au pôle, qui l’enregistrera. Vous pouvez revenir dessus jusque-là."
        case "reste": "Votre organisation reste membre ; le pôle en est averti."
        default: nil
        }
    return sentence.map { notice(.done, "<p>\($0)</p>") }
}

private func ownAssemblies(_ own: OwnMembership, _ token: String) -> Markup? {
    guard own.card.isMember else { return nil }
    let rows: [Markup] = own.assemblies.map { item in
        let assembly = item.assembly
        var said: Markup = item.answer.map { "\($0.answer.choice.label)" } ?? "pas encore répondu"
        if item.answer?.answer.choice == .proxy, let holder = item.givenTo {
            said = holder.isEmpty ? "donne pouvoir, en blanc" : "donne pouvoir \(French.to(holder))"
        }
        if item.answer == nil, item.closedBecause != nil {
            said = "l’assemblée se tient : dites-vous présents à l’entrée"
        }
        if let reason = item.leftOut { said = "ne vote pas : \(reason)" }
        let carried: Markup? =
            item.carried.isEmpty ? nil : "<br><strong>porte le pouvoir</strong> : \(French.list(item.carried))"
        // One word: the row stays one line high.
        let label: Markup =
            item.closedBecause != nil || item.leftOut != nil ? "Lire" : item.answer == nil ? "Répondre" : "Changer"
        return """
            <tr><th scope="row">\(assembly.title)<br><small>\(assembly.kind.label)</small></th><td data-titre="Quand">\(assemblyMoment(assembly))</td><td data-titre="Votre réponse">\(said)\(carried)</td>\
            <td data-titre="Faire"><form method="post" action="\(own.path)/assemblees/\(assembly.id)">\(tokenField(token))<button class="lien">\(label)<span class="invisible">, ou donner pouvoir : \(assembly.title)</span></button></form></td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? "<p>Aucune assemblée n’est convoquée. Celles que le pôle a tenues : <a href=\"/poles/\(own.hub.slug)/assemblees\">les assemblées</a>.</p>"
        : table(
            caption: "Assemblées convoquées", id: "convoquees",
            columns: ["Assemblée", "Quand", "Votre réponse", "Faire"].map { Column($0) }, rows: rows)
    let title: Markup? = rows.isEmpty ? "<h2>Assemblées à venir</h2>" : nil
    return "<section id=\"assemblees\">\(title)\(list)</section>"
}

private func ownVoice(_ own: OwnMembership) -> Markup {
    let (voice, card) = (own.voice, own.card)
    guard card.isMember else { return "<p>Une organisation qui n’est plus membre ne vote pas.</p>" }
    let share: Markup =
        voice.votes.map { votes in
            "<p><strong>\(French.count(votes, "voix", "voix"))</strong> sur \(French.number(voice.whole)) si l’assemblée se tenait aujourd’hui.</p>"
        } ?? "<p>Aucune aujourd’hui : votre organisation \(voice.reason).</p>"
    let affiliates: Markup? =
        voice.affiliates.isEmpty
        ? nil
        : "<p>Affiliée à \(French.list(voice.affiliates)) : ensemble, vous comptez pour une dans les plafonds.</p>"
    let college: Markup = card.collegeName(card.facts.college).map { "<p>Collège « \($0) ».</p>" } ?? ""
    let seats: [Markup] = own.mandates.map { body, mandate in
        "<li>\(body) : \(mandate.duty.label), jusqu’au \(time(mandate.end))</li>"
    }
    let rules: Markup =
        voice.hasStatutes
        ? "<p><a href=\"/poles/\(own.hub.slug)/equilibre\">Qui pèse combien</a></p>"
        : "<p class=\"indice\">Le pôle n’a pas encore de statuts dans le programme : une organisation, une voix.</p>"
    return
        "\(share)\(college)\(affiliates)\(seats.isEmpty ? nil : "<p>Vous siégez :</p><ul>\(seats)</ul>" as Markup)\(rules)"
}

private func ownCharter(_ own: OwnMembership, _ state: FormState, _ token: String) -> Markup {
    let hub = own.hub
    let signed: Markup =
        own.signed.map { signed in
            "<p>Signée \(moment(signed.at)) : <a href=\"/poles/\(hub.slug)/charte?version=\(signed.number)\">la version du \(own.signedCharter.map { ordinal($0.from.french) })</a>.</p>"
        } ?? "<p>Votre adhésion date d’avant l’arrivée du programme : la version signée n’y est pas.</p>"
    let answers: [Markup] = (own.signedCharter?.principles ?? []).compactMap { principle in
        guard let answer = own.signed?.answers[principle.key], !answer.isEmpty else { return nil }
        return "<dt>\(principle.title)</dt><dd>\(paragraphs(answer))</dd>"
    }
    let said: Markup? =
        answers.isEmpty
        ? nil : "<details><summary>Ce que vous aviez répondu</summary><dl>\(answers)</dl></details>"
    guard own.card.isMember, own.signed?.number != own.charter.version else { return "\(signed)\(said)" }
    return """
        \(signed)\(said)<p>En vigueur : <a href="/poles/\(hub.slug)/charte">la version du \(ordinal(own.charter.from.french))</a>.</p>
        \(form(own.path + "/charte", token: token, """
        <input type="hidden" name="version" value="\(own.charter.version)">\(checkbox("charte-accord", "Notre organisation s’y engage.", state))
        <p class="actions"><button class="second">Signer cette version</button></p>
        """))
        """
}
