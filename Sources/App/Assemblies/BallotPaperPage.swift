import Domain
import Markup

/// Ballots to cut: eight for a resolution; for an election four, or two when many stand.
func ballotSheets(_ item: AgendaItem, _ dossier: AssemblyDossier) -> [Markup] {
    let candidates = dossier.candidates[item.position] ?? []
    let count = item.kind != .election ? 8 : candidates.count > 8 ? 2 : 4
    let body: Markup =
        item.kind == .election
        ? electionBallot(item, candidates.map(\.name)) : "<p class=\"cases\">☐ pour   ☐ contre   ☐ abstention</p>"
    let ballots: [Markup] = (0..<count).map { _ in
        "<div class=\"bulletin\"><p class=\"rubrique\">\(dossier.hub.name) · point \(item.position)</p><p><strong>\(item.title)</strong></p>\(body)</div>"
    }
    let sheets = max(1, (dossier.roll.entries.count + count - 1) / count)
    let early: Markup? =
        item.kind == .election && candidates.isEmpty && item.method?.isOpen != true
        ? " Personne ne s’est encore présenté : les noms s’écrivent, ou se réimpriment après les candidatures." : nil
    return [
        kitSheet(
            "Bulletins, point \(item.position)",
            "<p class=\"indice\">À photocopier \(sheets) fois et à couper : \(dossier.roll.entries.count) inscrits, et de la marge. Un bulletin blanc se remet vide.\(early)</p><div class=\"bulletins\">\(ballots)</div>"
        )
    ]
}

/// The names of those who stand, to be ticked, ranked or graded as the method has it; lines to write on when nobody does yet.
private func electionBallot(_ item: AgendaItem, _ names: [String]) -> Markup {
    let seats = item.seats ?? 1
    let lines: [String?] = names.isEmpty ? Array(repeating: nil, count: min(max(seats, 2), 8)) : names
    switch item.method {
    case .majorityJudgment:
        let boxes: [Markup] = MajorityJudgment.grades.map { _ in "<td>☐</td>" }
        let rows: [Markup] = lines.map { "<tr><th scope=\"row\" class=\"candidat\">\($0 ?? "")</th>\(boxes)</tr>" }
        return
            "<p class=\"indice\">Une mention par candidature : Excellent, Très bien, Bien, Assez bien, Passable, Insuffisant, à Rejeter. Sans mention, c’est « à rejeter ».</p><table class=\"mentions\"><thead><tr><td></td>\(gradeHeads())</tr></thead><tbody>\(rows)</tbody></table>"
    case .transferable, .schulze:
        guard !names.isEmpty else {
            let rows: [Markup] = lines.indices.map { "<li>\($0 + 1). <span class=\"ligne\"></span></li>" }
            return "<p class=\"indice\">Par ordre de préférence.</p><ul class=\"lignes\">\(rows)</ul>"
        }
        let rows: [Markup] = names.map { "<li><span class=\"case-rang\"></span> \($0)</li>" }
        return
            "<p class=\"indice\">1 devant votre préférence, 2 devant la suivante… Vous pouvez vous arrêter quand vous voulez.</p><ul class=\"lignes\">\(rows)</ul>"
    case .consent, .withoutCandidate:
        return
            "<p>Je propose : <span class=\"ligne\"></span></p><p>parce que : <span class=\"ligne\"></span></p><p>Signé : <span class=\"ligne courte\"></span></p>"
    case .plurality, .twoRounds, .approval, nil:
        let most = item.method == .approval || seats > 1 ? seats : 1
        let rows: [Markup] =
            names.isEmpty
            ? (0..<min(most, 12)).map { _ in "<li><span class=\"ligne\"></span></li>" }
            : names.map { "<li>☐ \($0)</li>" }
        return "<p class=\"indice\">\(French.count(most, "nom", "noms")) au plus.</p><ul class=\"lignes\">\(rows)</ul>"
    }
}

/// Words, each with a short line to write on that stays beside it.
func toFill(_ words: [Markup]) -> Markup {
    let fields: [Markup] = words.map { "<span class=\"tenu\">\($0) <span class=\"ligne courte\"></span></span> " }
    return "\(fields)"
}

/// « E, TB, B… », each said in full for whoever reads aloud.
private func gradeHeads() -> [Markup] {
    zip(MajorityJudgment.grades, ["E", "TB", "B", "AB", "P", "I", "R"]).map { grade, short in
        "<th scope=\"col\"><abbr title=\"\(grade)\">\(short)</abbr></th>"
    }
}

/// Where two tellers count, and sign.
func tallySheet(_ item: AgendaItem, _ dossier: AssemblyDossier) -> Markup {
    let stand = (dossier.candidates[item.position] ?? []).map(\.name)
    let blank = Array(repeating: "", count: min(max((item.seats ?? 1) + 2, 5), 14))
    let isJudged = item.method == .majorityJudgment
    let names =
        item.kind != .election
        ? ["Pour", "Contre", "Abstentions", "Blancs", "Nuls"]
        : (stand.isEmpty ? blank : stand) + (isJudged ? [] : ["Blancs", "Nuls"])
    let cells: [Markup] =
        isJudged ? MajorityJudgment.grades.map { _ in "<td></td>" } : ["<td class=\"batons\"></td>", "<td></td>"]
    let rows: [Markup] = names.map { name in
        "<tr>\(name.isEmpty ? "<td></td>" : "<th scope=\"row\">\(name)</th>" as Markup)\(cells)</tr>"
    }
    let heads: [Markup] =
        isJudged ? gradeHeads() : ["<th scope=\"col\">Bâtons, par cinq</th>", "<th scope=\"col\">Total</th>"]
    return kitSheet(
        "Dépouillement, point \(item.position)",
        """
        <p><strong>\(item.title)</strong>\(agendaDetail(item, dossier))</p>
        <p>\(toFill(["Présents :", "Représentés :", "Ont voté :", "Bulletins trouvés :"]))</p>
        <table class="depouillement\(isJudged ? " juge" : "")"><thead><tr><th scope="col">\(item.kind == .election ? "Candidature" : "Réponse")</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table>\(isJudged ? "<p>\(toFill(["Bulletins blancs :", "Bulletins nuls :"]))</p>" as Markup : nil)
        <p class="indice">Jamais plus de bulletins que d’organisations qui ont voté, en ligne compris : un écart s’explique ici avant de proclamer le résultat.</p>
        <p>Écart : <span class="ligne"></span></p><p class="signature">Scrutateurs : <span class="ligne"></span> <span class="ligne"></span></p>
        """)
}
