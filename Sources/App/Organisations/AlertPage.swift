import Domain
import Markup

/// `/alertes/nouvelle`: keep a search and be told its news.
func alertFormPage(
    _ query: DirectoryQuery, words: String, isSignedIn: Bool, _ state: FormState, token: String
) -> PageContent {
    let kept: [Markup] = query.with(.page, "").with(.sort, "").parts.map { part in
        "<input type=\"hidden\" name=\"\(part.key.rawValue)\" value=\"\(part.value)\">"
    }
    let rhythms: [(value: String, label: Markup)] = AlertFrequency.allCases.map { ($0.rawValue, "\($0.label)") }
    let address: Markup? =
        isSignedIn
        ? nil
        : textField(
            "courriel", "Votre adresse électronique", state,
            hint:
                "Un message y part d’abord\u{A0}: rien d’autre ne sera envoyé avant que vous ayez suivi son lien. Elle ne sert qu’à cela.",
            type: "email", isRequired: true, autocomplete: "email", maximum: 254)
    return PageContent(
        title: "Être averti·e", section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        body: """
            \(heading("Être averti·e des nouveautés", "Recherche\u{A0}: \(words). Un message quand une organisation ou une annonce s’y ajoute, et seulement alors."))
            \(form("/alertes", token: token, state: state, """
            \(kept)\(radioGroup("rythme", "Au plus", state, options: rhythms))\(address)
            <p class="actions"><button>Garder cette recherche</button> <a href="\(query.address())">Revenir à la recherche</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// One sentence and the way back.
func alertSentencePage(_ title: String, _ lead: String, _ action: Markup? = nil, _ state: FormState = FormState())
    -> PageContent
{
    PageContent(
        title: title, section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        body: """
            \(heading("\(title)", lead.isEmpty ? nil : "\(lead)"))\(errorSummary(state))\(action)<p><a href="/annuaire">Aller à l’annuaire</a></p>
            """, isPrivate: true, isNarrow: true)
}

/// A button that does what a mailed link is for: following the link alone changes nothing, since machines follow links too.
func alertKeyForm(_ path: String, key: String, _ button: String, token: String) -> Markup {
    """
    <form method="post" action="\(path)">\(tokenField(token))<input type="hidden" name="cle" value="\(key)"><p class="actions"><button>\(button)</button></p></form>
    """
}

/// `/compte/alertes`
func alertListPage(_ alerts: [(alert: Alert, words: String)], done: Bool, token: String) -> PageContent {
    let rows: [Markup] = alerts.map { alert, words in
        """
        <tr><th scope="row"><a href="\(alert.query.address())">\(words)</a></th><td data-titre="Au plus">\(alert.frequency.label)</td><td data-titre="Depuis le">\(time(alert.createdAt.dayInFrance))</td>\
        <td data-titre="Changer"><form method="post" action="/compte/alertes/\(alert.id)/retrait">\(tokenField(token))<button class="lien">Ne plus être averti·e<span class="invisible"> (\(words))</span></button></form></td></tr>
        """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Vous ne gardez aucune recherche.",
            "Cherchez dans <a href=\"/annuaire\">l’annuaire</a>, puis choisissez «\u{A0}Être averti·e\u{A0}» sous les résultats."
        )
        : table(
            caption: "Recherches gardées", id: "alertes",
            columns: ["Recherche", "Au plus", "Depuis le", "Changer"].map { Column($0) }, rows: rows)
    return PageContent(
        title: "Mes alertes", breadcrumbs: [Crumb("Mon compte", "/compte")],
        body: """
            \(heading("Mes alertes", "Les recherches dont vous recevez les nouveautés."))
            \(done ? notice(.done, "<p>C’est noté\u{A0}: vous serez averti·e s’il y a du nouveau.</p>") : nil)\(list)
            """, isPrivate: true)
}
