import Domain
import Markup

func hubCrumbs(_ view: HubView, desk: Bool = true) -> [Crumb] {
    let base = [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)]
    return desk ? base + [Crumb("Pilotage", "/poles/\(view.hub.slug)/pilotage")] : base
}

/// `/poles/{slug}/pilotage`: what is there, what is missing before the next step, and the doors to change it.
func hubDeskPage(
    _ view: HubView, next: (status: Status, findings: [Finding])?, duties: [(urgency: Urgency, duties: [Duty])],
    mayEdit: Bool, waiting: Int
) -> PageContent {
    let path = "/poles/\(view.hub.slug)/pilotage"
    let step: Markup =
        next.map { next in
            "<section><h2>Avant l’étape suivante : \(next.status.label.lowercasedFirst)</h2>\(findingList(next.findings))</section>"
        }
        ?? "<section><h2>Étape suivante</h2><p>Le pôle est créé : la suite est son plan d’actions et la vie du réseau.</p></section>"
    let doors: Markup? = mayEdit ? hubDoors(path, waiting: waiting) : nil
    let ordered = view.milestones.sorted { Milestone.chronological($1, $0) }
    let items: [Markup] = ordered.map { deskMilestone($0, path: path, mayEdit: mayEdit) }
    let list: Markup =
        items.isEmpty
        ? emptyState("Aucun jalon n’est enregistré.", "Commencez par l’initiative : qui l’a lancée, et quand.")
        : "<ol class=\"jalons\">\(items)</ol>"
    return PageContent(
        title: "Pilotage", section: .hubs, breadcrumbs: hubCrumbs(view, desk: false),
        body: """
            \(heading("Piloter \(French.the(view.hub.name))", "\(badge(view.standing.status))\(view.standing.since.map { " — \(ordinal($0.frenchWhen))" as Markup })"))
            \(doors)<div class="deux"><div>\(mayEdit ? dutyList(duties) : nil)<section><h2>Jalons</h2>\(list)</section></div>\(step)</div>
            """, isPrivate: true)
}

/// A milestone with the doors to correct it and to set it aside.
func deskMilestone(_ milestone: Milestone, path: String, mayEdit: Bool, about: String? = nil) -> Markup {
    let effect: Markup? = milestone.kind.effect.map { "<p class=\"effet\">\(badge($0))</p>" }
    let actions: Markup? =
        mayEdit
        ? """
        <p class="actions"><a href="\(path)/jalons/\(milestone.id.rawValue)/correction">Corriger<span class="invisible"> « \(milestone.title) »</span></a>
        <a href="\(path)/jalons/\(milestone.id.rawValue)/retrait">Retirer<span class="invisible"> « \(milestone.title) »</span></a></p>
        """ : nil
    return """
        <li class="jalon"><p class="quand">\(time(milestone.date)) · \(milestone.kind.label)\(about.map { " · \($0)" as Markup })</p><p class="quoi"><strong>\(milestone.title)</strong></p>\(effect)\
        <p class="preuve">\(certaintyMark(milestone.certainty)) \(citation(milestone.source))</p>\(actions)</li>
        """
}

/// The form of a milestone, new or corrected, for a hub or for the network.
struct MilestoneFormView: Sendable {
    let title: String
    let crumbs: [Crumb]
    let action: String
    let kinds: [MilestoneKind]
    /// What is corrected; nil for a new one.
    let corrected: Milestone?
    /// Whether a document may be joined, at most so many bytes.
    let maximumUpload: Int
    let mayOverride: Bool
    /// Territories it may be about; empty when the address says what it is about.
    var territories: [TerritoryRecord] = []
    var findings: [Finding] = []
}

