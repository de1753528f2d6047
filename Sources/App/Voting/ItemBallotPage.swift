import Domain
import Markup

/// The vote on line of one item, on the page of whoever presides or writes.
func onlineSection(
    _ view: SittingView, _ item: RecordedItem, round: Int, _ forms: SittingForms, way: String
) -> Markup? {
    guard let ballot = view.online, ballot.record.round == round else {
        guard view.hall.statutes.onlineVoting != false else { return nil }
        return openingForm(view, item, round: round, forms, way: way)
    }
    let desk = "/poles/\(view.slug)/pilotage/scrutins/\(ballot.record.id)"
    let body: Markup
    if ballot.isPrepared {
        body =
            "<p>Un vote en ligne est préparé pour ce point : <a href=\"\(desk)\">l’ouvrir, ou l’annuler</a> à son pupitre.</p>"
    } else if ballot.isOpen {
        body = openBallot(view, ballot, forms, way: way, desk: desk)
    } else if ballot.awaitsTellers {
        body = closedUrn(ballot, forms, way: way, desk: desk)
    } else {
        body =
            "<p>\(sentence: "Le vote en ligne est clos. \(ballot.participation)") <a href=\"\(desk)\">Son pupitre, sa preuve</a></p>"
    }
    return """
        <section class="vote-en-ligne" id="vote-en-ligne"><h3>Vote en ligne\(ballot.record.isSecret ? ", au scrutin secret" : "")</h3>\(body)\
        \(ballot.isUnderWay ? cancelForm(forms, way: way) : nil)</section>
        """
}

private func openingForm(
    _ view: SittingView, _ item: RecordedItem, round: Int, _ forms: SittingForms, way: String
) -> Markup? {
    let voters = view.hall.roll.entries.filter {
        view.hall.mayVoteOnline(item, round: round).contains($0.organisation)
    }
    guard !voters.isEmpty else { return nil }
    let isSecret =
        item.vote?.isSecret == true
        || (item.election.map { $0.isSecret || view.hall.statutes.secretBallot.persons } ?? false)
    let state = forms.state(
        "en-ligne", ["en-ligne-secret": isSecret ? "oui" : "non", "en-ligne-duree": "60", "en-ligne-courriel": "oui"])
    let ready = view.tellers?.isReady == true
    let secrets: [(value: String, label: Markup)] = [
        ("non", "À découvert : la séance et le public lisent ensuite qui a voté quoi"),
        (
            "oui",
            ready
                ? "Au scrutin secret : l’urne s’ouvre avec \(view.tellers?.key.threshold ?? 2) des \(view.tellers?.key.count ?? 3) scrutateurs"
                : "Au scrutin secret : <a href=\"\(view.path)/scrutateurs\">les scrutateurs doivent d’abord déposer et essayer leur clé</a>"
        ),
    ]
    return """
        <details\("open", if: forms.name == "en-ligne")><summary>En ligne</summary>\(form("\(way)/vote-en-ligne", token: forms.token, state: state, """
        <input type="hidden" name="tour" value="\(round)"><p>Le lien de chacune est sur son téléphone. Le vote est compté avec celui de la salle, et personne ne vote deux fois.\(view.hall.statutes.onlineVoting == nil ? " Les statuts ne disent rien du vote en ligne : assurez-vous que l’assemblée l’accepte." : "")</p>
        \(radioGroup("en-ligne-secret", "Comment", state, options: secrets))\(onlineBoxes(view, item, voters, state))
        \(textField("en-ligne-duree", "Durée au plus, en minutes", state, hint: "Vous le clôturez quand vous voulez ; après ce temps, plus personne ne vote.", maximum: 4, inputmode: "numeric"))
        \(checkbox("en-ligne-modifiable", "À découvert : chacune peut changer son vote jusqu’à la clôture", state))\(checkbox("en-ligne-courriel", "Envoyer aussi le lien par courriel", state))
        <p class="actions"><button>Ouvrir le vote en ligne</button></p>
        """))</details>
        """
}

