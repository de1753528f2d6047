import Domain
import Markup

let peopleSortKeys = ["nom", "courriel", "etat", "visite"]

/// Everybody with an account.
func peoplePage(_ people: [ListedPerson], words: String, sorting: Sorting, today: Day, done: String = "") -> PageContent
{
    let columns = [
        Column("Nom", key: "nom"), Column("Courriel", key: "courriel"), Column("Rôles"), Column("État", key: "etat"),
        Column("Dernière visite", key: "visite"),
    ]
    let list: Markup =
        people.isEmpty
        ? emptyState("Personne ne correspond", "Cherchez par le nom ou par l’adresse, ou invitez quelqu’un.")
        : table(
            caption: "Comptes", id: "comptes", columns: columns, rows: people.map { row($0, today) }, sorting: sorting,
            address: { key in "/reseau/pilotage/comptes?q=\(queryValue(words))&tri=\(key)" })
    return PageContent(
        title: "Comptes", section: .network, breadcrumbs: [Crumb("Pilotage du réseau", "/reseau/pilotage")],
        body: """
            \(heading("Comptes", "\(French.count(people.count, "personne", "personnes"))."))
            \(done == "lien" ? notice(.done, "<p>Un lien part par courriel.</p>") : nil)
            <form class="recherche" method="get" action="/reseau/pilotage/comptes">
            <div class="champ"><label for="q">Nom ou adresse</label><input type="search" id="q" name="q" value="\(words)" maxlength="100"></div>
            <button>Chercher</button> <a class="bouton second" href="/reseau/pilotage/comptes/invitation">Inviter quelqu’un</a>
            </form>
            \(list)
            \(exports([("CSV", "/reseau/pilotage/comptes.csv")]))
            <p class="actions"><a href="/reseau/pilotage/connexions">Connexions refusées</a></p>
            """, isPrivate: true)
}

private func row(_ listed: ListedPerson, _ today: Day) -> Markup {
    let held: [Markup] = listed.roles.filter { $0.role.isHeld(on: today) }.map { "<div>\($0.words)</div>" }
    let person = listed.person
    return """
        <tr><th scope="row"><a href="/reseau/pilotage/comptes/\(person.id.rawValue)">\(person.name)</a></th>\
        <td data-titre="Courriel">\(person.address?.text ?? "")</td><td data-titre="Rôles">\(held.isEmpty ? "aucun" as Markup : "\(held)" as Markup)</td>\
        <td data-titre="État">\(person.state.label)</td><td data-titre="Dernière visite">\(listed.lastSeenAt.map { time($0.dayInFrance) } ?? "—")</td></tr>
        """
}

/// A form that opens an account for somebody, with a first role.
func invitationPage(
    kinds: [RoleKind], places: [(value: String, label: String)], token: String, state: FormState
) -> PageContent {
    let content = form(
        "/reseau/pilotage/comptes", token: token, state: state,
        """
        \(textField("nom", "Nom", state, isRequired: true, maximum: 100))
        \(mailField("courriel", "Adresse de courriel", state, hint: "Un lien y partira ; il sert une fois, pendant sept jours."))
        \(roleFields(kinds, places, state, canBeNone: true))
        <p class="actions"><button>Inviter</button></p>
        """)
    return PageContent(
        title: "Inviter quelqu’un", section: .network,
        breadcrumbs: [Crumb("Pilotage du réseau", "/reseau/pilotage"), Crumb("Comptes", "/reseau/pilotage/comptes")],
        body: "\(heading("Inviter quelqu’un"))\(content)", isPrivate: true, isNarrow: true)
}

private func roleFields(
    _ kinds: [RoleKind], _ places: [(value: String, label: String)], _ state: FormState, canBeNone: Bool
) -> Markup {
    let none = [(value: "", label: canBeNone ? "aucun pour le moment" : "choisissez")]
    return """
        \(selectField("role", "Rôle", state, options: none + kinds.map { ($0.rawValue, $0.label) }))
        \(selectField("lieu", "Où", state, options: places))
        \(textField("du", "Du", state, hint: "Vide : dès aujourd’hui.", type: "date", maximum: 10))
        \(textField("au", "Jusqu’au", state, hint: "Premier jour où le rôle n’est plus porté. Vide : sans terme.", type: "date", maximum: 10))
        """
}

/// One person: what they are, and what can be changed.
func personPage(
    _ account: MyAccount, kinds: [RoleKind], places: [(value: String, label: String)], mayManage: Bool, today: Day,
    token: String, state: FormState = FormState(), refusal: (any Refusal)? = nil
) -> PageContent {
    let person = account.person
    let path = "/reseau/pilotage/comptes/\(person.id)"
    let grant = form(
        path + "/roles", token: token, state: state,
        "\(roleFields(kinds, places, state, canBeNone: false))<p class=\"actions\"><button>Donner ce rôle</button></p>")
    return PageContent(
        title: person.name, section: .network,
        breadcrumbs: [Crumb("Pilotage du réseau", "/reseau/pilotage"), Crumb("Comptes", "/reseau/pilotage/comptes")],
        body: """
            \(heading("\(person.name)"))
            \(refusal.map { notice(.refusal, "<p>\(sentence: $0.sentence)</p>") })
            <dl class="definitions"><dt>Courriel</dt><dd>\(person.address?.text ?? "")</dd>
            <dt>État</dt><dd>\(person.state.label)</dd>
            <dt>Compte ouvert</dt><dd>\(time(person.createdAt.dayInFrance))</dd>
            <dt>Connexions ouvertes</dt><dd>\(account.sessions.count)</dd></dl>
            <h2>Rôles</h2>
            \(roleList(account.roles, path, kinds, today, token))
            <h2>Donner un rôle</h2>
            \(grant)
            \(mayManage ? accountActions(person, path, token) : nil)
            """, isPrivate: true, isNarrow: true)
}

private func roleList(
    _ roles: [PlacedRole], _ path: String, _ kinds: [RoleKind], _ today: Day, _ token: String
) -> Markup {
    guard !roles.isEmpty else { return emptyState("Aucun rôle", "Cette personne a un compte et rien de plus.") }
    let items: [Markup] = roles.map { placed in
        let role = placed.role
        let isOver = role.until.map { $0 <= today } ?? false
        let end: Markup? =
            isOver || !kinds.contains(role.kind)
            ? nil
            : """
            <form method="post" action="\(path)/roles/\(role.id.rawValue)/fin">\(tokenField(token))<button class="lien">Mettre fin aujourd’hui<span class="invisible"> : \(placed.words)</span></button></form>
            """
        return """
            <li>\(placed.words), depuis le \(time(role.from))\(role.until.map { ", jusqu’au \(time($0))" as Markup }) \(end)</li>
            """
    }
    return "<ul>\(items)</ul>"
}

private func accountActions(_ person: Person, _ path: String, _ token: String) -> Markup {
    let isSuspended = person.state == .suspended
    let noun = isSuspended ? "retablissement" : "suspension"
    let link: Markup? =
        isSuspended
        ? nil
        : """
        <form method="post" action="\(path)/lien">\(tokenField(token))<button>\(person.state == .invited ? "Envoyer encore l’invitation" : "Envoyer un lien de connexion")</button></form>
        """
    return """
        <h2>Compte</h2>
        <div class="actions">\(link)<form method="post" action="\(path)/\(noun)">\(tokenField(token))<button class="\(isSuspended ? "second" : "danger")">\(isSuspended ? "Rétablir le compte" : "Suspendre le compte")</button></form></div>
        """
}

/// Text made fit for the query of an address.
func queryValue(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
        let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        encoded += isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return encoded
}
