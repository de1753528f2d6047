import Domain
import Markup

/// A map whose shapes are put in classes of about as many territories each, told apart by patterns as well as colours.
struct ClassMap: Sendable {
    struct Place: Sendable {
        let code, name: String
        /// Thousandths; nil when there is nothing to say.
        let value: Int?
        let path: String
    }

    let shapes: MapShapes
    let places: [Place]
    let label: String
    /// Upper bounds of the classes, included, the last open.
    let bounds: [Int]

    static let classes = 5

    init?(_ topology: Topology?, isDrawing: Bool, places: [Place], label: String) {
        guard let topology, !places.isEmpty else { return nil }
        let codes = Set(topology.codes)
        let drawn = places.filter { codes.contains($0.code) }
        guard !drawn.isEmpty, let shapes = MapShapes(topology.limited(to: Set(drawn.map(\.code))), isDrawing: isDrawing)
        else { return nil }
        (self.shapes, self.places, self.label) = (shapes, drawn, label)
        let values = drawn.compactMap(\.value).sorted()
        var bounds: [Int] = []
        for rank in 1..<Self.classes where !values.isEmpty {
            let bound = values[max(0, values.count * rank / Self.classes - 1)]
            if bound > (bounds.last ?? -1), bound < (values.last ?? 0) { bounds.append(bound) }
        }
        self.bounds = bounds
    }

    /// From 0, the least.
    func rank(of value: Int) -> Int { bounds.firstIndex { value <= $0 } ?? bounds.count }

    /// What each class holds, for the legend.
    var ranges: [String] {
        let values = places.compactMap(\.value)
        return (0...bounds.count).map { rank in
            let inside = values.filter { self.rank(of: $0) == rank }
            guard let least = inside.min(), let most = inside.max() else { return "—" }
            return least == most
                ? French.percent(tenths: least)
                : "de \(French.percent(tenths: least)) à \(French.percent(tenths: most))"
        }
    }

    /// With few classes, the extremes keep the extreme patterns.
    func pattern(_ rank: Int) -> Int {
        bounds.isEmpty ? 2 : rank * (Self.classes - 1) / bounds.count
    }
}

/// The map with its legend; every shape is a link, said in words.
func classMap(_ map: ClassMap) -> Markup {
    let paths = Dictionary(map.shapes.shapes.map { ($0.code, $0.path) }) { first, _ in first }
    let links: [Markup] = map.places.compactMap { place in
        guard let path = paths[place.code] else { return nil }
        let words = place.name + " : " + (place.value.map { French.percent(tenths: $0) } ?? "pas de chiffre")
        let style = place.value.map { "classe-\(map.pattern(map.rank(of: $0)))" } ?? "classe-vide"
        return """
            <a href="\(place.path)" class="pays" aria-label="\(words)"><title>\(words)</title><path class="\(style)" d="\(path)" fill="\(fill(style))" stroke="#8d9799" stroke-width="0.8"/></a>
            """
    }
    let legend: [Markup] = map.ranges.enumerated().map { rank, range in
        """
        <li>\(classPatch(map.pattern(rank))) \(range)</li>
        """
    }
    let empty: Markup? =
        map.places.contains { $0.value == nil }
        ? "<li><svg class=\"puce large\" viewBox=\"0 0 28 16\" width=\"28\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"classe-vide\" width=\"28\" height=\"16\" fill=\"#efece0\" stroke=\"#8d9799\"/></svg> pas de chiffre</li>"
        : nil
    return """
        <div class="carte-cadre" role="group" aria-label="\(map.label)"><svg xmlns="http://www.w3.org/2000/svg" class="carte carte-classes\(map.shapes.isDrawing ? "" : " reelle")" viewBox="0 0 \(Int(map.shapes.width)) \(Int(map.shapes.height))">\(classPatterns)\(links)</svg></div>
        <ul class="legende" aria-label="Légende">\(legend)\(empty)</ul>
        """
}

let classPatterns: Markup =
    "<defs>\(classPattern(1, "classe-p1"))\(classPattern(2, "classe-p2"))\(classPattern(3, "classe-p3"))</defs>"

/// Dots, wide hatching, narrow hatching: told apart without colours.
private func classPattern(_ rank: Int, _ id: String) -> Markup {
    switch rank {
    case 1:
        """
        <pattern id="\(id)" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fond-papier" width="8" height="8" fill="#fffefa"/><circle class="fond-mer-clair" cx="2" cy="2" r="1.1" fill="#5f9f9c"/><circle class="fond-mer-clair" cx="6" cy="6" r="1.1" fill="#5f9f9c"/></pattern>
        """
    case 2:
        """
        <pattern id="\(id)" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="7" height="7" fill="#d8e8e3"/><rect class="fond-mer-clair" width="2.6" height="7" fill="#5f9f9c"/></pattern>
        """
    default:
        """
        <pattern id="\(id)" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-mer-clair" width="5" height="5" fill="#5f9f9c"/><rect class="fond-mer" width="2.4" height="5" fill="#0d5c63"/></pattern>
        """
    }
}

/// A patch of a legend, in the very pattern of its class: the press looks for it in the drawing itself.
func classPatch(_ rank: Int) -> Markup {
    let hasPattern = (1...3).contains(rank)
    let pattern: Markup? = hasPattern ? "<defs>\(classPattern(rank, "puce-p\(rank)"))</defs>" : nil
    let paint = hasPattern ? "url(#puce-p\(rank))" : rank == 0 ? "#fffefa" : "#0d5c63"
    return """
        <svg class="puce large" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true" focusable="false">\(pattern)<rect class="\(hasPattern ? "puce-motif" : "classe-\(rank)")" width="28" height="16" fill="\(paint)" stroke="#8d9799"/></svg>
        """
}

/// Presentation attributes, for paper: the press reads no stylesheet inside a drawing.
private func fill(_ style: String) -> String {
    switch style {
    case "classe-0": "#fffefa"
    case "classe-4": "#0d5c63"
    case "classe-vide": "#efece0"
    default: "url(#classe-p\(style.suffix(1)))"
    }
}
