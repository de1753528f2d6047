/// Which legal units are of the ESS in a panorama: a version of the network's perimeter, made ready for millions of lines.
package struct UnitPerimeter: Sendable {
    fileprivate let table: EssTable
    /// The divisions, from 0 to 99, of which some activity is excluded.
    fileprivate let divisions: [Bool]
    private let categories: CodeIndex
    /// By number of the category: its family, whatever its standing.
    private let families: [Family?]
    /// The same of the categories that suffice by themselves.
    private let included: [Family?]

    package init(_ table: EssTable) {
        self.table = table
        divisions = (0..<100).map { table.excludes(fromDivision: $0) }
        categories = CodeIndex(table.categories.compactMap { ShortCode($0.code) })
        var families = [Family?](repeating: nil, count: categories.codes.count)
        var included = families
        for category in table.categories {
            guard let code = ShortCode(category.code), let number = categories.number(of: code.rawValue) else {
                continue
            }
            if let family = category.family { families[number] = family }
            if category.standing == .included { included[number] = category.family ?? .company }
        }
        (self.families, self.included) = (families, included)
    }

    private func one(of families: [Family?], _ category: ShortCode) -> Family? {
        categories.number(of: category.rawValue).flatMap { families[$0] }
    }

    /// Whether a legal category, when its activity is not excluded, suffices by itself.
    package func includes(_ category: ShortCode) -> Bool { one(of: included, category) != nil }

    /// The register's word first (O or N); when it says nothing, the legal category, unless the activity is excluded, which
    /// is asked then only. Persons are never in.
    package func family(category: ShortCode, flag: ShortCode, isExcluded: () -> Bool) -> Family? {
        guard !Self.isPerson(category) else { return nil }
        switch flag {
        case Self.yes: return one(of: families, category) ?? .company
        case Self.silent:
            guard let family = one(of: included, category) else { return nil }
            return isExcluded() ? nil : family
        default: return nil
        }
    }

    /// Sole traders (level II, 10) and categories in 2: their record is a person's. The first two characters tell.
    @inlinable package static func isPerson(_ category: ShortCode) -> Bool {
        category.rawValue >> 48 == 0x3130 || category.rawValue >> 56 == 0x32
    }

    private static let yes = ShortCode(rawValue: 0x4F00_0000_0000_0000)
    private static let silent = ShortCode(rawValue: 0)
}

/// What the perimeter excludes among activities, remembered: a file says the same few again and again.
package struct ExcludedActivities {
    private struct Pair: Hashable { let activity, nomenclature: ShortCode }

    private let perimeter: UnitPerimeter
    private var known: [Pair: Bool] = [:]

    package init(_ perimeter: UnitPerimeter) { self.perimeter = perimeter }

    package mutating func contain(_ activity: ShortCode, _ nomenclature: ShortCode) -> Bool {
        let (tens, units) = (activity.rawValue >> 56 &- 0x30, activity.rawValue >> 48 & 0xFF &- 0x30)
        if tens < 10, units < 10, !perimeter.divisions[Int(tens * 10 + units)] { return false }
        let pair = Pair(activity: activity, nomenclature: nomenclature)
        if let found = known[pair] { return found }
        let exclusion = perimeter.table.exclusion(
            of: activity.description, nomenclature: nomenclature.description)
        known[pair] = exclusion != nil
        return exclusion != nil
    }
}
