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

/// Two blank proxies a sheet.
func proxySheet(_ dossier: AssemblyDossier) -> Markup {
    let items: [Markup] = dossier.agenda.filter(\.kind.isVoted).map { "☐ \($0.position)   " }
    let form: Markup = """
        <div class="formulaire"><p class="rubrique">Pouvoir — \(dossier.assembly.designation)</p>
        <p>L’organisation <span class="ligne"></span> représentée par <span class="ligne"></span></p>
        <p>donne pouvoir à l’organisation <span class="ligne"></span></p>
        <p>pour voter en son nom : ☐ pour toute l’assemblée   ☐ pour les points \(items)</p>
        <p class="signature">Fait le <span class="ligne courte"></span>   Signature, précédée de « bon pour pouvoir » :</p></div>
        """
    return kitSheet(
        "Pouvoirs", "<p class=\"indice\">\(sentence: ConvocationText(dossier).proxyRule)</p>\(form)\(form)\(form)")
}

/// Ballots to cut: eight for a resolution, four for an election.
func ballotSheets(_ item: AgendaItem, _ dossier: AssemblyDossier) -> [Markup] {
    let count = item.kind == .election ? 4 : 8
    let body: Markup =
        item.kind == .election
        ? electionBallot(item, dossier) : "<p class=\"cases\">☐ pour   ☐ contre   ☐ abstention</p>"
    let ballots: [Markup] = (0..<count).map { _ in
        "<div class=\"bulletin\"><p class=\"rubrique\">\(dossier.hub.name) · point \(item.position)</p><p><strong>\(item.title)</strong></p>\(body)</div>"
    }
    let sheets = max(1, (dossier.roll.entries.count + count - 1) / count)
    return [
        kitSheet(
            "Bulletins, point \(item.position)",
            "<p class=\"indice\">À photocopier \(sheets) fois et à couper : \(dossier.roll.entries.count) inscrits, et de la marge. Un bulletin blanc se remet vide.</p><div class=\"bulletins\">\(ballots)</div>"
        )
    ]
}

/// Lines to write candidates on, as the method has it.
private func electionBallot(_ item: AgendaItem, _ dossier: AssemblyDossier) -> Markup {
    let seats = item.seats ?? 1
    let lines = min(max(seats, 2), 8)
    switch item.method {
    case .majorityJudgment:
        let grades: [Markup] = ["E", "TB", "B", "AB", "P", "I", "R"].map { "<th scope=\"col\">\($0)</th>" }
        let boxes: [Markup] = (0..<7).map { _ in "<td>☐</td>" }
        let rows: [Markup] = (0..<lines).map { _ in "<tr><td class=\"candidat\"></td>\(boxes)</tr>" }
        return
            "<p class=\"indice\">Une mention par candidature : Excellent, Très bien, Bien, Assez bien, Passable, Insuffisant, à Rejeter.</p><table class=\"mentions\"><thead><tr><th scope=\"col\">Candidature</th>\(grades)</tr></thead><tbody>\(rows)</tbody></table>"
    case .transferable, .schulze:
        let rows: [Markup] = (0..<lines).map { "<li>\($0 + 1). <span class=\"ligne\"></span></li>" }
        return "<p class=\"indice\">Par ordre de préférence.</p><ul class=\"lignes\">\(rows)</ul>"
    case .consent, .withoutCandidate:
        return
            "<p>Je propose : <span class=\"ligne\"></span></p><p>parce que : <span class=\"ligne\"></span></p><p>Signé : <span class=\"ligne courte\"></span></p>"
    case .plurality, .twoRounds, .approval, nil:
        let most = item.method == .approval || seats > 1 ? seats : 1
        let rows: [Markup] = (0..<min(most, 12)).map { _ in "<li><span class=\"ligne\"></span></li>" }
        return "<p class=\"indice\">\(French.count(most, "nom", "noms")) au plus.</p><ul class=\"lignes\">\(rows)</ul>"
    }
}

/// Where two tellers count, and sign.
func tallySheet(_ item: AgendaItem, _ dossier: AssemblyDossier) -> Markup {
    let names =
        item.kind == .election
        ? Array(repeating: "", count: min(max((item.seats ?? 1) + 2, 5), 14))
        : ["Pour", "Contre", "Abstentions", "Blancs", "Nuls"]
    let rows: [Markup] = names.map { name in
        "<tr>\(name.isEmpty ? "<td></td>" : "<th scope=\"row\">\(name)</th>" as Markup)<td class=\"batons\"></td><td></td></tr>"
    }
    let head: Markup = item.kind == .election ? "Candidature" : "Réponse"
    return kitSheet(
        "Dépouillement, point \(item.position)",
        """
        <p><strong>\(item.title)</strong>\(agendaDetail(item, dossier))</p>
        <p>Présents : <span class="ligne courte"></span> Représentés : <span class="ligne courte"></span> Ont voté : <span class="ligne courte"></span> Bulletins trouvés : <span class="ligne courte"></span></p>
        <table class="depouillement"><thead><tr><th scope="col">\(head)</th><th scope="col">Bâtons, par cinq</th><th scope="col">Total</th></tr></thead><tbody>\(rows)</tbody></table>
        <p class="indice">Jamais plus de bulletins que d’organisations qui ont voté : un écart s’explique ici avant de proclamer le résultat.</p>
        <p>Écart : <span class="ligne"></span></p><p class="signature">Scrutateurs : <span class="ligne"></span> <span class="ligne"></span></p>
        """)
}

/// The minutes to be filled by hand.
func minutesSheet(_ dossier: AssemblyDossier) -> Markup {
    let items: [Markup] = dossier.agenda.map { item in
        let vote: Markup? =
            item.kind.isVoted && item.kind != .election
            ? "<p>Pour <span class=\"ligne courte\"></span> Contre <span class=\"ligne courte\"></span> Abstentions <span class=\"ligne courte\"></span> Blancs ou nuls <span class=\"ligne courte\"></span> ☐ adoptée ☐ rejetée</p>"
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
        <p>Ouverte à <span class="ligne courte"></span> Présidence : <span class="ligne"></span> Secrétariat : <span class="ligne"></span></p>
        <p>Présents <span class="ligne courte"></span> Représentés <span class="ligne courte"></span> sur \(dossier.roll.entries.count) inscrits. Quorum ☐ atteint ☐ non atteint</p>
        <ol class="points">\(items)</ol><p>Levée à <span class="ligne courte"></span></p><p class="signature">Signatures : présidence <span class="ligne"></span> secrétariat <span class="ligne"></span></p>
        """)
}
