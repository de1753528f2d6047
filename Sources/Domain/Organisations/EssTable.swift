/// What a version of the perimeter says of legal categories and of activities: a custom of statisticians, not a list in the law.
package struct EssTable: Sendable {
    package enum Standing: String, Codable, Sendable, CaseIterable {
        case included = "dedans"
        /// Only when something else says so.
        case doubtful = "douteux"
        case excluded = "dehors"

        package var label: String {
            switch self {
            case .included: "de l’ESS"
            case .doubtful: "douteux"
            case .excluded: "hors de l’ESS"
            }
        }
    }

    /// A legal category of INSEE, level III.
    package struct Category: Hashable, Sendable {
        package let code: String
        package let label: String
        /// The family it suggests; a hint, since many SCOP and SCIC are registered as SAS or SARL.
        package let family: Family?
        package let standing: Standing
        package let source: String
        package let certainty: Certainty

        package init(
            code: String, label: String, family: Family?, standing: Standing, source: String, certainty: Certainty
        ) {
            (self.code, self.label, self.family, self.standing) = (code, label, family, standing)
            (self.source, self.certainty) = (source, certainty)
        }
    }

    /// Activities that are not of the ESS whatever the legal form.
    package struct Exclusion: Hashable, Sendable {
        package let prefix: ActivityPrefix
        package let label: String
        package let source: String
        package let certainty: Certainty

        package init(prefix: ActivityPrefix, label: String, source: String, certainty: Certainty) {
            (self.prefix, self.label, self.source, self.certainty) = (prefix, label, source, certainty)
        }
    }

    /// In order of code.
    package let categories: [Category]
    package let exclusions: [Exclusion]
    private let byCode: [String: Category]
    private let byPrefix: [Nomenclature: [String: Exclusion]]

    package init(_ categories: [Category], exclusions: [Exclusion]) {
        self.categories = categories.sorted { $0.code < $1.code }
        self.exclusions = exclusions.sorted {
            ($1.prefix.nomenclature.rawValue, $0.prefix.letters) < ($0.prefix.nomenclature.rawValue, $1.prefix.letters)
        }
        byCode = Dictionary(categories.map { ($0.code, $0) }) { first, _ in first }
        var table: [Nomenclature: [String: Exclusion]] = [:]
        for exclusion in exclusions {
            table[exclusion.prefix.nomenclature, default: [:]][exclusion.prefix.letters] = exclusion
        }
        byPrefix = table
    }

    package subscript(category: String) -> Category? { byCode[category] }

    /// The family that a legal category suggests; nil for forms that are of the ESS only when something else says so.
    package func family(_ category: String) -> Family? {
        byCode[category].flatMap { $0.standing == .included ? $0.family : nil }
    }

    /// Why an activity keeps an organisation out, if it does.
    package func exclusion(of activity: String, nomenclature: String) -> Exclusion? {
        guard let code = ActivityCode(activity, nomenclature: nomenclature), let table = byPrefix[code.nomenclature]
        else { return nil }
        return ActivityPrefix.all(of: code).lazy.compactMap { table[$0] }.first
    }

    /// Whether some activity of a division (the first two digits of codes) is excluded in one of the nomenclatures.
    package func excludes(fromDivision division: Int) -> Bool {
        exclusions.contains { exclusion in
            guard let own = Int(exclusion.prefix.letters.prefix(2)) else {
                return exclusion.prefix.letters
                    == ActivityPrefix.section(of: division, in: exclusion.prefix.nomenclature)
            }
            return own == division
        }
    }

    /// Whether form and activity alone make it of the ESS.
    package func includes(category: String, activity: String, nomenclature: String) -> Bool {
        byCode[category]?.standing == .included && exclusion(of: activity, nomenclature: nomenclature) == nil
    }
}

/// What two versions say otherwise.
package struct EssTableDifference: Sendable {
    package enum Change<Line: Sendable>: Sendable {
        case added(Line)
        case removed(Line)
        case changed(from: Line, to: Line)
    }
    package let categories: [Change<EssTable.Category>]
    package let exclusions: [Change<EssTable.Exclusion>]

    package init(from old: EssTable, to new: EssTable) {
        categories = Self.changes(old.categories, new.categories, key: \.code) {
            ($0.family, $0.standing, $0.label) != ($1.family, $1.standing, $1.label)
        }
        exclusions = Self.changes(old.exclusions, new.exclusions, key: \.prefix) { $0.label != $1.label }
    }

    package var isEmpty: Bool { categories.isEmpty && exclusions.isEmpty }

    private static func changes<Line: Sendable, Key: Hashable>(
        _ old: [Line], _ new: [Line], key: (Line) -> Key, differ: (Line, Line) -> Bool
    ) -> [Change<Line>] {
        let before = Dictionary(old.map { (key($0), $0) }) { first, _ in first }
        let kept = Set(new.map(key))
        let removed = old.filter { !kept.contains(key($0)) }.map { Change.removed($0) }
        let others = new.compactMap { (line: Line) -> Change<Line>? in
            guard let earlier = before[key(line)] else { return .added(line) }
            return differ(earlier, line) ? .changed(from: earlier, to: line) : nil
        }
        return removed + others
    }
}
