/// The forms of a page that has several: only the one that was refused is shown again with what was typed.
struct SittingForms: Sendable {
    var name = ""
    var refused = FormState()
    var token = ""
    /// A confirmation to show.
    var done = ""

    /// What was refused by a form that the page no longer shows.
    func orphan(unless isShown: Bool) -> FormState {
        guard !name.isEmpty, !isShown else { return FormState() }
        return FormState(errors: refused.errors.map { Refused($0.sentence) })
    }

    func state(_ name: String, _ start: [String: String] = [:]) -> FormState {
        self.name == name ? refused : FormState(values: start)
    }
}
