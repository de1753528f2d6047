import Domain
import Markup

/// What a dossier rests on: who declared to be of it, and the papers that prove what was done.
func dossierAnnexes(_ material: DossierMaterial) -> Markup {
    let founders: [Markup] = material.governance.founders.map { founder in
        "<tr><th scope=\"row\">\(founder.name)</th><td data-titre=\"Famille\">\(founder.family?.label ?? "—")</td><td data-titre=\"À quel titre\">\(founder.reason)</td></tr>"
    }
    let who: Markup =
        founders.isEmpty
        ? "<p>Aucune organisation n’est encore déclarée.</p>"
        : table(
            caption: "Organisations déclarées", id: "declarees",
            columns: ["Organisation", "Famille", "À quel titre"].map { Column($0) }, rows: founders)
    let papers = proofs(material)
    return """
        <section class="annexes" id="annexes"><h2>Annexes</h2>\(who)
        <h3>Pièces et preuves</h3>\(papers.isEmpty ? "<p>Aucune pièce n’est jointe.</p>" : "<ul>\(papers)</ul>" as Markup)</section>
        """
}

/// Workstream by workstream, what shows that a task is done; then what partners wrote.
private func proofs(_ material: DossierMaterial) -> [Markup] {
    let done: [Markup] = Workstream.allCases.flatMap { workstream in
        material.journey.tasks(workstream).filter { $0.state == .done }.compactMap { task in
            task.evidence.map { "<li>\(task.title) : \(citation($0))</li>" as Markup }
        }
    }
    let letters: [Markup] = material.partners.compactMap { partner in
        partner.evidenceURL.flatMap { WebLink($0) }.map {
            "<li>\(partner.name) : <a href=\"\($0)\" rel=\"noopener nofollow\">lettre ou délibération</a></li>"
        }
    }
    return done + letters
}
