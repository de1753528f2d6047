import Domain
import Markup

/// Everything that the page of a hub's dues shows.
struct DuesView: Sendable {
    let hub: Hub
    let year: Int
    let today: Day
    let scale: DuesScale?
    let accounts: [DuesAccount]
    /// Members of the year whose dues were not called.
    let uncalled: [MemberFacts]
    let colleges: [College]
    /// Years that have a scale or calls.
    let years: [Int]
    /// What the last act came to.
    var said: DuesSaid?

    var path: String { "/poles/\(hub.slug)/pilotage/cotisations" }
}

/// What an act on many members came to, for the page that follows it.
struct DuesSaid: Sendable { let notice: Markup }

func duesCalled(_ count: Int, left: [(name: String, reason: String)]) -> DuesSaid {
    let items: [Markup] = left.map { "<li>\($0.name) : \(sentence: $0.reason)</li>" }
    return DuesSaid(
        notice: notice(
            left.isEmpty ? .done : .warning,
            "<p>\(French.count(count, "cotisation appelée", "cotisations appelées")).</p>\(items.isEmpty ? nil : "<p>Il en reste :</p><ul>\(items)</ul>" as Markup)"
        ))
}

func duesReminded(_ count: Int, without names: [String]) -> DuesSaid {
    let rest: Markup? =
        names.isEmpty ? nil : "<p>Sans adresse, à appeler ou à qui écrire : \(French.list(names)).</p>"
    return DuesSaid(
        notice: notice(
            .done,
            "<p>\(French.count(count, "rappel est parti", "rappels sont partis")). Chaque membre en reçoit un toutes les trois semaines au plus.</p>\(rest)"
        ))
}

/// `/poles/{slug}/pilotage/cotisations?annee=`
func duesPage(_ view: DuesView, _ state: FormState, token: String) -> PageContent {
    PageContent(
        title: "Cotisations \(view.year)", section: .hubs,
        breadcrumbs: deskCrumbs(view.hub, Crumb("Registre", "/poles/\(view.hub.slug)/pilotage/membres")),
        body: """
            \(heading("Cotisations \(view.year)", "Ce que \(French.the(view.hub.name)) demande à ses membres, ce qui est appelé, reçu, exonéré. Rien de plus : ce n’est pas une comptabilité."))
            \(memberDoors("/poles/\(view.hub.slug)/pilotage", current: .dues))\(years(view))\(view.said?.notice)
            \(errorSummary(state))\(duesFigures(view))
            \(duesTable(view))
            \(duesActs(view, token))
            <section><h2>Barème \(view.year)</h2>\(scaleSection(view, state, token))</section>
            """, isPrivate: true)
}

private func years(_ view: DuesView) -> Markup {
    let known = Set(view.years + [view.year, view.today.year, view.today.year + 1]).sorted()
    let items: [Markup] = known.map { year in
        year == view.year
            ? "<li aria-current=\"true\">\(year)</li>" : "<li><a href=\"\(view.path)?annee=\(year)\">\(year)</a></li>"
    }
    return "<nav class=\"onglets petits\" aria-label=\"Années\"><ul>\(items)</ul></nav>"
}

private func duesFigures(_ view: DuesView) -> Markup? {
    guard !view.accounts.isEmpty else { return nil }
    let due = view.accounts.filter { $0.exemption == nil }
    let states = view.accounts.map { $0.state(on: view.today) }
    return figures([
        Figure("\(due.map(\.amount).total.french)", "appelés"), Figure("\(due.map(\.paid).total.french)", "reçus"),
        Figure("\(due.map(\.rest).total.french)", "restent à recevoir"),
        Figure("\(states.filter(\.isSettled).count) <small>sur \(states.count)</small>", "membres à jour"),
    ])
}

private func duesTable(_ view: DuesView) -> Markup {
    let rows: [Markup] = view.accounts.map { account in
        let state = account.state(on: view.today)
        let receipts: [Markup] = account.payments.filter { $0.cancellation == nil }.map { payment in
            "<a href=\"/poles/\(view.hub.slug)/pilotage/recus/\(Int(payment.id))\">\(payment.receipt)</a> "
        }
        return """
            <tr><th scope="row"><a href="/poles/\(view.hub.slug)/pilotage/membres/\(account.organisation)/cotisations">\(account.name)</a></th><td data-titre="Tranche">\(account.label)</td>\
            <td class="nombre" data-titre="Appelé">\(account.amount.french)</td><td class="nombre" data-titre="Reçu">\(account.paid.french)</td>\
            <td data-titre="État"><span class="etat-\(state.rawValue)">\(state.label)</span>\(account.remindedOn.map { " <small>rappelée \(time($0))</small>" as Markup })</td><td data-titre="Reçus">\(receipts.isEmpty ? "—" : "\(receipts)" as Markup)</td></tr>
            """
    }
    guard !rows.isEmpty else {
        return emptyState(
            "Aucune cotisation de \(view.year) n’est appelée.",
            "Fixez le barème, puis appelez : chaque membre reçoit la tranche qui lui convient.")
    }
    let columns = [
        Column("Membre"), Column("Tranche"), Column("Appelé", isNumeric: true), Column("Reçu", isNumeric: true),
        Column("État"), Column("Reçus"),
    ]
    return """
        \(table(caption: "Cotisations \(view.year)", id: "cotisations", columns: columns, rows: rows))
        \(exports([("CSV", "\(view.path).csv?annee=\(view.year)")]))
        <p class="actions"><a class="bouton second" href="\(view.path)/recus?annee=\(view.year)">Tous les reçus de \(String(view.year))</a></p>
        """
}

