import Domain
import Markup

/// The fields of a record as a form asks for them; those that a register keeps are shown with the reason.
func recordFields(_ record: RecordForm?, _ choices: RecordChoices, _ state: FormState) -> Markup {
    func text(
        _ field: OrganisationField, hint: Markup? = nil, type: StaticString = "text", isRequired: Bool = false,
        inputmode: String? = nil
    ) -> Markup {
        if let record, let keeper = record.keeper(of: field) { return keptField(field, record.sheet, keeper) }
        return textField(
            field.rawValue, "\(field.label)", state, hint: hint, type: type, isRequired: isRequired,
            maximum: field.limit, inputmode: inputmode)
    }
    let families: [(value: String, label: String)] = (Family.legal + [.undetermined]).map {
        (value: $0.rawValue, label: $0.label)
    }
    return """
        <fieldset class="groupe"><legend>Qui elle est</legend>
        \(text(.name, isRequired: true))
        \(text(.usualName, hint: "Celui sous lequel tout le monde la connaît, s’il est autre."))
        \(text(.acronym))
        \(selectField("famille", "Famille de l’ESS", state, options: families, hint: "La forme juridique n’est qu’un indice : une coopérative peut être une société anonyme."))
        \(text(.createdOn, hint: "2010, 2010-03 ou 2010-03-01."))
        </fieldset>
        <fieldset class="groupe"><legend>Ce qu’elle fait</legend>
        \(text(.summary, hint: "En un mot ou deux : insertion, culture, services aux personnes…"))
        \(textArea("presentation", "Présentation", state, hint: "Ce que tout le monde lira. Une ligne vide sépare deux paragraphes.", rows: 6))
        \(textArea("objet", "Objet", state, hint: "Tel que ses statuts le disent.", rows: 3))
        \(checkboxes(.sectors, choices.sectors, state))
        \(checkboxes(.federations, choices.federations, state))
        </fieldset>
        <fieldset class="groupe"><legend>La joindre</legend>
        \(text(.email, hint: "Une adresse de fonction, comme contact@structure.example.org : elle est publique, et c’est à elle que part le lien de correction.", type: "email"))
        \(text(.phone, type: "tel"))
        \(text(.website, type: "url"))
        </fieldset>
        <fieldset class="groupe"><legend>Où elle est</legend>
        \(text(.address, hint: "Numéro et rue."))
        \(text(.postcode, inputmode: "numeric"))
        \(textField("commune", "Commune", state, hint: "Son nom ou son code Insee : Morlaix, ou 29151.", maximum: OrganisationField.town.limit))
        </fieldset>
        <fieldset class="groupe"><legend>Ses numéros</legend>
        \(text(.siren, inputmode: "numeric"))\(text(.siret, inputmode: "numeric"))\(text(.rna))
        </fieldset>
        """
}

/// Boxes of which any number are ticked; the hidden field tells an empty choice from an absent one.
private func checkboxes(
    _ field: OrganisationField, _ options: [(value: String, label: String)], _ state: FormState
) -> Markup? {
    guard !options.isEmpty else { return nil }
    let name = field.rawValue
    let ticked = Set(state[name].split(separator: " ").map(String.init))
    let boxes: [Markup] = options.enumerated().map { index, option in
        """
        <label class="choix"><input type="checkbox"\("id", index == 0 ? name : nil) name="\(name)" value="\(option.value)"\("checked", if: ticked.contains(option.value))> <span>\(option.label)</span></label>
        """
    }
    return """
        <fieldset class="champ"><legend>\(field.label)</legend><input type="hidden" name="\(name)-vus" value="\(options.map(\.value).joined(separator: " "))">\(boxes)</fieldset>
        """
}

private func keptField(_ field: OrganisationField, _ sheet: OrganisationSheet, _ keeper: FieldOrigin) -> Markup {
    """
    <div class="champ tenu"><p class="etiquette">\(field.label)</p><p class="valeur">\(recordValue(field, sheet[field]))</p><p class="indice">\(sentence: RecordEditing.remedy(of: keeper))</p></div>
    """
}

