import Domain
import Markup

/// Who would decide and who could block, if these organisations founded the hub with these statutes.
func trialSection(_ view: GovernanceView) -> Markup {
    let isEmpty = view.chosen.isEmpty
    return """
        <section id="essai"><h2>Qui déciderait, qui pourrait bloquer</h2>
        <p>\(basis(view)) \(isEmpty ? nil : "Essayé sur \(French.count(view.chosen.count, "fondatrice", "fondatrices")), une fois membres et à jour.")</p>
        \(trialForm(view))
        \(isEmpty ? "<p class=\"vide\">Cochez au moins une organisation pour voir ce que donneraient les statuts.</p>" : outcome(view))</section>
        """
}

private func basis(_ view: GovernanceView) -> Markup {
    let path = "/poles/\(view.hub.slug)/pilotage/statuts"
    return view.isCustomary
        ? "D’après les clauses d’usage, que vous changerez <a href=\"\(path)\">clause par clause</a>."
        : "D’après <a href=\"\(path)\">\(view.hasDraft ? "votre brouillon" : "les statuts en vigueur")</a>."
}

private func trialForm(_ view: GovernanceView) -> Markup {
    guard !view.founders.isEmpty else {
        return emptyState(
            "Personne n’est encore déclaré.",
            "Les organisations du noyau et celles qui s’engagent paraîtront ici : <a href=\"/poles/\(view.hub.slug)/pilotage/demarche/noyau\">le noyau</a>, <a href=\"/poles/\(view.hub.slug)/pilotage/organisations\">les organisations</a>."
        )
    }
    let boxes: [Markup] = view.founders.map { founder in
        """
        <label class="choix"><input type="checkbox" name="fondatrice" value="\(founder.key)"\("checked", if: view.chosen.contains(founder.key))> <span>\(founder.name) <small>\(founder.family.map { "\($0.label), " as Markup })\(founder.reason)</small></span></label>
        """
    }
    let bases: Markup? =
        view.hasDraft
        ? "<label class=\"choix\"><input type=\"checkbox\" name=\"base\" value=\"usage\"\("checked", if: view.isCustomary)> <span>Avec les clauses d’usage plutôt que le brouillon</span></label>"
        : nil
    return """
        <details class="essai"\("open", if: view.chosen.isEmpty)><summary>Essayer avec d’autres fondatrices, un autre hôte</summary>
        <form method="get" action="\(view.path)#essai"><input type="hidden" name="essai" value="oui">
        <fieldset class="champ colonnes"><legend>Celles qui fonderaient</legend>\(boxes)</fieldset>
        <div class="champ"><label for="hote-essaye">L’hôte à essayer</label><input id="hote-essaye" name="hote-essaye" value="\(view.host?.name ?? "")" maxlength="200" list="hotes"></div>
        \(bases)
        <p class="actions"><button class="second">Essayer</button> <a href="\(view.path)#essai">Revenir à ce que la démarche connaît</a></p></form></details>
        """
}

private func outcome(_ view: GovernanceView) -> Markup {
    """
    \(trialOutcome(view.own))<h3>Ce que la voie y ajoute</h3>
    <div class="deux egales">\(carrying(view.own, view))\(carrying(view.delegated, view))</div>
    """
}

/// What assemblies take, in figures and in words: the same in both situations, since only who manages differs.
func trialOutcome(_ trial: GovernanceTrial) -> Markup {
    let chapters: [Markup] = trial.chapters.map { chapter in
        let items: [Markup] = chapter.sentences.map { "<li>\(sentence: $0)</li>" }
        return "<dt>\(chapter.chapter.title)</dt><dd><ul>\(items)</ul></dd>"
    }
    return "\(hurdleTable(trial))<dl class=\"definitions essai-statuts\">\(chapters)</dl>"
}

private func hurdleTable(_ trial: GovernanceTrial) -> Markup? {
    let whole = trial.consequences.voices.reduce(0) { $0 + $1.amount }
    let rows: [Markup] = trial.hurdles.map { hurdle in
        """
        <tr><th scope="row">\(hurdle.kind.label.firstUppercased)</th><td class="nombre" data-titre="Être là, au moins">\(hurdle.present)</td>\
        <td class="nombre" data-titre="Décider, au plus juste">\(hurdle.decidingAtQuorum)</td>\
        <td data-titre="Décider, si tous sont là">\(progressBar(hurdle.deciding, of: whole, "\(hurdle.deciding) voix sur \(whole)"))</td>\
        <td class="nombre" data-titre="Bloquer, si tous sont là">\(hurdle.blocking)</td></tr>
        """
    }
    guard !rows.isEmpty else { return nil }
    return table(
        caption: "Ce que demande chaque assemblée, en voix", id: "essai-voix",
        columns: [
            Column("Assemblée"), Column("Être là, au moins", isNumeric: true),
            Column("Décider, au plus juste", isNumeric: true), Column("Décider, si tous sont là"),
            Column("Bloquer, si tous sont là", isNumeric: true),
        ], rows: rows)
}

private func carrying(_ trial: GovernanceTrial, _ view: GovernanceView) -> Markup {
    let items: [Markup] = trial.carrying.map { "<li>\(sentence: $0)</li>" }
    let clauses = StatutesText.clauses(.management, of: trial.document)
    let text: Markup? =
        clauses.isEmpty ? nil : "<div class=\"citation prose\">\(clauses.map(clauseText))</div>"
    return """
        <section><h4>\(wayName(trial.mode))</h4><ul>\(items)</ul>\(text)
        <p class="actions"><a class="bouton second" href="\(view.readingPath(trial.mode))">Lire ce projet de statuts</a></p></section>
        """
}
