import Domain
import Markup

let deskCrumbs = [Crumb("Pilotage du réseau", "/reseau/pilotage")]

/// `/reseau/pilotage`: each territory at a glance, and the doors to the network's work.
func networkDeskPage(_ view: SituationView, waiting: Int, may: (Act) -> Bool) -> PageContent {
    let doors = networkDoors(waiting: waiting, may: may)
    let door = may(.readHubDesk) ? "/pilotage" : ""
    let rows: [Markup] = view.lines.map { line in
        let hubs: [Markup] = line.hubs.map { "<a href=\"/poles/\($0.slug)\(door)\">\($0.name)</a> " }
        return """
            <tr><th scope="row"><a href="\(line.record.path)">\(line.record.name)</a></th><td data-titre="Statut">\(badge(line.standing.status))</td>\
            <td data-titre="Depuis">\(line.standing.since.map { time($0) } ?? "—")</td><td data-titre="Pilotage">\(line.hubs.isEmpty ? ["—"] : hubs)</td></tr>
            """
    }
    let columns = [Column("Territoire"), Column("Statut"), Column("Depuis"), Column("Pilotage")]
    return PageContent(
        title: "Pilotage du réseau", section: .network,
        body: """
            \(heading("Pilotage du réseau", "Où en est chaque territoire, et ce qui demande votre attention."))
            \(doors)
            \(table(caption: "Territoires au \(time(view.day))", id: "tableau", columns: columns, rows: rows))
            """, isPrivate: true)
}

/// The work on the network, sorted by what one comes for.
private func networkDoors(waiting: Int, may: (Act) -> Bool) -> Markup {
    let groups: [(title: String, doors: [(act: Act, door: Door)])] = [
        (
            "Le réseau",
            [
                (.readNetworkDesk, Door("avancement", "Avancement", "ce qui retient, ce qui vient, où rien ne bouge")),
                (.recordMilestone, Door("jalons", "Jalons", "du réseau et des territoires sans pôle")),
                (.keepReferences, Door("charte", "Charte", "les principes sur lesquels on adhère, par versions")),
                (.overrideRule, Door("seuils", "Seuils", "ce que demandent les règles, daté")),
            ]
        ),
        (
            "L’annuaire",
            [
                (.moderateRecords, Door("moderation", "À décider (\(waiting))", "propositions et revendications")),
                (.importOrganisations, Door("imports", "Imports", "fichiers d’organisations, avec aperçu")),
                (.createOrganisation, Door("annuaire/nouvelle", "Inscrire une organisation", "une fiche nouvelle")),
                (.mergeOrganisations, Door("doublons", "Doublons", "fiches qui se ressemblent, à réunir")),
            ]
        ),
        (
            "Les mots de l’annuaire",
            [
                (.keepReferences, Door("secteurs", "Secteurs", "et leurs codes d’activité")),
                (.keepReferences, Door("perimetre-ess", "Périmètre de l’ESS", "ce qui en fait partie, par versions")),
                (.keepReferences, Door("reseaux", "Têtes de réseau", "fédérations et unions")),
            ]
        ),
        (
            "Le programme",
            [
                (.manageAccounts, Door("comptes", "Comptes et rôles", "qui peut quoi, où, jusqu’à quand")),
                (.manageAccounts, Door("connexions", "Connexions refusées", "essais d’entrer, par jour et par compte")),
                (.readOutbox, Door("courriels", "Courriels", "envoyés, en attente, refusés")),
                (.manageSettings, Door("reglages", "Réglages", "nom du réseau, contacts, mentions")),
                (.readJournal, Door("journal", "Journal", "ce qui a été fait, par qui")),
            ]
        ),
    ]
    return doorGroups(
        groups.map { group in
            let open = group.doors.filter { may($0.act) }.map(\.door)
            return (group.title, open.map { Door("/reseau/pilotage/" + $0.path, $0.label, $0.purpose) })
        })
}

