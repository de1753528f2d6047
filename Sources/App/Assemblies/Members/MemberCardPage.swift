import Domain
import Markup

/// `/poles/{slug}/pilotage/membres/{id}`: one member, everything the hub knows of it, and the doors to change it.
func memberCardPage(_ card: MemberCard, _ state: FormState, done: String = "", token: String) -> PageContent {
    let crumb = Crumb("Registre", "/poles/\(card.hub.slug)/pilotage/membres")
    return PageContent(
        title: card.facts.name, section: .hubs, breadcrumbs: deskCrumbs(card.hub, crumb),
        body: """
            \(heading("\(card.facts.name)", cardLead(card)))\(errorSummary(state))\(cardDone(done))
            \(leaveNotice(card))\(findingList(cardFindings(card)))
            \(speakersSection(card, state, token))
            <div class="deux"><section>\(collegeSection(card, state, token))\(suspensionSection(card, state, token))</section>
            <section>\(duesSection(card))\(balanceSection(card))\(standingSection(card, state, token))</section></div>
            \(membershipSection(card, token))
            \(cardHistory(card))
            """, isPrivate: true)
}

private func cardLead(_ card: MemberCard) -> Markup {
    let since: Markup? = card.facts.admittedOn.map { "Membre depuis \(ordinal($0.frenchWithArticle))" }
    let college = card.collegeName(card.facts.college).map { ", collège « \($0) »" }
    let left: Markup? = card.isMember ? nil : " — <strong>n’est plus membre</strong>"
    let suspended: Markup? = card.isSuspended ? " — <strong>suspendue</strong>" : nil
    return
        "\(since)\(college ?? "")\(left)\(suspended) · \(card.facts.family?.label ?? "famille à préciser") · <a href=\"/annuaire/\(card.slug)\">sa fiche dans l’annuaire</a>"
}

private func cardDone(_ done: String) -> Markup? {
    done == "oui" ? notice(.done, "<p>C’est enregistré.</p>") : nil
}

/// It has said that it leaves: the hub records it.
private func leaveNotice(_ card: MemberCard) -> Markup? {
    guard let leave = card.leave, card.isMember else { return nil }
    let reason: Markup? = leave.reason.isEmpty ? nil : "<div class=\"citation\">\(paragraphs(leave.reason))</div>"
    return notice(
        .warning,
        "<p><strong>Elle annonce son départ</strong> pour le \(time(leave.day)), dit \(moment(leave.askedAt)). Un membre peut se retirer à tout moment (loi de 1901, art. 4).</p>\(reason)<p><a href=\"\(card.path)/fin\">Enregistrer ce départ</a></p>"
    )
}

/// What would keep this member from voting, and what is missing.
func cardFindings(_ card: MemberCard) -> [Finding] {
    guard card.isMember else { return [] }
    let speaking = card.speakers.filter { $0.speaker.speaks(on: card.day) }.map(\.speaker)
    let titular = speaking.first { $0.kind == .titular }
    var findings = [
        titular.map { Finding(.met, "\($0.name) parle en son nom.", principle: "R6") }
            ?? Finding(
                .missing, "Personne n’est titulaire : sans représentant·e, elle ne peut pas voter.", principle: "R6")
    ]
    if !card.colleges.isEmpty, card.facts.college == nil, !card.facts.isPublicBody {
        findings.append(
            Finding(.missing, "Elle n’est dans aucun collège : les statuts en prévoient.", principle: "R12"))
    }
    if card.facts.isPublicBody {
        findings.append(
            Finding(
                .unknown,
                "C’est une collectivité : elle siège avec voix consultative, sauf si les statuts lui donnent un collège.",
                principle: "R2"))
    }
    return findings
}

// Who speaks for it.

private func speakersSection(_ card: MemberCard, _ state: FormState, _ token: String) -> Markup {
    let rows: [Markup] = card.speakers.map { item in
        let speaker = item.speaker
        let letter: Markup? = item.letter.map {
            "<a href=\"/poles/\(card.hub.slug)/pilotage/documents/\($0)\">lettre de mandat</a>"
        }
        let address: Markup? = speaker.address.map { "\($0.text)" }
        return """
            <tr><th scope="row">\(speaker.name)</th><td data-titre="Comme">\(speaker.kind.label)</td><td data-titre="Courriel">\(address ?? "—")</td>\
            <td data-titre="Du">\(time(speaker.from))</td><td data-titre="Au">\(speaker.until.map { time($0) } ?? "en cours")</td>\
            <td data-titre="Pièce">\(letter ?? "—")</td><td data-titre="Changer">\(speakerDoors(card, speaker, item.isErased, token))</td></tr>
            """
    }
    let columns = ["Nom", "Comme", "Courriel", "Du", "Au", "Pièce", "Changer"].map { Column($0) }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Personne ne parle encore pour elle.",
            "Une organisation vote par son ou sa titulaire, sinon par son ou sa suppléant·e.")
        : table(caption: "Qui parle pour elle", id: "representation", columns: columns, rows: rows)
    let current = card.speakers.map(\.speaker).filter { $0.until == nil }
    let replaced =
        [(value: "", label: "personne")]
        + current.map { (value: $0.id.description, label: "\($0.name), \($0.kind.label)") }
    let kinds = Representative.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let add: Markup = """
        <details\("open", if: state.error("nom") != nil || state.error("sorte") != nil)><summary>Ajouter ou remplacer une personne</summary>
        \(form(card.path + "/representants", token: token, hasFile: true, """
        \(textField("nom", "Nom", state, isRequired: true, autocomplete: "off", maximum: 100))
        \(selectField("sorte", "Comme", state, options: kinds))
        \(textField("courriel", "Courriel", state, hint: "Facultatif. C’est là que partent convocations et liens de vote ; il ne paraît nulle part.", type: "email", maximum: 254))
        \(textField("depuis", "À partir du", state, hint: "Un jour : 2026-01-15.", isRequired: true, maximum: 10))
        \(selectField("remplace", "Remplace", state, options: replaced, hint: "Son mandat prend fin ce jour-là."))
        \(fileField("piece", "Lettre de mandat", state, hint: "Facultative. Seul le pôle la lit."))
        <p class="actions"><button>Enregistrer</button></p>
        """))</details>
        """
    return "<section><h2>Représentation</h2>\(list)\(card.isMember ? add : nil)</section>"
}

