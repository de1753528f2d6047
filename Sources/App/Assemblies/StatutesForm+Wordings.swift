import Domain

/// The hub's own words for single clauses, as typed.
extension StatutesForm {
    /// « mots-reunions.ordinaire.quorum »
    static func wordingField(_ key: String) -> String { "mots-" + key }

    /// Words that were changed, or read again, go with the sentence of today; the others keep the one they were written for,
    /// so that a rule that changed under them is seen.
    mutating func wordings(
        _ chapter: StatutesChapter, _ new: StatutesDocument, before: [String: ClauseWording]
    ) -> [String: ClauseWording] {
        let sentences = StatutesText.clauses(chapter, of: new).filter { !$0.isAddition }
        let now = Dictionary(sentences.map { ($0.key, $0.text) }) { first, _ in first }
        var words: [String: ClauseWording] = [:]
        for key in Set(now.keys).union(before.keys).sorted() {
            let (name, old) = (Self.wordingField(key), before[key])
            guard form[name] != nil else {
                words[key] = old
                continue
            }
            let text = prose(name, 3000)
            guard !text.isEmpty else { continue }
            let manner = choice(name + "-sorte", old?.manner ?? ClauseWording.Manner.added)
            let isSame = old?.text == text && old?.manner == manner && !flag(name + "-relu")
            let basis = isSame ? old?.basis : now[key] ?? old?.basis
            words[key] = ClauseWording(manner, text, over: basis ?? "")
        }
        return words
    }

    static func wordingValues(_ chapter: StatutesChapter, _ document: StatutesDocument) -> [String: String] {
        var values: [String: String] = [:]
        for clause in StatutesText.clauses(chapter, of: document) where !clause.isAddition {
            let name = wordingField(clause.key)
            values[name] = clause.wording?.text ?? ""
            values[name + "-sorte"] = (clause.wording?.manner ?? .added).rawValue
        }
        return values
    }
}
