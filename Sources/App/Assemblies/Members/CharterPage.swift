import Domain
import Markup

/// `/charte` and `/poles/{slug}/charte`: the principles, with what each legal family already guarantees (R6).
func charterPage(_ desk: CharterDesk, _ charter: Charter) -> PageContent {
    let isCurrent = charter.version == desk.current.version
    let whose: Markup = desk.hub.map { "\(French.of($0.name))" } ?? "du réseau"
    let crumbs = desk.hub.map { [Crumb("Pôles", "/poles"), Crumb($0.name, "/poles/" + $0.slug)] } ?? []
    let older: Markup? =
        isCurrent
        ? nil
        : notice(
            .information,
            "<p>Cette version n’est pas celle en vigueur : <a href=\"\(desk.publicPath)\">lire celle d’aujourd’hui</a>.</p>"
        )
    let origin: Markup? =
        desk.isOwn || desk.hub == nil
        ? nil : "<p class=\"indice\">C’est la charte du réseau ; ce pôle n’en a pas écrit d’autre.</p>"
    let join: Markup? = desk.hub.map {
        "<p class=\"actions sans-papier\"><a class=\"bouton second\" href=\"/poles/\($0.slug)/adherer\">Demander à adhérer</a></p>"
    }
    return PageContent(
        title: "La charte", section: desk.hub == nil ? .network : .hubs, breadcrumbs: crumbs,
        description: "Les principes de l’économie sociale et solidaire sur lesquels une organisation adhère.",
        body: """
            \(heading("La charte \(whose)", "Les principes sur lesquels une organisation adhère : \(desk.title(of: charter))."))\(older)\(origin)
            <div class="prose">\(charterPrinciples(charter))<p class="indice">\(charter.source).</p></div>
            \(guaranteeTable(charter))\(join)
            """)
}

/// The principles as people read them.
func charterPrinciples(_ charter: Charter) -> Markup {
    let items: [Markup] = charter.principles.enumerated().map { index, principle in
        let source: Markup? = principle.source.isEmpty ? nil : "<p class=\"preuve\">Source : \(principle.source)</p>"
        return
            "<section class=\"principe-charte\"><h2>\(index + 1). \(principle.title)</h2>\(paragraphs(principle.text))\(source)</section>"
    }
    return "\(items)"
}

/// Principle by principle, what each legal form answers for.
func guaranteeTable(_ charter: Charter) -> Markup {
    let tables: [Markup] = charter.principles.enumerated().map { index, principle in
        let rows: [Markup] = Family.legal.map { family in
            let guarantee = charter.guarantee(of: family, on: principle.key)
            return """
                <tr><th scope="row">\(family.label.uppercasedFirst)</th><td data-titre="C’est"><span class="niveau-garantie \(guarantee.level.rawValue)">\(guarantee.level.label)</span></td><td data-titre="Pourquoi">\(sentence: guarantee.sentence)</td></tr>
                """
        }
        return table(
            caption: "\(index + 1). \(principle.title)", id: "garantie-" + principle.key.rawValue,
            columns: [Column("Famille"), Column("C’est"), Column("Pourquoi")], rows: rows)
    }
    return "<section class=\"garanties\"><h2>Ce que la forme juridique garantit déjà</h2>\(tables)</section>"
}

/// `…/pilotage/charte/comparaison`: two versions, what changed and nothing else.
func charterComparisonPage(_ desk: CharterDesk, from old: CharterEdition, to new: CharterEdition) -> PageContent {
    guard let before = old.charter, let after = new.charter else {
        return PageContent(title: "Comparer", body: heading("Rien à comparer"), isPrivate: true)
    }
    let comparison = CharterComparison(from: before, to: after)
    let rows: [Markup] = comparison.changed.map { line in
        let change = line.change
        return """
            <tr><th scope="row">\(line.principle)<br><small>\(line.title)</small></th><td data-titre="Avant">\(line.old.isEmpty ? "<em>rien</em>" : comparedPieces(change.old, isNew: false))</td><td data-titre="Après">\(comparedPieces(change.new, isNew: true))</td></tr>
            """
    }
    let columns = [Column("Ce qui change"), Column("Avant"), Column("Après")]
    return PageContent(
        title: "Comparer deux versions", section: desk.hub == nil ? .network : .hubs,
        breadcrumbs: desk.crumbs(inside: true),
        body: """
            \(heading("Deux versions de la charte", "De la \(desk.title(of: before)) à la \(desk.title(of: after)) : \(French.count(comparison.changed.count, "texte change", "textes changent")), \(French.number(comparison.same)) \(comparison.same < 2 ? "reste" : "restent")."))
            <p class="mention">Ce qui est retiré est barré et entre crochets ; ce qui est ajouté est souligné.</p>
            \(rows.isEmpty ? emptyState("Rien ne diffère.", "Ces deux versions disent la même chose, mot pour mot.") : "<section class=\"comparaison\">\(table(caption: "Ce qui change", id: "changements", columns: columns, rows: rows))</section>" as Markup)
            """, isPrivate: true)
}

extension CharterDesk {
    /// « version 2, depuis le 3 mars 2026 ».
    func title(of charter: Charter) -> Markup {
        let name: Markup
        if let known = edition(charter.version), !known.isShipped {
            name = "version \(known.rank)"
        } else {
            name = charter.version <= CharterStore.shippedNumbers ? "version du programme" : "version du réseau"
        }
        return "\(name), depuis le \(time(charter.from))"
    }

    func crumbs(inside: Bool) -> [Crumb] {
        let own = inside ? [Crumb("Charte", path)] : []
        guard let hub else { return [Crumb("Pilotage du réseau", "/reseau/pilotage")] + own }
        return [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug),
            Crumb("Pilotage", "/poles/\(hub.slug)/pilotage"),
        ] + own
    }
}
