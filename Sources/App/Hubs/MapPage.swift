import Domain
import Markup

/// One territory of a map of statuses.
struct MapTerritory: Sendable {
    let number: String
    let name: String
    let status: Status
    let path: String
    let isHere: Bool
}

/// The map of statuses as SVG: every territory a link, patterns as well as colours, numbers in place of names when narrow.
/// Presentation attributes make it stand alone as a file; the stylesheet overrides them in a page.
func statusMap(_ shapes: MapShapes, _ territories: [String: MapTerritory], label: String, isFile: Bool = false)
    -> Markup
{
    let height = Int(shapes.height)
    // What is pointed at is drawn last, so that its outline lies over its neighbours.
    let ordered =
        shapes.shapes.filter { territories[$0.code]?.isHere != true }
        + shapes.shapes.filter { territories[$0.code]?.isHere == true }
    let links: [Markup] = ordered.compactMap { shape in
        territories[shape.code].map { mapLink(shape, $0, isFile: isFile) }
    }
    let names: [Markup] = shapes.shapes.compactMap { shape in territories[shape.code].flatMap { mapName(shape, $0) } }
    // On a page the name goes on the frame: HTML does not let an svg be a group.
    let drawing: Markup = """
        <svg xmlns="http://www.w3.org/2000/svg" class="carte\(shapes.isDrawing ? "" : " reelle")" viewBox="0 0 \(Int(shapes.width)) \(height)"\("width", isFile ? String(Int(shapes.width)) : nil)\("role", isFile ? "img" : nil)\("aria-label", isFile ? label : nil)>
        \(statusPatterns)\(links)<g aria-hidden="true">\(names)</g></svg>
        """
    return isFile ? drawing : "<div class=\"carte-cadre\" role=\"group\" aria-label=\"\(label)\">\(drawing)</div>"
}

let statusPatterns: Markup = """
    <defs><pattern id="motif-prefiguration" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="7" height="7" fill="#cfe3df"/><rect class="fond-mer-clair" width="3.2" height="7" fill="#5f9f9c"/></pattern>\
    <pattern id="motif-organisation" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fond-ecume" width="8" height="8" fill="#e0ece6"/><circle class="fond-mer" cx="2" cy="2" r="1.2" fill="#0d5c63"/><circle class="fond-mer" cx="6" cy="6" r="1.2" fill="#0d5c63"/></pattern>\
    <pattern id="motif-inconnu" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="fond-carte" width="5" height="5" fill="#efece0"/><rect class="fond-trait" width="5" height="1" fill="#cfcab8"/></pattern></defs>
    """

private func mapLink(_ shape: MapShapes.Shape, _ territory: MapTerritory, isFile: Bool) -> Markup {
    let words = territory.name + " : " + territory.status.label
    let content: Markup = """
        <title>\(words)</title><path d="\(shape.path)" class="statut-\(territory.status.rawValue)" fill="\(fill(territory.status))" stroke="#fbfaf5" stroke-width="2" stroke-linejoin="round"/>
        """
    if isFile { return "<g>\(content)</g>" }
    return """
        <a href="\(territory.path)" class="pays\(territory.isHere ? " ici" : "")" data-code="\(shape.code)" aria-label="\(words)">\(content)</a>
        """
}

private func fill(_ status: Status) -> String {
    switch status {
    case .created: "#0d5c63"
    case .prefiguration: "url(#motif-prefiguration)"
    case .organising: "url(#motif-organisation)"
    case .none: "#fffdf8"
    case .unknown: "url(#motif-inconnu)"
    }
}

/// The name on one or two lines, and the number that replaces it on narrow screens.
private func mapName(_ shape: MapShapes.Shape, _ territory: MapTerritory) -> Markup? {
    guard let label = shape.label else { return nil }
    let x = Int(label.x.rounded())
    let y = Int(label.y.rounded())
    let lines = broken(territory.name)
    let start = y + 4 - 7 * (lines.count - 1)
    let spans: [Markup] = lines.enumerated().map { index, line in
        "<tspan x=\"\(x)\" y=\"\(start + 14 * index)\">\(line)</tspan>"
    }
    let isWhite = territory.status == .created
    return """
        <text class="nom-long\(isWhite ? " clair" : "")" text-anchor="middle" font-family="system-ui, sans-serif" font-size="12.5" font-weight="600" fill="\(isWhite ? "#ffffff" : "#1c2b33")">\(spans)</text>\
        <text class="nom-court\(isWhite ? " clair" : "")" x="\(x)" y="\(y + 9)" text-anchor="middle" display="none">\(territory.number)</text>
        """
}

/// A long name in two lines of about the same length.
private func broken(_ name: String) -> [String] {
    guard name.count > 13, name.contains(" ") else { return [name] }
    let words = name.split(separator: " ").map(String.init)
    var best = ([name], Int.max)
    for cut in 1..<words.count {
        let halves = [words[..<cut].joined(separator: " "), words[cut...].joined(separator: " ")]
        let longest = halves.map(\.count).max() ?? 0
        if longest < best.1 { best = (halves, longest) }
    }
    return best.0
}

/// What colours and patterns mean, with how many territories have each.
func legend(_ situation: Situation) -> Markup {
    let items: [Markup] = Status.allCases.map { status in
        "<li>\(badge(status)) <span class=\"compte\">\(situation.count(status))</span></li>"
    }
    return "<ul class=\"legende\" aria-label=\"Légende\">\(items)</ul>"
}
