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
        <li><svg class="puce" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><rect class="classe-\(map.pattern(rank))" width="16" height="16" fill="\(plainFill(map.pattern(rank)))" stroke="#8d9799"/></svg> \(range)</li>
        """
    }
    return """
        <div class="carte-cadre" role="group" aria-label="\(map.label)"><svg xmlns="http://www.w3.org/2000/svg" class="carte carte-classes\(map.shapes.isDrawing ? "" : " reelle")" viewBox="0 0 \(Int(map.shapes.width)) \(Int(map.shapes.height))">\(classPatterns)\(links)</svg></div>
        <ul class="legende" aria-label="Légende">\(legend)</ul>
        """
}

let classPatterns: Markup = """
    <defs><pattern id="classe-p1" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fond-papier" width="8" height="8" fill="#fffefa"/><circle class="fond-mer-clair" cx="2" cy="2" r="1.1" fill="#5f9f9c"/><circle class="fond-mer-clair" cx="6" cy="6" r="1.1" fill="#5f9f9c"/></pattern>\
    <pattern id="classe-p2" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="7" height="7" fill="#d8e8e3"/><rect class="fond-mer-clair" width="2.6" height="7" fill="#5f9f9c"/></pattern>\
    <pattern id="classe-p3" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-mer-clair" width="5" height="5" fill="#5f9f9c"/><rect class="fond-mer" width="2.4" height="5" fill="#0d5c63"/></pattern></defs>
    """

/// Presentation attributes, for paper: the press reads no stylesheet inside a drawing.
private func fill(_ style: String) -> String {
    switch style {
    case "classe-0": "#fffefa"
    case "classe-4": "#0d5c63"
    case "classe-vide": "#efece0"
    default: "url(#classe-p\(style.suffix(1)))"
    }
}

/// A patch is too small for a pattern.
private func plainFill(_ pattern: Int) -> String {
    ["#fffefa", "#efece0", "#d8e8e3", "#5f9f9c", "#0d5c63"][min(max(pattern, 0), 4)]
}
