/// What quorums, majorities, bodies and caps come to.
extension StatutesConsequences {
    func meeting(_ kind: AssemblyKind) -> [String] {
        guard let meeting = rules.meetings[kind] else { return ["Les statuts ne prévoient pas cette réunion."] }
        if kind == .board || kind == .bureau { return bodyMeeting(meeting, kind) }
        guard count > 0 else { return ["Avec ces règles, aucun de vos membres ne voterait."] }
        var sentences = rules.consequences(of: kind, members: count)
        if let quorum = meeting.quorum, quorum.isPerCollege, !rules.colleges.isEmpty {
            sentences[0] = "Le quorum se compte par collège : " + French.list(quorumByCollege(quorum)) + "."
        }
        // Heads do not tell what weights will give.
        if meeting.majority.colleges.usesWeights { sentences.removeLast() }
        if meeting.quorum != nil, let second = meeting.secondCall {
            let least = second.quorum.map { max(1, $0.threshold.least(of: count)) } ?? 1
            sentences.append("À la seconde convocation, \(suffice(least, of: count)).")
        }
        return sentences + majorityByCollege(meeting.majority) + blocks(meeting.majority)
    }

    private func quorumByCollege(_ quorum: QuorumRule) -> [String] {
        rules.colleges.compactMap { (college: College) -> String? in
            guard let members = byCollege[college.key], members > 0 else { return nil }
            let least = max(1, quorum.threshold.least(of: members))
            return "\(French.number(least)) sur \(French.number(members)) pour \(college.name)"
        }
    }

    /// Which colleges decide alone, or without which nothing passes, when their weights count.
    private func majorityByCollege(_ majority: MajorityRule) -> [String] {
        let present = rules.colleges.filter { (byCollege[$0.key] ?? 0) > 0 }
        if majority.colleges == .each,
            let smallest = present.min(by: { (byCollege[$0.key] ?? 0) < (byCollege[$1.key] ?? 0) })
        {
            let members = French.count(byCollege[smallest.key] ?? 0, "organisation", "organisations")
            return ["Chaque collège peut refuser seul : le plus petit, \(smallest.name), compte \(members)."]
        }
        guard majority.colleges.usesWeights else { return [] }
        let whole = present.reduce(0) { $0 + $1.weight }
        guard whole > 0 else { return [] }
        return present.compactMap { (college: College) -> String? in
            if majority.threshold.isReached(by: college.weight, of: whole), 2 * college.weight > whole {
                return "Le collège \(college.name), s’il est unanime, décide seul."
            }
            let others = whole - college.weight
            if !majority.threshold.isReached(by: others, of: whole) || 2 * others <= whole {
                return "Rien ne passe sans le collège \(college.name) : les autres, unanimes, ne suffisent pas."
            }
            return nil
        }
    }

    /// Does a family or a group of affiliates carry, or block, a vote where everybody takes part?
    private func blocks(_ majority: MajorityRule) -> [String] {
        guard !majority.colleges.usesWeights else { return [] }
        let whole = voices.reduce(0) { $0 + $1.amount }
        let kinds: [(Cap.Per, (String) -> String)] = [
            (.family, { "La famille « \($0) »" }), (.group, { "Le groupe de \($0)" }),
        ]
        return kinds.flatMap { per, name in
            Concentration.totals(voices, per: per, colleges: rules.colleges).compactMap { held -> String? in
                guard held.amount > 1 else { return nil }
                let voicesHeld = "\(French.number(held.amount)) voix sur \(French.number(whole))"
                if majority.threshold.isReached(by: held.amount, of: whole), 2 * held.amount > whole {
                    return "\(name(held.name)) (\(voicesHeld)) pourrait décider seule, même si tous votent."
                        .replacing("seule", with: per == .group ? "seul" : "seule")
                }
                let others = whole - held.amount
                if !majority.threshold.isReached(by: others, of: whole) || 2 * others <= whole {
                    return "\(name(held.name)) (\(voicesHeld)) pourrait tout bloquer."
                }
                return nil
            }
        }
    }

