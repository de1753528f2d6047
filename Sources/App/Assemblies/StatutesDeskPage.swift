import Domain
import Markup

/// Everything that the desk of a hub's statutes shows.
struct StatutesDesk: Sendable {
    let hub: Hub
    let day: Day
    /// The latest first.
    let versions: [StatutesVersion]
    let members: [MemberFacts]
    /// Who began each version.
    let authors: [ID<Person>: String]
    /// Names of documents joined as proof.
    let proofs: [ID<Document>: String]
    /// Who wrote what of the drafts, the latest first.
    let drafting: [JournalLine]
    /// What is held today, to try caps on.
    let held: BalanceFacts

    var path: String { "/poles/\(hub.slug)/pilotage/statuts" }
    var draft: StatutesVersion? { versions.first { $0.state == .draft } }
    var inForce: StatutesVersion? { StatutesVersion.inForce(versions, on: day) }

    func consequences(of document: StatutesDocument) -> StatutesConsequences {
        StatutesConsequences(document, members: members, on: day)
    }

    func crumbs(_ more: [Crumb] = []) -> [Crumb] {
        [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
            Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
        ] + more
    }

    var deskCrumb: Crumb { Crumb("Statuts", path) }
}

extension StatutesVersion {
    var title: String { "Version \(version)" }
}

/// `/poles/{slug}/pilotage/statuts`: what is in force, what is being written, and every version that was.
func statutesDeskPage(_ desk: StatutesDesk, _ state: FormState, mayWrite: Bool, token: String) -> PageContent {
    PageContent(
        title: "Statuts", section: .hubs, breadcrumbs: desk.crumbs(),
        body: """
            \(heading("Statuts \(French.of(desk.hub.name))", "Chaque clause est à la fois un texte et une donnée : les assemblées, les quorums et les élections s’y tiennent. Des statuts ne s’adoptent qu’en assemblée."))
            \(errorSummary(state))
            \(inForceSection(desk, mayWrite: mayWrite, token: token))
            \(desk.draft.map { draftSection(desk, $0, state, mayWrite: mayWrite, token: token) } ?? startSection(desk, mayWrite: mayWrite, token: token))
            \(historySection(desk))\(draftingSection(desk))
            """, isPrivate: true)
}

private func inForceSection(_ desk: StatutesDesk, mayWrite: Bool, token: String) -> Markup {
    guard let version = desk.inForce else {
        return """
            <section><h2>En vigueur</h2>\(emptyState("Aucune version n’est en vigueur.", "Écrivez un brouillon : il sera adopté par une assemblée, ou repris tel quel s’il l’a déjà été avant l’arrivée du programme."))</section>
            """
    }
    let publish: Markup? =
        !mayWrite
        ? nil
        : """
        <form method="post" action="\(desk.path)/publication">\(tokenField(token))<input type="hidden" name="version" value="\(version.id.rawValue)">\
        <input type="hidden" name="publics" value="\(version.isPublic ? "non" : "oui")"><button class="second">\(version.isPublic ? "Ne plus les publier" : "Les publier")</button></form>
        """
    let open: Markup? =
        version.isPublic
        ? "<a class=\"bouton second\" href=\"/poles/\(desk.hub.slug)/statuts\">La page publique</a>" : nil
    return """
        <section><h2>En vigueur</h2><p><strong>\(version.title)</strong>, \(adoption(version)). \(version.isPublic ? "Tout le monde peut la lire." : "Elle n’est pas publiée.")</p>
        <div class="actions"><a class="bouton second" href="\(desk.path)/versions/\(version.id.rawValue)">La lire</a>\(open)\(publish)</div></section>
        """
}

/// « adoptée le 18 mars 2023, en vigueur depuis le 1er avril 2023 ».
func adoption(_ version: StatutesVersion) -> Markup {
    guard let adopted = version.adoptedOn, let start = version.inForceFrom else { return "\(version.state.label)" }
    let since: Markup? = start == adopted ? nil : ", en vigueur depuis le \(time(start))"
    let earlier: Markup? =
        version.earlierReason == nil
        ? nil : ", reprise d’avant l’arrivée du programme"
    return "adoptée le \(time(adopted))\(since)\(earlier)"
}

private func startSection(_ desk: StatutesDesk, mayWrite: Bool, token: String) -> Markup? {
    guard mayWrite else { return nil }
    let known = desk.versions.map { version in
        (value: version.id.description, label: "la version \(version.version) (\(version.state.label))")
    }
    let options = [(value: "usage", label: "les clauses d’usage")] + known
    let state = FormState(values: ["modele": desk.inForce?.id.description ?? "usage"])
    return """
        <section><h2>Écrire une nouvelle version</h2>
        \(form(desk.path, token: token, """
        \(selectField("modele", "Partir de", state, options: options, hint: "Les clauses d’usage sont des propositions, chacune marquée comme telle : la loi de 1901 ne fixe presque rien."))
        <p class="actions"><button>Commencer un brouillon</button></p>
        """))</section>
        """
}

