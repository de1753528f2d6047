import Domain
import Markup

/// Apports and benefits of one member, or of all.
struct ExchangeView: Sendable {
    let hub: Hub
    /// Nil: the whole hub.
    let member: MemberFacts?
    /// Those to choose from.
    let members: [MemberFacts]
    let names: [ID<Organisation>: String]
    let exchanges: [MemberExchange]

    var desk: String { "/poles/\(hub.slug)/pilotage" }
}

/// `/poles/{slug}/pilotage/echanges` and `…/membres/{id}/echanges` (R7).
func exchangePage(_ view: ExchangeView, _ state: FormState, token: String) -> PageContent {
    let balance = ExchangeBalance(view.exchanges)
    let name = view.member?.name ?? view.hub.name
    let lead: Markup =
        view.member == nil
        ? "Chaque membre contribue et bénéficie. Ce qui est inscrit ici le montre, sans classer personne."
        : "\(sentence: balance.sentence(of: name))"
    let crumbs = view.member.map { member in
        [Crumb("Registre", view.desk + "/membres"), Crumb(member.name, "\(view.desk)/membres/\(member.organisation)")]
    }
    return PageContent(
        title: "Apports et bénéfices", section: .hubs,
        breadcrumbs: deskCrumbs(view.hub) + (crumbs ?? [Crumb("Registre", view.desk + "/membres")]),
        body: """
            \(heading("Apports et bénéfices\(view.member == nil ? "" : " : \(name)")", lead))
            \(view.member == nil ? memberDoors(view.desk, current: .exchanges) : nil)\(errorSummary(state))
            \(balanceFigure(balance))\(balanceTable(balance))
            \(view.member == nil ? membersBalance(view) : nil)
            \(exchangeForm(view, state, token))
            \(exchangeList(view, token))
            """, isPrivate: true)
}

/// By function, what was brought to the left and what was received to the right; hours here, sums in the table.
func balanceFigure(_ balance: ExchangeBalance) -> Markup? {
    let most =
        HubFunction.allCases.flatMap { function in
            MemberExchange.Direction.allCases.map { balance.count($0, function).minutes }
        }.max() ?? 0
    guard most > 0 else { return nil }
    let rows: [Markup] = HubFunction.allCases.enumerated().map { index, function in
        let (given, got) = (balance.count(.brought, function).minutes, balance.count(.received, function).minutes)
        let (left, right) = (150 * given / most, 150 * got / most)
        let y = 26 + 34 * index
        return """
            <text class="milieu" x="160" y="\(y)">\(function.short)</text><rect class="apport" x="\(160 - left)" y="\(y + 5)" width="\(left)" height="12"/>\
            <rect class="benefice" x="160" y="\(y + 5)" width="\(right)" height="12"/><path d="M160 \(y + 3)v16"/>
            """
    }
    let label =
        "Heures par fonction : apportées \(MemberExchange.hours(balance.count(.brought).minutes)), reçues \(MemberExchange.hours(balance.count(.received).minutes))."
    return """
        <figure class="echange-figure"><svg viewBox="0 0 320 194" role="img" aria-label="\(label)">\
        <text x="2" y="10">← apporté au pôle</text><text class="fin" x="318" y="10">reçu du pôle →</text>\(rows)</svg>\
        <figcaption>Heures inscrites, par fonction du pôle. La barre la plus longue vaut \(MemberExchange.hours(most)).</figcaption></figure>
        """
}

func balanceTable(_ balance: ExchangeBalance) -> Markup {
    let rows: [Markup] = HubFunction.allCases.map { function in
        """
        <tr><th scope="row">\(function.label)</th><td data-titre="Apporté">\(balance.count(.brought, function).french)</td><td data-titre="Reçu">\(balance.count(.received, function).french)</td></tr>
        """
    }
    let total: Markup = """
        <tr><th scope="row"><strong>Ensemble</strong></th><td data-titre="Apporté"><strong>\(balance.count(.brought).french)</strong></td><td data-titre="Reçu"><strong>\(balance.count(.received).french)</strong></td></tr>
        """
    return table(
        caption: "Par fonction", id: "fonctions",
        columns: [Column("Fonction"), Column("Apporté au pôle"), Column("Reçu du pôle")], rows: rows + [total])
}

