import Domain
import Markup

/// `/reseau/pilotage/jalons`: what is recorded about the network and about territories without hub.
func networkMilestonesPage(_ view: SituationView) -> PageContent {
    let mine = view.facts.milestones.filter { (milestone: Milestone) in
        if case .hub = milestone.subject { false } else { true }
    }
    let ordered = mine.sorted { Milestone.chronological($1, $0) }
    let items: [Markup] = ordered.map { milestone in
        deskMilestone(
            milestone, path: "/reseau/pilotage", mayEdit: true, about: view.subject(of: milestone)?.name ?? "Réseau")
    }
    let list: Markup =
        items.isEmpty
        ? emptyState(
            "Aucun jalon n’est enregistré.",
            "Plénières, rapports, points de situation, constats sur un territoire paraîtront ici.")
        : "<ol class=\"jalons\">\(items)</ol>"
    return PageContent(
        title: "Jalons", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Jalons du réseau et des territoires", "Les jalons d’un pôle se tiennent dans son pilotage ; ici, ceux du réseau entier et des territoires sans pôle."))
            <p class="actions"><a class="bouton" href="/reseau/pilotage/jalons/nouveau">Enregistrer un jalon</a> <a href="/reseau/historique">Historique</a></p>
            \(list)
            """, isPrivate: true)
}
