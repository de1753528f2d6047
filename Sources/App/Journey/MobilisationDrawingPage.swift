import Domain
import Markup

/// The territory, its communes and those who carry the démarche there. Presentation attributes make it stand alone: the
/// dossier keeps it, and prints it without a stylesheet.
func territoryDrawing(_ map: TerritoryMap, label: String) -> Markup {
    let around: [Markup] = map.around.map { area in
        "<path d=\"\(area.path)\" fill=\"#f6f4ec\" stroke=\"#e2dfd2\" stroke-width=\"1\"/>"
    }
    let areas: [Markup] = map.areas.map { area in
        let title: Markup? = area.name.isEmpty ? nil : "<title>\(areaWords(area))</title>"
        return
            "<path d=\"\(area.path)\" fill=\"\(areaFill(area))\" stroke=\"#ffffff\" stroke-width=\"1.2\" stroke-linejoin=\"round\">\(title)</path>"
    }
    let discs: [Markup] = map.areas.compactMap { area in
        guard let commune = area.commune, let middle = area.middle else { return nil }
        let (steering, members) = (commune.steering.count, commune.members.count)
        guard steering + members > 0 else { return nil }
        let radius = min(7 + 2 * (steering + members), 19)
        return """
            <circle cx="\(Int(middle.x))" cy="\(Int(middle.y))" r="\(radius)" fill="\(steering > 0 ? "#c98a00" : "#0d5c63")" stroke="#ffffff" stroke-width="1.6"/>\
            <text x="\(Int(middle.x))" y="\(Int(middle.y) + 4)" text-anchor="middle" font-family="sans-serif" font-size="12" font-weight="700" fill="#ffffff">\(steering + members)</text>
            """
    }
    let named = map.areas.filter { $0.commune == nil || $0.commune?.steering.isEmpty == false }
    let names: [Markup] = named.prefix(14).compactMap { area in
        area.middle.map { middle in
            let low = area.commune == nil ? 0 : 27
            // Wider than its territory, a name written light goes on a dark band of its own shape.
            let band: Markup? =
                area.commune == nil
                ? "<text x=\"\(Int(middle.x))\" y=\"\(Int(middle.y))\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"17\" font-weight=\"600\" fill=\"#0d5c63\" stroke=\"#0d5c63\" stroke-width=\"6\" stroke-linejoin=\"round\" aria-hidden=\"true\">\(area.name)</text>"
                : nil
            return """
                \(band)<text x="\(Int(middle.x))" y="\(Int(middle.y) + low)" text-anchor="middle" font-family="sans-serif" font-size="\(area.commune == nil ? 17 : 12)" font-weight="600" fill="\(area.commune == nil ? "#ffffff" : "#1c2b33")">\(area.name)</text>
                """
        }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="carte-dossier" viewBox="0 0 \(Int(TerritoryMap.width)) \(Int(map.height))" role="img" aria-label="\(label)">\(around)<path d="\(map.areas.map(\.path).joined())" fill="none" stroke="#0d5c63" stroke-width="4" stroke-linejoin="round"/>\(areas)\(discs)\(names)</svg>
        """
}

private func areaWords(_ area: TerritoryMap.Area) -> String {
    guard let commune = area.commune else { return area.name }
    let who = commune.steering + commune.members
    return "\(area.name) : \(French.count(commune.known, "organisation connue", "organisations connues"))"
        + (who.isEmpty ? "" : ", \(French.list(who))")
}

/// Deep where the démarche is a whole Pays; else by what it has reached.
private func areaFill(_ area: TerritoryMap.Area) -> String {
    guard let commune = area.commune else { return "#0d5c63" }
    if !commune.steering.isEmpty || !commune.members.isEmpty { return "#5f9f9c" }
    if commune.called > 0 || commune.written > 0 { return "#94bfb8" }
    return commune.known > 0 ? "#c9ded8" : "#e4e7dc"
}

/// What the drawing's colours and discs mean, in words.
func territoryLegend(_ map: TerritoryMap) -> Markup {
    guard map.areas.contains(where: { $0.commune != nil }) else {
        return
            "<p class=\"indice\">En plein, le périmètre\(map.isDrawing ? ", sur un dessin schématique" : ""). Les contours des communes ne sont pas importés : la carte ne place pas encore les organisations.</p>"
    }
    return """
        <p class="indice">Disque doré : commune où siège au moins une organisation qui pilote ; disque bleu : où d’autres prennent part ; le nombre les compte. Communes : foncées, quelqu’un y prend part ; moyennes, des organisations y ont été appelées ou ont reçu une lettre ; claires, l’annuaire y connaît des organisations ; grises, il n’y connaît personne.</p>
        """
}

/// The same as the map, commune by commune.
func mobilisationTable(_ held: Mobilisation) -> Markup? {
    let shown = held.reached
    let elsewhere: Markup? =
        held.elsewhere.isEmpty
        ? nil
        : "<p>Dans aucune commune connue du périmètre : \(French.list(held.elsewhere)).</p>"
    guard !shown.isEmpty else { return elsewhere }
    let rows: [Markup] = shown.prefix(60).map { commune in
        """
        <tr><th scope="row">\(commune.record.name)</th><td data-titre="Pilotent">\(commune.steering.isEmpty ? "—" : French.list(commune.steering))</td>\
        <td data-titre="Prennent part">\(commune.members.isEmpty ? "—" : French.list(commune.members))</td>\
        <td data-titre="Appelées" class="nombre">\(commune.called)</td><td data-titre="Lettres" class="nombre">\(commune.written)</td><td data-titre="Connues" class="nombre">\(French.number(commune.known))</td></tr>
        """
    }
    let columns = [
        Column("Commune"), Column("Pilotent"), Column("Prennent part"), Column("Appelées", isNumeric: true),
        Column("Lettres", isNumeric: true), Column("Connues", isNumeric: true),
    ]
    return
        "\(table(caption: "Où la démarche est présente", id: "communes", columns: columns, rows: rows))\(elsewhere)"
}
