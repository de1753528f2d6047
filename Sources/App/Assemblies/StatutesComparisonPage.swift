import Domain
import Markup

/// `/poles/{slug}/pilotage/statuts/comparaison`: two versions side by side; what changed is said in words, marked by a
/// line and by brackets, not by a colour alone.
func statutesComparisonPage(_ desk: StatutesDesk, from old: StatutesVersion, to new: StatutesVersion) -> PageContent {
    let comparison = StatutesComparison(from: old.document, to: new.document)
    let changed = comparison.changed
    let chapters = StatutesChapter.allCases.filter { chapter in changed.contains { $0.chapter == chapter } }
    let sections: [Markup] = chapters.map { chapter in
        comparisonTable(chapter, changed.filter { $0.chapter == chapter }, old, new)
    }
    let same = comparison.lines.count - changed.count
    return PageContent(
        title: "Comparer deux versions", section: .hubs, breadcrumbs: desk.crumbs([desk.deskCrumb]),
        body: """
            \(heading("Version \(old.version) et version \(new.version)", "\(French.count(changed.count, "clause change", "clauses changent")), \(French.number(same)) \(same < 2 ? "est la même" : "sont les mêmes").") )
            \(comparisonForm(desk, old: old.id, new: new.id))
            <p class="mention">Ce qui est retiré est barré et entre crochets ; ce qui est ajouté est souligné.</p>
            \(changed.isEmpty ? emptyState("Rien ne diffère.", "Ces deux versions disent la même chose, mot pour mot.") : "\(sections)" as Markup)
            """, isPrivate: true)
}

private func comparisonTable(
    _ chapter: StatutesChapter, _ lines: [StatutesComparison.Line], _ old: StatutesVersion, _ new: StatutesVersion
) -> Markup {
    let rows: [Markup] = lines.map { line in
        let (before, after): (Markup, Markup)
        if let change = line.change {
            before = comparedPieces(change.old, isNew: false)
            after = comparedPieces(change.new, isNew: true)
        } else {
            before = line.old.map { "<del>\(sentence: $0)</del>" } ?? "<em>n’y était pas</em>"
            after = line.new.map { "<ins>\(sentence: $0)</ins>" } ?? "<em>n’y est plus</em>"
        }
        return """
            <tr><th scope="row">\(line.title)</th><td data-titre="Version \(old.version)">\(before)</td><td data-titre="Version \(new.version)">\(after)</td></tr>
            """
    }
    return """
        <section class="comparaison">\(table(caption: "\(chapter.title)", id: chapter.rawValue, columns: [Column("Clause"), Column("Version \(old.version)"), Column("Version \(new.version)")], rows: rows))</section>
        """
}

/// Words of two texts, with what one of them alone says.
func comparedPieces(_ pieces: [TextChange.Piece], isNew: Bool) -> Markup {
    let parts: [Markup] = pieces.enumerated().map { index, piece in
        let space: Markup? = index == 0 ? nil : " "
        guard piece.isChanged else { return "\(space)\(piece.text)" }
        return isNew ? "\(space)<ins>\(piece.text)</ins>" : "\(space)<del>\(piece.text)</del>"
    }
    return "\(parts)"
}
