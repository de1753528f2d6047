import Domain
import Markup

/// What a post is, in a list of definitions: the same at the desk and in the announcement.
func postFacts(_ post: Recruitment) -> Markup {
    let criteria: [Markup] = post.criteria.map { "<li>\($0)</li>" }
    let tasks: [Markup] = post.tasks.split(separator: "\n").map { "<li>\(sentence: String($0))</li>" }
    return """
        <dl class="definitions"><dt>Contrat</dt><dd>\(post.contractSentence.firstUppercased)</dd><dt>Temps de travail</dt><dd>\(post.workingTimeSentence.firstUppercased)</dd>\
        <dt>Salaire</dt><dd>\(post.salarySentence.firstUppercased)</dd><dt>Lieu</dt><dd>\(post.place)</dd>\(post.startsWhen.isEmpty ? nil : "<dt>Début</dt><dd>\(post.startsWhen)</dd>" as Markup)</dl>
        <h3>Missions</h3><ul>\(tasks)</ul>\(post.profile.isEmpty ? nil : "<h3>Ce qu’il faut savoir faire</h3>\(paragraphs(post.profile))" as Markup)
        <h3>Comment les candidatures sont lues</h3><ul>\(criteria)</ul>
        """
}

/// `/poles/{slug}/recrutements/{id}`: the announcement, as long as it is open.
func announcementPage(_ view: RecruitmentView) -> PageContent {
    let crumbs = [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)]
    guard view.post.takesApplications(on: view.day) else {
        return PageContent(
            title: "Annonce close", section: .hubs, breadcrumbs: crumbs,
            body:
                "\(heading("Cette annonce n’est plus ouverte", "\(view.hub.name)"))<p>Les candidatures ne sont plus prises. <a href=\"/poles/\(view.hub.slug)/demarche\">Où en est le pôle</a></p>",
            isPrivate: true, isNarrow: true)
    }
    let territory: Markup? =
        view.hub.presentation.isEmpty ? nil : "<h2>Le pôle</h2>\(paragraphs(view.hub.presentation))"
    return PageContent(
        title: view.post.title, section: .hubs, breadcrumbs: crumbs,
        description: "\(view.hub.name) recrute : \(view.post.title), \(view.post.place).",
        body: """
            <article class="annonce">\(heading("\(view.post.title)", "\(view.hub.name) recrute. Candidatures jusqu’au \(time(view.post.applyBy)) inclus."))
            <p class="actions"><a class="bouton" href="\(view.publicPath)/candidature">Se porter candidat·e</a></p>
            <h2>Le poste</h2>\(postFacts(view.post))\(territory)
            <h2>Ce que devient votre candidature</h2><p>\(French.count(view.jurors.count, "personne la lit, et elle seule", "personnes la lisent, et elles seules")). \(sentence: ApplicationRetention(months: view.post.retention ?? ApplicationRetention.customary).sentence) Un lien vous permet de suivre, d’emporter et d’effacer ce que vous avez envoyé.</p></article>
            """, isNarrow: true)
}
