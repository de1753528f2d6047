import Domain
import Markup

// Who speaks, dues, exchanges and leaving, on an organisation's own page.

func ownSpeakers(_ own: OwnMembership, _ state: FormState, _ token: String) -> Markup {
    let card = own.card
    let rows: [Markup] = card.speakers.map { item in
        let speaker = item.speaker
        let letter: Markup = item.letter.map { "<a href=\"\(own.path)/lettres/\($0)\">lettre de mandat</a>" } ?? "—"
        let end: Markup =
            speaker.until == nil && card.isMember
            ? "<form method=\"post\" action=\"\(own.path)/representants/\(speaker.id)/fin\">\(tokenField(token))<button class=\"lien\">Fin aujourd’hui<span class=\"invisible\"> pour \(speaker.name)</span></button></form>"
            : "—"
        return """
            <tr><th scope="row">\(speaker.name)</th><td data-titre="Comme">\(speaker.kind.label)</td><td data-titre="Courriel">\(speaker.address.map { "\($0.text)" } ?? "—")</td>\
            <td data-titre="Du">\(time(speaker.from))</td><td data-titre="Au">\(speaker.until.map { time($0) } ?? "en cours")</td><td data-titre="Pièce">\(letter)</td><td data-titre="Changer">\(end)</td></tr>
            """
    }
    let columns = ["Nom", "Comme", "Courriel", "Du", "Au", "Pièce", "Changer"].map { Column($0) }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Personne ne parle pour votre organisation.",
            "Elle vote par son ou sa titulaire, sinon par son ou sa suppléant·e : dites qui.")
        : table(caption: "Qui parle pour vous", id: "parole", columns: columns, rows: rows)
    return """
        <section id="representation">\(rows.isEmpty ? "<h2>Qui parle pour vous</h2>" as Markup : nil)\(list)<p class="indice">C’est votre organisation qui le décide ; le pôle en est averti. Convocations et liens de vote partent à ces adresses.</p>
        \(card.isMember ? designationForm(own, state, token) : nil)</section>
        """
}

private func designationForm(_ own: OwnMembership, _ state: FormState, _ token: String) -> Markup {
    let current = own.card.speakers.map(\.speaker).filter { $0.until == nil }
    let replaced =
        [(value: "", label: "personne")]
        + current.map { (value: $0.id.description, label: "\($0.name), \($0.kind.label)") }
    let kinds = Representative.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let fields = ["nom", "sorte", "courriel", "depuis", "piece"]
    let isOpen = current.isEmpty || fields.contains { state.error($0) != nil }
    return """
        <details\("open", if: isOpen)><summary>Désigner ou remplacer une personne</summary>
        \(form(own.path + "/representants", token: token, hasFile: true, """
        \(textField("nom", "Nom", state, isRequired: true, autocomplete: "off", maximum: 100))
        \(selectField("sorte", "Comme", state, options: kinds))
        \(textField("courriel", "Courriel", state, hint: "Facultatif. Seul le pôle le voit.", type: "email", maximum: 254))
        \(textField("depuis", "À partir du", state, hint: "Aujourd’hui ou plus tard : \(own.card.day.description).", isRequired: true, maximum: 10))
        \(selectField("remplace", "Remplace", state, options: replaced, hint: "Son mandat prend fin ce jour-là."))
        \(fileField("piece", "Lettre de mandat", state, hint: "Facultative : l’extrait de la décision, signé. Seuls le pôle et vous la lisez."))
        <p class="actions"><button>Désigner</button></p>
        """))</details>
        """
}