/// By name: an order that says nothing of who gives more.
private func membersBalance(_ view: ExchangeView) -> Markup? {
    let byMember = Dictionary(grouping: view.exchanges, by: \.organisation)
    let rows: [Markup] = view.members.sorted { French.slug($0.name) < French.slug($1.name) }.map { member in
        let balance = ExchangeBalance(byMember[member.organisation] ?? [])
        return """
            <tr><th scope="row"><a href="\(view.desk)/membres/\(member.organisation)/echanges">\(member.name)</a></th><td data-titre="Apporté">\(balance.count(.brought).french)</td><td data-titre="Reçu">\(balance.count(.received).french)</td></tr>
            """
    }
    guard !rows.isEmpty else { return nil }
    return table(
        caption: "Par membre", id: "membres",
        columns: [Column("Membre"), Column("Apporté au pôle"), Column("Reçu du pôle")], rows: rows)
}

private func exchangeForm(_ view: ExchangeView, _ state: FormState, _ token: String) -> Markup {
    let who: Markup =
        view.member.map {
            "<input type=\"hidden\" name=\"organisation\" value=\"\($0.organisation)\"><input type=\"hidden\" name=\"membre\" value=\"\($0.organisation)\">"
        }
        ?? selectField(
            "organisation", "Organisation", state,
            options: [(value: "", label: "— choisir —")]
                + view.members.map { (value: $0.organisation.description, label: $0.name) }, isRequired: true)
    let directions = MemberExchange.Direction.allCases.map { (value: $0.rawValue, label: $0.label) }
    let natures = MemberExchange.Nature.allCases.map { (value: $0.rawValue, label: $0.label) }
    let functions = HubFunction.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        <details\("open", if: !state.errors.isEmpty || view.exchanges.isEmpty)><summary>Inscrire un apport ou un bénéfice</summary>\(form(view.desk + "/echanges", token: token, """
        \(who)\(selectField("sens", "C’est", state, options: directions))\(selectField("nature", "En", state, options: natures))
        \(selectField("fonction", "Pour la fonction", state, options: functions))
        \(textField("jour", "Le", state, hint: "Un jour : 2026-03-01.", isRequired: true, maximum: 10))
        \(textField("mesure", "Combien", state, hint: "Temps et compétence : des heures (3 h 30). Argent : des euros. Lieu et nature : la valeur en euros, ou rien.", maximum: 15))
        \(textField("quoi", "Quoi", state, hint: "« Animation de l’atelier comptabilité », « salle prêtée un samedi »… Jamais le nom d’une personne.", isRequired: true, maximum: 300))
        <p class="actions"><button>Inscrire</button></p>
        """))</details>
        """
}

private func exchangeList(_ view: ExchangeView, _ token: String) -> Markup? {
    guard !view.exchanges.isEmpty else { return nil }
    let rows: [Markup] = view.exchanges.prefix(200).map { exchange in
        let who: Markup? =
            view.member == nil ? "<td data-titre=\"Membre\">\(view.names[exchange.organisation] ?? "")</td>" : nil
        let id = exchange.id.description
        let back: Markup? = view.member.map { "<input type=\"hidden\" name=\"membre\" value=\"\($0.organisation)\">" }
        return """
            <tr><th scope="row">\(exchange.description)</th>\(who)<td data-titre="Le">\(time(exchange.day))</td><td data-titre="Sens">\(exchange.direction.label)</td>\
            <td data-titre="En">\(exchange.nature.label)</td><td data-titre="Combien">\(exchange.measure.isEmpty ? "—" : exchange.measure)</td><td data-titre="Fonction">\(exchange.function.short)</td>\
            <td data-titre="Changer"><details><summary>Annuler<span class="invisible"> \(exchange.description)</span></summary><form method="post" action="\(view.desk)/echanges/\(id)/annulation">\(tokenField(token))\(back)\
            <div class="champ"><label for="annule-\(id)">Pourquoi</label><input class="petit" id="annule-\(id)" name="motif" maxlength="500"></div><button class="danger">Annuler</button></form></details></td></tr>
            """
    }
    let columns =
        [Column("Quoi")] + (view.member == nil ? [Column("Membre")] : [])
        + ["Le", "Sens", "En", "Combien", "Fonction", "Changer"].map { Column($0) }
    return """
        \(table(caption: "Ce qui est inscrit", id: "echanges", columns: columns, rows: rows))
        \(view.member == nil ? exports([("CSV", view.desk + "/echanges.csv")]) : nil)
        """
}
