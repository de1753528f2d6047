import Domain
import Markup

/// `/poles/{slug}/pilotage/assemblees/{id}`: where it has got to, and what to do next.
func assemblyDeskPage(_ dossier: AssemblyDossier, _ state: FormState, done: String, token: String) -> PageContent {
    let assembly = dossier.assembly
    return PageContent(
        title: assembly.title, section: .hubs, breadcrumbs: assemblyCrumbs(dossier, isDesk: true),
        body: """
            \(heading("\(assembly.title)", "\(assembly.kind.title), \(assemblyMoment(assembly)) \(stateMark(assembly.state))"))
            \(errorSummary(state))\(assemblyDone(done, dossier))\(cancelled(assembly))
            \(assemblyDoors(dossier))
            \(assemblyNumbers(dossier))
            <div class="deux"><section><h2>Ordre du jour</h2>\(agendaSummary(dossier))</section>
            <section><h2>\(assembly.state.isDraft ? "Prête à convoquer ?" : "En bref")</h2>\(assembly.state.isDraft ? readinessSummary(dossier) : facts(dossier))</section></div>
            \(family(dossier))\(handling(dossier, state, token: token))
            """, isPrivate: true)
}

private func assemblyDone(_ done: String, _ dossier: AssemblyDossier) -> Markup? {
    guard done == "annulee", dossier.assembly.state == .cancelled else { return nil }
    return notice(
        .done, "<p>L’assemblée est annulée. Si elle était convoquée, prévenez les membres depuis la convocation.</p>")
}

private func cancelled(_ assembly: Assembly) -> Markup? {
    assembly.cancelReason.map { notice(.warning, "<p><strong>Annulée :</strong> \($0)</p>") }
}

private func assemblyDoors(_ dossier: AssemblyDossier) -> Markup {
    let path = dossier.path
    let isDraft = dossier.assembly.state.isDraft
    var doors: [Markup] = []
    if isDraft {
        doors.append("<a class=\"bouton\" href=\"\(path)/convocation\">Vérifier et convoquer</a>")
        doors.append("<a class=\"bouton second\" href=\"\(path)/ordre-du-jour\">Ordre du jour</a>")
    } else {
        doors += sittingDoors(dossier)
        doors.append("<a class=\"bouton second\" href=\"\(path)/reponses\">Réponses</a>")
        doors.append("<a class=\"bouton second\" href=\"\(path)/convocation\">Convocation et envois</a>")
        doors.append(
            "<a class=\"bouton second\" href=\"\(path)/amendements\">Amendements et questions (\(dossier.amendments.count))</a>"
        )
    }
    if dossier.assembly.kind.isOfBody {
        doors.append("<a class=\"bouton second\" href=\"\(path)/siegent\">Qui siège</a>")
    }
    if dossier.agenda.contains(where: { $0.kind == .election }) {
        doors.append(
            "<a class=\"bouton second\" href=\"\(path)/candidatures\">Candidatures (\(dossier.candidates.values.reduce(0) { $0 + $1.count }))</a>"
        )
    }
    if dossier.agenda.contains(where: { $0.isSecret(under: dossier.statutes) }), dossier.statutes.onlineVoting != false
    {
        doors.append("<a class=\"bouton second\" href=\"\(path)/scrutateurs\">Scrutateurs du vote en ligne</a>")
    }
    doors.append("<a class=\"bouton second\" href=\"\(path)/papiers\">Papiers de la salle</a>")
    if dossier.assembly.kind == .founding {
        doors.append("<a href=\"/poles/\(dossier.hub.slug)/pilotage/demarche/lancement\">La démarche qui y mène</a>")
    }
    if dossier.assembly.state == .preparation || dossier.assembly.state == .convened {
        doors.append("<a class=\"bouton second\" href=\"\(path)/modification\">Date, lieu et titre</a>")
    }
    return "<p class=\"actions\">\(sideBySide(doors))</p>"
}

