import Domain
import Markup

func mobilisationPath(_ hub: Hub) -> String { "/poles/\(hub.slug)/pilotage/demarche/mobilisation" }

func mobilisationCrumbs(_ hub: Hub, _ more: Crumb...) -> [Crumb] {
    let desk = "/poles/\(hub.slug)/pilotage"
    return [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Pilotage", desk),
        Crumb("Démarche", desk + "/demarche"),
    ] + more
}

/// What the page of the mobilisation shows.
struct MobilisationView: Sendable {
    let missing: MissingView
    let held: Mobilisation
    let template: LetterTemplate
    let letters: [SentProspectLetter]
    /// Confirmed voices that want a hub.
    let voices: Int
    let steering: Int

    var hub: Hub { missing.hub }
    func communeName(_ code: String) -> String { missing.communes.first { $0.territory.code == code }?.name ?? "" }
    func last(_ organisation: ID<Organisation>) -> SentProspectLetter? {
        letters.first { $0.organisation == organisation }
    }
}

/// `/poles/{slug}/pilotage/demarche/mobilisation`: whom the démarche has reached, the map, letters to the others.
func mobilisationPage(_ view: MobilisationView, _ query: ProspectQuery, _ state: FormState, token: String)
    -> PageContent
{
    let path = mobilisationPath(view.hub)
    let map: Markup? = view.held.map.map { map in
        "<section><h2>La carte</h2><div class=\"carte-cadre\">\(territoryDrawing(map, label: "Carte de la mobilisation : \(view.hub.name)"))</div>\(territoryLegend(map))</section>"
    }
    return PageContent(
        title: "Mobilisation", section: .hubs, breadcrumbs: mobilisationCrumbs(view.hub),
        body: """
            \(heading("La mobilisation : \(view.hub.name)", "Qui est déjà là, qui a été appelé ou a reçu une lettre, et les lettres prêtes pour ceux qui manquent."))
            \(errorSummary(state))
            \(figures([
                Figure("\(view.steering)", "structures qui pilotent"), Figure("\(view.held.called)", "organisations appelées"),
                Figure("\(Set(view.letters.map(\.organisation)).count)", "ont reçu une lettre"), Figure("\(view.voices)", "voix confirmées pour un pôle"),
                Figure("\(French.number(view.held.known))", "organisations connues sur le territoire"),
            ]))
            <div class="deux"><div>\(map)</div><section><h2>La lettre</h2>\(letterText(view.template))<p class="actions"><a class="bouton second" href="\(path)/texte">Changer le texte</a></p></section></div>
            \(letterList(view, query, token))
            <section>\(mobilisationTable(view.held) ?? emptyState("La démarche n’est encore nulle part.", "Le noyau, les appels et les lettres la feront paraître, commune par commune."))</section>
            \(bundles(view))
            """, isPrivate: true)
}

private func letterText(_ template: LetterTemplate) -> Markup {
    "<div class=\"lettre-apercu\"><p><strong>\(sentence: template.subject)</strong></p>\(paragraphs(template.body))</div>"
}