    /// A board counts its seats.
    private func bodyMeeting(_ meeting: MeetingRules, _ kind: AssemblyKind) -> [String] {
        guard let body = rules.bodies.first(where: { $0.key == kind.rawValue }) else {
            return ["Aucune instance élue ne porte ce nom : ajoutez-la au chapitre « Instances élues »."]
        }
        let seats = French.count(body.seats, "siège", "sièges")
        let least = meeting.quorum.map { max(1, $0.threshold.least(of: body.seats)) } ?? 1
        let votes = max(meeting.majority.threshold.least(of: least), least / 2 + 1)
        return [
            meeting.quorum == nil
                ? "Aucun quorum : une seule personne suffit pour que l’instance délibère."
                : "Avec ce quorum, \(French.number(least)) sur \(seats) \(least < 2 ? "suffit" : "suffisent").",
            "\(French.number(votes)) voix pour y \(votes < 2 ? "décide" : "décident") quand l’instance est tout juste au quorum.",
        ]
    }

    func body(_ body: GoverningBody) -> [String] {
        var sentences: [String] = []
        for college in rules.colleges {
            guard let seats = body.seatsByCollege[college.key], seats > 0 else { continue }
            let members = byCollege[college.key] ?? 0
            guard members < seats else { continue }
            let who =
                members == 0 ? "n’a personne" : "n’a que \(French.count(members, "organisation", "organisations"))"
            sentences.append(
                "\(body.name) : \(French.count(seats, "siège est gardé", "sièges sont gardés")) pour le collège \(college.name), qui \(who)."
            )
        }
        if body.seats > count {
            sentences.append(
                "\(body.name) : \(French.count(body.seats, "siège", "sièges")) pour \(French.count(count, "membre", "membres")) ; tous ne pourront pas être pourvus si chaque organisation n’en tient qu’un."
            )
        } else {
            sentences.append(
                "\(body.name) : un siège pour \(French.number(count / max(1, body.seats))) à \(French.number((count + max(1, body.seats) - 1) / max(1, body.seats))) organisations."
            )
        }
        if body.parts > 1 {
            sentences.append(
                "\(body.name) : \(French.list(body.partSizes.map { French.number($0) })) sièges à pourvoir, l’un après l’autre, tous les \(body.termYears / body.parts < 2 ? "ans" : "\(French.number(body.termYears / body.parts)) ans")."
            )
        }
        return sentences
    }

    /// What each cap leaves, and whether seats can all be filled under it.
    var caps: [String] {
        guard !rules.caps.isEmpty else { return Concentration.portrait(voices, of: .votes) }
        var sentences: [String] = []
        for cap in rules.caps where cap.subject == .seats {
            for body in rules.bodies {
                guard let most = cap.most(of: body.seats) else { continue }
                sentences.append(
                    "\(body.name) : \(French.count(most, "siège", "sièges")) au plus sur \(French.number(body.seats)) (\(cap.french))."
                )
                let actors = Concentration.totals(voices, per: cap.per).count
                if cap.key == nil, actors > 0, actors * most < body.seats {
                    sentences.append(
                        "\(body.name) : \(French.number(body.seats - actors * most)) \(body.seats - actors * most < 2 ? "siège resterait vide" : "sièges resteraient vides") : vous n’avez que \(French.number(actors)) fois « \(cap.per.label) »."
                    )
                }
            }
        }
        let votes = Concentration.findings(voices, of: .votes, caps: rules.caps, colleges: rules.colleges).map(
            \.sentence)
        return sentences + votes + Concentration.portrait(voices, of: .votes)
    }
}

extension StatutesDocument {
    /// What is wrong or dangerous in the whole, each with its principle.
    package var findings: [Finding] {
        let identity =
            prose.object.isEmpty
            ? [
                Finding(
                    .missing, "Les statuts ne disent pas à quoi sert le pôle : écrivez son objet.",
                    principle: "loi 1901")
            ]
            : []
        let conveners =
            prose.convening.conveners.isEmpty && prose.convening.membersShare == nil
            ? [Finding(.missing, "Personne ne peut convoquer d’assemblée.", principle: "R6")] : []
        let nobody = [AssemblyKind.ordinary, .extraordinary].filter { rules.meetings[$0] == nil }.map {
            Finding(.missing, "Les règles de l’\($0.label) manquent.", principle: "R6")
        }
        return identity + prose.management.findings + conveners + nobody + rules.findings + wordingFindings
    }
}
