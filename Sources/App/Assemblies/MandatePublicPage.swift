import Domain
import Markup

/// `/poles/{slug}/instances`: organisations and functions; a person's name only if they agreed.
func publicMandatePage(_ desk: MandateDesk) -> PageContent {
    let sections: [Markup] = desk.register.bodies.map { seats in
        let rows: [Markup] = seats.held.map { mandate in
            let name = mandate.showsName && !mandate.representative.isEmpty ? mandate.representative : "—"
            return """
                <tr><th scope="row">\(mandate.organisationName)</th><td data-titre="Fonction">\(mandate.duty.label)</td><td data-titre="Collège">\(desk.collegeName(mandate.college) ?? "—")</td>\
                <td data-titre="Personne">\(name)</td><td data-titre="Depuis">\(time(mandate.from))</td><td data-titre="Jusqu’au">\(time(mandate.end))</td></tr>
                """
        }
        let columns = ["Organisation", "Fonction", "Collège", "Personne", "Depuis", "Jusqu’au"].map { Column($0) }
        return rows.isEmpty
            ? "<section><h2>\(seats.body.name)</h2><p>Personne n’y siège ce jour-là.</p></section>"
            : table(
                caption:
                    "\(seats.body.name), \(French.count(seats.held.count, "siège pourvu", "sièges pourvus")) sur \(seats.body.seats)",
                id: "instance-" + seats.body.key, columns: columns, rows: rows)
    }
    let path = "/poles/\(desk.hub.slug)/instances"
    return PageContent(
        title: "Instances", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(desk.hub.name, "/poles/" + desk.hub.slug)],
        description: "Les organisations qui siègent dans les instances \(French.of(desk.hub.name)).",
        body: """
            \(heading("Instances \(French.of(desk.hub.name))", "Les organisations qui y siègent, au \(ordinal(desk.day.french)). Le nom d’une personne ne paraît que si elle l’accepte."))
            <form method="get" action="\(path)" class="recherche"><div class="champ"><label for="jour">Au jour du</label><input type="date" id="jour" name="au" value="\(desk.day.description)"></div><button class="second">Voir ce jour</button></form>
            \(sections.isEmpty ? emptyState("Aucune instance n’est connue ce jour-là.", "Elles viennent des statuts en vigueur.") : "\(sections)" as Markup)
            \(exports([("CSV", path + ".csv?au=" + desk.day.description)]))
            """)
}

/// `/poles/{slug}/pilotage/instances/dirigeants`: the list that the registry asks for, to print and complete by hand.
func directorListPage(_ desk: MandateDesk) -> PageContent {
    let rows: [Markup] = desk.directors.map { director in
        """
        <tr><th scope="row">\(director.name.isEmpty ? "à compléter" : director.name)</th><td data-titre="Fonction">\(director.duties.joined(separator: " ; "))</td><td data-titre="Pour">\(director.organisation)</td>\
        <td data-titre="Depuis">\(time(director.since))</td><td data-titre="Profession" class="a-remplir"></td><td data-titre="Domicile" class="a-remplir"></td><td data-titre="Nationalité" class="a-remplir"></td></tr>
        """
    }
    let columns = ["Nom", "Fonction", "Pour", "Depuis", "Profession", "Domicile", "Nationalité"].map { Column($0) }
    let deadline: Markup =
        desk.undeclared.map { change in
            notice(
                .warning,
                "<p>Le changement du \(time(change)) se déclare au plus tard le \(time(MandateRegister.declarationDeadline(of: change))) (loi du 1<sup>er</sup> juillet 1901, article 5).</p>"
            )
        } ?? notice(.done, "<p>Aucun changement de dirigeants n’attend d’être déclaré.</p>")
    let list: Markup =
        rows.isEmpty
        ? emptyState("Personne ne dirige ce jour-là.", "Enregistrez les mandats du conseil et du bureau.")
        : table(caption: "Dirigeants au \(ordinal(desk.day.french))", id: "dirigeants", columns: columns, rows: rows)
    return PageContent(
        title: "Liste à déclarer", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(desk.hub.name, "/poles/" + desk.hub.slug),
            Crumb("Pilotage", "/poles/\(desk.hub.slug)/pilotage"), Crumb("Instances et mandats", desk.path),
        ],
        body: """
            \(heading("Dirigeants \(French.of(desk.hub.name))", "La liste que demande le greffe des associations. La profession, le domicile et la nationalité ne sont pas gardés ici : complétez-les à la main sur la feuille imprimée."))
            \(deadline)\(list)\(rows.isEmpty ? nil : exports([("CSV", desk.path + "/dirigeants.csv")]))
            <p class="sans-papier">Une fois la déclaration faite : <a href="\(desk.path)#declare">inscrivez-la</a>, les rappels s’arrêtent. Qui coordonne ou administre le pôle en reçoit un un mois avant la fin des trois mois.</p>
            """, isPrivate: true)
}
