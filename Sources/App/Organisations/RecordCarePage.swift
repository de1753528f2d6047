import Domain
import Markup

/// What the page of a record offers to whoever may keep it right.
struct RecordCare: Sendable {
    let slug: String
    let mayEdit: Bool
    let token: String
    /// Whether the reader keeps the network's words, and may decide against registers.
    var mayDecide = false
    /// What its reader has just done, as the address says it.
    var done = ""
}

func recordCare(_ care: RecordCare) -> Markup? {
    let done: Markup? = recordDone(care.done).map { notice(.done, "<p>\($0)</p>") }
    guard care.mayEdit else { return done }
    return """
        \(done)<form class="actions" method="post" action="/annuaire/\(care.slug)/confirmation">\(tokenField(care.token))\
        <a class="bouton" href="/annuaire/\(care.slug)/correction">Corriger la fiche</a> <button class="second">Tout est juste</button></form>
        """
}

private func recordDone(_ done: String) -> Markup? {
    switch done {
    case "confirmee": "Merci : la fiche est notée comme relue et juste aujourd’hui."
    case "corrigee": "C’est enregistré : la fiche est à jour."
    case "identique": "Rien n’a changé : la fiche disait déjà cela."
    case "creee": "La fiche est créée."
    case "annulee": "Le changement est annulé ; les deux lignes restent dans l’histoire de la fiche."
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
