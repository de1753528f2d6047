/// Articles about meetings and votes.
extension StatutesText {
    static func convening(_ rule: ConveningRule) -> [Line] {
        let who = rule.conveners.map(\.label)
        let share = rule.membersShare.map {
            "Elles le sont aussi quand au moins \($0.french) des membres le demandent."
        }
        let means = rule.means.map(\.label)
        let how = means.isEmpty ? "" : " La convocation est envoyée \(Self.or(means)), avec l’ordre du jour."
        return [
            (
                "convocation.qui", "Qui convoque",
                who.isEmpty
                    ? share ?? "Personne n’est désigné pour convoquer les assemblées."
                    : "Les assemblées sont convoquées par \(Self.or(who)).\(share.map { " " + $0 } ?? "")"
            ),
            (
                "convocation.comment", "Comment",
                "L’assemblée générale ordinaire se réunit au moins \(rule.perYear == 1 ? "une fois" : "\(French.number(rule.perYear)) fois") par an.\(how) Elle ne vote que sur ce qui est à l’ordre du jour."
            ),
        ]
    }

    /// « a, b ou c ».
    static func or(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " ou " + last
    }

    static func meeting(_ rules: MeetingRules, _ kind: AssemblyKind, _ statutes: Statutes) -> [Line] {
        let prefix = "reunions.\(kind.rawValue)."
        let noun = kind == .board || kind == .bureau ? "la réunion" : "l’assemblée"
        var lines: [Line] = [
            (
                prefix + "delai", "Délai de convocation",
                "La convocation part au moins \(notice(rules.notice)) avant \(noun)."
            ),
            (prefix + "quorum", "Quorum", quorum(rules.quorum, kind, statutes)),
        ]
        if rules.quorum != nil {
            lines.append((prefix + "seconde-convocation", "Seconde convocation", secondCall(rules, kind)))
        }
        lines.append((prefix + "majorite", "Majorité", majority(rules.majority, statutes)))
        return lines
    }

    static func notice(_ rule: NoticeRule) -> String {
        French.count(rule.days, rule.isClear ? "jour franc" : "jour", rule.isClear ? "jours francs" : "jours")
    }

    /// « au moins la moitié », « plus de la moitié ».
    static func amount(_ threshold: ShareThreshold) -> String {
        threshold.comparator == .atLeast ? "au moins " + threshold.french : threshold.french
    }

    private static func quorum(_ rule: QuorumRule?, _ kind: AssemblyKind, _ statutes: Statutes) -> String {
        guard let rule else { return "Aucun quorum n’est exigé : on délibère quel que soit le nombre de présents." }
        let isBody = kind == .board || kind == .bureau
        let whole =
            rule.basis == .votes ? "des voix inscrites" : isBody ? "des sièges pourvus" : "des organisations inscrites"
        let counted = rule.counts.map { (counted: QuorumRule.Counted) -> String in
            switch counted {
            case .present: isBody ? "ceux qui sont présents" : "celles qui sont présentes"
            case .online: isBody ? "ceux qui participent en ligne" : "celles qui participent en ligne"
            case .represented: isBody ? "ceux qui sont représentés" : "celles qui sont représentées"
            case .postal: isBody ? "ceux qui votent par correspondance" : "celles qui votent par correspondance"
            }
        }
        let who = counted.isEmpty ? "" : " Comptent \(French.list(counted))."
        let each = rule.isPerCollege && !statutes.colleges.isEmpty ? " Il est exigé dans chaque collège." : ""
        return "Le quorum est \(of(rule.threshold)) \(whole), à l’ouverture et à chaque vote.\(who)\(each)"
    }

    /// « d’au moins la moitié », « de plus de la moitié ».
    private static func of(_ threshold: ShareThreshold) -> String {
        (threshold.comparator == .atLeast ? "d’" : "de ") + amount(threshold)
    }

    private static func secondCall(_ rules: MeetingRules, _ kind: AssemblyKind) -> String {
        guard let second = rules.secondCall else {
            return "Sans quorum, on convoque à nouveau comme la première fois, avec le même quorum."
        }
        let quorum = second.quorum.map { "le quorum y est \(of($0.threshold))" } ?? "aucun quorum n’y est exigé"
        return
            "Sans quorum, une seconde réunion est convoquée au moins \(notice(second.notice)) avant sa date, avec le même ordre du jour ; \(quorum)."
    }

