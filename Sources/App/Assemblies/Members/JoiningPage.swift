import Domain
import Markup

/// What the form to join starts from.
struct JoiningFormView: Sendable {
    let hub: Hub
    let charter: Charter
    /// Organisations that the visitor represents, to choose from.
    let own: [(id: ID<Organisation>, name: String)]
    let isSignedIn: Bool
}

/// `/poles/{slug}/adherer`: the principles one by one, then the organisation, what it brings and expects, who speaks (R6, R7).
func joiningPage(_ view: JoiningFormView, _ state: FormState, token: String) -> PageContent {
    let family = Family(rawValue: state["famille"])
    let principles: [Markup] = view.charter.principles.enumerated().map { index, principle in
        principleField(principle, view.charter, number: index + 1, family, state)
    }
    let confirm: Markup =
        view.isSignedIn
        ? "Si c’est l’adresse de votre compte, la demande part aussitôt ; sinon, un message y demande de confirmer."
        : "Un message y part d’abord : la demande n’est transmise qu’une fois confirmée par son lien."
    return PageContent(
        title: "Adhérer", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)],
        body: """
            \(heading("Adhérer", "\(view.hub.name). Une organisation adhère parce qu’elle le veut, sur des principes qu’elle partage. Le pôle décide, et dit qui a décidé."))
            \(familyChoice(view, state))
            \(form("/poles/\(view.hub.slug)/adherer", token: token, state: state, """
            \(organisationFields(view, state, family))
            <section class="charte"><h2>Les principes</h2><p class="indice">\(view.charter.source). <a href="/poles/\(view.hub.slug)/charte">La charte, à relire et à imprimer</a></p>\(principles)</section>
            <fieldset class="groupe"><legend>Votre démarche</legend>
            \(textArea("motivation", "Pourquoi rejoindre ce pôle", state, isRequired: true))
            \(textArea("apporte", "Ce que vous apportez", state, hint: "Du temps, des compétences, un lieu, de l’argent… Facultatif.", rows: 3, maximum: 2000))
            \(textArea("attend", "Ce que vous attendez", state, hint: "Facultatif.", rows: 3, maximum: 2000))</fieldset>
            <fieldset class="groupe"><legend>Qui parlera pour elle</legend><p class="indice">Un ou une titulaire, et un ou une suppléant·e si vous le souhaitez. Seul le pôle voit ces noms.</p>
            \(textField("titulaire", "Titulaire", state, isRequired: true, maximum: 100))\(textField("titulaire-courriel", "Son courriel", state, type: "email", maximum: 254))
            \(textField("suppleant", "Suppléant·e", state, maximum: 100))\(textField("suppleant-courriel", "Son courriel", state, type: "email", maximum: 254))</fieldset>
            <fieldset class="groupe"><legend>De votre part</legend>
            \(textField("contact", "Votre nom", state, isRequired: true, autocomplete: "name", maximum: 100))
            \(textField("fonction", "Votre fonction dans l’organisation", state, maximum: 100))
            \(textField("courriel", "Votre adresse électronique", state, hint: confirm, type: "email", isRequired: true, autocomplete: "email", maximum: 254))
            \(decoy())</fieldset>
            <p class="indice">Vous pourrez joindre vos statuts et d’autres pièces ensuite. Si la demande est refusée ou retirée, noms et adresses sont effacés.</p>
            <p class="actions"><button>Envoyer la demande</button> <a href="/poles/\(view.hub.slug)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// Without scripts, what each form guarantees is asked for by its own small form.
private func familyChoice(_ view: JoiningFormView, _ state: FormState) -> Markup {
    let options = [(value: "", label: "— choisir —")] + Family.legal.map { (value: $0.rawValue, label: $0.label) }
    let choices: [Markup] = options.map { option in
        "<option value=\"\(option.value)\"\("selected", if: state["famille"] == option.value)>\(option.label)</option>"
    }
    return """
        <form class="criteres" method="get" action="/poles/\(view.hub.slug)/adherer"><div class="champ"><label for="forme">Votre forme juridique</label><select id="forme" name="famille">\(choices)</select></div>\
        <button class="second">Voir ce qu’elle garantit déjà</button></form>
        """
}

private func organisationFields(_ view: JoiningFormView, _ state: FormState, _ family: Family?) -> Markup {
    let own: Markup? =
        view.own.isEmpty
        ? nil
        : selectField(
            "organisation", "Pour l’organisation", state,
            options: view.own.map { (value: $0.id.description, label: $0.name) } + [(value: "", label: "une autre")])
    let families = [(value: "", label: "— choisir —")] + Family.legal.map { (value: $0.rawValue, label: $0.label) }
    return """
        <fieldset class="groupe"><legend>L’organisation</legend>\(own)
        \(textField("nom", "Nom", state, isRequired: true))\(selectField("famille", "Famille juridique", state, options: families + [(value: Family.undetermined.rawValue, label: "collectif, collectivité ou autre")], isRequired: true))
        \(textField("siren", "SIREN", state, hint: "Neuf chiffres. Facultatif.", maximum: 11, inputmode: "numeric"))\(textField("commune", "Commune", state, maximum: 80))
        \(textField("activite", "Activité", state, hint: "En un mot ou deux.", maximum: 100))
        \(textField("salaries", "Salariés", state, hint: "Pour la cotisation. Facultatif.", maximum: 9, inputmode: "numeric"))
        \(textField("budget", "Budget annuel, en euros", state, hint: "Facultatif.", maximum: 15, inputmode: "numeric"))
        \(checkbox("collectivite", "C’est une collectivité ou un établissement public : elle soutient et conseille, elle ne décide pas, sauf si les statuts lui donnent un collège.", state))</fieldset>
        """
}

private func principleField(
    _ principle: Charter.Principle, _ charter: Charter, number: Int, _ family: Family?, _ state: FormState
) -> Markup {
    let key = principle.key.rawValue
    let guarantee = family.map { charter.guarantee(of: $0, on: principle.key) }
    let known: Markup? = guarantee.map {
        "<p class=\"garantie \($0.level.rawValue)\"><strong>\($0.level.label)</strong> — \(sentence: $0.sentence)</p>"
    }
    let hint: Markup =
        guarantee?.asksForAnAnswer == false
        ? "Facultatif : votre forme juridique y répond." : "Quelques phrases suffisent."
    return """
        <fieldset class="groupe principe-charte"><legend>\(number). \(principle.title)</legend><p>\(principle.text)</p>\(principle.source.isEmpty ? nil : "<p class=\"preuve\">Source : \(principle.source)</p>" as Markup)\(known)
        \(textArea("charte-" + key, "\(principle.question)", state, hint: hint, rows: 3, maximum: 2000))
        \(checkbox("accord-" + key, "Notre organisation s’y engage.", state))\(state.error("accord-" + key).map { "<p class=\"erreur\">\(sentence: $0)</p>" as Markup })</fieldset>
        """
}

func joiningSentPage(_ hub: Hub) -> PageContent {
    PageContent(
        title: "Demande écrite", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug)],
        body: """
            \(heading("Regardez votre boîte aux lettres", "Un message vient d’y partir : son lien confirme la demande si c’est nécessaire, puis montre où elle en est."))
            <p class="actions"><a class="bouton" href="/poles/\(hub.slug)">Retour au pôle</a></p>
            """, isPrivate: true, isNarrow: true)
}
