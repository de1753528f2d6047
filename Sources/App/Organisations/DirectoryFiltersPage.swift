import Domain
import Markup

/// One choice of a filter and how many organisations it would leave.
private struct Choice {
    let value: String
    let label: String
    let count: Int
}

/// The filters, each choice a link with its count; what would give nothing is not offered.
func directoryFilters(_ view: DirectoryView) -> Markup {
    let (query, answer) = (view.query, view.answer)
    let families = Family.allCases.map { Choice(value: $0.rawValue, label: $0.label, count: answer.families[$0] ?? 0) }
    let sizes = SizeClass.allCases.map { Choice(value: $0.rawValue, label: $0.label, count: answer.sizes[$0] ?? 0) }
    let pays = view.directory.pays.map {
        Choice(value: $0.slug, label: $0.name, count: answer.territories[$0.slug] ?? 0)
    }
    let hubs = view.directory.hubs.map { Choice(value: $0.slug, label: $0.name, count: answer.hubs[$0.slug] ?? 0) }
    let ceased: Markup =
        query.includesCeased
        ? "<a href=\"\(query.with(.ceased, "").address())\">Cacher les organisations cessées</a>"
        : "<a href=\"\(query.with(.ceased, "toutes").address())\">Montrer aussi les organisations cessées</a>"
    return """
        <div class="choix-filtres">\(filter("Famille", .family, families, query, chosen: query.family?.rawValue))\
        \(filter("Pays", .territory, pays, query, chosen: query.territory))\
        \(filter("Pôle", .hub, hubs, query, chosen: query.hub))\
        \(filter("Taille", .size, sizes, query, chosen: query.size?.rawValue))\
        <p>\(ceased)</p></div>
        """
}

private func filter(
    _ title: Markup, _ key: DirectoryQuery.Key, _ choices: [Choice], _ query: DirectoryQuery, chosen: String?
) -> Markup? {
    let offered = choices.filter { $0.count > 0 || $0.value == chosen }
    guard !offered.isEmpty else { return nil }
    let items: [Markup] = offered.map { choice in
        let isChosen = choice.value == chosen
        let address = query.with(key, isChosen ? "" : choice.value).address()
        return """
            <li><a href="\(address)"\("aria-current", isChosen ? "true" : nil)>\(choice.label)</a> <span class="compte">\(French.number(choice.count))</span></li>
            """
    }
    return
        "<details\("open", if: offered.count <= 8 || chosen?.isEmpty == false)><summary>\(title)</summary><ul>\(items)</ul></details>"
}

/// The Pays with a disc for what each holds, its area as the number; each leads to its own list. The list of Pays in the
/// filters says the same in words.
func directoryMap(_ view: DirectoryView, path: String = "/annuaire") -> Markup? {
    guard let shapes = view.shapes else { return nil }
    let byCode = Dictionary(
        view.directory.pays.map { (view.directory.codes[$0.slug] ?? "", $0) }
    ) { (first: DirectoryPlace, _) in first }
    let most = view.answer.territories.values.max() ?? 0
    guard most > 0 else { return nil }
    let outlines: [Markup] = shapes.shapes.map { shape in
        let isHere = byCode[shape.code]?.slug == view.query.territory
        return "<path class=\"fond-pays\(isHere ? " ici" : "")\" d=\"\(shape.path)\"/>"
    }
    let discs: [Markup] = shapes.shapes.compactMap { shape in
        guard let place = byCode[shape.code], let label = shape.label else { return nil }
        guard let count = view.answer.territories[place.slug] else { return nil }
        let address = view.query.with(.territory, place.slug).address(path)
        return disc(place, count: count, most: most, at: label, address: address)
    }
    return """
        <div class="carte-cadre carte-annuaire" role="group" aria-label="Organisations par Pays"><svg xmlns="http://www.w3.org/2000/svg" class="carte" viewBox="0 0 \(Int(shapes.width)) \(Int(shapes.height))"><g aria-hidden="true">\(outlines)</g>\(discs)</svg></div>
        """
}

private func disc(
    _ place: DirectoryPlace, count: Int, most: Int, at point: (x: Double, y: Double), address: String
) -> Markup {
    let radius = 11 + Int((Double(count) / Double(most)).squareRoot() * 17)
    let (x, y) = (Int(point.x.rounded()), Int(point.y.rounded()))
    let words = place.name + " : " + French.count(count, "organisation", "organisations")
    return """
        <a href="\(address)" class="amas" aria-label="\(words)"><title>\(words)</title><circle cx="\(x)" cy="\(y)" r="\(radius)"/><text x="\(x)" y="\(y + 5)" text-anchor="middle">\(French.number(count))</text></a>
        """
}
