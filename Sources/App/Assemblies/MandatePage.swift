import Domain
import Markup

/// The bodies of a hub on one day.
struct MandateDesk: Sendable {
    let hub: Hub
    let today: Day
    let statutes: Statutes?
    let members: [MemberFacts]
    let register: MandateRegister
    /// The last declaration to the registry.
    let declaredOn: Day?

    var day: Day { register.day }
    var path: String { "/poles/\(hub.slug)/pilotage/instances" }

    /// Terms that end soon enough to prepare an election.
    static let soon = 183

    func bodyName(_ key: String) -> String { statutes?.bodies.first { $0.key == key }?.name ?? key }

    func collegeName(_ key: String?) -> String? { key.map { statutes?.college($0)?.name ?? $0 } }

    /// Members of the day, for the form.
    var candidates: [MemberFacts] {
        let present = members.filter { member in
            member.admittedOn.map { $0 <= day } ?? false && member.leftOn.map { day < $0 } ?? true
        }
        return present.sorted { French.slug($0.name) < French.slug($1.name) }
    }

    /// Whom the declaration names: one line for each person, whatever the bodies they sit in.
    var directors: [Director] {
        var lines: [Director] = []
        for mandate in register.bodies.flatMap(\.held) where mandate.isOfADirector {
            let duty = "\(mandate.duty.label), \(bodyName(mandate.bodyKey).lowercasedFirst)"
            let known = lines.firstIndex {
                !mandate.representative.isEmpty && $0.name == mandate.representative
                    && $0.organisation == mandate.organisationName
            }
            if let known {
                lines[known].duties.append(duty)
                lines[known].since = min(lines[known].since, mandate.from)
            } else {
                lines.append(
                    Director(
                        name: mandate.representative, organisation: mandate.organisationName, duties: [duty],
                        since: mandate.from))
            }
        }
        return lines
    }

    /// The first change of directors that nobody has declared.
    var undeclared: Day? {
        MandateRegister(register.mandates.filter(\.isOfADirector), statutes: statutes, on: today)
            .undeclaredChange(since: declaredOn)
    }
}

/// Somebody who directs a hub, for an organisation.
struct Director: Sendable {
    let name, organisation: String
    var duties: [String]
    var since: Day
}

extension Mandate {
    /// Those whom the declaration to the registry names.
    var isOfADirector: Bool { ["conseil", "bureau"].contains(bodyKey) || duty != .member }
}

/// `/poles/{slug}/pilotage/instances`: the bodies at any date, and the forms that keep the register.
func mandateDeskPage(
    _ desk: MandateDesk, _ state: FormState, mayKeep: Bool, mayOverride: Bool, token: String
) -> PageContent {
    let isToday = desk.day == desk.today
    return PageContent(
        title: "Instances et mandats", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(desk.hub.name, "/poles/" + desk.hub.slug),
            Crumb("Pilotage", "/poles/\(desk.hub.slug)/pilotage"),
        ],
        body: """
            \(heading("Instances \(French.of(desk.hub.name))", "Qui siège où, \(isToday ? "aujourd’hui" : "au \(ordinal(desk.day.french))" as Markup) : les sièges sont ceux des statuts, les mandats viennent des élections."))
            <form method="get" action="\(desk.path)" class="recherche"><div class="champ"><label for="jour">Au jour du</label><input type="date" id="jour" name="au" value="\(desk.day.description)"></div><button class="second">Voir ce jour</button></form>
            <p class="actions"><a class="bouton second" href="\(desk.path)/dirigeants">Liste à déclarer</a><a class="bouton second" href="/poles/\(desk.hub.slug)/pilotage/equilibre">Personne ne domine</a></p>
            \(errorSummary(state))
            \(isToday ? attention(desk) : nil)
            \(bodySections(desk, mayKeep: mayKeep, token: token))
            \(mayKeep ? recordForm(desk, state, mayOverride: mayOverride, token: token) : nil)
            \(mayKeep ? declareForm(desk, state, token: token) : nil)
            \(pastSection(desk))
            \(exports([("CSV", desk.path + ".csv?au=" + desk.day.description)]))
            """, isPrivate: true)
}

