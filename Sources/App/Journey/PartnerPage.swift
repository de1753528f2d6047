import Domain
import Markup

private func partnerCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

/// `/poles/{slug}/pilotage/demarche/partenaires`: who may support, and the study.
func partnerListPage(
    _ hub: Hub, _ partners: [PossiblePartner], _ study: PrefigurationStudy?, mayEdit: Bool
) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/demarche"
    let add: Markup? =
        mayEdit
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"\(path)/partenaires/nouveau\">Ajouter un partenaire possible</a> <a class=\"bouton second\" href=\"\(path)/etude\">\(study == nil ? "Décrire une étude" : "Changer l’étude")</a></p>"
        : nil
    return PageContent(
        title: "Partenaires", section: .hubs, breadcrumbs: partnerCrumbs(hub),
        body: """
            \(heading("Les partenariats", "Qui peut soutenir, ce qui est demandé, ce qui est répondu. Les partenaires aident et peuvent siéger à titre consultatif ; les acteurs décident."))
            \(partners.isEmpty ? nil : partnerFigures(partners))\(add)\(partnerTable(partners, link: mayEdit ? path + "/partenaires" : nil))\(studySection(study))
            """, isPrivate: true)
}

private func partnerFigures(_ partners: [PossiblePartner]) -> Markup {
    figures(
        PartnershipState.allCases.map { state in
            Figure("\(partners.count { $0.state == state })", "\(state.label)")
        })
}

func partnerTable(_ partners: [PossiblePartner], link: String? = nil) -> Markup {
    let rows: [Markup] = partners.map { partner in
        let name: Markup = link.map { "<a href=\"\($0)/\(partner.id)\">\(partner.name)</a>" } ?? "\(partner.name)"
        let proof: Markup? = partner.evidenceURL.flatMap { WebLink($0) }.map {
            " <a href=\"\($0)\" rel=\"noopener nofollow\">preuve</a>"
        }
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Sorte">\(partner.kind.label)</td><td data-titre="Demandé">\(partner.asked.isEmpty ? "—" : partner.asked)</td>\
            <td data-titre="Où on en est"><span class="etat-\(partner.state.rawValue)">\(partner.state.label)</span>\(partner.metOn.map { ", \(time($0))" as Markup })</td><td data-titre="Réponse">\(partner.answer.isEmpty ? "—" : partner.answer)\(proof)</td></tr>
            """
    }
    guard !rows.isEmpty else {
        return emptyState(
            "Aucun partenaire possible n’est noté.",
            "Région, Département, intercommunalités, État, maison de l’emploi, réseaux : ce qui sera demandé à chacun.")
    }
    return table(
        caption: "Partenaires possibles", id: "partenaires",
        columns: ["Partenaire", "Sorte", "Demandé", "Où on en est", "Réponse"].map { Column($0) }, rows: rows)
}

func studySection(_ study: PrefigurationStudy?) -> Markup? {
    guard let study else { return nil }
    let fed = French.list(study.workstreams.map(\.title.lowercasedFirst))
    let days = [study.startsOn.map { "du " + $0.french }, study.endsOn.map { "au " + $0.french }].compactMap(\.self)
    return """
        <section id="etude"><h2>L’étude de préfiguration</h2><dl class="definitions">
        <dt>Portée par</dt><dd>\(study.carrier)</dd>\(study.cost.map { "<dt>Coût</dt><dd>\($0.french)</dd>" as Markup })\
        \(study.funders.isEmpty ? nil : "<dt>Financée par</dt><dd>\(study.funders)</dd>" as Markup)\(days.isEmpty ? nil : "<dt>Calendrier</dt><dd>\(days.joined(separator: " "))</dd>" as Markup)\(fed.isEmpty ? nil : "<dt>Chantiers qu’elle nourrit</dt><dd>\(fed)</dd>" as Markup)</dl>
        \(study.brief.isEmpty ? nil : "<h3>Ce qui lui est demandé</h3>\(paragraphs(study.brief))" as Markup)\(study.deliverables.isEmpty ? nil : "<h3>Ce qu’elle rend</h3>\(paragraphs(study.deliverables))" as Markup)</section>
        """
}

/// `/poles/{slug}/pilotage/demarche/partenaires/{id}`
func partnerPage(_ hub: Hub, _ partner: PossiblePartner?, _ state: FormState, token: String) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/demarche/partenaires"
    let kinds = [(value: "", label: "— choisir —")] + PartnerKind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let states = PartnershipState.allCases.map { (value: $0.rawValue, label: "\($0.label)" as Markup) }
    return PageContent(
        title: partner?.name ?? "Partenaire possible", section: .hubs,
        breadcrumbs: partnerCrumbs(hub, Crumb("Partenaires", path)),
        body: """
            \(heading("\(partner?.name ?? "Un partenaire possible")"))
            \(form("\(path)/\(partner.map { String($0.id) } ?? "nouveau")", token: token, state: state, """
            \(textField("nom", "Nom", state, hint: "Une institution, un réseau, une entreprise ; pas une personne.", isRequired: true, maximum: 120))
            \(selectField("sorte", "Sorte", state, options: kinds, isRequired: true))
            \(textField("demande", "Ce qui lui est demandé", state, maximum: 500))
            \(radioGroup("etat", "Où vous en êtes", state, options: states))
            \(textField("jour", "Le", state, hint: "Jour de la rencontre ou de la réponse : 2026-03-01.", maximum: 10))
            \(textField("reponse", "Ce qui a été répondu", state, maximum: 500))
            \(textField("lien", "Lettre ou délibération : un lien", state, type: "url", maximum: 2000))
            <p class="actions"><button>Enregistrer</button> <a href="\(path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// `/poles/{slug}/pilotage/demarche/etude`
func studyPage(_ hub: Hub, _ fed: Set<Workstream>, _ state: FormState, token: String) -> PageContent {
    let path = "/poles/\(hub.slug)/pilotage/demarche"
    let boxes: [Markup] = Workstream.allCases.map {
        "<label class=\"choix\"><input type=\"checkbox\" name=\"chantier\" value=\"\($0.rawValue)\"\("checked", if: fed.contains($0))> <span>\($0.title)</span></label>"
    }
    return PageContent(
        title: "Étude de préfiguration", section: .hubs,
        breadcrumbs: partnerCrumbs(hub, Crumb("Partenaires", path + "/partenaires")),
        body: """
            \(heading("L’étude de préfiguration", "Elle est facultative. Le Pays ou des acteurs peuvent la porter, et demander de l’aide pour la payer."))
            \(form(path + "/etude", token: token, state: state, """
            \(textField("porteur", "Qui la porte", state, isRequired: true))
            \(textArea("cahier", "Ce qui lui est demandé", state, maximum: 3000))
            \(textField("cout", "Coût, en euros", state, maximum: 14))
            \(textField("financeurs", "Qui la paie", state, maximum: 500))
            \(textField("debut", "Début", state, hint: "2026-03-01, ou rien.", maximum: 10))
            \(textField("fin", "Fin", state, maximum: 10))
            \(textArea("rendus", "Ce qu’elle rend", state, maximum: 2000))
            <fieldset class="champ"><legend>Les chantiers qu’elle nourrit</legend>\(boxes)</fieldset>
            <p class="actions"><button>Enregistrer</button> <a href="\(path)/partenaires">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
