import Domain
import Markup

/// The hub's own words, clause by clause.
extension StatutesFields {
    var wordings: Markup? {
        let clauses = StatutesText.clauses(chapter, of: document).filter { !$0.isAddition }
        guard !clauses.isEmpty else { return nil }
        let manners = ClauseWording.Manner.allCases.map { (value: $0.rawValue, label: $0.label) }
        let groups: [Markup] = clauses.map { clause in
            let name = StatutesForm.wordingField(clause.key)
            let again: Markup? =
                clause.isStale
                ? """
                <p class="mots-perimes">Cette règle a changé depuis que vos mots ont été écrits, pour « \(sentence: clause.wording?.basis ?? "") »</p>\(checkbox(name + "-relu", "Nous les avons relus : ils disent bien la règle d’aujourd’hui.", state))
                """ : nil
            return """
                <fieldset class="groupe"><legend>\(clause.title)</legend><p class="regle-appliquee">\(sentence: clause.text)</p>\(again)
                \(textArea(name, "Vos mots", state, rows: 3, maximum: 3000))\(selectField(name + "-sorte", "Ils", state, options: manners))</fieldset>
                """
        }
        let written = clauses.filter { $0.wording != nil }.count
        let isOpen = written > 0 || clauses.contains { state.error(StatutesForm.wordingField($0.key)) != nil }
        let count: Markup? = written > 0 ? " (\(French.number(written)))" : nil
        return """
            <details\("open", if: isOpen)><summary>Vos mots, clause par clause\(count)</summary>
            <p class="indice">La règle reste celle des champs : vos mots la disent autrement, ou la complètent. Si la règle change, on vous demandera de les relire.</p>\(groups)</details>
            """
    }
}
