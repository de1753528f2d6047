import Domain
import Markup

func scrutinPath(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/scrutins" }

func scrutinCrumbs(_ hub: Hub, _ more: [Crumb] = []) -> [Crumb] {
    [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)"), Crumb("Pilotage", "/poles/\(hub.slug)/pilotage")]
        + more
}

/// `/poles/{slug}/pilotage/scrutins`: every vote on line of the hub.
func scrutinListPage(_ lines: [ScrutinStore.ListLine], hub: Hub) -> PageContent {
    let path = scrutinPath(hub)
    let rows: [Markup] = lines.map { line in
        let record = line.record
        let turnout: Markup = record.scrutin.state == .preparation ? "—" : "\(line.signed) sur \(line.voters)"
        return """
            <tr><th scope="row"><a href="\(path)/\(record.id.rawValue)">\(record.title)</a></th><td data-titre="Sorte">\(record.isConsultation ? "consultation" : "décision")\(record.isSecret ? ", secret" : ", à découvert")</td>\
            <td data-titre="État">\(record.scrutin.state.label)</td><td data-titre="Clôture">\(momentWithoutArticle(record.closesAt))</td><td data-titre="Ont voté" class="nombre">\(turnout)</td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun scrutin en ligne.",
            "Un vote ou une consultation entre deux assemblées se prépare ici : la liste des votantes vient des membres, les liens partent par courriel."
        )
        : table(
            caption: "Scrutins et consultations", id: "scrutins",
            columns: [
                Column("Titre"), Column("Sorte"), Column("État"), Column("Clôture"),
                Column("Ont voté", isNumeric: true),
            ],
            rows: rows)
    return PageContent(
        title: "Scrutins en ligne", section: .hubs, breadcrumbs: scrutinCrumbs(hub),
        body: """
            \(heading("Scrutins en ligne", "Voter et se consulter à distance : à découvert, ou au scrutin secret avec des scrutateurs."))
            <p class="actions"><a class="bouton" href="\(path)/nouveau">Préparer un scrutin</a> <a href="/poles/\(hub.slug)/scrutins">Résultats publiés</a></p>\(list)
            """, isPrivate: true)
}

/// `/poles/{slug}/pilotage/scrutins/{id}`: one vote from its preparation to its result.
func scrutinDeskPage(_ desk: ScrutinDesk, hub: Hub, _ state: FormState, now: String, token: String) -> PageContent {
    let record = desk.record
    let path = "\(scrutinPath(hub))/\(record.id.rawValue)"
    let lead: Markup =
        "\(record.isConsultation ? "Consultation" : "Décision"), \(record.isSecret ? "au scrutin secret" : "à découvert") · <strong>\(record.scrutin.state.label)</strong>"
    let steps: Markup
    switch record.scrutin.state {
    case .preparation: steps = preparing(desk, path, state, token)
    case .open: steps = voting(desk, path, state, now: now, token)
    case .closed: steps = closed(desk, path, state, token)
    case .published:
        steps =
            "<p class=\"actions\"><a class=\"bouton\" href=\"/poles/\(hub.slug)/scrutins/\(record.id.rawValue)\">Page publique du résultat</a></p>"
    case .cancelled: steps = notice(.warning, "<p>Ce scrutin a été annulé : \(record.cancelReason ?? "")</p>")
    }
    let mayCancel = [.preparation, .open, .closed].contains(record.scrutin.state)
    let cancel: Markup? =
        mayCancel
        ? """
        <details class="annulation"><summary>Annuler ce scrutin</summary>\(form("\(path)/annulation", token: token, """
        \(textField("motif", "Pourquoi", state, hint: "Les votantes liront ce motif.", isRequired: true, maximum: 1000))<p class="actions"><button class="second">Annuler le scrutin</button></p>
        """))</details>
        """ : nil
    return PageContent(
        title: record.title, section: .hubs,
        breadcrumbs: scrutinCrumbs(hub, [Crumb("Scrutins en ligne", scrutinPath(hub))]),
        body: """
            \(heading("\(record.title)", lead))\(errorSummary(state))
            \(summary(desk))\(steps)\(desk.tally.map { resultSection($0, isConsultation: record.isConsultation) })\(roll(desk, path, state, token))\(cancel)
            """, isPrivate: true)
}

private func summary(_ desk: ScrutinDesk) -> Markup {
    let record = desk.record
    let options: Markup? =
        desk.question.options.isEmpty
        ? nil
        : "<dt>Propositions</dt><dd>\(French.list(desk.question.options)) (\(French.count(desk.question.seats, "place", "places")))</dd>"
    let rule: Markup? = desk.rule.map { "<dt>Majorité</dt><dd>\($0)</dd>" }
    let clause: Markup? = record.clause.isEmpty ? nil : "<dt>Clause</dt><dd>« \(record.clause) »</dd>"
    return """
        <dl class="definitions"><dt>Texte</dt><dd>\(desk.question.text.isEmpty ? "—" : desk.question.text)</dd><dt>On vote</dt><dd>\(desk.question.kind.label)</dd>\(options)\(rule)\(clause)
        <dt>Ouverture</dt><dd>\(momentWithoutArticle(record.opensAt))</dd><dt>Clôture</dt><dd>\(momentWithoutArticle(record.closesAt))</dd>
        \(record.mayChange ? "<dt>Changer son vote</dt><dd>possible jusqu’à la clôture, avec trace</dd>" as Markup : nil)</dl>
        """
}

private func preparing(_ desk: ScrutinDesk, _ path: String, _ state: FormState, _ token: String) -> Markup {
    let open: Markup =
        desk.mayOpen
        ? form(
            "\(path)/ouverture", token: token,
            "<p>La liste, la question, les dates et la règle sont figées, et chaque organisation reçoit son lien.</p><p class=\"actions\"><button>Ouvrir le scrutin et envoyer les liens</button></p>"
        )
        : "<p>Le scrutin s’ouvrira quand tout ce qui manque sera réglé.</p>"
    return """
        <p class="actions"><a class="bouton second" href="\(path)/modification">Modifier</a></p>
        \(desk.record.isSecret ? tellers(desk, path, state, token) : nil)
        <section><h2>Avant d’ouvrir</h2>\(findingList(desk.findings))\(open)</section>
        """
}

private func tellers(_ desk: ScrutinDesk, _ path: String, _ state: FormState, _ token: String) -> Markup {
    let deposit: Markup = """
        <p>Sur la machine d’un scrutateur, hors du serveur :</p><pre class="exemple">maillage scrutateur cle --scrutateurs 3 --seuil 2 --nom "\(desk.record.title.replacing("\"", with: ""))" cle-du-scrutin</pre>
        <p>Chaque scrutateur emporte sa part ; seule la clé publique vient ici.</p>
        \(form("\(path)/cle", token: token, hasFile: true, "\(fileField("cle", "Fichier cle-publique.json", state))<p class=\"actions\"><button>Déposer la clé publique</button></p>"))
        """
    guard let key = desk.tellers else { return "<section><h2>Les scrutateurs</h2>\(deposit)</section>" }
    let tried = Set(desk.record.triedShares.split(separator: ",").compactMap { Int($0) })
    let shares: [Markup] = (1...max(1, key.count)).map { number in
        "<li>part n° \(number) : \(tried.contains(number) ? "essayée" : "pas encore essayée")</li>"
    }
    return """
        <section><h2>Les scrutateurs</h2>
        <p>\(French.count(key.count, "scrutateur", "scrutateurs")), il en faut \(key.threshold) pour ouvrir l’urne. Empreinte de la clé : <code>\(key.fingerprint)</code></p><ul>\(shares)</ul>
        <p>Ouvrez ensemble l’urne d’essai : elle montre que vos parts fonctionnent avant que quiconque ait voté.</p>
        <p class="actions"><a class="bouton second" href="\(path)/essai.json" download>Télécharger l’urne d’essai</a></p>
        <pre class="exemple">maillage scrutateur ouvrir essai.json part-1.json part-2.json --sortie essai-ouvert.json</pre>
        \(form("\(path)/essai", token: token, hasFile: true, "\(fileField("liste", "Fichier essai-ouvert.json", state))<p class=\"actions\"><button>Déposer l’essai</button></p>"))
        <details><summary>Remplacer la clé</summary>\(deposit)</details></section>
        """
}

private func voting(_ desk: ScrutinDesk, _ path: String, _ state: FormState, now: String, _ token: String) -> Markup {
    let record = desk.record
    let count = desk.voters.count
    let isOver = now >= record.closesAt
    let mayClose = isOver || desk.signed == count
    let close: Markup =
        mayClose
        ? form("\(path)/cloture", token: token, "<p class=\"actions\"><button>Clore le scrutin</button></p>")
        : record.isHeldInRoom
            ? "<p>Ce vote se clôt depuis la séance ; après l’heure annoncée, plus personne ne vote.</p>"
            : "<p>Le scrutin se clôt à l’heure annoncée, ou plus tôt si toutes les organisations ont voté.</p>"
    let remind: Markup? =
        !isOver && desk.signed < count
        ? form(
            "\(path)/relance", token: token,
            "<p class=\"actions\"><button class=\"second\">Relancer celles qui n’ont pas voté</button></p>") : nil
    return """
        <section><h2>Participation</h2>\(figures([Figure("\(desk.signed)", "ont voté"), Figure("\(count - desk.signed)", "n’ont pas encore voté"), Figure("\(count)", "inscrites")]))
        <p>Qui a voté se voit ; ce qui est voté ne se lit nulle part avant la clôture.</p>\(remind)\(close)</section>
        """
}

private func closed(_ desk: ScrutinDesk, _ path: String, _ state: FormState, _ token: String) -> Markup {
    let publish = form(
        "\(path)/publication", token: token,
        "<p>Le résultat devient public avec son fichier de preuve ; les adresses des votantes sont effacées.</p><p class=\"actions\"><button>Publier le résultat</button></p>"
    )
    guard desk.record.isSecret else { return "<section><h2>Publier</h2>\(publish)</section>" }
    let deposit: Markup = """
        <p>\(French.count(desk.urnCount, "bulletin chiffré", "bulletins chiffrés")) dans l’urne, \(French.count(desk.signed, "émargement", "émargements")).</p>
        <p class="actions"><a class="bouton\(desk.opened == nil ? "" : " second")" href="\(path)/urne.json" download>Télécharger l’urne</a></p>
        <p>Assez de scrutateurs, ensemble, sur leur machine :</p><pre class="exemple">maillage scrutateur ouvrir urne.json part-1.json part-2.json --sortie liste-ouverte.json</pre>
        \(form("\(path)/liste", token: token, hasFile: true, "\(fileField("liste", "Fichier liste-ouverte.json", state))<p class=\"actions\"><button>Déposer la liste ouverte</button></p>"))
        """
    guard let opened = desk.opened else { return "<section><h2>Ouvrir l’urne</h2>\(deposit)</section>" }
    return """
        <section><h2>L’urne est ouverte</h2><p>Empreinte de la liste : <code>\(opened.fingerprint)</code>. Les scrutateurs comparent avec celle que leur commande a écrite avant de publier.</p>\(publish)
        <details><summary>Déposer une autre ouverture</summary>\(deposit)</details></section>
        """
}

/// The roll: where links go, who has voted, and who is left out and why.
private func roll(_ desk: ScrutinDesk, _ path: String, _ state: FormState, _ token: String) -> Markup {
    let isPreparing = desk.record.scrutin.state == .preparation
    let isOpen = desk.record.scrutin.state == .open
    let rows: [Markup] = desk.voters.map { line in
        let id = line.organisationID.description
        let college: Markup? = line.college.map { " <small>collège \(desk.colleges[$0] ?? $0)</small>" }
        let voices: Markup? = line.voices > 1 ? " <small>\(line.voices) voix</small>" : nil
        let who: Markup =
            isPreparing || isOpen
            ? """
            <td data-titre="Qui vote"><input type="text" name="nom-\(id)" aria-label="Qui vote pour \(line.name)" value="\(state.values["nom-\(id)"] ?? line.representative)" maxlength="200"></td>\
            <td data-titre="Adresse"><input type="email" id="adresse-\(id)" name="adresse-\(id)" aria-label="Adresse pour \(line.name)" value="\(state.values["adresse-\(id)"] ?? line.address)" maxlength="254"></td>
            """ : ""
        let voted: Markup =
            isPreparing
            ? "" : "<td data-titre=\"A voté\">\(line.signedOn.map { time($0) } ?? (isOpen ? "pas encore" : "non"))</td>"
        let link: Markup =
            isOpen
            ? "<td data-titre=\"Lien\">\(linkWords(line)) <a href=\"\(path)/liens/\(id)\">Nouveau lien<span class=\"invisible\"> pour \(line.name)</span></a></td>"
            : ""
        return "<tr><th scope=\"row\">\(line.name)\(college)\(voices)</th>\(who)\(voted)\(link)</tr>"
    }
    var columns = [Column("Organisation")]
    if isPreparing || isOpen { columns += [Column("Qui vote"), Column("Adresse")] }
    if !isPreparing { columns.append(Column("A voté")) }
    if isOpen { columns.append(Column("Lien")) }
    let list = table(
        caption: "Liste électorale : \(French.count(desk.voters.count, "organisation", "organisations"))", id: "liste",
        columns: columns, rows: rows)
    let out: [Markup] = desk.leftOut.map { "<li>\($0.name) \($0.reason).</li>" }
    let leftOut: Markup? =
        out.isEmpty ? nil : "<details><summary>Ne votent pas (\(out.count))</summary><ul>\(out)</ul></details>"
    let save: Markup =
        isPreparing || isOpen
        ? form(
            "\(path)/adresses", token: token,
            "\(list)<p class=\"actions\"><button class=\"second\">Enregistrer les adresses</button></p>") : list
    return
        "<section>\(desk.voters.isEmpty ? emptyState("Personne ne vote encore.", "La liste vient des organisations membres du pôle.") : save)\(leftOut)</section>"
}

private func linkWords(_ line: ScrutinVoterLine) -> Markup {
    switch line.linkMeans {
    case "courriel": "envoyé par courriel"
    case "papier": "remis sur papier"
    default: "pas encore donné"
    }
}

/// `…/liens/{organisation}`: a new link, by mail or on paper.
func scrutinLinkPage(_ desk: ScrutinDesk, _ line: ScrutinVoterLine, hub: Hub, _ state: FormState, token: String)
    -> PageContent
{
    let path = "\(scrutinPath(hub))/\(desk.record.id.rawValue)"
    let means: [(value: String, label: Markup)] = [
        ("courriel", line.address.isEmpty ? "Par courriel (aucune adresse)" : "Par courriel, à \(line.address)"),
        ("papier", "Sur papier : le lien s’affiche une fois, à remettre à la personne qui vote"),
    ]
    return PageContent(
        title: "Nouveau lien", section: .hubs,
        breadcrumbs: scrutinCrumbs(
            hub, [Crumb("Scrutins en ligne", scrutinPath(hub)), Crumb(desk.record.title, path)]),
        body: """
            \(heading("Nouveau lien pour \(line.name)", "L’ancien n’ouvrira plus rien. Qui tient un lien peut voter avec : le journal garde qui l’a demandé."))
            \(form("\(path)/liens/\(line.organisationID.rawValue)", token: token, state: state, "\(radioGroup("moyen", "Comment le donner", state, options: means))<p class=\"actions\"><button>Donner un nouveau lien</button> <a href=\"\(path)\">Annuler</a></p>"))
            """, isPrivate: true, isNarrow: true)
}

/// The link on paper, shown once.
func paperLinkPage(_ line: ScrutinVoterLine, _ record: ScrutinRecord, hub: Hub, address: String) -> PageContent {
    PageContent(
        title: "Lien à remettre", section: .hubs,
        body: """
            \(heading("\(record.title)", "Lien de vote de <strong>\(line.name)</strong>, à remettre en main propre."))
            <p class="lien-papier"><code>\(address)</code></p><p>Il sert jusqu’au \(momentWithoutArticle(record.closesAt)). Il ne sera plus montré : imprimez cette page ou recopiez-le.</p>
            <p class="actions"><button type="button" class="second" id="imprimer" hidden>Imprimer</button> <a href="\(scrutinPath(hub))/\(record.id.rawValue)">Revenir au scrutin</a></p>
            """, isPrivate: true, isNarrow: true, usesVotingScript: true)
}
