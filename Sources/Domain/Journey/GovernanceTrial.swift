/// The draft statutes of one of the two situations of R13, tried on those who would found the hub: who would decide, who
/// could block, and what is still asked before the situation is valid.
package struct GovernanceTrial: Sendable {
    /// The organisation that would manage for a collective, and what the directory knows of it.
    package struct Host: Sendable {
        package var name: String
        /// Its record; nil when the directory has none of that name.
        package var organisation: ID<Organisation>?
        /// What the network's perimeter of the ESS says of it; nil without a record.
        package var isInEss: Bool?
        package var isOnTerritory: Bool?

        package init(_ name: String, organisation: ID<Organisation>? = nil) {
            (self.name, self.organisation) = (name, organisation)
        }
    }

    /// What one kind of meeting takes, in voices, when every member has as many as the roll says.
    package struct Hurdle: Sendable, Equatable {
        package let kind: AssemblyKind
        /// Members who must be there, or represented, for the meeting to deliberate.
        package let present: Int
        /// Voices that decide when the meeting is just at its quorum and everybody takes a side.
        package let decidingAtQuorum: Int
        /// Voices that decide, and voices that block, when everybody is there and takes a side.
        package let deciding: Int
        package let blocking: Int
    }

    package let mode: GovernanceMode
    package let document: StatutesDocument
    package let founders: Int
    package let consequences: StatutesConsequences
    private let host: Host?
    private let day: Day

    /// - Parameter base: the draft, or the customary clauses; only who manages is changed in it.
    package init(_ base: StatutesDocument, as mode: GovernanceMode, host: Host?, founders: [MemberFacts], on day: Day) {
        var document = base
        document.prose.management.mode = mode
        if mode == .delegated, let host, host.name != base.prose.management.host {
            // What another organisation accepted is not this one's agreement.
            var management = ManagementRule()
            (management.mode, management.host) = (mode, host.name)
            management.noticeMonths = base.prose.management.noticeMonths
            management.keepsSeparateAccounts = base.prose.management.keepsSeparateAccounts
            document.prose.management = management
        }
        (self.mode, self.document, self.founders, self.host, self.day) = (mode, document, founders.count, host, day)
        consequences = StatutesConsequences(document, members: founders, on: day)
    }

    private var whole: Int { consequences.voices.reduce(0) { $0 + $1.amount } }

    /// What assemblies take; a kind whose colleges weigh is told by sentences alone.
    package var hurdles: [Hurdle] {
        let members = consequences.count
        guard members > 0 else { return [] }
        return [AssemblyKind.founding, .ordinary, .extraordinary].compactMap { kind in
            guard let rules = document.rules.meetings[kind], rules.majority.colleges == .together else { return nil }
            let present = rules.quorum.map { max(1, $0.threshold.least(of: members)) } ?? 1
            let deciding = least(rules.majority, of: whole)
            let base = rules.majority.base == .roll ? whole : present
            return Hurdle(
                kind: kind, present: present, decidingAtQuorum: least(rules.majority, of: base), deciding: deciding,
                blocking: whole - deciding + 1)
        }
    }

    /// Never fewer than more than half: a resolution with as many against as for is not adopted.
    private func least(_ majority: MajorityRule, of voices: Int) -> Int {
        max(majority.threshold.least(of: voices), voices / 2 + 1)
    }

    /// What this situation asks before it is valid.
    package var conditions: [Finding] { mode == .delegated ? hostConditions : ownConditions }

    /// A declaration says the title, the object and the seat of the association, and who directs it
    /// (loi du 1er juillet 1901, art. 5); an association is made by two persons at least (art. 1).
    private var ownConditions: [Finding] {
        let prose = document.prose
        let told: [(String, Bool)] = [
            ("un nom", !prose.name.isEmpty), ("un objet", !prose.object.isEmpty), ("un siège", !prose.seat.isEmpty),
        ]
        let lacking = told.filter { !$0.1 }.map(\.0)
        let law = "loi 1901"
        return [
            founders >= 2
                ? Finding(
                    .met,
                    "\(French.count(founders, "fondatrice déclarée", "fondatrices déclarées")) : il en faut deux.",
                    principle: law)
                : Finding(.missing, "Il faut au moins deux fondatrices pour former une association.", principle: law),
            lacking.isEmpty
                ? Finding(.met, "Le projet de statuts dit le nom, l’objet et le siège à déclarer.", principle: law)
                : Finding(
                    .missing,
                    "La déclaration demande \(French.list(lacking)) : le projet de statuts ne le dit pas encore.",
                    principle: law),
            document.rules.bodies.isEmpty
                ? Finding(
                    .missing, "Aucune instance n’est prévue : la déclaration nomme ceux qui dirigent.", principle: law)
                : Finding(
                    .met,
                    "\(document.rules.bodies[0].name) : \(French.count(document.rules.bodies[0].seats, "siège", "sièges")), pour que la direction soit collective.",
                    principle: "R12"),
        ]
    }

    /// An ESS organisation of the territory, that accepted the management and says so in its own statutes (R13), and that
    /// does not steer the hub by itself (R12).
    private var hostConditions: [Finding] {
        let findings = document.prose.management.findings
        guard let host, !host.name.isEmpty else { return findings }
        guard host.organisation != nil else {
            return findings + [
                Finding(
                    .unknown,
                    "\(host.name) n’est pas dans l’annuaire : inscrivez sa fiche pour savoir si elle est de l’ESS et du territoire.",
                    principle: "R13")
            ]
        }
        return findings + [
            host.isInEss == true
                ? Finding(.met, "\(host.name) est de l’ESS.", principle: "R13")
                : Finding(
                    .missing,
                    "\(host.name) n’est pas de l’ESS d’après l’annuaire : la gestion se confie à une organisation de l’ESS.",
                    principle: "R13"),
            host.isOnTerritory == true
                ? Finding(.met, "Elle est sur le territoire du pôle.", principle: "R13")
                : Finding(
                    .missing, "Sa fiche ne la situe pas sur le territoire du pôle : la gestion se confie sur place.",
                    principle: "R13"),
            hostWeight(host),
        ]
    }

    /// What the host and those affiliated with it would carry, against what deciding and blocking take.
    private func hostWeight(_ host: Host) -> Finding {
        let roll = consequences.roll
        guard let organisation = host.organisation, let entry = roll.entry(organisation) else {
            return Finding(.met, "\(host.name) ne vote pas : elle exécute ce que le pôle décide.", principle: "R12")
        }
        let held = roll.entries.filter { $0.group == entry.group }.reduce(0) { $0 + $1.votes }
        let share = "\(French.number(held)) voix sur \(French.number(whole))"
        let who = "\(host.name), avec ses affiliées s’il y en a, porterait \(share)"
        if let hurdle = hurdles.first(where: { held >= $0.deciding }) {
            return Finding(
                .missing, "\(who) : de quoi décider seule (\(hurdle.kind.label)).", principle: "R12")
        }
        if let hurdle = hurdles.first(where: { held >= $0.blocking }) {
            return Finding(
                .missing, "\(who) : de quoi tout bloquer seule (\(hurdle.kind.label)).",
                principle: "R12")
        }
        return Finding(.met, "\(who) : pas de quoi décider ni bloquer seule.", principle: "R12")
    }

    /// What only this situation brings to who decides: who carries the decisions out.
    package var carrying: [String] {
        switch mode {
        case .undecided: return []
        case .ownStructure:
            guard let body = document.rules.bodies.first else {
                return ["Sans instance élue, personne ne peut signer pour la structure."]
            }
            let board = AssemblyKind(rawValue: body.key)
            let told = board.map { consequences.meeting($0) } ?? []
            return ["\(body.name) : l’instance qui exécute et engage la structure."] + told + consequences.body(body)
        case .delegated:
            let name = host.map(\.name).flatMap { $0.isEmpty ? nil : $0 }
            let months = document.prose.management.noticeMonths
            return [
                "\(name ?? "L’hôte") exécute, emploie et signe ; \(name == nil ? "il" : "elle") peut refuser un contrat, non une décision du collectif.",
                "Chacun peut mettre fin à la gestion avec un préavis de \(French.count(months, "mois", "mois")) : il faut alors un autre hôte, ou une structure.",
                document.prose.management.keepsSeparateAccounts
                    ? "Les comptes du pôle sont tenus à part des siens."
                    : "Ses comptes et ceux du pôle se confondent : personne ne peut dire ce que le pôle possède.",
            ]
        }
    }

    /// The chapters by which one knows who decides and who could block, with what each comes to here.
    package var chapters: [(chapter: StatutesChapter, sentences: [String])] {
        let told: [StatutesChapter] = [.electorate, .members, .ordinary, .extraordinary, .proxies, .caps]
        // What one chapter said, the next does not say again.
        var said: Set<String> = []
        return told.compactMap { chapter in
            let sentences = consequences.sentences(chapter).filter { said.insert($0).inserted }
            return sentences.isEmpty ? nil : (chapter, sentences)
        }
    }
}
