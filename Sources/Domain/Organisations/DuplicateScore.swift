/// How sure it is that two records are one organisation.
package enum DuplicateLevel: String, Sendable, CaseIterable, Comparable {
    case possible, likely = "probable", certain

    package var label: String {
        switch self {
        case .possible: "possible"
        case .likely: "probable"
        case .certain: "certain"
        }
    }

    /// From so many points.
    package var threshold: Int {
        switch self {
        case .possible: 40
        case .likely: 55
        case .certain: 90
        }
    }

    package static func < (one: DuplicateLevel, other: DuplicateLevel) -> Bool { one.threshold < other.threshold }
}

/// Whether two records are one organisation: points, each with its reason. It proposes; people decide.
package struct DuplicateScore: Sendable, Hashable {
    package struct Reason: Sendable, Hashable {
        /// Negative when it speaks against.
        package let points: Int
        package let sentence: String
    }

    package private(set) var reasons: [Reason] = []

    package var points: Int { reasons.reduce(0) { $0 + $1.points } }
    /// Nil when they are two organisations.
    package var level: DuplicateLevel? { DuplicateLevel.allCases.last { points >= $0.threshold } }
    /// What speaks for it, the weightiest first, then what speaks against.
    package var explanation: [Reason] {
        reasons.filter { $0.points > 0 }.sorted { $0.points > $1.points }
            + reasons.filter { $0.points < 0 }.sorted { $0.points < $1.points }
    }

    package init(_ one: OrganisationSheet, _ other: OrganisationSheet) {
        self.init(DuplicateProfile(one), DuplicateProfile(other))
    }

    package init(_ one: DuplicateProfile, _ other: DuplicateProfile) {
        let hasSameNumber = addNumbers(one, other)
        let name = NameLikeness(one, other)
        addNames(one, other, name)
        addPlace(one, other, name)
        addContacts(one, other)
        let families = Set([one.family, other.family]).subtracting([.undetermined])
        if families.count == 2, !hasSameNumber {
            let labels = Family.allCases.filter(families.contains).map(\.label)
            // Co-operatives are companies too: lists say one or the other.
            let isNear = families == [.cooperative, .company]
            add(isNear ? -10 : -60, "familles différentes : \(labels.joined(separator: ", "))")
        }
        if one.isCeased != other.isCeased { add(-15, "l’une a cessé, l’autre non") }
    }

    private mutating func add(_ points: Int, _ sentence: String) {
        reasons.append(Reason(points: points, sentence: sentence))
    }

    /// Whether a register gives both the same number.
    private mutating func addNumbers(_ one: DuplicateProfile, _ other: DuplicateProfile) -> Bool {
        var isSame = false
        if !one.siret.isEmpty, one.siret == other.siret {
            add(130, "même SIRET")
            isSame = true
        } else if !one.siren.isEmpty, one.siren == other.siren {
            if !one.siret.isEmpty, !other.siret.isEmpty {
                add(-60, "établissements du même SIREN : leurs SIRET diffèrent")
            } else {
                add(100, "même SIREN")
            }
            isSame = true
        } else if !one.siren.isEmpty, !other.siren.isEmpty {
            add(-100, "SIREN différents")
        }
        guard !one.rna.isEmpty, !other.rna.isEmpty else { return isSame }
        if one.rna == other.rna {
            add(100, "même numéro RNA")
            return true
        }
        add(isSame ? -20 : -80, "numéros RNA différents")
        return isSame
    }

    private mutating func addNames(_ one: DuplicateProfile, _ other: DuplicateProfile, _ name: NameLikeness) {
        let shortened = [(one, other), (other, one)].contains { pair in
            pair.0.acronym.utf8.count > 2 && pair.1.names.contains([SearchText.singular(pair.0.acronym)])
        }
        let fraction = "\(name.common) \(name.common < 2 ? "mot" : "mots") sur \(name.all)"
        if name.all > 0, name.common == name.all {
            if name.nearly == 0 { add(45, "même nom") } else { add(40, "noms presque identiques") }
            return
        }
        if shortened { return add(35, "le sigle de l’une est le nom de l’autre") }
        switch (name.common, name.all) {
        case (0, _): add(-30, "noms sans rapport")
        case let (common, all) where 4 * common >= 3 * all: add(35, "noms voisins : \(fraction)")
        case let (common, all) where 3 * common >= 2 * all: add(25, "noms voisins : \(fraction)")
        case let (common, all) where 2 * common >= all: add(10, "noms proches : \(fraction)")
        default: add(-10, "noms éloignés : \(fraction)")
        }
        if one.acronym.utf8.count > 2, one.acronym == other.acronym { add(15, "même sigle") }
        addBranches(name)
    }

    /// A federation and its local sections, or sections among themselves, bear almost the same name.
    private mutating func addBranches(_ name: NameLikeness) {
        let rest = name.left + name.right
        if rest.contains(where: DuplicateScore.branchWords.contains) {
            add(-35, "l’une se dit fédération, section ou antenne")
        }
        let numbers = [name.left, name.right].map { words in words.filter { $0.first?.isNumber == true } }
        if numbers.allSatisfy({ !$0.isEmpty }) { add(-25, "leurs noms portent des numéros différents") }
    }

    private mutating func addPlace(_ one: DuplicateProfile, _ other: DuplicateProfile, _ name: NameLikeness) {
        guard let isSame = DuplicateScore.isSamePlace(one, other) else { return }
        guard isSame else {
            add(-25, "communes différentes")
            let owns = !one.townWords.isDisjoint(with: name.left + name.right)
            let theirs = !other.townWords.isDisjoint(with: name.left + name.right)
            if owns && theirs { add(-20, "chacune porte le nom de sa commune") }
            return
        }
        add(10, "même commune")
        guard !one.street.isEmpty, !other.street.isEmpty else { return }
        if one.street == other.street {
            if one.number == other.number { add(20, "même adresse") } else { add(5, "même rue") }
        } else {
            add(-10, "adresses différentes")
        }
    }

    /// Nil when one of the places is not known.
    private static func isSamePlace(_ one: DuplicateProfile, _ other: DuplicateProfile) -> Bool? {
        if !one.commune.isEmpty, !other.commune.isEmpty { return one.commune == other.commune }
        guard !one.town.isEmpty, !other.town.isEmpty else { return nil }
        if one.town == other.town { return true }
        // One of them has no postcode: the name of the town is all there is.
        guard one.town.hasPrefix("|") || other.town.hasPrefix("|") else { return false }
        return one.townWords == other.townWords
    }

    private mutating func addContacts(_ one: DuplicateProfile, _ other: DuplicateProfile) {
        if !one.phone.isEmpty, one.phone == other.phone { add(20, "même téléphone") }
        if !one.site.isEmpty, one.site == other.site { add(15, "même site") }
        if !one.email.isEmpty, one.email == other.email { add(15, "même adresse électronique") }
    }

    private static let branchWords: Set<String> = [
        "federation", "union", "comite", "coordination", "antenne", "section", "delegation", "departemental",
        "departementale", "interdepartementale", "regional", "regionale", "national", "nationale", "ligue", "siege",
    ]
}
