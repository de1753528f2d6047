/// The list that is gone through before convening: what is there, what is missing, what one should know. A missing
/// line that blocks holds the convocation back; some give way to a written reason, where only the hub's own rules ask.
package struct AssemblyReadiness: Hashable, Sendable {
    package enum Mark: String, Sendable {
        case met = "acquis"
        case missing = "manque"
        case toKnow = "inconnu"

        package var label: String {
            switch self {
            case .met: "acquis"
            case .missing: "manque"
            case .toKnow: "à savoir"
            }
        }
    }

    package struct Line: Hashable, Sendable {
        package let mark: Mark
        package let sentence: String
        /// It holds the convocation back.
        package let isBlocking: Bool
        /// A written reason lets it pass.
        package let mayBeOverridden: Bool
    }

    package private(set) var lines: [Line] = []

    package init(_ facts: ReadinessFacts) {
        check(dateAndPlace: facts)
        check(rules: facts)
        check(notice: facts)
        check(roll: facts)
        check(agenda: facts)
        for item in facts.agenda { check(item, facts) }
        check(online: facts)
        check(kind: facts)
        check(secondCall: facts)
    }

    package var blocking: [Line] { lines.filter(\.isBlocking) }

    /// Refuses, with what is missing, unless only lines are left that the reason lets pass.
    package func check(overrideReason: String) throws(AssemblyRefusal) {
        let firm = blocking.filter { !$0.mayBeOverridden }
        guard firm.isEmpty else {
            throw AssemblyRefusal("La convocation ne peut pas partir : " + firm.map(\.sentence).joined(separator: " "))
        }
        guard blocking.isEmpty || !overrideReason.isEmpty else {
            throw AssemblyRefusal(
                "La convocation ne peut pas partir : \(blocking.map(\.sentence).joined(separator: " ")) Corrigez, ou écrivez pourquoi vous convoquez malgré cela : ce motif sera inscrit au procès-verbal."
            )
        }
    }

    mutating func met(_ sentence: String) { add(.met, sentence) }
    mutating func know(_ sentence: String) { add(.toKnow, sentence) }
    /// Missing, without holding anything back.
    mutating func lack(_ sentence: String) { add(.missing, sentence) }
    mutating func block(_ sentence: String, mayBeOverridden: Bool = false) {
        lines.append(
            Line(mark: .missing, sentence: sentence, isBlocking: true, mayBeOverridden: mayBeOverridden))
    }

    private mutating func add(_ mark: Mark, _ sentence: String) {
        lines.append(Line(mark: mark, sentence: sentence, isBlocking: false, mayBeOverridden: false))
    }
}

// When, where, under which rules, with whom.
extension AssemblyReadiness {
    private mutating func check(dateAndPlace facts: ReadinessFacts) {
        let assembly = facts.assembly
        switch assembly.date {
        case nil: block("Aucune date n’est choisie.")
        case .some(let date) where date < facts.today:
            block("La date choisie, \(date.frenchWithArticle), est passée.")
        case .some(let date):
            met("Elle se tient \(date.frenchWithArticle)\(assembly.startsAt.map { " à " + $0.french } ?? "").")
        }
        if assembly.startsAt == nil { block("L’heure n’est pas dite.") }
        if assembly.place.isEmpty, assembly.onlineAddress.isEmpty {
            block("Ni lieu ni lien : personne ne saurait où venir.")
        } else {
            met(assembly.place.isEmpty ? "Elle se tient en ligne." : "Lieu : \(assembly.place).")
        }
    }

    private mutating func check(rules facts: ReadinessFacts) {
        let kind = facts.assembly.kind
        if facts.hasRecordedStatutes {
            met("Les règles sont celles des statuts, version \(facts.statutes.version).")
        } else if kind == .founding {
            know(
                "Pas encore de statuts en vigueur : cette assemblée suit les règles du projet qu’elle doit adopter ou, à défaut, celles de l’usage."
            )
        } else {
            know(
                "Aucun statut n’est enregistré pour ce pôle : les règles d’usage sont appliquées, et la convocation le dit."
            )
        }
        for meeting in kind.meetings where facts.statutes.meetings[meeting] == nil {
            block(
                "Les statuts ne disent rien de cette réunion (\(meeting.label)) : ni délai, ni quorum, ni majorité.",
                mayBeOverridden: true)
        }
    }

