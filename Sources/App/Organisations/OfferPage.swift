import Domain
import Markup

/// What the board of offers was asked for.
struct OfferQuery: Sendable {
    var text = ""
    var direction: Offer.Direction?
    var kind: Offer.Kind?

    var isAny: Bool { text.isEmpty && direction == nil && kind == nil }

    /// Every word of the question must be said by the line, whatever its accents and plurals.
    func keeps(_ line: OfferLine) -> Bool {
        if let direction, line.offer.direction != direction { return false }
        if let kind, line.offer.kind != kind { return false }
        let said = OfferMatching.words(
            [line.offer.topic, line.offer.detail, line.name, line.town].joined(separator: " "))
        return OfferMatching.words(text).isSubset(of: said)
    }

    /// The address of the file that holds the same lines.
    var fileAddress: String {
        "/offres.csv?q=\(text.addressEncoded)&sens=\(direction?.rawValue ?? "")&sorte=\(kind?.rawValue ?? "")"
    }
}

/// `/offres`: what organisations offer and look for, with what answers what.
func offerBoardPage(_ lines: [OfferLine], _ query: OfferQuery, all: [OfferLine]) -> PageContent {
    let list: Markup
    if all.isEmpty {
        list = emptyState(
            "Personne n’a encore rien proposé ni cherché.",
            "Chaque pôle y inscrit ce que ses organisations proposent et cherchent : compétences, lieux, matériel, services, emplois, bénévolat."
        )
    } else if lines.isEmpty {
        list = emptyState(
            "Rien ne répond à cette recherche.",
            "Essayez un autre mot, une autre sorte, ou <a href=\"/offres\">revoyez tout</a>.")
    } else {
        list = "\(offerList(lines, all: all))\(exports([("CSV", query.fileAddress)]))"
    }
    let count = French.count(lines.count, "annonce", "annonces")
    return PageContent(
        title: "Offres et besoins", section: .hubs,
        description: "Ce que les organisations de l’ESS proposent et cherchent.",
        body: """
            \(heading("Offres et besoins", "Ce que les organisations proposent et ce qu’elles cherchent : de quoi coopérer avant de chercher ailleurs."))
            <form class="recherche" method="get" action="/offres" role="search">
            <div class="champ"><label for="q">Mots</label><input class="petit" type="search" id="q" name="q" value="\(query.text)" maxlength="100"></div>
            <div class="champ"><label for="sens">Sens</label><select id="sens" name="sens"><option value="">tous</option>\(options(Offer.Direction.allCases.map { ($0.rawValue, $0.label) }, chosen: query.direction?.rawValue))</select></div>
            <div class="champ"><label for="sorte">De quoi il s’agit</label><select id="sorte" name="sorte"><option value="">tout</option>\(options(Offer.Kind.allCases.map { ($0.rawValue, $0.label) }, chosen: query.kind?.rawValue))</select></div>
            <button>Chercher</button></form>
            <p>\(count).</p>
            \(list)
            """)
}

private func options(_ list: [(String, String)], chosen: String?) -> Markup {
    let items: [Markup] = list.map { value, label in
        "<option value=\"\(value)\"\("selected", if: value == chosen)>\(label)</option>"
    }
    return "\(items)"
}

private func offerList(_ lines: [OfferLine], all: [OfferLine]) -> Markup {
    let offers = all.map(\.offer)
    let byID = Dictionary(all.map { ($0.offer.id, $0) }) { first, _ in first }
    let rows: [Markup] = lines.map { line in
        let answers = OfferMatching.answers(to: line.offer, among: offers).prefix(3).compactMap { byID[$0.id] }
        return """
            <tr id="annonce-\(line.offer.id.rawValue)"><th scope="row">\(line.offer.topic)\(offerDetail(line.offer))</th><td data-titre="Sens">\(line.offer.direction.label)</td>\
            <td data-titre="Sorte">\(line.offer.kind.label)</td><td data-titre="Organisation"><a href="/annuaire/\(line.slug)">\(line.name)</a>\(line.town.isEmpty ? "" : ", \(line.town)")</td>\
            <td data-titre="Jusqu’au">\(line.offer.validity.until.map { time($0.adding(days: -1)) } ?? "—")</td><td data-titre="À rapprocher">\(answerLinks(answers))</td></tr>
            """
    }
    let columns = ["Annonce", "Sens", "Sorte", "Organisation", "Jusqu’au", "À rapprocher"].map { Column($0) }
    return table(
        caption: "Annonces, de la plus récente à la plus ancienne", id: "annonces", columns: columns, rows: rows)
}

/// What is said beyond the few words.
func offerDetail(_ offer: Offer) -> Markup? {
    offer.detail.isEmpty ? nil : "<br><small>\(offer.detail)</small>"
}

private func answerLinks(_ lines: [OfferLine]) -> Markup {
    guard !lines.isEmpty else { return "—" }
    let items: [Markup] = lines.map { line in
        "<li><a href=\"#annonce-\(line.offer.id.rawValue)\">\(line.name)\u{A0}: \(line.offer.topic)</a></li>"
    }
    return "<ul>\(items)</ul>"
}
