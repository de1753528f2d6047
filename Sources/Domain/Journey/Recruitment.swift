/// A post that a hub announces: what people are told before they apply (R19).
package struct Recruitment: Hashable, Sendable {
    package enum Contract: String, Codable, Sendable, CaseIterable {
        case permanent = "cdi"
        case fixedTerm = "cdd"
        /// Lent by another organisation, which stays the employer.
        case lent = "mise-a-disposition"

        package var label: String {
            switch self {
            case .permanent: "contrat à durée indéterminée"
            case .fixedTerm: "contrat à durée déterminée"
            case .lent: "mise à disposition par une autre organisation"
            }
        }
    }

    package enum State: String, Codable, Sendable, CaseIterable {
        case draft = "brouillon"
        case open = "ouverte"
        case filled = "pourvue"
        case abandoned = "abandonnee"

        package var label: String {
            switch self {
            case .draft: "en préparation"
            case .open: "annoncé"
            case .filled: "pourvu"
            case .abandoned: "sans suite"
            }
        }
    }

    package let id: ID<Recruitment>
    package let title: String
    /// Of a full time, in percent.
    package let workingTime: Int
    /// Monthly, gross, for the working time.
    package let lowestSalary: Money
    package let highestSalary: Money
    package let contract: Contract
    /// Of a fixed-term contract.
    package let months: Int?
    package let place: String
    package let startsWhen: String
    package let tasks: String
    package let profile: String
    package let criteria: [String]
    /// The last day on which one applies.
    package let applyBy: Day
    package let state: State
    /// Months, as applicants were told; nil before the announcement.
    package let retention: Int?

    package init(
        id: ID<Recruitment>, title: String, workingTime: Int, lowestSalary: Money, highestSalary: Money,
        contract: Contract, months: Int?, place: String, startsWhen: String, tasks: String, profile: String,
        criteria: [String], applyBy: Day, state: State, retention: Int?
    ) {
        (self.id, self.title, self.workingTime) = (id, title, workingTime)
        (self.lowestSalary, self.highestSalary) = (lowestSalary, highestSalary)
        (self.contract, self.months, self.place, self.startsWhen) = (contract, months, place, startsWhen)
        (self.tasks, self.profile, self.criteria, self.applyBy) = (tasks, profile, criteria, applyBy)
        (self.state, self.retention) = (state, retention)
    }

    package func takesApplications(on day: Day) -> Bool { state == .open && day <= applyBy }

    /// « 80 % d’un temps plein ».
    package var workingTimeSentence: String {
        workingTime == 100 ? "temps plein" : "\(workingTime)\(French.space)% d’un temps plein"
    }

    package var salarySentence: String {
        lowestSalary == highestSalary
            ? "\(lowestSalary.french) brut par mois"
            : "de \(lowestSalary.french) à \(highestSalary.french) brut par mois"
    }

    package var contractSentence: String {
        months.map { "\(contract.label), \(French.count($0, "mois", "mois"))" } ?? contract.label
    }

    /// Fewest people who read applications together: nobody chooses alone (R12).
    package static let fewestJurors = 2

    /// What is missing before the announcement.
    package static func findings(jurors: Int) -> [Finding] {
        [
            jurors >= fewestJurors
                ? Finding(
                    .met, "\(French.count(jurors, "personne lit", "personnes lisent")) les candidatures.",
                    principle: "R12")
                : Finding(
                    .missing,
                    "\(jurors == 0 ? "Personne ne lit" : "Une seule personne lit") les candidatures : nommez au moins \(fewestJurors) personnes, nul ne choisit seul.",
                    principle: "R12")
        ]
    }

    /// What the post may be made of: the first actions, then what the functions that weigh most ask for.
    package static func proposedTasks(actions: [String], weights: FunctionWeights?) -> String {
        let first = ["Coordonner le plan d’actions du pôle et rendre compte à ses instances."]
        let doing = actions.prefix(8).map { "Conduire : \($0)." }
        let heaviest = HubFunction.allCases.filter { (weights?.parts[$0] ?? 0) > 0 }
            .sorted { (weights?.parts[$0] ?? 0) > (weights?.parts[$1] ?? 0) }
        let functions = heaviest.prefix(3).map {
            "\($0.label) : \(weights?.parts[$0] ?? 0)\(French.space)% du temps du pôle."
        }
        let last = ["Animer la vie du pôle : réunions, membres, partenaires, réseau régional."]
        return (first + doing + functions + last).joined(separator: "\n")
    }
}

/// Where an application has got to.
package enum ApplicationStage: String, Codable, Sendable, CaseIterable {
    case received = "recue"
    case interview = "entretien"
    case chosen = "retenue"
    case refused = "non-retenue"

    package var label: String {
        switch self {
        case .received: "reçue"
        case .interview: "entretien"
        case .chosen: "retenue"
        case .refused: "non retenue"
        }
    }

    /// What may follow; an answer that was given is not taken back.
    package func mayBecome(_ next: ApplicationStage) -> Bool {
        switch self {
        case .received: next != .received
        case .interview: next == .chosen || next == .refused
        case .chosen, .refused: false
        }
    }
}

/// How long an application is kept. CNIL, « Le recrutement et la gestion du personnel » : the applications that were set
/// aside are erased at most two years after the last contact, and sooner when the applicant asks.
package struct ApplicationRetention: Hashable, Sendable {
    /// Months, at most.
    package static let most = 24
    /// What is proposed until a network decides: nothing asks to keep what serves no more.
    package static let customary = 6

    package let months: Int

    package init(months: Int) { self.months = min(max(1, months), Self.most) }

    /// The day on which nothing of it is left.
    package func erasure(receivedOn: Day, answeredOn: Day?) -> Day {
        answeredOn.map { $0.adding(months: months) } ?? receivedOn.adding(months: Self.most)
    }

    package var sentence: String {
        "Tout est effacé au plus tard \(French.count(months, "mois", "mois")) après la réponse, et tout de suite si vous le demandez."
    }
}
