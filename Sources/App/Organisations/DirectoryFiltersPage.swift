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
    let (query, answer, directory) = (view.query, view.answer, view.directory)
    let links = DirectoryLinks(query)
    let families = answer.counts(.family)
    let sizes = answer.counts(.size)
    let ceased: Markup =
        query.includesCeased
        ? "<a href=\"\(query.with(.ceased, "").address())\">Cacher les organisations cessées</a>"
        : "<a href=\"\(query.with(.ceased, "toutes").address())\">Montrer aussi les organisations cessées</a>"
    let filters: [Markup?] = [
        filter(
            "Famille", .family,
            Family.allCases.map { Choice(value: $0.rawValue, label: $0.label, count: families[$0.rawValue] ?? 0) },
            links,
            chosen: query.family?.rawValue ?? ""),
        filter(
            "Secteur", .sector, named(answer.counts(.sector)) { directory.sectors[$0]?.label ?? $0 }, links,
            chosen: query.sector),
        territoryFilter(view, links),
        filter("Pôle", .hub, places(directory.hubs, answer.counts(.hub)), links, chosen: query.hub),
        filter(
            "Réseau ou fédération", .federation,
            named(answer.counts(.federation)) { slug in
                directory.federations.first { $0.slug == slug }?.name ?? slug
            }, links, chosen: query.federation),
        filter("Agrément ou qualité", .label, named(answer.counts(.label), labelName), links, chosen: query.label),
        filter("Offres et besoins", .offer, offers(answer.counts(.offer)), links, chosen: query.offer),
        filter(
            "Taille", .size,
            SizeClass.allCases.map { Choice(value: $0.rawValue, label: $0.label, count: sizes[$0.rawValue] ?? 0) },
            links,
            chosen: query.size?.rawValue ?? ""),
        ageFilter(query, links), nearForm(query),
    ]
    return "<div class=\"choix-filtres\">\(filters.compactMap(\.self))</div><p>\(ceased)</p>"
}

/// Choices by how many they leave, then by name.
private func named(_ counts: [String: Int], _ name: (String) -> String) -> [Choice] {
    let choices = counts.map { Choice(value: $0.key, label: name($0.key), count: $0.value) }
    return choices.sorted { ($1.count, $0.label) < ($0.count, $1.label) }
}

private func places(_ places: [DirectoryPlace], _ counts: [String: Int]) -> [Choice] {
    places.map { Choice(value: $0.slug, label: $0.name, count: counts[$0.slug] ?? 0) }
}

private func offers(_ counts: [String: Int]) -> [Choice] {
    let values = Offer.Direction.allCases.flatMap { direction in
        [direction.rawValue] + Offer.Kind.allCases.map { direction.rawValue + "-" + $0.rawValue }
    }
    return values.map { Choice(value: $0, label: offerName($0), count: counts[$0] ?? 0) }
}

/// « propose un lieu », « cherche, quoi que ce soit ».
func offerName(_ value: String) -> String {
    let parts = value.split(separator: "-", maxSplits: 1).map(String.init)
    guard let direction = parts.first.flatMap(Offer.Direction.init) else { return value }
    guard parts.count == 2, let kind = Offer.Kind(rawValue: parts[1]) else {
        return direction == .offer ? "propose quelque chose" : "cherche quelque chose"
    }
    return direction.label.lowercased() + "\u{A0}: " + kind.label
}

/// « siae-ei » → SIAE (EI).
func labelName(_ code: String) -> String {
    let parts = code.split(separator: "-", maxSplits: 1).map { $0.uppercased() }
    return parts.count == 2 ? "\(parts[0]) (\(parts[1]))" : code.uppercased()
}

private func filter(
    _ title: Markup, _ key: DirectoryQuery.Key, _ choices: [Choice], _ links: DirectoryLinks, chosen: String
) -> Markup? {
    let offered = choices.filter { $0.count > 0 || $0.value == chosen }
    guard !offered.isEmpty else { return nil }
    let first = offered.prefix(12)
    let others = offered.dropFirst(12)
    let more: Markup? =
        others.isEmpty
        ? nil
        : "<details><summary>\(French.number(others.count)) autres</summary><ul>\(items(Array(others), key, links, chosen))</ul></details>"
    return """
        <details\("open", if: offered.count <= 8 || !chosen.isEmpty)><summary>\(title)</summary><ul>\(items(Array(first), key, links, chosen))</ul>\(more)</details>
        """
}

