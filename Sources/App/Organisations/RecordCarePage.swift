import Domain
import Markup

/// What the page of a record offers to whoever may keep it right, and how lately somebody did.
struct RecordCare: Sendable {
    let slug: String
    let mayEdit: Bool
    let token: String
    /// Whether the reader keeps the network's words, and may decide against registers.
    var mayDecide = false
    /// What its reader has just done, as the address says it.
    var done = ""
    var state: RecordState
}

func recordCare(_ care: RecordCare) -> Markup? {
    let done: Markup? = recordDone(care.done).map { notice(.done, "<p>\($0)</p>") }
    guard care.mayEdit else { return "\(done)\(freshnessLine(care.state))" }
    let asked: Markup? =
        care.state.askedHubs.isEmpty
        ? nil
        : "<p class=\"indice\">Demande en attente de réponse : \(French.list(care.state.askedHubs)).</p>"
    return """
        \(done)\(freshnessLine(care.state))<form class="actions" method="post" action="/annuaire/\(care.slug)/confirmation">\(tokenField(care.token))\
        <a class="bouton" href="/annuaire/\(care.slug)/correction">Corriger la fiche</a> <button class="second">Tout est juste</button>
        <a class="bouton second" href="/annuaire/\(care.slug)/participation">Prendre part à un pôle</a></form>\(asked)\(qualityPart(care.state.quality))
        """
}

/// « À jour : relue le 3 mars 2026 », for everybody.
func freshnessLine(_ state: RecordState) -> Markup {
    let when: Markup =
        state.confirmed.map { " : relue le \(time($0))" }
        ?? " : elle vient de fichiers, et personne qui la connaît ne l’a encore confirmée"
    return
        "<p class=\"fraicheur \(state.freshness.rawValue)\"><strong>Fiche \(state.freshness.label)</strong>\(when).</p>"
}

private func qualityPart(_ quality: RecordQuality) -> Markup {
    let items: [Markup] = quality.missing.map { "<li>\(sentence: $0.advice) <small>+\($0.worth)</small></li>" }
    let advice: Markup =
        items.isEmpty ? "<p>Elle dit tout ce qu’une bonne fiche dit.</p>" : "<ul>\(items)</ul>"
    return """
        <details class="qualite"><summary>Qualité de la fiche : \(quality.score) sur 100</summary>\(advice)</details>
        """
}

/// For those who know better and have no role here.
func recordDoors(_ care: RecordCare) -> Markup? {
    guard !care.mayEdit else { return nil }
    return """
        <p class="actions"><a class="bouton second" href="/annuaire/\(care.slug)/acces" rel="nofollow">Vous êtes cette organisation ?</a>
        <a class="bouton second" href="/annuaire/\(care.slug)/proposition" rel="nofollow">Proposer une correction</a></p>
        """
}

private func recordDone(_ done: String) -> Markup? {
    switch done {
    case "confirmee": "Merci : la fiche est notée comme relue et juste aujourd’hui."
    case "corrigee": "C’est enregistré : la fiche est à jour."
    case "identique": "Rien n’a changé : la fiche disait déjà cela."
    case "creee": "La fiche est créée."
    case "annulee": "Le changement est annulé ; les deux lignes restent dans l’histoire de la fiche."
    case "demandee": "La demande est transmise au pôle : l’organisation y paraîtra quand il l’aura approuvée."
    default: nil
    }
}

/// The last change of a field that people keep can be undone.
func undoing(_ change: RecordChange, _ view: RecordView, _ care: RecordCare) -> Markup? {
    guard care.mayEdit else { return nil }
    let sheet = view.line.sheet
    let isKept = RecordEditing.keeper(of: change.field, in: sheet, saidBy: change.origin) != nil
    guard sheet[change.field] == change.new, change.new != change.old, !isKept else {
        return "<td data-titre=\"Changer\">—</td>"
    }
    return """
        <td data-titre="Changer"><form method="post" action="/annuaire/\(care.slug)/historique/\(change.id.rawValue)/annulation">\(tokenField(care.token))\
        <button class="lien">Annuler<span class="invisible"> ce changement : \(change.field.label)</span></button></form></td>
        """
}
