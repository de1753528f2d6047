/// What a hub says of one clause in its own words, beside the sentence that the data make or in its place. The data decide, always.
package struct ClauseWording: Hashable, Codable, Sendable {
    package enum Manner: String, Codable, Sendable, CaseIterable {
        case added = "ajout"
        case replacing = "remplacement"

        package var label: String {
            switch self {
            case .added: "s’ajoutent à la phrase"
            case .replacing: "remplacent la phrase"
            }
        }
    }

    package var manner: Manner
    package var text: String
    /// The sentence that the data made when these words were written, or read again.
    package var basis: String

    package init(_ manner: Manner, _ text: String, over basis: String) {
        (self.manner, self.text, self.basis) = (manner, text, basis)
    }

    private enum CodingKeys: String, CodingKey {
        case manner = "sorte"
        case text = "texte"
        case basis = "sur"
    }
}

extension StatutesDocument {
    /// Words that were written before the rule that they speak of changed, or whose clause is no more.
    package var wordingFindings: [Finding] {
        StatutesChapter.allCases.flatMap { (chapter: StatutesChapter) -> [Finding] in
            let words = prose.wordings[chapter] ?? [:]
            guard !words.isEmpty else { return [] }
            let clauses = StatutesText.clauses(chapter, of: self)
            let stale = clauses.filter(\.isStale).map { clause in
                Finding(
                    .missing,
                    "\(chapter.title), \(French.quote(clause.title)) : vos mots datent d’avant le changement de cette règle. Relisez-les.",
                    principle: "texte et données")
            }
            let known = Set(clauses.map(\.key))
            let orphans = words.keys.filter { !known.contains($0) }.sorted().map { _ in
                Finding(
                    .missing,
                    "\(chapter.title) : des mots ont été écrits pour une clause qui n’existe plus ; ils ne paraissent plus.",
                    principle: "texte et données")
            }
            return stale + orphans
        }
    }
}