/// What registers say and nobody types, with where a mistake is put right.
private func registered(_ record: RecordForm) -> Markup? {
    let known = RecordEditing.registered.filter { !record.sheet[$0].isEmpty }
    let items: [Markup] = known.compactMap { field in
        record.keeper(of: field).map { keptField(field, record.sheet, $0) }
    }
    return items.isEmpty
        ? nil
        : "<details class=\"groupe\"><summary>Ce que tiennent les registres</summary>\(items)</details>"
}

/// A value as people read it.
func recordValue(_ field: OrganisationField, _ value: String) -> String {
    if value.isEmpty { return "—" }
    switch field {
    case .family: return (Family(rawValue: value) ?? .undetermined).label
    case .essSirene, .essList, .employer: return value == "O" ? "oui" : "non"
    case .state: return value == "active" ? "en activité" : "a cessé"
    case .sizeBand: return SizeClass(band: value).label
    case .siren, .siret: return spaced(value)
    case .createdOn, .closedOn: return PartialDate(value)?.french ?? value
    default: return value
    }
}

/// `/annuaire/{slug}/correction`, and the same form opened by a mailed link.
struct RecordFormView: Sendable {
    let record: RecordForm
    let action: String
    /// What the form carries besides its fields: the mailed link's key.
    var hidden: [(name: String, value: String)] = []
    /// What to say of who writes.
    let lead: String
    let cancel: String?
}

func recordFormPage(_ view: RecordFormView, _ state: FormState, token: String) -> PageContent {
    let record = view.record
    let version = state["version"].isEmpty ? String(record.version) : state["version"]
    let hidden: [Markup] = (view.hidden + [(name: "version", value: version)]).map {
        "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
    }
    let cancel: Markup? = view.cancel.map { " <a href=\"\($0)\">Annuler</a>" }
    return PageContent(
        title: "Corriger la fiche", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(record.sheet[.name], "/annuaire/" + record.slug)],
        body: """
            \(heading("Corriger la fiche de \(record.sheet[.name])", "\(sentence: view.lead)"))
            \(form(view.action, token: token, state: state, """
            \(hidden)\(recordFields(record, record.choices, state))\(registered(record))
            \(checkbox("relue", "J’ai relu toute la fiche : le reste est juste.", state))
            <p class="actions"><button>Enregistrer</button>\(cancel)</p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// The form of a record that is not there yet.
func newRecordPage(_ view: NewRecordView, _ state: FormState, token: String) -> PageContent {
    let part: Markup? =
        view.hub.map { name in
            textField(
                "depuis", "Prend part à \(name) depuis le", state,
                hint: "Un jour : 2026-01-15. Vide : elle n’y prend pas part.", maximum: 10)
        }
    return PageContent(
        title: view.title, section: view.section, breadcrumbs: view.crumbs,
        body: """
            \(heading("\(view.title)", "\(sentence: view.lead)"))
            <div data-ressemblances="/ressemblances">\(form(view.action, token: token, state: state, """
            \(twins(view.twins, state))\(recordFields(nil, view.choices, state))\(part)\(view.extra)
            <p class="actions"><button>\(view.button)</button></p>
            """))</div>
            """, isPrivate: true, isNarrow: true)
}

struct NewRecordView: Sendable {
    let title: String
    let lead: String
    let section: Section
    let crumbs: [Crumb]
    let action: String
    let button: String
    let choices: RecordChoices
    /// The hub's name, when the record is written from its desk.
    var hub: String?
    var twins: [PossibleDuplicate] = []
    var extra: Markup?
}

private func twins(_ found: [PossibleDuplicate], _ state: FormState) -> Markup? {
    guard !found.isEmpty else { return nil }
    let items: [Markup] = found.map { twin in
        let sure: Markup? = twin.score.flatMap { score in
            score.level.map {
                "<strong>doublon \($0.label)</strong> (\(French.count(score.points, "point", "points")))\u{A0}: "
            }
        }
        return
            "<li><a href=\"/annuaire/\(twin.slug)\">\(twin.name)</a>\(twin.place.isEmpty ? "" : ", \(twin.place)") — \(sure)\(twin.why)</li>"
    }
    return """
        <section class="avis attention" id="doublons"><p><strong>Déjà dans l’annuaire ?</strong></p><ul>\(items)</ul>\(checkbox("certain", "Ce n’est aucune de celles-ci : créer la fiche.", state))</section>
        """
}