/// What has to be done: terms that end, empty seats, the declaration.
private func attention(_ desk: MandateDesk) -> Markup? {
    var items: [Markup] = desk.register.ending(within: MandateDesk.soon).map { mandate in
        "<li>Le mandat \(French.of(mandate.organisationName)) (\(desk.bodyName(mandate.bodyKey)), \(mandate.duty.label)) finit le \(time(mandate.end)).</li>"
    }
    for seats in desk.register.bodies where seats.vacant > 0 {
        let kept = seats.keptVacant.map { "\($0.count) pour le collège \($0.name)" }
        let which = kept.isEmpty ? "" : " (\(French.list(kept)))"
        items.append(
            "<li>\(seats.body.name) : \(French.count(seats.vacant, "siège vacant", "sièges vacants"))\(which).</li>")
    }
    if let change = desk.undeclared {
        let last = MandateRegister.declarationDeadline(of: change)
        let late = last < desk.today
        items.append(
            "<li><strong>\(late ? "Déclaration en retard" : "À déclarer")</strong> : un changement de dirigeants du \(time(change)) se déclare au greffe des associations au plus tard le \(time(last)) (loi de 1901, article 5).</li>"
        )
    }
    return items.isEmpty ? nil : notice(.warning, "<p><strong>À préparer</strong></p><ul>\(items)</ul>")
}

private func bodySections(_ desk: MandateDesk, mayKeep: Bool, token: String) -> Markup {
    guard desk.statutes != nil else {
        return emptyState(
            "Aucuns statuts ne sont en vigueur ce jour-là.",
            "Les instances et leurs sièges viennent des statuts : <a href=\"/poles/\(desk.hub.slug)/pilotage/statuts\">écrivez-les d’abord</a>."
        )
    }
    let sections: [Markup] = desk.register.bodies.map { seats in
        bodyTable(
            desk, seats.body.name, seats.body.key, seats.held, seats: seats.body.seats, mayKeep: mayKeep, token: token)
    }
    let strays: Markup? =
        desk.register.strays.isEmpty
        ? nil
        : bodyTable(
            desk, "Hors des instances des statuts", "hors-statuts", desk.register.strays, seats: nil, mayKeep: mayKeep,
            token: token)
    return sections.isEmpty && strays == nil
        ? emptyState("Les statuts n’ont pas d’instance élue.", "Ajoutez-en au chapitre « Instances élues ».")
        : "\(sections)\(strays)"
}

private func bodyTable(
    _ desk: MandateDesk, _ name: String, _ key: String, _ held: [Mandate], seats: Int?, mayKeep: Bool, token: String
) -> Markup {
    let filled: Markup? = seats.map { ", \(French.count(held.count, "siège pourvu", "sièges pourvus")) sur \($0)" }
    guard !held.isEmpty else {
        return "<section><h2>\(name)\(filled)</h2><p>Personne n’y siège ce jour-là.</p></section>"
    }
    let rows: [Markup] = held.map { mandate in
        let who = mandate.representative.isEmpty ? "—" : mandate.representative
        let acts: Markup? = mayKeep ? "<td data-titre=\"Changer\">\(changes(desk, mandate, token: token))</td>" : nil
        return """
            <tr><th scope="row">\(mandate.organisationName)</th><td data-titre="Fonction">\(mandate.duty.label)</td><td data-titre="Collège">\(desk.collegeName(mandate.college) ?? "—")</td>\
            <td data-titre="Représentée par">\(who)</td><td data-titre="Depuis">\(time(mandate.from))</td><td data-titre="Jusqu’au">\(time(mandate.end))</td>\(acts)</tr>
            """
    }
    let columns =
        ["Organisation", "Fonction", "Collège", "Représentée par", "Depuis", "Jusqu’au"] + (mayKeep ? ["Changer"] : [])
    return table(caption: "\(name)\(filled)", id: "instance-" + key, columns: columns.map { Column($0) }, rows: rows)
}

private func changes(_ desk: MandateDesk, _ mandate: Mandate, token: String) -> Markup {
    let id = mandate.id.rawValue
    let end: Markup? =
        mandate.endedOn != nil
        ? nil
        : """
        <details><summary>Terminer<span class="invisible"> le mandat \(French.of(mandate.organisationName))</span></summary><form method="post" action="\(desk.path)/\(id)/fin">\(tokenField(token))<p class="indice">Le motif paraît dans l’historique public : n’y nommez personne.</p>\
        <div class="champ"><label for="fin-\(id)">À partir du</label><input class="petit" type="date" id="fin-\(id)" name="fin"></div>\
        <div class="champ"><label for="motif-\(id)">Pourquoi</label><input class="petit" id="motif-\(id)" name="motif" maxlength="500"></div><button class="danger">Terminer</button></form></details>
        """
    return """
        \(end)<details><summary>Annuler<span class="invisible"> la ligne \(French.of(mandate.organisationName))</span></summary><form method="post" action="\(desk.path)/\(id)/annulation">\(tokenField(token))\
        <p class="indice">Pour une erreur de saisie : la ligne ne comptera plus.</p>\
        <div class="champ"><label for="annulation-\(id)">Pourquoi</label><input class="petit" id="annulation-\(id)" name="motif" maxlength="500"></div><button class="danger">Annuler cette ligne</button></form></details>
        """
}

