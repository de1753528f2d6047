import Domain

/// The parts of the statutes that are lists: meetings, colleges, bodies, caps.
extension StatutesForm {
    /// More than anybody has; the page always shows some empty rows.
    static let mostRows = 20

    mutating func meeting(_ kind: AssemblyKind) -> MeetingRules? {
        if ![.ordinary, .extraordinary].contains(kind), !flag("prevue") { return nil }
        let notice = NoticeRule(days: whole("delai", 0...365, "Le délai en jours") ?? 0, isClear: flag("francs"))
        let quorum = form.text("quorum") == "exige" ? quorum() : nil
        var second: MeetingRules.SecondCall?
        if quorum != nil, form.text("seconde") == "oui" {
            let share = share("seconde-part", isRequired: false)
            let comparison = choice("seconde-comparaison", ShareThreshold.Comparator.atLeast)
            second = MeetingRules.SecondCall(
                notice: NoticeRule(
                    days: whole("seconde-delai", 0...365, "Le délai en jours") ?? 0, isClear: flag("seconde-francs")),
                quorum: share.map {
                    QuorumRule(
                        ShareThreshold(comparison, $0), basis: quorum?.basis ?? .organisations,
                        counts: quorum?.counts ?? QuorumRule.customaryCounts)
                })
        }
        return MeetingRules(notice: notice, quorum: quorum, secondCall: second, majority: majority())
    }

    private mutating func quorum() -> QuorumRule? {
        let counts = QuorumRule.Counted.allCases.filter { flag("comptent-" + $0.rawValue) }
        if counts.isEmpty { refuse("Dites qui compte pour le quorum.", "comptent-presents") }
        guard let share = share("quorum-part") else { return nil }
        return QuorumRule(
            ShareThreshold(choice("quorum-comparaison", .atLeast), share), basis: choice("quorum-base", .organisations),
            counts: counts, isPerCollege: flag("quorum-par-college"))
    }

    private mutating func majority() -> MajorityRule {
        MajorityRule(
            ShareThreshold(choice("majorite-comparaison", .moreThan), share("majorite-part") ?? .half),
            of: choice("majorite-base", .expressed), abstentions: choice("abstentions", .leftOut),
            blanks: choice("blancs", .leftOut), nulls: choice("nuls", .leftOut),
            hasCastingVote: flag("preponderante"), colleges: choice("majorite-colleges", .together),
            silentCollege: choice("college-muet", .leftOut))
    }

    mutating func colleges() -> [College] {
        var colleges: [College] = []
        for row in 1...Self.mostRows {
            let name = line("college-\(row)-nom", 80)
            guard !name.isEmpty else { continue }
            let key = key(of: name, kept: form.text("college-\(row)-cle"))
            if colleges.contains(where: { $0.key == key }) {
                refuse("Deux collèges portent ce nom.", "college-\(row)-nom")
            }
            colleges.append(
                College(
                    key, name: name, weight: whole("college-\(row)-poids", 0...1000, "Le poids du collège") ?? 1,
                    admitsPublicBodies: flag("college-\(row)-collectivites")))
        }
        return colleges
    }

    mutating func bodies(_ colleges: [College]) -> [GoverningBody] {
        var bodies: [GoverningBody] = []
        for row in 1...Self.mostRows {
            let prefix = "instance-\(row)-"
            let name = line(prefix + "nom", 80)
            guard !name.isEmpty else { continue }
            var key = key(of: name, kept: form.text(prefix + "cle"))
            // The meetings of these two have their own chapters.
            if form.text(prefix + "cle").isEmpty {
                for known in ["conseil", "bureau"] where key.hasPrefix(known) { key = known }
            }
            if bodies.contains(where: { $0.key == key }) {
                refuse("Une autre instance porte déjà ce nom.", prefix + "nom")
            }
            var kept: [String: Int] = [:]
            for college in colleges {
                kept[college.key] = whole(prefix + "college-" + college.key, 1...1000, "Le nombre de sièges gardés")
            }
            let seats = whole(prefix + "sieges", 1...1000, "Le nombre de sièges")
            if form.line(prefix + "sieges").isEmpty { refuse("Donnez le nombre de sièges.", prefix + "sieges") }
            let all = kept.values.reduce(0, +)
            if let seats, all > seats {
                refuse(
                    "Les collèges gardent ensemble \(French.count(all, "siège", "sièges")) : c’est plus que \(French.number(seats)).",
                    prefix + "sieges")
            }
            bodies.append(
                GoverningBody(
                    key, name: name, seats: seats ?? 0, seatsByCollege: kept,
                    termYears: whole(prefix + "duree", 1...20, "La durée en années") ?? 3,
                    parts: whole(prefix + "parts", 1...10, "Le nombre de parts") ?? 1,
                    mostTerms: whole(prefix + "mandats", 1...20, "Le nombre de mandats de suite"),
                    wantsParity: flag(prefix + "parite")))
        }
        return bodies
    }

    mutating func caps() -> [Cap] {
        var caps: [Cap] = []
        for row in 1...Self.mostRows {
            let prefix = "plafond-\(row)-"
            guard !form.text(prefix + "de").isEmpty else { continue }
            let number = whole(prefix + "nombre", 0...10_000, "Le nombre")
            let share = share(prefix + "part", isRequired: false)
            if form.line(prefix + "nombre").isEmpty, form.line(prefix + "part").isEmpty {
                refuse("Donnez un nombre, une part, ou les deux.", prefix + "nombre")
            }
            let key = line(prefix + "cle", 80)
            caps.append(
                Cap(
                    choice(prefix + "de", .seats), per: choice(prefix + "par", .group), key: key.isEmpty ? nil : key,
                    number: number, share: share))
        }
        return caps
    }

    /// The key stays when the name changes: members and seats refer to it.
    private func key(of name: String, kept: String) -> String {
        let plain = kept.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? kept : ""
        let slug = String(French.slug(name).prefix(60))
        return plain.isEmpty ? (slug.isEmpty ? "sans-nom" : slug) : plain
    }
}
