import Domain
import Markup

/// `…/telephone?cle=…`: what one voter needs in the hand.
func phonePage(_ view: SittingView, _ organisation: ID<Organisation>, key: String, _ forms: SittingForms) -> PageContent
{
    let standing = view.hall.attendance.manner(of: organisation, at: view.current).map(manner) ?? "pas encore signé"
    var body: Markup = "<p>La séance n’est pas ouverte.</p>"
    if view.isOpen, let item = view.record.item(view.current) {
        let found = view.hall.item(item)
        let result = item.closedAt == nil ? nil : outcome(item, found)
        let vote = phoneVote(view, item, organisation, key: key, forms)
        body = """
            <h2>Point \(item.position). \(item.title)</h2>\(result)\(vote)
            \(item.text.isEmpty ? nil : "<blockquote class=\"resolution\">\(paragraphs(item.text))</blockquote>")
            <p>\(sentence: found.quorum.sentence)</p>
            """
    } else if view.isOpen {
        body = "<p>La séance est ouverte ; le premier point va commencer.</p>"
    }
    let isShown = forms.name == "parole" || ballots(view, organisation).contains { forms.name == "vote-\($0)" }
    let ask: Markup? =
        view.isOpen
        ? form(
            "\(view.publicPath)/telephone", token: forms.token, state: forms.state("parole"),
            "<input type=\"hidden\" name=\"cle\" value=\"\(key)\"><p class=\"actions\"><button>Demander la parole</button></p>"
        ) : nil
    var page = PageContent(
        title: view.assembly.title, section: .hubs,
        body: """
            \(heading("\(view.hall.roll.name(organisation))", "\(view.assembly.designation) : \(standing)"))
            <div data-direct="\(view.isOpen && view.assembly.isPublic ? view.publicPath + "/ecran/evenements" : "")" data-version="\(view.version)" data-page="\(view.publicPath)/telephone?cle=\(key)">\(errorSummary(forms.orphan(unless: isShown)))<div data-fragment="point">\(body)</div>\(ask)</div>
            """, isPrivate: true, isNarrow: true)
    page.usesLiveScript = view.isOpen
    return page
}

/// Those that these hands may vote for now: the buttons that the page shows.
private func ballots(_ view: SittingView, _ organisation: ID<Organisation>) -> [ID<Organisation>] {
    guard let online = view.currentOnline, online.isOpen else { return [] }
    let floor = view.hall.floor(at: view.current)
    let given = floor.represented.filter { $0.value == organisation }.keys
    return ([organisation] + given).filter { online.roll.contains($0) && !online.signed.contains($0) }
}

/// The ballots in these hands: one's own, and those of whoever gave a proxy.
private func phoneVote(
    _ view: SittingView, _ item: RecordedItem, _ organisation: ID<Organisation>, key: String, _ forms: SittingForms
) -> Markup? {
    guard let online = view.currentOnline, !online.isPrepared, item.closedAt == nil else { return nil }
    let floor = view.hall.floor(at: item.position)
    let given = floor.represented.filter { $0.value == organisation }.keys.sorted { $0.rawValue < $1.rawValue }
    let hands = ([organisation] + given).filter(online.roll.contains)
    guard !hands.isEmpty else {
        return "<p class=\"avis\">Ce point se vote aussi en ligne ; vous votez dans la salle.</p>"
    }
    let rows: [Markup] = hands.map { one in
        let name = view.hall.roll.name(one)
        if online.signed.contains(one) { return "<p>✓ <strong>\(name)</strong> a voté.</p>" }
        guard online.isOpen else { return "<p>\(name) n’a pas voté.</p>" }
        return form(
            "\(view.publicPath)/telephone/vote", token: forms.token, state: forms.state("vote-\(one)"),
            """
            <input type="hidden" name="cle" value="\(key)"><input type="hidden" name="organisation" value="\(one)">
            <p class="actions"><button>Voter pour \(name)</button></p>
            """)
    }
    return """
        <section class="urne"><h3>\(online.isOpen ? "Le vote est ouvert" : "Le vote en ligne est clos")</h3>\(rows)
        <p class="indice">\(online.participation) Rien de ce qui est voté ne se lit avant la clôture.</p></section>
        """
}

/// The link, shown once: only its hash is kept.
func phoneLinkPage(_ view: SittingView, _ organisation: ID<Organisation>, address: String) -> PageContent {
    PageContent(
        title: "Lien de \(view.hall.roll.name(organisation))", section: .hubs,
        breadcrumbs: sittingCrumbs(view) + [Crumb("Émargement", view.path + "/seance/emargement")],
        body: """
            \(heading("Un lien pour \(view.hall.roll.name(organisation))", "Il ouvre cette assemblée et rien d’autre. Il n’est montré qu’une fois ; en faire un autre ferme celui-ci."))
            <div class="champ"><label for="lien">Le lien, à ouvrir sur un téléphone</label><input id="lien" value="\(address)" readonly></div>
            """, isPrivate: true, isNarrow: true)
}