private func speakerDoors(_ card: MemberCard, _ speaker: Representative, _ isErased: Bool, _ token: String) -> Markup {
    if isErased { return "—" }
    let path = "\(card.path)/representants/\(speaker.id)"
    if speaker.until == nil {
        return """
            <form method="post" action="\(path)/fin">\(tokenField(token))<button class="lien">Fin aujourd’hui<span class="invisible"> pour \(speaker.name)</span></button></form>
            """
    }
    return """
        <details><summary>Effacer le nom<span class="invisible"> de \(speaker.name)</span></summary><form method="post" action="\(path)/effacement">\(tokenField(token))\
        <p class="indice">Nom, courriel et lettre disparaissent ; les dates restent. On ne revient pas en arrière.</p><button class="danger">Effacer</button></form></details>
        """
}

// Colleges and suspensions.

private func collegeSection(_ card: MemberCard, _ state: FormState, _ token: String) -> Markup {
    let items: [Markup] = card.collegeHistory.map { line in
        "<li>\(time(line.from)) : \(card.collegeName(line.key) ?? "aucun collège")</li>"
    }
    let choice: Markup =
        card.colleges.isEmpty
        ? textField(
            "college", "Collège", state, hint: "Les statuts n’en disent pas encore : écrivez son nom.", maximum: 60)
        : selectField(
            "college", "Collège", state,
            options: [(value: "", label: "aucun")] + card.colleges.map { (value: $0.key, label: $0.name) })
    let change: Markup = """
        <details><summary>Changer de collège</summary>\(form(card.path + "/college", token: token, """
        \(choice)\(textField("college-depuis", "À partir du", state, hint: "Un jour : 2026-01-15. Ce qui a été voté avant ne change pas.", isRequired: true, maximum: 10))
        <p class="actions"><button>Changer</button></p>
        """))</details>
        """
    return """
        <h2>Collège</h2>\(items.isEmpty ? "<p>Dans aucun collège.</p>" : "<ul class=\"nu\">\(items)</ul>" as Markup)\(card.isMember ? change : nil)
        """
}

private func suspensionSection(_ card: MemberCard, _ state: FormState, _ token: String) -> Markup {
    let items: [Markup] = card.suspensions.map { suspension in
        let until: Markup = suspension.validity.until.map { " au \(time($0))" } ?? ", sans terme"
        let fate: Markup? = suspension.cancellation.map { "<br>Annulée : \(sentence: $0)" }
        return """
            <li\("class", suspension.cancellation == nil ? nil : "retire")>Du \(suspension.validity.from.map { time($0) } ?? "—")\(until), par \(suspension.decidedBy) : \(sentence: suspension.reason)\(fate)\(suspensionDoors(card, suspension, token))</li>
            """
    }
    let add: Markup = """
        <details\("open", if: state.error("instance") != nil)><summary>Suspendre</summary>\(form(card.path + "/suspensions", token: token, """
        <p class="indice">Suspendue, elle reste membre et ne vote pas.</p>
        \(textField("suspension-depuis", "À partir du", state, isRequired: true, maximum: 10))
        \(textField("jusqua", "Jusqu’au", state, hint: "Le premier jour où elle ne l’est plus. Vide : sans terme.", maximum: 10))
        \(textField("instance", "Décidé par", state, hint: "Conseil d’administration, assemblée…", isRequired: true))
        \(textArea("motif", "Pourquoi", state, isRequired: true, rows: 2, maximum: 1000))
        <p class="actions"><button class="danger">Suspendre</button></p>
        """))</details>
        """
    return
        "<h2>Suspensions</h2>\(items.isEmpty ? "<p>Aucune.</p>" : "<ul class=\"nu\">\(items)</ul>" as Markup)\(card.isMember ? add : nil)"
}

private func suspensionDoors(_ card: MemberCard, _ suspension: Suspension, _ token: String) -> Markup? {
    guard suspension.cancellation == nil else { return nil }
    let path = "\(card.path)/suspensions/\(suspension.id)"
    let end: Markup? =
        suspension.validity.contains(card.day)
        ? "<form method=\"post\" action=\"\(path)/fin\">\(tokenField(token))<button class=\"lien\">Lever aujourd’hui</button></form>"
        : nil
    return """
        \(end)<details><summary>Annuler</summary><form method="post" action="\(path)/annulation">\(tokenField(token))\
        <div class="champ"><label for="annule-\(Int(suspension.id))">Pourquoi</label><input class="petit" id="annule-\(Int(suspension.id))" name="motif" maxlength="500"></div><button class="danger">Annuler cette suspension</button></form></details>
        """
}
