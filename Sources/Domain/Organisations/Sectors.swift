/// A sector of activity, as the network names it.
package struct Sector: Hashable, Sendable {
    /// Stays the same when the label changes; also what addresses say.
    package let code: String
    package let label: String
    /// What it takes in, in a sentence.
    package let definition: String
    package let validity: Validity
    package let source: String
    package let certainty: Certainty

    package init(
        code: String, label: String, definition: String = "", validity: Validity = .always, source: String = "",
        certainty: Certainty = .reported
    ) {
        (self.code, self.label, self.definition) = (code, label, definition)
        (self.validity, self.source, self.certainty) = (validity, source, certainty)
    }

    package var slug: String { code }
}

/// « Activities that begin so are of that sector. »
package struct SectorRule: Hashable, Sendable {
    package let prefix: ActivityPrefix
    /// The code of a sector; nil says that these activities belong to none in particular.
    package let sector: String?
    package let source: String
    package let certainty: Certainty

    package init(prefix: ActivityPrefix, sector: String?, source: String, certainty: Certainty) {
        (self.prefix, self.sector, self.source, self.certainty) = (prefix, sector, source, certainty)
    }
}

/// In which sectors an organisation is, and how that is known.
package struct SectorReading: Hashable, Sendable {
    package enum Basis: Hashable, Sendable {
        /// Somebody, or a list, says so.
        case said
        /// Its activity code suggests it, by this rule.
        case activity(SectorRule)
    }

    /// The main one first.
    package var sectors: [Sector] = []
    package var basis: Basis = .said
    /// Why there is none, when the activity code cannot tell.
    package var silence: Silence?

    package enum Silence: Hashable, Sendable {
        case noActivity
        case unreadable(String)
        /// A code of before 2008 is not read as if it were of today.
        case formerNomenclature(Nomenclature)
        /// No rule begins like this code, or one says that it belongs to no sector.
        case noRule(String, SectorRule?)
    }
}

/// The network's sectors on a day, with the rules that suggest them from activity codes. What is suggested is never written
/// in records: changing a rule changes every reading.
package struct Sectors: Sendable {
    /// In the network's order, with those that are not, or no longer, in use.
    package let all: [Sector]
    /// In use on the day.
    package let current: [Sector]
    package let rules: [SectorRule]
    package let day: Day
    private let byCode: [String: Sector]
    private let byPrefix: [Nomenclature: [String: SectorRule]]

    package init(_ all: [Sector], rules: [SectorRule], on day: Day) {
        (self.all, self.rules, self.day) = (all, rules, day)
        current = all.filter { $0.validity.contains(day) }
        byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
        var table: [Nomenclature: [String: SectorRule]] = [:]
        for rule in rules { table[rule.prefix.nomenclature, default: [:]][rule.prefix.letters] = rule }
        byPrefix = table
        inUse = Set(current.map(\.code))
    }

    private let inUse: Set<String>

    package subscript(code: String) -> Sector? { byCode[code] }

    /// The sectors of an organisation: those that somebody said, else the one that its activity suggests.
    package func sectors(of sheet: OrganisationSheet) -> [Sector] { reading(of: sheet).sectors }

    package func reading(of sheet: OrganisationSheet) -> SectorReading {
        let said = sheet.sectorCodes.compactMap { byCode[$0] }
        if !said.isEmpty { return SectorReading(sectors: said) }
        return reading(of: sheet[.activity], nomenclature: sheet[.activityNomenclature])
    }

    /// What an activity code suggests: the rule with the longest beginning wins. A sector out of use is not suggested.
    package func reading(of activity: String, nomenclature: String) -> SectorReading {
        guard !activity.isEmpty else { return SectorReading(silence: .noActivity) }
        guard let code = ActivityCode(activity, nomenclature: nomenclature) else {
            return SectorReading(silence: .unreadable(activity))
        }
        guard let table = byPrefix[code.nomenclature] else {
            return SectorReading(
                silence: Nomenclature.mapped.contains(code.nomenclature)
                    ? .noRule(activity, nil) : .formerNomenclature(code.nomenclature))
        }
        let rule = ActivityPrefix.all(of: code).lazy.compactMap { table[$0] }.first
        guard let rule, let sector = rule.sector.flatMap({ byCode[$0] }), inUse.contains(sector.code) else {
            return SectorReading(silence: .noRule(activity, rule))
        }
        return SectorReading(sectors: [sector], basis: .activity(rule))
    }

    /// The sector that a word of a file names, by its code or its label.
    package func named(_ text: String) -> Sector? {
        if let sector = byCode[text] { return sector }
        let words = SearchText.words(text)
        return all.first { SearchText.words($0.label) == words }
    }
}