private func recordForm(_ desk: MandateDesk, _ state: FormState, mayOverride: Bool, token: String) -> Markup? {
    guard let statutes = desk.statutes, !statutes.bodies.isEmpty else { return nil }
    let none = [(value: "", label: "— choisir —")]
    let bodies = none + statutes.bodies.map { (value: $0.key, label: $0.name) }
    let duties = Mandate.Duty.allCases.map { (value: $0.rawValue, label: $0.label) }
    let organisations = none + desk.candidates.map { (value: $0.organisation.description, label: $0.name) }
    let colleges =
        [(value: "", label: "siège ouvert à tous")] + statutes.colleges.map { (value: $0.key, label: $0.name) }
    let override: Markup? =
        mayOverride
        ? textArea(
            "passer-outre", "Passer outre : pourquoi", state,
            hint:
                "Vous animez le réseau : un motif écrit permet d’enregistrer un mandat que les statuts n’admettent pas. Il reste dans l’historique public.",
            rows: 2, maximum: 1000) : nil
    return """
        <section><h2>Enregistrer un mandat</h2><p class="indice">Les élections tenues dans le programme s’enregistrent d’elles-mêmes. Ici, celles d’avant, et les remplacements.</p>
        \(form(desk.path, token: token, """
        \(selectField("instance", "Instance", state, options: bodies, isRequired: true))
        \(selectField("fonction", "Fonction", state, options: duties))
        \(selectField("organisation", "Organisation", state, options: organisations, hint: "Les membres au \(desk.day.french).", isRequired: true))
        \(statutes.colleges.isEmpty ? nil : selectField("college", "Siège", state, options: colleges))
        \(textField("representant", "Personne qui siège pour elle", state, maximum: 100))
        \(checkbox("consent", "Cette personne accepte que son nom soit public", state))
        \(textField("du", "Premier jour", state, hint: "Le jour de l’élection, comme 2026-03-01.", isRequired: true, maximum: 10))
        \(textField("au", "Fin du mandat", state, hint: "Vide : la durée que donnent les statuts.", maximum: 10))
        \(override)
        <p class="actions"><button>Enregistrer le mandat</button></p>
        """))</section>
        """
}

private func declareForm(_ desk: MandateDesk, _ state: FormState, token: String) -> Markup {
    let last: Markup =
        desk.declaredOn.map { "La dernière déclaration enregistrée est du \(time($0))." }
        ?? "Aucune déclaration n’est enregistrée."
    return """
        <details\("open", if: state.values["declare"] != nil)><summary>Enregistrer une déclaration au greffe</summary><p>\(last)</p>
        \(form("\(desk.path)/declarations", token: token, """
        \(textField("declare", "Déclarés le", state, hint: "Comme 2026-03-01.", isRequired: true, maximum: 10))
        \(textField("recepisse", "Récépissé", state, hint: "Son numéro, si vous l’avez."))
        <p class="actions"><button class="second">Enregistrer la déclaration</button></p>
        """))</details>
        """
}

private func pastSection(_ desk: MandateDesk) -> Markup? {
    let past = desk.register.mandates.filter { $0.end <= desk.day }.sorted { $1.end < $0.end }
    guard !past.isEmpty else { return nil }
    let rows: [Markup] = past.map { mandate in
        """
        <tr><th scope="row">\(mandate.organisationName)</th><td data-titre="Instance">\(desk.bodyName(mandate.bodyKey))</td><td data-titre="Fonction">\(mandate.duty.label)</td>\
        <td data-titre="Du">\(time(mandate.from))</td><td data-titre="Au">\(time(mandate.end))</td><td data-titre="Fin">\(mandate.endReason.map { "\(sentence: $0)" as Markup } ?? "terme du mandat")</td></tr>
        """
    }
    let columns = ["Organisation", "Instance", "Fonction", "Du", "Au", "Fin"].map { Column($0) }
    return
        "<details><summary>Mandats passés (\(past.count))</summary>\(table(caption: "Mandats passés", id: "passes", columns: columns, rows: rows))</details>"
}
