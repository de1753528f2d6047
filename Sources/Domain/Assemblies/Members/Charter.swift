/// The principles that an organisation joins a hub on (R6), with where they come from.
package struct Charter: Codable, Hashable, Sendable {
    package struct Principle: Codable, Hashable, Sendable {
        package let key: PrincipleKey
        package let title, text, source: String
        /// What an organisation is asked when its legal form does not answer for it.
        package let question: String

        package init(key: PrincipleKey, title: String, text: String, source: String, question: String) {
            (self.key, self.title, self.text) = (key, title, text)
            (self.source, self.question) = (source, question)
        }

        private enum CodingKeys: String, CodingKey {
            case key = "cle"
            case title = "titre"
            case text = "texte"
            case source
            case question
        }
    }

    /// What a hub or the network says of a family, where it says something else than the rule.
    package struct Guarantee: Codable, Hashable, Sendable {
        package let principle: PrincipleKey
        package let family: Family
        package let level: LegalGuarantee.Level
        package let sentence: String

        package init(_ principle: PrincipleKey, _ family: Family, _ level: LegalGuarantee.Level, _ sentence: String) {
            (self.principle, self.family, self.level, self.sentence) = (principle, family, level, sentence)
        }

        private enum CodingKeys: String, CodingKey {
            case principle = "principe"
            case family = "famille"
            case level = "niveau"
            case sentence = "phrase"
        }
    }

    package let version: Int
    package let from: Day
    package let source: String
    package let principles: [Principle]
    package let guarantees: [Guarantee]

    private enum CodingKeys: String, CodingKey {
        case version
        case from = "depuis"
        case source
        case principles = "principes"
        case guarantees = "garanties"
    }

    package init(
        version: Int, from: Day, source: String, principles: [Principle], guarantees: [Guarantee] = []
    ) {
        (self.version, self.from, self.source) = (version, from, source)
        (self.principles, self.guarantees) = (principles, guarantees)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            version: try values.decode(Int.self, forKey: .version), from: try values.decode(Day.self, forKey: .from),
            source: try values.decode(String.self, forKey: .source),
            principles: try values.decode([Principle].self, forKey: .principles),
            guarantees: try values.decodeIfPresent([Guarantee].self, forKey: .guarantees) ?? [])
    }

    /// What a family already answers for: as this charter says, else as the law does.
    package func guarantee(of family: Family, on principle: PrincipleKey) -> LegalGuarantee {
        let said = guarantees.first { $0.family == family && $0.principle == principle }
        return said.map { LegalGuarantee($0.level, $0.sentence) } ?? LegalGuarantee.of(family, on: principle)
    }

    /// The same words under another number, from another day.
    package func renumbered(_ version: Int, from day: Day) -> Charter {
        Charter(version: version, from: day, source: source, principles: principles, guarantees: guarantees)
    }

    /// The version in force on a day; before the first one, that first one.
    package static func inForce(_ versions: [Charter], on day: Day) -> Charter? {
        let ordered = versions.sorted { ($0.from, $0.version) < ($1.from, $1.version) }
        return ordered.last { $0.from <= day } ?? ordered.first
    }
}

/// The principles that rules speak of.
package enum PrincipleKey: String, Codable, Sendable, CaseIterable {
    case governance = "gouvernance"
    case people = "personnes"
    case membership = "adhesion"
    case autonomy = "autonomie"
}

/// What a legal family already answers for, on one principle.
package struct LegalGuarantee: Hashable, Sendable {
    package enum Level: String, Codable, Sendable, CaseIterable {
        /// The law asks it of every organisation of that family.
        case whole = "acquis"
        /// The law says a part of it; the statutes say the rest.
        case part = "en-partie"
        case nothing = "a-dire"

        package var label: String {
            switch self {
            case .whole: "garanti par la forme juridique"
            case .part: "garanti en partie"
            case .nothing: "à dire vous-même"
            }
        }
    }

    package let level: Level
    package let sentence: String

    init(_ level: Level, _ sentence: String) { (self.level, self.sentence) = (level, sentence) }

    /// Whether the organisation must answer by itself.
    package var asksForAnAnswer: Bool { level != .whole }
}

extension LegalGuarantee {
    /// What the law says of a family. Sources: loi du 1er juillet 1901; loi 47-1775 du 10 septembre 1947, art. 1; code de la
    /// mutualité, art. L. 111-1; loi 87-571 du 23 juillet 1987, art. 18; loi 2014-856 du 31 juillet 2014, art. 1.
    package static func of(_ family: Family, on principle: PrincipleKey) -> LegalGuarantee {
        switch (family, principle) {
        case (.association, .governance):
            LegalGuarantee(.part, "La loi de 1901 laisse les statuts libres de dire qui décide.")
        case (.association, .people):
            LegalGuarantee(.whole, "Une association ne partage pas de bénéfices (loi du 1er juillet 1901, art. 1er).")
        case (.association, .membership):
            LegalGuarantee(
                .part,
                "Chacun peut s’en retirer à tout moment (loi du 1er juillet 1901, art. 4) ; qui peut entrer, les statuts le disent."
            )
        case (.cooperative, .governance):
            LegalGuarantee(.whole, "Chaque associé a une voix (loi 47-1775 du 10 septembre 1947, art. 1er).")
        case (.cooperative, .people):
            LegalGuarantee(
                .whole, "Les excédents vont d’abord aux réserves (loi 47-1775 du 10 septembre 1947, art. 1er).")
        case (.cooperative, .membership):
            LegalGuarantee(
                .whole,
                "L’adhésion est volontaire et ouverte, et la coopérative sert ses membres (loi 47-1775 du 10 septembre 1947, art. 1er)."
            )
        case (.mutual, .governance):
            LegalGuarantee(
                .part, "Une mutuelle appartient à ses adhérents ; dites comment ils élisent ceux qui dirigent.")
        case (.mutual, .people):
            LegalGuarantee(.whole, "Une mutuelle est à but non lucratif (code de la mutualité, art. L. 111-1).")
        case (.mutual, .membership):
            LegalGuarantee(
                .whole, "Ses membres cotisent et en bénéficient (code de la mutualité, art. L. 111-1).")
        case (.foundation, .people):
            LegalGuarantee(
                .whole,
                "Ses biens vont à une œuvre d’intérêt général, sans but lucratif (loi 87-571 du 23 juillet 1987, art. 18)."
            )
        case (.foundation, .governance), (.foundation, .membership):
            LegalGuarantee(.nothing, "Une fondation n’a pas de membres : la loi ne répond pas à sa place.")
        case (.company, .governance), (.company, .people):
            LegalGuarantee(
                .part,
                "Ses statuts doivent le prévoir pour être de l’ESS (loi 2014-856 du 31 juillet 2014, art. 1er, II, 2°) : dites-le, et joignez-les."
            )
        case (.company, .membership):
            LegalGuarantee(.nothing, "La forme de société n’en dit rien.")
        case (.undetermined, _): LegalGuarantee(.nothing, "Sans famille juridique connue, rien n’est acquis d’avance.")
        case (_, .autonomy):
            LegalGuarantee(.nothing, "Aucune forme juridique ne suffit à le garantir.")
        }
    }
}
