import Domain

/// A chapter as the fields of its form.
extension StatutesForm {
    static func values(_ chapter: StatutesChapter, _ document: StatutesDocument) -> [String: String] {
        var values = chapterValues(chapter, document)
        values["precisions"] = document.prose.additions[chapter] ?? ""
        values["lu"] = StatutesText.mark(document, chapter)
        return values.merging(wordingValues(chapter, document)) { _, words in words }
    }

    private static func chapterValues(
        _ chapter: StatutesChapter, _ document: StatutesDocument
    ) -> [String: String] {
        let (rules, prose) = (document.rules, document.prose)
        if let kind = chapter.meeting { return meetingValues(rules.meetings[kind], kind) }
        switch chapter {
        case .identity:
            return [
                "nom": prose.name, "objet": prose.object, "siege": prose.seat, "duree": text(prose.years),
            ]
        case .management:
            let rule = prose.management
            return [
                "mode": rule.mode.rawValue, "hote": rule.host, "accepte": rule.acceptedOn?.description ?? "",
                "clause": rule.hostClause, "preavis": String(rule.noticeMonths),
                "comptes": yes(rule.keepsSeparateAccounts),
            ]
        case .members: return memberValues(prose.membership, rules.colleges)
        case .electorate:
            return [
                "reference": rules.electorate.reference.rawValue, "cotisation": rules.electorate.dues.rawValue,
                "anciennete": String(rules.electorate.seniorityDays),
                "par-personne": text(rules.electorate.mostPerPerson),
            ]
        case .convening: return conveningValues(prose.convening)
        case .proxies:
            return [
                "admis": yes(rules.proxies.areAllowed), "au-plus": text(rules.proxies.most),
                "meme-college": yes(rules.proxies.sameCollege), "en-blanc": rules.proxies.blank.rawValue,
            ]
        case .secretBallot:
            return ["personnes": yes(rules.secretBallot.persons), "demandeurs": text(rules.secretBallot.askers)]
        case .bodies: return bodyValues(rules.bodies)
        case .caps: return capValues(rules.caps)
        case .ties:
            return Dictionary(
                uniqueKeysWithValues: rules.ties.prefix(5).enumerated().map { ("depart-\($0 + 1)", $1.rawValue) })
        case .founding, .ordinary, .extraordinary, .board, .bureau: return [:]
        }
    }

    private static func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }
    private static func yes(_ flag: Bool) -> String { flag ? "oui" : "" }

    private static func memberValues(_ rule: MembershipRule, _ colleges: [College]) -> [String: String] {
        var values = [
            "admission": rule.admittedBy.rawValue, "exclusion": rule.excludedBy.rawValue,
            "cotisation": rule.duesSetBy.rawValue, "charte": yes(rule.requiresCharter),
        ]
        for (index, college) in colleges.enumerated() {
            let prefix = "college-\(index + 1)-"
            (values[prefix + "cle"], values[prefix + "nom"]) = (college.key, college.name)
            values[prefix + "poids"] = String(college.weight)
            values[prefix + "collectivites"] = yes(college.admitsPublicBodies)
        }
        return values
    }

    private static func conveningValues(_ rule: ConveningRule) -> [String: String] {
        var values = ["part-membres": rule.membersShare.map(written) ?? "", "par-an": String(rule.perYear)]
        for convener in rule.conveners { values["qui-" + convener.rawValue] = "oui" }
        for means in rule.means { values["comment-" + means.rawValue] = "oui" }
        return values
    }

    /// A meeting that the statutes do not foresee shows the usage, ready to be ticked.
    private static func meetingValues(_ kept: MeetingRules?, _ kind: AssemblyKind) -> [String: String] {
        guard let rules = kept ?? Statutes.customary(inForceFrom: .farPast).meetings[kind] else { return [:] }
        var values = [
            "prevue": yes(kept != nil), "delai": String(rules.notice.days), "francs": yes(rules.notice.isClear),
            "quorum": rules.quorum == nil ? "aucun" : "exige", "seconde": rules.secondCall == nil ? "non" : "oui",
        ]
        let quorum = rules.quorum ?? QuorumRule(ShareThreshold(.atLeast, .quarter))
        values["quorum-comparaison"] = quorum.threshold.comparator.rawValue
        values["quorum-part"] = written(quorum.threshold.share)
        values["quorum-base"] = quorum.basis.rawValue
        values["quorum-par-college"] = yes(quorum.isPerCollege)
        for counted in quorum.counts { values["comptent-" + counted.rawValue] = "oui" }
        let second = rules.secondCall ?? MeetingRules.SecondCall(notice: NoticeRule(days: 15))
        (values["seconde-delai"], values["seconde-francs"]) = (String(second.notice.days), yes(second.notice.isClear))
        values["seconde-comparaison"] = (second.quorum?.threshold.comparator ?? .atLeast).rawValue
        values["seconde-part"] = second.quorum.map { written($0.threshold.share) } ?? ""
        let majority = rules.majority
        values["majorite-comparaison"] = majority.threshold.comparator.rawValue
        values["majorite-part"] = written(majority.threshold.share)
        values["majorite-base"] = majority.base.rawValue
        values["abstentions"] = majority.abstentions.rawValue
        (values["blancs"], values["nuls"]) = (majority.blanks.rawValue, majority.nulls.rawValue)
        values["preponderante"] = yes(majority.hasCastingVote)
        values["majorite-colleges"] = majority.colleges.rawValue
        values["college-muet"] = majority.silentCollege.rawValue
        return values
    }

    private static func bodyValues(_ bodies: [GoverningBody]) -> [String: String] {
        var values: [String: String] = [:]
        for (index, body) in bodies.enumerated() {
            let prefix = "instance-\(index + 1)-"
            (values[prefix + "cle"], values[prefix + "nom"]) = (body.key, body.name)
            values[prefix + "sieges"] = String(body.seats)
            (values[prefix + "duree"], values[prefix + "parts"]) = (String(body.termYears), String(body.parts))
            values[prefix + "mandats"] = text(body.mostTerms)
            values[prefix + "parite"] = yes(body.wantsParity)
            for (key, seats) in body.seatsByCollege { values[prefix + "college-" + key] = String(seats) }
        }
        return values
    }

    private static func capValues(_ caps: [Cap]) -> [String: String] {
        var values: [String: String] = [:]
        for (index, cap) in caps.enumerated() {
            let prefix = "plafond-\(index + 1)-"
            (values[prefix + "de"], values[prefix + "par"]) = (cap.subject.rawValue, cap.per.rawValue)
            (values[prefix + "cle"], values[prefix + "nombre"]) = (cap.key ?? "", text(cap.number))
            values[prefix + "part"] = cap.share.map(written) ?? ""
        }
        return values
    }
}
