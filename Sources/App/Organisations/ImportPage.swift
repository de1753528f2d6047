import Domain
import Markup

/// `…/imports`: files waiting, imports made, and the form to send files.
func importDeskPage(
    _ desk: ImportDesk, batches: [ImportBatch], waiting: [(id: Int64, at: String, title: String)], _ state: FormState,
    token: String
) -> PageContent {
    let drafts: [Markup] = waiting.map { draft in
        "<li><a href=\"\(desk.path)/\(draft.id)\">\(draft.title)</a>, envoyé \(moment(draft.at))</li>"
    }
    let rows: [Markup] = batches.map { batch in
        """
        <tr><th scope="row"><a href="\(desk.path)/lots/\(batch.id)">\(batch.title)</a></th><td data-titre="Source">\(batch.origin.label)</td>\
        <td data-titre="Le">\(moment(batch.at))</td><td class="nombre" data-titre="Créées">\(French.number(batch.created))</td><td class="nombre" data-titre="Modifiées">\(French.number(batch.changed))</td>\
        <td class="nombre" data-titre="Refusées">\(French.number(batch.refused))</td><td data-titre="État">\(batch.undoneAt == nil ? "fait" : "annulé")</td></tr>
        """
    }
    let columns = [
        Column("Fichiers"), Column("Source"), Column("Le"), Column("Créées", isNumeric: true),
        Column("Modifiées", isNumeric: true), Column("Lignes refusées", isNumeric: true), Column("État"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun import n’a encore été fait.",
            "Envoyez ci-dessus un fichier officiel ou le vôtre\u{A0}: rien ne change avant que vous ayez vu ce qu’il ferait."
        )
        : table(caption: "Imports faits", id: "imports", columns: columns, rows: rows)
    return PageContent(
        title: desk.title, section: desk.section, breadcrumbs: desk.crumbs,
        body: """
            \(heading("\(desk.title)", "Envoyez des fichiers d’organisations\u{A0}: vous verrez ce qui serait créé, modifié ou refusé, et rien ne changera avant votre accord. Un import fait peut être annulé."))
            \(drafts.isEmpty ? nil : notice(.information, "<p>En attente de votre décision (une semaine)\u{A0}:</p><ul>\(drafts)</ul>"))
            \(form(desk.path, token: token, state: state, hasFile: true, """
            \(fileField("fichiers", "Fichiers", state, hint: "Stocks Sirene (unités légales et établissements, ensemble), répertoire des associations (RNA), liste d’ESS France, liste des SIAE, carte GoGoCarto (.json), ou votre tableau en CSV, quels que soient ses colonnes et son séparateur. Les .zip et .gz se lisent tels quels.", isMultiple: true))
            <p class="actions"><button>Voir ce que l’import ferait</button></p>
            """))
            \(list)
            """, isPrivate: true)
}

/// `…/imports/lots/{id}`: what an import did, and taking it back.
func importBatchPage(_ desk: ImportDesk, _ view: ImportBatchView, done: String, _ state: FormState, token: String)
    -> PageContent
{
    let batch = view.batch
    let created: [Markup] = view.created.map { "<li><a href=\"/annuaire/\($0.slug)\">\($0.name)</a></li>" }
    let changes: [Markup] = view.changes.map { slug, name, change in
        """
        <tr><th scope="row"><a href="/annuaire/\(slug)">\(name)</a></th><td data-titre="Champ">\(change.field.label)</td><td data-titre="Avant">\(change.old.isEmpty ? "—" : change.old)</td><td data-titre="Après">\(change.new.isEmpty ? "—" : change.new)</td></tr>
        """
    }
    let undo: Markup =
        if let undoneAt = batch.undoneAt {
            "\(errorSummary(state))\(notice(.warning, "<p>Cet import a été annulé \(moment(undoneAt)).</p>"))"
        } else {
            """
            <h2>Annuler cet import</h2><p>Ce qu’il a créé disparaîtra, ce qu’il a modifié reviendra comme avant. Ce qui a été repris ou utilisé depuis par quelqu’un restera.</p>
            \(form("\(desk.path)/lots/\(batch.id)/annulation", token: token, state: state, "<p class=\"actions\"><button class=\"second\">Annuler cet import</button></p>"))
            """
        }
    let columns = ["Organisation", "Champ", "Avant", "Après"].map { Column($0) }
    return PageContent(
        title: "Import de \(batch.title)", section: desk.section,
        breadcrumbs: desk.crumbs + [Crumb(desk.title, desk.path)],
        body: """
            \(heading("\(batch.title)", "Importé \(moment(batch.at)), source\u{A0}: \(batch.origin.label)."))
            \(done.isEmpty ? nil : notice(.done, "<p>\(done)</p>"))
            \(figures([
                Figure("\(French.number(batch.created))", "organisations créées"),
                Figure("\(French.number(batch.changed))", "organisations modifiées"),
                Figure("\(French.number(batch.unchanged))", "lignes sans changement"),
                Figure("\(French.number(batch.refused))", "lignes refusées"),
            ]))
            \(created.isEmpty ? nil : "<h2>Créées</h2><ul class=\"colonnes\">\(created)</ul>\(more(batch.created, created.count))")
            \(changes.isEmpty ? nil : table(caption: "Modifiées", id: "modifiees", columns: columns, rows: changes))
            \(view.refusals.isEmpty ? nil : "\(refusalTable(Array(view.refusals.prefix(ImportBatchStore.shown))))\(more(view.refusals.count, ImportBatchStore.shown))")
            \(undo)
            """, isPrivate: true)
}

private func more(_ total: Int, _ shown: Int) -> Markup? {
    total > shown ? "<p>… et \(French.count(total - shown, "autre", "autres")).</p>" : nil
}

/// Lines that could not be used: where, which column, why.
func refusalTable(_ refusals: [ImportRefusal]) -> Markup {
    let rows: [Markup] = refusals.map { refusal in
        """
        <tr><th scope="row">\(refusal.place.file), \(refusal.place.french)</th><td data-titre="Colonne">\(refusal.column.isEmpty ? "—" : refusal.column)</td><td data-titre="Raison">\(sentence: refusal.reason)</td></tr>
        """
    }
    return table(
        caption: "Refusées", id: "refusees", columns: ["Où", "Colonne", "Raison"].map { Column($0) }, rows: rows)
}
