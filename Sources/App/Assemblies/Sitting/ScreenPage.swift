import Domain
import Markup

/// `/poles/{slug}/assemblees/{id}/ecran`: for the projector of the hall, readable from the last row. No name of a person.
func screenDocument(_ view: SittingView, isStaff: Bool, _ frame: Frame) -> String {
    let document: Markup =
        """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(view.assembly.title) · \(frame.networkName)</title>
        <link rel="stylesheet" href="\(frame.files.stylesheet)">
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <script src="\(frame.files.liveScript)" defer></script>
        </head>
        <body class="ecran">
        \(frame.isFictional ? fictionNotice : nil)
        <main id="contenu" data-direct="\(view.isOpen ? view.publicPath + "/ecran/evenements" : "")" data-version="\(view.version)">
        <div data-fragment="ecran">\(screenBody(view, isStaff: isStaff))</div>
        </main>
        </body>
        </html>
        """
    return document.text
}

private func screenBody(_ view: SittingView, isStaff: Bool) -> Markup {
    guard view.assembly.state.hasOpened else {
        return "<h1>\(view.assembly.title)</h1><p class=\"grand\">La séance n’est pas encore ouverte.</p>"
    }
    guard let item = view.record.item(view.current), view.isOpen else {
        return """
            <h1>\(view.assembly.title)</h1><p class="grand">\(sentence: view.isOpen ? "Accueil" : "La séance est levée.")</p>\(screenRoom(view))
            """
    }
    let found = view.hall.item(item)
    let state: Markup =
        item.closedAt != nil
        ? "Point \(item.position), terminé"
        : view.votes.contains(item.position) || view.currentOnline?.isOpen == true
            ? "Point \(item.position) : le vote est ouvert" : "Point \(item.position)"
    let speaking: Markup? =
        view.waiting.isEmpty || !isStaff
        ? nil : "<p>Parole : \(view.waiting.prefix(5).map(\.speaker).joined(separator: ", "))</p>"
    return """
        <p class="ou">\(state)</p><h1>\(item.title)</h1>
        \(item.text.isEmpty || found.result != nil ? nil : "<blockquote class=\"resolution\">\(paragraphs(String(item.text.prefix(600))))</blockquote>")
        \(screenResult(view, item, found))\(screenOnline(view, item))\(screenRoom(view))\(speaking)
        """
}

private func screenResult(_ view: SittingView, _ item: RecordedItem, _ found: ItemRecount) -> Markup? {
    // Nothing is told while counting: what is on the wall is what is declared.
    guard item.closedAt != nil else { return nil }
    if let result = found.result {
        return
            "<p class=\"grand \(result.isAdopted ? "oui" : "non")\">\(result.isAdopted ? "Adoptée" : "Non adoptée")</p><p class=\"phrase\">\(sentence: result.sentence)</p>"
    }
    guard found.refusal == nil, found.tally != nil else { return nil }
    let elected = (item.election?.running ?? []).filter { found.elected.contains($0.name) }
    let names: [Markup] = elected.map { "<li>\(view.hall.roll.label($0.organisation))</li>" }
    return names.isEmpty
        ? "<p class=\"grand\">Personne n’est élu</p>" : "<p class=\"ou\">Sont élus</p><ul class=\"grand\">\(names)</ul>"
}

/// How many have voted on line, and nothing of what they said.
private func screenOnline(_ view: SittingView, _ item: RecordedItem) -> Markup? {
    guard let online = view.currentOnline, item.closedAt == nil, !online.isPrepared else { return nil }
    let state = online.isOpen ? "Vote en ligne ouvert" : "Vote en ligne clos"
    return
        "<p class=\"ou\">\(state)\(online.record.isSecret ? ", au scrutin secret" : "")</p><p class=\"grand\">\(online.signed.count) <small>sur \(online.voters.count)</small></p>"
}

private func screenRoom(_ view: SittingView) -> Markup {
    let kinds = view.record.item(view.current).map { [$0.rules] } ?? view.hall.kinds
    return
        "<div class=\"phrase\">\(kinds.map { "<p>\(sentence: view.hall.quorum($0, at: view.current).sentence)</p>" as Markup })</div>"
}
