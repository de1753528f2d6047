import Domain
import Markup

/// A server of background images that the administrator chose; none by default.
struct TileServer: Sendable, Hashable {
    /// `https://…/{z}/{x}/{y}.png`.
    let template: String
    /// Whom the images are owed to.
    let credit: String

    /// « https://hote »: what the pages may take images from.
    var host: String { template.split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//") }

    func address(_ tile: MapFrame.Tile) -> String {
        template.replacing("{z}", with: String(tile.zoom)).replacing("{x}", with: String(tile.column))
            .replacing("{y}", with: String(tile.row))
    }
}

/// The answers on the map, with the links that move and narrow it; the list says the same in words. In a frame of another
/// site, records open beside.
func directoryMap(_ view: DirectoryView, path: String = "/annuaire", isFramed: Bool = false) -> Markup? {
    guard let map = view.answer.map else { return nil }
    let frame = map.frame
    let query = view.query
    let tiles: [Markup] = (view.tiles.map { server in frame.tiles.map { tile in image(tile, server) } }) ?? []
    let outlines: [Markup] = view.directory.drawings.paths(in: frame).map { "<path d=\"\($0)\"/>" }
    let links = DirectoryLinks(query, path: path)
    let nearer = links.template(.box)
    let clusters: [Markup] = map.clusters.sorted { $0.count < $1.count }.map {
        cluster($0, frame, view, nearer, isFramed)
    }
    let credit: Markup? = view.tiles.map { "<p class=\"mention\">Fond de carte : \($0.credit)</p>" }
    return """
        <div class="carte-annuaire" id="carte" data-vue="\(frame.view.text)" role="group" aria-label="Carte des réponses"><div class="carte-cadre"><svg xmlns="http://www.w3.org/2000/svg" class="carte" viewBox="0 0 \(frame.width) \(frame.height)">\(tiles.isEmpty ? nil : "<g aria-hidden=\"true\">\(tiles)</g>")<g class="\(tiles.isEmpty ? "terres" : "terres limites")" aria-hidden="true">\(outlines)</g><g class="amas-tous">\(clusters)</g></svg></div>\
        \(controls(frame, links))\(legend(map))\(credit)</div>
        """
}

private func image(_ tile: MapFrame.Tile, _ server: TileServer) -> Markup {
    // A little larger than its square: no seam shows between two.
    "<image href=\"\(server.address(tile))\" x=\"\(tenths(tile.x))\" y=\"\(tenths(tile.y))\" width=\"\(tenths(tile.side + 0.3))\" height=\"\(tenths(tile.side + 0.3))\"/>"
}

private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}

private func cluster(
    _ cluster: DirectoryMap.Cluster, _ frame: MapFrame, _ view: DirectoryView, _ nearer: (before: Markup, after: Markup),
    _ isFramed: Bool
) -> Markup {
    let position = frame.position(cluster.x, cluster.y)
    let (x, y) = (Int(position.x.rounded()), Int(position.y.rounded()))
    let vague = cluster.isVague ? " vague" : ""
    let place = view.directory.territories.place(cluster.commune)?.name
    if let id = cluster.only, let organisation = view.names[id] {
        let beside: Markup? = isFramed ? " target=\"_blank\"" : nil
        let words = organisation.name + (cluster.isVague ? ", quelque part à \(place ?? "cet endroit")" : "")
        return """
            <a href="/annuaire/\(organisation.slug)" class="amas seul\(vague)"\(beside) aria-label="\(words)"><title>\(words)</title><circle cx="\(x)" cy="\(y)" r="8"/></a>
            """
    }
    let words =
        French.count(cluster.count, "organisation", "organisations") + (place.map { " vers " + $0 } ?? "")
        + (cluster.isVague ? " (position à la commune près)" : "")
    let box = cluster.box.padded(max(cluster.box.width, cluster.box.height) / 8 + 50, least: DirectoryMap.closest)
    let radius = 8 + digits(cluster.count) * 3
    return """
        <a href="\(nearer.before)\(box.text.addressEncoded)\(nearer.after)" class="amas taille-\(digits(cluster.count))\(vague)" aria-label="\(words)"><title>\(words)</title><circle cx="\(x)" cy="\(y)" r="\(radius)"/><text x="\(x)" y="\(y + 5)" text-anchor="middle">\(short(cluster.count))</text></a>
        """
}

/// How many signs its number takes: larger discs for longer numbers.
private func digits(_ count: Int) -> Int { short(count).count }

/// « 12 k » for what would not fit a disc.
private func short(_ count: Int) -> String { count < 10_000 ? String(count) : "\(count / 1000)\u{A0}k" }

/// Links that look nearer, farther, beside; with scripts they change the map alone.
private func controls(_ frame: MapFrame, _ links: DirectoryLinks) -> Markup {
    let moves: [(Markup, String, MapBox)] = [
        ("+", "Voir de plus près", frame.moved(zoom: 2)), ("−", "Voir de plus loin", frame.moved(zoom: 0.5)),
        ("←", "Aller vers l’ouest", frame.moved(east: -0.4)), ("↑", "Aller vers le nord", frame.moved(south: -0.4)),
        ("↓", "Aller vers le sud", frame.moved(south: 0.4)), ("→", "Aller vers l’est", frame.moved(east: 0.4)),
    ]
    let items: [Markup] = moves.map { sign, words, box in
        "<li><a class=\"vue\" rel=\"nofollow\" href=\"\(links.address(.view, box.text))#carte\" title=\"\(words)\"><span aria-hidden=\"true\">\(sign)</span><span class=\"invisible\">\(words)</span></a></li>"
    }
    let narrow: Markup =
        "<li><a class=\"ici\" rel=\"nofollow\" href=\"\(links.address(.box, frame.view.text))\">Chercher dans cette zone</a></li>"
    return "<ul class=\"commandes\">\(items)\(narrow)</ul>"
}

private func legend(_ map: DirectoryMap) -> Markup? {
    var sentences: [Markup] = []
    if map.clusters.contains(where: \.isVague) {
        sentences.append("En pointillé\u{A0}: position connue à la commune près.")
    }
    if map.placeless > 0 {
        let count = French.count(map.placeless, "organisation n’a", "organisations n’ont")
        sentences.append("\(count) pas de lieu connu.")
    }
    if map.outside > 0 {
        let count = French.count(map.outside, "organisation est", "organisations sont")
        sentences.append("\(count) hors de la carte.")
    }
    let spaced: [Markup] = sentences.map { "\($0) " }
    return sentences.isEmpty ? nil : "<p class=\"legende-carte\">\(spaced)</p>"
}
