import Domain
import Markup

/// `/poles/{slug}/demarche`: where a hub stands, for everybody, and how to come along.
func journeyStatusPage(_ view: JourneyView, guide: JourneyGuide, mayReadDesk: Bool) -> PageContent {
    let path = "/poles/\(view.hub.slug)/demarche"
    let desk: Markup? = mayReadDesk ? "<a class=\"bouton second\" href=\"\(view.desk)\">Piloter la démarche</a>" : nil
    let doors: Markup =
        view.next == nil
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"\(path)/voix?sorte=suivre\">Suivre ce pôle</a> \(desk)</p>"
        : """
        <p class="actions"><a class="bouton" href="\(path)/voix?sorte=suivre">Suivre la démarche</a> <a class="bouton second" href="\(path)/voix?sorte=rejoindre">Rejoindre le noyau</a>
        <a class="bouton second" href="\(path)/voix?sorte=vouloir">Je veux un pôle ici</a> \(desk)</p>
        """
    let survey: Markup? =
        view.facts.survey == .open
        ? notice(
            .information,
            "<p><strong>L’enquête d’intérêt est ouverte.</strong> Toute organisation du territoire peut y répondre, en dix minutes. <a href=\"/poles/\(view.hub.slug)/enquete\">Répondre à l’enquête</a></p>"
        ) : nil
    let chapters: [Markup] = Workstream.allCases.map { publicChapter($0, view, guide) }
    let since: Markup? = view.standing.since.map { " — \(ordinal($0.frenchWhen))" }
    let underway: Markup = """
        \(nextGate(view))
        <section><h2>Qui pilote</h2>\(coreSection(view))</section>
        <section><h2>Les six chantiers</h2><ol class="etapes">\(chapters)</ol></section>
        """
    return PageContent(
        title: "Où en sommes-nous", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)],
        description: "\(view.hub.name) : où en est la démarche, chantier par chantier, et comment la rejoindre.",
        body: """
            \(heading("Où en sommes-nous", "\(badge(view.standing.status))\(since)<br>\(view.hub.name)"))
            \(doors)\(survey)\(voiceFigures(view))
            \(publicLaunch(view.launch))\(view.isBehind ? recordedPath(view) : underway)
            \(newsSection(view))
            """)
}

private func voiceFigures(_ view: JourneyView) -> Markup? {
    func count(_ kind: VoiceKind) -> Int { view.voices.count { $0.kind == kind } }
    var list: [Figure] = []
    let steering = view.core.structures
    if steering > 0 { list.append(Figure("\(steering)", steering == 1 ? "structure pilote" : "structures pilotent")) }
    if count(.want) > 0 {
        list.append(Figure("\(count(.want))", count(.want) == 1 ? "voix pour un pôle ici" : "voix pour un pôle ici"))
    }
    if count(.follow) > 0 {
        list.append(Figure("\(count(.follow))", count(.follow) == 1 ? "personne suit" : "personnes suivent"))
    }
    let done = view.tasks.count { $0.state.isSettled }
    if !view.tasks.isEmpty { list.append(Figure("\(done) <small>sur \(view.tasks.count)</small>", "tâches réglées")) }
    return list.isEmpty ? nil : figures(list)
}

/// Organisations only: whom they send is for the desk.
private func coreSection(_ view: JourneyView) -> Markup {
    guard view.core.structures > 0 else {
        return emptyState(
            "Le noyau se forme.",
            "Les organisations qui pilotent la démarche paraîtront ici, famille par famille. La vôtre peut en être.")
    }
    let partners = Set(view.core.seats.filter(\.isPartner).map(\.organisationName)).filter { !$0.isEmpty }.sorted()
    return """
        \(diversityDrawing(view.core))\(sectorSentence(view))\(partners.isEmpty ? nil : "<p>Avec l’appui de : \(French.list(partners)).</p>" as Markup)
        """
}

private func publicChapter(_ workstream: Workstream, _ view: JourneyView, _ guide: JourneyGuide) -> Markup {
    let progress = view.progress(workstream)
    let done = doneTasks(workstream, view)
    // Who does it, and a task in the group's own words, may name somebody: those stay at the desk.
    let left: [Markup] = view.tasks(workstream).filter { !$0.state.isSettled }.compactMap { task in
        task.guideKey.flatMap { guide.task($0)?.task.titre }.map { title in
            "<li>\(sentence: title)\(task.due.map { ", pour le \(time($0))" as Markup })</li>"
        }
    }
    let bar: Markup? =
        progress.total == 0 ? nil : progressBar(progress.settled, of: progress.total, progress.sentence)
    return """
        <li id="chantier-\(workstream.rawValue)"><h3>\(workstream.title)</h3><p>\(sentence: guide.purpose(workstream))</p>\(bar)\
        \(done.isEmpty ? nil : "<details><summary>Ce qui est fait</summary><ul>\(done)</ul></details>" as Markup)\
        \(left.isEmpty ? nil : "<details><summary>Ce qui reste à faire</summary><ul>\(left)</ul></details>" as Markup)\(findingList(JourneyReview.publicFindings(workstream, view.facts)))</li>
        """
}

/// The path of a hub that is created: what was done and when, and nothing of what it never recorded.
func recordedPath(_ view: JourneyView) -> Markup {
    let chapters: [Markup] = Workstream.allCases.compactMap { workstream in
        let done = doneTasks(workstream, view)
        return done.isEmpty ? nil : "<li><h3>\(workstream.title)</h3><ul>\(done)</ul></li>"
    }
    let meetings = view.meetings.count
    let steered = Set(view.seats.filter { !$0.isPartner }.map(\.organisationName)).filter { !$0.isEmpty }.sorted()
    let who: Markup? = steered.isEmpty ? nil : "<p>L’ont pilotée : \(French.list(steered)).</p>"
    let held: Markup? =
        meetings == 0
        ? nil : "<p>\(French.count(meetings, "réunion du noyau", "réunions du noyau")) en gardent trace.</p>"
    let work: Markup? = chapters.isEmpty ? nil : "<ol class=\"etapes\">\(chapters)</ol>"
    return """
        <section><h2>La démarche est derrière lui</h2><p>Le pôle est créé\(view.standing.since.map { " \($0.frenchWhen)" as Markup }) : ses étapes, datées et sourcées, sont dans <a href="/poles/\(view.hub.slug)">son histoire</a>.</p>\(who)\(held)\(work)</section>
        """
}

private func doneTasks(_ workstream: Workstream, _ view: JourneyView) -> [Markup] {
    view.tasks(workstream).filter { $0.state == .done }.map { task in
        "<li>\(task.title)\(task.settledOn.map { ", \(time($0))" as Markup })\(task.evidence.map { " (\(citation($0)))" as Markup })</li>"
    }
}

private func newsSection(_ view: JourneyView) -> Markup? {
    let items: [Markup] = view.news.map { news in
        "<article><h3>\(news.title)</h3><p class=\"indice\">\(moment(news.publishedAt))</p>\(paragraphs(news.body))</article>"
    }
    return items.isEmpty ? nil : "<section class=\"prose\"><h2>Nouvelles</h2>\(items)</section>"
}
