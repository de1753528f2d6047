/// How many must be there for the assembly to deliberate.
package struct QuorumRule: Hashable, Codable, Sendable {
    package enum Basis: String, Codable, Sendable {
        case organisations
        case votes = "voix"
    }

    package enum Counted: String, Codable, Sendable, CaseIterable {
        case present = "presents"
        case online = "en-ligne"
        case represented = "representes"
        case postal = "par-correspondance"
    }

    package var basis: Basis
    package var threshold: ShareThreshold
    package var counts: [Counted]
    /// Each college must reach it.
    package var isPerCollege: Bool

    private enum CodingKeys: String, CodingKey {
        case basis = "base"
        case threshold = "seuil"
        case counts = "comptent"
        case isPerCollege = "par-college"
    }

    package static let customaryCounts: [Counted] = [.present, .online, .represented]

    package init(
        _ threshold: ShareThreshold, basis: Basis = .organisations, counts: [Counted] = customaryCounts,
        isPerCollege: Bool = false
    ) {
        (self.threshold, self.basis) = (threshold, basis)
        (self.counts, self.isPerCollege) = (counts, isPerCollege)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(ShareThreshold.self, forKey: .threshold),
            basis: try values.decodeIfPresent(Basis.self, forKey: .basis) ?? .organisations,
            counts: try values.decodeIfPresent([Counted].self, forKey: .counts) ?? Self.customaryCounts,
            isPerCollege: try values.decodeIfPresent(Bool.self, forKey: .isPerCollege) ?? false)
    }
}

/// The answer, and the sentence that goes in the minutes.
package struct QuorumAnswer: Hashable, Codable, Sendable {
    package struct Part: Hashable, Codable, Sendable {
        /// Nil: the whole roll.
        package let college: String?
        package let counted: Int
        package let total: Int
        package let needed: Int
        package let isReached: Bool

        private enum CodingKeys: String, CodingKey {
            case college
            case counted = "comptes"
            case total = "inscrits"
            case needed = "necessaires"
            case isReached = "atteint"
        }
    }

    package let isReached: Bool
    package let parts: [Part]
    package let sentence: String

    private enum CodingKeys: String, CodingKey {
        case isReached = "atteint"
        case parts = "detail"
        case sentence = "phrase"
    }

    /// - Parameter rule: nil when the statutes ask for none.
    package init(_ rule: QuorumRule?, roll: Roll, floor: Floor, colleges: [College] = []) {
        guard let rule else {
            (isReached, parts) = (true, [])
            sentence = "Aucun quorum n’est exigé : l’assemblée délibère quel que soit le nombre de présents."
            return
        }
        guard !roll.entries.isEmpty else {
            (isReached, parts) = (false, [])
            sentence = "Personne n’est inscrit sur la liste électorale : l’assemblée ne peut pas délibérer."
            return
        }
        let counted = QuorumAnswer.counted(rule, floor)
        let names = rule.isPerCollege && !colleges.isEmpty ? colleges.map(\.key) : [nil]
        let parts = names.compactMap { (college: String?) in
            QuorumAnswer.part(college, rule, roll, counted)
        }
        let isReached = parts.allSatisfy(\.isReached)
        let lines = parts.map { (part: Part) in
            let name = part.college.flatMap { key in colleges.first { $0.key == key }?.name }
            return (name.map { "Collège \($0) : " } ?? "") + QuorumAnswer.line(part, rule)
        }
        let verdict = isReached ? "le quorum est atteint" : "le quorum n’est pas atteint"
        (self.isReached, self.parts) = (isReached, parts)
        sentence =
            parts.count == 1 && parts[0].college == nil
            ? "\(lines[0]) : \(verdict)." : lines.joined(separator: ". ") + ". En tout, \(verdict)."
    }

    private static func counted(_ rule: QuorumRule, _ floor: Floor) -> Set<ID<Organisation>> {
        var counted: Set<ID<Organisation>> = []
        if rule.counts.contains(.present) { counted.formUnion(floor.present) }
        if rule.counts.contains(.online) { counted.formUnion(floor.online) }
        if rule.counts.contains(.represented) { counted.formUnion(floor.represented.keys) }
        if rule.counts.contains(.postal) { counted.formUnion(floor.postal) }
        return counted
    }

    /// Nil for a college where nobody is on the roll: nothing can be asked of it.
    private static func part(
        _ college: String?, _ rule: QuorumRule, _ roll: Roll, _ counted: Set<ID<Organisation>>
    ) -> Part? {
        let entries = roll.entries.filter { college == nil || $0.college == college }
        guard !entries.isEmpty else { return nil }
        let weigh = { (entries: [Roll.Entry]) in
            rule.basis == .votes ? entries.reduce(0) { $0 + $1.votes } : entries.count
        }
        let total = weigh(entries)
        let here = weigh(entries.filter { counted.contains($0.organisation) })
        return Part(
            college: college, counted: here, total: total, needed: rule.threshold.least(of: total),
            isReached: rule.threshold.isReached(by: here, of: total))
    }

    /// « 21 présents ou représentés sur 42 inscrits ; il en faut au moins 21 (la moitié) ».
    private static func line(_ part: Part, _ rule: QuorumRule) -> String {
        let isVotes = rule.basis == .votes
        let plural = part.counted > 1
        let words = rule.counts.map { (counted: QuorumRule.Counted) -> String in
            switch counted {
            case .present: isVotes ? (plural ? "présentes" : "présente") : (plural ? "présents" : "présent")
            case .online: "en ligne"
            case .represented:
                isVotes ? (plural ? "représentées" : "représentée") : (plural ? "représentés" : "représenté")
            case .postal: "par correspondance"
            }
        }
        let manners =
            words.count > 1 ? words.dropLast().joined(separator: ", ") + " ou " + (words.last ?? "") : words.joined()
        let roll = isVotes ? "voix inscrites" : (part.total > 1 ? "inscrits" : "inscrit")
        let number = French.number(part.counted) + (isVotes ? " voix" : "")
        return
            "\(number) \(manners) sur \(French.number(part.total)) \(roll) ; il en faut au moins \(French.number(part.needed)) (\(rule.threshold.french))"
    }
}

/// What follows when the quorum is not reached.
package enum SecondCallRule {
    /// How the meeting may be convened again, with the same agenda.
    package static func sentence(_ rules: MeetingRules, failedOn day: Day) -> String {
        guard let second = rules.secondCall else {
            return
                "Les statuts ne prévoient pas de seconde convocation : l’assemblée est convoquée à nouveau comme la première fois, avec le même quorum."
        }
        let first = second.notice.firstMeetingDay(sentOn: day).frenchWithArticle
        let quorum = second.quorum.map { "le quorum y est de \($0.threshold.french) des inscrits" }
        return
            "Une seconde convocation, avec le même ordre du jour, peut partir \(day.frenchWithArticle) pour une assemblée tenue \(first) ou plus tard ; \(quorum ?? "aucun quorum n’y est exigé")."
    }
}
