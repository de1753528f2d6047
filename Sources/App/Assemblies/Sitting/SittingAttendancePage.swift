import Domain
import Markup

/// `…/seance/emargement`: works on a tablet at the door. One row for each organisation, one tap to sign.
func sittingAttendancePage(_ view: SittingView, query: String, from item: Int, _ forms: SittingForms) -> PageContent {
    let sought = SearchText.words(query)
    let entries = view.hall.roll.entries.filter { (entry: Roll.Entry) in
        let words = SearchText.words(entry.name)
        return sought.allSatisfy { (part: String) in words.contains { $0.hasPrefix(part) } }
    }
    let rows: [Markup] = entries.map { attendanceRow($0, view, query: query, from: item, forms) }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucune organisation de ce nom n’est sur la liste.",
            "Elle est peut-être parmi celles qui ne votent pas : voyez la séance.")
        : "<ul class=\"emargement\">\(rows)</ul>"
    let address = "\(view.path)/seance/emargement"
    let choices: [Markup] =
        [(0, "l’ouverture")].map {
            "<option value=\"\($0.0)\"\("selected", if: item == $0.0)>\($0.1)</option>" as Markup
        }
        + view.record.items.map {
            "<option value=\"\($0.position)\"\("selected", if: item == $0.position)>le point \($0.position)</option>"
                as Markup
        }
    return PageContent(
        title: "Émargement", section: .hubs,
        breadcrumbs: sittingCrumbs(view) + [Crumb("Séance", view.path + "/seance")],
        body: """
            \(heading("Émargement", "\(view.isOpen ? "Qui est là, et qui la représente. Une signature vaut" : "Qui était là, et qui la représentait. Présences"  as Markup) \(item == 0 ? "depuis l’ouverture" : "à partir du point \(item)" as Markup)."))
            <form class="recherche" method="get" action="\(address)"><div class="champ"><label for="q">Chercher</label><input id="q" name="q" type="search" value="\(query)"></div>
            <div class="champ"><label for="depuis">À partir de</label><select id="depuis" name="depuis">\(choices)</select></div><button class="second">Montrer</button></form>
            \(errorSummary(refusals(forms)))
            \(list)\(attendanceHistory(view, forms))
            """, isPrivate: true)
}

/// The refusal leads to the name that was typed.
private func refusals(_ forms: SittingForms) -> FormState {
    let state = forms.state("presence")
    return FormState(
        errors: state.errors.map { (refused: Refused) in
            Refused(
                refused.sentence, field: refused.field == "representant" ? "representant-" + state["organisation"] : nil
            )
        })
}

private func attendanceRow(
    _ entry: Roll.Entry, _ view: SittingView, query: String, from item: Int, _ forms: SittingForms
) -> Markup {
    let last = view.hall.attendance.last(of: entry.organisation, at: item)
    let floor = view.hall.floor(at: item)
    let id = "representant-\(entry.organisation)"
    let typed = forms.name == "presence" && forms.refused["organisation"] == entry.organisation.description
    let name = typed ? forms.refused["representant"] : last?.representative ?? view.expected[entry.organisation] ?? ""
    let holder = floor.represented[entry.organisation].map { "représentée par \(view.hall.roll.name($0))" }
    let standing = last.map { manner($0.manner) } ?? holder ?? "pas encore signé"
    // Once the sitting is over, only what was.
    guard view.isOpen else {
        let standing = last.map { manner($0.manner) } ?? holder ?? "n’a pas signé"
        let person: Markup? = last?.representative.map { " \($0)" }
        return
            "<li><p class=\"qui-signe\"><strong>\(entry.name)</strong> <span class=\"constat\">\(standing)</span>\(person)</p></li>"
    }
    let buttons: [Markup] = [
        ("present", "Présente"), ("en-ligne", "En ligne"), ("excusee", "Excusée"), ("partie", "Partie"),
    ].map {
        "<button\("class", $0.0 == last?.manner.rawValue ? nil : "second") name=\"etat\" value=\"\($0.0)\">\($0.1)<span class=\"invisible\"> : \(entry.name)</span></button>"
    }
    return """
        <li><form method="post" action="\(view.path)/seance/emargement">\(tokenField(forms.token))<input type="hidden" name="organisation" value="\(entry.organisation.description)"><input type="hidden" name="depuis" value="\(item)"><input type="hidden" name="q" value="\(query)">
        <p class="qui-signe"><strong>\(entry.name)</strong> <span class="constat">\(last.map { manner($0.manner) }.map { $0 } ?? standing)</span></p>
        <label class="invisible" for="\(id)">Qui représente \(entry.name)</label><input id="\(id)" name="representant" value="\(name)" maxlength="100" placeholder="Nom de la personne">
        <span class="boutons">\(buttons)</span></form>
        <form class="en-ligne" method="post" action="\(view.path)/seance/liens">\(tokenField(forms.token))<input type="hidden" name="organisation" value="\(entry.organisation.description)"><button class="lien">Lien pour son téléphone<span class="invisible"> : \(entry.name)</span></button></form></li>
        """
}

