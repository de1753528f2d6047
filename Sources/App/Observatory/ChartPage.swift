import Domain
import Markup

/// A drawing of figures made by the server: SVG that reads in black and white, with its words and its table beside it.
struct Chart: Sendable {
    /// « familles »: also the name of its table and of its files.
    let name: String
    let title: String
    /// What it shows, in a sentence made from the figures.
    let sentence: String
    let width, height: Int
    let content: Markup
}

/// The drawing alone; as a file it says its title and source itself.
func drawing(_ chart: Chart, source: String? = nil) -> Markup {
    let head = source == nil ? 0 : 46
    let title: Markup? = source.map { _ in
        "<text x=\"0\" y=\"18\" font-family=\"Georgia, serif\" font-size=\"17\" font-weight=\"600\" fill=\"#1c2b33\">\(chart.title)</text>"
    }
    let foot: Markup? = source.map {
        "<text x=\"0\" y=\"\(chart.height + head + 16)\" font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#4c5f6a\">\($0)</text>"
    }
    let height = chart.height + (source == nil ? 0 : head + 24)
    // A drawing that stands alone has a margin of its own.
    let frame = source == nil ? "0 0 \(chart.width) \(height)" : "-16 -12 \(chart.width + 32) \(height + 24)"
    let id = "graphique-" + chart.name
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="graphique" viewBox="\(frame)"\("width", source == nil ? nil : String(chart.width)) role="img" aria-labelledby="\(id)-t \(id)-d"><title id="\(id)-t">\(chart.title)</title><desc id="\(id)-d">\(sentence: chart.sentence)</desc>\(title)<g\("transform", head > 0 ? "translate(0 \(head))" : nil)>\(chart.content)</g>\(foot)</svg>
        """
}

/// A drawing that stands alone.
func drawingFile(_ chart: Chart, of view: TerritoryPanorama) -> String {
    let limits = view.ask.isToday ? "" : ", limites au \(view.ask.limits.french)"
    return drawing(chart, source: "\(view.name) · \(view.vintage.citation)\(limits)").text
}

/// What tells the lower columns from the upper ones without colours; a name of its own on a page of several drawings.
private func hatching(_ name: String) -> Markup {
    """
    <defs><pattern id="hachure-\(name)" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fond-ecume" width="6" height="6" fill="#d8e8e3"/><rect class="fond-mer-clair" width="2.4" height="6" fill="#5f9f9c"/></pattern></defs>
    """
}

/// One bar of a list, with what is written at its end.
struct Bar: Sendable {
    let label: String
    let value: Int
    let written: String
    /// A mark that it is compared with.
    var reference: Int?
}

private let chartWidth = 480

/// Bars under one another, each beneath its name, so that names have the whole width on a telephone.
/// `scale` is what the whole width is worth, so that several drawings compare.
func barChart(
    _ name: String, _ title: String, sentence: String, _ bars: [Bar], reference: String? = nil, scale: Int? = nil
) -> Chart {
    let most = max(1, scale ?? bars.flatMap { [$0.value, $0.reference ?? 0] }.max() ?? 1)
    let step = 46
    let lines: [Markup] = bars.enumerated().map { rank, bar in
        let y = rank * step
        let length = bar.value * chartWidth / most
        let mark: Markup? = bar.reference.map { value in
            let x = min(chartWidth - 2, max(1, value * chartWidth / most))
            return
                "<path class=\"repere\" d=\"M\(x) \(y + 19)v20\" stroke=\"#a2421d\" stroke-width=\"3\" fill=\"none\"/>"
        }
        return """
            <text x="0" y="\(y + 15)" class="etiquette" font-family="system-ui, sans-serif" font-size="15" fill="#1c2b33">\(bar.label)</text>\
            <text x="\(chartWidth)" y="\(y + 15)" class="valeur" text-anchor="end" font-family="system-ui, sans-serif" font-size="15" font-weight="600" fill="#1c2b33">\(bar.written)</text>\
            <rect class="rail" x="0" y="\(y + 22)" width="\(chartWidth)" height="14" fill="#efece0"/><rect class="barre" x="0" y="\(y + 22)" width="\(bar.value > 0 ? max(2, length) : 0)" height="14" fill="#0d5c63"/>\(mark)
            """
    }
    let legend: Markup? = reference.map { words in
        let y = bars.count * step
        return """
            <path class="repere" d="M6 \(y + 4)v16" stroke="#a2421d" stroke-width="3" fill="none"/><text x="18" y="\(y + 17)" class="etiquette" font-family="system-ui, sans-serif" font-size="14" fill="#4c5f6a">\(words)</text>
            """
    }
    return Chart(
        name: name, title: title, sentence: sentence, width: chartWidth,
        height: bars.count * step + (reference == nil ? 0 : 26), content: "\(lines)\(legend)")
}

/// Columns upwards and downwards from a line, year after year, on one scale; each side has the room that it needs.
func yearChart(
    _ name: String, _ title: String, sentence: String, _ years: [(year: Int, up: Int, down: Int)], up: String,
    down: String
) -> Chart {
    let (highest, lowest) = (years.map(\.up).max() ?? 0, years.map(\.down).max() ?? 0)
    let most = max(1, highest, lowest)
    let room = 120
    let middle = 30 + max(8, highest * room / most)
    let bottom = middle + max(8, lowest * room / most)
    let step = chartWidth / max(1, years.count)
    let columns: [Markup] = years.enumerated().map { rank, entry in
        let x = rank * step + 2
        let (high, low) = (entry.up * room / most, entry.down * room / most)
        let mark: Markup? =
            entry.year % 5 == 0
            ? "<text x=\"\(x + step / 2 - 2)\" y=\"\(bottom + 20)\" class=\"annee\" text-anchor=\"middle\" font-family=\"system-ui, sans-serif\" font-size=\"14\" fill=\"#4c5f6a\">\(String(entry.year))</text>"
            : nil
        return """
            <rect class="barre" x="\(x)" y="\(middle - high)" width="\(max(2, step - 4))" height="\(high)" fill="#0d5c63"/><rect class="barre-basse" x="\(x)" y="\(middle + 1)" width="\(max(2, step - 4))" height="\(low)" fill="url(#hachure-\(name))" stroke="#0d5c63"/>\(mark)
            """
    }
    let content: Markup = """
        \(hatching(name))<rect class="barre" x="0" y="4" width="16" height="12" fill="#0d5c63"/><text x="24" y="16" class="etiquette" font-family="system-ui, sans-serif" font-size="14" fill="#1c2b33">\(up), jusqu’à \(French.number(highest))</text>\(columns)\
        <path class="axe" d="M0 \(middle)h\(chartWidth)" stroke="#1c2b33" stroke-width="1.5" fill="none"/>\
        <rect class="barre-basse" x="0" y="\(bottom + 32)" width="16" height="12" fill="url(#hachure-\(name))" stroke="#0d5c63"/><text x="24" y="\(bottom + 43)" class="etiquette" font-family="system-ui, sans-serif" font-size="14" fill="#1c2b33">\(down), jusqu’à \(French.number(lowest))</text>
        """
    return Chart(name: name, title: title, sentence: sentence, width: chartWidth, height: bottom + 52, content: content)
}

/// One point a vintage; a line joins two of them only when they compare, else a gap says why.
struct SeriesPoint: Sendable {
    let label: String
    let value: Int
    let written: String
    /// Why it does not continue the one before.
    let rupture: String?
}

func lineChart(_ name: String, _ title: String, sentence: String, _ points: [SeriesPoint]) -> Chart {
    let values = points.map(\.value)
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let spread = max(1, most - least)
    func place(_ rank: Int) -> (x: Int, y: Int) {
        let x = points.count < 2 ? chartWidth / 2 : 34 + rank * (chartWidth - 68) / (points.count - 1)
        return (x, 130 - (points[rank].value - least) * 90 / spread)
    }
    let marks: [Markup] = points.indices.map { rank in
        let (x, y) = place(rank)
        var join: Markup?
        if rank > 0 {
            let former = place(rank - 1)
            let middle = (former.x + x) / 2
            join =
                points[rank].rupture == nil
                ? "<path class=\"trace\" d=\"M\(former.x) \(former.y)L\(x) \(y)\" stroke=\"#0d5c63\" stroke-width=\"3\" fill=\"none\"/>"
                : "<path class=\"rupture\" d=\"M\(middle) 20v130\" stroke=\"#a2421d\" stroke-width=\"1.5\" stroke-dasharray=\"4 4\" fill=\"none\"/><text x=\"\(middle)\" y=\"16\" class=\"annee\" text-anchor=\"middle\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#a2421d\">rupture</text>"
        }
        return """
            \(join)<circle class="point" cx="\(x)" cy="\(y)" r="5" fill="#0d5c63"/><text x="\(x)" y="\(y - 12)" class="valeur" text-anchor="middle" font-family="system-ui, sans-serif" font-size="14" font-weight="600" fill="#1c2b33">\(points[rank].written)</text>\
            <text x="\(x)" y="172" class="annee" text-anchor="middle" font-family="system-ui, sans-serif" font-size="14" fill="#4c5f6a">\(points[rank].label)</text>
            """
    }
    return Chart(
        name: name, title: title, sentence: sentence, width: chartWidth, height: 184, content: "\(marks)")
}
