/// What is asked in a vote on line, and how it is answered.
package struct ScrutinQuestion: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case resolution = "pour-contre"
        case choice = "choix"
        case approval = "approbation"
        case judgment = "jugement-majoritaire"
        case ranking = "rangs"

        package var label: String {
            switch self {
            case .resolution: "pour, contre ou abstention"
            case .choice: "un choix dans une liste"
            case .approval: "plusieurs choix : tous ceux que l’on approuve"
            case .judgment: "une mention pour chacun (jugement majoritaire)"
            case .ranking: "un ordre de préférence (vote unique transférable)"
            }
        }
    }

    package let kind: Kind
    package let title: String
    package let text: String
    /// What one chooses among; none for a resolution.
    package let options: [String]
    package let seats: Int
    /// The most options on one ballot, for approval.
    package let most: Int?

    package static let mostOptions = 40
    /// The name of an organisation, and who represents it.
    package static let longestOption = 320

    package init(
        _ kind: Kind, title: String, text: String, options: [String] = [], seats: Int = 1, most: Int? = nil
    ) throws(AssemblyRefusal) {
        guard !title.isEmpty, title.unicodeScalars.count <= 200 else {
            throw AssemblyRefusal("Donnez au scrutin un titre de 200 caractères au plus.")
        }
        guard text.unicodeScalars.count <= 5000 else { throw AssemblyRefusal("Le texte soumis au vote est trop long.") }
        if kind == .resolution {
            guard options.isEmpty else {
                throw AssemblyRefusal("Une résolution ne propose que pour, contre, abstention.")
            }
            guard !text.isEmpty else { throw AssemblyRefusal("Écrivez le texte soumis au vote.") }
        } else {
            // One alone may be approved or not: a single candidate for the last seat.
            guard (1...Self.mostOptions).contains(options.count) else {
                throw AssemblyRefusal("Il faut au plus \(Self.mostOptions) propositions, et au moins une.")
            }
            guard options.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.count <= Self.longestOption }) else {
                throw AssemblyRefusal("Une proposition tient en \(Self.longestOption) caractères au plus.")
            }
            var seen: Set<String> = []
            if let twice = options.first(where: { !seen.insert($0).inserted }) {
                throw AssemblyRefusal("\(French.quote(twice)) figure deux fois parmi les propositions.")
            }
        }
        guard (1...max(1, options.count)).contains(seats) else {
            throw AssemblyRefusal("Le nombre de places va de 1 au nombre de propositions.")
        }
        if kind == .choice, seats > 1 {
            throw AssemblyRefusal(
                "Avec un seul choix par bulletin il n’y a qu’une place ; pour plusieurs, prenez l’approbation, le jugement majoritaire ou l’ordre de préférence."
            )
        }
        if let most {
            guard (1...max(1, options.count)).contains(most) else {
                throw AssemblyRefusal("Le nombre de choix par bulletin va de 1 au nombre de propositions.")
            }
        }
        (self.kind, self.title, self.text) = (kind, title, text)
        (self.options, self.seats, self.most) = (options, seats, kind == .approval ? most : nil)
    }

    package var grades: [String] { kind == .judgment ? MajorityJudgment.grades : [] }
}

/// What one ballot says. Its written form is the same in a form, in a sealed ballot and in a proof file.
package enum ScrutinChoice: Hashable, Sendable {
    case blank
    case yes, no, abstention
    /// Numbers of options, from 0; in order of preference when they are ranked.
    case options([Int])
    /// The grade of each option; nil where the ballot says nothing.
    case grades([Int?])

    /// `pour`, `contre`, `abstention`, `blanc`; `2` or `1,3` (options, from 1); `0,-,3` (a grade for each, from the best).
    package init(_ text: String, to question: ScrutinQuestion) throws(AssemblyRefusal) {
        guard text.utf8.count <= 4 * ScrutinQuestion.mostOptions else { throw Self.unreadable }
        if text == "blanc" {
            self = .blank
            return
        }
        switch question.kind {
        case .resolution:
            switch text {
            case "pour": self = .yes
            case "contre": self = .no
            case "abstention": self = .abstention
            default: throw Self.unreadable
            }
        case .choice, .approval, .ranking: self = .options(try Self.options(text, question))
        case .judgment: self = .grades(try Self.grades(text, question))
        }
    }

    private static let unreadable = AssemblyRefusal("Choisissez une réponse, ou votez blanc.")

    private static func options(_ text: String, _ question: ScrutinQuestion) throws(AssemblyRefusal) -> [Int] {
        var chosen: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = Day.number(part), part.first != "0", (1...question.options.count).contains(number)
            else { throw unreadable }
            guard !chosen.contains(number - 1) else {
                throw AssemblyRefusal("\(French.quote(question.options[number - 1])) est choisi deux fois.")
            }
            chosen.append(number - 1)
        }
        if question.kind == .choice, chosen.count > 1 { throw AssemblyRefusal("Choisissez une seule proposition.") }
        if let most = question.most, chosen.count > most {
            throw AssemblyRefusal("Choisissez au plus \(French.count(most, "proposition", "propositions")).")
        }
        // One way of writing each ballot: approvals have no order.
        if question.kind == .approval, chosen != chosen.sorted() { throw unreadable }
        return chosen
    }

    private static func grades(_ text: String, _ question: ScrutinQuestion) throws(AssemblyRefusal) -> [Int?] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == question.options.count else { throw unreadable }
        var grades: [Int?] = []
        for part in parts {
            if part == "-" {
                grades.append(nil)
                continue
            }
            guard part.utf8.count == 1, let grade = Day.number(part), question.grades.indices.contains(grade) else {
                throw unreadable
            }
            grades.append(grade)
        }
        guard grades.contains(where: { $0 != nil }) else {
            throw AssemblyRefusal("Donnez au moins une mention, ou votez blanc.")
        }
        return grades
    }

    package var text: String {
        switch self {
        case .blank: "blanc"
        case .yes: "pour"
        case .no: "contre"
        case .abstention: "abstention"
        case .options(let chosen): chosen.map { String($0 + 1) }.joined(separator: ",")
        case .grades(let grades): grades.map { $0.map { String($0) } ?? "-" }.joined(separator: ",")
        }
    }

    /// « Pour », « Kerlouan, puis Roscoff », « Kerlouan : Bien ; Roscoff : sans mention ».
    package func french(_ question: ScrutinQuestion) -> String {
        switch self {
        case .blank: return "Blanc"
        case .yes: return "Pour"
        case .no: return "Contre"
        case .abstention: return "Abstention"
        case .options(let chosen):
            let names = chosen.map { question.options[$0] }
            return question.kind == .ranking ? names.joined(separator: ", puis ") : French.list(names)
        case .grades(let grades):
            return zip(question.options, grades).map { option, grade in
                "\(option)\(French.space): \(grade.map { question.grades[$0] } ?? "sans mention")"
            }.joined(separator: "\(French.thin); ")
        }
    }
}
