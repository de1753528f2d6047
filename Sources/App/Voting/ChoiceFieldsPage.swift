import Domain
import Markup

/// The answers to choose among. The same for both kinds of vote; in a secret one they stand outside of any form, so that no
/// browser can send them as they are.
func choiceFields(_ question: ScrutinQuestion, _ state: FormState) -> Markup {
    switch question.kind {
    case .resolution:
        return radioGroup(
            "choix", "Votre vote", state,
            options: [("pour", "Pour"), ("contre", "Contre"), ("abstention", "Abstention"), ("blanc", "Blanc")])
    case .choice:
        let options = question.options.enumerated().map {
            (value: String($0.offset + 1), label: "\($0.element)" as Markup)
        }
        return radioGroup("choix", "Votre choix", state, options: options + [(value: "blanc", label: "Blanc")])
    case .approval:
        let boxes: [Markup] = question.options.enumerated().map { index, option in
            checkLine("option-\(index + 1)", "\(option)", state)
        }
        let most =
            question.most.map { "Au plus \(French.count($0, "proposition", "propositions"))." }
            ?? "Autant que vous voulez."
        return fields("Ceux que vous approuvez", "\(most)", state, "\(boxes)\(blankLine(state))")
    case .judgment:
        let rows: [Markup] = question.options.enumerated().map { index, option in
            let grades =
                [(value: "", label: "— sans mention —")]
                + question.grades.enumerated().map { (value: String($0.offset), label: $0.element) }
            return selectField("option-\(index + 1)", "\(option)", state, options: grades)
        }
        return fields(
            "Une mention pour chacun", "Sans mention, une proposition compte comme « À rejeter ».", state,
            "\(rows)\(blankLine(state))")
    case .ranking:
        let ranks =
            [(value: "", label: "—")] + (1...max(1, question.options.count)).map { (value: String($0), label: "\($0)") }
        let rows: [Markup] = question.options.enumerated().map { index, option in
            selectField("option-\(index + 1)", "\(option)", state, options: ranks)
        }
        return fields(
            "Votre ordre de préférence",
            "1 pour votre préférence, 2 pour la suivante… Vous pouvez vous arrêter quand vous voulez.",
            state, "\(rows)\(blankLine(state))")
    }
}

private func fields(_ legend: Markup, _ hint: Markup, _ state: FormState, _ content: Markup) -> Markup {
    let error: Markup? = state.error("choix").map { "<p class=\"erreur\" id=\"choix-erreur\">\(sentence: $0)</p>" }
    return
        "<fieldset class=\"champ\" id=\"choix\"><legend>\(legend)</legend><p class=\"indice\">\(hint)</p>\(error)\(content)</fieldset>"
}

private func checkLine(_ name: String, _ label: Markup, _ state: FormState) -> Markup {
    "<label class=\"choix\"><input type=\"checkbox\" id=\"\(name)\" name=\"\(name)\" value=\"oui\"\("checked", if: state[name] == "oui")> <span>\(label)</span></label>"
}

private func blankLine(_ state: FormState) -> Markup { checkLine("blanc", "Je vote blanc", state) }
