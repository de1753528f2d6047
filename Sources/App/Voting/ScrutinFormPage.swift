import Domain
import Markup

/// The form of a vote to be prepared, or prepared already.
func scrutinFormPage(
    hub: Hub, action: String, isNew: Bool, items: [(id: ID<AgendaItem>, title: String)], _ state: FormState,
    token: String
) -> PageContent {
    let kinds: [(value: String, label: Markup)] = ScrutinQuestion.Kind.allCases.map { ($0.rawValue, "\($0.label)") }
    let meetings = [AssemblyKind.ordinary, .extraordinary, .founding, .board, .bureau].map {
        (value: $0.rawValue, label: $0.label)
    }
    let points =
        [(value: "", label: "aucun : le scrutin se tient à part")]
        + items.map { (value: $0.id.description, label: $0.title) }
    let item: Markup? =
        items.isEmpty
        ? nil
        : selectField(
            "point", "Point d’ordre du jour", state, options: points,
            hint: "Le vote en ligne s’ajoute à ceux de la salle.")
    let natures: [(value: String, label: Markup)] = [
        ("consultation", "<strong>Une consultation</strong> : elle éclaire la décision"),
        ("decision", "<strong>Une décision</strong> : les statuts permettent de décider ainsi"),
    ]
    return PageContent(
        title: isNew ? "Préparer un scrutin" : "Modifier le scrutin", section: .hubs,
        breadcrumbs: scrutinCrumbs(hub, [Crumb("Scrutins en ligne", scrutinPath(hub))]),
        body: """
            \(heading(isNew ? "Préparer un scrutin" : "Modifier le scrutin"))
            \(form(action, token: token, state: state, """
            \(textField("titre", "Titre", state, isRequired: true))
            \(textArea("texte", "Texte soumis au vote", state, hint: "La résolution en entier, ou la question posée.", rows: 6))
            \(radioGroup("genre", "Comment vote-t-on ?", state, options: kinds))
            \(textArea("options", "Propositions", state, hint: "Une par ligne ; rien pour un vote pour ou contre.", rows: 5, maximum: 6000))
            <div class="trois">\(textField("places", "Nombre de places", state, hint: "Combien seront retenues.", maximum: 2, inputmode: "numeric"))
            \(textField("choix-au-plus", "Choix par bulletin, au plus", state, hint: "Pour l’approbation ; vide : sans limite.", maximum: 2, inputmode: "numeric"))</div>
            \(radioGroup("nature", "Ce que vaut le vote", state, options: natures))
            \(textArea("clause", "Clause des statuts", state, hint: "Recopiez l’article qui permet de décider par un vote à distance.", rows: 2, maximum: 1000))
            \(item)
            \(selectField("majorite", "Majorité", state, options: meetings, hint: "Celle que les statuts demandent à cette sorte d’assemblée. Une consultation n’en a pas."))
            \(checkbox("secret", "Scrutin secret, avec des scrutateurs qui tiennent la clé de l’urne", state))
            \(checkbox("modifiable", "À découvert : chaque organisation peut changer son vote jusqu’à la clôture, avec trace", state))
            <div class="trois">\(textField("ouverture", "Ouverture", state, type: "datetime-local", isRequired: true))
            \(textField("cloture", "Clôture", state, type: "datetime-local", isRequired: true))</div>
            <p class="actions"><button>\(isNew ? "Préparer ce scrutin" : "Enregistrer")</button> <a href="\(scrutinPath(hub))">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
