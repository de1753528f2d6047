import Domain
import Markup

/// On a record: labels, federations, branches, and how it exists.
func belonging(_ view: RecordView, _ care: RecordCare) -> Markup {
    "\(labelPart(view.line.sheet, view))\(federationPart(view))\(branchPart(view, care))"
}

private func labelPart(_ sheet: OrganisationSheet, _ view: RecordView) -> Markup? {
    let origin = view.origins[.labels] ?? view.origin
    let said: [Markup] = sheet.labels.map { label in
        "<li><strong>\(label.short)</strong> : \(label.label). <small>\(label.definition) Dit par\u{A0}: \(origin.label).</small></li>"
    }
    let byForm: [Markup] = sheet.labelsByForm.map { label in
        "<li><strong>\(label.short)</strong> : \(label.label). <small>\(label.definition) C’est sa forme juridique qui le dit.</small></li>"
    }
    return said.isEmpty && byForm.isEmpty ? nil : "<h2>Agréments et qualités</h2><ul>\(said)\(byForm)</ul>"
}

private func federationPart(_ view: RecordView) -> Markup? {
    guard !view.federations.isEmpty else { return nil }
    let items: [Markup] = view.federations.map { "<li><a href=\"/annuaire/reseaux/\($0.slug)\">\($0.name)</a></li>" }
    return
        "<h2>Têtes de réseau</h2><ul>\(items)</ul><p class=\"preuve\">Dit par : \((view.origins[.federations] ?? view.origin).label).</p>"
}

private func branchPart(_ view: RecordView, _ care: RecordCare) -> Markup? {
    let existence = Existence(of: view.line.sheet)
    let parent: Markup? = view.branches.parent.map {
        "<p>Antenne de <a href=\"/annuaire/\($0.slug)\">\($0.name)</a>.</p>"
    }
    let items: [Markup] = view.branches.branches.map { branch in
        "<li><a href=\"/annuaire/\(branch.slug)\">\(branch.name)</a>\(branch.town.isEmpty ? nil : ", \(branch.town)" as Markup)</li>"
    }
    let list: Markup? = items.isEmpty ? nil : "<p>Ses antennes :</p><ul>\(items)</ul>"
    let door: Markup? =
        care.mayEdit
        ? "<p><a href=\"/annuaire/\(view.line.slug)/rattachement\">Dire de qui elle est l’antenne</a></p>" : nil
    let word: Markup? =
        existence == .registered
        ? nil : "<p>\(existence.label.prefix(1).uppercased() + existence.label.dropFirst()).</p>"
    guard parent != nil || list != nil || door != nil || word != nil else { return nil }
    return "<h2>Existence</h2>\(word)\(parent)\(list)\(door)"
}

/// `/annuaire/{slug}/rattachement`: whose branch it is, or that it is a collective.
func branchEditPage(_ view: RecordView, _ state: FormState, token: String) -> PageContent {
    PageContent(
        title: "Rattachement", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(view.line.sheet[.name], "/annuaire/\(view.line.slug)")],
        body: """
            \(heading("\(view.line.sheet[.name])", "Beaucoup d’organisations n’ont pas de numéro à elles : antennes, sections, collectifs."))
            \(form("/annuaire/\(view.line.slug)/rattachement", token: token, state: state, """
            \(textField("antenne_de", "Antenne de", state, hint: "Le nom exact de l’organisation entière, l’adresse de sa fiche ou son SIREN. Vide : d’aucune."))
            \(checkbox("collectif", "C’est un collectif sans personne morale", state))
            <p class="actions"><button>Enregistrer</button> <a href="/annuaire/\(view.line.slug)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
