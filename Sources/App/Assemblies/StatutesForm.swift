import Domain

/// Reads one chapter of the statutes as typed, field by field; what cannot be read is refused with its field's name.
struct StatutesForm {
    let form: Form
    private(set) var refusals: [Refused] = []

    init(_ form: Form) { self.form = form }

    /// The document with this chapter as typed.
    static func read(
        _ chapter: StatutesChapter, _ form: Form, over document: StatutesDocument
    ) throws -> StatutesDocument {
        var reader = StatutesForm(form)
        var new = document
        reader.read(chapter, into: &new)
        let addition = reader.prose("precisions", 5000)
        new.prose.additions[chapter] = addition.isEmpty ? nil : addition
        let words = reader.wordings(chapter, new, before: document.prose.wordings[chapter] ?? [:])
        new.prose.wordings[chapter] = words.isEmpty ? nil : words
        try RefusedForm.check(reader.refusals)
        return new
    }

    private mutating func read(_ chapter: StatutesChapter, into new: inout StatutesDocument) {
        if let kind = chapter.meeting {
            new.rules.meetings[kind] = meeting(kind)
            return
        }
        switch chapter {
        case .identity: identity(&new.prose)
        case .management: new.prose.management = management()
        case .members:
            new.prose.membership = membership()
            new.rules.colleges = colleges()
        case .electorate: new.rules.electorate = electorate()
        case .convening: new.prose.convening = convening()
        case .proxies: new.rules.proxies = proxies()
        case .secretBallot:
            new.rules.secretBallot = SecretBallotRule(
                persons: flag("personnes"), askers: whole("demandeurs", 1...1000, "Combien doivent le demander"))
        case .bodies: new.rules.bodies = bodies(new.rules.colleges)
        case .caps: new.rules.caps = caps()
        case .ties: new.rules.ties = ties()
        case .founding, .ordinary, .extraordinary, .board, .bureau: break
        }
    }

    private mutating func identity(_ prose: inout StatutesProse) {
        (prose.name, prose.object) = (line("nom", 200), self.prose("objet", 3000))
        prose.seat = line("siege", 200)
        prose.years = whole("duree", 1...999, "La durée en années")
        if prose.name.isEmpty { refuse("Donnez le nom du pôle.", "nom") }
    }

    private mutating func management() -> ManagementRule {
        var rule = ManagementRule()
        rule.mode = choice("mode", GovernanceMode.undecided)
        (rule.host, rule.hostClause) = (line("hote", 200), prose("clause", 2000))
        let accepted = form.line("accepte")
        rule.acceptedOn = Day(accepted)
        if !accepted.isEmpty, rule.acceptedOn == nil { refuse("Écrivez le jour ainsi : 2026-03-01.", "accepte") }
        rule.noticeMonths = whole("preavis", 0...60, "Le préavis en mois") ?? 0
        rule.keepsSeparateAccounts = flag("comptes")
        return rule
    }

    private mutating func membership() -> MembershipRule {
        var rule = MembershipRule()
        rule.admittedBy = choice("admission", .board)
        rule.excludedBy = choice("exclusion", .assembly)
        rule.duesSetBy = choice("cotisation", .assembly)
        rule.requiresCharter = flag("charte")
        return rule
    }

    private mutating func electorate() -> ElectorateRule {
        ElectorateRule(
            reference: choice("reference", .meeting), dues: choice("cotisation", .none),
            seniorityDays: whole("anciennete", 0...3650, "L’ancienneté en jours") ?? 0,
            mostPerPerson: whole("par-personne", 1...1000, "Le nombre d’organisations par personne"))
    }

    private mutating func convening() -> ConveningRule {
        var rule = ConveningRule()
        rule.conveners = ConveningRule.Convener.allCases.filter { flag("qui-" + $0.rawValue) }
        rule.means = ConveningRule.Means.allCases.filter { flag("comment-" + $0.rawValue) }
        rule.membersShare = share("part-membres", isRequired: false)
        rule.perYear = whole("par-an", 1...52, "Le nombre d’assemblées par an") ?? 1
        return rule
    }

    private mutating func proxies() -> ProxyRule {
        ProxyRule(
            areAllowed: flag("admis"), most: whole("au-plus", 0...1000, "Le nombre de pouvoirs"),
            sameCollege: flag("meme-college"), blank: choice("en-blanc", .refused))
    }

    private mutating func ties() -> [TieRule] {
        var rules: [TieRule] = []
        for rank in 1...TieRule.allCases.count {
            guard let rule = TieRule(rawValue: form.text("depart-\(rank)")) else { continue }
            if rules.contains(rule) { refuse("La même règle est demandée deux fois.", "depart-\(rank)") }
            rules.append(rule)
        }
        return rules
    }
}

extension StatutesForm {
    mutating func refuse(_ sentence: String, _ field: String) {
        refusals.append(Refused(sentence, field: field))
    }

    func flag(_ name: String) -> Bool { form.text(name) == "oui" }

    /// One of a list; what is not on the list cannot be typed, only forged.
    mutating func choice<Choice: RawRepresentable<String>>(_ name: String, _ usual: Choice) -> Choice {
        guard let choice = Choice(rawValue: form.text(name)) else {
            if form[name] != nil { refuse("Choisissez dans la liste.", name) }
            return usual
        }
        return choice
    }

    mutating func line(_ name: String, _ most: Int) -> String {
        let text = form.line(name)
        if let refusal = Refused.tooLong(text, most, field: name) { refusals.append(refusal) }
        return text
    }

    mutating func prose(_ name: String, _ most: Int) -> String {
        let text = form.text(name)
        if let refusal = Refused.tooLong(text, most, field: name) { refusals.append(refusal) }
        return text
    }

    /// Nil when the field is empty, or refused.
    mutating func whole(_ name: String, _ range: ClosedRange<Int>, _ what: String) -> Int? {
        let text = form.line(name)
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            refuse(
                "\(what) : un nombre entier de \(French.number(range.lowerBound)) à \(French.number(range.upperBound)).",
                name)
            return nil
        }
        return number
    }

    /// « 2/3 » or « 40 % ».
    mutating func share(_ name: String, isRequired: Bool = true) -> Fraction? {
        let text = form.line(name)
        if text.isEmpty, !isRequired { return nil }
        guard let share = StatutesForm.share(text), share.numerator > 0 else {
            refuse("Écrivez une part comme 1/2, 2/3 ou 40 %, entre 0 et 1.", name)
            return nil
        }
        return share
    }

    static func share(_ text: String) -> Fraction? {
        let plain = String(text.filter { !$0.isWhitespace })
        guard plain.hasSuffix("%") else { return Fraction(plain) }
        return Int(plain.dropLast()).flatMap { Fraction($0, over: 100) }
    }

    static func written(_ share: Fraction) -> String {
        share.denominator == 100 ? "\(share.numerator) %" : share.description
    }
}
