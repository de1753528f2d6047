import Domain
import Markup

/// The dossier as it stands, chapter by chapter; what is missing is named where it would be. `remarks` is where its readers
/// write what they think of it.
/// `panorama` is what the registers say of the territory, when they have been read.
func dossierBody(_ material: DossierMaterial, panorama: Markup?, remarks: String) -> String {
    let chapters: [Markup] = DossierSection.allCases.map { section in
        """
        <section class="chapitre" id="\(section.rawValue)"><h2>\(section.number). \(section.title)</h2>\(chapter(section, material).oneLevelDown)\(section == .territory ? panorama?.oneLevelDown : nil)
        <p class="a-dire"><a href="\(remarks)?partie=\(section.rawValue)#ecrire">Dire quelque chose de cette partie</a></p></section>
        """
    }
    let body: Markup =
        "\(cover(material))\(contents(material))\(chapters)\(dossierAnnexes(material))\(colophon(material))"
    return body.text
}

private func cover(_ material: DossierMaterial) -> Markup {
    let view = material.journey
    let map: Markup? = material.mobilisation.map.map {
        "<div class=\"carte-couverture\">\(territoryDrawing($0, label: "Carte du territoire"))</div>"
    }
    return """
        <section class="couverture"><p class="rubrique">Dossier de préfiguration</p><h1>\(view.hub.name)</h1>
        <p class="compte">\(material.territories.isEmpty ? "Territoire à définir" : French.list(material.territories))</p>\(map)
        <p class="etat">État au \(time(view.day))<br>\(material.network)</p></section>
        """
}

private func contents(_ material: DossierMaterial) -> Markup {
    let entries: [Markup] = DossierSection.allCases.map {
        "<li><a class=\"renvoi\" href=\"#\($0.rawValue)\">\($0.number). \($0.title)</a></li>"
    }
    let missing: [Markup] = material.missing.map { "<li>\(sentence: $0)</li>" }
    let lacks: Markup =
        missing.isEmpty
        ? "<p class=\"complet\">Aucune partie ne manque.</p>"
        : "<h2>Ce qui manque encore</h2><ul class=\"manques\">\(missing)</ul>"
    return
        "<section class=\"sommaire\"><h2>Sommaire</h2><ol>\(entries)<li><a class=\"renvoi\" href=\"#annexes\">Annexes</a></li><li><a class=\"renvoi\" href=\"#sources\">Sources</a></li></ol>\(lacks)</section>"
}

private func chapter(_ section: DossierSection, _ material: DossierMaterial) -> Markup {
    switch section {
    case .territory: territoryChapter(material)
    case .method: methodChapter(material)
    case .survey: surveyChapter(material)
    case .diagnosis: diagnosisChapter(material)
    case .functions: "\(weightSection(material.functions))\(actionSection(material.functions, token: nil))"
    case .governance: governanceChapter(material)
    case .partners: "\(partnerTable(material.partners))\(studySection(material.study))"
    case .finances: moneyChapter(material)
    case .calendar: calendarChapter(material)
    }
}

private func territoryChapter(_ material: DossierMaterial) -> Markup {
    let total = material.known.values.reduce(0, +)
    let rows: [Markup] = Family.allCases.compactMap { family in
        guard let count = material.known[family], count > 0 else { return nil }
        return
            "<tr><th scope=\"row\">\(family.label.firstUppercased)</th><td class=\"nombre\" data-titre=\"Organisations\">\(French.number(count))</td></tr>"
    }
    let list: Markup =
        rows.isEmpty
        ? "<p>L’annuaire ne connaît encore personne dans ces communes.</p>"
        : table(
            caption: "Organisations connues sur le territoire", id: "connues",
            columns: [Column("Famille"), Column("Organisations", isNumeric: true)], rows: rows)
    let people: [Figure] =
        material.inhabitants > 0 ? [Figure("\(French.number(material.inhabitants))", "habitants")] : []
    let communes = material.mobilisation.communes.count
    let places: [Figure] = communes > 0 ? [Figure("\(communes)", "communes")] : []
    let map: Markup? = material.mobilisation.map.map {
        "<figure>\(territoryDrawing($0, label: "Carte du territoire et des organisations qui portent la démarche"))<figcaption>\(territoryLegend($0))</figcaption></figure>"
    }
    let neighbours: [Markup] = material.neighbours.map { "<li>\($0.name) : \($0.status.label.lowercasedFirst)</li>" }
    let beside: Markup =
        neighbours.isEmpty
        ? "<p>Aucun autre pôle ne touche ce territoire.</p>"
        : "<p>Sur le même Pays :</p><ul>\(neighbours)</ul>"
    return """
        <p>\(material.territories.isEmpty ? "Aucun périmètre n’est défini." : French.list(material.territories) + ".")</p>
        \(figures(people + places + [Figure("\(French.number(total))", "organisations de l’ESS connues dans l’annuaire")]))\(map)\(list)
        <h3>Autres pôles</h3>\(beside)
        """
}

