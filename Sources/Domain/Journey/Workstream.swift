/// The six workstreams of a préfiguration (R17), in the brochure's order.
package enum Workstream: String, Codable, Sendable, CaseIterable {
    case core = "noyau"
    case interest = "interet"
    case functions = "fonctions"
    case governance = "gouvernance"
    case partnerships = "partenariats"
    case finances = "finances"

    /// From 1 to 6.
    package var number: Int { (Workstream.allCases.firstIndex(of: self) ?? 0) + 1 }

    package var title: String {
        switch self {
        case .core: "Élargir le noyau"
        case .interest: "Vérifier l’intérêt des acteurs"
        case .functions: "Choisir les fonctions et les premières actions"
        case .governance: "Décider de la gouvernance et de la gestion"
        case .partnerships: "Nouer les partenariats"
        case .finances: "Bâtir l’architecture financière"
        }
    }
}

/// How far a task of a workstream is.
package enum TaskState: String, Codable, Sendable, CaseIterable {
    case todo = "a-faire"
    case doing = "en-cours"
    case done = "faite"
    /// Somebody decided that it is not for this hub.
    case dropped = "sans-objet"

    package var label: String {
        switch self {
        case .todo: "à faire"
        case .doing: "en cours"
        case .done: "faite"
        case .dropped: "sans objet ici"
        }
    }

    package var isSettled: Bool { self == .done || self == .dropped }
}

/// How far a workstream is, counted on its tasks; what is missing is said by `JourneyReview`.
package struct WorkstreamProgress: Hashable, Sendable {
    package let settled: Int
    package let total: Int
    /// Tasks whose day has passed.
    package let late: Int

    package init(_ tasks: [(state: TaskState, due: Day?)], on day: Day) {
        settled = tasks.count { $0.state.isSettled }
        total = tasks.count
        late = tasks.count { task in !task.state.isSettled && task.due.map { $0 < day } == true }
    }

    package var hasBegun: Bool { settled > 0 }
    package var isSettled: Bool { total > 0 && settled == total }
    /// Tenths of the tasks that are settled, from 0 to 10.
    package var tenths: Int { total == 0 ? 0 : settled * 10 / total }

    package var sentence: String {
        guard total > 0 else { return "Aucune tâche n’est encore choisie." }
        let settledWords =
            settled == 0
            ? "Aucune tâche réglée sur \(total)"
            : "\(French.count(settled, "tâche réglée", "tâches réglées")) sur \(total)"
        return late == 0
            ? settledWords + "." : settledWords + ", \(late) en retard."
    }
}

/// What a hub answers to the next step that its companion recommends.
package enum AdviceAnswer: String, Codable, Sendable, CaseIterable {
    case done = "fait"
    case notNow = "pas-maintenant"
    case already = "deja-fait"
    case notForUs = "pas-pour-nous"

    package var label: String {
        switch self {
        case .done: "C’est fait"
        case .notNow: "Pas maintenant"
        case .already: "C’était déjà fait"
        case .notForUs: "Pas pour nous"
        }
    }

    /// « Pas maintenant » comes back; the three others close the advice.
    package var isFinal: Bool { self != .notNow }
    /// Why is owed when the advice is set aside.
    package var needsReason: Bool { self == .notForUs }
}