func milestoneFormPage(_ view: MilestoneFormView, _ state: FormState, token: String) -> PageContent {
    let kinds = [(value: "", label: "— choisir —")] + view.kinds.map { (value: $0.rawValue, label: $0.labelWithEffect) }
    let certainties: [(value: String, label: Markup)] = Certainty.allCases.filter { $0 != .unknown }.map {
        ($0.rawValue, "<strong>\($0.label)</strong> — \($0.explanation)")
    }
    let findings: Markup? =
        view.findings.isEmpty
        ? nil
        : "<section class=\"avis attention\"><p><strong>Ce que demande ce passage</strong></p>\(findingList(view.findings))</section>"
    let override: Markup? =
        view.mayOverride && !view.findings.isEmpty
        ? textArea(
            "passer-outre", "Passer outre : pourquoi", state,
            hint:
                "Vous animez le réseau : un motif écrit permet d’enregistrer ce jalon malgré ce qui manque. Il est public et reste dans l’historique.",
            rows: 3, maximum: 1000) : nil
    let kept: Markup? = view.corrected?.source.documentID.map { id in
        "<p class=\"indice\"><a href=\"/pieces/\(id.rawValue)\">Le document déjà joint</a> reste, si vous n’en donnez pas d’autre.</p>"
    }
    let correction: Markup? = view.corrected.map { old in
        """
        <div class="avis"><p>Vous corrigez : <strong>\(old.title)</strong>, \(time(old.date)). L’ancienne version restera visible dans l’historique.</p></div>
        \(textField("motif", "Pourquoi cette correction", state, hint: "Par exemple : la date figure dans le récépissé de la préfecture.", isRequired: true, maximum: 500))
        """
    }
    return PageContent(
        title: view.title, section: .hubs, breadcrumbs: view.crumbs,
        body: """
            \(heading("\(view.title)"))\(findings)
            \(form(view.action, token: token, state: state, hasFile: true, """
            \(correction)\(territoryChoice(view, state))
            \(selectField("sorte", "Ce qui s’est passé", state, options: kinds, isRequired: true))
            \(textField("date", "Quand", state, hint: "Aussi précisément que vous le savez : 2009, 2009-06 ou 2009-06-12.", isRequired: true, maximum: 10, inputmode: "numeric"))
            \(textField("titre", "En quelques mots", state, hint: "Par exemple : assemblée générale constitutive à Langouët.", isRequired: true))
            \(textArea("detail", "Récit", state, hint: "Ce qu’il faut retenir : qui, combien, quoi. Facultatif."))
            <fieldset class="champ"><legend>D’où cela vient</legend><p class="indice">Au moins l’un des trois.</p>\(kept)
            \(textField("preuve", "Source, en mots", state, hint: "Auteur, titre, date : procès-verbal du 2 mars 2009, Le Télégramme du 18 juin 2010…", maximum: 400))
            \(textField("lien", "Lien", state, type: "url", maximum: 2000))
            \(fileField("piece", "Document", state, hint: "PDF, image, texte ou tableur, \(view.maximumUpload / 1_000_000) Mo au plus. Il sera public : n’y laissez pas de données personnelles."))</fieldset>
            \(radioGroup("certitude", "À quel point est-ce sûr ?", state, options: certainties))
            \(override)
            <p class="actions"><button>\(view.corrected == nil ? "Enregistrer le jalon" : "Enregistrer la correction")</button> <a href="\(view.crumbs.last?.path ?? "/")">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

private func territoryChoice(_ view: MilestoneFormView, _ state: FormState) -> Markup? {
    guard !view.territories.isEmpty else { return nil }
    let options =
        [(value: "", label: "tout le réseau")] + view.territories.map { (value: $0.territory.slug, label: $0.name) }
    return selectField("territoire", "Sur quoi", state, options: options)
}

extension MilestoneKind {
    /// « Initiative → organisation en vue de la préfiguration »
    fileprivate var labelWithEffect: String {
        guard let effect else { return label }
        return label + " → " + effect.label.lowercasedFirst
    }
}

/// Asks why a milestone is set aside. `desk` is where the visitor came from.
func withdrawalPage(
    _ milestone: Milestone, desk: String, crumbs: [Crumb], _ state: FormState, token: String
) -> PageContent {
    PageContent(
        title: "Retirer un jalon", section: .hubs, breadcrumbs: crumbs,
        body: """
            \(heading("Retirer « \(milestone.title) » ?", "Le jalon ne comptera plus dans la situation. Il restera lisible dans l’historique, avec votre motif."))
            \(form("\(desk)/jalons/\(milestone.id.rawValue)/retrait", token: token, state: state, """
            \(textField("motif", "Pourquoi", state, hint: "Par exemple : enregistré deux fois.", isRequired: true, maximum: 500))
            <p class="actions"><button class="danger">Retirer ce jalon</button> <a href="\(crumbs.last?.path ?? desk)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
