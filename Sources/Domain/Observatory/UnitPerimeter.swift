/// Which legal units are of the ESS in a panorama, as data that a network can change: INSEE's exact list of categories and
/// of excluded activities was not found published, so neither is written in stone.
package struct UnitPerimeter: Sendable {
    /// The family that a legal category stands for.
    package var families: [ShortCode: Family]
    /// Activities that the categories do not suffice for, by the start of their code; the register's own flag still does.
    package var excludedActivities: [String]

    /// The categories of `LegalForm`; nothing excluded.
    package static let usual = UnitPerimeter(families: LegalForm.families, excludedActivities: [])

    package init(families: [ShortCode: Family], excludedActivities: [String]) {
        (self.families, self.excludedActivities) = (families, excludedActivities)
    }

    /// The register's word first (O or N); when it says nothing, the legal category. Persons are never in.
    package func family(category: ShortCode, flag: ShortCode, activity: ShortCode) -> Family? {
        guard !Self.isPerson(category) else { return nil }
        switch flag {
        case Self.yes: return families[category] ?? .company
        case Self.silent:
            guard let family = families[category] else { return nil }
            let code = activity.description
            return excludedActivities.contains { code.hasPrefix($0) } ? nil : family
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
