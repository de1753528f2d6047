import Domain

/// What a set of territories would be worth as a hub's perimeter, or is worth as one.
struct PerimeterSize: Sendable {
    let territories: [TerritoryRecord]
    let inhabitants: Int?
    let communes: Int
    /// Nil when no vintage counts all of it.
    let total: Panorama.Beside?
    /// Nil when the outlines of its communes are not known.
    let span: Span?
}

/// Territories being chosen, beside the hubs that are there.
struct PerimeterChoice: Sendable {
    struct Hub: Sendable {
        let name, slug: String
        let status: Status
        let size: PerimeterSize
    }

    let day: Day
    let vintage: Vintage?
    let size: PerimeterSize
    let findings: [Finding]
    let hubs: [Hub]
    let choices: [(kind: TerritoryKind, records: [TerritoryRecord])]
    /// The level that the map shows.
    let kind: TerritoryKind
    let shapes: MapShapes?
    /// What was asked for and is neither a Pays nor an intercommunalité of that day.
    let unknown: [String]
    /// Territories that a hub covers.
    let taken: Set<ID<Territory>>

    var chosen: [TerritoryRecord] { size.territories }

    /// The address with one more, or one less.
    func toggled(_ record: TerritoryRecord) -> String {
        var slugs = chosen.map(\.territory.slug)
        if let place = slugs.firstIndex(of: record.territory.slug) {
            slugs.remove(at: place)
        } else {
            slugs.append(record.territory.slug)
        }
        return address(slugs)
    }

    func address(_ slugs: [String], kind: TerritoryKind? = nil) -> String {
        "/observatoire/perimetre?"
            + (slugs.map { "t=" + $0 } + ["carte=\((kind ?? self.kind).rawValue)"])
            .joined(separator: "&")
    }

    /// Where it would stand among the hubs, in words.
    var rankSentence: String? {
        let others = hubs.filter { $0.status == .created }.compactMap(\.size.inhabitants)
        guard let mine = size.inhabitants, !chosen.isEmpty, !others.isEmpty else { return nil }
        let smaller = others.count { $0 < mine }
        return
            "\(French.number(mine)) habitants : plus que \(French.count(smaller, "pôle créé", "pôles créés")) sur \(others.count)."
    }
}
