/// A clause proposed because it is customary, not because a law asks for it: the law of 1901 fixes almost nothing.
package struct CustomaryClause: Hashable, Sendable {
    package let clause: String
    package let sentence: String
}

extension Statutes {
    /// What the editor of statutes starts from. Every line may be changed.
    package static func customary(inForceFrom day: Day) -> Statutes {
        let fifteen = NoticeRule(days: 15)
        let simple = MajorityRule(ShareThreshold(.moreThan, .half))
        let qualified = MajorityRule(ShareThreshold(.atLeast, .twoThirds))
        let quarter = QuorumRule(ShareThreshold(.atLeast, .quarter))
        let half = QuorumRule(ShareThreshold(.atLeast, .half))
        let again = MeetingRules.SecondCall(notice: fifteen)
        let board = MeetingRules(notice: NoticeRule(days: 7), quorum: half, secondCall: nil, majority: simple)
        return Statutes(
            version: 1, adoptedOn: nil, inForceFrom: day, electorate: ElectorateRule(mostPerPerson: 1), colleges: [],
            meetings: [
                .founding: MeetingRules(notice: fifteen, quorum: nil, secondCall: nil, majority: simple),
                .ordinary: MeetingRules(notice: fifteen, quorum: quarter, secondCall: again, majority: simple),
                .extraordinary: MeetingRules(notice: fifteen, quorum: half, secondCall: again, majority: qualified),
                .board: board, .bureau: board,
            ],
            proxies: ProxyRule(most: 2), caps: [Cap(.seats, per: .group, share: .quarter)],
            bodies: [GoverningBody("conseil", name: "Conseil d’administration", seats: 9, termYears: 3, parts: 3)],
            secretBallot: SecretBallotRule(), ties: [.eldest, .lot])
    }

    /// Each default, said to be one.
    package static let customaryClauses = [
        CustomaryClause(
            clause: "reunions.delai",
            sentence: "Quinze jours francs avant une assemblée : c’est l’usage ; la loi ne fixe pas de délai."),
        CustomaryClause(
            clause: "reunions.ordinaire.quorum",
            sentence:
                "Un quart des membres en assemblée ordinaire, aucun quorum à la seconde convocation : c’est un usage."),
        CustomaryClause(
            clause: "reunions.extraordinaire.quorum",
            sentence: "La moitié des membres pour changer les statuts, fusionner ou dissoudre : c’est un usage."),
        CustomaryClause(
            clause: "reunions.ordinaire.majorite",
            sentence:
                "Plus de la moitié des suffrages exprimés, abstentions et blancs à part : c’est l’usage en assemblée ordinaire."
        ),
        CustomaryClause(
            clause: "reunions.extraordinaire.majorite",
            sentence: "Au moins deux tiers des suffrages exprimés pour changer les statuts : c’est un usage."),
        CustomaryClause(
            clause: "pouvoirs.au-plus",
            sentence:
                "Deux pouvoirs au plus par personne présente. Sans clause, la loi laisse les pouvoirs libres et sans limite."
        ),
        CustomaryClause(
            clause: "pouvoirs.en-blanc", sentence: "Un pouvoir nomme qui le porte : les pouvoirs en blanc sont refusés."
        ),
        CustomaryClause(
            clause: "scrutin-secret",
            sentence: "Le vote est secret pour les personnes, et dès qu’une organisation le demande : c’est un usage."),
        CustomaryClause(
            clause: "departage",
            sentence: "À égalité de voix entre candidats, l’aîné l’emporte, sinon le sort : c’est un usage."),
        CustomaryClause(
            clause: "plafonds",
            sentence:
                "Un quart des sièges au plus pour un même groupe d’organisations : proposé pour que personne ne domine (R12)."
        ),
        CustomaryClause(
            clause: "electorat.mandats-par-personne",
            sentence:
                "Une personne ne représente qu’une organisation : proposé pour que les voix soient portées par plusieurs."
        ),
    ]

    /// What is wrong or dangerous in these statutes, each with its principle.
    package var findings: [Finding] {
        meetingFindings + collegeFindings + bodyFindings + [proxyFinding, capFinding]
    }

