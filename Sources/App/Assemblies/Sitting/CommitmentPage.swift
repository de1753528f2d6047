import Domain
import Markup

/// `/poles/{slug}/pilotage/engagements`: what assemblies decided that somebody would do, and where it stands.
func commitmentPage(
    _ commitments: [Commitment], slug: String, hub: String, today: Day, _ forms: SittingForms
) -> PageContent {
    let path = "/poles/\(slug)/pilotage"
    let rows = commitments.map { commitmentRow($0, path: path, today: today, forms) }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun engagement n’est pris.",
            "Pendant une assemblée, chaque point peut en recevoir : qui fait quoi, pour quand.")
        : table(
            caption: "Engagements, ceux qui restent à tenir d’abord", id: "engagements",
            columns: [Column("Quoi"), Column("Qui"), Column("Pour"), Column("Décidé"), Column("Où en est-on")],
            rows: rows)
    return PageContent(
        title: "Engagements", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub, "/poles/" + slug), Crumb("Pilotage", path)],
        body:
            "\(heading("Engagements", "Ce que les assemblées ont décidé de faire : qui, quoi, pour quand."))\(errorSummary(forms.refused))\(list)",
        isPrivate: true)
}

private func commitmentRow(_ commitment: Commitment, path: String, today: Day, _ forms: SittingForms) -> Markup {
    var due: Markup = "—"
    if let day = commitment.due {
        let isLate = day < today && [.toDo, .doing].contains(commitment.state)
        due = isLate ? "\(time(day)), en retard" : time(day)
    }
    var source: Markup = "—"
    if let assembly = commitment.assemblyID {
        source =
            "<a href=\"\(path)/assemblees/\(assembly.description)/proces-verbal\">\(commitment.assemblyTitle ?? "Assemblée")</a>"
    }
    let id = "etat-\(commitment.id)"
    let options: [Markup] = Commitment.State.allCases.map { (state: Commitment.State) -> Markup in
        "<option value=\"\(state.rawValue)\"\("selected", if: state == commitment.state)>\(state.label)</option>"
    }
    return """
        <tr><th scope="row">\(commitment.what)</th><td data-titre="Qui">\(commitment.who)</td><td data-titre="Pour">\(due)</td><td data-titre="Décidé">\(source)</td>\
        <td data-titre="Où en est-on"><form class="petite" method="post" action="\(path)/engagements/\(commitment.id)">\(tokenField(forms.token))<label class="invisible" for="\(id)">Où en est : \(commitment.what)</label><select class="petit" id="\(id)" name="etat">\(options)</select>\
        <label class="invisible" for="note-\(commitment.id)">Note sur : \(commitment.what)</label><input class="petit" id="note-\(commitment.id)" name="note" value="\(commitment.note)" maxlength="1000" placeholder="Note"><button class="second">Garder</button></form></td></tr>
        """
}
