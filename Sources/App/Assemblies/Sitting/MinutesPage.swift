import Domain
import Markup

/// `…/proces-verbal`: the minutes written from the facts, with what may still be done of them.
func minutesPage(_ view: SittingView, _ forms: SittingForms, hasPress: Bool) -> PageContent {
    let minutes = Minutes(view.hall)
    return PageContent(
        title: "Procès-verbal", section: .hubs,
        breadcrumbs: sittingCrumbs(view) + [Crumb("Séance", view.path + "/seance")],
        body: """
            \(heading("\(minutes.title)", "\(standing(view))"))
            \(steps(view, forms, hasPress: hasPress))
            <article class="proces-verbal">\(minutes.sections.map { section($0, level: 2) })\(rectifications(view))</article>
            """, isPrivate: true)
}

private func standing(_ view: SittingView) -> Markup {
    switch view.assembly.state {
    case .open: "La séance est ouverte : ceci est ce que le procès-verbal dirait maintenant."
    case .closed:
        "Projet : relisez-le, corrigez les notes point par point, puis faites-le approuver. Ce qui est calculé ne se corrige pas."
    case .approved: "Approuvé. Scellez-le pour qu’il ne change plus."
    case .sealed: "Scellé. Empreinte : \(view.minutes.hash ?? "")."
    default: "L’assemblée n’est pas tenue."
    }
}

private func steps(_ view: SittingView, _ forms: SittingForms, hasPress: Bool) -> Markup {
    let path = "\(view.path)/proces-verbal"
    let button = { (action: String, label: Markup, isSecond: Bool) -> Markup in
        form(
            "\(path)/\(action)", token: forms.token, state: FormState(),
            "<p class=\"actions\"><button\("class", isSecond ? "second" : nil)>\(label)</button></p>")
    }
    var acts: [Markup] = []
    switch view.assembly.state {
    case .closed: acts = [button("approbation", "Approuver le procès-verbal", false)]
    case .approved: acts = [button("sceau", "Sceller", false), button("reprise", "Reprendre le projet", true)]
    case .sealed:
        let isPublished = view.minutes.publishedAt != nil
        acts = [
            form(
                "\(path)/publication", token: forms.token, state: FormState(),
                "<input type=\"hidden\" name=\"suite\" value=\"\(isPublished ? "retrait" : "publication")\"><p class=\"actions\"><button class=\"second\">\(isPublished ? "Ne plus publier les décisions" : "Publier les décisions")</button></p>"
            ),
            "<details\("open", if: forms.name == "rectification")><summary>Rectifier</summary>\(form("\(path)/rectification", token: forms.token, state: forms.state("rectification"), "\(textArea("rectification", "Ce qu’il faut lire, et pourquoi", forms.state("rectification"), hint: "Le texte scellé reste tel quel ; la rectification s’ajoute à sa suite.", isRequired: true))<p class=\"actions\"><button>Ajouter cette rectification</button></p>"))</details>",
        ]
    default: break
    }
    acts += view.effects.map { effect in
        form(
            "\(path)/effets", token: forms.token, state: FormState(),
            "<input type=\"hidden\" name=\"effet\" value=\"\(effect.key)\"><p>\(sentence: effect.sentence)</p><p class=\"actions\"><button class=\"second\">\(effect.label)</button></p>"
        )
    }
    let isShown = forms.name == "rectification" && view.assembly.state == .sealed
    acts.insert(errorSummary(forms.orphan(unless: isShown)) ?? "", at: 0)
    let files: [(format: String, path: String)] =
        (hasPress ? [("PDF", path + ".pdf")] : [])
        + (view.assembly.state == .sealed ? [("Preuve (JSON)", "\(view.path)/preuve.json")] : [])
    return """
        \(acts)\(exports(files + [("Extrait des délibérations", path + "/extrait")]))
        \(view.assembly.state == .sealed ? "<p class=\"indice\">N’importe qui recompte la preuve : <code>maillage verifier preuve.json</code>, ou <code>tools/verifier.py</code> sans Maillage.</p>" : nil)
        """
}

func section(_ section: Minutes.Section, level: Int) -> Markup {
    let parts: [Markup] = section.paragraphs.map { paragraph in
        switch paragraph {
        case .sentence(let text): return "<p>\(sentence: text)</p>"
        case .note(let text): return "<div class=\"note\">\(paragraphs(text))</div>"
        case .resolution(let text): return "<blockquote class=\"resolution\">\(paragraphs(text))</blockquote>"
        case .list(let items): return "<ul>\(items.map { "<li>\(sentence: $0)</li>" as Markup })</ul>"
        case .decision(let text, let isAdopted):
            return "<p class=\"decision\"><strong>\(isAdopted ? "✓ " : "")\(sentence: text)</strong></p>"
        }
    }
    return level == 1 ? "<h1>\(section.title)</h1>\(parts)" : "<h2>\(section.title)</h2>\(parts)"
}