private func duesActs(_ view: DuesView, _ token: String) -> Markup {
    let late = view.accounts.filter { $0.state(on: view.today) == .late }
    let call: Markup? =
        view.uncalled.isEmpty || view.scale == nil
        ? nil
        : """
        <form method="post" action="\(view.path)/appels">\(tokenField(token))<input type="hidden" name="annee" value="\(view.year)"><button>Appeler les \(French.count(view.uncalled.count, "cotisation qui manque", "cotisations qui manquent"))</button></form>
        """
    let remind: Markup? =
        late.isEmpty
        ? nil
        : """
        <form method="post" action="\(view.path)/rappels">\(tokenField(token))<input type="hidden" name="annee" value="\(view.year)"><button class="second">Écrire aux \(French.count(late.count, "membre en retard", "membres en retard"))</button></form>
        """
    let names: Markup? =
        late.isEmpty
        ? nil
        : "<p>En retard : \(French.list(late.map { "\($0.name) (\($0.rest.french))" })).</p>"
    return "\(names)<div class=\"actions\">\(call)\(remind)</div>"
}

private func scaleSection(_ view: DuesView, _ state: FormState, _ token: String) -> Markup {
    let said: Markup =
        view.scale.map { scale in
            "<p>Fixé par \(scale.decidedBy)\(scale.decidedOn.map { ", \(time($0))" as Markup }) ; à régler pour le \(time(scale.dueOn)).</p>\(bands(scale, view, token))"
        }
        ?? emptyState(
            "Il n’y a pas encore de barème pour \(view.year).",
            "Dites qui l’a décidé et l’échéance, puis ajoutez ses tranches.")
    let bandForm: Markup? =
        view.scale == nil
        ? nil
        : """
        <details\("open", if: state.error("libelle") != nil || state.error("montant") != nil || state.error("apartir") != nil)><summary>Ajouter une tranche</summary>\(form(view.path + "/tranches", token: token, """
        <input type="hidden" name="annee" value="\(view.year)">
        \(textField("libelle", "Nom", state, hint: "« De 3 à 9 salariés », « Tarif solidaire »…", isRequired: true, maximum: 120))
        \(selectField("base", "Selon", state, options: DuesBasis.allCases.map { (value: $0.rawValue, label: $0.label) }))
        \(textField("apartir", "À partir de", state, hint: "Salariés, ou euros de budget. Rien pour une somme fixe.", maximum: 15, inputmode: "numeric"))
        \(textField("moins", "Moins de", state, hint: "Vide : sans limite.", maximum: 15, inputmode: "numeric"))
        \(selectField("college", "Pour le collège", state, options: [(value: "", label: "tous")] + view.colleges.map { (value: $0.key, label: $0.name) }))
        \(textField("montant", "Somme, en euros", state, isRequired: true, maximum: 12, inputmode: "decimal"))
        <p class="actions"><button>Ajouter la tranche</button></p>
        """))</details>
        """
    return """
        \(said)\(bandForm)<details\("open", if: view.scale == nil || state.error("echeance") != nil)><summary>\(view.scale == nil ? "Fixer le barème" : "Changer qui l’a décidé, et l’échéance")</summary>
        \(form(view.path + "/bareme", token: token, """
        <input type="hidden" name="annee" value="\(view.year)">
        \(textField("instance", "Décidé par", state, hint: "Assemblée générale, conseil…", isRequired: true))
        \(textField("decide-le", "Le", state, hint: "Un jour : \(view.year - 1)-11-20. Facultatif.", maximum: 10))
        \(textField("echeance", "À régler avant le", state, hint: "Un jour : \(view.year)-06-30.", isRequired: true, maximum: 10))
        <p class="actions"><button class="second">Enregistrer</button></p>
        """))</details>
        """
}

private func bands(_ scale: DuesScale, _ view: DuesView, _ token: String) -> Markup? {
    guard !scale.bands.isEmpty else { return "<p>Il n’a pas encore de tranche.</p>" }
    let rows: [Markup] = scale.bands.map { band in
        let college = band.college.map { key in view.colleges.first { $0.key == key }?.name ?? key } ?? "tous"
        return """
            <tr><th scope="row">\(band.label)</th><td data-titre="Selon">\(band.french)</td><td data-titre="Collège">\(college)</td><td class="nombre" data-titre="Somme">\(band.amount.french)</td>\
            <td data-titre="Changer"><form method="post" action="\(view.path)/tranches/\(band.id)/retrait">\(tokenField(token))<button class="lien">Retirer<span class="invisible"> \(band.label)</span></button></form></td></tr>
            """
    }
    let columns = [
        Column("Tranche"), Column("Selon"), Column("Collège"), Column("Somme", isNumeric: true), Column("Changer"),
    ]
    return table(caption: "Tranches", id: "tranches", columns: columns, rows: rows)
}

extension DuesBand {
    /// « de 3 à moins de 10 salariés ».
    var french: String {
        let unit = basis == .employees ? "salariés" : "euros de budget"
        switch (basis, below) {
        case (.flat, _): return "somme fixe"
        case (_, nil): return "\(French.number(atLeast)) \(unit) et plus"
        case (_, let below?):
            return atLeast == 0
                ? "moins de \(French.number(below)) \(unit)"
                : "de \(French.number(atLeast)) à moins de \(French.number(below)) \(unit)"
        }
    }
}
