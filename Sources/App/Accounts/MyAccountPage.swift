import Domain
import Markup

/// The forms of the page « Mon compte », so that a refusal is shown in the right one.
enum MyAccountForm: Sendable { case name, address, password }

func myAccountPage(
    _ account: MyAccount, current: Session?, today: Day, token: String, refused: (MyAccountForm, FormState)? = nil,
    done: String = ""
) -> PageContent {
    func state(_ form: MyAccountForm, _ values: [String: String] = [:]) -> FormState {
        guard let refused, refused.0 == form else { return FormState(values: values) }
        return refused.1
    }
    return PageContent(
        title: "Mon compte",
        body: """
            \(heading("Mon compte"))
            \(doneNotice(done))
            \(roleSection(account.roles, today))
            <h2 id="identite">Nom et adresse</h2>
            \(nameForm(state(.name, ["nom": account.person.name]), token))
            \(addressForm(account, state(.address), token))
            <h2 id="mot-de-passe-titre">Mot de passe</h2>
            \(passwordForm(account, state(.password), token))
            \(sessionSection(account.sessions, current, token))
            <h2 id="alertes">Mes alertes</h2>
            <p><a href="/compte/alertes">Les recherches de l’annuaire dont je reçois les nouveautés</a></p>
            <h2 id="donnees">Mes données</h2>
            <p><a href="/compte/donnees.json" download>Emporter tout ce que le réseau garde de moi</a> (JSON).</p>
            <p><a href="/compte/effacement">Effacer mon compte</a></p>
            """, isPrivate: true, isNarrow: true)
}

private func doneNotice(_ done: String) -> Markup? {
    let sentence: Markup
    switch done {
    case "bienvenue": sentence = "Bienvenue. Votre compte est ouvert."
    case "nom": sentence = "Votre nom est changé."
    case "courriel": sentence = "Un message part vers la nouvelle adresse : suivez son lien pour la confirmer."
    case "adresse": sentence = "Votre adresse est changée."
    case "mot-de-passe": sentence = "Votre mot de passe est changé. Vos autres connexions sont fermées."
    case "sessions": sentence = "Les autres connexions sont fermées."
    default: return nil
    }
    return notice(.done, "<p>\(sentence)</p>")
}

private func roleSection(_ roles: [PlacedRole], _ today: Day) -> Markup {
    let held = roles.filter { $0.role.isHeld(on: today) }
    guard !held.isEmpty else {
        return """
            <h2>Mes rôles</h2>
            \(emptyState("Aucun rôle pour le moment", "La personne qui anime le réseau, ou l’administration du système, peut vous en donner un. Sans rôle, vous pouvez déjà <a href=\"/demarche\">ouvrir une démarche</a>."))
            """
    }
    let items: [Markup] = held.map { placed in
        """
        <li><strong>\(placed.words)</strong>, depuis le \(time(placed.role.from))\(placed.role.until.map { ", jusqu’au \(time($0))" as Markup }). \(placed.role.kind.explanation)</li>
        """
    }
    return "<h2>Mes rôles</h2><ul>\(items)</ul>"
}

private func nameForm(_ state: FormState, _ token: String) -> Markup {
    form(
        "/compte/nom", token: token, state: state,
        """
        \(textField("nom", "Mon nom", state, isRequired: true, autocomplete: "name", maximum: 100))
        <p class="actions"><button>Changer mon nom</button></p>
        """)
}

private func addressForm(_ account: MyAccount, _ state: FormState, _ token: String) -> Markup {
    form(
        "/compte/courriel", token: token, state: state,
        """
        <p>Mon adresse : <strong class="long">\(account.person.address?.text ?? "")</strong></p>
        \(mailField("courriel", "Nouvelle adresse", state, hint: "Elle ne remplacera l’autre qu’une fois confirmée par un lien."))
        \(account.hasPassword ? textField("actuel", "Mot de passe actuel", state, hint: "Inutile si vous venez d’entrer par un lien.", type: "password", autocomplete: "current-password", maximum: 128) : nil)
        <p class="actions"><button>Changer mon adresse</button></p>
        """)
}

private func passwordForm(_ account: MyAccount, _ state: FormState, _ token: String) -> Markup {
    let former: Markup? =
        account.hasPassword
        ? textField(
            "ancien", "Mot de passe actuel", state, hint: "Inutile si vous venez d’entrer par un lien.",
            type: "password", autocomplete: "current-password", maximum: 128) : nil
    return form(
        "/compte/mot-de-passe", token: token, state: state,
        """
        <p>\(account.hasPassword ? "Vous avez un mot de passe." : "Vous n’en avez pas : vous entrez par un lien. Vous pouvez en choisir un.")</p>
        \(former)
        \(textField("nouveau", "Nouveau mot de passe", state, hint: "Au moins 12 caractères, de toute sorte : une phrase convient très bien.", type: "password", isRequired: true, autocomplete: "new-password", maximum: 128))
        <p class="actions"><button>\(account.hasPassword ? "Changer" : "Choisir") mon mot de passe</button></p>
        """)
}

private func sessionSection(_ sessions: [Session], _ current: Session?, _ token: String) -> Markup {
    let items: [Markup] = sessions.map { session in
        let isCurrent = session.id == current?.id
        let close: Markup = """
            <form method="post" action="/compte/sessions/\(session.id.rawValue)/fermeture">\(tokenField(token))<button class="lien">Fermer</button></form>
            """
        return """
            <li>\(session.browser)\(isCurrent ? " (celle-ci)" : nil), ouverte le \(time(session.openedAt.dayInFrance)) par \(session.means == .link ? "un lien" : "mot de passe"), dernière visite le \(time(session.lastSeenAt.dayInFrance)) \(isCurrent ? nil : close)</li>
            """
    }
    return """
        <h2 id="sessions">Mes connexions ouvertes</h2>
        <ul>\(items)</ul>
        <form method="post" action="/compte/sessions/fermeture">\(tokenField(token))<p class="actions"><button class="second">Me déconnecter partout ailleurs</button></p></form>
        """
}

/// Erasing is asked twice: the second time with a box to tick.
func erasurePage(token: String, state: FormState = FormState()) -> PageContent {
    let content = form(
        "/compte/effacement", token: token, state: state,
        """
        \(checkbox("certain", "J’ai compris que c’est définitif.", state))
        <p class="actions"><button class="danger">Effacer mon compte</button> <a href="/compte">Garder mon compte</a></p>
        """)
    return PageContent(
        title: "Effacer mon compte", breadcrumbs: [Crumb("Mon compte", "/compte")],
        body: """
            \(heading("Effacer mon compte", "Votre nom, votre adresse, votre mot de passe et vos connexions sont effacés aussitôt, vos rôles prennent fin."))
            <p>Ce que vous avez enregistré pour le réseau reste, sous un numéro qui ne dit plus qui vous êtes : l’histoire publique d’un pôle ne change pas quand une personne s’en va. Vous pouvez d’abord <a href="/compte/donnees.json" download>emporter vos données</a>.</p>
            \(content)
            """, isPrivate: true, isNarrow: true)
}
