import Domain
import Markup

/// `/poles/{slug}/pilotage/membres/{id}/cotisations`: what one member owes and paid, year by year.
func memberDuesPage(_ card: MemberCard, scale: DuesScale?, _ state: FormState, done: String = "", token: String)
    -> PageContent
{
    let crumbs = [Crumb("Registre", "/poles/\(card.hub.slug)/pilotage/membres"), Crumb(card.facts.name, card.path)]
    let years: [Markup] = card.dues.map { duesYear($0, card, state, token) }
    let bands = (scale?.bands ?? []).map { (value: $0.id.description, label: "\($0.label) : \($0.amount.french)") }
    let call: Markup = """
        <details\("open", if: card.dues.isEmpty || state.error("annee") != nil || state.error("montant") != nil)><summary>Appeler une cotisation</summary>
        \(form(card.path + "/cotisations", token: token, """
        \(textField("annee", "Année", state, isRequired: true, maximum: 4, inputmode: "numeric"))
        \(selectField("tranche", "Tranche", state, options: [(value: "", label: "une autre somme")] + bands))
        \(textField("montant", "Autre somme, en euros", state, maximum: 12, inputmode: "decimal"))
        \(textField("libelle", "Pourquoi cette somme", state, hint: "Elle paraît sur le reçu : « tarif solidaire ».", maximum: 120))
        <p class="actions"><button>Appeler</button></p>
        """))</details>
        """
    return PageContent(
        title: "Cotisations", section: .hubs, breadcrumbs: deskCrumbs(card.hub) + crumbs,
        body: """
            \(heading("Cotisations \(French.of(card.facts.name))"))\(errorSummary(state))
            \(done == "oui" ? notice(.done, "<p>C’est enregistré.</p>") : nil)
            \(years)\(call)
            """, isPrivate: true)
}

private func duesYear(_ account: DuesAccount, _ card: MemberCard, _ state: FormState, _ token: String) -> Markup {
    let duesState = account.state(on: card.day)
    let path = "\(card.path)/cotisations/\(Int(account.id))"
    let payments: [Markup] = account.payments.map { payment in
        let fate: Markup =
            payment.cancellation.map { " — annulé : \(sentence: $0)" }
                ?? """
                <details><summary>Annuler<span class="invisible"> le reçu \(payment.receipt)</span></summary><form method="post" action="\(card.path)/versements/\(Int(payment.id))/annulation">\(tokenField(token))\
                <div class="champ"><label for="annule-\(Int(payment.id))">Pourquoi</label><input class="petit" id="annule-\(Int(payment.id))" name="motif" maxlength="500"></div><button class="danger">Annuler ce versement</button></form></details>
                """
        return """
            <li\("class", payment.cancellation == nil ? nil : "retire")>\(payment.amount.french), \(payment.means.label), \(time(payment.receivedOn))\(payment.note.isEmpty ? nil : ", \(payment.note)" as Markup) : <a href="/poles/\(card.hub.slug)/pilotage/recus/\(Int(payment.id))">reçu \(payment.receipt)</a>\(fate)</li>
            """
    }
    let doors: Markup =
        account.exemption == nil ? openDoors(account, path, card, state, token) : exemptedDoors(path, token)
    return """
        <section id="annee-\(account.year)"><h2>\(account.year) : <span class="etat-\(duesState.rawValue)">\(duesState.label)</span></h2>
        <p>\(account.label) : \(account.amount.french), appelée \(time(account.calledOn)), à régler pour le \(time(account.dueOn)). \
        \(account.exemption.map { "Exonérée : \(sentence: $0)" as Markup } ?? (account.rest > .zero ? "Reste \(account.rest.french)." : "Rien ne reste dû."))</p>
        \(payments.isEmpty ? nil : "<ul class=\"nu\">\(payments)</ul>" as Markup)\(doors)</section>
        """
}

private func openDoors(
    _ account: DuesAccount, _ path: String, _ card: MemberCard, _ state: FormState, _ token: String
) -> Markup {
    let year = "-\(account.year)"
    func field(_ name: String, _ label: Markup, _ value: String) -> Markup {
        "<div class=\"champ\"><label for=\"\(name + year)\">\(label)</label><input class=\"petit\" id=\"\(name + year)\" name=\"\(name)\" value=\"\(value)\" maxlength=\"200\"></div>"
    }
    let means: [Markup] = PaymentMeans.allCases.map { "<option value=\"\($0.rawValue)\">\($0.label)</option>" }
    let isTyped = state["appel"] == String(account.id)
    let pay: Markup? =
        account.rest > .zero
        ? """
        <details\("open", if: isTyped)><summary>Inscrire un versement</summary><form method="post" action="\(path)/versements">\(tokenField(token))<input type="hidden" name="appel" value="\(Int(account.id))">\
        \(field("somme", "Somme reçue, en euros", isTyped ? state["somme"] : account.rest.typed))\(field("recu-le", "Reçue le", isTyped ? state["recu-le"] : card.day.description))\
        <div class="champ"><label for="moyen\(year)">Par</label><select id="moyen\(year)" name="moyen">\(means)</select></div>\(field("reference", "Référence", isTyped ? state["reference"] : ""))\
        <button>Inscrire et numéroter le reçu</button></form></details>
        """ : nil
    let exempt: Markup? =
        account.rest > .zero
        ? """
        <details><summary>Exonérer</summary><form method="post" action="\(path)/exoneration">\(tokenField(token))\(field("motif", "Pourquoi, et qui l’a décidé", ""))<button class="second">Exonérer</button></form></details>
        """ : nil
    let withdraw: Markup? =
        account.payments.isEmpty
        ? "<form method=\"post\" action=\"\(path)/retrait\">\(tokenField(token))<button class=\"lien\">Retirer cet appel</button></form>"
        : nil
    return "\(pay)\(exempt)\(withdraw)"
}

private func exemptedDoors(_ path: String, _ token: String) -> Markup {
    """
    <form method="post" action="\(path)/exoneration">\(tokenField(token))<input type="hidden" name="annule" value="oui"><button class="lien">Annuler l’exonération</button></form>
    """
}
