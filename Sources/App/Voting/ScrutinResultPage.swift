import Domain
import Markup

/// The counts and what follows from them.
func resultSection(_ tally: ScrutinTally, isConsultation: Bool) -> Markup {
    let roll = tally.turnout.reduce(0) { $0 + $1.roll }
    let voters = tally.turnout.reduce(0) { $0 + $1.voters }
    let turnout: Markup =
        "<p>\(French.count(voters, "voix a participé", "voix ont participé")) sur \(roll) inscrites.</p>"
    let outcome: Markup
    if let decision = tally.decision {
        outcome =
            "<p class=\"issue\"><strong>\(decision.isAdopted ? "Adopté" : "Non adopté")</strong></p><p>\(sentence: decision.sentence)</p>"
    } else if let report = tally.report {
        let steps: [Markup] = report.steps.map { "<li>\(sentence: $0)</li>" }
        let chosen: Markup =
            report.elected.isEmpty
            ? "Rien n’est retenu\(report.equals.isEmpty ? "" : " : il y a égalité, à départager comme le disent les statuts")."
            : "\(isConsultation || tally.isPart ? "En tête" : "Retenu") : <strong>\(French.list(report.elected))</strong>."
        outcome =
            "<p class=\"issue\">\(chosen)</p>\(optionTable(tally))<details><summary>Le décompte, étape par étape</summary><ol>\(steps)</ol></details>"
    } else {
        outcome = "<p>\(sentence: tally.consultationSentence)</p>"
    }
    return "<section class=\"resultat\"><h2>Résultat</h2>\(outcome)\(resolutionTable(tally))\(turnout)</section>"
}

private func resolutionTable(_ tally: ScrutinTally) -> Markup? {
    guard !tally.votes.isEmpty else { return nil }
    let sorts = ["Pour", "Contre", "Abstentions", "Blancs", "Nuls"]
    let rows: [Markup] = tally.votes.map { vote in
        let name = vote.college.map { key in tally.rules.colleges.first { $0.key == key }?.name ?? key } ?? "Ensemble"
        let counts = [
            vote.count.yes, vote.count.no, vote.count.abstentions, vote.count.blanks, vote.count.nulls,
        ]
        let numbers: [Markup] = zip(sorts, counts).map {
            "<td class=\"nombre\" data-titre=\"\($0)\">\(French.number($1))</td>"
        }
        return "<tr><th scope=\"row\">\(name)</th>\(numbers)</tr>"
    }
    return table(
        caption: "Les voix", id: "voix",
        columns: [Column("Qui vote")]
            + sorts.map { Column("\($0)", isNumeric: true) }, rows: rows)
}

private func optionTable(_ tally: ScrutinTally) -> Markup {
    let question = tally.question
    if question.kind == .judgment {
        let rows: [Markup] = zip(question.options, tally.gradeCounts).map { option, counts in
            let cells: [Markup] = zip(question.grades, counts).map {
                "<td class=\"nombre\" data-titre=\"\($0)\">\($1)</td>"
            }
            return "<tr><th scope=\"row\">\(option)</th>\(cells)</tr>"
        }
        return table(
            caption: "Les mentions", id: "mentions",
            columns: [Column("Proposition")] + question.grades.map { Column($0, isNumeric: true) }, rows: rows)
    }
    let rows: [Markup] = zip(question.options, tally.optionVoices).map { option, voices in
        "<tr><th scope=\"row\">\(option)</th><td class=\"nombre\" data-titre=\"Voix\">\(French.number(voices))</td></tr>"
    }
    return table(
        caption: question.kind == .ranking ? "Premières préférences" : "Les voix", id: "voix",
        columns: [Column("Proposition"), Column("Voix", isNumeric: true)], rows: rows)
}

/// `/poles/{slug}/scrutins`: what was decided or asked on line, once published.
func publishedScrutinsPage(_ records: [ScrutinRecord], hub: Hub) -> PageContent {
    let items: [Markup] = records.map { record in
        card(
            "\(record.title)", path: "/poles/\(hub.slug)/scrutins/\(record.id.rawValue)",
            "<p>\(record.isConsultation ? "Consultation" : "Décision"), \(record.isSecret ? "au scrutin secret" : "à découvert"), close le \(momentWithoutArticle(record.closedAt ?? record.closesAt)).</p>"
        )
    }
    let list: Markup =
        items.isEmpty
        ? emptyState(
            "Aucun résultat publié.", "Les scrutins en ligne de ce pôle paraîtront ici avec de quoi les recompter.")
        : "<ul class=\"cartons\">\(items)</ul>"
    return PageContent(
        title: "Scrutins en ligne", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)")],
        body:
            "\(heading("Scrutins en ligne \(French.of(hub.name))", "Chaque résultat vient avec de quoi le recompter soi-même."))\(list)"
    )
}

