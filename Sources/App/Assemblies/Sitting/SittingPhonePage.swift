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
        body = """
            <h2>Point \(item.position). \(item.title)</h2>\(result)
            \(item.text.isEmpty ? nil : "<blockquote class=\"resolution\">\(paragraphs(item.text))</blockquote>")
            <p>\(sentence: found.quorum.sentence)</p>
            """
    } else if view.isOpen {
        body = "<p>La séance est ouverte ; le premier point va commencer.</p>"
    }
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
            <div data-direct="\(view.isOpen && view.assembly.isPublic ? view.publicPath + "/ecran/evenements" : "")" data-version="\(view.version)"><div data-fragment="point">\(body)</div>\(ask)</div>
            """, isPrivate: true, isNarrow: true)
    page.usesLiveScript = view.isOpen
    return page
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
