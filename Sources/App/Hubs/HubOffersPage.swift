import Domain
import Markup

/// `/poles/{slug}/pilotage/offres`: what the members of a hub offer and look for.
func hubOffersPage(
    hub: Hub, members: [Organisation], lines: [OfferLine], _ state: FormState, token: String
) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/offres"
    let rows: [Markup] = lines.map { line in
        """
        <tr><th scope="row">\(line.offer.topic)\(offerDetail(line.offer))</th><td data-titre="Sens">\(line.offer.direction.label)</td><td data-titre="Sorte">\(line.offer.kind.label)</td>\
        <td data-titre="Organisation">\(line.name)</td><td data-titre="Changer"><form method="post" action="\(path)/\(line.offer.id.rawValue)/fin">\(tokenField(token))\
        <button class="lien">Retirer<span class="invisible"> « \(line.offer.topic) »</span></button></form></td></tr>
        """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune annonce en cours.",
            "Inscrivez ce qu’une organisation du pôle propose ou cherche : il suffit d’une ligne.")
        : table(
            caption: "Annonces en cours", id: "annonces",
            columns: ["Annonce", "Sens", "Sorte", "Organisation", "Changer"].map { Column($0) }, rows: rows)
    return PageContent(
        title: "Offres et besoins", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
            Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
        ],
        body: """
            \(heading("Offres et besoins \(French.of(hub.name))", "Elles paraissent sur la page <a href=\"/offres\">Offres et besoins</a>, avec celles qui peuvent y répondre."))
            \(list)
            <h2>Inscrire une annonce</h2>
            \(members.isEmpty ? noMember(hub) : offerForm(path, members, state, token: token))
            """, isPrivate: true)
}

private func noMember(_ hub: Hub) -> Markup {
    emptyState(
        "Aucune organisation ne prend encore part à ce pôle.",
        "<a href=\"/poles/\(hub.slug)/pilotage/organisations\">Ajoutez-en une</a> : c’est elle qui propose ou qui cherche."
    )
}

private func offerForm(_ path: String, _ members: [Organisation], _ state: FormState, token: String) -> Markup {
    let names = [(value: "", label: "— choisir —")] + members.map { (value: $0.id.description, label: $0.name) }
    let kinds = [(value: "", label: "— choisir —")] + Offer.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let words: [Markup] = SkillVocabulary.skills.map { "<option value=\"\($0)\"></option>" }
    return form(
        path, token: token, state: state,
        """
        \(selectField("organisation", "Organisation", state, options: names, isRequired: true))
        \(radioGroup("sens", "Elle…", state, options: Offer.Direction.allCases.map { (value: $0.rawValue, label: "\($0.label.lowercased())" as Markup) }))
        \(selectField("sorte", "De quoi il s’agit", state, options: kinds, isRequired: true))
        \(textField("objet", "En quelques mots", state, hint: "Par exemple : salle de réunion de 30 places.", isRequired: true, maximum: 120, list: "mots-des-competences"))
        <datalist id="mots-des-competences">\(words)</datalist>
        \(textArea("precisions", "Précisions", state, hint: "Conditions, moments, quantité. Pas de coordonnées d’une personne : la page est publique.", maximum: 2000))
        \(textField("jusquau", "Dernier jour", state, hint: "Comme 2027-06-30. Vide : jusqu’à nouvel ordre.", maximum: 10))
        <p class="actions"><button>Inscrire l’annonce</button></p>
        """)
}
