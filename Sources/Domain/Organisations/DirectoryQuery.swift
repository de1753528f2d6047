/// What the directory is asked for; the page's address says all of it.
package struct DirectoryQuery: Hashable, Sendable {
    package var text = ""
    package var family: Family?
    /// Slug of a region, département, Pays, EPCI or commune.
    package var territory = ""
    /// Slug of a hub.
    package var hub = ""
    package var size: SizeClass?
    /// Ceased organisations too.
    package var includesCeased = false
    package var sort = Sort.relevance
    /// From 1.
    package var page = 1

    package init() {}

    package enum Sort: String, Sendable, CaseIterable {
        case relevance = "pertinence"
        case name = "nom"
        case updated = "recent"

        package var label: String {
            switch self {
            case .relevance: "pertinence"
            case .name: "nom"
            case .updated: "mise à jour"
            }
        }
    }

    /// The names of its parts in the address.
    package enum Key: String, CaseIterable, Sendable {
        case text = "q"
        case family = "famille"
        case territory = "territoire"
        case hub = "pole"
        case size = "taille"
        case ceased = "etat"
        case sort = "tri"
        case page
    }

    /// Reads what the address says; what makes no sense is left out.
    package init(_ value: (String) -> String) {
        text = String(value(Key.text.rawValue).prefix(100))
        family = Family(rawValue: value(Key.family.rawValue))
        territory = String(value(Key.territory.rawValue).prefix(100))
        hub = String(value(Key.hub.rawValue).prefix(100))
        size = SizeClass(rawValue: value(Key.size.rawValue))
        includesCeased = value(Key.ceased.rawValue) == "toutes"
        sort = Sort(rawValue: value(Key.sort.rawValue)) ?? .relevance
        page = min(max(Int(value(Key.page.rawValue)) ?? 1, 1), 100_000)
    }

    /// The parts that say something, in order, as names and values not yet encoded.
    package var parts: [(key: Key, value: String)] {
        let all: [(Key, String)] = [
            (.text, text), (.family, family?.rawValue ?? ""), (.territory, territory), (.hub, hub),
            (.size, size?.rawValue ?? ""), (.ceased, includesCeased ? "toutes" : ""),
            (.sort, sort == .relevance ? "" : sort.rawValue), (.page, page == 1 ? "" : String(page)),
        ]
        return all.filter { !$0.1.isEmpty }.map { (key: $0.0, value: $0.1) }
    }

    /// The same question with one part changed or left out, from its first page.
    package func with(_ key: Key, _ value: String) -> DirectoryQuery {
        let known = Dictionary(parts.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        var changed = DirectoryQuery { name in name == key.rawValue ? value : known[name] ?? "" }
        if key != .page { changed.page = 1 }
        return changed
    }

    /// Whether anything narrows the directory.
    package var isNarrowed: Bool { !text.isEmpty || family != nil || !territory.isEmpty || !hub.isEmpty || size != nil }
}

/// INSEE's size bands put together, as people choose them.
package enum SizeClass: String, Sendable, CaseIterable {
    case none = "0"
    case small = "1-9"
    case medium = "10-49"
    case large = "50-plus"
    case unknown = "inconnue"

    package var label: String {
        switch self {
        case .none: "sans salarié"
        case .small: "1 à 9 salariés"
        case .medium: "10 à 49 salariés"
        case .large: "50 salariés et plus"
        case .unknown: "effectif non connu"
        }
    }

    /// From a code of INSEE's « tranche d'effectifs ».
    package init(band: String) {
        switch band {
        case "NN", "00": self = .none
        case "01", "02", "03": self = .small
        case "11", "12": self = .medium
        case "21", "22", "31", "32", "41", "42", "51", "52", "53": self = .large
        default: self = .unknown
        }
    }
}