    private mutating func check(notice facts: ReadinessFacts) {
        let notice = ConvocationNotice(facts.assembly, under: facts.statutes)
        let sentence = notice.sentence(for: facts.assembly.date, today: facts.today)
        guard let meeting = facts.assembly.date else { return know(sentence) }
        if notice.isKept(sentOn: facts.today, meeting: meeting) { return met(sentence) }
        let first = notice.strictest?.firstMeetingDay(sentOn: facts.today).frenchWithArticle ?? ""
        block(
            "Le délai n’est plus tenu. \(sentence) Envoyée aujourd’hui, elle ne vaut pas avant \(first).",
            mayBeOverridden: true)
    }

    private mutating func check(roll facts: ReadinessFacts) {
        let entries = facts.roll.entries
        guard !entries.isEmpty else {
            return block(
                facts.assembly.kind.isOfBody
                    ? "Personne ne siège : choisissez qui fait partie de l’instance."
                    : "La liste électorale est vide : il n’y a personne à convoquer.")
        }
        met("\(French.count(entries.count, "organisation vote", "organisations votent")) à ce jour.")
        if !facts.roll.leftOut.isEmpty {
            let reasons = facts.roll.leftOut.prefix(8).map { "\($0.name) \($0.reason)" }
            let more = facts.roll.leftOut.count > 8 ? " ; et \(facts.roll.leftOut.count - 8) autres" : ""
            know("Ne votent pas : \(reasons.joined(separator: " ; "))\(more).")
        }
        let letters = entries.filter { !facts.reachedByMail.contains($0.organisation) }
        if letters.isEmpty {
            met("Chacune a une adresse de courriel.")
        } else {
            know(
                "\(French.count(letters.count, "organisation n’a", "organisations n’ont")) pas de courriel : une lettre est à imprimer pour \(French.list(letters.prefix(8).map(\.name)))\(letters.count > 8 ? "…" : "")."
            )
        }
        let nameless = entries.filter { !facts.represented.contains($0.organisation) }.count
        if nameless > 0 {
            know("\(French.count(nameless, "organisation n’a", "organisations n’ont")) pas de représentant nommé.")
        }
    }
}

// What the kind of assembly asks for.
extension AssemblyReadiness {
    private mutating func check(kind facts: ReadinessFacts) {
        let agenda = facts.agenda
        switch facts.assembly.kind {
        case .founding:
            if !agenda.contains(where: { $0.kind == .statutes }) {
                block("Une assemblée constitutive adopte des statuts : ajoutez ce point.", mayBeOverridden: true)
            }
            if !agenda.contains(where: { $0.kind == .election }) {
                lack("Une assemblée constitutive élit d’habitude la première instance : aucun point ne le prévoit.")
            }
        case .mixed:
            let kinds = Set(agenda.filter(\.kind.isVoted).map { $0.meeting(in: .mixed) })
            if !agenda.isEmpty, kinds.count < 2 {
                know("Tous ses points suivent les mêmes règles : elle n’a pas besoin d’être mixte.")
            }
        case .board, .bureau:
            let key = facts.assembly.bodyKey ?? ""
            if !facts.statutes.bodies.contains(where: { $0.key == key }) {
                block("Les statuts n’ont pas d’instance \(French.quote(key)).", mayBeOverridden: true)
            }
        case .ordinary, .extraordinary: break
        }
    }

    private mutating func check(secondCall facts: ReadinessFacts) {
        guard facts.assembly.isSecondCall else { return }
        let hasOwn = facts.assembly.kind.meetings.allSatisfy { facts.statutes.meetings[$0]?.secondCall != nil }
        if !hasOwn {
            know(
                "Les statuts ne prévoient pas de seconde convocation : celle-ci suit les règles d’une première, quorum compris."
            )
        } else {
            met("Seconde convocation : elle a son propre délai et son propre quorum.")
        }
        guard let first = facts.first, let before = first.date else { return }
        if let date = facts.assembly.date, date <= before {
            block("Une seconde assemblée vient après la première, qui est fixée \(before.frenchWithArticle).")
        }
        if !first.state.hasOpened {
            know("La première assemblée n’est pas encore tenue : celle-ci n’a lieu que si le quorum y manque.")
        }
    }
}
