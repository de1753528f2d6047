import Domain
import Markup

/// `…/candidatures`: who stands for each election, and the form of one more.
func candidacyPage(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> PageContent {
    let elections = dossier.agenda.filter { $0.kind == .election }
    let isEarly = [.preparation, .convened].contains(dossier.assembly.state)
    let lists: [Markup] = elections.map { candidacyList($0, dossier, isEarly: isEarly, token: token) }
    let body: Markup =
        elections.isEmpty
        ? emptyState("Aucune élection à l’ordre du jour.", "Ajoutez d’abord un point « élection ».")
        : "\(lists)\(isEarly ? candidacyForm(elections, dossier, state, token: token) : "<p>La séance est ouverte ou finie : les candidatures s’inscrivent au point de l’élection.</p>")"
    return PageContent(
        title: "Candidatures", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading("Candidatures", "Inscrites avant l’assemblée, elles figurent sur les bulletins à imprimer. On peut encore se présenter en séance."))
            \(isEarly && !elections.isEmpty ? "<p>\(sentence: ConvocationText(dossier).candidacies)</p>" as Markup : nil)            \(body)<p class="actions"><a class="bouton second" href="\(dossier.path)/papiers">Bulletins et papiers de la salle</a> <a href="\(dossier.path)">Revenir à l’assemblée</a></p>
            """, isPrivate: true, isNarrow: true)
}

private func candidacyList(_ item: AgendaItem, _ dossier: AssemblyDossier, isEarly: Bool, token: String) -> Markup {
    let rows: [Markup] = (dossier.candidates[item.position] ?? []).map { candidate in
        let undo: Markup? =
            isEarly
            ? "<form class=\"en-ligne\" method=\"post\" action=\"\(dossier.path)/candidatures/retrait\">\(tokenField(token))<input type=\"hidden\" name=\"point\" value=\"\(item.position)\"><input type=\"hidden\" name=\"candidature\" value=\"\(candidate.name)\"><button class=\"lien\">Retirer<span class=\"invisible\"> \(candidate.name)</span></button></form>"
            : nil
        return
            "<li><strong>\(candidate.name)</strong> \(undo)\(candidate.statement.isEmpty ? nil : "<br>\(candidate.statement)" as Markup)</li>"
    }
    let list: Markup = rows.isEmpty ? "<p>Personne ne s’est encore présenté.</p>" : "<ul>\(rows)</ul>"
    let seats: Markup? = item.seats.map {
        "<p>\(French.count($0, "siège à pourvoir", "sièges à pourvoir"))\(item.method.map { ", \($0.label)" as Markup }).</p>"
    }
    return "<section><h2>Point \(item.position). \(item.title)</h2>\(seats)\(list)</section>"
}

private func candidacyForm(
    _ elections: [AgendaItem], _ dossier: AssemblyDossier, _ state: FormState, token: String
) -> Markup {
    var state = state
    if state.values["point"] == nil { state.values["point"] = elections.first.map { String($0.position) } }
    let items = elections.map { (value: String($0.position), label: "Point \($0.position). \($0.title)") }
    let organisations =
        [(value: "", label: "— choisir —")]
        + dossier.roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    return """
        <section><h2>Inscrire une candidature</h2>\(form("\(dossier.path)/candidatures", token: token, state: state, """
        \(selectField("point", "Élection", state, options: items))\(selectField("organisation", "Organisation", state, options: organisations, isRequired: true))
        \(textField("representant-candidat", "Qui la représentera", state, isRequired: true, maximum: 100))
        \(selectField("genre", "Femme ou homme", state, options: [("", "non dit"), ("f", "femme"), ("h", "homme")], hint: "Seulement si les statuts demandent la parité."))
        \(textField("naissance", "Date de naissance", state, hint: "Seulement si les statuts départagent par l’âge : 1970-05-12.", maximum: 10))
        \(textArea("presentation", "Présentation", state, maximum: 2000))<p class="actions"><button>Inscrire</button></p>
        """))</section>
        """
}