/// Those who are not in the room are ticked; everybody when all are.
private func onlineBoxes(
    _ view: SittingView, _ item: RecordedItem, _ voters: [Roll.Entry], _ state: FormState
) -> Markup {
    let floor = view.hall.floor(at: item.position)
    let afar = voters.filter { floor.online.contains(floor.represented[$0.organisation] ?? $0.organisation) }
    let proposed = Set((afar.isEmpty ? voters : afar).map(\.organisation.description))
    let ticked = state.values["en-ligne-coches"].map { Set($0.split(separator: ",").map(String.init)) } ?? proposed
    let boxes: [Markup] = voters.map { entry in
        let number = entry.organisation.description
        let by: Markup? = floor.represented[entry.organisation].map { " <small>par \(view.hall.roll.name($0))</small>" }
        return
            "<label class=\"choix\"><input type=\"checkbox\" name=\"en-ligne-votants\" value=\"\(number)\"\("checked", if: ticked.contains(number))> <span>\(entry.name)\(by)</span></label>"
    }
    return """
        <fieldset class="champ votants" id="en-ligne-votants"><legend>Votent en ligne</legend>\(boxes)</fieldset>
        """
}

private func openBallot(
    _ view: SittingView, _ ballot: ItemBallot, _ forms: SittingForms, way: String, desk: String
) -> Markup {
    let silent = ballot.voters.filter { $0.signedOn == nil }.map(\.name)
    let waited: Markup =
        silent.isEmpty
        ? "<p>Toutes ont voté.</p>"
        : "<details><summary>N’ont pas encore voté (\(silent.count))</summary><ul class=\"colonnes\">\(silent.map { "<li>\($0)</li>" as Markup })</ul></details>"
    return """
        <div data-fragment="vote-en-ligne">\(figures([Figure("\(ballot.signed.count)", "ont voté"), Figure("\(silent.count)", "pas encore")]))\(waited)</div>
        <p class="indice">Ce qui est voté ne se lit nulle part avant la clôture. On vote au plus tard le \(momentWithoutArticle(ballot.record.closesAt)). <a href="\(desk)">Liens et liste électorale de ce vote</a></p>
        \(form("\(way)/vote-en-ligne/cloture", token: forms.token, state: forms.state("en-ligne-cloture"), "<p class=\"actions\"><button>Clore le vote en ligne</button></p>"))
        """
}

private func closedUrn(_ ballot: ItemBallot, _ forms: SittingForms, way: String, desk: String) -> Markup {
    let state = forms.state("en-ligne-liste")
    return """
        <p>\(sentence: "Le vote est clos. \(ballot.participation) L’urne est à ouvrir.")</p>
        <p class="actions"><a class="bouton second" href="\(desk)/urne.json" download>Télécharger l’urne</a></p>
        <p>Assez de scrutateurs, ensemble, sur leur machine :</p><pre class="exemple">maillage scrutateur ouvrir urne.json part-1.json part-2.json --sortie liste-ouverte.json</pre>
        \(form("\(way)/vote-en-ligne/liste", token: forms.token, state: state, hasFile: true, "\(fileField("liste", "Fichier liste-ouverte.json", state))<p class=\"actions\"><button>Déposer la liste ouverte</button></p>"))
        """
}

private func cancelForm(_ forms: SittingForms, way: String) -> Markup {
    let state = forms.state("en-ligne-annulation")
    return """
        <details class="annulation"\("open", if: forms.name == "en-ligne-annulation")><summary>Annuler ce vote en ligne</summary>\(form("\(way)/vote-en-ligne/annulation", token: forms.token, state: state, """
        \(textField("motif", "Pourquoi", state, hint: "Les votantes liront ce motif.", isRequired: true, maximum: 1000))<p class="actions"><button class="second">Annuler le vote en ligne</button></p>
        """))</details>
        """
}
