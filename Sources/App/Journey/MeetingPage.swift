import Domain
import Markup

/// `/poles/{slug}/pilotage/demarche/reunions`: the meetings of the core group and a form for the next.
func meetingListPage(_ view: JourneyView, _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = view.meetings.map { meeting in
        """
        <tr><th scope="row"><a href="\(view.desk)/reunions/\(meeting.id)">\(meeting.title)</a></th><td data-titre="Jour">\(time(meeting.day))</td>\
        <td data-titre="Lieu">\(meeting.place.isEmpty ? "—" : meeting.place)</td><td data-titre="Présents du noyau" class="nombre">\(meeting.present.count)</td>\
        <td data-titre="Décisions">\(meeting.decisions.isEmpty ? "—" : "notées")</td></tr>
        """
    }
    let columns = [
        Column("Réunion"), Column("Jour"), Column("Lieu"), Column("Présents du noyau", isNumeric: true),
        Column("Décisions"),
    ]
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune réunion n’est encore notée.", "Une page par réunion : qui était là, ce qui est décidé, la suite.")
        : table(
            caption: "Réunions, de la plus récente à la plus ancienne", id: "reunions", columns: columns, rows: rows)
    return PageContent(
        title: "Réunions", section: .hubs, breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk)),
        body: """
            \(heading("Réunions du noyau", "De quoi s’en souvenir : ordre du jour, présents, décisions, suite. Ces pages restent au pilotage."))
            \(list)<section><h2>Ajouter une réunion</h2>\(form(view.desk + "/reunions", token: token, state: state, """
            \(textField("jour", "Jour", state, hint: "Par exemple 2026-03-01.", isRequired: true, maximum: 10))
            \(textField("titre", "Titre", state, isRequired: true))
            \(textField("lieu", "Lieu", state))
            \(textArea("ordre", "Ordre du jour", state, hint: "Un point par ligne."))
            <p class="actions"><button>Ajouter cette réunion</button></p>
            """))</section>
            """, isPrivate: true)
}

/// `/poles/{slug}/pilotage/demarche/reunions/{id}`
func meetingPage(
    _ view: JourneyView, _ meeting: CoreMeeting, present: Set<ID<CoreSeat>>, _ state: FormState, token: String
) -> PageContent {
    let seats = view.seats.filter { $0.validity.contains(meeting.day) || meeting.present.contains($0.id) }
    let boxes: [Markup] = seats.map { seat in
        let name = [seat.person, seat.organisationName].filter { !$0.isEmpty }.joined(separator: ", ")
        return """
            <label class="choix"><input type="checkbox" name="present" value="\(seat.id.rawValue)"\("checked", if: present.contains(seat.id))> <span>\(name)</span></label>
            """
    }
    let attendance: Markup =
        boxes.isEmpty
        ? "<p class=\"indice\">Personne n’était inscrit au noyau ce jour-là.</p>"
        : "<fieldset class=\"champ\"><legend>Présents du noyau</legend>\(boxes)</fieldset>"
    return PageContent(
        title: meeting.title, section: .hubs,
        breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk), Crumb("Réunions", view.desk + "/reunions")),
        body: """
            \(heading("\(meeting.title)", "\(time(meeting.day))\(meeting.place.isEmpty ? nil : ", \(meeting.place)" as Markup)"))
            \(form("\(view.desk)/reunions/\(meeting.id)", token: token, state: state, """
            \(textField("jour", "Jour", state, isRequired: true, maximum: 10))
            \(textField("titre", "Titre", state, isRequired: true))
            \(textField("lieu", "Lieu", state))
            \(textArea("ordre", "Ordre du jour", state))
            \(attendance)
            \(textArea("autres", "Autres présents", state, hint: "Des organisations de préférence.", rows: 2, maximum: 2000))
            \(textArea("notes", "Notes", state, rows: 8, maximum: 10000))
            \(textArea("decisions", "Décisions", state, hint: "Une par ligne."))
            \(textArea("suite", "La suite", state, hint: "Qui fait quoi, pour quand."))
            <p class="actions"><button>Enregistrer</button> <a href="\(view.desk)/reunions">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
