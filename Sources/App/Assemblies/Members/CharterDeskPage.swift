import Domain
import Markup

/// `/reseau/pilotage/charte` and `/poles/{slug}/pilotage/charte`: the charter in force, every version that was, who signed what.
func charterDeskPage(_ desk: CharterDesk, _ state: FormState, mayWrite: Bool, token: String) -> PageContent {
    let whose: Markup = desk.hub.map { "\(French.of($0.name))" } ?? "du réseau"
    let standing: Markup =
        desk.hub == nil
        ? "Elle vaut pour les pôles qui n’en ont pas écrit d’autre."
        : desk.isOwn
            ? "Le pôle a ses propres mots."
            : "Le pôle suit la charte du réseau ; il peut écrire la sienne."
    let write: Markup? =
        mayWrite
        ? "<a class=\"bouton\" href=\"\(desk.path)/ecrire\">Écrire une nouvelle version</a>" : nil
    return PageContent(
        title: "Charte", section: desk.hub == nil ? .network : .hubs, breadcrumbs: desk.crumbs(inside: false),
        body: """
            \(heading("La charte \(whose)", "Les principes sur lesquels on adhère, et ce que chaque forme juridique garantit déjà. \(standing)"))\(errorSummary(state))
            \(desk.hub.map { memberDoors("/poles/\($0.slug)/pilotage", current: .charter) })
            <section><h2>En vigueur</h2><p>C’est la \(desk.title(of: desk.current)).</p>
            <p class="actions">\(write)<a class="bouton second" href="\(desk.publicPath)">La page publique</a></p></section>
            \(editionTable(desk, mayWrite: mayWrite, token: token))\(charterChoice(desk))
            \(mayWrite ? followForm(desk, state, token: token) : nil)\(signerSection(desk))
            """, isPrivate: true)
}

private func editionTable(_ desk: CharterDesk, mayWrite: Bool, token: String) -> Markup {
    guard !desk.editions.isEmpty else {
        return emptyState(
            "Ce pôle n’a pas écrit de version à lui.",
            "Celle du réseau vaut pour lui. Une version écrite ici n’oblige que ceux qui adhèrent ensuite, ou qui la signent."
        )
    }
    let rows: [Markup] = desk.editions.map { edition in
        let title: Markup = edition.isShipped ? "Celle du programme" : "Version \(edition.rank)"
        let state: Markup =
            edition.isWithdrawn
            ? "écartée"
            : edition.number == desk.current.version
                ? "<strong>en vigueur</strong>" : desk.today < edition.from ? "à venir" : "remplacée"
        let decided: Markup = edition.decidedBy.isEmpty ? "—" : "\(edition.decidedBy)"
        let note: Markup? = edition.note.isEmpty ? nil : "<br><small>\(sentence: edition.note)</small>"
        return """
            <tr><th scope="row">\(title)\(edition.charter == nil ? "<br><small>suivre la charte du réseau</small>" as Markup : nil)</th><td data-titre="Depuis">\(time(edition.from))</td><td data-titre="État">\(state)</td>\
            <td data-titre="Décidée par">\(decided)\(note)</td><td data-titre="Signée par" class="nombre">\(edition.charter == nil ? "—" : "\(French.number(edition.signers))" as Markup)</td><td data-titre="Faire">\(editionDoors(desk, edition, mayWrite: mayWrite, token: token))</td></tr>
            """
    }
    let columns = [
        Column("Version"), Column("Depuis"), Column("État"), Column("Décidée par"),
        Column("Signée par", isNumeric: true),
        Column("Faire"),
    ]
    return table(caption: "Toutes les versions", id: "versions", columns: columns, rows: rows)
}