    private static func majority(_ rule: MajorityRule, _ statutes: Statutes) -> String {
        let base =
            switch rule.base {
            case .expressed: "des suffrages exprimés"
            case .presentOrRepresented: "des voix présentes ou représentées"
            case .roll: "des voix inscrites"
            }
        var sentences = ["Une résolution est adoptée par \(amount(rule.threshold)) \(base)."]
        if rule.base == .expressed { sentences.append(unexpressed(rule)) }
        switch rule.colleges {
        case .together: break
        case .each: sentences.append("Cette majorité est exigée de l’ensemble et de chaque collège.")
        case .proportional:
            sentences.append("Le poids de chaque collège se partage comme ses voix pour et contre.")
        case .winnerTakesAll: sentences.append("Le poids de chaque collège va au côté qui l’y emporte.")
        }
        if rule.colleges.usesWeights {
            sentences.append(
                rule.silentCollege == .counted
                    ? "Un collège où personne ne s’exprime compte comme un refus."
                    : "Un collège où personne ne s’exprime n’est pas compté.")
        }
        sentences.append(
            rule.hasCastingVote
                ? "À égalité de voix, celle de la présidence est prépondérante."
                : "À égalité de voix, la résolution n’est pas adoptée.")
        return sentences.joined(separator: " ")
    }

    private static func unexpressed(_ rule: MajorityRule) -> String {
        let kinds = [
            ("les abstentions", rule.abstentions), ("les votes blancs", rule.blanks), ("les votes nuls", rule.nulls),
        ]
        let counted = kinds.filter { $0.1 == .counted }.map(\.0)
        let left = kinds.filter { $0.1 == .leftOut }.map(\.0)
        if counted.isEmpty { return "Ne sont pas comptés \(French.list(left))." }
        let others = left.isEmpty ? "" : " ; ne sont pas comptés \(French.list(left))"
        return "Sont comptés parmi eux, et pèsent comme un refus, \(French.list(counted))\(others)."
    }

    static func proxies(_ rules: Statutes) -> [Line] {
        let rule = rules.proxies
        guard rule.areAllowed else {
            return [("pouvoirs.au-plus", "Pouvoirs", "Le vote par procuration n’est pas admis.")]
        }
        let most =
            rule.most.map { "Une organisation présente porte au plus \(French.count($0, "pouvoir", "pouvoirs"))." }
            ?? "Le nombre de pouvoirs qu’une organisation porte n’est pas limité."
        let same = rule.sameCollege && !rules.colleges.isEmpty ? " Donneur et porteur sont du même collège." : ""
        let blank =
            switch rule.blank {
            case .refused: "Un pouvoir nomme l’organisation qui le porte ; les pouvoirs en blanc sont refusés."
            case .chair: "Les pouvoirs en blanc vont à l’organisation qui préside, dans la même limite."
            case .shared:
                "Les pouvoirs en blanc sont répartis entre les présents, les moins chargés d’abord, dans la même limite."
            }
        return [
            (
                "pouvoirs.au-plus", "Pouvoirs",
                "Une organisation absente peut donner pouvoir à une autre, par écrit. \(most)\(same) Un pouvoir reçu ne se transmet pas."
            ),
            ("pouvoirs.en-blanc", "Pouvoirs en blanc", blank),
        ]
    }

    static func onlineVoting(_ isAllowed: Bool) -> String {
        isAllowed
            ? "Un point de l’ordre du jour peut se voter en ligne, pendant la séance ou avant elle ; les voix en ligne s’ajoutent à celles de la salle."
            : "On ne vote pas en ligne."
    }

    static func secrecy(_ rule: SecretBallotRule) -> String {
        let asked =
            rule.askers.map {
                $0 < 2
                    ? "dès qu’une organisation présente le demande"
                    : "quand \(French.number($0)) organisations présentes le demandent"
            }
        switch (rule.persons, asked) {
        case (true, let asked?): return "Le vote est secret quand il porte sur des personnes, et \(asked)."
        case (true, nil): return "Le vote est secret quand il porte sur des personnes, et seulement alors."
        case (false, let asked?): return "Le vote est secret \(asked)."
        case (false, nil): return "Les votes ne sont pas secrets."
        }
    }

    static func caps(_ caps: [Cap]) -> String {
        caps.isEmpty
            ? "Ces statuts ne limitent pas ce qu’une même organisation peut tenir."
            : "Pour que personne ne domine : \(caps.map(\.french).joined(separator: " ; ")). Les organisations affiliées comptent pour une seule."
    }

    static func ties(_ rules: [TieRule]) -> String {
        guard !rules.isEmpty else { return "À égalité de voix entre candidats, on vote à nouveau entre eux." }
        let names = rules.map(\.label)
        let rest = names.dropFirst().map { "sinon " + $0 }
        return "À égalité de voix entre candidats, l’emporte \(([names[0]] + rest).joined(separator: ", "))."
    }
}

extension TieRule {
    /// « l’aîné·e ».
    package var label: String {
        switch self {
        case .eldest: "l’aîné·e"
        case .youngest: "le ou la plus jeune"
        case .lot: "qui le sort désigne, par un tirage que chacun peut refaire"
        case .order: "qui vient d’abord dans la liste des candidats"
        case .shared: "chacun pour une part du mandat"
        }
    }
}
