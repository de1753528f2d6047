/// A vote on line of the members of a hub, by itself (consultation between assemblies) or for an item of an agenda.
package struct Scrutin: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case preparation
        case open = "ouvert"
        case closed = "clos"
        case published = "publie"
        case cancelled = "annule"

        package var label: String {
            switch self {
            case .preparation: "en préparation"
            case .open: "ouvert"
            case .closed: "clos"
            case .published: "publié"
            case .cancelled: "annulé"
            }
        }
    }

    /// Why it may decide something.
    package enum Nature: String, Sendable, CaseIterable {
        case consultation
        /// The statutes let members decide so; their clause is quoted.
        case decision
    }

    package var state: State
    package var isSecret: Bool
    /// UTC, ISO 8601; the texts compare as the moments do.
    package var opensAt, closesAt: String

    package init(state: State, isSecret: Bool, opensAt: String, closesAt: String) {
        (self.state, self.isSecret, self.opensAt, self.closesAt) = (state, isSecret, opensAt, closesAt)
    }

    /// Why a vote is not taken now; nil when it is.
    package func refusal(at now: String) -> String? {
        switch state {
        case .preparation: return "Ce vote n’est pas encore ouvert."
        case .cancelled: return "Ce vote a été annulé."
        case .closed, .published: return "Ce vote est clos : il ne reçoit plus de bulletins."
        case .open:
            if now < opensAt { return "Ce vote n’est pas encore ouvert : revenez à l’heure dite." }
            if now >= closesAt { return "L’heure de la clôture est passée : ce vote ne reçoit plus de bulletins." }
            return nil
        }
    }

    /// Why it cannot be closed now. Nobody ends a vote early on those who still could vote.
    package func closingRefusal(at now: String, haveAllVoted: Bool) -> String? {
        guard state == .open else { return "Seul un vote ouvert se clôt." }
        if now < closesAt, !haveAllVoted {
            return
                "Le vote dure jusqu’à l’heure annoncée : il se clôt plus tôt seulement quand toutes les organisations ont voté."
        }
        return nil
    }

    /// A college of so few that its result would name them.
    package static let fewestInSecretCollege = 3

    /// What must be mended before opening; each is said to whoever prepares the vote.
    /// - Parameter isPart: others vote in the room at the same time.
    package static func findings(
        _ scrutin: Scrutin, roll: [ScrutinVoter], addresses: Int, rules: ScrutinRules, tellers: TellerKey?,
        isKeyTried: Bool, isPart: Bool = false, now: String
    ) -> [Finding] {
        var findings: [Finding] = []
        func add(_ holds: Bool, _ met: String, _ missing: String) {
            findings.append(Finding(holds ? .met : .missing, holds ? met : missing, principle: "R6"))
        }
        let count = French.count(roll.count, "organisation vote", "organisations votent")
        add(
            roll.count >= (isPart ? 1 : 2), "\(count).",
            isPart
                ? "Choisissez qui vote en ligne." : "Il faut au moins deux organisations sur la liste électorale.")
        add(
            now < scrutin.closesAt && scrutin.opensAt < scrutin.closesAt, "La clôture est à venir.",
            "La clôture doit venir après l’ouverture, et après maintenant.")
        add(
            addresses == roll.count, "Chaque organisation a une adresse où envoyer son lien.",
            "\(French.count(roll.count - addresses, "organisation n’a pas", "organisations n’ont pas")) d’adresse : son lien sera à remettre sur papier."
        )
        if addresses < roll.count {
            findings[findings.count - 1] = Finding(.unknown, findings[findings.count - 1].sentence, principle: "R6")
        }
        guard scrutin.isSecret else { return findings }
        add(
            roll.count >= fewestInSecretCollege, "Assez d’organisations votent pour que le secret ait un sens.",
            "À moins de \(fewestInSecretCollege) votantes, un vote n’est pas secret.")
        add(
            roll.allSatisfy { $0.voices == 1 }, "Chaque organisation a une voix.",
            "Un bulletin secret vaut une voix : des voix inégales désigneraient qui a voté. Votez à découvert, ou donnez à chaque organisation une voix."
        )
        let small = rules.colleges.filter { college in
            let size = roll.filter { $0.college == college.key }.count
            return size > 0 && size < fewestInSecretCollege
        }
        add(
            small.isEmpty, "Aucun collège n’est trop petit pour le secret.",
            "Le résultat se compte par collège, et \(French.list(small.map(\.name))) compte moins de \(fewestInSecretCollege) votantes : leur vote se lirait dans le résultat."
        )
        add(
            tellers != nil, "Les scrutateurs ont déposé leur clé publique.",
            "Les scrutateurs doivent faire leur clé sur leur machine et déposer cle-publique.json.")
        add(
            isKeyTried, "Les scrutateurs ont ouvert l’urne d’essai : leurs parts fonctionnent.",
            "Les scrutateurs doivent d’abord ouvrir l’urne d’essai : une clé perdue, c’est un vote perdu.")
        return findings
    }
}
