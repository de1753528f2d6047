/// One clause: what the statutes say, word for word, made from the data.
package struct StatutesClause: Hashable, Sendable {
    /// `reunions.ordinaire.quorum`
    package let key: String
    package let title: String
    package let text: String
    /// Why this default is proposed, when the clause is still as proposed.
    package let custom: String?
    /// Written by the hub in its own words.
    package let isAddition: Bool
    /// What the hub says of it in its own words, beside `text` or in its place.
    package var wording: ClauseWording?

    /// Its words were written before the rule changed.
    package var isStale: Bool { wording.map { $0.basis != text } ?? false }
}

package struct StatutesArticle: Hashable, Sendable {
    package let chapter: StatutesChapter
    /// From 1; articles that say nothing have no number.
    package let number: Int
    package let clauses: [StatutesClause]

    package var title: String { chapter.title }
}

/// The statutes in French, made from the data and from nothing else: who changes a number changes the sentence.
package enum StatutesText {
    /// What the text needs to name: a clause by its key, its title and its sentence.
    typealias Line = (key: String, title: String, text: String)

    package static func articles(_ document: StatutesDocument) -> [StatutesArticle] {
        let usual = StatutesDocument.customary(inForceFrom: document.rules.inForceFrom)
        var articles: [StatutesArticle] = []
        for chapter in StatutesChapter.allCases {
            let clauses = clauses(chapter, of: document, against: usual)
            guard !clauses.isEmpty else { continue }
            articles.append(StatutesArticle(chapter: chapter, number: articles.count + 1, clauses: clauses))
        }
        return articles
    }

    package static func clauses(_ chapter: StatutesChapter, of document: StatutesDocument) -> [StatutesClause] {
        clauses(chapter, of: document, against: .customary(inForceFrom: document.rules.inForceFrom))
    }

    /// Changes whenever the chapter does: 64 bits of FNV-1a over its sentences, to see that what was shown still stands.
    package static func mark(_ document: StatutesDocument, _ chapter: StatutesChapter) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for clause in clauses(chapter, of: document) {
            let words = clause.wording.map { $0.manner.rawValue + $0.text + $0.basis } ?? ""
            for byte in (clause.key + "\n" + clause.text + "\n" + words).utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }

    private static func clauses(
        _ chapter: StatutesChapter, of document: StatutesDocument, against usual: StatutesDocument
    ) -> [StatutesClause] {
        let usualLines = Dictionary(lines(chapter, usual).map { ($0.key, $0.text) }) { first, _ in first }
        let words = document.prose.wordings[chapter] ?? [:]
        var clauses = lines(chapter, document).map { (line: Line) in
            StatutesClause(
                key: line.key, title: line.title, text: line.text,
                custom: usualLines[line.key] == line.text ? custom(line.key) : nil, isAddition: false,
                wording: words[line.key])
        }
        if let addition = document.prose.additions[chapter], !addition.isEmpty {
            clauses.append(
                StatutesClause(
                    key: chapter.rawValue + ".precisions", title: "Précisions", text: addition, custom: nil,
                    isAddition: true))
        }
        return clauses
    }

    /// « C’est l’usage » of a clause; the notice of any meeting has one sentence for all.
    private static func custom(_ key: String) -> String? {
        let general = key.split(separator: ".").count == 3 ? "reunions." + (key.split(separator: ".").last ?? "") : key
        let known = Statutes.customaryClauses
        return (known.first { $0.clause == key } ?? known.first { $0.clause == general && general.hasSuffix("delai") })?
            .sentence
    }

    private static func lines(_ chapter: StatutesChapter, _ document: StatutesDocument) -> [Line] {
        let (rules, prose) = (document.rules, document.prose)
        if let kind = chapter.meeting { return rules.meetings[kind].map { meeting($0, kind, rules) } ?? [] }
        switch chapter {
        case .identity: return identity(prose)
        case .management: return management(prose.management)
        case .members: return members(prose.membership, rules)
        case .electorate: return electorate(rules)
        case .convening: return convening(prose.convening)
        case .proxies: return proxies(rules)
        case .secretBallot: return [("scrutin-secret", "Scrutin secret", secrecy(rules.secretBallot))]
        case .bodies: return rules.bodies.flatMap { body($0, rules) }
        case .caps: return [("plafonds", "Plafonds", caps(rules.caps))]
        case .ties: return [("departage", "Départage", ties(rules.ties))]
        case .founding, .ordinary, .extraordinary, .board, .bureau: return []
        }
    }

    private static func identity(_ prose: StatutesProse) -> [Line] {
        var lines: [Line] = []
        if !prose.name.isEmpty {
            let what =
                prose.management.mode == .delegated ? "Il est formé un collectif nommé" : "Il est créé, sous le nom de"
            lines.append(
                (
                    "identite.nom", "Nom",
                    "\(what) \(French.quote(prose.name)), un pôle de développement de l’économie sociale et solidaire."
                ))
        }
        if !prose.object.isEmpty { lines.append(("identite.objet", "Objet", prose.object)) }
        if !prose.seat.isEmpty { lines.append(("identite.siege", "Siège", "Le siège est situé : \(prose.seat).")) }
        let length =
            prose.years.map { "La durée est de \(French.count($0, "an", "ans"))." } ?? "La durée n’est pas limitée."
        lines.append(("identite.duree", "Durée", length))
        return lines
    }

    private static func management(_ rule: ManagementRule) -> [Line] {
        switch rule.mode {
        case .undecided: return []
        case .ownStructure:
            return [
                (
                    "gestion.mode", "Gestion",
                    "Le pôle est gouverné et géré par la structure que ces statuts créent ; elle est dirigée collectivement par ses membres."
                )
            ]
        case .delegated:
            let host =
                rule.host.isEmpty ? "une organisation de l’économie sociale et solidaire du territoire" : rule.host
            var lines: [Line] = [
                (
                    "gestion.mode", "Gestion",
                    "Le pôle est gouverné par ses membres réunis en collectif. Sa gestion est confiée à \(host), qui exécute les décisions des assemblées et des instances et n’y dispose d’aucune voix de plus."
                )
            ]
            if let day = rule.acceptedOn {
                lines.append(
                    (
                        "gestion.acceptation", "Acceptation",
                        "\(rule.host.isEmpty ? "L’hôte" : rule.host) a accepté cette gestion \(day.frenchWithArticle)."
                    ))
            }
            if !rule.hostClause.isEmpty {
                lines.append(("gestion.clause", "Clause des statuts de l’hôte", French.quote(rule.hostClause)))
            }
            lines.append(
                (
                    "gestion.comptes", "Comptes et préavis",
                    "\(rule.keepsSeparateAccounts ? "Les comptes du pôle sont tenus à part de ceux de l’hôte. " : "")Chacun peut mettre fin à cette gestion avec un préavis de \(French.count(rule.noticeMonths, "mois", "mois"))."
                ))
            return lines
        }
    }
}
