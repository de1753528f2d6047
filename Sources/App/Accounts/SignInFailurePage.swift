import Domain
import Markup

/// Refused tries to sign in, as those who keep the accounts look at them.
struct SignInFailureView: Sendable {
    /// Of the last thirty days, the latest first.
    let failures: [SignInFailure]
    /// Those of the last day and night.
    let lately: [SignInFailure]

    static let path = "/reseau/pilotage/connexions"
}

/// `/reseau/pilotage/connexions`
func signInFailurePage(_ view: SignInFailureView) -> PageContent {
    let lately = view.lately.reduce(0) { $0 + $1.count }
    let lead: Markup =
        "\(French.count(lately, "essai refusé", "essais refusés")) depuis vingt-quatre heures, \(French.number(view.failures.reduce(0) { $0 + $1.count })) depuis trente jours."
    let body: Markup =
        view.failures.isEmpty
        ? emptyState(
            "Aucun essai refusé depuis trente jours.",
            "Un mot de passe faux, un lien qui n’ouvre plus rien ou trop d’essais de suite paraîtraient ici.")
        : """
        \(days(view.failures))\(accounts(view.failures))
        \(exports([("CSV", SignInFailureView.path + ".csv")]))
        """
    return PageContent(
        title: "Connexions refusées", section: .network,
        breadcrumbs: deskCrumbs + [Crumb("Comptes", "/reseau/pilotage/comptes")],
        body: """
            \(heading("Connexions refusées", lead))
            \(body)
            <h2>Que faire</h2>
            <ul><li>Quelques essais par jour sont ordinaires : on se trompe, on reprend un vieux lien.</li>
            <li>Un compte très visé : écrivez à la personne, proposez-lui un mot de passe plus long ou l’entrée par lien. Après cinq essais de suite, un mot de passe ne se tente plus qu’une fois toutes les trois minutes ; le lien par courriel reste toujours ouvert.</li>
            <li>Beaucoup d’essais sans compte : quelqu’un devine des adresses. La page de connexion ne dit jamais si une adresse a un compte.</li></ul>
            <p class="preuve">Sont comptés par heure, pendant 90 jours : la cause, et le compte visé quand il existe. Ni ce qui est écrit ni d’où cela vient n’est gardé. Au-delà de 120 essais par minute, seules les traces du serveur disent tout.</p>
            """, isPrivate: true)
}

private func days(_ failures: [SignInFailure]) -> Markup {
    let byDay = Dictionary(grouping: failures) { $0.hour.dayInFrance }
    let columns = [Column("Jour")] + SignInFailureCause.allCases.map { Column($0.label, isNumeric: true) }
    let rows: [Markup] = byDay.keys.sorted(by: >).map { day in
        let cells: [Markup] = SignInFailureCause.allCases.map { cause in
            let count = (byDay[day] ?? []).filter { $0.cause == cause }.reduce(0) { $0 + $1.count }
            return "<td class=\"nombre\" data-titre=\"\(cause.label)\">\(French.number(count))</td>"
        }
        return "<tr><th scope=\"row\">\(time(day))</th>\(cells)</tr>"
    }
    return table(caption: "Essais refusés, jour par jour", id: "jours", columns: columns, rows: rows)
}

/// The accounts that were tried most.
private func accounts(_ failures: [SignInFailure]) -> Markup {
    let byPerson = Dictionary(grouping: failures, by: \.person)
    func total(_ list: [SignInFailure]) -> Int { list.reduce(0) { $0 + $1.count } }
    let most = byPerson.sorted { (one, other) in
        (total(other.value), one.key?.rawValue ?? 0) < (total(one.value), other.key?.rawValue ?? 0)
    }.prefix(20)
    let rows: [Markup] = most.map { person, list in
        let name: Markup =
            person.map { "<a href=\"/reseau/pilotage/comptes/\($0)\">\(list.first?.name ?? "")</a>" } ?? "aucun compte"
        return """
            <tr><th scope="row">\(name)</th><td class="nombre" data-titre="Essais">\(French.number(total(list)))</td>\
            <td data-titre="Le dernier jour">\(list.first.map { time($0.hour.dayInFrance) })</td></tr>
            """
    }
    return table(
        caption: "Comptes visés", id: "vises",
        columns: [Column("Compte"), Column("Essais", isNumeric: true), Column("Le dernier jour")], rows: rows)
}

extension SignInFailureCause {
    var label: String {
        switch self {
        case .password: "Mot de passe faux"
        case .limit: "Trop d’essais"
        case .link: "Lien sans effet"
        }
    }
}
