/// What the directory is asked for; the page's address says all of it.
package struct DirectoryQuery: Hashable, Sendable {
    package var text = ""
    package var family: Family?
    /// Slug of a region, département, Pays, EPCI or commune.
    package var territory = ""
    /// Slug of a hub.
    package var hub = ""
    package var size: SizeClass?
    /// Code of a sector.
    package var sector = ""
    /// Code of a label: ESUS, SIAE…
    package var label = ""
    /// Slug of a federation.
    package var federation = ""
    /// What it offers or looks for: « propose », « cherche-lieu ».
    package var offer = ""
    /// A part of the map.
    package var box: MapBox?
    /// The part of the map that is looked at, without narrowing the answers.
    package var view: MapBox?
    /// What is typed to find a territory to narrow by.
    package var placeText = ""
    /// The commune that distances are told from, and where it is: the index only knows the second.
    package var nearName = ""
    package var near: DirectoryPoint?
    /// Changed or confirmed for so many months, on a day that whoever asks sets.
    package var months: Int?
    package var seenSince: UInt16?
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
        /// From `near`.
        case distance

        package var label: String {
            switch self {
            case .relevance: "pertinence"
            case .name: "nom"
            case .updated: "mise à jour"
            case .distance: "distance"
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
        case sector = "secteur"
        case label = "agrement"
        case federation = "reseau"
        case offer = "offre"
        case months = "fraicheur"
        case box = "emprise"
        case near = "pres"
        case view = "vue"
        case placeText = "lieu"
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
        sector = String(value(Key.sector.rawValue).prefix(100))
        label = String(value(Key.label.rawValue).prefix(100))
        federation = String(value(Key.federation.rawValue).prefix(100))
        offer = String(value(Key.offer.rawValue).prefix(100))
        months = Int(value(Key.months.rawValue)).flatMap { Self.monthChoices.contains($0) ? $0 : nil }
        box = MapBox(value(Key.box.rawValue))
        view = MapBox(value(Key.view.rawValue))
        placeText = String(value(Key.placeText.rawValue).prefix(100))
        nearName = String(value(Key.near.rawValue).prefix(100))
        includesCeased = value(Key.ceased.rawValue) == "toutes"
        sort = Sort(rawValue: value(Key.sort.rawValue)) ?? .relevance
        page = min(max(Int(value(Key.page.rawValue)) ?? 1, 1), 100_000)
    }

    /// The parts that say something, in order, as names and values not yet encoded.
    package var parts: [(key: Key, value: String)] {
        let all: [(Key, String)] = [
            (.text, text), (.family, family?.rawValue ?? ""), (.territory, territory), (.hub, hub),
            (.size, size?.rawValue ?? ""), (.sector, sector), (.label, label), (.federation, federation),
            (.offer, offer),
            (.months, months.map { String($0) } ?? ""), (.box, box?.text ?? ""), (.near, nearName),
            (.view, view?.text ?? ""), (.placeText, placeText), (.ceased, includesCeased ? "toutes" : ""),
            (.sort, sort == .relevance ? "" : sort.rawValue), (.page, page == 1 ? "" : String(page)),
        ]
        return all.filter { !$0.1.isEmpty }.map { (key: $0.0, value: $0.1) }
    }

    /// The same question with one part changed or left out, from its first page.
    package func with(_ key: Key, _ value: String) -> DirectoryQuery {
        let known = Dictionary(parts.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        var changed = DirectoryQuery { name in name == key.rawValue ? value : known[name] ?? "" }
        if key != .page, key != .view, key != .placeText { changed.page = 1 }
        // Other answers: the map shows where they are.
        if key != .view, key != .page, key != .placeText, key != .sort { changed.view = nil }
        if key == .territory { changed.placeText = "" }
        return changed
    }

    /// The question without what only changes how its answers are shown: page, order, view of the map.
    package var asked: DirectoryQuery {
        [Key.sort, .near, .placeText, .view, .page].reduce(self) { $0.with($1, "") }
    }

    /// What freshness may be asked for, in months.
    package static let monthChoices = [6, 12, 24]

    /// The choices that an organisation must answer to.
    var tags: [DirectoryTag] {
        let all: [(DirectoryFacet, String)] = [
            (.family, family?.rawValue ?? ""), (.size, size?.rawValue ?? ""), (.hub, hub), (.sector, sector),
            (.label, label), (.federation, federation), (.offer, offer),
        ]
        return all.filter { !$0.1.isEmpty }.map { DirectoryTag($0.0, $0.1) }
    }
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
