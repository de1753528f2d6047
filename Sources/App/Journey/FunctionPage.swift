import Domain
import Markup

func functionDesk(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/demarche/fonctions" }

private func functionCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

/// `/poles/{slug}/pilotage/demarche/fonctions`: needs against functions, who already answers, what is decided, what is done first.
/// `panorama` is what the registers say of the territory, when they have been read.
func functionPage(
    _ view: FunctionView, panorama: Markup? = nil, mayEdit: Bool, _ state: FunctionFormState, token: String
) -> PageContent {
    PageContent(
        title: "Fonctions et actions", section: .hubs, breadcrumbs: functionCrumbs(view.hub),
        body: """
            \(heading("Les fonctions et les premières actions", "Partir des besoins et des chiffres, voir qui répond déjà, puis décider : le pôle fait, appuie ou laisse."))
            \(needMatrix(view, mayEdit: mayEdit))\(mayEdit ? needForm(view, state, token) : nil)
            \(weightSection(view))\(mayEdit ? weightForm(view, state.at(.weights), token) : nil)
            \(actionSection(view, token: mayEdit ? token : nil))\(mayEdit ? actionForm(view, state, token) : nil)
            \(panorama.map { "<section><h2>Ce que disent les registres</h2>\($0)</section>" as Markup })\(figureSection(view, token: mayEdit ? token : nil))\(mayEdit ? figureForm(view, state.at(.figure), token) : nil)
            """, isPrivate: true)
}

/// Where a need comes from, in words.
func needOrigin(_ need: JourneyNeed) -> String { needOrigin(need.survey, heard: need.heard) }

private func needOrigin(_ survey: SurveyCount?, heard: String) -> String {
    let told = survey.map { count -> String in
        guard let chosen = count.count, let base = count.base else {
            return "enquête, « \(count.option) » (trop peu de réponses pour les montrer)"
        }
        return "enquête, « \(count.option) » : \(chosen) sur \(French.count(base, "réponse", "réponses"))"
    }
    return [told, heard.isEmpty ? nil : heard].compactMap(\.self).joined(separator: " ; ")
}

/// Needs down, functions across.
func needMatrix(_ view: FunctionView, mayEdit: Bool) -> Markup {
    guard !view.needs.isEmpty else {
        return
            "<section id=\"matrice\"><h2>La matrice</h2>\(emptyState("Aucun besoin n’est inscrit.", "Ils viennent de l’enquête close et des rencontres ; chacun garde d’où il vient."))</section>"
    }
    let rows: [Markup] = view.needs.map { need in
        let cells: [Markup] = HubFunction.allCases.map { function in
            let decided = need.decisions[function]
            return
                "<td data-titre=\"\(function.short)\"\("class", decided.map { "decision-" + $0.decision.rawValue })>\(decided?.decision.label ?? "—")</td>"
        }
        let name: Markup =
            mayEdit ? "<a href=\"\(functionDesk(view.hub))/besoins/\(need.id)\">\(need.title)</a>" : "\(need.title)"
        let who = Set(need.answered.map(\.name)).sorted()
        return """
            <tr><th scope="row">\(name)<br><small>\(needOrigin(need))</small></th><td data-titre="Répondent déjà">\(who.isEmpty ? "personne de connu" : French.list(Array(who.prefix(5))))</td>\(cells)</tr>
            """
    }
    let columns = [Column("Besoin"), Column("Répondent déjà")] + HubFunction.allCases.map { Column($0.short) }
    return
        "<section class=\"matrice\">\(table(caption: "Besoins, fonctions, décisions", id: "matrice", columns: columns, rows: rows))\(reasonList(view))</section>"
}

/// Why, where a reason was written.
private func reasonList(_ view: FunctionView) -> Markup? {
    let items: [Markup] = view.needs.flatMap { need in
        Set(need.decisions.values.map(\.reason).filter { !$0.isEmpty }).sorted().map { reason -> Markup in
            "<li><strong>\(need.title)</strong> : \(reason)</li>"
        }
    }
    return items.isEmpty ? nil : "<ul class=\"raisons\">\(items)</ul>"
}

private func needForm(_ view: FunctionView, _ held: FunctionFormState, _ token: String) -> Markup {
    let state = held.at(.need)
    let questions = (view.survey?.questions ?? []).filter {
        $0.kind != .text && [.need, .expectation].contains($0.use)
    }
    let options = questions.flatMap { (question: SurveyQuestion) -> [(value: String, label: String)] in
        question.options.map {
            (value: "\(question.code)/\($0.code)", label: "\($0.label) (\(question.use.label))")
        }
    }
    let survey: Markup =
        options.isEmpty
        ? "<p class=\"indice\">Quand l’enquête sera close, ses réponses pourront devenir des besoins.</p>"
        : selectField("enquete", "Dit dans l’enquête", state, options: [(value: "", label: "non")] + options)
    let boxes: [Markup] = view.figures.map { figure in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"figures\" value=\"\(figure.id)\"\("checked", if: held.isTicked(figure.id, at: .need))> <span>\(figure.label) : \(figure.value)</span></label>"
    }
    let figures: Markup? =
        boxes.isEmpty ? nil : "<fieldset class=\"champ\"><legend>Chiffres qui l’appuient</legend>\(boxes)</fieldset>"
    return """
        <details\("open", if: !state.errors.isEmpty)><summary>Inscrire un besoin</summary>\(form(functionDesk(view.hub) + "/besoins", token: token, state: state, """
        \(textField("besoin", "Le besoin", state, isRequired: true))\(survey)
        \(textField("entendu", "Entendu où, de qui", state, hint: "Par exemple : réunion publique du 12 mars, dit par trois associations sportives.", maximum: 500))\(figures)
        <p class="actions"><button>Inscrire ce besoin</button></p>
        """))</details>
        """
}

func weightSection(_ view: FunctionView) -> Markup {
    guard let chosen = view.weights else {
        return
            "<section id=\"poids\"><h2>Le poids des fonctions</h2>\(emptyState("Il n’est pas choisi.", "Cent parts à répartir entre les cinq fonctions, selon le territoire. Le réseau n’impose rien."))</section>"
    }
    let items: [Markup] = HubFunction.allCases.map { function in
        let part = chosen.weights.parts[function] ?? 0
        return """
            <li><span class="etiquette">\(function.label)</span> <svg viewBox="0 0 200 12" width="200" height="12" aria-hidden="true" focusable="false"><rect class="fond-ecume" fill="#d8e8e3" width="200" height="12"/><rect class="fond-mer" fill="#0d5c63" width="\(2 * part)" height="12"/></svg> <span class="valeur">\(part) %</span></li>
            """
    }
    return """
        <section id="poids"><h2>Le poids des fonctions</h2><ul class="barres">\(items)</ul><p>\(chosen.reason) <span class="indice">(choisi \(ordinal(chosen.on.frenchWithArticle)))</span></p></section>
        """
}

private func weightForm(_ view: FunctionView, _ state: FormState, _ token: String) -> Markup {
    let fields: [Markup] = HubFunction.allCases.map { function in
        var shown = state
        let name = "poids-" + function.rawValue
        if shown.values[name] == nil { shown.values[name] = view.weights?.weights.parts[function].map(String.init) }
        return textField(name, "\(function.label)", shown, maximum: 3, inputmode: "numeric")
    }
    return """
        <details\("open", if: !state.errors.isEmpty)><summary>Choisir les poids</summary>\(form(functionDesk(view.hub) + "/poids", token: token, state: state, """
        \(fields)\(textArea("pourquoi", "Pourquoi", state, isRequired: true, rows: 3, maximum: 1000))
        <p class="actions"><button>Choisir ces poids</button></p>
        """))</details>
        """
}

/// First actions, each with the needs and the figures it comes from.
func actionSection(_ view: FunctionView, token: String?) -> Markup {
    let items: [Markup] = view.actions.map { action in
        let traces: [Markup] = view.trace(action).map { trace in
            let figures: Markup? = trace.figures.isEmpty ? nil : " — \(French.list(trace.figures))"
            return "<li>\(trace.need) <small>\(needOrigin(trace.survey, heard: trace.heard))</small>\(figures)</li>"
        }
        let remove: Markup? = token.map { token in
            "<form method=\"post\" action=\"\(functionDesk(view.hub))/actions/\(action.id)/retrait\">\(tokenField(token))<button class=\"lien\">Ôter<span class=\"invisible\"> « \(action.title) »</span></button></form>"
        }
        return """
            <li><h3>\(action.title)</h3><p class="indice">\(action.function.label)\(action.who.isEmpty ? nil : " · \(action.who)" as Markup)</p>\(action.detail.isEmpty ? nil : paragraphs(action.detail))<p>Elle vient de :</p><ul>\(traces.isEmpty ? ["<li><strong>aucun besoin inscrit</strong></li>"] : traces)</ul>\(remove)</li>
            """
    }
    let list: Markup =
        items.isEmpty
        ? emptyState(
            "Aucune action n’est choisie.",
            "Peu, faisables la première année, chacune reliée aux besoins dont elle vient.")
        : "<ol class=\"etapes\">\(items)</ol>"
    return "<section id=\"actions\"><h2>Les premières actions</h2>\(list)</section>"
}

private func actionForm(_ view: FunctionView, _ held: FunctionFormState, _ token: String) -> Markup? {
    guard !view.needs.isEmpty else { return nil }
    let state = held.at(.action)
    let functions =
        [(value: "", label: "— choisir —")] + HubFunction.allCases.map { (value: $0.rawValue, label: $0.label) }
    let boxes: [Markup] = view.needs.map { need in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"besoins\" value=\"\(need.id)\"\("checked", if: held.isTicked(need.id, at: .action))> <span>\(need.title)</span></label>"
    }
    return """
        <details\("open", if: !state.errors.isEmpty)><summary>Ajouter une action</summary>\(form(functionDesk(view.hub) + "/actions", token: token, state: state, """
        \(textField("action", "L’action", state, isRequired: true))\(selectField("fonction", "Fonction qu’elle sert", state, options: functions, isRequired: true))
        <fieldset class="champ" id="besoins"><legend>Besoins dont elle vient</legend>\(boxes)</fieldset>
        \(textField("qui", "Qui la porte", state))\(textArea("detail", "En quelques phrases", state, rows: 3, maximum: 2000))
        <p class="actions"><button>Ajouter cette action</button></p>
        """))</details>
        """
}

private func figureSection(_ view: FunctionView, token: String?) -> Markup {
    let rows: [Markup] = view.figures.map { figure in
        let remove: Markup =
            token.map { token in
                "<form method=\"post\" action=\"\(functionDesk(view.hub))/chiffres/\(figure.id)/retrait\">\(tokenField(token))<button class=\"lien\">Ôter<span class=\"invisible\"> « \(figure.label) »</span></button></form>"
            } ?? "—"
        return
            "<tr><th scope=\"row\">\(figure.label)</th><td data-titre=\"Chiffre\" class=\"nombre\">\(figure.value)</td><td data-titre=\"Année\">\(figure.year)</td><td data-titre=\"Source\">\(figure.source)</td><td data-titre=\"Changer\">\(remove)</td></tr>"
    }
    guard !rows.isEmpty else {
        return
            "<section id=\"chiffres\"><h2>Le diagnostic en chiffres</h2>\(emptyState("Aucun chiffre n’est réuni.", "Établissements, emplois, familles : chacun avec son année et sa source."))</section>"
    }
    return
        "<section>\(table(caption: "Le diagnostic en chiffres", id: "chiffres", columns: [Column("Ce qu’il compte"), Column("Chiffre", isNumeric: true), Column("Année"), Column("Source"), Column("Changer")], rows: rows))</section>"
}

private func figureForm(_ view: FunctionView, _ state: FormState, _ token: String) -> Markup {
    """
    <details\("open", if: !state.errors.isEmpty)><summary>Ajouter un chiffre</summary>\(form(functionDesk(view.hub) + "/chiffres", token: token, state: state, """
    \(textField("chiffre", "Ce qu’il compte", state, hint: "Par exemple : emplois de l’ESS du Pays.", isRequired: true))\(textField("valeur", "Le chiffre", state, isRequired: true, maximum: 60))
    \(textField("annee", "Année", state, isRequired: true, maximum: 4, inputmode: "numeric"))\(textField("source", "Source", state, hint: "Auteur, titre : INSEE, Flores ; observatoire régional de l’ESS.", isRequired: true, maximum: 300))
    <p class="actions"><button>Ajouter ce chiffre</button></p>
    """))</details>
    """
}

/// `/poles/{slug}/pilotage/demarche/fonctions/besoins/{id}`: who answers already, and the decision for each function.
func needPage(_ view: FunctionView, _ need: JourneyNeed, _ state: FormState, token: String) -> PageContent {
    let path = functionDesk(view.hub)
    let offers: [Markup] = need.answered.map { line in
        "<li><a href=\"/annuaire/\(line.slug)\">\(line.name)</a>\(line.town.isEmpty ? nil : ", \(line.town)" as Markup) : \(line.offer.topic)</li>"
    }
    let options =
        [(value: "", label: "sans objet")] + NeedDecision.allCases.map { (value: $0.rawValue, label: $0.label) }
    let fields: [Markup] = HubFunction.allCases.map { function in
        selectField("f-" + function.rawValue, "\(function.label)", state, options: options)
    }
    return PageContent(
        title: need.title, section: .hubs,
        breadcrumbs: functionCrumbs(view.hub, Crumb("Fonctions et actions", path)),
        body: """
            \(heading("\(need.title)", "\(needOrigin(need))"))
            <section class="prose"><h2>Qui répond déjà</h2>\(offers.isEmpty ? "<p>L’annuaire ne connaît personne qui le propose.</p>" : "<ul>\(offers)</ul><p class=\"indice\">Le pôle ne va pas là où des acteurs sont déjà : il fait avec eux, ou dit pourquoi autrement.</p>" as Markup)</section>
            \(form("\(path)/besoins/\(need.id)", token: token, state: state, """
            \(fields)\(textField("raison", "Pourquoi", state, hint: "Demandé pour faire ce que d’autres font déjà.", maximum: 500))
            <p class="actions"><button>Décider</button> <a href="\(path)">Annuler</a></p>
            """))
            <form method="post" action="\(path)/besoins/\(need.id)/retrait">\(tokenField(token))<p><button class="lien">Ôter ce besoin</button></p></form>
            """, isPrivate: true, isNarrow: true)
}
