import Domain

extension Directory {
    /// A search as people say it.
    func words(_ query: DirectoryQuery) -> String {
        let said = DirectoryQuery.Key.allCases.map { words($0, in: query) }.filter { !$0.isEmpty }
        return said.isEmpty ? "tout l’annuaire" : said.joined(separator: ", ")
    }

    /// One part of it; empty when it asks for nothing, or only says how answers are shown.
    func words(_ key: DirectoryQuery.Key, in query: DirectoryQuery) -> String {
        func name(_ slug: String, in places: [DirectoryPlace]) -> String {
            places.first { $0.slug == slug }?.name ?? slug
        }
        switch key {
        case .text: return query.text.isEmpty ? "" : French.quote(query.text)
        case .family: return query.family?.label ?? ""
        case .territory: return territories.place(query.territory)?.name ?? query.territory
        case .hub: return name(query.hub, in: hubs)
        case .size: return query.size?.label ?? ""
        case .sector: return sectors[query.sector]?.label ?? query.sector
        case .label: return query.label.isEmpty ? "" : labelName(query.label)
        case .federation: return name(query.federation, in: federations)
        case .offer: return query.offer.isEmpty ? "" : offerName(query.offer)
        case .months:
            return query.months.map { "tenue à jour depuis moins de \(French.number($0)) mois" } ?? ""
        case .box: return query.box == nil ? "" : "partie de la carte"
        case .near: return query.nearName.isEmpty ? "" : "près de " + query.nearName
        case .ceased: return query.includesCeased ? "cessées comprises" : ""
        case .view, .placeText, .sort, .page: return ""
        }
    }
}
