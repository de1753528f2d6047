/// A form as a page draws it: where it goes and what it asks.
struct PageForm {
    struct Field {
        let name: String
        /// `text`, `textarea`, `select`, `radio`, `checkbox`, `hidden`, `file`…
        let type: String
        let value: String
        let options: [String]
    }

    let action: String
    let fields: [Field]

    /// Names of the fields that take words.
    var wordFields: [Field] {
        fields.filter { ["text", "textarea", "search", "tel", "url", "email", "date"].contains($0.type) }
    }
}

extension HTMLPage {
    /// The forms that write.
    var writingForms: [PageForm] {
        elements.indices.filter { elements[$0].name == "form" && elements[$0].value("method") == "post" }.map { form in
            let inside = elements.indices.filter { ancestors(of: $0).contains(form) }
            let fields = inside.compactMap { index -> PageForm.Field? in
                let element = elements[index]
                guard let name = element.value("name"), name != "jeton" else { return nil }
                let options = elements.indices.filter { elements[$0].parent == index }.compactMap {
                    elements[$0].value("value")
                }
                let type = element.name == "input" ? element.value("type") ?? "text" : element.name
                return PageForm.Field(
                    name: name, type: type, value: element.value("value") ?? element.text, options: options)
            }
            return PageForm(action: elements[form].value("action") ?? "", fields: fields)
        }
    }
}
