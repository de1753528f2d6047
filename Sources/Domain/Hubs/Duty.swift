/// Something that waits for those who look after a hub, with the page where it is done.
package struct Duty: Hashable, Sendable {
    package let hub: ID<Hub>
    package let task: Task
    /// The page where it is done.
    package let path: String
    /// The last day for it; nil when nothing presses.
    package let due: Day?

    package init(_ task: Task, at hub: ID<Hub>, path: String, due: Day? = nil) {
        (self.hub, self.task, self.path, self.due) = (hub, task, path, due)
    }

    package enum Task: Hashable, Sendable {
        case convene(assembly: String, meeting: Day)
        case setDate(assembly: String)
        case hold(assembly: String)
        case close(assembly: String)
        case approveMinutes(assembly: String)
        case sealMinutes(assembly: String)
        case keepCommitment(what: String, who: String)
        case replaceMandates(count: Int)
        case declareDirectors(changedOn: Day)
        case decideJoining(count: Int)
        case collectDues(count: Int, owed: Money)
        case recordLeave(organisation: String, day: Day)
        case openVote(title: String)
        case followVote(title: String)
        case closeVote(title: String)
        case publishVote(title: String)
        case workstreamTask(title: String, who: String)
        case meet(title: String)
        case writeNotes(meeting: String)
        case announcementEnds(post: String)
        case fillPost(title: String, applications: Int)
        case readApplications(post: String, hub: String, count: Int)
        case launchDate(title: String)
        case answerComments(count: Int)
        case accompany(initiative: String)
        case followUp(hub: String, months: Int)
        case hearFrom(hub: String, count: Int)
    }

    /// What there is to do, as one says it.
    package var sentence: String {
        switch task {
        case .convene(let title, let meeting):
            "Convoquer \(French.quote(title)), \(meeting.frenchWithArticle)"
        case .setDate(let title): "Fixer la date de \(French.quote(title))"
        case .hold(let title): "Tenir \(French.quote(title))"
        case .close(let title): "Clore \(French.quote(title))"
        case .approveMinutes(let title): "Faire approuver le procès-verbal de \(French.quote(title))"
        case .sealMinutes(let title): "Sceller le procès-verbal de \(French.quote(title))"
        case .keepCommitment(let what, let who): "\(what) (\(who))"
        case .replaceMandates(let count):
            "Préparer la suite de \(French.count(count, "mandat qui finit", "mandats qui finissent"))"
        case .declareDirectors(let day):
            "Déclarer au greffe les dirigeants qui ont changé \(day.frenchWithArticle)"
        case .decideJoining(let count):
            "Répondre à \(French.count(count, "demande d’adhésion", "demandes d’adhésion"))"
        case .collectDues(let count, let owed):
            "Relancer \(French.count(count, "cotisation en retard", "cotisations en retard")), \(owed.french) à recevoir"
        case .recordLeave(let name, let day):
            "Enregistrer le départ \(French.of(name)), qui l’annonce pour \(day.frenchWithArticle)"
        case .openVote(let title): "Ouvrir le scrutin \(French.quote(title))"
        case .followVote(let title): "Suivre le scrutin \(French.quote(title)), qui est ouvert"
        case .closeVote(let title): "Clore le scrutin \(French.quote(title)), dont l’heure est passée"
        case .publishVote(let title): "Publier le résultat du scrutin \(French.quote(title))"
        case .workstreamTask(let title, let who): who.isEmpty ? title : "\(title) (\(who))"
        case .meet(let title): "Réunion : \(title)"
        case .writeNotes(let meeting): "Écrire le compte rendu de \(French.quote(meeting))"
        case .announcementEnds(let post): "L’annonce \(French.quote(post)) se ferme : la prolonger, ou réunir le jury"
        case .fillPost(let title, let count):
            "Réunir le jury de \(French.quote(title)) : l’annonce est close, \(count == 0 ? "sans candidature" : French.count(count, "candidature reçue", "candidatures reçues"))"
        case .readApplications(let post, let hub, let count):
            "Jury de \(French.quote(post)), \(hub) : \(French.count(count, "candidature attend une réponse", "candidatures attendent une réponse"))"
        case .launchDate(let title): title
        case .answerComments(let count):
            "Répondre à \(French.count(count, "remarque sur le dossier", "remarques sur le dossier"))"
        case .accompany(let initiative): "Accompagner \(French.quote(initiative)) : aucun conseil n’y est encore donné"
        case .followUp(let hub, let months):
            "Prendre des nouvelles de \(French.quote(hub)) : rien d’enregistré depuis \(French.months(months))"
        case .hearFrom(let hub, let count):
            "\(French.quote(hub)) : \(French.count(count, "conseil attend une réponse", "conseils attendent une réponse"))"
        }
    }

    package func urgency(on day: Day) -> Urgency {
        guard let due else { return .undated }
        if due < day { return .late }
        return due <= day.adding(days: 7) ? .soon : .later
    }

    /// By urgency, then by day; what has no day keeps the order it came in.
    package static func grouped(_ duties: [Duty], on day: Day) -> [(urgency: Urgency, duties: [Duty])] {
        let sorted = duties.enumerated().sorted { left, right in
            switch (left.element.due, right.element.due) {
            case (let one?, let other?) where one != other: one < other
            case (_?, nil): true
            case (nil, _?): false
            default: left.offset < right.offset
            }
        }
        return Urgency.allCases.compactMap { urgency in
            let mine = sorted.map(\.element).filter { $0.urgency(on: day) == urgency }
            return mine.isEmpty ? nil : (urgency, mine)
        }
    }
}

/// How a duty presses, the most pressing first.
package enum Urgency: Int, Sendable, CaseIterable {
    case late, soon, later, undated

    package var label: String {
        switch self {
        case .late: "En retard"
        case .soon: "D’ici à huit jours"
        case .later: "Ensuite"
        case .undated: "Quand vous pourrez"
        }
    }
}
