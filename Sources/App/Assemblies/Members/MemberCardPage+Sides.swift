import Domain
import Markup

// Dues, exchanges, size, membership and history, on the card of a member.

func duesSection(_ card: MemberCard) -> Markup {
    let items: [Markup] = card.dues.map { account in
        let state = account.state(on: card.day)
        return
            "<li>\(account.year) : \(account.amount.french), <span class=\"etat-\(state.rawValue)\">\(state.label)</span>\(account.rest > .zero ? " (reste \(account.rest.french))" : "")</li>"
    }
    return """
        <h2>Cotisations</h2>\(items.isEmpty ? "<p>Aucune n’a été appelée.</p>" : "<ul class=\"nu\">\(items)</ul>" as Markup)
        <p class="actions"><a href="\(card.path)/cotisations">Appels, versements et reçus</a></p>
        """
}

func balanceSection(_ card: MemberCard) -> Markup {
    """
    <h2>Apports et bénéfices</h2><p>\(sentence: card.balance.sentence(of: card.facts.name))</p>
    <p class="actions"><a href="\(card.path)/echanges">Le détail</a></p>
    """
}

func standingSection(_ card: MemberCard, _ state: FormState, _ token: String) -> Markup {
    let byForm = PublicBody.isOne(legalCategory: card.legalCategory) ? "oui" : "non"
    let options = [
        (value: "", label: "comme le dit sa forme juridique (\(byForm))"), (value: "oui", label: "oui"),
        (value: "non", label: "non"),
    ]
    return """
        <details\("open", if: state.error("salaries") != nil || state.error("budget") != nil)><summary>Taille, groupe, collectivité</summary>
        \(form(card.path + "/situation", token: token, """
        \(textField("salaries", "Salariés", state, hint: "Le barème des cotisations peut le demander.", maximum: 9, inputmode: "numeric"))
        \(textField("budget", "Budget annuel, en euros", state, maximum: 15, inputmode: "numeric"))
        \(textField("groupe", "Groupe d’organisations affiliées", state, hint: "Le même nom pour celles qui dépendent les unes des autres : elles comptent pour une dans les plafonds.", maximum: 120))
        \(selectField("collectivite", "Collectivité ou établissement public", state, options: options))
        <p class="actions"><button class="second">Enregistrer</button></p>
        """))</details>
        """
}

/// What the form of the size starts from.
func cardValues(_ card: MemberCard) -> [String: String] {
    [
        "salaries": card.employees.map(String.init) ?? "", "budget": card.budget.map(String.init) ?? "",
        "groupe": card.facts.group ?? "", "collectivite": card.saidPublicBody.map { $0 ? "oui" : "non" } ?? "",
        "depuis": card.day.description, "college-depuis": card.day.description,
        "suspension-depuis": card.day.description, "college": card.facts.college ?? "",
    ]
}

func membershipSection(_ card: MemberCard, _ token: String) -> Markup {
    let items: [Markup] = card.periods.map { period in
        let start: Markup = period.validity.from.map { time($0) } ?? "—"
        let span: Markup = period.validity.until.map { "Du \(start) au \(time($0))" } ?? "Depuis le \(start)"
        let why = [
            period.motive?.label, period.decidedBy.isEmpty ? nil : "décidée par \(period.decidedBy)",
            period.reason.isEmpty ? nil : period.reason,
        ].compactMap(\.self)
        return
            "<li>\(span)\(why.isEmpty ? nil : " : \(sentence: why.joined(separator: ", "))" as Markup)</li>"
    }
    let door: Markup =
        card.isMember
        ? "<p class=\"actions\"><a class=\"bouton second\" href=\"\(card.path)/fin\">Fin de l’adhésion…</a></p>"
        : """
        <details><summary>Cette fin est une erreur</summary><form method="post" action="\(card.path)/retour">\(tokenField(token))\
        <p class="indice">L’adhésion continue comme si elle n’avait pas pris fin, avec qui parlait pour elle. Votre motif reste dans l’historique.</p>\
        <div class="champ"><label for="retour-motif">Pourquoi</label><input id="retour-motif" name="motif" maxlength="500"></div><button class="danger">Annuler la fin</button></form></details>
        """
    return "<section><h2>Adhésion</h2><ul class=\"nu\">\(items)</ul>\(door)</section>"
}

func cardHistory(_ card: MemberCard) -> Markup {
    let items: [Markup] = card.history.map { line in
        "<li>\(moment(line.at)) : \(sentence: journalSentence(line))</li>"
    }
    return """
        <section><h2>Historique</h2>\(items.isEmpty ? "<p>Rien n’a été changé depuis les premières données.</p>" : "<ul class=\"prose\">\(items)</ul>" as Markup)</section>
        """
}

/// `/poles/{slug}/pilotage/membres/{id}/fin`
func memberEndPage(_ card: MemberCard, _ state: FormState, token: String) -> PageContent {
    let motives: [(value: String, label: Markup)] = EndMotive.allCases.map {
        ($0.rawValue, "<strong>\($0.label)</strong> — \($0.explanation)")
    }
    let crumbs = [Crumb("Registre", "/poles/\(card.hub.slug)/pilotage/membres"), Crumb(card.facts.name, card.path)]
    return PageContent(
        title: "Fin de l’adhésion", section: .hubs, breadcrumbs: deskCrumbs(card.hub) + crumbs,
        body: """
            \(heading("Fin de l’adhésion \(French.of(card.facts.name))", "Ce qu’elle a voté, payé et apporté reste. Qui parlait pour elle ne parle plus."))
            \(form(card.path + "/fin", token: token, state: state, """
            \(radioGroup("sorte", "Pourquoi", state, options: motives))
            \(textField("jour", "Premier jour où elle n’est plus membre", state, hint: "Un jour : 2026-12-31.", isRequired: true, maximum: 10))
            \(textField("instance", "Décidé par", state, hint: "Pour une radiation ou une exclusion : l’instance que les statuts nomment."))
            \(textArea("motif", "Motif", state, hint: "Obligatoire pour une radiation ou une exclusion. Il ne paraît pas au public.", rows: 3, maximum: 1000))
            \(checkbox("confirme", "Je confirme : \(card.facts.name) quitte \(card.hub.name).", state))
            <p class="actions"><button class="danger">Enregistrer la fin</button> <a href="\(card.path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
