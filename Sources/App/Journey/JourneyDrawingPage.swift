import Domain
import Markup

/// How much of a whole is done, drawn and said.
func progressBar(_ done: Int, of total: Int, _ words: String) -> Markup {
    let width = total > 0 ? 200 * done / total : 0
    return """
        <p class="avancement"><svg viewBox="0 0 200 10" width="200" height="10" aria-hidden="true" focusable="false"><rect class="fond-ecume" fill="#d8e8e3" width="200" height="10" rx="2"/><rect class="fond-mer" fill="#0d5c63" width="\(width)" height="10" rx="2"/></svg> \(sentence: words)</p>
        """
}

/// Who steers, family by family, each structure a disc; a family with nobody is hatched and says so.
func diversityDrawing(_ core: CoreGroup) -> Markup {
    let rows: [Markup] = Family.legal.map { family in
        let names = Set(core.seats.filter { !$0.isPartner && $0.family == family }.map(\.organisationName)).sorted()
        let discs: [Markup] = names.prefix(20).enumerated().map { index, _ in
            "<circle class=\"fond-mer\" fill=\"#0d5c63\" cx=\"\(8 + 18 * index)\" cy=\"8\" r=\"7\"/>"
        }
        let drawing: Markup =
            names.isEmpty
            ? "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><circle class=\"vide-noyau\" fill=\"none\" stroke=\"#8d9799\" stroke-width=\"2\" stroke-dasharray=\"3 2\" cx=\"8\" cy=\"8\" r=\"6\"/></svg>"
            : "<svg viewBox=\"0 0 \(18 * min(names.count, 20)) 16\" width=\"\(18 * min(names.count, 20))\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">\(discs)</svg>"
        return """
            <dt>\(family.label.firstUppercased)</dt><dd>\(drawing) \(names.isEmpty ? "<strong>personne</strong>" : "\(French.list(names))" as Markup)</dd>
            """
    }
    return "<dl class=\"definitions noyau\">\(rows)</dl>"
}

/// Sectors that those who steer come from, in a sentence.
func sectorSentence(_ view: JourneyView) -> Markup {
    let present = view.sectors.current.filter { view.core.sectors.contains($0.code) }.map(\.label)
    let absent = view.sectors.current.filter { !view.core.sectors.contains($0.code) }.map(\.label)
    guard !present.isEmpty else { return "<p class=\"indice\">Aucun secteur n’est encore connu dans le noyau.</p>" }
    return """
        <p>Secteurs dans le noyau : \(French.list(present)).</p>\(absent.isEmpty ? nil : "<details><summary>Secteurs où il n’y a personne (\(absent.count))</summary><p>\(French.list(absent)).</p></details>" as Markup)
        """
}

func journeyCrumbs(_ view: JourneyView, _ more: Crumb...) -> [Crumb] {
    [
        Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
        Crumb("Pilotage", "/poles/\(view.hub.slug)/pilotage"),
    ] + more
}

/// What the rule of passage says before the next step, and the day set for it.
func nextGate(_ view: JourneyView, mayEdit: Bool = false) -> Markup {
    guard let next = view.next else {
        return
            "<section><h2>Étape suivante</h2><p>Le pôle est créé : la suite est son plan d’actions et la vie du réseau.</p></section>"
    }
    let missing = Transition.missing(next.findings).filter { $0.outcome == .missing }
    let lead: Markup =
        missing.isEmpty
        ? "<p>Rien d’autre ne manque pour cette étape.</p>"
        : "<p>\(missing.count == 1 ? "Un point manque" : "\(French.number(missing.count)) points manquent" as Markup) encore.</p>"
    return """
        <section id="etape"><h2>Avant l’étape suivante : \(next.status.label.lowercasedFirst)</h2>\(lead)\(findingList(next.findings))\(stepDeadlines(view, mayEdit: mayEdit))</section>
        """
}