private func draftSection(
    _ desk: StatutesDesk, _ draft: StatutesVersion, _ state: FormState, mayWrite: Bool, token: String
) -> Markup? {
    let usual = StatutesDocument.customary(inForceFrom: draft.rules.inForceFrom)
    let old = desk.inForce
    let items: [Markup] = StatutesChapter.allCases.map { chapter in
        let clauses = StatutesText.clauses(chapter, of: draft.document)
        let isUsual = draft.document.isSame(chapter, as: usual)
        let isChanged = old.map { !draft.document.isSame(chapter, as: $0.document) } ?? false
        let mark: String? = isChanged ? "changé" : clauses.isEmpty ? "à écrire" : isUsual ? "l’usage" : nil
        return """
            <li>\(mayWrite ? "<a href=\"\(desk.path)/brouillon/\(chapter.rawValue)\">\(chapter.title)</a>" : "\(chapter.title)" as Markup)\(mark.map { " <span class=\"pastille\">\($0)</span>" as Markup })</li>
            """
    }
    let compare: Markup? = old.map {
        "<a class=\"bouton second\" href=\"\(desk.path)/comparaison?ancienne=\($0.id.rawValue)&amp;nouvelle=\(draft.id.rawValue)\">Comparer à la version en vigueur</a>"
    }
    return """
        <section><h2>Brouillon : version \(draft.version)</h2>
        <p>Commencé \(moment(draft.createdAt))\(draft.createdBy.flatMap { desk.authors[$0] }.map { " par \($0)" as Markup }). Une page par chapitre ; rien n’est en vigueur avant qu’une assemblée l’adopte.</p>
        <ol class="sommaire">\(items)</ol>
        <p class="actions"><a class="bouton" href="\(desk.path)/versions/\(draft.id.rawValue)">Lire et imprimer</a>\(compare)</p>
        <h3>Ce que les règles en disent</h3>\(findingList(draft.document.findings))
        \(mayWrite ? draftActs(desk, state, token: token) : nil)</section>
        """
}

/// The two ways in which a draft ends without an assembly held here.
private func draftActs(_ desk: StatutesDesk, _ state: FormState, token: String) -> Markup {
    """
    <details\("open", if: state.values["adoptes"] != nil)><summary>Ces statuts ont déjà été adoptés, avant que le pôle utilise le programme</summary>
    \(form("\(desk.path)/reprise", token: token, hasFile: true, """
    \(textField("adoptes", "Adoptés le", state, hint: "Le jour de l’assemblée, comme 2019-06-12.", isRequired: true, maximum: 10))
    \(textField("vigueur", "En vigueur depuis le", state, hint: "Vide : le jour de leur adoption.", maximum: 10))
    \(textField("motif", "Pourquoi cette assemblée n’est pas dans le programme", state, isRequired: true, maximum: 1000))
    \(fileField("piece", "Preuve : procès-verbal, statuts signés ou récépissé", state, hint: "Elle sera publique : n’y laissez pas de données personnelles."))
    <p class="actions"><button>Enregistrer comme déjà adoptés</button></p>
    """))</details>
    <details\("open", if: state.values["motif-abandon"] != nil)><summary>Abandonner ce brouillon</summary>
    \(form("\(desk.path)/abandon", token: token, """
    \(textField("motif-abandon", "Pourquoi", state, hint: "Le brouillon reste lisible dans l’historique, avec ce motif.", isRequired: true, maximum: 500))
    <p class="actions"><button class="danger">Abandonner</button></p>
    """))</details>
    """
}

private func historySection(_ desk: StatutesDesk) -> Markup? {
    guard !desk.versions.isEmpty else { return nil }
    let rows: [Markup] = desk.versions.map { version in
        let proof: Markup? = version.earlierDocument.map { id in
            "<br><a href=\"/pieces/\(id.rawValue)\">\(desk.proofs[id] ?? "la preuve")</a>"
        }
        let why = version.abandonReason ?? version.earlierReason
        return """
            <tr><th scope="row"><a href="\(desk.path)/versions/\(version.id.rawValue)">\(version.title)</a></th><td data-titre="État">\(version.state.label)</td>\
            <td data-titre="Adoptée le">\(version.adoptedOn.map { time($0) } ?? "—")</td><td data-titre="En vigueur depuis">\(version.inForceFrom.map { time($0) } ?? "—")</td>\
            <td data-titre="Motif ou preuve">\(why.map { "\(sentence: $0)" as Markup } ?? "—")\(proof)</td></tr>
            """
    }
    let columns = ["Version", "État", "Adoptée le", "En vigueur depuis", "Motif ou preuve"].map { Column($0) }
    let list = table(caption: "Toutes les versions", id: "versions", columns: columns, rows: rows)
    guard desk.versions.count > 1 else { return "<section>\(list)</section>" }
    return "<section>\(list)\(comparisonForm(desk, old: desk.versions[1].id, new: desk.versions[0].id))</section>"
}

/// Every save of a draft, as the journal keeps it; only the desk reads it.
private func draftingSection(_ desk: StatutesDesk) -> Markup? {
    guard !desk.drafting.isEmpty else { return nil }
    return
        "<details><summary>L’écriture des brouillons, pas à pas</summary><ul>\(journalItems(desk.drafting))</ul></details>"
}

/// Chooses two versions to lay side by side.
func comparisonForm(_ desk: StatutesDesk, old: ID<StatutesVersion>, new: ID<StatutesVersion>) -> Markup {
    let options = desk.versions.map { version in
        (value: version.id.description, label: "version \(version.version) (\(version.state.label))")
    }
    let state = FormState(values: ["ancienne": old.description, "nouvelle": new.description])
    return """
        <form method="get" action="\(desk.path)/comparaison" class="recherche">\(selectField("ancienne", "Comparer", state, options: options))\(selectField("nouvelle", "avec", state, options: options))<button class="second">Comparer</button></form>
        """
}