private func editionDoors(_ desk: CharterDesk, _ edition: CharterEdition, mayWrite: Bool, token: String) -> Markup {
    guard edition.charter != nil else { return withdrawDoor(desk, edition, mayWrite: mayWrite, token: token) ?? "—" }
    let name = edition.isShipped ? "la version du programme" : "la version \(edition.rank)"
    let again: Markup? =
        mayWrite && edition.number != desk.current.version
        ? " · <a href=\"\(desk.path)/ecrire?modele=\(edition.number)\">Repartir d’elle<span class=\"invisible\"> : \(name)</span></a>"
        : nil
    return
        "<a href=\"\(desk.publicPath)?version=\(edition.number)\">Lire<span class=\"invisible\"> \(name)</span></a>\(again)\(withdrawDoor(desk, edition, mayWrite: mayWrite, token: token))"
}

private func withdrawDoor(_ desk: CharterDesk, _ edition: CharterEdition, mayWrite: Bool, token: String) -> Markup? {
    guard mayWrite, edition.mayBeWithdrawn(on: desk.today) else { return nil }
    return """
        <form method="post" action="\(desk.path)/\(edition.number)/retrait">\(tokenField(token))<button class="lien">Écarter<span class="invisible"> la version \(edition.rank)</span></button></form>
        """
}

/// Chooses two versions to lay side by side.
private func charterChoice(_ desk: CharterDesk) -> Markup? {
    let worded = desk.worded
    guard worded.count > 1 else { return nil }
    let options = worded.map { edition in
        (
            value: String(edition.number),
            label: edition.isShipped
                ? "celle du programme"
                : edition.hub != desk.hub?.id
                    ? "celle du réseau" : "version \(edition.rank), depuis \(edition.from.frenchWithArticle)"
        )
    }
    let state = FormState(values: ["ancienne": String(worded[1].number), "nouvelle": String(worded[0].number)])
    return """
        <form method="get" action="\(desk.path)/comparaison" class="recherche">\(selectField("ancienne", "Comparer", state, options: options))\(selectField("nouvelle", "avec", state, options: options))<button class="second">Comparer</button></form>
        """
}

private func followForm(_ desk: CharterDesk, _ state: FormState, token: String) -> Markup? {
    guard desk.hub != nil, desk.isOwn else { return nil }
    return """
        <details\("open", if: state.error("reseau-depuis") != nil || state.error("reseau-instance") != nil)><summary>Revenir à la charte du réseau</summary>\(form(desk.path + "/reseau", token: token, """
        <p class="indice">Les versions du pôle restent, avec qui les a signées.</p>
        \(textField("reseau-depuis", "À partir du", state, hint: "Un jour : \(desk.today.description).", isRequired: true, maximum: 10))
        \(textField("reseau-instance", "Décidé par", state, hint: "Assemblée générale, conseil…", isRequired: true))
        \(textField("reseau-note", "Pourquoi", state, maximum: 1000))
        <p class="actions"><button class="second">Suivre la charte du réseau</button></p>
        """))</details>
        """
}

private func signerSection(_ desk: CharterDesk) -> Markup? {
    guard desk.hub != nil, !desk.signers.isEmpty else { return nil }
    let rows: [Markup] = desk.signers.map { signer in
        let version: Markup =
            signer.number.map { number in
                number == desk.current.version
                    ? "celle en vigueur"
                    : "<a href=\"\(desk.publicPath)?version=\(number)\">\(desk.edition(number).map { $0.isShipped ? "celle du programme" : "version \($0.rank)" } ?? "une version du réseau")</a>"
            } ?? "adhésion d’avant l’arrivée du programme"
        return
            "<tr><th scope=\"row\">\(signer.name)</th><td data-titre=\"A signé\">\(version)</td><td data-titre=\"Quand\">\(signer.signedAt.isEmpty ? "—" : moment(signer.signedAt))</td></tr>"
    }
    let now = desk.signers.filter { $0.number == desk.current.version }.count
    let signed =
        now == 0
        ? "Aucun membre n’a"
        : "\(French.count(now, "membre", "membres")) sur \(French.number(desk.signers.count)) \(now < 2 ? "a" : "ont")"
    return """
        <section><h2>Qui a signé quoi</h2><p>\(signed) signé la version en vigueur. Une organisation signe depuis son espace, « Mes adhésions ».</p>
        <details><summary>La liste</summary>\(table(caption: "Signatures", id: "signatures", columns: [Column("Membre"), Column("A signé"), Column("Quand")], rows: rows))</details></section>
        """
}

