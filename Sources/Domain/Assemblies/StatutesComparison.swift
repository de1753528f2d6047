/// Two versions of statutes, clause by clause.
package struct StatutesComparison: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package let chapter: StatutesChapter
        package let key: String
        package let title: String
        /// Nil where one of the two does not have the clause.
        package let old: String?
        package let new: String?

        package var isChanged: Bool { old != new }
        /// Word by word, when both have the clause.
        package var change: TextChange? {
            guard isChanged, let old, let new else { return nil }
            return TextChange(from: old, to: new)
        }
    }

    /// In the order of the newer one; what was taken away comes at the end of its chapter.
    package let lines: [Line]

    package var changed: [Line] { lines.filter(\.isChanged) }

    package init(from old: StatutesDocument, to new: StatutesDocument) {
        var lines: [Line] = []
        for chapter in StatutesChapter.allCases {
            let before = StatutesText.clauses(chapter, of: old).flatMap(Self.told)
            let after = StatutesText.clauses(chapter, of: new).flatMap(Self.told)
            let was = Dictionary(before.map { ($0.key, $0.text) }) { first, _ in first }
            for clause in after {
                lines.append(
                    Line(
                        chapter: chapter, key: clause.key, title: clause.title, old: was[clause.key], new: clause.text))
            }
            let kept = Set(after.map(\.key))
            for clause in before where !kept.contains(clause.key) {
                lines.append(
                    Line(chapter: chapter, key: clause.key, title: clause.title, old: clause.text, new: nil))
            }
        }
        self.lines = lines
    }

    /// The sentence that the data make, then the hub's own words: a change of either is seen.
    private static func told(_ clause: StatutesClause) -> [(key: String, title: String, text: String)] {
        let sentence = (clause.key, clause.title, clause.text)
        guard let wording = clause.wording else { return [sentence] }
        let title = "\(clause.title) : les mots du pôle, qui \(wording.manner.label)"
        return [sentence, (clause.key + ".mots", title, wording.text)]
    }
}
