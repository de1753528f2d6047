/// One question of a survey of interest. A single or multiple choice is counted; a text is read.
package struct SurveyQuestion: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case single = "une"
        case multiple = "plusieurs"
        case text = "texte"

        package var label: String {
            switch self {
            case .single: "une seule réponse"
            case .multiple: "plusieurs réponses possibles"
            case .text: "réponse libre"
            }
        }
    }

    /// What the answers serve in the rest of the journey.
    package enum Use: String, Codable, Sendable, CaseIterable {
        case interest = "interet"
        case need = "besoin"
        case offer = "apport"
        case expectation = "attente"
        case joining = "adhesion"
        case other = "autre"

        package var label: String {
            switch self {
            case .interest: "intérêt"
            case .need: "besoins"
            case .offer: "ce que chacun apporte"
            case .expectation: "ce que chacun attend"
            case .joining: "prêt à rejoindre"
            case .other: "autre"
            }
        }
    }

    package struct Option: Hashable, Codable, Sendable {
        /// Never changes once answers exist.
        package let code: String
        package let label: String
        package init(code: String, label: String) { (self.code, self.label) = (code, label) }
    }

    package let code: String
    package let kind: Kind
    package let use: Use
    package let label: String
    package let hint: String
    package let options: [Option]

    package init(code: String, kind: Kind, use: Use, label: String, hint: String = "", options: [Option] = []) {
        (self.code, self.kind, self.use) = (code, kind, use)
        (self.label, self.hint, self.options) = (label, hint, options)
    }

    /// The answers that this question takes among what was sent: known options, one for a single choice.
    package func accepted(_ codes: [String]) -> Set<String> {
        let known = Set(options.map(\.code)).intersection(codes)
        guard kind == .single else { return kind == .multiple ? known : [] }
        return codes.first(where: known.contains).map { [$0] } ?? []
    }

    /// What is wrong with the question as somebody wrote it, in a sentence.
    package var problem: String? {
        if label.isEmpty { return "Écrivez la question." }
        if kind == .text { return nil }
        if options.count < 2 { return "Donnez au moins deux réponses possibles, une par ligne." }
        if options.count > 30 { return "Trente réponses possibles au plus : au-delà, personne ne les lit." }
        if Set(options.map { French.slug($0.label) }).count < options.count {
            return "Deux réponses possibles se ressemblent : gardez-en une."
        }
        return nil
    }
}

/// Where a survey stands. Results are told only once it is closed: seen twice while it runs, they would tell who came between.
package enum SurveyState: String, Codable, Sendable, CaseIterable {
    case draft = "brouillon"
    case open = "ouverte"
    case closed = "close"

    package var label: String {
        switch self {
        case .draft: "en préparation"
        case .open: "ouverte"
        case .closed: "close"
        }
    }
}

/// The ways in which answers are broken down; each puts every answer in one group.
package enum SurveyBreakdown: String, Codable, Sendable, CaseIterable {
    case family = "famille"
    case sector = "secteur"
    case commune = "commune"

    package var label: String {
        switch self {
        case .family: "Par famille"
        case .sector: "Par secteur"
        case .commune: "Par commune"
        }
    }
}

/// One organisation's answers, with what it is counted under. It is named by nothing but a number.
package struct SurveyResponse: Hashable, Sendable {
    package let id: Int64
    /// The group it is in, for each way of breaking down; empty when not known.
    package let groups: [SurveyBreakdown: String]
    /// Chosen options by question.
    package let choices: [String: Set<String>]

    package init(id: Int64, groups: [SurveyBreakdown: String], choices: [String: Set<String>]) {
        (self.id, self.groups, self.choices) = (id, groups, choices)
    }
}

/// When an organisation that has not answered is written to again: few letters, far apart, and they stop.
package enum SurveyReminder {
    /// After the invitation.
    package static let most = 2
    package static let daysBetween = 10

    package static func isDue(
        sent: [Day], hasAnswered: Bool, hasRefused: Bool, closesOn: Day?, on day: Day
    ) -> Bool {
        guard !hasAnswered, !hasRefused, let last = sent.max(), sent.count <= most else { return false }
        if let closesOn, closesOn <= day { return false }
        return last.adding(days: daysBetween) <= day
    }
}
