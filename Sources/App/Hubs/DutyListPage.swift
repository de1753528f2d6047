import Domain
import Markup

/// What waits, the most pressing first, each line with the hub's name when `hubNames` has it.
func dutyList(_ groups: [(urgency: Urgency, duties: [Duty])], hubNames: [ID<Hub>: String] = [:]) -> Markup {
    guard !groups.isEmpty else { return "<section><h2>À faire</h2><p>Rien ne presse : tout est à jour.</p></section>" }
    let lists: [Markup] = groups.map { group in
        let items: [Markup] = group.duties.map { duty in
            let hub = hubNames[duty.hub].map { "<span class=\"pole\">\($0)</span>" as Markup }
            let day = duty.due.map { "<span class=\"jour\">\(time($0))</span>" as Markup }
            return "<li>\(day)<a href=\"\(duty.path)\">\(duty.sentence)</a>\(hub)</li>"
        }
        return "<h3>\(group.urgency.label) <span class=\"compte\">\(group.duties.count)</span></h3><ul>\(items)</ul>"
    }
    return "<section class=\"a-faire\"><h2>À faire</h2>\(lists)</section>"
}
