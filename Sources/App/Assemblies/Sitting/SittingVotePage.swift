import Domain
import Markup

/// The vote on a resolution: its opening, the counts by each way, what they come to.
func voteBody(
    _ view: SittingView, _ item: RecordedItem, _ found: ItemRecount, _ forms: SittingForms, mayAct: Bool
) -> Markup {
    let rule = view.hall.rules(item.rules)?.majority
    let isVoting = view.votes.contains(item.position)
    let majority: Markup? = rule.map { "<p class=\"indice\">\(sentence: "Majorité : \($0.french).")</p>" }
    let way = "\(view.path)/seance/points/\(item.position)"
    guard mayAct else {
        return
            "\(majority)\(entered(view, item, forms, mayAct: false))\(gap(item, found, forms, way: way, mayAct: false))"
    }
    let hasCounts = !(item.vote?.ways.isEmpty ?? true)
    let door: Markup? =
        view.online?.isUnderWay == true
        // It cannot be closed before its part on line.
        ? nil
        : isVoting
            ? form(
                "\(way)/vote", token: forms.token, state: forms.state("vote"),
                "<input type=\"hidden\" name=\"suite\" value=\"clos\"><p class=\"actions\"><button>Clore le vote</button></p>"
            )
            : form(
                "\(way)/vote", token: forms.token, state: forms.state("vote"),
                "<input type=\"hidden\" name=\"suite\" value=\"ouvert\"><p class=\"actions\"><button>\(hasCounts ? "Rouvrir le vote" : "Ouvrir le vote")</button></p>"
            )
    let online = onlineSection(view, item, round: 1, forms, way: way)
    // Hands bear no name: they are counted among those who have not voted on line.
    let hands: Markup =
        view.online?.isOpen == true
        ? "<p class=\"indice\">À main levée : une fois le vote en ligne clos, parmi celles qui n’y ont pas voté.</p>"
        : handsForm(view, item, forms, way: way)
    let ways: Markup? =
        isVoting || hasCounts
        ? "\(hands)\(rollCallForm(view, item, forms, way: way))\(paperForm(view, item, forms, way: way))"
        : nil
    return """
        <section><h2>Vote</h2>\(majority)\(door)\(entered(view, item, forms, mayAct: true))\(gap(item, found, forms, way: way, mayAct: true))
        \(casting(item, found, rule, forms, way: way))\(view.online == nil ? nil : online)\(ways)\(view.online == nil ? online : nil)\(secrecy(view, item, forms, way: way))</section>
        """
}

private func entered(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms, mayAct: Bool) -> Markup? {
    var rows: [Markup] = (item.vote?.ways ?? []).filter { $0.choices != nil || $0.way == .online }.map { way in
        if let count = way.count {
            let college = view.hall.statutes.college(way.college).map { ", collège \($0.name)" } ?? ""
            return
                "<tr><th scope=\"row\">\(way.way.label), au scrutin secret\(college)</th><td data-titre=\"Voix\">\(count.french)</td><td data-titre=\"Comptées par\">les scrutateurs</td><td data-titre=\"Suite\">—</td></tr>"
        }
        let choices = way.choices ?? []
        let told = RecordedVote.Choice.allCases.compactMap { (choice: RecordedVote.Choice) -> String? in
            let count = choices.count { $0.choice == choice }
            return count > 0 ? "\(choice.label.lowercased()) \(count)" : nil
        }
        return
            "<tr><th scope=\"row\">\(way.way.label)</th><td data-titre=\"Voix\">\(told.joined(separator: ", "))</td><td data-titre=\"Comptées par\">\(French.count(choices.count, "réponse", "réponses"))</td><td data-titre=\"Suite\">—</td></tr>"
    }
    rows += view.counts.map { line in
        let college = view.hall.statutes.college(line.college).map { ", collège \($0.name)" } ?? ""
        let undo: Markup =
            line.isCancelled || !mayAct
            ? "\(line.isCancelled ? "annulé" : "—")"
            : "<form class=\"en-ligne\" method=\"post\" action=\"\(view.path)/seance/points/\(item.position)/comptes/\(line.id)/annulation\">\(tokenField(forms.token))<button class=\"lien\">Annuler<span class=\"invisible\"> ce compte \(line.way.label)</span></button></form>"
        let count: Markup = line.isCancelled ? "<del>\(line.count.french)</del>" : "\(line.count.french)"
        return
            "<tr><th scope=\"row\">\(line.way.label)\(college)</th><td data-titre=\"Voix\">\(count)</td><td data-titre=\"Comptées par\">\(French.list(line.scrutineers.filter { !$0.isEmpty }))</td><td data-titre=\"Suite\">\(undo)</td></tr>"
    }
    guard !rows.isEmpty else { return nil }
    return table(
        caption: "Ce qui est compté", id: "comptes",
        columns: [Column("Voie"), Column("Voix"), Column("Comptées par"), Column("Suite")], rows: rows)
}