/// `…/pilotage/charte/ecrire`: the words of each principle, and what each family guarantees of it.
func charterFormPage(_ desk: CharterDesk, _ charter: Charter, _ state: FormState, token: String) -> PageContent {
    let groups: [Markup] = charter.principles.enumerated().map { index, principle in
        let key = principle.key.rawValue
        let families: [Markup] = Family.legal.map { family in
            let name = "\(key)-\(family.rawValue)"
            let levels = LegalGuarantee.Level.allCases.map { (value: $0.rawValue, label: $0.label) }
            return """
                <fieldset class="groupe"><legend>\(family.label.uppercasedFirst)</legend>\(selectField("niveau-" + name, "C’est", state, options: levels))\
                \(textArea("garantie-" + name, "Pourquoi", state, hint: "Avec la loi, s’il y en a une.", rows: 2, maximum: 500))</fieldset>
                """
        }
        let isOpen = state.errors.contains { $0.field?.hasPrefix("garantie-" + key) == true }
        return """
            <fieldset class="groupe"><legend>Principe \(index + 1)</legend>
            \(textField("titre-" + key, "Titre", state, isRequired: true))
            \(textArea("texte-" + key, "Ce qu’il dit", state, isRequired: true, rows: 4, maximum: 2000))
            \(textField("source-" + key, "D’où il vient", state, maximum: 300))
            \(textArea("question-" + key, "La question posée quand la forme juridique n’y répond pas", state, isRequired: true, rows: 2, maximum: 500))
            <details\("open", if: isOpen)><summary>Ce que chaque famille garantit déjà<span class="invisible"> : principe \(index + 1)</span></summary>\(families)</details></fieldset>
            """
    }
    return PageContent(
        title: "Écrire la charte", section: desk.hub == nil ? .network : .hubs, breadcrumbs: desk.crumbs(inside: true),
        body: """
            \(heading("Une nouvelle version de la charte", "Elle vaudra pour celles et ceux qui adhèrent à partir du jour que vous dites. Les autres gardent la version signée, et peuvent signer celle-ci."))
            \(form(desk.path + "/ecrire", token: token, state: state, """
            \(textArea("source", "D’où vient cette charte", state, isRequired: true, rows: 2, maximum: 500))
            \(groups)
            <fieldset class="groupe"><legend>La décision</legend>
            \(textField("depuis", "Elle commence le", state, hint: "Un jour, aujourd’hui ou plus tard : \(desk.today.description).", isRequired: true, maximum: 10))
            \(textField("instance", "Décidée par", state, hint: "Assemblée générale, conseil, plénière du réseau…", isRequired: true))
            \(textField("note", "Pourquoi", state, hint: "Facultatif : ce qui change, en une phrase.", maximum: 1000))</fieldset>
            <p class="actions"><button>Enregistrer cette version</button> <a href="\(desk.path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// What the form starts from.
func charterValues(_ charter: Charter) -> [String: String] {
    var values = ["source": charter.source]
    for principle in charter.principles {
        let key = principle.key.rawValue
        values["titre-" + key] = principle.title
        values["texte-" + key] = principle.text
        values["source-" + key] = principle.source
        values["question-" + key] = principle.question
        for family in Family.legal {
            let guarantee = charter.guarantee(of: family, on: principle.key)
            values["niveau-\(key)-\(family.rawValue)"] = guarantee.level.rawValue
            values["garantie-\(key)-\(family.rawValue)"] = guarantee.sentence
        }
    }
    return values
}