func ownDues(_ own: OwnMembership) -> Markup {
    let card = own.card
    let rows: [Markup] = card.dues.map { account in
        let state = account.state(on: card.day)
        let receipts: [Markup] = account.payments.map { payment in
            let fate: Markup? = payment.cancellation == nil ? nil : " <small>annulé</small>"
            return
                "<li><a href=\"\(own.path)/recus/\(Int(payment.id))\">reçu \(payment.receipt)</a>, \(payment.amount.french) le \(time(payment.receivedOn))\(fate)</li>"
        }
        let exemption: Markup? = account.exemption.map { "<br><small>\(sentence: $0)</small>" }
        return """
            <tr><th scope="row">\(String(account.year))</th><td data-titre="Tranche">\(account.label)</td><td class="nombre" data-titre="Appelé">\(account.amount.french)</td><td class="nombre" data-titre="Reste">\(account.rest.french)</td>\
            <td data-titre="Pour le">\(time(account.dueOn))</td><td data-titre="État"><span class="etat-\(state.rawValue)">\(state.label)</span>\(exemption)</td><td data-titre="Reçus">\(receipts.isEmpty ? "—" : "<ul class=\"nu\">\(receipts)</ul>" as Markup)</td></tr>
            """
    }
    let columns = [
        Column("Année"), Column("Tranche"), Column("Appelé", isNumeric: true), Column("Reste", isNumeric: true),
        Column("Pour le"), Column("État"), Column("Reçus"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState("Aucune cotisation n’a été appelée.", "Le pôle fixe un barème chaque année, puis appelle.")
        : "\(table(caption: "Cotisations et reçus", id: "annees", columns: columns, rows: rows))\(exports([("CSV", own.path + "/cotisations.csv")]))"
    let contact: Markup? =
        own.hub.contactEmail.isEmpty
        ? nil : "<p class=\"indice\">Une question sur une cotisation : \(own.hub.contactEmail).</p>"
    return
        "<section id=\"cotisations\">\(rows.isEmpty ? "<h2>Cotisations et reçus</h2>" as Markup : nil)\(list)\(contact)</section>"
}

func ownExchanges(_ own: OwnMembership) -> Markup {
    let balance = ExchangeBalance(own.exchanges)
    let rows: [Markup] = own.exchanges.prefix(100).map { exchange in
        """
        <tr><th scope="row">\(exchange.description)</th><td data-titre="Le">\(time(exchange.day))</td><td data-titre="Sens">\(exchange.direction.label)</td><td data-titre="En">\(exchange.nature.label)</td>\
        <td data-titre="Combien">\(exchange.measure.isEmpty ? "—" : exchange.measure)</td><td data-titre="Fonction">\(exchange.function.short)</td></tr>
        """
    }
    let columns = ["Quoi", "Le", "Sens", "En", "Combien", "Fonction"].map { Column($0) }
    let list: Markup? =
        rows.isEmpty
        ? nil
        : "<details><summary>Ligne par ligne (\(own.exchanges.count))</summary>\(table(caption: "Apports et bénéfices", id: "lignes", columns: columns, rows: rows))\(exports([("CSV", own.path + "/echanges.csv")]))</details>"
    return """
        <section id="echanges"><h2>Ce que vous apportez, ce que vous recevez</h2><p>\(sentence: balance.sentence(of: own.card.facts.name)) Le pôle l’inscrit : dites-lui ce qui manque.</p>
        \(balanceFigure(balance))\(own.exchanges.isEmpty ? nil : balanceTable(balance))\(list)</section>
        """
}

func ownEnd(_ own: OwnMembership, _ state: FormState, _ token: String) -> Markup? {
    guard own.card.isMember else { return nil }
    if let leave = own.leave {
        return """
            <section id="depart"><h2>Quitter le pôle</h2>\(notice(.information, "<p>Départ annoncé \(moment(leave.askedAt)), pour le \(time(leave.day)). Le pôle l’enregistrera.</p>"))
            <form method="post" action="\(own.path)/depart/retrait">\(tokenField(token))<button class="second">Rester membre</button></form></section>
            """
    }
    let isOpen = state.errors.contains { $0.field?.hasPrefix("depart") == true }
    let owed = own.card.dues.filter { $0.rest > .zero }.map(\.rest).total
    let due: Markup? =
        owed > .zero
        ? " Il reste \(owed.french) de cotisation à régler : les cotisations de l’année en cours restent dues." : nil
    return """
        <section id="depart"><h2>Quitter le pôle</h2><details\("open", if: isOpen)><summary>Annoncer notre départ</summary>
        <p class="indice">Chaque membre peut se retirer à tout moment (loi du 1<sup>er</sup> juillet 1901, article 4).\(due) Vos votes, vos versements et vos apports restent dans l’histoire du pôle.</p>
        \(form(own.path + "/depart", token: token, """
        \(textField("depart-jour", "Premier jour où vous ne serez plus membre", state, hint: "Un jour : \(own.card.day.adding(days: 30).description).", isRequired: true, maximum: 10))
        \(textArea("depart-motif", "Pourquoi", state, hint: "Facultatif. Seul le pôle le lit.", rows: 3, maximum: 1000))
        \(checkbox("depart-confirme", "Je confirme que notre organisation l’a décidé.", state))
        <p class="actions"><button class="danger">Annoncer notre départ</button></p>
        """))</details></section>
        """
}
