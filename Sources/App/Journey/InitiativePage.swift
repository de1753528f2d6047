import Domain
import Markup

/// `/demarche/initiatives/nouvelle`: where, what that perimeter is worth, who is already there; then the initiative itself.
func initiativePage(
    choices: [TerritoryRecord], perimeter: PerimeterChoice?, existing: [NearbyHub], _ state: FormState, token: String
) -> PageContent {
    PageContent(
        title: "Ouvrir une initiative", section: .journey, breadcrumbs: [Crumb("Créer un pôle", "/demarche")],
        body: """
            \(heading("Ouvrir une initiative", "C’est dire publiquement : ici, nous voulons un pôle. La personne qui anime le réseau en est avertie et vous accompagne."))
            \(nearby(existing, isPlaced: perimeter != nil))
            \(perimeter.map(perimeterReading))
            \(form("/demarche/initiatives", token: token, state: state, """
            \(placeField(choices, perimeter, state))
            \(textField("nom", "Nom de l’initiative", state, hint: "Par exemple : Pôle de l’ESS du Pays de Dinan.", isRequired: true, maximum: 120))
            \(textField("initiateurs", "Qui lance l’initiative", state, hint: "Des organisations, une collectivité, un Pays ; pas de noms de personnes : ce texte est public.", isRequired: true, maximum: 200))
            \(textArea("motif", "Pourquoi un pôle ici", state, hint: "Ce texte sera public.", isRequired: true, rows: 6, maximum: 4000))
            <p class="actions"><button>Ouvrir l’initiative</button> <a href="/demarche">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// The territories chosen with the tool, or one from a list.
private func placeField(_ choices: [TerritoryRecord], _ perimeter: PerimeterChoice?, _ state: FormState) -> Markup {
    guard let perimeter else {
        let options =
            [(value: "", label: "— choisir —")]
            + choices.map { (value: $0.territory.slug, label: "\($0.name) (\($0.territory.kind.label))") }
        return """
            \(selectField("territoire", "Territoire", state, options: options, hint: "Un seul ici. Pour plusieurs, ou pour comparer : <a href=\"/observatoire/perimetre\">choisir le périmètre sur la carte</a>, puis revenir.", isRequired: true))
            """
    }
    let kept: [Markup] = perimeter.chosen.map {
        "<input type=\"hidden\" name=\"t\" value=\"\($0.territory.slug)\">"
    }
    return "\(kept)"
}

/// What the chosen perimeter is worth, as the observatory's tool reads it.
private func perimeterReading(_ perimeter: PerimeterChoice) -> Markup {
    let size = perimeter.size
    var list: [Figure] = []
    if let inhabitants = size.inhabitants { list.append(Figure("\(French.number(inhabitants))", "habitants")) }
    if size.communes > 0 { list.append(Figure("\(French.number(size.communes))", "communes")) }
    if let span = size.span {
        list.append(Figure("\(span.kilometres) <small>km</small>", "à vol d’oiseau, de \(span.from) à \(span.to)"))
    }
    if let total = size.total {
        list.append(Figure("\(French.number(Int(total.ess.active)))", "établissements de l’ESS"))
    }
    let slugs = perimeter.chosen.map(\.territory.slug)
    return """
        <section id="territoire"><h2>Le périmètre : \(French.list(perimeter.chosen.map(\.name)))</h2>\(list.isEmpty ? nil : figures(list))\(findingList(perimeter.findings))
        \(perimeter.rankSentence.map { "<p>\(sentence: $0)</p>" as Markup })
        <p class="actions"><a href="\(perimeter.address(slugs))">Changer le périmètre</a> <a href="/demarche/initiatives/nouvelle">Choisir dans une liste</a></p></section>
        """
}

/// What exists nearby comes first: join rather than double.
private func nearby(_ existing: [NearbyHub], isPlaced: Bool) -> Markup? {
    guard !existing.isEmpty else { return nil }
    let near = existing.filter { $0.nearness != .elsewhere }
    let far = existing.filter { $0.nearness == .elsewhere }
    let others: Markup? =
        far.isEmpty
        ? nil
        : near.isEmpty
            ? "<ul>\(far.map(nearbyItem))</ul>"
            : "<details><summary>Ailleurs dans le réseau (\(far.count))</summary><ul>\(far.map(nearbyItem))</ul></details>"
    guard near.contains(where: { $0.nearness == .here }) else {
        let lead: Markup =
            near.isEmpty && isPlaced
            ? "<strong>Rien n’existe encore ici ni à côté.</strong>"
            : "<strong>Des démarches existent déjà.</strong> En rejoindre une vaut souvent mieux qu’en ouvrir une autre :"
        return notice(
            .information, "<p>\(lead)</p>\(near.isEmpty ? nil : "<ul>\(near.map(nearbyItem))</ul>" as Markup)\(others)")
    }
    return notice(
        .warning,
        "<p><strong>Ici même, on a déjà commencé.</strong> Rejoindre vaut presque toujours mieux que doubler :</p><ul>\(near.map(nearbyItem))</ul>\(others)"
    )
}

private func nearbyItem(_ one: NearbyHub) -> Markup {
    let line = one.line
    let place: Markup =
        switch one.nearness {
        case .here: " — <strong>ici même</strong>"
        case .beside: " — à côté"
        case .elsewhere: ""
        }
    let join: Markup? =
        line.standing.status == .created
        ? nil
        : " <a href=\"/poles/\(line.hub.slug)/demarche/voix?sorte=rejoindre\">La rejoindre<span class=\"invisible\"> : \(line.hub.name)</span></a>"
    return
        "<li><a href=\"/poles/\(line.hub.slug)\">\(line.hub.name)</a> : \(line.standing.status.label.lowercasedFirst) (\(French.list(line.territories)))\(place)\(join)</li>"
}
