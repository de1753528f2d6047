import Domain
import Markup

private let federationDesk = "/reseau/pilotage/reseaux"

/// `/annuaire/reseaux`: the networks and federations, with how many organisations of the directory say they belong.
func federationListPage(_ all: [Federation], on day: Day, mayEdit: Bool) -> PageContent {
    let current = all.filter { $0.validUntil.map { day < $0 } ?? true }
    let cards: [Markup] = current.map { federation in
        card(
            "\(federation.name)", path: "/annuaire/reseaux/\(federation.slug)",
            "\(federation.definition.isEmpty ? nil : "<p>\(sentence: federation.definition)</p>" as Markup)<p class=\"indice\">\(French.count(federation.members, "organisation de l’annuaire", "organisations de l’annuaire"))</p>"
        )
    }
    let desk: Markup? =
        mayEdit ? "<p class=\"actions\"><a class=\"bouton\" href=\"\(federationDesk)\">Tenir la liste</a></p>" : nil
    let list: Markup =
        cards.isEmpty
        ? emptyState("Aucun réseau n’est encore inscrit.", "L’animation du réseau en tient la liste.")
        : "<h2>Fédérations, unions, mouvements</h2><ul class=\"cartons\">\(cards)</ul>"
    return PageContent(
        title: "Têtes de réseau", section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        description: "Fédérations, unions et têtes de réseau de l’ESS, avec leurs membres.",
        body: """
            \(heading("Têtes de réseau", "Fédérations, unions, mouvements : ceux auxquels les organisations de l’annuaire disent appartenir. Une organisation peut être dans plusieurs."))\(desk)\(list)
            """)
}

/// `/annuaire/reseaux/{slug}`: its members, Pays by Pays.
func federationPage(_ federation: Federation, _ members: [FederationMember], mayEdit: Bool) -> PageContent {
    var groups: [(pays: String, members: [FederationMember])] = []
    for member in members {
        if groups.last?.pays == member.pays {
            groups[groups.count - 1].members.append(member)
        } else {
            groups.append((member.pays, [member]))
        }
    }
    let parts: [Markup] = groups.map { group in
        let items: [Markup] = group.members.map { member in
            let town = member.sheet[.town]
            return
                "<li><a href=\"/annuaire/\(member.slug)\">\(member.sheet[.name])</a>\(town.isEmpty ? nil : ", \(town)" as Markup) <small>\(member.sheet.family.label)</small></li>"
        }
        return "<h2>\(group.pays.isEmpty ? "Lieu pas encore connu" : group.pays)</h2><ul>\(items)</ul>"
    }
    let list: Markup =
        parts.isEmpty
        ? emptyState(
            "Aucune organisation de l’annuaire n’a encore dit en être.",
            "Les membres viennent des fiches, et des fichiers importés dont une colonne s’appelle « reseaux ».")
        : "\(parts)"
    let site: Markup? = WebLink(federation.website).map {
        "<a href=\"\($0)\" rel=\"noopener nofollow\">\($0.readable)</a>"
    }
    let desk: Markup? =
        mayEdit ? "<a class=\"bouton\" href=\"\(federationDesk)/\(federation.slug)\">Tenir ses membres</a>" : nil
    return PageContent(
        title: federation.name, section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb("Têtes de réseau", "/annuaire/reseaux")],
        body: """
            \(heading("\(federation.name)", "\(sentence: federation.definition)"))<p class="actions">\(desk)\(site)</p>
            <p>\(French.count(members.count, "organisation de l’annuaire", "organisations de l’annuaire")).</p>\(list)
            \(federation.source.isEmpty ? nil : "<p class=\"preuve\">Source : \(federation.source)</p>" as Markup)
            """)
}