private func rectifications(_ view: SittingView) -> Markup? {
    guard !view.minutes.rectifications.isEmpty else { return nil }
    let items: [Markup] = view.minutes.rectifications.map {
        "<li>\(moment($0.at))\(paragraphs($0.text))<p class=\"preuve\"><code>\($0.hash)</code></p></li>"
    }
    return "<h2>Rectifications</h2><ol>\(items)</ol>"
}

/// The extract of the deliberations: what was decided, to hand to a bank or a prefecture.
func extractPage(_ view: SittingView, items: [Int]) -> PageContent {
    let minutes = Minutes(view.hall)
    let wanted = items.isEmpty ? view.record.items.filter { $0.kind != .information }.map(\.position) : items
    let boxes: [Markup] = view.record.items.map { item in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"point\" value=\"\(item.position)\"\("checked", if: wanted.contains(item.position))> <span>\(item.position). \(item.title)</span></label>"
    }
    let opening = minutes.sections.first.map { section($0, level: 2) }
    return PageContent(
        title: "Extrait des délibérations", section: .hubs,
        breadcrumbs: sittingCrumbs(view) + [Crumb("Procès-verbal", view.path + "/proces-verbal")],
        body: """
            \(heading("Extrait du registre des délibérations", "\(view.hub), \(view.assembly.designation)"))
            <form method="get" action="\(view.path)/proces-verbal/extrait"><fieldset class="champ"><legend>Points à extraire</legend>\(boxes)</fieldset><p class="actions"><button class="second">Montrer</button></p></form>
            <article class="proces-verbal">\(opening)\(minutes.extract(of: wanted).map { section($0, level: 2) })
            <p>\(sentence: view.minutes.hash.map { "Extrait conforme au procès-verbal scellé, dont l’empreinte est \($0)." } ?? "Le procès-verbal n’est pas encore scellé.")</p></article>
            """, isPrivate: true)
}

/// The minutes alone, to print: no address, no script, one stylesheet.
func minutesDocument(_ view: SittingView, isFictional: Bool) -> String {
    let minutes = Minutes(view.hall)
    let seal = view.minutes.hash.map { "Scellé. Empreinte SHA-256 : \($0)" } ?? "Projet, non scellé"
    let document: Markup = """
        <!doctype html><html lang="fr"><head><meta charset="utf-8"><title>\(minutes.title)</title></head><body>
        \(isFictional ? "<p><strong>Démonstration : tout ce qui suit est inventé.</strong></p>" : nil)
        <h1>\(minutes.title)</h1><p>\(view.hub)</p>\(minutes.sections.map { section($0, level: 2) })\(rectifications(view))
        <footer><p>\(sentence: seal)</p></footer></body></html>
        """
    return document.text
}

/// `/poles/{slug}/assemblees/{id}/decisions`: what the assembly decided, once its sealed minutes are published. No name of a person.
func decisionsPage(_ view: SittingView) -> PageContent {
    let items: [Markup] = view.record.items.filter { $0.kind != .information && $0.isOpened }.map { item in
        let found = view.hall.item(item)
        let told: Markup
        if let result = found.result {
            told = "<p>\(sentence: result.sentence)</p>"
        } else if found.refusal == nil, found.tally != nil {
            let seats = (item.election?.running ?? []).filter { found.elected.contains($0.name) }.map {
                view.hall.roll.label($0.organisation)
            }
            told = "<p>\(seats.isEmpty ? "Personne n’est élu." : "Organisations élues : \(French.list(seats)).")</p>"
        } else {
            told = "<p>Sans décision.</p>"
        }
        return
            "<section><h2>\(item.title)</h2>\(item.text.isEmpty ? nil : "<blockquote class=\"resolution\">\(paragraphs(item.text))</blockquote>")\(told)</section>"
    }
    return PageContent(
        title: "Décisions", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub, "/poles/" + view.slug)],
        body: """
            \(heading("Décisions de l’\(view.record.meeting.kindLabel)", "\(view.hub), \(time(view.record.meeting.day))"))
            \(view.hall.kinds.map { "<p>\(sentence: view.hall.quorum($0, at: 0).sentence)</p>" as Markup })\(items)
            <p class="preuve">\(sentence: "Procès-verbal scellé, empreinte \(view.minutes.hash ?? "").")</p>
            """)
}
