import Domain
import Markup

// The sheets of the kit that are filled by hand.

/// The emargement, by college; thirty lines a sheet hold in A4.
func attendanceSheets(_ dossier: AssemblyDossier) -> [Markup] {
    let colleges = dossier.statutes.colleges.map { (college: College) -> String? in college.key }
    let keys: [String?] = colleges.isEmpty ? [nil] : colleges
    return keys.compactMap { key in
        let entries = dossier.roll.entries.filter { key == nil || $0.college == key }
            .sorted { ($0.name, $0.organisation.rawValue) < ($1.name, $1.organisation.rawValue) }
        guard !entries.isEmpty else { return nil }
        let rows: [Markup] = entries.map { attendanceRow($0, dossier) }
        let college: Markup? = dossier.statutes.college(key).map { " — collège \($0.name)" }
        return kitSheet(
            "Feuille d’émargement\(college)",
            """
            <p class="indice">Chacun signe en arrivant. Une arrivée ou un départ en cours se note avec le point où l’on en est.</p>
            <table class="emargement"><thead><tr><th scope="col">Organisation</th><th scope="col">Représentant·e</th><th scope="col">Pouvoirs portés</th><th scope="col">Signature</th><th scope="col">Arrivée, départ (point)</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }
}

private func attendanceRow(_ entry: Roll.Entry, _ dossier: AssemblyDossier) -> Markup {
    let named = dossier.answers[entry.organisation]?.answer.representative ?? ""
    let person =
        named.isEmpty ? dossier.correspondents[entry.organisation]?.first { $0.isRepresentative }?.name ?? "" : named
    let held = dossier.register().proxies.filter { $0.holder == entry.organisation }.map { dossier.roll.name($0.giver) }
    let given: Markup? = dossier.proxy(of: entry.organisation).map { proxy in
        "<br><small>a donné pouvoir\(proxy.holder.map { " à \(dossier.roll.name($0))" as Markup })</small>"
    }
    let votes: Markup? = entry.votes > 1 ? " <small>\(entry.votes) voix</small>" : nil
    return """
        <tr><th scope="row">\(entry.name)\(votes)\(given)</th><td>\(person)</td><td>\(held.isEmpty ? nil : "\(French.list(held))" as Markup)</td><td class="signer"></td><td></td></tr>
        """
}

/// Three blank proxies a sheet.
func proxySheet(_ dossier: AssemblyDossier) -> Markup {
    let items: [Markup] = dossier.agenda.filter(\.kind.isVoted).map { "☐ \($0.position)   " }
    let form: Markup = """
        <div class="formulaire"><p class="rubrique">Pouvoir — \(dossier.assembly.designation)</p>
        <p>L’organisation <span class="ligne"></span></p><p>représentée par <span class="ligne"></span></p>
        <p>donne pouvoir à l’organisation <span class="ligne"></span></p>
        <p>pour voter en son nom : ☐ pour toute l’assemblée   ☐ pour les points \(items)</p>
        <p class="signature">Fait le <span class="ligne courte"></span>   Signature, précédée de « bon pour pouvoir » :</p></div>
        """
    return kitSheet(
        "Pouvoirs", "<p class=\"indice\">\(sentence: ConvocationText(dossier).proxyRule)</p>\(form)\(form)\(form)")
}

/// The minutes to be filled by hand.
func minutesSheet(_ dossier: AssemblyDossier) -> Markup {
    let items: [Markup] = dossier.agenda.map { item in
        let vote: Markup? =
            item.kind.isVoted && item.kind != .election
            ? "<p>\(toFill(["Pour", "Contre", "Abstentions", "Blancs ou nuls"]))<span class=\"tenu\">☐ adoptée ☐ rejetée</span></p>"
            : nil
        let elected: Markup? =
            item.kind == .election
            ? "<p>Élu·es : <span class=\"ligne\"></span></p><p><span class=\"ligne longue\"></span></p>" : nil
        return """
            <li><strong>\(item.title)</strong> <small>\(item.kind.label)\(agendaDetail(item, dossier))</small>\(item.text.isEmpty ? nil : "<div class=\"resolution\">\(paragraphs(item.text))</div>" as Markup)
            <p>Échanges : <span class="ligne longue"></span></p><p><span class="ligne longue"></span></p>\(vote)\(elected)</li>
            """
    }
    return kitSheet(
        "Procès-verbal",
        """
        <p>\(dossier.hub.name), \(dossier.assembly.designation). Convoquée \(dossier.assembly.convenedOn.map { "\($0.frenchWithArticle)" as Markup } ?? "le <span class=\"ligne courte\"></span>").</p>
        <p>\(toFill(["Ouverte à"]))</p><p>Présidence : <span class="ligne"></span></p><p>Secrétariat : <span class="ligne"></span></p>
        <p>\(toFill(["Présents", "Représentés"]))sur \(dossier.roll.entries.count) inscrits. Quorum ☐ atteint ☐ non atteint</p>
        <ol class="points">\(items)</ol><p>Levée à <span class="ligne courte"></span></p><p class="signature"><span class="tenu">Présidence : <span class="ligne"></span></span> <span class="tenu">Secrétariat : <span class="ligne"></span></span></p>
        """)
}