    private var meetingFindings: [Finding] {
        AssemblyKind.allCases.flatMap { (kind: AssemblyKind) -> [Finding] in
            guard let rules = meetings[kind] else { return [] }
            let share = rules.majority.threshold.share
            var findings: [Finding] = []
            if share.rational < Fraction.half.rational, rules.majority.base == .expressed {
                findings.append(
                    Finding(
                        .missing,
                        "\(kind.label) : une majorité de \(share.french) est plus faible que la moitié ; une résolution n’est de toute façon jamais adoptée s’il y a autant ou plus de voix contre que pour.",
                        principle: "R6"))
            }
            if rules.majority.colleges != .together, colleges.isEmpty {
                findings.append(
                    Finding(
                        .missing, "\(kind.label) : la majorité se compte par collège, mais il n’y a pas de collèges.",
                        principle: "R6"))
            }
            if rules.notice.days < 1 {
                findings.append(
                    Finding(
                        .missing, "\(kind.label) : sans délai de convocation, des membres peuvent ne pas savoir.",
                        principle: "R6"))
            }
            return findings
        }
    }

    private var collegeFindings: [Finding] {
        let usesWeights = meetings.values.contains { [.proportional, .winnerTakesAll].contains($0.majority.colleges) }
        guard usesWeights, !colleges.isEmpty else { return [] }
        let whole = colleges.reduce(0) { $0 + max(0, $1.weight) }
        let outside = colleges.filter { 10 * $0.weight < whole || 2 * $0.weight > whole }
        guard colleges.count >= 3, outside.isEmpty else {
            let names = outside.isEmpty ? "" : " : \(French.list(outside.map(\.name)))"
            return [
                Finding(
                    .unknown,
                    "Si c’est une SCIC, il faut au moins trois collèges, dont chacun pèse de 10 à 50 % des voix\(names).",
                    principle: "loi 47-1775, art. 19 octies")
            ]
        }
        return [Finding(.met, "Chaque collège pèse de 10 à 50 % des voix.", principle: "loi 47-1775, art. 19 octies")]
    }

    private var bodyFindings: [Finding] {
        bodies.compactMap { (body: GoverningBody) in
            let kept = body.seatsByCollege.values.reduce(0, +)
            let strangers = body.seatsByCollege.keys.filter { college($0) == nil }.sorted()
            if kept > body.seats {
                return Finding(
                    .missing, "\(body.name) : \(kept) sièges sont donnés aux collèges, il n’y en a que \(body.seats).",
                    principle: "R6")
            }
            if !strangers.isEmpty {
                return Finding(
                    .missing,
                    "\(body.name) : pas de collège \(French.list(strangers.map(French.quote))) dans les statuts.",
                    principle: "R6")
            }
            return nil
        }
    }

    private var proxyFinding: Finding {
        if proxies.areAllowed, proxies.most == nil {
            return Finding(
                .missing, "Les pouvoirs ne sont pas limités : une seule organisation pourrait voter pour toutes.",
                principle: "R12")
        }
        return Finding(
            .met,
            proxies.areAllowed
                ? "Une organisation présente porte au plus \(French.count(proxies.most ?? 0, "pouvoir", "pouvoirs"))."
                : "Les pouvoirs ne sont pas admis.", principle: "R12")
    }

    private var capFinding: Finding {
        caps.isEmpty
            ? Finding(.missing, "Aucun plafond n’empêche quelques structures de tenir les instances.", principle: "R12")
            : Finding(.met, "Plafonds : \(French.list(caps.map(\.french))).", principle: "R12")
    }

    /// What a quorum and a majority come to with so many members: « 12 of your 23 members are enough ».
    package func consequences(of kind: AssemblyKind, members: Int) -> [String] {
        guard let rules = meetings[kind], members > 0 else { return [] }
        let whole = French.count(members, "membre", "membres")
        let needed = rules.quorum.map { max(1, $0.threshold.least(of: members)) } ?? 1
        let quorum =
            rules.quorum == nil
            ? "Aucun quorum : une seule organisation présente suffit pour que l’assemblée délibère."
            : "Avec ce quorum, \(needed) de vos \(whole) \(needed < 2 ? "suffit" : "suffisent")."
        let base = rules.majority.base == .roll ? members : needed
        let votes = max(rules.majority.threshold.least(of: base), base / 2 + 1)
        let when =
            rules.majority.base == .roll
            ? "quel que soit le nombre de présents"
            : "quand l’assemblée est tout juste au quorum et que tous s’expriment"
        return [quorum, "Avec cette majorité, \(votes) voix pour décident, \(when)."]
    }
}
