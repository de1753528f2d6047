import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/dossier`: make one, find those that were made.
func dossierDeskPage(
    _ hub: Hub, _ versions: [DossierVersion], missing: [String], hasPress: Bool, mayEdit: Bool, _ state: FormState,
    token: String
) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/demarche"
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
            "<tr><th scope=\"row\">Version \(version.number)</th><td data-titre=\"Faite\">\(moment(version.madeAt))</td><td data-titre=\"Parties manquantes\" class=\"nombre\">\(version.missing)</td><td data-titre=\"Lire\">\(open)</td><td data-titre=\"Lien\">\(close)</td></tr>"
    }
    let columns = [
        Column("Version"), Column("Faite"), Column("Parties manquantes", isNumeric: true), Column("Lire"),
        Column("Lien"),
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
            """, isPrivate: true)
}

/// The whole document around a body that we made and kept.
func dossierDocument(_ name: String, _ body: String, stylesheet: String?, pdf: String?, isFictional: Bool) -> String {
    // The press fetches nothing from anywhere.
    let link: Markup? = stylesheet.map {
        "<link rel=\"stylesheet\" href=\"\($0)\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
    }
    let way: Markup =
        pdf.map { "<p><a class=\"bouton\" href=\"\($0)\">Le dossier en PDF</a></p>" }
        ?? "<p>Pour l’imprimer : la commande Imprimer du navigateur, papier A4.</p>"
    let tools: Markup? = stylesheet == nil ? nil : "<nav class=\"outils\" aria-label=\"Dossier\">\(way)</nav>"
    let head: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Dossier de préfiguration : \(name)</title>
        \(link)
        </head>
        <body class="livret a4 dossier">
        \(tools)\(isFictional ? fictionNotice : nil)
        <main>
        """
    return head.text + body + "</main></body></html>"
}

/// The dossier as it stands: territory, method, survey, diagnosis, functions, governance, partners, money, calendar.
func dossierBody(_ material: DossierMaterial) -> String {
    let view = material.journey
    let missing: [Markup] = material.missing.map { "<li>\(sentence: $0)</li>" }
    let lacks: Markup? =
        missing.isEmpty
        ? nil : "<section><h2>Ce qui manque encore</h2><ul class=\"manques\">\(missing)</ul></section>"
    let body: Markup = """
        <section class="couverture"><p class="rubrique">Dossier de préfiguration</p><h1>\(view.hub.name)</h1>
        <p class="compte">\(French.list(material.territories))</p><p class="etat">État au \(time(view.day))<br>\(material.network)</p></section>
        \(lacks)\(territoryChapter(material))\(methodChapter(material))\(surveyChapter(material))
        <section><h2>Diagnostic et besoins</h2>\(figureTable(material.functions))\(material.functions.needs.isEmpty ? "<p>Aucun besoin n’est encore inscrit.</p>" : needMatrix(material.functions, mayEdit: false))</section>
        \(functionChapter(material))
        <section><h2>Gouvernance et gestion</h2>\(findingList(view.findings(.governance)))</section>
        <section><h2>Partenariats</h2>\(partnerTable(material.partners))\(studySection(material.study))</section>
        \(moneyChapter(material))\(calendarChapter(material))
        <section class="colophon"><h2>Sources</h2><p>Chiffres calculés le \(time(view.day)) à partir de l’annuaire, de l’enquête, du plan de financement et des jalons de \(material.network). Les chiffres du diagnostic portent chacun leur source.</p></section>
        """
    return body.text
}

private func territoryChapter(_ material: DossierMaterial) -> Markup {
    let total = material.known.values.reduce(0, +)
    let rows: [Markup] = Family.allCases.compactMap { family in
        guard let count = material.known[family], count > 0 else { return nil }
        return
            "<tr><th scope=\"row\">\(family.label.firstUppercased)</th><td class=\"nombre\">\(French.number(count))</td></tr>"
    }
    let list: Markup =
        rows.isEmpty
        ? "<p>L’annuaire ne connaît encore personne dans ces communes.</p>"
        : table(
            caption: "Organisations connues sur le territoire", id: "connues",
            columns: [Column("Famille"), Column("Organisations", isNumeric: true)], rows: rows)
    return """
        <section><h2>Le territoire</h2><p>\(material.territories.isEmpty ? "Aucun périmètre n’est défini." : French.list(material.territories) + ".")\(material.inhabitants > 0 ? " \(French.number(material.inhabitants)) habitants." as Markup : nil) \(French.count(total, "organisation de l’ESS connue", "organisations de l’ESS connues")) dans l’annuaire.</p>\(list)</section>
        """
}

private func methodChapter(_ material: DossierMaterial) -> Markup {
    let view = material.journey
    let meetings: [Markup] = view.meetings.reversed().map { "<li>\(time($0.day)) : \($0.title)</li>" }
    let wanted = view.voices.count { $0.kind == .want }
    return """
        <section><h2>La méthode et la mobilisation</h2>\(view.hub.presentation.isEmpty ? nil : paragraphs(view.hub.presentation))
        <h3>Qui pilote</h3>\(findingList(view.core.findings(view.thresholds)))\(diversityDrawing(view.core))
        <p>\(French.count(material.prospects, "organisation appelée", "organisations appelées")) au-delà du noyau ; \(French.count(wanted, "voix confirmée", "voix confirmées")) pour un pôle.</p>
        \(meetings.isEmpty ? nil : "<h3>Réunions</h3><ul>\(meetings)</ul>" as Markup)</section>
        """
}

private func surveyChapter(_ material: DossierMaterial) -> Markup {
    guard let survey = material.survey else {
        return
            "<section><h2>L’enquête d’intérêt</h2><p>Elle n’est pas close : ses résultats ne se montrent pas encore.</p></section>"
    }
    return "<section><h2>L’enquête d’intérêt</h2>\(surveyResults(survey))</section>"
}

private func figureTable(_ functions: FunctionView) -> Markup {
    let rows: [Markup] = functions.figures.map {
        "<tr><th scope=\"row\">\($0.label)</th><td class=\"nombre\">\($0.value)</td><td>\($0.year)</td><td>\($0.source)</td></tr>"
    }
    guard !rows.isEmpty else { return "<p>Aucun chiffre n’est encore réuni.</p>" }
    return table(
        caption: "Chiffres", id: "chiffres",
        columns: [Column("Ce qu’il compte"), Column("Chiffre", isNumeric: true), Column("Année"), Column("Source")],
        rows: rows)
}

private func functionChapter(_ material: DossierMaterial) -> Markup {
    "<section><h2>Fonctions et premières actions</h2>\(weightSection(material.functions))\(actionSection(material.functions, token: nil))</section>"
}

private func moneyChapter(_ material: DossierMaterial) -> Markup {
    guard let plan = material.plan else {
        return "<section><h2>Architecture financière</h2><p>Le plan de financement n’est pas commencé.</p></section>"
    }
    return """
        <section><h2>Architecture financière</h2><p>Scénario probable, puis les trois scénarios.</p>\(findingList(plan.findings(.likely)))\(planTables(plan, .likely))\(funderSection(plan, .likely))\(scenarioTable(plan))</section>
        """
}

private func calendarChapter(_ material: DossierMaterial) -> Markup {
    let past: [Markup] = material.milestones.map { milestone in
        "<li>\(time(milestone.date)) : \(milestone.title) <small>\(certaintyMark(milestone.certainty)) \(milestone.source.title)</small></li>"
    }
    let coming: [Markup] = material.journey.tasks.filter { !$0.state.isSettled && $0.due != nil }.map { task in
        "<li>\(task.due.map { time($0) }) : \(task.title)</li>"
    }
    return """
        <section><h2>Calendrier</h2>\(past.isEmpty ? "<p>Aucun jalon n’est enregistré.</p>" : "<ol>\(past)</ol>" as Markup)\(coming.isEmpty ? nil : "<h3>À venir</h3><ul>\(coming)</ul>" as Markup)</section>
        """
}
