import Domain
import Markup

/// What was typed, and what is wrong with it: everything needed to show a form again.
struct FormState: Sendable {
    var values: [String: String] = [:]
    var errors: [Refused] = []

    subscript(name: String) -> String { values[name] ?? "" }
    func error(_ name: String) -> String? { errors.first { $0.field == name }?.sentence }

    static func refused(_ refusal: any Refusal, values: [String: String]) -> FormState {
        if let form = refusal as? RefusedForm { return FormState(values: values, errors: form.refusals) }
        return FormState(values: values, errors: [Refused(refusal.sentence, field: refusal.field)])
    }
}

func tokenField(_ token: String) -> Markup { "<input type=\"hidden\" name=\"jeton\" value=\"\(token)\">" }

/// The list of what is to be mended, each line leading to its field; nothing when nothing is wrong.
func errorSummary(_ state: FormState) -> Markup? {
    guard !state.errors.isEmpty else { return nil }
    let items: [Markup] = state.errors.map { refused in
        guard let field = refused.field else { return "<li>\(sentence: refused.sentence)</li>" }
        return "<li><a href=\"#\(field)\">\(sentence: refused.sentence)</a></li>"
    }
    return """
        <div class="avis refus" role="alert" tabindex="-1"><p><strong>Rien n’a été enregistré.</strong></p><ul>\(items)</ul></div>
        """
}

/// One line of text with its label, its hint and its error.
func textField(
    _ name: String, _ label: Markup, _ state: FormState, hint: Markup? = nil, type: StaticString = "text",
    isRequired: Bool = false, autocomplete: String? = nil, maximum: Int = 200, inputmode: String? = nil,
    list: String? = nil
) -> Markup {
    fieldFrame(
        name, label, state, hint: hint, isRequired: isRequired,
        """
        <input type="\(type.description)" id="\(name)" name="\(name)" value="\(type.description == "password" ? "" : state[name])"\
        \("maxlength", type.description.hasPrefix("date") ? nil : String(maximum))\("required", if: isRequired)\("autocomplete", autocomplete)\("inputmode", inputmode)\("list", list)\(describedBy(name, state, hint))>
        """)
}

func textArea(
    _ name: String, _ label: Markup, _ state: FormState, hint: Markup? = nil, isRequired: Bool = false, rows: Int = 4,
    maximum: Int = 5000
) -> Markup {
    fieldFrame(
        name, label, state, hint: hint, isRequired: isRequired,
        """
        <textarea id="\(name)" name="\(name)" rows="\(rows)" maxlength="\(maximum)"\("required", if: isRequired)\
        \(describedBy(name, state, hint))>\(state[name])</textarea>
        """)
}

func selectField(
    _ name: String, _ label: Markup, _ state: FormState, options: [(value: String, label: String)],
    hint: Markup? = nil, isRequired: Bool = false
) -> Markup {
    let choices: [Markup] = options.map { option in
        "<option value=\"\(option.value)\"\("selected", if: state[name] == option.value)>\(option.label)</option>"
    }
    // Without an empty choice there is always one, and HTML has no `required` for that.
    let mayBeEmpty = options.first?.value.isEmpty ?? false
    return fieldFrame(
        name, label, state, hint: hint, isRequired: isRequired,
        """
        <select id="\(name)" name="\(name)"\("required", if: isRequired && mayBeEmpty)\(describedBy(name, state, hint))>\(choices)</select>
        """)
}

/// Buttons of which one is chosen.
func radioGroup(
    _ name: String, _ legend: Markup, _ state: FormState, options: [(value: String, label: Markup)], hint: Markup? = nil
) -> Markup {
    let choices: [Markup] = options.enumerated().map { index, option in
        """
        <label class="choix"><input type="radio"\("id", index == 0 ? name : nil) name="\(name)" value="\(option.value)"\("checked", if: state[name] == option.value)> <span>\(option.label)</span></label>
        """
    }
    let error: Markup? = state.error(name).map { "<p class=\"erreur\" id=\"\(name)-erreur\">\(sentence: $0)</p>" }
    return """
        <fieldset class="champ"\("aria-describedby", state.error(name) == nil ? nil : name + "-erreur")><legend>\(legend)</legend>\
        \(hint.map { "<p class=\"indice\">\($0)</p>" as Markup })\(error)\(choices)</fieldset>
        """
}

func checkbox(_ name: String, _ label: Markup, _ state: FormState) -> Markup {
    """
    <div class="champ"><label class="choix"><input type="checkbox" id="\(name)" name="\(name)" value="oui"\("checked", if: state[name] == "oui")> <span>\(label)</span></label></div>
    """
}

func fileField(
    _ name: String, _ label: Markup, _ state: FormState, hint: Markup? = nil, isMultiple: Bool = false
) -> Markup {
    fieldFrame(
        name, label, state, hint: hint, isRequired: false,
        "<input type=\"file\" id=\"\(name)\" name=\"\(name)\"\("multiple", if: isMultiple)\(describedBy(name, state, hint))>"
    )
}

/// A form of ours: it carries the visitor's secret and shows what is wrong above its fields.
func form(
    _ action: String, token: String, state: FormState = FormState(), hasFile: Bool = false, _ content: Markup
) -> Markup {
    """
    <form method="post" action="\(action)"\("enctype", hasFile ? "multipart/form-data" : nil) novalidate>\(tokenField(token))\(errorSummary(state))\(content)</form>
    """
}

private func fieldFrame(
    _ name: String, _ label: Markup, _ state: FormState, hint: Markup?, isRequired: Bool, _ control: Markup
) -> Markup {
    let mandatory: Markup? = isRequired ? " <span class=\"requis\">(obligatoire)</span>" : nil
    let hintLine: Markup? = hint.map { "<p class=\"indice\" id=\"\(name)-indice\">\($0)</p>" }
    let error: Markup? = state.error(name).map { "<p class=\"erreur\" id=\"\(name)-erreur\">\(sentence: $0)</p>" }
    return """
        <div class="champ\(error == nil ? "" : " en-erreur")"><label for="\(name)">\(label)\(mandatory)</label>\(hintLine)\(error)\(control)</div>
        """
}

private func describedBy(_ name: String, _ state: FormState, _ hint: Markup?) -> Markup {
    let error = state.error(name) == nil ? nil : name + "-erreur"
    let ids = [hint == nil ? nil : name + "-indice", error].compactMap(\.self)
    let invalid: String? = error == nil ? nil : "true"
    return "\("aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))\("aria-invalid", invalid)"
}