private func items(
    _ choices: [Choice], _ key: DirectoryQuery.Key, _ links: DirectoryLinks, _ chosen: String
) -> [Markup] {
    let link = links.template(key)
    return choices.map { choice in
        guard choice.value != chosen else {
            return """
                <li><a href="\(links.address(key, ""))" aria-current="true">\(choice.label)</a> <span class="compte">\(French.number(choice.count))</span></li>
                """
        }
        return """
            <li><a href="\(link.before)\(choice.value.addressEncoded)\(link.after)">\(choice.label)</a> <span class="compte">\(French.number(choice.count))</span></li>
            """
    }
}

/// Territories of every kind: the largest of each with their counts, and a field to find any other.
private func territoryFilter(_ view: DirectoryView, _ links: DirectoryLinks) -> Markup? {
    let (query, answer, lookup) = (view.query, view.answer, view.directory.territories)
    func choices(_ places: [DirectoryPlace]) -> [Choice] {
        places.map { Choice(value: $0.slug, label: $0.name, count: answer.count(in: $0.slug)) }
    }
    func largest(_ kind: TerritoryKind, _ prefix: String) -> [Choice] {
        choices(answer.largest(8) { $0.hasPrefix(prefix) }.compactMap { lookup.place($0.slug) })
    }
    var lists: [(String, [Choice])] = []
    if query.placeText.isEmpty {
        let regions = choices(lookup.of(.region))
        if regions.filter({ $0.count > 0 }).count > 1 { lists.append(("Régions", regions)) }
        lists += [
            ("Pays", choices(lookup.of(.pays))), ("Départements", choices(lookup.of(.department))),
            ("Intercommunalités", largest(.epci, "epci-")), ("Communes", largest(.commune, "commune-")),
        ]
    } else {
        let kinds: Set<TerritoryKind> = [.commune, .epci, .pays, .department, .region]
        let found = choices(lookup.named(query.placeText, kinds: kinds)).filter { $0.count > 0 }
        lists = [("Territoires nommés \(French.quote(query.placeText))", found)]
    }
    let shown: [Markup] = lists.compactMap { title, choices in
        let offered = choices.filter { $0.count > 0 || $0.value == query.territory }
        guard !offered.isEmpty else { return nil }
        return """
            <li><details\("open", if: !query.placeText.isEmpty || offered.contains { $0.value == query.territory } || title == "Pays")><summary>\(title)</summary><ul>\(items(offered, .territory, links, query.territory))</ul></details></li>
            """
    }
    guard !shown.isEmpty || !query.placeText.isEmpty else { return nil }
    let none: Markup? =
        shown.isEmpty ? "<li>Aucun territoire de ce nom ne répond à la recherche.</li>" : nil
    return """
        <details open><summary>Territoire</summary><ul class="sortes">\(shown)\(none)</ul>\
        <form method="get" action="/annuaire#filtres" class="petite">\(keptFields(query, except: [.placeText, .page]))<label for="lieu">Trouver une commune, une intercommunalité…</label><input class="petit" id="lieu" name="lieu" value="\(query.placeText)" maxlength="100" autocomplete="off"> <button class="second">Trouver</button></form></details>
        """
}

private func ageFilter(_ query: DirectoryQuery, _ links: DirectoryLinks) -> Markup {
    let choices: [Markup] = DirectoryQuery.monthChoices.map { months in
        let isChosen = query.months == months
        return
            "<li><a href=\"\(links.address(.months, isChosen ? "" : String(months)))\"\("aria-current", isChosen ? "true" : nil)>depuis moins de \(French.number(months)) mois</a></li>"
    }
    return "<details\("open", if: query.months != nil)><summary>Tenue à jour</summary><ul>\(choices)</ul></details>"
}

private func nearForm(_ query: DirectoryQuery) -> Markup {
    """
    <details\("open", if: !query.nearName.isEmpty)><summary>Les plus proches d’abord</summary>\
    <form method="get" action="/annuaire" class="petite">\(keptFields(query, except: [.near, .sort, .page]))<input type="hidden" name="tri" value="distance"><label for="pres">Depuis la commune de</label><input class="petit" id="pres" name="pres" value="\(query.nearName)" maxlength="100" autocomplete="off"> <button class="second">Ranger</button></form></details>
    """
}
