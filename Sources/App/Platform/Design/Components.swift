import Domain
import Markup

// The pieces that pages are made of, shown together on /aide/composants.

/// The title of a page and the sentence that answers its question.
func heading(_ title: Markup, _ lead: Markup? = nil) -> Markup {
    "<h1>\(title)</h1>\(lead.map { "<p class=\"chapeau\">\($0)</p>" as Markup })"
}

enum NoticeKind { case information, done, warning, refusal }

/// A sentence set apart; a refusal is read out at once by screen readers.
func notice(_ kind: NoticeKind, _ content: Markup) -> Markup {
    switch kind {
    case .information: "<div class=\"avis\">\(content)</div>"
    case .done: "<div class=\"avis fait\" role=\"status\">\(content)</div>"
    case .warning: "<div class=\"avis attention\">\(content)</div>"
    case .refusal: "<div class=\"avis refus\" role=\"alert\">\(content)</div>"
    }
}

/// The patch of colour and pattern of a status, as on the map; the words always stand beside it.
func patch(_ status: Status) -> Markup {
    "<svg class=\"puce\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"statut-\(status.rawValue)\" width=\"16\" height=\"16\" rx=\"3\"/>\(statusMark(status))</svg>"
}

/// What tells statuses apart without colours, inside a patch of 16 × 16.
private func statusMark(_ status: Status) -> Markup? {
    switch status {
    case .created: nil
    case .prefiguration: "<path class=\"marque\" d=\"M0 8 8 0M0 16 16 0M8 16l8-8\"/>"
    case .organising: "<path class=\"marque point\" d=\"M4 4h0M12 4h0M4 12h0M12 12h0M8 8h0\"/>"
    case .none: nil
    case .unknown: "<path class=\"marque fine\" d=\"M0 4h16M0 8h16M0 12h16\"/>"
    }
}

/// « Pôle créé » with its patch.
func badge(_ status: Status) -> Markup {
    "<span class=\"statut\">\(patch(status))\(status.label)</span>"
}

/// How sure it is, said in a word and explained on hover and to screen readers.
func certaintyMark(_ certainty: Certainty) -> Markup {
    "<span class=\"certitude \(certainty.rawValue)\" title=\"\(certainty.explanation)\">\(certainty.label)</span>"
}

/// A date as precisely as known, readable by machines.
func time(_ date: PartialDate) -> Markup { "<time datetime=\"\(date.description)\">\(ordinal(date.french))</time>" }
func time(_ day: Day) -> Markup { "<time datetime=\"\(day.description)\">\(ordinal(day.french))</time>" }

/// « 1er » with its letters raised.
func ordinal(_ text: String) -> Markup {
    guard text.hasPrefix("1er\u{A0}") else { return "\(text)" }
    return "1<sup>er</sup>\(String(text.dropFirst(3)))"
}

/// Where a fact comes from, as a link when it is one.
func citation(_ source: Source) -> Markup {
    if let document = source.documentID {
        return "<cite>\(source.title)</cite> (<a href=\"/pieces/\(document.rawValue)\">document joint</a>)"
    }
    guard let url = source.url, let link = WebLink(url) else { return "<cite>\(source.title)</cite>" }
    return "<cite><a href=\"\(link)\" rel=\"noopener nofollow\">\(source.title)</a></cite>"
}

/// What a rule found, as it says it.
func findingList(_ findings: [Finding]) -> Markup {
    let items: [Markup] = findings.map { finding in
        """
        <li class="\(finding.outcome.rawValue)"><span class="constat">\(finding.outcome.label)</span> \(sentence: finding.sentence) <span class="principe">\(finding.principle)</span></li>
        """
    }
    return "<ul class=\"constats\">\(items)</ul>"
}

/// A number set large with what it counts beneath.
struct Figure {
    let value: Markup
    let caption: Markup
    init(_ value: Markup, _ caption: Markup) { (self.value, self.caption) = (value, caption) }
}

func figures(_ list: [Figure]) -> Markup {
    let items: [Markup] = list.map { figure in "<div><dt>\(figure.caption)</dt><dd>\(figure.value)</dd></div>" }
    return "<dl class=\"chiffres\">\(items)</dl>"
}

/// Something to read in place of an empty list: what would be here, and how it comes.
func emptyState(_ title: Markup, _ explanation: Markup) -> Markup {
    "<div class=\"vide\"><p class=\"titre\">\(title)</p><p>\(explanation)</p></div>"
}

/// The files that say the same thing as the page.
func exports(_ links: [(format: String, path: String)]) -> Markup {
    let items: [Markup] = links.map { link in "<li><a href=\"\(link.path)\" download>\(link.format)</a></li>" }
    return "<div class=\"fichiers\"><span>Emporter ces données :</span><ul>\(items)</ul></div>"
}

func card(_ title: Markup, path: String, _ content: Markup) -> Markup {
    "<li class=\"carton\"><h3><a href=\"\(path)\">\(title)</a></h3>\(content)</li>"
}

/// « le 23 novembre 2026 à 23 h 15 », as clocks show in France, from a timestamp in UTC.
func moment(_ timestamp: String) -> Markup {
    guard let time = FranceTime(utc: timestamp) else { return "\(timestamp)" }
    return "<time datetime=\"\(timestamp)\">\(ordinal(time.day.frenchWithArticle)) à \(time.clock)</time>"
}