/// `/reseau/pilotage/journal`: every line, the latest first.
func journalPage(
    _ lines: [JournalLine], names: [ID<Person>: String], subjects: [String: JournalSubject], next: Int64?
) -> PageContent {
    let rows: [Markup] = lines.map { line in
        let who: Markup =
            line.personID.map { id in names[id].map { "\($0)" } ?? "personne \(id.description)" } ?? "le programme"
        return """
            <tr><th scope="row" class="nombre">\(line.id)</th><td data-titre="Quand">\(moment(line.at))</td><td data-titre="Qui">\(who)</td>\
            <td data-titre="Quoi">\(sentence: journalSentence(line))</td><td data-titre="Sur">\(subjects[line.subject].map { "<a href=\"\($0.path)\">\($0.name)</a>" as Markup } ?? "\(line.subject)")</td><td data-titre="Empreinte"><code title="\(line.hash)">\(String(line.hash.prefix(10)))</code></td></tr>
            """
    }
    let columns = [
        Column("N°", isNumeric: true), Column("Quand"), Column("Qui"), Column("Quoi"), Column("Sur"),
        Column("Empreinte"),
    ]
    let more: Markup? = next.map {
        "<p class=\"actions\"><a rel=\"next\" href=\"/reseau/pilotage/journal?avant=\($0)\">Lignes plus anciennes →</a></p>"
    }
    return PageContent(
        title: "Journal", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Journal", "Ce qui a été fait, par qui et quand. Chaque ligne porte l’empreinte de la précédente : <code>maillage journal verifier</code> dit si l’on y a touché."))
            \(table(caption: "Lignes du journal, de la plus récente à la plus ancienne", id: "journal", columns: columns, rows: rows))\(more)
            """, isPrivate: true)
}

/// `/reseau/pilotage/seuils`: the thresholds of the rules, dated, with who decided them.
func thresholdPage(_ thresholds: [Threshold], _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = thresholds.map { threshold in
        """
        <tr><th scope="row">\(thresholdLabel(threshold.name))</th><td data-titre="Valeur" class="nombre">\(threshold.value)</td>\
        <td data-titre="Depuis">\(time(threshold.validFrom))</td><td data-titre="Motif">\(sentence: threshold.reason)</td></tr>
        """
    }
    let columns = [Column("Seuil"), Column("Valeur", isNumeric: true), Column("Depuis"), Column("Motif")]
    let names =
        [(value: "", label: "— choisir —")] + ThresholdStore.names.map { (value: $0, label: thresholdLabel($0)) }
    return PageContent(
        title: "Seuils", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Seuils des règles", "Ce que le réseau demande avant chaque passage. Une nouvelle valeur vaut à partir d’un jour ; l’ancienne reste vraie avant."))
            \(table(caption: "Valeurs, de la plus récente à la plus ancienne", id: "seuils", columns: columns, rows: rows))
            <h2>Fixer une valeur</h2>
            \(form("/reseau/pilotage/seuils", token: token, state: state, """
            \(selectField("nom", "Seuil", state, options: names, isRequired: true))
            \(textField("valeur", "Valeur", state, isRequired: true, maximum: 5, inputmode: "numeric"))
            \(textField("depuis", "À partir du", state, hint: "Un jour : 2026-01-01.", isRequired: true, maximum: 10))
            \(textField("motif", "Décidé par qui, quand", state, hint: "Par exemple : plénière du 12 mars 2026.", isRequired: true, maximum: 300))
            <p class="actions"><button>Fixer ce seuil</button></p>
            """))
            """, isPrivate: true)
}

private func thresholdLabel(_ name: String) -> String {
    switch name {
    case "organisations-noyau": "Organisations pour piloter une préfiguration"
    case "organisations-fondation": "Organisations pour créer un pôle"
    case "familles": "Familles juridiques représentées"
    case "fiche-conseillee": "Mois avant de conseiller la relecture d’une fiche"
    case "fiche-necessaire": "Mois avant de la dire nécessaire"
    case "secret-employeurs": "Observatoire : employeurs au moins pour montrer une case de tailles"
    case "secret-dominance": "Observatoire : part des emplois (%) au-delà de laquelle un seul employeur se devine"
    case "rappels": "Rappels envoyés au plus, entre deux relectures"
    case "candidatures-mois": "Mois, après la réponse, avant d’effacer une candidature"
    case "sans-mouvement": "Mois sans rien d’enregistré avant de dire que rien ne bouge"
    case "enquete-minimum": "Réponses d’une enquête montrées ensemble, au moins"
    default: name
    }
}
