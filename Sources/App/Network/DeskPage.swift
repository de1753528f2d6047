import Domain
import Markup

/// A hub that the visitor looks after, with what the next step misses.
struct DeskHub: Sendable {
    let line: HubLine
    let role: String
    let next: Status?
    let missing: [Finding]
}

/// `/espace`: what I have to do, from the roles I hold.
func deskPage(name: String, hubs: [DeskHub], roles: [String], mayReadNetworkDesk: Bool) -> PageContent {
    let cards: [Markup] = hubs.map { hub in
        let next: Markup =
            hub.next.map { status in
                hub.missing.isEmpty
                    ? "<p>Prêt pour l’étape suivante : \(status.label.lowercasedFirst).</p>"
                    : "<p>Avant l’étape suivante (\(status.label.lowercasedFirst)) :</p>\(findingList(hub.missing))"
            } ?? "<p>Le pôle est créé.</p>"
        return card(
            "\(hub.line.hub.name)", path: "/poles/\(hub.line.hub.slug)/pilotage",
            "<p>\(badge(hub.line.standing.status))</p><p class=\"indice\">\(hub.role)</p>\(next)")
    }
    let work: Markup =
        cards.isEmpty
        ? emptyState(
            "Vous n’avez pas encore de rôle dans un pôle.",
            "La personne qui anime le réseau ou votre pôle peut vous en donner un. Vous pouvez aussi <a href=\"/demarche\">ouvrir une initiative</a>."
        )
        : "<section><h2>Mes pôles</h2><ul class=\"cartons\">\(cards)</ul></section>"
    let network: Markup? =
        mayReadNetworkDesk
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"/reseau/pilotage\">Pilotage du réseau</a></p>" : nil
    let held: [Markup] = roles.map { "<li>\($0)</li>" }
    return PageContent(
        title: "Mon espace",
        body: """
            \(heading("Bonjour \(name)", "Ce qui vous attend, d’après vos rôles."))\(network)
            \(work)
            <h2>Mes rôles</h2>\(held.isEmpty ? "<p>Aucun pour l’instant.</p>" as Markup : "<ul>\(held)</ul>")
            <p class="actions"><a href="/compte">Mon compte</a></p>
            """, isPrivate: true)
}
