/// Articles about those who belong, vote and are elected.
extension StatutesText {
    static func members(_ rule: MembershipRule, _ rules: Statutes) -> [Line] {
        let charter = rule.requiresCharter ? " et signent la charte des principes du réseau" : ""
        var lines: [Line] = [
            (
                "membres.admission", "Admission",
                "Sont membres les organisations qui en font la demande\(charter). L’admission est prononcée \(rule.admittedBy.labelAfterBy)."
            ),
            ("membres.cotisation", "Cotisation", "Le montant des cotisations est fixé \(rule.duesSetBy.labelAfterBy)."),
            (
                "membres.exclusion", "Perte de la qualité de membre",
                "La qualité de membre se perd par la démission, la disparition de l’organisation ou l’exclusion, prononcée \(rule.excludedBy.labelAfterBy) après que l’organisation a pu s’expliquer."
            ),
        ]
        if rules.colleges.isEmpty {
            lines.append(("membres.colleges", "Collèges", "Les membres votent tous ensemble, sans collèges."))
        } else {
            let whole = rules.colleges.reduce(0) { $0 + $1.weight }
            let usesWeights = rules.meetings.values.contains { $0.majority.colleges.usesWeights }
            let names = rules.colleges.map { (college: College) -> String in
                let weight =
                    usesWeights ? ", pour \(French.number(college.weight)) voix sur \(French.number(whole))" : ""
                return college.name + (college.admitsPublicBodies ? " (ouvert aux collectivités)" : "") + weight
            }
            lines.append(
                (
                    "membres.colleges", "Collèges",
                    "Les membres sont répartis en \(French.count(names.count, "collège", "collèges")) : \(names.joined(separator: " ; "))."
                ))
        }
        if !rules.colleges.contains(where: \.admitsPublicBodies) {
            lines.append(
                (
                    "membres.collectivites", "Collectivités",
                    "Les collectivités publiques qui prennent part au pôle y siègent avec voix consultative."
                ))
        }
        return lines
    }

    static func electorate(_ rules: Statutes) -> [Line] {
        let rule = rules.electorate
        let when = rule.reference == .meeting ? "au jour de l’assemblée" : "au jour de l’envoi de la convocation"
        let dues: String? =
            switch rule.dues {
            case .none: nil
            case .currentYear: "à jour de leur cotisation de l’année en cours"
            case .previousYear: "à jour de leur cotisation de l’année précédente"
            case .eitherYear: "à jour de leur cotisation de l’année en cours ou de l’année précédente"
            }
        let seniority =
            rule.seniorityDays == 0
            ? nil : "admises depuis \(French.count(rule.seniorityDays, "jour", "jours")) au moins"
        let conditions = [dues, seniority].compactMap(\.self)
        let who = conditions.isEmpty ? "" : " " + French.list(conditions)
        var lines: [Line] = [
            ("electorat.voix", "Une organisation, une voix", "Chaque organisation membre dispose d’une voix."),
            ("electorat.conditions", "Qui vote", "Votent les organisations membres \(when)\(who)."),
        ]
        let most = rule.mostPerPerson.map {
            $0 < 2
                ? "Une même personne ne représente qu’une organisation."
                : "Une même personne représente au plus \(French.count($0, "organisation", "organisations"))."
        }
        lines.append(
            (
                "electorat.mandats-par-personne", "Représentation",
                "Chaque organisation est représentée par une personne qu’elle désigne, ou par sa suppléante. \(most ?? "Une même personne peut représenter plusieurs organisations.")"
            ))
        return lines
    }

    static func body(_ body: GoverningBody, _ rules: Statutes) -> [Line] {
        let kept = rules.colleges.compactMap { (college: College) -> String? in
            guard let seats = body.seatsByCollege[college.key], seats > 0 else { return nil }
            return "\(French.number(seats)) pour le collège \(college.name)"
        }
        let open = body.seats - body.seatsByCollege.values.reduce(0, +)
        let rest = open > 0 && !kept.isEmpty ? ["\(French.number(open)) sans distinction de collège"] : []
        let shares = kept.isEmpty ? "" : ", dont " + French.list(kept + rest)
        let parity = body.wantsParity ? " Femmes et hommes y siègent à égalité, à un siège près." : ""
        let renewal =
            body.parts == 1
            ? "renouvelés tous ensemble"
            : "renouvelés par \(fractionName(body.parts)) (\(French.list(body.partSizes.map { French.number($0) })))"
        let terms = body.mostTerms.map {
            $0 < 2
                ? " Nul n’y siège deux mandats de suite."
                : " Nul n’y siège plus de \(French.number($0)) mandats de suite."
        }
        return [
            (
                "instances.\(body.key).composition", body.name,
                "\(body.name) : \(French.count(body.seats, "siège", "sièges"))\(shares).\(parity)"
            ),
            (
                "instances.\(body.key).duree", "\(body.name), durée des mandats",
                "\(body.name) : les mandats durent \(French.count(body.termYears, "an", "ans")), \(renewal).\(terms ?? "")"
            ),
        ]
    }

    private static func fractionName(_ parts: Int) -> String {
        switch parts {
        case 2: "moitié"
        case 3: "tiers"
        case 4: "quart"
        default: "\(parts) parts"
        }
    }
}

extension MajorityRule.Colleges {
    package var usesWeights: Bool { self == .proportional || self == .winnerTakesAll }
}
