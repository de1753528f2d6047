// What is on the agenda.
extension AssemblyReadiness {
    mutating func check(agenda facts: ReadinessFacts) {
        guard !facts.agenda.isEmpty else {
            return block("L’ordre du jour est vide : une assemblée ne délibère que sur ce qu’il annonce.")
        }
        met("L’ordre du jour a \(French.count(facts.agenda.count, "point", "points")).")
    }

    mutating func check(_ item: AgendaItem, _ facts: ReadinessFacts) {
        let name = "Point \(item.position), \(French.quote(item.title))"
        if item.kind.isVoted, French.slug(item.title).hasPrefix("questions-diverses") {
            block("\(name) : rien ne se vote sous « questions diverses », parce que personne ne peut s’y préparer.")
        }
        switch item.kind {
        case .information: break
        case .deliberation:
            if item.text.isEmpty { lack("\(name) : il n’y a pas de projet de résolution.") }
        case .statutes: check(statutes: item, name, facts)
        case .election: check(election: item, name, facts)
        }
        if facts.assembly.kind == .mixed, item.kind == .deliberation || item.kind == .election, item.rulesOf == nil {
            block("\(name) : dites s’il se vote comme en assemblée ordinaire ou extraordinaire.")
        }
        check(secrecy: item, name, facts)
    }

    private mutating func check(statutes item: AgendaItem, _ name: String, _ facts: ReadinessFacts) {
        guard facts.assembly.kind.mayChangeStatutes else {
            return block(
                "\(name) : les statuts ne changent pas en \(facts.assembly.kind.label). Il faut une assemblée extraordinaire ou mixte."
            )
        }
        if item.text.isEmpty, !facts.hasDraftStatutes {
            block("\(name) : il n’y a ni projet de statuts ni texte à voter.")
        } else {
            met("\(name) : \(facts.hasDraftStatutes ? "un projet de statuts est prêt" : "son texte est là").")
        }
    }

    private mutating func check(election item: AgendaItem, _ name: String, _ facts: ReadinessFacts) {
        guard let key = item.bodyKey, !key.isEmpty else {
            return block("\(name) : dites quelle instance est élue.")
        }
        guard let body = facts.statutes.bodies.first(where: { $0.key == key }) else {
            return block("\(name) : les statuts n’ont pas d’instance \(French.quote(key)).")
        }
        guard let seats = item.seats else { return block("\(name) : dites combien de sièges sont à pourvoir.") }
        if seats > body.seats {
            block("\(name) : \(seats) sièges à pourvoir, et \(body.name) n’en a que \(body.seats).")
        }
        if item.method == nil { block("\(name) : dites selon quelle méthode les sièges sont pourvus.") }
        if let method = item.method, method.isOpen, facts.statutes.secretBallot.persons {
            block(
                "\(name) : les statuts veulent le secret pour les personnes, et « \(method.label) » n’est pas secret.")
        }
    }

    /// A secret vote takes a room with paper, or tellers who hold the key of an urn.
    private mutating func check(secrecy item: AgendaItem, _ name: String, _ facts: ReadinessFacts) {
        guard item.isSecret(under: facts.statutes), facts.assembly.place.isEmpty else { return }
        if facts.areTellersReady, facts.statutes.onlineVoting != false {
            return met("\(name) : son vote secret se tient en ligne, et les scrutateurs sont prêts.")
        }
        let remedy =
            facts.statutes.onlineVoting == false
            ? "Les statuts ne permettent pas de voter en ligne : choisissez un lieu, où l’on vote sur papier."
            : "Choisissez un lieu, où l’on vote sur papier ; ou faites déposer et essayer la clé des scrutateurs, pour un scrutin secret en ligne."
        block("\(name) : ce vote est secret et l’assemblée n’a pas de lieu. \(remedy)", mayBeOverridden: true)
    }

    /// Whether those who follow from afar may vote, and on what.
    mutating func check(online facts: ReadinessFacts) {
        let isFollowed = !facts.assembly.onlineAddress.isEmpty
        switch facts.statutes.onlineVoting {
        case true: met("Les statuts permettent de voter en ligne.")
        case false where isFollowed:
            know(
                "Les statuts ne permettent pas de voter en ligne : celles qui suivent à distance votent à voix haute, à l’appel de leur nom, ou donnent pouvoir."
            )
        case nil where isFollowed:
            know(
                "Les statuts ne disent rien du vote en ligne : faites-le accepter au début de l’assemblée, et prévoyez-le dans les statuts."
            )
        default: break
        }
        let secret = facts.agenda.filter { $0.isSecret(under: facts.statutes) }.map { String($0.position) }
        guard isFollowed, !facts.assembly.place.isEmpty, !secret.isEmpty, facts.statutes.onlineVoting != false else {
            return
        }
        let points = secret.count == 1 ? "Le point \(secret[0]) se vote" : "Les points \(French.list(secret)) se votent"
        if facts.areTellersReady {
            met("\(points) au secret : en ligne aussi, les scrutateurs sont prêts.")
        } else {
            know(
                "\(points) au secret : celles qui sont en ligne n’y voteront que si des scrutateurs déposent et essaient leur clé."
            )
        }
    }
}

extension AgendaItem {
    /// Foreseen on the agenda, or asked by the statutes because it is about persons.
    package func isSecret(under statutes: Statutes) -> Bool {
        kind.isVoted && (isSecret || kind == .election && statutes.secretBallot.persons)
    }
}
