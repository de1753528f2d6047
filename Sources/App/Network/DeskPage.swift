import Domain
import Markup

/// A hub that the visitor looks after, with what the next step misses.
struct DeskHub: Sendable {
    let line: HubLine
    let role: String
    let next: Status?
    let missing: [Finding]
    /// Proposals to decide.
    let waiting: Int
}

/// `/espace`: what I have to do, from the roles I hold.
func deskPage(
    name: String, hubs: [DeskHub], roles: [String], duties: [(urgency: Urgency, duties: [Duty])], records: [OwnRecord],
    mayReadNetworkDesk: Bool, networkDuties: [(urgency: Urgency, duties: [Duty])]?, waiting: Int
) -> PageContent {
    let cards: [Markup] = hubs.map { hub in
        let next: Markup =
            hub.next.map { status in
                hub.missing.isEmpty
                    ? "<p>Prêt pour l’étape suivante : \(status.label.lowercasedFirst).</p>"
                    : "<p>Avant l’étape suivante (\(status.label.lowercasedFirst)) :</p>\(findingList(hub.missing))"
            } ?? "<p>Le pôle est créé.</p>"
        return card(
            "\(hub.line.hub.name)", path: "/poles/\(hub.line.hub.slug)/pilotage",
            "<p>\(badge(hub.line.standing.status))</p><p class=\"indice\">\(hub.role)</p>\(next)\(decisions(hub.waiting, "/poles/\(hub.line.hub.slug)/pilotage/moderation"))"
        )
    }
    let work: Markup =
        roles.isEmpty && records.isEmpty
        ? emptyState(
            "Vous n’avez pas encore de rôle.",
            "La personne qui anime le réseau ou votre pôle peut vous en donner un. Vous pouvez aussi <a href=\"/demarche\">ouvrir une initiative</a>."
        )
        : cards.isEmpty ? "" : "<section><h2>Mes pôles</h2><ul class=\"cartons\">\(cards)</ul></section>"
    let network: Markup? =
        mayReadNetworkDesk
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"/reseau/pilotage\">Pilotage du réseau</a> <a class=\"bouton second\" href=\"/reseau/pilotage/avancement\">Avancement</a> <a href=\"/reseau/pilotage/avancement?vue=immobiles\">Là où rien ne semble bouger</a></p>"
        : nil
    let held: [Markup] = roles.map { "<li>\($0)</li>" }
    return PageContent(
        title: "Mon espace",
        body: """
            \(heading("Bonjour \(name)", "Ce qui vous attend, d’après vos rôles."))\(network)
            \(mayReadNetworkDesk ? decisions(waiting, "/reseau/pilotage/moderation") : nil)\(networkDuties.map { dutyList($0) })\(hubDuties(duties, in: hubs))\(work)\(ownRecords(records))
            <h2>Mes rôles</h2>\(held.isEmpty ? "<p>Aucun pour l’instant.</p>" as Markup : "<ul>\(held)</ul>")
            <p class="actions"><a href="/compte">Mon compte</a></p>
            """, isPrivate: true)
}

/// What waits in the hubs that one looks after; the hub is named when there are several.
private func hubDuties(_ duties: [(urgency: Urgency, duties: [Duty])], in hubs: [DeskHub]) -> Markup? {
    guard !hubs.isEmpty || !duties.isEmpty else { return nil }
    let names = Dictionary(hubs.map { ($0.line.hub.id, $0.line.hub.name) }, uniquingKeysWith: { first, _ in first })
    return dutyList(duties, hubNames: names.count > 1 ? names : [:])
}

/// What waits for a decision, when something does.
private func decisions(_ count: Int, _ path: String) -> Markup? {
    guard count > 0 else { return nil }
    return "<p><a href=\"\(path)\">\(French.count(count, "proposition", "propositions")) à décider</a></p>"
}

/// The records that the person keeps for their organisations.
private func ownRecords(_ records: [OwnRecord]) -> Markup? {
    guard !records.isEmpty else { return nil }
    let cards: [Markup] = records.map { record in
        card(
            "\(record.name)", path: "/annuaire/" + record.slug,
            "\(freshnessLine(record.state))<p class=\"indice\">Qualité de la fiche : \(record.state.quality.score) sur 100</p><p><a href=\"/annuaire/\(record.slug)/adhesions\">Ses adhésions : assemblées, cotisations, qui parle pour elle</a></p>"
        )
    }
    return "<section><h2>Mes organisations</h2><ul class=\"cartons\">\(cards)</ul></section>"
}