/// `/reseau/pilotage/reseaux`: the list, and the form for another.
func federationDeskPage(_ all: [Federation], on day: Day, _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = all.map { federation in
        """
        <tr><th scope="row"><a href="\(federationDesk)/\(federation.slug)">\(federation.name)</a></th><td data-titre="Membres" class="nombre">\(federation.members)</td>\
        <td data-titre="En usage">\(federation.validUntil.map { "jusqu’au \(time($0))" as Markup } ?? "oui")</td><td data-titre="Source">\(federation.source)</td></tr>
        """
    }
    let columns = [Column("Réseau"), Column("Membres", isNumeric: true), Column("En usage"), Column("Source")]
    return PageContent(
        title: "Têtes de réseau", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Tenir les têtes de réseau", "Fédérations, unions et mouvements auxquels les organisations appartiennent. <a href=\"/annuaire/reseaux\">La page publique</a>"))
            \(table(caption: "Têtes de réseau", id: "reseaux", columns: columns, rows: rows))
            <h2>En ajouter une</h2>\(form(federationDesk, token: token, state: state, federationFields(state)))
            """, isPrivate: true)
}

private func federationFields(_ state: FormState) -> Markup {
    """
    \(textField("nom", "Nom", state, isRequired: true))
    \(textArea("definition", "Ce qu’elle réunit", state, rows: 2, maximum: 500))
    \(textField("site", "Site web", state, type: "url", maximum: 500))
    \(textField("preuve", "D’où cela vient", state, isRequired: true, maximum: 300))
    <p class="actions"><button>Enregistrer</button></p>
    """
}

/// `/reseau/pilotage/reseaux/{slug}`: its words, its members, its end.
func federationEditPage(
    _ federation: Federation, _ members: [FederationMember], _ state: FormState, member: FormState, token: String
) -> PageContent {
    let path = "\(federationDesk)/\(federation.slug)"
    let rows: [Markup] = members.map { line in
        """
        <tr><th scope="row"><a href="/annuaire/\(line.slug)">\(line.sheet[.name])</a></th><td data-titre="Pays">\(line.pays.isEmpty ? "—" : line.pays)</td><td data-titre="Dit par">\(line.origin.label)</td>\
        <td data-titre="Ôter"><form method="post" action="\(path)/membres/retrait">\(tokenField(token))<input type="hidden" name="organisation" value="\(line.slug)"><button class="lien">Ôter<span class="invisible"> \(line.sheet[.name])</span></button></form></td></tr>
        """
    }
    let columns = ["Organisation", "Pays", "Dit par", "Ôter"].map { Column($0) }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun membre n’est encore connu.",
            "Ajoutez-les ci-dessous, ou importez un fichier avec une colonne « reseaux ».")
        : table(caption: "Membres connus de l’annuaire", id: "membres", columns: columns, rows: rows)
    var end = member
    if end["fin"].isEmpty { end.values["fin"] = federation.validUntil?.description ?? "" }
    return PageContent(
        title: federation.name, section: .network,
        breadcrumbs: deskCrumbs + [Crumb("Têtes de réseau", federationDesk)],
        body: """
            \(heading("\(federation.name)", "<a href=\"/annuaire/reseaux/\(federation.slug)\">La page publique</a>"))\(list)
            <h2>Ajouter un membre</h2>\(form("\(path)/membres", token: token, state: member, """
            \(textField("organisation", "Organisation", member, hint: "Son nom exact, l’adresse de sa fiche ou son SIREN.", isRequired: true))
            <p class="actions"><button>Ajouter ce membre</button></p>
            """))
            <div class="deux"><section><h2>Ce qu’elle est</h2>\(form(path, token: token, state: state, federationFields(state)))</section>
            <section><h2>La retirer</h2><p>Elle ne paraît plus dans la liste publique ; les fiches gardent ce qu’elles disent.</p>\(form("\(path)/retrait", token: token, """
            \(textField("fin", "À partir du", end, hint: "Un jour : 2026-06-01. Vide : elle sert encore.", maximum: 10))
            <p class="actions"><button class="danger">Enregistrer la fin</button></p>
            """))</section></div>
            """, isPrivate: true)
}
