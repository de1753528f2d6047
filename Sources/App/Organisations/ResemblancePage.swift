import Domain
import Markup

/// The question « is it one of these? » above the fields of a form; nothing when nothing looks like what was typed.
func resemblanceChoice(_ found: [Resemblance], _ state: FormState) -> Markup? {
    guard !found.isEmpty else { return nil }
    let known: [(value: String, label: Markup)] = found.map { resemblance in
        let record = resemblance.record
        return (
            record.id.description,
            """
            C’est <a href="/annuaire/\(record.slug)">\(record.sheet[.name])</a> <span class="indice">\(recordLine(record.sheet))</span>\(duplicateReasons(resemblance.score))
            """
        )
    }
    return radioGroup(
        "fiche", "L’annuaire connaît peut-être déjà cette organisation", state,
        options: known + [(RecordChoice.newAnswer, "Non, c’est une autre organisation")])
}

/// The same as a warning while typing; a piece of page, empty when nothing looks like it.
func resemblanceWarning(_ found: [Resemblance]) -> String {
    guard !found.isEmpty else { return "" }
    let items: [Markup] = found.map { resemblance in
        let reasons = resemblance.score.explanation.filter { $0.points > 0 }.map(\.sentence)
        return """
            <li><a href="/annuaire/\(resemblance.record.slug)">\(resemblance.record.sheet[.name])</a> <span class="indice">\(recordLine(resemblance.record.sheet))</span> (\(French.list(reasons)))</li>
            """
    }
    return notice(.warning, "<p>L’annuaire a déjà\u{A0}:</p><ul>\(items)</ul>").text
}
