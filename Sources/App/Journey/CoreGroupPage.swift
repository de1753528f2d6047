import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/noyau`: who steers, who is missing, and a place more.
func coreGroupPage(
    _ view: JourneyView, _ missing: MissingView, search: String, found: [Organisation], _ state: FormState,
    token: String
) -> PageContent {
    PageContent(
        title: "Le noyau", section: .hubs, breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk)),
        body: """
            \(heading("Le noyau : \(view.hub.name)", "Les organisations et les personnes qui pilotent la démarche. Elles ne sont pas encore membres d’un pôle qui n’existe pas encore."))
            \(findingList(view.core.findings(view.thresholds)))
            <section>\(seatTable(view, token))</section>
            <section><h2>Les familles</h2>\(diversityDrawing(view.core))\(sectorSentence(view))\(toCall(missing, view.core))</section>
            <section><h2>Ajouter une place</h2>\(searchForm(view, search, found))\(seatForm(view, found, state, token))</section>
            """, isPrivate: true)
}

private func seatTable(_ view: JourneyView, _ token: String) -> Markup {
    let rows: [Markup] = view.seats.map { seat in
        let name: Markup = seat.organisationName.isEmpty ? "<i>personne seule</i>" : "\(seat.organisationName)"
        let kind = seat.isPartner ? "partenaire" : seat.family?.label ?? "—"
        let end: Markup =
            seat.validity.until.map { "jusqu’au \(time($0.adding(days: -1)))" }
                ?? """
                <form class="petite" method="post" action="\(view.desk)/noyau/\(seat.id.rawValue)/fin">\(tokenField(token))<label for="jour-\(seat.id.rawValue)">Parti·e le<span class="invisible"> (\(seat.organisationName) \(seat.person))</span></label><input class="petit" type="text" id="jour-\(seat.id.rawValue)" name="jour" value="\(view.day.description)" size="10" maxlength="10"><button class="lien">Noter</button></form>
                """
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Famille">\(kind)</td><td data-titre="Personne">\(seat.person.isEmpty ? "—" : seat.person)</td>\
            <td data-titre="Rôle">\(seat.role.isEmpty ? "—" : seat.role)</td><td data-titre="Disponibilité">\(seat.availability.isEmpty ? "—" : seat.availability)</td>\
            <td data-titre="Depuis">\(seat.validity.from.map { time($0) } ?? "—")</td><td data-titre="Départ">\(end)</td></tr>
            """
    }
    guard !rows.isEmpty else {
        return emptyState("Personne n’est encore inscrit.", "Commencez par les organisations qui ont lancé l’idée.")
    }
    return table(
        caption: "Places du noyau", id: "places",
        columns: ["Organisation", "Famille", "Personne", "Rôle", "Disponibilité", "Depuis", "Départ"].map {
            Column($0)
        },
        rows: rows)
}

/// The few whom the directory knows in the perimeter and that would fill what the core group lacks.
private func toCall(_ missing: MissingView, _ core: CoreGroup) -> Markup {
    let held = core.organisations
    let families = Set(Family.legal).subtracting(core.families)
    let useful = missing.prospects.filter { prospect in
        !held.contains(prospect.organisation.id) && families.contains(prospect.organisation.family)
    }
    let items: [Markup] = useful.prefix(6).map { prospect in
        "<li><a href=\"/annuaire/\(prospect.slug)\">\(prospect.organisation.name)</a>, \(prospect.organisation.family.label) — <a href=\"\(missingPath(missing.hub))/\(prospect.slug)\">noter un appel<span class=\"invisible\"> à \(prospect.organisation.name)</span></a></li>"
    }
    guard !items.isEmpty else {
        return "<p><a href=\"\(missingPath(missing.hub))\">Qui manque sur le territoire</a></p>"
    }
    return """
        <h3>Qui appeler d’abord</h3><p class="indice">Connues dans l’annuaire, d’une famille où il n’y a personne.</p><ul>\(items)</ul><p><a href="\(missingPath(missing.hub))">Toutes celles qui manquent</a></p>
        """
}

private func searchForm(_ view: JourneyView, _ search: String, _ found: [Organisation]) -> Markup {
    let nothing: Markup? =
        search.isEmpty || !found.isEmpty
        ? nil : "<p>L’annuaire ne connaît pas « \(search) » : écrivez son nom ci-dessous.</p>"
    return """
        <form class="recherche" method="get" action="\(view.desk)/noyau"><div class="champ"><label for="q">Chercher l’organisation dans l’annuaire</label><input type="search" id="q" name="q" value="\(search)" maxlength="80"></div><button class="second">Chercher</button></form>\(nothing)
        """
}

private func seatForm(_ view: JourneyView, _ found: [Organisation], _ state: FormState, _ token: String) -> Markup {
    let families =
        [(value: "", label: "— si elle n’a pas de fiche —")]
        + Family.legal.map { (value: $0.rawValue, label: $0.label) }
    let records =
        [(value: "", label: "aucune fiche")] + found.map { (value: $0.slug, label: "\($0.name) (\($0.family.label))") }
    let kept = state["fiche"]
    // A record chosen before a refusal stays a choice.
    let options =
        kept.isEmpty || records.contains { $0.value == kept } ? records : records + [(value: kept, label: kept)]
    return form(
        view.desk + "/noyau", token: token, state: state,
        """
        \(options.count > 1 ? selectField("fiche", "Fiche de l’annuaire", state, options: options) : nil)
        \(textField("organisation", "Organisation, si elle n’a pas de fiche", state))
        \(selectField("famille", "Famille", state, options: families))
        \(checkbox("partenaire", "C’est un partenaire : il soutient et ne décide pas", state))
        \(textField("personne", "Personne qui vient", state, hint: "Reste au pilotage : la page publique ne nomme que les organisations.", maximum: 120))
        \(textField("role", "Rôle", state, hint: "Par exemple : animation, enquête, finances.", maximum: 120))
        \(textField("disponibilite", "Disponibilité", state, hint: "Par exemple : une demi-journée par mois.", maximum: 200))
        \(textField("depuis", "Depuis le", state, hint: "Un jour : 2026-03-01.", isRequired: true, maximum: 10))
        <p class="actions"><button>Ajouter cette place</button></p>
        """)
}
