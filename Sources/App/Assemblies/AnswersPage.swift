import Domain
import Markup

/// `…/reponses`: who answered what, who has not, and what came by telephone or on paper.
func answersPage(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = dossier.roll.entries.map { answerRow($0, dossier) }
    let caption: Markup =
        "\(French.count(dossier.withoutAnswer.count, "organisation sans réponse", "organisations sans réponse")) sur \(dossier.roll.entries.count)"
    let list: Markup =
        rows.isEmpty
        ? emptyState("Personne n’est sur la liste électorale.", "Les membres qui votent paraîtront ici.")
        : table(
            caption: caption, id: "reponses",
            columns: ["Organisation", "Réponse", "Par", "Relance", "Inscrire"].map { Column($0) }, rows: rows)
    let entry: Markup =
        dossier.assembly.state == .convened
        ? "<h2 id=\"inscrire\">Inscrire une réponse</h2><p>Venue par téléphone ou sur papier : elle remplace la précédente.</p>\(deskAnswerForm(dossier, state, token: token))"
        : notice(
            .information,
            "<p>L’assemblée est \(dossier.assembly.state.label) : les réponses d’avant l’ouverture ne changent plus.</p>"
        )
    return PageContent(
        title: "Réponses", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading("Réponses", "\(assemblyMoment(dossier.assembly))"))
            \(expectation(dossier))\(list)
            <p><a href="\(dossier.path)/convocation">Envois et rappels</a></p>\(entry)
            """, isPrivate: true)
}

/// What the answers promise against the quorum, as if everybody kept their word.
private func expectation(_ dossier: AssemblyDossier) -> Markup? {
    guard dossier.assembly.state == .convened, !dossier.roll.entries.isEmpty else { return nil }
    let floor = dossier.expectedFloor
    let sentences: [Markup] = dossier.assembly.kind.meetings.compactMap { meeting in
        guard let rules = dossier.statutes.meetings[meeting] else { return nil }
        let answer = QuorumAnswer(
            rules.quorum(secondCall: dossier.assembly.isSecondCall), roll: dossier.roll, floor: floor,
            colleges: dossier.statutes.colleges)
        let start: Markup? = dossier.assembly.kind == .mixed ? "<strong>\(meeting.label)</strong> : " : nil
        return "<p>\(start)\(sentence: answer.sentence)</p>"
    }
    let sleeping: [Markup] = floor.notes.map { "<li>\(sentence: $0)</li>" }
    let carried = dossier.expectedVoices
    let weight: [Markup] = Concentration.portrait(carried, of: .votes).prefix(1).map { "<p>\(sentence: $0)</p>" }
    let caps = Concentration.findings(
        carried, of: .votes, caps: dossier.statutes.caps, colleges: dossier.statutes.colleges)
    return """
        <div class="avis"><p><strong>Si chacun fait ce qu’il a répondu :</strong></p>\(sentences)\(weight)\(caps.isEmpty ? nil : findingList(caps))\(sleeping.isEmpty ? nil : "<ul>\(sleeping)</ul>" as Markup)</div>
        """
}

private func answerRow(_ entry: Roll.Entry, _ dossier: AssemblyDossier) -> Markup {
    let recorded = dossier.answers[entry.organisation]
    let answer: Markup = recorded.map { answerLine($0.answer, dossier) } ?? "<strong>pas encore</strong>"
    let way: Markup = recorded.map { "\($0.way.label), \(moment($0.recordedAt))" } ?? "—"
    let reminder: Markup
    if recorded != nil {
        reminder = "—"
    } else if let reason = dossier.reminderReason(entry.organisation) {
        reminder = "\(reason)"
    } else {
        reminder = "possible"
    }
    let write: Markup =
        dossier.assembly.state == .convened
        ? "<a href=\"\(dossier.path)/reponses?organisation=\(entry.organisation.rawValue)#inscrire\">Une réponse<span class=\"invisible\"> de \(entry.name)</span></a>"
        : "—"
    return """
        <tr><th scope="row">\(entry.name)</th><td data-titre="Réponse">\(answer)</td><td data-titre="Par">\(way)</td><td data-titre="Relance">\(reminder)</td><td data-titre="Inscrire">\(write)</td></tr>
        """
}

/// « donne pouvoir à Ti Coop, points 2 et 3 ».
func answerLine(_ answer: AssemblyAnswer, _ dossier: AssemblyDossier) -> Markup {
    let who: Markup? = answer.representative.isEmpty ? nil : " (\(answer.representative))"
    let note: Markup? = answer.note.isEmpty ? nil : "<br><small>\(answer.note)</small>"
    guard answer.choice == .proxy, let proxy = dossier.proxy(of: answer.organisation) else {
        return "\(answer.choice.label)\(who)\(note)"
    }
    let holder: Markup = proxy.holder.map { "à \(dossier.roll.name($0))" } ?? "en blanc"
    let items: Markup? = proxy.items.map {
        ", \($0.count < 2 ? "point" : "points") \(French.list($0.map(String.init)))"
    }
    return "donne pouvoir \(holder)\(items)\(who)\(note)"
}

private func deskAnswerForm(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> Markup {
    let organisations =
        [(value: "", label: "— choisir —")]
        + dossier.roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    return form(
        dossier.path + "/reponses", token: token, state: state,
        """
        \(selectField("organisation", "Organisation qui répond", state, options: organisations, isRequired: true))
        \(radioGroup("voie", "Venue", state, options: [(value: "telephone", label: "par téléphone"), (value: "papier", label: "sur papier")]))
        \(answerFields(dossier, state, except: nil))
        <p class="actions"><button>Inscrire la réponse</button></p>
        """)
}

/// The same questions for a member and for the desk.
func answerFields(_ dossier: AssemblyDossier, _ state: FormState, except giver: ID<Organisation>?) -> Markup {
    let choices = AssemblyAnswer.Choice.allCases.filter { (choice: AssemblyAnswer.Choice) in
        switch choice {
        case .present: !dossier.assembly.place.isEmpty
        case .online: !dossier.assembly.onlineAddress.isEmpty
        case .proxy: dossier.statutes.proxies.areAllowed
        case .excused: true
        }
    }
    let holders = dossier.roll.entries.filter { $0.organisation != giver }
    let blank = dossier.statutes.proxies.blank == .refused ? "— choisir —" : "— en blanc —"
    let options = [(value: "", label: blank)] + holders.map { (value: $0.organisation.description, label: $0.name) }
    let votable = dossier.agenda.filter(\.kind.isVoted)
    let boxes: [Markup] = votable.map { item in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"points\" value=\"\(item.position)\"\("checked", if: state["points-\(item.position)"] == "oui")> <span>\(item.position). \(item.title)</span></label>"
    }
    let proxy: Markup? =
        dossier.statutes.proxies.areAllowed
        ? """
        <fieldset class="champ"><legend>Si vous donnez pouvoir</legend><p class="indice">\(sentence: ConvocationText(dossier).proxyRule)</p>
        \(selectField("porteur", "À quelle organisation", state, options: options))
        \(radioGroup("etendue", "Pour", state, options: [(value: "tout", label: "toute l’assemblée"), (value: "points", label: "seulement ces points :")]))
        <fieldset class="champ" id="points"><legend>Points</legend>\(boxes)</fieldset></fieldset>
        """ : nil
    return """
        \(radioGroup("reponse", "Réponse", state, options: choices.map { (value: $0.rawValue, label: "\($0.label)" as Markup) }))
        \(textField("representant", "Qui viendra", state, hint: "Prénom et nom. Facultatif.", maximum: 100))\(proxy)
        \(textArea("message", "Un mot", state, hint: "Facultatif.", rows: 2, maximum: 500))
        """
}

extension ProxyGrant.Way {
    var label: String {
        switch self {
        case .link: "par son lien"
        case .telephone: "par téléphone"
        case .paper: "sur papier"
        case .session: "en séance"
        }
    }
}

extension AssemblyDossier {
    /// Those who would be there if everybody did as they answered.
    /// The voices in each one's hands if everybody kept their word.
    var expectedVoices: [Holding] { Hall.voices(roll, expectedFloor) }

    var expectedFloor: Floor {
        var changes: [AttendanceChange] = []
        for (organisation, recorded) in answers {
            switch recorded.answer.choice {
            case .present: changes.append(AttendanceChange(organisation, .present))
            case .online: changes.append(AttendanceChange(organisation, .online))
            case .excused: changes.append(AttendanceChange(organisation, .excused))
            case .proxy: break
            }
        }
        return Floor(roll, Attendance(changes), register().proxies, at: 0)
    }
}
