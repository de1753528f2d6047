/// Which legal units are of the ESS in a panorama: a version of the network's perimeter, made ready for millions of lines.
package struct UnitPerimeter: Sendable {
    private let table: EssTable
    /// The family of each category that has one, whatever its standing.
    private let families: [ShortCode: Family]
    /// Of the categories that suffice by themselves.
    private let included: [ShortCode: Family]

    package init(_ table: EssTable) {
        self.table = table
        var families: [ShortCode: Family] = [:]
        var included: [ShortCode: Family] = [:]
        for category in table.categories {
            guard let code = ShortCode(category.code) else { continue }
            if let family = category.family { families[code] = family }
            if category.standing == .included { included[code] = category.family ?? .company }
        }
        (self.families, self.included) = (families, included)
    }

    /// Whether a legal category, when its activity is not excluded, suffices by itself.
    package func includes(_ category: ShortCode) -> Bool { included[category] != nil }

    /// The register's word first (O or N); when it says nothing, the legal category, unless the activity is excluded.
    /// Persons are never in.
    package func family(
        category: ShortCode, flag: ShortCode, activity: ShortCode, nomenclature: ShortCode
    ) -> Family? {
        guard !Self.isPerson(category) else { return nil }
        switch flag {
        case Self.yes: return families[category] ?? .company
        case Self.silent:
            guard let family = included[category] else { return nil }
            let exclusion = table.exclusion(of: activity.description, nomenclature: nomenclature.description)
            return exclusion == nil ? family : nil
        default: return nil
        }
    }

    /// Sole traders (1000) and categories in 2: their record is a person's.
    @inlinable package static func isPerson(_ category: ShortCode) -> Bool {
        category.rawValue == 0x3130_3030_0000_0000 || category.rawValue >> 56 == 0x32
    }

    private static let yes = ShortCode(rawValue: 0x4F00_0000_0000_0000)
    private static let silent = ShortCode(rawValue: 0)
}
