import Domain
import Markup

/// `/poles/{slug}/assemblees`: what the hub publishes.
func publicAssembliesPage(_ hub: Hub, _ published: [Assembly], today: Day) -> PageContent {
    let heaps = AssemblyHeaps(published, today: today)
    let empty: Markup? =
        published.isEmpty
        ? emptyState("Aucune assemblée n’est annoncée.", "Le pôle annonce ici ses assemblées, une fois convoquées.")
        : nil
    return PageContent(
        title: "Assemblées", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)")],
        description: "Assemblées \(French.of(hub.name)) : dates, lieux et ordres du jour.",
        body: """
            \(heading("Assemblées \(French.of(hub.name))", "Dates, lieux et ordres du jour que le pôle publie."))
            \(empty)\(publicHeap("À venir", heaps.coming, hub))\(publicHeap("Passées et annulées", heaps.past, hub))
            """)
}

private func publicHeap(_ title: Markup, _ assemblies: [Assembly], _ hub: Hub) -> Markup? {
    guard !assemblies.isEmpty else { return nil }
    return "<section><h2>\(title)</h2><ul class=\"cartons\">\(assemblies.map { publicCard($0, hub) })</ul></section>"
}

func publicCard(_ assembly: Assembly, _ hub: Hub) -> Markup {
    card(
        "\(assembly.title)", path: "/poles/\(hub.slug)/assemblees/\(assembly.id)",
        "<p>\(assemblyMoment(assembly))</p><p>\(assembly.kind.title) · \(stateMark(assembly.state))</p>")
}

/// On the hub's own page: what is coming, and the way to the rest.
func hubAssemblies(_ hub: Hub, _ published: [Assembly], today: Day) -> Markup? {
    guard !published.isEmpty else { return nil }
    let coming = AssemblyHeaps(published, today: today).coming
    let cards: Markup? =
        coming.isEmpty ? nil : "<ul class=\"cartons\">\(coming.prefix(3).map { publicCard($0, hub) })</ul>"
    return
        "<section><h2>Assemblées</h2>\(cards)<p><a href=\"/poles/\(hub.slug)/assemblees\">Toutes les assemblées du pôle</a></p></section>"
}

/// `/poles/{slug}/assemblees/{id}`
func publicAssemblyPage(_ dossier: AssemblyDossier, mayPrepare: Bool) -> PageContent {
    let assembly = dossier.assembly
    let path = "/poles/\(dossier.hub.slug)/assemblees"
    let desk: Markup? = mayPrepare ? "<a class=\"bouton\" href=\"\(dossier.path)\">Préparer et suivre</a> " : nil
    let calendar: Markup? =
        assembly.date != nil && assembly.startsAt != nil
        ? "<a href=\"\(path)/\(assembly.id.rawValue)/calendrier.ics\">Ajouter à mon agenda (.ics)</a>" : nil
    return PageContent(
        title: assembly.title, section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(dossier.hub.name, "/poles/\(dossier.hub.slug)"), Crumb("Assemblées", path),
        ], description: "\(dossier.hub.name), \(assembly.designation).",
        body: """
            \(heading("\(assembly.title)", "\(assembly.kind.title), \(assemblyMoment(assembly)) \(stateMark(assembly.state))"))
            <p class="actions">\(desk)\(calendar)</p>
            <section><h2>Ordre du jour</h2>\(agendaList(dossier.agenda, assembly.kind))</section>
            """)
}