/// The sitting and its minutes, the one that matters now first.
private func sittingDoors(_ dossier: AssemblyDossier) -> [Markup] {
    let path = dossier.path
    switch dossier.assembly.state {
    case .preparation, .cancelled: return []
    case .convened:
        let isToday = dossier.assembly.date.map { $0 <= dossier.today } ?? false
        return [
            "<a class=\"bouton\" href=\"\(path)/seance\">\(isToday ? "Ouvrir la séance" : "La séance, le jour venu")</a>"
        ]
    case .open: return ["<a class=\"bouton\" href=\"\(path)/seance\">La séance, ouverte</a>"]
    case .closed, .approved, .sealed:
        return [
            "<a class=\"bouton\" href=\"\(path)/proces-verbal\">Procès-verbal</a>",
            "<a class=\"bouton second\" href=\"\(path)/seance\">Ce qui s’y est fait</a>",
        ]
    }
}

/// Doors side by side.
func sideBySide(_ parts: [Markup]) -> Markup {
    let list: [Markup] = parts.map { "\($0) " }
    return "\(list)"
}

private func assemblyNumbers(_ dossier: AssemblyDossier) -> Markup? {
    guard !dossier.assembly.state.isDraft else { return nil }
    let choices = dossier.answers.values.filter { dossier.roll.entry($0.answer.organisation) != nil }.map(
        \.answer.choice)
    let coming = choices.count { $0 == .present || $0 == .online }
    let proxies = choices.count { $0 == .proxy }
    return figures([
        Figure("\(dossier.roll.entries.count)", "organisations qui votent"),
        Figure("\(coming)", "seront là"), Figure("\(proxies)", "donnent pouvoir"),
        Figure("\(dossier.withoutAnswer.count)", "sans réponse"),
    ])
}

/// The agenda in short, the same for the desk and its members.
func agendaSummary(_ dossier: AssemblyDossier) -> Markup {
    guard !dossier.agenda.isEmpty else {
        return emptyState(
            "L’ordre du jour est vide.",
            "<a href=\"\(dossier.path)/ordre-du-jour\">Écrivez les points</a>, ou reprenez ceux d’une autre assemblée.")
    }
    return agendaList(dossier.agenda, dossier.assembly.kind)
}

func agendaList(_ agenda: [AgendaItem], _ kind: Assembly.Kind) -> Markup {
    let items: [Markup] = agenda.map { item in
        let rules: Markup? =
            kind == .mixed && item.kind.isVoted
            ? ", \(item.meeting(in: kind) == .extraordinary ? "règles extraordinaires" : "règles ordinaires")" : nil
        return
            "<li>\(item.title) <small>\(item.kind.label)\(rules)\(item.minutes.map { ", \($0) min" as Markup })</small></li>"
    }
    return "<ol class=\"points\">\(items)</ol>"
}

private func readinessSummary(_ dossier: AssemblyDossier) -> Markup {
    let blocking = dossier.readiness.blocking
    guard !blocking.isEmpty else {
        return
            "\(notice(.done, "<p>Rien ne manque : la convocation peut partir.</p>"))<p>\(sentence: ConvocationNotice(dossier.assembly, under: dossier.statutes).sentence(for: dossier.assembly.date, today: dossier.today))</p>"
    }
    let items: [Markup] = blocking.map(readinessItem)
    return "<p>Avant de convoquer :</p><ul class=\"constats\">\(items)</ul>"
}

func readinessItem(_ line: AssemblyReadiness.Line) -> Markup {
    let reason: Markup? = line.mayBeOverridden ? " <span class=\"principe\">peut céder à un motif écrit</span>" : nil
    return
        "<li class=\"\(line.mark.rawValue)\"><span class=\"constat\">\(line.mark.label)</span> \(sentence: line.sentence)\(reason)</li>"
}