/// The reconciliation, and the field that explains a gap.
private func gap(_ item: RecordedItem, _ found: ItemRecount, _ forms: SittingForms, way: String, mayAct: Bool)
    -> Markup?
{
    guard let reconciliation = found.reconciliation else { return nil }
    let sentences: [Markup] = reconciliation.sentences.map { "<p>\(sentence: $0)</p>" }
    let state = forms.state(
        "explication", ["explication": item.vote?.explanation ?? item.election?.first?.explanation ?? ""])
    let field: Markup? =
        mayAct && item.kind != .election && reconciliation.gap > 0
        ? form(
            "\(way)/explication", token: forms.token, state: state,
            "\(textField("explication", "Pourquoi il manque des voix", state, maximum: 1000))<p class=\"actions\"><button class=\"second\">Expliquer l’écart</button></p>"
        ) : nil
    return notice(reconciliation.mayDeclare ? .information : .warning, "\(sentences)\(field)")
}

private func casting(
    _ item: RecordedItem, _ found: ItemRecount, _ rule: MajorityRule?, _ forms: SittingForms, way: String
) -> Markup? {
    guard rule?.hasCastingVote == true, found.result?.isTied == true else { return nil }
    let state = forms.state("preponderante", ["preponderante": item.vote?.casting?.rawValue ?? ""])
    return form(
        "\(way)/explication", token: forms.token, state: state,
        """
        <input type="hidden" name="explication" value="\(item.vote?.explanation ?? "")">
        \(radioGroup("preponderante", "Il y a égalité : la voix prépondérante de la présidence", state, options: [("pour", "pour"), ("contre", "contre"), ("", "n’en fait pas usage")]))
        <p class="actions"><button>Enregistrer son choix</button></p>
        """)
}

/// Colleges to count apart, when the majority looks at them.
private func colleges(_ view: SittingView, _ item: RecordedItem) -> [College] {
    view.hall.rules(item.rules)?.majority.colleges == .together ? [] : view.hall.statutes.colleges
}

private func numbers(_ state: FormState, _ prefix: String) -> Markup {
    let fields: [Markup] = [
        ("pour", "Pour"), ("contre", "Contre"), ("abstentions", "Abstentions"), ("blancs", "Blancs"), ("nuls", "Nuls"),
    ].map { name, label in
        let id = "\(prefix)\(name)"
        return
            "<div class=\"champ\"><label for=\"\(id)\">\(label)</label><input class=\"petit\" id=\"\(id)\" name=\"\(name)\" value=\"\(state[name])\" inputmode=\"numeric\" maxlength=\"7\"></div>"
    }
    return "<div class=\"nombres\">\(fields)</div>"
}

private func collegeField(_ view: SittingView, _ item: RecordedItem, _ state: FormState, _ prefix: String) -> Markup? {
    let colleges = colleges(view, item)
    guard !colleges.isEmpty else { return nil }
    let options: [Markup] = colleges.map {
        "<option value=\"\($0.key)\"\("selected", if: state["college"] == $0.key)>\($0.name)</option>"
    }
    return
        "<div class=\"champ\"><label for=\"\(prefix)college\">Collège</label><select id=\"\(prefix)college\" name=\"college\">\(options)</select></div>"
}

private func handsForm(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms, way: String) -> Markup {
    let state = forms.state("mains")
    return """
        <details\("open", if: forms.name == "mains" || item.vote == nil)><summary>À main levée</summary>\(form("\(way)/comptes", token: forms.token, state: state, """
        <input type="hidden" name="voie" value="main-levee">\(collegeField(view, item, state, "mains-"))\(numbers(state, "mains-"))
        \(textField("scrutateur-1", "Premier scrutateur", state, isRequired: true, maximum: 100))\(textField("scrutateur-2", "Second scrutateur", state, isRequired: true, maximum: 100))
        <p class="actions"><button>Enregistrer ce compte</button></p>
        """))</details>
        """
}

