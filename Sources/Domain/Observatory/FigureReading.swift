/// Reads files of published figures: one figure a line (`territoire`, `indicateur`, `annee`, `valeur`, `source`…), one
/// publication a line (`territoire_type`, `millesime_source`, `nb_etablissements_ess`…), or one département a line with its
/// shares of jobs (`departement`, `poids_es_2014_pct`…). What cannot be read is refused by its line and column, and the rest
/// is kept.
package struct FigureReading: Sendable {
    /// How a file names a territory.
    package enum Place: Hashable, Sendable {
        case slug(String)
        case code(TerritoryKind, String)
        case name(TerritoryKind, String)
    }

    package struct Line: Sendable {
        package let line: Int
        package let place: Place
        package let figure: PublishedFigure
    }

    package struct Refusal: Hashable, Sendable {
        package let line: Int
        package let column: String
        package let reason: String
        package init(line: Int, column: String, reason: String) {
            (self.line, self.column, self.reason) = (line, column, reason)
        }
    }

    package private(set) var lines: [Line] = []
    package private(set) var refusals: [Refusal] = []

    /// What a file must have to be read; nil when it is one of the three. `source` is what whoever imports it says of it.
    package static func missing(in columns: Set<String>, source: String = "") -> String? {
        if columns.isSuperset(of: ["territoire_type", "territoire", "millesime_source", "source_stat"]) { return nil }
        if isOfShares(columns) { return source.isEmpty ? "source" : nil }
        let needed = ["territoire", "indicateur", "annee", "valeur"] + (source.isEmpty ? ["source"] : [])
        return needed.first { !columns.contains($0) }
    }

    private static func isOfShares(_ columns: some Collection<String>) -> Bool {
        columns.contains("departement") && columns.contains { year(ofShares: $0) != nil }
    }

    private static func year(ofShares column: String) -> Int? {
        column.wholeMatch(of: /poids_es_((?:19|20)[0-9]{2})_pct/).flatMap { Int($0.output.1) }
    }

    /// `cells` by name of column, in small letters. `source` is that of lines that name none.
    package init(_ records: [(line: Int, cells: [String: String])], source: String = "") {
        for record in records {
            var cells = record.cells
            if cells["source", default: ""].isEmpty { cells["source"] = source }
            if cells["territoire_type"] != nil {
                readPublication(record.line, cells)
            } else if Self.isOfShares(cells.keys) {
                readShares(record.line, cells)
            } else {
                readFigure(record.line, cells)
            }
        }
    }

    private mutating func refuse(_ line: Int, _ column: String, _ reason: String) {
        refusals.append(Refusal(line: line, column: column, reason: reason))
    }

    /// What sources write in the place of a figure that is secret.
    private static let secrets: Set<String> = ["s", "nd", "secret"]

    private mutating func readFigure(_ line: Int, _ cells: [String: String]) {
        func cell(_ name: String) -> String { cells[name] ?? "" }
        guard let indicator = FigureIndicator(rawValue: cell("indicateur")) else {
            let known = FigureIndicator.allCases.map(\.rawValue).joined(separator: ", ")
            return refuse(line, "indicateur", "« \(cell("indicateur")) » n’est pas un indicateur : \(known)")
        }
        guard let year = Int(cell("annee")), (1970...2200).contains(year) else {
            return refuse(line, "annee", "« \(cell("annee")) » n’est pas une année")
        }
        let value = indicator.read(cell("valeur"))
        guard value != nil || Self.secrets.contains(cell("valeur").lowercased()) else {
            return refuse(line, "valeur", "« \(cell("valeur")) » n’est pas un nombre (\(indicator.label))")
        }
        guard !cell("source").isEmpty else { return refuse(line, "source", "un chiffre n’est gardé qu’avec sa source") }
        guard !cell("territoire").isEmpty else { return refuse(line, "territoire", "le territoire n’est pas nommé") }
        let family = cell("famille")
        guard family.isEmpty || Family(rawValue: family) != nil else {
            return refuse(line, "famille", "« \(family) » n’est pas une famille")
        }
        for column in ["secteur", "taille"] where cell(column).count > 120 {
            return refuse(line, column, "le libellé dépasse 120 caractères")
        }
        let figure = PublishedFigure(
            indicator, year: year, value: value, family: family, sector: cell("secteur"), size: cell("taille"),
            source: cell("source"), perimeter: cell("perimetre"),
            licence: cell("licence"), published: cell("publication"), url: cell("adresse"), note: cell("note"),
            breakNote: cell("rupture"))
        add(line, .slug(cell("territoire")), figure, column: "indicateur")
    }

    private static let publicationColumns: [(String, FigureIndicator)] = [
        ("nb_etablissements_ess", .establishments), ("nb_salaries_ess", .employees), ("part_emploi_pct", .jobShare),
        ("masse_salariale_meur", .payroll),
    ]

    private mutating func readPublication(_ line: Int, _ cells: [String: String]) {
        func cell(_ name: String) -> String { cells[name] ?? "" }
        guard let kind = TerritoryKind(rawValue: cell("territoire_type")) else {
            return refuse(
                line, "territoire_type", "« \(cell("territoire_type")) » n’est pas une sorte de territoires")
        }
        let code = cell("pays_code")
        let place: Place = code.isEmpty ? .name(kind, cell("territoire")) : .code(kind, code)
        let years = Set(cell("millesime_source").matches(of: /(?:19|20)[0-9]{2}/).compactMap { Int($0.output) })
        guard let year = years.first, years.count == 1 else {
            let text = cell("millesime_source")
            let reason = text.isEmpty ? "l’année n’est pas dite" : "« \(text) » ne dit pas une année, une seule"
            return refuse(line, "millesime_source", reason)
        }
        guard !cell("source_stat").isEmpty else {
            return refuse(line, "source_stat", "un chiffre n’est gardé qu’avec sa source")
        }
        for (column, indicator) in Self.publicationColumns where !cell(column).isEmpty {
            guard let value = indicator.read(cell(column), inMillions: true) else {
                refuse(line, column, "« \(cell(column)) » n’est pas un nombre (\(indicator.label))")
                continue
            }
            let figure = PublishedFigure(
                indicator, year: year, value: value, source: cell("source_stat"), published: cell("date_publication"),
                url: cell("url"), note: cell("nature_lecture"))
            add(line, place, figure, column: column)
        }
    }

    /// Shares that were worked out to the last decimal are rounded to a hundredth, and the figure says so.
    private mutating func readShares(_ line: Int, _ cells: [String: String]) {
        let code = cells["departement"] ?? ""
        guard !code.isEmpty else { return refuse(line, "departement", "le département n’est pas nommé") }
        for (column, text) in cells.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            guard let year = Self.year(ofShares: column) else { continue }
            guard let value = FigureIndicator.jobShare.read(text, rounds: true) else {
                refuse(line, column, "« \(text) » n’est pas un nombre (\(FigureIndicator.jobShare.label))")
                continue
            }
            let isExact = FigureIndicator.jobShare.read(text) != nil
            let figure = PublishedFigure(
                .jobShare, year: year, value: value, source: cells["source"] ?? "",
                note: isExact ? "" : "arrondi au centième")
            add(line, .code(.department, code), figure, column: column)
        }
    }

    private mutating func add(_ line: Int, _ place: Place, _ figure: PublishedFigure, column: String) {
        let same = lines.first {
            $0.place == place && $0.figure.series == figure.series && $0.figure.indicator == figure.indicator
                && $0.figure.year == figure.year && $0.figure.family == figure.family
                && $0.figure.sector == figure.sector && $0.figure.size == figure.size
        }
        if let same {
            guard same.figure.value != figure.value else { return }
            return refuse(
                line, column,
                "la ligne \(same.line) dit déjà \(same.figure.written) pour la même année et la même source")
        }
        lines.append(Line(line: line, place: place, figure: figure))
    }
}
