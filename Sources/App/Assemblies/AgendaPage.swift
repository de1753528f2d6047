import Domain
import Markup

/// `…/ordre-du-jour`: the points in order, each with its doors; a new one below.
func agendaPage(_ dossier: AssemblyDossier, others: [Assembly], _ state: FormState, token: String) -> PageContent {
    let isDraft = dossier.assembly.state.isDraft
    let items: [Markup] = dossier.agenda.map { agendaPoint($0, dossier, token: token) }
    let list: Markup =
        items.isEmpty
        ? emptyState("Aucun point encore.", "Écrivez le premier ci-dessous, ou reprenez un ordre du jour.")
        : "<ol class=\"jalons\">\(items)</ol>"
    let total = dossier.agenda.compactMap(\.minutes).reduce(0, +)
    let length: Markup? =
        total == 0 ? nil : "<p>Durée prévue : \(total / 60)\u{A0}h\u{A0}\(total % 60 < 10 ? "0" : "")\(total % 60).</p>"
    let tools: Markup? =
        isDraft
        ? """
        <h2 id="ajouter">Ajouter un point</h2>
        \(form("\(dossier.path)/ordre-du-jour", token: token, state: state, "\(agendaFields(dossier, state))<p class=\"actions\"><button>Ajouter ce point</button></p>"))
        \(agendaCopy(dossier, others, token: token))
        """
        : notice(
            .information,
            "<p>L’assemblée est \(dossier.assembly.state.label) : l’ordre du jour ne change plus. Les membres proposent des amendements.</p>"
        )
    return PageContent(
        title: "Ordre du jour", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading("Ordre du jour", "Une assemblée ne vote que sur ce que la convocation annonce."))
            \(list)\(length)\(tools)
            """, isPrivate: true)
}

private func agendaPoint(_ item: AgendaItem, _ dossier: AssemblyDossier, token: String) -> Markup {
    let path = "\(dossier.path)/ordre-du-jour/\(item.id)"
    let title: Markup = "<span class=\"invisible\"> « \(item.title) »</span>"
    let isFirst = item.position == 1
    let isLast = item.position == dossier.agenda.count
    let up: Markup? = isFirst ? nil : moveButton(path, "haut", "↑", "Monter", item.title, token)
    let down: Markup? = isLast ? nil : moveButton(path, "bas", "↓", "Descendre", item.title, token)
    let doors: Markup? =
        dossier.assembly.state.isDraft
        ? """
        <div class="actions">\(up)\(down)<a href="\(path)">Modifier\(title)</a>
        <form method="post" action="\(path)/retrait">\(tokenField(token))<button class="lien">Retirer\(title)</button></form></div>
        """ : nil
    let documents = dossier.documents.filter { $0.item == item.id }
    let files: [Markup] = documents.map { document in
        "<li><a href=\"\(dossier.path)/pieces/\(document.id.rawValue)\">\(document.name)</a></li>"
    }
    return """
        <li class="jalon" id="point-\(item.position)"><p class="quand">\(item.position). \(item.kind.label)\(agendaDetail(item, dossier))</p><p class="quoi"><strong>\(item.title)</strong></p>\
        \(item.text.isEmpty ? nil : "<div class=\"detail\">\(paragraphs(item.text))</div>" as Markup)\(files.isEmpty ? nil : "<ul>\(files)</ul>" as Markup)\(doors)</li>
        """
}

private func moveButton(
    _ path: String, _ way: String, _ sign: Markup, _ label: String, _ title: String, _ token: String
) -> Markup {
    """
    <form method="post" action="\(path)/deplacement">\(tokenField(token))<input type="hidden" name="sens" value="\(way)"><button class="lien" aria-label="\(label) « \(title) »">\(sign)</button></form>
    """
}

/// Under which rules, for which body, with which method.
func agendaDetail(_ item: AgendaItem, _ dossier: AssemblyDossier) -> Markup {
    let list: [Markup] = ConvocationText(dossier).details(of: item).map { " · \($0)" }
    return "\(list)"
}

private func agendaFields(_ dossier: AssemblyDossier, _ state: FormState) -> Markup {
    let kinds: [(value: String, label: Markup)] = [
        (value: "information", label: "<strong>information</strong> — on en parle, on ne vote pas"),
        (value: "deliberation", label: "<strong>délibération</strong> — une résolution est mise au vote"),
        (value: "election", label: "<strong>élection</strong> — des sièges sont à pourvoir"),
        (value: "statuts", label: "<strong>statuts</strong> — les adopter ou les changer"),
    ]
    let bodies =
        [(value: "", label: "— choisir —")]
        + dossier.statutes.bodies.map { (value: $0.key, label: "\($0.name) (\($0.seats) sièges)") }
    let methods =
        [(value: "", label: "— choisir —")] + ElectionMethod.allCases.map { (value: $0.rawValue, label: $0.label) }
    let rules: Markup? =
        dossier.assembly.kind == .mixed
        ? radioGroup(
            "regles", "Voté selon les règles", state,
            options: [
                (value: "ordinaire", label: "de l’assemblée ordinaire"),
                (value: "extraordinaire", label: "de l’assemblée extraordinaire"),
            ], hint: "Les statuts, eux, suivent toujours les règles extraordinaires.") : nil
    return """
        \(radioGroup("sorte", "Sorte de point", state, options: kinds))
        \(textField("titre", "Titre", state, hint: "Par exemple : approbation des comptes 2026.", isRequired: true))
        \(textArea("texte", "Projet de résolution, ou de quoi il s’agit", state, hint: "Le texte exact qui sera mis au vote : « L’assemblée approuve… »", rows: 6, maximum: 20000))\(rules)
        <fieldset class="champ"><legend>Pour une élection</legend>
        \(selectField("instance", "Instance à élire", state, options: bodies))
        \(textField("sieges", "Sièges à pourvoir", state, maximum: 5, inputmode: "numeric"))
        \(selectField("methode", "Méthode", state, options: methods))</fieldset>
        \(checkbox("secret", "Vote secret prévu", state))
        \(textField("duree", "Durée prévue, en minutes", state, maximum: 4, inputmode: "numeric"))
        """
}

private func agendaCopy(_ dossier: AssemblyDossier, _ others: [Assembly], token: String) -> Markup? {
    guard !others.isEmpty else { return nil }
    let options =
        [(value: "", label: "— choisir —")]
        + others.map { (other: Assembly) -> (value: String, label: String) in
            (value: other.id.description, label: "\(other.title)\(other.date.map { ", " + $0.french } ?? "")")
        }
    return """
        <h2>Reprendre un ordre du jour</h2>\(form("\(dossier.path)/ordre-du-jour/copie", token: token, """
        \(selectField("modele", "Celui de", FormState(), options: options, hint: "Ses points s’ajoutent à la suite, sans leurs documents.", isRequired: true))
        <p class="actions"><button class="second">Reprendre ces points</button></p>
        """))
        """
}

/// One point: its form and its documents.
func agendaItemPage(
    _ dossier: AssemblyDossier, _ item: AgendaItem, _ state: FormState, maximum: Int, token: String
) -> PageContent {
    let path = "\(dossier.path)/ordre-du-jour/\(item.id)"
    let documents: [Markup] = dossier.documents.filter { $0.item == item.id }.map { document in
        """
        <li><a href="\(dossier.path)/pieces/\(document.id.rawValue)">\(document.name)</a> <form class="en-ligne" method="post" action="\(dossier.path)/pieces/\(document.id.rawValue)/retrait">\(tokenField(token))<button class="lien">Retirer<span class="invisible"> \(document.name)</span></button></form></li>
        """
    }
    return PageContent(
        title: "Point \(item.position)", section: .hubs,
        breadcrumbs: assemblyCrumbs(dossier) + [Crumb("Ordre du jour", dossier.path + "/ordre-du-jour")],
        body: """
            \(heading("\(item.position). \(item.title)"))
            \(form(path, token: token, state: state, "\(agendaFields(dossier, state))<p class=\"actions\"><button>Enregistrer</button> <a href=\"\(dossier.path)/ordre-du-jour\">Annuler</a></p>"))
            <h2>Documents</h2>\(documents.isEmpty ? "<p>Aucun document joint à ce point.</p>" : "<ul>\(documents)</ul>" as Markup)
            \(form("\(path)/pieces", token: token, hasFile: true, """
            \(fileField("piece", "Joindre un document", FormState(), hint: "Rapport, comptes, projet : PDF, image, texte ou tableur, \(maximum / 1_000_000) Mo au plus. Les membres convoqués l’ouvrent par leur lien ; il ne paraît pas sur la page publique."))
            <p class="actions"><button class="second">Joindre</button></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
