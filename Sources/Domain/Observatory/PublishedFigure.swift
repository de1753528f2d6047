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

    /// A cell of a file: per cents and millions may have decimals, with a point or a comma. Nil when it is no such number.
    package func read(_ text: String, inMillions: Bool = false) -> Int? {
        let digits = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }.replacing(",", with: ".")
        guard let found = digits.wholeMatch(of: /([0-9]{1,12})(?:\.([0-9]{1,6}))?/), let whole = Int(found.output.1)
        else { return nil }
        let places = self == .jobShare ? 2 : self == .payroll && inMillions ? 6 : 0
        let decimals = found.output.2.map(String.init) ?? ""
        guard decimals.count <= places else { return nil }
        let padded = decimals + String(repeating: "0", count: places - decimals.count)
        let unit = (0..<places).reduce(1) { product, _ in product * 10 }
        let value = whole * unit + (Int(padded) ?? 0)
        return self == .jobShare && value > 10_000 ? nil : value
    }
}

/// A figure as somebody published it, with what it takes to cite it. Figures of two series never make one line.
package struct PublishedFigure: Hashable, Sendable {
    package let indicator: FigureIndicator
    package let year: Int
    package let value: Int
    /// A legal family, or empty for the whole.
    package let family: String
    package let source: String
    package let perimeter: String
    package let licence: String
    package let published: String
    package let url: String
    package let note: String
    /// Why it does not compare with the years before.
    package let breakNote: String

    package init(
        _ indicator: FigureIndicator, year: Int, value: Int, family: String = "", source: String,
        perimeter: String = "",
        licence: String = "", published: String = "", url: String = "", note: String = "", breakNote: String = ""
    ) {
        (self.indicator, self.year, self.value, self.family) = (indicator, year, value, family)
        (self.source, self.perimeter, self.licence) = (source, perimeter, licence)
        (self.published, self.url, self.note, self.breakNote) = (published, url, note, breakNote)
    }

    package var written: String { indicator.written(value) }

    /// What must be the same for two figures to stand on one line.
    package struct Series: Hashable, Sendable {
        package let source, perimeter, licence: String
    }
    package var series: Series { Series(source: source, perimeter: perimeter, licence: licence) }
}