private func facts(_ dossier: AssemblyDossier) -> Markup {
    let assembly = dossier.assembly
    let rules: [Markup] = ConvocationText(dossier).rules.map { "<p>\(sentence: $0)</p>" }
    let online: Markup? = WebLink(assembly.onlineAddress).map {
        "<dt>En ligne</dt><dd><a href=\"\($0)\" rel=\"noopener\">\($0.readable)</a></dd>"
    }
    return """
        <dl class="definitions"><dt>Convoquée</dt><dd>\(assembly.convenedOn.map { time($0) } ?? "pas encore")</dd>\
        \(online)<dt>Pouvoirs</dt><dd>\(sentence: ConvocationText(dossier).proxyRule)</dd></dl>\(rules)
        """
}

/// The first call and the second one, each leading to the other.
private func family(_ dossier: AssemblyDossier) -> Markup? {
    let base = "/poles/\(dossier.hub.slug)/pilotage/assemblees"
    if let first = dossier.first {
        return "<p>Seconde convocation de <a href=\"\(base)/\(first.id.rawValue)\">« \(first.title) »</a>.</p>"
    }
    return dossier.second.map {
        "<p>Sa seconde convocation : <a href=\"\(base)/\($0.id.rawValue)\">« \($0.title) »</a> (\($0.state.label)).</p>"
    }
}

private func handling(_ dossier: AssemblyDossier, _ state: FormState, token: String) -> Markup {
    let path = dossier.path
    let second: Markup? =
        dossier.first == nil && dossier.second == nil && ![.preparation, .cancelled].contains(dossier.assembly.state)
        ? """
        <form method="post" action="\(path)/seconde">\(tokenField(token))<p><button class="second">Préparer la seconde convocation</button></p></form>
        """ : nil
    let end: Markup? =
        dossier.assembly.state == .preparation || dossier.assembly.state == .convened
        ? """
        <details\("open", if: state.error("motif") != nil)><summary>Annuler cette assemblée</summary>\(form("\(path)/annulation", token: token, """
        \(textField("motif", "Pourquoi", state, hint: "Les membres le liront.", isRequired: true, maximum: 1000))<p class="actions"><button class="danger">Annuler l’assemblée</button></p>
        """))</details>
        """ : nil
    return """
        <h2>Et aussi</h2>\(second)
        <form method="post" action="\(path)/copie">\(tokenField(token))<p><button class="second">En préparer une semblable</button></p></form>\(end)
        """
}

/// Who sits in the body that meets.
func assemblySeatPage(
    _ dossier: AssemblyDossier, _ members: [(id: ID<Organisation>, name: String, isSeated: Bool)], _ state: FormState,
    token: String
) -> PageContent {
    let isDraft = dossier.assembly.state.isDraft
    let body = dossier.statutes.bodies.first { $0.key == dossier.assembly.bodyKey }
    let boxes: [Markup] = members.map { member in
        "<label class=\"choix\"><input type=\"checkbox\" name=\"siege\" value=\"\(member.id.rawValue)\"\("checked", if: member.isSeated)\("disabled", if: !isDraft)> <span>\(member.name)</span></label>"
    }
    let button: Markup? = isDraft ? "<p class=\"actions\"><button>Enregistrer</button></p>" : nil
    let list: Markup =
        members.isEmpty
        ? emptyState("Ce pôle n’a pas encore de membres.", "Ils paraîtront ici dès qu’ils seront admis.")
        : form(
            dossier.path + "/siegent", token: token, state: state,
            """
            <fieldset class="champ" id="siege"><legend>Organisations qui siègent</legend>\(boxes)</fieldset>
            \(button)
            """)
    return PageContent(
        title: "Qui siège", section: .hubs, breadcrumbs: assemblyCrumbs(dossier),
        body: """
            \(heading("Qui siège", "\(body.map { "\($0.name) : \(French.count($0.seats, "siège", "sièges")) selon les statuts." as Markup } ?? "Choisissez qui fait partie de l’instance.")"))\(list)
            """, isPrivate: true, isNarrow: true)
}
