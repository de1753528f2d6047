import Domain
import Markup

/// What the page of a record offers to whoever may keep it right.
struct RecordCare: Sendable {
    let slug: String
    let mayEdit: Bool
    let token: String
    /// Whether its reader has just confirmed it.
    var isConfirmed = false
}

func recordCare(_ care: RecordCare) -> Markup? {
    let done: Markup? =
        care.isConfirmed ? notice(.done, "<p>Merci : la fiche est notée comme relue et juste aujourd’hui.</p>") : nil
    guard care.mayEdit else { return done }
    return """
        \(done)<form class="actions" method="post" action="/annuaire/\(care.slug)/confirmation">\(tokenField(care.token))<button class="second">Tout est juste</button></form>
        """
}
