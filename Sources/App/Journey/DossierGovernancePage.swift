import Domain
import Markup

/// Governance in the dossier: what was chosen and why, what is still asked, who would decide, and the draft of the statutes.
func governanceChapter(_ material: DossierMaterial) -> Markup {
    let view = material.governance
    let mode = view.hub.governance
    let choice: Markup? = view.choices.first { $0.mode == mode }.map {
        "<p>Décidé le \(time($0.decidedOn)), pour cette raison :</p><blockquote>\(paragraphs($0.reason))</blockquote>"
    }
    let trial = view.trial(mode)
    let asked: Markup? =
        mode == .undecided ? nil : "<h3>Ce que cette voie demande</h3>\(findingList(trial.conditions))"
    let founders: Markup? =
        view.chosen.isEmpty
        ? nil
        : "<h3>Qui déciderait, qui pourrait bloquer</h3><p>Essayé sur \(French.count(view.chosen.count, "organisation fondatrice", "organisations fondatrices")), une fois membres et à jour.</p>\(trialOutcome(trial))"
    let statutes: Markup? =
        view.hasDraft || view.hasStatutes
        ? "<h3>\(view.hasDraft ? "Projet de statuts" : "Statuts")</h3>\(dossierArticles(trial.document))" : nil
    return "\(findingList(material.journey.findings(.governance)))\(choice)\(asked)\(founders)\(statutes)"
}

/// The articles beneath a chapter of the dossier, each a part of it.
private func dossierArticles(_ document: StatutesDocument) -> Markup {
    let articles: [Markup] = StatutesText.articles(document).map { article in
        "<section class=\"article\"><h4>Article \(article.number). \(article.title)</h4>\(article.clauses.map(clauseText))</section>"
    }
    return "<div class=\"articles\">\(articles)</div>"
}