/// The public page of one result, with the named roll, or the codes of a secret vote.
func publishedScrutinPage(_ published: VoterStore.Published, hub: Hub) -> PageContent {
    let record = published.record
    let path = "/poles/\(hub.slug)/scrutins/\(record.id.rawValue)"
    let paragraphs: [Markup] = published.tally.question.text.split(separator: "\n").map { "<p>\(String($0))</p>" }
    let text: Markup? = paragraphs.isEmpty ? nil : "<blockquote class=\"texte-soumis\">\(paragraphs)</blockquote>"
    let clause: Markup? =
        record.clause.isEmpty ? nil : "<p>Décision prise comme le permettent les statuts : « \(record.clause) »</p>"
    let promise: Markup? = record.isSecret ? secretPromise() : nil
    return PageContent(
        title: record.title, section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/\(hub.slug)"),
            Crumb("Scrutins en ligne", "/poles/\(hub.slug)/scrutins"),
        ],
        body: """
            \(heading("\(record.title)", "\(record.isConsultation ? "Consultation" : "Décision") \(record.isSecret ? "au scrutin secret" : "à découvert"), close le \(momentWithoutArticle(record.closedAt ?? record.closesAt))."))
            \(text)\(resultSection(published.tally, isConsultation: record.isConsultation))
            \(record.isSecret ? codes(published) : namedVotes(published))
            <section><h2>Recompter</h2>\(clause)\(promise)
            <p>Le fichier de preuve contient la question, la règle, la liste électorale, l’émargement, \(record.isSecret ? "l’urne chiffrée, la liste ouverte signée par les scrutateurs" : "les votes") et le décompte. <code>maillage scrutin verifier preuve.json</code> le recompte sans le serveur, et <code>verifier_scrutin.py</code>, écrit à part, doit dire la même chose.\(record.isSecret ? " Ni l’un ni l’autre n’ouvre les bulletins : pour cela il faut les parts des scrutateurs, qui ne sont jamais publiées, car avec elles l’hébergeur pourrait relier un bulletin à qui l’a envoyé." : "")</p>
            \(exports([("JSON (preuve)", path + "/preuve.json")]))
            <p class="indice">Empreinte du scrutin : <code>\(record.fingerprint ?? "")</code></p></section>
            """)
}

private func namedVotes(_ published: VoterStore.Published) -> Markup {
    let question = published.tally.question
    let votes = Dictionary(published.proof.openVotes.map { ($0.organisation, $0) }) { first, _ in first }
    let rows: [Markup] = published.proof.roll.sorted { $0.name < $1.name }.map { voter in
        let vote = votes[voter.organisation]
        let changed: Markup? = vote.flatMap {
            $0.changes > 0 ? " <small>changé \(French.count($0.changes, "fois", "fois"))</small>" : nil
        }
        let voices: Markup? = voter.voices > 1 ? " <small>\(voter.voices) voix</small>" : nil
        return
            "<tr><th scope=\"row\">\(voter.name)\(voices)</th><td>\(vote.map { words($0.choice, question) } ?? "n’a pas voté")\(changed)</td></tr>"
    }
    return
        "<section><h2>Qui a voté quoi</h2>\(table(caption: "Les votes, organisation par organisation", id: "votes", columns: [Column("Organisation"), Column("Vote")], rows: rows))</section>"
}

private func codes(_ published: VoterStore.Published) -> Markup {
    let question = published.tally.question
    let lines = published.proof.opened?.lines ?? []
    let rows: [Markup] = lines.map { line in
        "<tr><th scope=\"row\"><code>\(line.code)</code></th><td>\(words(line.choice, question))</td></tr>"
    }
    let signed: [Markup] = published.proof.roll.sorted { $0.name < $1.name }.map { voter in
        "<li>\(voter.name) : \(published.proof.signatures[voter.organisation] == nil ? "n’a pas voté" : "a voté")</li>"
    }
    return """
        <section><h2>Les bulletins</h2><p>Cherchez votre code de suivi : la ligne doit dire ce que vous avez voté.</p>
        \(table(caption: "\(French.count(lines.count, "bulletin", "bulletins")), dans l’ordre des codes", id: "bulletins", columns: [Column("Code de suivi"), Column("Vote")], rows: rows))</section>
        <section><h2>L’émargement</h2><details><summary>Qui a voté</summary><ul class="colonnes">\(signed)</ul></details></section>
        """
}
