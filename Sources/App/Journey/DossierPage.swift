import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/dossier`: make one, find those that were made.
func dossierDeskPage(
    _ hub: Hub, _ versions: [DossierVersion], missing: [String], hasPress: Bool, mayEdit: Bool, _ state: FormState,
    token: String
) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/demarche"
    let waiting = versions.reduce(0) { $0 + $1.waiting }
    let rows: [Markup] = versions.map { version in
        let open: Markup =
            version.isClosed
            ? "lien fermé"
            : "<a href=\"/dossiers/\(version.key)\">Ouvrir<span class=\"invisible\"> la version \(version.number)</span></a>\(hasPress ? " · <a href=\"/dossiers/\(version.key)/pdf\">PDF<span class=\"invisible\"> de la version \(version.number)</span></a>" as Markup : nil)"
        let close: Markup =
            version.isClosed || !mayEdit
            ? "—"
            : "<form method=\"post\" action=\"\(path)/dossier/\(version.id)/fermeture\">\(tokenField(token))<button class=\"lien\">Fermer ce lien<span class=\"invisible\"> (version \(version.number))</span></button></form>"
        return
            "<tr><th scope=\"row\">Version \(version.number)</th><td data-titre=\"Faite\">\(moment(version.madeAt))</td><td data-titre=\"Parties manquantes\" class=\"nombre\">\(version.missing)</td><td data-titre=\"Remarques\">\(remarkCount(version))</td><td data-titre=\"Lire\">\(open)</td><td data-titre=\"Lien\">\(close)</td></tr>"
    }
    let columns = [
        Column("Version"), Column("Faite"), Column("Parties manquantes", isNumeric: true), Column("Remarques"),
        Column("Lire"), Column("Lien"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune version n’est faite.", "Le dossier s’écrit tout seul, à partir de ce que la démarche a réuni.")
        : table(caption: "Versions, la dernière d’abord", id: "versions", columns: columns, rows: rows)
    let items: [Markup] = missing.map { "<li>\(sentence: $0)</li>" }
    let lacks: Markup =
        items.isEmpty
        ? notice(.done, "<p>Aucune partie ne manque.</p>")
        : notice(.warning, "<p><strong>Manque encore :</strong></p><ul>\(items)</ul><p>Le dossier le dira.</p>")
    return PageContent(
        title: "Dossier de préfiguration", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
            Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"), Crumb("Démarche", path),
        ],
        body: """
            \(heading("Le dossier de préfiguration", "Tout ce que la démarche a réuni, chiffres calculés. Chaque version reste telle qu’elle a été faite ; qui a son lien la lit, sans compte."))
            \(errorSummary(state))\(lacks)
            \(mayEdit ? "<form method=\"post\" action=\"\(path)/dossier\">\(tokenField(token))<p class=\"actions\"><button>Faire une version du dossier</button></p></form>" as Markup : nil)\(list)
            <p class="actions"><a class="bouton second" href="\(path)/dossier/remarques">Remarques\(waiting > 0 ? " (\(waiting) à répondre)" as Markup : nil)</a></p>
            """, isPrivate: true)
}

private func remarkCount(_ version: DossierVersion) -> Markup {
    guard version.comments > 0 else { return "—" }
    let waiting: Markup? = version.waiting > 0 ? ", <strong>\(version.waiting) sans réponse</strong>" : nil
    return "\(version.comments)\(waiting)"
}

/// The whole document around a body that we made and kept; for the press, which fetches nothing, without a stylesheet.
func dossierDocument(
    _ opened: OpenedDossier, path: String, stylesheet: String?, hasPress: Bool, isFictional: Bool
) -> String {
    let link: Markup? = stylesheet.map {
        "<link rel=\"stylesheet\" href=\"\($0)\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
    }
    let way: Markup =
        hasPress
        ? "<a class=\"bouton\" href=\"\(path)/pdf\">Le dossier en PDF</a>"
        : "Pour l’imprimer : la commande Imprimer du navigateur, papier A4."
    let remarks: Markup =
        opened.comments == 0
        ? "Écrire une remarque" : "\(French.count(opened.comments, "remarque", "remarques")) : lire, en écrire une"
    let tools: Markup? =
        stylesheet == nil
        ? nil
        : "<nav class=\"outils\" aria-label=\"Dossier\"><p>\(way)</p><p><a href=\"\(path)/remarques\">\(remarks)</a></p><p>Version \(opened.number), faite \(moment(opened.madeAt))</p></nav>"
    let head: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Dossier de préfiguration : \(opened.hub.name)</title>
        \(link)
        </head>
        <body class="livret a4 dossier">
        \(tools)\(isFictional ? fictionNotice : nil)
        <main>
        """
    return head.text + opened.body + "</main></body></html>"
}