func manner(_ manner: AttendanceChange.Manner) -> String {
    switch manner {
    case .present: "présente"
    case .online: "en ligne"
    case .postal: "par correspondance"
    case .excused: "excusée"
    case .gone: "partie"
    }
}

private func attendanceHistory(_ view: SittingView, _ forms: SittingForms) -> Markup? {
    guard !view.attendance.isEmpty else { return nil }
    let rows: [Markup] = view.attendance.prefix(200).map { line in
        let name = view.hall.roll.name(line.change.organisation)
        let undo: Markup =
            line.isCancelled || !view.isOpen
            ? line.isCancelled ? "annulée" : "—"
            : "<form class=\"en-ligne\" method=\"post\" action=\"\(view.path)/seance/emargement/\(line.id)/annulation\">\(tokenField(forms.token))<button class=\"lien\">Annuler<span class=\"invisible\"> la ligne de \(name)</span></button></form>"
        let what: Markup =
            "\(manner(line.change.manner))\(line.change.representative.map { ", \($0)" as Markup }), depuis \(line.change.fromItem == 0 ? "l’ouverture" : "le point \(line.change.fromItem)" as Markup)"
        return """
            <tr><th scope="row">\(name)</th><td data-titre="Quoi">\(line.isCancelled ? "<del>\(what)</del>" : what)</td><td data-titre="Quand">\(moment(line.at))</td><td data-titre="Suite">\(undo)</td></tr>
            """
    }
    return table(
        caption: "Ce qui a été enregistré, le plus récent d’abord", id: "lignes",
        columns: [Column("Organisation"), Column("Quoi"), Column("Quand"), Column("Suite")], rows: rows)
}

/// `…/seance/pouvoirs`: given and withdrawn in the room, with the reason of each refusal.
func sittingProxyPage(_ view: SittingView, _ forms: SittingForms) -> PageContent {
    let roll = view.hall.roll
    let options = roll.entries.map { (value: $0.organisation.description, label: $0.name) }
    let state = forms.state("pouvoir", ["depuis-pouvoir": String(view.current)])
    let moments =
        [(value: "0", label: "l’ouverture")]
        + view.record.items.map { (value: String($0.position), label: "le point \($0.position)") }
    let rows: [Markup] = view.hall.proxies.map { proxy in
        let holder = proxy.holder.map(roll.name) ?? "en blanc"
        let items = proxy.items.map { "points " + French.list($0.map(String.init)) } ?? "toute l’assemblée"
        let isOver = proxy.withdrawnFrom != nil
        let undo: Markup =
            isOver || !view.isOpen
            ? "\(proxy.withdrawnFrom.map { "retiré depuis \($0 == 0 ? "l’ouverture" : "le point \($0)")" } ?? "—")"
            : "<form class=\"en-ligne\" method=\"post\" action=\"\(view.path)/seance/pouvoirs/retrait\">\(tokenField(forms.token))<input type=\"hidden\" name=\"de\" value=\"\(proxy.giver.description)\"><input type=\"hidden\" name=\"depuis\" value=\"\(view.current)\"><button class=\"lien\">Retirer<span class=\"invisible\"> le pouvoir de \(roll.name(proxy.giver))</span></button></form>"
        return """
            <tr><th scope="row">\(roll.name(proxy.giver))</th><td data-titre="À">\(holder)</td><td data-titre="Pour">\(items)</td><td data-titre="Suite">\(undo)</td></tr>
            """
    }
    let blank: Markup? =
        view.isOpen && view.hall.proxies.contains { $0.holder == nil }
        ? form(
            "\(view.path)/seance/pouvoirs/blancs", token: forms.token, state: FormState(),
            "<p class=\"actions\"><button class=\"second\">Confier les pouvoirs en blanc</button></p>") : nil
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Aucun pouvoir n’a été donné.", "Ceux qui sont reçus avant l’assemblée arrivent ici à l’ouverture.")
        : table(
            caption: "Pouvoirs", id: "pouvoirs", columns: [Column("De"), Column("À"), Column("Pour"), Column("Suite")],
            rows: rows)
    let new: Markup? =
        view.isOpen
        ? form(
            "\(view.path)/seance/pouvoirs", token: forms.token, state: state,
            """
            <h2>Recevoir un pouvoir</h2>
            \(selectField("de", "De", state, options: [(value: "", label: "— choisir —")] + options, isRequired: true))
            \(selectField("a", "À", state, options: [(value: "", label: "en blanc")] + options))
            \(textField("points", "Pour quels points", state, hint: "Vide : toute l’assemblée. Sinon, des numéros : 2, 5.", maximum: 100))
            \(selectField("depuis-pouvoir", "À partir de", state, options: moments))
            <p class="actions"><button>Recevoir ce pouvoir</button></p>
            """) : nil
    return PageContent(
        title: "Pouvoirs", section: .hubs, breadcrumbs: sittingCrumbs(view) + [Crumb("Séance", view.path + "/seance")],
        body:
            "\(heading("Pouvoirs", "Qui porte la voix de qui. Un pouvoir dort tant que son mandant est là."))\(errorSummary(forms.orphan(unless: forms.name == "pouvoir" && view.isOpen)))\(list)\(blank)\(refusedList(view.hall))\(new)",
        isPrivate: true)
}