private func methodChapter(_ material: DossierMaterial) -> Markup {
    let view = material.journey
    let meetings: [Markup] = view.meetings.reversed().map { "<li>\(time($0.day)) : \($0.title)</li>" }
    let wanted = view.voices.count { $0.kind == .want }
    return """
        \(view.hub.presentation.isEmpty ? nil : paragraphs(view.hub.presentation))
        <h3>Qui pilote</h3>\(findingList(view.core.findings(view.thresholds)))\(diversityDrawing(view.core))
        <h3>Qui a été touché</h3>
        \(figures([Figure("\(view.core.structures)", "structures qui pilotent"), Figure("\(material.prospects)", "organisations appelées au-delà du noyau"), Figure("\(material.mobilisation.written)", "ont reçu une lettre"), Figure("\(wanted)", "voix confirmées pour un pôle")]))
        \(mobilisationTable(material.mobilisation))\(meetings.isEmpty ? "<p>Aucune réunion n’est notée.</p>" : "<h3>Réunions</h3><ul>\(meetings)</ul>" as Markup)
        """
}

private func surveyChapter(_ material: DossierMaterial) -> Markup {
    material.survey.map(surveyResults)
        ?? "<p>L’enquête n’est pas close : ses résultats ne se montrent pas encore.</p>"
}

private func diagnosisChapter(_ material: DossierMaterial) -> Markup {
    let rows: [Markup] = material.functions.figures.map {
        "<tr><th scope=\"row\">\($0.label)</th><td class=\"nombre\" data-titre=\"Chiffre\">\($0.value)</td><td data-titre=\"Année\">\($0.year)</td><td data-titre=\"Source\">\($0.source)</td></tr>"
    }
    let figures: Markup =
        rows.isEmpty
        ? "<p>Aucun chiffre n’est encore réuni.</p>"
        : table(
            caption: "Chiffres", id: "chiffres",
            columns: [
                Column("Ce qu’il compte"), Column("Chiffre", isNumeric: true), Column("Année"), Column("Source"),
            ], rows: rows)
    let needs: Markup =
        material.functions.needs.isEmpty
        ? "<p>Aucun besoin n’est encore inscrit.</p>" : needMatrix(material.functions, mayEdit: false)
    return "\(figures)\(needs)"
}

private func moneyChapter(_ material: DossierMaterial) -> Markup {
    guard let plan = material.plan else { return "<p>Le plan de financement n’est pas commencé.</p>" }
    return """
        <p>Scénario probable, puis les trois scénarios.</p>\(findingList(plan.findings(.likely)))\(planDrawing(plan, .likely))\(planTables(plan, .likely))\(funderSection(plan, .likely))\(scenarioTable(plan))
        """
}

private func calendarChapter(_ material: DossierMaterial) -> Markup {
    let past: [Markup] = material.milestones.map { milestone in
        "<li>\(time(milestone.date)) : \(milestone.title) <small>\(certaintyMark(milestone.certainty)) \(milestone.source.title)</small></li>"
    }
    let view = material.journey
    let tasks = view.tasks.filter { !$0.state.isSettled }.compactMap { task in
        task.due.map { (day: $0, what: task.title) }
    }
    let dates = view.launch.dates.filter { $0.day >= view.day }.map { (day: $0.day, what: $0.title) }
    let sorted = (tasks + dates).sorted { ($0.day, $0.what) < ($1.day, $1.what) }
    let coming: [Markup] = sorted.map {
        "<li>\(time($0.day)) : \($0.what)\($0.day < view.day ? " <small>(en retard)</small>" as Markup : nil)</li>"
    }
    let aim: Markup? = view.deadlines.last.map {
        "<p>\($0.step.label) : échéance fixée au \(time($0.due)), le \(time($0.setOn)).</p>"
    }
    return """
        \(past.isEmpty ? "<p>Aucun jalon n’est enregistré.</p>" : "<ol>\(past)</ol>" as Markup)\(aim)\(coming.isEmpty ? nil : "<h3>À venir</h3><ul>\(coming)</ul>" as Markup)
        """
}

/// Where each kind of figure comes from.
private func colophon(_ material: DossierMaterial) -> Markup {
    let day = material.journey.day
    let population: Markup? =
        material.populationYears.isEmpty
        ? nil
        : "<li>Habitants : populations légales de \(material.populationYears.map(String.init).joined(separator: ", ")), telles que le réseau les tient.</li>"
    let survey: Markup? = material.survey.map {
        "<li>Enquête : \(French.count($0.survey.counted, "réponse comptée", "réponses comptées")), montrées par groupes d’au moins \($0.survey.threshold ?? 5).</li>"
    }
    let places: Markup =
        material.mobilisation.map?.isDrawing == true
        ? "<li>Carte : dessin schématique du réseau.</li>" : "<li>Carte : contours importés par le réseau.</li>"
    return """
        <section class="colophon" id="sources"><h2>Sources</h2><ul>\(population)<li>Organisations connues, appelées, lettres : l’annuaire de \(material.network) et le travail du noyau, au \(time(day)).</li>\(survey)\(material.mobilisation.map == nil ? nil : places)<li>Chiffres du diagnostic et jalons : chacun porte sa source.</li><li>Plan de financement : écrit par le noyau ; totaux et parts calculés au \(time(day)).</li></ul></section>
        """
}
