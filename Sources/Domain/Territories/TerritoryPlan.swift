/// What an import would do, before it does anything: what is known now, what would be known after, and what is refused.
package struct TerritoryPlan: Sendable {
    /// A line, a property or a whole file that cannot be taken, and why.
    package struct Refusal: Equatable, Sendable {
        package let file: String
        package let line: Int?
        package let column: String?
        package let reason: String

        package init(file: String, line: Int? = nil, column: String? = nil, reason: String) {
            (self.file, self.line, self.column, self.reason) = (file, line, column, reason)
        }

        /// « communes.csv, ligne 12, colonne pop_municipale : … »
        package var sentence: String {
            var place = file
            if let line { place += ", ligne\(French.space)\(line)" }
            if let column { place += ", colonne\(French.space)\(column)" }
            return place + French.space + ": " + reason + "."
        }
    }

    package private(set) var before: TerritoryState
    package internal(set) var after: TerritoryState
    package internal(set) var refusals: [Refusal] = []
    /// The territories that the files speak of.
    package internal(set) var mentioned: Set<TerritoryState.Key> = []
    /// The file that gives the contours of each kind.
    var outlineFiles: [TerritoryKind: String] = [:]
    /// Lines about communes of elsewhere, or about something else than communes.
    package internal(set) var leftAside = 0
    /// By file, how many populations are not taken since nothing says of which year they are.
    package internal(set) var undatedPopulations: [String: Int] = [:]

    /// Reads the files together, the lists first, then the movements, then the contours, whatever their order. `since` is
    /// the day from which what they say holds: by default 1 January of the year in the file's name, or else `today`.
    /// `defects`: the files that could not be read at all.
    package init(
        files: [TerritoryFile], defects: [Refusal] = [], known: TerritoryState, since: Day? = nil, today: Day
    ) {
        before = known
        after = known
        refusals = defects
        func day(_ file: TerritoryFile) -> Day {
            since ?? file.year.flatMap { Day(year: $0, month: 1, day: 1) } ?? today
        }
        for file in files where file.subject == nil { refuse(unrecognised: file) }
        let order: [TerritoryFile.Subject] = [
            .outlines(.region), .outlines(.department), .pays, .outlines(.pays), .epci, .outlines(.epci), .cog,
            .communes,
            .outlines(.commune), .membership, .movements,
        ]
        for subject in order {
            for file in files where file.subject == subject {
                var reading = TerritoryReading(plan: self, file: file, since: day(file), year: since?.year ?? file.year)
                reading.read(subject)
                self = reading.plan
            }
        }
        for (kind, name) in outlineFiles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let file = files.first(where: { $0.name == name }) else { continue }
            refuseToErase(kind, by: name, on: day(file))
        }
    }

    /// Contours replace those that are drawn, so a file must have all those whose territory exists that day.
    private mutating func refuseToErase(_ kind: TerritoryKind, by file: String, on day: Day) {
        let given = Set(after.outlines[kind]?.topology.codes ?? [])
        let lost = (before.drawn[kind] ?? []).subtracting(given).sorted().filter { (code: String) in
            (after.names[TerritoryState.Key(kind, code)] ?? []).contains { $0.validity.contains(day) }
        }
        guard !lost.isEmpty else { return }
        let shown = lost.prefix(5).map { after.label(TerritoryState.Key(kind, $0)) }
        let others = lost.count > shown.count ? ["\(French.number(lost.count - shown.count)) autres"] : []
        let list = French.list(shown + others)
        refusals.append(
            Refusal(
                file: file,
                reason: "il effacerait de la carte \(list), donnez un fichier complet des \(kind.plural)"))
    }

    private mutating func refuse(unrecognised file: TerritoryFile) {
        switch file.content {
        case .table(let columns, _):
            let names = columns.prefix(8).joined(separator: ", ")
            refusals.append(
                Refusal(
                    file: file.name, line: 1,
                    reason: "ces colonnes ne sont pas celles d’un fichier de territoires (\(names))" + hint(columns)))
        case .outlines(let contours):
            let code = contours.features.first?.code ?? ""
            refusals.append(
                Refusal(
                    file: file.name,
                    reason: "les codes ne disent pas de quels territoires il s’agit (« \(code) »)" + Self.ask))
        }
    }

    private static let ask = " ; dites-le avec --sorte commune, epci, pays, departement ou region"

    /// Columns that could be of several kinds only lack the kind.
    private func hint(_ columns: [String]) -> String {
        let columns = Set(columns.map { $0.lowercased() })
        return columns.isDisjoint(with: TerritoryColumns.anyCode)
            ? "" : " ; si ce sont des communes, des EPCI ou des Pays, dites-le avec --sorte commune, epci ou pays"
    }

    package var changesNothing: Bool { before == after }
}