private func rollCallForm(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms, way: String) -> Markup {
    let floor = view.hall.floor(at: item.position)
    let state = forms.state("appel")
    let known = Dictionary((item.vote?.ways ?? []).flatMap { $0.choices ?? [] }.map { ($0.organisation, $0.choice) }) {
        first, _ in first
    }
    // Whoever has voted on line has voted.
    let voters = floor.voters.subtracting(view.online?.signed ?? [])
    let rows: [Markup] = view.hall.roll.entries.filter { voters.contains($0.organisation) }.map { entry in
        let name = "choix-\(entry.organisation)"
        let chosen = forms.name == "appel" ? state[name] : known[entry.organisation]?.rawValue ?? ""
        let by: Markup? = floor.represented[entry.organisation].map { " <small>par \(view.hall.roll.name($0))</small>" }
        let radios: [Markup] = RecordedVote.Choice.allCases.map { choice in
            "<label class=\"choix\"><input type=\"radio\" name=\"\(name)\" value=\"\(choice.rawValue)\"\("checked", if: chosen == choice.rawValue)> <span>\(choice.label)</span></label>"
        }
        return "<fieldset class=\"appel\"><legend>\(entry.name)\(by)</legend>\(radios)</fieldset>"
    }
    return """
        <details\("open", if: forms.name == "appel" || !known.isEmpty)><summary>Par appel nominal</summary>\(form("\(way)/appel", token: forms.token, state: state, "\(rows)<p class=\"actions\"><button>Enregistrer les réponses</button></p>"))</details>
        """
}

private func paperForm(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms, way: String) -> Markup {
    let state = forms.state("papier")
    return """
        <details\("open", if: forms.name == "papier")><summary>Sur papier</summary>\(form("\(way)/comptes", token: forms.token, state: state, """
        <input type="hidden" name="voie" value="papier">\(collegeField(view, item, state, "papier-"))\(voterBoxes(view, item, state))\(numbers(state, "papier-"))
        \(textField("depouille-par", "Qui a dépouillé", state, hint: "Des noms, séparés par des virgules : le procès-verbal les dit.", maximum: 300))
        <p class="actions"><button>Enregistrer ce compte</button></p>
        """))</details>
        """
}

/// Those who may vote at this item, to tick as they sign.
func voterBoxes(_ view: SittingView, _ item: RecordedItem, _ state: FormState) -> Markup {
    let floor = view.hall.floor(at: item.position)
    let cast = Set((item.vote?.ways ?? []).flatMap { $0.choices?.map(\.organisation) ?? $0.voters ?? [] })
    let named = cast.union(view.online?.signed ?? [])
    let ticked = Set(state["votants-coches"].split(separator: ",").map(String.init))
    let boxes: [Markup] = view.hall.roll.entries.filter {
        floor.voters.contains($0.organisation) && !named.contains($0.organisation)
    }.map { entry in
        let number = entry.organisation.description
        return
            "<label class=\"choix\"><input type=\"checkbox\" name=\"votants\" value=\"\(number)\"\("checked", if: state.values.isEmpty || ticked.contains(number))> <span>\(entry.name)</span></label>"
    }
    return
        "<fieldset class=\"champ votants\" id=\"votants\"><legend>Ont voté par cette voie</legend>\(boxes)</fieldset>"
}

private func secrecy(_ view: SittingView, _ item: RecordedItem, _ forms: SittingForms, way: String) -> Markup? {
    let rule = view.hall.statutes.secretBallot
    guard rule.askers != nil else { return nil }
    let asked = item.vote?.secrecyAskedBy ?? 0
    let state = forms.state("secret", ["demandeurs": asked > 0 ? String(asked) : ""])
    let sentence = rule.finding(aboutPersons: false, askedBy: asked).sentence
    return """
        <details\("open", if: forms.name == "secret")><summary>Scrutin secret</summary><p>\(sentence: sentence)</p>\(form("\(way)/secret", token: forms.token, state: state, "\(textField("demandeurs", "Combien d’organisations présentes le demandent", state, maximum: 5, inputmode: "numeric"))<p class=\"actions\"><button class=\"second\">Enregistrer</button></p>"))</details>
        """
}