private func letterList(_ view: MobilisationView, _ query: ProspectQuery, _ token: String) -> Markup {
    let path = mobilisationPath(view.hub)
    let kept = Array(view.missing.prospects.filter(query.keeps).prefix(ProspectLetterStore.most))
    guard !kept.isEmpty else {
        let why: Markup =
            view.missing.communes.isEmpty
            ? "Aucune commune n’est connue dans le périmètre : l’animation du réseau peut importer les communes, et l’annuaire dira qui y est."
            : "L’annuaire ne connaît, dans le périmètre, personne d’autre que ceux qui prennent déjà part. <a href=\"\(missingPath(view.hub))\">Qui manque</a>"
        return
            "<section id=\"a-ecrire\"><h2>À qui écrire</h2>\(emptyState("Personne à qui écrire ici.", why))</section>"
    }
    let rows: [Markup] = kept.map { prospect in
        let sheet = prospect.sheet
        let sent: Markup =
            view.last(prospect.organisation.id).map { "\($0.way.label), \(time($0.day))" }
            ?? "<span class=\"indice\">pas encore</span>"
        let call: Markup =
            prospect.calls.first.map { "\($0.outcome.label), \(time($0.day))" }
            ?? "<span class=\"indice\">jamais appelée</span>"
        let ways = [sheet[.phone], sheet[.email]].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <tr><th scope="row"><label class="choix"><input type="checkbox" name="organisation" value="\(prospect.slug)"> <span>\(prospect.organisation.name)</span></label></th>\
            <td data-titre="Commune">\(view.communeName(prospect.organisation.commune))</td><td data-titre="Ce qu’elle apporte">\(gainWords(prospect, view.missing).joined(separator: ", "))</td>\
            <td data-titre="Joindre">\(ways.isEmpty ? "—" : ways)</td><td data-titre="Appel"><a href="\(missingPath(view.hub))/\(prospect.slug)">\(call)<span class="invisible"> : \(prospect.organisation.name)</span></a></td>\
            <td data-titre="Lettre">\(sent)<br><a href="\(path)/organisations/\(prospect.slug)">Sa lettre<span class="invisible"> : \(prospect.organisation.name)</span></a></td></tr>
            """
    }
    return """
        <section id="a-ecrire"><form method="post" action="\(path)/lettres">\(tokenField(token))\(table(
            caption: "À qui écrire, les plus utiles d’abord", id: "lettres",
            columns: ["Organisation", "Commune", "Ce qu’elle apporte", "Joindre", "Appel", "Lettre"].map { Column($0) }, rows: rows))
        <p class="actions"><button>Préparer les lettres cochées, à imprimer</button> <a href="\(missingPath(view.hub))">Qui manque, et la feuille d’appels</a></p></form></section>
        """
}

private func bundles(_ view: MobilisationView) -> Markup? {
    let printed = Dictionary(grouping: view.letters.filter { $0.bundle != nil }) { $0.bundle ?? 0 }
    let items: [Markup] = printed.keys.sorted(by: >).prefix(20).map { bundle in
        let letters = printed[bundle] ?? []
        return
            "<li><a href=\"\(mobilisationPath(view.hub))/lettres/\(bundle)\">Liasse \(bundle)</a> : \(French.count(letters.count, "lettre", "lettres"))\(letters.first.map { ", \(time($0.day))" as Markup })</li>"
    }
    return items.isEmpty ? nil : "<section><h2>Lettres déjà imprimées</h2><ul>\(items)</ul></section>"
}

/// `…/mobilisation/texte`
func letterTextPage(_ hub: Hub, _ state: FormState, token: String) -> PageContent {
    PageContent(
        title: "Texte de la lettre", section: .hubs,
        breadcrumbs: mobilisationCrumbs(hub, Crumb("Mobilisation", mobilisationPath(hub))),
        body: """
            \(heading("Le texte de la lettre", "Le même pour toutes ; les mots entre accolades sont remplacés : {organisation}, {commune}, {pole}, {lien}."))
            \(form(mobilisationPath(hub) + "/texte", token: token, state: state, """
            \(textField("objet", "Objet", state, isRequired: true, maximum: 150))
            \(textArea("texte", "Lettre", state, isRequired: true, rows: 14, maximum: 4000))
            <p class="actions"><button>Garder ce texte</button> <a href="\(mobilisationPath(hub))">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// `…/mobilisation/organisations/{organisation}`: the letter to one, to send from one's own mail or to print.
func oneLetterPage(
    _ hub: Hub, _ prospect: Prospect, _ letter: LetterTemplate, sent: [SentProspectLetter], _ state: FormState,
    token: String
) -> PageContent {
    let path = mobilisationPath(hub)
    let address = prospect.sheet[.email]
    // Many mail programs cut an address that is longer than that.
    let full =
        "mailto:\(address)?subject=\(letter.subject.addressEncoded)&body=\(letter.body.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).addressEncoded }.joined(separator: "%0D%0A"))"
    let isWhole = full.utf8.count <= 1900
    let mail: Markup =
        address.isEmpty
        ? "<p>Sa fiche n’a pas d’adresse électronique publique : imprimez la lettre, ou appelez.</p>"
        : """
        <p class="actions"><a class="bouton" href="\(isWhole ? full : "mailto:\(address)?subject=\(letter.subject.addressEncoded)")">Ouvrir dans ma messagerie</a></p>\
        <p class="indice">\(isWhole ? "Le message s’ouvre tout écrit, à \(address)." as Markup : "Le texte est trop long pour s’ouvrir tout seul : copiez-le d’ici dans le message à \(address).") Revenez ensuite noter l’envoi.</p>
        """
    let history: [Markup] = sent.map { "<li>\($0.way.label.firstUppercased), \(time($0.day))</li>" }
    return PageContent(
        title: "Lettre à \(prospect.organisation.name)", section: .hubs,
        breadcrumbs: mobilisationCrumbs(hub, Crumb("Mobilisation", path)),
        body: """
            \(heading("Lettre à \(prospect.organisation.name)"))\(errorSummary(state))
            \(letterText(letter))\(mail)
            <form method="post" action="\(path)/organisations/\(prospect.slug)">\(tokenField(token))<p class="actions"><button class="second">Noter que je l’ai envoyée par courriel</button></p></form>
            <form method="post" action="\(path)/lettres">\(tokenField(token))<input type="hidden" name="organisation" value="\(prospect.slug)"><p class="actions"><button class="second">L’imprimer</button></p></form>
            \(history.isEmpty ? nil : "<h2>Déjà faites</h2><ul>\(history)</ul>" as Markup)
            """, isPrivate: true, isNarrow: true)
}

/// `…/mobilisation/lettres/{liasse}`: one letter a sheet.
func prospectLettersDocument(_ hub: Hub, _ letters: [SentProspectLetter], _ sheet: PaperSheet) -> String {
    let sections: [Markup] = letters.map { letter in
        let lines: [Markup] = letter.place.split(separator: "\n").map { "<br>\(String($0))" }
        return """
            <section class="feuille lettre"><p class="expediteur"><strong>\(hub.name)</strong>\(hub.contactPhone.isEmpty ? nil : "<br>\(hub.contactPhone)" as Markup)\(hub.contactEmail.isEmpty ? nil : "<br>\(hub.contactEmail)" as Markup)</p>
            <p class="destinataire"><strong>\(letter.name)</strong>\(lines)</p><p>Le \(time(letter.day))</p>
            <h2>\(sentence: letter.text.subject)</h2>\(paragraphs(letter.text.body))<p class="signature">Pour \(hub.name)</p></section>
            """
    }
    return paperDocument(
        "Lettres", sheet,
        tools:
            "<nav class=\"outils\" aria-label=\"Impression\"><p><a href=\"\(mobilisationPath(hub))\">Retour à la mobilisation</a></p><p>Une lettre par page : la commande Imprimer du navigateur, papier A4.</p></nav>",
        sections)
}
