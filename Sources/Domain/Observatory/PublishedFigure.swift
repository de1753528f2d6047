/// What a published figure measures.
package enum FigureIndicator: String, Codable, Sendable, CaseIterable {
    case establishments = "etablissements"
    case employees = "salaries"
    /// In hundredths of a per cent.
    case jobShare = "part-emploi"
    /// In euros.
    case payroll = "masse-salariale"

    package var label: String {
        switch self {
        case .establishments: "établissements"
        case .employees: "salarié·es"
        case .jobShare: "part de l’emploi"
        case .payroll: "masse salariale brute"
        }
    }

    /// « 1 600 », « 16,7 % », « 512 M€ ».
    package func written(_ value: Int) -> String {
        switch self {
        case .establishments, .employees: return French.number(value)
        case .jobShare:
            let rest = value % 100
            let decimals = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
            return French.number(value / 100) + (rest == 0 ? "" : "," + decimals) + French.thin + "%"
        case .payroll:
            return value % 1_000_000 == 0
                ? French.number(value / 1_000_000) + French.thin + "M€" : French.number(value) + French.thin + "€"
        }
    }

    /// A cell of a file: per cents and millions may have decimals, with a point or a comma. Nil when it is no such number, or
    /// has more decimals than are kept and is not to be rounded.
    package func read(_ text: String, inMillions: Bool = false, rounds: Bool = false) -> Int? {
        let digits = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }.replacing(",", with: ".")
        guard let found = digits.wholeMatch(of: /([0-9]{1,12})(?:\.([0-9]{1,20}))?/), let whole = Int(found.output.1)
        else { return nil }
        let places = self == .jobShare ? 2 : self == .payroll && inMillions ? 6 : 0
        let decimals = found.output.2.map(String.init) ?? ""
        guard rounds || decimals.count <= places else { return nil }
        let kept = decimals.prefix(places)
        let padded = kept + String(repeating: "0", count: places - kept.count)
        let isHalf = (decimals.dropFirst(places).first ?? "0") >= "5"
        let unit = (0..<places).reduce(1) { product, _ in product * 10 }
        let value = whole * unit + (Int(padded) ?? 0) + (isHalf ? 1 : 0)
        return self == .jobShare && value > 10_000 ? nil : value
    }
}

/// A figure as somebody published it, with what it takes to cite it. Figures of two series never make one line.
package struct PublishedFigure: Hashable, Sendable {
    package let indicator: FigureIndicator
    package let year: Int
    /// Nil: the source keeps it secret.
    package let value: Int?
    /// A legal family, or empty for the whole.
    package let family: String
    /// An activity and a size of establishments as the source words them, empty for the whole.
    package let sector, size: String
    package let source: String
    package let perimeter: String
    package let licence: String
    package let published: String
    package let url: String
    package let note: String
    /// Why it does not compare with the years before.
    package let breakNote: String

    package init(
        _ indicator: FigureIndicator, year: Int, value: Int?, family: String = "", sector: String = "",
        size: String = "", source: String, perimeter: String = "",
        licence: String = "", published: String = "", url: String = "", note: String = "", breakNote: String = ""
    ) {
        (self.indicator, self.year, self.value, self.family) = (indicator, year, value, family)
        (self.sector, self.size) = (sector, size)
        (self.source, self.perimeter, self.licence) = (source, perimeter, licence)
        (self.published, self.url, self.note, self.breakNote) = (published, url, note, breakNote)
    }

    /// « s » for what the source keeps secret.
    package var written: String { value.map(indicator.written) ?? "s" }

    /// Of a sector or of a size, and not of the whole.
    package var isDivided: Bool { !sector.isEmpty || !size.isEmpty }

    /// Sizes in their order, whatever the source calls them: by the first number of each, « moins de 10 » before « 10 à 49 ».
    package static func sizesInOrder(_ sizes: some Sequence<String>) -> [String] {
        func rank(_ size: String) -> (Int, Int, String) {
            let digits = size.filter { !$0.isWhitespace }.firstMatch(of: /[0-9]+/)
            let least = digits.flatMap { Int($0.output) } ?? .max
            let words = French.slug(size)
            return (least, words.hasPrefix("moins") || words.hasPrefix("0") ? 0 : 1, size)
        }
        return Set(sizes).sorted { rank($0) < rank($1) }
    }

    /// What must be the same for two figures to stand on one line.
    package struct Series: Hashable, Sendable {
        package let source, perimeter, licence: String
    }
    package var series: Series { Series(source: source, perimeter: perimeter, licence: licence) }
}
