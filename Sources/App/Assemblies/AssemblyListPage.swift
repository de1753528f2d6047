import Domain
import Markup

func assemblyCrumbs(_ hub: Hub) -> [Crumb] {
    [
        Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)"),
        Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
    ]
}

func assemblyCrumbs(_ dossier: AssemblyDossier, isDesk: Bool = false) -> [Crumb] {
    let all = assemblyCrumbs(dossier.hub) + [Crumb("Assemblées", "/poles/\(dossier.hub.slug)/pilotage/assemblees")]
    return isDesk ? all : all + [Crumb(dossier.assembly.title, dossier.path)]
}

/// « convoquée », set apart by its colour as well as by its words.
func stateMark(_ state: AssemblyState) -> Markup {
    "<span class=\"certitude \(state == .preparation ? "deduit" : state == .cancelled ? "inconnu" : "etabli")\">\(state.label)</span>"
}

/// The hub's assemblies in three heaps.
struct AssemblyHeaps {
    let drafts, coming, past: [Assembly]

    init(_ all: [Assembly], today: Day) {
        drafts = all.filter { $0.state == .preparation }
        let others = all.filter { $0.state != .preparation }
        let isComing = { (assembly: Assembly) -> Bool in
            if assembly.state == .open { return true }
            return assembly.state == .convened && assembly.date.map { $0 >= today } ?? true
        }
        coming = Array(others.filter(isComing).reversed())
        past = others.filter { !isComing($0) }
    }
}

/// `/poles/{slug}/pilotage/assemblees`
func assemblyListPage(_ hub: Hub, _ all: [Assembly], today: Day) -> PageContent {
    let heaps = AssemblyHeaps(all, today: today)
    let path = "/poles/\(hub.slug)/pilotage/assemblees"
    let empty: Markup? =
        all.isEmpty
        ? emptyState(
            "Aucune assemblée n’est préparée.",
            "La première est souvent constitutive : elle adopte les statuts et élit la première instance.") : nil
    return PageContent(
        title: "Assemblées", section: .hubs, breadcrumbs: assemblyCrumbs(hub),
        body: """
            \(heading("Assemblées \(French.of(hub.name))", "Préparer, convoquer, recueillir les réponses : de l’idée à l’ouverture."))
            <p class="actions"><a class="bouton" href="\(path)/nouvelle">Préparer une assemblée</a>
            <a href="/poles/\(hub.slug)/assemblees">Ce que le public en voit</a></p>
            \(empty)\(assemblyHeap("À venir", heaps.coming, path))\(assemblyHeap("En préparation", heaps.drafts, path))\(assemblyHeap("Passées et annulées", heaps.past, path))
            """, isPrivate: true)
}

private func assemblyHeap(_ title: Markup, _ assemblies: [Assembly], _ path: String) -> Markup? {
    guard !assemblies.isEmpty else { return nil }
    let cards: [Markup] = assemblies.map { assembly in
        card(
            "\(assembly.title)", path: "\(path)/\(assembly.id)",
            "<p>\(assemblyMoment(assembly))</p><p>\(assembly.kind.title) · \(stateMark(assembly.state))</p>")
    }
    return "<section><h2>\(title)</h2><ul class=\"cartons\">\(cards)</ul></section>"
}

/// « le 12 mars 2027 à 18 h 30, salle des fêtes ».
func assemblyMoment(_ assembly: Assembly) -> Markup {
    let day: Markup = assembly.date.map { "le \(time($0))" } ?? "date à fixer"
    let hour: Markup? = assembly.startsAt.map { " à \($0.french)" }
    let place: Markup? = assembly.place.isEmpty ? nil : ", \(assembly.place)"
    return "\(day)\(hour)\(place)"
}

/// The form of an assembly, new or changed.
func assemblyFormPage(
    _ hub: Hub, _ dossier: AssemblyDossier?, bodies: [GoverningBody], _ state: FormState, token: String
) -> PageContent {
    let list = "/poles/\(hub.slug)/pilotage/assemblees"
    let action = dossier.map { $0.path + "/modification" } ?? list
    let isConvened = dossier.map { !$0.assembly.state.isDraft } ?? false
    let kinds: [(value: String, label: String)] = Assembly.Kind.allCases.map {
        (value: $0.rawValue, label: $0.label)
    }
    let choices =
        [(value: "", label: "— seulement pour un conseil ou un bureau —")]
        + bodies.map { (value: $0.key, label: $0.name) }
    let notice: Markup? = dossier.map { dossier in
        let rule = ConvocationNotice(dossier.assembly, under: dossier.statutes)
        return "<p class=\"indice\">\(sentence: rule.sentence(for: nil, today: dossier.today))</p>"
    }
    let told: Markup? =
        isConvened
        ? App.notice(
            .warning,
            "<p>Elle est convoquée : seuls l’heure, le lieu et le lien changent encore. Prévenez ensuite les membres, depuis la convocation.</p>"
        ) : nil
    return PageContent(
        title: dossier == nil ? "Préparer une assemblée" : "Modifier", section: .hubs,
        breadcrumbs: dossier.map { assemblyCrumbs($0) } ?? assemblyCrumbs(hub) + [Crumb("Assemblées", list)],
        body: """
            \(heading(dossier.map { "Modifier « \($0.assembly.title) »" } ?? "Préparer une assemblée", "Rien ne part avant la convocation : ce que vous ne savez pas encore peut rester vide."))\(told)
            \(form(action, token: token, state: state, """
            \(selectField("sorte", "Quelle réunion", state, options: kinds))
            \(textField("titre", "Titre", state, hint: "Par exemple : Assemblée générale 2027.", isRequired: true))
            \(textField("date", "Jour", state, hint: "Comme 2027-03-12.", maximum: 10))\(notice)
            \(textField("heure", "Heure", state, hint: "Comme 18:30.", maximum: 8))
            \(textField("lieu", "Lieu", state, hint: "Salle, adresse, commune. Vide si elle se tient seulement en ligne.", maximum: 300))
            \(textField("lien", "Lien pour y assister en ligne", state, hint: "Seuls les membres le reçoivent.", type: "url", maximum: 500))
            \(selectField("instance", "Instance qui se réunit", state, options: choices))
            \(textArea("presentation", "Mot d’introduction", state, hint: "Il ouvre la convocation.", maximum: 5000))
            \(textField("amendements", "Amendements et questions écrites jusqu’au", state, hint: "Un jour, comme 2027-03-05. Vide : on n’en prend pas à l’avance.", maximum: 10))
            \(textField("candidatures", "Candidatures par le lien des membres jusqu’au", state, hint: "S’il y a une élection. Vide : jusqu’à l’ouverture ; les bulletins imprimés avant n’auront pas les dernières.", maximum: 10))
            \(checkbox("publique", "Paraît sur la page publique du pôle une fois convoquée (date, lieu et ordre du jour)", state))
            <p class="actions"><button>Enregistrer</button> <a href="\(dossier?.path ?? list)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
